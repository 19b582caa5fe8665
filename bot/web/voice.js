/** Dictation and reading aloud, by the browser's own Web Speech; nothing is recorded. @module */

import { spoken } from "./text.js";

const FRENCH = "fr-FR";

export class Voice {
  /** @type {any} */
  #Recognition = /** @type {any} */ (window).SpeechRecognition ?? /** @type {any} */ (window).webkitSpeechRecognition;
  /** @type {any} */
  #heard = null;

  get canRead() {
    return "speechSynthesis" in window;
  }

  get canDictate() {
    return Boolean(this.#Recognition);
  }

  get listening() {
    return this.#heard !== null;
  }

  /** Reads aloud, in place of what is being read; false where there is no voice for it. @param {string} text */
  read(text) {
    speechSynthesis.cancel();
    // A voice that is not the device's own sends the text to its maker.
    const voice = speechSynthesis.getVoices().find(({ lang, localService }) => localService && /^fr\b/i.test(lang));
    if (!voice) return false;
    const said = new SpeechSynthesisUtterance(spoken(text));
    said.voice = voice;
    said.lang = voice.lang;
    speechSynthesis.speak(said);
    return true;
  }

  /** Reads and listens no more. */
  hush() {
    if (this.canRead) speechSynthesis.cancel();
    this.#heard?.abort();
    this.#heard = null;
  }

  /**
   * Listens to one sentence.
   * @param {(text: string) => void} hear gets what was understood so far, each time from its beginning
   * @param {(understood: boolean) => void} end
   */
  listen(hear, end) {
    this.hush();
    const recognition = new this.#Recognition();
    let understood = false;
    recognition.lang = FRENCH;
    recognition.interimResults = true;
    recognition.onresult = (/** @type {any} */ event) => {
      understood = true;
      hear(Array.from(event.results, (/** @type {any} */ result) => result[0].transcript).join(""));
    };
    recognition.onend = () => {
      if (this.#heard === recognition) this.#heard = null;
      end(understood);
    };
    this.#heard = recognition;
    recognition.start();
  }

  /** Ends the sentence that is being dictated. */
  finish() {
    this.#heard?.stop();
  }
}

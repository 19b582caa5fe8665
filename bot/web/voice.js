/** Dictation and reading aloud, by the browser's own Web Speech; nothing is recorded. @module */

import { spoken } from "./text.js";

const FRENCH = "fr-FR";

export class Voice {
  /** @type {any} */
  #Recognition = /** @type {any} */ (window).SpeechRecognition ?? /** @type {any} */ (window).webkitSpeechRecognition;
  /** @type {any} */
  #heard = null;

  constructor() {
    // Some browsers look for their voices when first asked.
    if (this.canRead) speechSynthesis.getVoices();
  }

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
    const heard = this.#heard;
    this.#heard = null;
    heard?.abort();
  }

  /**
   * Listens to one sentence.
   * @param {(text: string) => void} hear gets what was understood so far, each time from its beginning
   * @param {(understood: boolean) => void} end gets false where nothing came
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
      const silent = this.#heard === recognition && !understood;
      if (this.#heard === recognition) this.#heard = null;
      end(!silent);
    };
    this.#heard = recognition;
    recognition.start();
  }

  /** Ends the sentence that is being dictated. */
  finish() {
    this.#heard?.stop();
  }
}

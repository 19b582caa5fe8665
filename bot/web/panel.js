/** The open conversation: its frame, its keyboard, and what joins its parts. @module */

import { Client } from "./client.js";
import { Conversation } from "./conversation.js";
import { element, iconButton } from "./dom.js";
import { Kept } from "./kept.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { words } from "./strings.js";
import { transcript, unbroken } from "./text.js";
import { Voice } from "./voice.js";

const LONGEST_QUESTION = 2_000;
/** What asks the bot for somebody: it speaks French, whatever the language of the interface. */
const PERSON = "Parler à quelqu’un";

/** @typedef {import("./laureat-chat.js").LaureatChat} LaureatChat @typedef {import("./conversation.js").Turn} Turn */

const STYLES = ["chat.css", "message.css", "picture.css"];

/** The sheets that all components share. @type {Promise<CSSStyleSheet[]> | null} */
let styles = null;

/** @param {string} name */
async function load(name) {
  const response = await fetch(new URL(name, import.meta.url), { credentials: "omit" });
  if (!response.ok) throw new Error(response.statusText);
  return new CSSStyleSheet().replace(await response.text());
}

export class Panel {
  /**
   * A conversation as it was left, not shown yet; fails where its looks cannot be fetched.
   * @param {LaureatChat} host
   * @param {ShadowRoot} root
   * @param {string} name of the conversation in the tab
   */
  static async make(host, root, name) {
    styles ??= Promise.all(STYLES.map(load));
    try {
      root.adoptedStyleSheets.push(...(await styles));
    } catch (error) {
      styles = null;
      throw error;
    }
    return new Panel(host, root, name);
  }

  /** @param {LaureatChat} host @param {ShadowRoot} root @param {string} name */
  constructor(host, root, name) {
    this.#host = host;
    this.#root = root;
    this.#words = words(host.language);
    this.#floating = !["inline", "page"].includes(host.position);
    const client = new Client(host.server, { stream: host.hasAttribute("stream") });
    this.#conversation = new Conversation(client, new Kept(name));
    this.#log = new Log({
      words: this.#words,
      get heading() {
        return host.heading;
      },
      server: client.server,
      ask: (payload, title) => this.#ask(payload, title),
      announce: (text) => this.#announce(text),
      repeat: (text, shown) => this.#repeat(text, shown),
      resend: (turn) => this.#resend(turn),
      edit: (turn) => this.#edit(turn),
      judge: async (turn, verdict, comment) => {
        await this.#conversation.judge(turn, verdict, comment);
        host.emit("feedback", { id: turn.id, verdict });
      },
    });
    this.#field = element("textarea", {
      id: "field",
      rows: 1,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": "hint",
    });
    this.#microphone = iconButton(this.#words.dictate, "microphone", () => this.#dictate(), {
      "aria-pressed": "false",
      class: "second",
    });
    this.#menu = this.#makeMenu();
    this.element = this.#frame();
    if (this.#floating) host.narrow.addEventListener("change", () => this.shown && this.#refit());
    this.#follow();
    this.#log.recall(this.#conversation.turns);
    root.append(this.element);
    if (host.isConnected) this.#conversation.start();
  }

  #host;
  #root;
  #words;
  #floating;
  #conversation;
  #log;
  #menu;
  #field;
  #microphone;
  /** Whether the person has been here since it was shown. */
  #entered = false;
  #voice = new Voice();
  #status = element("p", { class: "unseen", role: "status" });
  #hint = element("p", { id: "hint", class: "hint", role: "status" });
  #heading = element("h2", { id: "heading" });

  get shown() {
    return !this.element.hidden;
  }

  /** Whether the focus is here. */
  get focused() {
    return this.element.contains(this.#root.activeElement);
  }

  show() {
    this.element.hidden = false;
    if (this.#floating) this.#fit();
    this.#log.scroll();
    this.#conversation.greet(this.#host.getAttribute("greeting"), this.#words.welcome);
  }

  hide() {
    this.#entered = false;
    this.#voice.hush();
    this.#menu.hide();
    if (this.element instanceof HTMLDialogElement) this.element.close();
    this.element.hidden = true;
  }

  focus() {
    this.#field.focus();
  }

  /** @param {string} heading */
  name(heading) {
    this.#heading.textContent = heading;
  }

  start() {
    this.#conversation.start();
  }

  stop() {
    this.#voice.hush();
    this.#conversation.stop();
  }

  /** @param {string} text */
  ask(text) {
    return this.#conversation.settled(this.#ask(String(text)));
  }

  restart() {
    this.#voice.hush();
    this.#conversation.restart();
    this.#announce(this.#words.restarted);
    if (this.shown) this.#conversation.greet(this.#host.getAttribute("greeting"), this.#words.welcome);
  }

  transcript() {
    return transcript(this.#host.heading, this.#conversation.turns, this.#words);
  }

  #frame() {
    this.name(this.#host.heading);
    const bar = element("div", { class: "bar" }, this.#heading, this.#menu.element);
    if (this.#host.position !== "page") bar.append(iconButton(this.#words.close, "close", () => this.#host.close()));
    const made = element(
      this.#floating ? "dialog" : "section",
      { class: "panel", lang: this.#host.language, "aria-labelledby": "heading", hidden: true },
      bar,
      this.#log.element,
      this.#hint,
      this.#form(),
      this.#status,
    );
    made.addEventListener("keydown", (event) => {
      const { key, isComposing } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Escape" || isComposing) return;
      event.preventDefault();
      this.#host.close();
    });
    made.addEventListener("focusin", () => (this.#entered = true));
    // Where there is no Escape key, the gesture that goes back.
    made.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#host.close();
    });
    made.addEventListener(
      "close",
      () => this.shown && !(/** @type {HTMLDialogElement} */ (made).open) && this.#host.close(),
    );
    return made;
  }

  #form() {
    const form = element(
      "form",
      { class: "ask", autocomplete: "off" },
      element("label", { for: "field" }, this.#words.field),
      element("div", { class: "row" }, this.#field, this.#microphone, element("button", {}, this.#words.send)),
    );
    this.#microphone.hidden = !this.#conversation.choices.dictation || !this.#voice.canDictate;
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#field.value.trim();
      if (!text || this.#tooLong) {
        this.#announce(this.#hint.textContent ?? "");
        return this.focus();
      }
      this.#write("");
      this.#ask(text);
    });
    this.#field.addEventListener("input", () => this.#measure());
    return form;
  }

  #makeMenu() {
    const menu = new Menu(this.#words.menu);
    const { choices } = this.#conversation;
    menu.add(this.#words.person, () => this.#ask(PERSON, this.#words.person));
    menu.add(this.#words.download, () => this.#download());
    menu.add(this.#words.restart, () => {
      this.restart();
      this.focus();
    });
    if (this.#voice.canRead)
      menu.addSwitch(this.#words.reading, Boolean(choices.reading), (on) => this.#choose("reading", on));
    if (this.#voice.canDictate) {
      menu.addSwitch(this.#words.dictation, Boolean(choices.dictation), (on) => {
        this.#microphone.hidden = !on;
        return this.#choose("dictation", on);
      });
      menu.addNote(this.#words.voiceNote);
    }
    menu.addLink(
      this.#words.privacy,
      this.#host.getAttribute("privacy") ?? new URL("confidentialite", this.#host.server).href,
    );
    menu.addLink(
      this.#words.accessibility,
      this.#host.getAttribute("accessibility") ?? new URL("accessibilite", this.#host.server).href,
    );
    return menu;
  }

  /** What happens in the conversation shows, and the page hears of it. */
  #follow() {
    /** @param {string} name @param {(turn: Turn) => void} act */
    const on = (name, act) =>
      this.#conversation.addEventListener(name, (event) => act(/** @type {CustomEvent<Turn>} */ (event).detail));
    on("turn", (turn) => this.#log.add(turn));
    on("answer", (turn) => this.#log.answer(turn));
    on("restart", () => {
      this.#log.clear();
      this.#host.emit("restart");
    });
    on("state", (turn) => {
      this.#log.update(turn);
      const { id, state, answers, problem } = turn;
      if (state === "answered" && !turn.greeting) {
        this.#host.emit("answer", { id, answers });
        if (this.#conversation.choices.reading && this.shown) this.#read(answers.map(({ text }) => text).join("\n"));
      }
      if (problem && !turn.greeting) this.#host.emit("error", { id, ...problem, retried: state === "waiting" });
    });
  }

  /** @param {string} text @param {string} [shown] */
  #ask(text, shown = text) {
    this.#voice.hush();
    this.#tell("");
    const turn = this.#conversation.ask(text, shown);
    this.#host.emit("question", { id: turn.id, text });
    return turn;
  }

  /** @param {Turn} turn */
  #resend(turn) {
    // The button that was pressed goes away.
    this.focus();
    this.#conversation.resend(turn);
  }

  /** @param {Turn} turn */
  #edit(turn) {
    this.#write(turn.shown);
    this.focus();
  }

  /** In place of what is in the field. @param {string} text */
  #write(text) {
    this.#field.value = text;
    this.#measure();
  }

  get #tooLong() {
    return this.#field.value.trim().length > LONGEST_QUESTION;
  }

  /** What is too long for the server is said so, once, and left to the person to cut. */
  #measure() {
    const said = this.#field.hasAttribute("aria-invalid");
    if (this.#tooLong === said) return;
    if (said) this.#field.removeAttribute("aria-invalid");
    else this.#field.setAttribute("aria-invalid", "true");
    this.#tell("");
  }

  /** Says something to everybody, until the next question; or else what keeps it from being sent. @param {string} text */
  #tell(text) {
    this.#hint.textContent = unbroken(text || (this.#tooLong ? this.#words.tooLong : ""));
  }

  /** Says something to screen readers, even twice the same. @param {string} text */
  #announce(text) {
    this.#status.textContent = "";
    requestAnimationFrame(() => (this.#status.textContent = unbroken(text)));
  }

  /**
   * An answer once more: aloud where answers are read and there is a voice, else by the screen reader; and in sight.
   * @param {string} text
   * @param {HTMLElement} shown
   */
  #repeat(text, shown) {
    if (!this.#conversation.choices.reading || !this.#read(text)) this.#announce(text);
    const answer = shown.querySelector(".bot");
    answer?.scrollIntoView({ block: "nearest" });
    answer?.classList.add("again");
    answer?.addEventListener("animationend", () => answer.classList.remove("again"), { once: true });
  }

  /** Whether it could be read aloud. @param {string} text */
  #read(text) {
    const read = this.#voice.read(text);
    if (!read) this.#tell(this.#words.noVoice);
    return read;
  }

  #dictate() {
    if (this.#voice.listening) return this.#voice.finish();
    const before = this.#field.value && `${this.#field.value.trimEnd()} `;
    this.#microphone.setAttribute("aria-pressed", "true");
    this.#tell(this.#words.listening);
    this.#voice.listen(
      (text) => this.#write(before + text),
      (understood) => {
        this.#microphone.setAttribute("aria-pressed", "false");
        this.#tell(understood ? "" : this.#words.notHeard);
        if (understood && this.#root.activeElement === this.#microphone) this.focus();
      },
    );
  }

  /** @param {"reading" | "dictation"} name @param {boolean} on */
  #choose(name, on) {
    this.#conversation.choose(name, on);
    if (!on) this.#voice.hush();
    return on;
  }

  #download() {
    const address = URL.createObjectURL(new Blob([this.transcript()], { type: "text/plain;charset=utf-8" }));
    element("a", { href: address, download: this.#words.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  /** Beside the page where there is room; else over all of it, which then cannot be reached. */
  #fit() {
    const dialog = /** @type {HTMLDialogElement} */ (this.element);
    const focused = /** @type {HTMLElement | null} */ (this.focused ? this.#root.activeElement : null);
    dialog.close();
    if (this.#host.covers) dialog.showModal();
    else dialog.setAttribute("open", "");
    focused?.focus();
  }

  /** The window has another size: who never came here is not taken from the page. */
  #refit() {
    if (this.#host.covers && !this.#entered) this.#host.close();
    else this.#fit();
  }
}

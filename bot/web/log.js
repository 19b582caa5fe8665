/**
 * The turns of a conversation, as a live region: what is added is spoken, politely; what was said before the
 * component was shown stands in it from the start, and is not. @module
 */

import { button, element, icon } from "./dom.js";
import * as message from "./message.js";
import { trouble } from "./strings.js";
import { unbroken } from "./text.js";
import { tools } from "./tools.js";

const SLOW_MS = 2_000;
const MARGIN_PX = 16;

/** @typedef {import("./conversation.js").Turn} Turn */

/**
 * @typedef {import("./tools.js").Context & Parameters<typeof message.answer>[1] & {
 *   resend: (turn: Turn) => void, edit: (turn: Turn) => void}} Context
 */

export class Log {
  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    this.element = element("div", {
      class: "log",
      role: "log",
      "aria-live": "polite",
      "aria-relevant": "additions",
      "aria-label": context.words.conversation,
      tabindex: 0,
    });
  }

  #context;
  /** @type {Map<Turn, HTMLElement>} */
  #shown = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #slow;

  /** What was said before. @param {Turn[]} turns */
  recall(turns) {
    for (const turn of turns) {
      this.#begin(turn);
      for (const answer of turn.answers) this.#append(turn, answer);
      this.update(turn);
    }
  }

  /** A new turn. @param {Turn} turn */
  add(turn) {
    this.#begin(turn);
    this.#reveal(this.#shown.get(turn));
  }

  /** The last answer of a turn has come. @param {Turn} turn */
  answer(turn) {
    this.#shown.get(turn)?.querySelector(".state")?.remove();
    this.#append(turn, /** @type {import("./reply.js").Answer} */ (turn.answers.at(-1)));
    this.#reveal(this.#shown.get(turn));
  }

  /** How a turn stands has changed. @param {Turn} turn */
  update(turn) {
    const shown = this.#shown.get(turn);
    if (!shown) return;
    shown.querySelector(".state")?.remove();
    if (turn.state !== "queued") clearTimeout(this.#slow);
    if (turn.state !== "answered") shown.querySelectorAll(".bot, .after").forEach((part) => part.remove());
    if (turn.state === "answered") {
      if (!turn.greeting && turn.answers.length && !shown.querySelector(".after")) {
        shown.append(element("div", { class: "after", "aria-live": "off" }, ...tools(turn, this.#context, shown)));
        this.#reveal(shown);
      }
    } else if (turn.state === "sending") {
      shown.append(writing());
      // Said once, and only to whoever waits.
      this.#slow = setTimeout(() => this.#context.announce(this.#context.words.writing), SLOW_MS);
    } else if (!turn.greeting) {
      shown.append(this.#trouble(turn));
      this.#reveal(shown);
    }
  }

  clear() {
    clearTimeout(this.#slow);
    this.#shown.clear();
    this.element.replaceChildren();
  }

  /** To the last turn. */
  scroll() {
    this.element.scrollTop = ([...this.#shown.values()].at(-1)?.offsetTop ?? 0) - MARGIN_PX;
  }

  /** @param {Turn} turn */
  #begin(turn) {
    const made = element("div", { class: "turn" });
    if (turn.shown) made.append(message.question(turn.shown, this.#context.words));
    this.#shown.set(turn, made);
    this.element.append(made);
  }

  /** @param {Turn} turn @param {import("./reply.js").Answer} answer */
  #append(turn, answer) {
    this.#shown.get(turn)?.append(message.answer(answer, this.#context));
  }

  /** @param {Turn} turn */
  #trouble(turn) {
    const { words, resend, edit } = this.#context;
    // To be behind another question is nothing to be told of.
    const made = element(
      "div",
      { class: `state ${turn.state}`, "aria-live": turn.state === "queued" ? "off" : null },
      icon(turn.state === "failed" ? "alert" : "clock"),
      element("p", {}, unbroken(trouble(turn, words))),
    );
    if (turn.state === "failed") {
      const refused = turn.problem?.kind === "refused";
      made.append(button(refused ? words.edit : words.resend, () => (refused ? edit : resend)(turn)));
    }
    return made;
  }

  /** An answer, however long, is read from its question on. @param {HTMLElement} [turn] */
  #reveal(turn) {
    if (!turn?.isConnected) return;
    const { scrollHeight, clientHeight } = this.element;
    if (scrollHeight > clientHeight) this.element.scrollTop = turn.offsetTop - MARGIN_PX;
    else turn.scrollIntoView({ block: turn.offsetHeight > innerHeight ? "start" : "nearest" });
  }
}

/** Three dots; screen readers hear of it when it lasts. */
function writing() {
  return element("div", { class: "state writing", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
}

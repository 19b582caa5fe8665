/** What can be done with an answer: copy it, hear it again, say whether it was useful. @module */

import { button, element, iconButton } from "./dom.js";
import { written } from "./text.js";

const COPIED_MS = 2_000;

/**
 * @typedef {object} Context
 * @property {import("./strings.js").Words} words
 * @property {(text: string) => void} announce says something to screen readers
 * @property {(text: string, element: HTMLElement) => void} repeat
 * @property {(turn: import("./conversation.js").Turn, verdict: "up" | "down", comment?: string) => Promise<void>} judge
 */

/**
 * @param {import("./conversation.js").Turn} turn
 * @param {Context} context
 * @param {HTMLElement} shown where the turn is shown
 */
export function tools(turn, context, shown) {
  const { words, repeat } = context;
  const text = () => turn.answers.map((answer) => answer.text).join("\n\n");
  const row = element("div", { class: "tools", role: "group", "aria-label": words.tools });
  if (navigator.clipboard) row.append(copying(turn, context));
  row.append(button(words.repeat, () => repeat(text(), shown), {}, "repeat"));
  return [row, ...judging(turn, context, row)];
}

/** @param {import("./conversation.js").Turn} turn @param {Context} context */
function copying(turn, { words, announce }) {
  const act = async () => {
    try {
      await navigator.clipboard.writeText(turn.answers.map((answer) => written(answer, words)).join("\n\n"));
      announce(words.copied);
      label.textContent = words.copied;
      setTimeout(() => (label.textContent = words.copy), COPIED_MS);
    } catch {
      announce(words.notCopied);
    }
  };
  const copy = button(words.copy, act, {}, "copy");
  const label = /** @type {HTMLElement} */ (copy.lastChild);
  return copy;
}

/**
 * The two thumbs go to the row; what comes of them stands below.
 * @param {import("./conversation.js").Turn} turn
 * @param {Context} context
 * @param {HTMLElement} row
 */
function judging(turn, { words, announce, judge }, row) {
  const below = element("div", { class: "verdict" });
  /** @type {Record<string, HTMLButtonElement>} */
  const thumbs = {};
  const press = () => {
    for (const [verdict, thumb] of Object.entries(thumbs))
      thumb.setAttribute("aria-pressed", String(turn.verdict === verdict));
  };
  /** @param {string} text @param {...Node} more */
  const say = (text, ...more) => {
    below.replaceChildren(element("p", {}, text), ...more);
    announce(text);
    below.scrollIntoView({ block: "nearest" });
  };
  /** @param {"up" | "down"} verdict */
  const give = async (verdict) => {
    if (turn.verdict === verdict) return;
    try {
      await judge(turn, verdict);
      press();
      say(words.thanks, comment(verdict));
    } catch {
      say(words.notJudged);
    }
  };
  /** @param {"up" | "down"} verdict */
  const comment = (verdict) => {
    const field = element("input", { type: "text", maxlength: 500, autocomplete: "off" });
    const form = element(
      "form",
      {},
      element("label", {}, element("span", {}, words.word), field),
      element("button", { "aria-label": words.sendWord }, words.send),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return field.focus();
      try {
        await judge(turn, verdict, text);
        thumbs[verdict].focus();
        say(words.thanks);
      } catch {
        announce(words.notJudged);
        form.prepend(element("p", { class: "failed" }, words.notJudged));
      }
    });
    return form;
  };
  for (const verdict of /** @type {const} */ (["up", "down"])) {
    thumbs[verdict] = iconButton(words[verdict], verdict, () => give(verdict));
  }
  row.append(element("span", { class: "thumbs" }, ...Object.values(thumbs)));
  press();
  return [below];
}

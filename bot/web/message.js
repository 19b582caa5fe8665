/** What one message looks like: who says it, its text, and for an answer what goes with it. @module */

import { button, element } from "./dom.js";
import { picture } from "./picture.js";
import { place, plain, unbroken, url } from "./text.js";

/** @typedef {import("./reply.js").Answer} Answer @typedef {import("./strings.js").Words} Words */

/** @param {string} text @param {Words} words */
export function question(text, words) {
  return element("div", { class: "message mine" }, said(words.you), ...folding(text, words));
}

/**
 * @param {Answer} answer
 * @param {{heading: string, server: URL, words: Words, ask: (payload: string, title: string) => void}} context
 */
export function answer({ text, buttons, custom, image }, { heading, server, words, ask }) {
  const made = element("div", { class: "message bot" }, said(heading));
  if (text) made.append(...folding(text, words, "fr"));
  const drawn = picture({ text, buttons, custom, image }, server, words);
  if (drawn) made.append(drawn);
  if (custom.sources.length) made.append(sources(custom.sources, words));
  if (buttons.length) made.append(suggestions(buttons, words, ask));
  return made;
}

/** Who speaks, for those who do not see it. @param {string} who */
function said(who) {
  return element("span", { class: "unseen" }, `${plain(who)} : `);
}

/**
 * A text that is cut to the eye where it is long; it stays whole for those who listen.
 * @param {string} text
 * @param {Words} words
 * @param {string | null} [lang]
 */
function folding(text, words, lang = null) {
  const shown = element("p", { class: "text folded", dir: "auto", lang }, unbroken(text));
  const more = button(
    words.more,
    () => {
      const folded = shown.classList.toggle("folded");
      more.setAttribute("aria-expanded", String(!folded));
      /** @type {HTMLElement} */ (more.lastChild).textContent = folded ? words.more : words.less;
    },
    { class: "more", "aria-expanded": "false", "aria-live": "off", hidden: true },
  );
  // Whether it is long depends on the width, and on the size of the letters.
  new ResizeObserver(() => {
    more.hidden = shown.classList.contains("folded") && shown.scrollHeight <= shown.clientHeight + 1;
  }).observe(shown);
  return [shown, more];
}

/** @param {import("./reply.js").Source[]} cited @param {Words} words */
function sources(cited, words) {
  const items = cited.map((source) => {
    const address = /^https?:\/\//i.test(source.url ?? "") && url(source.url ?? "");
    const title = plain(source.title);
    const name = address ? element("a", { href: address.href, rel: "noreferrer" }, title) : element("cite", {}, title);
    return element("li", { lang: "fr" }, name, place(source, "fr-FR"));
  });
  const summary = cited.length > 1 ? `${words.sources} (${cited.length})` : words.source;
  return element("details", { class: "sources" }, element("summary", {}, summary), element("ul", {}, ...items));
}

/**
 * @param {import("./reply.js").Choice[]} choices
 * @param {Words} words
 * @param {(payload: string, title: string) => void} ask
 */
function suggestions(choices, words, ask) {
  const buttons = choices.map(({ title, payload }) =>
    button(plain(title), () => ask(payload, title), { lang: "fr", dir: "auto" }),
  );
  return element("div", { class: "suggestions", role: "group", "aria-label": words.suggestions }, ...buttons);
}

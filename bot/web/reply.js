/**
 * What the server says, read with care: whatever it sends, an Answer has these fields, of these types.
 * Answers kept in the tab are read again in the same way.
 *
 * @typedef {{title: string, payload: string}} Choice
 * @typedef {{title: string, date: string, locator: string, url: string | null}} Source
 * @typedef {{title: string, alt: string, columns: string[], rows: string[][]}} Figures
 * @typedef {{text: string, buttons: Choice[], image: string | null,
 *   custom: {outcome: string, intent: string | null, sources: Source[], image: Figures | null}}} Answer
 * @module
 */

const LONGEST = 20_000;
const MOST = { messages: 50, buttons: 20, sources: 50, columns: 12, rows: 400 };

/** @param {unknown} value */
const text = (value) => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, LONGEST) : "");

/** @param {unknown} value @param {number} most @returns {any[]} */
const list = (value, most) => (Array.isArray(value) ? value.slice(0, most) : []);

/** @param {any} value @returns {Record<string, any>} */
const object = (value) => (value && typeof value === "object" ? value : {});

/** The messages of an answer that say or show something. @param {unknown} messages @returns {Answer[]} */
export function readAnswers(messages) {
  return list(messages, MOST.messages)
    .map(readAnswer)
    .filter(({ text, image }) => text || image);
}

/** @param {unknown} message @returns {Answer} */
function readAnswer(message) {
  const { text: said, buttons, image, custom } = object(message);
  const { outcome, intent, sources, image: figures } = object(custom);
  return {
    text: text(said),
    buttons: list(buttons, MOST.buttons)
      .map(readChoice)
      .filter(({ title, payload }) => title && payload),
    image: text(image) || null,
    custom: {
      outcome: text(outcome),
      intent: text(intent) || null,
      sources: list(sources, MOST.sources)
        .map(readSource)
        .filter(({ title }) => title),
      image: figures ? readFigures(object(figures)) : null,
    },
  };
}

/** @param {unknown} said @returns {Choice} */
function readChoice(said) {
  const { title, payload } = object(said);
  return { title: text(title), payload: text(payload) || text(title) };
}

/** @param {unknown} said @returns {Source} */
function readSource(said) {
  const { title, date, locator, url } = object(said);
  return { title: text(title), date: text(date), locator: text(locator), url: text(url) || null };
}

/** @param {Record<string, any>} said @returns {Figures} */
function readFigures({ title, alt, columns, rows }) {
  return {
    title: text(title),
    alt: text(alt),
    columns: list(columns, MOST.columns).map(text),
    rows: list(rows, MOST.rows).map((row) => list(row, MOST.columns).map(text)),
  };
}

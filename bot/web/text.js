/** Texts as people read, hear and keep them. @module */

/** Characters that turn the direction of what follows: what they stand in could change the look of its neighbours. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const ADDRESS = /https?:\/\/\S+/g;
const ORNAMENT = /[«»“”„"*_#`~|•·▪◦►→]|\p{Extended_Pictographic}|[\u200d\ufe0f]/gu;

/** In French these marks have a space inside or before them, at which a line must not break. @param {string} text */
export function unbroken(text) {
  return text
    .replace(/« /g, "«\u00a0")
    .replace(/ (?=[»:])/g, "\u00a0")
    .replace(/ (?=[;?!])/g, "\u202f");
}

/** A text that names a control, or stands in a line with others. @param {string} text */
export function plain(text) {
  return unbroken(text.replace(TURNING, ""));
}

/** An address, null where it is none. @param {string} said @param {string | URL} [base] */
export function url(said, base) {
  try {
    return new URL(said, base);
  } catch {
    return null;
  }
}

/** A text as it is read aloud: without addresses and ornaments. @param {string} text */
export function spoken(text) {
  return text
    .replace(ADDRESS, " ")
    .replace(ORNAMENT, " ")
    .replace(/([^\s.,:;?!])\s*\n+/g, "$1. ")
    .replace(/\s+/g, " ")
    .replace(/ (?=[.,])/g, "")
    .trim();
}

/** A date of a source, for people. @param {string} date ISO 8601, or anything @param {string} lang */
export function day(date, lang) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? date : new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(time);
}

/** A source in one line, after its title. @param {import("./reply.js").Source} source @param {string} lang */
export function place({ date, locator }, lang) {
  return plain([date && `, ${day(date, lang)}`, locator && ` : ${locator}`].filter(Boolean).join(""));
}

/**
 * An answer as text, with its sources.
 * @param {import("./reply.js").Answer} answer
 * @param {import("./strings.js").Words} words
 */
export function written({ text, custom: { sources } }, words) {
  const from = sources.map(
    (source) => `${words.source} : ${source.title}${place(source, "fr-FR")}${source.url ? ` ${source.url}` : ""}`,
  );
  return [text, ...from].join("\n");
}

/**
 * A conversation as text.
 * @param {string} heading
 * @param {import("./conversation.js").Turn[]} turns
 * @param {import("./strings.js").Words} words
 */
export function transcript(heading, turns, words) {
  const when = new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeStyle: "short" });
  const said = turns.flatMap(({ shown, answers, state }) => [
    ...(shown ? [`${words.you} : ${shown}${state === "answered" ? "" : ` (${words.unanswered})`}`] : []),
    ...answers.map((answer) => `${heading} : ${written(answer, words)}`),
  ]);
  return [`${heading}, ${when.format(turns[0]?.at ?? Date.now())}`, ...said].join("\n\n") + "\n";
}

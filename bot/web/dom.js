/** Elements made of parts: strings become text, and nothing is ever parsed as HTML. @module */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  close: "m12 10.6 5-5 1.4 1.4-5 5 5 5-1.4 1.4-5-5-5 5L5.6 17l5-5-5-5L7 5.6z",
  menu: "M3 5h18v2H3zm0 6h18v2H3zm0 6h18v2H3z",
  send: "M3 3l19 9-19 9v-7l10-2-10-2z",
  microphone:
    "M12 2a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V5a3 3 0 0 1 3-3zM5 11h2a5 5 0 0 0 10 0h2a7 7 0 0 1-6 7v4h-2v-4a7 7 0 0 1-6-7z",
  copy: "M8 2h12v15H8zm2 2v11h8V4zM4 6h2v13h10v2H4z",
  repeat: "M12 4a8 8 0 1 1-7.7 5.8l1.9.5A6 6 0 1 0 12 6v3L7.5 5 12 1z",
  alert: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm-1 5v7h2V7zm0 9v2h2v-2z",
  clock: "M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm0 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm1 3v4.6l3 3-1.4 1.4-3.6-3.6V7z",
  up: "M2 10h4v11H2zm6 0 5-8c1.7 0 3 1.3 2.7 3L15 9h5.5c1 0 1.7 1 1.4 2l-2.7 9c-.2.6-.7 1-1.3 1H8z",
  down: "M22 14h-4V3h4zm-6 0-5 8c-1.7 0-3-1.3-2.7-3L9 15H3.5c-1 0-1.7-1-1.4-2l2.7-9c.2-.6.7-1 1.3-1H16z",
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null>} [attributes] `true` gives an empty one, `false` none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {Record<string, string | boolean>} [attributes]
 * @param {keyof typeof ICONS} [drawn]
 */
export function button(label, act, attributes = {}, drawn) {
  const made = element(
    "button",
    { type: "button", ...attributes },
    ...(drawn ? [icon(drawn)] : []),
    element("span", {}, label),
  );
  made.addEventListener("click", act);
  return made;
}

/**
 * A button that shows a drawing only; its label names it, and shows on hover.
 * @param {string} label
 * @param {keyof typeof ICONS} drawn
 * @param {() => void} act
 * @param {Record<string, string | boolean>} [attributes]
 */
export function iconButton(label, drawn, act, attributes = {}) {
  const made = element("button", { type: "button", "aria-label": label, title: label, ...attributes }, icon(drawn));
  made.addEventListener("click", act);
  return made;
}

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  return drawing(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" },
    drawing("path", { d: ICONS[name] }),
  );
}

/** @param {string} tag @param {Record<string, string>} attributes @param {...Node} children */
export function drawing(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

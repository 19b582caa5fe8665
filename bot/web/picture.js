/**
 * A picture that goes with an answer: an image first, then, where it is SVG, its shapes, made one by one from an
 * allow-list, which can be explored; and its figures as a table. @module
 */

import { drawing, element } from "./dom.js";
import { plain, url } from "./text.js";

const ELEMENTS = new Set(["svg", "g", "path", "rect", "line", "text", "title", "desc"]);
const ATTRIBUTES = new Set([
  ..."viewBox d x y x1 x2 y1 y2 width height transform".split(" "),
  ..."role aria-label data-name".split(" "),
]);
const CLASSES = new Set([
  ..."land held laureate asked group outline chosen sample bar axis".split(" "),
  ..."label name value legend credit paper key".split(" "),
]);
const MOST_SHAPES = 5_000;

/**
 * The figure of an answer; null where it has no picture that may be shown.
 * @param {import("./reply.js").Answer} answer
 * @param {URL} server
 * @param {import("./strings.js").Words} words
 */
export function picture({ image, custom: { image: figures } }, server, words) {
  const address = image && located(image, server);
  if (!address) return null;
  const { title, alt } = figures ?? { title: "", alt: "" };
  const shown = element("img", {
    src: address.href,
    alt: plain(alt || title),
    decoding: "async",
    referrerpolicy: "no-referrer",
  });
  const frame = element("div", { class: "frame" }, shown);
  // The answer says it all: that shapes take the place of an image is no news.
  const figure = element("figure", { class: "picture", lang: "fr", "aria-live": "off" });
  if (title) figure.append(element("figcaption", { dir: "auto" }, plain(title)));
  figure.append(frame);
  if (figures?.rows.length) figure.append(table(figures, words));
  // One that is no more, or cannot be reached, leaves its figures; its shapes are then not asked for.
  shown.addEventListener("error", () => (figures?.rows.length ? frame : figure).remove());
  shown.addEventListener("load", async () => {
    const svg = address.pathname.endsWith(".svg") && (await shapes(address));
    if (svg) explore(frame, svg, shown.alt, words);
  });
  return figure;
}

/**
 * Where a picture is on the server itself: it is never asked of anybody else. The address that an answer gives may be
 * one that the server has behind a proxy, under another name or another folder.
 * @param {string} image
 * @param {URL} server
 */
function located(image, server) {
  const said = url(image, server);
  const [, name] = /\/media\/([\w-]+\.\w+)$/.exec(said?.pathname ?? "") ?? [];
  return name ? new URL(`media/${name}${said?.search}`, server) : null;
}

/** @param {import("./reply.js").Figures} figures @param {import("./strings.js").Words} words */
function table({ title, columns, rows }, words) {
  const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, plain(name))));
  const body = rows.map(([first, ...rest]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, plain(first ?? "")),
      ...rest.map((cell) => element("td", {}, plain(cell))),
    ),
  );
  const made = element(
    "table",
    {},
    element("caption", { class: "unseen" }, plain(title)),
    element("thead", {}, head),
    element("tbody", {}, ...body),
  );
  const frame = element(
    "div",
    { class: "table", tabindex: 0, role: "region", "aria-label": plain(title) || words.figures },
    made,
  );
  return element("details", {}, element("summary", {}, words.figures), frame);
}

/**
 * The shapes of a picture, null where they cannot be had. They come as JSON, so that nothing is parsed as markup.
 * @param {URL} address
 * @returns {Promise<SVGElement | null>}
 */
async function shapes(address) {
  const as = new URL(address);
  as.pathname = as.pathname.replace(/svg$/, "json");
  try {
    const response = await fetch(as, { credentials: "omit", referrerPolicy: "no-referrer" });
    const svg = response.ok ? copy(await response.json(), { left: MOST_SHAPES }) : null;
    return svg?.hasAttribute("viewBox") ? svg : null;
  } catch {
    return null;
  }
}

/**
 * @typedef {[string, Record<string, string>, (string | Shape)[]]} Shape the name of an SVG element, its attributes, and
 *   what it holds
 */

/** @param {Shape} given @param {{left: number}} budget @returns {SVGElement} */
function copy([name, given, held], budget) {
  if (!ELEMENTS.has(name) || !budget.left--) throw new TypeError(name);
  const attributes = Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => ATTRIBUTES.has(key))
      .map(([key, value]) => [key, String(value)]),
  );
  const classes = String(given.class ?? "").split(" ");
  attributes.class = classes.filter((one) => CLASSES.has(one)).join(" ");
  const made = drawing(name, attributes);
  for (const one of held) made.append(typeof one === "string" ? plain(one) : copy(one, budget));
  return made;
}

/**
 * Shapes take the place of the image, with a line that says what is pointed at.
 * @param {HTMLElement} frame hears what happens: an SVG element that listens for the focus would get it, in Chromium
 * @param {SVGElement} svg
 * @param {string} alt
 * @param {import("./strings.js").Words} words
 */
function explore(frame, svg, alt, words) {
  const keys = /** @type {SVGElement[]} */ ([...svg.querySelectorAll(".key[data-name]")]);
  svg.setAttribute("role", keys.length ? "group" : "img");
  svg.setAttribute("aria-label", alt);
  svg.classList.add("shapes");
  for (const title of svg.querySelectorAll("title, desc")) title.remove();
  const line = element("p", { class: "pointed", "aria-hidden": "true" });
  const idle = keys.length ? words.explore : "\u00a0";
  /** @param {Element | null} [shape] */
  const point = (shape) => {
    line.classList.toggle("idle", !shape);
    line.textContent = shape ? plain(shape.getAttribute("data-name") ?? "") : idle;
  };
  point();
  // Not « pointerover »: what scrolls under a resting pointer would speak over what has the focus.
  for (const way of ["pointermove", "click"])
    frame.addEventListener(way, ({ target }) => point(/** @type {Element} */ (target).closest("[data-name]")));
  // A finger that is lifted leaves, after it has shown something.
  frame.addEventListener("pointerleave", ({ pointerType }) => pointerType !== "touch" && point());
  frame.addEventListener("focusout", () => point());

  let current = 0;
  keys.forEach((key, index) => {
    key.setAttribute("role", "img");
    key.setAttribute("aria-label", plain(key.getAttribute("data-name") ?? ""));
    key.setAttribute("tabindex", index ? "-1" : "0");
  });
  frame.addEventListener("focusin", ({ target }) => {
    const index = keys.indexOf(/** @type {SVGElement} */ (target));
    if (index < 0) return;
    keys[current].setAttribute("tabindex", "-1");
    keys[index].setAttribute("tabindex", "0");
    current = index;
    point(keys[index]);
  });
  frame.addEventListener("keydown", (event) => {
    const last = keys.length - 1;
    const to = {
      ArrowRight: current + 1,
      ArrowDown: current + 1,
      ArrowLeft: current - 1,
      ArrowUp: current - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined || !keys.length) return;
    event.preventDefault();
    keys[Math.min(Math.max(to, 0), last)].focus();
  });
  frame.replaceChildren(svg, line);
}

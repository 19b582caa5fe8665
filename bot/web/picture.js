/**
 * A picture that goes with an answer: an image first, then, where it is SVG, shapes copied one by one from an
 * allow-list, which can be explored; and its figures as a table. @module
 */

import { drawing, element } from "./dom.js";
import { plain } from "./text.js";

const ELEMENTS = new Set(["svg", "g", "path", "rect", "line", "circle", "text", "tspan", "title", "desc"]);
const ATTRIBUTES = new Set([
  ..."viewBox d x y x1 x2 y1 y2 cx cy r rx width height transform".split(" "),
  ..."role aria-label text-anchor dominant-baseline data-name".split(" "),
]);
const CLASSES = new Set("land laureate asked group outline bar axis label value legend key".split(" "));
const MOST_NODES = 5_000;

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
  const figure = element("figure", { class: "picture", lang: "fr" });
  if (title) figure.append(element("figcaption", { dir: "auto" }, plain(title)));
  figure.append(frame);
  if (figures?.rows.length) figure.append(table(figures, words));
  if (address.pathname.endsWith(".svg")) {
    shapes(address).then((svg) => svg && explore(frame, svg, shown.alt, words));
  }
  return figure;
}

/**
 * An address of the server itself: a picture is never asked of anybody else.
 * @param {string} image
 * @param {URL} server
 */
function located(image, server) {
  // The server may stand in a folder of its site.
  const said = image.replace(/^\/(?!\/)/, "");
  const address = /^(?:\/|https?:)/i.test(image) && URL.canParse(said, server.href) ? new URL(said, server) : null;
  return address?.origin === server.origin ? address : null;
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

/** The shapes of a picture, null where it cannot be read. @param {URL} address @returns {Promise<SVGElement | null>} */
function shapes(address) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onloadend = () => {
      const root = request.status === 200 && request.responseXML?.documentElement;
      if (!root || root.localName !== "svg" || root.getElementsByTagName("*").length > MOST_NODES) return resolve(null);
      const svg = /** @type {SVGElement} */ (copy(root));
      for (const name of ["x", "y", "width", "height"]) svg.removeAttribute(name);
      resolve(svg.hasAttribute("viewBox") ? svg : null);
    };
    request.send();
  });
}

/** @param {Element} given @returns {SVGElement} */
function copy(given) {
  const attributes = Object.fromEntries(
    [...given.attributes].filter(({ name }) => ATTRIBUTES.has(name)).map(({ name, value }) => [name, value]),
  );
  const classes = [...given.classList].filter((name) => CLASSES.has(name));
  if (classes.length) attributes.class = classes.join(" ");
  const made = drawing(given.localName, attributes);
  for (const child of given.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made.append(plain(child.nodeValue ?? ""));
    if (child instanceof Element && child.namespaceURI === given.namespaceURI && ELEMENTS.has(child.localName))
      made.append(copy(child));
  }
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
  const point = (shape) => (line.textContent = shape ? plain(shape.getAttribute("data-name") ?? "") : idle);
  point();
  frame.addEventListener("pointerover", ({ target }) => point(/** @type {Element} */ (target).closest("[data-name]")));
  frame.addEventListener("pointerleave", () => point());
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

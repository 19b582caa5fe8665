/** A town's own colour, and what can be read on it and in it (WCAG 2.2, 1.4.3). @module */

const LEAST_CONTRAST = 4.5;
const BLACK = 0;
const WHITE = 1;

/** The sheet of each component's own colours. @type {WeakMap<ShadowRoot, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @typedef {{channels: number[], alpha: number}} Colour in sRGB, each from 0 to 1 */

/**
 * Gives a component its accent, from the attribute `accent` or the custom property `--laureat-accent`; what is no
 * colour, or cannot be seen at all, leaves the component its own.
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 */
export function colour(host, root) {
  let sheet = sheets.get(root);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      :host {}
      .probe {
        color: color-mix(in srgb, var(--laureat-accent), var(--laureat-accent));
        background: color-mix(in srgb, var(--ground), var(--ground));
        forced-color-adjust: none;
      }
    `);
    sheets.set(root, sheet);
    root.adoptedStyleSheets.push(sheet);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => colour(host, root));
  }
  const style = /** @type {CSSStyleRule} */ (sheet.cssRules[0]).style;
  for (const name of ["--laureat-accent", "--accent", "--on-accent", "--ink"]) style.removeProperty(name);
  const accent = host.getAttribute("accent");
  if (accent && CSS.supports("color", accent)) style.setProperty("--laureat-accent", accent);

  const probe = document.createElement("span");
  probe.className = "probe";
  root.append(probe);
  const said = getComputedStyle(host).getPropertyValue("--laureat-accent").trim();
  const { color, backgroundColor } = getComputedStyle(probe);
  const [given, ground] = [read(color), read(backgroundColor)];
  probe.remove();
  if (!CSS.supports("color", said) || !given?.alpha || !ground) {
    style.setProperty("--accent", "var(--own-accent)");
    return;
  }
  // One that lets things through is what it looks like on the component's own ground, wherever it then stands.
  const seen = given.channels.map((channel, n) => channel * given.alpha + ground.channels[n] * (1 - given.alpha));
  const [on, under] = [luminance(seen), luminance(ground.channels)];
  style.setProperty("--accent", `rgb(${seen.map((channel) => Math.round(channel * 255)).join(" ")})`);
  style.setProperty("--on-accent", contrast(on, WHITE) >= contrast(on, BLACK) ? "#fff" : "#000");
  style.setProperty("--ink", contrast(on, under) >= LEAST_CONTRAST ? "var(--accent)" : "var(--title)");
}

/** @param {number} one @param {number} other luminances, 0–1 */
function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/**
 * A colour that was mixed in sRGB, as browsers write it: `color(srgb 0.5 0 0 / 0.2)`, or `rgba(128, 0, 0, 0.2)`.
 * @param {string} color
 * @returns {Colour | null}
 */
function read(color) {
  const [, name, said] = /^(color\(srgb|rgba?\()(.*)\)$/.exec(color) ?? [];
  if (!name) return null;
  const [red, green, blue, alpha = 1] = said.split(/[\s,/]+/).filter(Boolean).map((part) => Number.parseFloat(part) || 0);
  const most = name.startsWith("rgb") ? 255 : 1;
  // Some colours lie outside of sRGB.
  return { channels: [red, green, blue].map((channel) => Math.min(Math.max(channel / most, 0), 1)), alpha };
}

/** The relative luminance of a colour, 0–1. @param {number[]} channels */
function luminance(channels) {
  const [red, green, blue] = channels.map((share) =>
    share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

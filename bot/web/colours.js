/** A town's own colour, and what can be read on it and in it (WCAG 2.2, 1.4.3). @module */

const LEAST_CONTRAST = 4.5;
const BLACK = 0;
const WHITE = 1;

/** The sheet of each component's own colours. @type {WeakMap<ShadowRoot, CSSStyleSheet>} */
const sheets = new WeakMap();

/**
 * Gives a component its accent, from the attribute `accent` or the custom property `--laureat-accent`.
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 */
export function colour(host, root) {
  let sheet = sheets.get(root);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(":host {} .probe { color: var(--accent); background: var(--ground); }");
    sheets.set(root, sheet);
    root.adoptedStyleSheets.push(sheet);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => colour(host, root));
  }
  const style = /** @type {CSSStyleRule} */ (sheet.cssRules[0]).style;
  const accent = host.getAttribute("accent");
  style.removeProperty("--laureat-accent");
  if (accent && CSS.supports("color", accent)) style.setProperty("--laureat-accent", accent);

  const probe = document.createElement("span");
  probe.className = "probe";
  root.append(probe);
  const { color, backgroundColor } = getComputedStyle(probe);
  const [on, under] = [luminance(color), luminance(backgroundColor)];
  probe.remove();
  if (on === null || under === null) return;
  style.setProperty("--on-accent", contrast(on, WHITE) >= contrast(on, BLACK) ? "#fff" : "#000");
  style.setProperty("--ink", contrast(on, under) >= LEAST_CONTRAST ? "var(--accent)" : "var(--title)");
}

/** @param {number} one @param {number} other luminances, 0–1 */
function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The relative luminance of a computed colour, 0–1; null where it is not in sRGB. @param {string} color */
function luminance(color) {
  const channels = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)/.exec(color);
  if (!channels) return null;
  const [red, green, blue] = channels.slice(1).map((channel) => {
    const share = Number(channel) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

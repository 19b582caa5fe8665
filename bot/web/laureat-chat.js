/**
 * `<laureat-chat>`: a conversation with Lauréat on any page. This file is all that a closed component loads.
 *
 *     <script type="module" src="https://bot.example/web/laureat-chat.js"></script>
 *     <laureat-chat></laureat-chat>
 *
 * Attributes
 *   server       where Lauréat answers; by default, where this file comes from
 *   title        what the conversation is called (kept as `heading`, so that the page shows no tooltip)
 *   greeting     the first words; by default, what Lauréat answers to « bonjour »
 *   position     bottom-right (default), bottom-left, inline (in the flow of the page), page (always open)
 *   open         open or closed, as the person sees it; on a narrow screen, only the person opens it. A page that comes
 *                with it stays closed where it was closed before, in the same tab
 *   theme        auto (default, as the visitor's system), light, dark
 *   accent       a CSS colour, as does the custom property `--laureat-accent`; what stands on it is black or white
 *   lang         fr (default) or en: the words of the interface; by default, the language of the page
 *   stream       asks for answers as server-sent events
 *   privacy, accessibility   addresses of these two pages; by default, those of the server
 *   storage-key  what names this conversation in the tab, where a page has several; by default, its `id`
 *
 * `open`, `title`, `heading`, `theme` and `accent` may change at any time; the others are read when it is first opened.
 *
 * Methods
 *   open({focus})   opens; `focus: true` where a person asked: the focus goes to the field, and back on closing. On a
 *                   narrow screen, it opens for a person only
 *   close()         closes
 *   ask(text)       asks, as the person would; resolves to the answers, rejects with a Problem
 *   restart()       forgets the conversation, and greets again
 *   transcript()    resolves to the conversation as text
 *
 * Events, which bubble: laureat-open, laureat-close, laureat-restart, laureat-question {id, text},
 * laureat-answer {id, answers}, laureat-error {id, kind, status, detail, retried}, laureat-feedback {id, verdict}.
 *
 * Custom properties: `--laureat-accent`, `--laureat-font`, `--laureat-layer` (the z-index).
 *
 * @module
 */

const NARROW = "(max-width: 36rem), (max-height: 25rem)";

const WORDS = {
  fr: {
    ask: "Poser une question",
    failed: "La discussion n’a pas pu se charger. Vérifiez votre connexion, puis réessayez.",
  },
  en: { ask: "Ask a question", failed: "The chat could not be loaded. Check your connection, then try again." },
};

const BUBBLE = "M2 3h20v14H11l-6 5v-5H2zm5 6v2h2V9zm4 0v2h2V9zm4 0v2h2V9z";

const LIGHT = `
  color-scheme: light;
  --ground: #fff; --raised: #f6f6f6; --field-ground: #eee; --line: #ddd;
  --text: #3a3a3a; --title: #161616; --mention: #666; --error: #ce0500; --around: #b34000;
  --own-accent: #000091; --on-own-accent: #fff; --tint: 11%; --held: 78%;
`;
const DARK = `
  color-scheme: dark;
  --ground: #161616; --raised: #242424; --field-ground: #242424; --line: #353535;
  --text: #cecece; --title: #fff; --mention: #929292; --error: #ff5655; --around: #fc5d00;
  --own-accent: #8585f6; --on-own-accent: #000091; --tint: 18%; --held: 70%;
`;
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { ${LIGHT} }
@media (prefers-color-scheme: dark) { :host { ${DARK} } }
:host([theme=light]) { ${LIGHT} }
:host([theme=dark]) { ${DARK} }
:host {
  --accent: var(--laureat-accent, var(--own-accent));
  --on-accent: var(--on-own-accent);
  --ink: var(--accent);
  --focus: #0a76f6;
  --layer: var(--laureat-layer, 1000);
  position: absolute;
  display: block;
  font: 1rem/1.5 var(--laureat-font, Marianne, Arial, Helvetica, sans-serif);
  text-align: start;
}
:host([position=inline]), :host([position=page]) { position: static; }
:host([hidden]), [hidden] { display: none !important; }
.corner { position: fixed; z-index: var(--layer); bottom: 1rem; right: 1rem; max-width: calc(100vw - 2rem); }
:host([position=bottom-left]) .corner { left: 1rem; right: auto; }
:host([position=inline]) .corner { position: static; }
.launcher {
  display: flex; align-items: center; gap: .5rem; box-sizing: border-box; min-height: 3rem; margin: 0;
  padding: .5rem 1rem;
  border: 1px solid var(--ground); border-radius: 0; background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 500; text-align: start; cursor: pointer; box-shadow: 0 2px 6px rgb(0 0 18 / 16%);
}
.launcher:hover { text-decoration: underline; }
.launcher:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.launcher[aria-busy=true] { cursor: progress; }
.launcher svg { flex: none; width: 1.5rem; height: 1.5rem; fill: currentcolor; }
.failed { margin: 0 0 .5rem; padding: .75rem; border: 1px solid; background: var(--ground); color: var(--error); }
@media print { .corner { display: none; } }
`);

/** The names that conversations of this page already have. @type {Set<string>} */
const names = new Set();

/** @param {string} key */
function kept(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {boolean} open */
function keep(key, open) {
  try {
    sessionStorage.setItem(key, open ? "1" : "0");
  } catch {
    // The browser keeps nothing: the next page starts as it is written.
  }
}

export class LaureatChat extends HTMLElement {
  static observedAttributes = ["accent", "heading", "lang", "open", "theme", "title"];

  #root = this.attachShadow({ mode: "open" });
  #corner = document.createElement("section");
  #launcher = document.createElement("button");
  #label = document.createElement("span");
  /** What had the focus when the person opened. @type {HTMLElement | null} */
  #opener = null;
  /** @type {Promise<import("./panel.js").Panel> | null} */
  #loading = null;
  /** @type {import("./panel.js").Panel | null} */
  #panel = null;
  /** Whether it is open, or will be once it is loaded. */
  #wanted = false;
  #attempts = 0;
  /** What the tab knows this conversation by; empty until the component stands in a page. */
  #name = "";

  /** Where a panel that stands in a corner has no room for one. */
  narrow = matchMedia(NARROW);

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#corner.className = "corner";
    this.#launcher.className = "launcher";
    this.#launcher.type = "button";
    this.#launcher.setAttribute("aria-haspopup", "dialog");
    this.#launcher.addEventListener("click", () => this.open({ focus: true }));
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", BUBBLE);
    path.setAttribute("fill-rule", "evenodd");
    icon.append(path);
    this.#launcher.append(icon, this.#label);
    this.#corner.append(this.#launcher);
    this.#root.append(this.#corner);
  }

  connectedCallback() {
    this.#name = this.#unused(this.getAttribute("storage-key") ?? this.id);
    names.add(this.#name);
    this.#write();
    this.#colour();
    this.#panel?.start();
    const left = kept(`${this.#name}:open`);
    if (this.position === "page") {
      this.#corner.hidden = true;
      this.open();
    } else if (left === "1" || (this.isOpen && left !== "0")) this.open();
    else this.removeAttribute("open");
  }

  disconnectedCallback() {
    names.delete(this.#name);
    this.#name = "";
    this.#panel?.stop();
  }

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (name === "title" && value !== null) {
      this.setAttribute("heading", value);
      this.removeAttribute("title");
    }
    if (!this.#name || before === value) return;
    if (name === "open") value === null ? this.close() : this.open();
    if (name === "heading" || name === "lang") this.#write();
    if (name === "heading") this.#panel?.name(this.heading);
    if (name === "accent" || name === "theme") this.#colour();
  }

  /** What the conversation is called. */
  get heading() {
    return this.getAttribute("heading") || "Lauréat";
  }

  /** The language of the interface. @returns {"fr" | "en"} */
  get language() {
    const said = this.lang || this.closest("[lang]")?.getAttribute("lang") || "fr";
    return /^en\b/i.test(said) ? "en" : "fr";
  }

  get position() {
    return this.getAttribute("position") ?? "bottom-right";
  }

  /** Where Lauréat answers; ends with a slash. */
  get server() {
    const said = this.getAttribute("server");
    return said ? new URL(said.replace(/\/*$/, "/"), document.baseURI) : new URL("../", import.meta.url);
  }

  /** Whether the panel would cover the page: it is then modal, and opens for a person only. */
  get covers() {
    return this.narrow.matches && !["inline", "page"].includes(this.position);
  }

  get isOpen() {
    return this.hasAttribute("open");
  }

  /** @param {{focus?: boolean}} [how] `focus`: a person opened it */
  async open({ focus = false } = {}) {
    if (!this.#wanted) {
      if (!focus && this.covers) return this.removeAttribute("open");
      this.#opener = focus ? this.#focused() : null;
    }
    this.#wanted = true;
    this.#launcher.setAttribute("aria-busy", "true");
    this.#corner.querySelector(".failed")?.remove();
    try {
      const panel = await this.#load();
      this.#wanted &&= this.isConnected;
      if (!this.#wanted) return;
      if (!panel.shown) {
        panel.show();
        this.#corner.hidden = true;
        this.setAttribute("open", "");
        keep(`${this.#name}:open`, true);
        this.emit("open");
      }
      if (focus) panel.focus();
    } catch (error) {
      console.error(error);
      if (this.#wanted) this.#complain();
      this.#wanted = false;
      this.removeAttribute("open");
    } finally {
      this.#launcher.removeAttribute("aria-busy");
    }
  }

  close() {
    if (!this.#wanted || this.position === "page") return;
    this.#wanted = false;
    this.removeAttribute("open");
    keep(`${this.#name}:open`, false);
    if (!this.#panel?.shown) return;
    const inside = this.#panel.focused;
    this.#panel.hide();
    this.#corner.hidden = false;
    if (inside) this.#giveBack();
    this.emit("close");
  }

  /** @param {string} text @returns {Promise<import("./reply.js").Answer[]>} */
  async ask(text) {
    return (await this.#load()).ask(text);
  }

  async restart() {
    (await this.#load()).restart();
  }

  async transcript() {
    return (await this.#load()).transcript();
  }

  /** Tells the page what happens. @param {string} name @param {object} [detail] */
  emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`laureat-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** @returns {Promise<import("./panel.js").Panel>} */
  #load() {
    this.#loading ??= this.#make().catch((error) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  async #make() {
    // Some browsers remember that a module could not be fetched: it has another name the next time.
    const { Panel } = await import(`./panel.js${this.#attempts ? `?${this.#attempts}` : ""}`).finally(
      () => this.#attempts++,
    );
    const panel = await Panel.make(this, this.#root, this.#name);
    this.#panel = panel;
    return panel;
  }

  /** @param {string} wanted */
  #unused(wanted) {
    let name = `laureat:${wanted}`;
    for (let n = 2; names.has(name); n++) name = `laureat:${wanted}:${n}`;
    return name;
  }

  /** The focus, to what had it when the person opened. */
  #giveBack() {
    this.#opener?.focus();
    // It may be gone, or hidden, or never have been one that takes it.
    if (!this.#opener?.matches(":focus")) this.#launcher.focus();
  }

  /** What has the focus, in whatever shadow it stands. @returns {HTMLElement | null} */
  #focused() {
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    let found = root.activeElement ?? document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    return /** @type {HTMLElement | null} */ (found);
  }

  #write() {
    this.#corner.lang = this.language;
    this.#corner.setAttribute("aria-label", this.heading);
    this.#label.textContent = WORDS[this.language].ask;
  }

  async #colour() {
    if (!this.hasAttribute("accent") && !getComputedStyle(this).getPropertyValue("--laureat-accent")) return;
    const { colour } = await import("./colours.js");
    colour(this, this.#root);
  }

  #complain() {
    const failed = document.createElement("p");
    failed.className = "failed";
    failed.setAttribute("role", "alert");
    failed.textContent = WORDS[this.language].failed;
    this.#corner.hidden = false;
    this.#corner.prepend(failed);
  }
}

if (!customElements.get("laureat-chat")) customElements.define("laureat-chat", LaureatChat);

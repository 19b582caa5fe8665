/** A button that shows and hides a list of things to do. @module */

import { button, element, iconButton } from "./dom.js";

export class Menu {
  /** @param {string} label */
  constructor(label) {
    this.#list = element("ul", { id: "menu", hidden: true });
    this.#button = iconButton(label, "menu", () => (this.shown ? this.hide() : this.show()), {
      "aria-expanded": "false",
      "aria-controls": "menu",
    });
    this.element = element("div", { class: "menu" }, this.#button, this.#list);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.shown) return;
      event.preventDefault();
      event.stopPropagation();
      this.hide({ focus: true });
    });
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.element.contains(/** @type {Node} */ (relatedTarget))) this.hide();
    });
  }

  #list;
  #button;

  get shown() {
    return !this.#list.hidden;
  }

  show() {
    this.#list.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
  }

  hide({ focus = false } = {}) {
    this.#list.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    if (focus) this.#button.focus();
  }

  /** @param {string} label @param {() => void} act */
  add(label, act) {
    this.#list.append(
      element(
        "li",
        {},
        button(label, () => {
          this.hide({ focus: true });
          act();
        }),
      ),
    );
  }

  /** @param {string} label @param {boolean} on @param {(on: boolean) => boolean} turn what it then is */
  addSwitch(label, on, turn) {
    const made = button(
      label,
      () => made.setAttribute("aria-checked", String(turn(made.getAttribute("aria-checked") !== "true"))),
      {
        role: "switch",
        "aria-checked": String(on),
      },
    );
    this.#list.append(element("li", {}, made));
  }

  /** @param {string} label @param {string} address */
  addLink(label, address) {
    this.#list.append(element("li", {}, element("a", { href: address }, label)));
  }

  /** @param {string} text */
  addNote(text) {
    this.#list.append(element("li", { class: "note" }, text));
  }
}

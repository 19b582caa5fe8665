/** What the tab keeps of a conversation, until it is closed: no cookie, and nothing on disk. @module */

const MOST_CHARACTERS = 200_000;

export class Kept {
  /** @param {string} name of the conversation on this page */
  constructor(name) {
    this.#name = name;
  }

  #name;

  /** What was kept, `null` where nothing can be read. @returns {Record<string, any> | null} */
  read() {
    try {
      const found = JSON.parse(sessionStorage.getItem(this.#name) ?? "null");
      return found && typeof found === "object" ? found : null;
    } catch {
      return null;
    }
  }

  /**
   * Keeps the conversation, without its oldest turns where it is long.
   * @param {{turns: object[]} & Record<string, any>} state
   */
  write({ turns, ...state }) {
    const written = turns.map((turn) => JSON.stringify(turn));
    let size = written.reduce((total, { length }) => total + length, 0);
    while (size > MOST_CHARACTERS) size -= /** @type {string} */ (written.shift()).length;
    try {
      sessionStorage.setItem(this.#name, JSON.stringify({ ...state, turns: written.map((turn) => JSON.parse(turn)) }));
    } catch {
      // The browser keeps nothing, or has no room left: the conversation goes on, and ends with the page.
    }
  }
}

/**
 * A conversation: its turns, asked one at a time and in order, each with the same identifier however often it is sent.
 *
 * @typedef {"queued" | "sending" | "waiting" | "answered" | "failed"} State
 *   `waiting`: it failed once, and will be sent again
 * @typedef {object} Turn
 * @property {string} id its `message_id`
 * @property {string} text what is sent
 * @property {string} shown what the person sees of it; nothing for a greeting
 * @property {boolean} greeting
 * @property {number} at when it was asked, in ms since 1970
 * @property {State} state
 * @property {import("./reply.js").Answer[]} answers
 * @property {"up" | "down"} [verdict]
 * @property {{kind: import("./client.js").Kind, detail?: string, status?: number, seconds?: number}} [problem] why it waits or failed
 * @module
 */

import { Problem } from "./client.js";
import { readAnswers } from "./reply.js";

const PAUSE_MS = 5_000;
const BACK_MS = 500;
const LONGEST_WAIT_S = 60;
const HELLO = "bonjour";

/** A name that nobody else has. `crypto.randomUUID` is missing where the page is served without TLS. */
function unique() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36).padStart(7, "0")).join("");
}

/**
 * Events: `turn` (there is a new one), `state` (of a turn), `answer` (one more message of a turn), `restart`;
 * the first three have the turn as `detail`.
 */
export class Conversation extends EventTarget {
  /** @type {Turn[]} */
  turns = [];
  /** What the person chose for this conversation. @type {Record<string, boolean>} */
  choices = {};

  /** @param {import("./client.js").Client} client @param {import("./kept.js").Kept} kept */
  constructor(client, kept) {
    super();
    this.#client = client;
    this.#kept = kept;
    this.#recall();
  }

  #client;
  #kept;
  #sender = `web-${unique()}`;
  #running = false;
  #life = new AbortController();

  /** Sends what waits to be sent. */
  start() {
    if (this.#life.signal.aborted) this.#life = new AbortController();
    this.#run();
  }

  /** Sends nothing more; `start` takes it up again. */
  stop() {
    this.#life.abort();
    for (const turn of this.turns) if (turn.state === "sending" || turn.state === "waiting") turn.state = "queued";
  }

  /**
   * Greets, where nothing was said yet.
   * @param {string | null} words those of the page; else the server's
   * @param {string} otherwise
   */
  async greet(words, otherwise) {
    if (this.turns.length) return;
    const turn = this.#add({ text: HELLO, shown: "", greeting: true, state: words ? "sending" : "queued" });
    if (words) return this.#say(turn, words);
    this.#run();
    await this.settled(turn).catch(() => this.turns.includes(turn) && this.#say(turn, otherwise));
  }

  /** @param {string} text @param {string} [shown] */
  ask(text, shown = text) {
    const turn = this.#add({ text, shown, greeting: false, state: "queued" });
    this.#run();
    // Behind another one.
    if (turn.state === "queued") this.#enter(turn, "queued");
    return turn;
  }

  /** Sends a turn that failed once more. @param {Turn} turn */
  resend(turn) {
    if (turn.state !== "failed") return;
    this.#enter(turn, "queued");
    this.#run();
  }

  /**
   * Says whether an answer was useful; raises Problem.
   * @param {Turn} turn
   * @param {"up" | "down"} verdict
   * @param {string} [comment]
   */
  async judge(turn, verdict, comment) {
    await this.#client.judge({
      sender: this.#sender,
      message_id: turn.id,
      verdict,
      ...(comment && { comment }),
    });
    turn.verdict = verdict;
    this.#keep();
  }

  /** Forgets everything; whoever asks next is somebody else to the server. */
  restart() {
    this.stop();
    this.#life = new AbortController();
    this.turns = [];
    this.#sender = `web-${unique()}`;
    this.#keep();
    this.dispatchEvent(new CustomEvent("restart"));
  }

  /** @param {string} name @param {boolean} value */
  choose(name, value) {
    this.choices[name] = value;
    this.#keep();
  }

  /**
   * Resolves to the answers of a turn; rejects where it failed.
   * @param {Turn} turn
   * @returns {Promise<import("./reply.js").Answer[]>}
   */
  settled(turn) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (turn.state === "answered") resolve(turn.answers);
        else if (turn.state === "failed" || !this.turns.includes(turn))
          reject(new Problem(/** @type {any} */ (turn.problem?.kind ?? "refused"), turn.problem));
        else return;
        this.removeEventListener("state", look);
        this.removeEventListener("restart", look);
      };
      this.addEventListener("state", look);
      this.addEventListener("restart", look);
      look();
    });
  }

  /** @param {Pick<Turn, "text" | "shown" | "greeting" | "state">} said @returns {Turn} */
  #add(said) {
    const turn = { ...said, id: unique(), at: Date.now(), answers: [] };
    this.turns.push(turn);
    this.#keep();
    this.dispatchEvent(new CustomEvent("turn", { detail: turn }));
    return turn;
  }

  /** @param {Turn} turn @param {string} words */
  #say(turn, words) {
    turn.answers = readAnswers([{ text: words }]);
    this.dispatchEvent(new CustomEvent("answer", { detail: turn }));
    this.#enter(turn, "answered");
  }

  /** @param {Turn} turn @param {State} state @param {Problem} [problem] */
  #enter(turn, state, problem) {
    turn.state = state;
    turn.problem = problem && {
      kind: problem.kind,
      detail: problem.detail,
      status: problem.status,
      seconds: problem.seconds,
    };
    this.#keep();
    this.dispatchEvent(new CustomEvent("state", { detail: turn }));
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    // What is said before is part of what is meant: the next one waits for its answer.
    for (let turn; (turn = this.turns.find(({ state }) => state === "queued")) && !this.#life.signal.aborted;) {
      await this.#send(turn, this.#life.signal);
    }
    this.#running = false;
  }

  /** @param {Turn} turn @param {AbortSignal} signal */
  async #send(turn, signal) {
    for (let first = true; ; first = false) {
      turn.answers = [];
      this.#enter(turn, "sending");
      try {
        const question = { sender: this.#sender, message: turn.text, message_id: turn.id };
        for await (const answer of this.#client.ask(question, signal)) {
          turn.answers.push(answer);
          this.dispatchEvent(new CustomEvent("answer", { detail: turn }));
        }
        if (!turn.answers.length) throw new Problem("server");
        return this.#enter(turn, "answered");
      } catch (problem) {
        if (signal.aborted) return;
        if (!(problem instanceof Problem)) throw problem;
        const again = first && !turn.greeting && problem.passing && (problem.seconds ?? 0) <= LONGEST_WAIT_S;
        this.#enter(turn, again ? "waiting" : "failed", problem);
        if (!again) return;
        await better(problem.seconds, signal);
        if (signal.aborted) return;
      }
    }
  }

  #keep() {
    this.#kept.write({ sender: this.#sender, choices: this.choices, turns: this.turns });
  }

  #recall() {
    const state = this.#kept.read();
    if (!state) return;
    this.#sender = state.sender;
    this.choices = state.choices;
    // A greeting that did not come is asked again.
    this.turns = state.turns.filter(({ greeting, state }) => state === "answered" || !greeting);
  }
}

/**
 * Resolves when it is worth trying again: back on line, or after a pause.
 * @param {number | undefined} seconds
 * @param {AbortSignal} signal
 */
function better(seconds, signal) {
  return new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
    if (!navigator.onLine) addEventListener("online", () => setTimeout(resolve, BACK_MS), { once: true, signal });
    else setTimeout(resolve, seconds ? seconds * 1000 : PAUSE_MS);
  });
}

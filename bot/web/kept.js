/**
 * What the tab keeps of a conversation, until it is closed: no cookie, and nothing on disk. Other scripts of the page,
 * or an older version of this one, may have written what is found there: it is read with the same care as an answer.
 * @module
 */

import { KINDS } from "./client.js";
import { readAnswers } from "./reply.js";

const MOST_CHARACTERS = 200_000;
/** What the server takes (`Sender` and `message_id`). */
const LONGEST_SENDER = 255;
const LONGEST_ID = 64;
/** The last day that there is, in ms since 1970. */
const END_OF_TIME = 8.64e15;

/** @typedef {import("./conversation.js").Turn} Turn */
/** @typedef {{sender: string, choices: Record<string, boolean>, turns: Turn[]}} State */

export class Kept {
  /** @param {string} name of the conversation on this page */
  constructor(name) {
    this.#name = name;
  }

  #name;

  /** What was kept, `null` where there is nothing that a conversation could go on from. @returns {State | null} */
  read() {
    try {
      const { sender, choices, turns } = JSON.parse(sessionStorage.getItem(this.#name) ?? "null");
      if (!isText(sender, LONGEST_SENDER) || !sender || !Array.isArray(turns)) return null;
      return {
        sender,
        choices: Object.fromEntries(Object.entries(choices ?? {}).map(([name, on]) => [name, on === true])),
        turns: turns.filter(isTurn).map(readTurn),
      };
    } catch {
      return null;
    }
  }

  /** Keeps the conversation, without its oldest turns where it is long. @param {State} state */
  write({ turns, ...state }) {
    const written = turns.map((turn) => JSON.stringify(turn));
    let size = written.reduce((total, { length }) => total + length, 0);
    while (size > MOST_CHARACTERS) size -= /** @type {string} */ (written.shift()).length;
    try {
      sessionStorage.setItem(this.#name, `${JSON.stringify(state).slice(0, -1)},"turns":[${written}]}`);
    } catch {
      // The browser keeps nothing, or has no room left: the conversation goes on, and ends with the page.
    }
  }
}

/** @param {unknown} value @param {number} [longest] */
function isText(value, longest = Infinity) {
  return typeof value === "string" && value.length <= longest;
}

/** @param {any} turn */
function isTurn(turn) {
  return isText(turn?.id, LONGEST_ID) && turn.id && isText(turn.text) && isText(turn.shown);
}

/** @param {Record<string, any>} turn @returns {Turn} */
function readTurn({ id, text, shown, greeting, at, state, answers, verdict, problem }) {
  return {
    id,
    text,
    shown,
    greeting: greeting === true,
    at: typeof at === "number" && Math.abs(at) <= END_OF_TIME ? at : Date.now(),
    // The page went away meanwhile: the server knows the identifier, if the question reached it.
    state: state === "answered" || state === "failed" ? state : "queued",
    answers: readAnswers(answers),
    verdict: verdict === "up" || verdict === "down" ? verdict : undefined,
    problem: KINDS.includes(problem?.kind) ? readProblem(problem) : undefined,
  };
}

/** @param {Record<string, any>} problem @returns {Turn["problem"]} */
function readProblem({ kind, detail, status, seconds }) {
  return {
    kind,
    detail: typeof detail === "string" ? detail : undefined,
    status: Number.isFinite(status) ? status : undefined,
    seconds: Number.isFinite(seconds) ? seconds : undefined,
  };
}

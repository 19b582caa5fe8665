/** The two calls that a conversation makes over HTTP. @module */

import { readAnswers } from "./reply.js";

/**
 * @typedef {{sender: string, message: string, message_id: string}} Question
 * @typedef {{sender: string, message_id: string, verdict: "up" | "down", comment?: string}} Verdict
 */

const TIMEOUT_MS = 20_000;
const EVENTS = "text/event-stream";

/**
 * Why a call may fail.
 *
 * `connection`: nobody was reached; `timeout`: nobody answered in time; `busy`: too many messages (429);
 * `server`: its own fault (5xx, or an answer that is none); `refused`: the message itself is the matter.
 */
export const KINDS = /** @type {const} */ (["connection", "timeout", "busy", "server", "refused"]);

/** @typedef {typeof KINDS[number]} Kind */

/** Why a call failed. */
export class Problem extends Error {
  /**
   * @param {Kind} kind
   * @param {{status?: number, detail?: string, seconds?: number}} [more] `detail`: what the server says to people;
   *   `seconds`: how long it asks to wait
   */
  constructor(kind, { status, detail, seconds } = {}) {
    super(detail || kind);
    this.kind = kind;
    this.status = status;
    this.detail = detail;
    this.seconds = seconds;
  }

  /** Whether the same call may succeed later. */
  get passing() {
    return this.kind !== "refused";
  }
}

export class Client {
  /** @param {URL} server ends with a slash @param {{stream: boolean}} how */
  constructor(server, { stream }) {
    this.server = server;
    this.#accept = stream ? EVENTS : "application/json";
  }

  #accept;

  /**
   * Asks, and gives each message of the answer as it comes; raises Problem.
   * @param {Question} question
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<import("./reply.js").Answer>}
   */
  async *ask(question, signal) {
    const limit = within(TIMEOUT_MS, signal);
    const response = await this.#post("webhook", question, limit);
    try {
      if (response.headers.get("Content-Type")?.startsWith(EVENTS)) {
        for await (const said of events(response)) yield* readAnswers([JSON.parse(said)]);
      } else {
        yield* readAnswers(await response.json());
      }
    } catch (error) {
      throw failure(error);
    }
  }

  /**
   * Says whether an answer was useful; raises Problem.
   * @param {Verdict} verdict
   */
  async judge(verdict) {
    await this.#post("feedback", verdict, AbortSignal.timeout(TIMEOUT_MS));
  }

  /** @param {string} name @param {object} body @param {AbortSignal} signal */
  async #post(name, body, signal) {
    let response;
    try {
      response = await fetch(new URL(`webhooks/rest/${name}`, this.server), {
        method: "POST",
        headers: { Accept: this.#accept, "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal,
      });
    } catch (error) {
      throw failure(error);
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

/** Aborts with another signal, or after a time. @param {number} ms @param {AbortSignal} signal */
function within(ms, signal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException("", "TimeoutError")), ms);
  limit.signal.addEventListener("abort", () => clearTimeout(timer));
  const stop = () => limit.abort(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { signal: limit.signal });
  return limit.signal;
}

/** The data of each server-sent event. @param {Response} response */
async function* events(response) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  const decoder = new TextDecoder();
  let held = "";
  for (let part; !(part = await reader.read()).done;) {
    held += decoder.decode(part.value, { stream: true });
    const whole = held.split(/\r?\n\r?\n/);
    held = whole.pop() ?? "";
    for (const event of whole) {
      const lines = event.split(/\r?\n/).filter((line) => line.startsWith("data:"));
      if (lines.length) yield lines.map((line) => line.slice(5)).join("\n");
    }
  }
}

/** @param {Response} response */
async function refusal(response) {
  const { status } = response;
  const said = await response.json().catch(() => null);
  const detail = typeof said?.detail === "string" ? said.detail : undefined;
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const seconds = Number.isNaN(wait) ? undefined : wait;
  return new Problem(status === 429 ? "busy" : status >= 500 || status === 408 ? "server" : "refused", {
    status,
    detail,
    seconds,
  });
}

/** @param {any} error */
function failure(error) {
  if (error instanceof Problem || error?.name === "AbortError") return error;
  if (error?.name === "TimeoutError") return new Problem("timeout");
  return new Problem(error instanceof SyntaxError ? "server" : "connection");
}

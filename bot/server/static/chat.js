// A plain conversation with the webhook. Whatever comes from people or from the server enters the page as text only.

const log = document.getElementById("log");
const form = document.getElementById("form");
const field = document.getElementById("question");

// crypto.randomUUID is missing where the page is served without TLS.
const sender = "page-" + Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");
const days = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });

// In French these marks have a space inside or before them, at which a line must not break.
function unbroken(text) {
  return text.replace(/« /g, "«\u00a0").replace(/ (?=[»:])/g, "\u00a0").replace(/ (?=[;?!])/g, "\u202f");
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = unbroken(text);
  return made;
}

function show(who, className, text, ...more) {
  const message = element("div", "message " + className);
  message.append(element("span", "said-by", who + " : "), element("p", "", text), ...more);
  log.append(message);
  return message;
}

function suggestions(buttons) {
  const group = element("div", "suggestions");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Suggestions");
  for (const { title, payload } of buttons) {
    const button = element("button", "", title);
    button.type = "button";
    button.addEventListener("click", () => ask(payload, title));
    group.append(button);
  }
  return group;
}

function citation({ title, date, locator, url }) {
  const item = element("li");
  const when = /^\d{4}-\d{2}-\d{2}$/.test(date) ? days.format(new Date(date)) : date;
  const name = element(/^https?:\/\//.test(url ?? "") ? "a" : "cite", "", title);
  if (name.tagName === "A") {
    name.href = url;
    name.rel = "noreferrer";
  }
  item.append(name, unbroken([when && ", " + when, locator && " : " + locator].filter(Boolean).join("")));
  return item;
}

function sources(cited) {
  const details = element("details");
  const list = element("ul");
  list.append(...cited.map(citation));
  details.append(element("summary", "", cited.length > 1 ? `Sources (${cited.length})` : "Source"), list);
  return details;
}

async function post(message) {
  const response = await fetch("/webhooks/rest/webhook", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sender, message }),
    signal: AbortSignal.timeout(20000),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

let last = Promise.resolve();

function ask(message, shown = message) {
  const asked = show("Vous", "person", shown);
  asked.scrollIntoView();
  // One at a time: the order of the questions matters to their meaning.
  last = last.then(() => answer(message, asked));
}

async function answer(message, asked) {
  log.setAttribute("aria-busy", "true");
  try {
    for (const { text, buttons = [], custom } of await post(message)) {
      const more = [];
      if (custom?.sources?.length) more.push(sources(custom.sources));
      if (buttons.length) more.push(suggestions(buttons));
      show("Lauréat", "bot", text, ...more);
    }
  } catch (error) {
    // Only a refusal says something for people; the browser's own messages are for programmers.
    const refused = error.constructor === Error && error.message;
    show("Lauréat", "bot failed", refused || "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.");
  } finally {
    log.removeAttribute("aria-busy");
  }
  // However long the answer, it is read from its question on.
  asked.scrollIntoView();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = field.value.trim();
  if (!question) return;
  field.value = "";
  ask(question);
});

// The server's own words of welcome, with its first suggestions: what it is about is content, not program.
last = answer("bonjour", log);

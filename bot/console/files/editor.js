// Says what is wrong with a text while it is being written, a moment after the last key.

const QUIET = 800;
const KINDS = { erreur: "Erreur", avertissement: "À regarder", exemple: "Exemple" };
const form = document.getElementById("editeur");
const field = document.getElementById("texte");
const told = document.getElementById("dit");
let waiting;
let asking;

function say(text, kind) {
  const line = document.createElement("p");
  line.textContent = text;
  line.className = `notice ${kind}`;
  return line;
}

function reach(number) {
  const lines = field.value.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[number - 1] ?? "").length);
  // Some lines before it are seen, too.
  field.scrollTop = Math.max(0, number - 5) * Number.parseFloat(getComputedStyle(field).lineHeight);
}

// The number of each line, beside it.
const gutter = document.createElement("div");
gutter.className = "gutter";
gutter.setAttribute("aria-hidden", "true");
const editor = document.createElement("span");
editor.className = "numbered";
field.replaceWith(editor);
editor.append(gutter, field);
let numbered = 0;

function number() {
  const count = field.value.split("\n").length;
  if (count !== numbered) {
    numbered = count;
    gutter.textContent = Array.from({ length: count }, (_, place) => place + 1).join("\n");
  }
  gutter.scrollTop = field.scrollTop;
}

field.addEventListener("input", number);
field.addEventListener("scroll", number);
number();

const pointed = document.getElementById("ligne");
if (pointed) {
  reach(Number(pointed.dataset.line));
}

function show(problems) {
  const here = new FormData(form).get("nom");
  told.replaceChildren(
    ...problems.map(({ kind, file, line, what, remedy }) => {
      const one = say(`${KINDS[kind]}, ${file}:${line} : ${what}. → ${remedy}.`, kind === "erreur" ? "bad" : "warning");
      if (file === here) {
        const go = document.createElement("button");
        go.type = "button";
        go.className = "plain";
        go.textContent = `Aller à la ligne ${line}`;
        go.addEventListener("click", () => reach(line));
        one.append(document.createElement("br"), go);
      }
      return one;
    }),
  );
  if (!problems.some(({ kind }) => kind === "erreur")) {
    told.prepend(say("Pas d’erreur. L’essai du brouillon dira ce qui change.", "good"));
  }
}

async function check() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  told.replaceChildren(say("Vérification…", ""));
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch("/console/contenu/verifier", { method: "POST", body, signal });
    if (response.ok && response.headers.get("content-type") === "application/json") {
      show(await response.json());
    } else if (response.status === 401) {
      told.replaceChildren(
        say("Votre session est finie : gardez une copie de votre texte. Enregistrez, et connectez-vous : il reviendra.", "warning"),
      );
    } else {
      told.replaceChildren(say("La vérification n’a pas pu se faire : gardez une copie de votre texte.", "warning"));
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      told.replaceChildren(say("Le serveur ne répond pas : gardez une copie de votre texte.", "warning"));
    }
  }
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, QUIET);
});

// Who leaves with a text that is not kept is asked first.
const begun = field.value;
let sent = false;
form.addEventListener("submit", () => {
  sent = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!sent && field.value !== begun) {
    event.preventDefault();
  }
});

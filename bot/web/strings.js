/** The words of the interface. @module */

const TOO_LARGE = 413;

/** @typedef {typeof FRENCH} Words */

const FRENCH = {
  locale: "fr-FR",
  conversation: "Conversation",
  you: "Vous",
  field: "Votre question",
  send: "Envoyer",
  close: "Fermer",
  menu: "Menu",
  suggestions: "Suggestions",
  welcome: "Bonjour ! Posez votre question.",
  writing: "Réponse en cours.",
  more: "Lire la suite",
  less: "Réduire",
  source: "Source",
  sources: "Sources",
  figures: "Voir les chiffres",
  explore: "Flèches : d’un élément à l’autre",
  tools: "À propos de cette réponse",
  copy: "Copier",
  copied: "Copié",
  notCopied: "Le navigateur n’a pas permis de copier.",
  repeat: "Répéter",
  up: "Réponse utile",
  down: "Réponse inutile",
  thanks: "Merci pour votre avis.",
  word: "Un mot de plus ? (facultatif)",
  sendWord: "Envoyer ce mot",
  notJudged: "Votre avis n’a pas pu être envoyé. Réessayez.",
  restart: "Recommencer",
  restarted: "Nouvelle conversation.",
  download: "Télécharger la conversation",
  file: "conversation.txt",
  person: "Parler à quelqu’un",
  reading: "Lire les réponses à voix haute",
  dictation: "Dicter les questions",
  voiceNote:
    "La voix est celle de votre navigateur : son éditeur peut recevoir ce que vous dictez. Rien n’est enregistré ici.",
  noVoice: "Cet appareil n’a pas de voix française.",
  dictate: "Dicter",
  listening: "Parlez maintenant.",
  tooLong: "Votre question dépasse 2 000 caractères. Raccourcissez-la pour l’envoyer.",
  notHeard: "Rien n’a été entendu. Vérifiez que le micro est permis.",
  privacy: "Vie privée",
  accessibility: "Accessibilité",
  unanswered: "sans réponse",
  resend: "Renvoyer",
  edit: "Modifier",
  queued: "En attente.",
  waiting: {
    offline: "Vous êtes hors connexion. Votre question partira à votre retour.",
    connection: "Le serveur ne répond pas. Nouvel essai dans quelques secondes.",
    timeout: "La réponse tarde. Nouvel essai dans quelques secondes.",
    server: "Le serveur a un problème. Nouvel essai dans quelques secondes.",
    /** @param {number} [seconds] */
    busy: (seconds) => `Trop de messages en peu de temps. Votre question repartira dans ${seconds ?? 5} s.`,
  },
  failed: {
    offline: "Vous êtes hors connexion.",
    connection: "Le serveur ne répond pas. Vérifiez votre connexion, puis renvoyez votre question.",
    timeout: "Le serveur n’a pas répondu à temps. Renvoyez votre question.",
    server: "Le serveur a un problème. Renvoyez votre question dans quelques minutes.",
    /** @param {number} [seconds] */
    busy: (seconds) => `Trop de messages en peu de temps. Attendez ${seconds ?? 60} s, puis renvoyez votre question.`,
    refused: "Le serveur n’accepte pas cette question. Modifiez-la, ou recommencez la conversation.",
    long: "Votre question est trop longue. Raccourcissez-la, puis renvoyez-la.",
  },
};

/** @type {Words} */
const ENGLISH = {
  locale: "en-GB",
  conversation: "Conversation",
  you: "You",
  field: "Your question",
  send: "Send",
  close: "Close",
  menu: "Menu",
  suggestions: "Suggestions",
  welcome: "Hello! Ask your question in French.",
  writing: "Answering.",
  more: "Read more",
  less: "Show less",
  source: "Source",
  sources: "Sources",
  figures: "Show the figures",
  explore: "Arrow keys: from one item to the next",
  tools: "About this answer",
  copy: "Copy",
  copied: "Copied",
  notCopied: "The browser did not allow copying.",
  repeat: "Repeat",
  up: "Useful answer",
  down: "Useless answer",
  thanks: "Thank you for telling us.",
  word: "Anything to add? (optional)",
  sendWord: "Send this",
  notJudged: "This could not be sent. Try again.",
  restart: "Start again",
  restarted: "New conversation.",
  download: "Download the conversation",
  file: "conversation.txt",
  person: "Talk to someone",
  reading: "Read answers aloud",
  dictation: "Dictate questions",
  voiceNote:
    "The voice is your browser’s own: for dictation, its maker may receive the sound. Nothing is recorded here.",
  noVoice: "This device has no French voice.",
  dictate: "Dictate",
  listening: "Speak now.",
  tooLong: "Your question is longer than 2,000 characters. Shorten it, then send it.",
  notHeard: "Nothing was heard. Check that the microphone is allowed.",
  privacy: "Privacy",
  accessibility: "Accessibility",
  unanswered: "not answered",
  resend: "Send again",
  edit: "Edit",
  queued: "Waiting.",
  waiting: {
    offline: "You are offline. Your question will be sent when you are back.",
    connection: "The server does not answer. Trying again in a few seconds.",
    timeout: "The answer is late. Trying again in a few seconds.",
    server: "The server has a problem. Trying again in a few seconds.",
    busy: (seconds) => `Too many messages in a short time. Your question will be sent again in ${seconds ?? 5} s.`,
  },
  failed: {
    offline: "You are offline.",
    connection: "The server does not answer. Check your connection, then send your question again.",
    timeout: "The server did not answer in time. Send your question again.",
    server: "The server has a problem. Send your question again in a few minutes.",
    busy: (seconds) => `Too many messages in a short time. Wait ${seconds ?? 60} s, then send your question again.`,
    refused: "The server does not accept this question. Edit it, or start the conversation again.",
    long: "Your question is too long. Shorten it, then send it again.",
  },
};

/** @param {"fr" | "en"} language @returns {Words} */
export function words(language) {
  return language === "en" ? ENGLISH : FRENCH;
}

/**
 * What there are words for; those of the server, where it refuses a call, are for who writes such calls.
 * @param {import("./conversation.js").Turn["problem"]} problem
 */
function reason(problem) {
  if (problem?.kind === "connection" && !navigator.onLine) return "offline";
  return problem?.status === TOO_LARGE ? "long" : (problem?.kind ?? "connection");
}

/** What is said of a turn that waits or failed. @param {import("./conversation.js").Turn} turn @param {Words} words */
export function trouble({ state, problem }, words) {
  if (state !== "waiting" && state !== "failed") return state === "queued" ? words.queued : "";
  const kind = reason(problem);
  const said = /** @type {Record<string, string | ((seconds?: number) => string)>} */ (words[state])[kind];
  return typeof said === "function" ? said(problem?.seconds) : said;
}

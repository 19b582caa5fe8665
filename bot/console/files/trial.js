// Shows how far a trial is, or the taking up of a publication, and what came of it once it has ended.

const SECOND = 1000;
const { part } = document.getElementById("encours").dataset;
const bar = document.getElementById("part");

async function look() {
  try {
    const response = await fetch(part);
    const { running, share } = await response.json();
    if (bar) {
      bar.value = share;
    }
    if (!running) {
      location.reload();
      return;
    }
  } catch {
    // The server may be away for a moment.
  }
  setTimeout(look, SECOND);
}

setTimeout(look, SECOND);

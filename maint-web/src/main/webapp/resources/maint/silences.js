// Says what a silence would match while it is being written.
(() => {
  "use strict";

  const LATER = 300;
  const field = (name) => document.getElementById(`silence:${name}`);
  const typed = (name) => field(name)?.value.trim() || undefined;
  let waiting;
  let asked;

  const preview = async (place) => {
    asked?.abort();
    const matcher = {
      fingerprint: typed("fingerprint"),
      severity: typed("severity"),
      rule: typed("rule"),
      label: typed("label"),
      everything: field("everything").checked || undefined,
    };
    if (Object.values(matcher).every((value) => value === undefined)) {
      place.textContent = place.dataset.wordsNothing;
      return;
    }
    asked = new AbortController();
    try {
      const response = await maint.call("POST", "silences/preview", { json: { matcher }, signal: asked.signal });
      const answer = await response.json();
      place.classList.toggle("warn", !response.ok || answer.critical.length > 0);
      place.textContent = response.ok ? answer.words : answer.errors?.[0]?.message ?? answer.detail;
    } catch {
      // Something newer is asked, or the server does not answer: saving says what is wrong.
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("silence-preview");
    if (!place) {
      return;
    }
    const later = (event) => {
      if (["fingerprint", "severity", "rule", "label", "everything"].includes(event.target.id?.replace("silence:", ""))) {
        clearTimeout(waiting);
        waiting = setTimeout(() => preview(place), LATER);
      }
    };
    const form = document.getElementById("silence");
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    preview(place);
    // A time that is typed is meant.
    field("expiry").addEventListener("input", () => { field("ends").value = "AT"; });
  });
})();

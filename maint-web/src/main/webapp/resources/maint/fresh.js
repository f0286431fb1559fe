// Keeps a part of a page as it is on the server, while nobody is in the middle of something in it.
(() => {
  "use strict";

  const EVERY = 8000;

  /** A wall screen says so when it could not be renewed so often in a row. */
  const TOLD_AFTER = 3;

  let failures = 0;

  /** Alerts that were there, by their state; each new one is told once. */
  const known = new Map();
  let newest = 0;

  const rows = (place) => [...place.querySelectorAll("[data-alert]")].map((row) => ({ number: Number(row.dataset.alert), severity: row.dataset.severity, state: row.dataset.state }));

  /** New are those that came later than what was there, and those that have only been about to fire. */
  const fired = (place) => rows(place).filter((row) => row.state === "FIRING"
    && (known.has(row.number) ? known.get(row.number) === "PENDING" : row.number > newest));

  const remember = (place) => {
    rows(place).forEach((row) => known.set(row.number, row.state));
    newest = Math.max(newest, Number(place.dataset.newest));
  };

  const counted = (number, one, many) => (number === 1 ? one : many.replace("#", number));

  const tell = (place) => {
    const words = place.dataset;
    const news = fired(place);
    if (news.length > 0) {
      const critical = news.filter((row) => row.severity === "CRITICAL").length;
      window.maint.say(counted(news.length, words.wordsOne, words.wordsMany)
        + (critical > 0 ? `, ${counted(critical, words.wordsCriticalOne, words.wordsCriticalMany)}` : ""));
    }
    remember(place);
  };

  const busy = (place) => place.contains(document.activeElement) && document.activeElement !== document.body
    || place.querySelector("details[open]");

  const renew = (page, place) => {
    const next = page.getElementById(place.id);
    if (next && next.innerHTML !== place.innerHTML) {
      place.dataset.newest = next.dataset.newest ?? "";
      place.replaceChildren(...next.childNodes);
    }
    if (place.dataset.wordsOne) {
      tell(place);
    }
  };

  const fresh = async (all) => {
    const places = all.filter((place) => !busy(place));
    if (document.hidden || places.length === 0) {
      return;
    }
    let response = null;
    try {
      response = await fetch(location.href, { headers: { Accept: "text/html", "X-Maint-Fresh": places[0].dataset.fresh } });
    } catch {
      // The server is away: told below.
    }
    const renewed = response !== null && response.ok && !response.redirected;
    failures = renewed ? 0 : failures + 1;
    const stale = document.getElementById("stale");
    if (stale) {
      stale.hidden = failures < TOLD_AFTER;
    }
    if (!renewed) {
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // Somebody may have begun something in one of them meanwhile.
    places.filter((place) => !busy(place)).forEach((place) => renew(page, place));
  };

  document.addEventListener("DOMContentLoaded", () => {
    const places = [...document.querySelectorAll("[data-fresh]")];
    if (places.length > 0) {
      places.filter((place) => place.dataset.wordsOne).forEach(remember);
      const every = Number(places.find((place) => place.dataset.every)?.dataset.every) || EVERY;
      setInterval(() => fresh(places), every);
    }
  });
})();

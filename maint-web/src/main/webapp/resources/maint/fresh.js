// Keeps a part of a page as it is on the server, while nobody is in the middle of something in it.
(() => {
  "use strict";

  const EVERY = 8000;

  const fresh = async (place) => {
    if (document.hidden || place.contains(document.activeElement) && document.activeElement !== document.body
        || place.querySelector("details[open]")) {
      return;
    }
    let response;
    try {
      response = await fetch(location.href, { headers: { Accept: "text/html" } });
    } catch {
      return;
    }
    if (!response.ok || response.redirected) {
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.getElementById(place.id);
    if (next && next.innerHTML !== place.innerHTML) {
      place.replaceChildren(...next.childNodes);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector("[data-fresh]");
    if (place) {
      setInterval(() => fresh(place), EVERY);
    }
  });
})();

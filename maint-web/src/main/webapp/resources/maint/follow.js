// Shows how a message stands, until nothing happens with it any more.
(() => {
  "use strict";

  const FIRST = 1000;
  const LATER = 5000;
  const OFTEN = 30;

  let looks = 0;

  const follow = async () => {
    const place = document.querySelector("[data-follow]");
    if (!place) {
      return;
    }
    looks += 1;
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.ok && !response.redirected) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const next = page.getElementById(place.id);
        if (next && !next.hasAttribute("data-follow")) {
          place.removeAttribute("data-follow");
        }
        // What has not changed is not read out again.
        if (next && next.innerHTML !== place.innerHTML) {
          place.replaceChildren(...next.childNodes);
        }
        const attempts = page.getElementById("attempts")?.parentElement;
        if (attempts) {
          document.getElementById("attempts")?.parentElement.replaceWith(attempts);
        }
      }
    } catch {
      // The next look may reach it.
    }
    setTimeout(follow, looks < OFTEN ? FIRST : LATER);
  };

  document.addEventListener("DOMContentLoaded", () => setTimeout(follow, FIRST));
})();

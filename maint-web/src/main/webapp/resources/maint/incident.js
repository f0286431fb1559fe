// Counts down to what is due in an incident.
(() => {
  "use strict";

  const two = (number) => String(number).padStart(2, "0");

  const clock = (seconds) => {
    const left = Math.abs(seconds);
    const hours = Math.floor(left / 3600);
    const rest = `${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
    return hours > 0 ? `${hours}:${rest}` : rest;
  };

  const tick = () => document.querySelectorAll(".countdown[data-until]").forEach((place) => {
    const seconds = Math.round((Date.parse(place.dataset.until) - Date.now() + skew) / 1000);
    place.classList.toggle("over", seconds < 0);
    place.textContent = seconds < 0 ? `${place.dataset.over} ${clock(seconds)}` : clock(seconds);
  });

  // The server's clock counts, not the one of this machine.
  let skew = 0;
  document.addEventListener("DOMContentLoaded", () => {
    const now = Number(document.querySelector("[data-now]")?.dataset.now);
    skew = Number.isFinite(now) ? Date.now() - now : 0;
    tick();
    setInterval(tick, 1000);
  });
})();

// The calendar: arrow keys between days, and moving tasks and windows that have not begun, by pointer or by a dialog.
(() => {
  "use strict";

  const FAR_ENOUGH = 6;
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  const calendar = () => document.getElementById("calendar");
  const dayLinks = () => [...calendar().querySelectorAll(".day-link")];

  /** Shows the page as it is now, without leaving it. */
  const refresh = async () => {
    const response = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("calendar");
    if (fresh) {
      calendar().replaceWith(document.adoptNode(fresh));
    }
  };

  const problem = (words) => {
    const place = document.getElementById("calendar-problem");
    place.textContent = words;
    place.hidden = !words;
  };

  /** Asks the server to put it on another day; answers its new version, or null when it was refused. */
  const put = async (kind, key, version, day) => {
    const [path, json] = kind === "TASK" ? [`tasks/${key}`, { due: day }] : [`maintenance-windows/${key}`, { day }];
    let response;
    try {
      response = await maint.call("PATCH", path, { json, headers: { "If-Match": `"${version}"` } });
    } catch {
      problem(calendar().dataset.wordsLost);
      return null;
    }
    const body = await response.json();
    await refresh();
    problem(response.ok ? "" : (body.errors?.[0]?.message ?? body.detail));
    return response.ok ? body.version : null;
  };

  const move = async (data, day) => {
    if (data.day === day) {
      return;
    }
    const { kind, key, version, title } = data;
    const before = data.day;
    const words = calendar().dataset;
    const moved = await put(kind, key, version, day);
    if (moved === null) {
      return;
    }
    const said = `${title}: ${words.wordsMoved} ${day}`;
    const back = async () => {
      if ((await put(kind, key, moved, before)) !== null) {
        maint.say(`${title}: ${words.wordsBack}`);
      }
    };
    maint.toast(said, words.wordsUndo, back);
  };

  // Keyboard: one day of the grid has the tab stop, and the arrow keys carry it on.
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest?.(".day-link");
    if (!here || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const links = dayLinks();
    const at = links.indexOf(here);
    const row = at - (at % 7);
    const next =
      event.key in STEPS ? at + STEPS[event.key] : event.key === "Home" ? row : event.key === "End" ? row + 6 : null;
    if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault();
      document.getElementById(event.key === "PageUp" ? "previous" : "next").click();
    } else if (next !== null) {
      event.preventDefault();
      if (next < 0 || next >= links.length) {
        document.getElementById(next < 0 ? "previous" : "next").click();
      } else {
        here.tabIndex = -1;
        links[next].tabIndex = 0;
        links[next].focus();
      }
    }
  });

  // The dialog, for whoever has no pointer or a steady hand.
  let moving = null;

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".move");
    if (button) {
      moving = { ...button.dataset };
      document.getElementById("move-what").textContent = moving.title;
      document.getElementById("move-day").value = moving.day;
      document.getElementById("move-dialog").showModal();
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target.id === "move-form" && moving) {
      const day = document.getElementById("move-day").value;
      const data = moving;
      moving = null;
      move(data, day);
    }
  });

  // Pointer: a copy follows it, the day beneath is lit, and letting go there moves it.
  let drag = null;
  let dragged = false;

  // The click that follows belongs to the dragging, not to the link.
  document.addEventListener("click", (event) => {
    if (dragged) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);

  const beneath = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("td[data-day]");

  const light = (cell) => {
    calendar().querySelectorAll("td.drop").forEach((each) => each.classList.toggle("drop", each === cell));
    cell?.classList.add("drop");
  };

  const stop = () => {
    drag?.ghost?.remove();
    drag?.bar.classList.remove("dragged");
    light(null);
    drag = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest(".bar.movable");
    if (bar && event.button === 0 && event.pointerType !== "touch") {
      drag = { bar, x: event.clientX, y: event.clientY, ghost: null };
    }
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag) {
      return;
    }
    if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR_ENOUGH) {
      drag.ghost = drag.bar.cloneNode(true);
      drag.ghost.classList.add("ghost-bar");
      drag.ghost.removeAttribute("href");
      drag.ghost.setAttribute("aria-hidden", "true");
      document.body.append(drag.ghost);
      drag.bar.classList.add("dragged");
    }
    if (drag.ghost) {
      event.preventDefault();
      drag.ghost.style.translate = `${event.clientX + 8}px ${event.clientY + 8}px`;
      light(beneath(event));
    }
  });

  document.addEventListener("pointerup", (event) => {
    if (!drag) {
      return;
    }
    const { bar, ghost } = drag;
    const cell = ghost ? beneath(event) : null;
    if (ghost) {
      dragged = true;
      setTimeout(() => (dragged = false), 0);
    }
    stop();
    if (cell) {
      move({ ...bar.dataset }, cell.dataset.day);
    }
  });

  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) {
      stop();
    }
  });

  // After the browser's own move to the fragment, which would take the focus away again.
  window.addEventListener("load", () => {
    if (location.hash === "#day") {
      setTimeout(() => document.getElementById("day-title")?.focus(), 0);
    }
  });
})();

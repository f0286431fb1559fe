// What every page does: dialogs, copying, downloads through the REST interface, and the theme switch.
(() => {
  "use strict";

  const page = document.documentElement.dataset;

  /** Calls the REST interface as this session; answers the response, whatever its status. */
  const call = (method, path, { json, headers = {}, raw, signal } = {}) =>
    fetch(`${page.context}/api/v1/${path}`, {
      method,
      signal,
      credentials: "same-origin",
      headers: {
        "X-Maint-Csrf": page.csrf,
        "Accept-Language": document.documentElement.lang,
        ...(json === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: raw ?? (json === undefined ? undefined : JSON.stringify(json)),
    });

  const say = (words) => {
    const live = document.getElementById("live");
    live.textContent = "";
    live.textContent = words;
  };

  let closing;
  let lastUndo = null;

  /** Says what was done and offers to take it back, for ten seconds (longer while it is pointed at or focused). */
  const toast = (words, label, undo, key) => {
    const place = document.getElementById("toast");
    const text = document.createElement("span");
    text.textContent = words;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.textContent = key && page.shortcuts === "true" ? `${label} (${key})` : label;
    const close = () => { place.replaceChildren(); lastUndo = null; };
    lastUndo = () => { close(); undo(); };
    button.addEventListener("click", () => lastUndo?.());
    place.replaceChildren(text, button);
    clearTimeout(closing);
    const later = () => { closing = setTimeout(() => (place.matches(":hover, :focus-within") ? later() : close()), 10000); };
    later();
  };

  const undoLast = () => lastUndo?.();

  const download = async (path, name) => {
    const response = await call("GET", path);
    if (!response.ok) {
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const copy = async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    say(document.getElementById("run")?.dataset.wordsCopied ?? button.textContent);
    button.classList.add("copied");
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-opens], [data-closes], [data-copy], [data-download]");
    if (!target) {
      return;
    }
    const { opens, closes, download: path, name } = target.dataset;
    if (opens) {
      document.getElementById(opens).showModal();
    } else if (closes) {
      document.getElementById(closes).close();
    } else if (path) {
      download(path, name);
    } else {
      copy(target);
    }
  });

  // A file that is chosen goes into the field beside it, where it can be read before it is sent.
  document.addEventListener("change", async (event) => {
    const { into } = event.target.dataset;
    if (into && event.target.files[0]) {
      document.getElementById(into).value = await event.target.files[0].text();
      event.target.value = "";
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    // The switch goes to the other of what is shown now.
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    document.querySelectorAll(".theme-switch").forEach((button) => {
      button.value = dark ? "light" : "dark";
    });
    document.querySelectorAll("dialog.open-at-once").forEach((dialog) => dialog.showModal());
  });

  window.maint = { call, say, toast, undoLast };
})();

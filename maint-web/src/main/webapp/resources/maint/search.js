// Search from the top bar: "/" goes there from anywhere, results come while one types, arrows choose, Enter opens.
// Without this script the field is a plain form that leads to the search page.
(() => {
  "use strict";

  const WAIT = 150;
  const OF_EACH = 5;
  // One more than is searched for, so that the answer says that it was cut.
  const LONGEST = 201;

  const page = document.documentElement.dataset;
  let form;
  let input;
  let panel;
  let list;
  let told;
  let options = [];
  let active = -1;
  let timer;
  let asking;
  let cameFrom = null;

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  };

  const pieces = (all) => all.map(({ text, match }) => match ? make("mark", "", text) : text);

  const icon = (name) => {
    const svg = form.querySelector("svg").cloneNode(true);
    const use = svg.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${name}`));
    return svg;
  };

  const activate = (index) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const show = (shown) => {
    panel.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown && options.length > 0));
    if (!shown) {
      activate(-1);
    }
  };

  const option = (href, ...children) => {
    const link = make("a", "hit", ...children);
    link.href = href;
    link.id = `search-hit-${options.length}`;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    options.push(link);
    return link;
  };

  const hit = (kind, item) => option(
    page.context + item.link,
    icon(`find-${kind}`),
    make("span", "hit-words",
      make("span", "hit-title", ...pieces(item.titlePieces)),
      ...(item.snippet.length > 0 ? [make("span", "hit-snippet", ...pieces(item.snippet))] : []),
      make("span", "quiet", item.from)));

  const group = ({ kind, title, items }) => {
    const heading = make("div", "search-kind", title);
    heading.setAttribute("aria-hidden", "true");
    const all = make("div", "", heading, ...items.map((item) => hit(kind, item)));
    all.setAttribute("role", "group");
    all.setAttribute("aria-label", title);
    return all;
  };

  const say = (words) => {
    told.textContent = words;
    told.hidden = words === "";
  };

  const render = (answer) => {
    const words = form.dataset;
    options = [];
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...answer.groups.map(group));
    const count = options.length;
    if (count > 0) {
      list.append(option(`${form.action}?${new URLSearchParams({ q: answer.query })}`, words.wordsAll));
    }
    list.hidden = count === 0;
    say(answer.cut ? words.wordsCut : count === 0 ? words.wordsNone : "");
    maint.say(count === 0 ? words.wordsNone : count === 1 ? words.wordsOne : words.wordsMany.replace("{0}", count));
    show(true);
  };

  const failed = () => {
    options = [];
    list.replaceChildren();
    list.hidden = true;
    say(form.dataset.wordsAway);
    maint.say(form.dataset.wordsAway);
    show(true);
  };

  /** Asks for what stands in the field now; what was asked before does not count any more. */
  const ask = async () => {
    clearTimeout(timer);
    asking?.abort();
    const q = [...input.value.trim()].slice(0, LONGEST).join("");
    if (q === "") {
      show(false);
      return;
    }
    const mine = new AbortController();
    asking = mine;
    try {
      const response = await maint.call(
        "GET", `search?${new URLSearchParams({ q, size: OF_EACH })}`, { signal: mine.signal });
      const answer = response.ok ? await response.json() : null;
      if (mine === asking && form.contains(document.activeElement)) {
        answer ? render(answer) : failed();
      }
    } catch (problem) {
      if (problem.name !== "AbortError" && mine === asking) {
        failed();
      }
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };

  const enter = () => {
    if (!form.contains(document.activeElement)) {
      cameFrom = document.activeElement;
    }
    form.classList.add("entered");
    input.focus();
    input.select();
  };

  const leave = () => {
    clearTimeout(timer);
    asking?.abort();
    show(false);
    form.classList.remove("entered");
    (cameFrom?.isConnected ? cameFrom : document.getElementById("content")).focus();
  };

  const keys = (event) => {
    const last = options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (panel.hidden) {
        ask();
      } else if (last >= 0) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        activate(active < 0 ? (step > 0 ? 0 : last) : (active + step + last + 1) % (last + 1));
      }
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0 && !panel.hidden) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (panel.hidden) {
        leave();
      } else {
        show(false);
      }
    }
  };

  const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog[open]") !== null;

  /** What an address points at inside a folded part of the page is unfolded. */
  const unfold = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const folded = target?.closest("details");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    unfold();
    form = document.querySelector("form.search");
    if (!form) {
      return;
    }
    input = form.querySelector("input");
    told = make("p", "search-told");
    list = make("div", "");
    list.id = "search-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.wordsResults);
    panel = make("div", "search-panel", told, list);
    panel.hidden = true;
    form.append(panel);
    Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", "aria-haspopup": "listbox",
    }).forEach(([name, value]) => input.setAttribute(name, value));

    input.addEventListener("input", later);
    input.addEventListener("keydown", keys);
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) {
        show(false);
      }
    });
    form.querySelector(".search-close").addEventListener("click", leave);
    document.querySelector(".search-open").addEventListener("click", (event) => {
      event.preventDefault();
      enter();
    });
    if (page.shortcuts === "true") {
      form.querySelector("kbd").hidden = false;
      input.setAttribute("aria-keyshortcuts", "/");
      document.addEventListener("keydown", (event) => {
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (event.key === "/" && plain && !event.defaultPrevented && !typing(event.target)) {
          event.preventDefault();
          enter();
        }
      });
    }
  });
  window.addEventListener("hashchange", unfold);
})();

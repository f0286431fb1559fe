// "What would this have raised?": asks for a threshold, published or only thought of, and shows the episodes.
(() => {
  "use strict";

  const DAYS = ["1", "7", "30", "90", "365"];
  const SHOWN = 50;
  let ids = 0;

  const words = (key) => document.querySelector(`#backtest-words [data-key="${key}"]`).textContent;

  const el = (tag, properties = {}, ...children) => {
    const node = document.createElement(tag);
    Object.entries(properties).forEach(([name, value]) => {
      if (name.startsWith("on")) {
        node.addEventListener(name.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(name, value === true ? "" : value);
      }
    });
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };

  /** The times come with the offset of the plan's zone, in which they are shown. */
  const time = (iso) => (iso
    ? el("time", { datetime: iso }, new Intl.DateTimeFormat(`${document.documentElement.lang}-CA`, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })
      .format(new Date(`${iso.slice(0, 16)}:00Z`)))
    : words("still"));

  const counted = (number, one, many) => (number === 1 ? words(one) : words(many).replace("#", number));

  const number = (value) => (value === null ? "–" : new Intl.NumberFormat(`${document.documentElement.lang}-CA`, { maximumFractionDigits: 2 }).format(value));

  const table = (result, caption) => el("table", { class: "rows compact" }, el("caption", { class: "sr-only" }, caption),
    el("thead", {}, el("tr", {}, ...["what", "since", "fired", "until", "worst"].map((each) => el("th", { scope: "col" }, words(each))))),
    el("tbody", {}, ...result.episodes.slice(0, SHOWN).map((each) => el("tr", {},
      el("td", { "data-label": words("what") }, el("span", { class: "mono" }, each.group)),
      el("td", { "data-label": words("since") }, time(each.since)),
      el("td", { "data-label": words("fired") }, time(each.firedAt)),
      el("td", { "data-label": words("until") }, time(each.resolvedAt)),
      el("td", { "data-label": words("worst"), class: "figures" }, number(each.worst))))));

  const exactness = (result) => el("span", { class: `state state-${result.exact ? "PASS" : "WARNING"}` },
    el("span", {}, words(result.exact ? "exact" : "approximate")));

  const shown = (result, title) => [
    el("p", { class: "flush" }, el("strong", {}, title), ` ${counted(result.number, "one", "many")} `, exactness(result)),
    result.number > 0 ? table(result, title) : null,
    result.number > SHOWN ? el("p", { class: "quiet flush" }, words("first").replace("#", SHOWN)) : null,
  ];

  const compared = (body) => {
    if (body.published === undefined) {
      return shown(body, words("published"));
    }
    return [...shown(body, words("wish")),
      ...(body.published === null ? [el("p", { class: "quiet flush" }, words("none-published"))] : shown(body.published, words("published")))];
  };

  /** @param ask is given the days, and answers a response of the REST interface */
  const panel = (ask) => {
    const id = `backtest-${++ids}`;
    const choice = el("select", { id }, ...DAYS.map((each) => el("option", { value: each, selected: each === "30" }, counted(Number(each), "day", "days"))));
    const out = el("div", { class: "backtest-result", role: "status" });
    const button = el("button", { type: "button", class: "small ask", onclick: async () => {
      button.disabled = true;
      out.replaceChildren(el("p", { class: "quiet flush" }, words("busy")));
      const response = await ask(choice.value).catch(() => null);
      const body = await response?.json().catch(() => null);
      button.disabled = false;
      if (response?.ok) {
        out.replaceChildren(...compared(body).filter(Boolean));
      } else {
        const faults = body?.errors ?? [];
        out.replaceChildren(...(faults.length ? faults : [{ message: body?.detail ?? words("lost") }])
          .map((fault) => el("p", { class: "item-problem flush" }, fault.pointer ? `${fault.pointer.slice(1)}: ` : "", fault.message)));
      }
    } }, words("ask"));
    return el("div", { class: "backtest" }, el("div", { class: "row" }, el("label", { for: id }, words("over")), choice, button), out);
  };

  /** What was found is of the threshold as it was when it was asked. */
  const stale = (node) => node?.querySelector(".backtest-result")?.replaceChildren();

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-backtest]");
    if (target) {
      const place = panel((days) => window.maint.call("POST", `rules/${target.dataset.backtest}/backtest?days=${days}`));
      target.replaceWith(place);
      place.querySelector(".ask").click();
      place.querySelector("select").focus();
    }
  });

  window.maintBacktest = { panel, stale };
})();

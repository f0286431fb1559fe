// The fields of the plan editor, made from the plan's JSON Schema: one widget for each kind of value.
// What a field changes, it hands to `edit` as RFC 6902 operations; editor.js sends them.
(() => {
"use strict";

window.maintFields = ({ words, schema, edit, settled, document: plan }) => {

  const DATE = "^\\d{4}-\\d{2}-\\d{2}$";
  const TIME = "^([01]\\d|2[0-3]):[0-5]\\d$";
  const DURATION = "^PT(\\d+H)?(\\d+M)?(\\d+S)?$";
  const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
  /** What is inside a card's body rather than on its first line. */
  const SHORT = new Set(["key", "title"]);
  let ids = 0;

  const el = (tag, properties = {}, ...children) => {
    const node = document.createElement(tag);
    Object.entries(properties).forEach(([name, value]) => {
      if (name.startsWith("on")) {
        node.addEventListener(name.slice(2), value);
      } else if (value === true) {
        node.setAttribute(name, "");
      } else if (value !== undefined && value !== null && value !== false) {
        node.setAttribute(name, value);
      }
    });
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  };

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${document.documentElement.dataset.icons}#${name}`);
    svg.append(use);
    return svg;
  };

  const at = (pointer) => pointer.split("/").slice(1).reduce(
    (node, part) => node?.[part.replaceAll("~1", "/").replaceAll("~0", "~")], plan());
  const resolve = (form) => (form.$ref ? schema.$defs[form.$ref.split("/").pop()] : form);
  const isText = (form) => form.$ref === "#/$defs/text";
  const label = (name) => words(`field.${name}`);
  const last = (pointer) => pointer.slice(pointer.lastIndexOf("/") + 1);
  const parent = (pointer) => pointer.slice(0, pointer.lastIndexOf("/"));
  const titleOf = (value) => value?.title?.[document.documentElement.lang] || value?.title?.en || value?.key || value?.level || value?.date || "";

  /** The operations that give a place a value; an empty optional one goes. */
  const put = (pointer, value, required) => {
    const before = at(pointer);
    if (value === undefined || value === "" || value === null) {
      if (before === undefined) {
        return [];
      }
      if (!required) {
        return [{ op: "test", path: pointer, value: before }, { op: "remove", path: pointer }];
      }
      value = "";
    }
    return before === undefined
      ? [{ op: "add", path: pointer, value }]
      : [{ op: "test", path: pointer, value: before }, { op: "replace", path: pointer, value }];
  };

  /** Operations are made when their turn comes: what was there is then what the change before has left. */
  const save = (pointer, read, required) => (event) => {
    const value = read(event.target);
    edit(() => put(pointer, value, required), pointer, event.target.value);
  };

  const wrap = (pointer, name, input, hint) => {
    input.id ||= `f${++ids}`;
    return el("div", { class: "field", "data-pointer": pointer },
      el("label", { for: input.id }, label(name)), input,
      hint ? el("p", { class: "quiet hint" }, hint) : null);
  };

  const select = (values, value, optional, shown, properties) => {
    const options = values.map((each) => el("option", { value: each, selected: String(each) === String(value) }, shown(each)));
    return el("select", properties, ...(optional ? [el("option", { value: "" }, words("field.default"))] : []), ...options);
  };

  const enumWords = (name, value) => words(`value.${name}.${value}`) ?? words(`value.${value}`) ?? value;

  const number = (text) => {
    const plain = text.trim().replace(",", ".");
    return plain !== "" && !Number.isNaN(Number(plain)) ? Number(plain) : plain;
  };

  const minutes = (duration) => {
    const match = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration ?? "");
    return match ? Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0) : null;
  };

  const scalar = (form, pointer, name, required) => {
    const value = at(pointer);
    const common = { onchange: save(pointer, (input) => input.value, required), autocomplete: "off" };
    if (form.enum) {
      return wrap(pointer, name, select(form.enum, value, !required, (each) => enumWords(name, each), common));
    }
    if (form.type === "boolean") {
      // Left out means yes (the document's own default).
      const box = el("input", { type: "checkbox", checked: value !== false, onchange: (event) => { const on = event.target.checked; edit(() => put(pointer, on, false), pointer); } });
      return wrap(pointer, name, box);
    }
    if (form.type === "number" || form.type === "integer") {
      return wrap(pointer, name, el("input", { type: "text", inputmode: "decimal", class: "short", value: value ?? "", maxlength: 30, ...common,
        onchange: save(pointer, (input) => number(input.value), required) }));
    }
    if (form.pattern === DATE) {
      return wrap(pointer, name, el("input", { type: "date", value: value ?? "", ...common }));
    }
    if (form.pattern === TIME) {
      return wrap(pointer, name, el("input", { type: "time", value: value ?? "", ...common }));
    }
    if (form.pattern === DURATION && (value === undefined || minutes(value) !== null)) {
      return wrap(pointer, name, el("input", { type: "number", min: 0, class: "short", value: minutes(value) ?? "", ...common,
        onchange: save(pointer, (input) => (input.value === "" ? "" : `PT${Number(input.value)}M`), required) }), words("field.minutes"));
    }
    if (name === "recurrence") {
      return recurrence(pointer, value ?? "");
    }
    const input = el("input", { type: "text", value: value ?? "", maxlength: form.maxLength, ...common, list: name === "zone" ? "zones" : null });
    return wrap(pointer, name, input, name === "key" ? words("field.key-hint") : null);
  };

  /** A label in both languages. */
  const text = (pointer, name) => {
    const value = at(pointer) ?? {};
    const one = (language) => {
      const input = el("input", { type: "text", value: value[language] ?? "", maxlength: 300, lang: language, id: `f${++ids}`,
        onchange: (event) => {
          const typed = event.target.value;
          edit(() => (at(pointer) === undefined ? [{ op: "add", path: pointer, value: { en: "", fr: "", [language]: typed } }]
            : put(`${pointer}/${language}`, typed, true)), `${pointer}/${language}`, typed);
        } });
      return el("div", { class: "pair-one", "data-pointer": `${pointer}/${language}` },
        el("label", { for: input.id }, el("span", { class: "pair-name" }, `${label(name)} `), el("span", { class: "pair-language" }, language.toUpperCase())), input);
    };
    const both = document.documentElement.lang === "fr" ? ["fr", "en"] : ["en", "fr"];
    return el("div", { class: "field pair", "data-pointer": pointer }, ...both.map(one));
  };

  const due = (pointer) => {
    const value = at(pointer) ?? {};
    const kinds = ["days", "workingDays", "weekday", "monthDay"];
    const kind = kinds.find((each) => each in value) ?? "days";
    const set = (newKind, amount, time) => edit(() => put(pointer, { [newKind]: amount, at: time }, true), pointer);
    const amountInput = kind === "weekday"
      ? select(WEEKDAYS, value.weekday, false, (day) => words(`value.${day}`), { "aria-label": label("due"), onchange: (event) => set("weekday", event.target.value, value.at) })
      : el("input", { type: "number", min: 0, max: 366, class: "short", "aria-label": label("due"), value: value[kind] ?? 0, onchange: (event) => set(kind, Number(event.target.value), value.at) });
    const first = { days: 0, workingDays: 1, weekday: "FR", monthDay: 31 };
    const row = el("div", { class: "row" },
      select(kinds, kind, false, (each) => words(`value.due.${each}`), { "aria-label": words("field.due-kind"), onchange: (event) => set(event.target.value, first[event.target.value], value.at ?? "17:00") }),
      amountInput,
      el("input", { type: "time", value: value.at ?? "", "aria-label": words("field.at"), onchange: (event) => set(kind, value[kind], event.target.value) }));
    return el("fieldset", { class: "field", "data-pointer": pointer }, el("legend", {}, label("due")), row);
  };

  /** A rule by choice for the usual ones, as it is written for the others; with what it means, and when it comes next. */
  const recurrence = (pointer, rule) => {
    const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=")));
    const simple = Object.keys(parts).every((key) => ["FREQ", "INTERVAL", "BYDAY"].includes(key)) && ["DAILY", "WEEKLY", "MONTHLY"].includes(parts.FREQ);
    const preview = el("div", { class: "preview quiet", "aria-live": "polite" });
    const input = el("input", { type: "text", class: "mono", value: rule, maxlength: 300, id: `f${++ids}`, onchange: (event) => { const typedRule = event.target.value.trim(); edit(() => put(pointer, typedRule, true), pointer, typedRule); } });
    const set = (changes) => {
      const next = { ...parts, ...changes };
      const written = ["FREQ", "INTERVAL", "BYDAY"].filter((key) => next[key] && !(key === "INTERVAL" && String(next[key]) === "1")).map((key) => `${key}=${next[key]}`).join(";");
      edit(() => put(pointer, written, true), pointer, written);
    };
    const rows = [];
    if (simple) {
      const frequency = select(["DAILY", "WEEKLY", "MONTHLY"], parts.FREQ, false, (each) => words(`value.freq.${each}`), { "aria-label": words("field.frequency"),
        onchange: (event) => set({ FREQ: event.target.value, BYDAY: { DAILY: "", WEEKLY: "MO", MONTHLY: "1MO" }[event.target.value] }) });
      const interval = el("input", { type: "number", min: 1, max: 99, class: "short", value: parts.INTERVAL ?? 1, "aria-label": words("field.interval"), onchange: (event) => set({ INTERVAL: Number(event.target.value) || 1 }) });
      rows.push(el("div", { class: "row" }, el("span", {}, words("field.repeat")), interval, frequency));
      if (parts.FREQ === "WEEKLY") {
        const chosen = (parts.BYDAY ?? "").split(",").filter(Boolean);
        const toggle = (day, on) => {
          if (on) {
            chosen.push(day);
          } else {
            chosen.splice(chosen.indexOf(day), 1);
          }
          set({ BYDAY: WEEKDAYS.filter((each) => chosen.includes(each)).join(",") });
        };
        rows.push(el("div", { class: "row days" }, ...WEEKDAYS.map((day) => el("label", { class: "check" },
          el("input", { type: "checkbox", checked: chosen.includes(day), onchange: (event) => toggle(day, event.target.checked) }), words(`value.${day}`)))));
      }
      if (parts.FREQ === "MONTHLY") {
        const [, position, day] = /^(-?\d)?([A-Z]{2})$/.exec(parts.BYDAY ?? "1MO") ?? [null, "1", "MO"];
        rows.push(el("div", { class: "row" },
          select(["1", "2", "3", "4", "-1"], position ?? "1", false, (each) => words(`value.position.${each}`), { "aria-label": words("field.position"), onchange: (event) => set({ BYDAY: event.target.value + day }) }),
          select(WEEKDAYS, day, false, (each) => words(`value.${each}`), { "aria-label": words("field.weekday"), onchange: (event) => set({ BYDAY: (position ?? "1") + event.target.value }) })));
      }
    }
    const routine = at(parent(pointer)) ?? {};
    const query = new URLSearchParams({ rule, opens: routine.opens ?? "", roll: routine.roll ?? "" });
    maint.call("GET", `plan/recurrence?${query}`).then(async (response) => {
      const body = await response.json();
      const dates = response.ok ? body.next.map((each) => new Intl.DateTimeFormat(`${document.documentElement.lang}-CA`, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${each.date}T12:00:00Z`))) : [];
      preview.replaceChildren(...(response.ok
        ? [el("strong", {}, body.words), el("span", {}, ` ${words("field.upcoming")} ${dates.join(" · ")}`)]
        : [el("span", { class: "item-problem" }, body.errors?.[0]?.message ?? body.detail)]));
    }, () => preview.replaceChildren());
    return el("fieldset", { class: "field wide", "data-pointer": pointer }, el("legend", {}, label("recurrence")), ...rows,
      el("details", { open: !simple }, el("summary", { class: "quiet" }, words("field.rule")), el("label", { for: input.id, class: "sr-only" }, words("field.rule")), input), preview);
  };

  const empty = (form, name) => {
    const kind = resolve(form);
    if (isText(form)) {
      return { en: "", fr: "" };
    }
    if (kind.type === "object") {
      return Object.fromEntries((kind.required ?? []).map((each) => [each, empty(kind.properties[each], each)]));
    }
    if (kind.type === "array") {
      return kind.minItems && resolve(kind.items).type === "object" ? [empty(kind.items, name)] : [];
    }
    return { recurrence: "FREQ=WEEKLY;BYDAY=MO", opens: "08:00", at: "17:00" }[name] ?? (kind.enum ? kind.enum[0] : kind.type === "string" ? "" : 0);
  };

  /** Takes the name of a new thing from its English title, as every key of the plan is made. */
  const newElement = (form, list) => {
    const value = empty(form, "");
    if (value.key !== undefined) {
      let place = list.length + 1;
      while (list.some((each) => each.key === `new-${place}`)) {
        place += 1;
      }
      value.key = `new-${place}`;
    }
    if (value.due) {
      value.due = { days: 0, at: "17:00" };
    }
    (value.sections ?? []).forEach((section) => { section.key = "new-section"; section.items.forEach((item) => { item.key = "new-item"; }); });
    return value;
  };

  /** An element of a list can be moved by its handle, by drag or by the arrow keys, and removed; both can be taken back. */
  const controls = (pointer, name, value) => {
    const place = Number(last(pointer));
    const list = parent(pointer);
    const moveTo = (to) => {
      if (to >= 0 && to < at(list).length) {
        edit([{ op: "test", path: pointer, value: at(pointer) }, { op: "move", from: pointer, path: `${list}/${to}` }], `${list}/${to}`, undefined, true);
      }
    };
    const handle = el("button", { type: "button", class: "ghost small handle", "data-handle": pointer, title: words("edit.move-hint"),
      "aria-label": `${words("edit.move")}: ${titleOf(value)}`, onkeydown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step) {
          event.preventDefault();
          moveTo(place + step);
        }
      } }, icon("drag"));
    const remove = el("button", { type: "button", class: "ghost small", "aria-label": `${words("edit.remove")}: ${titleOf(value)}`, title: words("edit.remove"),
      onclick: () => edit([{ op: "test", path: pointer, value: at(pointer) }, { op: "remove", path: pointer }], list, undefined, true) }, icon("state-FAIL"));
    return { handle, remove };
  };

  const element = (form, pointer, name) => {
    const value = at(pointer);
    const { handle, remove } = controls(pointer, name, value);
    const kind = resolve(form);
    const li = el("li", { class: "element", "data-pointer": pointer, "data-list": parent(pointer), "data-name": name });
    if (isText(form) || kind.type !== "object") {
      li.append(el("div", { class: "element-line" }, handle, isText(form) ? text(pointer, name) : scalar(kind, pointer, name, true), remove));
      return li;
    }
    const names = Object.keys(kind.properties);
    const inside = names.filter((each) => !SHORT.has(each) && each !== "items");
    const first = kind.properties.title ? text(`${pointer}/title`, "title") : scalar(resolve(kind.properties[names[0]]), `${pointer}/${names[0]}`, names[0], true);
    li.append(el("div", { class: "element-line" }, handle, first, remove));
    const body = [...inside, ...(kind.properties.key ? ["key"] : [])].filter((each) => each !== names[0] || kind.properties.title)
      .map((each) => field(kind.properties[each], `${pointer}/${each}`, each, (kind.required ?? []).includes(each)));
    const others = name === "items" ? otherSections(pointer) : null;
    const backtest = name === "thresholds" ? tried(pointer, li) : null;
    li.append(el("details", { class: "element-more" }, el("summary", { class: "quiet" }, summaryOf(value) || words("edit.more")), ...body, others, backtest));
    if (kind.properties.items) {
      li.append(list(kind.properties.items, `${pointer}/items`, "items"));
    }
    return li;
  };

  /** A threshold can be tried on what was measured, as it stands here. */
  const tried = (pointer, li) => {
    li.addEventListener("change", (event) => {
      if (event.target.closest("[data-pointer]") !== li) {
        window.maintBacktest.stale(li);
      }
    });
    // What was typed last is on its way into the draft.
    return window.maintBacktest.panel((days) => settled().then(() => window.maint.call("POST", `rules/backtest?days=${days}`, { json: at(pointer) })));
  };

  /** An item can go to another section of its routine. */
  const otherSections = (pointer) => {
    const section = parent(parent(pointer));
    const sections = parent(section);
    const here = Number(last(section));
    const all = at(sections);
    if (all.length < 2) {
      return null;
    }
    const choice = select(all.map((_, i) => i), here, false, (i) => titleOf(all[i]), { id: `f${++ids}`, onchange: (event) => {
      const to = `${sections}/${event.target.value}/items/${all[event.target.value].items.length}`;
      edit([{ op: "test", path: pointer, value: at(pointer) }, { op: "move", from: pointer, path: to }], to, undefined, true);
    } });
    return el("div", { class: "field" }, el("label", { for: choice.id }, words("edit.section")), choice);
  };

  const summaryOf = (value) => ["kind", "verification", "severity", "metric", "when", "value", "every", "email", "phone"]
    .filter((each) => value[each] !== undefined && value[each] !== "")
    .map((each) => (typeof value[each] === "string" ? enumWords(each, value[each]) : value[each])).join(" · ");

  const list = (form, pointer, name) => {
    const value = at(pointer) ?? [];
    const kind = resolve(form.items);
    if (kind.enum && form.uniqueItems) {
      const set = (each, on) => edit(() => put(pointer, kind.enum.filter((one) => (one === each ? on : at(pointer).includes(one))), true), pointer);
      return el("fieldset", { class: "field", "data-pointer": pointer }, el("legend", {}, label(name)), el("div", { class: "row days" },
        ...kind.enum.map((each) => el("label", { class: "check" }, el("input", { type: "checkbox", checked: value.includes(each), onchange: (event) => set(each, event.target.checked) }), words(`value.${each}`)))));
    }
    const add = el("button", { type: "button", class: "small", "aria-label": `${words("edit.add")}: ${label(name)}`, onclick: () => {
      const present = at(pointer);
      const fresh = newElement(form.items, present ?? []);
      edit(present === undefined ? [{ op: "add", path: pointer, value: [fresh] }] : [{ op: "add", path: `${pointer}/-`, value: fresh }], `${pointer}/${(present ?? []).length}`, undefined, true);
    } }, icon("add"), words("edit.add"));
    return el("div", { class: "list", "data-pointer": pointer }, el("h3", {}, label(name), el("span", { class: "quiet" }, ` ${value.length}`)),
      el("ul", { class: "elements plain", "data-list": pointer }, ...value.map((_, i) => element(form.items, `${pointer}/${i}`, name))), add);
  };

  const field = (form, pointer, name, required) => {
    const kind = resolve(form);
    if (isText(form)) {
      return text(pointer, name);
    }
    if (name === "due") {
      return due(pointer);
    }
    if (kind.type === "array") {
      return list(kind, pointer, name);
    }
    if (kind.type === "object") {
      return el("fieldset", { class: "group", "data-pointer": pointer }, el("legend", {}, label(name)),
        ...Object.keys(kind.properties).map((each) => field(kind.properties[each], `${pointer}/${each}`, each, (kind.required ?? []).includes(each))));
    }
    return scalar(kind, pointer, name, required);
  };

  return { field, at, el, icon, titleOf, newElement, resolve };
};
})();

// The plan editor: a draft shown part by part, each change saved as it is made and able to be taken back.
(() => {
  "use strict";

  const LOOK_EVERY = 8000;
  const GENERAL = ["title", "subtitle", "organisation", "documentVersion", "lastUpdated", "review", "responsible", "purpose"];
  const PARTS = {
    general: GENERAL, calendar: ["zone", "holidays"], thresholds: ["thresholds", "responses"], targets: ["targets", "afterMiss"],
    contacts: ["escalation", "policies"], emergency: ["emergency"], templates: ["dashboards", "logTemplate", "reports"], practices: ["practices", "training"],
  };

  let page;
  let draft;
  let schema;
  let fields;
  let busy = Promise.resolve();

  const dictionary = new Map();
  const words = (key) => dictionary.get(key);
  const path = (rest = "") => `plan/drafts/${page.dataset.draft}${rest}`;
  const part = () => decodeURIComponent(location.hash.slice(1)) || "general";
  const place = () => document.getElementById("part");

  const say = (text, bad) => {
    const status = document.getElementById("saved");
    status.textContent = ` · ${text}`;
    status.classList.toggle("item-problem", Boolean(bad));
  };

  /** What takes a list of operations back, in reverse order; what was there is in the document as it is now. */
  const inverse = (operations) => operations.filter((each) => each.op !== "test").map((each) => {
    const list = fields.at(each.path.slice(0, each.path.lastIndexOf("/")));
    const where = each.path.endsWith("/-") ? each.path.replace(/-$/, Array.isArray(list) ? list.length : 0) : each.path;
    return {
      add: () => ({ op: "remove", path: where }),
      replace: () => ({ op: "replace", path: where, value: fields.at(each.path) }),
      remove: () => ({ op: "add", path: where, value: fields.at(each.path) }),
      move: () => ({ op: "move", from: each.path, path: each.from }),
    }[each.op]();
  }).reverse();

  /** Sends one change after the other; an answer brings the whole draft as it is then. */
  const edit = (operations, pointer, typed, redraw, undoing) => {
    busy = busy.then(() => {
      const list = typeof operations === "function" ? operations() : operations;
      return list.length ? send(list, pointer, typed, redraw, undoing) : null;
    }).catch(() => say(words("edit.lost"), true));
    return busy;
  };

  const send = async (operations, pointer, typed, redraw, undoing) => {
    say(words("edit.saving"));
    const back = inverse(operations);
    const response = await maint.call("PATCH", path(), { raw: JSON.stringify(operations), headers: { "Content-Type": "application/json-patch+json" } });
    const body = await response.json().catch(() => ({}));
    if (response.ok) {
      // Somebody else has written in between: what they did must be seen before it can be changed.
      const others = body.version !== draft.version + 1;
      take(body);
      say(words("edit.saved"));
      const structural = others || redraw || ["recurrence", "due", "opens", "roll", "days"].some((each) => pointer?.endsWith(`/${each}`));
      if (structural || undoing) {
        draw(pointer);
      }
      if (!undoing) {
        maint.toast(words("edit.saved"), words("undo"), () => edit(back, pointer, undefined, true, true), null);
      }
    } else if (response.status === 412) {
      await load();
      draw(pointer);
      clash(pointer, typed);
    } else {
      say(body.errors?.[0]?.message ?? body.detail ?? words("edit.lost"), true);
    }
  };

  /** Somebody else was faster: theirs is shown, and what was typed here waits for a decision. */
  const clash = (pointer, typed) => {
    const at = [...place().querySelectorAll("[data-pointer]")].filter((each) => pointer === each.dataset.pointer || pointer.startsWith(`${each.dataset.pointer}/`)).pop() ?? place();
    const note = fields.el("p", { class: "item-problem", role: "alert" }, `${words("edit.clash")} `);
    if (typed !== undefined) {
      note.append(fields.el("q", {}, typed), " ", fields.el("button", { type: "button", class: "small", onclick: () => {
        const now = fields.at(pointer);
        const value = typeof now === "number" ? Number(typed) : typed;
        edit([{ op: "test", path: pointer, value: now }, { op: "replace", path: pointer, value }], pointer, typed, true);
      } }, words("edit.use-mine")));
    }
    at.prepend(note);
    say(words("edit.clash"), true);
  };

  const take = (body) => {
    draft = body;
    faults();
    outline();
    document.getElementById("fault-count").textContent = draft.faults.length
      ? words(draft.faults.length === 1 ? "edit.fault-one" : "edit.faults").replace("#", draft.faults.length) : "";
    document.getElementById("outdated").hidden = !draft.outdated;
  };

  const load = async () => {
    const response = await maint.call("GET", path());
    if (response.ok) {
      take(await response.json());
    }
  };

  const pointersOf = (id) => {
    if (PARTS[id]) {
      return PARTS[id].map((name) => `/${name}`);
    }
    const [kind, key] = id.split(":");
    for (const [t, tier] of (draft.document.tiers ?? []).entries()) {
      if (kind === "tier" && tier.tier === key) {
        return [`/tiers/${t}`];
      }
      const r = (tier.routines ?? []).findIndex((each) => each.key === key);
      if (kind === "routine" && r >= 0) {
        return [`/tiers/${t}/routines/${r}`];
      }
    }
    return [];
  };

  const faultsOf = (id) => draft.faults.filter((fault) => {
    const own = pointersOf(id);
    const inside = own.some((pointer) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
    return inside && !(id.startsWith("tier:") && /^\/tiers\/\d+\/routines\//.test(fault.pointer));
  }).length;

  const link = (id, text, deeper) => {
    const count = faultsOf(id);
    return fields.el("li", { class: deeper ? "deeper" : null }, fields.el("a", { href: `#${encodeURIComponent(id)}`, "aria-current": part() === id ? "true" : null },
      fields.el("span", {}, text), count ? fields.el("span", { class: "count", title: words("edit.faults").replace("#", count) }, String(count)) : null));
  };

  const outline = () => {
    const rows = [link("general", words("part.general")), link("calendar", words("part.calendar"))];
    (draft.document.tiers ?? []).forEach((tier) => {
      rows.push(link(`tier:${tier.tier}`, fields.titleOf(tier)));
      (tier.routines ?? []).forEach((routine) => rows.push(link(`routine:${routine.key}`, fields.titleOf(routine), true)));
    });
    ["thresholds", "targets", "contacts", "emergency", "templates", "practices"].forEach((id) => rows.push(link(id, words(`part.${id}`))));
    rows.push(link("document", words("part.document")));
    document.getElementById("parts").replaceChildren(...rows);
  };

  /** Each fault stands at what it is about, or at the nearest thing around it. */
  const faults = () => {
    place().querySelectorAll(".fault").forEach((each) => each.remove());
    const spots = [...place().querySelectorAll("[data-pointer]")];
    draft.faults.forEach((fault) => {
      const around = spots.filter((each) => fault.pointer === each.dataset.pointer || fault.pointer.startsWith(`${each.dataset.pointer}/`))
        .sort((a, b) => b.dataset.pointer.length - a.dataset.pointer.length)[0];
      if (around) {
        around.closest("details")?.setAttribute("open", "");
        around.append(fields.el("p", { class: "item-problem fault", role: "status" }, fault.message));
      }
    });
  };

  const draw = (focus) => {
    const id = part();
    const open = new Set([...place().querySelectorAll("details[open]")].map((each) => each.closest("[data-pointer]")?.dataset.pointer));
    outline();
    const pointers = pointersOf(id);
    if (id === "document") {
      yaml();
      return;
    }
    if (!pointers.length) {
      location.hash = "general";
      return;
    }
    place().replaceChildren(...(id.startsWith("routine:") ? routine(pointers[0]) : id.startsWith("tier:") ? tier(pointers[0]) : simple(id, pointers)));
    place().querySelectorAll("details.element-more").forEach((each) => {
      each.open = open.has(each.closest("[data-pointer]")?.dataset.pointer);
    });
    faults();
    if (focus) {
      const target = place().querySelector(`[data-handle="${CSS.escape(focus)}"]`) ?? place().querySelector(`[data-pointer="${CSS.escape(focus)}"] :is(input, select)`);
      target?.focus();
    }
  };

  const heading = (text, ...more) => fields.el("div", { class: "head" }, fields.el("h2", { id: "part-title", tabindex: "-1" }, text), ...more);

  const simple = (id, pointers) => [heading(words(`part.${id}`)), ...pointers.map((pointer) => {
    const name = pointer.slice(1);
    return fields.field(schema.properties[name], pointer, name, true);
  })];

  const tier = (pointer) => {
    const form = schema.$defs.tier.properties;
    const add = fields.el("button", { type: "button", onclick: () => {
      const routines = fields.at(`${pointer}/routines`);
      const fresh = fields.newElement({ $ref: "#/$defs/routine" }, routines);
      edit([{ op: "add", path: `${pointer}/routines/-`, value: fresh }], pointer, undefined, true).then(() => { location.hash = encodeURIComponent(`routine:${fresh.key}`); });
    } }, fields.icon("add"), words("edit.add-routine"));
    return [heading(fields.titleOf(fields.at(pointer)), add), fields.field(form.title, `${pointer}/title`, "title", true), fields.field(form.estimateMinutes, `${pointer}/estimateMinutes`, "estimateMinutes", true)];
  };

  const routine = (pointer) => {
    const form = schema.$defs.routine;
    const value = fields.at(pointer);
    const remove = fields.el("button", { type: "button", class: "danger", onclick: () =>
      edit([{ op: "test", path: pointer, value }, { op: "remove", path: pointer }], undefined, undefined, true) }, words("edit.remove-routine"));
    const names = Object.keys(form.properties).filter((name) => name !== "sections" && name !== "title" && name !== "key");
    return [heading(fields.titleOf(value), remove), fields.field(form.properties.title, `${pointer}/title`, "title", true),
      fields.el("div", { class: "field-grid" }, ...names.map((name) => fields.field(form.properties[name], `${pointer}/${name}`, name, form.required.includes(name))),
        fields.field(form.properties.key, `${pointer}/key`, "key", true)),
      fields.field(form.properties.sections, `${pointer}/sections`, "sections", true)];
  };

  const yaml = async () => {
    const response = await maint.call("GET", path("/document"));
    const area = fields.el("textarea", { class: "mono yaml", rows: 28, spellcheck: "false", id: "yaml", wrap: "off" });
    area.value = await response.text();
    const lines = fields.el("ol", { class: "plain yaml-faults" });
    const file = fields.el("input", { type: "file", class: "sr-only", accept: ".yaml,.yml", onchange: async (event) => { area.value = await event.target.files[0].text(); } });
    const send = fields.el("button", { type: "button", class: "primary", onclick: async () => {
      const answer = await maint.call("PUT", path("/document"), { raw: area.value, headers: { "Content-Type": "application/yaml", "If-Match": `"${draft.version}"` } });
      const body = await answer.json();
      lines.replaceChildren(...(body.errors ?? []).map((fault) => fields.el("li", {}, fields.el("button", { type: "button", class: "link", onclick: () => jump(area, fault) }, `${words("edit.line")} ${fault.line}, ${fault.column}`), ` ${fault.message} `, fields.el("code", {}, fault.pointer))));
      if (answer.ok) {
        take(body);
        say(words("edit.saved"));
      } else {
        say(answer.status === 412 ? words("edit.clash") : body.detail, true);
      }
    } }, words("edit.import"));
    place().replaceChildren(heading(words("part.document")), fields.el("p", { class: "quiet" }, words("edit.document-words")),
      lines, fields.el("label", { for: "yaml", class: "sr-only" }, words("part.document")), area,
      fields.el("div", { class: "row" }, send, fields.el("label", { class: "button attach" }, words("edit.file"), file),
        fields.el("button", { type: "button", "data-download": path("/document"), "data-name": "maintenance-plan-draft.yaml" }, words("edit.export"))));
  };

  const jump = (area, fault) => {
    const rows = area.value.split("\n");
    const start = rows.slice(0, fault.line - 1).reduce((sum, row) => sum + row.length + 1, 0) + fault.column - 1;
    area.focus();
    area.setSelectionRange(start, start + Math.max(1, rows[fault.line - 1].length - fault.column + 1));
    area.scrollTop = area.scrollHeight * ((fault.line - 4) / rows.length);
  };

  /** Drag by the handle; what cannot be dropped here (another kind of list) is not taken. */
  const dragging = () => {
    let from = null;
    place().addEventListener("pointerdown", (event) => {
      event.target.closest(".element")?.setAttribute("draggable", String(Boolean(event.target.closest(".handle"))));
    });
    place().addEventListener("dragstart", (event) => {
      from = event.target.closest(".element");
      from.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", from.dataset.pointer);
    });
    const over = (event) => {
      const target = event.target.closest(".element, .elements");
      const row = target?.closest(`.element[data-name="${from?.dataset.name}"]`);
      return row && from && sameFamily(from.dataset.list, row.dataset.list) ? row : null;
    };
    const sameFamily = (a, b) => a === b || (a.endsWith("/items") && b.endsWith("/items") && a.split("/sections/")[0] === b.split("/sections/")[0]);
    place().addEventListener("dragover", (event) => {
      place().querySelectorAll(".drop").forEach((each) => each.classList.remove("drop"));
      const row = from && over(event);
      if (row) {
        event.preventDefault();
        row.classList.add("drop");
      }
    });
    place().addEventListener("drop", (event) => {
      const row = from && over(event);
      if (row && row !== from) {
        event.preventDefault();
        const source = from.dataset.pointer;
        edit([{ op: "test", path: source, value: fields.at(source) }, { op: "move", from: source, path: row.dataset.pointer }], row.dataset.pointer, undefined, true);
      }
    });
    place().addEventListener("dragend", () => {
      place().querySelectorAll(".drop, .dragged").forEach((each) => each.classList.remove("drop", "dragged"));
      from = null;
    });
  };

  /** Others' changes come in by themselves while nothing is being typed here. */
  const look = async () => {
    const typing = place().contains(document.activeElement) && document.activeElement.matches("input, textarea");
    if (document.hidden || typing || part() === "document") {
      return;
    }
    const response = await maint.call("GET", "plan/drafts").catch(() => null);
    const heads = response?.ok ? await response.json() : [];
    const head = heads.find((each) => each.id === draft.id);
    if (!head || head.state !== "EDITING") {
      location.reload();
    } else if (head.version !== draft.version) {
      await load();
      draw();
      say(`${head.changedByName}: ${words("edit.changed-by")}`);
    }
  };

  document.addEventListener("DOMContentLoaded", async () => {
    page = document.getElementById("editor");
    if (!page) {
      return;
    }
    document.querySelectorAll("#editor-words li").forEach((each) => dictionary.set(each.dataset.key, each.textContent));
    const [form, look1] = await Promise.all([maint.call("GET", "plan/schema"), maint.call("GET", path())]);
    schema = await form.json();
    fields = window.maintFields({ words, schema, edit, settled: () => busy, document: () => draft.document });
    draft = await look1.json();
    take(draft);
    draw();
    dragging();
    window.addEventListener("hashchange", () => {
      draw();
      document.getElementById("part-title")?.focus();
    });
    setInterval(look, LOOK_EVERY);
  });
})();

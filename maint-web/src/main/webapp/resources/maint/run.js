// The run page: each item is saved as it is entered, others' changes appear by themselves, and keys do everything.
(() => {
  "use strict";

  const LOOK_EVERY = 3000;
  const RETRY_AFTER = 3000;
  const LARGEST_FILE = 10 * 1024 * 1024;

  let run;
  let words;
  let current = null;
  const waiting = new Map();
  /** What the server last said of each item; what an undo goes back to. */
  const known = new Map();
  let undoing = null;

  const rows = () => [...run.querySelectorAll(".item")];
  const row = (key) => run.querySelector(`.item[data-key="${CSS.escape(key)}"]`);
  const path = (item) => `runs/${run.dataset.run}/items/${item.dataset.key}`;
  const valueOf = (item) => item.querySelector(".value")?.value.trim() || null;
  const noteOf = (item) => item.querySelector("textarea.note").value.trim() || null;

  const problem = (item, text) => {
    const place = item.querySelector(".item-problem");
    place.textContent = text ?? "";
    place.hidden = !text;
  };

  const detail = (item, open) => {
    const panel = item.querySelector(".item-detail");
    const button = item.querySelector(".more");
    panel.hidden = !open;
    button?.setAttribute("aria-expanded", String(open));
    const proof = item.querySelector(".proof-panel");
    if (open && proof) {
      fillPanel(item, proof);
    }
  };

  const shownValue = (state) =>
    state.value === null ? "" : state.kind === "NUMBER" ? state.value.toLocaleString(document.documentElement.lang + "-CA", { maximumFractionDigits: 6 }) : String(state.value);

  /** Puts a state of the server's on the page; what the person is just typing stays. */
  const show = (item, state, name, keepTyped) => {
    known.set(item.dataset.key, { outcome: state.outcome, value: state.value, note: state.note });
    item.dataset.version = state.version;
    item.dataset.outcome = state.outcome ?? "";
    item.querySelectorAll(".outcome").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.outcome === state.outcome)));
    item.querySelector(".item-note").textContent = state.note ?? "";
    const by = item.querySelector(".item-by");
    const at = item.querySelector(".item-at");
    if (name !== undefined) {
      by.textContent = name ?? "";
    }
    at.textContent = state.recordedAt ? state.recordedAt.slice(11, 16) : "";
    const value = item.querySelector(".value");
    if (value && !keepTyped && document.activeElement !== value) {
      value.value = shownValue(state);
    }
    const note = item.querySelector("textarea.note");
    if (note && !keepTyped && document.activeElement !== note) {
      note.value = state.note ?? "";
    }
    showProof(item, state);
    showSkill(item, state);
    showEvidence(item, state.evidence);
    count();
  };

  /** Whether somebody who holds the skill has to stand beside who has answered. */
  const showSkill = (item, state) => {
    const place = item.querySelector(".item-skill");
    if (place && state.wantsCountersignature !== undefined) {
      place.querySelector(".wants").hidden = !state.wantsCountersignature;
      const button = place.querySelector(".countersign");
      if (button) {
        button.hidden = !state.wantsCountersignature || !state.mayCountersign;
      }
      const by = place.querySelector(".countersigned");
      by.textContent = state.countersignedBy ? `${by.dataset.words} ${state.countersignedByName ?? ""}` : "";
    }
  };

  /** A failed item leads to its alert. */
  const showAlert = (item, number) => {
    const link = item.querySelector(".item-alert");
    link.hidden = number === undefined;
    if (number !== undefined) {
      link.href = `alert?n=${number}`;
      link.querySelector(".item-alert-name").textContent = `A-${number}`;
    }
  };

  /** What was found without anybody's help. */
  const showProof = (item, state) => {
    const chip = item.querySelector(".proof");
    if (!chip || !state.proof) {
      return;
    }
    const { proof } = state;
    item.dataset.proof = proof.state;
    item.dataset.proofOutcome = proof.outcome ?? "";
    item.dataset.proofValue = proof.value ?? "";
    chip.dataset.state = proof.state;
    chip.dataset.outcome = proof.outcome ?? "";
    chip.querySelector(".proof-words").textContent = proof.words;
    const accept = chip.querySelector(".accept");
    if (accept) {
      accept.hidden = proof.state !== "PROVEN" || state.outcome !== null;
    }
    const panel = item.querySelector(".proof-panel");
    if (panel && !item.querySelector(".item-detail").hidden) {
      fillPanel(item, panel);
    }
  };

  const SVG = "http://www.w3.org/2000/svg";

  /** The last occurrences as a line, where they have values; what failed is a mark of its own. */
  const sparkline = (earlier, label) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "spark");
    svg.setAttribute("viewBox", "0 0 300 48");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    const values = earlier.map((each) => each.value === null ? null : Number(each.value));
    const numbers = values.filter(Number.isFinite);
    const most = Math.max(...numbers, 0);
    const place = (index) => 6 + 288 * index / Math.max(1, earlier.length - 1);
    const height = (value) => value === null || !Number.isFinite(value) || most === 0 ? 24 : 42 - 36 * value / most;
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("class", "chart-line");
    line.setAttribute("points", values.map((value, index) => `${place(index)},${height(value)}`).join(" "));
    svg.append(line);
    earlier.forEach((each, index) => {
      if (each.outcome === "FAIL") {
        const mark = document.createElementNS(SVG, "path");
        mark.setAttribute("class", "chart-bound");
        mark.setAttribute("d", `M${place(index) - 4} ${height(values[index]) - 4}l8 8m0 -8l-8 8`);
        svg.append(mark);
      }
    });
    svg.setAttribute("aria-label", `${label}: ${earlier.map((each) => `${each.date} ${each.outcome ?? "–"} ${each.value ?? ""}`).join(", ")}`);
    return svg;
  };

  const fillPanel = async (item, panel) => {
    let response;
    try {
      response = await maint.call("GET", `${path(item)}/proof`);
    } catch {
      return;
    }
    if (!response.ok) {
      return;
    }
    const state = await response.json();
    const labels = panel.dataset.words.split("|");
    const list = document.createElement("dl");
    list.className = "facts compact";
    const time = (at) => at ? at.slice(0, 19).replace("T", " ") : "–";
    [state.asked, state.proof.why ?? state.proof.value ?? "–", state.proof.expected ?? "–", time(state.proof.observedAt), time(state.proof.recordedAt)]
      .forEach((value, index) => {
        const term = document.createElement("dt");
        term.textContent = labels[index];
        const words = document.createElement("dd");
        words.textContent = value;
        list.append(term, words);
      });
    panel.replaceChildren(list, ...(state.earlier.length > 1 ? [sparkline(state.earlier, labels[5])] : []));
  };

  const showEvidence = (item, evidence) => {
    const list = item.querySelector("ul.evidence");
    if (list.children.length !== evidence.length) {
      list.replaceChildren(...evidence.map((file) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = `evidence/${file.id}`;
        link.textContent = file.name;
        const hash = document.createElement("span");
        hash.className = "quiet mono hash";
        hash.title = `SHA-256 ${file.sha256}`;
        hash.textContent = ` ${file.sha256.slice(0, 12)}…`;
        line.append(link, hash);
        return line;
      }));
    }
    const badge = item.querySelector(".evidence-count");
    if (badge) {
      badge.textContent = evidence.length;
      badge.hidden = evidence.length === 0;
    }
  };

  const count = () => {
    const all = rows();
    const answered = all.filter((item) => item.dataset.outcome).length;
    const failed = all.filter((item) => item.dataset.outcome === "FAIL").length;
    const set = (selector, value) => document.querySelectorAll(selector).forEach((place) => { place.textContent = value; });
    set(".run-answered", answered);
    set(".run-failed-count", failed);
    document.querySelectorAll(".run-failed").forEach((place) => { place.hidden = failed === 0; });
    document.querySelectorAll(".run-progress").forEach((bar) => { bar.value = answered; });
    document.querySelectorAll(".outline a").forEach((link) => {
      const items = [...document.getElementById(`section-${link.dataset.section}`).querySelectorAll(".item")];
      const done = items.filter((item) => item.dataset.outcome).length;
      link.querySelector(".section-answered").textContent = done;
      link.classList.toggle("complete", done === items.length);
    });
  };

  const faultWords = async (response) => {
    const body = await response.json().catch(() => ({}));
    return body.errors?.[0]?.message ?? body.detail ?? String(response.status);
  };

  /** Sends an entry; until the server has said that it is kept, it is not shown as saved. */
  const save = async (item, entry, version = item.dataset.version) => {
    const key = item.dataset.key;
    item.classList.add("saving");
    let response;
    try {
      response = await maint.call("PUT", path(item), { json: entry, headers: { "If-Match": `"${version}"` } });
    } catch {
      // The network is away: keep the entry and try again until it is through.
      problem(item, words.wordsLost);
      waiting.set(key, { entry, version });
      setTimeout(() => resend(key), RETRY_AFTER);
      return false;
    }
    waiting.delete(key);
    item.classList.remove("saving");
    if (response.ok) {
      const state = await response.json();
      problem(item, null);
      delete item.dataset.typed;
      const before = known.get(key);
      show(item, state, document.querySelector(".menu-name")?.textContent ?? "");
      const saved = `${words.wordsSaved}: ${item.querySelector(".item-title").textContent}`;
      if (before && undoing !== key) {
        maint.toast(saved, words.wordsUndo, () => undo(item, before), "z");
      } else {
        maint.say(saved);
      }
      return true;
    }
    if (response.status === 412) {
      await look(true);
      problem(item, words.wordsStale);
    } else if (response.status === 401) {
      location.reload();
    } else {
      problem(item, await faultWords(response));
    }
    return false;
  };

  /** Takes an entry back, unless somebody else has entered something since. */
  const undo = async (item, before) => {
    undoing = item.dataset.key;
    await save(item, before);
    undoing = null;
  };

  const resend = (key) => {
    const entry = waiting.get(key);
    if (entry) {
      save(row(key), entry.entry, entry.version);
    }
  };

  /** A failed item asks what was seen, one that does not apply asks why; everything else is kept at once. */
  const choose = (item, outcome) => {
    const note = noteOf(item);
    if (outcome !== "PASS" && !note) {
      item.dataset.wants = outcome;
      detail(item, true);
      item.querySelector(".note-label").textContent = outcome === "FAIL" ? words.wordsFailNote : words.wordsNaNote;
      item.querySelector("textarea.note").focus();
      return;
    }
    if (knowsBetter(item, outcome) && !note) {
      item.dataset.wants = outcome;
      detail(item, true);
      item.querySelector(".note-label").textContent = words.wordsOverride;
      item.querySelector("textarea.note").focus();
      return;
    }
    delete item.dataset.wants;
    save(item, entry(item, outcome, note));
  };

  /** Whether a person says otherwise than the probe that decides. */
  const knowsBetter = (item, outcome) => item.dataset.verification === "AUTOMATIC" && item.dataset.proof === "PROVEN"
    && (outcome !== item.dataset.proofOutcome
      || item.dataset.kind === "NUMBER" && Number((valueOf(item) ?? "").replace(",", ".")) !== Number(item.dataset.proofValue));

  const entry = (item, outcome, note) => {
    const said = { outcome, value: valueOf(item), note };
    return knowsBetter(item, outcome) ? { ...said, overrideReason: note } : said;
  };

  const saveNote = async (item) => {
    const outcome = item.dataset.wants || item.dataset.outcome || "PASS";
    if (await save(item, entry(item, outcome, noteOf(item)))) {
      delete item.dataset.wants;
      item.querySelector(".note-label").textContent = words.wordsNote;
      detail(item, false);
      item.querySelector(".more").focus();
    }
  };

  const attach = async (item, file) => {
    if (file.size > LARGEST_FILE) {
      problem(item, words.wordsTooLarge);
      return;
    }
    const response = await maint.call("POST", `${path(item)}/evidence?name=${encodeURIComponent(file.name)}`, {
      raw: file, headers: { "Content-Type": "application/octet-stream" },
    });
    problem(item, response.ok ? null : await faultWords(response));
    await look(true);
  };

  const recheck = async (item) => {
    const response = await maint.call("POST", `${path(item)}/recheck`, {});
    problem(item, response.ok ? null : await faultWords(response));
    await look(true);
  };

  const countersign = async (item) => {
    const response = await maint.call("POST", `${path(item)}/countersign`, {});
    problem(item, response.ok ? null : await faultWords(response));
    await look(true);
  };

  /** What the probe proposes is what the person says too. */
  const accept = async (item) => {
    const outcome = item.dataset.proofOutcome;
    const value = ["NUMBER", "TEXT", "CHOICE"].includes(item.dataset.kind) ? item.dataset.proofValue || null : null;
    const note = noteOf(item) ?? (outcome === "FAIL" ? item.querySelector(".proof-words").textContent : null);
    if (await save(item, { outcome, value, note })) {
      move(1);
    }
  };

  const saveOutput = async (item) => {
    const area = item.querySelector("textarea.output");
    const response = await maint.call("POST", `${path(item)}/output`, { json: { output: area.value } });
    problem(item, response.ok ? null : await faultWords(response));
    if (response.ok) {
      area.value = "";
    }
    await look(true);
  };

  /** What others have done since, and who else is here. */
  const look = async (now) => {
    if (document.hidden && !now) {
      return;
    }
    let response;
    try {
      response = await maint.call("POST", `runs/${run.dataset.run}/presence`, { json: { item: current?.dataset.key ?? null } });
    } catch {
      return;
    }
    if (!response.ok) {
      return;
    }
    const { state, people, items, alerts } = await response.json();
    rows().forEach((item) => showAlert(item, alerts[item.dataset.key]));
    items.forEach((each) => {
      const item = row(each.key);
      const changed = item && String(each.version) !== item.dataset.version;
      if (changed && !waiting.has(each.key)) {
        show(item, each, each.recordedByName, item.dataset.typed === "true");
      } else if (item) {
        showEvidence(item, each.evidence);
      }
    });
    present(people);
    if (state !== "OPEN" && state !== "IN_PROGRESS") {
      clearInterval(timer);
      const first = rows()[0];
      problem(first, words.wordsClosed);
      first.scrollIntoView({ block: "center" });
    }
  };

  const present = (people) => {
    const names = people.map((person) => `${person.name} ${words.wordsHere}`);
    const place = document.querySelector(".presence");
    const shown = [...place.children].map((who) => who.textContent);
    if (shown.join() !== names.join()) {
      place.replaceChildren(...names.map((name) => {
        const who = document.createElement("span");
        who.className = "who";
        who.textContent = name;
        return who;
      }));
    }
    run.querySelectorAll(".item-here").forEach((mark) => mark.remove());
    people.filter((person) => person.item).forEach((person) => {
      const mark = document.createElement("span");
      mark.className = "item-here";
      mark.textContent = `● ${person.name}`;
      row(person.item)?.querySelector(".item-what").append(mark);
    });
  };

  const go = (item) => {
    if (!item) {
      return;
    }
    current?.classList.remove("current");
    current = item;
    item.classList.add("current");
  };

  const move = (step) => {
    const all = rows();
    const next = all[Math.min(all.length - 1, Math.max(0, (current ? all.indexOf(current) : step > 0 ? -1 : all.length) + step))];
    go(next);
    next.scrollIntoView({ block: "nearest" });
    (next.querySelector(".value") ?? next.querySelector(".outcome")).focus({ preventScroll: true });
  };

  const onKey = (event) => {
    const typing = event.target.matches("input:not([type=file]), textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    if (typing) {
      if (event.key === "Escape") {
        event.target.blur();
      }
      return;
    }
    const act = {
      j: () => move(1),
      k: () => move(-1),
      p: () => current && choose(current, "PASS"),
      f: () => current && choose(current, "FAIL"),
      n: () => { if (current) { detail(current, true); current.querySelector("textarea.note").focus(); } },
      u: () => { if (current) { detail(current, true); current.querySelector(".file").click(); } },
      z: () => maint.undoLast(),
      "?": () => document.getElementById("help-dialog").showModal(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };

  const onClick = (event) => {
    const item = event.target.closest(".item");
    if (!item) {
      return;
    }
    go(item);
    const button = event.target.closest("button");
    if (button?.classList.contains("outcome")) {
      choose(item, button.dataset.outcome);
    } else if (button?.classList.contains("more")) {
      detail(item, item.querySelector(".item-detail").hidden);
    } else if (button?.classList.contains("save-note")) {
      saveNote(item);
    } else if (button?.classList.contains("save-output")) {
      saveOutput(item);
    } else if (button?.classList.contains("recheck")) {
      recheck(item);
    } else if (button?.classList.contains("countersign")) {
      countersign(item);
    } else if (button?.classList.contains("accept")) {
      accept(item);
    } else if (button?.classList.contains("clear")) {
      save(item, { outcome: null, value: null, note: null });
    }
  };

  const onChange = (event) => {
    const item = event.target.closest(".item");
    if (event.target.matches(".file") && event.target.files.length) {
      attach(item, event.target.files[0]);
      event.target.value = "";
    } else if (event.target.matches(".value") && valueOf(item)) {
      // A value that was entered is what the item asks for; whether it is good or bad, the person can still say.
      save(item, { outcome: item.dataset.outcome === "FAIL" ? "FAIL" : "PASS", value: valueOf(item), note: noteOf(item) });
    }
  };

  const onSign = () => {
    const missing = rows().filter((item) => !item.dataset.outcome).map((item) => item.querySelector(".item-title").textContent);
    const place = document.querySelector("#sign-dialog .missing");
    place.textContent = `${words.wordsMissing}: ${missing.join(" · ")}`;
    place.hidden = missing.length === 0;
  };

  const tick = () => {
    const started = rows().some((item) => item.dataset.outcome) || run.dataset.started === "true";
    if (started) {
      const minutes = Math.floor((Number(run.dataset.elapsed) + (performance.now() - loaded) / 1000) / 60);
      const text = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
      document.querySelectorAll(".run-elapsed").forEach((place) => { place.textContent = text; });
    }
  };

  let timer;
  let loaded;

  document.addEventListener("DOMContentLoaded", () => {
    run = document.getElementById("run");
    if (!run || run.dataset.workable !== "true") {
      return;
    }
    words = run.dataset;
    rows().forEach((item) => known.set(item.dataset.key, {
      outcome: item.dataset.outcome || null, value: valueOf(item), note: item.querySelector(".item-note").textContent || null,
    }));
    loaded = performance.now();
    count();
    if (run.dataset.mine === "true") {
      run.addEventListener("click", onClick);
      run.addEventListener("change", onChange);
      // What somebody has typed and not yet saved is theirs: no change from elsewhere replaces it.
      run.addEventListener("input", (event) => {
        if (event.target.matches(".value, textarea.note")) {
          event.target.closest(".item").dataset.typed = "true";
        }
      });
      run.addEventListener("focusin", (event) => go(event.target.closest(".item")));
      document.querySelector(".sign").addEventListener("click", onSign);
      if (document.documentElement.dataset.shortcuts === "true") {
        document.addEventListener("keydown", onKey);
      }
      setInterval(tick, 5000);
    }
    look(true);
    timer = setInterval(look, LOOK_EVERY);
  });
})();

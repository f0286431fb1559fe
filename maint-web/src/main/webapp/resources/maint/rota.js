// The members of a rota stand in an order: buttons and Alt with the arrow keys move them.
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const group = document.getElementById("members");
    if (!group) {
      return;
    }
    const list = group.querySelector("ol");
    const order = document.getElementById("rota:order");
    const words = group.dataset;

    const keep = () => {
      order.value = [...list.children].map((member) => member.dataset.id).join(",");
      [...list.children].forEach((member, at) => {
        member.querySelector(".up").disabled = at === 0;
        member.querySelector(".down").disabled = at === list.children.length - 1;
      });
    };

    const name = (member) => member.querySelector(".member-name").textContent;

    const say = (pattern, member) =>
      maint.say(pattern.replace("%1", name(member)).replace("%2", [...list.children].indexOf(member) + 1));

    const move = (member, step, focus) => {
      const other = step < 0 ? member.previousElementSibling : member.nextElementSibling;
      if (!other) {
        return;
      }
      list.insertBefore(step < 0 ? member : other, step < 0 ? other : member);
      keep();
      const same = member.querySelector(focus);
      (same.disabled ? member.querySelector("button:not([disabled])") : same).focus();
      say(words.wordsMoved, member);
    };

    const remove = (member) => {
      const next = member.nextElementSibling ?? member.previousElementSibling;
      say(words.wordsRemoved, member);
      member.remove();
      keep();
      (next?.querySelector(".remove") ?? document.getElementById("member-new")).focus();
    };

    const button = (member, kind, label, sign, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `small ${kind}`;
      made.textContent = sign;
      made.setAttribute("aria-label", `${label}: ${name(member)}`);
      made.title = label;
      made.addEventListener("click", act);
      member.append(" ", made);
    };

    const dress = (member) => {
      button(member, "up", words.wordsUp, "↑", () => move(member, -1, ".up"));
      button(member, "down", words.wordsDown, "↓", () => move(member, 1, ".down"));
      button(member, "remove", words.wordsRemove, "✕", () => remove(member));
      member.addEventListener("keydown", (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (event.altKey && step) {
          event.preventDefault();
          move(member, step, `.${event.target.classList[1]}`);
        }
      });
    };

    document.getElementById("member-add").addEventListener("click", () => {
      const chosen = document.getElementById("member-new").selectedOptions[0];
      if (!chosen || [...list.children].some((member) => member.dataset.id === chosen.value)) {
        return;
      }
      const member = document.createElement("li");
      member.dataset.id = chosen.value;
      const label = document.createElement("span");
      label.className = "member-name";
      label.textContent = chosen.textContent;
      member.append(label);
      dress(member);
      list.append(member);
      keep();
      say(words.wordsMoved, member);
    });

    [...list.children].forEach(dress);
    keep();
  });
})();

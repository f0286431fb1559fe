// Shows what is new in the inbox on the desktop, in browsers where the person has switched that on, and keeps the bell's count.
(() => {
  "use strict";

  const EVERY = 10000;
  /** What one tab has learnt is for all tabs of this browser: whether it is on, and what was shown. */
  const ON = "maint-desktop";
  const NEWS = "maint-desktop-news";
  const MOST_REMEMBERED = 200;
  /** A row may be seen a little later than the time it bears. */
  const OVERLAP = 60000;

  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Without a memory it stays off.
    }
  };
  const news = () => {
    try {
      return JSON.parse(read(NEWS)) ?? {};
    } catch {
      return {};
    }
  };
  const supported = () => "Notification" in window && window.isSecureContext;
  const on = () => read(ON) === "on";

  const showUnread = (unread, announced) => {
    const bell = document.querySelector(".bell");
    if (!bell || !Number.isInteger(unread)) {
      return;
    }
    const count = bell.querySelector(".count");
    const before = bell.dataset.count ?? count?.textContent ?? "0";
    const words = unread > 0 ? `${bell.dataset.title}: ${unread} ${bell.dataset.unread}` : bell.dataset.title;
    bell.dataset.count = String(unread);
    bell.setAttribute("aria-label", words);
    if (unread === 0) {
      count?.remove();
    } else {
      const shown = count ?? document.createElement("span");
      shown.className = "count";
      shown.setAttribute("aria-hidden", "true");
      shown.textContent = unread > 99 ? "99+" : String(unread);
      if (!count) {
        bell.append(shown);
      }
    }
    if (announced && String(unread) !== before && unread > 0) {
      window.maint.say(words);
    }
  };

  const show = (item) => {
    if (!supported() || Notification.permission !== "granted") {
      return;
    }
    const context = document.documentElement.dataset.context;
    const shown = new Notification(item.title, {
      body: item.severityWords,
      tag: item.id,
      icon: `${context}/assets/icon.svg`,
      requireInteraction: item.severity === "CRITICAL",
    });
    shown.onclick = () => {
      window.focus();
      shown.close();
      if (item.link.startsWith("/")) {
        location.assign(context + item.link);
      }
    };
  };

  /** One tab at a time, and none of them soon after another. */
  const ask = async () => {
    const known = news();
    const now = Date.now();
    if (!on() || known.asked > now - EVERY / 2 && known.asked <= now) {
      return;
    }
    write(NEWS, JSON.stringify({ ...known, asked: now }));
    const since = known.since ? `?since=${encodeURIComponent(known.since)}` : "";
    let response;
    try {
      response = await window.maint.call("GET", `me/inbox${since}`);
    } catch {
      return;
    }
    if (!response.ok) {
      return;
    }
    const answer = await response.json();
    const seen = known.shown ?? [];
    // The first answer only says from when on there is something new.
    const fresh = known.since ? answer.items.filter((item) => !seen.includes(item.id)) : [];
    const shown = [...seen, ...answer.items.map((item) => item.id).filter((id) => !seen.includes(id))];
    write(NEWS, JSON.stringify({
      asked: now,
      since: new Date(Date.parse(answer.asOf) - OVERLAP).toISOString(),
      shown: shown.slice(-MOST_REMEMBERED),
      unread: answer.unread,
    }));
    fresh.forEach(show);
    showUnread(answer.unread, true);
  };

  const round = () => {
    if (!on()) {
      return;
    }
    if (navigator.locks) {
      navigator.locks.request("maint-desktop", { ifAvailable: true }, (lock) => (lock ? ask() : undefined));
    } else {
      ask();
    }
  };

  /** The switch on the profile. */
  const settle = (place) => {
    const button = document.getElementById("desktop-switch");
    const state = document.getElementById("desktop-state");
    const tell = () => {
      const denied = supported() && Notification.permission === "denied";
      const active = supported() && on() && Notification.permission === "granted";
      button.hidden = !supported();
      button.disabled = denied;
      button.setAttribute("aria-checked", String(active));
      state.textContent = !supported() ? place.dataset.unsupported
        : denied ? place.dataset.denied
          : active ? place.dataset.on : place.dataset.off;
    };
    button.addEventListener("click", async () => {
      if (on() && Notification.permission === "granted") {
        write(ON, "off");
      } else if (await Notification.requestPermission() === "granted") {
        write(NEWS, "{}");
        write(ON, "on");
        round();
      }
      tell();
    });
    tell();
  };

  window.addEventListener("storage", (event) => {
    if (event.key === NEWS && on()) {
      showUnread(news().unread, !document.hidden);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.getElementById("desktop");
    if (place) {
      settle(place);
    }
    round();
    setInterval(round, EVERY);
  });
})();

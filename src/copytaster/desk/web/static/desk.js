"use strict";
// Keys of the desk; off while something is being typed.
(() => {
  const go = { w: "/desk", q: "/desk/queue", f: "/desk/feeds", o: "/desk/outlets", l: "/desk/log" };
  let chord = false;
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))].focus();
  };
  const current = () => document.activeElement?.closest?.("[data-row]");
  const acts = {
    j: () => move(1),
    k: () => move(-1),
    o: () => current()?.click(),
    v: () => current()?.dataset.public && location.assign(current().dataset.public),
    e: () => document.querySelector("[data-edit]")?.click(),
    "/": () => document.querySelector("[data-search]")?.focus(),
    "?": () => document.getElementById("keys").showModal(),
    g: () => { chord = true; setTimeout(() => { chord = false; }, 1200); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    if (chord && go[event.key]) { location.assign(go[event.key]); return; }
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  document.querySelector("[data-keys]")?.addEventListener("click", acts["?"]);
  // A list that is swapped under the reader's hands must not lose the line they are on.
  let held = null;
  document.body.addEventListener("htmx:beforeSwap", () => { held = current()?.getAttribute("href"); });
  document.body.addEventListener("htmx:afterSwap", () => {
    if (held) rows().find((row) => row.getAttribute("href") === held)?.focus({ preventScroll: true });
  });
})();

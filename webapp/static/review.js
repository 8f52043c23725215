/* The review by keyboard. Every key presses a button or link that is on the page. */
"use strict";

(() => {
  const bar = document.getElementById("review");
  const panel = document.getElementById("shortcuts");
  if (!bar || !panel) return;
  const list = document.getElementById("shortcuts-list");
  const button = document.getElementById("shortcuts-switch");
  const remembered = { get: () => null, set: () => {} };
  try {
    remembered.get = () => localStorage.getItem("shortcuts");
    remembered.set = (value) => localStorage.setItem("shortcuts", value);
    remembered.get();
  } catch { remembered.get = () => null; remembered.set = () => {}; }

  let on = remembered.get() !== "off";
  const show = () => {
    list.hidden = !on;
    button.textContent = on ? button.dataset.on : button.dataset.off;
  };
  button.addEventListener("click", () => { on = !on; remembered.set(on ? "on" : "off"); show(); });
  panel.hidden = false;
  show();

  const doubtful = () => [...document.querySelectorAll(".found-doubtful")];
  let last = null; // where one was, though the passage has been decided since
  const current = () => {
    const focused = document.activeElement && document.activeElement.closest(".found");
    return focused || (location.hash.startsWith("#finding-") && document.querySelector(location.hash + ".found"));
  };
  const go = (found) => {
    if (!found) return;
    last = found.id;
    // A decision first: the name of the indicator links to the law.
    const focus = found.querySelector("button") || found.querySelector("a");
    found.closest("article").scrollIntoView({ block: "center" });
    focus.focus({ preventScroll: true });
  };
  const step = (by) => {
    const all = doubtful();
    const from = current() || (last && document.getElementById(last));
    if (!from) return go(all[by > 0 ? 0 : all.length - 1]);
    const follows = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const ahead = all.filter((f) => f !== from && from.compareDocumentPosition(f) & follows);
    const found = by > 0 ? ahead[0] : ahead[ahead.length - 1];
    if (found) return go(found);
    // None is left on this page in that direction: the server knows the next one.
    const article = from.closest("article");
    const after = article ? article.id.replace("clause-", "") : "";
    if (by > 0 && document.getElementById("next-doubtful")) {
      location.assign(bar.dataset.next + (after ? "?after=" + after : ""));
    }
  };
  const press = (id) => {
    const found = current();
    const target = found && document.getElementById(id + found.id.replace("finding-", ""));
    if (!target) { step(1); return false; }
    last = found.id;
    target.click();
    return true;
  };
  let decided = false; // by a key: the next passage is to have the focus
  let opened = false; // a form, by a key
  const keys = {
    j: () => step(1), k: () => step(-1),
    a: () => { decided = press("accept-"); },
    x: () => { decided = press("reject-"); },
    r: () => { opened = press("why-"); }, c: () => { opened = press("label-"); },
    u: () => {
      const found = last && document.getElementById(last);
      const undo = found && document.getElementById("undo-" + last.replace("finding-", ""));
      if (undo) undo.click(); else document.getElementById("undo-last").requestSubmit();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input:not([type=radio]), select, textarea");
    const act = keys[event.key.toLowerCase()];
    if (typing || !act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("submit", (event) => {
    if (opened && event.target.closest(".label-form")) { decided = true; opened = false; }
  }, true);
  // Once a passage is decided by keyboard, the next one has the focus.
  document.addEventListener("htmx:after:swap", () => {
    if (!decided) return;
    decided = false;
    setTimeout(() => { if (doubtful().length) step(1); }, 0);
  });
})();

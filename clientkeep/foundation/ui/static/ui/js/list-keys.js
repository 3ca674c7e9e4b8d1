// Keys of every page: j and k walk the rows of [data-list], Enter opens, x ticks, n is new, e edits,
// g and a letter go to a place of the rail, ? lists them all. Nothing happens while one types.
let afterG = 0;

const rows = () => [...document.querySelectorAll("[data-list] [data-row]")].filter((row) => row.offsetParent);
const here = () => document.querySelector("[data-row][data-here]");

function walk(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here());
  const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  here()?.removeAttribute("data-here");
  all[to].setAttribute("data-here", "");
  all[to].querySelector("a[href]")?.focus({ preventScroll: true });
  all[to].scrollIntoView({ block: "nearest" });
}

function press(selector) {
  const target = document.querySelector(selector);
  if (!target) return false;
  target.click();
  return true;
}

const ACTS = {
  j: () => walk(1),
  k: () => walk(-1),
  x: () => here()?.querySelector("input[type=checkbox]")?.click(),
  n: () => press("[data-act=new]"),
  e: () => {
    const row = here();
    const edit = row?.querySelector("[data-act=edit]");
    return edit ? edit.click() : press("[data-act=edit], [data-edit]");
  },
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [contenteditable=true]")) return;
  if (Date.now() - afterG < 1500) {
    afterG = 0;
    const place = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (place) {
      event.preventDefault();
      place.click();
    }
    return;
  }
  if (event.key === "g") {
    afterG = Date.now();
    return;
  }
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// [data-bulk]: acts on several rows appear with the first tick. Shift and a click tick a whole run.
let last = null;

const ticks = (zone) => [...zone.querySelectorAll("input[data-tick]")];

function refresh(zone) {
  const all = ticks(zone);
  const count = all.filter((tick) => tick.checked).length;
  const bar = zone.querySelector("[data-bulk-bar]");
  const master = zone.querySelector("input[data-tick-all]");
  if (bar) {
    const was = bar.hidden;
    bar.hidden = count === 0;
    bar.querySelector("[data-bulk-count]").textContent = String(count);
    if (was !== bar.hidden) {
      const words = count ? "Acts for the chosen rows are above the list." : "Nothing chosen.";
      document.dispatchEvent(new CustomEvent("ui:say", { detail: words }));
    }
  }
  if (master) {
    master.checked = count > 0 && count === all.length;
    master.indeterminate = count > 0 && count < all.length;
  }
}

document.addEventListener("click", (event) => {
  const zone = event.target.closest?.("[data-bulk]");
  if (!zone) return;
  if (event.target.matches("[data-bulk-clear]")) {
    ticks(zone).forEach((tick) => { tick.checked = false; });
    refresh(zone);
    zone.querySelector("[data-tick-all]")?.focus();
  } else if (event.target.matches("input[data-tick]")) {
    const all = ticks(zone);
    if (event.shiftKey && last && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
      all.slice(from, to + 1).forEach((tick) => { tick.checked = event.target.checked; });
    }
    last = event.target;
  }
});

document.addEventListener("change", (event) => {
  const zone = event.target.closest?.("[data-bulk]");
  if (!zone) return;
  if (event.target.matches("input[data-tick-all]")) {
    ticks(zone).forEach((tick) => { tick.checked = event.target.checked; });
  }
  refresh(zone);
});

document.querySelectorAll("[data-bulk]").forEach(refresh);

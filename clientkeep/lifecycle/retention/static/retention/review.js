// The review by keyboard: n keeps and goes on, s passes over; Ctrl or Cmd and Enter keeps from within a field.
function press(what) {
  document.querySelector(`[data-review=${what}]`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    press("keep");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, dialog")) return;
  if (event.key === "n" || event.key === "s") {
    event.preventDefault();
    press(event.key === "n" ? "keep" : "skip");
  }
});

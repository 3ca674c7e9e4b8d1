// Going through letters by keyboard: n and p go to the next and the previous one, Ctrl or Cmd and Enter sends, also from a field.
const press = (what) => document.querySelector(`[data-letter=${what}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    press("send");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, dialog")) return;
  if (event.key === "n" || event.key === "p") {
    event.preventDefault();
    press(event.key === "n" ? "next" : "previous");
  }
});

// The rail folds to signs; a cookie remembers it, so the server draws the next page right from the start.
const button = document.querySelector("[data-rail-fold]");

button?.addEventListener("click", () => {
  const folded = document.documentElement.dataset.rail !== "folded";
  if (folded) document.documentElement.dataset.rail = "folded";
  else delete document.documentElement.dataset.rail;
  button.setAttribute("aria-pressed", String(folded));
  document.cookie = `rail=${folded ? "folded" : "open"}; path=/; max-age=31536000; samesite=lax`;
});

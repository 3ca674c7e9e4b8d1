// Logging in words: a change is read at once; what is typed last is what is logged.
const line = document.querySelector("[data-words-line]");

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-words-now]")) line?.dispatchEvent(new Event("words-look"));
});

document.addEventListener("submit", (event) => {
  const copy = event.target.querySelector("[data-words-copy]");
  if (copy && line) copy.value = line.value;
});

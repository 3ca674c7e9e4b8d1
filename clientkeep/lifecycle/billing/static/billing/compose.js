// The compose page: Enter opens the draft, Ctrl/Cmd+Enter goes to sending, a correction is read at once.
const text = document.querySelector("[data-compose-text]");
const form = () => document.querySelector("#corrections");

function submit(button) {
  const copy = form()?.querySelector("[data-compose-copy]");
  if (!copy || !button) return;
  copy.value = text.value;
  form().requestSubmit(button);
}

text?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const goes = event.ctrlKey || event.metaKey ? "[data-compose-send]" : "[data-compose-open]";
  submit(form()?.querySelector(goes));
});

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-compose-now]")) text.dispatchEvent(new Event("compose-look"));
});

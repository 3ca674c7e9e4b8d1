// Edit in place: htmx swaps the value for its form. Enter keeps (the form's own act), Escape leaves,
// and the focus goes where the person's eyes are.
document.addEventListener("htmx:afterSettle", (event) => {
  const inline = event.target.closest?.("[data-inline]") ?? event.target.querySelector?.("[data-inline]");
  if (!inline) return;
  const input = inline.querySelector("[data-inline-input], .input, select, textarea");
  if (input) {
    input.focus();
    input.select?.();
  } else {
    inline.querySelector("[data-inline-value]")?.focus();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const form = event.target.closest?.("[data-inline-form]");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  form.querySelector("[data-inline-leave]").click();
});

// A form is sent once: its second submit is held back until the page has answered.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
  // A button that shows its answer in a frame, such as a preview, leaves the page and its form as they are.
  if (event.submitter?.formTarget) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // The attribute, not `disabled`: a disabled button would not send its name and value.
  event.submitter?.setAttribute("aria-busy", "true");
});

// The Back button may show this page again from memory, with its forms as they were left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
});

// After an answer with an error the first field at fault has the focus.
document.querySelector("main [aria-invalid='true']")?.focus();

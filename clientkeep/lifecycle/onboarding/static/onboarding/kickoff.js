// The notes of a kickoff are kept as one leaves a field. Where that fails the button still sends all of them.
const form = document.querySelector("[data-kickoff]");
const said = form?.querySelector("[data-said]");

// The fields of one action belong together: what, who and by when are sent at once, so that a new one is one action.
function fieldsOf(target) {
  const group = target.closest("[data-together]");
  return group ? [...group.querySelectorAll("[data-saves]")] : [target];
}

async function save(fields) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, form_token: form.elements.form_token.value });
  const sent = new Map();
  for (const field of fields) {
    sent.set(field.name, field.value);
    body.set(field.name, field.value);
    const was = form.elements[`was-${field.name}`];
    if (was) body.set(was.name, was.value);
  }
  said.textContent = "Saving…";
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    for (const [name, value] of sent) {
      const was = form.elements[`was-${name}`];
      if (!was) continue;
      if (!(name in told.faults)) was.value = value;
      // What somebody else wrote stands beside one's own from here on: saved again, one's own takes its place.
      if (name in told.kept) was.value = told.kept[name];
    }
    said.textContent = answer.ok ? "Saved." : Object.values(told.faults)[0];
  } catch {
    said.textContent = "Not saved. Save the notes by the button.";
  }
}

form?.addEventListener("change", (event) => {
  if (event.target.matches("[data-saves]")) save(fieldsOf(event.target));
});

// Saves an intake form as one types, and shows a question only after the answer that calls for it. Without it the buttons do the same.
(() => {
  const form = document.querySelector("[data-intake]");
  if (!form) return;
  const version = form.querySelector("[data-version]");
  const told = form.querySelector("[data-saving]");
  let timer = 0, saving = false, again = false, stopped = false, leaving = null;

  const answers = (key) => {
    const hidden = form.querySelector(`[data-question="${key}"]`)?.hidden;
    return hidden ? [] : new FormData(form).getAll(key);
  };

  const show = () => {
    for (const each of form.querySelectorAll("[data-cause]")) each.hidden = !answers(each.dataset.cause).includes(each.dataset.value);
  };

  const save = async () => {
    if (stopped) return;
    if (saving) { again = true; return; }
    saving = true;
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
    body.set("act", "auto");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) { version.value = said.version; told.textContent = "Saved."; }
      else { stopped = true; told.textContent = said.words || "Not saved. Use the button to save."; }
    } catch { told.textContent = "Not saved yet. It is tried again as you type."; }
    saving = false;
    if (leaving) form.requestSubmit(leaving);
    else if (again) { again = false; save(); }
  };

  for (const hint of form.querySelectorAll("[data-hint]")) hint.hidden = true;
  form.addEventListener("input", (event) => {
    show();
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  });
  form.addEventListener("submit", (event) => {
    stopped = true;
    clearTimeout(timer);
    // What is being saved brings another version, without which the form would be refused.
    if (saving) { event.preventDefault(); leaving = event.submitter; }
  });
  show();
})();

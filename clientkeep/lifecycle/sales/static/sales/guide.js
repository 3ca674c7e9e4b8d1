// The guide saves each answer when one leaves its field. Where that fails the button still sends all of them.
const form = document.querySelector("[data-guide]");
const said = form?.querySelector("[data-guide-said]");

async function save(area) {
  const was = form.elements[`was-${area.name}`];
  const sent = area.value;
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, [area.name]: sent, [was.name]: was.value });
  said.textContent = "Saving…";
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (answer.ok) was.value = sent;
    // What somebody else wrote stands beside one's own from here on: saved again, one's own takes its place.
    if (area.name in told.kept) was.value = told.kept[area.name];
    said.textContent = answer.ok ? "Saved." : Object.values(told.faults)[0];
  } catch {
    said.textContent = "Not saved. Save the answers by the button.";
  }
}

form?.addEventListener("change", (event) => {
  if (event.target.matches("[data-saves]")) save(event.target);
});

// Shows how a colour reads while it is chosen.
const field = document.querySelector("input[type=color][name=accent]");
const shown = document.querySelector("[data-colour-shown]");
let waiting;

async function show() {
  const answer = await fetch(`${shown.dataset.url}?accent=${encodeURIComponent(field.value)}`);
  if (answer.ok) shown.innerHTML = await answer.text();
}

if (field && shown) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
}

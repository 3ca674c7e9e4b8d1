// The board by pointer: a card dragged onto a column is sent there as its buttons would send it.
const board = document.querySelector("[data-board]");
const mayMove = board?.querySelector("input[name=csrfmiddlewaretoken]");
let dragged = null;

const columnOf = (event) => event.target.closest?.("[data-stage]");
const unmark = () => board.querySelectorAll("[data-over]").forEach((column) => column.removeAttribute("data-over"));

function begin(event) {
  dragged = event.target.closest?.("[data-card]");
  if (!dragged) return;
  dragged.setAttribute("data-dragged", "");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
}

function over(event) {
  const column = columnOf(event);
  if (!dragged || !column) return;
  event.preventDefault();
  if (!column.hasAttribute("data-over")) {
    unmark();
    column.setAttribute("data-over", "");
  }
}

function drop(event) {
  const column = columnOf(event);
  if (!dragged || !column) return;
  event.preventDefault();
  if (column.contains(dragged)) return;
  const stage = Object.assign(document.createElement("input"), { type: "hidden", name: "stage", value: column.dataset.stage });
  board.append(stage);
  board.action = dragged.dataset.card;
  board.submit();
}

function end() {
  dragged?.removeAttribute("data-dragged");
  dragged = null;
  unmark();
}

if (mayMove) {
  for (const card of board.querySelectorAll("[data-card]")) card.draggable = true;
  board.addEventListener("dragstart", begin);
  board.addEventListener("dragover", over);
  board.addEventListener("drop", drop);
  board.addEventListener("dragend", end);
}

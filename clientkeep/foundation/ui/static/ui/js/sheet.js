// [data-sheet]: lines edited as in a spreadsheet. A row is [data-sheet-row]; a new one is made from
// <template data-sheet-blank>, in which __n__ stands for the row's number. Inputs carry data-col.
// Enter goes down and adds a row at the end, arrows go up and down, cells pasted from a sheet fill rows.
// What is typed goes to data-totals-url; the fragment that comes back replaces [data-sheet-totals].
const WAIT = 180;
const waits = new WeakMap();
const asked = new WeakMap();

const rowsOf = (sheet) => [...sheet.querySelectorAll("[data-sheet-row]")].filter((row) => !row.hidden);
const cellsOf = (row) => [...row.querySelectorAll("[data-col]")];

function addRow(sheet) {
  const blank = sheet.querySelector("template[data-sheet-blank]");
  const total = sheet.querySelector("input[name$='TOTAL_FORMS']");
  const body = sheet.querySelector("[data-sheet-body]");
  const number = total ? Number(total.value) : body.querySelectorAll("[data-sheet-row]").length;
  const holder = document.createElement("template");
  holder.innerHTML = blank.innerHTML.replaceAll("__n__", String(number)).replaceAll("__prefix__", String(number));
  const row = holder.content.querySelector("[data-sheet-row]");
  body.append(row);
  if (total) total.value = String(number + 1);
  window.htmx?.process(row);
  return row;
}

function focusCell(row, column) {
  const cell = row?.querySelector(`[data-col="${column}"]`) ?? cellsOf(row ?? document.createElement("p"))[0];
  cell?.focus();
  cell?.select?.();
}

function move(sheet, cell, by) {
  const all = rowsOf(sheet);
  const at = all.indexOf(cell.closest("[data-sheet-row]"));
  if (at + by >= 0 && at + by < all.length) focusCell(all[at + by], cell.dataset.col);
  return at + by < all.length;
}

function paste(sheet, cell, text) {
  const grid = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  if (grid.length < 2 && grid[0].length < 2) return false;
  let row = cell.closest("[data-sheet-row]");
  const first = cellsOf(row).indexOf(cell);
  grid.forEach((values, index) => {
    if (index) {
      const all = rowsOf(sheet);
      row = all[all.indexOf(row) + 1] ?? addRow(sheet);
    }
    values.forEach((value, offset) => {
      const target = cellsOf(row)[first + offset];
      if (target && target.matches("input, textarea")) target.value = value.trim();
    });
  });
  recount(sheet);
  return true;
}

function removeRow(sheet, row) {
  const gone = row.querySelector("input[name$='-DELETE']");
  const next = rowsOf(sheet)[rowsOf(sheet).indexOf(row) + 1] ?? rowsOf(sheet).at(-2);
  if (gone) {
    gone.checked = true;
    gone.value = "on";
    row.hidden = true;
  } else {
    row.remove();
  }
  focusCell(next ?? addRow(sheet));
  recount(sheet);
}

function recount(sheet) {
  clearTimeout(waits.get(sheet));
  waits.set(sheet, setTimeout(() => total(sheet), WAIT));
}

async function total(sheet) {
  const place = document.querySelector(sheet.dataset.totals || "[data-sheet-totals]");
  const form = sheet.closest("form");
  if (!sheet.dataset.totalsUrl || !place || !form) return;
  asked.get(sheet)?.abort();
  const stop = new AbortController();
  asked.set(sheet, stop);
  try {
    const answer = await fetch(sheet.dataset.totalsUrl, { method: "POST", body: new FormData(form), signal: stop.signal, headers: { "HX-Request": "true" } });
    if (answer.ok) {
      place.innerHTML = await answer.text();
      showAmounts(sheet, place);
    }
  } catch (error) {
    if (error.name !== "AbortError") document.dispatchEvent(new CustomEvent("ui:say", { detail: "The totals could not be worked out just now." }));
  }
}

// The answer may hold <data data-line-amount value> for each row, in order: it goes into the row's <output>.
function showAmounts(sheet, place) {
  const amounts = [...place.querySelectorAll("[data-line-amount]")];
  rowsOf(sheet).forEach((row, index) => {
    const output = row.querySelector("output");
    if (output && amounts[index]) output.textContent = amounts[index].value;
  });
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("[data-sheet] [data-col]");
  if (!cell || event.isComposing) return;
  const sheet = cell.closest("[data-sheet]");
  const many = cell.matches("textarea");
  if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (!move(sheet, cell, 1)) focusCell(addRow(sheet));
  } else if (event.key === "ArrowDown" && !many && !cell.matches("select")) {
    event.preventDefault();
    move(sheet, cell, 1);
  } else if (event.key === "ArrowUp" && !many && !cell.matches("select")) {
    event.preventDefault();
    move(sheet, cell, -1);
  } else if (event.key === "Backspace" && (event.ctrlKey || event.metaKey) && event.shiftKey) {
    event.preventDefault();
    removeRow(sheet, cell.closest("[data-sheet-row]"));
  }
});

document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.("[data-sheet] [data-col]");
  if (cell && paste(cell.closest("[data-sheet]"), cell, event.clipboardData.getData("text/plain"))) event.preventDefault();
});

document.addEventListener("input", (event) => {
  const sheet = event.target.closest?.("[data-sheet]") ?? event.target.closest?.("form")?.querySelector("[data-sheet]");
  if (sheet) recount(sheet);
});

document.addEventListener("click", (event) => {
  const sheet = event.target.closest?.("[data-sheet]");
  if (!sheet) return;
  if (event.target.closest("[data-sheet-add]")) {
    event.preventDefault();
    focusCell(addRow(sheet));
  } else if (event.target.closest("[data-sheet-remove]")) {
    event.preventDefault();
    removeRow(sheet, event.target.closest("[data-sheet-row]"));
  }
});

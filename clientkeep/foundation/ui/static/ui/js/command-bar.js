// The command bar. Suggestions come from data-url as an HTML fragment of links with role="option":
// Enter opens the chosen one's href, Ctrl/Cmd+Enter its data-alternative. Without a script it is a page.
const bar = document.querySelector("[data-command]");
const input = bar?.querySelector("input");
const list = bar?.querySelector("[role=listbox]");
const WAIT = 60;
let timer = 0;
let asking = null;
let returnTo = null;

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

function openBar(text = "") {
  if (bar.open) return;
  returnTo = document.activeElement;
  bar.showModal();
  if (text) input.value = text;
  input.focus();
  input.select();
  ask();
}

function choose(option) {
  options().forEach((each) => each.setAttribute("aria-selected", String(each === option)));
  input.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const url = new URL(bar.dataset.url, location.href);
  url.searchParams.set("q", input.value);
  url.searchParams.set("from", location.pathname);
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") show("");
  }
}

function show(markup) {
  // Our own server's fragment, escaped there; the CSP runs no script in it.
  list.innerHTML = markup;
  options().forEach((option, index) => {
    option.id ||= `command-option-${index}`;
    option.tabIndex = -1;
  });
  const first = list.querySelector("[data-first]") ?? options()[0];
  input.setAttribute("aria-expanded", String(options().length > 0));
  if (first) choose(first);
}

function step(by) {
  const all = options();
  if (!all.length) return;
  const at = all.indexOf(chosen());
  choose(all[(at + by + all.length) % all.length]);
}

async function go(alternative) {
  // A fast typist's Enter must act on what was typed, not on the answer to half of it.
  if (timer) {
    clearTimeout(timer);
    timer = 0;
    await ask();
  }
  const option = chosen();
  if (!option) return input.form.submit();
  const url = (alternative && option.dataset.alternative) || option.getAttribute("href");
  if (option.dataset.method === "post") post(url);
  else location.assign(url);
}

function post(url) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  const fields = { q: input.value, csrfmiddlewaretoken: JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value ?? "";
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

if (bar) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    const byChord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (byChord || (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey)) {
      if (document.querySelector("dialog[open]:not([data-command])")) return;
      event.preventDefault();
      openBar();
    }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-command-open]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openBar(opener.dataset.commandOpen);
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; ask(); }, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
    else if (event.key === "Enter") { event.preventDefault(); go(event.ctrlKey || event.metaKey); }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option || option.dataset.method !== "post") return;
    event.preventDefault();
    post(option.getAttribute("href"));
  });
  bar.addEventListener("close", () => returnTo?.focus?.());
}

// The quiet bar: says what happened, offers to undo it, and leaves after ten seconds.
// Pages bring notices in [data-notices]; parts loaded later send the event "ui:notice" {text, undo}.
const STAY = 10_000;
const bar = document.querySelector("[data-notices]");
const live = document.getElementById("live");

function announce(text) {
  if (!live) return;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

function keep(notice) {
  let left = STAY;
  let timer = 0;
  const start = () => { timer = setTimeout(() => notice.remove(), left); };
  const pause = () => clearTimeout(timer);
  // The bar waits while somebody reads it or has the focus in it.
  notice.addEventListener("pointerenter", pause);
  notice.addEventListener("focusin", pause);
  notice.addEventListener("pointerleave", start);
  notice.addEventListener("focusout", start);
  notice.querySelector("[data-notice-close]")?.addEventListener("click", () => notice.remove());
  start();
}

function show(text, undo) {
  const template = document.getElementById("notice-template");
  if (!bar || !template) return;
  const notice = template.content.firstElementChild.cloneNode(true);
  notice.querySelector("[data-notice-text]").textContent = text;
  const form = notice.querySelector("[data-notice-undo]");
  if (undo) form.setAttribute("action", undo);
  else form.remove();
  bar.append(notice);
  keep(notice);
  announce(undo ? `${text}. Undo is offered for ten seconds.` : text);
}

document.querySelectorAll("[data-notice]").forEach((notice) => {
  keep(notice);
  announce(notice.querySelector("[data-notice-text]").textContent);
});
document.addEventListener("ui:notice", (event) => show(event.detail.text, event.detail.undo));
document.addEventListener("ui:say", (event) => announce(event.detail));

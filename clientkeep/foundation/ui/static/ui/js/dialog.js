// [data-dialog-open="id"] opens a <dialog>; [data-dialog-close] closes it. The browser keeps and returns the focus.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen);
    if (!dialog) return;
    event.preventDefault();
    opener.closest("details[data-menu]")?.removeAttribute("open");
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
  } else if (event.target instanceof HTMLDialogElement && isOutside(event)) {
    event.target.close();
  }
});

function isOutside(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

const openMarked = (root) => root.querySelectorAll?.("dialog[data-dialog-now]").forEach((dialog) => {
  dialog.removeAttribute("data-dialog-now");
  dialog.showModal();
});
openMarked(document);
document.addEventListener("htmx:afterSettle", (event) => openMarked(event.target.parentElement ?? document));

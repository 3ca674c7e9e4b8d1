// [data-drop]: a file may be dropped on the zone; the input in it keeps it and names it.
const zoneOf = (event) => event.target.closest?.("[data-drop]");

document.addEventListener("dragover", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.setAttribute("data-over", "");
});

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event);
  if (zone && !zone.contains(event.relatedTarget)) zone.removeAttribute("data-over");
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event);
  if (!zone) return;
  event.preventDefault();
  zone.removeAttribute("data-over");
  const input = zone.querySelector("input[type=file]");
  const dropped = new DataTransfer();
  const files = input.multiple ? event.dataTransfer.files : [...event.dataTransfer.files].slice(0, 1);
  for (const file of files) dropped.items.add(file);
  input.files = dropped.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (!zone || event.target.type !== "file") return;
  const names = [...event.target.files].map((file) => `${file.name} (${size(file.size)})`);
  zone.querySelector("[data-drop-files]").textContent = names.join(", ");
  if (zone.hasAttribute("data-drop-send") && names.length) zone.closest("form").requestSubmit();
});

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

// Says in words what the browser answered when a passkey could not be used.
const words = document.querySelector("[data-passkey-words]");

document.addEventListener("allauth.error", (event) => {
  if (!words) return;
  event.preventDefault();
  const name = event.detail.exception && event.detail.exception.name;
  words.textContent = name === "NotAllowedError"
    ? words.dataset.left
    : words.dataset.failed;
  words.hidden = false;
});

if (!window.PublicKeyCredential && words) {
  words.textContent = words.dataset.none;
  words.hidden = false;
}

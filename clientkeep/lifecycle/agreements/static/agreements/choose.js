// [data-choose]: what is ticked is counted at once. Without this script the button in [data-choose-count] does the same.
for (const choice of document.querySelectorAll("[data-choose]")) {
  const form = choice.closest("form");
  let asked = 0;
  choice.querySelector("[data-choose-count]")?.setAttribute("hidden", "");
  choice.addEventListener("change", async () => {
    const mine = ++asked;
    const body = new FormData(form);
    body.set("act", "count");
    const answer = await fetch(form.action || location.href, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-choose-sum]");
    if (fresh) choice.querySelector("[data-choose-sum]").innerHTML = fresh.innerHTML;
  });
}

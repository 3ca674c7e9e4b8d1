// <time datetime="…Z" data-local>: where the reader's zone is another one than the firm's, the hover says both.
function explain(root) {
  root.querySelectorAll?.("time[data-local]").forEach((time) => {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime())) return;
    const here = moment.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    time.title = `${time.title.split(" · ")[0]} · ${here} where you are`;
  });
}
explain(document);
document.addEventListener("htmx:afterSettle", (event) => explain(event.target));

// Drawing a signature: strokes of whole numbers in a hidden field. Without it the typed name is enough.
const box = document.querySelector("[data-drawing]");
if (box) {
  const area = box.querySelector("canvas");
  const kept = box.querySelector("input");
  const pen = area.getContext("2d");
  let strokes = [];
  let drawing = false;
  box.hidden = false;
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#14213d" });

  const at = (event) => {
    const seen = area.getBoundingClientRect();
    const inside = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
    return [
      inside(((event.clientX - seen.left) / seen.width) * area.width, area.width),
      inside(((event.clientY - seen.top) / seen.height) * area.height, area.height),
    ];
  };
  const show = (stroke) => {
    const [from, to] = stroke.length > 1 ? stroke.slice(-2) : [stroke[0], stroke[0]];
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
  };
  const add = (event) => {
    if (strokes.flat().length >= 3500) return;
    strokes.at(-1).push(at(event));
    show(strokes.at(-1));
  };

  area.addEventListener("pointerdown", (event) => {
    if (strokes.length >= 60) return;
    area.setPointerCapture(event.pointerId);
    drawing = true;
    strokes.push([]);
    add(event);
  });
  area.addEventListener("pointermove", (event) => drawing && add(event));
  for (const end of ["pointerup", "pointercancel"]) {
    area.addEventListener(end, () => {
      drawing = false;
      kept.value = strokes.length ? JSON.stringify(strokes) : "";
    });
  }
  box.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    kept.value = "";
    pen.clearRect(0, 0, area.width, area.height);
  });
}

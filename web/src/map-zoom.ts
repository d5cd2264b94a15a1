// Zoom and drag of a map that the server drew, by its viewBox. Marks keep their size on the screen.

type Box = { x: number; y: number; width: number; height: number };
const CLOSEST = 8;

export function mapZoom(): void {
  for (const map of document.querySelectorAll<HTMLElement>(".map")) {
    const svg = map.querySelector("svg");
    if (svg && !map.querySelector(".controls")) zoomable(map, svg);
  }
}

function zoomable(map: HTMLElement, svg: SVGSVGElement): void {
  // The attribute and not its parsed value, which is rounded to single precision.
  const [x = 0, y = 0, width = 1, height = 1] = (svg.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const whole: Box = { x, y, width, height };
  let box = { ...whole };

  const show = (next: Box) => {
    const size = Math.min(whole.width, Math.max(whole.width / 2 ** CLOSEST, next.width));
    const high = (size * whole.height) / whole.width;
    box = {
      x: clamp(next.x, whole.x, whole.x + whole.width - size),
      y: clamp(next.y, whole.y, whole.y + whole.height - high),
      width: size,
      height: high,
    };
    svg.setAttribute("viewBox", [box.x, box.y, box.width, box.height].map((value) => Number(value.toFixed(3))).join(" "));
    const scale = box.width / whole.width;
    for (const fixed of svg.querySelectorAll<SVGElement>("[data-at]")) {
      fixed.setAttribute("transform", `translate(${fixed.dataset.at}) scale(${scale})`);
    }
  };
  const zoom = (by: number, at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }) =>
    show({ x: at.x - (at.x - box.x) * by, y: at.y - (at.y - box.y) * by, width: box.width * by, height: box.height * by });

  const controls = document.createElement("div");
  controls.className = "controls";
  for (const [sign, label, act] of [
    ["+", "Zoom in", () => zoom(0.6)],
    ["−", "Zoom out", () => zoom(1 / 0.6)],
    ["⤢", "Whole map", () => show(whole)],
  ] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    controls.append(button);
  }
  map.append(controls);

  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, point(svg, event, box));
    },
    { passive: false },
  );
  let from: { pointer: number; x: number; y: number; box: Box } | undefined;
  svg.addEventListener("pointerdown", (event) => {
    from = { pointer: event.pointerId, x: event.clientX, y: event.clientY, box: { ...box } };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from || from.pointer !== event.pointerId) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.hypot(dx, dy) > 4 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    const scale = box.width / svg.clientWidth;
    show({ ...box, x: from.box.x - dx * scale, y: from.box.y - dy * scale });
  });
  const stop = () => (from = undefined);
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
}

function point(svg: SVGSVGElement, event: MouseEvent, box: Box): { x: number; y: number } {
  const on = svg.getBoundingClientRect();
  return { x: box.x + ((event.clientX - on.left) / on.width) * box.width, y: box.y + ((event.clientY - on.top) / on.height) * box.height };
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

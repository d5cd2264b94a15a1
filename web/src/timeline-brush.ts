// Dragging over a timeline zooms to those days, and within a day to its hours: the address changes, so that the view can be sent to somebody.

const DAY = 86_400_000;
const HOUR = 3_600_000;

export function timelineBrush(): void {
  for (const svg of document.querySelectorAll<SVGSVGElement>("svg[data-from][data-to]:not([data-brush])")) {
    svg.dataset.brush = "";
    brushable(svg);
  }
}

function brushable(svg: SVGSVGElement): void {
  const day = Date.parse(svg.dataset.from ?? "");
  const hours = svg.dataset.hours?.split(" ").map(Number);
  const first = day + (hours?.[0] ?? 0) * HOUR;
  const last = hours ? day + (hours[1] ?? 24) * HOUR : Date.parse(svg.dataset.to ?? "") + DAY;
  const left = Number(svg.dataset.left);
  const right = Number(svg.dataset.right);
  if (!(first < last) || !(left < right)) return;

  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "band");
  brush.setAttribute("y", "0");
  brush.setAttribute("height", String(svg.viewBox.baseVal.height));
  let start: number | undefined;

  const at = (event: PointerEvent) => {
    const on = svg.getBoundingClientRect();
    const x = ((event.clientX - on.left) / on.width) * svg.viewBox.baseVal.width;
    return Math.min(Math.max(x, left), right);
  };
  // A mark is a link, which the browser would drag along.
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = at(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === undefined) return;
    const now = at(event);
    if (Math.abs(now - start) < 4) return;
    if (!brush.isConnected) {
      svg.append(brush);
      svg.setPointerCapture(event.pointerId);
    }
    brush.setAttribute("x", String(Math.min(start, now)));
    brush.setAttribute("width", String(Math.abs(now - start)));
  });
  svg.addEventListener("pointerup", (event) => {
    if (start !== undefined && brush.isConnected) {
      const moment = (x: number) => first + ((x - left) / (right - left)) * (last - first);
      const [from, to] = [start, at(event)].map(moment).sort((a, b) => a - b) as [number, number];
      const address = new URL(location.href);
      for (const key of ["on", "hours"]) address.searchParams.delete(key);
      address.searchParams.set("from", dayOf(from));
      // The right side is the beginning of the day after.
      address.searchParams.set("to", dayOf(Math.max(from, to - 1)));
      if (last - first <= DAY) address.searchParams.set("hours", hoursOf(from, to));
      location.href = address.href;
    }
    brush.remove();
    start = undefined;
  });
}

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** The full hours that hold a part of a day. */
function hoursOf(from: number, to: number): string {
  const midnight = Date.parse(dayOf(from));
  const [begin, end] = [Math.floor((from - midnight) / HOUR), Math.ceil((to - midnight) / HOUR)];
  return `${begin}-${Math.min(Math.max(end, begin + 1), 24)}`;
}

// Dragging over a timeline zooms to those days: the address changes, so that the view can be sent to somebody.

const DAY = 86_400_000;

export function timelineBrush(): void {
  for (const svg of document.querySelectorAll<SVGSVGElement>("svg[data-from][data-to]:not([data-brush])")) {
    svg.dataset.brush = "";
    brushable(svg);
  }
}

function brushable(svg: SVGSVGElement): void {
  const first = Date.parse(svg.dataset.from ?? "");
  const last = Date.parse(svg.dataset.to ?? "") + DAY;
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
      const day = (x: number) => new Date(first + ((x - left) / (right - left)) * (last - first)).toISOString().slice(0, 10);
      const [from, to] = [start, at(event)].sort((a, b) => a - b) as [number, number];
      const address = new URL(location.href);
      address.searchParams.set("from", day(from));
      address.searchParams.set("to", day(to));
      location.href = address.href;
    }
    brush.remove();
    start = undefined;
  });
}

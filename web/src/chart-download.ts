// A chart as SVG or PNG, as it is seen: the styles that matter are written into the copy, since a file has no style sheet.

const PROPERTIES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "font", "paint-order", "opacity"];
const PNG_SCALE = 2;

export function chartDownloads(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]")) {
    const place = figure.querySelector(".twins");
    if (!place || place.querySelector("button")) continue;
    // Some charts are drawn later than this.
    const svg = () => figure.querySelector("svg");
    const name = figure.dataset.chart ?? "chart";
    place.append(
      button("SVG", () => take(svg(), (chart) => save(`${name}.svg`, new Blob([drawn(chart)], { type: "image/svg+xml" })))),
      button("PNG", () => take(svg(), (chart) => void png(chart).then((blob) => save(`${name}.png`, blob)))),
    );
  }
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function take(svg: SVGSVGElement | null, act: (svg: SVGSVGElement) => void): void {
  if (svg) act(svg);
}

function drawn(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, n) => {
    const style = getComputedStyle(element);
    const target = to[n] as SVGElement;
    for (const property of PROPERTIES) target.style.setProperty(property, style.getPropertyValue(property));
  });
  const box = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.max(box.width, svg.clientWidth)));
  copy.setAttribute("height", String((Math.max(box.width, svg.clientWidth) * box.height) / box.width));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height })) paper.setAttribute(key, String(value));
  paper.style.fill = getComputedStyle(document.documentElement).getPropertyValue("--surface");
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

async function png(svg: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([drawn(svg)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the chart is too large for a PNG"))), "image/png"));
}

function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

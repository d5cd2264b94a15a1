// The map through time: a slider of spans and a button that plays them. The map and its table are taken from the page that the
// address of the span gives, so filters stay and the address can be sent to somebody.

const DAY = 86_400_000;
const PAUSE = 900;

export function timeSlider(): void {
  const figure = document.querySelector<HTMLElement>("figure[data-slider]");
  const [first, last] = (figure?.dataset.slider ?? "").split(" ").map((day) => Date.parse(day));
  if (!figure || !first || !last || !(first < last)) return;
  const steps = months(new Date(first), new Date(last));
  if (steps.length < 2) return;

  const label = document.createElement("label");
  label.className = "slider";
  const name = document.createElement("span");
  name.textContent = "Month";
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", max: String(steps.length - 1), value: String(current(steps)) });
  const shown = document.createElement("output");
  const play = document.createElement("button");
  play.type = "button";
  label.append(name, slider, shown);
  const row = document.createElement("div");
  row.className = "slider";
  row.append(label, play);
  figure.append(row);

  let asked = 0;
  let timer: number | undefined;
  const say = () => {
    const month = steps[Number(slider.value)] ?? "";
    shown.textContent = month;
    slider.setAttribute("aria-valuetext", month);
  };
  const show = async () => {
    const month = steps[Number(slider.value)];
    if (!month) return;
    const address = new URL(location.href);
    address.searchParams.set("from", `${month}-01`);
    address.searchParams.set("to", lastOf(month));
    const turn = ++asked;
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [now, next] = [document.querySelector("#view"), page.querySelector("#view")];
    // A later step may have been asked for meanwhile.
    if (!answer.ok || !now || !next || turn !== asked) return;
    now.replaceWith(next);
    const [band, other] = [figure.querySelector("svg"), page.querySelector("figure[data-slider] svg")];
    if (band && other) band.replaceWith(other);
    history.replaceState(null, "", address);
    document.dispatchEvent(new Event("view"));
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  };
  slider.addEventListener("input", say);
  slider.addEventListener("change", () => void show());
  play.addEventListener("click", () => {
    if (timer !== undefined) return stop();
    play.textContent = "Stop";
    timer = setInterval(() => {
      if (Number(slider.value) >= steps.length - 1) return stop();
      slider.value = String(Number(slider.value) + 1);
      say();
      void show();
    }, PAUSE);
  });
  stop();
  say();
}

function months(first: Date, last: Date): string[] {
  const found: string[] = [];
  for (const at = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1)); at <= last; at.setUTCMonth(at.getUTCMonth() + 1)) {
    found.push(at.toISOString().slice(0, 7));
  }
  return found;
}

const lastOf = (month: string): string => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1) - DAY).toISOString().slice(0, 10);
};

/** The step of the address; the last one without it. */
function current(steps: string[]): number {
  const month = new URL(location.href).searchParams.get("from")?.slice(0, 7);
  const at = month === undefined ? -1 : steps.indexOf(month);
  return at < 0 ? steps.length - 1 : at;
}

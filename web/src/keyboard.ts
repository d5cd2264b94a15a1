// Keys: / searches, j and k go through a list, Enter opens, g with a letter goes to a view, ? shows all.

const VIEWS: Record<string, string> = { s: "/", q: "/dossiers", t: "/timeline", m: "/map", a: "/actors", e: "/events", d: "/documents", p: "/processes" };

const SHARED = ["/timeline", "/map", "/actors", "/events"];

export function keyboard(): void {
  let going = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const view = going ? VIEWS[event.key] : undefined;
    going = event.key === "g";
    if (view) {
      // The views of events share their filters.
      location.href = SHARED.includes(view) && SHARED.includes(location.pathname) ? view + location.search : view;
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "?") {
      document.querySelector<HTMLDialogElement>("#keys")?.showModal();
    }
  });
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, select, textarea") || target.isContentEditable);
}

function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

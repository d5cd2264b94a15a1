// Says when the record has grown since the page was drawn. Nothing moves under the reader: the button reloads.

export function live(): void {
  const button = document.querySelector<HTMLButtonElement>("#live");
  const since = document.body.dataset.sequence;
  if (!button || since === undefined) return;
  button.addEventListener("click", () => location.reload());
  let changes = 0;
  const stream = new EventSource(`/changes?after=${encodeURIComponent(since)}`);
  stream.addEventListener("change", () => {
    changes += 1;
    button.textContent = changes === 1 ? "1 change: show" : `${changes} changes: show`;
    button.hidden = false;
  });
  addEventListener("pagehide", () => stream.close());
}

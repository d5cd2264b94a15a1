// The network of actors over time: who acts on whom, with a slider of months. In: /dyads.json with the page's filters.

import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation } from "d3-force";
import { render } from "preact";
import { useMemo, useState } from "preact/hooks";

type Dyad = { actor: string; recipient: string; month: string | null; events: number; conflict: number };
type Node = { id: string; events: number; x?: number; y?: number };
type Edge = { source: Node; target: Node; events: number; conflict: number };

const WIDTH = 720;
const HEIGHT = 460;
const MOST_NODES = 60;

function placed(dyads: Dyad[]): Map<string, Node> {
  const sizes = new Map<string, number>();
  for (const dyad of dyads) for (const id of [dyad.actor, dyad.recipient]) sizes.set(id, (sizes.get(id) ?? 0) + dyad.events);
  const nodes: Node[] = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, MOST_NODES).map(([id, events]) => ({ id, events }));
  const known = new Map(nodes.map((node) => [node.id, node]));
  const links = edges(dyads, known);
  // Settled at once and without chance, so that the same record gives the same picture.
  forceSimulation(nodes)
    .force("charge", forceManyBody().strength(-340))
    .force("link", forceLink(links.map((edge) => ({ ...edge }))).distance(110))
    .force("centre", forceCenter(WIDTH / 2, HEIGHT / 2))
    .force("apart", forceCollide<Node>((node) => radius(node) + 14))
    .stop()
    .tick(250);
  for (const node of nodes) {
    node.x = Math.min(Math.max(node.x ?? 0, 50), WIDTH - 50);
    node.y = Math.min(Math.max(node.y ?? 0, 30), HEIGHT - 40);
  }
  return known;
}

function edges(dyads: Dyad[], known: Map<string, Node>): Edge[] {
  const made = new Map<string, Edge>();
  for (const dyad of dyads) {
    const [source, target] = [known.get(dyad.actor), known.get(dyad.recipient)];
    if (!source || !target || source === target) continue;
    const key = `${dyad.actor}\t${dyad.recipient}`;
    const edge = made.get(key) ?? { source, target, events: 0, conflict: 0 };
    edge.events += dyad.events;
    edge.conflict += dyad.conflict;
    made.set(key, edge);
  }
  return [...made.values()];
}

const radius = (node: Node) => 6 + Math.min(16, 3 * Math.sqrt(node.events));

function curve({ source, target }: Edge): string {
  const [x1, y1, x2, y2] = [source.x ?? 0, source.y ?? 0, target.x ?? 0, target.y ?? 0];
  const [mx, my] = [(x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12];
  return `M${x1},${y1}Q${mx},${my} ${x2},${y2}`;
}

function Network({ dyads, span }: { dyads: Dyad[]; span: string }) {
  const months = useMemo(() => [...new Set(dyads.map((dyad) => dyad.month).filter((month) => month !== null))].sort(), [dyads]);
  const nodes = useMemo(() => placed(dyads), [dyads]);
  const [until, setUntil] = useState(months.length);
  const [over, setOver] = useState<string>();
  const shown = edges(until === months.length ? dyads : dyads.filter((dyad) => dyad.month === months[until]), nodes);
  const touching = (edge: Edge) => over === undefined || edge.source.id === over || edge.target.id === over;
  const search = location.search ? `&${location.search.slice(1)}` : "";
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={`Network of ${nodes.size} actors; the matrix has the same figures`}>
        {shown.map((edge) => (
          <path
            key={`${edge.source.id} ${edge.target.id}`}
            class={`edge ${edge.conflict * 2 >= edge.events ? "conflict" : "cooperation"} ${touching(edge) ? "" : "dim"}`}
            d={curve(edge)}
            stroke-width={1 + Math.min(9, 1.5 * Math.sqrt(edge.events))}
          >
            <title>{`${edge.source.id} → ${edge.target.id}: ${edge.events} events, ${edge.conflict} of conflict`}</title>
          </path>
        ))}
        {[...nodes.values()].map((node) => (
          <a key={node.id} href={`/events?party=${encodeURIComponent(node.id)}${search}`} onMouseEnter={() => setOver(node.id)} onMouseLeave={() => setOver(undefined)}>
            <circle cx={node.x} cy={node.y} r={radius(node)} />
            <text class="strong" x={node.x} y={(node.y ?? 0) + radius(node) + 4} text-anchor="middle" dominant-baseline="hanging">
              {node.id}
            </text>
          </a>
        ))}
      </svg>
      {months.length > 1 && (
        <label class="slider">
          <span>{span === "year" ? "Year" : "Month"}</span>
          <input
            type="range"
            min={0}
            max={months.length}
            value={until}
            aria-valuetext={months[until] ?? "all time"}
            onInput={(event) => setUntil(Number(event.currentTarget.value))}
          />
          <output>{months[until] ?? "all"}</output>
        </label>
      )}
    </>
  );
}

async function start(): Promise<void> {
  const place = document.querySelector<HTMLElement>("#network");
  if (!place) return;
  const span = place.dataset.span ?? "month";
  const address = new URL(`/dyads.json${location.search}`, location.href);
  address.searchParams.set("bucket", span);
  const answer = await fetch(address);
  if (!answer.ok) {
    place.textContent = "The network could not be loaded. The matrix beside it has the same figures.";
    return;
  }
  const { items } = (await answer.json()) as { items: Dyad[] };
  if (items.length === 0) {
    place.textContent = "No event here has both an actor and a recipient.";
    return;
  }
  place.replaceChildren();
  render(<Network dyads={items} span={span} />, place);
}

void start();

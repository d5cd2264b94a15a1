// Pictures of all views for people to look at: `node test/screenshots.mjs FOLDER [ADDRESS]`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { newPage, open } from "./browser.mjs";
import { serve } from "./server.mjs";

const folder = process.argv[2] ?? "../target/screenshots";
mkdirSync(folder, { recursive: true });
const server = process.argv[3] ? { address: process.argv[3], stop: async () => {} } : await serve(["examples/coalition/reports.jsonl"], { dossiers: ["examples/coalition.toml"] });
const browser = await open();
const views = { brief: "/", dossiers: "/dossiers", situation: "/situation", timeline: "/timeline", map: "/map", actors: "/actors", events: "/events?party=USA", processes: "/processes", documents: "/documents", search: "/search?text=coalition" };

async function shoot(name, options, media) {
  const { page, context } = await newPage(browser, server.address, options);
  if (media) await page.emulateMedia({ media });
  const { items } = await (await context.request.get("/events.json?limit=200")).json();
  const event = items.sort((a, b) => b.disputed.length - a.disputed.length || b.mentions.length - a.mentions.length)[0];
  const all = { ...views };
  if (event) {
    const evidence = await (await context.request.get(`/events/${event.id}.json`)).json();
    const [mention] = evidence.mentions;
    all.event = `/events/${event.id}`;
    all.document = `/documents/${encodeURIComponent(mention.doc)}?mention=${mention.id}`;
    all.actor = "/actors/USA";
  }
  for (const [view, path] of Object.entries(all)) {
    await page.goto(path);
    await page.waitForTimeout(view === "actors" ? 600 : 50);
    await page.screenshot({ path: join(folder, `${view}-${name}.png`), fullPage: true });
  }
  await context.close();
}

await shoot("light", {});
await shoot("dark", { colorScheme: "dark" });
await shoot("small", { viewport: { width: 390, height: 844 } });
await shoot("print", { viewport: { width: 794, height: 1123 } }, "print");
await browser.close();
await server.stop();

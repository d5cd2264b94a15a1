// The analyst's paths in a real browser: from the first page to the sentence and back, with the mouse, with keys only, without
// scripts; whether all can use it (axe).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { newPage, open } from "./browser.mjs";
import { serve } from "./server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = ["/", "/timeline", "/map", "/actors", "/events", "/processes", "/documents", "/search?text=coalition", "/actors/USA", "/nowhere"];
let browser, server;

before(async () => {
  browser = await open();
  server = await serve("examples/coalition/reports.jsonl");
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit(path, options) {
  const opened = await newPage(browser, server.address, options);
  await opened.page.goto(path);
  return opened;
}

async function accessibility(page) {
  // The content policy lets no script in that is not the server's; the check comes in from outside of it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const bad = violations.filter((found) => ["serious", "critical"].includes(found.impact));
  return bad.map((found) => `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

test("the first page says what is going on within a second", async () => {
  const { page, context, faults } = await visit("/");
  const start = Date.now();
  await page.goto("/");
  assert.ok(Date.now() - start < 1000, `${Date.now() - start} ms`);
  assert.ok((await page.locator(".figures dd:not(.note)").count()) >= 4);
  assert.ok((await page.locator("svg .bar").count()) > 5);
  assert.ok((await page.locator(".events li").count()) > 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("from a figure to the sentence in the article, and back", async () => {
  const { page, context, faults } = await visit("/");
  await page.locator(".figures dd a").nth(2).click();
  await page.waitForURL("**/events");
  await page.locator(".events a.type").first().click();
  await page.waitForURL("**/events/*");
  const words = await page.locator(".mention mark.trigger").first().textContent();
  await page.getByRole("link", { name: /In the article/ }).first().click();
  await page.waitForURL("**/documents/**");
  assert.equal(await page.locator(".article mark.trigger").first().textContent(), words);
  assert.ok((await page.locator(".article .told").count()) > 0);
  await page.goBack();
  await page.goBack();
  assert.ok(page.url().endsWith("/events"));
  assert.deepEqual(faults, []);
  await context.close();
});

test("filters stand in the address, are shared by the views and can be taken away", async () => {
  const { page, context } = await visit("/events");
  await page.locator(".filters summary").click();
  await page.getByLabel("Type").selectOption("ASSAULT");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/type=ASSAULT/);
  const kinds = await page.locator(".events a.type").allTextContents();
  assert.ok(kinds.length > 0 && kinds.every((kind) => kind.startsWith("Assault")), kinds.join());
  await page.getByRole("link", { name: "Map", exact: true }).click();
  await page.waitForURL(/map\?.*type=ASSAULT/);
  await page.locator("a.chip").first().click();
  await page.waitForURL((url) => !url.search.includes("type="));
  await page.goto("/events?type=ASSAULT&party=nobody-of-this-name");
  assert.ok(await page.getByText("No event answers to this").isVisible());
  await context.close();
});

test("with keys only", async () => {
  const { page, context } = await visit("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.waitForURL("**/events");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/events/*");
  await page.keyboard.press("/");
  await page.keyboard.type("drone");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?text=drone");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#keys").isVisible()));
  await context.close();
});

test("charts zoom and can be taken along", async () => {
  const { page, context, faults } = await visit("/timeline");
  const box = await page.locator("svg[data-from]").first().boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "PNG" }).first().click();
  assert.equal((await download).suggestedFilename(), "events-over-time.png");
  await page.goto("/map");
  const view = () => page.locator(".map svg").getAttribute("viewBox");
  const whole = await view();
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.notEqual(await view(), whole);
  await page.getByRole("button", { name: "Whole map" }).click();
  assert.equal(await view(), whole);
  await page.goto("/actors");
  await page.locator("#network circle").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("without scripts every view is whole", async () => {
  const { page, context } = await visit("/", { javaScriptEnabled: false });
  for (const path of VIEWS) {
    await page.goto(path);
    assert.ok(await page.locator("h1").isVisible(), path);
  }
  await page.goto("/timeline");
  assert.ok((await page.locator("svg .mark").count()) > 0);
  await page.goto("/map");
  assert.ok((await page.locator("svg .country").count()) > 3);
  await page.goto("/actors");
  assert.ok((await page.locator(".matrix td a").count()) > 0);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`all can use it: ${colorScheme}`, async () => {
    const { page, context } = await visit("/", { colorScheme });
    const { items } = await (await context.request.get("/events.json?limit=1")).json();
    for (const path of [...VIEWS, `/events/${items[0].id}`]) {
      await page.goto(path);
      assert.deepEqual(await accessibility(page), [], `${path} in ${colorScheme}`);
    }
    await context.close();
  });
}

test("nothing is wider than a small screen", async () => {
  const { page, context } = await visit("/", { viewport: { width: 360, height: 740 } });
  for (const path of VIEWS) {
    await page.goto(path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${path} is ${wide} too wide`);
  }
  await context.close();
});

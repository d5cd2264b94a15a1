// The analyst's paths in a real browser: from a question to the sentence and back, and to a decision; with the mouse, with keys
// only, without scripts; whether all can use it (axe).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { newPage, open } from "./browser.mjs";
import { serve } from "./server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TOKEN = "a-token-of-the-tests";
const VIEWS = ["/", "/dossiers", "/situation", "/decisions", "/session", "/timeline", "/map", "/actors", "/events", "/processes", "/documents", "/search?text=coalition", "/actors/USA", "/nowhere"];
let browser, server;

before(async () => {
  browser = await open();
  server = await serve(["examples/coalition/reports.jsonl"], { dossiers: ["examples/coalition.toml"], token: TOKEN });
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

test("the first page answers the question within a second", async () => {
  const { page, context, faults } = await visit("/");
  const start = Date.now();
  await page.goto("/");
  assert.ok(Date.now() - start < 1000, `${Date.now() - start} ms`);
  assert.match(await page.locator("h1").textContent(), /^When and how does the coalition's mission in Iraq end\?$/);
  assert.ok((await page.locator(".steps li").count()) >= 4, "steps of the talks");
  assert.equal(await page.locator(".factor").count(), 5);
  assert.ok((await page.locator("svg .point").count()) > 3, "force levels");
  assert.ok((await page.locator("#new .lines li").count()) > 0, "what is new");
  assert.deepEqual(faults, []);
  await context.close();
});

test("from the question to the brief, its figure, the event, the sentence in the article, and back", async () => {
  const { page, context, faults } = await visit("/dossiers");
  await page.getByRole("link", { name: "The coalition's mission in Iraq" }).click();
  await page.waitForURL("**/brief/coalition");
  const factor = page.locator(".factor", { hasText: "attacks on American forces" });
  assert.match(await factor.locator(".trend").textContent(), /\d+ now, \d+ before/);
  await factor.locator("summary").click();
  await factor.locator(".lines a.type").first().click();
  await page.waitForURL("**/events/*");
  const words = await page.locator(".mention mark.trigger").first().textContent();
  await page.getByRole("link", { name: /In the article/ }).first().click();
  await page.waitForURL("**/documents/**");
  assert.equal(await page.locator(".article mark.trigger").first().textContent(), words);
  assert.ok(await page.locator("#told").isVisible(), "the sentence is what the address leads to");
  await page.goBack();
  await page.goBack();
  assert.ok(page.url().endsWith("/brief/coalition"));
  // A number in the brief is a sentence too.
  const said = await page.locator("#timeline .cite").first().getAttribute("title");
  await page.locator("#timeline .cite").first().click();
  await page.waitForURL(/documents.*sentence=\d+#told/);
  const told = (await page.locator(".article .told").allTextContents()).join("").replace(/\s+/g, " ").trim();
  assert.ok(told.length > 10 && said.includes(told.slice(0, 60)), `${said}\n${told}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("from a figure of the whole record to the sentence in the article, and back", async () => {
  const { page, context, faults } = await visit("/situation");
  assert.ok((await page.locator(".figures dd:not(.note)").count()) >= 4);
  assert.ok((await page.locator("svg .bar").count()) > 5);
  await page.locator(".figures dd a").nth(2).click();
  await page.waitForURL("**/events");
  await page.locator(".events a.type").first().click();
  await page.waitForURL("**/events/*");
  const words = await page.locator(".mention mark.trigger").first().textContent();
  await page.getByRole("link", { name: /In the article/ }).first().click();
  await page.waitForURL("**/documents/**");
  assert.equal(await page.locator(".article mark.trigger").first().textContent(), words);
  await page.goBack();
  await page.goBack();
  assert.ok(page.url().endsWith("/events"));
  assert.deepEqual(faults, []);
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`sign in, correct, remark, split and take back, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
    const { page, context } = await visit("/events", { javaScriptEnabled });
    const { items } = await (await context.request.get("/events.json?limit=300")).json();
    const event = items.find(({ mentions }) => mentions.length > 1);
    await page.goto(`/events/${event.id}`);
    assert.equal(await page.getByRole("button", { name: "Take them out" }).count(), 0);
    await page.getByRole("link", { name: /Sign in to correct/ }).click();
    await page.getByLabel("Token").fill("not the token, but as long");
    await page.getByRole("button", { name: "Sign in" }).click();
    assert.match(await page.locator("h1").textContent(), /Forbidden/);
    await page.goto(`/session?back=/events/${event.id}`);
    await page.getByLabel("Token").fill(TOKEN);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`**/events/${event.id}`);
    const [cookie] = await context.cookies();
    assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, "Strict"]);
    if (javaScriptEnabled) assert.equal(await page.evaluate(() => document.cookie), "");
    await page.getByLabel("Remark").fill("Both quote one <b>agency</b>.");
    await page.getByRole("button", { name: "Write it down" }).click();
    await page.getByText("Both quote one <b>agency</b>.").waitFor();
    await page.locator("#decide").getByLabel("Certainty").selectOption("alleged");
    await page.getByRole("button", { name: "Correct the certainty" }).click();
    await page.getByText("certainty: alleged").waitFor();
    const other = event.type === "THREATEN" ? "Coerce" : "Threaten";
    await page.locator("#decide").getByLabel("Type").selectOption({ label: other });
    await page.getByRole("button", { name: "Correct the type" }).click();
    await page.getByText(`what: ${other}`).waitFor();
    await page.locator("#decide").getByLabel("Place", { exact: true }).fill("Erbil");
    await page.getByLabel("Country of the place").fill("irq");
    await page.getByRole("button", { name: "Correct the place" }).click();
    await page.getByText(/where: Erbil/).waitFor();
    await server.renewed();
    await page.reload();
    assert.match(await page.locator("h1").textContent(), new RegExp(`^${other}`));
    assert.match(await page.locator(".pairs").first().textContent(), /Erbil.*alleged/s);
    await page.getByLabel("Take this mention out").first().check();
    await page.getByRole("button", { name: "Take them out" }).click();
    await page.getByText(/mentions tell another event/).waitFor();
    if (javaScriptEnabled) assert.deepEqual(await accessibility(page), []);
    await server.renewed();
    const after = await (await context.request.get(`/events/${event.id}.json`)).json();
    const changed = after.event === undefined || after.event.mentions.length < event.mentions.length;
    assert.ok(changed, "the split holds once events were made anew");
    await page.goto("/decisions");
    for (let left = await page.getByRole("button", { name: "Take back" }).count(); left > 0; left -= 1) {
      await page.getByRole("button", { name: "Take back" }).first().click();
      await page.waitForURL("**/decisions");
    }
    assert.ok(await page.getByText("Nothing was decided yet").isVisible());
    await server.renewed();
    const again = await (await context.request.get(`/events/${event.id}.json`)).json();
    assert.deepEqual(again.event.mentions, event.mentions, "all is as it was");
    await page.getByRole("button", { name: "Sign out" }).click();
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });
}

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
  // From the question to the sentence: the skip link, then the rows of the brief.
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await page.waitForURL("**/dossiers");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/brief/coalition");
  await page.locator(".factor summary").first().focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest(".factor") !== null), "into what was opened");
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
  const towns = await page.locator(".map .mark").count();
  const slider = page.getByRole("slider", { name: "Month" });
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForURL(/from=\d{4}-\d\d-01&to=/);
  await page.locator("figure[data-slider] .band").waitFor();
  assert.notEqual(await page.locator(".map .mark").count(), towns, "the map is of that month");
  await page.getByRole("link", { name: "All time" }).or(page.getByRole("link", { name: "Clear" })).first().isVisible();
  await page.goto("/actors");
  await page.locator("#network circle").first().waitFor();
  for (const path of ["/timeline", "/map", "/actors", "/actors/USA", "/situation", "/"]) {
    await page.goto(path);
    for (const figure of await page.locator("figure[data-chart]:not([data-slider])").all()) {
      const kinds = (await figure.locator(".twins").innerText()).split(/\s+/);
      assert.deepEqual(["CSV", "SVG", "PNG"].filter((kind) => !kinds.includes(kind)), [], `${path} ${await figure.getAttribute("data-chart")}`);
    }
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("what led to what is drawn and listed", async () => {
  const { page, context, faults } = await visit("/timeline");
  assert.ok((await page.locator("svg .chain").count()) > 0, "arrows");
  const chain = page.locator("#chains section").first();
  assert.match(await chain.locator("h3").textContent(), /^\d+ events: it (grew worse|eased|went on)/);
  assert.ok((await chain.locator(".steps li").count()) >= 2);
  assert.ok((await chain.locator(".badge").count()) >= 1, "how one came after the other");
  await chain.locator(".steps a").last().click();
  await page.waitForURL("**/events/*");
  await page.getByText("What led to it").waitFor();
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

// Last: it adds to the record.
test("a report that is sent becomes an event on the timeline, at its hour", async () => {
  const { page, context, faults } = await visit("/");
  const report = { id: "sent", published: "2024-03-12T05:30:00Z", source: "Example Times", language: "en", text: "Militants fired rockets at an air base in Iraq on Tuesday." };
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "text/plain" };
  const received = await (await context.request.post("/documents", { headers, data: JSON.stringify(report) })).json();
  assert.deepEqual(received.added, ["sent"]);
  // The open page says that there is something new.
  await page.locator("#live:not([hidden])").waitFor({ timeout: 60_000 });
  await server.renewed();
  await page.goto("/timeline?from=2024-03-12&to=2024-03-12&party=IRQ&country=IRQ&type=ASSAULT");
  const figure = page.locator("figure[data-chart=events-on-lanes]");
  assert.equal(await figure.locator("path.days").count(), 1, "known to the day, told at an hour");
  assert.match(await figure.locator("svg").textContent(), /06:00/);
  await page.getByRole("link", { name: "Zoom in" }).click();
  await page.waitForURL(/hours=6-18/);
  await page.getByRole("link", { name: "Zoom out" }).click();
  await page.waitForURL((url) => !url.search.includes("hours="));
  // Dragging within a day chooses hours.
  await figure.locator("svg").scrollIntoViewIfNeeded();
  const box = await figure.locator("svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.2, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 14, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/hours=\d+-\d+/);
  await page.goto("/timeline?on=2024-03-12&hours=5-7&country=IRQ&type=ASSAULT");
  await figure.locator(".mark").last().click();
  await page.waitForURL("**/events/*");
  assert.match(await page.locator(".said").first().textContent(), /fired rockets/);
  await page.goto("/timeline?on=2024-03-12&hours=18-20&country=IRQ&type=ASSAULT");
  assert.equal(await page.locator("path.days").count(), 0, "in the evening nobody told of it");
  assert.deepEqual(faults, []);
  await context.close();
});

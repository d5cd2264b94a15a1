// A record that means harm, made from hostile.jsonl by the program itself: script tags, addresses that are scripts, writing from
// right to left, names of 10,000 letters. Nothing of it may run, and no page may break.

import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, open } from "./browser.mjs";
import { serve } from "./server.mjs";

test("a record that means harm does none", async () => {
  const browser = await open();
  const server = await serve(["web/test/hostile.jsonl"], { dossiers: ["web/test/hostile.toml"], token: "a-token-of-the-tests" });
  try {
    const { page, context, faults } = await newPage(browser, server.address);
    const documents = await (await context.request.get("/documents.json")).json();
    const events = await (await context.request.get("/events.json")).json();
    assert.equal(documents.items.length, 3);
    assert.ok(events.items.length > 2, `${events.items.length} events`);
    const script = encodeURIComponent("<script>window.harm=1</script>");
    const paths = ["/", "/situation", "/dossiers", "/brief/hostile", "/decisions", `/session?back=${script}`, "/timeline", "/map", "/actors", "/events", "/documents", "/search?text=attacked", `/search?text=${script}`, `/events?party=${script}`];
    paths.push(...documents.items.map(({ id }) => `/documents/${encodeURIComponent(id)}`));
    paths.push(...events.items.map(({ id }) => `/events/${encodeURIComponent(id)}`));
    for (const path of paths) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      assert.equal(await page.evaluate(() => window.harm), undefined, path);
      assert.equal(await page.locator("main :is(script, iframe, img, object)").count(), 0, path);
      assert.equal(await page.locator("a[href^='javascript:']").count(), 0, path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${path} is ${wide} too wide`);
    }
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await server.stop();
  }
});

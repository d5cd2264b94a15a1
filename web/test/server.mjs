// A server for the tests: a record made of sample reports by the program itself, on a port that the system chooses.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const masudi = process.env.MASUDI ?? join(root, "target/release/masudi");

/** Reads `reports` into a record, makes events of them and serves it; with dossiers, and with a token that writes. */
export async function serve(reports, { dossiers = [], token } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "masudi-web-"));
  const db = join(folder, "record.db");
  const quiet = { stdio: ["ignore", "ignore", "inherit"] };
  execFileSync(masudi, ["ingest", "--db", db, ...reports.map((file) => join(root, file))], quiet);
  execFileSync(masudi, ["reconcile", "--db", db], quiet);
  const more = dossiers.flatMap((file) => ["--dossier", join(root, file)]);
  if (token) {
    writeFileSync(join(folder, "token"), token);
    more.push("--token-file", join(folder, "token"));
  }
  const server = spawn(masudi, ["serve", "--db", db, "--bind", "127.0.0.1:0", "--rate", "10000", ...more], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const address = await new Promise((done, fail) => {
    server.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /masudi: (http:\S+)\n/.exec(said);
      if (found) done(found[1]);
    });
    server.on("exit", (code) => fail(new Error(`the server ended with ${code}: ${said}`)));
  });
  const stop = () =>
    new Promise((done) => {
      server.removeAllListeners("exit");
      server.on("exit", () => {
        rmSync(folder, { recursive: true });
        done();
      });
      server.kill("SIGTERM");
    });
  // What was written has become events, as the server makes them.
  const renewed = async () => {
    for (let turn = 0; turn < 600; turn += 1) {
      const { written } = await (await fetch(`${address}/healthz`)).json();
      if (written === "up-to-date") return;
      if (written !== "at-work") throw new Error(`events were not made anew: ${written}`);
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error("events were not made anew within a minute");
  };
  return { address, stop, renewed };
}

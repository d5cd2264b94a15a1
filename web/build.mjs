// Builds the assets that the server embeds: scripts, styles and the shapes of countries.
//
// In: src/, style/ and the npm packages of package.json. Out: crates/serve/assets/, committed, so that `cargo build` needs no
// Node. `node build.mjs --check` builds beside them and fails, naming the file, when a committed asset is not what the sources give.

import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { world } from "./geo/world.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "../crates/serve/assets");
const check = process.argv.includes("--check");

const bundles = await build({
  absWorkingDir: here,
  entryPoints: { page: "src/page.ts", theme: "src/theme.ts", network: "src/network.tsx", style: "style/style.css" },
  outdir: assets,
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "inline",
});
const files = new Map(bundles.outputFiles.map((file) => [file.path.slice(assets.length + 1), file.text]));
files.set("world.json", JSON.stringify(await world()));

if (check) {
  const faults = [];
  for (const [name, text] of files) {
    const committed = await readFile(join(assets, name), "utf8").catch(() => null);
    if (committed !== text) faults.push(`crates/serve/assets/${name} is not what web/ gives: run make web and commit it`);
  }
  for (const name of await readdir(assets)) {
    if (!files.has(name)) faults.push(`crates/serve/assets/${name} comes from no source in web/: delete it`);
  }
  if (faults.length > 0) {
    console.error(faults.join("\n"));
    process.exit(1);
  }
  console.log(`assets: ${files.size} files are what the sources give`);
} else {
  await mkdir(assets, { recursive: true });
  for (const [name, text] of files) await writeFile(join(assets, name), text);
  for (const [name, text] of files) console.log(`${name}\t${text.length}`);
}

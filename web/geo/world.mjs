// Shapes of countries as SVG paths in the Equal Earth projection, 1000 units wide, so that the server draws maps without a script.
//
// In: world-atlas (Natural Earth, public domain). Out: for each of two levels of detail a list of shapes, each with its ISO 3166-1
// alpha-3 code (null where the territory has none), its name, its box and its path. The server projects its points with the same
// formula (crates/serve/src/map/projection.rs).

import { geoEqualEarth, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
export const WIDTH = 1000;
const scale = WIDTH / (2 * 2.7066299836960748);
export const projection = geoEqualEarth().scale(scale).translate([WIDTH / 2, 1.3173627591574133 * scale]);

// Natural Earth shows these without a number; Kosovo has a code in the shape of ISO's.
const WITHOUT_NUMBER = { Kosovo: "XKX" };

async function level(file, digits) {
  const topology = JSON.parse(await readFile(require.resolve(`world-atlas/${file}`), "utf8"));
  const path = geoPath(projection);
  return feature(topology, topology.objects.countries).features
    .map((country) => {
      const drawn = path(country);
      const [[x0, y0], [x1, y1]] = path.bounds(country);
      const code = country.id ? (countries.numericToAlpha3(country.id) ?? null) : (WITHOUT_NUMBER[country.properties.name] ?? null);
      const name = country.properties.name;
      return drawn && { code, name, box: [x0, y0, x1, y1].map((v) => round(v, 1)), path: relative(drawn, digits) };
    })
    .filter(Boolean);
}

const round = (value, digits) => Number(value.toFixed(digits));

// Absolute to relative coordinates: half the bytes. Rounds the running position, so that errors do not add up.
function relative(path, digits) {
  let out = "";
  for (const ring of path.split("Z").filter(Boolean)) {
    const points = ring.slice(1).split("L").map((point) => point.split(",").map((v) => round(Number(v), digits)));
    let [x, y] = points[0];
    let line = `M${x},${y}l`;
    let moves = [];
    for (const [toX, toY] of points.slice(1)) {
      const step = [round(toX - x, digits), round(toY - y, digits)];
      if (step[0] === 0 && step[1] === 0) continue;
      moves.push(step.join(","));
      [x, y] = [toX, toY];
    }
    if (moves.length >= 2) out += `${line}${moves.join(" ")}z`;
  }
  return out.replaceAll(/[, ]-/g, "-").replaceAll(/(^|[,\sl-])0\./g, "$1.");
}

export async function world() {
  return { width: WIDTH, coarse: await level("countries-110m.json", 1), fine: await level("countries-50m.json", 2) };
}

"""Times `masudi gazetteer import` on a dump of GeoNames' size: gazetteer.py MASUDI FOLDER [ROWS]

Writes FOLDER/allCountries.zip with ROWS made-up rows (12 million by default) in the layout of GeoNames' dumps: 19 columns, names of
two to nine syllables, several spellings each, spread over all countries. Prints seconds, peak memory and the size of what was built.
"""

import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

SYLLABLES = "ba be bi do da ga go ka ki ku la le li ma me mo na ne ni ra ri ro sa se si ta te ti va vo za".split()
COUNTRIES = "IQ SY JO US FR DE RU UA CN IN BR NG ET ML SD YE AF PK IR TR EG LY ID PH MX CO".split()
KINDS = [("P", "PPL")] * 8 + [("P", "PPLA"), ("A", "ADM1"), ("A", "ADM2"), ("H", "STM"), ("T", "MT"), ("S", "SCH")]


def row(number: int, rng: random.Random) -> str:
    name = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title()
    other = ",".join("".join(rng.choices(SYLLABLES, k=rng.randint(2, 5))).title() for _ in range(rng.randint(0, 3)))
    kind, code = rng.choice(KINDS)
    people = int(rng.paretovariate(0.8) * 50) if kind == "P" else 0
    lat, lon = rng.uniform(-60, 75), rng.uniform(-180, 180)
    country, first = rng.choice(COUNTRIES), f"{rng.randint(1, 20):02d}"
    columns = [number, name, name, other, f"{lat:.5f}", f"{lon:.5f}", kind, code, country, "", first, "", "", "", people, "", 0, "Etc/UTC"]
    return "\t".join(map(str, columns)) + "\t2024-01-01\n"


def main() -> int:
    masudi, folder = sys.argv[1], Path(sys.argv[2])
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 12_000_000
    folder.mkdir(parents=True, exist_ok=True)
    dump, built = folder / "allCountries.zip", folder / "places.msd"
    rng = random.Random(7)
    with zipfile.ZipFile(dump, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("allCountries.txt", "w", force_zip64=True) as out:
            for start in range(0, rows, 10_000):
                end = min(start + 10_000, rows)
                out.write("".join(row(i, rng) for i in range(start + 1, end + 1)).encode())
    print(f"dump: {rows} rows, {os.path.getsize(dump) >> 20} MiB zipped")
    begin = time.monotonic()
    subprocess.run([masudi, "gazetteer", "import", str(dump), "--to", str(built)], check=True)
    seconds = time.monotonic() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"import: {seconds:.0f} s, {rows / seconds / 1000:.0f} thousand rows a second, peak memory {peak} MiB")
    print(f"built: {os.path.getsize(built) >> 20} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Checks the direction of dependencies between the workspace's crates, from `cargo metadata`.

A crate may depend on crates of a lower layer only, so that no stage imports another. Dependencies of tests are free.
"""

import json
import subprocess
import sys

LAYERS = [
    ("values", ["masudi-doc", "masudi-record"]),
    ("resources", ["masudi-lexicon", "masudi-models"]),
    ("stages", ["masudi-ingest", "masudi-nlp", "masudi-time", "masudi-place", "masudi-actor", "masudi-code",
                "masudi-duplicates", "masudi-reconcile", "masudi-brief"]),
    ("keeping", ["masudi-store", "masudi-fetch"]),
    ("giving", ["masudi-export"]),
    ("engine", ["masudi"]),
    ("beside", ["masudi-eval"]),
    ("server", ["masudi-serve"]),
    ("faces", ["masudi-cli"]),
]


def main() -> int:
    rank = {crate: i for i, (_, crates) in enumerate(LAYERS) for crate in crates}
    command = ["cargo", "metadata", "--format-version", "1", "--no-deps"]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    faults = []
    for package in metadata["packages"]:
        name = package["name"]
        if name not in rank:
            faults.append(f"{name} has no layer: add it to scripts/check_layers.py and ARCHITECTURE.md")
            continue
        for dependency in package["dependencies"]:
            other = dependency["name"]
            if dependency["kind"] != "dev" and other in rank and rank[other] >= rank[name]:
                layer = LAYERS[rank[name]][0]
                faults.append(f"{name} ({layer}) depends on {other} ({LAYERS[rank[other]][0]}), which is not below it")
    print("\n".join(faults) if faults else f"layers: {len(metadata['packages'])} crates, all dependencies point down")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

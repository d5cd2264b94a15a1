"""Codes sentences with the program, each as a document of its own."""

import json
import subprocess


def code(masudi: str, data: str, sentences: list[str]) -> list[list[dict]]:
    """The mentions of each sentence, of every status."""
    rows = [{"id": str(i), "published": "2024-03-11", "language": "en", "text": text} for i, text in enumerate(sentences)]
    run = subprocess.run([masudi, "code", "--every-status", "--data", data, "-"], input="\n".join(map(json.dumps, rows)), text=True,
                         stdout=subprocess.PIPE, check=True)
    found: list[list[dict]] = [[] for _ in rows]
    for line in run.stdout.splitlines():
        mention = json.loads(line)
        found[int(mention["doc"])].append(mention)
    return found

"""Reads texts out of any directory.

In: a directory or file. Out: (language, text) pairs. Lines of .jsonl are objects with `text`, `doctext`, `body`,
`sentences` or `tokens`; .tsv has a header with a column `text`; .txt is one text; .tml, .xml and .html lose their tags.
Other files are left alone.

The language of a text is, in this order: the record's `language` or `lang`; `fr` as a word in the file's name or in a
folder's (`fr/…`, `fr_news.jsonl`, `news-fr.txt`); else English.
"""

import csv
import html
import json
import re
from pathlib import Path


def language_of(path, record):
    named = record.get("language") or record.get("lang")
    if isinstance(named, str):
        return "fr" if named.lower().startswith("fr") else "en"
    words = {word for part in path.parts for word in re.split(r"[^a-z]+", part.lower())}
    return "fr" if words & {"fr", "fra", "french"} else "en"


def text_of(record):
    for key in ("text", "doctext", "body"):
        if isinstance(record.get(key), str):
            return record[key]
    for key in ("sentences", "tokens"):
        values = record.get(key)
        if isinstance(values, list) and all(isinstance(v, str) for v in values):
            return " ".join(values)
    return None


def records(path):
    kind = path.suffix.lower()
    if kind not in {".jsonl", ".tsv", ".txt", ".tml", ".xml", ".html"}:
        return
    source = path.read_text(encoding="utf-8", errors="replace")
    if kind == ".jsonl":
        for line in source.split("\n"):
            if line.strip():
                record = json.loads(line)
                if isinstance(record, dict):
                    yield record
    elif kind == ".tsv":
        yield from csv.DictReader(source.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    elif kind == ".txt":
        yield {"text": source}
    else:
        yield {"text": html.unescape(re.sub(r"<[^>]*>", "", source))}


def read(root):
    root = Path(root)
    files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
    for path in files:
        inner = path.relative_to(root) if path != root else Path(path.name)
        for record in records(path):
            text = text_of(record)
            if text is not None:
                yield language_of(inner, record), text

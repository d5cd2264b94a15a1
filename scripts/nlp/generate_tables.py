#!/usr/bin/env python3
"""Writes the tables that crates/nlp shares with Python and spaCy.

Usage: python scripts/nlp/generate_tables.py            (run with Python 3.11 and spaCy 3.8 installed)

  crates/nlp/src/chars/tables.rs    character classes as Python's str methods see them (Unicode of this Python)
  crates/nlp/src/symbols/table.rs   the strings spaCy numbers by hand (spacy.symbols.IDS)
"""
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "crates" / "nlp" / "src"
LIMIT = 0x110000
SURROGATES = range(0xD800, 0xE000)


def ranges(test):
    """Closed ranges of the code points for which test holds."""
    out = []
    for cp in range(LIMIT):
        if cp in SURROGATES or not test(chr(cp)):
            continue
        if out and out[-1][1] == cp - 1:
            out[-1][1] = cp
        else:
            out.append([cp, cp])
    return out


def write_ranges(out, name, doc, rows):
    out.append(f"/// {doc}")
    out.append(f"pub(super) static {name}: [(u32, u32); {len(rows)}] = [")
    line = "   "
    for a, b in rows:
        item = f" ({a:#x}, {b:#x}),"
        if len(line) + len(item) > 118:
            out.append(line)
            line = "   "
        line += item
    out.append(line)
    out.append("];\n")


def chars():
    out = [
        f"//! Character classes of Python {sys.version_info.major}.{sys.version_info.minor} "
        f"(Unicode {unicodedata.unidata_version}).",
        "//! Written by scripts/nlp/generate_tables.py; do not edit.",
        "",
    ]
    write_ranges(out, "ALPHA", "`str.isalpha`.", ranges(str.isalpha))
    write_ranges(out, "DIGIT", "`str.isdigit`.", ranges(str.isdigit))
    write_ranges(out, "UPPER", "`str.isupper` of one character.", ranges(str.isupper))
    (ROOT / "chars").mkdir(parents=True, exist_ok=True)
    (ROOT / "chars" / "tables.rs").write_text("\n".join(out) + "\n")
    print("spaces:", [(hex(a), hex(b)) for a, b in ranges(str.isspace)])


def symbols():
    from spacy.symbols import IDS

    rows = sorted((name.encode(), number) for name, number in IDS.items() if name)
    out = [
        "//! The strings that spaCy numbers by hand instead of hashing them (`spacy.symbols`), in the order of their bytes.",
        "//! Written by scripts/nlp/generate_tables.py; do not edit.",
        "",
        "/// (string, number).",
        f"pub(super) static SYMBOLS: [(&str, u16); {len(rows)}] = [",
    ]
    line = "   "
    for name, number in rows:
        item = f' ("{name.decode()}", {number}),'
        if len(line) + len(item) > 118:
            out.append(line)
            line = "   "
        line += item
    out.append(line)
    out.append("];")
    (ROOT / "symbols").mkdir(parents=True, exist_ok=True)
    (ROOT / "symbols" / "table.rs").write_text("\n".join(out) + "\n")
    print("symbols:", len(rows))


chars()
symbols()

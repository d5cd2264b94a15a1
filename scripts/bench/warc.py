"""Writes an archive as Common Crawl's news has them: 20,000 pages made of our own sample reports, each in its own member of gzip.

In: the number of pages, the file to write, and files of texts (.txt, or .jsonl with `text`). Out: a WARC.gz whose pages differ in site,
markup and sentences; about 90 kB each, half of it scripts and styles; a fifth repeat an earlier page with small edits; a
tenth of the records are no pages. The same every time.
"""

import gzip
import json
import random
import re
import sys
from pathlib import Path

MENU = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("News", "World", "Sport", "Culture", "Weather", "Contact"))


def texts(path):
    if path.suffix == ".jsonl":
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [record["text"] for record in records if record.get("language", "en") == "en"]
    return [path.read_text(encoding="utf-8")]


def told(rng, sentence, names):
    """The sentence with other names and numbers, so that two pages share no more than phrases."""
    changed = re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", lambda _: rng.choice(names), sentence)
    return re.sub(r"\b\d{2,3}\b", lambda _: str(rng.randint(10, 999)), changed)


def story(rng, sentences, names, titles, before):
    """Title and paragraphs: new, or an earlier story with a paragraph less and another title."""
    if before and rng.random() < 0.2:
        _, body = rng.choice(before)
        gone = rng.randrange(len(body))
        return rng.choice(titles), body[:gone] + body[gone + 1 :]
    return rng.choice(titles), [
        " ".join(told(rng, sentence, names) for sentence in rng.sample(sentences, rng.randint(2, 3))) for _ in range(rng.randint(6, 14))
    ]


def page(rng, titles, text, site, number):
    title, body = text
    article = "".join(
        f'<div class="block b{rng.randint(0, 9)}" data-id="{rng.getrandbits(64):x}"><p class="c{rng.randint(0, 9)}">{line}</p></div>\n'
        f'<div class="ad" data-slot="{rng.random()}"><span>Advertisement</span></div>' for line in body
    )
    teasers = "".join(
        f'<li class="teaser t{i}"><div><div><a href="/a/{rng.getrandbits(40):x}" data-track="{rng.getrandbits(96):x}"><img alt="" '
        f'src="/i/{rng.getrandbits(64):x}.jpg" srcset="/i/{rng.getrandbits(64):x}.jpg 2x"><span>{rng.choice(titles)}</span></a></div></div></li>'
        for i in range(70)
    )
    script = "".join(f"window.q{i}=function(a){{return a*{rng.random()}}};" for i in range(900))
    style = "".join(f".c{i}{{margin:{rng.randint(0, 9)}px}}" for i in range(500))
    date = f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T{rng.randint(0, 23):02}:05:00+02:00"
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - {site}</title>
<meta property="og:site_name" content="{site}"><meta property="article:published_time" content="{date}">
<meta name="description" content="{body[0][:150]}"><style>{style}</style><script>{script}</script></head>
<body class="p{number % 7}"><header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{title}</h1>
<div class="share"><a href="#">Share</a> <a href="#">Print</a></div>{article}</article>
<aside><h3>Related articles</h3><ul>{teasers}</ul></aside></main><footer><p>Copyright 2024 {site}</p>{MENU}</footer></body></html>"""


def main():
    pages, out = int(sys.argv[1]), Path(sys.argv[2])
    rng = random.Random(20240415)
    lines = [[line for line in text.splitlines() if line.strip()] for name in sys.argv[3:] for text in texts(Path(name))]
    titles = [text[0][:90] for text in lines]
    sentences = [s for text in lines for line in text[1:] for s in re.split(r"(?<=[a-z]{3}\.) ", line) if len(s) > 60]
    names = sorted({name for sentence in sentences for name in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", sentence)})
    before = []
    with out.open("wb") as file:
        for number in range(pages):
            text = story(rng, sentences, names, titles, before)
            before.append(text)
            site = f"The {rng.choice(['Border', 'River', 'Harbour', 'Hill'])} {rng.choice(['Post', 'Times', 'Courier'])} {rng.randint(1, 400)}"
            url = f"https://paper{rng.randint(1, 400)}.example/a/{number}"
            for kind in ["response"] + ["request"] * (number % 10 == 0):
                body = page(rng, titles, text, site, number) if kind == "response" else ""
                head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8" if kind == "response" else "GET / HTTP/1.1"
                block = f"{head}\r\n\r\n{body}".encode()
                header = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
                file.write(gzip.compress(header.encode() + block + b"\r\n\r\n", 5, mtime=0))
    print(f"{pages} pages of {len(sentences)} sentences, {out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()

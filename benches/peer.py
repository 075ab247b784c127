"""spaCy as the peer: speed, or golden annotations.

    python peer.py speed MODEL CORPUS.jsonl [--rounds 5] [--batch 64 128 256]
    python peer.py gold MODEL CORPUS.jsonl OUT.jsonl

`speed` loads the pipeline, runs the corpus once cold, then `--rounds` times warm for each batch size, and prints one JSON
object: medians, of wall and CPU seconds. `gold` writes what tests compare with. MODEL is a package or a folder.
"""

import argparse
import json
import os
import resource
import statistics
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")


def texts_of(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def speed(args):
    start = time.process_time(), time.perf_counter()
    import spacy

    nlp = spacy.load(args.model)
    load = time.process_time() - start[0]
    load_wall = time.perf_counter() - start[1]
    texts = texts_of(args.corpus)
    result = {"load_cpu_s": load, "load_wall_s": load_wall, "docs": len(texts)}

    def once(batch):
        cpu, wall = time.process_time(), time.perf_counter()
        n = sum(len(doc) for doc in nlp.pipe(texts, batch_size=batch))
        return n, time.process_time() - cpu, time.perf_counter() - wall

    n, cpu, wall = once(args.batch[0])
    result.update(tokens=n, cold_tokens_per_cpu_s=n / cpu, cold_tokens_per_s=n / wall)
    warm = {}
    for batch in args.batch:
        runs = [once(batch) for _ in range(args.rounds)]
        warm[batch] = {
            "tokens_per_cpu_s": n / statistics.median(run[1] for run in runs),
            "tokens_per_s": n / statistics.median(run[2] for run in runs),
        }
    result["warm"] = warm
    result["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


def gold(args):
    import spacy

    nlp = spacy.load(args.model)
    n = 0
    with open(args.out, "w", encoding="utf-8") as out:
        for i, doc in enumerate(nlp.pipe(texts_of(args.corpus), batch_size=64)):
            n += len(doc)
            tokens = [
                {
                    "start": t.idx, "end": t.idx + len(t), "text": t.text, "ws": bool(t.whitespace_), "norm": t.norm_,
                    "lemma": t.lemma_, "pos": t.pos_, "tag": t.tag_, "morph": str(t.morph), "dep": t.dep_, "head": t.head.i,
                    "sent_start": 1 if t.is_sent_start else -1, "ent_iob": t.ent_iob_ or "O", "ent_type": t.ent_type_,
                }
                for t in doc
            ]
            line = {"id": str(i), "text": doc.text, "tokens": tokens}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{n} tokens")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("speed")
    command.add_argument("model")
    command.add_argument("corpus")
    command.add_argument("--rounds", type=int, default=5)
    command.add_argument("--batch", type=int, nargs="+", default=[64, 128, 256])
    command.set_defaults(run=speed)
    command = commands.add_parser("gold")
    command.add_argument("model")
    command.add_argument("corpus")
    command.add_argument("out")
    command.set_defaults(run=gold)
    args = parser.parse_args()
    args.run(args)


main()

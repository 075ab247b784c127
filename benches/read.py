"""Page to claims against tokens alone: `selon read --json` and `selon annotate` on the same files and the same core, in turns.

    cargo build --release -p selon
    python benches/read.py CORPUS.jsonl --selon target/release/selon [--core 0] [--rounds 5]

Each text of the corpus becomes a file. Both are whole processes: start, load, read the files, work, write JSON, exit. Printed are
medians of CPU seconds, and the ratio of the two: how much of the runner's throughput is left when it reads articles.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path


def cpu_seconds(core, command):
    with tempfile.TemporaryFile() as out:
        pinned = command if core is None else ["taskset", "-c", core, *command]
        process = subprocess.Popen(pinned, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--selon", default="target/release/selon")
    parser.add_argument("--core", default="0")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        n_words = 0
        with args.corpus.open(encoding="utf-8") as lines:
            for nth, line in enumerate(lines):
                text = json.loads(line)["text"]
                n_words += len(text.split())
                Path(folder, f"{nth:06}.txt").write_text(text, encoding="utf-8")
        commands = {"annotate": [args.selon, "annotate", folder], "read": [args.selon, "read", "--json", folder]}
        seconds = {name: [] for name in commands}
        for command in commands.values():
            cpu_seconds(args.core, command)  # the files are in the page cache from here on
        for _ in range(args.rounds):
            for name, command in commands.items():
                seconds[name].append(cpu_seconds(args.core, command))
    ratio = statistics.median(a / r for a, r in zip(seconds["annotate"], seconds["read"]))
    print(f"{n_words} words, medians of {args.rounds}, core {args.core}")
    for name, measured in seconds.items():
        median = statistics.median(measured)
        print(f"{name:9}{median:6.2f} CPU-s  {n_words / median:8.0f} words a CPU-second   ({min(measured):.2f} to {max(measured):.2f})")
    print(f"read runs at {ratio:.2f} of annotate's throughput (median of the rounds' ratios)")


main()

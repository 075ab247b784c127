#!/usr/bin/env python3
"""What token ratios reach on crates/selon-link/data/bench/name_pairs.tsv: the floor for selon's names.

    pip install rapidfuzz==3.14.6
    python3 benches/names/floor.py

The threshold of each ratio is set on the tuning half where precision is 0.95 and recall greatest, else where F1 is
greatest, and counted on the held half.
"""
import csv
from pathlib import Path

from rapidfuzz import fuzz, utils

PAIRS = Path(__file__).resolve().parents[2] / "crates/selon-link/data/bench/name_pairs.tsv"


def counts(rows, ratio, threshold):
    told = [row for row in rows if row["score"][ratio] >= threshold]
    right = sum(row["verdict"] == "same" for row in told)
    same = sum(row["verdict"] == "same" for row in rows)
    return (right / len(told) if told else 1.0), right / same


def main():
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    ratios = {"ratio": fuzz.ratio, "token_sort_ratio": fuzz.token_sort_ratio, "token_set_ratio": fuzz.token_set_ratio}
    for row in rows:
        a, b = utils.default_process(row["a"]), utils.default_process(row["b"])
        row["score"] = {name: ratio(a, b) for name, ratio in ratios.items()}
    halves = {half: [row for row in rows if row["half"] == half] for half in ("tuning", "held")}
    for ratio in ratios:
        def value(threshold):
            precision, recall = counts(halves["tuning"], ratio, threshold)
            return (precision >= 0.95, recall if precision >= 0.95 else 2 * precision * recall / (precision + recall or 1))
        best = max(range(40, 101), key=value)
        precision, recall = counts(halves["held"], ratio, best)
        print(f"{ratio:<18} threshold {best}  held: precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()

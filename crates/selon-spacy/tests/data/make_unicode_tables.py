"""Writes src/data/unicode.rs and src/data/symbols.txt: what str.isalpha, str.isdigit, str.isupper of the Python
that runs this and spacy.symbols say. Run with Python 3.11 (Unicode 14), spaCy 3.8:

    python make_unicode_tables.py ../../src/data
"""

import sys
import unicodedata
from pathlib import Path

from spacy.symbols import IDS

out = Path(sys.argv[1])


def ranges(test):
    found, start = [], None
    for code in range(0x110000):
        inside = not 0xD800 <= code < 0xE000 and test(chr(code))
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def table(name, doc, rows):
    cells = [f"(0x{a:x}, 0x{b:x})" for a, b in rows]
    lines = [f"/// {doc}", "#[rustfmt::skip]", f"pub(crate) static {name}: [(u32, u32); {len(rows)}] = ["]
    line = "   "
    for cell in cells:
        if len(line) + len(cell) + 2 > 108:
            lines.append(line)
            line = "   "
        line += " " + cell + ","
    lines += [line, "];", ""]
    return "\n".join(lines)


text = "\n".join([
    f"//! Character classes of Python {sys.version_info.major}.{sys.version_info.minor} "
    f"(Unicode {unicodedata.unidata_version}): inclusive ranges of code points.",
    "//!",
    "//! Written by `tests/data/make_unicode_tables.py`.",
    "",
    table("ALPHA", "`str.isalpha`.", ranges(str.isalpha)),
    table("DIGIT", "`str.isdigit`.", ranges(str.isdigit)),
    table("UPPER", "`str.isupper`.", ranges(str.isupper)),
])
(out / "unicode.rs").write_text(text.rstrip() + "\n", encoding="utf-8")
symbols = sorted(((number, name) for name, number in IDS.items() if name), key=lambda pair: pair[0])
(out / "symbols.txt").write_text("".join(f"{name} {number}\n" for number, name in symbols), encoding="utf-8")

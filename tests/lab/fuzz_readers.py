"""Mutates good files of each kind and checks them: whatever they hold, no rule and no reader fails.

    python tests/lab/fuzz_readers.py --count 2000 --seed 1 txt html docx xlsx pdf ofd

Each failure is printed with its kind and number, and can be made again by the same seed.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from helpers.hostile_files import good

from gklint.batch.checking import check_bytes
from gklint.checking.settings import Settings
from gklint.testing import render, valid_draft

KINDS = ("txt", "html", "docx", "xlsx", "pdf", "ofd")
#: What mutations put in beside bytes drawn at random.
PIECES = (
    "\u200b" * 70,
    "9" * 4_301,
    "其中",
    "（",
    "\t",
    "<td>",
    "1" * 30 + ".5",
    "\x00",
    "|",
    "一、",
)
#: No mutated file may take longer, in seconds.
SLOW = 5.0


def mutated(raw: bytes, chance: Random) -> bytes:
    """Return the bytes with one to four of them cut, doubled, moved or replaced."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + int(chance.paretovariate(0.6)))
        kind = chance.randrange(5)
        if kind == 0:
            del data[start:end]
        elif kind == 1:
            data[start:start] = data[start:end]
        elif kind == 2:
            data[start:end] = chance.randbytes(end - start)
        elif kind == 3:
            data[start:end] = chance.choice(PIECES).encode()
        else:
            at = chance.randrange(len(data) + 1)
            data[at:at] = data[start:end]
    return bytes(data)


def failures(kind: str, count: int, seed: int) -> list[str]:
    """Check so many mutated files of a kind and return what failed."""
    raw = render(valid_draft(2023)).text.encode() if kind == "txt" else good(kind)
    failed = []
    for number in range(count):
        chance = Random(f"{seed} {kind} {number}")
        start = time.process_time()
        record = check_bytes(mutated(raw, chance), f"{number}.{kind}", Settings())
        taken = time.process_time() - start
        told = [found.text("en") for found in record.found]
        wrong = [text for text in told if "failed" in text and "gklint itself" in text]
        wrong += [found.text("en") for found in record.found if found.code == "GK906"]
        if taken > SLOW:
            wrong.append(f"took {taken:.1f} s")
        failed += [f"{kind} {number}: {text[:200]}" for text in wrong]
    return failed


def main() -> int:
    """Print what failed and return how many kinds had a failure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=KINDS)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = {kind: failures(kind, given.count, given.seed) for kind in given.kinds}
    for kind, failed in found.items():
        print(f"{kind}: {len(failed)} of {given.count} failed")
        print("\n".join(failed[:20]))
    return sum(map(bool, found.values()))


if __name__ == "__main__":
    sys.exit(main())

"""Write anew what gklint says of the inputs, and show what changed: `make verdicts`."""

from __future__ import annotations

import difflib
import sys
from tempfile import TemporaryDirectory

from lab.verdicts.families import DATA
from lab.verdicts.inputs import input_named, names
from lab.verdicts.lines import lines_of

#: What gklint says of each input.
FILE = DATA / "results.txt"
_HEAD = (
    "# What gklint says of each input, by name. `make verdicts` writes it: see CONTRIBUTING.md.\n"
)


def kept() -> dict[str, list[str]]:
    """Return the lines that are kept, by the input's name."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("= "):
            lines = found.setdefault(line.removeprefix("= "), [])
        elif not line.startswith("#"):
            lines.append(line)
    return found


def written(found: dict[str, list[str]]) -> str:
    """Return the file that keeps these lines."""
    blocks = ("\n".join([f"= {name}", *lines]) for name, lines in found.items())
    return _HEAD + "\n".join(blocks) + "\n"


def main() -> int:
    """Write the file; print the lines that changed."""
    before = FILE.read_text("utf-8") if FILE.exists() else ""
    with TemporaryDirectory() as folder:
        found = {name: lines_of(input_named(name), folder) for name in names()}
    after = written(found)
    FILE.write_text(after, "utf-8")
    changed = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    for line in list(changed)[2:]:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())

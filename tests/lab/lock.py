"""Writes requirements/ci.txt, the versions that CI installs: `make lock`.

It reads what pip says that it would install (`pip install --dry-run --report`). Only names and
versions are written, so that any index will do.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HEAD = """\
# What CI installs, to the version: `make lock` writes it anew. It holds as constraints, for the
# interpreter that it was made with and newer ones; an older one takes what pyproject.toml allows.
"""


def lock_text(report: dict[str, Any]) -> str:
    """Return the text of the file for a report of pip."""
    names = {
        re.sub(r"[-_.]+", "-", entry["metadata"]["name"]).lower(): entry["metadata"]["version"]
        for entry in report["install"]
    }
    names.pop("gklint", None)
    version = ".".join(report["environment"]["python_full_version"].split(".")[:2])
    marker = f'python_version >= "{version}"'
    return HEAD + "".join(f"{name}=={names[name]} ; {marker}\n" for name in sorted(names))


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(sys.argv[2]).write_text(lock_text(given), encoding="utf-8", newline="\n")

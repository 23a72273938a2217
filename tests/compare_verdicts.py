"""Compare what two versions of gklint say of the same reports, to the byte.

    python tests/compare_verdicts.py OLD_TREE NEW_TREE PATH…

OLD_TREE and NEW_TREE are checkouts. JSON and SARIF are compared in Chinese and English; where they
differ, the first differing lines are shown and the exit status is 1. Keys that were renamed between
the two (`RENAMED`) count as the same, and those that only one has (`ADDED`) are left out.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from itertools import islice

#: Keys of the JSON that bear another name now: old → new.
RENAMED = {'"mend": ': '"advice": '}
#: Keys that only the newer may have.
ADDED = ("reason_codes",)
_MOST = 20


def said(tree: str, output_format: str, language: str, paths: list[str]) -> str:
    """Return what the gklint of a checkout says of the paths, without versions and times."""
    command = [sys.executable, "-m", "gklint", "check", "--exit-zero", "--no-cache", "--isolated"]
    command += ["--lang", language, "--output-format", output_format, *paths]
    environment = os.environ | {"PYTHONPATH": tree, "PYTHONDONTWRITEBYTECODE": "1"}
    # From a folder that is neither of the two, so that paths are written the same way.
    with tempfile.TemporaryDirectory() as elsewhere:
        done = subprocess.run(
            command, cwd=elsewhere, env=environment, capture_output=True, text=True
        )
    if done.returncode or done.stderr:
        raise SystemExit(f"{tree}: exit status {done.returncode}\n{done.stderr}")
    # A key of another length makes other line breaks: what counts are the values.
    data = json.loads(done.stdout, object_hook=_without_added)
    # What each part of gklint is hashed to.
    data.pop("versions", None)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for before, after in RENAMED.items():
        text = text.replace(before, after)
    return re.sub(r'"(start|end)TimeUtc": "[^"]*"', "", text)


def _without_added(found: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if key not in ADDED}


def main() -> int:
    """Print how the two differ."""
    old_tree, new_tree, *paths = map(os.path.abspath, sys.argv[1:])
    differing = 0
    for output_format in ("json", "sarif"):
        for language in ("zh", "en"):
            old = said(old_tree, output_format, language, paths)
            new = said(new_tree, output_format, language, paths)
            if old != new:
                differing += 1
                print(f"{output_format} {language}:")
                lines = difflib.unified_diff(
                    old.split("\n"), new.split("\n"), "old", "new", n=0, lineterm=""
                )
                print("\n".join(islice(lines, _MOST)))
    print("no difference" if not differing else f"{differing} outputs differ")
    return differing > 0


if __name__ == "__main__":
    sys.exit(main())

"""For tests of the command line: gklint run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples"
#: For a pytest that is run by a test: pytest-lsp takes every item for a function of its own.
WITHOUT_OTHERS = "-p no:pytest-lsp -p no:asyncio"
CLEAN = EXAMPLES / "clean-2023.txt"
WRONG = EXAMPLES / "wrong-totals-2023.txt"


class Done(NamedTuple):
    """What a run came to: its exit status and what it wrote, as bytes and as UTF-8."""

    status: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        """Standard output as UTF-8."""
        return self.raw.decode("utf-8")


def environment(**changes: str) -> dict[str, str]:
    """Return an environment without the language and the terminal of whoever runs the tests."""
    personal = (
        *("LC_", "LANG", "PYTHONIOENCODING", "PYTHONUTF8", "NO_COLOR", "TERM", "COLUMNS"),
        *("FORCE_COLOR", "GITHUB_", "CI_"),
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(personal)}
    return kept | {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)} | changes


def gklint(*arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, **changes: str) -> Done:
    """Run gklint with these arguments and changes to the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "gklint", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**changes),
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

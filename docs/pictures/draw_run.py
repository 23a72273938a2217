"""docs/pictures/run.svg and run.en.svg, drawn from real runs: `make pictures`.

What stands in the pictures is what gklint prints, colours included.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COLUMNS = 100
COMMAND = ["--select", "review-total,row-total", "examples/wrong-totals-2023.txt"]

#: As rich draws a terminal, with fonts of the reader's machine and nothing from a network.
FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" \
aria-label="gklint">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", \
"Microsoft YaHei", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def run(language: str) -> str:
    """Return what a run prints on a terminal, colours included."""
    program = (
        "import sys\n"
        "from gklint.reporters import stream\n"
        "from gklint.cli import main\n"
        "sys.stdout.isatty = lambda: True\n"
        "main()\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": str(COLUMNS), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "--lang", language, "--isolated", *COMMAND],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode != 1:
        raise SystemExit(done.stderr)
    return done.stdout


def draw(language: str) -> str:
    """Return the picture of a run."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("$ gklint " + " ".join(COMMAND)))
    console.print(Text.from_ansi(run(language)))
    return console.export_svg(title="gklint", code_format=FORMAT, unique_id="run")


if __name__ == "__main__":
    for language, name in (("zh", "run.svg"), ("en", "run.en.svg")):
        (HERE / name).write_text(draw(language), encoding="utf-8", newline="\n")

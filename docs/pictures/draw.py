"""The pictures of terminals in docs/pictures, drawn from real runs: `make pictures`.

What stands in the pictures is what gklint prints, colours included.
"""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Picture(NamedTuple):
    """What is run: the language, the options of check, and how samples are drawn, if they are."""

    language: str
    command: tuple[str, ...]
    samples: tuple[str, ...] = ()
    columns: int = 100


WRONG_TOTALS = ("--select", "review-total,row-total", "examples/wrong-totals-2023.txt")
DISTRICT = ("练习", "--count", "6", "--faulty", "2", "--year", "2023", "--layout", "tabs_grid",
            "--seed", "118")  # fmt: skip
PICTURES = {
    "run.svg": Picture("zh", WRONG_TOTALS),
    "run.en.svg": Picture("en", WRONG_TOTALS),
    "overview.svg": Picture(
        "zh", ("--no-across", "--output-format", "overview", "练习"), DISTRICT, 112
    ),
    "overview.en.svg": Picture(
        "en", ("--no-across", "--output-format", "overview", "练习"), DISTRICT, 112
    ),
}

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


def run(picture: Picture) -> str:
    """Return what a run prints on a terminal, colours included."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "COLUMNS": str(picture.columns),
        "TERM": "xterm",
        "FORCE_COLOR": "1",
    }
    environment.pop("NO_COLOR", None)
    call = [sys.executable, "-m", "gklint", "check", "--lang", picture.language, "--isolated"]
    with tempfile.TemporaryDirectory() as empty:
        if picture.samples:
            samples = [sys.executable, "-m", "gklint", "samples", *picture.samples]
            subprocess.run(samples, cwd=empty, env=environment, check=True)
        done = subprocess.run(
            [*call, *picture.command],
            cwd=empty if picture.samples else ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
        )
    if done.returncode != 1:
        raise SystemExit(done.stderr)
    return done.stdout


def with_wide_characters(drawing: str) -> str:
    """Return a drawing in which a wide character takes two places, which rich counts as one."""

    def measured(text: re.Match[str]) -> str:
        words = html.unescape(text["words"])
        length = float(text["length"]) * cell_len(words) / len(words)
        return f'{text["before"]}textLength="{length:g}"{text["after"]}{text["words"]}</text>'

    parts = (
        r'(?P<before><text [^>]*)textLength="(?P<length>[^"]+)"(?P<after>[^>]*>)'
        r"(?P<words>[^<]+)</text>"
    )
    return re.sub(parts, measured, drawing)


def draw(name: str) -> str:
    """Return a picture of PICTURES as SVG."""
    picture = PICTURES[name]
    console = Console(record=True, width=picture.columns, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("$ gklint " + " ".join(picture.command)))
    console.print(Text.from_ansi(run(picture)))
    drawing = console.export_svg(title="gklint", code_format=FORMAT, unique_id="run")
    return with_wide_characters(drawing)


if __name__ == "__main__":
    for name in PICTURES:
        (HERE / name).write_text(draw(name), encoding="utf-8", newline="\n")

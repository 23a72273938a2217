"""Measures runs over many files, as ratios: `python benchmarks/many_files.py [COUNT]`.

Everything is a whole process, from the shell's point of view, and the best of a few runs that were
taken in turn, because other work on the machine can only make a run longer. The exit status is 1
where a ratio misses what it must reach.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FORMATS = ("text", "json", "sarif")
COUNT = 5_000
#: One in so many reports has faults.
_FAULTY = 5

#: Runs a command and prints the most memory that one of its processes took (KiB; bytes on macOS).
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Ratio(NamedTuple):
    """One line of the result: what, how many times, how many it must be."""

    what: str
    measured: float
    must: float
    at_most: bool = False

    @property
    def reached(self) -> bool:
        """Whether it is what it must be."""
        return self.measured <= self.must if self.at_most else self.measured >= self.must


def main() -> int:
    """Measure, print the ratios, and return 1 where one is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_reports(place / "reports", count)
        write_reports(place / "tenth", count // 10)
        ratios = [*_again(place), _two_jobs(place), *_memory(place)]
    for ratio in ratios:
        sign = "at most" if ratio.at_most else "at least"
        verdict = "" if ratio.reached else "   MISSED"
        print(f"{ratio.what:<58} {ratio.measured:7.2f}   {sign} {ratio.must:g}{verdict}")
    return 0 if all(ratio.reached for ratio in ratios) else 1


def write_reports(folder: Path, count: int) -> None:
    """Write so many reports of any layout, in folders of 500, one in five of them with faults."""
    from lab.imperfect import IMPERFECTIONS

    from gklint.testing import LAYOUTS, random_draft, random_report, random_style, render

    ways = list(IMPERFECTIONS.values())
    for number in range(count):
        chance = Random(number)
        if number % _FAULTY:
            text = random_report(chance).text
        else:
            layout = list(LAYOUTS)[number % len(LAYOUTS)]
            draft = ways[number % len(ways)](random_draft(chance), chance)
            text = render(draft, layout, random_style(chance, layout)).text
        place = folder / f"{number // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(text, encoding="utf-8", newline="")


def _again(place: Path) -> Iterator[Ratio]:
    """Measure runs over reports that did not change against the first one, format by format."""
    for form in FORMATS:
        with _cache(place) as cache:
            first = _seconds(place / "reports", cache, form)
            by_stat = min(_seconds(place / "reports", cache, form) for _ in range(5))
            by_hash = min(
                _seconds(place / "reports", cache, form, "--cache-check", "hash") for _ in range(3)
            )
        must = form == "text"
        yield Ratio(
            f"{form}: first / unchanged by stat ({first:.1f} s / {by_stat:.2f} s)",
            first / by_stat,
            60 if must else 1,
        )
        yield Ratio(
            f"{form}: first / unchanged by hash ({first:.1f} s / {by_hash:.2f} s)",
            first / by_hash,
            15 if must else 1,
        )


def _two_jobs(place: Path) -> Ratio:
    seconds: dict[str, list[float]] = {"1": [], "2": []}
    with _cache(place) as cache:
        for _ in range(3):
            for jobs, taken in seconds.items():
                taken.append(
                    _seconds(place / "reports", cache, "text", "--no-cache", "--jobs", jobs)
                )
    one, two = min(seconds["1"]), min(seconds["2"])
    return Ratio(f"one job / two jobs ({one:.1f} s / {two:.1f} s)", one / two, 1.7)


def _memory(place: Path) -> Iterator[Ratio]:
    if sys.platform == "win32":
        return
    for jobs in ("1", "2"):
        peaks = []
        for name in ("reports", "tenth"):
            with _cache(place) as cache:
                peaks.append(_peak(place / name, cache, "--jobs", jobs))
        whole, tenth = peaks
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        yield Ratio(
            f"peak memory, {jobs} jobs: all / a tenth ({whole / unit:.0f} MiB /"
            f" {tenth / unit:.0f} MiB)",
            whole / tenth,
            1.25,
            at_most=True,
        )


@contextmanager
def _cache(place: Path) -> Iterator[Path]:
    """Give a cache folder in which nothing is kept."""
    folder = place / "cache"
    _seconds(place / "tenth" / "000" / "000001.txt", folder, "text")
    yield folder
    shutil.rmtree(folder)


def _seconds(reports: Path, cache: Path, form: str, *options: str) -> float:
    def run() -> None:
        subprocess.run(
            _command(reports, "--output-format", form, *options),
            env=_environment(cache),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )

    return _timed(run)


def _peak(reports: Path, cache: Path, *options: str) -> int:
    command = [sys.executable, "-c", _PEAK, *_command(reports, *options)]
    return int(
        subprocess.run(
            command, env=_environment(cache), cwd=ROOT, check=True, capture_output=True
        ).stdout
    )


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _command(reports: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "gklint", "check", str(reports), *options]


def _environment(cache: Path) -> dict[str, str]:
    # Without byte code every start would compile gklint again.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"XDG_CACHE_HOME": str(cache)}


if __name__ == "__main__":
    sys.exit(main())

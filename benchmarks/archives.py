"""Measures what `gklint archive` takes as archives grow: `python benchmarks/archives.py [COUNT]`.

COUNT reports (20,000 if none is given) against a tenth of them, one job against two: time of the
processor, memory of all processes of a run together, room on the disk. The whole is checked by one
job and by two, twice in turns, because of a tenth the start of the workers is too large a part;
the tenth before the whole and after it. The mean counts. The exit status is 1 where a ratio misses
what it must reach; by the clock that is asked only where nothing else was at work when it began.
Linux only: /proc tells what each process takes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import fmean
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from measuring import Figure  # noqa: E402

COUNT = 20_000
#: One report in so many is a document, of each kind in turn; all others are texts.
_DOCUMENT = 20
#: The whole is checked so often by one job and by two.
_TURNS = 2
#: Of a machine at rest no more processes than so were waiting or at work in the last minute.
_AT_REST = 0.5
#: So often (seconds) the processes of a run are looked at.
_OFTEN = 0.25
DATA_SETS = ("reports", "findings", "outcomes", "cells", "_shards")


class Taken(NamedTuple):
    """What a run took: seconds of the processor in all and by its busiest process, seconds of the
    clock, MiB of all its processes together at most (what they share counted once)."""

    cpu: float
    busiest: float
    wall: float
    memory: float


def main() -> int:
    """Measure, print the figures, and return 1 where one is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_reports(place / "whole", count)
        _link(place, "tenth", count // 10)
        _link(place, "one", 1)
        figures = list(_figures(place, count))
    width = max(len(figure.what) for figure in figures)
    for figure in figures:
        verdict = "" if figure.reached else "   MISSED"
        print(f"{figure.what:<{width}}  {figure.measured:>8}   {figure.must}{verdict}")
    return 0 if all(figure.reached for figure in figures) else 1


def write_reports(folder: Path, count: int) -> None:
    """Write so many reports drawn at random, in folders of 500."""
    from gklint.testing import random_report
    from gklint.testing.documents import KINDS, random_document

    for number in range(count):
        stem = folder / f"{number // 500:03}" / f"{number:06}"
        stem.parent.mkdir(parents=True, exist_ok=True)
        if number % _DOCUMENT:
            stem.with_suffix(".txt").write_text(random_report(Random(number)).text, "utf-8")
        else:
            kind = KINDS[number // _DOCUMENT % len(KINDS)]
            made = random_document(kind, Random(number))
            stem.with_suffix(made.suffix).write_bytes(made.raw)


def _link(place: Path, name: str, count: int) -> None:
    """Have a folder with the first reports of the whole."""
    for path in sorted((place / "whole").glob("*/*"))[:count]:
        target = place / name / path.relative_to(place / "whole")
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, target)


def _figures(place: Path, count: int) -> Iterator[Figure]:
    alone = os.getloadavg()[0] <= _AT_REST
    tenth = count // 10
    start = min(_told(place, "one", 1, 1).cpu for _ in range(3))
    tenths = [_told(place, "tenth", tenth, 2)]
    wholes: dict[int, list[Taken]] = {1: [], 2: []}
    for _ in range(_TURNS):
        for jobs, taken in wholes.items():
            taken.append(_told(place, "whole", count, jobs))
    tenths.append(_told(place, "tenth", tenth, 2))
    _told(place, "whole", count, 2, again=True)
    one, two = (_mean(wholes[jobs]) for jobs in (1, 2))
    fewer = _mean(tenths)
    sizes = (f"{name} {_bytes(place / 'whole-archive' / name) / count:.0f}" for name in DATA_SETS)
    print(f"bytes a report: {', '.join(sizes)}; the reports {_bytes(place / 'whole') / count:.0f}")
    print(
        f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    print()
    yield _at_most("memory: the whole / a tenth", two.memory / fewer.memory, 1.3)
    cost = (two.cpu - start) / count, (fewer.cpu - start) / tenth
    what = f"cost a report: the whole / a tenth ({cost[0] * 1000:.1f} ms / {cost[1] * 1000:.1f} ms)"
    ratio = cost[0] / cost[1]
    yield Figure(what, f"{ratio:.2f}x", "0.9 to 1.1", 0.9 <= ratio <= 1.1)
    yield _at_most("processor: two jobs / one", two.cpu / one.cpu, 1.15)
    # With a processor for each: as soon as the busiest is done, and no sooner than half of it all.
    ends = max(two.busiest, two.cpu / 2)
    yield _at_least("speed of two jobs / one, by the processor", one.cpu / ends, 1.8)
    clock = _at_least("speed of two jobs / one, by the clock", one.wall / two.wall, 1.8)
    yield clock if alone else clock._replace(must="(others were at work)", reached=True)


def _at_most(what: str, ratio: float, must: float) -> Figure:
    return Figure(what, f"{ratio:.2f}x", f"at most {must:g}", ratio <= must)


def _at_least(what: str, ratio: float, must: float) -> Figure:
    return Figure(what, f"{ratio:.2f}x", f"at least {must:g}", ratio >= must)


def _mean(several: list[Taken]) -> Taken:
    return Taken(*(fmean(values) for values in zip(*several, strict=True)))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _told(place: Path, reports: str, count: int, jobs: int, again: bool = False) -> Taken:
    """Run `gklint archive` over a folder, say what it took, and return it."""
    taken = _archived(place, reports, jobs, again)
    more = ", nothing changed" if again else ""
    print(
        f"{count:>6} reports, jobs {jobs}{more}: {taken.cpu:.1f} s of the processor, of them"
        f" {taken.busiest:.1f} by the busiest process; {taken.wall:.1f} s by the clock;"
        f" {taken.memory:.0f} MiB at most",
        flush=True,
    )
    return taken


def _archived(place: Path, reports: str, jobs: int, keep: bool) -> Taken:
    """Run `gklint archive` over a folder and return what it took."""
    to = place / f"{reports}-archive"
    if not keep:
        shutil.rmtree(to, ignore_errors=True)
    command = [sys.executable, "-m", "gklint", "archive", reports, "--to", str(to), "--isolated"]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        cwd=place,
        env=_environment(),
        stdout=subprocess.DEVNULL,
    )
    processor: dict[int, float] = {}
    #: Those that read PDFs: nobody waits for them, so that their time is in nobody's.
    readers: set[int] = set()
    memory = 0.0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        workers = set(_children(process.pid) if jobs > 1 else ())
        family = list(_family(process.pid))
        readers |= {*family} - workers - {process.pid}
        for pid in family:
            with suppress(OSError, ValueError):
                processor[pid] = max(_seconds(pid), processor.get(pid, 0))
        memory = max(memory, sum(map(_proportional, family)))
        time.sleep(_OFTEN)
    wall = time.perf_counter() - begun
    process.returncode = status
    if status:
        raise SystemExit(f"gklint archive of {reports} ended with {status}")
    cpu = used.ru_utime + used.ru_stime + sum(processor.get(pid, 0) for pid in readers)
    return Taken(cpu, max(processor.values()), wall, memory / 1024)


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, and they in turn."""
    yield pid
    for child in _children(pid):
        yield from _family(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                found += map(int, file.read().split())
    return found


def _seconds(pid: int) -> float:
    """Return the time of the processor that a process took, without its children."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        values = file.read().rpartition(")")[2].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def _proportional(pid: int) -> int:
    """Return the KiB of a process, of what it shares with others its share."""
    with suppress(OSError), open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def _environment() -> dict[str, str]:
    # Without byte code every start would compile gklint again.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    sys.exit(main())

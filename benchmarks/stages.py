"""Where the time of one report goes, by kind: `python benchmarks/stages.py`, and in `make bench`.

The seconds are those of the processor, because other work on the machine changes them little. All
kinds and stages are taken in turn, a few times; the median counts. `rules` is what checking takes
beside parsing and prose.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_ROUNDS = 9
#: So many reports are taken at a time: one is soon done.
_AT_ONCE = 5
STAGES = ("read", "parse", "prose", "rules", "report")
#: What the documents are written with, and what gklint needs to read them, by kind.
_LIBRARIES = {
    "txt": (),
    "docx": ("docx",),
    "html": (),
    "xlsx": ("openpyxl",),
    "pdf": ("reportlab", "pypdfium2"),
}


def lines() -> Iterator[str]:
    """Yield a table: milliseconds of the processor a report, by kind and stage."""
    reports = {kind: _report(kind) for kind, needs in _LIBRARIES.items() if _has(needs)}
    taken: dict[str, dict[str, list[float]]] = {}
    for _ in range(_ROUNDS):
        for kind, raw in reports.items():
            for stage, seconds in _stages(raw, f"report.{kind}"):
                taken.setdefault(kind, {}).setdefault(stage, []).append(seconds)
    yield "ms of CPU  " + "".join(f"{stage:>8}" for stage in (*STAGES, "whole", "/ read"))
    for kind, by_stage in taken.items():
        spent = {stage: 1000 * median(seconds) for stage, seconds in by_stage.items()}
        spent["rules"] = spent.pop("check") - spent["parse"] - spent["prose"]
        whole = sum(spent.values())
        told = [*(spent[stage] for stage in STAGES), whole]
        # A text takes no reading to speak of.
        times = "" if kind == "txt" else f"{whole / spent['read']:7.2f}x"
        yield f"{kind:<11}" + "".join(f"{value:8.2f}" for value in told) + times


def _has(libraries: tuple[str, ...]) -> bool:
    return all(find_spec(name) for name in libraries)


def _report(kind: str) -> bytes:
    """Return a valid report of 2023; the same one for all kinds."""
    from gklint.testing import render, valid_draft
    from gklint.testing.documents import document

    draft = valid_draft(2023)
    return render(draft).text.encode() if kind == "txt" else document(draft, kind).raw


def _stages(raw: bytes, path: str) -> Iterator[tuple[str, float]]:
    """Yield stages with the seconds that a report takes; `check` is parsing, prose and rules."""
    from gklint.checking.records import record_of
    from gklint.checking.runs import Loaded, Run
    from gklint.checking.settings import Settings
    from gklint.engine import lint_source
    from gklint.parsing import parse
    from gklint.plugins.loading import load_plugins
    from gklint.prose import prose_of
    from gklint.readers import read_bytes
    from gklint.reporters import Options, reporter

    source = read_bytes(raw, path)
    result = lint_source(source, Settings())
    # What is loaded when it is needed first is no cost of a report.
    reports = [parse(source) for _ in range(_AT_ONCE)]
    run = Run(lambda: Loaded(load_plugins().rules))
    write = reporter("text", run, lambda text: None, Options())
    write.add(record_of(result))
    yield "read", _seconds(lambda _: read_bytes(raw, path)) + _in_child(raw, path)
    yield "parse", _seconds(lambda _: parse(source))
    # A report keeps what its prose says, so each is asked once.
    yield "prose", _seconds(lambda number: prose_of(reports[number]))
    yield "check", _seconds(lambda _: lint_source(source, Settings()))
    yield "report", _seconds(lambda _: write.add(record_of(result)))


def _in_child(raw: bytes, path: str) -> float:
    """Return the seconds of the process that stays to read PDFs, whose use is told when it ends:
    the same work done here."""
    if not path.endswith(".pdf"):
        return 0.0
    from gklint.readers.limits import Limits
    from gklint.readers.pdf.reader import content_of, document_blocks

    return _seconds(lambda _: list(document_blocks(content_of(raw, Limits()))))


def _seconds(run: Callable[[int], object]) -> float:
    start = _spent()
    for number in range(_AT_ONCE):
        run(number)
    return (_spent() - start) / _AT_ONCE


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print("\n".join(lines()))

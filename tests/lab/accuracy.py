"""How accurate gklint is: `PYTHONPATH=tests python -m lab.accuracy`.

Measures how tables are read, as text (`reading_accuracy`) and in documents (`document_accuracy`),
how rules answer to faults (`--faults`, see `fault_accuracy`), and what they say of real reports
that a reviewer went through (`reviewed`).
`--markdown docs/accuracy.md` measures all of it and writes it down.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

from lab.accuracy_tables import VALID, Measured, as_text, document
from lab.document_accuracy import (
    CHANGES,
    Sameness,
    compare_findings,
    score_documents,
    score_real_documents,
    writable_kinds,
)
from lab.fault_accuracy import Tally, example, faults_to_measure, measure
from lab.imperfect import IMPERFECTIONS
from lab.kind_accuracy import KindScore, score_kinds
from lab.prose_accuracy import section
from lab.reading_accuracy import (
    Maker,
    Misreading,
    Score,
    compare,
    damaged_report,
    imperfect_report,
    is_right,
    score,
    score_layouts,
    score_real,
    traditional_report,
    valid_report,
)
from lab.real_reports import real_reports
from lab.reviewed import review, reviewed_reports
from lab.sparse_layouts import score_writers

from gklint.testing.documents import KINDS
from gklint.testing.layouts import LAYOUTS

__all__ = ["Misreading", "Score", "compare", "damaged_report", "is_right", "main", "score"]


#: Sparse tables as other programs write them; whether nothing is written by signs, too.
SPARSE_WRITTEN = {
    "sparse, in other layouts: nothing is left blank": False,
    "sparse, in other layouts: nothing is blank, a dash, 无 or 0": True,
}
#: So many reports each paragraph is filled with.
_PROSE_SEEDS = 3


def measured_readings(
    given: argparse.Namespace, layouts: Sequence[str]
) -> Iterator[tuple[str, list[tuple[str, Score]]]]:
    """Yield how tables are read, by kind of report."""
    makers: dict[str, Maker] = {
        VALID: valid_report,
        "in traditional characters": traditional_report,
        **{title: imperfect_report(change) for title, change in IMPERFECTIONS.items()},
        "damaged in one place": damaged_report,
    }
    for title, make in makers.items() if layouts else ():
        yield (
            title,
            list(
                score_layouts(make, given.reports, given.seed, layouts, alarms=make is valid_report)
            ),
        )
    for title, signs in SPARSE_WRITTEN.items() if len(layouts) == len(LAYOUTS) else ():
        yield title, list(score_writers(given.reports // 2, given.seed, signs))
    real = [(report.name, score_real(report)) for report in real_reports()]
    if real and layouts:
        yield "real reports", real


def measured_documents(
    given: argparse.Namespace, kinds: Sequence[str]
) -> Iterator[tuple[str, list[tuple[str, Score]]]]:
    """Yield how documents are read, by kind of report; writing them takes longer than reading."""
    with ProcessPoolExecutor(given.jobs) as pool:
        for title in CHANGES if kinds else ():
            scores = pool.map(
                partial(score_documents, title=title, reports=given.documents, seed=given.seed),
                kinds,
            )
            yield title, list(zip(kinds, scores, strict=True))
    real = list(score_real_documents()) if "pdf" in kinds else []
    if real:
        yield "documents: real reports", real


def measured_kinds(given: argparse.Namespace, layouts: Sequence[str]) -> list[KindScore]:
    """Return how documents that are no report, and reports of earlier years, are taken."""
    whole = len(layouts) == len(LAYOUTS)
    return list(score_kinds(max(given.reports // 10, 1), given.seed)) if whole else []


def measured_sameness(given: argparse.Namespace, kinds: Sequence[str]) -> list[Sameness]:
    """Return how the findings of documents compare with those of the same reports as text."""
    chosen = _chosen_faults(given)
    work = partial(_sameness, kinds=kinds, reports=given.each_document, seed=given.seed)
    total = {kind: Sameness(kind) for kind in kinds}
    with ProcessPoolExecutor(given.jobs) as pool:
        for several in pool.map(work, chosen if kinds else ()):
            for each in several:
                total[each.kind] += each
    return list(total.values())


def _sameness(index: int, kinds: Sequence[str], reports: int, seed: int) -> list[Sameness]:
    return compare_findings(faults_to_measure()[index], kinds, reports, seed)


def _chosen_faults(given: argparse.Namespace) -> list[int]:
    """Return the indexes of the faults that were asked for."""
    return [
        index
        for index, fault in enumerate(faults_to_measure())
        if not given.rule or fault.code.startswith(tuple(given.rule))
    ]


def measured_faults(given: argparse.Namespace, layouts: Sequence[str]) -> list[Tally]:
    """Return how rules answer to faults, every fault in every layout."""
    faults, chosen = faults_to_measure(), _chosen_faults(given)
    work = partial(_tallies, layouts=layouts, reports=given.each, seed=given.seed)
    with ProcessPoolExecutor(given.jobs) as pool:
        # Faults hold functions, which cannot be sent to another process and back.
        return [
            tally._replace(fault=faults[index])
            for index, several in zip(chosen, pool.map(work, chosen), strict=True)
            for tally in several
        ]


def _tallies(index: int, layouts: Sequence[str], reports: int, seed: int) -> list[Tally]:
    fault = faults_to_measure()[index]
    told = fault._replace(put=None)  # type: ignore[arg-type]
    return [tally._replace(fault=told) for tally in measure(fault, layouts, reports, seed)]


def print_misreadings(title: str, scores: Sequence[tuple[str, Score]], show: int) -> None:
    """Print the first misreadings and alarms of each layout."""
    for name, result in scores:
        for reading in (*result.wrong, *result.unread)[:show]:
            key = ".".join(reading.key)
            print(f"    {title}, {name}: {key}: {reading.true} read as {reading.read}")
        for alarm in result.alarms[:show]:
            print(f"    {title}, {name}: {alarm.line}: {alarm.code} {alarm.text('zh')}")


def print_failures(tallies: Sequence[Tally], show: int, seed: int) -> None:
    """Print the first reports of each fault and layout that were not answered as they should."""
    faults = {(fault.code, fault.what): fault for fault in faults_to_measure()}
    for tally in tallies:
        for number in sorted({*tally.missed, *tally.misplaced, *tally.noisy})[:show]:
            fault = faults[tally.fault.code, tally.fault.what]
            print(f"\n{example(fault, tally.layout, number, seed)}")


def print_differences(several: Sequence[Sameness], show: int) -> None:
    """Print the first documents whose findings are not those of the same report as text."""
    for each in several:
        for what, before, after in each.differing[:show]:
            print(f"    {what}\n      only as text: {before}, only in the document: {after}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the tables and, if asked to, write the document."""
    parser = argparse.ArgumentParser(prog="python -m lab.accuracy", description=__doc__)
    parser.add_argument("--reports", type=int, default=200, help="random reports a layout")
    parser.add_argument("--faults", action="store_true", help="measure the rules, not the reading")
    parser.add_argument("--each", type=int, default=20, help="reports for each fault and layout")
    parser.add_argument("--rule", action="append", help="only faults of this rule: a code, GK3, …")
    parser.add_argument("--seed", type=int, default=0, help="which random reports")
    parser.add_argument(
        "--layout",
        action="append",
        choices=(*LAYOUTS, *KINDS),
        help="only this layout or kind of document",
    )
    parser.add_argument(
        "--documents", type=int, default=50, help="random reports a kind of document"
    )
    parser.add_argument(
        "--each-document", type=int, default=2, help="reports for each fault and kind of document"
    )
    parser.add_argument("--show", type=int, default=0, help="misreadings or missed faults to show")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    parser.add_argument("--markdown", type=Path, help="measure all and write this document")
    given = parser.parse_args(arguments)
    layouts = [name for name in given.layout or LAYOUTS if name in LAYOUTS]
    kinds = [kind for kind in writable_kinds() if kind in (given.layout or KINDS)]
    readings: list[tuple[str, list[tuple[str, Score]]]] = []
    if given.markdown or not given.faults:
        for title, scores in chain(
            measured_readings(given, layouts), measured_documents(given, kinds)
        ):
            readings.append((title, scores))
            for table in Measured([(title, scores)]).tables():
                print(f"\n{as_text(table)}", flush=True)
            print_misreadings(title, scores, given.show)
    measured = Measured(readings, kinds=measured_kinds(given, layouts) if readings else ())
    for table in measured._replace(readings=()).tables():
        print(f"\n{as_text(table)}", flush=True)
    if given.markdown or given.faults:
        reviews = [] if given.rule else [(each, review(each)) for each in reviewed_reports()]
        measured = measured._replace(
            tallies=measured_faults(given, layouts),
            reviews=reviews,
            sameness=measured_sameness(given, kinds),
        )
        for table in measured._replace(readings=(), kinds=()).tables():
            print(f"\n{as_text(table)}", flush=True)
        print_failures(measured.tallies, given.show, given.seed)
        print_differences(measured.sameness, given.show)
    if given.markdown:
        told = " ".join(["PYTHONPATH=tests python -m lab.accuracy", *_told(given)])
        written = f"{document(measured, told)}\n{section(_PROSE_SEEDS)}"
        given.markdown.write_text(written, encoding="utf-8", newline="\n")


def _told(given: argparse.Namespace) -> Iterator[str]:
    yield f"--reports {given.reports} --each {given.each} --seed {given.seed}"
    for name in ("rule", "layout"):
        for value in getattr(given, name) or ():
            yield f"--{name} {value}"
    yield f"--markdown {given.markdown}"


if __name__ == "__main__":
    main()

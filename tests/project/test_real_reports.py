"""What a careful reviewer finds in real reports is found, at its line, and nothing beside it.

The reports are public documents of others and stand beside the project, not in it: without the
folder these tests are skipped.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import gklint
from gklint.model.diagnostics import Severity
from gklint.plugins.loading import load_plugins

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
SEEDS = SHARED / "seeds"
CORPUS = SHARED / "corpus"

#: Codes of the kinds of findings that `findings.json` names.
KINDS = {
    "review_sum": "GK304",
    "litigation_sum": "GK304",
    "outdated_format": "GK202",
    "label_deviation": "GK212",
    "prose_table_mismatch": "GK402",
}
#: Read and true, and not among what these reviewers looked for: results of 考核, 评议 and 追究 that
#: are not there, a fee without its number of cases, a doubled 的.
TRUE_BESIDE = {"GK112", "GK603", "GK707"}


class Expected(NamedTuple):
    """A finding of the reviewer: code, whether W or I will do, the line (None: not named)."""

    code: str
    severities: frozenset[str]
    line: int | None


def reviewed() -> dict[str, list[Expected]]:
    """Return the reviewer's errors and warnings by file, from `findings.md`."""
    found: dict[str, list[Expected]] = {}
    name = ""
    for line in (SEEDS / "findings.md").read_text("utf-8").splitlines():
        if heading := re.match(r"## (\d{3}\.txt)", line):
            name = heading[1]
        elif entry := re.match(r"- (GK\d{3}) ([EW])( or I)?:(.*)", line):
            at = re.search(r"L(\d+)", entry[4])
            words = {"E": "error", "W": "warning"}
            severities = {words[entry[2]], *(["info"] if entry[3] else [])}
            found.setdefault(name, []).append(
                Expected(entry[1], frozenset(severities), int(at[1]) if at else None)
            )
    return found


def codes_of_rules() -> set[str]:
    return {module.RULE.code for module in load_plugins().rules}


SEED_NAMES = [f"{number:03}.txt" for number in range(5)]
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="no folder of real reports")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="no folder of real reports")


@needs_seeds
@pytest.mark.parametrize("name", SEED_NAMES)
def test_every_error_and_warning_of_the_reviewer_is_found_at_its_line(name: str) -> None:
    result = gklint.lint_file(str(SEEDS / name))
    found = {(d.code, d.severity.word, d.line) for d in result.diagnostics}
    lines = {(code, severity) for code, severity, _ in found}
    for expected in reviewed().get(name, []):
        if expected.code not in codes_of_rules():
            continue
        if expected.code == "GK101" or expected.line is None:
            # What is absent has no line of its own.
            assert any((expected.code, s) in lines for s in expected.severities), expected
        else:
            where = {(expected.code, s, expected.line) for s in expected.severities}
            assert where & found, (expected, sorted(found))


@needs_seeds
@pytest.mark.parametrize("name", SEED_NAMES)
def test_no_error_and_no_warning_stands_beside_those_of_the_reviewer(name: str) -> None:
    result = gklint.lint_file(str(SEEDS / name))
    expected = {e.code for e in reviewed().get(name, [])}
    beside = [
        d.text()
        for d in result.diagnostics
        if d.severity >= Severity.WARNING and d.code not in expected
    ]
    assert not beside


@needs_seeds
def test_the_one_cell_a_line_report_has_its_six_sections_and_every_cell() -> None:
    report = gklint.lint_file(str(SEEDS / "002.txt")).report
    assert report is not None
    assert [section.form.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert sum(len(row.cells) for table in report.tables for row in table.rows) == 22 + 161 + 15


def corpus_files() -> list[Path]:
    return (
        sorted(p for p in CORPUS.glob("*/*") if p.suffix in (".txt", ".md"))
        if (CORPUS.is_dir())
        else []
    )


@needs_corpus
@pytest.mark.parametrize("path", corpus_files(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_each_copy_of_a_report_shows_the_sure_findings_and_no_other(path: Path) -> None:
    review = json.loads((path.parent / "findings.json").read_text("utf-8"))
    sure = Counter(KINDS[f["kind"]] for f in review["findings"] if f["certainty"] == "sure")
    likely = {KINDS[f["kind"]] for f in review["findings"]}
    result = gklint.lint_file(str(path))
    found = Counter(d.code for d in result.diagnostics)
    for code, count in sure.items():
        assert found[code] >= count, (code, count, found)
    beside = [
        f"{d.line} {d.code} {d.text()}"
        for d in result.diagnostics
        if d.severity >= Severity.WARNING and d.code not in likely | TRUE_BESIDE
    ]
    # A text whose reading order is lost may say that a table cannot be read.
    assert not [text for text in beside if " GK215 " not in text], beside


@needs_corpus
def test_only_the_text_without_reading_order_has_a_table_that_cannot_be_read() -> None:
    unread = {
        str(path.relative_to(CORPUS))
        for path in corpus_files()
        if any(d.code == "GK215" for d in gklint.lint_file(str(path)).diagnostics)
    }
    assert unread <= {"huaian_2024/layout_e_pdf_flow.txt"}

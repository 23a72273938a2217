"""The cells that records carry: those that `gklint extract` gives, wherever a record comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gklint.across.facts import facts_of
from gklint.batch import Found, check, with_facts
from gklint.batch.cache import open_cache
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.engine import lint_file
from gklint.extraction.cells import cells, extract_file, not_read
from gklint.model.facts import as_json, from_json
from gklint.testing import change_draft, render, valid_draft

EXAMPLES = sorted(Path("examples").glob("*-20*.*"))


def extracted(path: Path) -> list[tuple[Any, ...]]:
    """Return the cells of a file as `gklint extract` shows them."""
    extract = extract_file(str(path))
    assert extract.report is not None
    return [
        (table.key, cell.row, cell.column, *extract.shown(table, cell), cell.line)
        for table, cell in cells(extract.report)
    ]


def carried(record: Record) -> list[tuple[Any, ...]]:
    """Return the cells that a record carries, in the same shape."""
    assert record.facts is not None
    return [(*cell.key, cell.text, cell.value, cell.place.line) for cell in record.facts.cells()]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_a_record_carries_the_cells_that_extract_gives(path: Path) -> None:
    (record,) = check(Found((str(path),)), lambda _: Settings())
    assert sorted(carried(record), key=str) == sorted(extracted(path), key=str) != []


@pytest.mark.parametrize(
    "written", ["５", "1,036", "+7", "—", "/", "无", "", "3件", "13800138000", "x"]
)
def test_what_is_written_in_a_cell_is_carried_as_extract_shows_it(
    written: str, tmp_path: Path
) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(_report({"cell": "applications.new.natural_person", "text": written}), "utf-8")
    result = lint_file(str(path), Settings())
    facts = facts_of(result, "")
    assert facts is not None and from_json(as_json(facts)) == facts
    (record,) = check(Found((str(path),)), lambda _: Settings())
    assert sorted(carried(record), key=str) == sorted(extracted(path), key=str)


def test_a_row_that_could_not_be_read_is_carried_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    text = _report()
    row = next(line for line in text.splitlines() if line.startswith("一、本年新收"))
    path.write_text(text.replace(row, "\t".join(row.split("\t")[:4])), "utf-8")
    report = extract_file(str(path)).report
    assert report is not None
    wanted = {(table, row): reason.words for table, row, reason in not_read(report)}
    (record,) = check(Found((str(path),)), lambda _: Settings())
    assert record.facts is not None and wanted
    found = {
        (table.key, row): why for table in record.facts.tables for row, why in table.unread
    } | {(table.key, ""): table.problem for table in record.facts.tables if table.problem}
    assert found == wanted


def test_records_that_come_from_the_cache_still_carry_their_cells(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    first = [carried(record) for record in _through(folder)]
    again = [carried(record) for record in _through(folder)]
    assert again == first and all(first)


def _report(*changes: dict[str, object]) -> str:
    return render(change_draft(valid_draft(), list(changes))).text


def _through(folder: Path) -> list[Record]:
    def fail(*_: object) -> Any:
        raise AssertionError("nothing is lost or damaged")

    cache = open_cache(str(folder), "hash", fail, fail)
    assert cache is not None
    found = Found(tuple(map(str, EXAMPLES)))
    records = list(with_facts(check(found, lambda _: Settings(), cache=cache)))
    cache.close()
    return records

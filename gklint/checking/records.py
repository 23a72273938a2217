"""From a Result, which holds the whole report, to the Record that is shown and kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gklint.checking.results import About, Outcome, Record, Result, RuleName
from gklint.model.diagnostics import Diagnostic
from gklint.model.personal import mask
from gklint.model.report import CellKey
from gklint.model.source import Origin, Place
from gklint.support.json_values import JsonType

#: Outcomes that have been seen: of a thousand reports most have the same, and share them. Where
#: there are too many, all are forgotten, so that a long run takes no more memory than a short one.
_outcomes: dict[Outcome, Outcome] = {}
_MOST = 2_000


def record_of(result: Result, hashed: bool = True) -> Record:
    """Return what is to be shown and kept of a result; without `hashed` it has no SHA-256."""
    outcomes = tuple(
        _shared(outcome._replace(rule=RuleName(outcome.rule.code, outcome.rule.name)))
        for outcome in result.outcomes
    )
    source = result.source
    count = len(source.lines) if source else 0
    lines = {}
    if source is not None:
        ends = (*source.starts[1:], len(source.text))
        lines = {
            number: source.text[source.starts[number - 1] : ends[number - 1]]
            for number in _lines_of(result.diagnostics, count)
        }
    return Record(
        result.path,
        _about(result, hashed),
        result.diagnostics,
        outcomes,
        lines,
        count,
        result.accepted,
    )


@lru_cache(maxsize=1)
def record_type() -> JsonType[Record]:
    """Return how a record is written as JSON, and read again.

    A field that is added to one of these types is kept with the rest.
    """
    # Imported here: facts are kept where reports are compared.
    from gklint.model.facts import Facts

    # Where they are only spoken of, modules do not import these. An outcome is kept with the name
    # of its rule alone.
    names = {
        "Place": Place,
        "Origin": Origin,
        "CellKey": CellKey,
        "Named": RuleName,
        "Facts": Facts,
    }
    return JsonType(Record, names)


def _shared(outcome: Outcome) -> Outcome:
    if len(_outcomes) > _MOST:
        _outcomes.clear()
    return _outcomes.setdefault(outcome, outcome)


def _about(result: Result, hashed: bool) -> About | None:
    report, source = result.report, result.source
    if report is None or source is None:
        return None
    title = mask(report.title.text) if report.title else None
    return About(
        source.sha256 if hashed else "",
        len(source.raw),
        source.encoding,
        source.media_type,
        title,
        mask(report.agency) or None,
        report.agency_kind,
        report.year,
        report.format,
    )


def _lines_of(diagnostics: tuple[Diagnostic, ...], count: int) -> Iterator[int]:
    """Yield the numbers of the lines that show the findings: their own and those beside them."""
    wanted: set[int] = set()
    for diagnostic in diagnostics:
        places = [diagnostic.place, *(related.place for related in diagnostic.related)]
        places += [edit.place for edit in diagnostic.fix.edits] if diagnostic.fix else []
        for place in places:
            wanted.update(range(place.line - 1, min(place.end_line, count) + 2))
    yield from sorted(number for number in wanted if 0 < number <= count)

"""What the drawing of a report needs beside its JSON: tables, lines, the other language, and what a
waiver of each finding would say."""

from __future__ import annotations

from collections.abc import Sequence

from gklint.checking.results import Record
from gklint.drawing.cells import packed_tables
from gklint.model.diagnostics import Diagnostic
from gklint.reporters.jsontext import Json
from gklint.reporters.objects import Object
from gklint.reporters.wording import reasons, shown_fix
from gklint.suppression.proposing import Location, proposed

_OTHER = {"zh": "en", "en": "zh"}


def extras_of(record: Record, language: str) -> Object:
    """Return what is added to the JSON of a report that is in `language`: see form.js."""
    other = _OTHER.get(language, "en")
    counting = record.diagnostics
    accepted = [found for at, found in enumerate(record.found) if at in record.accepted]
    members: Object = {
        "tables": packed_tables(record.facts) if record.facts else None,
        "lines": {
            str(found.line): record.line(found.line) for found in counting if found.cell is None
        },
        "other": {
            "language": other,
            "diagnostics": _words(counting, other),
            "accepted": _words(accepted, other),
            "not_evaluated": [
                reasons(outcome, other) for outcome in record.outcomes if outcome.reasons
            ],
        },
        "waive": [_waiver(found, record) for found in counting],
    }
    return {key: value for key, value in members.items() if value not in (None, {}, [])}


def _words(found: Sequence[Diagnostic], language: str) -> list[Object]:
    return [
        {
            "message": diagnostic.text(language),
            "advice": diagnostic.advice_text(language),
            "fix": fix.title.say(language) if (fix := shown_fix(diagnostic)) else None,
            "related": [related.message(language) for related in diagnostic.related],
        }
        for diagnostic in found
    ]


def _waiver(found: Diagnostic, record: Record) -> Json:
    """Return the place and the numbers that a waiver of a finding would name; None for one that
    nobody may accept."""
    if not found.suppressible:
        return None
    waiver = proposed(found, record, "", Location())
    members: Object = {
        "cell": ".".join(waiver.cell) if waiver.cell else None,
        "words": waiver.words or None,
        "section": waiver.section,
        "value": waiver.value,
        "expected": waiver.expected,
    }
    return {key: value for key, value in members.items() if value is not None}

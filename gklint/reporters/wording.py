"""What all formats say in the same words: reasons, places in a document, acceptances."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gklint.checking.results import WAIVERS_TYPE, Acceptance, Outcome, Record
from gklint.model.diagnostics import Diagnostic, Fix
from gklint.model.source import Origin
from gklint.support.bilingual import Text

_PARTS = {
    "page": Text("第 {page} 页", "page {page}"),
    "paragraph": Text("第 {paragraph} 段", "paragraph {paragraph}"),
    "table": Text("表 {table}", "table {table}"),
    "row": Text("第 {row} 行", "row {row}"),
    "column": Text("第 {column} 列", "column {column}"),
}

_TABLE_OF = Text("表{numeral}", "the table of part {number}")
#: The parts of the form that have tables.
WITH_TABLES = (2, 3, 4)

_NOW = Text("现为 {value}", "now {value}")
_SHOULD = Text("应为 {value}", "should be {value}")
_BLANK = Text("空白", "blank")

_KINDS = {
    "suppression": Text("文中注明接受", "accepted in the text"),
    "waiver": Text("豁免", "waived"),
    "baseline": Text("基线中已有", "in the baseline"),
}
_REASON = Text("：{reason}", ": {reason}")


def reasons(outcome: Outcome, language: str) -> str:
    """Return why a rule was not checked, or not completely, as one sentence."""
    separator = "; " if language == "en" else "；"
    return separator.join(reason.say(language) for reason in outcome.reasons)


def reason_codes(outcome: Outcome) -> list[str]:
    """Return the codes of an outcome's reasons, each once; a plugin's reason may have none."""
    return list(dict.fromkeys(reason.code for reason in outcome.reasons if reason.code))


def table_of(section: int, language: str) -> str:
    """Return what a part's table is called: 表三 stands in part three."""
    numeral = "一二三四五六"[section - 1]
    return _TABLE_OF.say(language, {"numeral": numeral, "number": section})


def where(origin: Origin | None, language: str, section: int | None = None) -> str:
    """Return a place in a document: 第 2 页，表三第 4 行第 2 列; "" where there is no more to say
    than the line. A table is named by the part of the form it belongs to (`section`), where that is
    known: which one of the file's it is nobody counts."""
    if origin is None:
        return ""
    parts = parts_of(origin, language)
    if "table" in parts and section in WITH_TABLES:
        parts["table"] = table_of(section, language)
    if language == "en":
        return ", ".join(parts.values())
    cell = "".join(parts.pop(name, "") for name in ("row", "column"))
    if cell:
        # 表 3 第 4 行第 2 列
        parts["table"] = " ".join(filter(None, [parts.get("table", ""), cell]))
    return "，".join(parts.values())


def parts_of(origin: Origin, language: str) -> dict[str, str]:
    """Return what is known of page, paragraph, table, row and column, in words, by these names."""
    facts = origin._asdict()
    return {
        name: words.say(language, facts)
        for name, words in _PARTS.items()
        if facts[name] is not None
    }


def now_and_should(
    actual: int | Decimal | str | None,
    expected: int | Decimal | str | None,
    language: str,
    shown_as: Callable[[str], str] = str,
) -> str:
    """Return what stands there and what should: 现为 3，应为 5; None leaves one of them out.

    `shown_as` makes of a value's text what is to be shown.
    """
    parts = [
        words.say(
            language, {"value": shown_as(str(value)) if value != "" else _BLANK.say(language)}
        )
        for value, words in ((actual, _NOW), (expected, _SHOULD))
        if value is not None
    ]
    return (", " if language == "en" else "，").join(parts)


def documents(diagnostic: Diagnostic, language: str) -> str:
    """Return what a finding rests on: each document with the clauses that are quoted of it."""
    clauses: dict[str, dict[str, None]] = {}
    for clause in diagnostic.basis:
        clauses.setdefault(clause.document, {})[clause.clause] = None
    return ("; " if language == "en" else "；").join(
        " ".join(filter(None, [document, "、".join(filter(None, quoted))]))
        for document, quoted in clauses.items()
    )


def accepted(acceptance: Acceptance, language: str) -> str:
    """Return why a finding does not count: 豁免：理由."""
    kind = _KINDS.get(acceptance.kind, Text(acceptance.kind, acceptance.kind)).say(language)
    reason = acceptance.reason
    return kind + _REASON.say(language, {"reason": reason}) if reason else kind


def shown_fix(diagnostic: Diagnostic) -> Fix | None:
    """Return the fix of a finding, None where it has none or one that may not be shown.

    What it writes may hold the number of a person: masked it would be wrong, and as it is nobody
    may see it.
    """
    if diagnostic.fix is None:
        return None
    # Imported here: most findings have no fix.
    from gklint.model.personal import mask

    fix = diagnostic.fix
    words = (*fix.title, *(edit.text for edit in fix.edits))
    return fix if all(mask(text) == text for text in words) else None


def has_lines(record: Record) -> bool:
    """Say whether the author of a file sees its lines, so that a place can be told by them."""
    if record.about is None:
        return has_text_suffix(record.path)
    return record.about.is_roster or record.about.media_type in ("text/plain", WAIVERS_TYPE)


def has_text_suffix(path: str) -> bool:
    """Say whether a path is that of a text, and not of a document."""
    # Imported here: most paths are told by what is known of the file.
    from gklint.readers import DOCUMENT_SUFFIXES

    return not path.lower().endswith(DOCUMENT_SUFFIXES)


def is_plain_text(record: Record) -> bool:
    """Whether lines and columns are those of the file itself, so that its text could be edited."""
    return record.about is not None and record.about.media_type == "text/plain"

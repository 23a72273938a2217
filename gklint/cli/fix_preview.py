"""What `gklint fix` says of a document: where its author finds the place, what stands there, what
will (`--diff`), and what cannot be written into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from gklint.checking.results import Result
    from gklint.fixing import Fixed
    from gklint.model.diagnostics import Diagnostic

_LINE = Text(
    "{path}：{place}：{change}（{rule}）",
    "{path}: {place}: {change} ({rule})",
)
_REFUSED = Text("{place}：{rule} 没有改：", "{place}: {rule} was not fixed: ")
_UNSAFE = Text("，须用 --unsafe", ", with --unsafe")
_BLANK = Text("空白", "blank")
_TAKEN_OUT = Text("删去", "taken out")
_QUOTED = Text("“{words}”", "“{words}”")
#: What is written without marks of quotation.
_NUMBER = re.compile(r"[\d.,+-]+")


def is_document(fixed: Fixed) -> bool:
    """Say whether the file's author sees no lines of text in it."""
    return fixed.old is not None and fixed.old.media_type != "text/plain"


def changes(fixed: Fixed, path: str, language: str) -> Iterator[str]:
    """Yield a line for each change that is made, then for each that only --unsafe makes."""
    for step in fixed.steps:
        yield from _lines(step.result, step.diagnostics, path, language)
    if fixed.last is not None:
        yield from _lines(fixed.last, fixed.unsafe, path, language, _UNSAFE.say(language))


def refusals(fixed: Fixed, path: str, language: str) -> Iterator[str]:
    """Yield a line for each finding whose fix cannot be written into the file."""
    if not fixed.refused or fixed.last is None:
        return
    # Imported here: hardly any fix is refused.
    from gklint.checking.records import record_of
    from gklint.reporters.place_in_form import place_in_document
    from gklint.support.printable import shown

    record = record_of(fixed.last, hashed=False)
    colon = ": " if language == "en" else "："
    for diagnostic, reason in fixed.refused:
        place = shown(path)
        if is_document(fixed):
            place += colon + shown(place_in_document(record, diagnostic, language, quoting=True))
        else:
            place += f":{diagnostic.line}"
        rule = f"{diagnostic.code} {diagnostic.rule}"
        yield _REFUSED.say(language, {"place": place, "rule": rule}) + reason.say(language)


def _lines(
    result: Result, diagnostics: tuple[Diagnostic, ...], path: str, language: str, note: str = ""
) -> Iterator[str]:
    # Imported here: only documents are shown so.
    from gklint.checking.records import record_of
    from gklint.fixing.before_after import before_and_after
    from gklint.reporters.place_in_form import place_in_form
    from gklint.support.printable import shown

    record = record_of(result)
    for diagnostic in diagnostics:
        if diagnostic.fix is None or result.report is None:
            continue
        facts = {
            "path": shown(path),
            "place": shown(place_in_form(record, diagnostic, language, quoting=False)),
            "rule": f"{diagnostic.code} {diagnostic.rule}{note}",
        }
        for before, after in before_and_after(result.report.source, diagnostic.fix.edits):
            was = _or_nothing(before, _BLANK, language)
            becomes = _or_nothing(after, _TAKEN_OUT, language)
            yield _LINE.say(language, facts | {"change": f"{was} → {becomes}"})


def _or_nothing(text: str, nothing: Text, language: str) -> str:
    from gklint.support.printable import shown

    words = shown(text).strip()
    if not words:
        return nothing.say(language)
    return words if _NUMBER.fullmatch(words) else _QUOTED.say(language, {"words": words})

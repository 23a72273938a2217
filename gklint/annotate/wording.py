"""What a note says of a finding, whatever the kind of document."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.diagnostics import SEVERITIES, Diagnostic, Text
from gklint.reporters.terminal import shown
from gklint.reporters.wording import where
from gklint.results import Result
from gklint.source import Source

#: Whose notes they are; by this name gklint knows them again.
AUTHOR = "gklint"

_MEND = Text("改法：{mend}", "mend: {mend}")
_BASIS = Text("依据：{basis}", "basis: {basis}")
_SEE = Text("另见：{places}", "see also: {places}")
_NOW = Text("现为 {actual}", "now {actual}")
_SHOULD = Text("应为 {expected}", "should be {expected}")
_BLANK = Text("空白", "blank")

#: This many related places are named.
_MAX_RELATED = 4


def findings(result: Result) -> list[Diagnostic]:
    """Return the findings that count: those that nobody has accepted."""
    return [diagnostic for index, diagnostic in enumerate(result.diagnostics)
            if index not in result.accepted]  # fmt: skip


def headline(diagnostic: Diagnostic, language: str) -> str:
    """Return severity, code and name: 错误 GK301 row-total."""
    word = SEVERITIES[diagnostic.severity].say(language)
    return f"{word} {diagnostic.code} {diagnostic.rule}"


def paragraphs(diagnostic: Diagnostic, source: Source, language: str) -> list[str]:
    """Return what to read below the headline, a paragraph each.

    What is wrong, the value that stands there and the one that should, how to mend it, the clauses
    it rests on, other places to look at. Control characters stand as escapes.
    """
    said = [diagnostic.text(language), _values(diagnostic, language)]
    mend = diagnostic.how_to_mend(language)
    if mend:
        said.append(_MEND.say(language, {"mend": mend}))
    separator = "; " if language == "en" else "；"
    basis = separator.join(_basis(diagnostic))
    if basis:
        said.append(_BASIS.say(language, {"basis": basis}))
    places = separator.join(_related(diagnostic, source, language))
    if places:
        said.append(_SEE.say(language, {"places": places}))
    return [shown(text) for text in said if text]


def _values(diagnostic: Diagnostic, language: str) -> str:
    said = []
    if diagnostic.actual is not None:
        actual = str(diagnostic.actual) or _BLANK.say(language)
        said.append(_NOW.say(language, {"actual": actual}))
    if diagnostic.expected is not None:
        expected = str(diagnostic.expected) or _BLANK.say(language)
        said.append(_SHOULD.say(language, {"expected": expected}))
    return (", " if language == "en" else "，").join(said)


def _basis(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield each document with the clauses that are quoted of it."""
    clauses: dict[str, dict[str, None]] = {}
    for clause in diagnostic.basis:
        clauses.setdefault(clause.document, {})[clause.clause] = None
    for document, quoted in clauses.items():
        yield " ".join(filter(None, [document, "、".join(filter(None, quoted))]))


def _related(diagnostic: Diagnostic, source: Source, language: str) -> Iterator[str]:
    for related in diagnostic.related[:_MAX_RELATED]:
        place = where(source.origin(related.place), language)
        yield " ".join(filter(None, [place, related.message(language)]))

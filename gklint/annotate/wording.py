"""What a note says of a finding, whatever the kind of document."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.checking.results import Result
from gklint.model.diagnostics import SEVERITIES, Diagnostic
from gklint.model.source import Source
from gklint.reporters.wording import documents, now_and_should, where
from gklint.support.bilingual import Text
from gklint.support.printable import shown

#: Whose notes they are; by this name gklint knows them again.
AUTHOR = "gklint"

_ADVICE = Text("改法：{advice}", "advice: {advice}")
_BASIS = Text("依据：{basis}", "basis: {basis}")
_SEE = Text("另见：{places}", "see also: {places}")

#: This many related places are named.
_MAX_RELATED = 4


def findings(result: Result) -> list[Diagnostic]:
    """Return the findings that count: those that nobody has accepted."""
    return [
        diagnostic
        for index, diagnostic in enumerate(result.diagnostics)
        if index not in result.accepted
    ]


def headline(diagnostic: Diagnostic, language: str) -> str:
    """Return severity, code and name: 错误 GK301 row-total."""
    word = SEVERITIES[diagnostic.severity].say(language)
    return f"{word} {diagnostic.code} {diagnostic.rule}"


def paragraphs(diagnostic: Diagnostic, source: Source, language: str) -> list[str]:
    """Return what to read below the headline, a paragraph each.

    What is wrong, the value that stands there and the one that should, the advice, the clauses it
    rests on, other places to look at. Control characters stand as escapes.
    """
    values = now_and_should(diagnostic.actual, diagnostic.expected, language)
    said = [diagnostic.text(language), values]
    advice = diagnostic.advice_text(language)
    if advice:
        said.append(_ADVICE.say(language, {"advice": advice}))
    basis = documents(diagnostic, language)
    if basis:
        said.append(_BASIS.say(language, {"basis": basis}))
    separator = "; " if language == "en" else "；"
    places = separator.join(_related(diagnostic, source, language))
    if places:
        said.append(_SEE.say(language, {"places": places}))
    return [shown(text) for text in said if text]


def _related(diagnostic: Diagnostic, source: Source, language: str) -> Iterator[str]:
    for related in diagnostic.related[:_MAX_RELATED]:
        place = where(source.origin(related.place), language)
        yield " ".join(filter(None, [place, related.message(language)]))

"""A finding as a person reads it: its line with marks below, what should stand there, why."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.checking.results import Record
from gklint.model.diagnostics import Diagnostic, Related
from gklint.model.source import Place
from gklint.reporters import Options
from gklint.reporters.excerpt import Mark, excerpt
from gklint.reporters.headline import COLOURS, headline
from gklint.reporters.terminal import paint, width
from gklint.reporters.wording import documents, has_lines, now_and_should
from gklint.support.bilingual import Text
from gklint.support.printable import shown

_PLACE = Text("位置：", "place: ")
_BASIS = Text("依据：", "basis: ")
_ADVICE = Text("改法：", "advice: ")
_SEE = Text("另见：", "see also: ")
_TO_LINE = Text("至第 {line} 行", "to line {line}")
_AT_LINE = Text("第 {line} 行", "line {line}")
_IN_ALL = Text("等 {count} 处", "{count} in all")

#: A place that stands for the whole file, so that showing its first line would say nothing.
_WHOLE_FILE = Place(1, 1, 1, 1)
#: This many related places are named, the others counted.
_MAX_RELATED = 4
#: What stands there is said up to this many characters; the line above shows the rest.
_MAX_VALUE = 40
#: What is longer than this and underlined is not said again.
_MAX_REPEATED = 12
#: No line of text is cut shorter than this, however narrow the terminal.
_MIN_ROOM = 20


def finding_text(record: Record, diagnostic: Diagnostic, options: Options) -> str:
    """Return a finding with its line, both values, basis and advice, a line end behind each."""
    # Of a document the line is one of the text taken out of it, whose number says nothing.
    number = str(diagnostic.line) if has_lines(record) else " "
    margin = " " * len(number)
    lines = [headline(record, diagnostic, options)]
    value = _now_and_should(diagnostic, options)
    if _has_line(record, diagnostic):
        shown_line, marks = _excerpt(record, diagnostic, options)
        bar = paint("|", "blue", options.colour)
        colour = COLOURS[diagnostic.severity]
        lines.append(f"{paint(number, 'blue', options.colour)} {bar} {shown_line}")
        beside = width(f"{margin} | {marks} {value}") <= options.width
        below = paint(f"{marks} {value}".rstrip() if beside else marks, colour, options.colour)
        lines.append(f"{margin} {bar} {below}")
        value = "" if beside else value
    details = filter(None, [value, *_details(record, diagnostic, options)])
    sign = paint("=", "blue", options.colour)
    lines += [f"{margin} {sign} {detail}" for detail in details]
    return "".join(f"{line}\n" for line in lines)


def _has_line(record: Record, diagnostic: Diagnostic) -> bool:
    if diagnostic.place == _WHOLE_FILE:
        return False
    return bool(record.line(diagnostic.line).strip())


def _excerpt(record: Record, diagnostic: Diagnostic, options: Options) -> tuple[str, str]:
    place = diagnostic.place
    line = record.line(place.line)
    marks = [_mark(place, line, "^")]
    marks += [_mark(related.place, line, "-") for related in _beside(diagnostic)]
    by_lines = has_lines(record)
    room = max(options.width - len(f"{place.line if by_lines else ' '} | "), _MIN_ROOM)
    shown_line, below = excerpt(line, marks, room, options.encoding)
    if place.end_line > place.line and by_lines:
        below += " " + _TO_LINE.say(options.language, {"line": place.end_line})
    return shown_line, below


def _mark(place: Place, line: str, sign: str) -> Mark:
    end = place.end_column if place.end_line == place.line else len(line) + 1
    return Mark(place.column, end, sign)


def _beside(diagnostic: Diagnostic) -> Iterator[Related]:
    """Yield the related places on the finding's own line: they are marked there."""
    for related in diagnostic.related:
        if related.place.line == diagnostic.line and not related.path:
            yield related


def _now_and_should(diagnostic: Diagnostic, options: Options) -> str:
    seen = diagnostic.actual == diagnostic.subject and len(diagnostic.subject) > _MAX_REPEATED
    return now_and_should(
        None if seen else diagnostic.actual,
        diagnostic.expected,
        options.language,
        lambda text: _value(text, options),
    )


def _value(text: str, options: Options) -> str:
    if len(text) > _MAX_VALUE:
        text = text[: _MAX_VALUE - 1] + "…"
    return shown(text, options.encoding)


def _details(record: Record, diagnostic: Diagnostic, options: Options) -> Iterator[str]:
    language = options.language
    place = _in_document(record, diagnostic, language)
    if place:
        yield _PLACE.say(language) + shown(place, options.encoding)
    basis = documents(diagnostic, language)
    if basis:
        yield _BASIS.say(language) + basis
    advice = diagnostic.advice_text(language)
    if advice:
        yield _ADVICE.say(language) + shown(advice, options.encoding)
    beside = list(_beside(diagnostic))
    elsewhere = [related for related in diagnostic.related if related not in beside]
    if elsewhere:
        yield _SEE.say(language) + _places(record, diagnostic, elsewhere, options)


def _in_document(record: Record, diagnostic: Diagnostic, language: str) -> str:
    if has_lines(record):
        return ""
    # Imported here: it loads the forms, which a run over texts that is in its cache needs not.
    from gklint.reporters.place_in_form import place_in_document

    return place_in_document(record, diagnostic, language)


def _places(
    record: Record, diagnostic: Diagnostic, elsewhere: list[Related], options: Options
) -> str:
    separator = "；" if options.language == "zh" else "; "
    named = separator.join(
        " ".join(
            shown(words, options.encoding)
            for words in (
                _related_place(record, diagnostic, related, options.language),
                related.message(options.language),
            )
            if words
        )
        for related in elsewhere[:_MAX_RELATED]
    )
    if len(elsewhere) <= _MAX_RELATED:
        return named
    return named + separator + _IN_ALL.say(options.language, {"count": len(elsewhere)})


def _related_place(record: Record, diagnostic: Diagnostic, related: Related, language: str) -> str:
    if not related.path and has_lines(record):
        return _AT_LINE.say(language, {"line": related.place.line})
    # Imported here for the same reason.
    from gklint.reporters.place_in_form import related_place

    return related_place(record, diagnostic, related, language)

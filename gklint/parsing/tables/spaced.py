"""Layout: cells separated by spaces, one or many, as PDF text extractors leave them.

Labels may be broken over lines and hold spaces themselves, so every word is a field of its own and
the words of a label are put together by what the form says. An empty cell leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gklint.parsing.cells import is_value, read_cell
from gklint.parsing.lexicon import core, is_label, load_lexicon
from gklint.parsing.tables.fields import Fields, field_at
from gklint.support.patterns import lazily

NAME = "spaced"

#: So many values in a row on one line are nothing but columns.
_RUN = 3
#: So many results has each group of table four, the last of them the sum.
_GROUP = 5
#: Between a group's label and that of a row.
_WIDE_GAP = lazily(r"\s{2,}")
#: The label of a column can be as short, and a number may stand behind it.
_SHORT = 2
#: A word, the numeral of a label with the word it numbers; a number whose thousands are apart: by a
#: narrow space, by one that no line breaks at, or by a plain one where nothing counts as 057 does.
_WORD = lazily(
    r"\d{1,2}[.、．]\s+(?=[^\s\d])\S+"
    r"|(?<!\S)[1-9]\d{0,2}(?:(?:[\u2009\u202f]\d{3})+|(?:\xa0\d{3})+|(?: \d{3})*? 0\d\d(?: \d{3})*)"
    r"(?!\S)|\S+"
)
#: Digits with single spaces between, and wider gaps around: one number, or several.
_APART = lazily(r"(?<!\S)(?<!\S\s)[1-9]\d{0,2}(?: \d{3})+(?!\S)(?!\s\S)")
#: A line that may be one number, its thousands apart.
_ONE_NUMBER = lazily(r"\s*[1-9]\d{0,2}(?:[ \xa0\u2009\u202f]\d{3})+\s*")
#: Words before the numeral of a label.
_NUMBERED = lazily(r"([^（()）\d]{1,8})[（(][一二三四五六七][）)].+")
_SHORTEST_NUMBERED = 5
#: What belongs to the number before it: a unit, a note in brackets.
_BESIDE = lazily(r"(亿元|万元|元|件|项|个|宗|条)|[(（\[].*[)）\]]")
_BEGINS_BESIDE = "亿万元件项个宗条(（["
#: Where a word may go on behind a space: a numeral with its mark, thousands.
_GOES_ON = lazily(r"\d(?:[.、．]\s|[ \xa0\u2009\u202f]\d{3}(?!\S))")


def evidence(lines: list[tuple[int, str]]) -> float:
    """Return the share of lines on which spaces separate a value from what stands before it.

    A row of the form with a number beside its label is enough, and so are two labels beside one
    another: where most cells are blank, there may be no other.
    """
    # Only a line of several words can be one; bars behind a word are none.
    several = [
        raw
        for _, raw in lines
        if len(raw.rstrip(" |").split(None, 1)) > 1 and not _ONE_NUMBER.fullmatch(raw)
    ]
    if any(_is_run(raw) or _are_labels(raw) for raw in several):
        return 1.0
    spaced = [raw for raw in several if any(map(is_value, raw.split()[1:]))]
    return 1.0 if any(map(_is_row, spaced)) else len(spaced) / len(lines)


def _is_run(raw: str) -> bool:
    """Say whether three values stand in a row, or two behind a wide gap."""
    words = raw.split()
    if len(words) < _RUN:
        return False
    pieces = _WIDE_GAP.split(raw.strip())
    for parts, enough in ((words, _RUN), (pieces[1:], _RUN - 1)):
        run = 0
        for part in parts:
            run = run + 1 if is_value(part) else 0
            if run == enough:
                return True
    return False


def _are_labels(raw: str) -> bool:
    """Say whether labels of a table, and nothing else, stand on a line with wide gaps between."""
    pieces = _WIDE_GAP.split(raw.strip())
    return len(pieces) > 1 and all(is_label(core(piece)) for piece in pieces)


def _is_row(raw: str) -> bool:
    """Say whether values stand behind the label of a row, and nothing behind them."""
    end = len(raw.rstrip())
    while words := raw[:end].rsplit(None, 1):
        if len(words) == 1 or not is_value(words[-1]):
            break
        end = len(words[0])
    label = core(_WIDE_GAP.split(raw[:end].strip())[-1]) if end < len(raw.rstrip()) else ""
    return len(label) > _SHORT and label in load_lexicon().rows


def fields(raw: str, line: int) -> Fields:
    """Return the words of a line, a unit or a note with the number before it."""
    spans: list[tuple[int, int]] = []
    goes_on = _GOES_ON.search(raw) is not None
    for start, end in [m.span() for m in _WORD.finditer(raw)] if goes_on else _words(raw):
        # Most words stand further apart, or are none of these.
        if spans and start - spans[-1][1] == 1 and raw[start] in _BEGINS_BESIDE:
            before = spans[-1][0]
            is_beside = _BESIDE.fullmatch(raw, start, end) is not None
            if is_beside and read_cell(raw[before:end]).state == "number":
                spans[-1] = (before, end)
                continue
        spans.append((start, end))
    if goes_on and len(spans) > 1 and _APART.search(raw):
        spans = _with_thousands(raw, spans)
    if ":" in raw or "：" in raw:
        spans = [part for span in spans for part in _apart_from_label(raw, *span)]
    if "(" in raw or "（" in raw:
        long = (end - start >= _SHORTEST_NUMBERED for start, end in spans)
        spans = [
            part
            for is_long, span in zip(long, spans, strict=True)
            for part in (_apart_from_group(raw, *span) if is_long else [span])
        ]
    # No white space stands at the ends of a word.
    return [
        field_at(raw[start:end], line, start + 1, index) for index, (start, end) in enumerate(spans)
    ]


def _words(raw: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a line begin and end."""
    end = 0
    for word in raw.split():
        start = raw.index(word, end)
        end = start + len(word)
        yield start, end


def _with_thousands(raw: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the words, those in one where they may be the thousands of one number; nobody can tell
    where the numbers of the line do not add up as they stand."""
    numbers = [read_cell(raw[start:end]).value for start, end in spans]
    values = [number for number in numbers if number is not None]
    if _adds_up(values):
        return spans
    whole = [found.span() for found in _APART.finditer(raw) if found[0] != raw.strip()]
    inside = {span for span in spans for start, end in whole if start <= span[0] and span[1] <= end}
    return sorted([*(span for span in spans if span not in inside), *whole])


def _adds_up(values: Sequence[Decimal | int]) -> bool:
    """Say whether the last number is the sum of all others, or in each group of table four."""
    widths = {len(values), _GROUP} if len(values) % _GROUP == 0 else {len(values)}
    return any(
        width > _RUN
        and all(
            sum(values[start : start + width - 1]) == values[start + width - 1]
            for start in range(0, len(values), width)
        )
        for width in widths
    )


def _apart_from_label(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a word, or a label with its colon and the value right behind it: 规章：3."""
    at = max(raw.rfind(":", start, end), raw.rfind("：", start, end)) + 1
    is_parted = start + 1 < at < end and is_value(raw[at:end])
    return [(start, at), (at, end)] if is_parted else [(start, end)]


def _apart_from_group(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a word, or the piece of a group's label that touches a row's, and that.

    三、本年度办理结果 goes down beside the rows: 办理结果（二）部分公开 are two cells, no gap.
    """
    match = _NUMBERED.fullmatch(raw, start, end)
    piece = core(match[1]) if match else ""
    lexicon = load_lexicon()
    if piece and match and any(piece in label for label in (*lexicon.notes, *lexicon.groups)):
        return [(start, match.end(1)), (match.end(1), end)]
    return [(start, end)]

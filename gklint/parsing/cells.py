"""What stands in a cell: a number, nothing, a sign for "none", or something else."""

from functools import lru_cache
from typing import NamedTuple

from gklint.model.source import STRUCK_OUT
from gklint.parsing.lexicon import load_lexicon
from gklint.support.folding import NOTE_MARKS, fold, without_markup
from gklint.support.numerals import MOST_DIGITS, Number, exact_number
from gklint.support.patterns import lazily

#: A number with what may stand around it: a sign, thousands separators, a unit, a note.
_NUMBER = lazily(
    r"(?P<struck>\[划去\])?(?P<about>约)?(?P<sign>[-+])?"
    r"(?P<digits>\d{1,3}(?:[,']\d{3})+|\d+)(?P<fraction>\.\d+)?(?P<tail>.*)"
)
#: What may follow a number and leave it a number: a unit, a note in brackets, a mark.
_TAIL = lazily(
    r"(?:亿元|万元|千元|元|万件|件次|件|项|个|宗|份|条|人次|人|起|例|次|%)?"
    r"(?:\([^()]*\)|\[[^\[\]]*\]|\*|#|注\d*)*。?"
)

_NOTE_MARKS = lazily(rf"[{NOTE_MARKS}※†‡]+|(?<=[\d)）])\\?\*$|^\\?\*(?=\d+$)")
#: Two numbers in one cell, or in two lines of one; what separates thousands is narrower.
_TWO_NUMBERS = lazily(r"\d(?:[ \t\n\u00a0\u3000]+|\s*<br\s*/?>\s*)\d")


class Content(NamedTuple):
    """What a cell says: one of `CELL_STATES`, the number, what stands beside it."""

    state: str
    value: Number | None
    note: str


BLANK = Content("blank", None, "")


@lru_cache(maxsize=4096)
def read_cell(text: str) -> Content:
    """Read a cell's text: see `read_folded`."""
    return read_folded(text, fold(text))


def read_folded(text: str, folded: str) -> Content:
    """Read a cell's text that has been folded.

    Full-width digits, thousands separators and a sign are part of the number; a unit or a note
    beside it is kept as such: `22（其中修订16件）` is 22 with a note, and so is `22①`. Decimals are
    exact. Two numbers are none, wherever they would make one.
    """
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return Content("number", int(text), "")
    marks = "" if text.isascii() and "*" not in text else "".join(_NOTE_MARKS.findall(text))
    in_pieces = len(text.split()) > 1 or "<" in text
    if text and (marks == text or (in_pieces and _TWO_NUMBERS.search(text))):
        return Content("unreadable", None, "")
    folded = without_markup(fold(_NOTE_MARKS.sub("", text)) if marks else folded)
    if not folded:
        return BLANK
    if folded.lower() in load_lexicon().nothing:
        return Content("dash", None, "")
    match = _NUMBER.fullmatch(folded)
    if match is None:
        return Content("unreadable", None, "")
    tail = match["tail"]
    if not _TAIL.fullmatch(tail):
        return Content("unreadable", None, "")
    digits = (match["sign"] or "") + match["digits"].replace(",", "").replace("'", "")
    value = exact_number(digits + (match["fraction"] or ""))
    if value is None:
        return Content("unreadable", None, "")
    note = ((match["struck"] and STRUCK_OUT) or "") + (match["about"] or "") + tail + marks
    return Content("number", value, note)


def is_value(text: str) -> bool:
    """Say whether a cell's text is a number or a sign for "none": no label."""
    return read_cell(text).state in ("number", "dash")


#: No word for "none" in grammars/nothing.yaml is longer.
_LONGEST_WORD = 6
#: So many signs, none of them a letter, are no word.
_SHORTEST_WORD = 2
#: So far behind a colon a tab ends the first cell.
_WIDEST_CELL = 16
#: What may part cells instead of tabs.
_CELL_MARKS = ",，;；、"


def has_cells_between_marks(text: str) -> bool:
    """Say whether commas or the like may part cells in a text (`gklint.parsing.marked_lines`): two
    of a kind have nothing, a number or a sign for "none" between them, which no prose has."""
    for mark in _CELL_MARKS:
        for between in text.split(mark)[1:-1]:
            piece = between.strip(' "')
            # Of prose nearly all is longer than a word for "none".
            short = len(piece) <= _LONGEST_WORD or piece[0].isdecimal()
            if short and _may_be_cell(piece):
                return True
    return False


def has_cells_behind_colons(text: str) -> bool:
    """Say whether a colon may part a row's label from its first cell, and tabs the cells
    (`gklint.parsing.colons`): just a cell stands between the two."""
    return "\t" in text and any(
        _may_be_cell(piece[:tab].strip())
        for colon in ("：", ":")
        for piece in text.split(colon)[1:]
        if (tab := piece.find("\t", 0, _WIDEST_CELL)) >= 0
    )


def _may_be_cell(piece: str) -> bool:
    if not piece:
        return True
    if piece[0].isdecimal():
        # A letter may stand behind: a unit, a note.
        digits, last = piece[:-1], piece[-1]
        is_number = all(sign == "." or sign.isdecimal() for sign in digits)
        return is_number and (last in "._" or last.isalnum())
    if len(piece) <= _SHORTEST_WORD and not any(sign.isalnum() or sign in "_\n" for sign in piece):
        return True
    return piece.lower() in load_lexicon().nothing

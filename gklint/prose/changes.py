"""收到9件，较上年的6件增加3件，增长50%: this year's number, last year's, what lies between."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.prose.clause import Changed, Sentence
from gklint.prose.scanning import Token

#: Words that name the year before.
_YEAR_BEFORE = ("上年", "上一年", "去年")
#: What may stand between 增加 and its number: 了.
_NEAR = 1
#: Right before a number, where another year was named before: 比上年多3件.
_MORE, _LESS = "多", "少"
_SIGNS = ("more", "less")
#: What is compared behind a total is the total.
_TOTALS = ("合计", "总计", "共计", "总共")
#: So many numbers and words of change are looked at in one stretch.
_REACH = 200


def changes_in(sentence: Sentence, before: Sentence | None, year: int | None) -> Iterator[Changed]:
    """Yield what a sentence says of the year before, with all numbers that it may be said of; they
    may stand in the sentence `before`."""
    if "changes" not in sentence.kinds:
        return
    reader = _Reader(sentence.text, year)
    for token in sentence.tokens[:_REACH]:
        reader.take(token)
    reader.end()
    earlier = [t for t in before.tokens if t.kind == "number"] if before is not None else []
    for found in reader.found:
        if not found.now and earlier:
            units = {one.unit for one in (found.before, found.step) if one}
            same = tuple(number for number in earlier if number.unit in units)
            found = found._replace(now=same, now_before=True)
        if found.now or (found.before and found.step):
            yield found


class _Reader:
    """Goes through the tokens of a sentence; `found` is what came of it."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.found: list[Changed] = []
        self.sign = ""
        self.earlier = self.odd = self.quoted = False
        self._begin()

    def _begin(self) -> None:
        self.now: list[Token] = []
        self.before: Token | None = None
        self.step: Token | None = None
        self.percent: Token | None = None
        self.up = True

    def take(self, token: Token) -> None:
        """Take up the next token."""
        if token.kind == "mark":
            self._mark(token)
        elif token.kind == "changes":
            if token.key == "to" and self.now and not token.gap and self.before is None:
                # 由9件上升到12件.
                last = self.now[-1]
                if last.end + len(last.unit) == token.start:
                    self.before = self.now.pop()
            self.sign = token.key if token.key in (*_SIGNS, "to") else ""
            self.earlier = self.earlier or token.key == "against"
            self.odd = self.odd or token.key == "not_counted"
        elif token.kind in ("year", "times"):
            self._time(token)
        elif token.kind == "number" and token.unit and not self.quoted:
            self._number(token)
        elif token.kind == "respectively":
            # 收到9件、办结8件，比上年分别增加3件、2件.
            self.odd = True
        elif token.kind == "percent":
            if self.sign in _SIGNS and token.gap <= _NEAR and not token.key:
                self.percent = token
                self.up = self.sign == "more"
            self.sign, self.earlier = "", False
        elif token.gap > _NEAR or token.kind not in ("unknown", "share"):
            # 较上年增加的是: what follows is not the difference.
            self.sign = "to" if self.sign == "to" else ""

    def _mark(self, token: Token) -> None:
        if token.key == "strong":
            self.end()
        elif token.key == "quote":
            # “一件一审” is a saying.
            self.quoted = not self.quoted
        elif token.key == "weak":
            # 去年，收到9件 is of that year; 较上年有所增加，收到9件 is not.
            named = token.gap == 0 and self.text.endswith(("年", "年度"), 0, token.start)
            self.earlier = self.earlier and named and not self.sign
            self.sign = ""

    def _time(self, token: Token) -> None:
        if token.kind == "year":
            before = self.year is not None and token.value == self.year - 1
            self.odd = self.odd or not (before or token.value == self.year)
            self.earlier = before
        elif token.key == "this":
            self.earlier = False
        elif self.text.startswith(_YEAR_BEFORE, token.start):
            self.earlier = True
        else:
            self.odd = True

    def _number(self, token: Token) -> None:
        sign = self.sign if token.gap <= _NEAR else ""
        if not sign and (self.earlier or self.before is not None):
            before = self.text[token.start - 1]
            sign = {_MORE: "more", _LESS: "less"}.get(before, "")
        if sign in _SIGNS:
            if self.step is not None:
                self.odd = True
            self.step, self.up = token, sign == "more"
        elif self.earlier and sign != "to":
            self.odd = self.odd or self.before is not None
            self.before = token
        else:
            if (self.step or self.percent) and (self.now or sign != "to"):
                self.end()
            if self.text.endswith(_TOTALS, 0, token.start):
                # 图解9篇，视频3篇，总计12篇，较上年增加2篇.
                self.now = []
            self.now.append(token)
        self.sign, self.earlier = "", False

    def end(self) -> None:
        """End a comparison: a semicolon, or a number of something else."""
        numbers = [one for one in (self.before, self.step) if one is not None]
        all_numbers = (*numbers, *self.now, *([self.percent] if self.percent else []))
        exact = all(one.exact for one in all_numbers)
        units = {one.unit for one in numbers}
        if (self.step or self.percent) and exact and not self.odd and len(units) <= 1:
            now = tuple(one for one in self.now if not units or one.unit in units)
            self.found.append(Changed(now, self.before, self.step, self.percent, self.up))
        self._begin()
        self.sign, self.earlier, self.odd = "", False, False

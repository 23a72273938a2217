"""Percentages of a sentence: of which number one is the share, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gklint.prose.clause import NO_TABLE, Clause, Context, Percentage, Rate
from gklint.prose.indicators import APPLICANTS, meaning_of
from gklint.prose.quick import has
from gklint.prose.scanning import Token

if TYPE_CHECKING:
    from gklint.support.numerals import Number

#: What a rate without a number can be one of.
_WITH_RATES = ({"applications"}, {"review"})
#: 办结率, 答复率.
_WORK = ("办结", "办理", "答复", "回复", "受理", "办复", "处理")
#: Of these it is told of what they are a rate.
_CLOSED = "办结"
#: How long each of these is, and what may stand before it: 按时, 法定期限内.
_WORD = 2
#: 两项 before one of these are what was listed.
ITEM = "项"
_OF_ALL = ("占", "合计", "共", "相加", "均", "总计", "总和", "加起来", "之和")
#: With one of these before 占 it is said of what: 在新收申请中的占比.
_AMONG = ("中", "中的", "里的", "中所")
_TIMELY = ("时", "期", "内", "限")
_ALL = 100
#: So many of the numbers before a percentage may be what it is a share of.
_WHOLES = 100


class Shares:
    """The percentages of one sentence.

    `last` is the number before, the index of its token and the table it counts something of ("" for
    none); the reader of the sentence gives it with `take`, and as `disclosure` whether
    政府信息公开 was spoken of.
    """

    def __init__(self, text: str, tokens: Sequence[Token], context: Context) -> None:
        self.text = text
        self.tokens = tokens
        self.context = context
        self.disclosure = False
        self.last: tuple[Token, int, str] | None = None
        self.percentages: list[Percentage] = []
        self.rates: list[Rate] = []
        self._taken: list[tuple[Token, str]] = []
        self._listed: set[int] = set()
        self._share: Token | None = None
        self._share_at, self._of = 0, ""
        self._whole: Token | None = None
        self._rate: Rate | None = None

    def adds_up(self, token: Token, index: int) -> bool:
        """Say whether a number counts those before it, and take them as one: 公开9件、部分公开3件，
        两项占办结总数的30%."""
        if not self.text.startswith(_OF_ALL, token.end + len(token.unit)):
            return False
        many = token.value
        last = [number for number, _ in self._taken[-int(many) :]]
        units = {number.unit for number in last}
        self.last = None
        if len(last) == many and len(units) == 1:
            whole: Number = sum(number.value for number in last)
            exact = all(number.exact for number in last)
            self.last = last[-1]._replace(value=whole, exact=exact), index, self._taken[-1][1]
        return True

    def take(self, number: Token, index: int, table: str) -> None:
        """Take up a number that a percentage may be a share of."""
        if self._share is not None and self._names_whole(index):
            self._whole = number
        else:
            self.last, self._whole = (number, index, table), None
        self._taken.append((number, table))

    def _names_whole(self, index: int) -> bool:
        """Say whether the number at an index is what the share before it is one of: 9件，占总数
        （30件）的30%."""
        between = self.tokens[self._share_at + 1 : index]
        return (
            all(token.kind != "mark" or token.key == "open" for token in between)
            and self._behind_whole(index) is not None
        )

    def _behind_whole(self, index: int) -> Token | None:
        """Return the percentage right behind a number, or the bracket that it closes."""
        at = index + 1 if self.tokens[index + 1].key != "close" else index + 2
        follows = self.tokens[at] if at < len(self.tokens) else None
        return follows if follows and follows.kind == "percent" and not follows.gap else None

    def open(self, token: Token, index: int, clause: Clause) -> None:
        """占 right behind a number: the percentage that follows is that number's share; 分别占
        behind several: each has its own."""
        if "respectively" in (self.tokens[index - 1].kind, self.tokens[index + 1].kind):
            self._read_list(index + 1)
        # 9件，在全部新收申请中的占比30%: what it is a share of stands before 占.
        before = clause.start >= 0 and self.text.endswith(_AMONG, 0, token.start)
        self._of = self.text[clause.start : token.start] if before else ""
        if self.last and (before or (clause.start < 0 and not clause.unknown)):
            between = self.tokens[self.last[1] + 1 : index]
            others = [other for other in between if other.kind != "about"]
            if len(others) <= 1 or (before and sum(t.kind == "mark" for t in others) <= 1):
                self._share, self._share_at = token, index

    def open_rate(self, token: Token, clause: Clause, topics: tuple[str, ...], sure: bool) -> None:
        """予以公开的占: a share without a number, of what a table counts; where it is not `sure`
        which of its numbers that is, the rate has no indicators."""
        tables = {topic.partition(".")[0] for topic in topics} - {NO_TABLE}
        self._rate = None
        work = self.text.startswith("率", token.start) and self.text.endswith(_WORK, 0, token.start)
        if work and tables == {"applications"} and clause.start >= 0:
            self._rate = self._rate_of_work(token, clause, sure)
            return
        if self._share is None and clause.start >= 0 and tables in _WITH_RATES:
            # 复议案件56件，纠错率10%: perhaps not about 政府信息公开.
            sure = sure and (self.disclosure or tables == {"applications"})
            meaning = meaning_of(topics, clause.counts, "pieces")
            plain = (
                sure and meaning.plain and not (clause.limited or clause.of_parts or clause.unknown)
            )
            indicators = meaning.indicators if plain else ()
            self._rate = Rate(indicators, "", clause.start, token.start, token.end)

    def add_behind(self, token: Token, index: int, topics: Sequence[str]) -> None:
        """Take up a percentage that only the words behind it tell of: 30%的申请由自然人提出."""
        follows = self.tokens[index + 1]
        told = follows.kind in ("same", "topic") or follows.key in APPLICANTS
        if told and not (follows.gap or token.key) and "applications" in topics and token.exact:
            self.rates.append(Rate((), "", token.start, token.start, token.end))

    def _rate_of_result(self, token: Token, clause: Clause, topics: Sequence[str]) -> Rate | None:
        """Return 公开30%, where nothing stands in the clause but what came of applications."""
        some = clause.unknown or clause.limited or clause.of_parts or clause.change
        topics = clause.topics or topics
        named = clause.names_result or clause.counts[0].key == "published"
        if some or not named or "applications" not in topics:
            return None
        meaning = meaning_of(topics, clause.counts, "pieces")
        indicators = meaning.indicators if meaning.plain else ()
        return Rate(indicators, "", clause.start, token.start, token.start)

    def _rate_of_work(self, token: Token, clause: Clause, sure: bool) -> Rate:
        """Return 办结率, which is of all that was to be done; of 按时办结率 and 答复率 that is not
        told."""
        timely = self.text.endswith(_TIMELY, 0, token.start - _WORD)
        timely = timely or not self.text.endswith(_CLOSED, 0, token.start)
        plain = sure and not (timely or clause.limited or clause.of_parts or clause.unknown)
        indicators = ("applications.closed",) if plain else ()
        return Rate(indicators, "", clause.start, token.start, token.end, "due")

    def _read_list(self, at: int) -> None:
        """3件、2件、5件，分别占30%、20%、50%."""
        listed: list[int] = []
        while self.tokens[at].kind in ("percent", "joins", "respectively") or (
            self.tokens[at].key == "weak" and not self.tokens[at].gap
        ):
            if self.tokens[at].kind == "percent":
                listed.append(at)
            at += 1
        several = len(listed) > 1 and len(listed) <= len(self._taken)
        numbers = self._taken[-len(listed) :] if several else []
        if len({number.unit for number, _ in numbers}) != 1:
            return
        before = self.context.numbers[: -len(numbers)][-_WHOLES:]
        unit = numbers[0][0].unit
        wholes = tuple(number.value for number in before if number.unit == unit)
        for index, (number, table) in zip(listed, numbers, strict=True):
            token = self.tokens[index]
            if token.exact:
                share = Percentage(number, table, wholes, "", token.start, token.end)
                self.percentages.append(share)
        self._listed.update(listed)

    def read(self, token: Token, index: int, clause: Clause, topics: Sequence[str] = ()) -> None:
        """占P%: the share that the last number is of something; also where it stands in brackets
        right behind the number."""
        if index in self._listed:
            return
        inside = self._number_in_brackets(index)
        if inside is not None and token.exact and not clause.change:
            # 网站占30%（9条）.
            self._share = self._rate = None
            before = self.context.numbers[-_WHOLES:]
            same = tuple(number.value for number in before if number.unit == inside.unit)
            about = "applications" if "applications" in topics else ""
            found = Percentage(inside, about, same, "", token.start, token.end, True, token.key)
            self.percentages.append(found)
            return
        share, brackets = self._share, self._share is None and self._is_in_brackets(index)
        rate, self._rate, self._share = self._rate, None, None
        if not (rate or share or brackets) and clause.counts and not (token.gap or token.key):
            rate = self._rate_of_result(token, clause, topics)
        if rate and rate.base and token.value == _ALL:
            # 办结率100%: of those whose time was up, however these are counted.
            rate = None
        if rate and not clause.change and not token.key:
            of = self.text[rate.end : token.start]
            known = rate.indicators if token.exact else ()
            self.rates.append(Rate(known, of, rate.words_start, token.start, token.end, rate.base))
        if not (share or brackets) or not self.last or clause.change or not token.exact:
            if not (share or brackets or rate or clause.change) and clause.start < 0:
                self.add_behind(token, index, topics)
            return
        part, _, about = self.last
        before = [self._whole] if self._whole else self.context.numbers[-_WHOLES:-1]
        wholes = tuple(number.value for number in before if number.unit == part.unit)
        of = self._of or (self.text[share.end : token.start] if share else "")
        about = about or self._about(of, topics)
        base = self._base(index)
        self.percentages.append(
            Percentage(part, about, wholes, of, token.start, token.end, brackets, token.key, base)
        )

    def _about(self, of: str, topics: Sequence[str]) -> str:
        """Return what a number counts of which only the words behind it tell: 两者合计9件，占答复
        总数的30%."""
        return "applications" if of and "applications" in topics and has(of, _WORK) else ""

    def _base(self, index: int) -> str:
        if self._share_at and self.tokens[self._share_at - 1].key == "strong":
            # 公开9件，其中动态3件；占总数的30%: perhaps all nine.
            return "another"
        if self._whole is not None:
            return "beside"
        at = index - 1
        while at >= 0 and self.tokens[at].kind not in ("share", "mark", "number"):
            if self.tokens[at].kind == "subject" and self.tokens[at].key != "own":
                return "another"
            at -= 1
        return ""

    def _number_in_brackets(self, index: int) -> Token | None:
        """Return the number that stands alone in brackets right behind 占 and a percentage."""
        if index == 0 or len(self.tokens) <= index + 3:
            return None
        share, percent, opening, number, closing = self.tokens[index - 1 : index + 4]
        named = share.kind == "share" and not percent.gap
        alone = opening.key == "open" and not opening.gap and not number.gap
        counted = number.kind == "number" and number.exact and bool(number.unit)
        return number if named and alone and counted and closing.key == "close" else None

    def _is_in_brackets(self, index: int) -> bool:
        """Say whether a percentage is all that stands in brackets behind the last number."""
        opening = self.tokens[index - 1]
        alone = opening.key == "open" and not opening.gap and not self.tokens[index].gap
        return (
            alone
            and self.tokens[index + 1].key == "close"
            and self.last is not None
            and self.last[1] == index - 2
        )

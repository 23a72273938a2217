"""A sentence's tokens → what it states: who counted what, when, how many.

A sentence is read from left to right, clause by clause. What a number counts is told by the words
before it in its clause, else by those behind it (3件予以公开), the subject by what was last spoken
of. Whatever may make it count something else lowers the confidence; nothing raises it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gklint.prose.clause import NO_TABLE, Clause, Context, Percentage, Stated, Who
from gklint.prose.confidence import NEAR, Surroundings, confidence, is_open
from gklint.prose.indicators import NOTHING, Meaning, Word, meaning
from gklint.prose.scanning import Token
from gklint.prose.scope import Scope
from gklint.prose.statement import ELSEWHERE, LIKELY, SURE, UNCLEAR

#: What can be said not to have been, besides the thing itself.
_DENIED = ("received", "registered", "new", "carried_in", "carried_out", "corrected", "made")
#: Behind a number that ends its clause.
_NOTHING_BEHIND = Clause()
_BEHIND_ENDS_AT = ("mark", "end", "number", "percent", "year", "date", "subject")


class SentenceReader:
    """Reads one sentence; `stated` and `percentages` are what came of it."""

    def __init__(self, text: str, tokens: Sequence[Token], context: Context, who: Who) -> None:
        self.text = text
        self.tokens = tokens
        self.context = context
        self.who = who
        self.scope = Scope(text, context, who)
        self.topics = context.topics
        self.topics_are_old = True
        self.disclosure = context.disclosure
        self.said_disclosure = False
        # 备案; 通过网络 with a number since the last strong mark; without one; 其中 with one; “…
        self.doubted = self.limited = self.hinted = self.in_parts = self.quoted = False
        self.clause = Clause()
        self.outside: list[tuple[tuple[str, ...], Clause, str, bool]] = []
        self.read_to = 0
        self.share: Token | None = None
        self.last: tuple[Token, int, str] | None = None
        self.stated: list[Stated] = []
        self.percentages: list[Percentage] = []

    def read(self) -> None:
        """Read the sentence and hand on to the context what the next one needs."""
        for index, token in enumerate(self.tokens):
            if token.start < self.read_to:
                continue
            self.clause.unknown += token.gap
            self.clause.trailing += token.gap
            handler = _HANDLERS.get(token.kind)
            if handler:
                handler(self, token, index)
        self.context.topics = self.topics
        self.context.disclosure = self.disclosure
        self.context.other_time = self.scope.other_time and not self.scope.own_time
        subject = self.scope.subject
        if subject == "own" or any(stated.subject == "other" for stated in self.stated):
            self.context.subject = subject

    # --- what is counted -------------------------------------------------------------------------

    def topic(self, token: Token, index: int) -> None:
        """行政复议, 咨询: what is spoken of from here on, with what it is joined to."""
        self.clause.add_topic(token)
        self.topics = self.clause.topics
        self.topics_are_old = False
        if token.key == "applications":
            self.disclosure = self.said_disclosure = True

    def information(self, token: Token, index: int) -> None:
        """政府信息: what is posted on a site, unless it was 予以公开 to an applicant."""
        if not any(word.key.endswith("disclosure") for word in self.clause.counts):
            self.topic(token, index)

    def count(self, token: Token, index: int) -> None:
        """答复, 予以公开: what is said of it."""
        key = self._count_key(token, index)
        if token.key == "carried" and key == "carried_in":
            # The year before 结转 was no time of its own.
            self.scope.take_back_time()
        self.clause.add_count(key, token)

    def _count_key(self, token: Token, index: int) -> str:
        """Return what a word says; 结转 tells by the year beside it which one it is."""
        if token.key == "carried" and self.who.year is not None:
            before, after = self.tokens[index - 1], self.tokens[index + 1]
            if before.kind == "year" and before.value == self.who.year - 1:
                return "carried_in"
            if after.kind == "year" and after.value == self.who.year + 1:
                return "carried_out"
        return token.key

    def same(self, token: Token, index: int) -> None:
        """申请, 案件: what was spoken of before, unless it is some other 申请."""
        self.clause.same = True
        self.clause.cover(token)
        if token.gap:
            self.clause.limited = True

    def join(self, token: Token, index: int) -> None:
        """和, 及, 、: what follows belongs to what stands before."""
        self.clause.joined = True

    def about_disclosure(self, token: Token, index: int) -> None:
        """政府信息公开: 复议 and 诉讼 in this sentence are about it."""
        self.disclosure = self.said_disclosure = True
        self.clause.cover(token)

    def who_and_when(self, token: Token, index: int) -> None:
        """我区, 2023年, 上年: who counts, and when."""
        _SCOPE_HANDLERS[token.kind](self.scope, token, self.clause)

    # --- what makes it less certain --------------------------------------------------------------

    def change(self, token: Token, index: int) -> None:
        """较, 同比增加: the next number is a difference, and a year named is compared with."""
        self.clause.change = True
        self.scope.take_back_time()

    def limit(self, token: Token, index: int) -> None:
        """通过网络: it may be only some that is counted; 等渠道: it is all."""
        self.clause.limited = token.kind == "limits"

    def respectively(self, token: Token, index: int) -> None:
        """分别: which number counts which of what was named is left open."""
        if self.clause.start >= 0:
            self.clause.limited = True

    def parts(self, token: Token, index: int) -> None:
        """其中: a part of what stood before."""
        self.clause.of_parts = True

    def doubt(self, token: Token, index: int) -> None:
        """备案: perhaps not what the table counts."""
        self.doubted = True

    def mark(self, token: Token, index: int) -> None:
        """A mark ends the clause; what stands in brackets is a clause within it.

        What stands in quotation marks is a name or a saying; its numbers count nothing.
        """
        if token.key == "quote":
            self.quoted = not self.quoted
            return
        if token.key == "open":
            self.outside.append((self.topics, self.clause, self.scope.subject, self.limited))
            self.clause = Clause()
            return
        if self.clause.none is not None:
            self._deny(self.clause.none)
        if token.key == "close" and self.outside:
            self.topics, self.clause, self.scope.subject, self.limited = self.outside.pop()
            return
        self.hinted = self.hinted or self.clause.limited
        self.clause = Clause()
        if token.key == "strong":
            self.limited = self.hinted = self.in_parts = False

    # --- numbers ---------------------------------------------------------------------------------

    def number(self, token: Token, index: int) -> None:
        """N件: a statement, if the words around it say what is counted."""
        clause = self.clause
        behind = self._behind(index)
        self.in_parts = self.in_parts or clause.of_parts
        topics = clause.topics or (not clause.same and behind.topics) or self.topics
        counts = clause.counts or behind.counts
        told = NOTHING
        if not self.quoted and (clause.topics or behind.topics or counts):
            told = meaning(topics, counts, token.key)
            bare = not told.plain and not counts and not clause.topics
            if bare or (clause.done_after and _is_decision(told)):
                # 对3件申请收取费用; 行政许可公示3件.
                told = NOTHING
        own = told.indicators or clause.topics or (clause.same and "applications" in self.topics)
        if clause.limited and own:
            # 网络申请5件，予以公开3件: of those five. 清理规范性文件5件，废止3件: whenever made.
            self.limited = True
        if told.indicators:
            around = self._around(told, behind)
            said = behind if clause.start < 0 or (behind.topics and not clause.topics) else clause
            self.stated.append(
                Stated(
                    told.indicators,
                    token.value,
                    token.unit,
                    token.exact,
                    confidence(around),
                    self.scope.subject,
                    is_open(around),
                    said.start,
                    said.end,
                    token.start,
                    token.end,
                    clause.of_parts,
                )
            )
            if not clause.topics and behind.topics:
                self.topics, self.topics_are_old = behind.topics, False
                self.read_to = behind.end
        if (
            not clause.topics
            and not behind.topics
            and (clause.trailing if counts else clause.unknown and self.topics_are_old)
        ):
            # 受理便民事项300件，办结300件: no table counts what was spoken of last.
            self.topics = (NO_TABLE,)
        if token.key:
            table = told.indicators[0].partition(".")[0] if told.indicators else ""
            self.last = token, index, table
            self.context.numbers.append(token)
        self.clause = Clause()

    def _behind(self, index: int) -> Clause:
        """Return what stands behind a number, as far as a mark or the next number."""
        if self.tokens[index + 1].kind in _BEHIND_ENDS_AT:
            return _NOTHING_BEHIND
        behind = Clause()
        for at, token in enumerate(self.tokens[index + 1 :], index + 1):
            if token.kind in _BEHIND_ENDS_AT or self.text[token.start] == "、":
                break
            behind.unknown += token.gap
            if token.kind in ("topic", "elsewhere"):
                if behind.unknown <= NEAR and not behind.topics:
                    behind.add_topic(token)
            elif token.kind == "counts":
                if not behind.counts:
                    behind.add_count(self._count_key(token, at), token)
            elif token.kind == "same":
                behind.same = True
            elif token.kind == "limits":
                behind.limited = True
            elif token.kind == "changes":
                behind.change = True
        return behind

    def _around(self, told: Meaning, behind: Clause) -> Surroundings:
        elsewhere = self.scope.other_time or self.scope.subject == "other"
        return Surroundings(
            told,
            self.text,
            self.clause,
            behind,
            elsewhere,
            self.topics_are_old,
            self.disclosure,
            self.said_disclosure,
            self.limited,
            self.hinted,
            self.in_parts,
            self.doubted,
        )

    def none(self, token: Token, index: int) -> None:
        """未收到: there was none of what follows, or stands before."""
        if self.clause.none is None:
            self.clause.none = token

    def _deny(self, none: Token) -> None:
        """State that there was none of what the clause speaks of."""
        clause = self.clause
        topics = tuple(topic for topic in clause.topics if topic != NO_TABLE)
        counts = tuple(w for w in clause.counts if w.key not in ("published", "accepted"))
        if not clause.topics and (clause.same or counts):
            topics = self.topics
        if topics and not counts:
            # 没有规范性文件: none was made; 无申请: none was received.
            implied = {"art20_1": "made", "applications": "received"}
            key = implied.get(topics[0].partition(".")[0])
            counts = (Word(key, False),) if key else ()
        if not topics or (counts and counts[-1].key not in _DENIED):
            return
        told = meaning(topics, counts, "pieces")
        if told.indicators:
            start = none.start if clause.start < 0 else min(none.start, clause.start)
            end = max(none.end, clause.end)
            self.stated.append(
                Stated(
                    told.indicators,
                    0,
                    "",
                    True,
                    self._confidence_of_none(),
                    self.scope.subject,
                    self.doubted,
                    start,
                    end,
                    start,
                    end,
                    clause.of_parts,
                    True,
                )
            )

    def _confidence_of_none(self) -> int:
        clause = self.clause
        scope = self.scope
        if scope.subject == "other" or (scope.other_time and not scope.own_time):
            return ELSEWHERE
        if clause.unknown or clause.limited or clause.of_parts or self.limited:
            return UNCLEAR
        return SURE if self.disclosure and clause.topics else LIKELY

    # --- shares ----------------------------------------------------------------------------------

    def shares(self, token: Token, index: int) -> None:
        """占 right behind a number: the percentage that follows is that number's share."""
        if self.last and self.clause.start < 0 and not self.clause.unknown:
            between = self.tokens[self.last[1] + 1 : index]
            if len(between) <= 1:
                self.share = token

    def percent(self, token: Token, index: int) -> None:
        """占P%: the share that the last number is of something."""
        if self.share and self.last and not self.clause.change and token.exact:
            part, _, about = self.last
            wholes = tuple(
                number.value for number in self.context.numbers[:-1] if number.unit == part.unit
            )
            self.percentages.append(
                Percentage(
                    part,
                    about,
                    wholes,
                    self.text[self.share.end : token.start],
                    token.start,
                    token.end,
                )
            )
        self.share = None
        self.clause = Clause()


def _is_decision(told: Meaning) -> bool:
    return bool(told.indicators) and told.indicators[0].endswith((".decisions", ".items"))


_SCOPE_HANDLERS: dict[str, Callable[[Scope, Token, Clause], None]] = {
    "subject": Scope.who_counts,
    "body": Scope.body,
    "year": Scope.year,
    "date": Scope.date,
    "times": Scope.time,
}
_HANDLERS: dict[str, Callable[[SentenceReader, Token, int], None]] = {
    **dict.fromkeys(_SCOPE_HANDLERS, SentenceReader.who_and_when),
    "topic": SentenceReader.topic,
    "elsewhere": SentenceReader.topic,
    "information": SentenceReader.information,
    "counts": SentenceReader.count,
    "same": SentenceReader.same,
    "joins": SentenceReader.join,
    "about_disclosure": SentenceReader.about_disclosure,
    "changes": SentenceReader.change,
    "limits": SentenceReader.limit,
    "unlimited": SentenceReader.limit,
    "respectively": SentenceReader.respectively,
    "parts": SentenceReader.parts,
    "doubts": SentenceReader.doubt,
    "none": SentenceReader.none,
    "mark": SentenceReader.mark,
    "end": SentenceReader.mark,
    "number": SentenceReader.number,
    "percent": SentenceReader.percent,
    "share": SentenceReader.shares,
}

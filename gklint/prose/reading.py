"""A sentence's tokens → what it states: who counted what, when, how many.

A sentence is read from left to right, clause by clause. What a number counts is told by the words
before it in its clause, else by those behind it (3件予以公开), the subject by what was last spoken
of. Whatever may make it count something else lowers the confidence; nothing raises it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gklint.prose.behind import clause_behind
from gklint.prose.clause import (
    NO_TOPIC,
    Body,
    Clause,
    Context,
    PendingClauses,
    SpokenOf,
    Stated,
    Unplaced,
)
from gklint.prose.confidence import Surroundings, stated_among
from gklint.prose.counted import EACH, Before, count_key, meaning_at, unplaced_at
from gklint.prose.denials import DenialContext, denial, is_zero
from gklint.prose.implied import (
    is_all_about_disclosure,
    is_of_attributes,
    names_groups,
    says_application,
)
from gklint.prose.indicators import Meaning
from gklint.prose.limits import Limits
from gklint.prose.results import beside_each_other
from gklint.prose.scanning import Token
from gklint.prose.scope import Scope
from gklint.prose.shares import ITEM, Shares

if TYPE_CHECKING:
    from gklint.support.numerals import Number

#: What words of a kind say of their clause.
_FLAGS = {"joins": "joined", "parts": "of_parts", "not_all": "loose", "some": "partial"}
_TWO_YEARS = ["year", "joins", "year"]


class SentenceReader:
    """Reads one sentence; `stated`, `shared` and `unplaced` are what came of it."""

    def __init__(self, text: str, tokens: Sequence[Token], context: Context, body: Body) -> None:
        self.text = text
        self.tokens = tokens
        self.context = context
        self.body = body
        self.scope = Scope(text, context, body)
        self.spoken = SpokenOf(context)
        self.doubted = self.quoted = self.foreign = False  # 备案; “…; 咨询
        self.limits = Limits()
        self.clause = Clause()
        self.pending = PendingClauses()
        self.clause_begin = 0
        self.outside: list[tuple[tuple[str, ...], Clause, tuple[str, bool], list[Number], int]] = []
        self.read_to = 0
        self.subject = ""  # before 占
        self.shared = Shares(text, tokens, context)
        self.stated: list[Stated] = []
        self.before = Before(text, self.spoken, self.stated)
        self.unplaced: list[Unplaced] = []

    def read(self) -> None:
        """Read the sentence and hand on to the context what the next one needs."""
        if is_of_attributes(self.text):
            self.limits.limit_all()
        if is_all_about_disclosure(self.text, self.tokens):
            self.spoken.name_disclosure()
        self.spoken.disclosure = self.spoken.disclosure or names_groups(self.tokens)
        for index, token in enumerate(self.tokens):
            if token.start < self.read_to:
                continue
            if token.gap:
                self.clause.unknown += token.gap
                self.clause.trailing += token.gap
            handler = _HANDLERS.get(token.kind)
            if handler:
                handler(self, token, index)
        self.stated = beside_each_other(self.stated, self.text, self.tokens)
        self.spoken.hand_on(self.context)
        other_time = self.scope.other_time and not self.scope.own_time
        # 同比增长5%，上年为20件: of that year no more.
        self.context.other_time = other_time and all(t.kind != "changes" for t in self.tokens)
        subject = self.scope.subject
        if subject == "own" or any(stated.subject == "other" for stated in self.stated):
            self.context.subject = subject

    # --- what is counted -------------------------------------------------------------------------

    def topic(self, token: Token, index: int) -> None:
        """行政复议, 咨询: what is spoken of from here on, with what it is joined to."""
        self.clause.add_topic(token)
        self.spoken.turn_to(self.clause.topics_behind(self.text, token, self.spoken.topics))
        self.spoken.implied = False
        self.foreign = self.foreign or token.kind == "elsewhere"
        if token.key == "applications":
            self.spoken.name_disclosure()

    def information(self, token: Token, index: int) -> None:
        """政府信息: what is posted on a site, unless it was 予以公开 to an applicant."""
        if not any(word.key.endswith("disclosure") for word in self.clause.counts):
            self.topic(token, index)

    def count(self, token: Token, index: int) -> None:
        """答复, 予以公开: what is said of it."""
        key = count_key(self.tokens, index, self.body.year)
        if not key:
            self.clause.unknown += 1
            return
        if token.key == "carried" and key == "carried_in":
            self.scope.take_back_time()  # The year before 结转 was no time of its own.
        self.clause.add_count(key, token)
        self.before.mentioned.append(key)

    def same(self, token: Token, index: int) -> None:
        """申请, 案件: what was spoken of before, unless it is some other 申请."""
        spoken = self.spoken
        if not self.foreign and spoken.topics == NO_TOPIC and says_application(self.tokens, index):
            # 公开信息60条；收到申请9件.
            spoken.topics, spoken.implied, self.clause.topics = ("applications",), True, ()
        self.clause.same = True
        self.clause.cover(token)
        if token.gap:
            self.clause.limited = True

    def flag(self, token: Token, index: int) -> None:
        """和, 、: what follows belongs to what stands before; 其中: a part of that; 等, 主要: what
        is named is not all of what is counted."""
        setattr(self.clause, _FLAGS[token.kind], True)

    def about_disclosure(self, token: Token, index: int) -> None:
        """政府信息公开: 复议 and 诉讼 in this sentence are about it."""
        self.spoken.name_disclosure()
        self.clause.cover(token)

    def scope_word(self, token: Token, index: int) -> None:
        """我区, 2023年, 上年: who counts, and when."""
        _SCOPE_HANDLERS[token.kind](self.scope, token, self.clause)

    # --- what makes it less certain --------------------------------------------------------------

    def change(self, token: Token, index: int) -> None:
        """较, 同比增加: the next number is a difference, and a year named is compared with; 增至
        is behind that."""
        self.clause.change = token.key != "to"
        if token.key not in ("more", "less") or self.tokens[index - 1].key != "this":
            # 上年为6项，今年减少2项: this year's from here on.
            self.scope.take_back_time()

    def limit(self, token: Token, index: int) -> None:
        """通过网络: it may be only some that is counted; 等渠道: it is all."""
        self.clause.limited = token.kind == "limits"
        self.clause.loose = self.clause.loose or token.kind == "unlimited"

    def respectively(self, token: Token, index: int) -> None:
        """分别: which number counts which of what was named is left open."""
        if self.clause.start >= 0:
            self.clause.limited = True
        if [token.kind for token in self.tokens[max(index - 3, 0) : index]] == _TWO_YEARS:
            self.limits.limit_all()  # 2022年、2023年分别收到5件、9件.

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
        self.clause_begin = token.end
        if token.key == "open":
            self.pending.end_at_bracket(self.clause)
            topics, subject = self.spoken.topics, (self.scope.subject, self.scope.other_time)
            numbers, passed = self.limits.numbers, len(self.context.numbers)
            self.outside.append((topics, self.clause, subject, numbers, passed))
            # 较上年（收到6件）: inside it is still compared with.
            compared, self.clause = self.clause.change, Clause()
            self.clause.change = compared
            return
        if self.clause.none is not None:
            self.pending.open_for_denial(self.clause)
            self._deny(self.clause.none)
        if token.key == "close" and self.outside:
            inside = self.clause
            topics, self.clause, subject, numbers, passed = self.outside.pop()
            if passed == len(self.context.numbers):
                self.clause.narrow(inside)
                topics = self.clause.topics or topics
                if self.text[:1] == "[" and self.text.find("]") == token.start:
                    # 【依申请公开】全年收到9件: a heading.
                    topics = inside.topics or topics
            elif self.clause.spent:
                self.clause = Clause()
            self.spoken.topics = topics
            (self.scope.subject, self.scope.other_time), self.limits.numbers = subject, numbers
            return
        self.limits.hinted = self.limits.hinted or self.clause.limited
        self.pending.end(self.clause, self.text, token)
        self.clause = Clause()
        if token.key == "strong":
            self.foreign = False
            self.limits.end()

    # --- numbers ---------------------------------------------------------------------------------

    def number(self, token: Token, index: int) -> None:
        """N件: a statement, if the words around it say what is counted."""
        if self.quoted:
            # “一件一审” is a saying.
            self.clause = Clause()
            return
        if token.unit == ITEM and self.clause.start < 0 and self.shared.adds_up(token, index):
            return
        clause, spoken = self.clause, self.spoken
        if self.tokens[index + 1].key == "to" and not self.tokens[index + 1].gap:
            # 由9件上升到12件.
            clause.change = True
        self.pending.go_on(clause, self.text, token.start)
        if clause.none is not None and token.value == 1:
            return  # 没有发生一起: none at all.
        behind = clause_behind(self.text, self.tokens, index, self.body.year)
        if spoken.topics == NO_TOPIC and not clause.topics and clause.names_result:
            # 信息有误的3件，不予处理5件: what nothing but applications has.
            spoken.topics, spoken.unsure = ("applications",), True
        self.limits.in_parts = self.limits.in_parts or clause.of_parts
        meaning = meaning_at(token, clause, behind, self.before)
        same = clause.same and "applications" in spoken.topics
        own = meaning.indicators or clause.topics or same
        # 网络申请5件，予以公开3件: of those five. 清理规范性文件5件，废止3件: whenever made.
        some = bool(clause.limited and own)
        if len(meaning.indicators) > 1 and self.text.endswith(EACH, 0, token.start):
            # 维持和纠正各1件.
            for one in meaning.indicators:
                self._state(Meaning((one,), meaning.plain), token, behind, len(clause.topics) > 1)
        elif meaning.indicators:
            self._state(meaning, token, behind, some)
        else:
            self._leave(token, behind)
        if some or (behind.limited and self.limits.in_parts):
            self.limits.add(token, self.context.numbers)
        said = clause.counts or behind.counts
        other = clause.trailing if said else clause.unknown and spoken.old
        if clause.partial or (other and not (some or clause.topics or behind.topics)):
            # 受理便民事项300件，办结300件: perhaps not what was spoken of last.
            spoken.unsure = True
        if token.key:
            table = meaning.indicators[0].partition(".")[0] if meaning.indicators else ""
            self.shared.take(token, index, table)
            self.context.numbers.append(token)
        self.clause = Clause()
        self.clause_begin = token.end + len(token.unit)

    def _leave(self, token: Token, behind: Clause) -> None:
        left = unplaced_at(token, self.clause, behind, self.before)
        if left is not None:
            begin = self.clause_begin if self.clause.start < 0 else self.clause.start
            self.unplaced.append(left._replace(words_start=begin))

    def _state(self, meaning: Meaning, token: Token, behind: Clause, some: bool) -> None:
        clause = self.clause
        around = Surroundings(meaning, self.text, clause, behind, self.spoken, self.limits)
        around.limited = some or self.limits.may_include(
            meaning.indicators, token, self.context.numbers
        )
        around.elsewhere, around.doubted = self.scope.elsewhere, self.doubted
        self.stated.append(stated_among(around, token, self.scope.subject))
        if not clause.topics and behind.topics:
            self.spoken.turn_to(behind.topics)
            self.read_to = behind.end
        elif not clause.counts and behind.counts:
            # 3件予以公开、2件部分公开: these words are not those of the next number.
            self.read_to = behind.end

    def bare(self, token: Token, index: int) -> None:
        """行政复议和行政诉讼均为0: a number without a unit says something only where it is 0."""
        if is_zero(token, self.tokens[index + 1], self.clause):
            self.none(token, index)

    def none(self, token: Token, index: int) -> None:
        """未收到: there was none of what follows, or stands before."""
        if self.clause.none is None:
            self.clause.none = token

    def _deny(self, none: Token) -> None:
        around = DenialContext(self.spoken, bool(self.limits.numbers), self.doubted, self.scope)
        stated = denial(none, self.clause, around)
        if stated is not None:
            self.stated.append(stated)

    def shares(self, token: Token, index: int) -> None:
        """占: the percentage that follows may be the share of the number before it."""
        clause = self.clause
        self.subject = self.scope.subject
        self.shared.open(token, index, clause)
        unsure = self.spoken.unsure or self.quoted
        sure = not (self.scope.elsewhere or self.limits.numbers or unsure)
        self.shared.disclosure = self.spoken.names_disclosure
        self.shared.open_rate(token, clause, clause.topics or self.spoken.topics, sure)

    def percent(self, token: Token, index: int) -> None:
        """占P%: the share that the last number is of something."""
        self.shared.read(token, index, self.clause, self.spoken.topics)
        if self.subject and self.tokens[index - 1].kind not in ("share", "mark"):
            # 占全市受理总量的9%: what follows is our own again.
            self.scope.subject = self.subject
        self.subject = ""
        self.clause = Clause()


_SCOPE_HANDLERS: dict[str, Callable[[Scope, Token, Clause], None]] = {
    "subject": Scope.named_subject,
    "body": Scope.named_body,
    "year": Scope.year,
    "date": Scope.date,
    "times": Scope.time,
}
_HANDLERS: dict[str, Callable[[SentenceReader, Token, int], None]] = {
    **dict.fromkeys(_SCOPE_HANDLERS, SentenceReader.scope_word),
    "topic": SentenceReader.topic,
    "elsewhere": SentenceReader.topic,
    "information": SentenceReader.information,
    "counts": SentenceReader.count,
    "same": SentenceReader.same,
    **dict.fromkeys(_FLAGS, SentenceReader.flag),
    "about_disclosure": SentenceReader.about_disclosure,
    "changes": SentenceReader.change,
    "limits": SentenceReader.limit,
    "unlimited": SentenceReader.limit,
    "respectively": SentenceReader.respectively,
    "doubts": SentenceReader.doubt,
    "none": SentenceReader.none,
    "mark": SentenceReader.mark,
    "end": SentenceReader.mark,
    "number": SentenceReader.number,
    "bare": SentenceReader.bare,
    **dict.fromkeys(("percent", "halves"), SentenceReader.percent),
    "share": SentenceReader.shares,
}

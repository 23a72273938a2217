"""What a reader of prose keeps in mind: the clause, the paragraph so far, what was stated."""

from typing import NamedTuple

from gklint.prose.indicators import Word, has_result
from gklint.prose.scanning import Token
from gklint.support.numerals import Number

#: What no table counts, as a topic.
NO_TABLE = "elsewhere"
NO_TOPIC = (NO_TABLE,)
#: Behind a comma these say that the number is of what stands before: 以自然人为主，共9件.
#: Before a number of those that were named.
_AMONG = (":", "中有", "里有", "中共有", "中,有")
_IN_ALL = ("共", "共有", "共计", "计", "达", "有", "为")
#: It stands for both of its groups, whose keys begin with it.
_WIDER = "review.litigation"


class Sentence:
    """A sentence folded, its tokens and the kinds that they are; where it starts in its paragraph,
    and how far from there each character stands."""

    def __init__(
        self, text: str, tokens: list[Token], kinds: frozenset[str], start: int, offsets: list[int]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.kinds = kinds
        self.start = start
        self.offsets = offsets


class Body(NamedTuple):
    """Whose report of which year is read: the name folded, the kind of agency, the report year."""

    agency: str
    kind: str
    year: int | None


class Stated(NamedTuple):
    """A statement as read off a sentence: see `Statement`. Offsets are in the folded sentence; its
    words stand from `words_start` to `words_end`."""

    indicators: tuple[str, ...]
    value: Number
    unit: str
    exact: bool
    confidence: int
    subject: str
    open: bool
    words_start: int
    words_end: int
    start: int
    end: int
    of_parts: bool = False
    denial: bool = False


class Unplaced(NamedTuple):
    """A number of which no table's indicator is known, though it speaks of what `table` counts.

    Its words stand from `words_start` to `start`, both offsets in the folded sentence.
    """

    table: str
    value: Number
    unit: str
    words_start: int
    start: int
    end: int


class Percentage(NamedTuple):
    """A share as read off a sentence: see `Share`. `words` stand between 占 and the number, none
    where it stands in `brackets` right behind the number; `key` is that of the percentage. `base`
    is "beside" where the whole stands beside it (占总数30件的30%), "another" where it is somebody
    else's (占全市的3%), "" where only the words tell."""

    part: Token
    about: str
    wholes: "tuple[Number, ...]"
    words: str
    start: int
    end: int
    brackets: bool = False
    key: str = ""
    base: str = ""


class Rate(NamedTuple):
    """予以公开的占45.7%, without a number: see `prose.Rate`. Its words stand from `words_start` to
    `start`, those that say of what it is a share, `words`, before the percentage. `base` is "due"
    for 办结率, a share of what was to be done."""

    indicators: tuple[str, ...]
    words: str
    words_start: int
    start: int
    end: int
    base: str = ""


class Divided(NamedTuple):
    """A breakdown as read off: the whole, in this sentence or the one before, and its parts.

    `parts` are (number, offset at which its words begin), `further` numbers that may go on with
    the list, `beside` numbers of other units, `mixed` whether such stand among the parts.
    `complete`: the parts are all there can be; `unfinished`: the words say that there are more
    (等, 主要); `limited`: it is not told what is divided, or how; `enumerated`: 、 stands between
    all parts.
    """

    whole: Token
    whole_before: bool
    wholes: tuple[Token, ...]
    parts: tuple[tuple[Token, int], ...]
    further: tuple[Token, ...]
    beside: tuple[Token, ...]
    mixed: bool
    complete: bool
    unfinished: bool
    limited: bool
    enumerated: bool = False


class Changed(NamedTuple):
    """A comparison with the year before as read off: see `Change`. `now` are the numbers that it
    may be said of, which stand in the sentence before where `now_before` says so."""

    now: tuple[Token, ...]
    before: Token | None
    step: Token | None
    percent: Token | None
    up: bool
    now_before: bool = False


class Context:
    """What a sentence of a paragraph hands on to the next.

    `topics` is what was last spoken of, `disclosure` whether 政府信息公开 was, `subject` who
    counts, `other_time` whether it was about another year; `numbers` are those with a unit;
    `unsure` says that a number stood between that may be about something else, `implied` that
    nothing but 收到申请 tells that applications are spoken of.
    """

    def __init__(self, topics: tuple[str, ...] = (), disclosure: bool = False) -> None:
        self.topics = topics
        self.disclosure = disclosure
        self.subject = "unsaid"
        self.other_time = self.unsure = self.implied = False
        self.numbers: list[Token] = []


class SpokenOf:
    """What was last spoken of, and how sure that is.

    `topics` are keys of the vocabulary, `old` where an earlier sentence said them; `unsure`: a
    number stood between that may be about something else; `implied`: nothing but 收到申请 tells;
    `disclosure`: the prose is about 政府信息公开, `names_disclosure`: this sentence says so.
    """

    def __init__(self, context: Context) -> None:
        self.topics = context.topics
        self.old = True
        self.unsure, self.implied = context.unsure, context.implied
        self.disclosure = context.disclosure
        self.names_disclosure = False

    def turn_to(self, topics: tuple[str, ...]) -> None:
        """Speak of something from here on."""
        self.topics = topics
        self.old = self.unsure = False

    def name_disclosure(self) -> None:
        """Say that all this is about 政府信息公开."""
        self.disclosure = self.names_disclosure = True

    def hand_on(self, context: Context) -> None:
        """Tell the context what the next sentence begins with."""
        context.topics = self.topics
        context.unsure, context.implied = self.unsure, self.implied
        context.disclosure = self.disclosure


class Clause:
    """The words since the last mark or number, as far as they tell what the next number counts.

    `same` is a bare 申请 or 案件; `unknown` counts characters of no known word, `trailing` those
    behind the last word that says what is counted. `limited`: 通过网络, `loose`: 等,
    `of_parts`: 其中, `change`: 较上年, `joined`: the last word was 和, `none`: 未收到; `resumed`:
    its words are those of the clause before, `spent`: a number in brackets has had them;
    `partial`: 卫生许可.
    `done_after` says that what is done stands behind what it is done to: 行政许可公示3件. `start`
    and `end` are the offsets of the words that say what is counted, -1 without any.
    """

    # Most clauses are empty, and there are many: these are the defaults of each.
    topics: tuple[str, ...] = ()
    counts: tuple[Word, ...] = ()
    same = limited = of_parts = change = joined = done_after = loose = resumed = spent = False
    partial = False
    unknown = trailing = 0
    none: Token | None = None
    start = end = -1

    def add_topic(self, token: Token) -> None:
        """Take up what is spoken of; it replaces what was, unless joined to it."""
        before = self.topics if self.joined else ()
        if token.key == _WIDER and self.topics and self.topics[-1].startswith(_WIDER):
            # 未经复议直接起诉的行政诉讼: what was said before is narrower.
            before = self.topics[:-1]
            token = token._replace(key=self.topics[-1])
        self.topics = (*before, *(token.key or NO_TABLE).split("+"))
        self.done_after = False
        self.cover(token)

    def topics_behind(self, text: str, token: Token, before: tuple[str, ...]) -> tuple[str, ...]:
        """Return what is spoken of behind a topic; `before` is what was. Behind 制定规范性文件5件，
        解读5件 what was repealed are documents again."""
        documents = bool(before) and before[0].startswith("art20_1.")
        if documents and token.kind == "elsewhere" and text.endswith("解读", 0, token.end):
            return before
        return self.topics

    @property
    def names_result(self) -> bool:
        """Whether a word is of what came of an application: 无法提供."""
        return has_result(self.counts)

    def add_count(self, key: str, token: Token) -> None:
        """Take up a word for what is done, or what came of it."""
        self.counts = (*self.counts, Word(key, self.joined))
        self.done_after = bool(self.topics)
        self.cover(token)

    def inherit(self, opened: "Clause", right_before: bool) -> None:
        """行政复议方面，全年发生: a clause that says nothing is about what was opened, and where a
        colon stands `right_before` its number, it says the same: 答复：5件."""
        if self.start >= 0 or self.unknown or (opened.counts and not right_before):
            return
        if opened.topics or opened.counts:
            self.topics, self.counts = opened.topics, opened.counts
            self.start, self.end = opened.start, opened.end
            self.limited = self.limited or (right_before and opened.limited)

    def resume(self, ended: "Clause", text: str, at: int) -> None:
        """以自然人为主，共9件: a clause that says nothing before its number, which stands at `at`,
        goes on with the one that ended without a number; how far is not sure."""
        if self.start < 0 and not self.unknown and text.endswith(_IN_ALL, 0, at):
            self.topics, self.counts = ended.topics, ended.counts
            self.start, self.end = ended.start, ended.end
            self.limited = self.limited or ended.limited or ended.of_parts
            self.resumed = True

    def stand_behind(self, before: "Clause") -> None:
        """自然人（9件）、企业（3件）: a number alone in brackets counts what stands before them."""
        if before.counts and not (before.trailing or self.start >= 0):
            self.topics, self.counts = before.topics, before.counts
            self.start, self.end = before.start, before.end
            self.limited, self.of_parts = before.limited, before.of_parts
            self.unknown += before.unknown
            self.resumed = before.spent = True

    def leave_to(self, behind: "Clause", text: str, at: int) -> None:
        """办结的申请中有9件予以公开, 答复：9件予以公开: what stands behind the number tells."""
        if self.counts and behind.counts and text.endswith(_AMONG, 0, at):
            self.counts = ()

    def narrow(self, inside: "Clause") -> None:
        """行政诉讼（未经复议）, 予以公开（含部分公开）: take up words in brackets that have closed
        without a number."""
        if inside.start < 0 or self.start < 0:
            self.limited = self.limited or (self.start >= 0 and inside.limited)
        elif inside.topics and inside.of_parts:
            # 行政诉讼（含复议后起诉）: with both.
            return
        elif inside.topics and inside.topics[0].startswith(self.topics):
            self.topics = inside.topics
        elif inside.of_parts and inside.counts and self.counts:
            self.counts = (*self.counts, *(word._replace(joined=True) for word in inside.counts))
        else:
            self.limited = True

    def widen(self) -> None:
        """因不掌握等原因无法提供: with 等 the group is meant, not one reason."""
        if self.loose:
            keys = {word.key for word in self.counts}
            named = (w for w in self.counts if w.key.partition(".")[0] not in keys - {w.key})
            self.counts = tuple(named)

    def cover(self, token: Token) -> None:
        """Let the words that say what is counted reach over this one."""
        self.joined = False
        self.trailing = 0
        if self.start < 0:
            self.start = token.start
        self.end = token.end


_NO_CLAUSE = Clause()


class PendingClauses:
    """`opened` is the clause that opened what follows (行政复议方面，), `ended` one that ended
    before its number (以自然人为主，)."""

    def __init__(self) -> None:
        self.opened = self.ended = self.bracketed = _NO_CLAUSE

    def end(self, clause: Clause, text: str, mark: Token) -> None:
        """Take up a clause that ends with a mark."""
        opens = text.startswith(":", mark.start) or text.endswith("方面", 0, mark.start)
        self.opened = clause if opens else _NO_CLAUSE
        self.ended = clause if mark.key == "weak" and not opens else _NO_CLAUSE

    def end_at_bracket(self, clause: Clause) -> None:
        """Take up a clause that a bracket interrupts: 不掌握的9件，均无法提供（共12件）."""
        self.ended = clause if clause.names_result else _NO_CLAUSE
        self.bracketed = clause

    def open_for_denial(self, clause: Clause) -> None:
        """Let a clause that denies something go on with what was opened."""
        clause.inherit(self.opened, False)

    def go_on(self, clause: Clause, text: str, at: int) -> None:
        """Let the clause of the number at an offset go on with them, once."""
        if self.opened is not _NO_CLAUSE:
            clause.inherit(self.opened, text[at - 1] == ":")
            self.opened = _NO_CLAUSE
        if self.bracketed is not _NO_CLAUSE:
            if text[at - 1] == "(":
                clause.stand_behind(self.bracketed)
            self.bracketed = _NO_CLAUSE
        if self.ended.counts:
            clause.resume(self.ended, text, at)
        self.ended = _NO_CLAUSE

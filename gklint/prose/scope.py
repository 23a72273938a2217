"""Who counts, and in which year, at a point of a sentence."""

from __future__ import annotations

from gklint.prose.clause import Body, Clause, Context
from gklint.prose.scanning import Token
from gklint.prose.short_names import calls_itself

_AGENCY_KINDS = ("government", "township", "street", "department")
#: What stands before 中心, 局 or 镇 where it is the body itself.
_BEFORE_NAMES = (",", ":", ";", ".", "(", ")", "年", "年度", "以来", "底")
#: The office within a body.
_OFFICES = ("办公室", "办公厅")
#: How bodies are called that administer a zone.
_ZONE = "管理委员会"
#: Bodies below the one that reports.
_BELOW = (
    "区县",
    "县区",
    "各区",
    "各县",
    "区局",
    "县局",
    "分局",
    "各局",
    "所辖",
    "下属",
    "直属",
    "派出",
)
#: How names of places end: the last in a body's name is its level.
_LEVELS = "省市区县旗州"
#: Behind these a year is the one that something is carried over to or from: 9件结转到2024年.
_COMPARED = "比"
_CARRIED = ("结转自", "结转", "结转到", "结转至", "结转入", "转到", "转至", "转入", "延至", "延到")
#: Days that a whole year begins and ends with.
_ENDS_OF_YEAR = {"月": (1, 12), "日": (1, 31), "号": (1, 31)}


class Scope:
    """Whose numbers of which year a sentence gives, as it is read on.

    `subject` is "own", "unsaid" or "other"; `other_time` says that the numbers are those of another
    year or of less than a year, `own_time` that the report year was named.
    """

    def __init__(self, text: str, context: Context, body: Body) -> None:
        self.text = text
        self.body = body
        self.subject = context.subject
        self.other_time = self._time_before = context.other_time
        self.own_time = False

    def named_subject(self, token: Token, clause: Clause) -> None:
        """我区, 区政府办, 各部门: who counts from here on."""
        key, kind = token.key, self.body.kind
        if key == "each":
            clause.limited = clause.limited or self.subject != "own"
            return
        own = key in ("own", kind) or (key in _AGENCY_KINDS and kind == "unknown")
        if kind not in ("government", "unknown") and self.text[token.start : token.end] in _OFFICES:
            # Of any other body it is its own.
            return
        if kind == "department" and key == "part":
            # The office of a government may itself be the body that reports: 市政府办公室.
            own = self.body.agency[-2:] == self.text[token.end - 2 : token.end]
        if kind == "department" and key in ("seat", "of_level"):
            own = self._is_called(self.text[token.start : token.end])
        own = own or self._calls_itself(token) or self._is_itself(token)
        self.subject = "own" if own else "other"

    def _is_itself(self, token: Token) -> bool:
        """Say whether a word is how the body's own name ends (分局 of a 分局), or 本级 behind that:
        厅本级."""
        word, agency = self.text[token.start : token.end], self.body.agency
        if self.body.kind in ("government", "township", "street") or not agency:
            return False
        level = word.endswith("本级") and self.text[token.start - 1 : token.start] == agency[-1]
        # 局本级4件，区县局7件: the table sums up both.
        alone = level and not any(below in self.text for below in _BELOW)
        return alone or agency.endswith(word)

    def _is_called(self, name: str) -> bool:
        """Say whether a short name is the body's: 局机关 of a 局, 市局 of a 局 of that 市."""
        agency = self.body.agency
        if name.endswith("机关"):
            return agency.endswith((name.removesuffix("机关"), f"{name[0]}员会"))
        level = next((c for c in reversed(agency) if c in _LEVELS), "")
        return level == name[0] and agency.endswith(name[1:])

    def named_body(self, token: Token, clause: Clause) -> None:
        """松林街道, 区档案局: the body itself where its name says so, else another."""
        own = self.body.kind in (token.key, "unknown")
        if token.gap:
            own = own and self._is_agency(token.start - token.gap, token.end)
        else:
            # 街道 alone is this one, and 中心 of a 中心 where a clause begins with it; 区 alone is
            # an end of some other word.
            own = own and (token.key == "street" or self._is_own_kind(token))
        own = own or self._calls_itself(token) or self._is_zone(token)
        if own:
            clause.unknown -= token.gap
        self.subject = "own" if own else "other"

    def _calls_itself(self, token: Token) -> bool:
        """Say whether a word is in a short name of the body: 市外办, 市市场监管局."""
        agency = self.body.agency
        if not agency or self.body.kind in ("government", "township", "street"):
            return False
        return calls_itself(self.text, token.start, token.end, agency, _BEFORE_NAMES)

    def _is_zone(self, token: Token) -> bool:
        """Say whether it is the zone of a body that administers one, or that body: 管委会."""
        if not self.body.agency.endswith(_ZONE):
            return False
        name = self.text[token.start - token.gap : token.end]
        if name.endswith("管委会") or self.body.agency.endswith(f"{name}{_ZONE}"):
            return True
        # 高新区 of a 高新技术产业开发区.
        rest = iter(self.body.agency.removesuffix(_ZONE))
        return name[-1:] == "区" and len(name) > 2 and all(sign in rest for sign in name)

    def _is_own_kind(self, token: Token) -> bool:
        name, before = self.text[token.start : token.end], self.text[: token.start]
        begins = not before or before.endswith(_BEFORE_NAMES)
        return begins and self.body.agency.endswith((name, f"{name}人民政府", f"{name}员会"))

    def _is_agency(self, start: int, end: int) -> bool:
        name, agency = self.text[start:end], self.body.agency
        if self.body.kind != "department":
            return name in agency
        # 市水务局 is none of a 区, and 市公安局 not its 支队.
        place = self.text[start - 1 : start]
        place = place if place in tuple(_LEVELS) else ""
        return agency.endswith(place + name)

    def year(self, token: Token, clause: Clause) -> None:
        """2023年: of which year the numbers are from here on."""
        if clause.change or (clause.counts and clause.counts[-1].key == "carried_out"):
            return
        if token.value == self.body.year:
            self._own_time()
        elif self.text.endswith(_COMPARED, 0, token.start):
            # 比2022年多9件.
            clause.change = True
        elif not self.text.endswith(_CARRIED, 0, token.start):
            self._other_time()

    def date(self, token: Token, clause: Clause) -> None:
        """10月 is less than a year; 1月1日 and 12月31日 are its ends."""
        if token.value not in _ENDS_OF_YEAR.get(token.key, ()):
            self._other_time()

    def time(self, token: Token, clause: Clause) -> None:
        """全年; 上年, 历年来: the report year or another time."""
        if token.key == "this":
            self._own_time()
        elif not clause.change:
            self._other_time()

    @property
    def elsewhere(self) -> bool:
        """Whether the numbers are those of another year or body."""
        return self.other_time or self.subject == "other"

    def _own_time(self) -> None:
        self._time_before = self.other_time
        self.own_time, self.other_time = True, False

    def _other_time(self) -> None:
        self._time_before = self.other_time
        self.other_time = True

    def take_back_time(self) -> None:
        """Forget the time named last: it was only compared with, or part of a word."""
        self.other_time = self._time_before

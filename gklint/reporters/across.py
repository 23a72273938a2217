"""What came of comparing reports, as a section of its own below them: findings, and what could not
be compared."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.checking.results import Named, Record
from gklint.model.diagnostics import Diagnostic
from gklint.model.reasons import StatedReason
from gklint.reporters import Options
from gklint.reporters.terminal import paint
from gklint.support.bilingual import Text
from gklint.support.printable import shown

_TITLE = Text(
    "报告之间：{found} 条问题；比较规则 {rules} 条",
    "across reports: {found} findings; {rules} rules compare",
)
_NOT_EVALUATED = Text(
    "  未比较 {rule}：{reason}（{files}）", "  not compared: {rule}: {reason} ({files})"
)
_MORE = Text("{first} 等 {count} 份", "{first} and others, {count} in all")
#: So many reasons are said, the others counted.
_MOST = 12
#: So many rules are named beside their codes; of more, the codes alone.
_MOST_NAMED = 3
_MORE_REASONS = Text("  另有 {count} 种原因", "  {count} more reasons")


class Section:
    """Takes what is across reports of each record, and says it at the end."""

    def __init__(self, options: Options) -> None:
        self.options = options
        #: Each finding with its record, without the rest of it.
        self.found: list[tuple[Record, Diagnostic]] = []
        self._rules: dict[str, Named] = {}
        self._reasons: dict[tuple[str, StatedReason], list[str]] = {}

    def add(self, record: Record) -> None:
        """Take what came of comparing a report."""
        found, outcomes = record.compared
        for outcome in outcomes:
            self._rules[outcome.rule.code] = outcome.rule
            for reason in outcome.reasons:
                paths = self._reasons.setdefault((outcome.rule.code, reason), [])
                paths.append(record.path)
        for diagnostic in found:
            self.found.append((record._replace(found=(), outcomes=(), facts=None), diagnostic))

    def summary(self) -> str:
        """Return the lines that close the section; empty where nothing was compared."""
        if not self._rules:
            return ""
        facts = {"found": len(self.found), "rules": len(self._rules)}
        lines = [paint(_TITLE.say(self.options.language, facts), "bold", self.options.colour)]
        lines += [paint(line, "dim", self.options.colour) for line in self._not_evaluated()]
        return "\n" + "".join(f"{line}\n" for line in lines)

    def _not_evaluated(self) -> Iterator[str]:
        """Yield a line for each reason, for several rules together that lack the same reports."""
        language = self.options.language
        together: dict[tuple[StatedReason, tuple[str, ...]], list[str]] = {}
        for (code, reason), lacking in self._reasons.items():
            together.setdefault((reason, tuple(lacking)), []).append(code)
        # What many reports lack is said once, and before what one lacks.
        ordered = sorted(together.items(), key=lambda item: (-len(item[0][1]), min(item[1])))
        for (reason, paths), codes in ordered[:_MOST]:
            first = shown(paths[0], self.options.encoding)
            files = (
                first
                if len(paths) == 1
                else _MORE.say(language, {"first": first, "count": len(paths)})
            )
            yield _NOT_EVALUATED.say(
                language,
                {
                    "rule": self._listed(sorted(codes)),
                    "reason": shown(reason.say(language), self.options.encoding),
                    "files": files,
                },
            )
        if len(ordered) > _MOST:
            yield _MORE_REASONS.say(language, {"count": len(ordered) - _MOST})

    def _listed(self, codes: list[str]) -> str:
        if len(codes) <= _MOST_NAMED:
            named = [f"{code} {self._rules[code].name}" for code in codes]
        else:
            named = codes
        return (", " if self.options.language == "en" else "、").join(named)

"""Markdown for a comment on a pull request: a table for each report with findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import SEVERITIES, Diagnostic, Severity
from gklint.reporters import Options, Write
from gklint.reporters.not_read import lines
from gklint.reporters.stream import takes_everything
from gklint.reporters.summary import not_evaluated, run_line, verdict
from gklint.reporters.wording import where
from gklint.support.bilingual import Text
from gklint.support.printable import shown

#: Stands first, so that a robot finds its own comment again and replaces it.
MARK = "<!-- gklint -->"

_HEADINGS = (
    Text("位置", "Place"),
    Text("级别", "Severity"),
    Text("规则", "Rule"),
    Text("问题", "Finding"),
    Text("改法", "Fix"),
)
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}
_NOT_EVALUATED = Text("未能评定的规则", "Rules that could not be evaluated")
_NOT_READ = Text("没有读的文件", "Files that were not read")


class Reporter:
    """Writes a section for each report: findings as a table, the verdict, what was not checked."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.language = options.language
        self.options = Options(options.language)
        self.encoding = options.encoding
        self.signs = _SIGNS if takes_everything(options.encoding) else {}

    def begin(self) -> None:
        """Write the mark and the heading."""
        self.write(f"{MARK}\n## gklint\n")

    def add(self, record: Record) -> None:
        """Write the section of a report."""
        lines = [f"### {self._plain(record.path)}", ""]
        if record.diagnostics:
            lines += [*self._table(record.diagnostics), ""]
        lines.append(self._plain(verdict(record, self.options)))
        reasons = not_evaluated(record, self.options)
        if reasons:
            lines += ["", f"**{_NOT_EVALUATED.say(self.language)}**", ""]
            lines += [f"- {self._plain(reason)}" for reason in reasons]
        self.write("\n" + "".join(f"{line}\n" for line in lines))

    def end(self, totals: Totals) -> None:
        """Write what was not read, and what came of the run."""
        if totals.skipped:
            self.write(f"\n### {_NOT_READ.say(self.language)}\n\n")
        for line in lines(totals, self.language, self.encoding):
            self.write(f"- {self._plain(line)}\n")
        self.write(f"\n---\n\n{self._plain(run_line(totals, self.options))}\n")

    def _table(self, diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
        headings = [heading.say(self.language) for heading in _HEADINGS]
        yield _row(headings)
        yield _row(["---"] * len(headings))
        for diagnostic in diagnostics:
            place = f"{diagnostic.place.line}:{diagnostic.place.column}"
            origin = where(diagnostic.origin, self.language, diagnostic.section)
            word = SEVERITIES[diagnostic.severity].say(self.language)
            yield _row(
                [
                    f"{place} {self._plain(origin)}".rstrip(),
                    f"{self.signs.get(diagnostic.severity, '')} {word}".strip(),
                    f"{diagnostic.code} {diagnostic.rule}",
                    self._plain(diagnostic.text(self.language)),
                    self._plain(diagnostic.advice_text(self.language)),
                ]
            )

    def _plain(self, text: str) -> str:
        """Return text in which nothing is markup, a mention of a person or of an issue."""
        text = re.sub(r"([\\`*_{}\[\]<>()|~$!&#@])", r"\\\1", shown(text, self.encoding))
        # No escape keeps these two from being links: a character of no width between does.
        return re.sub(r"\\([@#])(?=\w)", lambda found: f"{found[1]}\u2060", text)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"

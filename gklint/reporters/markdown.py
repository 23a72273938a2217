"""Markdown for a comment on a pull request: a table for each report with findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.checking.results import Record
from gklint.checking.runs import Run, Totals
from gklint.model.diagnostics import SEVERITIES, Severity
from gklint.reporters import Options, Write
from gklint.reporters.limits import SUMMARY_BYTES
from gklint.reporters.not_read import lines
from gklint.reporters.place_in_form import place_in_form
from gklint.reporters.stream import takes_everything
from gklint.reporters.summary import not_evaluated, run_line, verdict
from gklint.reporters.wording import has_lines
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
_LEFT_OUT = Text(
    "以上没有列出其余 {reports} 份报告，其中有 {findings} 个问题：GitHub 的摘要至多 1 MiB。"
    "全部结果请看 JSON 或 SARIF。",
    "{reports} more reports, with {findings} findings, are not shown above: a summary of GitHub"
    " takes 1 MiB. JSON and SARIF have all.",
)

#: What is kept free for the end, in bytes.
_FOR_THE_END = 4096


class Reporter:
    """Writes a section for each report: findings as a table, the verdict, what was not checked."""

    def __init__(self, run: Run, write: Write, options: Options) -> None:
        self.write = write
        self.language = options.language
        self.options = Options(options.language)
        self.encoding = options.encoding
        self.signs = _SIGNS if takes_everything(options.encoding) else {}
        self.room = SUMMARY_BYTES - _FOR_THE_END
        #: Reports that found no room, and their findings.
        self.left_out = [0, 0]

    def begin(self) -> None:
        """Write the mark and the heading."""
        self.write(f"{MARK}\n## gklint\n")

    def add(self, record: Record) -> None:
        """Write the section of a report."""
        lines = [f"### {self._plain(record.path)}", ""]
        if record.diagnostics:
            lines += [*self._table(record), ""]
        lines.append(self._plain(verdict(record, self.options)))
        reasons = not_evaluated(record, self.options)
        if reasons:
            lines += ["", f"**{_NOT_EVALUATED.say(self.language)}**", ""]
            lines += [f"- {self._plain(reason)}" for reason in reasons]
        section = "\n" + "".join(f"{line}\n" for line in lines)
        self.room -= len(section.encode("utf-8", "surrogatepass"))
        if self.room < 0:
            # Once one did not fit none does: a list with gaps would say nothing of them.
            self.left_out[0] += 1
            self.left_out[1] += len(record.diagnostics)
            return
        self.write(section)

    def end(self, totals: Totals) -> None:
        """Write what is not shown, what was not read, and what came of the run."""
        reports, findings = self.left_out
        if reports:
            note = _LEFT_OUT.say(self.language, {"reports": reports, "findings": findings})
            self.write(f"\n**{self._plain(note)}**\n")
        self._not_read(totals)
        self.write(f"\n---\n\n{self._plain(run_line(totals, self.options))}\n")

    def _not_read(self, totals: Totals) -> None:
        """List the files that were not read, as far as there is room: all are counted."""
        if not totals.skipped:
            return
        room = _FOR_THE_END // 2 + max(self.room, 0)
        text = f"\n### {_NOT_READ.say(self.language)}\n\n"
        for line in lines(totals, self.language, self.encoding):
            item = f"- {self._plain(line)}\n"
            room -= len(item.encode("utf-8", "surrogatepass"))
            if room < 0:
                text += "- …\n"
                break
            text += item
        self.write(text)

    def _table(self, record: Record) -> Iterator[str]:
        headings = [heading.say(self.language) for heading in _HEADINGS]
        yield _row(headings)
        yield _row(["---"] * len(headings))
        by_lines = has_lines(record)
        for diagnostic in record.diagnostics:
            if by_lines:
                place = f"{diagnostic.place.line}:{diagnostic.place.column}"
            else:
                place = place_in_form(record, diagnostic, self.language)
            word = SEVERITIES[diagnostic.severity].say(self.language)
            yield _row(
                [
                    self._plain(place),
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

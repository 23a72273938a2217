"""What is shown where the pointer rests in a report: why a finding is one, what a cell adds up to.

All of it is masked as one text: no hover shows the number of a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from gklint.checking.results import Acceptance, Record
from gklint.engine import rules_for
from gklint.lsp.checking import Checked
from gklint.lsp.places import Places, holds
from gklint.lsp.positions import Position
from gklint.lsp.sums import about_cell
from gklint.model.diagnostics import SEVERITIES, Diagnostic
from gklint.model.personal import mask
from gklint.model.report import Cell, Report, Table
from gklint.plugins.loading import load_plugins
from gklint.reporters.wording import accepted, documents, reasons
from gklint.rule.definition import RuleModule
from gklint.rule.documentation import flowing, rule_docs
from gklint.support.bilingual import Text

_WHY = Text("为什么", "Why")
_BASIS = Text("依据", "Basis")
_ADVICE = Text("如何修改", "Advice")
_EVALUATED = Text(
    "gklint：评定了 {count} 条规则，{findings} 个问题",
    "gklint: {count} rules evaluated, {findings} findings",
)
_NOT_EVALUATED = Text("没有评定：", "Not evaluated:")


def hover(
    checked: Checked, places: Places, at: types.Position, earlier: Report | None
) -> types.Hover | None:
    """Return what there is to say of a place; `earlier` is the body's report of the year before."""
    if checked.record is None or checked.result is None:
        return None
    position = places.pointed(at)
    found = [
        (diagnostic, acceptance)
        for diagnostic, _, acceptance in checked.record.named()
        if holds(diagnostic.place, position)
    ]
    modules = {m.RULE.code: m for m in rules_for(load_plugins(), checked.settings)}
    parts = [
        "\n\n".join(_about(one, modules.get(one.code), acceptance, checked.language))
        for one, acceptance in found
    ]
    place = found[0][0].place if found else None
    report = checked.result.report
    if report is not None and (pair := cell_at(report, position)):
        table, cell = pair
        lines = about_cell(report, table, cell, earlier, checked.language)
        parts.append("  \n".join(filter(None, lines)))
        place = cell.place
    elif report is not None and report.title and holds(report.title.place, position):
        parts.append("\n".join(_summary(checked.record, checked.language)))
        place = report.title.place
    if place is None:
        return None
    value = mask("\n\n---\n\n".join(parts))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, value), places.range(place))


def cell_at(report: Report, position: Position) -> tuple[Table, Cell] | None:
    """Return the cell at a line and column, with its table; that of a number before others."""
    found = [
        (table, cell)
        for table in report.tables
        if table.problem is None and table.place.line <= position[0] <= table.place.end_line
        for row in table.rows
        for cell in row.cells
        if cell.line == position[0] and holds(cell.place, position)
    ]
    return max(found, key=lambda one: one[1].place[:2], default=None)


def _about(
    found: Diagnostic, module: RuleModule | None, acceptance: Acceptance | None, language: str
) -> Iterator[str]:
    severity = SEVERITIES[found.severity].say(language)
    yield f"**{found.code} {found.rule}** {severity}：{found.text(language)}"
    if acceptance is not None:
        yield f"*{accepted(acceptance, language)}*"
    if advice := found.advice_text(language):
        yield f"**{_ADVICE.say(language)}** {advice}"
    if basis := documents(found, language):
        yield f"**{_BASIS.say(language)}** {basis}"
    if module is not None:
        docs = rule_docs(module)
        # The documentation of rules is in Chinese; its summary is in both languages.
        why = docs.why if language == "zh" else module.RULE.summary.en
        if why:
            yield f"**{_WHY.say(language)}** {flowing(why)}"


def _summary(record: Record, language: str) -> Iterator[str]:
    """Yield what came of the report as a whole: what was not evaluated is no pass."""
    evaluated = sum(outcome.state in ("satisfied", "violated") for outcome in record.outcomes)
    facts = {"count": evaluated, "findings": len(record.diagnostics)}
    yield _EVALUATED.say(language, facts)
    left = [outcome for outcome in record.outcomes if outcome.reasons]
    if left:
        yield "\n" + _NOT_EVALUATED.say(language) + "\n"
    for outcome in left:
        yield f"- {outcome.rule.code} {outcome.rule.name}：{reasons(outcome, language)}"

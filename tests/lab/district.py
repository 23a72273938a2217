"""A district as a reviewer gets it: the reports of its bodies over years, its own that sums them,
the roster. Everything is right; `put` makes one thing wrong.

Bodies and words are made up. No two bodies have a sentence of prose in common but by a fault.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from random import Random

import yaml

from gklint.forms.loading import load_forms
from gklint.forms.values import Form
from gklint.model.report import CellKey
from gklint.testing import render
from gklint.testing.draft import Draft, valid_draft

DISTRICT = "云林市青川区人民政府"
_WORDS = yaml.safe_load((Path(__file__).parent / "district_words.yaml").read_text("utf-8"))
STREETS = [f"{place}街道办事处" for place in _WORDS["places"]]
TOWNS = [f"{village}镇人民政府" for village in _WORDS["villages"]]
VERTICAL_BODY = "云林市青川区税务局"

Numbers = dict[CellKey, Decimal]


@dataclass(frozen=True)
class Body:
    """A body with its report years, and what the roster says of it."""

    name: str
    kind: str
    first: int
    last: int
    parent: str = DISTRICT
    predecessors: tuple[str, ...] = ()

    def reports_on(self, year: int) -> bool:
        """Say whether it reports on a year."""
        return self.first <= year <= self.last


@dataclass(frozen=True)
class Report:
    """One report before it is written: its numbers, the paragraphs of parts one and five."""

    body: str
    year: int
    numbers: Numbers
    overview: tuple[str, ...]
    problems: tuple[str, ...]
    day: int = 18

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"{self.year}/{self.body}.txt"


@dataclass(frozen=True)
class District:
    """Bodies and reports by body and year; `extra` are further files by path."""

    bodies: tuple[Body, ...]
    years: tuple[int, ...]
    reports: Mapping[tuple[str, int], Report]
    extra: Mapping[str, Report] = field(default_factory=dict)

    def children(self, year: int) -> list[Body]:
        """Return the bodies that the district's own report sums."""
        return [b for b in self.bodies if b.reports_on(year) and b.parent and b.kind != "垂直管理"]

    def with_report(self, report: Report) -> District:
        """Return the district with another report in place of the one of its body and year."""
        return replace(self, reports={**self.reports, (report.body, report.year): report})

    def without(self, body: str, year: int) -> District:
        """Return the district without one report."""
        left = {key: report for key, report in self.reports.items() if key != (body, year)}
        return replace(self, reports=left)


def district(count: int, seed: int = 0, years: Sequence[int] = (2022, 2023)) -> District:
    """Return a district of so many bodies: among them one that was merged from two, one that was
    renamed, one that reports to a ministry, and in the last year a new one."""
    chance = Random(f"{seed}/{count}")
    bodies = _bodies(count, years)
    reports: dict[tuple[str, int], Report] = {}
    for year in years:
        for body in bodies:
            if body.reports_on(year) and body.name != DISTRICT:
                before = [
                    reports[name, year - 1]
                    for name in (body.name, *body.predecessors)
                    if (name, year - 1) in reports
                ]
                reports[body.name, year] = _report(body, year, before, chance)
    whole = District(bodies, tuple(years), reports)
    for year in years:
        whole = whole.with_report(_summed(whole, year, chance))
    return whole


def _bodies(count: int, years: Sequence[int]) -> tuple[Body, ...]:
    first, last = years[0], years[-1]
    names = [f"云林市青川区{office}" for office in _WORDS["offices"]] + STREETS + TOWNS
    kinds = ["部门"] * len(_WORDS["offices"]) + ["街道"] * len(STREETS) + ["乡镇"] * len(TOWNS)
    step = max(1, len(names) * 2 // (count * 3))
    chosen = (
        list(zip(names, kinds, strict=True))[::step]
        if count < 30
        else list(zip(names, kinds, strict=True))
    )
    numbered = [(f"云林市青川区第{n}片区管理局", "部门") for n in "一二三四五六七八九"]
    chosen = [*chosen, *numbered][: count - 6]
    bodies = [Body(name, kind, 0, 9999) for name, kind in chosen]
    return (
        Body(DISTRICT, "政府", 0, 9999, ""),
        *bodies,
        Body("云林市青川区城东管理处", "部门", 0, last - 1),
        Body("云林市青川区城西管理处", "部门", 0, last - 1),
        Body(
            "云林市青川区城市运行中心",
            "部门",
            last,
            9999,
            predecessors=("云林市青川区城东管理处", "云林市青川区城西管理处"),
        ),
        Body("云林市青川区粮食局", "部门", 0, last - 1),
        Body(
            "云林市青川区粮食和物资储备局", "部门", last, 9999, predecessors=("云林市青川区粮食局",)
        ),
        Body("云林市青川区大数据中心", "部门", last, 9999),
        Body(VERTICAL_BODY, "垂直管理", first, 9999),
    )


def _report(body: Body, year: int, before: Sequence[Report], chance: Random) -> Report:
    numbers = _numbers(load_forms().for_year(year), [one.numbers for one in before], chance)
    return Report(
        body.name, year, numbers, _overview(chance), _problems(chance), chance.randint(5, 29)
    )


def _summed(whole: District, year: int, chance: Random) -> Report:
    parts = [whole.reports[body.name, year] for body in whole.children(year)]
    numbers: Numbers = {}
    for part in parts:
        for cell, value in part.numbers.items():
            numbers[cell] = numbers.get(cell, Decimal(0)) + value
    return Report(DISTRICT, year, numbers, _overview(chance), _problems(chance), 25)


def _numbers(form: Form | None, before: Sequence[Numbers], chance: Random) -> Numbers:
    assert form is not None, "every year of the district has a form"

    def last(table: str, row: str, column: str) -> Decimal:
        return sum((one.get(CellKey(table, row, column), Decimal(0)) for one in before), Decimal(0))

    numbers: Numbers = {}
    for table in form.tables:
        if table.key == "applications":
            numbers |= _applications(form, last, chance)
        elif table.key == "review":
            numbers |= _review(form, last, chance)
        else:
            for row in table.rows:
                for column in table.columns:
                    key = CellKey(table.key, row.key, column.key)
                    size = 400 if column.key == "decisions" else 9
                    numbers[key] = Decimal(chance.randint(1, size))
                    if column.amount:
                        numbers[key] = Decimal(chance.randint(0, 900)) / 100
                    if row.key == "regulations":
                        numbers[key] = Decimal(0)
                    if before and column.key == "prior_items":
                        numbers[key] = last(table.key, row.key, column.key) + last(
                            table.key, row.key, "change"
                        )
            documents = "normative_documents"
            if (table.key, form.key) == ("art20_1", "2021"):
                issued, repealed, there = (
                    CellKey("art20_1", documents, column)
                    for column in ("issued", "repealed", "in_force")
                )
                if before:
                    stock = last("art20_1", documents, "in_force") + numbers[issued]
                    numbers[repealed] = min(numbers[repealed], stock)
                    numbers[there] = stock - numbers[repealed]
                else:
                    numbers[there] = Decimal(chance.randint(20, 60))
    return numbers


def _applications(form: Form, last, chance: Random) -> Numbers:  # type: ignore[no-untyped-def]
    table = form.table["applications"]
    ends = ("new", "carried_in", "total_processed", "carried_out")
    leaves = [row.key for row in table.rows if row.key not in ends]
    numbers: Numbers = {}
    columns = [column.key for column in table.columns if column.key != "total"]
    for column in columns:
        most = 30 if column == "natural_person" else 4
        new = chance.randint(1 if column == "natural_person" else 0, most)
        carried = int(last("applications", "carried_out", column))
        out = chance.randint(0, min(3, new + carried))
        done = dict.fromkeys(leaves, 0)
        for _ in range(new + carried - out):
            # Reasons that would have to be explained are left alone.
            done[chance.choice([row for row in leaves if not row.startswith("other")])] += 1
        values = {"new": new, "carried_in": carried, "carried_out": out, **done}
        values["total_processed"] = new + carried - out
        for key, value in values.items():
            numbers[CellKey("applications", key, column)] = Decimal(value)
    for row in table.rows:
        parts = [numbers[CellKey("applications", row.key, column)] for column in columns]
        numbers[CellKey("applications", row.key, "total")] = sum(parts, Decimal(0))
    return numbers


def _review(form: Form, last, chance: Random) -> Numbers:  # type: ignore[no-untyped-def]
    numbers: Numbers = {}
    for row in form.table["review"].rows:
        values = {c: chance.randint(0, 2) for c in ("upheld", "corrected", "other", "pending")}
        values["upheld"] += int(last("review", row.key, "pending"))
        values["total"] = sum(values.values())
        for column, value in values.items():
            numbers[CellKey("review", row.key, column)] = Decimal(value)
    return numbers


def _sentence(chance: Random) -> str:
    thing, other = chance.sample(_WORDS["things"], 2)
    where, fault, who = (
        chance.choice(_WORDS["where"]),
        chance.choice(_WORDS["faults"]),
        chance.choice(_WORDS["who"]),
    )
    first, second = chance.sample(_WORDS["deeds"], 2)
    days = chance.randint(2, 40)
    return chance.choice(
        (
            f"{where}上的{thing}{fault}，{who}用{days}天{first}，并对{other}{second}。",
            f"对{thing}和{other}，由{who}{first}；{where}的部分{second}。",
            f"群众反映{where}里{thing}{fault}，本单位请{who}{second}，{other}也一并{first}。",
        )
    )


def _overview(chance: Random) -> tuple[str, ...]:
    topics = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    return tuple(
        f"（{numeral}）{topic}。{_sentence(chance)}{_sentence(chance)}"
        for numeral, topic in zip("一二三四五", topics, strict=True)
    )


def _problems(chance: Random) -> tuple[str, ...]:
    return (
        f"存在的主要问题：一是{_sentence(chance)}二是{_sentence(chance)}",
        f"改进措施：一是{_sentence(chance)}二是{_sentence(chance)}三是{_sentence(chance)}",
    )


# --- written down -------------------------------------------------------------------------------


def files(whole: District) -> Iterator[tuple[str, str]]:
    """Yield path and text of every report."""
    for report in whole.reports.values():
        yield report.path, text_of(report)
    for path, report in whole.extra.items():
        yield path, text_of(report)


_texts: dict[int, tuple[Report, str]] = {}


def text_of(report: Report) -> str:
    """Return a report as text."""
    # Most reports of a district with a fault are those of the one without.
    if id(report) not in _texts:
        _texts[id(report)] = report, _text_of(report)
    return _texts[id(report)][1]


def _text_of(report: Report) -> str:
    figures = {cell: _written(value) for cell, value in report.numbers.items()}
    draft = valid_draft(report.year, report.body, chance=Random(0), figures=figures)
    sections = []
    overview = [*report.overview]
    # What the law asks of every report stands between sentences of its own.
    received = report.numbers[CellKey("applications", "new", "total")]
    overview[1] += f"本年收到政府信息公开申请{received}件。"
    if report.body.endswith("人民政府"):
        overview[4] += "工作考核结果为良好，社会评议结果为满意，未发生责任追究。"
    for section in draft.sections:
        body = {1: tuple(overview), 5: report.problems}.get(section.number)
        sections.append(section if body is None else section._replace(body=body))
    draft = draft._replace(sections=tuple(sections), closing=_closing(report))
    return render(draft).text


def _closing(report: Report) -> tuple[str, ...]:
    return (report.body, f"{report.year + 1}年1月{report.day}日")


def _written(value: Decimal) -> str:
    return str(int(value)) if value == int(value) else str(value)


def roster(whole: District) -> str:
    """Return the roster as .csv, with a title above its header as people keep it."""
    lines = ["青川区政府信息公开年度报告名册", "名称,上级,类别,起,止,前身,期限,汇总"]
    for body in whole.bodies:
        lines.append(
            ",".join(
                (
                    body.name,
                    body.parent,
                    body.kind,
                    str(body.first or ""),
                    "" if body.last == 9999 else str(body.last),
                    ";".join(body.predecessors),
                    "1月31日",
                    "是" if body.name == DISTRICT else "",
                )
            )
        )
    return "\n".join(lines) + "\n"


def write(whole: District, folder: Path) -> None:
    """Write all reports and the roster into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roster.csv").write_text(roster(whole), encoding="gb18030")
    for path, text in files(whole):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def changed(draft: Draft, cell: CellKey, text: str) -> Draft:
    """Return a draft with another text in a cell."""
    return draft.with_table(draft.table(cell.table).with_text(cell.row, cell.column, text))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=2022)
    parser.add_argument("--years", type=int, default=2)
    asked = parser.parse_args()
    write(
        district(asked.count, asked.seed, range(asked.first, asked.first + asked.years)),
        asked.folder,
    )

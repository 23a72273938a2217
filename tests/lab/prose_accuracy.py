"""How well gklint holds the prose against the tables and against itself.

Paragraphs of `prose_templates.yaml` and `prose_templates_hard.yaml` are filled with the figures of
a report, once rightly and once for every number with that number made wrong. What came of it is
found, not evaluated with a reason, or silence; a finding on a paragraph that is right is false.

    python -m lab.prose_accuracy [--seeds N] [--show]
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from gklint.engine import lint_text
from gklint.testing.draft import Draft, valid_draft
from gklint.testing.rendering import render

TEMPLATES = Path(__file__).with_name("prose_templates.yaml")
#: Paragraphs that say less: measured apart.
HARD_TEMPLATES = Path(__file__).with_name("prose_templates_hard.yaml")
#: The rules that read numbers of the prose.
FAMILY = ("GK401", "GK402", "GK403", "GK404", "GK405", "GK406", "GK407", "GK408")
AGENCIES = {
    "department": "青禾市农业农村局",
    "government": "青禾市人民政府",
    "street": "青禾市望溪区松林街道办事处",
    "committee": "青禾市发展和改革委员会",
    "bureau": "青禾县农业农村局",
    "township": "青禾县望溪镇人民政府",
    "provincial": "青禾省农业农村厅",
    "centre": "青禾市疾病预防控制中心",
    "district": "青禾市学府区人民政府",
    "ministry": "自然资源部东澜海域管理局",
    "tax": "国家税务总局青禾市税务局",
    "county": "青禾县人民政府",
    "hospital": "青禾市医院管理中心",
    "transport": "青禾市交通运输局",
    "zone": "青禾经济技术开发区管理委员会",
}
_PEOPLE = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_org",
    "legal_service_org",
    "other_org",
)
_ENDS = ("new", "carried_in", "total_processed", "carried_out")
_SLOT = re.compile(r"\{(?P<fixed>!)?(?:(?P<digits>[xw]:)|%(?P<places>\d) )?(?P<formula>[^}]+)\}")
_HAN = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

_WHAT = """Measured by `python -m lab.prose_accuracy`, on paragraphs as different clerks write them
(`tests/lab/prose_templates.yaml`), each filled with the figures of a report. *False* are findings
on paragraphs in which all is right. Then every number is made wrong, one at a time: *found* has a
finding at its line, *not checked* has none and a rule of the prose says what it did not compare,
*silent* has neither.

The last styles (`tests/lab/prose_templates_hard.yaml`) say less of what their numbers count.
Wordings that reading was tuned to say little of others. When first read, before anything was
mended for them: of 231 wrong numbers in 58 paragraphs of `comparisons_and_shares` 52.4 % were
found; of 137 in 35 of `second_reading` 84.7 %, 2 % not checked, 13 % silent; of 615 in 40 of
`eight_offices` 67.3 %, 16 % not checked, 13 % silent; of 208 in 20 of `eight_offices_again`,
written after that, 87.0 %, 7 % not checked, 6 % silent. `second_reading` showed one false finding
and `eight_offices` two, which are mended.

The last three are from whole reports, all six parts of 34 bodies, forms of 2019 and 2021, each
number of the prose made wrong in its whole report. There *not checked* is counted only where the
reason names that number or arises with it. When first read: `twelve_bodies` 397 wrong numbers,
79.8 % found, 13 % not checked, 7 % silent, two false findings in twelve right reports;
`twelve_bodies_again` 370, 75.1 %, 15 %, 10 %, seven false; `ten_bodies` 293, 76.5 %, 13 %, 10 %,
three false. After mending 95.7, 90.8 and 83.3 % are found so, 0, 2 and 3 % silent, none false."""
#: Numbers by the names that templates use.
Values = dict[str, Decimal]


class World(NamedTuple):
    """A report without its overview, and its numbers by the names that templates use."""

    draft: Draft
    values: Values


class Case(NamedTuple):
    """A paragraph in which one number may be wrong: `changed` says which, "" where none is."""

    style: str
    template: str
    paragraph: str
    changed: str
    draft: Draft


class Outcome(NamedTuple):
    """What came of a case: "found", "not checked", "silent", or "right" and "false"."""

    case: Case
    said: str
    words: tuple[str, ...]


def make_world(chance: Random, agency: str, zero: Sequence[str] = (), year: int = 2023) -> World:
    """Draw a report in which hardly a cell is 0, and no two of its numbers are easily confused."""
    draft = valid_draft(year, agency=agency)
    values: Values = {}
    for letter in "abcdefgh":
        values[letter] = Decimal(chance.randint(6, 40))
    for table in draft.tables:
        numbers = _numbers_of(table.key, [row.key for row in table.rows], chance)
        for (row, column), number in numbers.items():
            if table.key in zero:
                number = Decimal(0)
            table = table.with_text(row, column, str(number))
            values[_name(table.key, row, column)] = number
        draft = draft.with_table(table)
    for group in ("denied", "unavailable", "rejected", "other"):
        values[group] = sum(
            (v for k, v in values.items() if k.startswith(f"{group}.") and "@" not in k), Decimal(0)
        )
    return World(draft, values)


def _name(table: str, row: str, column: str) -> str:
    if table == "applications":
        return row if column == "total" else f"{row}@{column}"
    if table == "review":
        return f"{row}.{column}"
    if table == "art20_1":
        return column if row == "normative_documents" else f"{row}.{column}"
    return row


def _numbers_of(table: str, rows: Sequence[str], chance: Random) -> dict[tuple[str, str], Decimal]:
    if table == "applications":
        return _applications(rows, chance)
    numbers: dict[tuple[str, str], Decimal] = {}
    if table == "review":
        for row in rows:
            four = [Decimal(chance.randint(1, 9)) for _ in range(4)]
            for column, value in zip(
                ("upheld", "corrected", "other", "pending", "total"),
                (*four, sum(four)),
                strict=True,
            ):
                numbers[row, column] = Decimal(value)
    elif table == "art20_1":
        issued, repealed = chance.randint(5, 19), chance.randint(1, 4)
        in_force = issued + chance.randint(20, 60)
        for column, count in zip(
            ("issued", "repealed", "in_force"), (issued, repealed, in_force), strict=True
        ):
            numbers["normative_documents", column] = Decimal(count)
    elif table == "art20_8":
        numbers["fees", "amount"] = Decimal(chance.randint(1000, 9999)) / 100
    else:
        for row in rows:
            numbers[row, "decisions"] = Decimal(chance.randint(20, 900))
    return numbers


def _applications(rows: Sequence[str], chance: Random) -> dict[tuple[str, str], Decimal]:
    count: dict[tuple[str, str], int] = {}
    leaves = [row for row in rows if row not in _ENDS]
    for column in _PEOPLE:
        most = 14 if column == "natural_person" else 3
        for leaf in leaves:
            count[leaf, column] = chance.randint(1, most) * (3 if leaf == "full_disclosure" else 1)
        processed = sum(count[leaf, column] for leaf in leaves)
        count["total_processed", column] = processed
        count["carried_out", column] = chance.randint(1, 4)
        count["carried_in", column] = chance.randint(1, 3)
        count["new", column] = (
            processed + count["carried_out", column] - count["carried_in", column]
        )
    for row in rows:
        count[row, "total"] = sum(count[row, column] for column in _PEOPLE)
    return {key: Decimal(value) for key, value in count.items()}


def filled(
    template: str, values: Mapping[str, Decimal], wrong: int = -1, chance: Random | None = None
) -> tuple[str, str]:
    """Return the paragraph and the words of the slot that is made wrong, "" for none."""
    changed, at = "", -1

    def fill(match: re.Match[str]) -> str:
        nonlocal changed, at
        at += 1
        value = _value(match["formula"], values)
        places = int(match["places"] or 0)
        if match["places"]:
            value = (value * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if at == wrong:
            assert chance is not None
            step = Decimal(chance.randint(1, max(2, int(value) // 5)))
            value = value - step if value > step + 1 and chance.random() < 0.5 else value + step
            changed = match["formula"]
        if match["digits"] == "x:":
            return _in_han(int(value))
        return str(value).translate(_WIDE) if match["digits"] else str(value)

    return _SLOT.sub(fill, template), changed


def _value(formula: str, values: Mapping[str, Decimal]) -> Decimal:
    top, _, bottom = formula.partition("/")
    value = Decimal(0)
    for sign, name in re.findall(r"([-+]?)([^-+]+)", top):
        value += -values[name] if sign == "-" else values[name]
    return value / _value(bottom, values) if bottom else value


def _in_han(number: int) -> str:
    if number < 10:
        return _HAN[number]
    written = ""
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += _HAN[digit] + word
        elif written and number % power and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if 10 <= number < 20 else written


def cases(seeds: int, file: Path = TEMPLATES) -> Iterator[Case]:
    """Yield every paragraph of a file, right and with each of its numbers made wrong."""
    templates: dict[str, list[dict[str, Any]]] = yaml.safe_load(file.read_text("utf-8"))
    for style, paragraphs in templates.items():
        for number, template in enumerate(paragraphs):
            for seed in range(seeds):
                chance = Random(f"{style} {number} {seed}")
                yield from _cases_of(style, template, chance)


def _cases_of(style: str, template: dict[str, Any], chance: Random) -> Iterator[Case]:
    zero = template.get("zero", ())
    text, body = template["text"], template.get("body", "department")
    agency, section = AGENCIES.get(body, body), template.get("section", 1)
    world = make_world(chance, agency, zero, template.get("year", 2023))
    right, _ = filled(text, world.values)
    yield Case(style, text, right, "", _with_paragraph(world.draft, right, section))
    if zero:
        some = make_world(chance, agency)
        for table in zero:
            others = [key for key in zero if key != table]
            draft = world.draft.with_table(some.draft.table(table))
            changed = f"{table}, not {others}"
            yield Case(style, text, right, changed, _with_paragraph(draft, right, section))
        return
    slots = list(_SLOT.finditer(text))
    for index, slot in enumerate(slots):
        if not slot["fixed"]:
            wrong, changed = filled(text, world.values, index, chance)
            yield Case(style, text, wrong, changed, _with_paragraph(world.draft, wrong, section))


def _with_paragraph(draft: Draft, paragraph: str, number: int) -> Draft:
    """Return the draft with the overview and one of its sections reduced to a paragraph."""
    at = draft.section_index(number)
    draft = draft.with_section(0, draft.sections[0]._replace(body=()))
    return draft.with_section(at, draft.sections[at]._replace(body=(paragraph,)))


def outcome(case: Case) -> Outcome:
    """Check a report and say what came of the number that is wrong."""
    result = lint_text(render(case.draft).text)
    line = next(
        n
        for n, text in enumerate(render(case.draft).text.splitlines(), 1)
        if text == case.paragraph
    )
    found = [d for d in result.diagnostics if d.code in FAMILY and d.place.line == line]
    words = tuple(f"{d.code} {d.text()}" for d in found)
    if not case.changed:
        return Outcome(case, "false" if found else "right", words)
    if found:
        return Outcome(case, "found", words)
    reasons = tuple(
        f"{o.rule.code} {reason.zh}"
        for o in result.outcomes
        if o.rule.code in FAMILY
        for reason in o.reasons
    )
    return Outcome(case, "not checked" if reasons else "silent", reasons)


def measure(seeds: int) -> dict[str, list[Outcome]]:
    """Return the outcomes of all cases by style."""
    by_style: dict[str, list[Outcome]] = {}
    for case in (*cases(seeds), *cases(seeds, HARD_TEMPLATES)):
        by_style.setdefault(case.style, []).append(outcome(case))
    return by_style


def markdown(by_style: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """Yield the lines of a table: a row a style."""
    yield "| style | paragraphs | false | wrong numbers | found | not checked | silent | found % |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: |"
    total: list[Outcome] = []
    for style, outcomes in (*by_style.items(), ("in total", total)):
        count = {
            said: sum(outcome.said == said for outcome in outcomes)
            for said in ("right", "false", "found", "not checked", "silent")
        }
        wrong = count["found"] + count["not checked"] + count["silent"]
        share = 100 * count["found"] / wrong if wrong else 100.0
        yield (
            f"| {style} | {count['right'] + count['false']} | {count['false']} | {wrong} | "
            f"{count['found']} | {count['not checked']} | {count['silent']} | {share:.1f} |"
        )
        total.extend(outcomes)


def section(seeds: int) -> str:
    """Return the part of docs/accuracy.md on the numbers of the prose."""
    return f"## Numbers of the prose\n\n{_WHAT}\n\n" + "\n".join(markdown(measure(seeds))) + "\n"


def main() -> None:
    """Print the table, and with --show every case that is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    by_style = measure(given.seeds)
    if given.show:
        for outcomes in by_style.values():
            for found in outcomes:
                if found.said not in ("found", "right"):
                    print(found.said, f"[{found.case.changed}]", found.case.paragraph)
                    print("      ", *found.words, sep="\n       ")
    print("\n".join(markdown(by_style)))


if __name__ == "__main__":
    main()

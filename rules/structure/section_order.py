"""六个部分应当按规定的顺序排列。

为什么
    格式规定了六个部分的先后顺序。顺序不同，读者和汇总单位会找错地方。缺少的部分不影响其余部分的
    顺序，由 GK101 报告。

错误示例
    一、总体情况
    三、收到和处理政府信息公开申请情况
    二、主动公开政府信息情况

正确示例
    一、总体情况
    二、主动公开政府信息情况
    三、收到和处理政府信息公开申请情况

如何修改
    把该部分连同表格移到规定的位置，并核对序号。
"""

from collections.abc import Sequence
from itertools import combinations

from gklint.api import WARNING, Finding, Report, Rule, Section, Text, Verdicts, finding, related

from ._six_parts import SIX_PARTS, clause, part

RULE = Rule(
    code="GK102",
    name="section-order",
    severity=WARNING,
    summary=Text("部分的顺序不对", "a part stands out of order"),
    clauses=SIX_PARTS,
    messages={
        "early": Text(
            "{part}“{title}”排在{other}之前，应在其后",
            "{part} “{title}” stands before {other}; it should stand after it",
        ),
        "late": Text(
            "{part}“{title}”排在{other}之后，应在其前",
            "{part} “{title}” stands after {other}; it should stand before it",
        ),
    },
    advice=Text("按规定的顺序调整，并核对序号", "move the part and check the numbering"),
    years=(2019, None),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report) -> Verdicts:
    """Yield each part that must move to bring all of them in order; the fewest possible."""
    firsts = list({section.form.number: section for section in reversed(report.sections)}.values())
    firsts.sort(key=lambda section: section.place)
    ordered = _longest_in_order(firsts)
    for section in firsts:
        if section not in ordered:
            yield _out_of_order(section, ordered)


def _longest_in_order(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the most parts that stand in order; of two neighbours swapped, the one that belongs
    first, so that the other is the one that stands too early."""
    for size in range(len(sections), 0, -1):
        for kept in combinations(reversed(sections), size):
            numbers = [section.form.number for section in kept]
            if numbers == sorted(numbers, reverse=True):
                return kept[::-1]
    return ()


def _out_of_order(section: Section, ordered: Sequence[Section]) -> Finding:
    number = section.form.number
    late = [
        other for other in ordered if other.form.number > number and other.place < section.place
    ]
    early = [
        other for other in ordered if other.form.number < number and other.place > section.place
    ]
    other = late[0] if late else early[-1]
    return finding(
        section.place,
        "late" if late else "early",
        section=number,
        related=[
            related(other.place, "{part}在这里", "{part} is here", part=part(other.form.number))
        ],
        clauses=(clause(number),),
        part=part(number),
        title=section.form.title,
        other=part(other.form.number),
    )

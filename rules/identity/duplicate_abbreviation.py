"""同一简称只需说明一次。

为什么
    引言里已经注明“以下简称《条例》”，后文再注明一次是多余的，多半是拼接稿件留下的；同一简称用来指两个
    文件，读者就分不清了。

错误示例
    根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。
    ……贯彻落实《中华人民共和国政府信息公开条例》（以下简称《条例》）……

正确示例
    根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。
    ……贯彻落实《条例》……

如何修改
    后一处直接用简称；指另一个文件的，换一个简称。
"""

from gklint.api import INFO, Report, Rule, Text, Verdicts, finding, related

from .._passages import prose
from ._abbreviations import Introduction, introductions

RULE = Rule(
    code="GK510",
    name="duplicate-abbreviation",
    severity=INFO,
    summary=Text("简称重复说明", "an abbreviation introduced twice"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "“{short}”前面已经说明是简称，这里不必再说明",
            "“{short}” was introduced before",
        ),
        "other": Text(
            "“{short}”前面是《{first}》的简称，这里又用作《{second}》的简称",
            "“{short}” stands for 《{first}》 before, and here for 《{second}》",
        ),
    },
    advice=Text("后一处直接用简称", "use the abbreviation there"),
    needs_prose=True,
    any_year=True,
)


def check(report: Report) -> Verdicts:
    """Yield each further introduction of an abbreviation."""
    text = prose(report)
    if text.count("简称") + text.count("统称") + text.count("下称") < 2:
        return
    known: dict[str, Introduction] = {}
    for introduction in introductions(report):
        first = known.setdefault(introduction.short, introduction)
        if first is introduction:
            continue
        differs = first.full and introduction.full and first.full != introduction.full
        yield finding(
            introduction.place,
            "other" if differs else "default",
            section=introduction.passage.section,
            related=[related(first.place, "第一次说明", "introduced here first")],
            short=introduction.short,
            first=first.full,
            second=introduction.full,
        )

"""第五部分应当写本机关自己的问题，不能只写“部分单位”“个别部门”的。

为什么
    《条例》第五十条要求报告的是本机关工作中的问题。通篇只说“部分单位重视不够”“个别部门更新不及时”，
    读者看不出报告的这个机关有什么不足、准备怎样改。各级人民政府汇总所属各单位的情况，不作判断。

错误示例
    部分单位对政府信息公开重视不够，个别部门更新不及时。下一步将加强督促。

正确示例
    我局部分栏目更新不及时。下一步由专人逐月检查。

如何修改
    写明本机关自己的问题和改进措施。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, finding, fold, not_evaluated, reasons

from .._passages import of_sections, passages
from .._word_lists import load_data

RULE = Rule(
    code="GK609",
    name="not-about-this-body",
    severity=WARNING,
    summary=Text(
        "第五部分只说别的单位，没有说本机关", "part 5 speaks of others, never of the body itself"
    ),
    clauses=("regulations: 第五十条", "format: 五、存在的主要问题及改进情况"),
    messages={
        "default": Text(
            "第五部分说的是“{words}”的问题，没有一处说到本机关",
            "part 5 tells of the problems of “{words}” and nowhere of the body itself",
        )
    },
    advice=Text("写明本机关自己的问题和改进措施", "write of the body's own problems and measures"),
    enabled=False,
    kinds=frozenset({"department", "street", "township", "unknown"}),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield the first other body whose problems part 5 tells, if it never names its own."""
    if report.section(5) is None:
        yield not_evaluated(reasons.NO_PART_FIVE)
        return
    if report.agency_kind == "unknown":
        yield not_evaluated(reasons.AGENCY_KIND_UNKNOWN)
        return
    words = load_data(__file__, "bodies.yaml")
    others = [f"{some}{body}" for some in words["some"] for body in words["others"]]
    candidates = list(passages(of_sections(report, 5), *words["some"]))
    text = fold("\n".join(paragraph.text for _, paragraph in of_sections(report, 5)))
    own = (fold(report.agency), *words["own"])
    if any(name and name in text for name in own):
        return
    for passage in candidates:
        found = [(passage.text.find(other), other) for other in others if other in passage.text]
        if found:
            at, other = min(found)
            yield finding(passage.place(at, at + len(other)), section=5, words=other)
            return

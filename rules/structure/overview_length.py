"""总体情况不宜过长。

为什么
    有的地方要求总体情况控制在一定字数以内，写得太长，读者不易找到要看的内容。这是地方的要求，不是
    全国统一的规定，因此本规则默认不启用，需要时用 --select GK111 选用。

错误示例
    一、总体情况
    （正文超过 1000 字）

正确示例
    一、总体情况
    （正文不超过 1000 字）

如何修改
    压缩文字，删去一般性的表述，保留做了什么、结果如何。
"""

from gklint.diagnostics import Text
from gklint.report import Report
from gklint.rule import INFO, Rule, Verdicts, finding

from .._data import load_data
from ._parts import clause

RULE = Rule(
    code="GK111",
    name="overview-length",
    severity=INFO,
    summary=Text("总体情况过长", "the overview is too long"),
    clauses=(clause(1),),
    messages={
        "default": Text(
            "总体情况有 {actual} 字（不计空格），地方的要求是不超过 {expected} 字",
            "the overview has {actual} characters, spaces not counted;"
            " local notices allow {expected}",
        )
    },
    mend=Text("压缩文字，保留做了什么、结果如何", "say what was done and what came of it, briefly"),
    years=(2020, None),
    enabled=False,
)

#: The key of the limit among those that are local.
LIMIT = "overview_characters"


def check(report: Report) -> Verdicts:
    """Yield the overview if it has more characters than the local limit."""
    limit: int = load_data(__file__, "profiles.yaml")[LIMIT]
    for section in report.sections:
        if section.form.number == 1:
            length = len("".join(section.text.split()))
            if length > limit:
                yield finding(section.title_place, section=1, actual=length, expected=limit)
            return

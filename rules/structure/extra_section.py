"""报告只有规定的六个部分，不另设部分。

为什么
    格式规定了六个部分，“不能遗漏，也不宜泛化”。旧格式的“收费及减免情况”“咨询处理情况”等不再单列，
    有关内容写进相应的部分，收费情况写在第六部分。附件、附表不算部分。

错误示例
    六、其他需要报告的事项
    七、政府信息公开收费及减免情况

正确示例
    六、其他需要报告的事项
    （一）收取信息处理费的情况

如何修改
    去掉多出的标题，内容并入相应的部分。
"""

from gklint.api import WARNING, Option, Options, Report, Rule, Text, Verdicts, finding, fold

from ._extra_headings import extra_headings
from ._six_parts import SIX_PARTS

RULE = Rule(
    code="GK109",
    name="extra-section",
    severity=WARNING,
    summary=Text("在六个部分之外另设部分", "a part beside the six"),
    clauses=SIX_PARTS,
    messages={
        "default": Text(
            "“{words}”不是规定的六个部分之一",
            "“{words}” is none of the six parts",
        )
    },
    advice=Text("去掉这个标题，内容并入相应的部分", "drop the heading, move its content to a part"),
    years=(2020, None),
    options=(
        Option(
            "allowed",
            (),
            Text("可以另设的部分的标题", "titles of parts that there may be"),
            example="收费及减免情况",
        ),
    ),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report, options: Options) -> Verdicts:
    """Yield each heading that counts on as the headings of the parts do and is none of them."""
    allowed = [fold(title) for title in options["allowed"]]
    for section in report.sections:
        for paragraph in extra_headings(section):
            if any(title in fold(paragraph.text) for title in allowed):
                continue
            yield finding(
                paragraph.place, section=section.form.number, words=paragraph.text.strip()
            )

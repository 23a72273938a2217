"""联系方式宜用政务邮箱，不用 163、qq、126 等公共邮箱。

为什么
    公共邮箱谁都可以注册，申请人无从分辨真假，往来的个人信息也不在政务系统内。许多单位没有政务邮箱，
    所以本规则默认不启用。

错误示例
    电子邮箱：songlin@163.com

正确示例
    电子邮箱：songlin@wangxi.gov.cn

如何修改
    改用政务邮箱。
"""

import re

from gklint.api import INFO, Option, Options, Report, Rule, Text, Verdicts, finding, fold

from .._word_lists import load_data

RULE = Rule(
    code="GK704",
    name="unofficial-mail",
    severity=INFO,
    summary=Text("用了公共邮箱", "an address of a public mail service"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "“{actual}”是公共邮箱，宜用政务邮箱",
            "“{actual}” is an address of a public mail service; rather give an official one",
        )
    },
    advice=Text("改用政务邮箱", "give an official address"),
    enabled=False,
    options=(
        Option(
            "domains",
            (),
            Text("此外不宜使用的邮箱域名", "further unofficial domains"),
            example="mail.example.cn",
        ),
        Option(
            "allowed",
            (),
            Text("可以使用的邮箱域名", "domains that may be used"),
            example="mail.example.cn",
        ),
    ),
    any_year=True,
)

#: \d is a digit of any width.
_ADDRESS = r"[A-Za-z_\d.．+-]+[@＠]([A-Za-z\d.．-]+[.．][A-Za-z]{2,4})"


def check(report: Report, options: Options) -> Verdicts:
    """Yield each address of a public mail service."""
    unofficial = {*load_data(__file__, "mail_providers.yaml"), *options["domains"]}
    unofficial -= {*options["allowed"]}
    closing = ((None, paragraph) for paragraph in report.ending)
    for section, paragraph in (*report.paragraphs(), *closing):
        if "@" not in paragraph.text and "＠" not in paragraph.text:
            continue
        for match in re.finditer(_ADDRESS, paragraph.text):
            if fold(match[1]).lower() in unofficial:
                yield finding(
                    paragraph.place_of(*match.span()), section=section, actual=match.group()
                )

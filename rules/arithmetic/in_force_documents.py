"""“现行有效件数”一般不少于“本年制发件数”减“本年废止件数”。

为什么
    本年制发、没有废止的文件，年底应当还有效；废止的若是往年的文件，现行有效件数只会更多。少于这个差，
    多半是现行有效件数只填了一部分，或者三栏填串了。文件有效期不满一年的除外。

错误示例
    行政规范性文件：本年制发件数 9，本年废止件数 2，现行有效件数 3

正确示例
    行政规范性文件：本年制发件数 9，本年废止件数 2，现行有效件数 31

如何修改
    对照文件清单核对三个数，改正填错的一个；有文件在年内到期失效的，核对无误即可。
"""

from gklint.api import WARNING, Report, Rule, Text, Verdicts, breaches

RULE = Rule(
    code="GK307",
    name="in-force-documents",
    severity=WARNING,
    summary=Text(
        "现行有效件数少于本年制发减本年废止",
        "fewer documents are in force than were issued and not repealed",
    ),
    clauses=("regulations: 第二十条", "format-2021: 二、主动公开政府信息情况"),
    messages={
        "default": Text(
            "“{row}”：现行有效件数现为 {actual}，少于本年制发减本年废止（{right_sum}）",
            "“{row}”: {actual} are in force, fewer than issued less repealed ({right_sum})",
        )
    },
    advice=Text(
        "对照文件清单核对三个数，改正填错的一个",
        "check the three numbers against the list of documents",
    ),
    years=(2021, None),
)


def check(report: Report) -> Verdicts:
    """Yield each row with fewer documents in force than were issued and not repealed."""
    yield from breaches(report, RULE.name)

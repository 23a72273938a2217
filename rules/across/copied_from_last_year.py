"""第五部分不应当照抄上一年的报告；第一部分也是。

为什么
    国办公开办函〔2021〕30号要求防止内容雷同、敷衍塞责。存在的问题年年一样，说明没有改，或者没有写。比较前
    略去年份、数字、单位名称和法规名称；第五部分相同的字占九成以上，第一部分占九成五以上，才算照抄。太短
    的文字不作判断。

错误示例
    2022 年报告第五部分：解读形式较为单一，以文字为主……
    2023 年报告第五部分：与 2022 年逐字相同

正确示例
    2023 年报告第五部分：去年解读形式单一的问题已通过图解改进；今年的问题是更新不够及时……

如何修改
    写本年的问题，并说明上一年的问题改得怎样。
"""

from gklint.api import (
    WARNING,
    Collection,
    Compared,
    NotApplicable,
    ReportVerdicts,
    Rule,
    Step,
    Text,
    compared,
    finding,
    not_evaluated,
    related,
    similarity,
)

RULE = Rule(
    code="GK806",
    name="copied-from-last-year",
    severity=WARNING,
    summary=Text("文字照抄上一年的报告", "prose taken over from last year's report"),
    clauses=("format: 五、存在的主要问题及改进情况",),
    messages={
        "default": Text(
            "“{title}”与 {year} 年的报告有 {percent}% 的文字相同（年份、数字、名称不计）",
            "{percent}% of “{title}” is what the report on {year} says (but for years, numbers,"
            " names)",
        )
    },
    reasons={
        "no-prose": Text(
            "{year} 年的报告没有检出第 {number} 部分的文字",
            "{year}: no prose of part {number} was found",
        ),
    },
    advice=Text(
        "写本年的情况，并说明上一年的问题改得怎样",
        "write of this year, and of what became of last year's problems",
    ),
    checks="collection",
)

#: Which part → how much of it must be the same.
PARTS = {1: 0.95, 5: 0.9}
#: What is shorter (in characters) says what everybody says.
SHORTEST = 30


def check(collection: Collection) -> ReportVerdicts:
    """Yield each part that is nearly what it was the year before."""
    yield from compared(collection, _compare, prose=True)


def _compare(step: Step) -> Compared:
    if not step.one_to_one:
        yield NotApplicable()
        return
    for number, least in PARTS.items():
        here, there = step.later.facts.part(number), step.earlier[0].facts.part(number)
        if here is None or there is None:
            year = step.later.year if here is None else step.earlier[0].year
            yield not_evaluated("no-prose", year=year, number=number, partly=True)
            continue
        ours, theirs = (part.text.replace("|", "") for part in (here, there))
        share = similarity(ours, theirs, least) if min(len(ours), len(theirs)) >= SHORTEST else 0
        if share >= least:
            yield finding(
                here.place,
                section=number,
                related=[
                    related(
                        there.place,
                        "{body} {year} 年“{title}”",
                        "{body}, {year}, “{title}”",
                        path=step.earlier[0].path,
                        body=step.earlier[0].name,
                        year=step.earlier[0].year,
                        title=there.title,
                    )
                ],
                title=here.title,
                year=step.earlier[0].year,
                percent=int(share * 100),
            )

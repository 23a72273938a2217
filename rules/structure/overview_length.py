"""总体情况不宜过长。

为什么
    有的地方要求总体情况控制在一定字数以内，写得太长，读者不易找到要看的内容。这是地方的要求，不是
    全国统一的规定，因此本规则默认不启用；在配置的 profile 中写明本地的字数，或者用 --select GK111，
    即可启用。

错误示例
    一、总体情况
    （正文超过 1000 字）

正确示例
    一、总体情况
    （正文不超过 1000 字）

如何修改
    压缩文字，删去一般性的表述，保留做了什么、结果如何。
"""

from gklint.api import INFO, KINDS, Option, Options, Report, Rule, Text, Verdicts, finding

from ._six_parts import clause

RULE = Rule(
    code="GK111",
    name="overview-length",
    severity=INFO,
    summary=Text("总体情况过长", "the overview is too long"),
    clauses=(clause(1),),
    messages={
        "default": Text(
            "总体情况有 {actual} 字（不计空格），{source}要求不超过 {expected} 字",
            "the overview has {actual} characters, spaces not counted; {source} allows {expected}",
        )
    },
    advice=Text(
        "压缩文字，保留做了什么、结果如何", "say what was done and what came of it, briefly"
    ),
    years=(2020, None),
    enabled=False,
    options=(
        # 1,000 stands in one local notice only (武威市, 2025); there is no national limit.
        Option(
            "characters",
            1000,
            Text("最多的字数，不计空格", "how many at most, without spaces"),
            least=1,
        ),
        *(
            Option(
                kind,
                0,
                Text(
                    f"{name.zh}最多的字数；0 表示同 characters",
                    f"the same for {name.en}; 0: as characters",
                ),
            )
            for kind, name in KINDS.items()
            if kind != "unknown"
        ),
        Option("source", "", Text("提出要求的文件，写在消息中", "what asks for it; it is named")),
    ),
    needs_prose=True,
    eased_while_optional=True,
)


def check(report: Report, options: Options) -> Verdicts:
    """Yield the overview if it has more characters than the local limit."""
    limit = options.get(report.agency_kind) or options["characters"]
    for section in report.sections:
        if section.form.number == 1:
            length = len("".join(section.text.split()))
            if length > limit:
                yield finding(
                    section.title_place,
                    section=1,
                    actual=length,
                    expected=limit,
                    source=options["source"] or Text("本地", "the locality"),
                )
            return

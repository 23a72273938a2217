"""落款的机关应当就是标题上的机关。

为什么
    标题写的是一个机关，落款是另一个，多半是套用别处的稿子没有改全。政府的报告由其办公室等主管部门落款
    是常见的，简称、全称也不算不同。

错误示例
    标题：青禾市望溪区松林街道办事处2023年政府信息公开工作年度报告
    落款：望月桥街道办事处

正确示例
    标题：青禾市望溪区松林街道办事处2023年政府信息公开工作年度报告
    落款：松林街道办事处

如何修改
    确认报告是哪个机关的，把写错的一处改过来。
"""

import re

from gklint.api import (
    WARNING,
    Report,
    Rule,
    Text,
    Verdicts,
    agency_kind,
    agency_of,
    finding,
    fold,
    not_evaluated,
    related,
)

from ._signature import signers

RULE = Rule(
    code="GK515",
    name="signature-agency",
    severity=WARNING,
    summary=Text("落款的机关与标题不同", "another body signs than the title names"),
    clauses=("regulations: 第四十九条",),
    messages={
        "default": Text(
            "落款是“{actual}”，标题上的机关是“{expected}”",
            "“{actual}” signs, but the title names “{expected}”",
        )
    },
    reasons={
        "no-body-in-title": Text("标题没有写明机关", "the title names no body"),
        "no-signer": Text("没有检出落款的机关", "no body signs"),
    },
    advice=Text("确认是哪个机关的报告，改正写错的一处", "make sure whose report it is"),
    needs_prose=True,
    any_year=True,
)

#: What a template leaves for the name of a body is no other body.
_LEFT_OPEN = re.compile(r"[xX×]{2,}|_{2,}")
#: Words that a name can do without.
_GENERIC = "人民政府|办事处|委员会|政府|党政|党群|综合|政务公开|办公室|办公厅|[局厅委办处室]$"


def check(report: Report) -> Verdicts:
    """Yield the signature if no body that signs can be the one of the title."""
    words = fold(report.title.text) if report.title else ""
    if any(line.text in words for line in signers(report)):
        return
    title = agency_of(report.title, ())
    kind = agency_kind(title) if title else "unknown"
    lines = [
        line
        for line in signers(report)
        if agency_kind(line.text) != "unknown" and not _LEFT_OPEN.search(line.text)
    ]
    if kind == "unknown" or report.title is None:
        yield not_evaluated("no-body-in-title")
    elif not lines:
        yield not_evaluated("no-signer")
    elif not any(_may_be_same(title, kind, line.text) for line in lines):
        yield finding(
            lines[0].place(0, len(lines[0].text)),
            actual=lines[0].paragraph.text.strip(),
            expected=title,
            related=[related(report.title.place, "标题", "the title")],
        )


def _may_be_same(title: str, kind: str, signer: str) -> bool:
    signs_for_others = agency_kind(signer) not in ("government", "township", "street")
    if kind in ("government", "township") and signs_for_others:
        # The office in charge of disclosure publishes the report of its government.
        return True
    short, long = sorted((_core(title), _core(signer)), key=len)
    # An abbreviation leaves characters out and keeps their order: 卫健委, 卫生健康委员会.
    rest = iter(long)
    return all(character in rest for character in short)


def _core(name: str) -> str:
    core = re.sub(_GENERIC, "", re.sub(r"\([^()]*\)", "", name))
    return core or name

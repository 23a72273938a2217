"""答复政府信息公开申请的期限是20个工作日，不是15个工作日。

为什么
    《条例》第三十三条规定的答复期限是20个工作日。15个工作日是旧条例的期限，写出来多半是沿用旧稿。征求
    第三方和其他行政机关意见的期限是15个工作日，不在此列；没有说是法定期限、也可能是实际用时的，只提示
    核对。

错误示例
    所有申请均在《条例》规定的15个工作日内答复。

正确示例
    所有申请均在《条例》规定的20个工作日内答复。

如何修改
    说的是法定期限的，改为20个工作日。
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from gklint.api import INFO, WARNING, Report, Rule, Text, Verdicts, finding

from .._passages import holds, sentences
from .._word_lists import load_data

RULE = Rule(
    code="GK512",
    name="reply-deadline",
    severity=WARNING,
    summary=Text("答复期限写作15个工作日", "15 working days are given as the limit for replies"),
    clauses=("regulations: 第三十三条",),
    messages={
        "default": Text(
            "答复申请的法定期限是{expected}，这里写作{actual}",
            "the time limit for a reply is {expected}; here it is {actual}",
        ),
        "perhaps": Text(
            "这里写作{actual}；若指答复申请的法定期限，应为{expected}",
            "here it is {actual}; if the time limit for replies is meant, that is {expected}",
        ),
    },
    advice=Text("说的是法定期限的，改为20个工作日", "if the legal limit is meant, say 20"),
    needs_prose=True,
)


def check(report: Report) -> Verdicts:
    """Yield each sentence that gives 15 working days for the reply to an applicant."""
    words: Mapping[str, Sequence[str]] = load_data(__file__, "reply_deadline.yaml")
    if not holds(report, *words["days"]):
        return
    for sentence in sentences(report.paragraphs(), *words["days"]):
        text = sentence.text
        match = _days().search(text)
        if match is None or "申请" not in text or not ("答复" in text or "办结" in text):
            continue
        if any(word in text for word in (*words["other"], *words["faster"])):
            continue
        legal = any(word in text for word in words["legal"])
        yield finding(
            sentence.place(*match.span()),
            "default" if legal else "perhaps",
            section=sentence.section,
            severity=WARNING if legal else INFO,
            actual=sentence.written(*match.span()),
            expected="20个工作日",
        )


@lru_cache(maxsize=1)
def _days() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:15|十五)个?(?:工作日|法定工作日)")

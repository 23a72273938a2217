"""常见的错别字和用错的词：法制政府、台帐、布署、登陆网站……

为什么
    年度报告是公开发布的公文，错别字有损严肃。词表只收写法确有定论的词，每个词都注明出处；
    法制办、法制审核这样本来就对的词不在其中。

错误示例
    推动法制政府建设，建立工作台帐。

正确示例
    推动法治政府建设，建立工作台账。

如何修改
    按提示改正；确是引用原文或专名的，不用修改。
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from gklint.api import (
    WARNING,
    Option,
    Options,
    Paragraph,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    related,
    replacement,
)

from .._passages import prose
from .._word_lists import load_data

RULE = Rule(
    code="GK707",
    name="misspelling",
    severity=WARNING,
    summary=Text("错别字、用错的词", "a misspelling"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "“{actual}”应为“{expected}”（见{source}）",
            "“{actual}” should be “{expected}” (see {source})",
        )
    },
    advice=Text("改为“{expected}”", "write “{expected}”"),
    options=(
        Option(
            "allowed",
            (),
            Text("不作为错别字的词", "words that are no misspellings"),
            example="帐户",
        ),
    ),
    any_year=True,
)

#: How far behind a word those stand that it is wrong with: 登陆 … 网站.
_NEAR = 12
#: No sentence is longer before the word that is looked at.
_SENTENCE = 1_000


def check(report: Report, options: Options) -> Verdicts:
    """Yield each wrong word of the list that stands in the prose, once."""
    text = prose(report)
    for sign, wrong, entry in _misspellings():
        if wrong in options["allowed"]:
            continue
        # To look for the one wrong character takes a tenth of looking for the word.
        if sign not in text or wrong not in text:
            continue
        found = list(_places(report, wrong, entry))
        if found:
            (section, paragraph, start), *others = found
            yield finding(
                paragraph.place_of(start, start + len(wrong)),
                section=section,
                actual=wrong,
                expected=entry["right"],
                related=[
                    related(
                        other.place_of(at, at + len(wrong)),
                        "此处也写作“{word}”",
                        "“{word}” here, too",
                        word=wrong,
                    )
                    for _, other, at in others
                ],
                source=entry["source"],
                fix=replacement(
                    [at.place_of(start, start + len(wrong)) for _, at, start in found],
                    entry["right"],
                    safe=True,
                ),
            )


@lru_cache(maxsize=1)
def _misspellings() -> tuple[tuple[str, str, Mapping[str, Any]], ...]:
    """Return the character that is wrong in each word, the word, and what the list says of it."""
    return tuple(
        (next((sign for sign in wrong if sign not in entry["right"]), wrong), wrong, entry)
        for wrong, entry in load_data(__file__, "misspellings.yaml").items()
    )


def _places(
    report: Report, wrong: str, entry: Mapping[str, Any]
) -> Iterator[tuple[int | None, Paragraph, int]]:
    for section, paragraph in report.paragraphs():
        text = paragraph.text
        at = text.find(wrong)
        while at >= 0:
            if _is_wrong(text, at, wrong, entry):
                yield section, paragraph, at
            at = text.find(wrong, at + len(wrong))


def _is_wrong(text: str, at: int, wrong: str, entry: Mapping[str, Any]) -> bool:
    for longer in entry.get("not_in", ()):
        inside = longer.find(wrong)
        if text.startswith(longer, at - inside) and at >= inside:
            return False
    end = at + len(wrong)
    if "with" in entry:
        clause = re.split("[，,。；;、）)]", text[end : end + _NEAR])[0]
        if not any(word in clause for word in entry["with"]):
            return False
    before = text[max(0, at - _SENTENCE) : at]
    sentence = before[before.rfind("。") + 1 :] + text[at:end]
    return not any(word in sentence for word in entry.get("unless", ()))

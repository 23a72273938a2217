"""用户自己词表中的词。

为什么
    有的机关、有的地方另有不用的词：旧的机构名称、本年不再使用的提法。把它们列入词表，写作时就能
    发现。词表写在配置的 profile.words 中。没有词表的，本规则不适用。

错误示例
    词表列有“政务大厅”，宜写“政务服务中心”；正文：在政务大厅设立查阅点。

正确示例
    在政务服务中心设立查阅点。

如何修改
    按词表给出的写法修改。
"""

from collections.abc import Mapping

from gklint.api import (
    WARNING,
    NotApplicable,
    Option,
    Options,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
)

from .._passages import prose
from .._word_lists import load_data

RULE = Rule(
    code="GK710",
    name="listed-word",
    severity=WARNING,
    summary=Text("用了词表中的词", "a word of the user's list"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "“{actual}”在词表中{instead}{why}", "“{actual}” is in the list of words{instead}{why}"
        )
    },
    advice=Text(
        "按词表修改，或者把它移出词表", "write what the list says, or take it off the list"
    ),
    options=(
        Option(
            "words",
            (),
            Text(
                "词表：词，或者 {word: 词, instead: 宜写, why: 原因}",
                "words, or {word: …, instead: what to write, why: …}",
            ),
            fields=("word", "instead", "why"),
            example="政务大厅",
        ),
    ),
    any_year=True,
)


def listed_words() -> Mapping[str, Mapping[str, str]]:
    """Return the words to look for: each with `instead` (what to write) and `why`, or neither."""
    words: Mapping[str, Mapping[str, str]] = load_data(__file__, "listed_words.yaml")
    return words


def check(report: Report, options: Options) -> Verdicts:
    """Yield each place where a listed word stands."""
    words = {
        **listed_words(),
        **{word: {"instead": instead, "why": why} for word, instead, why in options["words"]},
    }
    if not words:
        yield NotApplicable()
        return
    text = prose(report)
    for word in (word for word in words if word in text):
        instead, why = words[word].get("instead", ""), words[word].get("why", "")
        for section, paragraph in report.paragraphs():
            at = paragraph.text.find(word)
            while at >= 0:
                yield finding(
                    paragraph.place_of(at, at + len(word)),
                    section=section,
                    actual=word,
                    expected=instead or None,
                    instead=Text(f"，宜写“{instead}”", f"; write “{instead}”") if instead else "",
                    why=Text(f"：{why}", f": {why}") if why else "",
                )
                at = paragraph.text.find(word, at + len(word))

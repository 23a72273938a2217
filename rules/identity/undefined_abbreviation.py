"""《条例》《办法》这样的简称，应当先说明是哪个文件的简称。

为什么
    只写《条例》《办法》，读者不知道是哪一部。第一次提到时写全称，并注明“以下简称”，后面才能用简称。全称
    出现过、只是没有注明的，作为提示。

错误示例
    部分科室对《办法》的要求掌握不准。                （全文没有说明《办法》是什么）

正确示例
    根据《青禾市政府信息公开办法》（以下简称《办法》）的要求……

如何修改
    第一次出现时改写全称并注明“以下简称”，或者全文都写全称。
"""

from collections.abc import Iterator

from gklint.api import (
    INFO,
    WARNING,
    Option,
    Options,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    fold,
    not_evaluated,
    related,
)

from .._passages import Passage, passages, prose
from .._word_lists import load_data

RULE = Rule(
    code="GK509",
    name="undefined-abbreviation",
    severity=WARNING,
    summary=Text("简称没有说明", "an abbreviation that was never introduced"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "《{short}》没有说明是哪个文件的简称",
            "it is not said what 《{short}》 stands for",
        ),
        "known": Text(
            "《{short}》没有注明是简称，前后写过全称《{full}》",
            "《{short}》 is not said to stand for 《{full}》, which the text names",
        ),
    },
    reasons={
        "no-preamble": Text(
            "没有标题和引言，可能是节选，简称或许在前文说明过",
            "without title and preamble it may be an excerpt",
        ),
    },
    advice=Text(
        "第一次出现时写全称并注明“以下简称”",
        "give the full name where it is first named, with 以下简称",
    ),
    options=(
        Option(
            "known",
            (),
            Text("不必说明的简称", "short names that need no introduction"),
            example="条例",
        ),
    ),
    needs_prose=True,
    any_year=True,
)


def check(report: Report, options: Options) -> Verdicts:
    """Yield the first use of each abbreviation that the report does not introduce."""
    text = prose(report)
    used = [
        short
        for short in load_data(__file__, "abbreviations.yaml")
        if f"《{short}》" in text
        and f"简称《{short}》" not in text
        and short not in options["known"]
    ]
    if not used:
        return
    if report.title is None:
        yield not_evaluated("no-preamble")
        return
    # A page or the width of a line may have cut the words that introduce it.
    whole = fold(text)
    for short in used:
        if _is_introduced(short, whole):
            continue
        first, *others = list(_uses(report, short))
        full = _full_name(short, whole)
        (start, end), passage = first
        yield finding(
            passage.place(start, end),
            "known" if full else "default",
            section=passage.section,
            severity=INFO if full else WARNING,
            related=[
                related(other.place(*span), "此处也用了", "used here too") for span, other in others
            ],
            short=short,
            full=full,
        )


def _is_introduced(short: str, text: str) -> bool:
    """Say whether the folded text introduces the short name: 简称《条例》, 称为“条例”."""
    called = (f"{way}{mark}{short}" for way in ("称", "称为", "称作", "称:") for mark in "《\"' ")
    return f"》(《{short}》" in text or any(words.replace(" ", "") in text for words in called)


def _full_name(short: str, text: str) -> str:
    """Return a title in the text that ends with the short name, "" where there is none."""
    end = text.find(f"{short}》")
    while end >= 0:
        start = text.rfind("《", 0, end) + 1
        if start < end:
            return text[start : end + len(short)]
        end = text.find(f"{short}》", end + 1)
    return ""


def _uses(report: Report, short: str) -> Iterator[tuple[tuple[int, int], Passage]]:
    written = f"《{short}》"
    for passage in passages(report.paragraphs(), written):
        start = passage.text.find(written)
        while start >= 0:
            yield (start, start + len(written)), passage
            start = passage.text.find(written, start + 1)

"""文件名称与文号应当对得上，文号中的年份用六角括号〔〕。

为什么
    文号写错，读者查不到依据。文号正是报告年度应当依据的、名称却是另一份文件的，错的是名称。核对的是条例、两份格式通知和信息处理费管理办法四个文件；其他文件的文号不作
    判断，法院、仲裁的案号也不看。

错误示例
    《中华人民共和国政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕60号）
    国办公开办函[2021]30号

正确示例
    《中华人民共和国政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕30号）

如何修改
    按文件原文改正文号，年份用六角括号〔〕。
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from gklint.api import (
    INFO,
    WARNING,
    Edit,
    Finding,
    Fix,
    Paragraph,
    Place,
    Report,
    Rule,
    Text,
    Verdicts,
    finding,
    related,
    replacement,
)

from .._passages import Numbered, Passage, sentences
from .._word_lists import load_data

RULE = Rule(
    code="GK507",
    name="document-number",
    severity=WARNING,
    summary=Text(
        "文号与文件不符，或者括号不是六角括号",
        "a number that is not the document's, or its brackets are wrong",
    ),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "《{title}》的文号是{expected}，这里写作{actual}",
            "《{title}》 has the number {expected}; here it is {actual}",
        ),
        "title": Text(
            "{number}是《{expected}》的文号，也是 {year} 年度应当依据的，"
            "这里的文件名称是另一份文件的",
            "{number} is the number of 《{expected}》, which is in force for {year}; "
            "the name here is another document's",
        ),
        "brackets": Text(
            "文号中的年份应当用六角括号〔〕，这里写作“{written}”",
            "the year of a document's number takes the brackets 〔〕; here it is “{written}”",
        ),
    },
    advice=Text(
        "按文件原文改正写错的一处：文号，或者文件名称",
        "give the number, or the name, as the document has it",
    ),
    needs_prose=True,
    any_year=True,
)

_OPENING = "[(（［【〈<《"
#: What ends the name of a document that is cited.
_CLOSING = "》〉>\"'"


def check(report: Report) -> Verdicts:
    """Yield each number beside a document that is not its own, and the first wrong brackets."""
    # Each number of these documents, right or wrong, has one of these words before its digits.
    cited = list(report.paragraphs())
    for sentence in sentences(cited, "函", "令", "国办发"):
        yield from _wrong_numbers(sentence, report)
    yield from _brackets(cited)


def _wrong_numbers(sentence: Passage, report: Report) -> Iterator[Finding]:
    regulations = report.forms.regulations
    form = report.forms.for_year(report.year)
    in_force = regulations.get(f"format-{form.key}") if form else None
    for key, document in load_data(__file__, "document_numbers.yaml").items():
        right = [regulations[name].number for name in (key, *document["also"])]
        for named, start, end in _beside(sentence.text, key, document["words"]):
            written = sentence.text[start:end]
            if any(_is_same(written, own) for own in right):
                continue
            if in_force and _is_same(written, in_force.number):
                # The number is that of the year's form: the name is what is wrong.
                yield finding(
                    sentence.place(named, start),
                    "title",
                    section=sentence.section,
                    actual=regulations[key].title,
                    expected=in_force.title,
                    number=in_force.number,
                    year=report.year,
                )
            else:
                yield finding(
                    sentence.place(start, end),
                    section=sentence.section,
                    actual=sentence.written(start, end),
                    expected=regulations[key].number,
                    fix=replacement(
                        [sentence.place(start, end)], regulations[key].number, safe=False
                    ),
                    title=regulations[key].title,
                )


def _beside(text: str, key: str, words: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where the document's name begins, and where the number stands that follows it."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            named = at
            at += len(word)
            match = _number(key).match(text, _behind(text, at))
            if match:
                yield named, *match.span()
            at = text.find(word, at)


def _behind(text: str, at: int) -> int:
    """Return where a number may begin behind the name of its document."""
    rest = text[at:].lstrip(_CLOSING).removeprefix("的通知").lstrip(_CLOSING).removeprefix("(")
    if rest.startswith("文号"):
        rest = rest.removeprefix("文号").removeprefix(":")
    else:
        rest = rest.removeprefix("中华人民共和国")
    return len(text) - len(rest)


@lru_cache(maxsize=8)
def _number(key: str) -> re.Pattern[str]:
    return re.compile(load_data(__file__, "document_numbers.yaml")[key]["pattern"])


def _is_same(written: str, number: str) -> bool:
    """Say whether a number as written is this one.

    国令第711号 and 国务院第711号令 are the same, and a decree may be given a year; 国办发 is no
    国办公开办函.
    """
    own = _digits(number)
    if _digits(written)[-len(own) :] != own:
        return False
    return "令" in written or _series(written) == _series(number)


def _series(number: str) -> str:
    return number[: next(at for at, sign in enumerate(number) if not "\u4e00" <= sign <= "\u9fff")]


def _digits(number: str) -> list[str]:
    return re.findall(r"\d+", number)


def _brackets(cited: list[Numbered]) -> Iterator[Finding]:
    """Yield the first number with other brackets, the others beside it: one cause, one finding."""
    found = [
        (section, paragraph, match)
        for section, paragraph in cited
        if "号" in paragraph.text and _holds_brackets(paragraph.text)
        for match in _bracketed().finditer(paragraph.text)
    ]
    if found:
        (section, paragraph, match), *others = found
        yield finding(
            paragraph.place_of(*match.span(1)),
            "brackets",
            section=section,
            severity=INFO,
            related=[
                related(_place(other, span), "同样写法", "written alike")
                for _, other, span in others
            ],
            fix=_fix(found),
            written=match[1],
        )


def _holds_brackets(text: str) -> bool:
    """Say whether digits may stand in such brackets: most texts have 〔2021〕 and no others."""
    for sign in _OPENING:
        at = text.find(sign)
        while at >= 0:
            after = text[at + 1 : at + 2]
            if after.isdecimal() or after.isspace():
                return True
            at = text.find(sign, at + 1)
    return False


def _fix(found: Sequence[tuple[int | None, Paragraph, re.Match[str]]]) -> Fix:
    """Return the fix that changes the brackets alone."""
    edits = []
    for _, paragraph, match in found:
        for bracket in re.finditer(r"[^\s\w]", match[1]):
            at = match.start(1) + bracket.start()
            right = "〔" if bracket[0] in _OPENING else "〕"
            edits.append(Edit(paragraph.place_of(at, at + 1), right))
    return Fix(tuple(edits), safe=True, title=Text("改用六角括号", "use the brackets 〔〕"))


def _place(paragraph: Paragraph, match: re.Match[str]) -> Place:
    return paragraph.place_of(*match.span(1))


@lru_cache(maxsize=1)
def _bracketed() -> re.Pattern[str]:
    # Held against the text as it is: folding makes one bracket of all. \d is of either width.
    return re.compile(
        r"([发函办字令文规通政][ \u00a0\u3000]*[\[(（［【〈<《]\s*\d{4}\s*[\])）］】〉>》]"
        r"\s*第?\s*\d{1,4}\s*号)"
    )

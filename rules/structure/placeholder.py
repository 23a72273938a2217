"""正式发布的报告中不应留有模板的占位符和填写说明。

为什么
    “XX”“20XX年”“____件”“（单位名称）”是模板里等待填写的空格，“共主动公开条”是漏填了数字，留在报告里说明数字或名称没有填。引号中
    的“某××”、隐去的人名和电话号码不算。

错误示例
    全年收到政府信息公开申请XX件。
    20XX年XX月XX日

正确示例
    全年收到政府信息公开申请8件。
    2024年1月15日

如何修改
    填上实际的数字、日期或名称；填写说明整段删去。
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from gklint.api import ERROR, WARNING, Finding, Report, Rule, Text, Verdicts, finding

from .._passages import Passage, of_ending, of_front, of_sections, of_title, passages
from .._word_lists import load_data

RULE = Rule(
    code="GK113",
    name="placeholder",
    severity=ERROR,
    summary=Text("模板的占位符没有填写", "a placeholder of a template was not filled in"),
    clauses=("regulations: 第五十条",),
    messages={
        "default": Text(
            "“{words}”是模板的占位符，没有填写",
            "“{words}” is a placeholder that was not filled in",
        ),
        "empty": Text("“{words}”中没有填写数字", "no number was filled in in “{words}”"),
        "notes": Text(
            "“{words}”是模板的说明，不应留在报告中",
            "“{words}” is a note of the template and does not belong into the report",
        ),
    },
    advice=Text("填上实际的内容，删去模板的说明", "fill in what belongs there, drop the notes"),
    needs_prose=True,
    eased_while_optional=True,
    any_year=True,
)

#: So many characters behind 占 its percentage stands at most.
_NEAR_SHARE = 10
#: A number in Chinese may stand before a measure word.
_NUMERALS = "零一二三四五六七八九十百千万两几多数"
_MARKS = ("X", "Ｘ", "xx", "×", "___", "名称", "全称", "填", "补充", "年份", "写说明", "板说明")
#: What is left standing where a number was to be filled in.
_LEFT = "NnＮ_＿○□…】］]〕"
#: What the pattern of a number left out ends before: a mark, 其中.
_ENDS = "，,。；;、）)其"
#: Two finds so near each other are one: 20XX年XX月.
_NEAR = 2


def check(report: Report) -> Verdicts:
    """Yield each placeholder in title, prose and signature, and each number left out."""
    yield from _never_filled_in(report)
    if not any(mark in report.source.text for mark in _MARKS):
        return
    seen: set[tuple[int, int]] = set()
    paragraphs = (*of_title(report), *of_front(report), *of_sections(report), *of_ending(report))
    for passage in passages(paragraphs, *_MARKS):
        for start, end, kind in _found(passage):
            place = passage.place(start, end)
            # A line of the title may stand in the front matter too.
            if (place.line, place.column) not in seen:
                seen.add((place.line, place.column))
                # In the title and the signature the name of a body is the body's own.
                certain = kind in ("sure", "notes") or (kind == "name" and passage.section is None)
                yield finding(
                    place,
                    "notes" if kind == "notes" else "default",
                    section=passage.section,
                    severity=ERROR if certain else WARNING,
                    words=passage.written(start, end),
                )


def _never_filled_in(report: Report) -> Iterator[Finding]:
    """Yield 共主动公开条，: a verb and a measure word with nothing between them."""
    paragraphs = (*of_sections(report), *of_ending(report))
    if not _may_lack_number("。".join([paragraph.text for _, paragraph in paragraphs])):
        return
    for section, paragraph in paragraphs:
        for match in _without_number().finditer(paragraph.text):
            yield finding(
                paragraph.place_of(*match.span()), "empty", section=section, words=match[0]
            )


def _may_lack_number(text: str) -> bool:
    """Say whether the pattern, which takes long to compile, may find anything."""
    words = "".join(text.split())
    data = load_data(__file__, "placeholders.yaml")
    before = (*data["verbs"], *_LEFT)
    for noun in data["counted"]:
        for clause, following in pairwise(words.split(noun)):
            # 余 stood behind the number: 公开信息   余条. Of 结转项目 and 公开条例 what follows is
            # no end.
            if clause.removesuffix("余").endswith(before) and following[:1] in _ENDS:
                return True
    if any(sign in words for sign in ("()", "（）", "(）", "（)", "***", "年月")):
        return True
    return any(_lacks_percentage(part[:_NEAR_SHARE]) for part in words.split("占")[1:])


def _lacks_percentage(words: str) -> bool:
    """Say whether a per cent sign comes before any digit."""
    first = next((sign for sign in words if sign in "%％" or sign.isdecimal()), "")
    return first != "" and first in "%％"


@lru_cache(maxsize=1)
def _without_number() -> re.Pattern[str]:
    # Held against the text as it is: marks and digits of either width.
    data = load_data(__file__, "placeholders.yaml")
    verbs, counted = "|".join(data["verbs"]), "|".join(data["counted"])
    words = rf"[^，,。；;：:、（）()\d{_NUMERALS}]"
    return re.compile(
        rf"(?:(?<!公)共(?![同享建性和管治]){words}{{0,14}}(?:{verbs})\s*余?(?:{counted})"
        rf"|(?:收到|受理|接到|公开|发布){words}{{0,14}}(?:{verbs})\s余?(?:{counted})"
        rf"|(?:{verbs})(?:[ \u00a0\u3000]{{2,}}余?|[NnＮ]|_{{1,2}}|＿+|○+|□+|…+)\s*(?:{counted})"
        rf"|(?:[（(]\s*[）)]|[【\[［〔]\s*[】\]］〕])\s*(?:{counted}|[%％])"
        rf"|(?<![\d*])\*{{3,}}\s*(?:{counted})"
        rf"|占{words}{{0,8}}[%％]|[2２][0０]\d\d\s*年\s*月\s*日?)(?=\s*(?:[，,。；;、）)]|其中|$))"
    )


def _found(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each placeholder, those side by side as one."""
    surnames = load_data(__file__, "placeholders.yaml")["surnames"]
    last: tuple[int, int, str] | None = None
    for match in _pattern().finditer(passage.text):
        start, end, kind = match.start(), match.end(), match.lastgroup or ""
        withheld = start > 0 and passage.text[start - 1] in surnames
        if withheld or passage.is_quoted(start):
            continue
        if last and start - last[1] <= _NEAR:
            last = (last[0], end, "sure" if "sure" in (kind, last[2]) else kind)
            continue
        if last:
            yield last
        last = (start, end, kind)
    if last:
        yield last


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    data = load_data(__file__, "placeholders.yaml")
    units, bodies, contacts, names, hints, requests, notes = (
        "|".join(map(re.escape, data[key]))
        for key in ("units", "bodies", "contacts", "names", "hints", "requests", "notes")
    )
    mark, alone, bracketed = "[Xx×]", r"(?<![A-Za-z0-9×.@/_*#+\-])", r"[^()\[\]<>]{0,20}[)\]>]"
    sure = (
        rf"{alone}20{mark}{{2}}(?=年|\b)",
        rf"{alone}{mark}{{2,}}(?={units})",
        rf"(?<=[年月]){mark}(?=[月日])",
        rf"(?<=[\u4e00-\u9fff]){mark}(?=[件条])",
        rf"(?:{contacts}):?(?:\(?0\d{{2,3}}[)-]?)?{mark}{{2,}}(?![A-Za-z0-9.@_])",
        rf"(?<![A-Za-z0-9_/])(?:_{{4,}}|_{{3}}(?={units}))(?![A-Za-z0-9_/])",
        rf"[(\[<](?:{hints}){bracketed}",
    )
    name = (
        rf"{alone}{mark}{{2,}}(?={bodies})",
        rf"(?<![名人])[(\[<](?:{names})[)\]>]",
    )
    return re.compile(
        rf"(?P<notes>^[(\[]?(?:{notes})(?=[:)\]]|$))|(?P<sure>{'|'.join(sure)})"
        rf"|(?P<name>{'|'.join(name)})|(?P<request>[(\[<](?:{requests}){bracketed})"
    )

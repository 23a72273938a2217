"""正文不应留有转换和复制带来的痕迹：“**”、<http…>、网页的导航文字。

为什么
    这些标记和文字不是报告的内容，是从网页复制或者转换格式时带来的，发布出去显得粗糙。同一种标记只报告
    一次；网页文字连着几行的，合为一处。

错误示例
    **一是**加强学习。
    分享到：

正确示例
    一是加强学习。

如何修改
    删去标记和网页文字。
"""

import re
from collections.abc import Iterator

from gklint.api import INFO, Finding, Report, Rule, Text, Verdicts, finding, fold, related

from .._word_lists import load_data
from ._section_at import section_at

RULE = Rule(
    code="GK706",
    name="conversion-residue",
    severity=INFO,
    summary=Text("转换、复制留下的痕迹", "what a conversion has left behind"),
    clauses=("regulations: 第五十条",),
    messages={
        "markup": Text(
            "“{actual}”是转换留下的标记，全文同类的有 {count} 处",
            "“{actual}” is markup that a conversion has left; {count} of this kind in all",
        ),
        "navigation": Text(
            "“{actual}”是网页上的文字，不是报告的内容",
            "“{actual}” belongs to the web page, not to the report",
        ),
        "run": Text(
            "这里有 {count} 行网页上的文字，不是报告的内容",
            "{count} lines here belong to the web page, not to the report",
        ),
    },
    advice=Text("删去", "delete it"),
    any_year=True,
)

#: A sign without which there is none, and what the markup looks like.
_MARKDOWN = (
    ("*", r"\*\*[^*\n]{0,200}\*\*"),
    ("<", r"<https?://[^>\s]*>"),
    ("]", r"!?\[[^\]\n]{0,100}\]\((?:https?:|/|data:)[^)\n]{0,300}\)"),
)
_HTML = (
    ("<", r"</?(?:p|br|span|div|font|strong|b|td|tr|table|a|img|o:p)\b[^>\n]{0,200}>"),
    ("&", r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|middot|emsp|ensp|#\d{2,5});"),
)
#: Files in which Markdown is how the report is written.
_MARKDOWN_FILES = (".md", ".markdown")

#: A run of more lines is one finding.
_FEW = 3
_SHOWN = 24
#: No line of navigation is longer.
_LONGEST = 120


def check(report: Report) -> Verdicts:
    """Yield the first of each kind of markup, and what a web page has put around the text."""
    source = report.source
    in_markdown = source.path.lower().endswith(_MARKDOWN_FILES)
    for sign, pattern in _HTML if in_markdown else (*_MARKDOWN, *_HTML):
        if sign in source.text:
            yield from _markup(report, pattern)
    for run in _runs(report):
        yield from _navigation(report, run)


def _markup(report: Report, pattern: str) -> Iterator[Finding]:
    source = report.source
    spans = [match.span() for match in re.finditer(pattern, source.text)]
    if spans:
        place = source.place(*spans[0])
        lines = dict.fromkeys(source.position(start)[0] for start, _ in spans)
        yield finding(
            place,
            "markup",
            section=section_at(report, place.line),
            actual=_shortened(source.text[slice(*spans[0])]),
            related=[
                related(source.line_place(line), "此处也有", "here, too")
                for line in list(lines)[1:]
            ],
            count=len(spans),
        )


def _navigation(report: Report, run: list[int]) -> Iterator[Finding]:
    source = report.source
    if len(run) > _FEW:
        place = source.line_place(run[0]).through(source.line_place(run[-1]))
        yield finding(place, "run", section=section_at(report, place.line), count=len(run))
        return
    for number in run:
        yield finding(
            source.line_place(number),
            "navigation",
            section=section_at(report, number),
            actual=_shortened(source.lines[number - 1].strip()),
        )


def _runs(report: Report) -> Iterator[list[int]]:
    """Yield the numbers of lines of navigation, those with only blank lines between together."""
    run: list[int] = []
    lines = report.source.lines
    for number in sorted(_lines(report)):
        if run and any(text.strip() for text in lines[run[-1] : number - 1]):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _lines(report: Report) -> set[int]:
    # Radicals and letters of full width are in the lines what is meant by them.
    text = "\n".join(report.lines)
    found = set()
    for word, pattern in load_data(__file__, "navigation.yaml").items():
        at = text.find(word)
        while at >= 0:
            number = text.count("\n", 0, at) + 1
            line = report.lines[number - 1]
            if len(line) <= _LONGEST and re.fullmatch(pattern, fold(line).lstrip("-•*")):
                found.add(number)
            at = text.find(word, at + 1)
    return found


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

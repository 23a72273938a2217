"""文字不应有乱码：替换符“�”、编码读错的字、没有字形的私用区字符。

为什么
    乱码处原来的字已经丢失，读者看不到，检查也无从谈起；丢的可能正是一个数字。同一种乱码只报告一次，
    指出第一处和总数。“□”可能是丢失的字，也可能是选项框，只作提示。

错误示例
    全年收到政府信息公开申��8件。

正确示例
    全年收到政府信息公开申请8件。

如何修改
    从原件重新导出或复制，补上丢失的字。
"""

import re
from collections.abc import Iterator

from gklint.api import INFO, WARNING, Finding, Place, Report, Rule, Text, Verdicts, finding, related

from ._section_at import section_at

RULE = Rule(
    code="GK705",
    name="garbled-text",
    severity=WARNING,
    summary=Text("文字有乱码", "garbled text"),
    clauses=("regulations: 第五十条",),
    messages={
        "replacement": Text(
            "有 {count} 处乱码（替换符 U+FFFD），原来的字已经丢失",
            "characters were lost at {count} places (U+FFFD stands for them)",
        ),
        "private": Text(
            "有 {count} 处私用区字符（{codes}），没有通用的字形，多半是转换丢失的字或符号",
            "private-use characters at {count} places ({codes}) have no shape of their own; "
            "probably lost in conversion",
        ),
        "mojibake": Text(
            "有 {count} 处文字像是编码读错的乱码",
            "text at {count} places looks as if it was read in a wrong encoding",
        ),
        "box": Text(
            "字与字之间有 {count} 处“□”，可能是转换时丢失的字",
            "□ stands between characters at {count} places; some may be lost in conversion",
        ),
    },
    advice=Text("从原件重新导出，补上丢失的字", "export it again and fill in what was lost"),
    any_year=True,
)

#: What Latin 1 has beside the marks that Chinese texts use: ·×÷§°±.
_LATIN_ALONE = "[\x80-\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]"
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+"
#: UTF-8 or GB18030 read as Latin 1 or Windows 1252: letters with accents in a row.
_LATIN = "[\x80-\xffŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{3,}"
_ACCENTED = "[\xc0-\xd6\xd8-\xf6\xf8-\xff]"
#: UTF-8 read as GB18030: what becomes of ，。“ and of U+FFFD itself. Nobody writes these.
_HAN = "锛[^\\s]|銆[^\\s]|鈥[^\\s]|锟斤拷"
_HAN_SIGNS = "锛銆鈥锟"
_BOX = "(?<=[\u2e80-\u2fdf\u4e00-\u9fff])□+(?=[\u2e80-\u2fdf\u4e00-\u9fff])"
#: Fewer than this are a list of options: 是□否□.
_FEWEST_BOXES = 3

_MOST_RELATED = 20


def check(report: Report) -> Verdicts:
    """Yield the first place of each kind of garbled text."""
    text = report.source.text
    if _is_suspect(text):
        # What this run could not decode is said by GK901.
        if report.source.undecodable is None:
            yield from _kind(report, "replacement", _spans("\ufffd+", text))
        yield from _kind(report, "private", _spans(_PRIVATE, text))
        yield from _kind(
            report,
            "mojibake",
            [
                (start, end)
                for start, end in _spans(_LATIN, text)
                if len(re.findall(_ACCENTED, text[start:end])) >= 2
            ],
        )
    if any(sign in text for sign in _HAN_SIGNS):
        spans = _spans(_HAN, text)
        if len(spans) > 1 or "锟斤拷" in text:
            yield from _kind(report, "mojibake", spans)
    if "□" in text:
        spans = _spans(_BOX, text)
        if len(spans) >= _FEWEST_BOXES:
            yield from _kind(report, "box", spans)


def _is_suspect(text: str) -> bool:
    """Say whether there is anything at all to look at more closely."""
    if "\ufffd" in text or re.search(_LATIN_ALONE, text):
        return True
    # What has no shape is not printable, and hardly anything else is not.
    return not "".join(text.split()).isprintable()


def _spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


def _kind(report: Report, message: str, spans: list[tuple[int, int]]) -> Iterator[Finding]:
    if not spans:
        return
    source = report.source
    first = source.place(*spans[0])
    lines: dict[int, Place] = {}
    for span in spans[1:]:
        place = source.place(*span)
        if place.line != first.line:
            lines.setdefault(place.line, place)
    codes = dict.fromkeys(f"U+{ord(source.text[start]):04X}" for start, _ in spans)
    yield finding(
        first,
        message,
        section=section_at(report, first.line),
        related=[
            related(place, "此处也有", "here, too")
            for place in list(lines.values())[:_MOST_RELATED]
        ],
        severity=INFO if message == "box" else None,
        count=len(spans),
        codes="、".join(list(codes)[:3]) + ("…" if len(codes) > 3 else ""),
    )

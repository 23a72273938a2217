"""How a report is written, beside its layout: punctuation, spaces, pages, chrome, numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from gklint.testing.draft import NUMERALS
from gklint.testing.printed import PrintedCell

#: Ways to write the numeral before a section's title.
NUMBERINGS = ("{}、", "{} 、", "{}.", "{}．", "第{}部分 ")
#: Ways that Markdown marks a heading.
HEADING_MARKS = ("{}", "## {}", "**{}**")
#: Ways to write the number before a row's label.
ENUMERATORS = ("{}.", "{}. ", "{}、", "{}．")
#: Ways to print a page's number; "" prints none.
PAGE_NUMBERS = ("- {} -", "-{}-", "— {} —", "{}", "第{}页 共{}页", "")
#: Ways to write a number.
NUMBER_WRITINGS = ("plain", "thousands", "full-width")
#: Other code points for the same characters, as converters leave them.
SCRIPTS = ("", "kangxi", "full-width")
#: What leads up to a table on a line of its own, without a full stop; "" is nothing.
CAPTIONS = ("", "", "", "单位：件", "表1", "统计情况如下：", "项目", "具体数据见下列表格")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")

_HALF = str.maketrans("（），：；", "(),:;")
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


class Style(NamedTuple):
    """How a report is written; the defaults are the plain way.

    Words: `half_width` punctuation; `spaced_labels` writes 总 计 and 三、 本 年 度 …;
    `broken_labels` writes 结果 维持; `spaced_digits` writes 2023 年; `script`, `enumerator`,
    `numbering`, `heading_mark`, `numbers` see above; `heading_indent` stands before a heading.
    Tables: `total_beside`, `split_review` see `printed`; `leaks` says row by row how `tabs_leaky`
    shifts; `loose` puts blank lines between the rows of `padded`; `wide` makes it pad by display
    width; `cut_group` lets a page end within a group of rows, its label cut in two.
    Page: `page_lines` a page (0: no pages), `page_number`, `form_feed`, `wrap` (display width of
    prose lines where the layout wraps them), `indent` of paragraphs, `chrome` of a web page,
    `newline`.
    """

    half_width: bool = False
    spaced_labels: bool = False
    broken_labels: bool = False
    spaced_digits: bool = False
    script: str = ""
    enumerator: str = "{}."
    numbering: str = "{}、"
    heading_indent: str = ""
    heading_mark: str = "{}"
    numbers: str = "plain"
    total_beside: bool = False
    split_review: bool = False
    leaks: tuple[int, ...] = (0,)
    loose: bool = False
    wide: bool = False
    cut_group: bool = False
    caption: str = ""
    page_lines: int = 0
    page_number: str = "- {} -"
    form_feed: bool = False
    wrap: int = 56
    indent: str = ""
    chrome: bool = False
    newline: str = "\n"

    def __repr__(self) -> str:
        plain = Style._field_defaults
        differing = [
            f"{key}={value!r}" for key, value in self._asdict().items() if value != plain[key]
        ]
        return f"Style({', '.join(differing)})"

    @property
    def is_regular(self) -> bool:
        """Whether a valid report in this style has no error and no warning to expect."""
        return self.numbering in ("{}、", "{} 、")

    def heading(self, heading: str) -> str:
        """Return a section's heading: “一、总体情况”."""
        numeral, mark, title = heading.partition("、")
        if mark and numeral in NUMERALS:
            heading = self.numbering.format(numeral) + title
        return self.heading_indent + self.heading_mark.format(self._rewritten(heading))

    def prose(self, text: str) -> str:
        """Return a line of prose."""
        if self.spaced_digits:
            text = _space_digits(text)
        return self._rewritten(text)

    def cell(self, cell: PrintedCell) -> str:
        """Return the text of a table's cell."""
        if cell.role == "value":
            return self.number(cell.text)
        text = cell.text
        if self.enumerator != "{}." and text[1:2] == "." and text[0].isdigit():
            text = self.enumerator.format(text[0]) + text[2:]
        if self.broken_labels and cell.width == 1:
            text = _broken(text, cell.role)
        if self.spaced_labels and (text == "总计" or (cell.role == "group" and "、" in text)):
            text = " ".join(text).replace(" 、", "、")
        return self._rewritten(text)

    def number(self, text: str) -> str:
        """Return a number as it is written; what is no number stays as it is."""
        digits, point, places = text.removeprefix("-").partition(".")
        if not (digits + places).isdecimal() or not text.isascii():
            return text
        if self.numbers == "thousands":
            sign = "-" if text.startswith("-") else ""
            return f"{sign}{int(digits):,}{point}{places}"
        return text.translate(_FULL_WIDTH) if self.numbers == "full-width" else text

    def _rewritten(self, text: str) -> str:
        if self.half_width:
            text = text.translate(_HALF)
        return in_script(text, self.script)


#: The plain way to write a report.
PLAIN_STYLE = Style()


def in_script(text: str, script: str) -> str:
    """Return a text in one of `SCRIPTS`: other code points that look alike, as many as before."""
    if script == "kangxi":
        return text.translate(_kangxi())
    return text.translate(_FULL_WIDTH) if script == "full-width" else text


def _space_digits(text: str) -> str:
    """Put a space between digits and Han characters, as PDF extractors do."""
    spaced = ""
    for character in text:
        last = spaced[-1:]
        if (_is_digit(last) and _is_han(character)) or (_is_han(last) and _is_digit(character)):
            spaced += " "
        spaced += character
    return spaced


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _broken(text: str, role: str) -> str:
    """Put spaces where a narrow cell broke the line: 结果 维持, 本年新 公开数量."""
    every = 99
    if role == "header" and len(text) > 3:
        every = 2 if len(text) in (4, 6) and "年" not in text else (len(text) + 1) // 2
    elif role == "label":
        every = 8
    return " ".join(text[start : start + every] for start in range(0, len(text), every))


@lru_cache(maxsize=1)
def _kangxi() -> dict[int, str]:
    """Return for Han characters the radicals that NFKC folds into them."""
    return {
        ord(folded): chr(code)
        for code in range(0x2F00, 0x2FD6)
        if len(folded := normalize("NFKC", chr(code))) == 1
    }

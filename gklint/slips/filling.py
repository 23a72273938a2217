"""A template with the values of a slip in it: `{{单位}}` and the like become text.

A row of a table with words of a finding is there once for each finding; so it is with what could
not be checked, and a table that has none of it goes. What a report says is text and stays text:
it is put into the template once, and nothing in it is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from gklint.slips.content import Slip
from gklint.slips.errors import WrongTemplate, needed
from gklint.support.bilingual import Text

_WORD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
#: The words that stand once in a slip, those of a finding, those of what could not be checked.
VALUES = ("单位", "年度", "文件", "问题数", "要求", "审核单位", "日期")
OF_FINDING = (
    "序号", "部分", "位置", "问题", "级别", "依据", "现为", "应为", "改法", "整改情况",
)  # fmt: skip
NOT_CHECKED = ("未评定内容", "未评定原因")
#: In a paragraph that is there only where something could not be checked.
IF_NOT_CHECKED = "有未评定"

_NOT_WORD = Text(
    "不是 Word 文档（.docx），或已损坏", "is no Word document (.docx), or it is damaged"
)
_NO_ROW = Text(
    "表格中没有问题的一行，如 {{问题}}、{{改法}}", "no row of a table is for findings: {{问题}}"
)


class Template:
    """A template, read once; raises WrongTemplate, and UnreadableFile without python-docx."""

    def __init__(self, raw: bytes) -> None:
        self._docx = needed()
        self._raw = raw
        document = self._opened()
        seen = {word for root in _roots(document) for word in _words(_text(root))}
        known = {*VALUES, *OF_FINDING, *NOT_CHECKED, IF_NOT_CHECKED}
        for word in sorted(seen - known):
            raise WrongTemplate(_unknown(word, known))
        if not any(_row_kind(row) is OF_FINDING for row in _of(document.element, "w:tr")):
            raise WrongTemplate(_NO_ROW)

    def filled(self, slip: Slip) -> bytes:
        """Return the slip as a Word document."""
        document = self._opened()
        for row in list(_of(document.element, "w:tr")):
            kind = _row_kind(row)
            if kind:
                _repeat(row, slip.findings if kind is OF_FINDING else slip.not_checked, slip.values)
        values = {**slip.values, IF_NOT_CHECKED: ""}
        for paragraph in [found for root in _roots(document) for found in _of(root, "w:p")]:
            if paragraph.get(_DONE):
                del paragraph.attrib[_DONE]
            elif IF_NOT_CHECKED in _words(_text(paragraph)) and not slip.not_checked:
                paragraph.getparent().remove(paragraph)
            else:
                _fill(paragraph, values)
        document.core_properties.title = slip.name
        document.core_properties.author = "gklint"
        file = BytesIO()
        document.save(file)
        return file.getvalue()

    def _opened(self) -> Any:
        # Imported here, as python-docx: the other commands do without.
        from zipfile import BadZipFile

        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import XMLSyntaxError

        try:
            return self._docx.Document(BytesIO(self._raw))
        except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
            raise WrongTemplate(_NOT_WORD) from error


#: Marks a paragraph that has its values: what a report says is not looked through again.
_DONE = "gklint-done"


def _repeat(row: Any, values: Sequence[Mapping[str, str]], others: Mapping[str, str]) -> None:
    """Put a row for each of the values in place of the row; without any the table goes."""
    for of_row in values:
        new = deepcopy(row)
        for paragraph in _of(new, "w:p"):
            _fill(paragraph, {**others, **of_row})
            paragraph.set(_DONE, "1")
        row.addprevious(new)
    table = row.getparent()
    table.remove(row)
    if not values:
        table.getparent().remove(table)


def _fill(paragraph: Any, values: Mapping[str, str]) -> None:
    """Put the values into a paragraph; a word that is spread over runs stands in the first."""
    words = _words(_text(paragraph))
    if not words:
        return
    runs = _of(paragraph, "w:r")
    if words != [word for run in runs for word in _words(run.text)]:
        runs[0].text = "".join(run.text for run in runs)
        for run in runs[1:]:
            run.text = ""
    for run in runs:
        if _words(run.text):
            run.text = _WORD.sub(lambda found: values.get(found[1], ""), run.text)


def _row_kind(row: Any) -> tuple[str, ...] | None:
    words = _words(_text(row))
    return next(
        (kind for kind in (OF_FINDING, NOT_CHECKED) if any(word in kind for word in words)), None
    )


def _roots(document: Any) -> list[Any]:
    """Return the body, and headers and footers, as XML."""
    parts = [
        part.part.element
        for section in document.sections
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
        )
        if not part.is_linked_to_previous
    ]
    return [document.element, *dict.fromkeys(parts)]


def _of(root: Any, name: str) -> list[Any]:
    from docx.oxml.ns import qn

    return list(root.iter(qn(name)))


def _text(root: Any) -> str:
    return "\n".join(
        "".join(text.text or "" for text in _of(paragraph, "w:t"))
        for paragraph in ([root] if root.tag.endswith("}p") else _of(root, "w:p"))
    )


def _words(text: str) -> list[str]:
    return [found[1] for found in _WORD.finditer(text)]


def _unknown(word: str, known: set[str]) -> Text:
    # Imported here: needed only where something was misspelled.
    from gklint.support.did_you_mean import did_you_mean

    hint = did_you_mean(word, known)
    return Text(f"模板中有不认识的 {{{{{word}}}}}{hint.zh}", f"unknown {{{{{word}}}}}{hint.en}")

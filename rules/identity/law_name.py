"""法律法规应当用全称，加书名号。

为什么
    年度报告是正式文件，引用法律法规用全称并加书名号，读者才能准确查到。注明过简称的，可以用简称。

错误示例
    按照信息公开条例的要求，严格执行《保密法》。

正确示例
    按照《中华人民共和国政府信息公开条例》的要求，严格执行《中华人民共和国保守国家秘密法》。

如何修改
    改为全称，加书名号；多次引用的，第一次写全称并注明“以下简称”。
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from gklint.api import (
    INFO,
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

from .._passages import last_before, prose
from .._word_lists import load_data

RULE = Rule(
    code="GK511",
    name="law-name",
    severity=INFO,
    summary=Text("法律法规没有用全称或书名号", "a law by its short name, or without 《》"),
    clauses=("format: 引言",),
    messages={
        "default": Text(
            "“{written}”应当用全称并加书名号：{expected}",
            "“{written}” should be cited by its full name between 《》: {expected}",
        )
    },
    advice=Text("改为全称，加书名号", "give the full name between 《》"),
    needs_prose=True,
    any_year=True,
)

#: What may be a law's own name: one that belongs to a place, or is quoted, is left alone.
_PLACES = "省市州县区"
_OPENING, _CLOSING = '《〈“"「', '》〉”"」'


def check(report: Report) -> Verdicts:
    """Yield the first place of each wording that is short or has no 《》."""
    text = prose(report)
    laws = load_data(__file__, "law_names.yaml")
    if not any(law["written"] in text for law in laws):
        return
    names = {law["written"]: f"《{law['name']}》" for law in laws}
    found: dict[str, list[tuple[int | None, Place]]] = {}
    for section, paragraph in report.paragraphs():
        for written, place in _loose(paragraph, text):
            found.setdefault(written, []).append((section, place))
    for written, (first, *others) in found.items():
        yield finding(
            first[1],
            section=first[0],
            related=[related(place, "此处也这样写", "written so here too") for _, place in others],
            fix=replacement(
                [first[1], *(place for _, place in others)],
                names[written.strip("《》")],
                safe=False,
            ),
            written=written,
            expected=names[written.strip("《》")],
        )


def _loose(paragraph: Paragraph, whole: str) -> Iterator[tuple[str, Place]]:
    text = paragraph.text
    laws = load_data(__file__, "law_names.yaml")
    if not any(law["written"] in text for law in laws):
        return
    for match in _pattern().finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        law = next(law for law in laws if law["written"] == match[0])
        if before and before in _OPENING and after and after in _CLOSING:
            # 《保密法》 on its own: is it accepted, or is the full name given as well?
            if law["marked"] or before != "《" or f"《{law['name']}》" in whole:
                continue
            yield text[start - 1 : end + 1], paragraph.place_of(start - 1, end + 1)
        elif not _is_inside(text, start) and after != "》" and before not in [*_PLACES]:
            yield match[0], paragraph.place_of(start, end)


def _is_inside(text: str, at: int) -> bool:
    """Say whether the words are part of a longer title or quotation."""
    # Of straight marks every other one opens.
    return text.count('"', 0, at) % 2 == 1 or any(
        last_before(text, opening, at) > last_before(text, closing, at)
        for opening, closing in ("《》", "“”", "「」")
    )


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    laws = load_data(__file__, "law_names.yaml")
    return re.compile(
        "|".join(
            law["written"] + (f"(?![{law['not_before']}])" if "not_before" in law else "")
            for law in laws
        )
    )

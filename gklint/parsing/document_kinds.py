"""What a file is that looks like an annual report and is none: a guide, a summary, a blank form.

It is known by its title, which may run over several lines, or by what its parts are called
together; never by a single heading. The kinds are data: `grammars/document_kinds.yaml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from gklint.model.report import Section, Table, Title
from gklint.support.bilingual import Text
from gklint.support.built import built, grammar_files
from gklint.support.folding import fold
from gklint.support.json_values import JsonType
from gklint.support.patterns import lazily

#: So many of the six parts make a report of whatever bears another title.
_ENOUGH_PARTS = 4
#: Two headings together tell a kind; one may stand in any document.
_MATCHES = 2
#: A title runs over so many lines at most, and stands within so many.
_LONGEST_TITLE = 4
_DEEPEST = 12
_LONGEST_LINE = 60
#: The page of a column has the titles of so many reports, with the days of their publication.
_FEWEST_LISTED = 3
_LISTED = lazily(r"[·•.-]?(.{2,40}(?:年度报告|年报))[(\[]?(?:20\d\d)?[-./年]?[-\d./月]*日?[)\]]?")
_FURNITURE = (">", "»", "首页", "当前位置")
_HEADING = lazily(r"([一二三四五六七八九十]{1,2}[、.,]|第[一二三四五六七八九十]{1,2}部分)(.{2,40})")


class DocumentKind(NamedTuple):
    """A kind of document that is no report: its name, and how it is known."""

    name: Text
    title: tuple[str, ...]
    parts: tuple[str, ...]
    also_with_parts: bool


def similar_document(
    title: Title | None,
    front: Sequence[str],
    headings: Iterable[str],
    sections: Sequence[Section],
    tables: Sequence[Table],
) -> Text | None:
    """Return the name of what a document is, None for a report and for what nothing is known of.

    `front` are the lines before the first heading, `headings` all that may be headings.
    """
    parts = len({section.form.number for section in sections if section.standard})
    kinds = load_kinds()
    blank = _is_blank(tables, sections, front)
    if _is_plain_report(title, parts) and not blank:
        return None
    headings = list(headings)
    if not parts and not tables and _lists_reports(headings):
        return kinds["list"].name
    if blank:
        return kinds["blank-form"].name
    titles = list(_titles(front))
    short = (fold(line) for line in headings if len(line) <= _LONGEST_LINE)
    named = [match[2] for line in short if (match := _HEADING.fullmatch(line))]
    for kind in kinds.values():
        if parts >= _ENOUGH_PARTS and not kind.also_with_parts:
            continue
        if any(re.search(pattern, text) for text in titles for pattern in kind.title):
            return kind.name
        matching = {p for p in kind.parts for heading in named if re.search(p, heading)}
        if len(matching) >= _MATCHES and not _says_report(title):
            return kind.name
    return None


def _is_plain_report(title: Title | None, parts: int) -> bool:
    if title is None:
        return parts >= _ENOUGH_PARTS
    folded = fold(title.text)
    return "政府信息公开" in folded and "学年" not in folded and parts >= _ENOUGH_PARTS


def _lists_reports(lines: Sequence[str]) -> bool:
    """Say whether lines are titles of several reports, as the page of a column has them."""
    found = {match[1] for line in lines if (match := _LISTED.fullmatch(fold(line)))}
    return len(found) >= _FEWEST_LISTED and not any("。" in line for line in lines)


def _says_report(title: Title | None) -> bool:
    return (
        title is not None
        and re.search("信息公开.{0,4}(年度报告|年报)", fold(title.text)) is not None
    )


def _is_blank(tables: Sequence[Table], sections: Sequence[Section], front: Sequence[str]) -> bool:
    """Say whether nothing was ever filled in: every cell of tables of two parts, and no prose.

    Where the title says so, the tables may be missing, or headers alone. Of a row that could not be
    read the values are not known; a sign for "none" is filled in.
    """
    rows = [row for table in tables for row in table.rows]
    cells = [cell for row in rows for cell in row.cells]
    if any(cell.state != "blank" for cell in cells) or any(row.problem for row in rows):
        return False
    if any(re.search(r"\d+(件|条|次|项|人)", fold(section.text)) for section in sections):
        return False
    parts = {table.form.section for table in tables}
    return (len(parts) > 1 and bool(cells)) or _says_blank(front)


def _says_blank(front: Sequence[str]) -> bool:
    """Say whether a title calls the document a form, and of no year."""
    patterns = load_kinds()["blank-form"].title
    return any(
        re.search(pattern, title) is not None and re.search(r"20\d\d", title) is None
        for title in _titles(front)
        for pattern in patterns
    )


def _titles(front: Sequence[str]) -> Iterator[str]:
    lines = [fold(line) for line in front[:_DEEPEST]]
    for first, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            # The preamble: it cites what a guide or a notice is called, and tells a university.
            if "高等学校信息公开办法" in line and "政府信息公开条例" not in line:
                yield "高等学校信息公开办法"
            return
        if any(word in line for word in _FURNITURE):
            continue
        for last in range(first + 1, min(first + _LONGEST_TITLE, len(lines)) + 1):
            whole = "".join(lines[first:last])
            if all(len(piece) <= _LONGEST_LINE for piece in lines[first:last]):
                yield whole


@lru_cache(maxsize=1)
def load_kinds() -> Mapping[str, DocumentKind]:
    """Return the kinds by key."""
    text = grammar_files("", "document_kinds.yaml")["document_kinds.yaml"]
    kind = JsonType[Mapping[str, DocumentKind]](Mapping[str, DocumentKind])
    code = ["parsing/document_kinds.py"]
    return built("document_kinds", [text], code, kind, lambda: _read_kinds(text))


def _read_kinds(text: str) -> dict[str, DocumentKind]:
    # Imported here: once the kinds are built, no run needs it.
    import yaml

    data = yaml.safe_load(text)
    return {
        key: DocumentKind(
            Text(kind["name"]["zh"], kind["name"]["en"]),
            tuple(kind["title"]),
            tuple(kind.get("parts", ())),
            kind.get("also_with_parts", False),
        )
        for key, kind in data.items()
    }

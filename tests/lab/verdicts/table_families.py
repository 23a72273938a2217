"""Families of inputs whose tables are written in ways that few reports have, and then altered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from lab.imperfect import IMPERFECTIONS
from lab.sparse_layouts import sparse_report
from lab.verdicts.alterations import altered
from lab.verdicts.input import Input, of_draft, of_sparse

from gklint.model.report import CellKey
from gklint.testing import Draft, random_draft, render, valid_draft
from gklint.testing.changes import change_draft
from gklint.testing.documents import document, random_document_style
from gklint.testing.documents.document import DocumentStyle
from gklint.testing.documents.hurried import HURRIED

#: What parts cells in lines of a table, by its name.
MARKS: Mapping[str, str] = {
    "commas": ",",
    "wide-commas": "，",
    "semicolons": "；",
    "enumeration-commas": "、",
    "colons": "：",
    "slashes": " / ",
    "two-spaces": "  ",
    "bars": "|",
    "double-bars": "||",
}


def marked(argument: str) -> Input:
    """A report whose cells a mark parts, and a few alterations more: MARK SEED."""
    mark, seed = argument.split()
    chance = Random(argument)
    draft = random_draft(chance)
    text = render(draft, "tabs_grid").text.replace("\t", MARKS[mark])
    return of_draft(draft, text if seed == "0" else altered(text, chance))


def shaken(argument: str) -> Input:
    """A report whose zeros are blank or signs, and a few alterations more: SIGNS SEED WRITER."""
    signs, seed, writer = argument.split(maxsplit=2)
    written = sparse_report(writer, Random(seed), signs == "signs")
    return of_sparse(written._replace(text=altered(written.text, Random(argument))))


def blocks(argument: str) -> Input:
    """A report whose table three runs down its columns: HEIGHT of the blocks, LABELLED of them."""
    height, labelled = map(int, argument.split())
    draft = valid_draft()
    table = draft.table("applications")
    written: list[str] = []
    for number, start in enumerate(range(0, len(table.rows), height)):
        rows = table.rows[start : start + height]
        written += [row.label for row in rows] if number < labelled else []
        for column in range(len(table.columns)):
            written += [*(row.texts[column] for row in rows), ""]
    lines = render(draft, "tabs_grid").text.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("三、收到"))
    last = next(at for at, line in enumerate(lines) if line.startswith("四、政府"))
    return of_draft(draft, "\n".join([*lines[: first + 1], *written, *lines[last:]]))


def broken(argument: str) -> Input:
    """A report whose labels are broken after so many characters: LAYOUT WIDTH."""
    layout, width = argument.split()
    draft = valid_draft()
    text = render(draft, layout).text
    for table in draft.tables:
        for row in table.rows:
            if len(row.label) > int(width) > 0:
                pieces = [
                    row.label[at : at + int(width)] for at in range(0, len(row.label), int(width))
                ]
                text = text.replace(row.label, "\n".join(pieces), 1)
    return of_draft(draft, text)


def line_lost(argument: str) -> Input:
    """A report of one cell a line, empty ones too, with empty lines lost: SEED FIRST HOW-MANY."""
    seed, first, count = map(int, argument.split())
    written = sparse_report("lines with empty", Random(seed), False)
    lines = written.text.split("\n")
    head = next(at for at, line in enumerate(lines) if "本年新收政府信息公开申请" in line)
    empty = [at for at, line in enumerate(lines) if at > head + 9 and not line]
    for at in reversed(empty[first : first + 9 * count : 9]):
        del lines[at]
    return of_sparse(written._replace(text="\n".join(lines)))


def one_cell(argument: str) -> Input:
    """A report with a cell of table three empty or gone: LAYOUT WHAT ROW COLUMN, as numbers."""
    layout, what, row, column = argument.split()
    draft = valid_draft()
    table = draft.table("applications")
    key = CellKey("applications", table.rows[int(row)].key, table.columns[int(column)].key)
    sign = {"blank": "", "dash": "-", "words": "无此项", "gone": "@", "two": "1 2"}[what]
    text = render(change_draft(draft, [{"cell": ".".join(key), "text": sign}]), layout).text
    return of_draft(draft, text.replace("@\n", "").replace("\t@", "").replace("@", ""))


def merged(argument: str) -> Input:
    """A report as a document whose cells were merged in a hurry: KIND SEED HOW."""
    kind, _, how = argument.split(maxsplit=2)
    chance = Random(argument)
    return _document(_odd(random_draft(chance), chance), kind, DocumentStyle(hurried=how))


def as_document(argument: str) -> Input:
    """A random report as a document: KIND SEED."""
    kind, _ = argument.split()
    chance = Random(argument)
    draft = random_draft(chance)
    if chance.random() < 0.5:
        draft = change_draft(draft, [{"nothing": [chance.choice(("", "", "-"))]}])
    draft = _odd(draft, chance)
    return _document(draft, kind, random_document_style(chance, kind))


def _odd(draft: Draft, chance: Random) -> Draft:
    odd = chance.choice(list(IMPERFECTIONS))
    return IMPERFECTIONS[odd](draft, chance) if chance.random() < 0.5 else draft


def _document(draft: Draft, kind: str, style: DocumentStyle) -> Input:
    made = document(draft, kind, style)
    return of_draft(draft, "")._replace(files={f"report.{kind}": made.raw})


TABLE_FAMILIES: Mapping[str, Callable[[str], Input]] = {
    "marked": marked,
    "shaken": shaken,
    "blocks": blocks,
    "broken": broken,
    "line-lost": line_lost,
    "cell": one_cell,
    "merged": merged,
    "document": as_document,
}
HURRIED_WAYS = tuple(HURRIED)

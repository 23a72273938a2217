"""应当填数的单元格不要留空，也不要填“/”“-”“无”。

为什么
    空白分不清是 0 还是漏填，也参加不了勾稽核对。没有发生的事项按 0 填写。

错误示例
    四、结转下年度继续办理 |   |   | 0 | 0 | 0 | 0 | 0

正确示例
    四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0

如何修改
    核对后填上数字，没有发生的填 0。一个部分的表格不论有多少空白，只报告一次。空白不会被悄悄当作 0：
    按 0 计各项合计都相等，或者已填的数恰好等于总计的，按 0 核对，并写明；只有一格空白、填上某个数
    行列就都相等的，点出这一格和这个数；其余的，有关合计不作判断。第四部分整组为空，见 GK107。
"""

from collections.abc import Iterable, Iterator

from gklint.api import (
    EMPTY,
    WARNING,
    Cell,
    CellKey,
    Finding,
    Fix,
    Reckoning,
    Related,
    Report,
    Row,
    Rule,
    Table,
    Text,
    Verdicts,
    blank_groups,
    cell_label,
    finding,
    is_short_by_blanks,
    reckonings,
    related,
    replacement,
    row_label,
)

from ._required_rows import ALL_PARTS, PARTS, clauses, part_name, quoted

RULE = Rule(
    code="GK206",
    name="blank-cell",
    severity=WARNING,
    summary=Text("应填数字的单元格没有填", "a cell is blank where a number is due"),
    clauses=ALL_PARTS,
    messages={
        "default": Text(
            "“{row}”的{columns}为空{reckoned}", "row “{row}”: {columns} blank{reckoned}"
        ),
        "sign": Text(
            "“{row}”的{columns}没有填数字，现为“{sign}”{reckoned}",
            "row “{row}”: no number in {columns}, but “{sign}”{reckoned}",
        ),
        "row": Text("“{row}”整行为空{reckoned}", "the whole row “{row}” is blank{reckoned}"),
        "rows": Text(
            "{part}的表格有 {rows} 行共 {count} 格没有填数字，自“{row}”起{reckoned}",
            "in the table of {part} {count} cells of {rows} rows have no number, from “{row}” on"
            "{reckoned}",
        ),
        "table": Text(
            "{part}的表格没有填一个数字", "there is not one number in the table of {part}"
        ),
    },
    advice=Text("核对后填上数字，没有发生的填 0", "fill in the number, 0 where nothing occurred"),
    years=(2019, None),
    eased_while_optional=True,
)

#: What the end of the message says of the blanks.
_ZERO = Text(
    "；空白按 0 计，合计都相等，已按 0 核对",
    "; taken as 0 they leave all sums right, and were checked as 0",
)
_SOME = Text(
    "；其中 {zero} 格按 0 核对，其余 {unknown} 格不能断定是不是 0，有关合计未作核对",
    "; {zero} of them were checked as 0, whether the other {unknown} are cannot be told, and the "
    "sums that need them were not checked",
)
_UNKNOWN = Text(
    "；不能断定是不是 0，未作核对",
    "; whether they are 0 cannot be told, and they were not checked",
)
_MISSING = Text(
    "；“{label}”应为 {value}，填上后行列都相等",
    "; “{label}” should be {value}, with which row and column add up",
)
_TRACELESS = Text(
    "；{rows} 行的空白没有留下位置，除总计外未能读出",
    "; the blanks of {rows} rows left no trace, so that nothing but their totals was read",
)


class _Blanks:
    """The blanks of the tables of a part: the tables, each with its rows that have any."""

    def __init__(
        self,
        reckonings: list[Reckoning],
        rows: list[tuple[Table, Row, list[Cell]]],
        short: list[tuple[Table, Row]],
    ) -> None:
        self.reckonings = reckonings
        self.rows = rows
        #: Rows whose blanks left no trace.
        self.short = short


def check(report: Report) -> Verdicts:
    """Yield one finding for each part whose tables have cells without a number."""
    by_part: dict[int, list[Reckoning]] = {}
    for reckoning, table in zip(reckonings(report), report.tables, strict=True):
        if not table.problem:
            own = reckoning
            if reckoning.table is not table:
                own = reckoning._replace(table=table)
            by_part.setdefault(table.form.section, []).append(own)
    for part, several in by_part.items():
        blanks = _blanks_of(report, several)
        cells = (cell for each in several for row in each.table.rows for cell in row.cells)
        if part != 4 and len(blanks.rows) > 1 and all(c.state in EMPTY for c in cells):
            tables = [each.table for each in several]
            yield finding(
                tables[0].place.through(tables[-1].place),
                "table",
                section=part,
                clauses=(f"format: {PARTS[part]}",),
                cells=_keys(blanks),
                part=part_name(part),
            )
        elif blanks.rows or blanks.short:
            yield _finding(part, blanks)


def _blanks_of(report: Report, several: list[Reckoning]) -> _Blanks:
    blanks = _Blanks(several, [], [])
    for each in several:
        table = each.table
        whole = not (each.zero or each.missing or each.unknown)
        if blank_groups(table):
            # The whole table is the matter of GK107.
            continue
        for row in table.rows:
            if whole and not row.problem:
                continue
            empty = [cell for cell in row.cells if cell.state in EMPTY]
            if empty:
                blanks.rows.append((table, row, empty))
            elif is_short_by_blanks(report, table, row):
                blanks.short.append((table, row))
    return blanks


def _finding(part: int, blanks: _Blanks) -> Finding:
    every = [(table, row) for table, row, _ in blanks.rows] + blanks.short
    table, row = min(every, key=lambda pair: pair[1].place)
    empty = next((cells for _, own, cells in blanks.rows if own is row), [])
    signs = dict.fromkeys(c.text for _, _, own in blanks.rows for c in own if c.state == "dash")
    message = "rows"
    if len(every) == 1 and empty:
        whole = len(empty) == len(row.cells) > 1 and not signs
        message = "row" if whole else "sign" if signs else "default"
    first = empty[0] if empty else None
    return finding(
        first.place if first else row.place,
        message,
        section=part,
        cell=table.cell_key(first) if first else None,
        cells=_keys(blanks),
        actual=first.text if first else row.value_count,
        clauses=clauses(table.form) if len(every) == 1 else (f"format: {PARTS[part]}",),
        fix=_fix(blanks),
        related=_related(blanks, first),
        part=part_name(part),
        rows=len(every),
        count=_count(blanks),
        row=row_label(table, row.key),
        columns=quoted(table.form.column[cell.column].label for cell in empty),
        sign="”“".join(signs),
        reckoned=_reckoned(blanks),
    )


def _keys(blanks: _Blanks) -> Iterator[CellKey]:
    for table, _, empty in blanks.rows:
        yield from map(table.cell_key, empty)


def _count(blanks: _Blanks) -> int:
    traceless = sum(len(table.form.columns) - row.value_count for table, row in blanks.short)
    return sum(len(empty) for *_, empty in blanks.rows) + traceless


def _related(blanks: _Blanks, first: Cell | None) -> Iterator[Related]:
    """Yield the other cells of a lone row, or the first cell of each other row."""
    if len(blanks.rows) == 1 and not blanks.short:
        table, _, empty = blanks.rows[0]
        for cell in empty[1:]:
            label = table.form.column[cell.column].label
            yield related(cell.place, "{label}", "{label}", table.cell_key(cell), label=label)
        return
    for table, row, empty in blanks.rows:
        if empty[0] is not first:
            key = table.cell_key(empty[0])
            label = row_label(table, row.key)
            yield related(empty[0].place, "“{label}”", "“{label}”", key, label=label)


def _fix(blanks: _Blanks) -> Fix | None:
    """Return the fix that writes 0, where that breaks no sum.

    Only where the file has cells does anything show where a blank one begins and ends.
    """
    unknown = [cell for each in blanks.reckonings if _adds_up(each.table) for cell in each.unknown]
    missing = [cell for each in blanks.reckonings for cell, _ in each.missing]
    layouts = {table.layout for table, *_ in blanks.rows}
    if unknown or missing or blanks.short or not layouts <= {"separated", "grid"}:
        return None
    return replacement([cell.place for *_, empty in blanks.rows for cell in empty], "0", safe=False)


def _adds_up(table: Table) -> bool:
    return any(identity.operator == "=" for identity in table.form.identities)


def _reckoned(blanks: _Blanks) -> Text:
    """Return the end of the message: what the blanks count as."""
    zero = sum(len(each.zero) for each in blanks.reckonings)
    unknown = sum(len(each.unknown) for each in blanks.reckonings)
    sentences: list[tuple[Text, dict[str, object]]] = []
    for each in blanks.reckonings:
        for cell, value in each.missing:
            sentences.append((_MISSING, {"label": cell_label(each.table, cell), "value": value}))
    if unknown:
        sentences.append((_SOME if zero else _UNKNOWN, {"zero": zero, "unknown": unknown}))
    elif zero and not sentences:
        sentences.append((_ZERO, {}))
    if blanks.short:
        sentences.append((_TRACELESS, {"rows": len(blanks.short)}))
    return _joined(sentences)


def _joined(sentences: Iterable[tuple[Text, dict[str, object]]]) -> Text:
    parts = [(text.say("zh", facts), text.say("en", facts)) for text, facts in sentences]
    return Text("".join(zh for zh, _ in parts), "".join(en for _, en in parts))

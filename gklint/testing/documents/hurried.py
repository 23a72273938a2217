"""Tables as a hurried hand merges them: the numbers are right, the cells around them are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from gklint.testing.printed import Grid, PrintedCell

#: The headings of the parts by the tables in them.
_TITLES = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "review": "四、政府信息公开行政复议、行政诉讼情况",
}


def spilled(grid: Grid, chance: Random) -> Grid:
    """Return the grid with a header that runs over into the last column (其他 over 总计)."""
    last = [cell for cell in grid.cells if cell.role == "header" and cell.height > 1]
    last = [cell for cell in last if cell.column + cell.width == grid.columns]
    if not last:
        return grid
    total = max(last, key=lambda cell: cell.row)
    bottom = total.row + total.height - 1
    before = next(
        (
            cell
            for cell in grid.cells
            if cell.role == "header"
            and cell.row == bottom
            and cell.column + cell.width == total.column
        ),
        None,
    )
    if before is None:
        return grid
    return _changed(
        grid,
        {
            total: total._replace(height=total.height - 1),
            before: before._replace(width=before.width + total.width),
        },
    )


def unmerged(grid: Grid, chance: Random) -> Grid:
    """Return the grid without merged cells: the text in the first of them, the others blank."""
    return _filled(_changed(grid, {cell: cell._replace(height=1, width=1) for cell in grid.cells}))


def wide_labels(grid: Grid, chance: Random) -> Grid:
    """Return the grid with some labels a column too wide, and the numbers of their rows behind."""
    rows = {cell.row for cell in grid.cells if cell.role == "value" and chance.random() < 0.4}
    changed = {}
    for row in rows:
        values = [cell for cell in grid.cells if cell.role == "value" and cell.row == row]
        first = min(cell.column for cell in values)
        label = next(
            (
                cell
                for cell in grid.cells
                if cell.row == row and cell.height == 1 and cell.column + cell.width == first
            ),
            None,
        )
        if label is not None:
            changed[label] = label._replace(width=label.width + 1)
            changed |= {cell: cell._replace(column=cell.column + 1) for cell in values}
    return _changed(grid, changed)._replace(columns=grid.columns + bool(changed))


def shifted_head(grid: Grid, chance: Random) -> Grid:
    """Return the grid with all headers a column to the right of their numbers."""
    heads = [cell for cell in grid.cells if cell.role == "header" and cell.column > 0]
    changed = {cell: cell._replace(column=cell.column + 1) for cell in heads}
    return _changed(grid, changed)._replace(columns=grid.columns + bool(changed))


def swallowed_numbers(grid: Grid, chance: Random) -> Grid:
    """Return the grid with some labels merged with the first numbers of their rows."""
    gone: dict[PrintedCell, PrintedCell] = {}
    for cell in grid.cells:
        before = next(
            (
                label
                for label in grid.cells
                if label.role == "label"
                and (label.row, label.height) == (cell.row, 1)
                and label.column + label.width == cell.column
            ),
            None,
        )
        number = cell.text.strip().isdecimal()
        if cell.role == "value" and number and before is not None and chance.random() < 0.3:
            gone[cell] = before
    widths = {label: label.width + cell.width for cell, label in gone.items()}
    texts = {label: f"{label.text} {cell.text}" for cell, label in gone.items()}
    changed = {it: it._replace(width=widths[it], text=texts[it]) for it in widths}
    left = tuple(cell for cell in grid.cells if cell not in gone)
    return _changed(grid._replace(cells=left), changed)


def head_to_the_left(grid: Grid, chance: Random) -> Grid:
    """Return the grid with all headers a column to the left, over a column of labels."""
    note = next((cell for cell in grid.cells if cell.role == "note" and cell.width > 1), None)
    if note is None:
        return grid
    heads = [cell for cell in grid.cells if cell.role == "header" and cell.column >= note.width]
    changed = {cell: cell._replace(column=cell.column - 1) for cell in heads}
    return _filled(_changed(grid, changed | {note: note._replace(width=note.width - 1)}))


def doubled_columns(grid: Grid, chance: Random) -> Grid:
    """Return the grid with two columns for each of numbers, in some rows merged, in others not."""
    first = min(cell.column for cell in grid.cells if cell.role == "value")
    changed = {}
    for cell in grid.cells:
        if cell.column + cell.width <= first:
            continue
        start = cell.column if cell.column < first else first + 2 * (cell.column - first)
        width = first + 2 * (cell.column + cell.width - first) - start
        # One of the two, and the other is blank: a header that is not merged stands over its first.
        alone = cell.height == 1 and width == 2 and chance.random() < 0.4
        changed[cell] = cell._replace(column=start, width=1 if alone else width)
    columns = first + 2 * (grid.columns - first)
    return _filled(_changed(grid, changed)._replace(columns=columns))


def extra_column(grid: Grid, chance: Random) -> Grid:
    """Return the grid with an empty column before one of its numbers."""
    starts = sorted({cell.column for cell in grid.cells if cell.role == "value"})
    at = chance.choice(starts)
    changed = {}
    for cell in grid.cells:
        if cell.column >= at:
            changed[cell] = cell._replace(column=cell.column + 1)
        elif cell.column + cell.width > at:
            changed[cell] = cell._replace(width=cell.width + 1)
    return _filled(_changed(grid, changed)._replace(columns=grid.columns + 1))


def out_of_order(grid: Grid, chance: Random) -> Grid:
    """Return the grid with its first two rows of numbers in the other order."""
    rows = sorted({cell.row for cell in grid.cells if cell.role == "value"})[:2]
    if len(rows) < 2 or rows[1] != rows[0] + 1:
        return grid
    own = [cell for cell in grid.cells if cell.row in rows]
    if any(cell.height > 1 for cell in own):
        return grid
    return _changed(grid, {cell: cell._replace(row=sum(rows) - cell.row) for cell in own})


def blocks_abreast(grid: Grid, chance: Random) -> Grid:
    """Return the grid with the second half of its 第二十条 blocks beside the first one."""
    starts = [
        cell.row for cell in grid.cells if cell.column == 0 and cell.text.startswith("第二十条")
    ]
    if len(starts) < 4:
        return grid
    half = starts[len(starts) // 2]
    right = {
        cell: cell._replace(row=cell.row - half, column=cell.column + grid.columns + 1)
        for cell in grid.cells
        if cell.row >= half
    }
    rows = max(half, grid.rows - half)
    return _filled(_changed(grid, right)._replace(rows=rows))


def columns_beside(grid: Grid, chance: Random) -> Grid:
    """Return the grid with two columns behind it, of last year's numbers and of the change."""
    rows = sorted({cell.row for cell in grid.cells if cell.role == "value"})
    if grid.kind != "applications":
        return grid
    added = []
    for right, name in enumerate(("上年总计", "增减")):
        column = grid.columns + right
        added.append(PrintedCell(0, column, rows[0], 1, name, "blank"))
        added += [
            PrintedCell(row, column, 1, 1, str(chance.randint(0, 9)), "blank") for row in rows
        ]
    return _filled(grid._replace(cells=(*grid.cells, *added), columns=grid.columns + 2))


def blocks_in_a_row(grid: Grid, chance: Random) -> Grid:
    """Return the grid with all 第二十条 blocks but the first abreast, no column between them."""
    starts = [cell.row for cell in grid.cells if cell.text.startswith("第二十条")]
    if len(starts) < 4:
        return grid
    ends = [*starts[1:], grid.rows]
    changed: dict[PrintedCell, PrintedCell] = {}
    column = 0
    for start, end in list(zip(starts, ends, strict=True))[1:]:
        own = [cell for cell in grid.cells if start <= cell.row < end]
        width = max(cell.column + 1 for cell in own if cell.role in ("header", "label", "value"))
        for cell in own:
            spans = min(cell.width, width - cell.column)
            changed[cell] = cell._replace(
                row=cell.row - start + starts[1], column=column + cell.column, width=spans
            )
        column += width
    rows = starts[1] + max(end - start for start, end in zip(starts[1:], ends[1:], strict=True))
    return _filled(_changed(grid, changed)._replace(rows=rows))


def shared_labels(grid: Grid, chance: Random) -> Grid:
    """Return the grid with some labels in one cell with the label below them."""
    labels = {cell.row: cell for cell in grid.cells if cell.role == "label" and cell.height == 1}
    changed: dict[PrintedCell, PrintedCell] = {}
    gone: set[PrintedCell] = set()
    for row, cell in labels.items():
        below = labels.get(row + 1)
        if below is None or cell in gone or chance.random() < 0.3:
            continue
        if (below.column, below.width) == (cell.column, cell.width):
            gone.add(below)
            changed[cell] = cell._replace(height=2, text=cell.text + below.text)
    left = tuple(cell for cell in grid.cells if cell not in gone)
    return _changed(grid._replace(cells=left), changed)


def shared_numbers(grid: Grid, chance: Random) -> Grid:
    """Return the grid with all numbers of some rows in one cell, spaces between them."""
    changed: dict[PrintedCell, PrintedCell] = {}
    gone: set[PrintedCell] = set()
    for row in grid.by_row():
        values = [cell for cell in row if cell.role == "value"]
        texts = [cell.text for cell in values]
        plain = all(text.isdecimal() and text.isascii() for text in texts)
        # 1 033 may be one number.
        if len(values) < 2 or not plain or any(len(text) == 3 for text in texts):
            continue
        if chance.random() < 0.4:
            width = sum(cell.width for cell in values)
            changed[values[0]] = values[0]._replace(width=width, text="  ".join(texts))
            gone.update(values[1:])
    left = tuple(cell for cell in grid.cells if cell not in gone)
    return _changed(grid._replace(cells=left), changed)


def overlong_groups(grid: Grid, chance: Random) -> Grid:
    """Return the grid with the labels of some groups a row too high: what begins in that row stands
    a column farther to the right."""
    changed: dict[PrintedCell, PrintedCell] = {}
    for group in grid.cells:
        below = group.row + group.height
        beside = [cell for cell in grid.cells if cell.row == below and cell.column >= group.column]
        free = all(cell.height == 1 for cell in beside)
        if group.role == "group" and group.height > 1 and group.column and beside and free:
            changed[group] = group._replace(height=group.height + 1)
            changed |= {cell: cell._replace(column=cell.column + 1) for cell in beside}
    return _changed(grid, changed)


def titled(grid: Grid, chance: Random) -> Grid:
    """Return the grid with a row above it that says again what the heading of its part says."""
    title = PrintedCell(0, 0, 1, grid.columns, _TITLES[grid.kind], "title")
    below = tuple(cell._replace(row=cell.row + 1) for cell in grid.cells)
    return grid._replace(cells=(title, *below), rows=grid.rows + 1)


def in_many_ways(grid: Grid, chance: Random) -> Grid:
    """Return the grid as several of these leave it."""
    for way in (spilled, extra_column, wide_labels):
        grid = way(grid, chance)
    return _filled(grid)


#: The ways of a hurried hand by their names.
HURRIED: Mapping[str, Callable[[Grid, Random], Grid]] = {
    "spilled": spilled,
    "unmerged": unmerged,
    "wide_labels": wide_labels,
    "shifted_head": shifted_head,
    "swallowed_numbers": swallowed_numbers,
    "head_to_the_left": head_to_the_left,
    "doubled_columns": doubled_columns,
    "extra_column": extra_column,
    "out_of_order": out_of_order,
    "blocks_abreast": blocks_abreast,
    "blocks_in_a_row": blocks_in_a_row,
    "columns_beside": columns_beside,
    "titled": titled,
    "shared_labels": shared_labels,
    "shared_numbers": shared_numbers,
    "overlong_groups": overlong_groups,
    "in_many_ways": in_many_ways,
}


def hurried(grid: Grid, how: str) -> Grid:
    """Return the grid as one of `HURRIED` leaves it."""
    return HURRIED[how](grid, Random(f"{how} {grid.kind} {grid.rows}"))


def _filled(grid: Grid) -> Grid:
    """Return the grid with a blank cell wherever none stands."""
    taken = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.height)
        for column in range(cell.column, cell.column + cell.width)
    }
    blank = [
        PrintedCell(row, column, 1, 1, "", "blank")
        for row in range(grid.rows)
        for column in range(grid.columns)
        if (row, column) not in taken
    ]
    return grid._replace(cells=(*grid.cells, *blank))


def _changed(grid: Grid, changed: Mapping[PrintedCell, PrintedCell]) -> Grid:
    cells = tuple(changed.get(cell, cell) for cell in grid.cells)
    columns = max(grid.columns, *(cell.column + cell.width for cell in cells))
    return grid._replace(cells=cells, columns=columns)

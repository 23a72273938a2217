"""Reads the figures of the real reports in ../shared, to hold gklint's reading against them.

It shares nothing with gklint's parser: it knows the labels of the forms and takes the cells of the
tab-separated, Markdown and one-cell-a-line files in the order they stand in. What it found was
checked by eye against the files and is kept in tests/data/real_figures.json::

    python tests/real_figures.py ../shared > tests/data/real_figures.json

The texts from PDFs hold the same figures as their Markdown, so they are not read here.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import normalize

from gklint.forms.loading import load_forms

#: Report → the files whose cells stand in order, then the other files of the same report.
REPORTS = {
    **{f"seed_{name}": ([f"seeds/{name}.txt"], []) for name in ("000", "001", "002", "003", "004")},
    **{
        name: (
            [f"corpus/{name}/layout_c_markdown.md"],
            [
                f"corpus/{name}/{file}"
                for file in ("report.txt", "layout_d_pdf_layout.txt", "layout_e_pdf_flow.txt")
            ],
        )
        for name in ("hongze_2023", "hongze_2024", "huaian_2024")
    },
    "jinhu_2023": (["corpus/jinhu_2023/report.txt", "corpus/jinhu_2023/layout_a2_tsv_dom.txt"], []),
    "suqian_2024": (
        ["corpus/suqian_2024/report.txt", "corpus/suqian_2024/layout_a2_tsv_dom.txt"],
        [],
    ),
    "suqian_2023": (
        [
            "corpus/suqian_2023/report.txt",
            "corpus/suqian_2023/layout_a2_tsv_dom.txt",
            "corpus/suqian_2023/layout_f_kangxi_radicals.txt",
        ],
        [],
    ),
}

#: Rows with empty cells, as the eye sees them: which cells of the row are empty.
BLANKS = {
    ("seed_001", "review", "reconsideration"): ["", "", "", "", ""],
    ("seed_004", "applications", "carried_out"): ["", "", "0", "0", "0", "0", "0"],
}

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?( ?元)?")


def squeezed(text: str) -> str:
    """Return a label without spaces, enumerator and differences of width."""
    text = "".join(normalize("NFKC", text).split()).replace("、", ".")
    return text.replace("其他法律行政止公开", "其他法律行政法规禁止公开")


def cells_of(path: Path) -> list[tuple[str, int]]:
    """Return the cells that are not empty, in order, each with its line."""
    cells = []
    inside = False
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        text = squeezed(line).lstrip("#")
        inside = inside or re.match(r"二\..{0,6}主动公开政府信息", text) is not None
        if re.match(r"五\..{0,12}存在", text):
            break
        if inside:
            for cell in re.split(r"[\t|]", line):
                if cell.strip() and not re.fullmatch(r"[\s-]{3,}", cell):
                    cells.append((cell.strip(), number))
    return cells


#: By table and row: the texts of its values; the line of each, or of all.
Figures: TypeAlias = dict[str, dict[str, list[str]]]
Lines: TypeAlias = dict[str, dict[str, Any]]


def labels() -> dict[str, list[tuple[str, str, str, int]]]:
    """Return by squeezed label: format, table, row and the number of values."""
    known: dict[str, list[tuple[str, str, str, int]]] = {}
    for form in load_forms().forms:
        for table in form.tables:
            for row in table.rows:
                for label in (row.label, *row.also):
                    if table.key != "review":
                        known.setdefault(squeezed(label), []).append(
                            (form.key, table.key, row.key, len(table.columns))
                        )
    return known


def read(name: str, path: Path) -> tuple[Figures, Lines]:
    """Return figures and lines: table → row → texts, table → row → line of its values.

    Where all values of a row stand on one line, that line is one number.
    """
    known = labels()
    figures: dict[str, dict[str, list[str]]] = {}
    lines: dict[str, dict[str, Any]] = {}
    cells = cells_of(path)
    index = 0
    while index < len(cells):
        text = squeezed(cells[index][0])
        index += 1
        start = index
        while index < len(cells) and _NUMBER.fullmatch(squeezed(cells[index][0]).replace(",", "")):
            index += 1
        run = cells[start:index]
        if not run:
            continue
        if text in known:
            table, row = known[text][0][1:3]
            figures.setdefault(table, {})[row] = [cell for cell, _ in run]
            lines.setdefault(table, {})[row] = [line for _, line in run]
        elif text in ("总计", "合计"):
            review(run, figures, lines, name)
    for (report, table, row), blanks in BLANKS.items():
        if report == name:
            figures[table][row] = blanks
            lines[table].pop(row, None)
    for rows in lines.values():
        for row, numbers in rows.items():
            rows[row] = numbers[0] if len(set(numbers)) == 1 else numbers
    return figures, lines


def review(run: list[tuple[str, int]], figures: Figures, lines: Lines, name: str) -> None:
    """Take the numbers of 表四: five for each group, the first group's may be empty."""
    groups = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]
    if len(run) == 10 and (name, "review", "reconsideration") in BLANKS:
        groups = groups[1:]
    assert len(run) == 5 * len(groups), (name, run)
    for position, group in enumerate(groups):
        five = run[5 * position : 5 * position + 5]
        figures.setdefault("review", {})[group] = [cell for cell, _ in five]
        lines.setdefault("review", {})[group] = [line for _, line in five]


def formats(figures: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Return the format of each table; the columns' keys are those of that format."""
    of_report = "2019" if "art20_9" in figures else "2021"
    found = dict.fromkeys(figures, of_report)
    if "other" in figures["applications"]:
        found["applications"] = "2019"
    return found


def main(shared: Path) -> dict[str, Any]:
    """Return all figures; the files of one report must agree."""
    result = {}
    for name, (ordered, others) in REPORTS.items():
        read_files = {file: read(name, shared / file) for file in ordered}
        figures = read_files[ordered[0]][0]
        assert all(found == figures for found, _ in read_files.values()), name
        result[name] = {
            "formats": formats(figures),
            "figures": figures,
            "files": {
                **{file: lines for file, (_, lines) in read_files.items()},
                **dict.fromkeys(others, None),
            },
        }
    return result


def as_json(reports: dict[str, Any]) -> str:
    """Return JSON with a row of figures a line."""
    text = json.dumps(reports, ensure_ascii=False, indent=1)
    return re.sub(r"\[[^][]*\]", lambda match: " ".join(match[0].split()), text)


if __name__ == "__main__":
    print(as_json(main(Path(sys.argv[1]))))

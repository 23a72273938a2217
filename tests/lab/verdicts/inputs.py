"""Small inputs by name: `report padded 17` is a random report in the layout padded.

A name is a family (`lab.verdicts.families`) and what the family makes an input of.
"""

from __future__ import annotations

from collections.abc import Iterator

from lab.hurried_tables import CHANGES
from lab.imperfect import IMPERFECTIONS
from lab.sparse_layouts import GAPS, WRITERS
from lab.verdicts.families import (
    DATA,
    FAMILIES,
    TESTS,
    awkward,
    districts,
    faults_by_name,
    rule_cases,
    templates,
    wrong_paragraphs,
)
from lab.verdicts.input import Input
from lab.verdicts.sweeps import COUNT, COUNTS, LENGTH, LENGTHS
from lab.verdicts.table_families import HURRIED_WAYS, MARKS

from gklint.testing import LAYOUTS
from gklint.testing.damage import DAMAGES


def names() -> list[str]:
    """Return the names of the inputs that are kept, in their order."""
    lines = (DATA / "inputs.txt").read_text("utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [*kept, *(f"awkward {name}" for name in awkward())]


def input_named(name: str) -> Input:
    """Return the input of this name. Raises KeyError for a name of no family."""
    family, _, argument = name.partition(" ")
    return FAMILIES[family](argument)._replace(name=name)


def pool(seeds: int) -> Iterator[str]:
    """Yield the names of many inputs, to pick some of them."""
    yield from (f"example {path.name}" for path in sorted((TESTS.parent / "examples").iterdir()))
    yield from (f"case {name}" for name in rule_cases())
    yield from (f"district {name}" for name in districts())
    for style in templates():
        yield f"prose {style}"
        yield from (f"wrong {style} {n}" for n in range(0, len(wrong_paragraphs(style)), 3))
        yield from (f"reworded {style} {seed}" for seed in range(4 * seeds))
    for which, things, numbers in (("length", LENGTH, LENGTHS), ("count", COUNT, COUNTS)):
        for index, what in enumerate(things):
            layout = ("stacked", "tabs_grid", "padded")[index % 3]
            yield from (f"sweep {layout} {which} {what} {number}" for number in numbers)
    for layout in LAYOUTS:
        yield from (f"cut {layout} {at}/40" for at in range(3, 40, 3))
        for seed in range(seeds):
            yield f"report {layout} {seed}"
            yield from (f"damaged {layout} {damage} {seed}" for damage in DAMAGES)
            yield from (f"imperfect {layout} {seed} {kind}" for kind in IMPERFECTIONS)
            yield from (f"altered {layout} {4 * seed + more}" for more in range(4))
    for seed in range(seeds):
        for number, name in enumerate(faults_by_name()):
            layout = list(LAYOUTS)[(number + seed) % len(LAYOUTS)]
            yield f"fault {layout} {seed} {name}"
        for writer in WRITERS:
            yield from (f"nothing {signs} {seed} {writer}" for signs in ("blank", "signs"))
            change = list(CHANGES)[(seed + list(WRITERS).index(writer)) % len(CHANGES)]
            yield f"hurried {seed} {writer} / {change}"
        yield from (f"gaps {seed} {writer}" for writer in GAPS)
        for kind in ("html", "docx", "xlsx"):
            yield from (f"document {kind} {4 * seed + n}" for n in (0, 1))
            yield from (f"merged {kind} {seed} {how}" for how in HURRIED_WAYS)
        yield from (f"marked {mark} {seed}" for mark in MARKS)
        for writer in WRITERS:
            yield from (f"shaken {signs} {seed} {writer}" for signs in ("blank", "signs"))
    yield from (f"blocks {height} {labelled}" for height in range(2, 9) for labelled in (1, 2, 99))
    for seed in range(4 * seeds):
        yield from (f"line-lost {seed} {first} 1" for first in (0, 20))
        yield from (f"line-lost {seed} 5 {count}" for count in (2, 3, 4))
    for layout in ("stacked", "tabs_grid", "padded", "stacked_lines"):
        yield from (f"broken {layout} {width}" for width in (1, 2, 3, 4, 5, 6, 8, 12))
        for what in ("blank", "dash", "words", "gone", "two"):
            yield from (f"cell {layout} {what} {row} {row % 7}" for row in range(0, 25, 4))

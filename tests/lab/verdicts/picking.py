"""Picks, of many inputs, those that bring up the values on both sides of the code's limits.

    python -m lab.verdicts.picking [--seeds N] [--most N] [--limits]

Printed are the names of inputs to add to `tests/data/verdicts/inputs.txt`: those that show most
that none of the kept ones shows, for the time that they take (`lab.verdicts.watching` says what is
seen). With --limits it prints instead what no kept input shows: comparisons of numbers whose sides
are never equal, or only ever one of them is more, and those that always come out the same. Not each
can be shown: a place in a text that is not found is -1, and never 0.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator
from tempfile import TemporaryDirectory
from time import process_time

from lab.verdicts.watching import Sight, limits, watched

#: Name, what came up, seconds.
Look = tuple[str, set[Sight], float]
#: Seconds that an input costs beside being checked.
_COST = 0.03


def looks(seeds: int) -> tuple[list[Look], Iterator[Look]]:
    """Return what the inputs show that are kept, and those of the pool, none if `seeds` is 0."""
    watch = watched()
    # Imported here: only now are they watched.
    from lab.verdicts.inputs import input_named, names, pool
    from lab.verdicts.lines import lines_of

    def look(several: Iterable[str]) -> Iterator[Look]:
        with TemporaryDirectory() as folder:
            lines_of(input_named("example clean-2023.txt"), folder)
            for name in several:
                try:
                    given = input_named(name)
                except (KeyError, IndexError, ValueError):
                    # A draft that cannot have the fault, a table without that row.
                    continue
                watch.seen, start = set(), process_time()
                lines_of(given, folder)
                yield name, watch.seen, process_time() - start

    return list(look(names())), look(pool(seeds) if seeds else ())


def picked(pool: Iterable[Look], shown: set[Sight], most: int) -> Iterator[tuple[str, int]]:
    """Yield the inputs to take, each with how much it shows that none before has shown."""
    left = [(name, seen - shown, seconds) for name, seen, seconds in pool]
    for _ in range(most):
        name, new, _ = max(
            left, key=lambda one: len(one[1]) / (one[2] + _COST), default=("", "", 0)
        )
        if not new:
            return
        yield name, len(new)
        left = [(other, seen - set(new), cost) for other, seen, cost in left if other != name]


def unseen(shown: set[Sight]) -> Iterator[str]:
    """Yield the comparisons of which a side never came up."""
    by_place: dict[tuple[str, int, int], set[object]] = {}
    for module, line, column, what in shown:
        by_place.setdefault((module, line, column), set()).add(what)
    for path, node, where in limits():
        seen = by_place.get(where, set())
        apart = {what for what in seen if isinstance(what, int) and not isinstance(what, bool)}
        missing = []
        if not seen:
            missing = ["never run"]
        elif isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            missing += ["never equal"] if 0 not in apart else []
            missing += ["never more"] if not apart & {1, 2} else []
            missing += ["never less"] if not apart & {-1, -2} else []
        elif len({what for what in seen if isinstance(what, str)}) < 2:
            missing = ["always the same"]
        if missing:
            yield f"{path}:{node.lineno} {ast.unparse(node)}: {', '.join(missing)}"


def main() -> None:
    """Print the names of inputs to add, or the limits of which a side is not seen."""
    parser = argparse.ArgumentParser(prog="python -m lab.verdicts.picking", description=__doc__)
    parser.add_argument("--seeds", type=int, default=2, help="how many inputs of each family")
    parser.add_argument("--most", type=int, default=50, help="how many to take")
    parser.add_argument("--limits", action="store_true", help="print what is not seen instead")
    options = parser.parse_args()
    kept, pool = looks(0 if options.limits else options.seeds)
    shown = set().union(*(seen for _, seen, _ in kept))
    if options.limits:
        print(*unseen(shown), sep="\n")
        return
    for name, new in picked(pool, shown, options.most):
        print(name)
        print(f"{new} new: {name}", file=sys.stderr)


if __name__ == "__main__":
    main()

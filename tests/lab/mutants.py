"""Which small mistakes in the code no test notices: `make mutants SAMPLE=200 SEED=1`.

cosmic-ray makes the changes (a comparison turned, `and` for `or`, another number) one by one in a
copy of the tree; `lab.noticing` runs on each the tests of parser, prose and rules that run the
changed line, the quickest first. Here a sample of them is drawn, the same for the same seed, and
what came of it is told. What survives is kept in the session (mutants.sqlite), and can be read with
`cr-report` while it runs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkItem, WorkResult

CONFIG = "tests/lab/mutants.toml"
#: Which test runs which lines; the test command of CONFIG names it, too.
RECORD = "mutants.tests.json"
#: The tests that have to notice. Those of cost measure: they fail where a machine is busy.
TESTS = tuple(
    f"tests/{room}" for room in ("parsing", "prose", "rule", "rules", "across", "plugins")
)
CHOICE = ("-m", "not slow", "--ignore", "tests/parsing/test_cost.py")
#: The operators whose changes are mistakes that people make: a comparison turned or off by its
#: boundary, not one of `==` for `<`, which on words is mostly no change at all.
OPERATORS = (
    *(
        f"core/ReplaceComparisonOperator_{there}_{instead}"
        for there, all_instead in {
            "Eq": ("NotEq",),
            "NotEq": ("Eq",),
            "Lt": ("LtE", "Gt", "GtE"),
            "LtE": ("Lt", "Gt", "GtE"),
            "Gt": ("GtE", "Lt", "LtE"),
            "GtE": ("Gt", "Lt", "LtE"),
            "Is": ("IsNot",),
            "IsNot": ("Is",),
        }.items()
        for instead in all_instead
    ),
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/NumberReplacer",
    "core/AddNot",
)


def draw(database: WorkDB, size: int, seed: int) -> None:
    """Leave `size` changes to be made and mark all others as skipped."""
    every = list(database.pending_work_items)
    mistakes = sorted(filter(_is_mistake, every), key=_where)
    chosen = {item.job_id for item in Random(seed).sample(mistakes, min(size, len(mistakes)))}
    skipped = WorkResult(output="not drawn", worker_outcome=WorkerOutcome.SKIPPED)
    database.set_multiple_results(
        (item.job_id for item in every if item.job_id not in chosen), skipped
    )


def survivors(database: WorkDB) -> Iterator[str]:
    """Yield place and difference of each change that no test noticed."""
    for item, result in database.completed_work_items:
        if result.test_outcome is TestOutcome.SURVIVED:
            yield f"{_where(item)}\n{result.diff}"


def _is_mistake(item: WorkItem) -> bool:
    return all(mutation.operator_name in OPERATORS for mutation in item.mutations)


def _where(item: WorkItem) -> str:
    mutation = item.mutations[0]
    line, column = mutation.start_pos
    return f"{mutation.module_path}:{line}:{column} {mutation.operator_name} {mutation.occurrence}"


def main() -> int:
    """Draw the changes, let cosmic-ray make them, print those that survived."""
    parser = argparse.ArgumentParser(prog="python -m lab.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many changes")
    parser.add_argument("--seed", type=int, default=1, help="other numbers draw others")
    parser.add_argument("--session", type=Path, default=Path("mutants.sqlite"))
    options = parser.parse_args()
    program = [sys.executable, "-m", "cosmic_ray.cli"]
    # `python` in the configuration is the one that runs this.
    paths = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    os.environ["PATH"] = os.pathsep.join(paths)
    session = str(options.session)
    # Where the tests fail on the code as it is, every change would seem to be noticed.
    recording = [sys.executable, "-m", "lab.noticing", "record", RECORD, *CHOICE, *TESTS]
    subprocess.run(recording, check=True)
    subprocess.run([*program, "init", CONFIG, session, "--force"], check=True)
    with use_db(session) as database:
        draw(database, options.sample, options.seed)
    subprocess.run([*program, "exec", CONFIG, session], check=True)
    with use_db(session) as database:
        unnoticed = list(survivors(database))
        count = sum(
            result.worker_outcome is not WorkerOutcome.SKIPPED
            for _, result in database.completed_work_items
        )
    print("\n".join(unnoticed))
    print(f"{count - len(unnoticed)} of {count} changes were noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

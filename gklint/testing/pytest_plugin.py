"""For pytest: files of rule cases are collected and run like tests.

Installed with gklint. It does nothing until a project's pytest configuration names folders::

    [tool.pytest.ini_options]
    gklint_cases = ["tests/cases"]      # YAML files of cases, each named after its rule
    gklint_rules = ["our-rules.yaml"]   # rules without code that the cases are about
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from gklint.testing.case_files import Case

_RULES = "gklint_rules"
_CASES = "gklint_cases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the two settings."""
    parser.addini(_CASES, "folders with files of rule cases for gklint", type="paths", default=[])
    parser.addini(_RULES, "files of rules without code for gklint", type="paths", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    """Take a YAML file in one of the folders for a file of cases."""
    folders = parent.config.getini(_CASES)
    if file_path.suffix == ".yaml" and any(file_path.is_relative_to(folder) for folder in folders):
        found: CaseFile = CaseFile.from_parent(parent, path=file_path)
        return found
    return None


class CaseFile(pytest.File):
    """A file of cases of one rule."""

    def collect(self) -> Iterator[CaseItem]:
        """Yield a test for each case; a file that cannot be read is an error of its own."""
        # Imported here: a run of pytest without cases does not pay for gklint.
        from gklint.testing.case_files import CaseError, load_cases

        rules = tuple(str(path) for path in self.config.getini(_RULES))
        try:
            cases = load_cases(self.path, rules)
        except CaseError as error:
            raise self.CollectError(str(error)) from error
        for case in cases:
            yield CaseItem.from_parent(self, name=str(case), case=case)


class CaseItem(pytest.Item):
    """A case of a rule, as a test."""

    def __init__(self, *, case: Case, **of_pytest: Any) -> None:
        super().__init__(**of_pytest)
        self.case = case

    def runtest(self) -> None:
        """Check the case; raises AssertionError."""
        from gklint.testing.cases import check_case

        check_case(self.case)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """Return what was expected and what came: the traceback would say nothing more."""
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the case stands."""
        return self.path, 0, self.name

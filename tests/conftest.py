"""What all tests share: markers for those that take long; `make quick` leaves them out."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import gklint.cli

# Commands are loaded when they are called. One that is loaded while a test has put something in the
# place of what it imports would keep that for all tests after it.
for _command in pkgutil.walk_packages(gklint.cli.__path__, "gklint.cli."):
    importlib.import_module(_command.name)

HERE = Path(__file__).parent

#: Tests that start processes: folders, and files beside others that start none.
PROCESSES = (
    "batch",
    "cli",
    "lsp",
    "project",
    "configuration/test_configuration.py",
    "configuration/test_messages.py",
    "reporters/test_streams.py",
    "suppression/test_baseline.py",
    "suppression/test_docs.py",
)
#: Tests that read or write documents.
DOCUMENTS = ("annotate", "fixing/test_docx", "readers", "testing/test_documents.py")
#: Tests that measure, or draw many reports.
SLOW = (
    "project/test_hostile_folder.py",
    "parsing/test_any_text.py",
    "reporters/test_any_report.py",
    "reporters/test_every_format.py",
    "testing/test_accuracy.py",
    "testing/test_drafts.py",
    "testing/test_faults.py",
    "testing/test_rendering.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by the folder or file they stand in."""
    for item in items:
        _TESTS.add(item.module.__name__)  # type: ignore[attr-defined]
        path = item.path.relative_to(HERE).as_posix() if HERE in item.path.parents else ""
        for name, places in (("processes", PROCESSES), ("documents", DOCUMENTS), ("slow", SLOW)):
            if path.startswith(places):
                item.add_marker(name)


#: The modules of tests, as they are collected.
_TESTS: set[str] = set()


@pytest.fixture(scope="module", autouse=True)
def gklint_as_it_was() -> Iterator[None]:
    """Fail where a test of a module leaves something of its own in gklint."""
    yield
    left = [
        f"{module.__name__}.{name}"
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("gklint.")
        for name, value in vars(module).items()
        if getattr(value, "__module__", None) in _TESTS
    ]
    assert not left, f"left by a test: {', '.join(left)}"

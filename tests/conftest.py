"""What all tests share: markers for those that take long; `make quick` leaves them out."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        path = item.path.relative_to(HERE).as_posix() if HERE in item.path.parents else ""
        for name, places in (("processes", PROCESSES), ("documents", DOCUMENTS), ("slow", SLOW)):
            if path.startswith(places):
                item.add_marker(name)

"""The page, built once, and a browser that all its tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.browser import CHROMIUM, Browser
from helpers.page import Opened, built

_HAS_NODE = bool(shutil.which("node") and shutil.which("npm"))
_MARKS = (
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.documents,
    pytest.mark.xdist_group("page"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.skipif(not _HAS_NODE, reason="there is no node and npm"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for the page: they build it and start a browser."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            for mark in _MARKS:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page."""
    return built(tmp_path_factory.mktemp("page") / "gklint.html")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Give one browser for all tests of the page."""
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def opened(browser: Browser, page: Path) -> Iterator[Opened]:
    """Give the page, opened anew; nothing may have been asked of anybody, nor gone wrong."""
    use = Opened(browser, page)
    use.start()
    yield use
    assert (use.asked_outside(), browser.errors) == ([], [])

"""What gklint is installed with: no versions with known holes, each licence told, a lock for CI."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lab.lock import lock_text

tomllib = pytest.importorskip("tomllib")

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements" / "ci.txt").read_text(encoding="utf-8")
#: The first versions in which what was known of these is mended.
WITHOUT_HOLES = {"lxml": (6, 1), "pypdf": (7, 0), "pypdfium2": (5, 0)}


def declared() -> dict[str, str]:
    """Return what a user gets, by name, with the lower bound."""
    extras = [
        line
        for name, lines in PROJECT["optional-dependencies"].items()
        if name not in ("site", "test")
        for line in lines
    ]
    found = {}
    for line in [*PROJECT["dependencies"], *extras]:
        if match := re.match(r"([A-Za-z][\w.-]*)>=([\d.]+)", line):
            found[match[1].lower()] = match[2]
    return found


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize("name", WITHOUT_HOLES)
def test_no_version_with_known_holes_is_taken(name: str) -> None:
    assert number(declared()[name]) >= WITHOUT_HOLES[name]


def test_the_licence_of_each_dependency_is_told() -> None:
    told = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").lower()
    assert [name for name in declared() if f"| {name}" not in told] == []
    assert re.search(r"python-stdnum \| lgpl", told)


def test_the_lock_has_exact_versions_that_any_index_has_and_fits_the_bounds() -> None:
    pinned = {}
    for line in LOCK.splitlines():
        if line.startswith("#"):
            continue
        match = re.fullmatch(r'([a-z0-9-]+)==([\w.+!]+) ; python_version >= "3\.\d+"', line)
        assert match, line
        pinned[match[1]] = match[2]
    assert "://" not in LOCK and "gklint" not in pinned
    for name, least in declared().items():
        assert name == "tomli" or number(pinned[name]) >= number(least), name


def test_the_lock_is_made_of_names_and_versions_alone() -> None:
    report = {
        "environment": {"python_full_version": "3.11.7"},
        "install": [
            {
                "metadata": {"name": "Py_YAML", "version": "6.0"},
                "download_info": {"url": "https://"},
            },
            {"metadata": {"name": "gklint", "version": "1"}},
        ],
    }
    assert lock_text(report).splitlines()[-1] == 'py-yaml==6.0 ; python_version >= "3.11"'


def test_security_says_what_is_promised_and_how_to_report() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert all(heading in text for heading in ("## What a checked folder may do", "## Reporting"))

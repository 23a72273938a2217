"""The site of the documentation: complete, and nothing in it comes from elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from helpers.command_line import ROOT

GUIDE = ROOT / "docs" / "guide"


def test_a_page_of_the_guide_is_there_in_both_languages() -> None:
    chinese, english = (
        {page.name for page in (GUIDE / name).glob("*.md")} for name in ("zh", "en")
    )
    assert chinese and chinese | {"README.md"} == english


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site, written with warnings as errors."""
    pytest.importorskip("material", reason="MkDocs with Material is not installed: gklint[site]")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.processes
@pytest.mark.slow
class TestTheSite:
    def test_each_rule_and_each_page_of_the_guide_is_in_the_navigation(self, site: Path) -> None:
        start = (site / "index.html").read_text(encoding="utf-8")
        pages = [page.stem for page in (ROOT / "docs" / "rules").glob("*-*.md")]
        assert [name for name in pages if f'href="rules/{name}.html"' not in start] == []
        guide = [f"guide/{page.parent.name}/{page.stem}.html" for page in GUIDE.glob("*/*.md")]
        missing = [
            name for name in guide if f'href="{name.replace("README", "index")}"' not in start
        ]
        assert missing == []

    def test_nothing_is_loaded_from_elsewhere(self, site: Path) -> None:
        for page in site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            loaded = re.findall(r'<(?:script|img|iframe)[^>]+src="([^"]+)"', text)
            loaded += re.findall(
                r'<link[^>]+rel="(?:stylesheet|icon|preconnect)"[^>]+href="([^"]+)"', text
            )
            assert [name for name in loaded if "//" in name] == [], page.name

    def test_the_search_knows_the_words_of_the_field(self, site: Path) -> None:
        index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
        texts = [entry["title"] + entry["text"] for entry in json.loads(index)["docs"]]
        assert any("勾稽\u200b" in text for text in texts)

    def test_links_lead_to_pages_of_the_site(self, site: Path) -> None:
        for page in site.rglob("*.html"):
            if page.name == "404.html":
                continue
            for target in re.findall(r'href="([^"#:]+)[#"]', page.read_text(encoding="utf-8")):
                assert (page.parent / target).resolve().exists(), f"{page.name}: {target}"


def test_the_navigation_names_pages_that_are_there() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r"[\w/-]+\.md", text.partition("\nnav:")[2])
    assert named and [name for name in named if not (ROOT / "docs" / name).exists()] == []
    assert yaml.safe_load(text.partition("markdown_extensions")[0])["use_directory_urls"] is False

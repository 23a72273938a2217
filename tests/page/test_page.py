"""The page says what the command line says, asks nothing of anybody, and is soon ready."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from helpers.browser import CHROMIUM, Browser
from helpers.command_line import EXAMPLES, ROOT, gklint

from gklint.page.build import UNFETCHABLE
from gklint.testing.documents import random_document

_HAS_NODE = bool(shutil.which("node") and shutil.which("npm"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.documents,
    pytest.mark.xdist_group("page"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.skipif(not _HAS_NODE, reason="there is no node and npm"),
]

#: How many times as long as an empty page of its size the page may take.
_AS_LONG = 8
#: How many times as long as the command line a second file may take.
_AS_LONG_NATIVELY = 10
_CACHE = ROOT / "build" / "page"
_READY = "!!window.gklint && ['ready', 'failed'].includes(gklint.state)"
_DONE = "['done', 'failed'].includes(gklint.state)"


def _built(target: Path) -> Path:
    command = [sys.executable, "-m", "gklint.page.build", str(target), str(_CACHE)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode == UNFETCHABLE:
        pytest.skip(f"its parts cannot be fetched here: {done.stderr.strip()[-200:]}")
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("page") / "gklint.html")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with Browser(tmp_path / "browser") as opened:
        yield opened


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five texts and a document of each kind that the page reads."""
    folder = tmp_path_factory.mktemp("reports")
    for example in EXAMPLES.iterdir():
        if example.suffix in (".txt", ".md"):
            shutil.copy(example, folder)
    wrong = (EXAMPLES / "wrong-totals-2023.txt").read_text(encoding="utf-8")
    (folder / "gb18030.txt").write_bytes(wrong.replace("5", "6").encode("gb18030"))
    for seed, kind in enumerate(("docx", "html", "pdf", "xlsx")):
        raw = random_document(kind, Random(seed)).raw
        (folder / f"report.{kind}").write_bytes(raw)
    return folder


def _give(browser: Browser, paths: list[Path]) -> None:
    root = browser.ask("DOM.getDocument")["root"]["nodeId"]
    node = browser.ask("DOM.querySelector", nodeId=root, selector="#files")["nodeId"]
    browser.ask("DOM.setFileInputFiles", nodeId=node, files=[str(path) for path in paths])


def _native(folder: Path, names: list[str]) -> list[dict[str, Any]]:
    done = gklint(
        "check", *names, "--isolated", "--no-cache", "--output-format", "json", "--lang", "zh",
        cwd=folder,
    )  # fmt: skip
    told: list[dict[str, Any]] = json.loads(done.out)["reports"]
    return told


def _placed(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the rectangles: what is not embedded in a PDF is as high as the machine's fonts."""
    for report in told:
        for diagnostic in report["diagnostics"]:
            diagnostic["location"].pop("rectangle", None)
    return told


def _start(browser: Browser, page: Path) -> float:
    began = time.monotonic()
    browser.ask("Page.navigate", url=page.as_uri())
    browser.wait(_READY)
    assert browser.run("gklint.state") == "ready", browser.run("document.body.innerText")
    return time.monotonic() - began


def test_it_says_what_the_command_line_says_and_asks_nobody(
    page: Path, reports: Path, browser: Browser
) -> None:
    paths = sorted(reports.iterdir())
    _start(browser, page)
    _give(browser, paths)
    browser.wait(_DONE)
    told = json.loads(browser.run("JSON.stringify(gklint.results)"))["reports"]
    assert _placed(told) == _placed(_native(reports, [path.name for path in paths]))
    assert any(report["diagnostics"] for report in told)
    outside = [url for url in browser.requests if not url.startswith(("file:", "blob:null/"))]
    assert (outside, browser.errors) == ([], [])


def test_the_annotated_document_is_that_of_the_command_line(
    page: Path, tmp_path: Path, browser: Browser
) -> None:
    source = tmp_path / "年报.docx"
    _write_wrong_report(source)
    assert _native(tmp_path, [source.name])[0]["diagnostics"]
    _start(browser, page)
    _give(browser, [source])
    browser.wait(_DONE)
    browser.wait("!!document.querySelector('button.annotate')")
    browser.run("document.querySelector('button.annotate').click()")
    given = browser.downloaded("年报.批注.docx").read_bytes()
    gklint("annotate", source.name, "-o", "native.docx", "--lang", "zh", cwd=tmp_path)
    assert _parts(given) == _parts((tmp_path / "native.docx").read_bytes())
    assert browser.errors == []


def _write_wrong_report(target: Path) -> None:
    """Write the example with wrong totals as a Word document, a paragraph a line."""
    written = docx.Document()
    for line in (EXAMPLES / "wrong-totals-2023.txt").read_text(encoding="utf-8").splitlines():
        written.add_paragraph(line)
    written.save(str(target))


def _parts(raw: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_ready_within_some_times_an_empty_page_of_its_size(
    page: Path, tmp_path: Path, browser: Browser
) -> None:
    head, foot = '<!doctype html><title>empty</title><script type="x">', "</script><p>."
    empty = tmp_path / "empty.html"
    empty.write_text(head + "A" * (page.stat().st_size - len(head + foot)) + foot)
    ratios = []
    # In turns, so that both are measured on the same machine; the best of three.
    for _ in range(3):
        began = time.monotonic()
        browser.ask("Page.navigate", url=empty.as_uri())
        browser.wait("document.title === 'empty' && document.readyState === 'complete'")
        of_empty = time.monotonic() - began
        ratios.append(_start(browser, page) / of_empty)
    assert min(ratios) < _AS_LONG, ratios


def test_a_second_file_takes_within_some_times_as_long_as_natively(
    page: Path, reports: Path, tmp_path: Path, browser: Browser
) -> None:
    _start(browser, page)
    for path in (EXAMPLES / "clean-2023.txt", reports / "report.docx"):
        ratios = []
        for _ in range(4):
            browser.run("gklint.state = 'waiting'")
            # The input is the same, so it has to be empty before it changes.
            browser.run("document.getElementById('files').value = ''")
            began = time.monotonic()
            _give(browser, [path])
            browser.wait(_DONE)
            here = time.monotonic() - began
            began = time.monotonic()
            _native(path.parent, [path.name])
            ratios.append(here / (time.monotonic() - began))
        assert min(ratios[1:]) < _AS_LONG_NATIVELY, ratios


def test_what_it_cannot_read_is_told_and_the_rest_is_checked(
    page: Path, tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    shutil.copy(EXAMPLES / "clean-2023.txt", tmp_path)
    _start(browser, page)
    _give(browser, [tmp_path / "旧.doc", tmp_path / "clean-2023.txt"])
    browser.wait(_DONE)
    assert ".docx" in browser.run("document.getElementById('problem').textContent")
    assert browser.run("gklint.results.reports.map((report) => report.path).join()") == (
        "clean-2023.txt"
    )


def test_dropped_files_are_checked_and_nonsense_among_them_is_told(
    page: Path, browser: Browser
) -> None:
    _start(browser, page)
    clean = json.dumps((EXAMPLES / "clean-2023.txt").read_text(encoding="utf-8"))
    browser.run(
        "const taken = new DataTransfer();"
        f"taken.items.add(new File([{clean}], '年报.txt'));"
        "taken.items.add(new File([], '空.docx'));"
        "taken.items.add(new File(['PK\\u0003\\u0004'], '包.zip'));"
        "document.getElementById('choose').dispatchEvent("
        "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: taken}))"
    )
    browser.wait(_DONE)
    verdicts = "gklint.results.reports.map((each) => [each.path, gklint.verdictOf(each)])"
    told = dict(json.loads(browser.run(f"JSON.stringify({verdicts})")))
    assert told == {"年报.txt": "passed", "空.docx": "unreadable", "包.zip": "unreadable"}
    licences = browser.run("document.getElementById('licence-texts').textContent")
    for title in ("Mozilla Public License", "GNU LESSER GENERAL PUBLIC", "PYTHON SOFTWARE FOUND"):
        assert title in licences


def test_two_builds_are_the_same_to_the_byte(page: Path, tmp_path: Path) -> None:
    assert _built(tmp_path / "again.html").read_bytes() == page.read_bytes()

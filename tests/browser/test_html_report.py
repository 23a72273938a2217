"""The HTML report in a browser, from the disk: all of it there, nothing asked for, marks kept."""

from __future__ import annotations

import gzip
import json
import re
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.browser import CHROMIUM, Browser
from helpers.command_line import gklint

from gklint.batch import Found, check
from gklint.checking.results import Record
from gklint.checking.runs import Loaded, Run, Totals
from gklint.checking.settings import Settings
from gklint.reporters import Options
from gklint.reporters.html import Reporter

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

EXAMPLES = Path("examples").resolve()
#: A name and words that would do harm where they were taken for markup.
HOSTILE = "</script><img src=x onerror=alert(1)>&lt;b&gt;'\"${1}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the examples and a report whose name and text are hostile."""
    folder = tmp_path_factory.mktemp("reports")
    for path in EXAMPLES.glob("*-20*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    text = (EXAMPLES / "wrong-totals-2023.txt").read_text("utf-8")
    name = HOSTILE.replace("/", "∕")
    (folder / f"{name}.txt").write_text(
        text.replace("（一）主动公开", f"今年{HOSTILE}", 1), "utf-8"
    )
    return folder


def page_of(folder: Path, *arguments: str) -> tuple[Path, Any]:
    """Check a folder; return the page and the JSON of the same run."""
    page, data = folder.parent / "page.html", folder.parent / "page.json"
    done = gklint(
        "check", ".", "--no-cache", *arguments, "--output-format", f"html:{page}",
        "--output-format", f"json:{data}", cwd=folder,
    )  # fmt: skip
    assert done.status in (0, 1), done.err
    return page, json.loads(data.read_text("utf-8"))


def results_in(page: Path) -> Any:
    """Return the JSON that a page carries, as a program would read it."""
    found = re.search(
        r'<script type="application/json" id="gklint-results"( data-encoding="gzip")?>'
        r"(.*?)</script>",
        page.read_text("utf-8"),
        re.DOTALL,
    )
    assert found
    return json.loads(gzip.decompress(b64decode(found[2])) if found[1] else found[2])


def opened(browser: Browser, page: Path) -> None:
    browser.requests.clear()
    browser.errors.clear()
    browser.open(page)
    browser.wait("document.querySelectorAll('[data-path]').length > 0")


def asked_outside(browser: Browser) -> list[str]:
    return [url for url in browser.requests if not url.startswith("file:///")]


def test_every_report_is_listed_and_opened_with_the_findings_of_the_json(
    browser: Browser, folder: Path
) -> None:
    page, data = page_of(folder)
    assert results_in(page) == data
    opened(browser, page)
    paths = browser.run("[...document.querySelectorAll('[data-path]')].map(e => e.dataset.path)")
    assert paths == [report["path"] for report in data["reports"]]
    for report in data["reports"]:
        shown = browser.run(
            f"""(async () => {{
              const report = [...document.querySelectorAll('[data-path]')].find(
                (each) => each.dataset.path === {json.dumps(report["path"])});
              report.querySelector('button').click();
              while (!report.querySelector('article:not([aria-busy])'))
                await new Promise((done) => setTimeout(done, 10));
              const all = (selector, key) =>
                [...report.querySelectorAll(selector)].map((each) => each.dataset[key]);
              return {{codes: all('[data-code]', 'code'),
                unevaluated: all('[data-unevaluated]', 'unevaluated'),
                messages: [...report.querySelectorAll('[data-code] .message')].map(
                  (each) => each.textContent), tables: all('figure.form', 'table')}};
            }})()"""
        )
        assert shown["codes"] == [found["code"] for found in report["diagnostics"]]
        assert shown["messages"] == [found["message"] for found in report["diagnostics"]]
        codes = sorted(one["code"] for one in report["not_evaluated"])
        assert sorted(shown["unevaluated"]) == codes
        assert {"applications", "review"} <= set(shown["tables"])
    assert browser.errors == [] and asked_outside(browser) == []
    assert browser.run("document.querySelectorAll('img, iframe, link').length") == 0


def test_a_wrong_cell_shows_what_stands_there_what_should_and_the_sums(
    browser: Browser, folder: Path
) -> None:
    page, data = page_of(folder)
    number = next(
        at for at, one in enumerate(data["reports"]) if one["path"] == "wrong-totals-2023.txt"
    )
    found = next(one for one in data["reports"][number]["diagnostics"] if one["code"] == "GK301")
    opened(browser, page)
    browser.run(f"gklint.open({number}, true)")
    cell = ".".join(found["cell"].values())
    said = browser.run(f"""(() => {{
        const cell = document.querySelector('td[data-cell="{cell}"]');
        cell.focus();
        return [cell.textContent, cell.closest('figure').querySelector('.sums').textContent,
          cell.closest('figure').querySelectorAll('.summed').length];
    }})()""")
    assert str(found["actual"]) in said[0] and f"应为 {found['expected']}" in said[0]
    assert "9 + 4 + 0 + 1 + 0 + 0 = 14" in said[1] and "不符（差 -1）" in said[1]
    assert said[2] >= 6
    browser.key("ArrowLeft", 37)
    assert browser.run("document.activeElement.dataset.cell") == "applications.new.other_org"
    browser.run("gklint.byId('to-en').click()")
    browser.wait("document.querySelector('article:not([aria-busy]) .message') !== null")
    message = browser.run("document.querySelector('[data-code=GK301] .message').textContent")
    assert "probably wrong" in message and browser.run("document.documentElement.lang") == "en"


def test_what_was_not_read_is_named_and_nothing_is_counted_of_it(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_bytes((EXAMPLES / "clean-2023.txt").read_bytes())
    (folder / "b.docx").write_bytes(b"")
    (folder / "c.zip").write_bytes(b"")
    page = tmp_path / "page.html"
    assert gklint("check", ".", "--output-format", f"html:{page}", cwd=folder).status == 2
    opened(browser, page)
    text = "document.querySelector({}).textContent"
    said = browser.run(text.format("'#not-read'"))
    assert "1 个" in said and "c.zip：压缩包没有打开" in said
    counts = browser.run(text.format("'[data-verdict=unreadable] .counts'"))
    assert "未评定 —" in counts and "未比较" not in counts
    browser.run("document.getElementById('to-en').click()")
    assert "c.zip: an archive is not opened" in browser.run(text.format("'#not-read'"))


def test_filters_leave_what_they_say(browser: Browser, folder: Path) -> None:
    page, data = page_of(folder)
    opened(browser, page)

    def left(**values: str) -> list[str]:
        browser.run(f"gklint.choose({json.dumps(values)})")
        shown: list[str] = browser.run(
            "[...document.querySelectorAll('[data-path]:not([hidden])')].map(e => e.dataset.path)"
        )
        return shown

    def having(test: Any) -> list[str]:
        return [one["path"] for one in data["reports"] if any(test(d) for d in one["diagnostics"])]

    assert left(rule="GK301") == having(lambda found: found["code"] == "GK301") != []
    assert left(severity="info") == having(lambda found: found["severity"] == "info") != []
    assert left(year="2020") == ["lost-page-2020.txt"]
    assert left(body="听涛区") == ["old-form-2022.md"]
    clause = browser.run("gklint.told.clauses[0]")
    assert left(clause="0") == having(
        lambda found: any(
            f"{b['document']} {b['clause']}".strip() == clause for b in found["basis"]
        )
    )
    assert len(left()) == len(data["reports"])


def test_marks_are_exported_as_waivers_that_the_tool_takes_and_read_again(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    page, data = page_of(folder)
    opened(browser, page)
    path = next(one["path"] for one in data["reports"] if "onerror" in one["path"])
    mark = """(async (state, code, note) => {
        const number = gklint.rows.findIndex((row) => row.path === %s);
        await gklint.open(number);
        const found = gklint.rows[number].drawn.querySelector(`[data-code="${code}"]`);
        found.querySelector(`[data-mark=${state}]`).click();
        const input = found.querySelector('.note');
        input.value = note; input.dispatchEvent(new Event('change'));
    })""" % json.dumps(path)  # noqa: UP031
    note = f"已核对: {HOSTILE} # \u0085\u2028 “好”"
    browser.run("gklint.byId('who').value = '李明'")
    browser.run(f"{mark}('wrong', 'GK301', {json.dumps(note)})")
    browser.run(f"{mark}('confirmed', 'GK503', '确实错了')")
    browser.run("gklint.byId('export').click()")
    exported = browser.downloaded("gklint.waivers.yaml")
    text = exported.read_text("utf-8")
    exported.unlink()
    waivers = folder / "gklint.waivers.yaml"
    waivers.write_text(text, "utf-8")
    try:
        again, after = page_of(folder, "--ignore", "GK904")
        report = next(one for one in after["reports"] if one["path"] == path)
        assert [one["code"] for one in report["accepted"]] == ["GK301"]
        assert report["accepted"][0]["acceptance"]["reason"] == note.replace("\u0085", "\x85")
        assert report["accepted"][0]["acceptance"]["who"] == "李明"
        assert "GK503" in [one["code"] for one in report["diagnostics"]]
        opened(browser, again)
        kept = tmp_path / "gklint.waivers.yaml"
        kept.write_text(f"# 手写的\n- rule: GK101\n  file: a.txt\n\n{text}", "utf-8")
        browser.give("#import", kept)
        browser.wait("gklint.marks.size === 2")
        browser.run("gklint.byId('export').click()")
        second = browser.downloaded("gklint.waivers.yaml").read_text("utf-8")
        assert second.startswith("# 手写的\n- rule: GK101\n  file: a.txt\n")
        assert second.count("gklint-mark:") == 2 and second.count('- rule: "GK301"') == 1
        browser.run("gklint.unsaved = false")
    finally:
        waivers.unlink()
    assert browser.errors == []


@pytest.mark.slow
def test_ten_thousand_reports_are_listed_within_two_seconds_and_each_can_be_opened(
    browser: Browser, tmp_path: Path
) -> None:
    paths = tuple(map(str, sorted(EXAMPLES.glob("*-20*.*"))))
    several = [*check(Found(paths), lambda _: Settings())]
    page, count = tmp_path / "many.html", 10_000
    _write(page, several, count)
    data = results_in(page)
    assert len(data["reports"]) == count
    # The best of three: a busy machine is no cost of the page.
    taken = min(_seconds(browser, page, count) for _ in range(3))
    for number in (0, 31, 32, 4_999, 9_999):
        browser.run(f"gklint.open({number})")
        shown = browser.run(
            f"[...gklint.rows[{number}].drawn.querySelectorAll('[data-code]')]"
            ".map(e => e.dataset.code)"
        )
        assert shown == [one["code"] for one in data["reports"][number]["diagnostics"]]
    assert browser.errors == [] and asked_outside(browser) == []
    assert taken < 2, f"{taken:.1f} s"


def _seconds(browser: Browser, page: Path, count: int) -> float:
    """Return how long it takes until all reports are listed and the first ones can be seen."""
    before = time.monotonic()
    opened(browser, page)
    seen = browser.run(
        "(async () => { await new Promise(requestAnimationFrame);"
        " return document.querySelectorAll('[data-path]').length; })()"
    )
    assert seen == count
    return time.monotonic() - before


def _write(page: Path, several: list[Record], count: int) -> None:
    with page.open("w", encoding="utf-8") as file:
        reporter = Reporter(Run(lambda: Loaded((), (), ()), dict), file.write, Options())
        reporter.begin()
        totals = Totals()
        for number in range(count):
            record = several[number % len(several)]._replace(path=f"{number:05}/报告.txt")
            totals.add(record)
            reporter.add(record)
        reporter.end(totals)

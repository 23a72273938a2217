"""Which files a run is about: every file of a folder is read, or named, or is left for a reason."""

from __future__ import annotations

import json
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from helpers.command_line import ROOT, gklint

from gklint.batch import find_files

CLEAN = ROOT / "examples" / "clean-2023.txt"


def files(folder: Path, *names: str) -> None:
    """Put a report under each of these names into a folder."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CLEAN, path)


def found_in(folder: Path, **options: bool) -> set[str]:
    """Return the reports that a folder stands for, by their paths in it."""
    found = find_files([str(folder)], **options)
    return {os.path.relpath(path, folder).replace(os.sep, "/") for path in found.files}


def reasons(folder: Path) -> dict[str, str]:
    """Return the code of the reason for each file in a folder that is not read."""
    skipped = find_files([str(folder)]).skipped
    return {os.path.relpath(one.path, folder).replace(os.sep, "/"): one.code for one in skipped}


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("某局.zip", "archive", "解压"),
        ("某局.RAR", "archive", "解压"),
        ("某局.png", "picture", "图片"),
        ("某局.JPG", "picture", "文字识别"),
        ("某局.pptx", "presentation", "另存"),
        ("某局.pages", "other-document", "另存"),
        ("某局.eml", "mail", "附件"),
        ("某局.lnk", "shortcut", "快捷方式"),
        ("某局.docx.crdownload", "unfinished", "下载"),
        ("某局", "no-suffix", "后缀"),
        ("某局2023.年报", "unknown-suffix", ".年报"),
        ("某局.qqq", "unknown-suffix", ".qqq"),
    ],
)
def test_a_file_that_is_not_read_is_named_with_why(
    name: str, code: str, words: str, tmp_path: Path
) -> None:
    files(tmp_path, "a.txt", name)
    (skipped,) = find_files([str(tmp_path)]).skipped
    assert (skipped.path, skipped.code) == (str(tmp_path / name), code)
    assert words in skipped.reason.zh and skipped.reason.en
    assert found_in(tmp_path) == {"a.txt"}


@pytest.mark.parametrize(
    "name",
    [
        "~$某局.docx",
        "~WRL0001.tmp",
        ".~lock.某局.docx#",
        ".~某局.docx",
        "某局.docx~",
        "某局.txt.bak",
        "x.tmp",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "gklint.yaml",
        "gklint.waivers.yaml",
        "gklint-baseline.json",
        "某局.批注.docx",
        "某局.退回修改通知.docx",
        "node_modules/a/readme.txt",
        ".git/a.txt",
        "venv/lib/a.txt",
        "__MACOSX/a.txt",
        "年报_files/logo.png",
    ],
)
def test_what_programs_leave_behind_is_neither_report_nor_worth_a_word(
    name: str, tmp_path: Path
) -> None:
    files(tmp_path, "a.txt", name)
    (tmp_path / "年报.html").write_text("x", encoding="utf-8")
    if name.startswith("venv"):
        (tmp_path / "venv" / "pyvenv.cfg").touch()
    assert found_in(tmp_path) == {"a.txt", "年报.html"}
    assert reasons(tmp_path) == {}


def test_what_is_named_itself_is_always_a_file_of_the_run(tmp_path: Path) -> None:
    files(tmp_path, "~$a.docx", "b.zip", "node_modules/c.txt", "d.txt")
    (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("b.zip", "d.txt", "node_modules/c.txt", "~$a.docx")]
    assert find_files(names, lambda path: True).files == tuple(names)
    both = find_files([names[0], str(tmp_path)])
    assert both.files == (names[0],) and both.skipped == (), "it is read, so it is not passed over"
    assert find_files([str(tmp_path / "node_modules")]).files == (names[2],)


# --- .gitignore, exclude ---


def test_what_gitignore_names_is_left_out_as_git_does(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    inside = tmp_path / "2023"
    files(inside, "a.txt", "draft-a.txt", "keep/draft-b.txt", "build/c.txt", "sub/d.txt", "e.zip")
    (tmp_path / ".gitignore").write_text("draft-*\n/2023/build/\n*.zip\n# x\n[\n", encoding="utf-8")
    (inside / "keep" / ".gitignore").write_text("!draft-b.txt\n", encoding="utf-8")
    assert found_in(inside) == {"a.txt", "keep/draft-b.txt", "sub/d.txt"}
    assert reasons(inside) == {}
    assert find_files([str(inside)]).left_out == 3
    every = found_in(inside, respect_gitignore=False)
    assert every == {"a.txt", "draft-a.txt", "keep/draft-b.txt", "build/c.txt", "sub/d.txt"}
    assert found_in(inside / "build") == {"c.txt"}, "whoever names it wants it checked"


def test_a_gitignore_that_was_made_to_take_for_ever_is_told_and_not_heeded(tmp_path: Path) -> None:
    name = "a" * 200 + ".txt"
    files(tmp_path, name)
    (tmp_path / ".gitignore").write_text("*a" * 40 + "b\n" + name + "\n", encoding="utf-8")
    started = time.monotonic()
    found = find_files([str(tmp_path)])
    assert time.monotonic() - started < 20
    if not found.files:
        return  # The pattern was quick after all: then it is heeded.
    assert [one.code for one in found.skipped] == ["gitignore"]


def test_a_gitignore_that_is_no_plain_file_is_told(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    (tmp_path / ".gitignore").mkdir()
    assert found_in(tmp_path) == {"a.txt"}
    assert [one.code for one in find_files([str(tmp_path)]).skipped] == ["gitignore"]


@pytest.mark.processes
def test_the_command_line_leaves_out_what_it_is_asked_to(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "存档/b.txt", "c草稿.txt", "d.txt")
    (tmp_path / ".gitignore").write_text("d.txt\n", encoding="utf-8")
    options = (
        "--exit-zero",
        "--output-format",
        "json",
        "--exclude",
        "存档/",
        "--exclude",
        "*草稿*",
    )

    def checked(*more: str) -> tuple[list[str], int]:
        done = gklint("check", ".", *options, *more, cwd=tmp_path)
        said = json.loads(done.out)
        return [report["path"] for report in said["reports"]], said["summary"]["left_out"]

    assert checked() == (["a.txt"], 3)
    assert checked("--no-respect-gitignore") == (["a.txt", "d.txt"], 2)
    (tmp_path / "gklint.yaml").write_text("respect-gitignore: false\n", encoding="utf-8")
    assert checked() == (["a.txt", "d.txt"], 2)
    assert checked("--respect-gitignore") == (["a.txt"], 3)


# --- one file, one report ---


def test_a_file_under_several_names_is_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files(tmp_path, "a/b.txt", "a/c/d.txt")
    spellings = ["a/b.txt", "./a/b.txt", "a/../a/b.txt", "a//b.txt", str(tmp_path / "a" / "b.txt")]
    for first in spellings:
        assert find_files([first, *spellings]).files == (first,)
    assert find_files(["a", "./a", "a/c", "a/."]).files == ("a/b.txt", "a/c/d.txt")
    assert find_files(["none.txt", "./none.txt"]).files == ("none.txt",)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_report_is_that_report_and_a_hard_link_one_of_its_own(tmp_path: Path) -> None:
    files(tmp_path, "z.txt")
    os.symlink("z.txt", tmp_path / "a.txt")
    assert found_in(tmp_path) == {"z.txt"}
    os.link(tmp_path / "z.txt", tmp_path / "y.txt")
    assert found_in(tmp_path) == {"y.txt", "z.txt"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_folder_elsewhere_is_named_one_to_within_is_not(tmp_path: Path) -> None:
    files(tmp_path, "in/a.txt", "out/b.txt")
    os.symlink(tmp_path / "out", tmp_path / "in" / "elsewhere")
    os.symlink(tmp_path / "in", tmp_path / "in" / "round")
    assert found_in(tmp_path / "in") == {"a.txt"}
    assert reasons(tmp_path / "in") == {"elsewhere": "linked-folder"}


# --- told in every format ---


@pytest.mark.processes
@pytest.mark.parametrize(
    "form",
    [
        "text", "concise", "overview", "grouped", "json", "jsonl", "sarif", "github", "gitlab",
        "junit", "rdjson", "checkstyle", "markdown", "html",
    ],
)  # fmt: skip
def test_every_format_names_what_was_not_read(form: str, tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "unit.zip", "photo.png")
    done = gklint("check", ".", "--exit-zero", "--output-format", form, cwd=tmp_path)
    assert done.status == 0
    out = done.out.replace("\\", "")
    for name, words in (("unit.zip", "解压"), ("photo.png", "图片")):
        assert name in out and words in out


@pytest.mark.processes
def test_programs_are_told_by_code_and_data_beside_reports_is_only_counted(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "unit.zip", *(f"{number}.json" for number in range(9)))
    said = json.loads(gklint("check", ".", "--output-format", "json", cwd=tmp_path).out)
    assert said["skipped"][-1] == {
        "path": "unit.zip",
        "reason": "archive",
        "message": "压缩包没有打开：请解压，再检查其中的报告",
    }
    assert said["summary"]["skipped"] == len(said["skipped"]) == 10
    text = gklint("check", ".", cwd=tmp_path).out
    assert "没有读的文件（10 个）" in text and "另有 9 个" in text and "8.json" not in text


@pytest.mark.processes
def test_results_saved_among_the_reports_are_named_as_such_and_not_checked(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    for name in ("html:总览.HTM", "xlsx:检查.xlsx"):
        assert gklint("check", ".", "--output-format", name, cwd=tmp_path).status == 0
    shutil.copy(tmp_path / "检查.xlsx", tmp_path / "甲局的年报.xlsx")
    done = gklint("check", ".", cwd=tmp_path)
    assert done.status == 0 and done.out.count("gklint 自己写出的检查结果，不是报告") == 3
    assert found_in(tmp_path) == {"a.txt"} and set(reasons(tmp_path).values()) == {"own-result"}


def test_only_results_that_carry_the_mark_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 docProps/core.xml gklint")
    (tmp_path / "about.html").write_text("<p>检查用的是 gklint</p>", "utf-8")
    with zipfile.ZipFile(tmp_path / "theirs.xlsx", "w") as book:
        book.writestr("docProps/core.xml", "<dc:creator>gklint 的读者</dc:creator>")
    with zipfile.ZipFile(tmp_path / "without.xlsx", "w") as book:
        book.writestr("xl/workbook.xml", "gklint")
    names = {"damaged.xlsx", "about.html", "theirs.xlsx", "without.xlsx"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.html")
        names.add("pipe.html")
    assert found_in(tmp_path) == names and not reasons(tmp_path)

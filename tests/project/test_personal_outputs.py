"""One number of a person in forty ways of writing and seven places: no command puts it out."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from helpers.command_line import CLEAN
from helpers.hostile_files import with_members

from gklint.cli import run
from gklint.reporters import REPORTERS
from gklint.testing import change_draft, render, valid_draft
from gklint.testing.documents import document

MOBILE, IDENTITY, OLD, CARD = (
    "13812345678",
    "110101190001010014",
    "110101900101001",
    "6222000000000000004",
)


def parted(number: str, sign: str, *cuts: int) -> str:
    """Return the number with a sign at these places."""
    ends = zip((0, *cuts), (*cuts, len(number)), strict=True)
    return sign.join(number[start:end] for start, end in ends)


def in_digits(number: str, zero: int) -> str:
    """Return the number in the digits of which the first is this character."""
    return "".join(chr(zero + int(digit)) for digit in number)


WRITTEN = [
    MOBILE,
    "+86" + MOBILE,
    "+86 " + MOBILE,
    "0086" + MOBILE,
    "（86）" + MOBILE,
    *(parted(MOBILE, sign, 3, 7) for sign in "\u00a0\u3000\u2009\u202f-–—−\u2011－.·．/"),
    *(parted(MOBILE, sign, 3, 7) for sign in "\u200b\u200c\u200d\u00ad\ufeff\u2060"),
    "\u200b".join(MOBILE),
    parted(MOBILE, "-", 3),
    "A" + MOBILE,
    MOBILE + "b",
    in_digits(MOBILE, 0xFF10),
    in_digits(MOBILE, 0x1D7CE),
    IDENTITY,
    "11010119000101009x",
    parted(IDENTITY, "-", 6, 14),
    parted(IDENTITY, "\u00a0", 6, 10, 14),
    parted(IDENTITY, "·", 4, 8, 12, 16),
    "\u00ad".join(IDENTITY),
    in_digits(IDENTITY, 0xFF10),
    OLD,
    parted(OLD, "-", 6, 12),
    CARD,
    parted(CARD, "—", 4, 8, 12, 16),
]
#: So many files beside one are worth a cache.
MANY = 8
PLACES = ("title", "prose", "cell", "signature", "label", "heading", "comment")


def report(place: str, number: str) -> str:
    """Return a report with the number at this place, and something to be found on its line."""
    mark = "QQQQQQQQQQQ"
    change = {
        "title": {"title": [f"松林街道办事处（{mark}）2023年政府信息公开工作年度报告"]},
        "prose": {"section": 6, "body": [f"今年按装手机{mark}，，去年已经核对。"]},
        "cell": {"cell": "applications.new.natural_person", "text": mark},
        "signature": {"closing": [f"松林街道办事处{mark}", "2022年1月32日"]},
        "label": {"label": "art20_6.coercion", "text": f"行政强制{mark}"},
        "heading": {"section": 6, "body": [f"（一）今年{mark}情况", "未收取信息处理费。"]},
        "comment": {"section": 6, "body": [f"# gklint: ignore GK301 -- 已问{mark}", "无。"]},
    }[place]
    return render(change_draft(valid_draft(2023), [change])).text.replace(mark, number)


def written_by(folder: Path, *arguments: str) -> Iterator[str]:
    """Run a command and yield all that it put out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        run(arguments)
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("report"):
            yield text_of(path)
            path.unlink()


def text_of(path: Path) -> str:
    """Return all text in a file, unpacked where it is packed."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())
    if path.suffix.startswith(".sqlite"):
        with sqlite3.connect(path) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
            values = [v for t in tables for row in db.execute(f"SELECT * FROM [{t}]") for v in row]
        db.close()
        return "\n".join(map(unpacked, values))
    return path.read_bytes().decode("utf-8", "replace")


def unpacked(value: object) -> str:
    """Return a value of a database as text, what is compressed in it (behind a hash) too."""
    if not isinstance(value, bytes):
        return str(value)
    for start in range(65):
        with suppress(zlib.error):
            return zlib.decompress(value[start:]).decode("utf-8", "replace")
    return value.decode("utf-8", "replace")


def shows(text: str, number: str) -> bool:
    return number in text or json.dumps(number)[1:-1] in text


def around(text: str, number: str) -> str:
    at = max(text.find(number), 0)
    return text[max(0, at - 60) : at + 60]


@pytest.mark.parametrize("place", PLACES)
def test_no_output_of_check_has_it(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    formats = [name for name in REPORTERS if name not in ("xlsx", "html")]
    for number in WRITTEN:
        (tmp_path / "report.txt").write_text(report(place, number), encoding="utf-8")
        outputs = [f"--output-format={name}:out-{name}" for name in formats]
        everything = [
            *written_by(tmp_path, "check", "report.txt", *outputs),
            *written_by(tmp_path, "check", "report.txt", "--write-baseline", "base.json"),
            *capsys.readouterr(),
        ]
        assert not [around(text, number) for text in everything if shows(text, number)]


@pytest.mark.parametrize("place", PLACES)
def test_no_output_of_the_other_commands_has_it(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in WRITTEN:
        (tmp_path / "report.txt").write_text(report(place, number), encoding="utf-8")
        everything = [
            text
            for command in (
                ("extract", "report.txt"),
                ("extract", "report.txt", "--format", "csv"),
                ("extract", "report.txt", "--format", "text"),
                ("fix", "report.txt", "--diff", "--unsafe"),
                ("debug", "report.txt"),
                ("waive", "report.txt", "GK602", "--reason", f"电话{number}已核对"),
                ("waive", "report.txt", "GK409", "--reason", "seen", "--waivers", "w.yaml"),
                ("waive", "--list", "--waivers", "gklint.waivers.yaml"),
            )
            for text in written_by(tmp_path, *command)
        ]
        everything += capsys.readouterr()
        assert not [around(text, number) for text in everything if shows(text, number)]


def as_document(kind: str, place: str, number: str) -> bytes:
    """Return a document with the number in a cell, of a workbook an integer, or in its prose."""
    change = {
        "cell": {"cell": "applications.new.natural_person", "text": MOBILE},
        "prose": {"section": 6, "body": [f"今年按装手机{MOBILE}，，去年。"]},
    }[place]
    raw = document(change_draft(valid_draft(2023), [change]), kind).raw
    if not zipfile.is_zipfile(BytesIO(raw)):
        return raw.replace(MOBILE.encode(), number.encode())
    with zipfile.ZipFile(BytesIO(raw)) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    if (kind, place) == ("xlsx", "cell"):
        assert any(f"<v>{MOBILE}</v>".encode() in part for part in contents.values())
    changed = {
        name: part.replace(MOBILE.encode(), number.encode()) for name, part in contents.items()
    }
    return with_members(raw, changed)


@pytest.mark.parametrize("number", [MOBILE, IDENTITY, OLD, CARD])
@pytest.mark.parametrize("place", ["cell", "prose"])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
def test_no_output_about_a_document_has_it(
    kind: str,
    place: str,
    number: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = f"report.{kind}"
    (tmp_path / name).write_bytes(as_document(kind, place, number))
    others = [f"{n}.txt" for n in range(MANY)]
    for other in others:
        (tmp_path / other).write_bytes(CLEAN.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    formats = [f"--output-format={form}:out-{form}" for form in REPORTERS]
    for command in (
        ("check", name, *others, *formats),
        # From the cache.
        ("check", name, *others, "--output-format=json:again.json"),
        ("check", name),
        ("extract", name),
        ("extract", name, "--format", "csv"),
        ("extract", name, "--format", "text"),
        ("annotate", name, "-o", f"out.{kind}"),
        ("fix", name, "--diff", "--unsafe"),
        ("debug", name),
    ):
        run(command)
    (tmp_path / name).unlink()
    if kind == "docx":
        # It is a copy of the document; what gklint put into it are the comments.
        with zipfile.ZipFile(f"out.{kind}") as packed:
            comments = [packed.read(part) for part in packed.namelist() if "comments" in part]
        Path(f"out.{kind}").unlink()
        assert comments and not any(number.encode() in part for part in comments)
    written = {path: text_of(path) for path in tmp_path.rglob("*") if path.is_file()}
    # One that holds nothing would show nothing.
    cached = [text for path, text in written.items() if path.suffix.startswith(".sqlite")]
    assert any("GK" in text for text in cached)
    everything = [*written.values(), *capsys.readouterr()]
    assert not [around(text, number) for text in everything if shows(text, number)]


@pytest.mark.parametrize("number", [MOBILE, IDENTITY])
def test_extract_shows_it_where_that_is_asked_for(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.txt").write_text(report("cell", number), encoding="utf-8")
    for form in ("json", "csv", "text"):
        run(["extract", str(tmp_path / "report.txt"), "--format", form, "--unmasked"])
        assert number in capsys.readouterr().out


def test_no_comment_of_an_annotated_document_has_it(tmp_path: Path) -> None:
    change = {"section": 6, "body": [f"今年按装手机{MOBILE}，，去年。"]}
    raw = document(change_draft(valid_draft(2023), [change]), "docx").raw
    (tmp_path / "report.docx").write_bytes(raw)
    run(["annotate", str(tmp_path / "report.docx"), "-o", str(tmp_path / "out.docx")])
    with zipfile.ZipFile(tmp_path / "out.docx") as packed:
        comments = [packed.read(name) for name in packed.namelist() if "comments" in name]
    assert comments and not any(MOBILE.encode() in part for part in comments)
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "0517-87222589",
        "统一社会信用代码91110000100000000X",
        "1949-2023",
        "2,300,138,123",
        "400-800-1234",
    ],
)
def test_numbers_of_no_person_stay(text: str, tmp_path: Path) -> None:
    from gklint.model.personal import mask

    assert mask(f"见{text}。") == f"见{text}。"

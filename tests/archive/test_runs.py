"""What a run does to an archive: only what changed is checked, each report stands in it once."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from helpers.archives import age, ask, rows, write_reports
from helpers.command_line import ROOT
from lab.district import district, write

from gklint.cli import run

pytest.importorskip("pyarrow")

pytestmark = pytest.mark.documents


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_reports(tmp_path / "reports", 12, documents=False)
    return tmp_path


def archive(*arguments: str, to: str = "archive") -> int:
    return run(["archive", *arguments, "--to", to, "--jobs", "1", "--lang", "en"])


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_second_run_checks_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive("reports") == 2 and "14 checked, 0 unchanged" in said(capsys)
    before = rows(place / "archive")
    assert archive(f"{place}/./reports/") == 2 and "0 checked, 14 unchanged" in said(capsys)
    assert rows(place / "archive") == before


def test_what_changed_replaces_its_rows_and_what_is_gone_leaves(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive("reports")
    first, second = sorted(place.glob("reports/2/*.txt"))[:2]
    first.write_bytes(second.read_bytes())
    sorted(place.glob("reports/1/0*.txt"))[0].unlink()
    write_reports(place / "more", 2, documents=False)
    shutil.move(place / "more" / "0" / "00000.txt", place / "reports" / "new.txt")
    shutil.rmtree(place / "more")
    age(place / "reports")
    said(capsys)
    archive("reports")
    assert "2 checked, 12 unchanged, 1 removed" in said(capsys)
    changed = rows(place / "archive")
    archive("reports", to="anew")
    assert changed == rows(place / "anew")


def test_a_file_that_was_only_touched_is_not_checked(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive("reports")
    then = time.time() - 60
    for path in place.glob("reports/*/*.txt"):
        os.utime(path, (then, then))
    said(capsys)
    archive("reports")
    assert "0 checked" in said(capsys)


def test_another_configuration_checks_all_again(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive("reports")
    said(capsys)
    archive("reports", "--select", "GK3")
    assert "14 checked" in said(capsys)
    asked = ask(place / "archive", "SELECT DISTINCT code[1:3] FROM outcomes")
    assert asked == [("GK3",)]


def test_other_paths_and_paths_that_are_absent_take_nothing_away(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive("reports/0")
    archive("reports/1")
    count = len(list(place.glob("reports/[01]/*")))
    assert ask(place / "archive", "SELECT count(*) FROM reports") == [(count,)]
    (place / "reports" / "1").rename(place / "elsewhere")
    capsys.readouterr()
    assert archive("reports/1") == 2
    assert "no such file or folder" in capsys.readouterr().err
    (place / "reports" / "1").mkdir()
    assert archive("reports/1") == 2
    assert ask(place / "archive", "SELECT count(*) FROM reports") == [(count,)]


def test_what_could_not_be_read_is_tried_again_when_asked(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive("reports")
    said(capsys)
    assert archive("reports", "--retry-unreadable") == 2
    out = said(capsys)
    assert "2 checked, 12 unchanged" in out and "damaged.pdf: the PDF is damaged" in out


def test_a_folder_with_something_else_in_it_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive("reports", to=".") == 2
    assert "no archive of gklint" in capsys.readouterr().err
    assert sorted(path.name for path in place.iterdir() if path.name != "_lock") == ["reports"]


def test_a_zip_and_a_store_in_memory_are_read_as_a_folder_is(place: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    with zipfile.ZipFile("reports.zip", "w") as packed:
        for path in sorted(place.glob("reports/*/*")):
            packed.write(path, path.relative_to(place / "reports"))
            memory.pipe_file(f"/in/{path.relative_to(place / 'reports')}", path.read_bytes())
    archive("reports")
    count = "SELECT code, count(*) FROM findings GROUP BY ALL ORDER BY ALL"
    for source, to in (("reports.zip", "zipped"), ("memory://in", "memory")):
        assert archive(source, to=to) == 2
        assert ask(place / to, count) == ask(place / "archive", count)
    assert ask(place / "zipped", "SELECT count(*) FROM reports WHERE path ^@ 'reports.zip/'")[0][0]
    assert archive("reports", to="memory://out") == 2
    names = [path for path in memory.find("/out/reports") if path.endswith(".parquet")]
    assert names and not memory.find("/out/_unpublished")
    memory.rm("/in", recursive=True), memory.rm("/out", recursive=True)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the archive of a district over two years, compared with its roster."""
    place = tmp_path_factory.mktemp("asked")
    write(district(12), place / "浙江省")
    broken = sorted(place.glob("浙江省/2023/*.txt"))[0]
    text = broken.read_text("utf-8")
    broken.write_text(re.sub(r"(\d)\t(\d+)\n", r"\1\t7777\n", text, count=3), "utf-8")
    (place / "浙江省" / "2022" / "damaged.pdf").write_bytes(b"%PDF-1.4")
    roster = next(place.rglob("roster.csv"))
    here = Path.cwd()
    os.chdir(place)
    try:
        run(["archive", "浙江省", "--to", "archive", "--jobs", "1", "--roster", str(roster)])
    finally:
        os.chdir(here)
    return place


QUESTIONS = re.findall(
    r"\n([^\n]+)\n\n```sql\n(.*?)```", (ROOT / "docs" / "archive.md").read_text("utf-8"), re.S
)[1:]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0][:40])
def test_a_question_of_the_documents_can_be_asked(asked: Path, question: tuple[str, str]) -> None:
    found = ask(asked / "archive", question[1])
    assert isinstance(found, list)
    if "province" in question[0] or "could not be" in question[0] or "how many" in question[0]:
        assert found


def test_rules_between_reports_are_asked_of_the_archive(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(asked)
    ours = ask(asked / "archive", "SELECT DISTINCT path, code FROM findings WHERE across")
    assert ours, "a number was changed that others sum"
    states = ask(asked / "archive", "SELECT DISTINCT code FROM outcomes WHERE across")
    assert len(states) > 5
    next(asked.glob("浙江省/2022/*.txt")).unlink()
    run(["archive", "浙江省", "--to", "archive", "--jobs", "1", "--lang", "en"])
    assert "--across compares them again" in capsys.readouterr().err
    assert ask(asked / "archive", "SELECT * FROM findings WHERE across") == []


def test_a_report_is_of_the_province_that_its_name_or_folder_tells() -> None:
    from gklint.archive.provinces import province_of

    assert province_of("浙江省杭州市教育局", "a.txt") == "浙江省"
    assert province_of("青川区教育局", "报告/广西/2023/a.txt") == "广西壮族自治区"
    assert province_of("北京市", "广东/a.txt") == "北京市"
    assert province_of("河南蒙古族自治县", "青海/a.txt") == "青海省"
    assert province_of(None, "a.txt") is None


def test_spark_makes_the_same_rows_by_the_recipe_of_the_documents(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    pytest.importorskip("pandas")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    text = (ROOT / "docs" / "archive.md").read_text("utf-8")
    recipe = re.findall(r"```python\n(.*?)```", text, re.S)[0]
    builder: Any = sql.SparkSession.builder
    spark = builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        known = {"spark": spark, "place": str(place / "spark"), "paths": ["reports"]}
        exec(compile(recipe, "docs/archive.md", "exec"), known)
    finally:
        spark.stop()
    archive("reports")
    assert rows(place / "spark") == rows(place / "archive")

"""`gklint fix`, `annotate` and `waive` write to the files that were meant, and to no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.command_line import EXAMPLES, gklint
from helpers.word_documents import packed, parts

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")

TEXT = (EXAMPLES / "wrong-totals-2023.txt").read_text(encoding="utf-8")
#: With something to fix.
REPORT = TEXT.replace("一、总体情况", "一，总体情况")
assert REPORT != TEXT


def test_fix_does_not_leave_the_named_folder_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "report.txt").symlink_to(outside)
    done = gklint("fix", folder, "--lang", "en")
    assert (done.status, outside.read_text(encoding="utf-8")) == (2, REPORT)
    assert "report.txt: a link that leads out of the folder" in done.err
    # Named itself it is what the user meant.
    assert gklint("fix", folder / "report.txt").status == 0
    assert "一、总体情况" in outside.read_text(encoding="utf-8")


def test_fix_writes_to_a_read_only_file_with_force_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    path.chmod(0o444)
    done = gklint("fix", path, "--lang", "en")
    assert (done.status, path.read_text(encoding="utf-8")) == (2, REPORT)
    assert "read-only" in done.err and "--force" in done.err
    assert gklint("fix", path, "--force").status == 0
    assert "一、总体情况" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o444


def test_fix_says_that_hard_links_keep_the_old_content(tmp_path: Path) -> None:
    path, other = tmp_path / "report.txt", tmp_path / "other.txt"
    path.write_text(REPORT, encoding="utf-8")
    os.link(path, other)
    done = gklint("fix", path, "--lang", "en")
    assert done.status == 0 and "hard links" in done.err
    assert other.read_text(encoding="utf-8") == REPORT


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_annotate_never_writes_its_copy_through_a_planted_link(
    tmp_path: Path, force: tuple[str, ...]
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "年报.docx").write_bytes(packed(parts("<w:p><w:r><w:t>年报</w:t></w:r></w:p>")))
    outside = tmp_path / "bashrc"
    (folder / "年报.批注.docx").symlink_to(outside)
    done = gklint("annotate", folder / "年报.docx", *force)
    assert done.status == 2 and not outside.exists()


def test_annotate_leaves_a_read_only_document_alone(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(packed(parts("<w:p><w:r><w:t>年报</w:t></w:r></w:p>")))
    path.chmod(0o444)
    before = path.read_bytes()
    done = gklint("annotate", "--in-place", path, "--lang", "en")
    assert (done.status, path.read_bytes()) == (2, before)
    assert "--force" in done.err
    assert gklint("annotate", "--in-place", "--force", path).status == 0


def test_waive_and_baseline_write_through_no_link_out_of_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    outside = tmp_path / "outside"
    (folder / "gklint.waivers.yaml").symlink_to(outside)
    (folder / "gklint-baseline.json").symlink_to(outside)
    waived = gklint(
        "waive", "report.txt", "GK302", "--reason", "checked", "--waivers", "gklint.waivers.yaml",
        cwd=folder,
    )  # fmt: skip
    assert waived.status == 2
    gklint("report.txt", "--isolated", "--write-baseline", cwd=folder)
    assert not outside.exists()


def test_a_full_disk_is_told_with_the_name_of_the_file() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    done = gklint(EXAMPLES, "-o", "/dev/full")
    assert done.status == 2 and "/dev/full" in done.err

"""What to do about a file that cannot be read fits the case, in both languages, said once."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import gklint.readers
from gklint.checking.settings import Settings
from gklint.engine import lint_bytes, unreadable
from gklint.readers.limits import Limits, over, split_reason
from gklint.support.bilingual import Text
from gklint.testing import valid_draft
from gklint.testing.documents import document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOLDER = Path(gklint.readers.__file__).parent


@pytest.mark.parametrize(
    ("name", "raw", "zh", "en"),
    [
        ("空.docx", b"", "请重新获取", "get it again"),
        ("坏.docx", b"PK\x03\x04" + bytes(60), "请重新获取或另存一份", "get it again"),
        ("坏.pdf", b"\x00\x01 no PDF", "请重新获取或另存一份", "get it again"),
        ("包.txt", b"PK\x03\x04" + bytes(60), "请先解压", "unpack it"),
        (
            "图.txt",
            b"\x89PNG\r\n\x1a\n" + bytes(60),
            "请提供 Word、PDF 或文本文件",
            "hand in a Word",
        ),
        (
            "加密.docx",
            OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "请去掉密码后另存",
            "save it without one",
        ),
        (
            "年报.docx",
            document(valid_draft(2023), "pdf").raw,
            "请把后缀改为 .pdf",
            "rename it to .pdf",
        ),
        ("空.html", b"<html><body></body></html>", "请在浏览器中打开", "open it in a browser"),
    ],
)
def test_the_advice_fits_the_case(name: str, raw: bytes, zh: str, en: str) -> None:
    (found,) = lint_bytes(raw, name, Settings()).diagnostics
    assert found.code == "GK901"
    assert zh in found.advice_text("zh") and en in found.advice_text("en")
    assert zh not in found.text("zh") and en not in found.text("en"), "nothing is said twice"


def test_a_scan_needs_text_recognition() -> None:
    from gklint.readers.pdf import reader

    told = next(
        value for value in vars(reader).values() if "扫描件" in str(getattr(value, "scan", ""))
    )
    advice = unreadable("扫描.pdf", told.scan, Settings()).diagnostics[0]
    assert "OCR" in advice.advice_text("zh") and "OCR" in advice.advice_text("en")
    assert "OCR" not in advice.text("zh")


def test_a_limit_is_named_in_what_to_do() -> None:
    for name in ("pages", "seconds", "cells"):
        advice = split_reason(over(name, 9, 1))[1]
        assert (
            advice is not None and f"limits.{name}" in advice.zh and f"limits.{name}" in advice.en
        )
    (found,) = lint_bytes(
        b"a" * (1 << 20) * 2, "大.txt", Settings(limits=Limits(file_mib=1))
    ).diagnostics
    assert "limits.file_mib" in found.advice_text("zh")


def test_where_nobody_knows_the_advice_is_that_of_the_rule() -> None:
    (found,) = unreadable(
        "a.txt", Text("无法读取：坏了", "cannot be read: broken"), Settings()
    ).diagnostics
    assert found.advice_text("zh").startswith("请核对这个文件")


def test_every_reason_that_says_what_to_do_is_split_in_both_languages() -> None:
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text"):
                continue
            words = [
                "".join(
                    part.value
                    for part in ast.walk(one)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
                for one in node.args
            ]
            if len(words) == 2 and "请" in words[0] and not words[0].startswith("请"):
                assert split_reason(Text(*words))[1] is not None, f"{file.name}: {words}"

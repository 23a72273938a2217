"""Files made to do harm, for tests: each with the words that its finding has to say.

Most are a good report with one thing in it that is not.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from random import Random
from typing import Any, NamedTuple

from helpers.ofd_files import ofd, package
from helpers.ofd_files import report as ofd_report
from helpers.pdf_files import drawn, forms_in_forms, lines, picture, unpacking_to
from helpers.word_documents import cell, packed, paragraph, row, table, word

from gklint.testing import valid_draft
from gklint.testing.documents import document

MIB = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What a document type can do: bring in a file, ask a server, grow without end.
ADDRESS = "http://127.0.0.1:{port}/"
TYPES = {
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "http": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{ADDRESS}">]>',
    "parameter": f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{ADDRESS}"> %e;]>',
    "dtd": f'<!DOCTYPE x SYSTEM "{ADDRESS}x.dtd">',
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {after} "{f"&{name};" * 10}">'
        for name, after in zip("abcdefgh", "bcdefghe", strict=True)
    )
    + "]>",
    "quadratic": f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]>',
}


class Hostile(NamedTuple):
    """A file: what it holds, and words of its finding; any of them will do."""

    raw: bytes
    told: tuple[str, ...]


@lru_cache
def good(kind: str) -> bytes:
    """Return a report in which nothing is wrong, of this kind."""
    draft = valid_draft(2023)
    if kind == "ofd":
        return ofd_report(draft)[0]
    if kind == "mht":
        return (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
            b' type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8'
            b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + good("html") + b"\r\n--b--\r\n"
        )
    return document(draft, kind).raw


def with_members(
    raw: bytes, members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """Return an archive with these members in place of its own, or added to them."""
    file = BytesIO(raw)
    left = dict(members)
    with zipfile.ZipFile(file) as archive:
        contents = {
            name: left.pop(name) if name in left else archive.read(name)
            for name in archive.namelist()
        }
    return packed(contents | left, method)


def main_part(kind: str) -> str:
    """Return the name of the part that every reader of this kind looks at."""
    return {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}[kind]


def declaring(kind: str, what: str, port: int) -> bytes:
    """Return a document whose main part has a document type and an entity of its."""
    content = TYPES[what].replace("{port}", str(port)) + "<x>" + "&e;" * 3 + "</x>"
    return with_members(good(kind), {main_part(kind): content})


def lying() -> bytes:
    """Return a document whose main part unpacks to more than the archive says."""
    raw = bytearray(with_members(good("docx"), {main_part("docx"): b" " * (100 * MIB)}))
    start = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"word/document.xml"))
    struct.pack_into("<I", raw, start + 24, 1000)
    return bytes(raw)


def within(raw: bytes, levels: int) -> bytes:
    """Return an archive in an archive in an archive."""
    for level in range(levels):
        raw = packed({f"{level}.zip": raw, "0.docx": raw[:2000]})
    return raw


def damaged(raw: bytes, seed: int) -> bytes:
    """Return it with bytes put wrong everywhere but at its beginning."""
    chance, wrong = Random(seed), bytearray(raw)
    for _ in range(len(wrong) // 100 + 20):
        wrong[chance.randrange(8, len(wrong))] = chance.randrange(256)
    return bytes(wrong)


def locked_member() -> bytes:
    """Return a document whose members are marked as encrypted."""
    raw = bytearray(good("docx"))
    at = -1
    while (at := raw.find(b"PK\x01\x02", at + 1)) >= 0:
        raw[at + 8] |= 1
    return bytes(raw)


def locked_pdf() -> bytes:
    """Return a PDF that opens with a password only."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return drawn(lines("总体情况"), encrypt=StandardEncryption("secret", "owner"))


def crowded_pdf(canvas: Any) -> None:
    """Draw the lines of a table of a million cells."""
    for number in range(1001):
        canvas.line(5 * number, 0, 5 * number, 5000)
        canvas.line(0, 5 * number, 5000, 5 * number)


def million(kind: str) -> bytes:
    """Return a table of a million cells."""
    if kind == "html":
        return b"<html><table>" + (b"<tr>" + b"<td>1" * 100) * 10_000
    if kind == "pdf":
        return drawn(crowded_pdf, size=(5000, 5000))
    if kind == "docx":
        rows = ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 100 + "</w:tr>") * 10_000
        return word(f"<w:tbl>{rows}</w:tbl>")
    rows = ("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 10_000
    return with_members(
        good("xlsx"),
        {"xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"},
    )


def deep(kind: str) -> bytes:
    """Return elements in elements in elements."""
    if kind == "html":
        return b"<html>" + b"<div>" * 50_000 + b"1"
    if kind == "ofd":
        return ofd("<x>" * 50_000 + "</x>" * 50_000)
    inner = paragraph("1")
    for _ in range(300):
        inner = table(row(cell(inner), cell("2"))) + "<w:p/>"
    return word(inner)


def bombs() -> dict[str, Hostile]:
    """Return archives that unpack to far more than they are."""
    space = b" " * (205 * MIB)
    some = space[: 60 * MIB]
    return {
        "解压.docx": Hostile(
            with_members(good("docx"), {main_part("docx"): space}), ("limits.unpacked_mib",)
        ),
        "比例.docx": Hostile(
            with_members(good("docx"), {"word/media/a.bin": some}), ("limits.ratio",)
        ),
        "比例.xlsx": Hostile(
            with_members(good("xlsx"), {"xl/sharedStrings.xml": some}), ("limits.ratio",)
        ),
        "比例.ofd": Hostile(with_members(good("ofd"), {"OFD.xml": some}), ("limits.ratio",)),
        "谎报.docx": Hostile(lying(), ("损坏",)),
        "层层.docx": Hostile(within(good("docx"), 6), ("内容却不是", "损坏")),
        "层层.xlsx": Hostile(within(space[:MIB], 6), ("内容却不是", "损坏")),
        "成员.docx": Hostile(
            with_members(good("docx"), {f"a{n}": b"" for n in range(5001)}), ("limits.members",)
        ),
        "成员.ofd": Hostile(
            with_members(good("ofd"), {f"a{n}": b"" for n in range(5001)}), ("limits.members",)
        ),
        "解压.pdf": Hostile(unpacking_to(3000), ("limits.",)),
        "部件.mht": Hostile(
            good("mht").replace(b"--b--", b"--b\r\n\r\n" * 6000), ("limits.members",)
        ),
    }


def declarations(port: int) -> dict[str, Hostile]:
    """Return documents that would bring in, ask for or repeat something by a document type."""
    found = {
        f"{what}.{kind}": Hostile(declaring(kind, what, port), ("文档类型声明",))
        for kind in ("docx", "xlsx", "ofd")
        for what in TYPES
    }
    plain = TYPES["file"] + '<?mso-application progid="Word.Document"?><x>&e;</x>'
    found["file.doc"] = Hostile(f"<?xml version='1.0'?>{plain}".encode(), ("文档类型声明",))
    wide = (TYPES["laughs"] + "<x/>").encode("utf-16")
    found["wide.docx"] = Hostile(
        with_members(good("docx"), {main_part("docx"): wide}), ("文档类型声明",)
    )
    return found


def cut_or_damaged() -> dict[str, Hostile]:
    """Return files of every kind that were cut off, or in which bytes are wrong."""
    found = {}
    old = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(3000)
    for kind in ("docx", "xlsx", "ofd", "pdf"):
        raw = good(kind)
        found[f"截断.{kind}"] = Hostile(raw[: len(raw) * 2 // 5], ("损坏",))
        found[f"坏字节.{kind}"] = Hostile(damaged(raw, 1), ("损坏", "没有文字"))
    found["截断.doc"] = Hostile(old[:2000], ("LibreOffice", "损坏"))
    found["截断.wps"] = Hostile(OLE + bytes(100), ("不是 Word", "损坏"))
    found["截断.mht"] = Hostile(good("mht")[:150], ("没有网页",))
    found["坏字节.html"] = Hostile(bytes(Random(1).randbytes(5000)), ("损坏",))
    return found


def disguised() -> dict[str, Hostile]:
    """Return files of one kind under the suffix of another."""
    return {
        "其实是pdf.docx": Hostile(good("pdf"), ("改为 .pdf",)),
        "其实是docx.pdf": Hostile(good("docx"), ("改为 .docx",)),
        "其实是docx.xlsx": Hostile(good("docx"), ("改为 .docx",)),
        "其实是xlsx.docx": Hostile(good("xlsx"), ("改为 .xlsx",)),
        "其实是网页.docx": Hostile(good("html"), ("改为 .html",)),
        "其实是网页.txt": Hostile(good("html"), ("改为 .html",)),
        "其实是ofd.pdf": Hostile(good("ofd"), ("改为 .ofd",)),
        "压缩包.txt": Hostile(package({"a.txt": "1"}), ("压缩包",)),
        "程序.txt": Hostile(b"\x7fELF" + bytes(Random(2).randbytes(4000)), ("二进制",)),
        "扫描件.pdf": Hostile(drawn(picture()), ("扫描件",)),
        "加密.docx": Hostile(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), ("密码",)),
        "加密成员.docx": Hostile(locked_member(), ("加密",)),
        "加密.pdf": Hostile(locked_pdf(), ("密码",)),
    }


def too_much() -> dict[str, Hostile]:
    """Return documents that are small and ask for much."""
    wide = cell("1", '<w:gridSpan w:val="900000000"/>')
    return {
        "百万格.html": Hostile(million("html"), ("limits.cells",)),
        "百万格.docx": Hostile(million("docx"), ("limits.elements", "limits.ratio")),
        "百万格.xlsx": Hostile(million("xlsx"), ("limits.elements", "limits.ratio")),
        "百万格.pdf": Hostile(million("pdf"), ("limits.cells",)),
        "跨列.html": Hostile(
            b"<html><table>" + b"<tr><td colspan=100000>1<td>2" * 1000, ("limits.cells",)
        ),
        "跨行.html": Hostile(
            b"<html><table>" + b"<tr><td rowspan=65000>1<td>2" * 5000, ("limits.cells",)
        ),
        "跨列.docx": Hostile(word(table(row(wide, "2"), row("1", "2"))), ("limits.cells",)),
        "斜行.xlsx": Hostile(
            with_members(
                good("xlsx"),
                {
                    "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"
                    + "".join(
                        f'<row><c r="{chr(65 + step)}A{step * 90 + 1}"><v>12345</v></c></row>'
                        for step in range(26)
                    )
                    + "</sheetData></worksheet>"
                },
            ),
            ("limits.cells",),
        ),
        "嵌套.html": Hostile(deep("html"), ("limits.nesting",)),
        "嵌套.docx": Hostile(deep("docx"), ("limits.nesting",)),
        "嵌套.ofd": Hostile(deep("ofd"), ("limits.nesting",)),
        "页数.pdf": Hostile(drawn(*[lines("1")] * 501), ("limits.pages",)),
        "页数.ofd": Hostile(ofd(*["<x/>"] * 501), ("limits.pages",)),
        "换行.txt": Hostile(b"1\n" * 600_000, ("limits.characters",)),
        "一行.txt": Hostile(b"1" * 1_100_000, ("limits.characters",)),
        "段落.html": Hostile(b"<html>" + b"<p>1" * 600_000, ("limits.characters",)),
        "久.pdf": Hostile(forms_in_forms(12, 10), ("limits.",)),
    }


def empty() -> dict[str, Hostile]:
    """Return a file without a byte for every suffix."""
    suffixes = (
        "txt",
        "md",
        "docx",
        "xlsx",
        "html",
        "htm",
        "mht",
        "mhtml",
        "pdf",
        "ofd",
        "doc",
        "wps",
        "rtf",
    )
    return {f"空.{suffix}": Hostile(b"", ("文件为空",)) for suffix in suffixes}


def harmless() -> dict[str, bytes]:
    """Return files that look hostile and are good reports: nothing that they hold is obeyed."""
    inner = within(b" " * MIB, 4)
    evil = ("/tmp/evil.xml", "../../evil.xml", "..\\evil.xml", "C:\\evil.xml", "word/../../evil")
    return {
        "成员路径.docx": with_members(good("docx"), dict.fromkeys(evil, b"<evil/>")),
        "成员路径.xlsx": with_members(good("xlsx"), dict.fromkeys(evil, b"<evil/>")),
        "内嵌压缩包.docx": with_members(good("docx"), {"word/embeddings/a.zip": inner}),
        **{f"好.{kind}": good(kind) for kind in ("docx", "xlsx", "html", "mht", "pdf", "ofd")},
    }


#: What makes each group of hostile files; some name the port of a server that nobody should ask.
GROUPS: Mapping[str, Callable[[int], dict[str, Hostile]]] = {
    "bombs": lambda _: bombs(),
    "declarations": declarations,
    "damaged": lambda _: cut_or_damaged(),
    "disguised": lambda _: disguised(),
    "too much": lambda _: too_much(),
    "empty": lambda _: empty(),
}

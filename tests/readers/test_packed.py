"""Packed documents are opened without harm, whatever someone put into them."""

from __future__ import annotations

import random
import struct
import zipfile
from io import BytesIO

import pytest
from helpers.word_documents import packed

from gklint.readers.limits import DEFAULT_LIMITS, MIB, Limits, UnreadableFile
from gklint.readers.packed import Package, lists, xml_of

DOCUMENT = "word/document.xml"


def reason(raw: bytes, limits: Limits = DEFAULT_LIMITS, part: str = DOCUMENT) -> str:
    """Return the Chinese reason for which this part of the archive cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        Package(raw, limits).part(part)
    return caught.value.reason.zh


def xml_reason(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the Chinese reason for which this XML cannot be read."""
    with pytest.raises(UnreadableFile) as caught:
        xml_of(raw, limits)
    return caught.value.reason.zh


def test_a_part_is_given_by_its_name_whatever_its_case_and_its_slashes() -> None:
    package = Package(packed({"Word\\Document.xml": "<a/>"}), DEFAULT_LIMITS)
    assert package.part("word/document.xml") == b"<a/>"
    assert "/word/document.xml" in package
    assert list(package) == ["word/document.xml"]


def test_a_missing_part_is_named() -> None:
    assert "缺少 word/document.xml" in reason(packed({"other.xml": "<a/>"}))


def test_a_bomb_is_refused_by_the_size_it_would_have() -> None:
    bomb = packed({DOCUMENT: b"0" * (3 * MIB)})
    assert "解压后的大小" in reason(bomb, Limits(unpacked_mib=2))
    assert "limits.unpacked_mib" in reason(bomb, Limits(unpacked_mib=2))


def test_a_bomb_is_refused_by_how_much_it_grows() -> None:
    bomb = packed({DOCUMENT: "<a/>", "word/media/bomb.bin": b"0" * (3 * MIB)})
    assert "limits.ratio" in reason(bomb)


def test_small_members_may_grow_as_they_like() -> None:
    blank = packed({DOCUMENT: b" " * (MIB // 2)})
    assert len(Package(blank, DEFAULT_LIMITS).part(DOCUMENT)) == MIB // 2


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    many = packed({f"{number}": "" for number in range(50)})
    assert "limits.members" in reason(many, Limits(members=49))
    assert "缺少" in reason(many, Limits(members=50))


def test_archives_in_the_archive_stay_closed() -> None:
    inner = packed({f"{number}": b"0" * MIB for number in range(30)})
    raw = packed({DOCUMENT: "<a/>", "word/embeddings/inner.zip": inner})
    package = Package(raw, Limits(unpacked_mib=2))
    assert list(package) == [DOCUMENT, "word/embeddings/inner.zip"]


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    raw = bytearray(packed({DOCUMENT: b"0" * (3 * MIB)}))
    entry = raw.index(b"PK\x01\x02")
    struct.pack_into("<I", raw, entry + 24, 10)
    assert "无法解压" in reason(bytes(raw))


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "C:\\evil", "a\x00b", "\x1b[2Jevil"])
def test_no_name_of_a_member_leads_anywhere(name: str) -> None:
    package = Package(packed({name: "evil", DOCUMENT: "<a/>"}), DEFAULT_LIMITS)
    assert package.part(DOCUMENT) == b"<a/>"


def test_of_two_members_with_one_name_one_is_read() -> None:
    file = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "w") as archive:
        archive.writestr(DOCUMENT, "<a/>")
        archive.writestr(DOCUMENT, "<b/>")
    assert Package(file.getvalue(), DEFAULT_LIMITS).part(DOCUMENT) == b"<b/>"


def test_an_encrypted_member_says_so() -> None:
    raw = bytearray(packed({DOCUMENT: "<a/>"}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "已加密" in reason(bytes(raw))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_documents_may_not_use_is_refused(method: int) -> None:
    assert "无法解压" in reason(packed({DOCUMENT: "<a/>"}, method))


def test_a_wrong_check_sum_says_which_part_is_damaged() -> None:
    raw = bytearray(packed({DOCUMENT: "<a>text</a>"}, zipfile.ZIP_STORED))
    raw[raw.index(b"text")] ^= 1
    assert "word/document.xml 无法解压" in reason(bytes(raw))


def test_an_archive_cut_anywhere_is_damaged_and_no_more() -> None:
    raw = packed({DOCUMENT: "<a>text</a>" * 20, "b": "more"})
    for length in range(4, len(raw)):
        assert "已损坏" in reason(raw[:length])


def test_an_archive_with_wrong_bytes_gives_its_part_or_a_reason() -> None:
    chance = random.Random(1)
    whole = packed({DOCUMENT: "<a>text</a>" * 20, "b": "more"})
    damaged = 0
    for _ in range(2000):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            Package(bytes(raw), DEFAULT_LIMITS).part(DOCUMENT)
        except UnreadableFile:
            damaged += 1
    assert damaged > 500


def test_an_archive_lists_its_own_members_only() -> None:
    inner = packed({"word/document.xml": "<a/>"}, zipfile.ZIP_STORED)
    assert lists(inner, "word/document")
    assert not lists(packed({"a.docx": inner}, zipfile.ZIP_STORED), "word/document")
    assert lists(inner[:60], "word/document"), "cut off, it is still a document"
    assert not lists(b"word/document", "word/document")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_is_read_in_each_encoding_that_documents_may_have(codec: str) -> None:
    declared = "UTF-8" if codec.startswith("utf-8") else "UTF-16"
    text = f'<?xml version="1.0" encoding="{declared}"?><a>公开</a>'
    assert xml_of(text.encode(codec), DEFAULT_LIMITS).text == "公开"


def test_xml_in_the_chinese_encodings_is_read() -> None:
    raw = '<?xml version="1.0" encoding="GB2312"?><a>公开</a>'.encode("gbk")
    assert xml_of(raw, DEFAULT_LIMITS).text == "公开"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_refused_in_each_encoding(codec: str) -> None:
    external = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert "文档类型声明" in xml_reason(external.encode(codec))


def test_a_billion_laughs_are_refused_unheard() -> None:
    laughs = '<!ENTITY l0 "ha">' + "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
    )
    assert "文档类型声明" in xml_reason(f"<!DOCTYPE a [{laughs}]><a>&l9;</a>".encode())


def test_an_encoding_that_hides_a_document_type_hides_nothing() -> None:
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'
    assert "XML 有错误" in xml_reason(hidden)


def test_xml_too_deep_is_refused() -> None:
    deep = b"<a>" * 201 + b"</a>" * 201
    assert "limits.nesting" in xml_reason(deep)
    assert xml_of(deep, Limits(nesting=201)).tag == "a"


def test_xml_deep_enough_to_exhaust_the_stack_is_refused() -> None:
    assert "limits.nesting" in xml_reason(b"<a>" * 300_000 + b"</a>" * 300_000)


def test_xml_with_too_many_elements_or_attributes_is_refused() -> None:
    few = Limits(elements=100)
    assert "limits.elements" in xml_reason(b"<a>" + b"<b/>" * 100 + b"</a>", few)
    attributes = b" ".join(b'b%d="1"' % number for number in range(100))
    assert "limits.elements" in xml_reason(b"<a " + attributes + b"/>", few)


def test_xml_that_takes_too_long_is_refused() -> None:
    assert "limits.seconds" in xml_reason(b"<a>" + b"<b/>" * 100 + b"</a>", Limits(seconds=-1))


@pytest.mark.parametrize("raw", [b"", b"<a>", b"<a></b>", b"text", b"<a>\xff</a>", b"\xff\xfe<"])
def test_xml_that_is_not_well_formed_is_damaged(raw: bytes) -> None:
    assert "XML 有错误" in xml_reason(raw)

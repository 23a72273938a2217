"""Packed documents (Word, Excel, OFD are zip archives of XML), opened without trusting them.

Nothing is ever written to disk, so no member's name can lead anywhere, and archives inside the
archive stay closed. Members are read one by one, each only as far as the limits allow.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from xml.etree.ElementTree import Element, ParseError, XMLParser

from gklint.readers.limits import MIB, Deadline, Limits, UnreadableFile, over
from gklint.support.bilingual import Text

#: What `zipfile` raises for archives that are damaged or made up.
_DAMAGE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
    struct.error,
    zlib.error,
)

_CENTRAL_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1

#: What packed documents may use (ECMA-376-2, annex B); others unpack without a bound on memory.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

#: A member this small does no harm, however well it is packed.
_HARMLESS = MIB

#: How much XML is parsed between two looks at the clock, in bytes.
_CHUNK = 32 * 1024

_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)""")
_UTF_16 = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_CHINESE = ("gb2312", "gbk", "gb18030")


def lists(raw: bytes, name: str) -> bool:
    """Say whether the bytes are an archive with a member whose name begins so ("word/document").

    For `recognises`: a document that was cut off is still one of its kind, and its reader says what
    is wrong with it. Members of archives inside the archive do not count.
    """
    if not raw.startswith(b"PK\x03\x04"):
        return False
    # Every member begins with its name, so a part of a document is enough to know it by.
    names = raw
    end = raw.rfind(b"PK\x05\x06")
    if end >= 0 and len(raw) >= end + 20:
        size, start = struct.unpack_from("<II", raw, end + 12)
        names = raw[start : start + size] or raw
    return name.encode() in names or name.replace("/", "\\").encode() in names


class Package:
    """An archive in memory: its parts by name, in small letters, whatever the archive's own case.

    Raises UnreadableFile for one that is damaged, encrypted, or beyond the limits `members`,
    `unpacked_mib` and `ratio`. `deadline` is the clock of this file.
    """

    def __init__(self, raw: bytes, limits: Limits) -> None:
        self.limits = limits
        self.deadline: Deadline = limits.deadline()
        # Counted before the list is read: it alone may be made to fill the memory.
        limits.check("members", raw.count(_CENTRAL_ENTRY))
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except _DAMAGE as error:
            raise UnreadableFile(_DAMAGED) from error
        members = self._archive.infolist()
        self._check(members)
        self._members = {_plain(member.filename): member for member in members}

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        unpacked = sum(member.file_size for member in members)
        self.limits.check("unpacked_mib", -(-unpacked // MIB))
        for member in members:
            growth = member.file_size // max(member.compress_size, 1)
            if member.file_size > _HARMLESS:
                self.limits.check("ratio", growth)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def __iter__(self) -> Iterator[str]:
        """Give the names of the parts in the archive's order."""
        return iter(self._members)

    def part(self, name: str) -> bytes:
        """Return the part's bytes; raises UnreadableFile where it is missing or damaged."""
        member = self._members.get(_plain(name))
        if member is None:
            raise UnreadableFile(
                Text(
                    f"文件已损坏或不完整：缺少 {name}；请重新获取或另存一份",
                    f"the file is damaged: {name} is missing; get it again",
                )
            )
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFile(
                Text(
                    "文件已加密，请去掉密码后另存",
                    "the file is encrypted: save it without a password",
                )
            )
        if member.compress_type not in _METHODS:
            raise UnreadableFile(_damaged_part(name))
        self.deadline.check()
        try:
            # zipfile gives no more bytes than the list of members declares, and checks their sum.
            return self._archive.read(member)
        except _DAMAGE as error:
            raise UnreadableFile(_damaged_part(name)) from error

    def packed(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the archive with these parts in place of those of the same names, or added.

        All other parts stay byte for byte. Raises UnreadableFile where one of them is damaged.
        """
        left = {_plain(name): (name, content) for name, content in changed.items()}
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in self._members.items():
                copy = zipfile.ZipInfo(member.filename, member.date_time)
                copy.compress_type = member.compress_type
                copy.external_attr = member.external_attr
                _, content = left.pop(name, ("", None))
                archive.writestr(copy, self.part(name) if content is None else content)
            for name, content in left.values():
                added = zipfile.ZipInfo(name)
                added.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(added, content)
        return file.getvalue()

    def xml(self, name: str) -> Element:
        """Return the root element of a part that is XML; raises UnreadableFile as `xml_of`."""
        return xml_of(self.part(name), self.limits, self.deadline)


def xml_of(raw: bytes, limits: Limits, deadline: Deadline | None = None) -> Element:
    """Return the root element of XML without a document type, and so without entities of its own.

    Raises UnreadableFile for XML that declares one, that is not well formed, or that goes beyond
    the limits `elements`, `nesting` and `seconds`.
    """
    utf8 = _utf8(raw)
    if b"<!DOCTYPE" in utf8 or b"<!ENTITY" in utf8:
        raise UnreadableFile(
            Text(
                "文件含有 XML 文档类型声明（可引入外部实体），已拒绝读取；请用原来的软件另存一份",
                "the file declares an XML document type, which may bring in entities: refused;"
                " save it again",
            )
        )
    limits.check("elements", utf8.count(b"<") + utf8.count(b"="))
    deadline = deadline or limits.deadline()
    # The encoding is fixed, so that what was looked through above is what is parsed.
    parser = XMLParser(encoding="utf-8")
    try:
        for start in range(0, len(utf8), _CHUNK):
            parser.feed(utf8[start : start + _CHUNK])
            deadline.check()
        root: Element = parser.close()
    except (ParseError, ValueError) as error:
        raise UnreadableFile(MALFORMED) from error
    _check_nesting(root, limits)
    return root


def _utf8(raw: bytes) -> bytes:
    try:
        for start, encoding in _UTF_16:
            if raw.startswith(start):
                return raw.decode(encoding).removeprefix("\ufeff").encode()
        declared = _DECLARED.match(raw[:200])
        if declared and declared[1].decode().lower() in _CHINESE:
            return raw.decode("gb18030").encode()
    except UnicodeError as error:
        raise UnreadableFile(MALFORMED) from error
    return raw


def _check_nesting(root: Element, limits: Limits) -> None:
    depth = 0
    level = [root]
    while level:
        depth += 1
        if depth > limits.nesting:
            raise UnreadableFile(over("nesting", depth, limits.nesting))
        level = list(chain.from_iterable(level))


def _plain(name: str) -> str:
    # The names of parts do not differ by case (ECMA-376-2, 6.2.2.3); some archives have
    # backslashes.
    return name.replace("\\", "/").lstrip("/").lower()


def _damaged_part(name: str) -> Text:
    return Text(
        f"文件已损坏（{name} 无法解压），请重新获取或另存一份",
        f"the file is damaged ({name} cannot be unpacked): get it again",
    )


_DAMAGED = Text(
    "文件已损坏或不完整（压缩包打不开），请重新获取或另存一份",
    "the file is damaged or cut off (its archive cannot be opened): get it again",
)
MALFORMED = Text(
    "文件已损坏（内部的 XML 有错误），请用原来的软件打开后另存一份",
    "the file is damaged (its XML is not well formed): open it in its program and save it again",
)

"""What an old file is by its bytes, and what LibreOffice is to make of it; files that are converted
many in one go wait here until they are read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from gklint.readers import CONVERTED, bytes_of
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.office.convert import DOCUMENT, WORKBOOK, converted
from gklint.readers.packed import Package, xml_of
from gklint.support.bilingual import Text


class Conversion(NamedTuple):
    """What an old file is: the suffix it is given to LibreOffice by, the media type, what it is
    to become ("docx", "xlsx"), the filter of LibreOffice that reads it."""

    suffix: str
    media_type: str
    becomes: str
    taken_for: str = ""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
#: How the XML of Word 2003 is known: by a processing instruction.
_WORD_XML = b'progid="Word.Document"'
#: How much of the beginning tells what a file is, in bytes.
_HEAD = 1024
#: What stands at the beginning of OpenDocument: its first member says what it is (ODF 1.3, 3.3).
_ODF, _ODF_AT = b"mimetypeapplication/vnd.oasis.opendocument.", 30

_DOC = Conversion(".doc", "application/msword", DOCUMENT)
_RICH = Conversion(".rtf", "application/rtf", DOCUMENT)
_XML = Conversion(".xml", "application/msword", DOCUMENT)
_XLS = Conversion(".xls", "application/vnd.ms-excel", WORKBOOK, "MS Excel 97")
_OLDER_XLS = _XLS._replace(taken_for="MS Excel 95")
_ODT = Conversion(".odt", "application/vnd.oasis.opendocument.text", DOCUMENT, "writer8")
_ODS = Conversion(".ods", "application/vnd.oasis.opendocument.spreadsheet", WORKBOOK, "calc8")
_OLD_OF_NO_KIND = Conversion("", "application/x-ole-storage", DOCUMENT)

#: What was converted beforehand, by the SHA-256 of the file.
_prepared: dict[str, bytes] = {}

_ENCRYPTED = Text(
    "文件有打开密码，请去掉密码后另存", "the file has a password: save it without one"
)
_NO_WORD = Text(
    "这不是 Word 或 WPS 文字文档，或文件已损坏；请用 Word 或 WPS 打开后另存为 .docx",
    "this is no Word or WPS document, or it is damaged: save it as .docx",
)
_NOT_CONVERTED = Text(
    "LibreOffice 无法转换，文件可能已损坏或有打开密码；请用 Word 或 WPS 打开后另存为 .docx",
    "LibreOffice cannot convert it, it may be damaged or have a password: save it as .docx",
)
_SHEETS_NOT_CONVERTED = Text(
    "LibreOffice 无法转换，文件可能已损坏或有打开密码；请用 Excel 或 WPS 打开后另存为 .xlsx",
    "LibreOffice cannot convert it, it may be damaged or have a password: save it as .xlsx",
)


def conversion_of(raw: bytes) -> Conversion | None:
    """Return what LibreOffice is to make of these bytes, None for what is no old file.

    Raises UnreadableFile for an encrypted document, which is wrapped in the old format whatever its
    suffix is.
    """
    if raw.startswith(_OLE):
        if _holds(raw, "EncryptedPackage"):
            raise UnreadableFile(_ENCRYPTED)
        if _holds(raw, "WordDocument"):
            return _DOC
        if _holds(raw, "Workbook"):
            return _XLS
        return _OLDER_XLS if _holds(raw, "Book") else _OLD_OF_NO_KIND
    if raw[:_HEAD].lstrip().startswith(_RTF):
        return _RICH
    if _WORD_XML in raw[:_HEAD]:
        return _XML
    if raw.startswith(_ODF, _ODF_AT):
        kind = raw[_ODF_AT + len(_ODF) :][:16]
        return _ODT if kind.startswith(b"text") else _ODS if kind.startswith(b"spre") else None
    return None


def converted_one(raw: bytes, limits: Limits) -> tuple[bytes, Conversion]:
    """Return what LibreOffice makes of an old file; raises UnreadableFile, also without it."""
    conversion = conversion_of(raw)
    assert conversion is not None, "the reader has recognised it"
    _check(raw, conversion, limits)
    document = _prepared.pop(_key(raw), None)
    if document is None:
        one = (raw, conversion.suffix)
        document = converted([one], limits, conversion.becomes, conversion.taken_for)[0]
    if document is None:
        sheets = conversion.becomes == WORKBOOK
        raise UnreadableFile(_SHEETS_NOT_CONVERTED if sheets else _NOT_CONVERTED)
    return document, conversion


def prepare(paths: Iterable[str], limits: Limits) -> None:
    """Convert those of the files that need it in one go; what cannot be read is left to its reader.

    The files and what comes of them wait in the memory of this process: give a hundred or so at a
    time, and read them before the next ones are prepared, which forgets these.
    """
    prepare_bytes((_old_document(path, limits) for path in paths), limits)


def prepare_bytes(raws: Iterable[bytes], limits: Limits) -> None:
    """Do what `prepare` does for files that have been fetched already; what is no such document is
    left to its reader."""
    _prepared.clear()
    found: dict[tuple[str, str], dict[str, tuple[bytes, str]]] = {}
    for raw in raws:
        conversion = _conversion(raw, limits)
        if conversion is not None:
            of_kind = found.setdefault((conversion.becomes, conversion.taken_for), {})
            of_kind[_key(raw)] = raw, conversion.suffix
    for (becomes, taken_for), documents in found.items():
        if len(documents) < 2:
            continue
        # Where LibreOffice is missing or hangs each file says so when it is read.
        with suppress(UnreadableFile):
            results = converted(list(documents.values()), limits, becomes, taken_for)
            pairs = zip(documents, results, strict=True)
            _prepared.update((key, result) for key, result in pairs if result)


def _old_document(path: str, limits: Limits) -> bytes:
    """Return a file's bytes, none where it is of another kind or cannot be read."""
    if not path.lower().endswith(CONVERTED):
        return b""
    try:
        # A pipe gives what it holds only once.
        return bytes_of(path, limits) if os.path.isfile(path) else b""
    except UnreadableFile:
        return b""


def _conversion(raw: bytes, limits: Limits) -> Conversion | None:
    """Return what to make of a file, None where nothing is to be made of it."""
    try:
        conversion = conversion_of(raw) if raw else None
        if conversion is not None:
            _check(raw, conversion, limits)
    except UnreadableFile:
        return None
    return conversion


def _check(raw: bytes, conversion: Conversion, limits: Limits) -> None:
    """Raise UnreadableFile for what LibreOffice is not to be given."""
    if conversion is _OLD_OF_NO_KIND:
        # It would take the bytes of anything else for some text.
        raise UnreadableFile(_NO_WORD)
    if conversion in (_ODT, _ODS):
        package = Package(raw, limits)
        for part in ("content.xml", "styles.xml", "settings.xml"):
            if part in package:
                package.xml(part)
    elif conversion is _XML:
        # Nobody knows what it would do with entities.
        xml_of(raw, limits)


def _key(raw: bytes) -> str:
    # Imported here: it loads OpenSSL.
    from hashlib import sha256

    return sha256(raw).hexdigest()


def _holds(raw: bytes, stream: str) -> bool:
    """Say whether an old Office file has a stream of this name ([MS-CFB], 2.6.4)."""
    return stream.encode("utf-16-le") in raw

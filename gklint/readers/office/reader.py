"""Old Word and WPS files and RTF → Source: LibreOffice turns them into .docx, where it is there.

LibreOffice takes a second and a half to start and a quarter of a second for a file, so a run that
has many files calls `prepare` first: all are converted in one go and wait for `read`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress

from gklint.model.source import Source
from gklint.readers import bytes_of
from gklint.readers.docx import reader as docx
from gklint.readers.limits import Limits, UnreadableFile
from gklint.readers.office.convert import converted
from gklint.readers.packed import xml_of
from gklint.support.bilingual import Text

NAME = "office"
SUFFIXES = (".doc", ".wps", ".rtf")
WHAT = Text("旧版 Word、WPS 或 RTF 文档", "an old Word, WPS or RTF document")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
#: How the XML of Word 2003 is known: by a processing instruction.
_WORD_XML = b'progid="Word.Document"'
#: How much of the beginning tells what a file is, in bytes.
_HEAD = 1024

#: What was converted beforehand, by the SHA-256 of the file.
_prepared: dict[str, bytes] = {}

_ENCRYPTED = Text(
    "文件有打开密码，请去掉密码后另存", "the file has a password: save it without one"
)
_OLD_EXCEL = Text(
    "这是旧版 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx",
    "this is an old Excel workbook: save it as .xlsx",
)
_NO_WORD = Text(
    "这不是 Word 或 WPS 文字文档，或文件已损坏；请用 Word 或 WPS 打开后另存为 .docx",
    "this is no Word or WPS document, or it is damaged: save it as .docx",
)
_NOT_CONVERTED = Text(
    "LibreOffice 无法转换，文件可能已损坏或有打开密码；请用 Word 或 WPS 打开后另存为 .docx",
    "LibreOffice cannot convert it, it may be damaged or have a password: save it as .docx",
)


def recognises(raw: bytes) -> bool:
    """Say whether the bytes are an old Office file, or RTF, or the XML of Word 2003.

    Raises UnreadableFile for an encrypted document, which is wrapped in the old format whatever
    its suffix is.
    """
    if raw.startswith(_OLE):
        if _holds(raw, "EncryptedPackage"):
            raise UnreadableFile(_ENCRYPTED)
        return True
    return _is_rtf(raw) or _WORD_XML in raw[:_HEAD]


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the document's text and tables; raises UnreadableFile, also without LibreOffice."""
    _check(raw, limits)
    document = _prepared.pop(_key(raw), None)
    if document is None:
        document = convert_many([raw], limits)[0]
    if document is None:
        raise UnreadableFile(_NOT_CONVERTED)
    source = docx.read(document, path, limits)
    return source._replace(raw=raw, media_type=_media_type(raw))


def prepare(paths: Iterable[str], limits: Limits) -> None:
    """Convert those of the files that need it in one go; what cannot be read is left to `read`.

    The files and what comes of them wait in the memory of this process: give a hundred or so at a
    time, and read them before the next ones are prepared, which forgets these.
    """
    _prepared.clear()
    found = {_key(raw): raw for path in paths if (raw := _needs_conversion(path, limits))}
    if len(found) < 2:
        return
    # Where LibreOffice is missing or hangs each file says so when it is read.
    with suppress(UnreadableFile):
        results = convert_many(list(found.values()), limits)
        pairs = zip(found, results, strict=True)
        _prepared.update((key, result) for key, result in pairs if result)


def convert_many(raws: Sequence[bytes], limits: Limits) -> list[bytes | None]:
    """Return each document as .docx, None for one that LibreOffice does not convert.

    Raises UnreadableFile where LibreOffice is missing, or not ready within the limit `seconds`.
    """
    return converted([(raw, _suffix(raw)) for raw in raws], limits)


def _needs_conversion(path: str, limits: Limits) -> bytes:
    """Return the file's bytes, none where it is of another kind or cannot be read."""
    if not path.lower().endswith(SUFFIXES):
        return b""
    try:
        # A pipe gives what it holds only once.
        raw = bytes_of(path, limits) if os.path.isfile(path) else b""
        if not recognises(raw):
            return b""
        _check(raw, limits)
    except UnreadableFile:
        return b""
    return raw


def _check(raw: bytes, limits: Limits) -> None:
    """Raise UnreadableFile for what LibreOffice is not to be given."""
    if raw.startswith(_OLE):
        if not _holds(raw, "WordDocument"):
            # It would take the bytes of anything else for some text.
            raise UnreadableFile(_OLD_EXCEL if _holds(raw, "Workbook") else _NO_WORD)
    elif not _is_rtf(raw):
        # Nobody knows what it would do with entities.
        xml_of(raw, limits)


def _key(raw: bytes) -> str:
    # Imported here: it loads OpenSSL.
    from hashlib import sha256

    return sha256(raw).hexdigest()


def _holds(raw: bytes, stream: str) -> bool:
    """Say whether an old Office file has a stream of this name ([MS-CFB], 2.6.4)."""
    return raw.startswith(_OLE) and stream.encode("utf-16-le") in raw


def _suffix(raw: bytes) -> str:
    if _is_rtf(raw):
        return ".rtf"
    return ".doc" if raw.startswith(_OLE) else ".xml"


def _media_type(raw: bytes) -> str:
    return "application/rtf" if _is_rtf(raw) else "application/msword"


def _is_rtf(raw: bytes) -> bool:
    return raw[:_HEAD].lstrip().startswith(_RTF)

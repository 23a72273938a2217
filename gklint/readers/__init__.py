"""A file's bytes become a Source: one folder a kind of document, the limits in one place.

A reader is a module with NAME, SUFFIXES, WHAT and two functions: `recognises(raw)` says by the
content whether the bytes are of its kind, `read(raw, path, limits)` gives the Source or raises
UnreadableFile. What a file is, its content says; its suffix says what it should be, and where the
two differ the file is not read: it may not be what its owner takes it for.
"""

import gc
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from gklint.model.source import Source
from gklint.readers.limits import DEFAULT_LIMITS, MIB, Limits, UnreadableFile
from gklint.readers.text import decode
from gklint.support.bilingual import Text

__all__ = [
    "ANNOTATED",
    "CONVERTED",
    "DEFAULT_LIMITS",
    "DOCUMENT_SUFFIXES",
    "MIB",
    "ORIGINAL",
    "SLIP",
    "SUFFIXES",
    "Kind",
    "Limits",
    "Reader",
    "UnreadableFile",
    "bytes_of",
    "read",
    "read_bytes",
    "reason_of",
]


class Reader(Protocol):
    """The shape of a reader's module; `SUFFIXES` are small letters with their dots."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    WHAT: Text

    def recognises(self, raw: bytes) -> bool:
        """Say by their content whether the bytes are a document of this kind.

        May raise UnreadableFile for what can be told to be one that nobody can read.
        """

    def read(self, raw: bytes, path: str, limits: Limits) -> Source:
        """Return the document's text and tables; raises UnreadableFile."""


class Kind(NamedTuple):
    """A kind of document that gklint reads itself: its module is loaded when a file needs it.

    Its module is to recognise each file that has one of the suffixes or begins with one of `magic`.
    `also` are suffixes of other kinds under which offices save this one, and their programs open it
    all the same.
    """

    name: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    also: tuple[str, ...] = ()


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: The kinds beside plain text; of those with the same first bytes the module looks further.
KINDS = (
    Kind("docx", (".docx", ".docm", ".dotx", ".dotm"), (_ZIP,), (".doc", ".wps", ".dot", ".wpt")),
    Kind("xlsx", (".xlsx", ".xlsm", ".xltx", ".xltm"), (_ZIP,), (".xls", ".et", ".xlt", ".ett")),
    Kind("ofd", (".ofd",), (_ZIP,)),
    Kind("pdf", (".pdf",), (b"%PDF-",)),
    Kind(
        "office",
        (".doc", ".wps", ".rtf", ".dot", ".wpt", ".odt", ".ott"),
        (_OLE, b"{\\rtf", b"<?xml", _ZIP),
    ),
    Kind("old_sheets", (".xls", ".et", ".xlt", ".ett", ".ods"), (_OLE, _ZIP)),
    Kind(
        "html",
        (".html", ".htm", ".mht", ".mhtml"),
        (b"<", b"\xff\xfe<", b"\xfe\xff\x00<", b"MIME-Version:", b"From:", b"Content-Type:"),
        (".doc", ".wps", ".xls", ".et"),
    ),
)

_TEXT_SUFFIXES = (".txt", ".md")

#: The endings of documents, whose authors see no lines of text.
DOCUMENT_SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)

#: The endings by which reports are known in a folder.
SUFFIXES = _TEXT_SUFFIXES + DOCUMENT_SUFFIXES

#: The endings of documents that LibreOffice converts before they are read.
CONVERTED = tuple(
    suffix for kind in KINDS if kind.name in ("office", "old_sheets") for suffix in kind.suffixes
)

#: What stands before the suffix in the name of an annotated document: 年报.批注.docx. It is a copy
#: of a report, and no report of a folder's.
ANNOTATED = ".批注"
#: The same in the name of what is sent back to a body with its findings.
SLIP = ".退回修改通知"
#: The same in the name of a document as it was before `gklint fix` wrote into it; with a number
#: from 2 where there are several.
ORIGINAL = ".原件"

_ERRORS = {
    FileNotFoundError: Text("文件不存在；请核对路径", "no such file; check the path"),
    IsADirectoryError: Text(
        "这是文件夹，不是文件；请写其中的文件", "this is a folder, not a file; check the path"
    ),
    PermissionError: Text(
        "没有读取权限；请向文件的保管人索取",
        "permission denied; ask whoever keeps it",
    ),
}


def read(path: str, limits: Limits = DEFAULT_LIMITS, others: Sequence[Reader] = ()) -> Source:
    """Return the text of the file; raises UnreadableFile, whose reason says what to do.

    `others` are the readers of plugins.
    """
    return read_bytes(bytes_of(path, limits), path, limits, others)


def bytes_of(path: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return what the file holds; raises UnreadableFile, also beyond `file_mib`."""
    try:
        status = os.stat(path)
        limits.check_size(status.st_size)
        # What is no plain file has no size to go by, so reading stops at the limit too.
        most = limits.file_mib * MIB + 1
        if stat.S_ISREG(status.st_mode) or not hasattr(os, "O_NONBLOCK"):
            with open(path, "rb") as file:
                # To read a length takes as much memory, however little there is.
                raw = file.read(min(status.st_size + 1, most))
                if len(raw) > status.st_size:
                    # It has grown meanwhile, or does not know its size.
                    raw += file.read(most - len(raw))
        else:
            # Imported here: reports are plain files.
            from gklint.readers.pipes import piped

            raw = piped(path, most, limits)
    except OSError as error:
        raise UnreadableFile(reason_of(error)) from error
    except ValueError as error:
        raise UnreadableFile(
            Text("路径无效；请核对路径", "the path is not valid; check it")
        ) from error
    limits.check_size(len(raw))
    return raw


def read_bytes(
    raw: bytes, path: str, limits: Limits = DEFAULT_LIMITS, others: Sequence[Reader] = ()
) -> Source:
    """Return the text in these bytes; `path` names them. Raises UnreadableFile."""
    limits.check_size(len(raw))
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(Text("文件为空；请重新获取", "the file is empty; get it again"))
    suffix = os.path.splitext(path)[1].lower()
    reader, suffixes = _reader_of(raw, suffix, others)
    if reader is None:
        return _text(raw, path, suffix, limits, others)
    if suffix in _known_suffixes(others) and suffix not in suffixes:
        right = reader.SUFFIXES[0]
        raise UnreadableFile(
            Text(
                f"后缀是 {suffix}，内容却是{reader.WHAT.zh}；请把后缀改为 {right}，"
                f"或另存为 {suffix}",
                f"the suffix is {suffix}, but the content is {reader.WHAT.en};"
                f" rename it to {right} or save it as {suffix}",
            )
        )
    with _no_collections():
        return reader.read(raw, path, limits)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Let no garbage be looked for: a document is tens of thousands of objects that all stay, and
    going through them again and again takes a third of the time. Limits bound what can pile up."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reader_of(
    raw: bytes, suffix: str, others: Sequence[Reader]
) -> tuple[Reader | None, tuple[str, ...]]:
    """Return the reader whose kind of document the bytes are, and the suffixes that suit them.

    None stands for text, and for what is neither.
    """
    for reader in others:
        if reader.recognises(raw):
            return reader, reader.SUFFIXES
    head = raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for kind in KINDS:
        if head.startswith(kind.magic) or suffix in kind.suffixes:
            reader = cast(Reader, import_module(f"gklint.readers.{kind.name}.reader"))
            if reader.recognises(raw):
                return reader, kind.suffixes + kind.also
    return None, ()


def _known_suffixes(others: Sequence[Reader]) -> tuple[str, ...]:
    return SUFFIXES + tuple(suffix for reader in others for suffix in reader.SUFFIXES)


def _text(raw: bytes, path: str, suffix: str, limits: Limits, others: Sequence[Reader]) -> Source:
    source = None if raw.startswith(_ZIP) else decode(raw, path, limits)
    if suffix in _known_suffixes(others) and suffix not in _TEXT_SUFFIXES:
        zh, en = ("，或应改后缀为 .txt", ", or should be named .txt") if source else ("", "")
        raise UnreadableFile(
            Text(
                f"后缀是 {suffix}，内容却不是：文件已损坏或不完整，请重新获取或另存一份{zh}",
                f"the suffix is {suffix}, but the content is not: the file is damaged or cut off"
                f"; get it again{en}",
            )
        )
    if raw.startswith(_ZIP):
        raise UnreadableFile(
            Text("这是压缩包，不是文档；请先解压", "this is an archive, not a document: unpack it")
        )
    if source is None:
        raise UnreadableFile(
            Text(
                "这是二进制文件，不是文本；请提供 Word、PDF 或文本文件",
                "this is a binary file, not text; hand in a Word, PDF or text file",
            )
        )
    return source


def reason_of(error: OSError) -> Text:
    """Return why the system did not let a file or folder be read."""
    what = error.strerror or type(error).__name__
    other = Text(f"无法读取：{what}", f"cannot be read: {what}")
    return _ERRORS.get(type(error), other)

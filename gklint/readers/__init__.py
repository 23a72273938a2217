"""A file's bytes become a Source: one file a kind of document, the limits in one place."""

from __future__ import annotations

import os

from gklint.diagnostics import Text
from gklint.readers.text import decode
from gklint.source import Source

#: The endings by which reports are known in a folder.
SUFFIXES = (".txt", ".md")

#: No report comes near this size; what does is not a report, and reading it would only cost memory.
MAX_BYTES = 20 * 1024 * 1024

_ERRORS = {
    FileNotFoundError: Text("文件不存在", "no such file"),
    IsADirectoryError: Text("这是文件夹，不是文件", "this is a folder, not a file"),
    PermissionError: Text("没有读取权限", "permission denied"),
}

#: First bytes of documents that are no text, and what to do about them.
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word/Excel (OOXML)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/WPS (OLE)"),
    (b"{\\rtf", "RTF"),
)


class UnreadableFile(Exception):
    """A file that cannot be read at all; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read(path: str) -> Source:
    """Return the text of the file; raises UnreadableFile, whose reason says what to do."""
    try:
        size = os.stat(path).st_size
        if size > MAX_BYTES:
            raise UnreadableFile(too_large(size))
        # A pipe has no size to go by, so reading stops at the limit too.
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(reason_of(error)) from error
    except ValueError as error:
        raise UnreadableFile(Text("路径无效", "the path is not valid")) from error
    return read_bytes(raw, path)


def read_bytes(raw: bytes, path: str) -> Source:
    """Return the text in these bytes; `path` names them. Raises UnreadableFile."""
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(too_large(len(raw)))
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(Text("文件为空", "the file is empty"))
    for magic, kind in _KINDS:
        if raw.startswith(magic):
            raise UnreadableFile(
                Text(f"这是 {kind} 文件，不是文本；请先另存为纯文本（.txt）",
                     f"this is a {kind} file, not text; save it as plain text (.txt) first")
            )  # fmt: skip
    source = decode(raw, path)
    if source is None:
        raise UnreadableFile(Text("这是二进制文件，不是文本", "this is a binary file, not text"))
    return source


def reason_of(error: OSError) -> Text:
    """Return why the system did not let a file or folder be read."""
    what = error.strerror or type(error).__name__
    other = Text(f"无法读取：{what}", f"cannot be read: {what}")
    return _ERRORS.get(type(error), other)


def too_large(size: int) -> Text:
    """Return the reason for a file of `size` bytes."""
    limit = MAX_BYTES // (1024 * 1024)
    return Text(f"文件为 {size} 字节，超过上限 {limit} MiB",
                f"the file has {size} bytes, over the limit of {limit} MiB")  # fmt: skip

"""Text that users write for gklint (configuration, rules, waivers, baselines), read with care.

What such a file names may lie in a folder from outside: only plain files are read, and not without
an end. A pipe would be waited for, and /dev/zero never ends.
"""

from __future__ import annotations

import os
import stat

from gklint.support.bilingual import Text
from gklint.support.problems import ConfigurationError, Problem

#: A larger file was not written by people.
MOST_BYTES = 1_000_000

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def bytes_of_written(path: str, most: int = MOST_BYTES) -> bytes:
    """Return what a plain file holds; raises ConfigurationError, also beyond `most` bytes."""
    try:
        with open(os.open(path, _FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _error(path, 0, Text("不是普通文件", "is no plain file"))
            raw = file.read(most + 1)
    except FileNotFoundError as error:
        what = Text("没有这个文件", "no such file")
        raise _error(path, 0, what) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise _error(path, 0, Text(f"无法读取：{why}", f"cannot be read: {why}")) from error
    if len(raw) > most:
        what = Text(
            f"文件太大：最多 {most:,} 字节", f"the file is too large: {most:,} bytes at most"
        )
        raise _error(path, 0, what)
    return raw


def text_of_written(raw: bytes, path: str) -> str:
    """Return the text in these bytes; raises ConfigurationError where they are not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = Text("不是 UTF-8 编码，请另存为 UTF-8", "is not in UTF-8; save it as UTF-8")
        raise _error(path, line, what) from error


def _error(path: str, line: int, what: Text) -> ConfigurationError:
    return ConfigurationError([Problem(path, line, "", what)])

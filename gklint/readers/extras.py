"""Libraries that only some kinds of documents need, loaded when one of them is read."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from gklint.readers.limits import UnreadableFile
from gklint.support.bilingual import Text


def require(module: str, extra: str) -> Any:
    """Return the library; raises UnreadableFile with the command that installs it."""
    try:
        return import_module(module)
    except ImportError as error:
        if module == "lxml.etree" and sys.platform == "emscripten":
            # No lxml is built for browsers; the same is done in Python there.
            return import_module("gklint.readers.trees")
        command = f"pip install 'gklint[{extra}]'"
        raise UnreadableFile(
            Text(
                f"读取此类文件需要另装组件；请运行 {command}",
                f"this kind of file needs a component; run {command}",
            )
        ) from error

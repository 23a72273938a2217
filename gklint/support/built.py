"""What is built from data files (parser tables, forms, word lists), and kept as data.

Building takes longer than checking a report, so it is done when the wheel is built: `built/` beside
this package holds a JSON file for each, with the hash of what it was built from. Where a source has
changed, what is there is not used, and it is built again. A clone fills its own `built/`, which git
ignores, as far as it can be written; an installation is never written to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar
from zlib import crc32

import gklint
from gklint.support.json_values import JsonType

T = TypeVar("T")


def built(
    name: str,
    sources: Iterable[str],
    code: Iterable[str],
    kind: JsonType[T],
    build: Callable[[], T],
) -> T:
    """Return `build()`, or what it returned for the same sources.

    `sources` are the texts that it is built from, `code` the modules that build it, as files of
    this package: "forms/building.py". Raises only what `build` raises.
    """
    modules = (_bytes(os.path.join(gklint.__path__[0], file)) for file in code)
    made_from = _hash([*(source.encode() for source in sources), *modules])
    path = os.path.join(_folder(), f"{name}.json")
    with suppress(OSError, ValueError, RecursionError), open(path, "rb") as file:
        there, value = json.loads(file.read())
        if there == made_from:
            return kind.read(value)
    made = build()
    if _may_write():
        # Imported here: mostly all is there.
        from gklint.support.whole_files import write_whole

        data = json.dumps([made_from, kind.write(made)], ensure_ascii=False, separators=(",", ":"))
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_whole(path, data.encode("utf-8", "surrogatepass"))
    return made


def build_into(folder: str) -> None:
    """From now on keep what is built in this folder: for what builds the wheel."""
    _folders[:] = [folder]


def grammar_files(folder: str, ending: str) -> dict[str, str]:
    """Return name and text of the files in `grammars/folder` that end with `ending`, by name."""
    # importlib.resources would do this at the price of a whole second start of Python.
    for parent in gklint.__path__:
        path = os.path.join(parent, "grammars", folder)
        if os.path.isdir(path):
            break
    else:
        raise FileNotFoundError(f"gklint is not installed whole: no folder grammars/{folder}")
    names = sorted(name for name in os.listdir(path) if name.endswith(ending))
    return {name: _text(os.path.join(path, name)) for name in names}


#: Where what is built is kept instead of beside the package.
_folders: list[str] = []


def _folder() -> str:
    return _folders[0] if _folders else os.path.join(gklint.__path__[0], "built")


def _may_write() -> bool:
    # In a clone `grammars/` stands beside the package, in an installation inside it.
    return bool(_folders) or not os.path.isdir(os.path.join(gklint.__path__[0], "grammars"))


def _hash(texts: Iterable[bytes]) -> str:
    # It tells a file that was changed, and no attack: who can write these can write the code. A
    # hash of hashlib would tell no more, and loading it costs a third of a start of Python.
    whole = b"\0".join(texts)
    return f"{len(whole)}-{crc32(whole):08x}"


def _text(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()

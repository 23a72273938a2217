"""What an archive knows of its shards: which reports each holds, as they were, checked by what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from gklint.archive.errors import ArchiveError
from gklint.archive.stores import Store
from gklint.archive.tables import is_file_name
from gklint.checking.settings import Settings
from gklint.support.bilingual import Text
from gklint.support.json_values import JsonType

#: Other columns, another number: what was made before is made again.
SCHEMA = 2
#: What every worker finds where it sees the same archive as the run that it works for.
MARKER = "_archive.json"
#: With this the name of a shard begins that is what came of comparing reports, and has none.
ACROSS = "across-"
_NAME = re.compile(rf"(?:{ACROSS})?[0-9a-f]{{20}}")


class Entry(NamedTuple):
    """A report in a shard: its path in the rows, what it is known by, the stamp ("" where none can
    be trusted) and SHA-256 ("" where it could not be fetched) that it had, what stands for its
    settings; why it could not be read, if so."""

    path: str
    identity: str
    stamp: str
    sha256: str
    settings: str
    unreadable: Text | None = None


class Shard(NamedTuple):
    """Some hundred reports: the name, what stands for all that checked them, the names of its files
    of rows, its reports."""

    name: str
    made_by: str
    files: tuple[str, ...]
    entries: tuple[Entry, ...]


def named(made_by: str, entries: Iterable[Entry]) -> str:
    """Return the name of a shard: what it was made of, and nothing else, makes it."""
    parts = [
        (entry.path, entry.identity, entry.sha256 or str(entry.unreadable), entry.settings)
        for entry in entries
    ]
    return digest(SCHEMA, made_by, *parts)


def mark(store: Store, run: str) -> None:
    """Write into an archive that this run has begun, "" that none is going on: from now on no
    worker of another run writes to it."""
    store.write(MARKER, json.dumps({"gklint-archive": SCHEMA, "run": run}).encode())


def run_of(store: Store) -> str:
    """Return which run is going on, or was cut off; "" if none, or there is no archive."""
    try:
        marker = json.loads(store.read(MARKER))
    except (OSError, ValueError):
        return ""
    return str(marker.get("run", "")) if isinstance(marker, dict) else ""


def is_across(name: str) -> bool:
    """Say whether a shard is what came of comparing, by its name."""
    return name.startswith(ACROSS)


def digest(*parts: object) -> str:
    """Return twenty hexadecimal digits that stand for these values."""
    text = "\0".join(map(repr, parts))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def written(shard: Shard) -> bytes:
    """Return a shard's manifest as bytes."""
    return json.dumps(_type().write(shard), ensure_ascii=True, separators=(",", ":")).encode()


def read(raw: bytes) -> Shard:
    """Return the shard whose manifest these bytes are; raises ValueError for anything else."""
    shard = _type().read(json.loads(raw))
    if not _NAME.fullmatch(shard.name) or not all(map(is_file_name, shard.files)):
        # A file of an archive that came from elsewhere names no others.
        raise ValueError(shard.name)
    return shard


@lru_cache(maxsize=1)
def _type() -> JsonType[Shard]:
    return JsonType(Shard)


@lru_cache(maxsize=1)
def made_by_here() -> str:
    """Return what stands for all that checks in this process: rules, forms, readers, the rest of
    gklint and its plugins, the libraries that read documents."""
    from gklint.batch.cache_key import versions_of

    versions = {k: v for k, v in versions_of(()).items() if k != "configuration"}
    return digest(SCHEMA, sorted(versions.items()), _libraries())


def settings_key(settings: Settings) -> str:
    """Return what stands for settings, with the content of every file that they name."""
    from gklint.batch.cache_key import settings_key as key_of

    return key_of(settings).hex()[:16]


def check_same(made_by: str) -> None:
    """Raise ArchiveError where this process checks by something else than the run asks for."""
    if made_by != made_by_here():
        raise ArchiveError(
            Text(
                "工作进程所在机器的 gklint 与这里的不同（版本、规则、插件或读取文档的库）；"
                "请装成一样的",
                "a worker's gklint differs from the one here (version, rules, plugins or the"
                " libraries that read documents): install the same",
            )
        )


def _libraries() -> list[tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("lxml", "opencc-python-reimplemented", "pypdf", "pypdfium2", "regex"):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, ""))
    return found

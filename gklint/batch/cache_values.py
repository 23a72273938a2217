"""What the cache holds, as bytes and back: JSON with a hash before it, and nothing that runs.

A cache can stand in a folder that came from somewhere else, so what is read from it is taken for
what it says only where it has exactly the shape that is expected.
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from gklint.batch.waiting import State
from gklint.checking.results import Record, Tally
from gklint.support.json_values import JsonType

#: The bytes of a hash: enough that nobody finds two contents with the same one.
_HASH = 16
#: A record takes no more than this unpacked; a file made to fill the memory would.
_MOST = 64 * 1024 * 1024

_tallies: JsonType[Tally] = JsonType(Tally)


class Head(NamedTuple):
    """What is kept of a file beside its record: the name it was given by, its state and when (ns)
    that was asked, the SHA-256 of its content (hexadecimal), what it adds to the totals."""

    path: str
    state: State
    at: int
    content: str
    tally: Tally


def sealed(data: bytes, name: int) -> bytes:
    """Return the data with a hash before it of itself and of what it is kept under."""
    return _hash(data, name) + data


def opened(value: object, name: int) -> bytes | None:
    """Return the data of a sealed value, None where it is not what was kept under this name."""
    if not isinstance(value, bytes) or len(value) < _HASH:
        return None
    data = value[_HASH:]
    return data if value[:_HASH] == _hash(data, name) else None


def packed_head(head: Head, number: int) -> bytes:
    """Return the bytes to keep of a head."""
    # The tally is a text of its own: most reports of a run have the same, and it is read once.
    tally = _json(_tallies.write(head.tally))
    return sealed(_json([head.path, *head.state, head.at, head.content, tally]).encode(), number)


def head_of(value: object, number: int) -> Head | None:
    """Return the head that was kept under this number, None for anything else."""
    data = opened(value, number)
    if data is None:
        return None
    try:
        path, size, written, changed, inode, at, content, tally = json.loads(data)
        state = State(size, written, changed, inode)
        if not all(type(part) is int for part in (*state, at)) or type(path) is not str:
            return None
        return Head(path, state, at, content, _tally(tally))
    except (ValueError, TypeError, RecursionError):
        return None


def packed_record(record: Record, number: int) -> bytes | None:
    """Return the bytes to keep of a record, None where a plugin put into it what is no data."""
    # Outside of what a plugin can spoil: a type that cannot be written is a fault of gklint's.
    records = _records()
    try:
        return sealed(zlib.compress(_json(records.write(record)).encode(), 1), number)
    except (ValueError, TypeError, RecursionError):
        return None


def record_of(value: object, number: int) -> Record | None:
    """Return the record that was kept under this number, None for anything else."""
    data = opened(value, number)
    if data is None:
        return None
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, _MOST)
        return _records().read(json.loads(text)) if unpacking.eof else None
    except (ValueError, TypeError, RecursionError, zlib.error):
        return None


def _records() -> JsonType[Record]:
    # Imported here: a run that finds all in its cache loads no reports.
    from gklint.checking.records import record_type

    return record_type()


@lru_cache(maxsize=1024)
def _tally(text: str) -> Tally:
    return _tallies.read(json.loads(text))


def _hash(data: bytes, name: int) -> bytes:
    return blake2b(data, digest_size=_HASH, key=name.to_bytes(8, "big", signed=True)).digest()


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))

"""Text files that were packed with gzip."""

import gzip
import io
import zlib

from gklint.api import Source, Text
from gklint.readers import MIB, Limits, UnreadableFile
from gklint.readers.text import decode

NAME = "gzip"
SUFFIXES = (".gz",)
WHAT = Text("gzip 压缩的文本", "text packed with gzip")


def recognises(raw: bytes) -> bool:
    """Say by the first bytes whether it is a gzip file."""
    return raw.startswith(b"\x1f\x8b")


def read(raw: bytes, path: str, limits: Limits) -> Source:
    """Return the text; raises UnreadableFile for a damaged file or one that is too large."""
    most = limits.unpacked_mib * MIB
    try:
        # Never unpack all of it before its size is known: it may have been made to do harm.
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as file:
            text = file.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(Text("压缩文件已损坏", "the packed file is damaged")) from error
    limits.check("unpacked_mib", -(-len(text) // MIB))
    source = decode(text, path)
    if source is None:
        raise UnreadableFile(Text("压缩的不是文本", "what is packed is no text"))
    return source

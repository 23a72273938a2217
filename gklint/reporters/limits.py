"""How much services take of what gklint writes, and whether a file is more than that.

Sources: GitHub Docs, “SARIF results exceed one or more limits” and “SARIF support for code
scanning” (10 MB compressed, 20 runs a file, 25,000 results a run, of which the 5,000 worst are
kept); “Workflow commands for GitHub Actions” (a step summary: 1 MiB).
"""

from __future__ import annotations

import os

from gklint.support.bilingual import Text

#: Runs of a SARIF file, results of a run, and bytes of a file compressed by gzip.
SARIF_RUNS = 20
SARIF_RESULTS = 25_000
SARIF_BYTES = 10_000_000
#: Bytes of a step's summary.
SUMMARY_BYTES = 1 << 20

_TOO_LARGE = Text(
    "{path}：压缩后 {size} MB，GitHub 代码扫描至多接收 10 MB；请按文件夹分几次检查，"
    "各用一个 category 上传，或先写基线",
    "{path}: {size} MB compressed; GitHub's code scanning takes 10 MB at most: check folder by"
    " folder and upload each with a category of its own, or write a baseline first",
)
_PIECE = 1 << 20


def over_limits(format: str, path: str) -> Text | None:
    """Return what is to be said of a file that is more than its service takes, None of others.

    A file that is not there, or no longer, is none.
    """
    if format != "sarif":
        return None
    try:
        # What is small as it is need not be compressed.
        size = 0 if os.path.getsize(path) <= SARIF_BYTES else _compressed(path)
    except OSError:
        return None
    if size <= SARIF_BYTES:
        return None
    facts = {"path": path, "size": f"{size / 1_000_000:.1f}"}
    return Text(_TOO_LARGE.say("zh", facts), _TOO_LARGE.say("en", facts))


def _compressed(path: str) -> int:
    # Imported here: hardly any file is that large.
    import zlib

    made = zlib.compressobj(wbits=31)
    size = 0
    with open(path, "rb") as file:
        while piece := file.read(_PIECE):
            size += len(made.compress(piece))
    return size + len(made.flush())

"""The reports of a run: found in folders, or in what fsspec opens, each with a stamp by which it is
known again without being read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from gklint.archive.stores import address_of, is_address, opened
from gklint.batch.finding import ALL_LEFT_OUT, NO_REPORTS, Found, find_files, is_report_name
from gklint.readers import MIB, bytes_of
from gklint.readers.limits import Limits, UnreadableFile
from gklint.support.bilingual import Text

#: What a store says of a file's content itself, and what it says of when it was written.
_CONTENT = ("ETag", "etag", "checksum", "CRC", "md5Hash", "content_md5", "crc32c")
_WRITTEN = ("mtime", "LastModified", "last_modified", "modified", "updated", "created")
#: A file that was written so shortly (seconds) before it was looked at may be written again without
#: another time.
_TICK, _LONG_TICK = 0.05, 2.0

_ABSENT = Text("没有这个文件或文件夹", "no such file or folder")


class SourceFile(NamedTuple):
    """A report before it is read: what to call it, and where it is.

    `root` is the address that fsspec opens, "" for the folders of this machine; `inside` the path
    in it, there an absolute one. `stamp` stands for the content as far as its place tells;
    with `settled` False it was written so shortly before that the same stamp can be of another
    content.
    """

    path: str
    root: str
    inside: str
    stamp: str
    settled: bool = True

    @property
    def identity(self) -> str:
        """What the file is known by in an archive, however its path was given."""
        return f"{self.root}|{self.inside}" if self.root else self.inside

    def read(self, limits: Limits) -> bytes:
        """Return its bytes; raises UnreadableFile, also beyond `file_mib`, and ArchiveError."""
        if not self.root:
            return bytes_of(self.inside, limits)
        files, _ = opened(self.root)
        try:
            with files.open(self.inside, "rb") as file:
                raw: bytes = file.read(limits.file_mib * MIB + 1)
        except Exception as error:
            # Each store has errors of its own.
            what = " ".join(f"{type(error).__name__} {error}".split())[:200]
            raise UnreadableFile(Text(f"无法读取：{what}", f"cannot be read: {what}")) from error
        limits.check_size(len(raw))
        return raw


class Listing(NamedTuple):
    """The reports that paths stand for, by path; the paths that gave none, each with why.

    `roots` are the identities of what was listed: a report below one of them that is not among the
    files is there no more. Below `closed` that cannot be said. `found` is what was found in folders
    of this machine, with what is not read there.
    """

    files: tuple[SourceFile, ...]
    problems: tuple[tuple[str, Text], ...]
    roots: tuple[str, ...]
    closed: tuple[str, ...]
    found: Found = Found(())

    def is_gone(self, identity: str) -> bool:
        """Say whether a report that is not among the files was to be among them."""
        return _below(identity, self.roots) and not _below(identity, self.closed)


def listed(
    paths: Iterable[str],
    find: Callable[[list[str]], Found],
    left_out: Callable[[str], bool],
) -> Listing:
    """Return what the paths stand for; `find` lists those of this machine, `left_out` says which
    reports elsewhere the configuration excludes. Raises ArchiveError for what cannot be opened."""
    given = list(paths)
    here = [path for path in given if not is_address(path)]
    absent = [path for path in here if not os.path.lexists(path)]
    found = find([path for path in here if path not in absent]) if here else Found(())
    files = {file.identity: file for file in map(_of_this_machine, found.files)}
    problems = [*found.problems, *((path, _ABSENT) for path in absent)]
    roots = [os.path.abspath(path) for path in here]
    closed = [os.path.abspath(path) for path, _ in problems]
    for path in given:
        if is_address(path):
            root = address_of(path)
            inside = list(_inside(path, root))
            kept = [file for file in inside if not left_out(file.path)]
            files |= {file.identity: file for file in kept}
            roots.append(f"{root}|{opened(root)[1]}")
            if not kept:
                problems.append((path, ALL_LEFT_OUT if inside else NO_REPORTS))
                closed.append(roots[-1])
    ordered = sorted(files.values(), key=lambda file: file.path)
    return Listing(tuple(ordered), tuple(problems), tuple(roots), tuple(closed), found)


def listed_in(paths: Iterable[str]) -> Listing:
    """Return what the paths stand for, without any configuration."""
    return listed(paths, find_files, lambda path: False)


def _below(identity: str, roots: Iterable[str]) -> bool:
    path = _slashes(identity)
    for root in map(_slashes, roots):
        folder = root if root.endswith(("/", "|")) else f"{root}/"
        if path == root or path.startswith(folder):
            return True
    return False


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")


def _of_this_machine(path: str) -> SourceFile:
    inside = os.path.abspath(path)
    now = time.time_ns()
    try:
        status = os.stat(inside)
    except OSError:
        # Reading it says why.
        return SourceFile(path, "", inside, "", False)
    tick = _LONG_TICK if status.st_mtime_ns % 1_000_000_000 == 0 else _TICK
    settled = max(status.st_mtime_ns, status.st_ctime_ns) + tick * 1e9 < now
    stamp = f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"
    return SourceFile(path, "", inside, stamp, settled)


def _inside(path: str, root: str) -> Iterator[SourceFile]:
    """Yield the reports at an address: a single one, or those in a folder or a zip."""
    files, base = opened(root)
    now = time.time()
    # Of folders that were listed before in this process nothing is to be believed.
    files.invalidate_cache()
    if base and files.isfile(base):
        yield _remote(files, path, root, base, files.info(base), now)
        return
    start = f"{base.rstrip('/')}/" if base else ""
    for inside, info in sorted(files.find(base, detail=True).items()):
        relative = inside.removeprefix(start)
        folders = relative.split("/")[:-1]
        hidden = any(folder.startswith(".") or folder == "__MACOSX" for folder in folders)
        if not hidden and is_report_name(relative.rpartition("/")[2]):
            yield _remote(files, path, root, inside, info, now)


def _remote(
    files: Any, path: str, root: str, inside: str, info: Mapping[str, Any], now: float
) -> SourceFile:
    size = info.get("size")
    content = next((info[name] for name in _CONTENT if info.get(name) is not None), None)
    if content is not None:
        return SourceFile(_called(files, path, inside), root, inside, f"{size}-{content}")
    written = next((info[name] for name in _WRITTEN if info.get(name) is not None), None)
    seconds = _seconds(written)
    settled = seconds is not None and seconds + _LONG_TICK < now
    return SourceFile(_called(files, path, inside), root, inside, f"{size}-{written}", settled)


def _called(files: Any, path: str, inside: str) -> str:
    """Return what to call a file at an address: its own address, or the zip's path and its own."""
    if "://" not in path:
        return f"{path}/{inside}"
    if "::" in path:
        return f"{path.partition('://')[0]}://{inside}::{path.partition('::')[2]}"
    return str(files.unstrip_protocol(inside))


def _seconds(written: Any) -> float | None:
    """Return a time as seconds, None where it is none that is known here."""
    if isinstance(written, datetime):
        return written.timestamp()
    if isinstance(written, int | float):
        # HDFS counts milliseconds.
        return written / 1000 if written > 1e11 else float(written)
    try:
        return datetime.fromisoformat(str(written).replace("Z", "+00:00")).timestamp()
    except ValueError:
        return None

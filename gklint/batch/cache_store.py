"""The file in which records are kept between runs: SQLite, which knows how to be killed.

Whatever goes wrong with it, a run goes on: what cannot be read is checked again, what cannot be
written is not kept, a file that is damaged is replaced by an empty one. What the values are is
known to `cache_values`, which trusts none of them unread.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

#: The layout of tables and values; another one gets another number, and so another file.
FORMAT = 2
NAME = f"reports-{FORMAT}.sqlite3"

#: So many seconds another run may keep the file to itself before this one does without.
_PATIENCE = 2.0
#: Records of so many versions of gklint and its plugins are kept, and texts of so many shapes.
_TOOLS, _SHAPES = 4, 6
#: Records that nobody asked for in so many days are dropped.
_DAYS = 30

#: The tables as SQLite tells them of itself.
_TABLES = sorted(
    [
        "CREATE TABLE files (id INTEGER PRIMARY KEY, tool INTEGER, day INTEGER, head BLOB)",
        "CREATE TABLE records (id INTEGER PRIMARY KEY, record BLOB)",
        "CREATE TABLE blocks (shape INTEGER, id INTEGER, block BLOB, PRIMARY KEY (shape, id))"
        " WITHOUT ROWID",
        "CREATE TABLE used (kind TEXT, id INTEGER, at INTEGER, value BLOB,"
        " PRIMARY KEY (kind, id)) WITHOUT ROWID",
    ]
)
_SCHEMA = ";\n".join(
    [
        "BEGIN IMMEDIATE",
        *(table.replace("TABLE", "TABLE IF NOT EXISTS", 1) for table in _TABLES),
        f"PRAGMA user_version = {FORMAT}",
        "COMMIT;",
    ]
)
#: What the last bytes of a journal are where it names another file that belongs to it.
_NAMES_ANOTHER = bytes.fromhex("d9d505f920a163d7")


#: What SQLite raises; UnicodeError where the damage is in what its message would quote.
_ERRORS = (sqlite3.Error, UnicodeError)


def _tells_damage(error: Exception) -> bool:
    """Say whether an error tells of a damaged file, and not of one that cannot be had just now."""
    return not isinstance(error, sqlite3.OperationalError) or "no such" in str(error)


class Store:
    """Values by number, for one run. Raises nothing; `damaged` is told once of a damaged file."""

    def __init__(self, folder: str, damaged: Callable[[], None]) -> None:
        self.path = os.path.join(folder, NAME)
        self._damaged = damaged
        self._connection: sqlite3.Connection | None = None
        self._open()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def heads(self, ids: Sequence[int]) -> dict[int, tuple[int, bytes]]:
        """Return by number the day of last use and the head of the files that are kept."""
        query = f"SELECT id, day, head FROM files WHERE id IN ({_marks(ids)})"
        rows: list[tuple[int, int, bytes]] = self._query(
            lambda db: db.execute(query, ids).fetchall(), []
        )
        return {number: (day, head) for number, day, head in rows}

    def record(self, number: int) -> object:
        """Return a record, None where there is none."""
        query = "SELECT record FROM records WHERE id = ?"
        row = self._query(lambda db: db.execute(query, (number,)).fetchone(), None)
        return row[0] if row else None

    def blocks(self, shape: int, ids: Sequence[int]) -> dict[int, object]:
        """Return by number the texts of this shape that are kept."""
        query = f"SELECT id, block FROM blocks WHERE shape = ? AND id IN ({_marks(ids)})"
        return dict(self._query(lambda db: db.execute(query, (shape, *ids)).fetchall(), []))

    def write(
        self,
        heads: Iterable[tuple[int, int, int, bytes]],
        records: Iterable[tuple[int, bytes]],
        blocks: Iterable[tuple[int, int, bytes]],
    ) -> None:
        """Keep all of this, or nothing: (number, tool, day, head), (number, record),
        (shape, number, text)."""

        def work(db: sqlite3.Connection) -> None:
            db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", heads)
            db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?)", records)
            db.executemany("INSERT OR REPLACE INTO blocks VALUES (?, ?, ?)", blocks)

        self._change(work)

    def value(self, kind: str, number: int) -> object:
        """Return a value that was remembered, None where none was."""
        query = "SELECT value FROM used WHERE kind = ? AND id = ?"
        row = self._query(lambda db: db.execute(query, (kind, number)).fetchone(), None)
        return row[0] if row else None

    def remember(self, kind: str, number: int, at: int, value: bytes = b"") -> None:
        """Remember that something was used at a time, and a value with it."""
        self._change(
            lambda db: db.execute(
                "INSERT OR REPLACE INTO used VALUES (?, ?, ?, ?)", (kind, number, at, value)
            )
        )

    def prune(self, today: int) -> None:
        """Drop what no run is likely to ask for again."""

        def work(db: sqlite3.Connection) -> None:
            newest = "SELECT id FROM used WHERE kind = ? ORDER BY at DESC LIMIT ?"
            db.execute(
                f"DELETE FROM files WHERE day < ? OR tool NOT IN ({newest})",
                (today - _DAYS, "tool", _TOOLS),
            )
            db.execute("DELETE FROM records WHERE id NOT IN (SELECT id FROM files)")
            db.execute(
                f"DELETE FROM blocks WHERE id NOT IN (SELECT id FROM files)"
                f" OR shape NOT IN ({newest})",
                ("shape", _SHAPES),
            )
            db.execute(
                f"DELETE FROM used WHERE kind != 'stat' AND id NOT IN ({newest})"
                f" AND id NOT IN ({newest})",
                ("tool", _TOOLS, "shape", _SHAPES),
            )
            db.execute(
                "DELETE FROM used WHERE kind = 'stat' AND at < ?",
                ((today - _DAYS) * 86_400 * 1_000_000_000,),
            )

        self._change(work)

    def _query(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        if self._connection is None:
            return otherwise
        try:
            return work(self._connection)
        except _ERRORS as error:
            # Otherwise another run has the file, or the disk will not: this time without.
            if _tells_damage(error):
                self._replace()
            return otherwise

    def _change(self, work: Callable[[sqlite3.Connection], object]) -> None:
        def whole(db: sqlite3.Connection) -> None:
            db.execute("BEGIN IMMEDIATE")
            try:
                work(db)
                db.execute("COMMIT")
            except BaseException:
                # Ctrl-C, too, must leave no transaction open.
                with contextlib.suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise

        self._query(whole, None)

    def _open(self) -> None:
        try:
            self._connect()
        except _ERRORS as error:
            if _tells_damage(error):
                self._replace()
            else:
                self.close()
        except OSError:
            pass

    def _connect(self) -> None:
        if not self._is_plain():
            return
        self._connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        # Nothing is waited for until it is on the disk: a cache that is lost with the power is
        # built again, and hashes tell a half of it from the whole.
        self._connection.execute("PRAGMA synchronous = OFF")
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            self._connection.executescript(_SCHEMA)
        # Also a view or trigger that somebody added would be another layout.
        tables = self._connection.execute("SELECT sql FROM sqlite_master").fetchall()
        if version not in (0, FORMAT) or sorted(sql for (sql,) in tables) != _TABLES:
            raise sqlite3.DatabaseError("another layout than the name says")

    def _is_plain(self) -> bool:
        """Say whether the file is the user's own and no link to one that is something else.

        It is made here, because SQLite would let the group write where the user's umask does.
        Raises OSError where it cannot be.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        file = os.open(self.path, flags, 0o600)
        try:
            status = os.fstat(file)
        finally:
            os.close(file)
        journal = f"{self.path}-journal"
        if _names_another(journal):
            os.unlink(journal)
        own = not hasattr(os, "getuid") or (
            status.st_uid == os.getuid() and not status.st_mode & 0o022
        )
        return own and stat.S_ISREG(status.st_mode) and status.st_nlink == 1

    def _replace(self) -> None:
        """Begin again with an empty file; where that is damaged too, do without."""
        damaged, self._damaged = self._damaged, _nothing
        damaged()
        self.close()
        if damaged is _nothing:
            return
        for path in (f"{self.path}-journal", self.path):
            with contextlib.suppress(OSError):
                os.unlink(path)
        self._open()


def _names_another(journal: str) -> bool:
    """Say whether a journal was left that tells SQLite of a further file, which it then deletes.

    No run of gklint writes one like that, and a folder that came from somewhere may hold one.
    """
    try:
        with open(journal, "rb") as file:
            file.seek(-len(_NAMES_ANOTHER), os.SEEK_END)
            return file.read() == _NAMES_ANOTHER
    except OSError:
        return False


def _nothing() -> None:
    """Say nothing: it has been said."""


def _marks(values: Sequence[int]) -> str:
    return ",".join("?" * len(values))

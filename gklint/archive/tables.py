"""Rows as Parquet: columns gathered report by report, a file a year and data set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gklint.archive.columns import AFTER_POINT, COLUMNS, DATA_SETS, DIGITS, Row
from gklint.archive.errors import needs

if TYPE_CHECKING:
    from datetime import date

#: What stands for the reports whose year is not known in the name of a folder: nothing (NULL), for
#: all that read folders of this kind.
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
_FILE = re.compile(
    rf"(?:{'|'.join(DATA_SETS)})/year=(?:\d{{4}}|{NO_YEAR})/(?:across-)?[0-9a-f]{{20}}\.parquet"
)


def is_file_name(name: str) -> bool:
    """Say whether a file in an archive is one of its data sets' by its name."""
    return _FILE.fullmatch(name) is not None


def file_name(data_set: str, year: int | None, shard: str) -> str:
    """Return the name of the file with a shard's rows of a data set and a year."""
    return f"{data_set}/year={NO_YEAR if year is None else year}/{shard}.parquet"


def year_in(name: str) -> int | None:
    """Return the year of a file of rows, by its name."""
    year = name.split("/")[1].removeprefix("year=")
    return None if year == NO_YEAR else int(year)


class Gathered:
    """The rows of a shard as columns, by year and data set. Every year has all data sets, so that
    each of them has a file even where nothing was found."""

    def __init__(self) -> None:
        self._columns: dict[int | None, dict[str, list[list[Any]]]] = {}
        self._tables: dict[int | None, dict[str, list[Any]]] = {}

    def add(self, year: int | None, rows: Iterable[tuple[str, Row]]) -> None:
        """Take the rows of a report."""
        columns = self._of(year)
        for data_set, row in rows:
            for column, value in zip(columns[data_set], row, strict=True):
                column.append(value)

    def add_table(self, year: int | None, data_set: str, table: Any) -> None:
        """Take rows that were made before."""
        self._of(year)
        self._tables.setdefault(year, {}).setdefault(data_set, []).append(table)

    def _of(self, year: int | None) -> dict[str, list[list[Any]]]:
        if year not in self._columns:
            self._columns[year] = {
                data_set: [[] for _ in names] for data_set, names in COLUMNS.items()
            }
        return self._columns[year]

    @property
    def years(self) -> list[int | None]:
        """The years there are, the unknown one last."""
        return sorted(self._columns, key=lambda year: (year is None, year or 0))

    def parquet(self, year: int | None, data_set: str) -> bytes:
        """Return the file of a year and data set; its columns are let go of."""
        arrow = pyarrow()
        columns = self._columns[year].pop(data_set)
        arrays = [
            arrow.array(column if kind != "date" else list(map(_day, column)), type=_type(kind))
            for column, kind in zip(columns, COLUMNS[data_set].values(), strict=True)
        ]
        made = arrow.Table.from_arrays(arrays, schema=schema(data_set))
        before = self._tables.get(year, {}).pop(data_set, [])
        return written(arrow.concat_tables([*before, made]) if before else made)


def written(table: Any) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    from pyarrow import parquet

    sink = BytesIO()
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def read_table(raw: bytes, columns: list[str] | None = None) -> Any:
    """Return the table in the bytes of a Parquet file."""
    from pyarrow import parquet

    pyarrow()
    # The folders of its name are not looked at: these are bytes.
    return parquet.ParquetFile(BytesIO(raw)).read(columns=columns)


def rows_with(table: Any, paths: Iterable[str]) -> Any:
    """Return the rows of a table that are of the reports at these paths."""
    from pyarrow import compute

    return table.filter(compute.is_in(table["path"], pyarrow().array(sorted(paths), "string")))


@cache
def schema(data_set: str) -> Any:
    """Return the schema of a data set for pyarrow."""
    arrow = pyarrow()
    return arrow.schema([(name, _type(kind)) for name, kind in COLUMNS[data_set].items()])


def pyarrow() -> Any:
    """Return the module pyarrow; raises ArchiveError where it is not installed."""
    try:
        import pyarrow
    except ModuleNotFoundError as error:
        raise needs("pyarrow", "archive") from error
    return pyarrow


def _type(kind: str) -> Any:
    arrow = pyarrow()
    return {
        "text": arrow.string(),
        "words": arrow.list_(arrow.string()),
        "int": arrow.int32(),
        "long": arrow.int64(),
        "bool": arrow.bool_(),
        "date": arrow.date32(),
        "number": arrow.decimal128(DIGITS, AFTER_POINT),
    }[kind]


def _day(written_: str | None) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(written_) if written_ else None
    except ValueError:
        # 2月30日: no day, whatever the report says.
        return None

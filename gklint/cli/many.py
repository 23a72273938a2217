"""What a run over many files has around it: several processes, a cache, a line of progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gklint.batch import Found, again, check, processors
from gklint.batch.interrupts import Interrupts
from gklint.checking.results import Record
from gklint.checking.settings import Settings
from gklint.cli.language import localized
from gklint.cli.output import note

if TYPE_CHECKING:
    from gklint.batch.cache import Cache

#: So many files are worth a cache; of fewer all are checked before it is opened.
_WORTH_A_CACHE = 8


class RunOptions(NamedTuple):
    """How many files are gone through: `jobs` processes (None: as many as there are processors and
    work for them); whether there is a cache, in which folder (None: the user's own), and by what
    files are known again in it."""

    jobs: int | None = None
    cached: bool = True
    cache_dir: str | None = None
    cache_check: str = "stat"


def run_options_of(of_run: Mapping[str, Any], cache_check: str) -> RunOptions:
    """Return what options and configuration say of it: by the keys `jobs` and `cache`."""
    jobs, cache = of_run.get("jobs", "auto"), of_run.get("cache", True)
    return RunOptions(
        # More processes than processors make nothing quicker, and a folder's configuration could
        # ask for thousands.
        None if jobs == "auto" else min(jobs, max(2, processors())),
        cache is not False,
        cache if isinstance(cache, str) else None,
        cache_check,
    )


def checked(
    found: Found,
    settings_for: Callable[[str], Settings],
    piped: tuple[str, bytes] | None,
    hashed: bool,
    run_options: RunOptions,
    language: str,
    interrupts: Interrupts,
    compared: Callable[[Iterator[Record], Cache | None], Iterator[Record]] | None = None,
) -> Iterator[Record]:
    """Yield the records, as `batch.check` does, with the progress shown on a terminal.

    `compared` gives the records with what comes of comparing them; it gets the cache as well.
    """
    folder = run_options.cache_dir or os.environ.get("GKLINT_CACHE_DIR") or None
    cache = None
    if run_options.cached and (folder or len(found.files) >= _WORTH_A_CACHE):
        # Imported here: a run over a few files needs no cache.
        from gklint.batch.cache import open_cache

        cache = open_cache(folder, run_options.cache_check, again, lambda: _say_damaged(language))
        if cache is None and folder:
            note(
                localized(
                    f"{folder}：不能用作缓存文件夹（须为本人所有且他人不可写），本次不用缓存",
                    f"{folder}: cannot be used for the cache (it must be yours and not writable"
                    " for others); this run goes without",
                    language,
                )
            )
    records = check(
        found,
        settings_for,
        piped,
        hashed,
        jobs=run_options.jobs,
        cache=cache,
        interrupts=interrupts,
    )
    records = _with_progress(records, len(found.files) + (piped is not None), language)
    try:
        yield from compared(records, cache) if compared else records
    finally:
        if cache is not None:
            cache.close()


def _with_progress(records: Iterator[Record], count: int, language: str) -> Iterator[Record]:
    if count == 1:
        yield from records
        return
    # Imported here: of one file there is no progress to show.
    from gklint.cli.progress import Progress

    progress = Progress(sys.stderr, count, language)
    for record in records:
        progress.clear()
        yield record
        progress.step()
    progress.clear()


def _say_damaged(language: str) -> None:
    note(
        localized("缓存文件已损坏，已重建", "the cache was damaged and has been rebuilt", language)
    )

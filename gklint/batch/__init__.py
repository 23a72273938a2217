"""Many reports: which files a run is about, and each of them checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from types import ModuleType
from typing import TYPE_CHECKING

from gklint.batch.finding import Found, find_files
from gklint.batch.interrupts import Interrupts
from gklint.batch.waiting import Waiting
from gklint.checking.results import Record
from gklint.checking.runs import Loaded, Run
from gklint.checking.settings import Settings

if TYPE_CHECKING:
    from gklint.batch.cache import Cache

__all__ = ["Found", "again", "check", "find_files", "processors", "run_of"]

#: So many files are looked up in the cache at a time.
_WINDOW = 256
#: So many texts, or as much work in other documents, are worth starting processes for.
_ENOUGH = 48
#: So many files at most are looked at to see whether there is that much to do.
_AHEAD = 1_000


def run_of(several: Iterable[Settings], across: bool = False) -> Run:
    """Return what a run checks by, loaded when it is asked for; files may differ in settings.

    With `across` the rules that compare reports are among it.
    """

    def load() -> Loaded:
        # Imported here: a run that finds all in its cache needs no rules.
        from gklint.engine import rules_for
        from gklint.plugins.loading import load_plugins

        plugins = load_plugins(across or any(settings.rules for settings in several))
        selected = {
            module.RULE.code: module
            for settings in dict.fromkeys(several)
            for module in rules_for(plugins, settings)
            if settings.selects(module.RULE) and (across or module.RULE.checks == "report")
        }
        ordered = tuple(selected[code] for code in sorted(selected))
        return Loaded(ordered, plugins.plugins, plugins.failures)

    def versions() -> dict[str, str]:
        # Imported here: only results that are kept say by what they were made.
        from gklint.batch.cache_key import versions_of

        return versions_of(several)

    return Run(load, versions)


def check(
    found: Found,
    settings_for: Callable[[str], Settings],
    piped: tuple[str, bytes] | None = None,
    hashed: bool = True,
    *,
    jobs: int | None = 1,
    cache: Cache | None = None,
    interrupts: Interrupts | None = None,
) -> Iterator[Record]:
    """Check the files, and what was piped in under a name if anything was, sorted by path.

    `settings_for` gives what to check the file at a path by. Without `hashed` the records have no
    SHA-256, which saves loading what makes it, and no facts to compare. So many processes as `jobs`
    check; None stands for all processors, where there is enough to do. After an interrupt come the
    records that are ready, and no more. Whoever opened the `cache` closes it.
    """
    interrupts = interrupts or Interrupts()
    hashed = hashed or cache is not None
    items = _looked_up(found, settings_for, piped, hashed, cache)
    for record, waiting in _checked(items, jobs, hashed, interrupts):
        yield cache.keep(waiting, record) if cache and waiting else record


def with_facts(records: Iterable[Record]) -> Iterator[Record]:
    """Yield records that hold their facts themselves, whatever is done to them from here on."""
    for record in records:
        yield record._replace(facts=record.facts)


def again(waiting: Waiting) -> Record:
    """Check a file whose record was lost from the cache."""
    record: Record = _loaded().check_file(waiting.path, waiting.settings)
    return record


def _loaded() -> ModuleType:
    """Return the module that checks, loaded when the first file has to be checked: a run that finds
    all in the cache needs no engine."""
    from gklint.batch import checking

    return checking


def _looked_up(
    found: Found,
    settings_for: Callable[[str], Settings],
    piped: tuple[str, bytes] | None,
    hashed: bool,
    cache: Cache | None,
) -> Iterator[Record | Waiting]:
    """Yield what is in the cache, and what waits to be checked, sorted by path."""
    for start in range(0, len(found.files), _WINDOW):
        files = [(path, settings_for(path)) for path in found.files[start : start + _WINDOW]]
        for item in cache.look_up(files) if cache else (Waiting(*file) for file in files):
            if piped and piped[0] < item.path:
                yield _checked_piped(piped, settings_for, hashed)
                piped = None
            yield item
    if piped:
        yield _checked_piped(piped, settings_for, hashed)


def _checked_piped(
    piped: tuple[str, bytes], settings_for: Callable[[str], Settings], hashed: bool
) -> Record:
    name, raw = piped
    record: Record = _loaded().check_bytes(raw, name, settings_for(name), hashed)
    return record


def _checked(
    items: Iterator[Record | Waiting], jobs: int | None, hashed: bool, interrupts: Interrupts
) -> Iterator[tuple[Record, Waiting | None]]:
    """Yield the records in order: checked here as long as there is little to do."""
    count = processors() if jobs is None else jobs
    while not interrupts.seen:
        ahead, heavy = (
            _ahead(items, _ENOUGH if jobs is None else 2)
            if count > 1
            else (list(islice(items, 1)), False)
        )
        if not ahead:
            return
        if heavy:
            _loaded()
            # Imported here: starting processes takes a library that few runs need.
            from gklint.batch.jobs import checked_in_order

            yield from checked_in_order(chain(ahead, items), count, interrupts)
            return
        yield from _checked_here(ahead, hashed, interrupts)


def _ahead(items: Iterator[Record | Waiting], enough: int) -> tuple[list[Record | Waiting], bool]:
    """Return the next items, and whether there is enough to do for several processes."""
    ahead: list[Record | Waiting] = []
    weight = 0
    for item in items:
        ahead.append(item)
        weight += item.weight if isinstance(item, Waiting) else 0
        if weight >= enough or len(ahead) >= _AHEAD:
            break
    return ahead, weight >= enough


def _checked_here(
    items: Sequence[Record | Waiting], hashed: bool, interrupts: Interrupts
) -> Iterator[tuple[Record, Waiting | None]]:
    for item in items:
        if interrupts.seen:
            return
        if not isinstance(item, Waiting):
            yield item, None
            continue
        try:
            with interrupts.interruptible():
                record = _loaded().check_file(item.path, item.settings, hashed)
        except KeyboardInterrupt:
            # Also one that was not taken here, or that a plugin raised: the run is not complete.
            interrupts.seen = True
            return
        yield record, item


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

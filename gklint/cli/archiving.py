"""What `gklint archive` does once its options are read; it needs no click."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from gklint.archive.archives import Archive
from gklint.archive.engines import Engine, processes_of
from gklint.archive.errors import ArchiveError
from gklint.archive.planning import SIZE, Plan, plan
from gklint.archive.running import run
from gklint.archive.sources import Listing, listed
from gklint.archive.stores import is_address, is_of_this_process, store_at, writing_alone
from gklint.archive.tables import pyarrow
from gklint.batch import processors
from gklint.batch.interrupts import Interrupts
from gklint.checking.settings import Settings
from gklint.cli.across import roster_at
from gklint.cli.configured import configurations_with, files_of, name_rules, name_skipped, refuse
from gklint.cli.language import localized
from gklint.cli.output import note, show
from gklint.cli.progress import Progress
from gklint.cli.status import FAILED, INTERRUPTED
from gklint.configuration import Configurations
from gklint.support.bilingual import Text

if TYPE_CHECKING:
    from gklint.collection.roster import Roster


class Wanted(NamedTuple):
    """What the command line asks for."""

    paths: tuple[str, ...]
    place: str
    jobs: int | str = "auto"
    scheduler: str | None = None
    across: bool = False
    retry_unreadable: bool = False
    shard_size: int | None = None


def archive(
    wanted: Wanted, given: Mapping[str, Any], config: str | None, isolated: bool, language: str
) -> int:
    """Bring an archive to what stands in the paths, say what came of it, return the exit status."""
    try:
        return _archive(wanted, configurations_with(given, config, isolated), language)
    except ArchiveError as error:
        note(error.reason.say(language))
        return FAILED


def _archive(wanted: Wanted, configurations: Configurations, language: str) -> int:
    # Before anything is read: without it nothing can be written.
    pyarrow()
    listing = listed(
        wanted.paths, lambda paths: files_of(configurations, paths), configurations.excludes
    )
    for file in listing.files:
        configurations.configuration_for(file.path)
    roster_path = configurations.of_run(wanted.paths).get("roster")
    if configurations.problems:
        return refuse(configurations, language)
    name_rules(configurations)
    roster = roster_at(roster_path, language) if roster_path else None
    if roster_path and roster is None:
        return FAILED
    for path, why in listing.problems:
        note(f"{path}: {why.say(language)}")
    name_skipped(listing.found, language)
    store = store_at(wanted.place)
    with writing_alone(store):
        # Workers stand elsewhere.
        place = wanted.place if is_address(wanted.place) else os.path.abspath(wanted.place)
        opened = Archive(store, place)
        started = _Run(opened, listing, configurations.settings_for, wanted, language)
        return started.run(wanted.across or roster is not None, roster)


class _Run:
    """A run over an archive that is open."""

    def __init__(
        self,
        opened: Archive,
        listing: Listing,
        settings_for: Callable[[str], Settings],
        wanted: Wanted,
        language: str,
    ) -> None:
        self.archive, self.listing, self.wanted = opened, listing, wanted
        self.settings_for = settings_for
        self.language = language
        self.checked = 0

    def run(self, across: bool, roster: Roster | None) -> int:
        """Check what has to be checked, compare if that is asked for, say what came of it."""
        planned = plan(
            self.archive,
            self.listing,
            self.settings_for,
            size=self.wanted.shard_size or SIZE,
            retry=self.wanted.retry_unreadable,
        )
        compared_before = self._compared
        with Interrupts() as interrupts:
            self._check(planned, interrupts)
            if interrupts.seen:
                return self._interrupted()
            if across:
                self._compare(roster)
            elif compared_before and not self._compared:
                self._say_outdated()
        self.archive.end()
        return self._summary(planned)

    def _check(self, planned: Plan, interrupts: Interrupts) -> None:
        progress = Progress(sys.stderr, max(planned.to_do, 1), self.language)
        engine = self._engine(planned, progress)
        try:
            steps = run(self.archive, planned, engine, lambda: not interrupts.seen)
            with interrupts.interruptible():
                for step in steps:
                    self.checked += step.checked
                    progress.step(step.looked_at)
        except KeyboardInterrupt:
            interrupts.seen = True
        finally:
            progress.clear()
            engine.close()

    def _engine(self, planned: Plan, progress: Progress) -> Engine:
        if self.wanted.scheduler:
            # Imported here: most runs are of one machine.
            from gklint.archive.on_dask import OnDask

            def tell(what: Text) -> None:
                progress.clear()
                note(what.say(self.language))

            return OnDask(self.wanted.scheduler, tell)
        places = (*self.wanted.paths, self.wanted.place)
        jobs = self.wanted.jobs
        # As for a check, more processes than processors make nothing quicker.
        count = processors() if jobs == "auto" else min(int(jobs), max(2, processors()))
        if any(map(is_of_this_process, places)):
            count = 1
        return processes_of(
            min(count, max(1, len(planned.tasks))), forked=not any(map(is_address, places))
        )

    @property
    def _compared(self) -> bool:
        from gklint.archive.manifests import is_across

        return any(map(is_across, self.archive.shards))

    def _compare(self, roster: Roster | None) -> None:
        # Imported here: most runs compare nothing.
        from gklint.archive.comparing import compare
        from gklint.cli.across import collection_rules

        names = [] if roster is None else [roster.path]
        compare(
            self.archive,
            roster,
            lambda paths: collection_rules(self.settings_for, [*paths, *names]),
        )

    def _say_outdated(self) -> None:
        note(
            localized(
                "报告有变化，先前比较的结果已移除；加 --across 再比较",
                "reports changed, so what came of comparing them was removed; --across compares"
                " them again",
                self.language,
            )
        )

    def _interrupted(self) -> int:
        note(
            localized(
                f"已中断，检查了 {self.checked} 份；再次运行会从这里继续",
                f"interrupted, {self.checked} reports checked; the next run goes on from here",
                self.language,
            )
        )
        return INTERRUPTED

    def _summary(self, planned: Plan) -> int:
        """Say what the archive holds and what could not be read; return the exit status."""
        entries = [e for shard in self.archive.shards.values() for e in shard.entries]
        lost = sorted((e.path, e.unreadable) for e in entries if e.unreadable is not None)
        same = planned.unchanged + planned.to_do - self.checked
        show(
            localized(
                f"{self.wanted.place}：报告 {len(entries)} 份；检查 {self.checked} 份，"
                f"未变 {same} 份，移除 {planned.gone} 份；无法读取 {len(lost)} 份",
                f"{self.wanted.place}: {len(entries)} reports; {self.checked} checked,"
                f" {same} unchanged, {planned.gone} removed; {len(lost)} could not be read",
                self.language,
            )
        )
        for path, why in lost:
            show(f"  {path}: {why.say(self.language)}")
        return FAILED if lost or self.listing.problems else 0

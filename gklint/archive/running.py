"""A run: what is planned is given out and put into place, and nothing that goes wrong with a worker
or a file ends it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gklint.archive.archives import Archive
from gklint.archive.engines import Came, Engine
from gklint.archive.errors import ArchiveError
from gklint.archive.manifests import is_across
from gklint.archive.planning import Plan
from gklint.archive.shards import Made, Task
from gklint.support.bilingual import Text


class Step(NamedTuple):
    """A shard that was made: how many reports were checked for it, of how many looked at."""

    checked: int
    looked_at: int


def run(
    archive: Archive, planned: Plan, engine: Engine, go_on: Callable[[], bool]
) -> Iterator[Step]:
    """Make what was planned and put it into place, shard by shard; yield each.

    As long as `go_on` says so: what is made until then waits for the next run. Raises ArchiveError,
    OSError where the run cannot go on.
    """
    made = ((task.to_check, one) for task, one in _made(planned.tasks, engine, go_on))
    for looked_at, one in _put(archive, planned, made, go_on):
        yield Step(one.checked, looked_at)


def put_in_place(archive: Archive, planned: Plan, made: Iterable[Made]) -> None:
    """Put into place what was made of all tasks of a plan, by whatever engine, and end the run."""
    for _ in _put(archive, planned, ((0, one) for one in made), lambda: True):
        pass
    archive.end()


def _put(
    archive: Archive,
    planned: Plan,
    several: Iterable[tuple[int, Made]],
    go_on: Callable[[], bool],
) -> Iterator[tuple[int, Made]]:
    in_place = {e.identity for shard in archive.shards.values() for e in shard.entries}
    final = set(planned.kept)
    if not planned.tasks and not planned.gone:
        # What came of comparing the reports holds as long as none of them is another.
        final |= {name for name in archive.shards if is_across(name)}
    for looked_at, made in several:
        archive.staged[made.folder] = made.shard
        final.add(made.shard.name)
        if not any(entry.identity in in_place for entry in made.shard.entries):
            archive.publish(made.folder, made.shard)
        yield looked_at, made
    if go_on():
        archive.switch(final)


def _made(
    tasks: tuple[Task, ...], engine: Engine, go_on: Callable[[], bool]
) -> Iterator[tuple[Task, Made]]:
    """Yield each task with its shard; one whose worker died or that could not be written is tried
    again, then split, until it is the one report."""
    waiting = deque(tasks)
    out = 0
    while (waiting or out) and go_on():
        while waiting and out < engine.capacity:
            engine.start(waiting.popleft())
            out += 1
        for came in engine.finished():
            out -= 1
            if came.made is not None:
                yield came.task, came.made
            else:
                waiting.extendleft(reversed(_next_try(came)))


def _next_try(came: Came) -> list[Task]:
    """Return what becomes of a task that came to nothing."""
    task = came.task
    if not task.again:
        return [task._replace(again=True)]
    if not came.died:
        # Whatever the reports are: it cannot be written.
        raise ArchiveError(came.why)
    if len(task.pieces) > 1:
        half = len(task.pieces) // 2
        return [task.with_pieces(task.pieces[:half]), task.with_pieces(task.pieces[half:])]
    piece = task.pieces[0]
    if piece.lost is not None or piece.same:
        raise ArchiveError(came.why)
    reason = Text(
        f"检查这份文件的进程两次意外终止（{came.why.zh}）",
        f"the process that checked this file died twice ({came.why.en})",
    )
    return [task._replace(pieces=(piece._replace(lost=reason, shard=""),), old=())]

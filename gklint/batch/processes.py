"""A process that works for this one, and the pipe to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

#: How long a process that is asked to end is given for it, in seconds: LibreOffice takes some.
_GRACE = 5.0


class WorkerProcess:
    """A process that runs `work(pipe, inherited)`, and the pipe to it.

    `others` are the ends of pipes that a forked process has from this one: `work` closes what it
    `inherited` of them, because kept open there they would keep processes from noticing that this
    one is gone. `method` is how it is started, None for what suits the system. Raises OSError where
    the system gives no process.
    """

    def __init__(
        self,
        work: Callable[[Connection, list[Connection]], None],
        others: Sequence[Connection],
        method: str | None = None,
    ) -> None:
        chosen = method or ("fork" if sys.platform == "linux" else "spawn")
        context: Any = get_context(chosen)
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        inherited = [self.pipe, *others] if chosen == "fork" else []
        self.process = context.Process(target=work, args=(theirs, inherited), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        """End it, whatever it is doing, and wait until it is gone."""
        # Asked first: one that waits for LibreOffice takes that away, and its temporary folder.
        self.process.terminate()
        self.process.join(_GRACE)
        self.process.kill()
        self.process.join()
        self.pipe.close()

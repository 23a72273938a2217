"""The command line: one file a command. It parses options, calls, prints, and computes nothing."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from gklint.support.patterns import keep_new, preload_once, preloaded

#: The commands, each with a module of its name here; no name stands for `check`.
COMMANDS = (
    "annotate",
    "check",
    "completion",
    "debug",
    "extract",
    "fix",
    "plugins",
    "rule",
    "rules",
    "waive",
)

#: In the environment it asks, for the script of a shell, how a command line may go on.
COMPLETE = "_GKLINT_COMPLETE"

#: Exit statuses: used wrongly, or not all could be done; ended by Ctrl-C, as shells say it.
FAILED = 2
INTERRUPTED = 130


def main() -> NoReturn:
    """Run gklint with the arguments of the process, and leave with its exit status."""
    # Reading modules and reports makes many objects and hardly any garbage to look for.
    gc.set_threshold(50_000)
    if not _only_paths(sys.argv[1:]):
        # Otherwise it is done when the first report is checked: none may have to be.
        preload_once()
    status = run(sys.argv[1:])
    if preloaded():
        keep_new()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        status = _stopped(error)
    # Taking a Python process to pieces costs as much as starting it, and all has been written.
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run gklint with these arguments and return the exit status."""
    # Python has no streams here where the process was started without them (`>&-`).
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    try:
        if COMPLETE in os.environ:
            from gklint.cli.completion import answer

            return answer(os.environ[COMPLETE])
        if _only_paths(arguments):
            from gklint.cli.checking import check

            return check(arguments)
        from gklint.cli.commands import invoke

        return invoke(arguments)
    except KeyboardInterrupt:
        print("gklint: 已中断 (interrupted)", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        # A report that cannot be read is a finding, so this is mostly a disk that is full.
        return _stopped(error)
    except Exception as error:
        # A fault of gklint's that no file can be blamed for: nobody is shown a traceback.
        return _failed(error)


def _only_paths(arguments: Sequence[str]) -> bool:
    """Say whether it is `gklint report.txt` and no more: then click, a quarter of all start-up
    time, has nothing to do."""
    return (
        bool(arguments)
        and arguments[0] not in COMMANDS
        and not any(argument.startswith("-") for argument in arguments)
    )


def _failed(error: Exception) -> int:
    from gklint.checking.failures import described

    what = described(error)
    with contextlib.suppress(OSError):
        sys.stderr.write(
            f"gklint: 程序出错（{what}），请把命令和这句话告诉 gklint 的维护者"
            " (gklint itself failed: please tell its maintainers)\n"
        )
    return FAILED


def _stopped(error: OSError) -> int:
    from gklint.support.printable import shown

    what = ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
    what = shown(what, sys.stderr.encoding or "utf-8")
    # The place for error messages may be full too: then the exit status alone says it.
    with contextlib.suppress(OSError):
        print(f"gklint: 系统报错，未能完成 (stopped by a system error): {what}", file=sys.stderr)
    return FAILED

"""The command line: one file a command. It parses options, calls, prints, and computes nothing."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run gklint with the arguments of the process, and leave with its exit status."""
    # Reading modules and reports makes many objects and hardly any garbage to look for.
    gc.set_threshold(50_000)
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        status = _cannot_write(error)
    # Taking a Python process to pieces costs as much as starting it, and all has been written.
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run gklint with these arguments and return the exit status."""
    # Python has no streams here where the process was started without them (`>&-`).
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    try:
        return _invoke(arguments)
    except KeyboardInterrupt:
        print("gklint: 已中断 (interrupted)", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        # A report that cannot be read is a finding, so what is left is the output.
        return _cannot_write(error)


def _invoke(arguments: Sequence[str]) -> int:
    import click

    from gklint.cli.commands import commands
    from gklint.cli.usage import explain
    from gklint.reporters.stream import closed_pipe_is_quiet

    status = 0
    try:
        with (
            closed_pipe_is_quiet(sys.stdout),
            commands.make_context("gklint", list(arguments)) as context,
        ):
            status = int(commands.invoke(context) or 0)
    except click.exceptions.Exit as leave:
        status = leave.exit_code
    except click.ClickException as error:
        print(explain(error), file=sys.stderr)
        status = 2
    except click.Abort:
        raise KeyboardInterrupt from None
    return status


def _cannot_write(error: OSError) -> int:
    what = error.strerror or str(error)
    # The place for error messages may be full too: then the exit status alone says it.
    with contextlib.suppress(OSError):
        print(f"gklint: 无法写出结果 (cannot write the output): {what}", file=sys.stderr)
    return 2

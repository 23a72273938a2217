"""The command line: one file a command. It parses options, calls, prints, and computes nothing."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from gklint.cli.language import speak
from gklint.cli.status import FAILED, INTERRUPTED


def main() -> NoReturn:
    """Run gklint with the arguments of the process, and leave with its exit status."""
    # Starting and reading reports make many objects and hardly any garbage, so it is looked for
    # less often; on the way out, when all is let go of, not at all.
    gc.set_threshold(100_000)
    status = run(sys.argv[1:])
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run gklint with these arguments and return the exit status."""
    # Python has no streams here where the process was started without them (`>&-`).
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - for the whole process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115 - for the whole process
    try:
        # Before the commands are loaded: their help is made in this language.
        speak(arguments)
        # Imported here, so that whatever goes wrong with it is said as below.
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


def _failed(error: Exception) -> int:
    # Imported here: mostly nothing goes wrong.
    from gklint.checking.failures import described

    what = described(error)
    _say(
        f"gklint: 程序出错（{what}），请把命令和这句话告诉 gklint 的维护者"
        " (gklint itself failed: please tell its maintainers)"
    )
    return FAILED


def _stopped(error: OSError) -> int:
    # Imported here, as above: mostly nothing goes wrong.
    from gklint.reporters.stream import discard_the_rest
    from gklint.support.printable import shown

    what = ": ".join(str(part) for part in (error.strerror or error, error.filename) if part)
    what = shown(what, sys.stderr.encoding or "utf-8")
    # What could not be written would be tried again on the way out.
    discard_the_rest(sys.stdout)
    _say(f"gklint: 系统报错，未能完成 (stopped by a system error): {what}")
    return FAILED


def _say(text: str) -> None:
    # The place for error messages may be full too: then the exit status alone says it.
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr, flush=True)
        return
    from gklint.reporters.stream import discard_the_rest

    discard_the_rest(sys.stderr)

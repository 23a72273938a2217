"""`python -m gklint`: the command line, also from a clone that is not installed.

Python puts the folder one stands in before all others on the path. Where that is not the one that
gklint lies in, it may be a folder of reports from somebody else: nothing is loaded from it.
"""

import os
import sys

if not getattr(sys.flags, "safe_path", False):
    _here = os.path.realpath(os.curdir)
    _home = os.path.realpath(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    if sys.path and os.path.realpath(sys.path[0]) == _here != _home:
        del sys.path[0]

from gklint.cli import main

main()

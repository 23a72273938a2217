"""`python -m gklint`: the command line, also from a clone that is not installed."""

from gklint.cli import main

main()

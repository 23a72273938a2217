"""Exit statuses beside those that findings give."""

#: Used wrongly, or not all could be done.
FAILED = 2
#: Ended by Ctrl-C, as shells say it.
INTERRUPTED = 130

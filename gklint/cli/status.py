"""What the command line and the shell agree on: exit statuses beside those of findings."""

#: Used wrongly, or not all could be done.
FAILED = 2
#: Ended by Ctrl-C, as shells say it.
INTERRUPTED = 130
#: In the environment it asks, for the script of a shell, how a command line may go on.
COMPLETE = "_GKLINT_COMPLETE"

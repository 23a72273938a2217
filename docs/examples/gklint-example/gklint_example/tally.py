"""An output format: one line a report with how many errors, warnings and infos it has."""

from gklint.api import Severity


class Reporter:
    """Writes a line as soon as a report has been checked."""

    def __init__(self, run, write, options):
        self.write = write

    def begin(self):
        """Write nothing: there is no head."""

    def add(self, record):
        """Write the line of a report; one that could not be read has no numbers."""
        found = [diagnostic.severity for diagnostic in record.diagnostics]
        counts = [found.count(severity) for severity in reversed(Severity)]
        not_evaluated = sum(bool(outcome.reasons) for outcome in record.outcomes)
        said = "unreadable" if record.unreadable else " ".join(map(str, [*counts, not_evaluated]))
        self.write(f"{record.path}\t{said}\n")

    def end(self, totals):
        """Write the sum."""
        counts = " ".join(str(count) for count in totals.severities.values())
        self.write(f"{totals.files} reports\t{counts}\n")

"""What the law asks of a report: the forms of `grammars/formats/` as values."""

"""What knows nothing of reports: text in two languages, folding, YAML, files, patterns."""

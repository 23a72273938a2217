"""What a report is, and what is found in it: values that know nothing of how they are made."""

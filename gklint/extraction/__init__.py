"""The numbers of reports, given out as they stand in the tables."""

"""A hundred thousand reports as Parquet: tables to ask, made by engines that exist.

`plan` says what a run has to do, `make_shard` is the function that engines map over its tasks, and
an `Archive` puts what comes of it into place. The command line, Dask and the recipe for Spark in
docs/archive.md all go this way.
"""

"""`gklint archive`: many reports checked into Parquet, on one machine or many."""

from __future__ import annotations

from typing import Any

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.many_options import Jobs


@click.command(
    "archive",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("把大量报告的结果存为 Parquet", "Check many reports into Parquet."),
    help=localized(
        """检查大量报告，把结果存为 Parquet：reports、findings、outcomes、cells 四个数据集，
        按年度分区，可用 DuckDB、pandas、Spark 查询（docs/archive.md）。

        路径是文件、文件夹、zip，或 fsspec 能打开的地址（s3://…、hdfs://…）。中断后再运行即接着做；
        以后再运行只检查有变化的，已不在的报告从存档中移除。

        \b
        退出状态：0 全部完成；2 有报告无法读取、路径或用法有误；130 被中断，已完成的留着。
        查出问题不影响退出状态。""",
        """Check many reports into Parquet: the data sets reports, findings, outcomes and cells, by
        year, for DuckDB, pandas, Spark (docs/archive.md).

        A path is a file, a folder, a zip, or an address that fsspec opens (s3://…, hdfs://…). A run
        that was cut off goes on where it stopped; a later one checks only what changed, and reports
        that are gone leave the archive.

        \b
        Exit status: 0 all done; 2 a report that cannot be read, a wrong path or use;
        130 interrupted, what was done is kept. Findings do not matter to it.""",
    ),
)
@options.paths
@click.option(
    "--to",
    "place",
    required=True,
    metavar="DIR",
    help=localized("存档所在的文件夹或地址", "The folder or address of the archive."),
)
@click.option(
    "--jobs",
    "-j",
    type=Jobs(),
    metavar="N|auto",
    default="auto",
    help=localized("用几个进程（默认 auto：全用）", "How many processes; default auto: all."),
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help=localized(
        "由这个 Dask 调度器的工作进程检查，如 tcp://host:8786",
        "Have the workers of this Dask scheduler check: tcp://host:8786.",
    ),
)
@click.option(
    "--across",
    is_flag=True,
    help=localized(
        "完成后再比较存档中的所有报告（GK8 类规则）",
        "Compare all reports of the archive at the end (rules GK8).",
    ),
)
@click.option(
    "--roster",
    type=click.Path(),
    metavar="FILE",
    help=localized("比较所用的名册（即 --across）", "The roster to compare by; implies --across."),
)
@click.option(
    "--retry-unreadable",
    is_flag=True,
    help=localized("先前无法读取的再读一次", "Read again what could not be read."),
)
@click.option(
    "--shard-size",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help=localized("每个文件多少份报告（默认 200）", "Reports a shard; default: 200."),
)
@options.of_checking
@options.language
def command(paths: tuple[str, ...], config: str | None, isolated: bool, **given: Any) -> int:
    """Bring the archive to what stands in the paths; return the exit status."""
    # Imported here: --help does not need it.
    from gklint.cli.archiving import Wanted, archive

    own = ("place", "jobs", "scheduler", "across", "retry_unreadable", "shard_size")
    wanted = Wanted(paths, **{name: given.pop(name) for name in own})
    if wanted.scheduler and wanted.jobs != "auto":
        raise click.UsageError(
            localized("--jobs 与 --scheduler 只能用一个", "give either --jobs or --scheduler"),
            click.get_current_context(),
        )
    language = given.get("language") or locale_language()
    return archive(wanted, given, config, isolated, language)

"""`gklint plugins`: what is loaded, from where, and what failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gklint.cli import options
from gklint.cli.help import Command
from gklint.cli.language import locale_language, localized
from gklint.cli.status import FAILED

if TYPE_CHECKING:
    from gklint.checking.runs import Plugin
    from gklint.plugins.loading import Plugins


@click.command(
    "plugins",
    cls=Command,
    options_metavar=localized("[选项]", "[OPTIONS]"),
    short_help=localized("列出插件", "List the plugins."),
    help=localized(
        "列出已载入的插件：提供什么、来自哪里；未能载入的，说明原因，并以状态 2 退出。",
        "List the plugins that are loaded: what they give and where they are from; for those that"
        " are not, the reason. The exit status is 2 if there is one.",
    ),
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help=localized("输出格式（默认 text）", "Format of the output; default: text."),
)
@options.plugin
@options.language
def command(output_format: str, language: str | None) -> int:
    """Print the plugins, and return 2 where one failed."""
    # Imported here: --help does not need them.
    from gklint.cli.configured import name_own_plugins
    from gklint.cli.output import show
    from gklint.plugins.loading import load_plugins

    name_own_plugins()
    plugins = load_plugins()
    language = language or locale_language()
    show(_as_json(plugins) if output_format == "json" else "\n".join(_as_text(plugins, language)))
    return FAILED if plugins.failures else 0


def _as_text(plugins: Plugins, language: str) -> Iterator[str]:
    from gklint.plugins.hooks import API_VERSION

    yield localized(f"插件接口版本 {API_VERSION}", f"version of the hooks: {API_VERSION}", language)
    for plugin in plugins.plugins:
        yield (
            f"{plugin.name}（{plugin.target}）"
            if language == "zh"
            else (f"{plugin.name} ({plugin.target})")
        )
        if plugin.file:
            yield f"  {plugin.file}"
        for what, names in _gives(plugins, plugin):
            yield f"  {what}: {names}" if language == "en" else f"  {what}：{names}"
    for failure in plugins.failures:
        yield localized(
            f"{failure.name}（{failure.target}）未能载入：{failure.error}",
            f"{failure.name} ({failure.target}) failed: {failure.error}",
            language,
        )


def _gives(plugins: Plugins, plugin: Plugin) -> Iterator[tuple[str, str]]:
    """Yield what a plugin gives, hook by hook; of many rules only how many."""
    for hook in plugin.hooks:
        names = ""
        if hook == "gklint_rules":
            codes = [f"{rule.code} {rule.name}" for rule in plugin.rules]
            names = ", ".join(codes) if len(codes) <= 10 else str(len(codes))
        yield hook, names or "✓"


def _as_json(plugins: Plugins) -> str:
    import json

    from gklint.plugins.hooks import API_VERSION

    loaded = [
        {
            "name": plugin.name,
            "target": plugin.target,
            "file": plugin.file,
            "hooks": list(plugin.hooks),
            "rules": [rule.code for rule in plugin.rules],
        }
        for plugin in plugins.plugins
    ]
    failed = [failure._asdict() for failure in plugins.failures]
    said_ = {"schema_version": 1, "api_version": API_VERSION, "plugins": loaded, "failed": failed}
    return json.dumps(said_, ensure_ascii=False, indent=1)

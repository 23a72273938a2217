"""The keys of a configuration: what each takes and what it is for. The one table that the loader,
the published JSON Schema, `--show-settings` and the documentation are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gklint.checking.settings import FIRST_YEAR, LAST_YEAR
from gklint.configuration.profile import ProfileFile, profile_keys
from gklint.configuration.rule_kinds import ByRule, RuleWord, kind_of_option
from gklint.model.diagnostics import Severity
from gklint.model.report import AGENCY_KINDS
from gklint.readers.limits import Limits
from gklint.rule.definition import Rule
from gklint.support.bilingual import LANGUAGES, Text
from gklint.support.declared import FilePath, Flag, Glob, Kind, Several, Whole, Words
from gklint.support.declared_mappings import ByGlob, Either, Keys

_SEVERITIES = tuple(severity.word for severity in reversed(Severity))
_OR_COUNT = Text("，或个数", ", or a number")
_TO_IGNORE = Text("；不用某条规则，写在 ignore 中", "; `ignore` switches a rule off")


class Key(NamedTuple):
    """What a key takes, what it is for, and whether single files can have a value of their own."""

    kind: Kind
    summary: Text
    per_file: bool = False


def declared_keys(rules: Sequence[Rule], formats: Sequence[str]) -> Mapping[str, Key]:
    """Return the keys of a configuration where there are these rules and output formats."""
    of_files = _of_files(rules)
    single = {name: key.kind for name, key in of_files.items() if key.per_file}
    return {
        "extends": Key(
            FilePath(), Text("作为基础的另一份配置文件", "another file, on which this one builds")
        ),
        **of_files,
        "per-file": Key(
            ByGlob(Keys(single)),
            Text(
                "只对部分文件的设置：文件的模式 → 设置；多个模式适用时后面的优先",
                "settings of some files: a pattern for files → settings; later ones win",
            ),
        ),
        "exclude": Key(
            Several(Glob(), "存档/"),
            Text("文件夹中不检查的文件", "files that are left out where a folder is checked"),
        ),
        "limits": Key(_limits(), Text("读取一个文件的上限", "what one file may ask of its reader")),
        "rules": Key(
            Several(FilePath(), "规则.yaml"),
            Text("用 YAML 写的规则文件", "files of rules without code"),
        ),
        **_of_runs(formats),
    }


def _of_files(rules: Sequence[Rule]) -> dict[str, Key]:
    """Return the keys that decide what is reported, which single files can have for themselves."""
    return {
        **_chosen(rules),
        **_set(rules),
        "year": Key(
            Whole(FIRST_YEAR, LAST_YEAR),
            Text("报告年度，代替报告所写的", "the report year, whatever the report says"),
            True,
        ),
        "agency-kind": Key(
            Words(AGENCY_KINDS),
            Text("机关类别，代替从名称判断的", "the kind of agency, whatever its name says"),
            True,
        ),
    }


def _chosen(rules: Sequence[Rule]) -> dict[str, Key]:
    several = Several(RuleWord(rules), "GK3, row-total")
    return {
        "select": Key(
            several,
            Text(
                "只用这些规则（代码、名称或 GK3 这样的前缀）",
                "only these rules: codes, names, or prefixes such as GK3",
            ),
            True,
        ),
        "extend-select": Key(
            several,
            Text(
                "此外再用这些规则，包括默认关闭的", "these rules as well, also those that are off"
            ),
            True,
        ),
        "ignore": Key(several, Text("不用这些规则", "not these rules"), True),
        "extend-ignore": Key(several, Text("此外也不用这些规则", "nor these rules"), True),
    }


def _set(rules: Sequence[Rule]) -> dict[str, Key]:
    options = {
        rule.code: Keys(
            {option.name: kind_of_option(option) for option in rule.options},
            {
                option.name: schema_of_option(option.summary, option.default)
                for option in rule.options
            },
        )
        for rule in rules
        if rule.options
    }
    return {
        "severity": Key(
            ByRule(rules, each=Words(_SEVERITIES, hint=_TO_IGNORE)),
            Text(
                "规则的级别：规则 → error、warning、info",
                "severities: rule → error, warning or info",
            ),
            True,
        ),
        "options": Key(
            ByRule(rules, options),
            Text("规则的选项：规则 → 选项 → 值", "options of rules: rule → option → value"),
            True,
        ),
        "profile": Key(
            Either((str,), ProfileFile(rules), Keys(profile_keys(rules))),
            Text(
                "本地的要求：期限、字数、词表；可以写在这里，也可以写文件名",
                "local requirements: deadlines, lengths, words; here, or the name of a file",
            ),
            True,
        ),
    }


def schema_of_option(summary: Text, default: object) -> dict[str, object]:
    """Return what the JSON Schema says of an option beside its type."""
    shown = [*default] if isinstance(default, tuple) else default
    return {"description": f"{summary.zh} ({summary.en})", "default": shown}


def _limits() -> Keys:
    defaults = Limits()._asdict()
    return Keys(
        {name: Whole(1) for name in defaults},
        {name: {"default": default} for name, default in defaults.items()},
    )


def _of_runs(formats: Sequence[str]) -> dict[str, Key]:
    return {
        "language": Key(Words(LANGUAGES), Text("消息的语言", "the language of messages")),
        "output-format": Key(Words(formats), Text("输出格式", "the format of the output")),
        "fail-level": Key(
            Words(_SEVERITIES),
            Text("达到此级别即算不通过", "the severity from which on findings fail"),
        ),
        "baseline": Key(FilePath(), Text("基线文件", "the file of the baseline")),
        "roster": Key(
            FilePath(),
            Text("名册：有哪些单位，谁汇总谁", "the roster: which bodies there are, who sums whom"),
        ),
        "score": Key(
            FilePath(),
            Text("评分表：规则的权重、分组和满分", "the score card: weights and groups of rules"),
        ),
        "waivers": Key(FilePath(), Text("豁免文件", "the file of waivers")),
        "respect-gitignore": Key(
            Flag(),
            Text(
                "文件夹中 .gitignore 所列的是否排除",
                "whether what .gitignore names in a folder is left out",
            ),
        ),
        "jobs": Key(
            Either((str,), Words(("auto",), hint=_OR_COUNT), Whole(1)),
            Text(
                "同时检查几个文件，auto 为处理器个数",
                "how many files are checked at once; auto: one a processor",
            ),
        ),
        "cache": Key(
            Either((bool,), Flag(), FilePath()),
            Text(
                "是否保存结果供下次使用，或存放的文件夹",
                "whether results are kept for the next run, or the folder to keep them in",
            ),
        ),
    }


#: The keys whose values are of the run as a whole; the others are of each file.
RUN_KEYS = tuple(_of_runs(()))

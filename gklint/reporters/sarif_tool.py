"""What checked and by which law, as SARIF says it: driver, extensions, rules, taxonomies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gklint.checking.runs import Loaded
from gklint.forms.loading import load_forms
from gklint.forms.values import Forms
from gklint.model.diagnostics import Clause, Severity, basis
from gklint.reporters.jsontext import Json
from gklint.reporters.sarif_wording import Wording, numbered, plain
from gklint.rule.definition import Rule, RuleModule
from gklint.rule.documentation import as_markdown, as_text, flowing, rule_docs
from gklint.support.bilingual import Text
from gklint.version import __version__

HOME = "https://github.com/gklint/gklint"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LANGUAGES = {"zh": "zh-CN", "en": "en"}

#: The plugin that gives the built-in rules: it is the driver, the others are extensions.
_BUILT_IN = "gklint"
#: What a clause is called that means a regulation as a whole.
_WHOLE = "全文"

_FAMILIES = {
    1: "structure",
    2: "tables",
    3: "arithmetic",
    4: "prose",
    5: "identity",
    6: "substance",
    7: "text",
    8: "archive",
    9: "run",
}

#: What the invocation may have to say, by id.
NOTIFICATIONS = {
    "GK901": Text("文件无法读取", "a file could not be read"),
    "GK906": Text("规则或插件运行出错", "a rule or plugin failed"),
    "interrupted": Text(
        "检查被中断，其余报告未检查", "the run was interrupted, the other reports were not checked"
    ),
    "not-read": Text("文件夹中的文件没有读", "a file in a folder was not read"),
    "not-evaluated": Text("规则未能评定，不等于通过", "a rule was not evaluated, which is no pass"),
    "left-out": Text("有结果没有写入", "there are results that are not in the log"),
}

Object = dict[str, Json]


class _Component(NamedTuple):
    """The driver or an extension: its number in `extensions` (None: driver), its rules."""

    name: str
    number: int | None
    modules: tuple[RuleModule, ...]


class Catalogue:
    """Everything that results refer to by index: rules, clauses, kinds of notification."""

    def __init__(self, run: Loaded, language: str) -> None:
        self.language = language
        self.forms = load_forms()
        self.components = _components(run)
        self.taxonomies = _Taxonomies(self.forms)
        self.wordings: dict[tuple[str, str], Wording] = {}
        self._rules: dict[str, Object] = {}
        for component in self.components:
            for index, module in enumerate(component.modules):
                self._rules[module.RULE.code] = _rule_reference(module.RULE, index, component)
        # Built now: every clause has to be known before the taxonomies are written.
        self._described = [
            [self._rule(module, component) for module in component.modules]
            for component in self.components
        ]

    def rule_reference(self, code: str) -> Object:
        """Return a reportingDescriptorReference to a rule, its id alone where it is not listed."""
        return self._rules.get(code, {"id": code})

    def rule_of_result(self, code: str) -> Object:
        """Return what a result says of its rule: ruleId, and ruleIndex or the whole reference."""
        reference = self.rule_reference(code)
        if "toolComponent" in reference:
            return {"ruleId": code, "rule": reference}
        if "index" in reference:
            return {"ruleId": code, "ruleIndex": reference["index"]}
        return {"ruleId": code}

    def taxa(self, clauses: Iterable[Clause]) -> list[Json]:
        """Return references to clauses, each once."""
        references = {clause: self.taxonomies.reference(clause) for clause in clauses}
        return list(references.values())

    def notification(self, name: str) -> Object:
        """Return a reference to one of NOTIFICATIONS."""
        return {"id": name, "index": list(NOTIFICATIONS).index(name)}

    def tool(self) -> Object:
        """Return the tool object; all taxa must have been asked for before."""
        driver, *extensions = self._described
        tool: Object = {"driver": self._driver(driver)}
        if extensions:
            names = [component.name for component in self.components[1:]]
            tool["extensions"] = [
                {"name": name, "language": LANGUAGES[self.language], "rules": rules}
                for name, rules in zip(names, extensions, strict=True)
            ]
        return tool

    def _driver(self, rules: list[Object]) -> Object:
        return {
            "name": _BUILT_IN,
            "fullName": f"gklint {__version__}",
            "version": __version__,
            "semanticVersion": __version__,
            "informationUri": HOME,
            "shortDescription": {"text": _DESCRIPTION.say(self.language)},
            "language": LANGUAGES[self.language],
            "rules": rules,
            "notifications": [
                {"id": name, "shortDescription": {"text": words.say(self.language)}}
                for name, words in NOTIFICATIONS.items()
            ],
            "supportedTaxonomies": self.taxonomies.references(),
        }

    def _rule(self, module: RuleModule, component: _Component) -> Object:
        rule = module.RULE
        docs = rule_docs(module)
        summary, advice = rule.summary.say(self.language), rule.advice.say(self.language)
        described: Object = {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": plain(summary)},
            "fullDescription": {"text": plain(_full(summary, advice, docs.why, self.language))},
            "messageStrings": self._message_strings(rule),
        }
        if component.number is None:
            described["helpUri"] = f"{HOME}/blob/main/docs/rules/{rule.name}.md"
        if docs.summary:
            described["help"] = {"text": plain(as_text(docs)), "markdown": plain(as_markdown(docs))}
        level = LEVELS[rule.severity]
        described["defaultConfiguration"] = {"enabled": rule.enabled, "level": level}
        relationships: list[Json] = [
            {"target": target, "kinds": ["relevant"]} for target in self.taxa(self._clauses(rule))
        ]
        if relationships:
            described["relationships"] = relationships
        described["properties"] = _properties(rule)
        return described

    def _message_strings(self, rule: Rule) -> Object:
        strings: Object = {}
        for name, words in rule.messages.items():
            try:
                wording = numbered(words.say(self.language))
            except ValueError:
                # A plugin's wording with a stray brace; its findings are GK906 then.
                wording = Wording(plain(words.say(self.language)), ())
            self.wordings[rule.code, name] = wording
            strings[name] = {"text": wording.text}
        return strings

    def _clauses(self, rule: Rule) -> tuple[Clause, ...]:
        try:
            return basis(rule.clauses, None, self.forms)
        except KeyError:
            # A plugin's rule may name a regulation that is not here; its findings are GK906 then.
            return ()


_DESCRIPTION = Text(
    "政府信息公开工作年度报告检查工具",
    "linter for Chinese government annual reports on open information",
)


class _Taxonomies:
    """Regulations with the articles that rules or findings rest on, numbered as they are asked."""

    def __init__(self, forms: Forms) -> None:
        self._regulations = forms.regulations
        self._articles: dict[str, dict[str, int]] = {}

    def reference(self, clause: Clause) -> Object:
        """Return a reference to a clause; it is listed from now on."""
        regulation = self._regulations[clause.regulation]
        articles = self._articles.setdefault(
            regulation.key, {article: index for index, article in enumerate(regulation.articles)}
        )
        article = clause.clause or _WHOLE
        index = articles.setdefault(article, len(articles))
        return {"id": article, "index": index, "toolComponent": self._component(regulation.key)}

    def references(self) -> list[Json]:
        """Return a reference to each regulation."""
        return [self._component(key) for key in self._articles]

    def objects(self) -> list[Json]:
        """Return the regulations as toolComponents."""
        return [
            {
                "name": self._regulations[key].number,
                "fullName": f"{self._regulations[key].title} {self._regulations[key].number}",
                "guid": _guid(key),
                "shortDescription": {"text": self._regulations[key].title},
                "language": "zh-CN",
                "isComprehensive": False,
                "taxa": [
                    {
                        "id": article,
                        "name": article,
                        "shortDescription": {"text": f"{self._regulations[key].short} {article}"},
                    }
                    for article in articles
                ],
            }
            for key, articles in self._articles.items()
        ]

    def _component(self, key: str) -> Object:
        index = list(self._articles).index(key)
        return {"name": self._regulations[key].number, "index": index, "guid": _guid(key)}


def _guid(key: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"{HOME}/regulations/{key}"))


def _components(run: Loaded) -> list[_Component]:
    given = {rule.code: plugin.name for plugin in run.plugins for rule in plugin.rules}
    others = [plugin.name for plugin in run.plugins if plugin.name != _BUILT_IN]

    def of(name: str) -> tuple[RuleModule, ...]:
        return tuple(m for m in run.rules if given.get(m.RULE.code, _BUILT_IN) == name)

    components = [_Component(_BUILT_IN, None, of(_BUILT_IN))]
    components += [_Component(name, index, of(name)) for index, name in enumerate(others)]
    return components


def _rule_reference(rule: Rule, index: int, component: _Component) -> Object:
    reference: Object = {"id": rule.code, "index": index}
    if component.number is not None:
        reference["toolComponent"] = {"name": component.name, "index": component.number}
    return reference


def _full(summary: str, advice: str, why: str, language: str) -> str:
    # The documentation is in Chinese; in English there are the summary and the advice.
    parts = [summary, advice] if language == "en" else [summary, flowing(why), advice]
    separator = ". " if language == "en" else "。"
    return separator.join(part.rstrip("。.") for part in parts if part) + separator.strip()


def _properties(rule: Rule) -> Object:
    properties: Object = {
        "tags": [_FAMILIES.get(rule.family, "plugin"), "政府信息公开"],
        "problem.severity": {"note": "recommendation"}.get(level := LEVELS[rule.severity], level),
        "since": rule.since,
    }
    if rule.years != (None, None):
        properties["years"] = list(rule.years)
    if rule.kinds:
        properties["agencyKinds"] = sorted(rule.kinds)
    return properties

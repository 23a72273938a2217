"""规则和插件应当运行到底，不出错。

为什么
    一条规则出错，它要查的事就没有查；一个插件加载失败，它的规则都没有查。其余规则照常检查，
    但这一点必须说明，免得把没有检查当作没有问题。

错误示例
    插件 county-rules 加载失败：ModuleNotFoundError: No module named 'county_rules'

正确示例
    所有插件加载成功，所有规则运行到底

如何修改
    插件出错的，更新或卸载该插件，并告知其作者；内置规则出错的，请告知 gklint 的维护者，
    附上引发错误的报告。
"""

from gklint.api import ERROR, Report, Rule, Text, Verdicts

RULE = Rule(
    code="GK906",
    name="rule-failed",
    severity=ERROR,
    summary=Text("规则运行出错或插件加载失败", "a rule raised or a plugin failed to load"),
    clauses=(),
    messages={
        "rule": Text(
            "规则 {rule} 运行出错，没有查完：{error}",
            "rule {rule} failed and was not checked: {error}",
        ),
        "plugin": Text(
            "插件 {plugin} 无法使用，其规则没有检查：{error}",
            "plugin {plugin} cannot be used, and its rules were not checked: {error}",
        ),
    },
    advice=Text(
        "插件出错的，更新或卸载；内置规则出错的，请告知 gklint 的维护者",
        "update or remove the plugin; for a rule of gklint's own, tell its maintainers",
    ),
    whole_run=True,
    suppressible=False,
)


def check(report: Report) -> Verdicts:
    """Yield nothing: the engine, which sees what fails, reports it."""
    return iter(())

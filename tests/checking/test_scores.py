"""Score cards: what counts, what is never earned, and what is said of a card that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.command_line import gklint
from helpers.reporter_values import finding, result, rule

from gklint.checking.records import record_of
from gklint.checking.results import Acceptance, Outcome
from gklint.checking.scores import ScoreCard, score_of
from gklint.configuration.scores import read_score_card
from gklint.model.reasons import StatedReason
from gklint.plugins.loading import load_plugins
from gklint.support.yaml_files import yaml_document

ROOT = Path(__file__).resolve().parents[2]
ROW = "一、本年新收\t5\t3\t9"
CUT = (StatedReason("cut", "表格中断", "cut"),)


def card(text: str) -> ScoreCard:
    rules = [module.RULE for module in load_plugins().rules]
    return read_score_card(yaml_document(text, "score.yaml"), rules)


def said(
    text: str, *outcomes: tuple[str, str], found: tuple[str, ...] = (), accepted: str = ""
) -> str:
    """Return the score of a report of which these rules came to these states."""
    asked = tuple(
        Outcome(rule(code), state.rstrip("?"), CUT if "?" in state else ())
        for code, state in outcomes
    )
    given = result(ROW, *(finding((1, 8, 1, 9), rule(code)) for code in found), outcomes=asked)
    record = record_of(given)
    if accepted:
        record = record._replace(accepted=dict.fromkeys(range(len(found)), Acceptance(accepted)))
    score = score_of(record, card(text))
    assert score is not None
    return score.say("zh")


GOOD = ("GK301", "satisfied")
BAD = ("GK302", "violated")


def test_every_rule_counts_one_where_nothing_is_said() -> None:
    assert said("{}", GOOD, BAD, ("GK303", "not_applicable"), found=("GK302",)) == "1/2"


@pytest.mark.parametrize("state", ["not_evaluated?", "satisfied?"])
def test_what_was_not_checked_whole_stays_in_the_denominator_and_is_not_earned(state: str) -> None:
    assert said("{}", GOOD, ("GK303", state)) == "1/2，未评定 1"


def test_the_longest_word_decides_the_weight() -> None:
    weights = "weights: {GK3: 2, column-total: 5, GK303: 0, ALL: 7}"
    assert said(weights, GOOD, BAD, ("GK303", "satisfied"), found=("GK302",)) == "2/7"


def test_what_is_held_right_is_earned_and_what_was_only_found_before_is_not() -> None:
    for kind, score in (("waiver", "1/1"), ("suppression", "1/1"), ("baseline", "0/1")):
        came = "satisfied" if kind != "baseline" else "violated"
        assert said("{}", ("GK302", came), found=("GK302",), accepted=kind) == score


def test_a_group_comes_to_its_maximum_and_rules_in_none_do_not_count() -> None:
    groups = "groups: [{title: 表, rules: [GK3], maximum: 30}, {title: 文, rules: [GK7]}]"
    asked = (GOOD, BAD, ("GK303", "not_evaluated?"), ("GK104", "violated"))
    assert said(groups, *asked, found=("GK302", "GK104")) == "10/30，未评定 10"


def test_points_short_of_a_whole_number_are_not_rounded_up() -> None:
    many = tuple((f"GK3{number:02}", "satisfied") for number in range(99))
    groups = "groups: [{title: 表, rules: [GK3], maximum: 10}]"
    assert said(groups, *many, ("GK399", "violated"), found=("GK399",)) == "9.9/10"


def test_the_overview_and_the_page_say_the_score(tmp_path: Path) -> None:
    score = ROOT / "docs" / "examples" / "score.yaml"
    given = ("check", ROOT / "examples", "--score", score, "--lang", "zh")
    page = tmp_path / "page.html"
    seen = gklint(*given, "--output-format", "overview", "--output-format", f"html:{page}").out
    assert "评估得分" in seen.splitlines()[0]
    assert seen.splitlines()[1].endswith("100/100")
    assert '"possible": "100"' in page.read_text(encoding="utf-8")


def test_all_that_is_wrong_with_a_card_is_said_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "score.yaml"
    wrong.write_text("weights:\n  GK301: -1\n  GKX: 2\ngroups:\n- rules: [GK3]\n  maximum: 0\n")
    outcome = gklint("check", ROOT / "examples", "--score", wrong, "--lang", "zh")
    assert outcome.status == 2 and not outcome.out
    for line, words in ((2, "weights.GK301"), (3, "没有规则“GKX”"), (5, "title"), (6, "maximum")):
        told = [one for one in outcome.err.splitlines() if f"{wrong}:{line}:" in one]
        assert any(words in one for one in told), outcome.err


def test_a_rule_that_stands_in_two_groups_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "score.yaml"
    wrong.write_text("groups: [{title: 甲, rules: [GK3]}, {title: 乙, rules: [GK3]}]\n")
    assert "已在第 1 组中" in gklint("check", tmp_path, "--score", wrong, "--lang", "zh").err

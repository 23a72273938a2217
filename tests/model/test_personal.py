"""No output shows the number of a person, whatever rule speaks of the line it stands in."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from helpers.reporter_values import NAMING, run, shown
from hypothesis import given
from hypothesis import strategies as st

from gklint.checking.results import Result
from gklint.checking.settings import Settings
from gklint.engine import lint_text
from gklint.model.diagnostics import fingerprints
from gklint.model.personal import mask, masked_source, personal_numbers
from gklint.model.source import Place
from gklint.plugins.loading import load_plugins
from gklint.reporters import REPORTERS
from gklint.rule.definition import WARNING, Rule, finding, not_evaluated, related
from gklint.support.bilingual import Text
from gklint.testing.changes import change_draft
from gklint.testing.draft import valid_draft
from gklint.testing.rendering import render

IDENTITY = "110101190001010014"
IDENTITY_WITH_X = "11010119000101009X"
SAME_ENDS = "110101190001280014"
MOBILE = "13800000001"
CARD = "6222000000000000004"
NUMBERS = (IDENTITY, IDENTITY_WITH_X, MOBILE, CARD)


def report(*body: str, **changes: object) -> str:
    """Return a report whose part 6 has these paragraphs: no word on fees, so that GK602 speaks."""
    made = [{"section": 6, "body": list(body)}, *([changes] if changes else [])]
    draft = change_draft(valid_draft(2023), made)
    return render(draft).text


def output_of(result: Result, name: str, language: str) -> str:
    """Return all that a reporter writes."""
    given = run(result, rules=load_plugins().rules, exit_status=1)
    return shown(given, name, language=language, width=200)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("name", "language"), list(product(NAMING, ("zh", "en"))))
def test_no_reporter_shows_the_number(number: str, name: str, language: str) -> None:
    result = lint_text(report(f"申请人联系卡号{number}已经核对。"))
    assert {"GK602"} < {diagnostic.code for diagnostic in result.diagnostics}
    output = output_of(result, name, language)
    assert "GK602" in output
    assert number not in output


@pytest.mark.parametrize("name", NAMING)
def test_it_is_hidden_when_the_rules_about_it_are_not_asked(name: str) -> None:
    text = report(f"申请人{IDENTITY}，电话{MOBILE}。")
    result = lint_text(text, settings=Settings(select=("GK602",)))
    output = output_of(result, name, "zh")
    assert "GK602" in output
    assert IDENTITY not in output and MOBILE not in output


@pytest.mark.parametrize("name", REPORTERS)
def test_a_number_broken_between_two_lines_is_hidden_in_both(name: str) -> None:
    result = lint_text(report(f"身份证号码是{IDENTITY[:11]}", f"{IDENTITY[11:]}，已经送达。"))
    assert "GK701" in [diagnostic.code for diagnostic in result.diagnostics]
    output = output_of(result, name, "zh")
    assert IDENTITY[:11] not in output and IDENTITY[11:] not in output


def test_a_number_on_a_later_line_of_a_comment_is_hidden() -> None:
    result = lint_text(report("无。", "<!-- gklint: 说明", f"申请人{IDENTITY}", "-->"))
    assert "GK701" in [diagnostic.code for diagnostic in result.diagnostics]
    for name in REPORTERS:
        assert IDENTITY not in output_of(result, name, "zh"), name


def test_a_number_in_the_title_is_hidden() -> None:
    title = [f"松林街道办事处{MOBILE}", "政府信息公开工作年度报告"]
    result = lint_text(report("无。", title=title))
    for name in REPORTERS:
        assert MOBILE not in output_of(result, name, "zh"), name


@pytest.mark.parametrize("name", NAMING)
def test_what_any_rule_quotes_is_masked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = Text("写的是{actual}和{other}", "it says {actual} and {other}")
    rule = Rule(
        "GK998",
        "quoting",
        WARNING,
        words,
        ("regulations: 第五十条",),
        {"default": words},
        Text("删去{actual}", "delete {actual}"),
    )
    place = Place(1, 1, 1, 2)

    def check(report: object):
        yield finding(
            place,
            actual=IDENTITY,
            expected=f"改为{MOBILE}",
            other=Text(CARD, CARD),
            related=[related(place, f"另见{MOBILE}", f"see {MOBILE}")],
        )
        yield not_evaluated(f"{IDENTITY}无法判定", f"{IDENTITY} was not checked", partly=True)

    def fail(report: object):
        raise ValueError(f"no such applicant: {IDENTITY}")
        yield

    quoting, failing = ModuleType("quoting", "引用。"), ModuleType("failing", "出错。")
    quoting.__dict__.update(RULE=rule, check=check)
    failing.__dict__.update(RULE=rule._replace(code="GK999", name="failing"), check=fail)
    plugins = load_plugins()._replace(rules=(*load_plugins().rules, quoting, failing))
    monkeypatch.setattr("gklint.engine.load_plugins", lambda across: plugins)
    result = lint_text(report("无。"), settings=Settings(select=("GK998", "GK999", "GK906")))
    assert len(result.diagnostics) == 2
    for language in ("zh", "en"):
        output = output_of(result, name, language)
        assert "quoting" in output
        for number in NUMBERS:
            assert number not in output


def test_the_fingerprint_is_made_without_the_number() -> None:
    one, other = (
        lint_text(report(f"申请人{number}。"), settings=Settings(select=("GK701",)))
        for number in (IDENTITY, SAME_ENDS)
    )
    # Nobody can try out numbers until the fingerprint fits.
    assert one.diagnostics and other.diagnostics
    assert fingerprints(one.diagnostics) == fingerprints(other.diagnostics)


def test_the_shown_source_differs_in_digits_only() -> None:
    text = report(f"申请人{IDENTITY}，电话{MOBILE}。")
    result = lint_text(text)
    assert result.report is not None and result.source is not None
    source, own = result.source, result.report.source
    assert (source.starts, source.raw, source.sha256) == (own.starts, own.raw, own.sha256)
    assert own.text == text
    changed = [(a, b) for a, b in zip(own.text, source.text, strict=True) if a != b]
    assert changed and {b for _, b in changed} == {"*"} and all(a.isdigit() for a, _ in changed)
    assert [
        source.text[start : start + len(line)]
        for start, line in zip(source.starts, source.lines, strict=True)
    ] == list(source.lines)


def test_without_such_a_number_the_source_is_the_files_own() -> None:
    result = lint_text(report("无。"))
    assert result.report is not None
    assert personal_numbers(result.report) == ()
    assert masked_source(result.report) is result.report.source


@given(st.text(alphabet="0123456789Xx１٣ -号码，。A\n", max_size=60))
def test_masking_keeps_lengths_and_hides_digits_only(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(a == b or (b == "*" and a.isalnum()) for a, b in zip(text, masked, strict=True))
    assert mask(masked) == masked


@given(
    st.sampled_from(NUMBERS),
    st.text(alphabet="号码为，。（ ", max_size=8),
    st.text(alphabet="，。）不详 ", max_size=8),
)
def test_masking_finds_the_number_anywhere(number: str, before: str, after: str) -> None:
    masked = mask(before + number + after)
    assert number not in masked
    assert masked.startswith(before + number[:3]) and masked.endswith(number[-2:] + after)


@pytest.mark.parametrize(
    "text",
    [
        "二〇二三年收到申请 8 件",
        "2023-01-01 00:00",
        "0517-87222589",
        "113200000142263000",
        "访问量 9540370 次",
        "5 + 3 + 0 + 0 + 0 + 0 + 0 = 8",
        "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0",
    ],
)
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert mask(text) == text

"""Two writings of the same words compare equal, and each character knows where it came from."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import assume, given
from hypothesis import strategies as st

from gklint.support.folding import fold, fold_with_offsets


def test_an_escaped_dot_of_markdown_is_a_dot_and_offsets_pass_over_the_backslash() -> None:
    text = r"1\.属于国家秘密"
    assert fold(text) == "1.属于国家秘密"
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert [text[offset] for offset in offsets] == list(folded)


def test_a_backslash_before_a_letter_stays() -> None:
    assert fold(r"C:\报告") == r"C:\报告"


#: What folding speaks of: marks of full width, of one meaning, of no width, and what NFKC composes.
_SIGNS = "，：；（）？！％〔〕“”—·、。０ａｶﾞ㎡…①²政年12ae=<\u0301\u0338\u3099\u200b\xa0\u3000 \\.("
_ONE_FORM = {"〔": "[", "〕": "]", "“": '"', "”": '"', "—": "-", "·": ".", "\u200b": ""}


@given(st.text(st.sampled_from(_SIGNS), max_size=12))
def test_folding_is_nfkc_without_white_space_in_one_form_of_each_mark(text: str) -> None:
    assume(not set("\\①²").intersection(text))
    folded = "".join(normalize("NFKC", text).split()).translate(str.maketrans(_ONE_FORM))
    assert fold(text) == folded


@given(st.text(st.sampled_from(_SIGNS.translate(str.maketrans("", "", "ﾞ\u0301\u0338\u3099")))))
def test_each_folded_character_knows_where_it_comes_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) and offsets == sorted(offsets)
    assert all(fold(text[at]) or "\\" in text for at in offsets)

"""Two writings of the same words compare equal, and each character knows where it came from."""

from __future__ import annotations

from gklint.support.folding import fold, fold_with_offsets


def test_an_escaped_dot_of_markdown_is_a_dot_and_offsets_pass_over_the_backslash() -> None:
    text = r"1\.属于国家秘密"
    assert fold(text) == "1.属于国家秘密"
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert [text[offset] for offset in offsets] == list(folded)


def test_a_backslash_before_a_letter_stays() -> None:
    assert fold(r"C:\报告") == r"C:\报告"

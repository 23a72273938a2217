"""What the drawing is set up with: every row and column of the forms, every word that is said."""

from __future__ import annotations

import json
import re

from gklint.drawing import drawing_data, drawing_script, drawing_style
from gklint.forms.loading import load_forms


def test_each_form_is_drawn_with_all_its_rows_columns_and_sums() -> None:
    drawn = json.loads(json.dumps(drawing_data()))["forms"]
    for form in load_forms().forms:
        tables = {table["key"]: table for table in drawn[form.key]["tables"]}
        assert [*tables] == [table.key for table in form.tables]
        for table in form.tables:
            told = tables[table.key]
            assert [row["key"] for row in told["rows"]] == [row.key for row in table.rows]
            assert [each["label"]["zh"] for each in told["columns"]] == [
                column.label for column in table.columns
            ]
            for part in (*told["rows"], *told["columns"]):
                assert not part["group"] or part["group"] in told["groups"]
                assert part["label"]["en"].isascii() and part["label"]["en"].strip()
            assert len(told["identities"]) == len(table.identities)
            if told["outer"]:
                rows = [row.key for row in table.rows]
                assert rows.index(told["outer"]["from"]) < rows.index(told["outer"]["to"])
                assert told["outer"]["group"] in told["groups"]


def test_what_the_scripts_say_is_there_in_both_languages() -> None:
    words = drawing_data()["words"]
    for key in re.findall(r'(?:say|heading|tell)\("([\w-]+)"', drawing_script()):
        assert words[key]["zh"] and words[key]["en"], key
    for said in words.values():
        assert re.findall(r"\{\w+\}", said["zh"]) == re.findall(r"\{\w+\}", said["en"])


def test_nothing_of_a_report_becomes_markup_and_nothing_comes_from_outside() -> None:
    script = drawing_script()
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "import(",
    ):
        assert way not in script
    for text in (script, drawing_style()):
        assert "http:" not in text and "https:" not in text and "url(" not in text

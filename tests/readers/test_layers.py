"""Layers of a PDF that are switched off: nobody sees what stands on them, so it is not read."""

from __future__ import annotations

import pytest
from helpers.pdf_files import stream, written

from gklint.readers import read_bytes

SEEN = b"BT /F 12 Tf 70 700 Td (12) Tj ET\n"
LAYERED = b"BT /F 12 Tf 70 600 Td (88) Tj ET\n"
MARKED = SEEN + b"/OC /oc1 BDC\n" + LAYERED + b"EMC\n"

#: The layers as the file is opened: by a list of what is off, by a list of what is on.
OFF = (b"/OFF[6 0 R]", b"/BaseState/OFF/ON[]")


def is_shown(
    default: bytes, content: bytes, form_of: bytes = b"6 0 R", layer: str = "底稿"
) -> bool:
    """Say whether 88 is read, which stands on a layer, where layers are as `default` says.

    It is marked as the layer's in `content`, or stands in the form X, which is drawn where
    `form_of` is on.
    """
    file = written(
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<%b>>>>>>" % default,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
        b"<</Font<</F 5 0 R>>/Properties<</oc1 6 0 R>>/XObject<</X 7 0 R>>>>>>",
        stream(b"", content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/OCG/Name<FEFF%b>>>" % layer.encode("utf-16-be").hex().encode(),
        stream(
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]/OC %b/Resources<</Font<</F 5 0 R>>>>"
            % form_of,
            LAYERED,
        ),
    )
    lines = "".join(read_bytes(file, "年报.pdf").lines)
    assert "12" in lines
    return "88" in lines


@pytest.mark.parametrize("layer", ["draft", "底稿", "第2层", "水印"])
@pytest.mark.parametrize("off", OFF)
def test_what_is_marked_as_of_a_layer_that_is_off_is_not_read(layer: str, off: bytes) -> None:
    assert not is_shown(off, MARKED, layer=layer)


@pytest.mark.parametrize("layer", ["draft", "底稿"])
def test_what_is_marked_as_of_a_layer_that_is_on_is_read(layer: str) -> None:
    assert is_shown(b"/ON[6 0 R]", MARKED, layer=layer)


@pytest.mark.parametrize("off", OFF)
def test_a_form_of_a_layer_that_is_off_is_not_read(off: bytes) -> None:
    assert not is_shown(off, SEEN + b"q /X Do Q\n")


def test_a_form_of_a_layer_that_is_on_is_read() -> None:
    assert is_shown(b"", SEEN + b"q /X Do Q\n")


@pytest.mark.parametrize(("policy", "shown"), [(b"AllOn", False), (b"AnyOff", True)])
def test_a_form_of_a_group_is_read_as_the_group_says(policy: bytes, shown: bool) -> None:
    group = b"<</Type/OCMD/OCGs[6 0 R]/P/%b>>" % policy
    assert is_shown(OFF[0], SEEN + b"q /X Do Q\n", form_of=group) is shown

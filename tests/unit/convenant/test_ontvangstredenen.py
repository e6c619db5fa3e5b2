"""Wat op een ontvangstbewijs staat is een code van het convenant, voor die uitkomst."""

import pytest

from shared.convenant.berichtsoorten import is_ontvangstreden
from shared.convenant.regels.laden import standaard_convenant

REGELS = standaard_convenant()


@pytest.mark.parametrize(
    ("reden", "aanvaard", "mag"),
    [
        (None, True, True),
        ("APART", True, True),
        ("HANDTEKENING", True, False),
        ("VERZONNEN", True, False),
        ("HANDTEKENING", False, True),
        ("APART", False, False),
        ("VERZONNEN", False, False),
        (None, False, False),
    ],
)
def test_wie_aanvaardt_zegt_iets_anders_dan_wie_weigert(
    reden: str | None, aanvaard: bool, mag: bool
) -> None:
    assert is_ontvangstreden(REGELS, reden, aanvaard=aanvaard) is mag

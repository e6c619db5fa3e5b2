"""Eén byte anders in wat ondertekend of versleuteld is, en het bericht wordt geweigerd."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.bericht.bericht import OntvangenBericht, VerzendklaarBericht, verifieer
from shared.bericht.fouten import BerichtFout, HandtekeningOngeldig, VersleutelingOngeldig
from shared.bericht.gatewaybesluit import (
    GatewayBesluit,
    onderteken_gateway_besluit,
    verifieer_gateway_besluit,
)
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst, verifieer_ontvangst
from shared.bericht.sleutels.versleuteling import ontsleutel, versleutel
from tests.hulp.koppen import maak_bericht
from tests.unit.bericht.hulp import (
    GATEWAY,
    GEMEENTE,
    NU,
    POLITIE,
    REGELS,
    SOORTEN,
    VECTOREN,
    certificaat,
    een_inhoud,
    gebonden,
    ondertekenaar,
    ontsleutelaar,
    ontvanger,
    uitgegeven,
    vertrouwen,
)

PLEK = st.floats(0, 1, exclude_max=True)
ZET_OM = st.integers(1, 255)
VOORBEELDEN = settings(max_examples=60, deadline=None)


def zet_om(data: bytes, plek: float, masker: int) -> bytes:
    """Dezelfde bytes, op één plek anders."""
    index = int(plek * len(data))
    return data[:index] + bytes([data[index] ^ masker]) + data[index + 1 :]


def zet_tekst_om(tekst: str, plek: float, masker: int) -> str:
    return zet_om(tekst.encode("latin-1"), plek, masker).decode("latin-1")


@cache
def bericht(soort: str) -> VerzendklaarBericht:
    inhoud = een_inhoud()
    return maak_bericht(
        gebonden(inhoud=inhoud), inhoud, ondertekenaar(soort), certificaat(ontvanger()), NU, REGELS
    )


@cache
def gatewaybesluit() -> str:
    besluit = GatewayBesluit(
        VECTOREN["kop"]["id"], bericht("rsa").digest, "gemeente", "toegestaan", 1, NU
    )
    return onderteken_gateway_besluit(ondertekenaar("p256", GATEWAY), besluit)


@cache
def ontvangst(soort: str) -> tuple[str, str]:
    gegeven = Ontvangst(VECTOREN["kop"]["id"], bericht("rsa").digest, "aanvaard", None, NU)
    return maak_ontvangst(ondertekenaar(soort, GEMEENTE), gegeven)


@cache
def jwe() -> str:
    return versleutel(b'{"motivering": "verzonnen"}', certificaat(ontvanger()))


def aanvaard(body: bytes, koppen: dict[str, str], soort: str) -> None:
    verifieer(
        OntvangenBericht.lees(body, list(koppen.items())),
        certificaat(uitgegeven(soort)),
        POLITIE.oin,
        NU,
        vertrouwen(),
    )


@pytest.mark.parametrize("soort", SOORTEN)
def test_ongewijzigd_wordt_alles_aanvaard(soort: str) -> None:
    """Zonder deze test zouden de volgende ook slagen als alles geweigerd werd."""
    aanvaard(bericht(soort).body, dict(bericht(soort).koppen), soort)
    verifieer_gateway_besluit(gatewaybesluit(), certificaat(uitgegeven("p256", GATEWAY)))
    verifieer_ontvangst(*ontvangst(soort), certificaat(uitgegeven(soort, GEMEENTE)), nu=NU)
    ontsleutel(jwe(), ontsleutelaar())


@pytest.mark.parametrize("soort", SOORTEN)
@VOORBEELDEN
@given(plek=PLEK, masker=ZET_OM)
def test_andere_byte_in_de_body_wordt_geweigerd(soort: str, plek: float, masker: int) -> None:
    with pytest.raises(BerichtFout):
        aanvaard(zet_om(bericht(soort).body, plek, masker), dict(bericht(soort).koppen), soort)


@pytest.mark.parametrize("naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id"])
@pytest.mark.parametrize("soort", SOORTEN)
@VOORBEELDEN
@given(plek=PLEK, masker=ZET_OM)
def test_ander_teken_in_een_kop_wordt_geweigerd(
    soort: str, naam: str, plek: float, masker: int
) -> None:
    koppen = dict(bericht(soort).koppen)
    koppen[naam] = zet_tekst_om(koppen[naam], plek, masker)
    with pytest.raises(BerichtFout):
        aanvaard(bericht(soort).body, koppen, soort)


@VOORBEELDEN
@given(plek=PLEK, masker=ZET_OM)
def test_ander_teken_in_het_gatewaybesluit_wordt_geweigerd(plek: float, masker: int) -> None:
    with pytest.raises(HandtekeningOngeldig):
        verifieer_gateway_besluit(
            zet_tekst_om(gatewaybesluit(), plek, masker), certificaat(uitgegeven("p256", GATEWAY))
        )


@pytest.mark.parametrize("deel", [0, 1])
@pytest.mark.parametrize("soort", SOORTEN)
@VOORBEELDEN
@given(plek=PLEK, masker=ZET_OM)
def test_ander_teken_in_de_ontvangst_wordt_geweigerd(
    soort: str, deel: int, plek: float, masker: int
) -> None:
    delen = list(ontvangst(soort))
    delen[deel] = zet_tekst_om(delen[deel], plek, masker)
    with pytest.raises(HandtekeningOngeldig):
        verifieer_ontvangst(delen[0], delen[1], certificaat(uitgegeven(soort, GEMEENTE)), nu=NU)


@VOORBEELDEN
@given(plek=PLEK, masker=ZET_OM)
def test_ander_teken_in_de_versleutelde_inhoud_gaat_niet_open(plek: float, masker: int) -> None:
    with pytest.raises(VersleutelingOngeldig):
        ontsleutel(zet_tekst_om(jwe(), plek, masker), ontsleutelaar())

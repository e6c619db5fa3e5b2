"""De ontvangst is het woord van de ontvanger, letter voor letter zoals hij het gaf."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.bericht.fouten import HandtekeningOngeldig, OngeldigBericht
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst, verifieer_ontvangst
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    NU_TEKST,
    SOORTEN,
    VECTOREN,
    certificaat,
    ondertekenaar,
    uitgegeven,
)

ONTVANGST = Ontvangst(
    id=VECTOREN["kop"]["id"],
    digest=digest_header(b"bericht"),
    status="geweigerd",
    reden="LEEFTIJD",
    ontvangen=NU,
)
DOCUMENT: dict[str, Any] = {
    "id": ONTVANGST.id,
    "digest": ONTVANGST.digest,
    "status": "geweigerd",
    "reden": ONTVANGST.reden,
    "ontvangen": NU_TEKST,
}


def ondertekend(document: Any) -> tuple[str, str]:
    """Een tekst met een echte handtekening van de gemeente."""
    tekst = document if isinstance(document, str) else json.dumps(document)
    digest = digest_header(tekst.encode("utf-8", "surrogatepass"))
    return tekst, onderteken_digest(ondertekenaar("rsa", GEMEENTE), digest, NU)


def verifieer(tekst: str, handtekening: str, soort: str = "rsa") -> Ontvangst:
    wie = certificaat(uitgegeven(soort, GEMEENTE))
    return verifieer_ontvangst(tekst, handtekening, wie, nu=NU)


@pytest.mark.parametrize("soort", SOORTEN)
def test_ontvangst_komt_heen_en_terug(soort: str) -> None:
    tekst, handtekening = maak_ontvangst(ondertekenaar(soort, GEMEENTE), ONTVANGST)

    assert verifieer(tekst, handtekening, soort) == ONTVANGST
    assert not ONTVANGST.aanvaard
    assert json.loads(tekst) == DOCUMENT
    tweede.controleer_jades(
        handtekening, tweede.digest(tekst.encode()), uitgegeven(soort, GEMEENTE).certificaat
    )


def test_aanvaarde_ontvangst_heeft_geen_reden_nodig_en_een_geweigerde_wel() -> None:
    aanvaard = Ontvangst(ONTVANGST.id, ONTVANGST.digest, "aanvaard", None, NU)
    tekst, handtekening = maak_ontvangst(ondertekenaar("rsa", GEMEENTE), aanvaard)
    assert verifieer(tekst, handtekening).aanvaard

    zonder = Ontvangst(ONTVANGST.id, ONTVANGST.digest, "geweigerd", None, NU)
    with pytest.raises(ValueError, match="noemt een reden"):
        maak_ontvangst(ondertekenaar("rsa", GEMEENTE), zonder)


def test_wie_aanvaardt_kan_daar_iets_bij_zeggen() -> None:
    apart = Ontvangst(ONTVANGST.id, ONTVANGST.digest, "aanvaard", "APART", NU)
    tekst, handtekening = maak_ontvangst(ondertekenaar("rsa", GEMEENTE), apart)
    gelezen = verifieer(tekst, handtekening)
    assert (gelezen.aanvaard, gelezen.reden) == (True, "APART")


def test_gewijzigde_ontvangst_wordt_geweigerd_ook_als_zij_hetzelfde_zegt() -> None:
    tekst, handtekening = ondertekend(DOCUMENT)
    for anders in (
        tekst.replace("geweigerd", "aanvaard"),
        tekst + " ",
        json.dumps(DOCUMENT, indent=1),
        json.dumps(DOCUMENT, sort_keys=True),
        "",
        tekst + "\ud800",
    ):
        assert anders != tekst
        with pytest.raises(HandtekeningOngeldig):
            verifieer(anders, handtekening)


def test_ontvangst_van_een_andere_partij_wordt_geweigerd() -> None:
    tekst, handtekening = maak_ontvangst(ondertekenaar("rsa"), ONTVANGST)
    with pytest.raises(HandtekeningOngeldig, match="ander certificaat"):
        verifieer(tekst, handtekening)


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"id": "1"}, "/id"),
        ({"id": None}, "/id"),
        ({"digest": "SHA-256="}, "/digest"),
        ({"digest": 1}, "/digest"),
        ({"status": "ontvangen", "reden": None}, "/status"),
        ({"status": None, "reden": None}, "/status"),
        ({"reden": 1}, "/reden"),
        ({"reden": None}, "/reden"),
        ({"reden": ""}, "/reden"),
        ({"reden": "De geboortedatum van Wolkje past niet."}, "/reden"),
        ({"reden": "leeftijd"}, "/reden"),
        ({"reden": "A" * 41}, "/reden"),
        ({"ontvangen": "2026-11-23"}, "/ontvangen"),
        ({"ontvangen": None}, "/ontvangen"),
        ({"meer": 1}, ""),
    ],
)
def test_echt_ondertekende_ontvangst_in_een_andere_vorm_wordt_geweigerd(
    anders: dict[str, Any], pad: str
) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        verifieer(*ondertekend({**DOCUMENT, **anders}))
    assert [een for een, _ in fout.value.fouten] == [pad]


def test_alle_fouten_in_een_ontvangst_worden_genoemd() -> None:
    with pytest.raises(OngeldigBericht) as fout:
        verifieer(*ondertekend(dict.fromkeys(DOCUMENT, 1)))
    assert [een for een, _ in fout.value.fouten] == [f"/{naam}" for naam in DOCUMENT]


@pytest.mark.parametrize("tekst", ["", "null", "[]", "{", '{"id": 1, "id": 2}', '{"a": {"b": 1}}',
                                   json.dumps({**DOCUMENT, "status": ["aanvaard"]})])  # fmt: skip
def test_ontvangst_die_geen_gewoon_object_is_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(OngeldigBericht):
        verifieer(*ondertekend(tekst))

"""Wie er twee keer staat: pas als iemand zegt wie het is, gaat het verzoek verder.

De dienst erachter antwoordt met een vast antwoord: of hij dat ook doet, bewijst de dienst.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.portaal.betrokkenen.dubbelen import verschillen
from shared.zaak.dubbelen.fouten import NogDubbel
from shared.zaak.dubbelen.problemen import PROBLEMEN
from shared.zaak.dubbelen.router import DubbelenUit
from shared.zaak.rechten.voorbeelden import UIT
from tests.portaal.test_schermen import woordfouten
from tests.portaal.test_storing import GROEP, Alleen, alleen
from tests.portaal.test_werk import antwoordt
from tests.portaal.zaal import tekst_van

__all__ = ["alleen"]
ANDER, DERDE = (f"0193cccc-0000-7000-8000-00000000000{een}" for een in (1, 2))
RECHTEN = ("rechtenverzoeken.lezen", "rechtenverzoeken.behandelen", "personen.lezen")
HIER, PAD = f"/verzoeken/{GROEP}", f"/rechtenverzoeken/{GROEP}"
VERZOEK = {
    **UIT, "id": GROEP, "van": "gemeente", "berichten": [],
    "delen": [{**UIT["delen"][0], "partij": "gemeente", "besluit": None}],
}  # fmt: skip
KEUZES: dict[str, Any] = {
    "rechtenverzoeken": {
        "rechten": {"inzage": "inzage"}, "wijzen": {"getoond": "liet het zien"}, "vervolg": {},
        "uitkomsten": {"toegewezen": "wijst het toe"}, "gronden": {}, "vertegenwoordigers": {},
        "voorstellen": [], "nietNoemen": [], "gevolgen": {},
    },
    "verbeteraard": {},
}  # fmt: skip


def _dubbel(wie: str, **anders: Any) -> dict[str, Any]:
    return {
        "persoonId": wie, "afgeschermd": False, "anderMens": False, "verzoekId": None, **anders
    }  # fmt: skip


def _samen(*delen: Any) -> tuple[int, Any]:
    return 200, {"antwoorden": [{"status": 200, "inhoud": een} for een in delen]}


def _mens(adres: str | None) -> dict[str, Any]:
    return {
        "geboortedatum": "2008-05-01", "adres": adres, "woonplaats": "Rotterdam",
        "telefoon": None, "email": None,
    }  # fmt: skip


def test_de_fout_bij_beslissen_zegt_wat_te_doen_en_leidt_erheen(alleen: Alleen) -> None:
    probleem = PROBLEMEN[0].probleem(NogDubbel(GROEP)).als_dict()
    assert probleem["pad"] == f"{PAD}/dubbelen"
    antwoordt(
        alleen,
        {
            PAD: (200, VERZOEK), "/keuzelijsten": (200, KEUZES), f"{PAD}/_beslis": (409, probleem),
            f"{PAD}/verloop": (200, {"verloop": []}),
        },
        *RECHTEN,
    )  # fmt: skip
    velden = {"_csrf": "teken", "uitkomst": "toegewezen", "motivering": "Het klopt."}
    nee = alleen.vraag("POST", f"{HIER}/beslissen", **velden)
    assert nee.status_code == 422
    link = f'<a href="{HIER}/dubbelen">Er staat nog iemand met deze naam en geboortedatum'
    assert link in nee.text
    assert "Het klopt." in nee.text
    # Wie er niet mag komen krijgt de zin, en geen link die nergens heen gaat.
    alleen.sessie.rechten = ["raadplegen", "rechtenverzoeken.bevestigen", "rechtenverzoeken.lezen"]
    alleen.bewaar()
    assert "dubbelen" not in alleen.vraag("GET", HIER).text


@pytest.mark.parametrize("zelf", [False, True])
def test_van_wie_is_bewaard_staat_er_alleen_dat_hij_er_is(alleen: Alleen, zelf: bool) -> None:
    dubbelen = {
        "dubbelen": [_dubbel(ANDER, afgeschermd=True), _dubbel(DERDE, verzoekId=ANDER)],
        "buitenTaak": 1, "afgeschermd": zelf,
    }  # fmt: skip
    DubbelenUit.model_validate(dubbelen)
    gevraagd = antwoordt(alleen, {"/_samen": _samen(VERZOEK, dubbelen)}, *RECHTEN[:2])
    blad = alleen.vraag("GET", f"{HIER}/dubbelen").text
    tekst = tekst_van(blad)
    assert "staan nog 3 personen" in tekst
    assert "Wat er van hem is, laat dit scherm niet zien" in tekst
    assert ("is zelf bewaard" in tekst) is zelf
    assert "Een van hen hoort bij de taak van een ander" in tekst
    assert f'href="/verzoeken/{ANDER}"' in blad
    assert blad.count('name="keuze"') == 2, "over wie het verzoek al loopt is niets meer te zeggen"
    assert woordfouten(tekst) == []
    assert [json.loads(een.content)["lezingen"] for een in gevraagd] == [[PAD, f"{PAD}/dubbelen"]]


def test_wie_het_is_legt_iemand_vast_en_hetzelfde_verzoek_neemt_alles_mee(alleen: Alleen) -> None:
    dubbelen = {"dubbelen": [_dubbel(ANDER)], "buitenTaak": 0, "afgeschermd": False}
    gevraagd = antwoordt(
        alleen,
        {
            "/_samen": _samen(VERZOEK, dubbelen), PAD: (200, VERZOEK),
            f"{PAD}/dubbelen/{ANDER}/_ander": (200, dubbelen), "/rechtenverzoeken": (201, VERZOEK),
        },
        *RECHTEN[:2],
    )  # fmt: skip
    blad = alleen.vraag("GET", f"{HIER}/dubbelen").text
    naar = blad.split(f'action="{HIER}/dubbelen/')[1].split('"')[0]
    assert ANDER not in naar
    for keuze in ("ander", "zelfde"):
        klaar = alleen.vraag("POST", f"{HIER}/dubbelen/{naar}", _csrf="teken", keuze=keuze)
        assert klaar.headers["location"] == f"{HIER}/dubbelen"
    leeg = alleen.vraag("POST", f"{HIER}/dubbelen/{naar}", _csrf="teken", plek="1")
    assert (leeg.status_code, 'href="#persoon-1-keuze"' in leeg.text) == (422, True)
    vreemd = alleen.vraag("POST", f"{HIER}/dubbelen/{naar}", _csrf="teken", plek='"\x00')
    assert 'href="#persoon--keuze"' in vreemd.text
    assert alleen.vraag("POST", f"{HIER}/dubbelen/x", _csrf="teken").status_code == 404
    gestuurd = {
        een.url.path.removeprefix("/v1"): een.content for een in gevraagd if een.method == "POST"
    }
    assert f"{PAD}/dubbelen/{ANDER}/_ander" in gestuurd
    assert json.loads(gestuurd["/rechtenverzoeken"]) == {
        "recht": UIT["recht"], "ontvangenOp": UIT["ontvangenOp"], "identiteit": UIT["identiteit"],
        "omschrijving": UIT["omschrijving"], "persoon": ANDER,
    }  # fmt: skip


def test_naast_elkaar_staat_alleen_wat_verschilt() -> None:
    assert verschillen(_mens("Pad 1"), _mens(None)) == [("Adres", "Pad 1", "niets")]
    assert verschillen(_mens("Pad 1"), _mens("Pad 1")) == []

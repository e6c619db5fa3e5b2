"""Wat zelden voorkomt: een tekst die iemand aanwijst, een log dat zichzelf tegenspreekt, wachten.

De dienst erachter antwoordt hier met een vast antwoord: of hij dat ook doet, bewijst de dienst.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from shared.portaal.handvat import maak_handvat, sleutel_voor
from shared.portaal.werk.teksten import stukken_van
from shared.verzenden.getuigen.router import LogalarmUit
from shared.verzenden.uitingen.vormen import UitingUit
from shared.zaak.apart.vormen import VOORBEELD_BEKEKEN, BekekenTekstUit
from tests.portaal.test_schermen import woordfouten
from tests.portaal.test_storing import GROEP, Alleen, alleen
from tests.portaal.zaal import tekst_van

__all__ = ["alleen"]
NU = "2026-11-23T12:00:00Z"
ALARM: dict[str, Any] = {
    "id": GROEP, "tijdstip": NU, "log": "driehoek.example/rotterdam", "eerder": "3\nabc",
    "later": "3\ndef", "melding": "Het checkpoint bouwt niet voort op het vorige.",
    "erkendOp": None, "erkendDoor": None, "reden": None, "gemeldDoor": None, "bewezen": True,
    "voorgesteldOp": None, "voorgesteldDoor": None, "voorgesteldVerderMet": None,
    "voorgesteldeReden": None,
}  # fmt: skip


def antwoordt(alleen: Alleen, antwoorden: Mapping[str, Any], *rechten: str) -> list[httpx.Request]:
    """The service says this to who has these rights; what it was asked."""
    gevraagd: list[httpx.Request] = []

    def zeg(vraag: httpx.Request) -> httpx.Response:
        pad = vraag.url.path.removeprefix("/v1")
        if pad not in antwoorden:
            return httpx.Response(200, json={"soorten": {}, "groepen": []})
        gevraagd.append(vraag)
        status, inhoud = antwoorden[pad]
        return httpx.Response(status, json=inhoud)

    klant = httpx.AsyncClient(base_url="https://x.example", transport=httpx.MockTransport(zeg))
    alleen.app.state.bediening.klanten["gemeente"] = klant
    alleen.sessie.rechten = ["raadplegen", *rechten]
    alleen.bewaar()
    return gevraagd


def test_een_tekst_die_iemand_aanwijst_komt_na_de_reden_en_zegt_waar(alleen: Alleen) -> None:
    BekekenTekstUit.model_validate(VOORBEELD_BEKEKEN)
    pad = f"/aparte-teksten/{GROEP}"
    gevraagd = antwoordt(
        alleen, {f"{pad}/_bekijk": (200, VOORBEELD_BEKEKEN), f"{pad}/_afwijzen": (409, {})},
        "ontvangen",
    )  # fmt: skip
    assert "waarom u deze tekst" in alleen.vraag("GET", f"/teksten/{GROEP}").text
    assert alleen.vraag("POST", f"/teksten/{GROEP}/bekijken", _csrf="teken").status_code == 422
    assert gevraagd == []
    gelezen = alleen.vraag("POST", f"/teksten/{GROEP}/bekijken", _csrf="teken", reden="Nakijken.")
    assert "<mark>Verzonnen Voorbeeldnaam</mark> hangt er elke avond." in gelezen.text
    assert woordfouten(tekst_van(gelezen.text)) == []
    nee = alleen.vraag("POST", f"/teksten/{GROEP}/afwijzen", _csrf="teken", reden="Hoort niet.")
    assert nee.status_code == 422
    assert "Bekijk hem opnieuw" in nee.text
    assert "Verzonnen" not in nee.text
    assert alleen.vraag("POST", f"/teksten/{GROEP}/iets", _csrf="teken").status_code == 404


@pytest.mark.parametrize(
    ("plekken", "stukken"),
    [
        ([], [("abcdef", False)]),
        ([(0, 2)], [("ab", True), ("cdef", False)]),
        ([(4, 6), (1, 2)], [("a", False), ("b", True), ("cd", False), ("ef", True)]),
        ([(0, 4), (2, 6)], [("abcd", True), ("ef", True)]),
        ([(0, 6), (1, 2)], [("abcdef", True)]),
    ],
)
def test_de_stukken_zijn_samen_precies_de_tekst(
    plekken: list[tuple[int, int]], stukken: list[tuple[str, bool]]
) -> None:
    vondsten = [{"begin": begin, "einde": einde} for begin, einde in plekken]
    assert stukken_van("abcdef", vondsten) == stukken


def test_een_log_dat_zichzelf_tegenspreekt_vraagt_twee_oordelen(alleen: Alleen) -> None:
    LogalarmUit.model_validate(ALARM)
    eerste = {
        **ALARM, "voorgesteldOp": NU, "voorgesteldDoor": GROEP, "voorgesteldVerderMet": "later",
        "voorgesteldeReden": "De gateway is hersteld.",
    }  # fmt: skip
    pad = f"/logalarmen/{GROEP}"
    antwoordt(alleen, {pad: (200, eerste)}, "logalarmen.erkennen")
    blad = alleen.vraag("GET", pad)
    assert "Met wat het log later liet zien. De gateway is hersteld." in tekst_van(blad.text)
    assert "Wij versturen niets" in blad.text
    assert woordfouten(tekst_van(blad.text)) == []
    fout = {"fouten": [{"pad": "/reden", "melding": "noemt iemand"}]}
    antwoordt(alleen, {pad: (200, ALARM), f"{pad}/_erken": (400, fout)}, "logalarmen.erkennen")
    nee = alleen.vraag("POST", pad, _csrf="teken", verderMet="later", reden="Uitgezocht.")
    assert (nee.status_code, "Uitgezocht." in nee.text) == (422, True)
    antwoordt(
        alleen, {pad: (200, {**ALARM, "erkendOp": NU, "reden": "Klaar."})}, "logalarmen.erkennen"
    )
    assert "Uw oordeel" not in alleen.vraag("GET", pad).text


def test_wie_te_oud_is_staat_er_met_wat_er_moet_en_gaat_eruit(alleen: Alleen) -> None:
    grens = {
        "betrokkene": GROEP, "persoonId": GROEP, "categorie": 1, "leeftijdsklasse": "24+",
        "sinds": "2026-11-24", "uiterlijk": "2026-12-24", "taak": "Haal dit lid uit de groep.",
    }  # fmt: skip
    antwoorden = [
        {"status": 200, "inhoud": {"code": "R-1", "id": GROEP}},
        {"status": 200, "inhoud": {"leeftijdsgrenzen": [grens]}},
    ]
    eruit = f"/groepen/{GROEP}/leden/{GROEP}"
    gevraagd = antwoordt(
        alleen, {"/_samen": (200, {"antwoorden": antwoorden}), eruit: (200, {})},
        "groepsleden.lezen", "groepsleden.schrijven",
    )  # fmt: skip
    pad = f"/groepen/{GROEP}/leeftijdsgrenzen"
    blad = alleen.vraag("GET", pad)
    assert "Haal dit lid uit de groep." in blad.text
    assert woordfouten(tekst_van(blad.text)) == []
    lid = blad.text.split('name="lid" value="')[1].split('"')[0]
    assert GROEP not in lid
    terug = alleen.vraag("POST", f"/groepen/{GROEP}/leden/eruit", _csrf="teken", lid=lid)
    assert terug.headers["location"] == f"/groepen/{GROEP}?lid=weg#leden"
    assert [(een.method, een.url.path.removeprefix("/v1")) for een in gevraagd][-1] == (
        "DELETE", eruit,
    )  # fmt: skip


def test_wie_wacht_tot_hij_iets_mag_zeggen_kan_het_verversen_stilzetten(alleen: Alleen) -> None:
    stand = {
        "id": GROEP, "stand": "open", "magGezegd": False, "geldigTot": None, "zeggen": [],
        "wachtOp": [], "zegNiet": [], "waarschuwing": None, "berichten": [], "overleg": GROEP,
        "gezegdOp": None,
    }  # fmt: skip
    assert UitingUit.model_fields.keys() >= {"mag_gezegd", "wacht_op", "waarschuwing", "berichten"}
    antwoordt(
        alleen, {f"/uitingen/{GROEP}": (200, stand), f"/personen/{GROEP}": (200, {"naam": "X"})},
        "verstrekken",
    )  # fmt: skip
    pad = f"/uitingen/{GROEP}/{maak_handvat(sleutel_voor(alleen.geheim, 'handvat'), GROEP)}"
    for hier in (pad, f"{pad}/stand"):
        blad = alleen.vraag("GET", hier).text
        assert f'hx-get="{pad}/stand" hx-trigger="every 10s"' in blad
        assert f'href="{pad}?stil=ja">Niet vanzelf verversen' in blad
    stil = alleen.vraag("GET", f"{pad}?stil=ja").text
    assert "Kijk opnieuw" in stil
    assert "hx-get" not in stil.split("<main")[1]
    assert "refresh" not in stil

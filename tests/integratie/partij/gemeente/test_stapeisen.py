"""Een groep gaat pas een stap verder als de vragen van de stap zijn beantwoord (convenant 4.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.gemeente.test_aanpak import BEVESTIGD, TEKST
from tests.integratie.partij.gemeente.test_afsluiting import BESLUIT
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.stapklaar import STAPPEN, beantwoord, maak_klaar, stel_vast, zet

PRIORITERING: dict[str, Any] = {"prioritering": "ja", "randvoorwaarden": []}


@pytest.fixture
def beslissend(kantoor: Kantoor) -> Iterator[Kantoor]:
    """Bij een gateway die zelf over groepen beslist."""
    kantoor.wereld.gateway.groepsbesluiten.beslist = True
    yield kantoor
    kantoor.wereld.gateway.groepsbesluiten.beslist = False


def _besluit(kantoor: Kantoor, naar: int) -> dict[str, Any]:
    return {
        "id": nieuw_id(),
        "groep": kantoor.groep,
        "soort": "stap",
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": {"stap": naar},
    }


def _verder(kantoor: Kantoor, naar: int, pad: str = "/groepsbesluiten") -> httpx.Response:
    besluit = _besluit(kantoor, naar)
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    return kantoor.regisseur.vraag("POST", pad, json=vraag)


def _redenen(antwoord: httpx.Response) -> list[str]:
    assert antwoord.status_code == 409, antwoord.text
    return [reden["code"] for reden in antwoord.json()["redenen"]]


def _stap(kantoor: Kantoor) -> int:
    return int(kantoor.wereld.gateway.groepen[kantoor.groep]["stap"])


@pytest.mark.parametrize("stap", [2, 3, 5, 6])
def test_een_stap_is_pas_te_verlaten_als_elke_vraag_een_antwoord_heeft(
    beslissend: Kantoor, stap: int
) -> None:
    beslissend.naar_stap(stap, prioritering="ja")
    vragen = STAPPEN[stap].vragen
    geweigerd = _verder(beslissend, stap + 1)
    codes = _redenen(geweigerd)
    assert codes.count("STAPVRAAG_OPEN") == len(vragen)
    zinnen = " ".join(reden["uitleg"] for reden in geweigerd.json()["redenen"])
    assert all(vraag in zinnen for vraag in vragen)
    # Bekijken mag; een handtekening zet er niemand onder.
    besluit = _besluit(beslissend, stap + 1)
    pad = "/groepsbesluiten/_onderteken"
    beslissend.regisseur.maak(pad, {"besluit": besluit}, 200)
    assert _redenen(_verder(beslissend, stap + 1, pad)) == codes
    vraag = {"groep": beslissend.groep, "soort": "stap", "gegevens": {"stap": stap + 1}}
    for anders in ("/besluitconcepten", "/besluitvoorstellen"):
        assert _redenen(beslissend.regisseur.vraag("POST", anders, json=vraag)) == codes
    assert _stap(beslissend) == stap
    maak_klaar(beslissend)
    assert _verder(beslissend, stap + 1).status_code == 201
    assert _stap(beslissend) == stap + 1


@pytest.mark.parametrize(("stap", "soort"), [(3, "probleemdefinitie"), (5, "plan-van-aanpak")])
def test_zonder_vastgesteld_document_blijft_de_groep_in_haar_stap(
    beslissend: Kantoor, stap: int, soort: str
) -> None:
    beslissend.naar_stap(stap, prioritering="ja")
    beantwoord(beslissend, stap)
    assert _redenen(_verder(beslissend, stap + 1)) == ["STAPDOCUMENT_ONTBREEKT"]
    stel_vast(beslissend, soort)
    assert _verder(beslissend, stap + 1).status_code == 201


def test_een_concept_zegt_wat_er_nog_aan_ontbreekt_ook_als_het_er_eerder_wel_was(
    beslissend: Kantoor,
) -> None:
    """De burgemeester tekent niet wat bij het voorbereiden nog klopte."""
    beslissend.naar_stap(4)
    vraag = {"groep": beslissend.groep, "soort": "prioritering", "gegevens": PRIORITERING}
    niet = beslissend.regisseur.vraag("POST", "/besluitconcepten", json=vraag)
    assert _redenen(niet) == ["STAPVRAAG_OPEN"] * len(STAPPEN[4].vragen)
    beantwoord(beslissend, 4, 2)
    concept = beslissend.regisseur.maak("/besluitconcepten", vraag)
    zet(beslissend, f"/stapantwoorden/{beslissend.groep}/4", {"antwoorden": [TEKST, None]})
    gelezen = beslissend.burgemeester.haal(f"/besluitconcepten/{concept['id']}")
    assert gelezen["digest"] is None
    assert [een["code"] for een in gelezen["redenen"]] == ["STAPVRAAG_OPEN"]
    assert _redenen(beslissend.neem(concept, 409)) == ["STAPVRAAG_OPEN"]
    beantwoord(beslissend, 4)
    assert beslissend.neem(concept).json()["stand"] == "voorgelegd"


def test_een_vraag_die_niet_speelt_houdt_niemand_op_maar_vraagt_een_reden(
    beslissend: Kantoor,
) -> None:
    pad = f"/stapantwoorden/{beslissend.groep}/2"
    beantwoord(beslissend, 2, 3, 5)
    gelezen = beslissend.regisseur.haal(pad)["inhoud"]
    assert [een["vraag"] for een in gelezen["nietVanToepassing"]] == [3, 5]
    assert _verder(beslissend, 3).status_code == 201


@pytest.mark.parametrize(
    ("niet", "plek"),
    [
        ([{"vraag": 0, "reden": TEKST}], "/nietVanToepassing/0/vraag"),
        ([{"vraag": 6, "reden": TEKST}], "/nietVanToepassing/0/vraag"),
        ([{"vraag": 1, "reden": TEKST}], "/nietVanToepassing/0/vraag"),
        ([{"vraag": 2, "reden": TEKST}] * 2, "/nietVanToepassing/1/vraag"),
        ([{"vraag": 2, "reden": "Dat is Zorivanio B. niet."}], "/nietVanToepassing/0/reden"),
        ([{"vraag": 2, "reden": " "}], "/nietVanToepassing/0/reden"),
    ],
)
def test_wat_niet_van_toepassing_is_moet_kloppen_en_noemt_niemand(
    kantoor: Kantoor, niet: list[dict[str, Any]], plek: str
) -> None:
    pad = f"/stapantwoorden/{kantoor.groep}/2"
    document = {"antwoorden": [TEKST, *[None] * 4], "nietVanToepassing": niet}
    fouten = zet(kantoor, pad, document, 400).json()["fouten"]
    assert [fout["pad"] for fout in fouten] == [plek]
    assert kantoor.regisseur.haal(pad)["versie"] == 0


def _sluit_af(kantoor: Kantoor, status: int = 201) -> httpx.Response:
    pad = f"/groepen/{kantoor.groep}/afsluiting"
    etag = kantoor.regisseur.vraag("GET", pad).headers["etag"]
    antwoord = kantoor.regisseur.vraag("POST", f"{pad}en", json=BESLUIT, headers={"If-Match": etag})
    assert antwoord.status_code == status, antwoord.text
    return antwoord


@pytest.mark.parametrize("niets", ["-", ".", "...", "?!"])
def test_een_streepje_is_geen_antwoord_en_geen_reden(beslissend: Kantoor, niets: str) -> None:
    beslissend.naar_stap(2)
    pad, aantal = f"/stapantwoorden/{beslissend.groep}/2", len(STAPPEN[2].vragen)
    redenen = [{"vraag": een, "reden": niets} for een in range(2, aantal + 1)]
    document = {"antwoorden": [niets] + [None] * (aantal - 1), "nietVanToepassing": redenen}
    fouten = zet(beslissend, pad, document, 400).json()["fouten"]
    assert [een["pad"] for een in fouten] == [
        "/antwoorden/0", *(f"/nietVanToepassing/{plek}/reden" for plek in range(aantal - 1)),
    ]  # fmt: skip
    assert _redenen(_verder(beslissend, 3)).count("STAPVRAAG_OPEN") == aantal
    document["antwoorden"][0] = "12"
    document["nietVanToepassing"] = []
    zet(beslissend, pad, document)


def test_uit_stap_zeven_sluit_de_aanpak_pas_als_er_is_teruggekeken(beslissend: Kantoor) -> None:
    beslissend.naar_stap(7, prioritering="ja")
    assert _redenen(_sluit_af(beslissend, 409)) == ["STAPVRAAG_OPEN"] * len(STAPPEN[7].vragen)
    beantwoord(beslissend, 7)
    beslissend.neem(_sluit_af(beslissend).json())
    assert beslissend.wereld.gateway.groepen[beslissend.groep]["status"] == "afgesloten"


@pytest.mark.parametrize("stap", range(1, 7))
def test_stoppen_wacht_niet_op_antwoorden_en_terugkijken_kan_daarna_nog(
    beslissend: Kantoor, stap: int
) -> None:
    """Wie aan een eindcriterium voldoet, stopt die dag (5.3); de vragen van stap 7 komen daarna."""
    beslissend.naar_stap(stap)
    beslissend.neem(_sluit_af(beslissend).json())
    open_ = f"/werklijst?groep={beslissend.groep}&soort=stapvragen"
    (werk,) = beslissend.regisseur.haal(open_)["werk"]
    assert werk["pad"] == f"/stapantwoorden/{beslissend.groep}/7"
    beantwoord(beslissend, 7, 2)
    assert beslissend.regisseur.haal(open_)["werk"] == []
    # Wat dan is beantwoord, blijft zoals het is.
    zet(beslissend, werk["pad"], {"antwoorden": [TEKST] * 3, **BEVESTIGD}, 409)


def test_wie_de_stap_opent_ziet_wat_klaar_is_en_wat_nog_ontbreekt(beslissend: Kantoor) -> None:
    beslissend.naar_stap(3, prioritering="ja")
    pad = f"/groepen/{beslissend.groep}/stapstand"
    leeg = beslissend.regisseur.haal(pad)
    assert (leeg["stap"], leeg["beantwoord"]) == (3, 0)
    assert leeg["openVragen"] == list(STAPPEN[3].vragen)
    (nodig,) = [een for een in leeg["documenten"] if een["nodig"]]
    assert (nodig["code"], nodig["versie"], nodig["vastgesteld"]) == ("probleemdefinitie", 0, False)
    assert len(leeg["ontbreekt"]) == len(STAPPEN[3].vragen) + 1

    maak_klaar(beslissend)
    klaar = beslissend.regisseur.haal(pad)
    assert klaar["ontbreekt"] == klaar["openVragen"] == []
    assert klaar["beantwoord"] == klaar["vragen"]
    assert next(een["vastgesteld"] for een in klaar["documenten"] if een["nodig"])
    assert _verder(beslissend, 4).is_success

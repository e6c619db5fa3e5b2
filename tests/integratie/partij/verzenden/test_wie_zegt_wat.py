"""Wie iets zegt heeft het in het eigen verslag, en wie het hoorde ook: bij elke partij (6.2)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.diensten.test_dossiers import ART8
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import DROMER, TAAK
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import GEMEENTE, OM, Tafel
from tests.integratie.partij.vervolging import VERVOLGING, vervolging

GRONDEN = {
    "politie": {"gemeente": GEMEENTE, "om": OM},
    "gemeente": {"politie": "AVG6_1_E", "om": "AVG6_1_E"},
}


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _klant(tafel: Tafel, code: str) -> Klant:
    return tafel.driehoek.klant(code)[0]


def _opdracht(tafel: Tafel, code: str, overleg: str | None, naar: list[str]) -> dict[str, Any]:
    persoon = tafel.persoon if code == "politie" else tafel.driehoek.persoon(code, DROMER)
    onderdelen: list[dict[str, Any]] = [
        {"persoon": persoon, "gegevenssoort": soort} for soort in ("NAW", "GEBOORTEDATUM")
    ]
    if code == "politie":
        stuk = _klant(tafel, code).maak(f"/personen/{persoon}/politiegegevens", ART8)
        onderdelen.append({"persoon": persoon, "gegevenssoort": "WPG8", "gegeven": stuk["id"]})
    eigen: dict[str, Any] = {"kenmerken": TAAK} if code == "gemeente" else {}
    gronden = {partij: GRONDEN[code][partij] for partij in naar}
    lijn = {} if overleg is not None else {"toehoorders": tafel.lijn(*naar)}
    return {
        **tafel.opdracht(overleg),
        "onderdelen": [{**deel, **eigen, "grondslagen": gronden} for deel in onderdelen],
        **lijn,
    }


def _soorten(regels: list[dict[str, Any]]) -> list[str]:
    return [
        deel["gegevenssoort"]
        for regel in regels
        for bericht in regel["berichten"]
        for deel in bericht["gedeeld"]
    ]


def _gesprekken(tafel: Tafel, code: str) -> list[dict[str, Any]]:
    pad = f"/gespreksnotities?groep={tafel.groep}"
    gevonden: list[dict[str, Any]] = _klant(tafel, code).haal(pad)["gespreksnotities"]
    return gevonden


@pytest.mark.parametrize("spreker", GRONDEN)
def test_aan_tafel_met_drie_partijen(tafel: Tafel, spreker: str) -> None:
    klant, anderen = _klant(tafel, spreker), sorted(GRONDEN[spreker])
    overleg = tafel.plan()
    opdracht = _opdracht(tafel, spreker, overleg, anderen)
    uiting = tafel.vraag_of_het_mag(opdracht, klant=klant)
    assert uiting["magGezegd"] is True, uiting
    tafel.begin()
    tafel.vertel(uiting, klant=klant)
    tafel.ronde(spreker)
    gezegd = [deel["gegevenssoort"] for deel in opdracht["onderdelen"]]
    eigen = tafel.verslag(overleg, klant)
    assert sorted(_soorten(eigen["gezegd"])) == sorted(gezegd * 2)
    assert eigen["gehoord"] == []
    for code in anderen:
        verslag = tafel.verslag(overleg, _klant(tafel, code))
        assert (_soorten(verslag["gehoord"]), verslag["gezegd"]) == (gezegd, [])
        assert sorted(tafel.ontvangen(code)) == sorted(gezegd)


@pytest.mark.parametrize("spreker", GRONDEN)
def test_aan_de_telefoon(tafel: Tafel, spreker: str) -> None:
    klant, ander = _klant(tafel, spreker), {"politie": "gemeente", "gemeente": "politie"}[spreker]
    opdracht = _opdracht(tafel, spreker, None, [ander])
    uiting = tafel.vraag_of_het_mag(opdracht, klant=klant)
    assert uiting["magGezegd"] is True, uiting
    tafel.vertel(uiting, klant=klant)
    tafel.ronde(spreker)
    gezegd = [deel["gegevenssoort"] for deel in opdracht["onderdelen"]]
    for code in (spreker, ander):
        (notitie,) = _gesprekken(tafel, code)
        assert (notitie["uiting"], _soorten([notitie])) == (uiting["id"], gezegd)
    assert sorted(tafel.ontvangen(ander)) == sorted(gezegd)


def test_ook_wat_het_om_aan_de_telefoon_zegt_ligt_bij_allebei_vast(tafel: Tafel) -> None:
    uiting = tafel.vraag_of_het_mag(vervolging(tafel), klant=tafel.secretaris)
    assert uiting["magGezegd"] is True, uiting
    tafel.vertel(uiting, klant=tafel.secretaris)
    for code in ("om", "gemeente"):
        (notitie,) = _gesprekken(tafel, code)
        assert (notitie["uiting"], _soorten([notitie])) == (uiting["id"], ["RECENT_VERVOLGD"])
    assert _gesprekken(tafel, "politie") == []


@pytest.mark.parametrize(
    "anders",
    [
        {"geenSepotOfVrijspraak": False},
        {"herleidingAnderenVoorkomen": False},
        {"jdsBevraagd": True},
        {"relevantVoorGroepsaanpak": False},
    ],
    ids=lambda anders: next(iter(anders)),
)
def test_na_een_sepot_of_zonder_belang_voor_de_aanpak_zegt_het_om_niets(
    tafel: Tafel, anders: dict[str, Any]
) -> None:
    opdracht = vervolging(tafel)
    (deel,) = opdracht["onderdelen"]
    gegeven = tafel.secretaris.maak(
        f"/personen/{deel['persoon']}/recente-vervolgingen", {**VERVOLGING, **anders}
    )
    opdracht["onderdelen"] = [{**deel, "gegeven": gegeven["id"]}]
    uiting = tafel.vraag_of_het_mag(opdracht, 403, klant=tafel.secretaris)
    assert uiting["magGezegd"] is False
    (bericht,) = uiting["berichten"]
    assert {reden["poort"] for reden in bericht["redenen"]} == {9}
    assert tafel.ontvangen("gemeente") == []


def test_een_geweigerde_uiting_is_een_403_met_dezelfde_gegevens_als_een_verstrekking(
    tafel: Tafel,
) -> None:
    """Wie alleen op de statuscode let, zegt niets wat niet mag; en hij leest waarom."""
    overleg = tafel.plan()
    antwoord = tafel.analist.vraag(
        "POST",
        "/uitingen",
        json=tafel.opdracht(overleg, gronden={"gemeente": GEMEENTE, "om": GEMEENTE}),
    )
    assert antwoord.status_code == 403
    assert antwoord.headers["content-type"].startswith("application/problem+json")
    probleem = antwoord.json()
    assert probleem["type"].endswith("toetsing-weigert")
    (bericht,) = probleem["berichten"]
    assert probleem["redenen"] == bericht["redenen"] == probleem["besluit"]["redenen"]
    for reden in probleem["redenen"]:
        assert {"code", "poort", "uitleg", "convenant", "wet", "interpretatie"} <= reden.keys()
    assert probleem["zegNiet"] == [reden["uitleg"] for reden in probleem["redenen"]]
    (rij,) = tafel.berichten(probleem).values()
    assert probleem["bladnummer"] == rij.bladnummer is not None
    # De vraag is bewaard en te volgen, en wat er toch is gezegd is te vertellen.
    gevolgd = tafel.stand(probleem["id"])
    assert gevolgd["berichten"] == probleem["berichten"]
    assert tafel.vertel(probleem)["zonderToestemming"] is True

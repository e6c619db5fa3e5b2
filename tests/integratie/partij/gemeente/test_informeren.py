"""Tot wanneer iemand het moet weten, wie er geen brief krijgt en waarom, en wie dat ziet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.uitzondering import uitzondering
from tests.integratie.partij.briefwerk import (
    brieven_nodig,
    de_regisseur,
    dichte_poorten,
    doe_met,
    maak_brieven,
    onwetende,
    stand_van,
    verstuur,
    werk_over,
)
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.stroomzaak import Stroomzaak

GEEN_BRIEF = uitzondering()


@pytest.fixture(scope="module")
def ingericht(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    with Stroomzaak.op_sqlite(uitgever, pki, tmp_path_factory.mktemp("informeren")) as gevonden:
        yield gevonden


@pytest.fixture
def zaak(ingericht: Stroomzaak) -> Stroomzaak:
    """Op een nieuwe dag, in stap 3."""
    ingericht.driehoek.wereld.klok.nu = VasteKlok().nu
    ingericht.zet(3)
    return ingericht


def test_de_laatste_dag_volgt_uit_wat_het_eerst_gebeurt(zaak: Stroomzaak) -> None:
    klok = zaak.driehoek.wereld.klok
    persoon = onwetende(zaak)
    regel = stand_van(zaak, persoon)
    assert (regel["aanleiding"], regel["uiterlijk"]) == ("vastlegging", "2026-12-23")
    klok.vooruit(days=2)
    stuk = {
        "aard": "feit", "bijzonder": False, "derdenVerwijderd": True, "datum": "2026-11-25",
        "omschrijving": "Aangesproken op het plein (verzonnen).",
    }  # fmt: skip
    de_regisseur(zaak).maak(f"/personen/{persoon}/aanspreekgegevens", stuk)
    regel = stand_van(zaak, persoon)
    assert (regel["aanleiding"], regel["uiterlijk"]) == ("eerste_contact", "2026-11-25")
    assert regel["teLaat"] is False
    (werk,) = werk_over(zaak, persoon)
    assert (werk["uiterlijk"], werk["urgentie"]) == ("2026-11-25", "vandaag")
    klok.vooruit(days=1)
    assert stand_van(zaak, persoon)["teLaat"] is True
    (werk,) = werk_over(zaak, persoon)
    assert werk["urgentie"] == "te_laat"


def test_wie_al_verstrekt_is_moet_het_die_dag_weten_ook_als_hij_de_groep_verlaat(
    zaak: Stroomzaak,
) -> None:
    """De brief kwam terug nadat er iets was gegeven: dan was die dag de laatste."""
    klok = zaak.driehoek.wereld.klok
    persoon, nooit = onwetende(zaak), onwetende(zaak)
    (brief,) = maak_brieven(zaak, persoon)
    verstuur(zaak, brief)
    klok.vooruit(days=3)
    assert dichte_poorten(zaak, persoon) == set()
    klok.vooruit(days=1)
    assert doe_met(zaak, brief, "_teruggekomen", op="2026-11-27").status_code == 200
    regel = stand_van(zaak, persoon)
    assert (regel["aanleiding"], regel["uiterlijk"]) == ("eerste_verstrekking", "2026-11-26")
    assert regel["teLaat"] is True
    klant, groep = de_regisseur(zaak), zaak.driehoek.groep
    leden = klant.haal(f"/groepen/{groep}/leden?paginagrootte=200")["leden"]
    for lid in leden:
        if lid["persoonId"] in (persoon, nooit):
            klant.vraag("DELETE", f"/groepen/{groep}/leden/{lid['betrokkene']}")
    assert stand_van(zaak, persoon)["uiterlijk"] == "2026-11-26"
    personen = klant.haal(f"/informeerstanden?groep={groep}&paginagrootte=200")["personen"]
    assert nooit not in {een["persoonId"] for een in personen}


def test_een_uitzondering_telt_met_een_tweede_en_vervalt_als_niemand_haar_verlengt(
    zaak: Stroomzaak,
) -> None:
    klok, klant, persoon = zaak.driehoek.wereld.klok, de_regisseur(zaak), onwetende(zaak)
    pad = f"/personen/{persoon}/informatiestatus"
    ander, _ = zaak.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", geldigTot="2027-12-31"
    )

    def leg_vast(etag: str | None = None, **anders: Any) -> str:
        koppen = {} if etag is None else {"If-Match": etag}
        antwoord = klant.vraag("PUT", pad, json=uitzondering(**anders), headers=koppen)
        assert antwoord.status_code in (200, 201), antwoord.text
        return str(antwoord.headers["ETag"])

    def keur_goed(wie: Klant, etag: str) -> int:
        pad_ = f"{pad}/_goedkeuren"
        return wie.vraag("POST", pad_, headers={"If-Match": etag}).status_code

    etag = leg_vast()
    (werk,) = werk_over(zaak, persoon)
    assert (werk["soort"], werk["uiterlijk"]) == ("informeren-goedkeuren", "2026-12-23")
    assert (stand_van(zaak, persoon)["stand"], dichte_poorten(zaak, persoon)) == ("open", {16})
    assert keur_goed(klant, etag) == 403, "wie haar vastlegde keurt haar niet goed"
    assert keur_goed(ander, etag) == 200
    regel = stand_van(zaak, persoon)
    assert (regel["stand"], regel["grond"]) == ("uitzondering", "UAVG41_1_d")
    assert (dichte_poorten(zaak, persoon), werk_over(zaak, persoon)) == (set(), [])
    # Twee weken van tevoren staat zij op de lijst; op de dag zelf telt zij niet meer.
    klok.vooruit(days=42)
    (werk,) = werk_over(zaak, persoon)
    assert (werk["soort"], werk["uiterlijk"]) == ("informeren-herbeoordelen", "2027-01-15")
    klok.vooruit(days=12)
    regel = stand_van(zaak, persoon)
    assert (regel["stand"], regel["teLaat"], dichte_poorten(zaak, persoon)) == ("open", True, {16})
    # Verlengen is opnieuw zeggen waarom, en opnieuw een tweede.
    etag = leg_vast(klant.vraag("GET", pad).headers["ETag"], herbeoordeling="2027-04-01")
    assert dichte_poorten(zaak, persoon) == {16}
    assert keur_goed(ander, etag) == 200
    assert dichte_poorten(zaak, persoon) == set()
    # En wie alsnog een brief krijgt, is geïnformeerd.
    (brief,) = maak_brieven(zaak, persoon)
    verstuur(zaak, brief, op="2027-01-16")
    assert stand_van(zaak, persoon)["stand"] == "geinformeerd"


def test_de_fg_ziet_per_groep_wie_nog_niets_weet_en_wijzigt_niets(zaak: Stroomzaak) -> None:
    groep = zaak.driehoek.groep
    fg, _ = zaak.driehoek.bureau("gemeente").medewerker("fg", f"{nieuw_id()}@gemeente.example")
    persoon = onwetende(zaak)
    zaak.driehoek.wereld.klok.vooruit(days=40)
    alles = fg.haal(f"/informeerstanden?groep={groep}&paginagrootte=200")
    aantallen = alles["aantallen"]
    assert aantallen["totaal"] == len(alles["personen"]) == sum(aantallen["perStand"].values())
    laat = fg.haal(f"/informeerstanden?groep={groep}&teLaat=true&paginagrootte=200")
    assert persoon in {een["persoonId"] for een in laat["personen"]}
    assert len(laat["personen"]) == aantallen["teLaat"] >= 1
    open_ = fg.haal(f"/informeerstanden?groep={groep}&stand=open&paginagrootte=200")["personen"]
    assert len(open_) == aantallen["perStand"]["open"]
    gezien: list[str] = []
    na = ""
    while True:
        blad = fg.haal(f"/informeerstanden?groep={groep}&paginagrootte=2{na}")
        gezien += [een["persoonId"] for een in blad["personen"]]
        if blad["volgende"] is None:
            break
        na = f"&na={blad['volgende']}"
    assert gezien == [een["persoonId"] for een in alles["personen"]]
    assert fg.vraag("POST", f"/personen/{persoon}/brieven").status_code == 403
    buiten, _ = zaak.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    assert buiten.vraag("GET", f"/informeerstanden?groep={groep}").status_code == 403
    assert buiten.haal("/informeerstanden")["personen"] == []
    assert buiten.vraag("POST", f"/personen/{persoon}/brieven").status_code == 403


def test_wie_toezicht_houdt_ziet_hoeveel_brieven_wachten_en_wie_er_geen_krijgt_en_waarom(
    zaak: Stroomzaak,
) -> None:
    fg, _ = iemand(zaak.driehoek.bureau("gemeente"), "fg")
    regisseur = de_regisseur(zaak)

    def regels(rubriek: str) -> list[dict[str, Any]]:
        alle = fg.haal(f"/toezichtoverzicht?rubriek={rubriek}&paginagrootte=200")["regels"]
        return [een for een in alle if een["groep"] == zaak.driehoek.groep]

    eerder = brieven_nodig(zaak, fg)
    een, ander = onwetende(zaak), onwetende(zaak)
    assert brieven_nodig(zaak, fg) == eerder + 2
    assert all(een not in str(regel) for regel in regels("brieven")), "aantallen, geen mensen"
    pad = f"/personen/{ander}/informatiestatus"
    gezet = regisseur.vraag("PUT", pad, json=GEEN_BRIEF)
    assert gezet.status_code == 201, gezet.text
    assert brieven_nodig(zaak, fg) == eerder + 1
    (wacht,) = [regel for regel in regels("uitzonderingen") if regel["onderwerp"] == ander]
    assert (wacht["soort"], wacht["pad"]) == ("uitzondering-goedkeuren", pad)
    tweede, _ = iemand(zaak.driehoek.bureau("gemeente"), "regisseur", nieuw_id())
    goed = tweede.vraag("POST", f"{pad}/_goedkeuren", headers={"If-Match": gezet.headers["ETag"]})
    assert goed.status_code == 200, goed.text
    (loopt,) = [regel for regel in regels("uitzonderingen") if regel["onderwerp"] == ander]
    assert (loopt["soort"], loopt["uiterlijk"]) == ("uitzondering-loopt", "2027-01-15")
    assert "UAVG41_1_d" in loopt["titel"]
    assert "onderzoek" not in str(loopt), "de toelichting blijft verzegeld"

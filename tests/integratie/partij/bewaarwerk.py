"""Wat iemand doet om een groep te laten eindigen, en wat er dan nog van haar is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.partijdienst.onderhoud import draai_onderhoud
from tests.integratie.partij.driehoek import DROMER, STERRIN, Driehoek

PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
SLOT = timedelta(minutes=15)


def onderhoud(driehoek: Driehoek, code: str) -> Mapping[str, int]:
    return driehoek.wereld.doe(draai_onderhoud(driehoek.bureau(code).geheel, SLOT))


def namen(driehoek: Driehoek, code: str) -> set[str]:
    klant = driehoek.klant(code)[0]
    personen = klant.haal("/personen")["personen"]
    levend = [p["id"] for p in personen if p["vernietigdOp"] is None]
    return {klant.haal(f"/personen/{persoon}")["naam"] for persoon in levend}


def resten(driehoek: Driehoek, code: str) -> tuple[int, int]:
    """Hoeveel leden en ontvangen gegevens een partij van de groep nog heeft."""
    klant = driehoek.klant(code)[0]
    leden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    gegevens = klant.haal(f"/ontvangen-gegevens?groep={driehoek.groep}")["ontvangenGegevens"]
    return len(leden), len(gegevens)


def meld(driehoek: Driehoek, datum: str, *namen: str) -> str:
    """De gemeente legt een melding vast waarin deze leden voorkomen; het id."""
    klant = driehoek.kantoor.regisseur
    melding: str = klant.maak(
        f"/groepen/{driehoek.groep}/meldingen",
        {
            "bron": "stadsbeheer",
            "datum": datum,
            "plek": "het winkelcentrum",
            "omschrijving": "Banken vernield na een avond met harde muziek.",
            "bevestigdZonderPersonen": True,
        },
    )["id"]
    for naam in namen:
        betrek(driehoek, melding, naam)
    return melding


def betrek(driehoek: Driehoek, melding: str, naam: str, status: int = 200) -> None:
    persoon = driehoek.personen[f"gemeente:{naam}"]
    pad = f"/meldingen/{melding}/betrokkenen/{persoon}"
    assert driehoek.kantoor.regisseur.vraag("PUT", pad).status_code == status


def naar_dag(driehoek: Driehoek, dag: str) -> None:
    klok = driehoek.wereld.klok
    klok.vooruit(days=(date.fromisoformat(dag) - klok().date()).days)
    verleng_autorisaties(driehoek)


def sluit_na_lange_aanpak(driehoek: Driehoek) -> None:
    """Ruim twee jaar na het startbesluit; over Sterrin is er dan een melding van vorige maand."""
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    meld(driehoek, "2026-11-20", STERRIN[0], DROMER[0])
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    naar_dag(driehoek, "2029-01-15")
    meld(driehoek, "2028-12-20", STERRIN[0])
    meld(driehoek, "2029-01-10")
    naar_dag(driehoek, "2029-03-01")
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")


def leden(driehoek: Driehoek, code: str = "gemeente") -> set[str]:
    """Wie er volgens het bestand van een partij in de groep zit."""
    klant = driehoek.klant(code)[0]
    gevonden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    return {klant.haal(f"/personen/{lid['persoonId']}")["naam"] for lid in gevonden}


def bewaardagen(driehoek: Driehoek, code: str = "gemeente") -> dict[str, dict[str, Any]]:
    """Wat een partij over het vertrek van ieder zegt, per naam in haar bestand."""
    klant = driehoek.klant(code)[0]
    uit = klant.haal(f"/groepen/{driehoek.groep}/bewaardagen")
    return {klant.haal(f"/personen/{een['persoonId']}")["naam"]: een for een in uit["mensen"]}


def verleng_autorisaties(driehoek: Driehoek) -> None:
    """Anders mag over jaren niemand meer kijken."""
    for code in PARTIJEN:
        beheer = driehoek.bureau(code).klant("beheer@partij.example")
        pad = f"/autorisaties/{driehoek.klant(code)[1]}"
        oud = beheer.vraag("GET", pad)
        velden = (
            "sub", "functie", "naam", "aangewezen", "geautoriseerd", "geheimhouding", "vog",
            "alleGroepen", "groepen",
        )  # fmt: skip
        driehoek.bureau(code).zet_autorisatie(
            pad,
            {**{veld: oud.json()[veld] for veld in velden}, "geldigTot": "2035-06-30"},
            status=200,
            headers={"If-Match": oud.headers["ETag"]},
        )

"""Wat iemand doet om een groep te laten eindigen, en wat er dan nog van haar is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.partijdienst.onderhoud import draai_onderhoud
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.driehoek import DROMER, STERRIN, Driehoek

PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
SLOT = timedelta(minutes=15)


def onderhoud(driehoek: Driehoek, code: str) -> Mapping[str, int]:
    return driehoek.wereld.doe(draai_onderhoud(driehoek.bureau(code).geheel, SLOT))


def namen(driehoek: Driehoek, code: str) -> set[str]:
    """Wie er in het bestand van een partij staat, ook wie daar niemand meer ziet."""
    dienst = driehoek.bureau(code).geheel.uitwisseling.dienst
    with dienst.lezend() as sessie:
        personen = select(PersoonRij.id).where(PersoonRij.sleutel_id.is_not(None))
        return {_naam(driehoek, code, een) for een in sessie.scalars(personen)}


def _naam(driehoek: Driehoek, code: str, persoon: str) -> str:
    dienst = driehoek.bureau(code).geheel.uitwisseling.dienst
    with dienst.lezend() as sessie:
        return str(PersonenRegister(sessie, dienst.kluis).lees(persoon).naam)


def _van_groep(
    driehoek: Driehoek, code: str, rij: type[GroepslidRij] | type[OntvangenGegevenRij]
) -> list[str]:
    """Van wie er een rij van deze groep in het bestand van een partij staat."""
    with driehoek.bureau(code).geheel.uitwisseling.dienst.lezend() as sessie:
        vraag = select(rij.persoon_id).where(rij.groep == driehoek.groep)
        return list(sessie.scalars(vraag))


def resten(driehoek: Driehoek, code: str) -> tuple[int, int]:
    """Hoeveel leden en ontvangen gegevens een partij van de groep nog heeft; wat is afgeschermd
    ziet niemand, en staat er wel."""
    leden = _van_groep(driehoek, code, GroepslidRij)
    return len(leden), len(_van_groep(driehoek, code, OntvangenGegevenRij))


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
    return {_naam(driehoek, code, een) for een in _van_groep(driehoek, code, GroepslidRij)}


def bewaardagen(driehoek: Driehoek, code: str = "gemeente") -> dict[str, dict[str, Any]]:
    """Wat een partij aan wie vernietigt over ieders vertrek zegt, per naam in haar bestand."""
    sub = f"privacy.{nieuw_id()}@{code}.example"
    klant, _ = driehoek.bureau(code).medewerker("privacyfunctionaris", sub)
    uit = klant.haal(f"/groepen/{driehoek.groep}/bewaardagen")
    return {_naam(driehoek, code, een["persoonId"]): een for een in uit["mensen"]}


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

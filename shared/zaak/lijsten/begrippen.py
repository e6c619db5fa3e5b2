"""Words of the lists of names, and what stands in the way of making one final. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from shared.bericht.personen.geboortedatum import kan_zelfde_dag_zijn, vroegst
from shared.bericht.personen.leeftijd import mogelijke_klassen, strengste_klasse
from shared.bestand.personen.naamgelijkenis import klinkt_gelijk, zelfde_letters
from shared.convenant.berichtsoorten import ledencategorie, nettolijststuk
from shared.convenant.bestand.leeftijd import ONBEKEND, past
from shared.convenant.einde import groep_loopt
from shared.convenant.regels.laden import Convenantregels
from shared.partij.fouten import Conflict
from shared.partij.persoon import Persoon
from shared.web.meldingen import Invoerfout


class Lijstsoort(StrEnum):
    """What a list is: the one that is gathered, or the one that is weighed and made final."""

    BRUTO = "bruto"
    NETTO = "netto"


class Lijststand(StrEnum):
    """Where a list stands."""

    OPEN = "open"
    VASTGESTELD = "vastgesteld"
    OPGERUIMD = "opgeruimd"


class Regelstand(StrEnum):
    """What was weighed about one person. ``verwijderd`` goes as soon as the list is final."""

    TE_WEGEN = "te_wegen"
    BLIJFT = "blijft"
    VERWIJDERD = "verwijderd"


class Grond(StrEnum):
    """Why a group's copies were destroyed: a code, never a text about persons."""

    NETTOLIJST = "nettolijst"
    GEEN_NETTOLIJST = "geen_nettolijst"
    NIET_GEPRIORITEERD = "niet_geprioriteerd"
    AFGESLOTEN = "afgesloten"
    TERMIJN = "termijn"
    NA_BEPERKING = "na_beperking"


WAAROM: Mapping[str, str] = {
    Grond.NETTOLIJST: "na de nettolijst",
    Grond.GEEN_NETTOLIJST: "er kwam geen nettolijst",
    Grond.NIET_GEPRIORITEERD: "de groep is niet geprioriteerd",
    Grond.AFGESLOTEN: "de aanpak is afgesloten",
    Grond.TERMIJN: "de termijn is om",
    Grond.NA_BEPERKING: "zodra een beperking eindigt",
}
"""The same in words, as they stand in a sentence."""


class NietVastTeStellen(Conflict):
    """The list cannot be made final yet; ``fouten`` names each entry (by id, not by name)."""

    def __init__(self, fouten: list[Invoerfout]) -> None:
        super().__init__("De nettolijst kan nog niet worden vastgesteld.")
        self.fouten = tuple(fouten)


def lijstsoort(regels: Convenantregels, partij: str) -> Lijstsoort | None:
    """Which list this party owns, by the covenant; ``None`` for a party that only receives."""
    eigenaars = regels.namenlijsten
    if partij == eigenaars.nettolijst:
        return Lijstsoort.NETTO
    return Lijstsoort.BRUTO if partij == eigenaars.brutolijst else None


def eis_werkbare_groep(regels: Convenantregels, partij: str, groep: Mapping[str, Any]) -> None:
    """Refuses a list where the covenant allows no names: too early, or over (E14, 4.1)."""
    soort = regels.gegevenssoorten[regels.namenlijsten.gegevenssoort]
    stappen = sorted(soort.regels[(partij, ledencategorie(regels))].stappen)
    eis_lopende_groep(groep)
    if groep.get("stap") not in stappen:
        wel = ", ".join(str(stap) for stap in stappen)
        raise Conflict(f"De groep is in stap {groep.get('stap')}; namen horen bij stap {wel}.")


def eis_lopende_groep(groep: Mapping[str, Any]) -> None:
    """Refuses a list of a group that did not begin, or is over."""
    if groep.get("startbesluit") is None:
        raise Conflict("Er is nog geen startbesluit. Zonder dat zijn er geen namen.")
    if not groep_loopt(groep):
        raise Conflict("Deze groep is niet meer actief. Er komt geen namenlijst meer.")


def beletsel(regels: Convenantregels, persoon: Persoon, vandaag: date) -> str | None:
    """Why this person may not be on a final list today: the covenant's age (reading A4)."""
    categorie = regels.categorieen[ledencategorie(regels)]
    toegestaan = categorie.leeftijdsklassen
    klasse = strengste_klasse(persoon.geboortedatum, vandaag, categorie)
    if past(categorie, [klasse]):
        return None
    mogelijk = mogelijke_klassen(persoon.geboortedatum, vandaag)
    if len(mogelijk) > 1:
        return (
            f"De geboortedatum is maar voor een deel bekend: de leeftijdsklasse kan "
            f"{' of '.join(mogelijk)} zijn; de aanpak is voor {', '.join(toegestaan)}."
        )
    if klasse == ONBEKEND:
        return "De geboortedatum is niet bekend; dan mag iemand niet op de nettolijst."
    return f"Valt in leeftijdsklasse {klasse}; de aanpak is voor {', '.join(toegestaan)}."


def gelijkenis(een: Persoon, ander: Persoon) -> list[str]:
    """In what two entries are alike enough for a human to look whether they are one person."""
    if een.geboortedatum is None or ander.geboortedatum is None:
        return []
    zelfde_dag = kan_zelfde_dag_zijn(een.geboortedatum, ander.geboortedatum)
    alike = ["geboortedatum"] if zelfde_dag else []
    if een.naam is None or ander.naam is None:
        return alike
    if vroegst(een.geboortedatum).year == vroegst(ander.geboortedatum).year:
        if klinkt_gelijk(een.naam, ander.naam):
            alike.append("klank")
        elif zelfde_letters(een.naam, ander.naam):
            alike.append("letters")
    return alike


def waarom_niet_te_melden(
    regels: Convenantregels, partij: str, groep: Mapping[str, Any]
) -> str | None:
    """Why the other holders cannot be told in this step of the group; None: they can."""
    stromen = regels.stukregels[nettolijststuk(regels)]
    van_hier = [rij.stappen for (van, _), rij in stromen.items() if van == partij]
    begrensd = [set(stappen) for stappen in van_hier if stappen is not None]
    stappen = set.intersection(*begrensd) if begrensd else set()
    if not begrensd or groep.get("stap") in stappen:
        return None
    wel = ", ".join(str(stap) for stap in sorted(stappen))
    return (
        f"De groep is in stap {groep.get('stap')}. De nettolijst vaststellen kan in stap {wel}, "
        "want dan mogen de andere partijen haar krijgen. Breng de groep eerst naar die stap."
    )

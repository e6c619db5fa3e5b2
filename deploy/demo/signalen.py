"""Step 1: what people notice about a group, without anybody in it."""

from __future__ import annotations

from deploy.demo.spel import REGISSEUR, DemoMislukt, Spel
from deploy.klant import Geweigerd

_GEZIEN = (
    ("jongerenwerk", "Groep van ongeveer twaalf jongeren maakt elke vrijdagavond veel lawaai."),
    ("stadsbeheer", "Drie banken en een prullenbak zijn vernield na een avond met muziek."),
)
_AANTAL_VRAGEN = {1: 2, 3: 4}
_MET_NAAM = "Vooral Zorivanio B. jut de rest op; hij woont op de Nergenslaan 14."


def stap_een(spel: Spel) -> None:
    """A group is seen; about persons nothing may be said yet, not even in a free text."""
    spel.verteller.kop(
        "Stap 1. Signalen over groepsgedrag delen",
        "Nog geen gegevens over personen: wie ze toch opschrijft of stuurt, wordt geweigerd.",
    )
    spel.open_groep("Bedachteplein-2026")
    spel.verteller.gebeurt(
        "gemeente", "De regisseur opent de groep onder de schuilnaam Bedachteplein-2026."
    )
    for bron, tekst in _GEZIEN:
        _signaal(spel, bron, tekst)
    spel.verteller.gebeurt(
        "gemeente", f"Zij legt {len(_GEZIEN)} waarnemingen over de groep vast, elk met de bron."
    )
    try:
        _signaal(spel, "jongerenwerk", _MET_NAAM)
    except Geweigerd as weigering:
        spel.verteller.geweigerd_door("gemeente", "Een naam en een adres in de tekst", weigering)
    else:
        raise DemoMislukt("Een naam in een signaal had geweigerd moeten worden.")
    beantwoord(spel, 1)


def beantwoord(spel: Spel, stap: int) -> None:
    """The questions of a step get an answer about the group."""
    klant = spel.klant(REGISSEUR)
    pad = f"/stapantwoorden/{spel.groep}/{stap}"
    antwoord = "Ja, dat is te zien op het plein en het winkelcentrum (verzonnen)."
    vragen = klant.zet(pad, {"antwoorden": [antwoord] * _AANTAL_VRAGEN[stap]})["vragen"]
    spel.verteller.gebeurt("gemeente", f"De {len(vragen)} vragen van stap {stap} zijn beantwoord.")


def _signaal(spel: Spel, bron: str, tekst: str) -> None:
    spel.klant(REGISSEUR).stuur(
        f"/groepen/{spel.groep}/signalen",
        {
            "soort": "waarneming",
            "bron": bron,
            "datum": spel.dag(-20),
            "plek": "het winkelcentrum",
            "omschrijving": tekst,
        },
    )

"""Step 2: from the politie's own scan to a list on which nobody is who has no business there."""

from __future__ import annotations

import time
from typing import Any

from deploy.demo.bezetting import Bezetting
from deploy.demo.spel import (
    ANALIST,
    PARKETSECRETARIS,
    REGISSEUR,
    WIJKAGENT,
    DemoMislukt,
    Spel,
    Wie,
)
from deploy.demo.voorspel import TAAK, Lijst, informeer

BLIJVEN = 7
"""How many of the young people stay on the list."""
_POGINGEN, _PAUZE_SECONDEN = 200, 0.1


def groepsscan(spel: Spel, lijst: Lijst, bezetting: Bezetting) -> None:
    """A product of the politie that stays there; what worries people never leaves."""
    analist = spel.klant(ANALIST)
    pad = f"/groepen/{spel.groep}/groepsscans"
    scan = analist.stuur(pad, {"verzoekId": lijst.verzoek_aan_politie})["id"]
    signalen = f"{pad}/{scan}/signalen"
    wijkagent = spel.klant(WIJKAGENT)
    for nummer, figuur in enumerate(bezetting.jongeren[:5]):
        persoon = lijst.bij_politie[figuur.naam]
        wijkagent.stuur(signalen, _signaal(persoon, "overlast", "feit", "Gezien bij het plein."))
        if nummer == 0:
            zorg = "Zegt thuis niet te kunnen slapen."
            wijkagent.stuur(signalen, _signaal(persoon, "zorg", "oordeel", zorg))
    gevuld = analist.haal(f"{pad}/{scan}")["personen"]
    feiten = sum(len(een["feiten"]) for een in gevuld)
    spel.verteller.gebeurt(
        "politie",
        f"De groepsscan van de politie: {feiten} feiten over {len(gevuld)} jongeren, en een "
        "zorgsignaal apart. De scan blijft bij de politie.",
    )


def weeg_en_stel_vast(spel: Spel, bezetting: Bezetting) -> list[str]:
    """A human weighs everybody; who goes is gone the same day. The names of who went."""
    klant = spel.klant(REGISSEUR)
    for persoon in set(spel.leden(REGISSEUR).values()):
        if klant.haal(f"/personen/{persoon}")["herkomst"] == "ontvangen":
            informeer(spel, klant, persoon)
    pad = f"/groepen/{spel.groep}/namenlijsten"
    lijst = klant.stuur(pad, {})["id"]
    blijft = {figuur.naam for figuur in bezetting.jongeren[:BLIJVEN]}
    weg: list[str] = []
    for regel in klant.haal(f"{pad}/{lijst}")["regels"]:
        gaat = regel["naam"] not in blijft
        weg += [regel["naam"]] if gaat else []
        klant.zet(
            f"{pad}/{lijst}/regels/{regel['id']}/weging",
            {
                "besluit": "verwijderd" if gaat else "blijft",
                "reden": "Eén keer in de buurt gezien (verzonnen)."
                if gaat
                else "Bij elk van de drie incidenten gezien (verzonnen).",
            },
            {"If-Match": regel["etag"]},
        )
    spel.verteller.gebeurt(
        "gemeente",
        f"De regisseur weegt iedereen, met een reden: {len(blijft)} blijven, {len(weg)} gaan eraf.",
    )
    klant.stuur(f"{pad}/{lijst}/_vaststellen", {}, {"If-Match": klant.etag(f"{pad}/{lijst}")})
    spel.verteller.gebeurt(
        "gemeente", "De nettolijst staat vast. Wie eraf ging is in dit bestand al vernietigd."
    )
    _verstuur(spel, f"{pad}/{lijst}")
    return weg


def _verstuur(spel: Spel, pad: str) -> None:
    """Every holder of the brutolijst gets the nettolijst, cleans up and confirms it."""
    klant = spel.klant(REGISSEUR)
    spel.vraag(
        PARKETSECRETARIS, REGISSEUR, "Het OM vraagt wie er op de lijst blijven",
        "Wie blijven er op de lijst?",
    )  # fmt: skip
    for naar in (ANALIST, PARKETSECRETARIS):
        stand = klant.stuur(f"{pad}/_verstuur", _verzending(spel, naar))
        spel.eis_bezorgd(stand, f"De nettolijst naar {naar.partij}")
        spel.verteller.toegestaan_door("gemeente", f"De nettolijst gaat naar {naar.partij}", stand)
    partijen = _wacht_op_bevestiging(spel, pad)
    spel.verteller.gebeurt(
        "gateway", f"{' en '.join(partijen)} bevestigen met een bericht dat hun brutolijst weg is."
    )


def _wacht_op_bevestiging(spel: Spel, pad: str) -> list[str]:
    for _poging in range(_POGINGEN):
        rijen = spel.klant(REGISSEUR).haal(f"{pad}/bevestigingen")["bevestigingen"]
        klaar = [rij["partij"] for rij in rijen if rij["stand"] == "bevestigd"]
        if len(klaar) == 2:
            return sorted(klaar)
        time.sleep(_PAUZE_SECONDEN)
    raise DemoMislukt(f"Niet elke houder bevestigde dat de brutolijst weg is: {rijen}")


def _verzending(spel: Spel, naar: Wie) -> dict[str, Any]:
    opdracht = spel.opdracht(naar, [], motivering="Zodat de ander weet wie er blijft.")
    velden = ("ontvanger", "ontvangendeMedewerker", "doel", "afweging")
    deel = {naam: opdracht[naam] for naam in velden}
    return {**deel, "grondslag": "AVG6_1_E", "kenmerken": TAAK}


def _signaal(persoon: str, soort: str, aard: str, tekst: str) -> dict[str, Any]:
    return {
        "persoonId": persoon,
        "soort": soort,
        "aard": aard,
        "omschrijving": f"{tekst} (verzonnen)",
    }

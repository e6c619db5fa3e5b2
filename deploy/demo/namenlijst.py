"""Step 2: from the politie's own scan to a list on which nobody is who has no business there."""

from __future__ import annotations

from typing import Any

from deploy.demo.bezetting import Bezetting
from deploy.demo.spel import ANALIST, REGISSEUR, WIJKAGENT, Spel
from deploy.demo.voorspel import Lijst, informeer

BLIJVEN = 7
"""How many of the young people stay on the list."""


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


def weeg(spel: Spel, bezetting: Bezetting) -> list[str]:
    """A human weighs everybody on the list; the names of who goes."""
    klant = spel.klant(REGISSEUR)
    leden = sorted(set(spel.leden(REGISSEUR).values()))
    ontvangen = [p for p in leden if klant.haal(f"/personen/{p}")["herkomst"] == "ontvangen"]
    informeer(spel, ontvangen)
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
    return weg


def stel_vast(spel: Spel) -> None:
    """The list is final: who went is gone the same day, with every other holder too."""
    klant, pad = spel.klant(REGISSEUR), f"/groepen/{spel.groep}/namenlijsten"
    (kop,) = klant.haal(pad)["namenlijsten"]
    lijst = kop["id"]
    klant.stuur(f"{pad}/{lijst}/_vaststellen", {}, {"If-Match": klant.etag(f"{pad}/{lijst}")})
    spel.verteller.gebeurt(
        "gemeente", "De nettolijst staat vast. Wie eraf ging is in dit bestand al vernietigd."
    )
    _volg(spel, f"{pad}/{lijst}")


def _volg(spel: Spel, pad: str) -> None:
    """Every other holder was told at once; it cleans up the same day, and says so itself."""

    def klaar() -> dict[str, Any] | None:
        rijen = spel.klant(REGISSEUR).haal(f"{pad}/bevestigingen")["bevestigingen"]
        partijen = sorted(rij["partij"] for rij in rijen if rij["stand"] == "bevestigd")
        return {"partijen": partijen} if rijen and len(partijen) == len(rijen) else None

    partijen = spel.wacht_op(klaar, "Niet elke houder bevestigt dat de brutolijst weg is")[
        "partijen"
    ]
    spel.verteller.gebeurt(
        "gateway", f"{' en '.join(partijen)} bevestigen met een bericht dat hun brutolijst weg is."
    )


def _signaal(persoon: str, soort: str, aard: str, tekst: str) -> dict[str, Any]:
    return {
        "persoonId": persoon,
        "soort": soort,
        "aard": aard,
        "omschrijving": f"{tekst} (verzonnen)",
    }

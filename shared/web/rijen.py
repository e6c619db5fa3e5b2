"""Rows of the table of problems for errors that both the gateway and the parties meet."""

from shared.bericht.fouten import (
    BerichtFout,
    InhoudKomtNietOvereen,
    OngeldigBericht,
    SleutelOngeldig,
)
from shared.kluis.blindeindex import OngeldigeNaam
from shared.kluis.fouten import KluisNietBeschikbaar
from shared.opslag.fouten import AlVastgelegd, DatabankNietBeschikbaar
from shared.web.meldingen import Invoerfout
from shared.web.problemen import TITELS, Foutrij, Uitleg, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    # Wat er aan databank of kluis mankeert gaat een buitenstaander niet aan.
    foutrij(DatabankNietBeschikbaar, 503, maak_detail=TITELS[503][1]),
    foutrij(KluisNietBeschikbaar, 503, maak_detail=TITELS[503][1]),
    # Twee mensen legden op hetzelfde moment hetzelfde voor het eerst vast; de ander was net eerder.
    foutrij(
        AlVastgelegd,
        409,
        maak_detail=(
            "Iemand anders legde dit net vast. Lees opnieuw wat er nu staat, en stuur uw wijziging "
            "daarna zo nodig nog eens."
        ),
    ),
    foutrij(
        OngeldigeNaam,
        400,
        maak_detail=lambda fout: Uitleg(detail=str(fout), fouten=(Invoerfout("/naam", str(fout)),)),
    ),
    # Een eigen sleutel die niet deugt is een storing hier, geen fout van de ander.
    foutrij(SleutelOngeldig, 500, maak_detail=TITELS[500][1]),
    foutrij(BerichtFout, 400, "Bericht geweigerd"),
    foutrij(
        OngeldigBericht,
        400,
        "Ongeldig bericht",
        lambda fout: Uitleg(
            detail="Het bericht heeft niet de vorm van het uitwisselprofiel.",
            fouten=tuple(Invoerfout(pad, melding) for pad, melding in fout.fouten),
        ),
    ),
    foutrij(
        InhoudKomtNietOvereen,
        400,
        "Inhoud komt niet overeen",
        lambda fout: Uitleg(
            detail="De inhoud is niet wat de kop aankondigt.",
            fouten=tuple(Invoerfout("", verschil) for verschil in fout.verschillen),
        ),
    ),
)

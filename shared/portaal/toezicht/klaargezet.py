"""Files of the log that are made while nobody waits: how far they are, and taking them along."""

from __future__ import annotations

import re

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.bezig import toon_werk
from shared.portaal.schermen.werkblad import Werkblad
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek

HIER = vragen.BESTANDEN
_BESTAND = re.compile(r"^/werkzaamheden/([0-9a-f-]{36})/bestand$")
_BLAD = Werkblad(
    "Uw bestanden", HIER,
    "Er staat geen bestand voor u klaar. Stel een vraag bij Uitwisselingen, en laat het antwoord "
    "voor u klaarzetten.",
    "Haal het bestand op", (("Uitwisselingen", "/uitwisselingen"),),
)  # fmt: skip


def scherm_van(resultaat: str | None) -> str | None:
    """Where a file that is ready is taken along."""
    gevonden = _BESTAND.match(resultaat or "")
    return None if gevonden is None else f"{HIER}/{gevonden[1]}"


async def toon_bestanden(verzoek: Verzoek) -> Response:
    """What somebody asked for, how far it is and until when it stays."""
    return await toon_werk(verzoek, _BLAD, scherm_van)


async def geef(verzoek: Verzoek) -> Response:
    """The file itself; that it was asked for is in the log already."""
    pad = f"/werkzaamheden/{verzoek.deel('werk')}/bestand"
    inhoud, media, naam = await verzoek.api.haal_bestand(pad)
    return Response(inhoud, media_type=media, headers={"Content-Disposition": naam})


SCHERMEN = (
    Scherm("bestanden", "GET", HIER, toon_bestanden, CONTROLEREN, 1),
    Scherm("bestanden-stand", "GET", _BLAD.stand, toon_bestanden, CONTROLEREN, 1, gaat_door=True),
    Scherm("klaargezet", "GET", f"{HIER}/{{werk:uuid}}", geef, CONTROLEREN, 1),
)

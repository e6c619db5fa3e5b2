"""T2: the story of one message, from what was asked to the proof that nobody changed it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.bladen import CONTROLEREN, bewijs_van, plichten_van
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst

# Where in the API somebody looks it up is nothing for a screen.
_OPERATIE = re.compile(r"\s*\((?:GET|POST) [^)]*\)")


def verhaal_van(bericht: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """What happened, in the words of the log itself."""
    besluit = bericht["besluiten"][0]
    woorden = besluit["inWoorden"]
    plichten, blijvend = plichten_van(besluit, begrippen)
    gronden = {
        (begrippen.kort("grondslagen", code), begrippen.rij("grondslagen", code).get("wet"))
        for code in besluit["grondslagen"]
    }
    return {
        "titel": hoofdletter(
            f"{woorden['soort']} van {woorden['afzender']} aan {woorden['ontvanger']}"
        ),
        "wat": opsomming(woorden["gegevenssoorten"]) or woorden["stuk"] or woorden["soort"],
        "wie": _wie(woorden["functie"], woorden["afzender"]),
        "aan": _wie(woorden["ontvangendeFunctie"], woorden["ontvanger"]),
        "ontvanger": woorden["ontvanger"],
        "doel": woorden["doel"],
        "kanaal": woorden["kanaal"],
        "personen": len(besluit["betrokkenen"]),
        "stap": besluit["stap"],
        "op": besluit["tijdstip"],
        "blad": besluit["bladnummer"],
        "antwoordblad": besluit["bevestigingBladnummer"],
        "uitkomst": woorden["uitkomst"],
        "mocht": not besluit["redenen"],
        "gronden": sorted((titel, wet or "") for titel, wet in gronden),
        "redenen": [
            {**een, "zin": begrippen.in_woorden(een["uitleg"])} for een in besluit["redenen"]
        ],
        "groep": besluit["groep"],
        "medewerker": besluit["medewerker"],
        "aan_medewerker": besluit["ontvangendeMedewerker"],
        "betrokkenen": besluit["betrokkenen"],
        "plichten": plichten,
        "blijvend": blijvend,
        "wie_is_wie": [(een["wat"], _OPERATIE.sub("", een["hoe"])) for een in bericht["wieIsWie"]],
        "later": len(bericht["later"]),
        "eerder": len(bericht["eerder"]),
    }


def _wie(functie: str | None, partij: str) -> str:
    """Somebody at a party, or the party itself where the message names no official."""
    return f"de {functie} van {partij}" if functie else partij


async def toon_verhaal(verzoek: Verzoek) -> Response:
    """The story, the decision taken again, and the proof of every leaf."""
    id_ = verzoek.deel("bericht")
    begrippen = await verzoek.begrippen()
    bericht, opnieuw = await asyncio.gather(
        verzoek.api.haal(f"/uitwisselingen/{id_}"),
        verzoek.api.stuur("POST", f"/uitwisselingen/{id_}/_herhaal"),
    )
    verhaal = verhaal_van(bericht, begrippen)
    return verzoek.toon(
        "verhaal.html",
        "Verhaal van een bericht",
        kruimels=[("Uitwisselingen", "/uitwisselingen")],
        begrippen=begrippen,
        id=id_,
        verhaal=verhaal,
        gelijk=opnieuw["gelijk"],
        uitleg=opnieuw["uitleg"],
        versie=opnieuw["convenant"]["versie"],
        grootte=bericht["grootte"],
        getuigen=[begrippen.partij(een) for een in bericht["getuigen"]],
        ontbreken=[begrippen.partij(een) for een in bericht["getuigenOntbreken"]],
        bewijzen=[
            bewijs_van(blad, bericht["grootte"], bericht["checkpoint"])
            for blad in bericht["bladen"]
        ],
    )


async def haal_bundel(verzoek: Verzoek) -> Response:
    """The proof of this message as a file, to check elsewhere; taking it along is logged."""
    id_ = verzoek.deel("bericht")
    inhoud = await verzoek.api.bestand("/bewijsbundels", {"bericht": id_}, "application/zip")
    naam = f"bewijs-van-bericht-{verzoek.vandaag.isoformat()}-{id_[-4:]}.zip"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return Response(inhoud, media_type="application/zip", headers=koppen)


SCHERMEN = (
    Scherm("verhaal", "GET", "/uitwisselingen/{bericht:uuid}", toon_verhaal, CONTROLEREN, 2),
    Scherm("bundel", "POST", "/uitwisselingen/{bericht:uuid}/bundel", haal_bundel, CONTROLEREN, 1),
)

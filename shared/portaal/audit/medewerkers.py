"""Who acted, to choose one: in the log nobody has a name, so by party, function and number."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, schuilnummer
from shared.portaal.woorden import Woordenlijst

HIER = "/medewerkers"
_VANAF = "2019-01-01"
_ALLE = 100


def medewerkerregels(
    geteld: Iterable[Mapping[str, Any]],
    bekend: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
) -> list[dict[str, Any]]:
    """Everybody who gave or got something, most first; then who is registered and did nothing."""
    rijen = {een["id"]: een for een in bekend}
    aantallen = {str(een["waarde"]): een["aantal"] for een in geteld if een["waarde"]}
    return [
        {
            "id": id_,
            "nummer": schuilnummer(id_),
            "titel": _titel(rijen.get(id_), begrippen),
            "aantal": aantallen.get(id_, 0),
            "geldig": id_ in rijen and rijen[id_]["geldig"],
        }
        for id_ in sorted({*rijen, *aantallen}, key=lambda een: (-aantallen.get(een, 0), een))
    ]


def _titel(een: Mapping[str, Any] | None, begrippen: Woordenlijst) -> str:
    if een is None:
        return "Functie niet meer bekend"
    functie = begrippen.kort("functies", een["functie"])
    return f"{hoofdletter(functie)}, van {begrippen.partij(een['partij'])}"


async def toon_medewerkers(verzoek: Verzoek) -> Response:
    """All of them, with how much of theirs is in the log."""
    begrippen = await verzoek.begrippen()
    alles = {**vragen.nieuw(verzoek.vandaag), "van": _VANAF}
    antwoord, lijst = await asyncio.gather(
        verzoek.api.stuur(
            "POST",
            "/uitwisselingen/_zoek?paginagrootte=1",
            {**vragen.filters(alles), "facetten": ["medewerker"]},
        ),
        verzoek.api.haal("/autorisaties", paginagrootte=_ALLE),
    )
    return verzoek.toon(
        "audit/medewerkers.html",
        "Wat één medewerker deed",
        medewerkers=medewerkerregels(
            antwoord["facetten"]["medewerker"], lijst["autorisaties"], begrippen
        ),
        meer=bool(lijst["volgende"]),
        grootte=antwoord["grootte"],
    )


SCHERMEN = (Scherm("medewerkers", "GET", HIER, toon_medewerkers, CONTROLEREN, 2),)

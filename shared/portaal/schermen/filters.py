"""The filters of S1 that somebody gave a name: keep this one, take one away."""

from __future__ import annotations

import re

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.werklijst import SCHERM, adres_van, keuze_van, toon_werklijst
from shared.portaal.verzoek import NietGevonden, Verzoek

_KENMERK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_GEEN_NAAM = "Geef het filter een naam van hoogstens 60 tekens."
_LANGST = 60


def _pad(verzoek: Verzoek) -> str:
    kenmerk = verzoek.veld("id")
    if not _KENMERK.fullmatch(kenmerk):
        raise NietGevonden
    return f"/voorkeuren/{kenmerk}"


async def bewaar(verzoek: Verzoek) -> Response:
    """Keep what is chosen now. The page chose the reference: twice is once."""
    keuze, naam = keuze_van(verzoek), verzoek.veld("naam")
    if not 0 < len(naam) <= _LANGST:
        return await toon_werklijst(verzoek, [_GEEN_NAAM])
    inhoud = {
        "scherm": SCHERM,
        "naam": naam,
        "keuzes": {lid: code for lid, code in keuze.items() if code},
    }
    try:
        await verzoek.api.stuur("PUT", _pad(verzoek), inhoud)
    except ApiFout as fout:
        if fout.status not in (400, 409):
            raise
        zinnen = [str(een.get("melding", "")) for een in fout.fouten]
        return await toon_werklijst(verzoek, zinnen or [fout.zin])
    return verzoek.naar(adres_van(keuze))


async def haal_weg(verzoek: Verzoek) -> Response:
    """Take one away; the list stays as it is."""
    await verzoek.api.stuur("DELETE", _pad(verzoek))
    return verzoek.naar(adres_van(keuze_van(verzoek)))


SCHERMEN = (
    Scherm("bewaar-filter", "POST", "/werklijst/filters", bewaar, "raadplegen", 2),
    Scherm("haal-filter-weg", "POST", "/werklijst/filters/weg", haal_weg, "raadplegen", 1),
)

"""Text somebody has not sent yet: kept by the service of his party, never by the portal.

Which concept it is stands in the form as an opaque handle, with about whom it is; so one address
keeps every form, and nothing of anybody stands in an address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.sleutel import VELD, Conceptsleutel, te_bewaren
from shared.portaal.handvat import HandvatOnbekend, lees_handvat, sleutel_voor
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import tijd

_NIET_GEVONDEN = 404
_MINSTENS = 3


def als_veld(verzoek: Verzoek, sleutel: Conceptsleutel) -> str:
    """What stands in the form."""
    return verzoek.handvat(
        json.dumps([sleutel.sub, sleutel.soort, sleutel.onderwerp, *sleutel.personen])
    )


def uit_veld(geheim: bytes, veld: str) -> Conceptsleutel:
    """The reverse, also for who was logged out meanwhile. Faults: ``HandvatOnbekend``, also for
    a handle of something else: a person, a number."""
    try:
        gelezen = json.loads(lees_handvat(sleutel_voor(geheim, "handvat"), veld))
    except ValueError:
        raise HandvatOnbekend from None
    if not isinstance(gelezen, list) or len(gelezen) < _MINSTENS:
        raise HandvatOnbekend
    sub, soort, onderwerp, *personen = gelezen
    return Conceptsleutel(sub, soort, onderwerp, tuple(personen))


def sleutel_van(
    verzoek: Verzoek, soort: str, onderwerp: str, personen: tuple[str, ...] = ()
) -> Conceptsleutel:
    """The concept of who is logged in."""
    return Conceptsleutel(verzoek.sessie.sub, soort, onderwerp, personen)


async def lees(verzoek: Verzoek, sleutel: Conceptsleutel) -> Mapping[str, Any] | None:
    """What was kept, if anything was."""
    try:
        gelezen: Mapping[str, Any] = await verzoek.api.haal(sleutel.pad)
    except ApiFout as fout:
        if fout.status != _NIET_GEVONDEN:
            raise
        return None
    return gelezen


async def bewaar(
    verzoek: Verzoek, sleutel: Conceptsleutel, velden: Mapping[str, list[str]]
) -> Mapping[str, Any]:
    """Keep it. Faults: as the API."""
    inhoud = {"velden": te_bewaren(velden), "personen": list(sleutel.personen)}
    bewaard: Mapping[str, Any] = await verzoek.api.stuur("PUT", sleutel.pad, inhoud)
    return bewaard


async def gooi_weg(verzoek: Verzoek, sleutel: Conceptsleutel) -> None:
    """It was sent. What could not be thrown away goes by itself after its days."""
    try:
        await verzoek.api.stuur("DELETE", sleutel.pad)
    except ApiFout:
        return


async def bewaar_tussendoor(verzoek: Verzoek) -> Response:
    """`POST /concept`: what the page sends by itself while somebody writes."""
    try:
        sleutel = uit_veld(verzoek.geheim, verzoek.veld(VELD))
    except HandvatOnbekend:
        raise NietGevonden from None
    try:
        bewaard = await bewaar(verzoek, sleutel, verzoek.velden)
    except ApiFout as fout:
        zin = " ".join(str(een.get("melding", "")) for een in fout.fouten) or fout.zin
        return JSONResponse({"zin": f"Nog niet bewaard: {zin}"})
    seconden = int((verzoek.geldigheid.einde - verzoek.bediening.klok()).total_seconds())
    zin = f"Bewaard om {tijd(bewaard['gewijzigdOp'])}"
    return JSONResponse({"zin": zin, "seconden": seconden})


SCHERMEN = (
    Scherm("concept-bewaren", "POST", "/concept", bewaar_tussendoor, "incidenten.melden", 1),
)

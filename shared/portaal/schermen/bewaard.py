"""What somebody typed in a form and did not send: the service keeps it, as his concept.

For the forms with a long text. A choice of a person is not kept, nor that somebody read it again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier import concepten
from shared.portaal.formulier.sleutel import Conceptsleutel
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.rijen import NAGELEZEN
from shared.portaal.vraagbladen.velden import GEHEIM, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import tijd

_RECHT = "incidenten.melden"
"""Every official has it; whose authorisation lapsed has not, and then nothing is kept."""


async def met_tekst(
    verzoek: Verzoek, blad: Invulblad, sleutel: Conceptsleutel, fouten: Fouten
) -> Invulblad:
    """The form with what was just sent, else with what was kept of it."""
    if not verzoek.sessie.mag(_RECHT):
        return blad.met(verzoek.velden, fouten)
    blad = replace(blad, concept=concepten.als_veld(verzoek, sleutel))
    if verzoek.scherm.methode == "POST":
        return blad.met(verzoek.velden, fouten)
    concept = await concepten.lees(verzoek, sleutel)
    if concept is None:
        return blad
    kent = {een.id for een in blad.velden if een.soort != GEHEIM} - {NAGELEZEN.id}
    waarden = {naam: een for naam, een in concept["velden"].items() if naam in kent}
    zin = f"Uw tekst van eerder staat er nog: bewaard om {tijd(concept['gewijzigdOp'])}"
    return replace(blad, waarden=waarden, bewaard=zin) if waarden else blad


async def dien_bewaard_in(
    verzoek: Verzoek,
    sleutel: Conceptsleutel,
    velden: Sequence[Invulveld],
    doe: Callable[[dict[str, Any]], Awaitable[str]],
    opnieuw: Callable[[Verzoek, Fouten], Awaitable[Response]],
) -> Response:
    """As `dien_in`; the text is kept before anything is sent, and gone when it was."""
    if not verzoek.sessie.mag(_RECHT):
        return await dien_in(verzoek, velden, doe, opnieuw)
    # What may not be kept may not be sent either: the service says so on the form itself.
    with suppress(ApiFout):
        await concepten.bewaar(verzoek, sleutel, verzoek.velden)

    async def en_ruim_op(inhoud: dict[str, Any]) -> str:
        naar = await doe(inhoud)
        await concepten.gooi_weg(verzoek, sleutel)
        return naar

    return await dien_in(verzoek, velden, en_ruim_op, opnieuw)

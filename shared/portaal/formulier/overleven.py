"""A form that was sent when its session was over: who logs in again finds what he wrote.

What he wrote waits, sealed with what only his browser holds, for as long as a session may be
silent. It goes to the service as his concept the moment he is logged in, and to nobody else. A
form that has no concept stands on the page once more, for him to copy.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import TypeAlias
from urllib.parse import parse_qs

from starlette.requests import Request

from shared.opslag.draad import in_draad
from shared.portaal.api import ApiFout, ApiWeg, TokenVerlopen
from shared.portaal.bescherming import (
    MAX_VELDEN,
    FormulierGeweigerd,
    eis_eigen_pagina,
    lees_inhoud,
)
from shared.portaal.formulier import concepten
from shared.portaal.formulier.sleutel import VELD, Conceptsleutel, te_bewaren
from shared.portaal.handvat import HandvatOnbekend, sleutel_voor
from shared.portaal.sessies.sessie import Sessie
from shared.portaal.verzoek import Bediening, Verzoek

Velden: TypeAlias = Mapping[str, list[str]]
_WACHT = timedelta(hours=1)
_DOEL = "tekst"


async def lees_verlopen(request: Request) -> Velden:
    """The form that came in when the session was over; nothing when it is none of ours."""
    try:
        eis_eigen_pagina(request)
        inhoud = (await lees_inhoud(request)).decode()
        return parse_qs(inhoud, keep_blank_values=True, max_num_fields=MAX_VELDEN)
    except (FormulierGeweigerd, ValueError):
        return {}


def geschreven(velden: Velden) -> list[str]:
    """What of a form somebody wrote himself: more than one word, and no choice or handle."""
    teksten = (een for naam, lijst in te_bewaren(dict(velden)).items() for een in lijst)
    return [een for een in teksten if len(een.split()) > 1]


async def berg_op(bediening: Bediening, geheim: bytes, velden: Velden) -> str | None:
    """Keep the form that came in; what the browser holds to get it back, or None: it has no text
    that is kept. `geheim`: of the session that is over."""
    try:
        sleutel = concepten.uit_veld(geheim, velden.get(VELD, [""])[0])
    except HandvatOnbekend:
        return None
    nieuw, nu = secrets.token_bytes(32), bediening.klok()
    tekst = {
        "soort": sleutel.soort,
        "onderwerp": sleutel.onderwerp,
        "personen": list(sleutel.personen),
        "velden": te_bewaren(dict(velden)),
    }
    wacht = Sessie(sleutel.sub, "", "", [], "", "", nu.isoformat(), vragen=tekst)
    await in_draad(bediening.sessies.begin, sleutel_voor(nieuw, _DOEL), wacht, nu, nu + _WACHT)
    return urlsafe_b64encode(nieuw).rstrip(b"=").decode("ascii")


async def zet_terug(verzoek: Verzoek, geheim: bytes | None) -> bool:
    """Give it to who wrote it; whether there is nothing left to wait for."""
    if geheim is None or verzoek.scherm.bron is not None:
        return False
    sessies, eigen = verzoek.bediening.sessies, sleutel_voor(geheim, _DOEL)
    gevonden = await in_draad(sessies.lees, eigen, verzoek.bediening.klok(), telt=False)
    if gevonden is None:
        return True
    wacht, _ = gevonden
    if wacht.sub == verzoek.sessie.sub:
        tekst = wacht.vragen
        sleutel = Conceptsleutel(
            wacht.sub, tekst["soort"], tekst["onderwerp"], tuple(tekst["personen"])
        )
        try:
            await concepten.bewaar(verzoek, sleutel, tekst["velden"])
        except (ApiWeg, TokenVerlopen):
            return False
        except ApiFout:
            # It may not be kept any more: who it was about is gone, or it may not stand there.
            pass
    await in_draad(sessies.eindig, eigen)
    return True

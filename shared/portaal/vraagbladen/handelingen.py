"""The rows of what can be done, on a page, and doing one of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.rijen import Ding, Handeling
from shared.portaal.vraagbladen.velden import SLEUTEL, Fouten, Invulblad
from shared.portaal.vraagbladen.vraagblad import dien_in

Opnieuw = Callable[[Verzoek, Fouten, str], Awaitable[Response]]
"""The page again, with what was wrong with which form."""


@dataclass(frozen=True)
class Te_doen:  # noqa: N801 - a word of this page
    """One form on the page, with its heading. `wacht`: why it is not there yet."""

    titel: str
    uitleg: str
    blad: Invulblad
    wacht: str = ""


def te_doen(
    verzoek: Verzoek,
    handelingen: Iterable[Handeling],
    ding: Ding,
    keuzes: Ding,
    hier: str,
    merk: str = "",
    fouten: Fouten = (),
    welk: str = "",
) -> list[Te_doen]:
    """What can be done now by who looks, then what cannot be done yet and why; the form that came
    back keeps what was typed."""
    eigen = verzoek.bediening.portaal.partij or ""
    lijst, later = [], []
    for een in handelingen:
        if not verzoek.sessie.mag(een.recht):
            continue
        wacht = een.nog_niet(ding, eigen, keuzes)
        if wacht and een.naam != welk:  # what somebody just sent comes back with his text
            later.append(Te_doen(een.titel, een.uitleg, Invulblad((), een.knop, ""), wacht))
            continue
        if not een.kan(ding, eigen, keuzes):
            continue
        blad = Invulblad(
            tuple(een.velden(ding, keuzes)), een.knop, f"{hier}/{een.naam}",
            verborgen={"merk": verzoek.veld("merk") or merk} if merk else {}, gevaar=een.gevaar,
            voor=een.naam,
        )  # fmt: skip
        if een.naam == welk:
            blad = blad.met(verzoek.velden, fouten)
        lijst.append(Te_doen(een.titel, een.uitleg, blad))
    return [*lijst, *later]


async def voer_uit(
    verzoek: Verzoek,
    handelingen: Iterable[Handeling],
    naam: str,
    ding: Ding,
    keuzes: Ding,
    api: str,
    hier: str,
    opnieuw: Opnieuw,
) -> Response:
    """Do one of them, on what was read. Faults: `NietGevonden` for what is no row."""
    gevraagd = next((een for een in handelingen if een.naam == naam), None)
    if gevraagd is None or not verzoek.sessie.mag(gevraagd.recht):
        raise NietGevonden
    handeling = gevraagd

    async def doe(inhoud: dict[str, Any]) -> str:
        koppen = {"Idempotency-Key": verzoek.veld(SLEUTEL)} if verzoek.veld(SLEUTEL) else {}
        if verzoek.veld("merk"):
            koppen["If-Match"] = verzoek.veld("merk")
        pad = handeling.pad if isinstance(handeling.pad, str) else handeling.pad(ding, inhoud)
        gevuld = handeling.vorm(inhoud)
        await verzoek.api.stuur(handeling.methode, f"{api}{pad}", gevuld or None, koppen=koppen)
        return hier

    async def terug(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await opnieuw(verzoek, fouten, naam)

    return await dien_in(verzoek, handeling.velden(ding, keuzes), doe, terug, naam)

"""Filling in a form: what stood there, what somebody wrote, and what came of sending it.

What was written is kept on every submit, before anything is sent; whatever goes wrong after that,
the text stands on the page again and waits for who comes back.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout, ApiWeg
from shared.portaal.formulier import concepten
from shared.portaal.formulier.sleutel import MERK, Conceptsleutel, te_bewaren
from shared.portaal.formulier.velden import (
    Fout,
    Waarden,
    inhoud_van,
    nog_een,
    rijen_van,
    veldfouten,
    waarden_van,
)
from shared.portaal.formulier.vraag import RIJEN, Veld
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import tijd
from shared.portaal.woorden import Foutzin, foutzin

_VEROUDERD = (412, 428)
_BOTST = 409
_MEESTE_ONTHOUDEN = 500
NAGELEZEN = "bevestigdZonderPersonen"

Stuur = Callable[[dict[str, Any], Mapping[str, str]], Awaitable[str]]
"""Sends what was filled in, with the headers for it; where to go then."""


@dataclass(frozen=True)
class Blad:
    """One form as it is now.

    ``inhoud`` and ``merk``: the record and its version, when there is one. ``groepstekst``: nobody
    may stand in it, and who writes says that he read it again. ``zet``: template and what it needs
    besides, for a form that shows more than its fields.
    """

    sleutel: Conceptsleutel
    titel: str
    velden: tuple[Veld, ...]
    terug: str
    inleiding: str = ""
    knop: str = "Opslaan"
    inhoud: Mapping[str, Any] | None = None
    merk: str = ""
    groepstekst: bool = True
    kruimels: Sequence[tuple[str, str]] = ()
    sjabloon: str = "formulier/blad.html"
    zet: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Uitkomst:
    """How a form is shown again: what was wrong, and whether its record changed meanwhile."""

    status: int = 200
    fouten: Sequence[Fout] = ()
    redenen: Sequence[Mapping[str, Any]] = ()
    zin: Foutzin | None = None
    toelichting: str = ""
    intussen: bool = False
    bewaard: bool = True


async def toon(verzoek: Verzoek, blad: Blad, uitkomst: Uitkomst | None = None) -> Response:
    """The form: with what was just sent, else what was kept, else what the record says."""
    uitkomst = uitkomst or Uitkomst()
    bewaard = ""
    stond = waarden_van(blad.velden, blad.inhoud or {})
    if verzoek.scherm.methode == "POST":
        waarden: Waarden = te_bewaren(dict(verzoek.velden))
    else:
        concept = await concepten.lees(verzoek, blad.sleutel)
        waarden = stond if concept is None else concept["velden"]
        if concept is not None:
            bewaard = f"Uw tekst van eerder staat er nog: bewaard om {tijd(concept['gewijzigdOp'])}"
            toen = next(iter(concept["velden"].get(MERK, [blad.merk])), "")
            if toen != blad.merk:
                uitkomst = Uitkomst(intussen=True)
    if verzoek.veld("_meer"):
        waarden = nog_een(verzoek.veld("_meer"), waarden)
    begrippen = await verzoek.begrippen()
    return verzoek.toon(
        blad.sjabloon,
        blad.titel,
        uitkomst.status,
        kruimels=list(blad.kruimels),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        blad=blad,
        uitkomst=uitkomst,
        waarden=waarden,
        stond=_in_woorden(blad.velden, stond) if uitkomst.intussen else [],
        rijen={veld.naam: rijen_van(veld, waarden) for veld in blad.velden if veld.soort == RIJEN},
        concept=concepten.als_veld(verzoek, blad.sleutel),
        merk=blad.merk,
        sleutel=verzoek.veld("_sleutel") or secrets.token_hex(16),
        bewaard=bewaard,
        **blad.zet,
    )


def _in_woorden(velden: Sequence[Veld], stond: Waarden) -> list[tuple[str, str]]:
    """What the record says now, beside the text of who was writing."""
    regels = []
    for veld in velden:
        keuzes = dict(veld.keuzes)
        delen = [
            keuzes.get(een, een)
            for naam, waarden in stond.items()
            if naam == veld.naam or naam.startswith(f"{veld.naam}.")
            for een in waarden
            if een
        ]
        if delen:
            regels.append((veld.label, "; ".join(delen)))
    return regels


async def verwerk(
    verzoek: Verzoek, blad: Blad, stuur: Stuur, opnieuw: Callable[[], Awaitable[Blad]]
) -> Response:
    """What comes of a form that was sent. ``opnieuw``: the same form as the record is by then."""
    try:
        await concepten.bewaar(verzoek, blad.sleutel, verzoek.velden)
    except ApiWeg:
        return await toon(verzoek, blad, Uitkomst(503, zin=foutzin("weg"), bewaard=False))
    except ApiFout as fout:
        return await toon(verzoek, blad, replace(_uitkomst(fout, blad), bewaard=False))
    if verzoek.veld("_meer"):
        return await toon(verzoek, blad)
    gezonden = verzoek.api.zond
    try:
        return await _een_keer(verzoek, lambda: _verwerk(verzoek, blad, stuur))
    except ApiWeg as fout:
        weg = fout.verstuurd or verzoek.api.zond > gezonden
        naam = "weg_na_versturen" if weg else "weg"
        return await toon(verzoek, blad, Uitkomst(503, zin=foutzin(naam)))
    except ApiFout as fout:
        if fout.redenen or fout.status not in _VEROUDERD:
            return await toon(verzoek, blad, _uitkomst(fout, blad))
        return await toon(verzoek, await opnieuw(), Uitkomst(fout.status, intussen=True))


def _uitkomst(fout: ApiFout, blad: Blad) -> Uitkomst:
    naam = "kan_nu_niet" if fout.status == _BOTST else "klopt_niet"
    zin = foutzin("geweigerd" if fout.redenen else naam)
    fouten = veldfouten(fout.fouten, blad.velden)
    toelichting = "" if fout.redenen or fouten else fout.zin
    return Uitkomst(fout.status, fouten, fout.redenen, zin, toelichting)


async def _verwerk(verzoek: Verzoek, blad: Blad, stuur: Stuur) -> Response:
    inhoud, fouten = inhoud_van(blad.velden, verzoek.velden)
    if blad.groepstekst:
        inhoud[NAGELEZEN] = verzoek.veld("nagelezen") == "ja"
    if fouten:
        return await toon(verzoek, blad, Uitkomst(422, fouten, zin=foutzin("ontbreekt")))
    koppen = {"Idempotency-Key": verzoek.veld("_sleutel") or secrets.token_hex(16)}
    if verzoek.veld(MERK):
        koppen["If-Match"] = verzoek.veld(MERK)
    naar = await stuur(inhoud, koppen)
    await concepten.gooi_weg(verzoek, blad.sleutel)
    return verzoek.naar(naar)


async def _een_keer(verzoek: Verzoek, doe: Callable[[], Awaitable[Response]]) -> Response:
    """Twice a click is once: what the first came to is where the second goes too."""
    sleutel = verzoek.veld("_sleutel")
    if not sleutel:
        return await doe()
    gedaan = verzoek.bediening.gedaan
    wie = (verzoek.sessie.sub, sleutel)
    slot, naar = gedaan.setdefault(wie, (asyncio.Lock(), []))
    while len(gedaan) > _MEESTE_ONTHOUDEN:
        del gedaan[next(iter(gedaan))]
    async with slot:
        if naar:
            return verzoek.naar(naar[0])
        antwoord = await doe()
        if "location" in antwoord.headers:
            naar.append(antwoord.headers["location"])
        return antwoord

"""Forms: what is asked, what was typed, and which field a fault of the service is about.

One way for every screen: fields in, an order for the API out. When something is wrong the page
comes back with the faults on top, each a link to its field, and what was typed still there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import (
    DAG,
    GEHEIM,
    INTUSSEN,
    JA,
    JA_GEZEGD,
    KEUZES,
    MOMENT,
    SLEUTEL,
    VERSIES,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.weergave import hoofdletter, lees_dag, lees_moment
from shared.portaal.woorden import foutzin

_DAGVORM = "Schrijf een dag als 31-12-2026."
_MOMENTVORM = "Schrijf een dag en tijd als 31-12-2026 14.30."
_MEESTE_ONTHOUDEN = 500
_TERUG = (400, 403, 409, 412, 422)
_BOTST, _VEROUDERD = 409, 412


class Getypt(Protocol):
    """What somebody filled in, whoever it was."""

    def veld(self, naam: str) -> str:
        """The (first) value of a field of the form."""

    def keuzes(self, naam: str) -> list[str]:
        """Every value of a field of the form."""

    def achter(self, handvat: str) -> str:
        """What an address of this session stands for. Faults: `NietGevonden`."""


def lees(
    velden: Iterable[Invulveld], verzoek: Getypt
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The members to send, and what is missing or is no day. What is empty is not sent."""
    inhoud: dict[str, Any] = {}
    fouten: list[tuple[str, str]] = []
    for veld in velden:
        waarde, fout = _waarde(veld, verzoek)
        leeg = waarde in ("", [])
        if fout:
            fouten.append((veld.id, fout))
        elif leeg and veld.verplicht:
            fouten.append((veld.id, f"Vul in: {veld.vraag[:1].lower()}{veld.vraag[1:]}"))
        elif not leeg:
            _zet(inhoud, veld.naam, waarde)
    return inhoud, fouten


def _waarde(veld: Invulveld, verzoek: Getypt) -> tuple[Any, str]:
    """What was filled in, as the service wants it, and what is wrong with it."""
    getypt = verzoek.veld(veld.id)
    if veld.soort == JA:
        return getypt == JA_GEZEGD, ""
    if veld.soort == KEUZES:
        return [een for een in verzoek.keuzes(veld.id) if een], ""
    if not getypt:
        return "", ""
    if veld.soort == GEHEIM:
        return verzoek.achter(getypt), ""
    if veld.soort == DAG:
        dag = lees_dag(getypt)
        return ("", f"{veld.vraag} {_DAGVORM}") if dag is None else (dag.isoformat(), "")
    if veld.soort == MOMENT:
        moment = lees_moment(getypt)
        return ("", f"{veld.vraag} {_MOMENTVORM}") if moment is None else (moment, "")
    return getypt, ""


def _zet(inhoud: dict[str, Any], naam: str, waarde: Any) -> None:  # noqa: ANN401 - any JSON
    *boven, lid = naam.split(".")
    for deel in boven:
        inhoud = inhoud.setdefault(deel, {})
    inhoud[lid] = waarde


def fouten_uit(fout: ApiFout, velden: Iterable[Invulveld]) -> list[tuple[str, str]]:
    """What the service found, each at its field; what belongs to no field comes first."""
    bij = {f"/{veld.naam.replace('.', '/')}": veld for veld in velden}
    gevonden = []
    for een in fout.fouten:
        pad = str(een.get("pad", ""))
        veld = bij.get(pad) or next((v for p, v in bij.items() if pad.startswith(f"{p}/")), None)
        melding = str(een.get("melding", ""))
        zin = hoofdletter(melding) if veld is None else f"{veld.vraag} {hoofdletter(melding)}."
        gevonden.append(("" if veld is None else veld.id, zin.replace("..", ".")))
    gevonden += [("", str(reden.get("zin") or reden.get("uitleg") or "")) for reden in fout.redenen]
    if not gevonden and fout.status == _VEROUDERD:
        gevonden = [("", INTUSSEN)]
    elif not gevonden:
        # Where the service names an address where it is put right, the screen makes it a link.
        pad = str(fout.probleem.get("pad") or "")
        kop = foutzin("kan_nu_niet" if fout.status == _BOTST else "klopt_niet").kop
        gevonden = [(pad, fout.zin or kop)]
    return sorted(gevonden, key=lambda een: bool(een[0]))


async def een_keer(verzoek: Verzoek, doe: Callable[[], Awaitable[str]]) -> str:
    """Twice a click is once: where the first led, the second goes too."""
    sleutel = verzoek.veld(SLEUTEL)
    if not sleutel:
        return await doe()
    gedaan = verzoek.bediening.gedaan
    slot, naar = gedaan.setdefault((verzoek.sessie.sub, sleutel), (asyncio.Lock(), []))
    while len(gedaan) > _MEESTE_ONTHOUDEN:
        del gedaan[next(iter(gedaan))]
    async with slot:
        if not naar:
            naar.append(await doe())
        return naar[0]


async def dien_in(
    verzoek: Verzoek,
    velden: Sequence[Invulveld],
    doe: Callable[[dict[str, Any]], Awaitable[str]],
    opnieuw: Callable[[Verzoek, Fouten], Awaitable[Response]],
    voor: str = "",
) -> Response:
    """Read the form and do it: on to where `doe` says, or back with the faults. What one may not
    do without a reason, and what is not there, stays a page of its own. `voor`: which form of the
    page it is."""

    def bij_vorm(fouten: Fouten) -> Fouten:
        return [
            (f"{voor}-{veld}" if voor and veld and veld[0] != "/" else veld, zin)
            for veld, zin in fouten
        ]

    inhoud, fouten = lees(velden, verzoek)
    if fouten:
        return await opnieuw(verzoek, bij_vorm(fouten))
    try:
        return verzoek.naar(await een_keer(verzoek, lambda: doe(inhoud)))
    except ApiFout as fout:
        if fout.status not in _TERUG or (fout.status == 403 and not fout.redenen):
            raise
        if fout.status in (_BOTST, _VEROUDERD):
            # The page comes back with the record as it is now, so also with its version; to that
            # nobody said yes yet.
            weg = {*VERSIES, *(veld.id for veld in velden if veld.soort == JA)}
            verzoek.velden = {naam: een for naam, een in verzoek.velden.items() if naam not in weg}
        return await opnieuw(verzoek, bij_vorm(fouten_uit(fout, velden)))


async def toon_vraagblad(
    verzoek: Verzoek,
    titel: str,
    formulier: Invulblad,
    *,
    uitleg: str,
    kruimels: Sequence[tuple[str, str]],
    terug: str,
    kop: str | None = None,
    persoon: Mapping[str, str] | None = None,
) -> Response:
    """A page that is one form. `kop`: where it says more than the title may, which names nobody;
    `persoon`: whom it is about, with `naam` and `geboren`; `terug`: where who leaves it goes."""
    begrippen = await verzoek.begrippen()
    return verzoek.toon(
        "vraagbladpagina.html",
        titel,
        422 if formulier.fouten else 200,
        kruimels=kruimels,
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        kop=kop or titel,
        uitleg=uitleg,
        persoon=persoon,
        formulier=formulier,
        terug=terug,
    )

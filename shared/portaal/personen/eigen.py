"""Recording and correcting own data: the form follows from the kinds the service declares."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from shared.portaal.personen.weergave import (
    Keuzewoorden,
    geboren,
    getypt,
    keuzewoord,
    veldnaam,
)
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import (
    DAG,
    JA,
    KEUZE,
    REGEL,
    TEKST,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import hoofdletter
from shared.portaal.woorden import Woordenlijst, eigen_woorden

_SOORTEN = {"tekst": TEKST, "regel": REGEL, "dag": DAG, "janee": JA, "keuze": KEUZE}
_REDEN = Invulveld("reden", "Waarom verandert u dit?", hint="Wie later kijkt, leest dit.")


def velden_van(
    soort: Mapping[str, Any],
    begrippen: Woordenlijst,
    waarden: Mapping[str, Any],
    woorden: Keuzewoorden,
) -> tuple[Invulveld, ...]:
    """The form of a kind; `waarden`: what stands there now."""
    return tuple(_veld(een, begrippen, waarden.get(een["lid"]), woorden) for een in soort["velden"])


def _veld(
    een: Mapping[str, Any],
    begrippen: Woordenlijst,
    waarde: Any,  # noqa: ANN401 - what a member may hold
    woorden: Keuzewoorden,
) -> Invulveld:
    vorm = _SOORTEN[een["soort"]]
    veld = Invulveld(
        naam=een["lid"],
        vraag=veldnaam(een["lid"]),
        soort=vorm,
        hint=_hint(een),
        verplicht=een["verplicht"],
        keuzes=[(code, keuzewoord(een["lid"], code, begrippen, woorden)) for code in een["keuzes"]],
        begin=_als_getypt(waarde, vorm),
    )
    # Whether a box may stay open the service says: an empty one is a no.
    return replace(veld, vraag=een["uitleg"], hint="", verplicht=False) if vorm == JA else veld


def _hint(een: Mapping[str, Any]) -> str:
    """What the service says of it, and how it looks where that helps."""
    uitleg = "" if een["lid"] in eigen_woorden()["zonder_uitleg"] else str(een["uitleg"])
    return f"{uitleg} {eigen_woorden()['zoals'].get(een['lid'], '')}".strip()


def _als_getypt(waarde: Any, vorm: str) -> str:  # noqa: ANN401 - what a member may hold
    if waarde is None:
        return ""
    if vorm == JA:
        return "ja" if waarde else ""
    return getypt(waarde) if vorm == DAG else str(waarde)


async def _soort(verzoek: Verzoek) -> Mapping[str, Any]:
    """The kind in the address. Faults: `NietGevonden`."""
    soorten = await verzoek.api.haal("/eigen-soorten")
    for een in soorten["soorten"]:
        if een["pad"] == verzoek.deel("soort"):
            gevonden: Mapping[str, Any] = een
            return gevonden
    raise NietGevonden


def _woorden(verzoek: Verzoek) -> Keuzewoorden:
    return verzoek.bediening.portaal.keuzewoorden


def _persoon_van(verzoek: Verzoek) -> str:
    return verzoek.achter(verzoek.deel("persoon"))


def _terug(verzoek: Verzoek) -> str:
    return f"/personen/{verzoek.deel('persoon')}?deel=eigen"


async def _toon(
    verzoek: Verzoek,
    soort: Mapping[str, Any],
    persoon: Mapping[str, Any],
    kop: str,
    vorm: Invulblad,
    fouten: Fouten,
) -> Response:
    hier = f"/personen/{verzoek.deel('persoon')}"
    return await toon_vraagblad(
        verzoek,
        hoofdletter(soort["naam"]),
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        kop=kop,
        uitleg="Schrijf alleen over deze persoon, en niet meer dan nodig is.",
        persoon={"naam": persoon["naam"], "geboren": geboren(persoon["geboortedatum"])},
        terug=_terug(verzoek),
    )


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """An empty form of this kind, with the person it is about."""
    begrippen = await verzoek.begrippen()
    soort, persoon = await asyncio.gather(
        _soort(verzoek), verzoek.api.haal(f"/personen/{_persoon_van(verzoek)}")
    )
    velden = velden_van(soort, begrippen, {}, _woorden(verzoek))
    vorm = Invulblad(
        velden, "Leg dit vast", f"/personen/{verzoek.deel('persoon')}/eigen/{soort['pad']}"
    )
    return await _toon(
        verzoek, soort, persoon, f"{hoofdletter(soort['naam'])} vastleggen", vorm, fouten
    )


async def maak(verzoek: Verzoek) -> Response:
    """Record it."""
    begrippen = await verzoek.begrippen()
    soort = await _soort(verzoek)

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/personen/{_persoon_van(verzoek)}/{soort['pad']}"
        await verzoek.api.stuur("POST", pad, inhoud, koppen=verzoek.een_keer)
        return _terug(verzoek)

    return await dien_in(
        verzoek, velden_van(soort, begrippen, {}, _woorden(verzoek)), doe, toon_nieuw
    )


async def toon_wijzigen(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form with what stands there, and the reason that is asked."""
    begrippen = await verzoek.begrippen()
    id_ = _persoon_van(verzoek)
    pad = f"/personen/{id_}/{verzoek.deel('soort')}/{verzoek.deel('gegeven')}"
    soort, persoon, (gegeven, versie) = await asyncio.gather(
        _soort(verzoek), verzoek.api.haal(f"/personen/{id_}"), verzoek.api.haal_met_merk(pad)
    )
    hier = f"/personen/{verzoek.deel('persoon')}/eigen/{soort['pad']}/{gegeven['id']}"
    velden = (*velden_van(soort, begrippen, gegeven, _woorden(verzoek)), _REDEN)
    vorm = Invulblad(
        velden, "Bewaar de verbetering", hier,
        verborgen={"versie": verzoek.veld("versie") or versie},
    )  # fmt: skip
    return await _toon(
        verzoek, soort, persoon, f"{hoofdletter(soort['naam'])} verbeteren", vorm, fouten
    )


async def wijzig(verzoek: Verzoek) -> Response:
    """Correct it, on the version that was read."""
    begrippen = await verzoek.begrippen()
    soort = await _soort(verzoek)
    velden = (*velden_van(soort, begrippen, {}, _woorden(verzoek)), _REDEN)

    async def doe(inhoud: dict[str, Any]) -> str:
        leeg = {een.naam: None for een in velden if een.naam not in inhoud}
        await verzoek.api.stuur(
            "PATCH",
            f"/personen/{_persoon_van(verzoek)}/{soort['pad']}/{verzoek.deel('gegeven')}",
            {**leeg, **inhoud},
            koppen={"If-Match": verzoek.veld("versie")},
        )
        return _terug(verzoek)

    return await dien_in(verzoek, velden, doe, toon_wijzigen)


_SOORT = "/personen/{persoon}/eigen/{soort}"
_GEGEVEN = f"{_SOORT}/{{gegeven:uuid}}"
SCHERMEN = (
    Scherm("nieuw-gegeven", "GET", _SOORT, toon_nieuw, "dossier.schrijven", 2),
    Scherm("maak-gegeven", "POST", _SOORT, maak, "dossier.schrijven", 4),
    Scherm("wijzig-gegeven", "GET", _GEGEVEN, toon_wijzigen, "dossier.schrijven", 3),
    Scherm("bewaar-gegeven", "POST", _GEGEVEN, wijzig, "dossier.schrijven", 5),
)

"""What our party gave to somebody outside under its own law: the register, and recording it.

The service gives nobody outside anything; here stands only that it was done, and on what.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding
from shared.portaal.vraagbladen.velden import (
    DAG,
    KEUZE,
    KEUZES,
    LIJST,
    TEKST,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst

VASTLEGGEN = "bekendmakingen.vastleggen"
_REGISTER = "/bekendmakingen"


def bekendregel(een: Ding, begrippen: Woordenlijst, keuzes: Ding) -> dict[str, Any]:
    """One line of the register in words; it says about how many people, and not about whom."""
    return {
        "derde": een["derde"],
        "waarop": hoofdletter(keuzes["bekendmakingsgronden"].get(een["soort"], "")),
        "voorschrift": een["voorschrift"],
        "wat": opsomming(
            [begrippen.kort("gegevenssoorten", soort) for soort in een["gegevenssoorten"]]
        ),
        "op": een["gegevenOp"],
        "mensen": een["personen"],
        "ontvanger": een["ontvanger"],
        "geheimhouding": een["geheimhouding"],
        "beveiliging": een["beveiliging"],
    }


def bekendvelden(keuzes: Ding, collegas: Iterable[Ding]) -> tuple[Invulveld, ...]:
    """Who got what, on what, when, and by whose order."""
    soorten = {
        een["gegevenssoort"]: een["titel"] for een in keuzes["gegevens"] if not een["deelnemer"]
    }
    wie = [(een["id"], een["naam"] or "Collega") for een in collegas if een["geldig"]]
    return (
        Invulveld("soort", "Op welke grond?", KEUZE,
                  keuzes=list(keuzes["bekendmakingsgronden"].items())),
        Invulveld("derde", "Aan welke organisatie?"),
        Invulveld("voorschrift", "Welk voorschrift, met het artikel?", TEKST),
        Invulveld("gegevenssoorten", "Wat gaf u?", KEUZES, keuzes=list(soorten.items()),
                  hint="Alleen eigen gegevens, nooit wat van een andere partij kwam."),
        Invulveld("gegevenOp", "Op welke dag?", DAG),
        Invulveld("opdrachtgever", "Welke collega droeg het op?", LIJST, keuzes=wie),
        Invulveld("geheimhouding", "Hoe houdt de ander het even geheim?", TEKST, verplicht=False,
                  hint="Nodig als u eigen brongegevens gaf."),
        Invulveld("beveiliging", "Hoe beveiligt de ander het even goed?", TEKST, verplicht=False,
                  hint="Nodig als u eigen brongegevens gaf."),
        NAGELEZEN,
    )  # fmt: skip


async def toon_register(verzoek: Verzoek) -> Response:
    """The register; nobody stands in it."""
    begrippen = await verzoek.begrippen()
    lijst, keuzes = await asyncio.gather(
        verzoek.api.haal(_REGISTER, paginagrootte=100, volgorde="nieuwste"),
        verzoek.api.haal("/keuzelijsten"),
    )
    return verzoek.toon(
        "betrokkenen/bekendmakingen.html",
        "Gegeven aan anderen",
        kruimels=[("Bewaren", "/bewaren")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=[bekendregel(een, begrippen, keuzes) for een in lijst["bekendmakingen"]],
        meer=bool(lijst["volgende"]),
    )


async def _velden(verzoek: Verzoek) -> tuple[Invulveld, ...]:
    keuzes, collegas = await asyncio.gather(
        verzoek.api.haal("/keuzelijsten"),
        verzoek.api.haal("/collegas", partij=verzoek.bediening.portaal.partij, paginagrootte=100),
    )
    return bekendvelden(keuzes, collegas["collegas"])


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form, about the person it was opened from; his name is not here."""
    hier = f"/personen/{verzoek.deel('persoon')}"
    vorm = Invulblad(await _velden(verzoek), "Leg dit vast", f"{hier}/bekendmaking")
    return await toon_vraagblad(
        verzoek,
        "Gegeven aan een ander",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        kop="Vastleggen wat aan een ander is gegeven",
        uitleg="Over de persoon van wie u hier kwam. Noem hem hier niet: deze tekst gaat over wat "
        "er is gegeven.",
        terug=hier,
    )


async def leg_vast(verzoek: Verzoek) -> Response:
    """Record it."""
    velden = await _velden(verzoek)

    async def doe(inhoud: dict[str, Any]) -> str:
        inhoud["personen"] = [verzoek.achter(verzoek.deel("persoon"))]
        koppen = {"Idempotency-Key": verzoek.veld("_sleutel")}
        await verzoek.api.stuur("POST", _REGISTER, inhoud, koppen=koppen)
        return _REGISTER

    return await dien_in(verzoek, velden, doe, toon_nieuw)


_VAN = "/personen/{persoon}/bekendmaking"
SCHERMEN = (
    Scherm("bekendmakingen", "GET", _REGISTER, toon_register, "raadplegen", 2),
    Scherm("bekendmaking", "GET", _VAN, toon_nieuw, VASTLEGGEN, 2),
    Scherm("leg-bekendmaking-vast", "POST", _VAN, leg_vast, VASTLEGGEN, 5),
)

"""The parents and representatives of somebody: who they are, adding one, saying he is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from shared.portaal.formulier.gevenkeuzes import LEDEN_SCHRIJVEN
from shared.portaal.leden.lid import zoek_personen
from shared.portaal.personen.weergave import geboren
from shared.portaal.personen.zoeken import ZOEKVELDEN, getypt_bij_zoeken, persoonsregel
from shared.portaal.portaal import Persoonsdeel, Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import GEHEIM, KEUZE, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.woorden import eigen_woord, eigen_woorden

_SCHRIJVEN, _OUDER = "personen.schrijven", "ouder"


async def toon_ouders(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """Who they are; each of them is read, so that he stands there by name."""
    hier = f"/personen/{verzoek.handvat(persoon)}"
    alle = await verzoek.api.haal(f"/personen/{persoon}/vertegenwoordigers")
    relaties = alle["vertegenwoordigers"]
    gelezen = (
        await verzoek.api.samen(*(f"/personen/{een['ouderId']}" for een in relaties))
        if relaties
        else []
    )
    mag = verzoek.sessie.mag(LEDEN_SCHRIJVEN)
    return {
        "ouders": [
            {
                **persoonsregel(ouder, verzoek),
                "soort": eigen_woord("vertegenwoordiger", een["soort"]),
                "handvat": verzoek.handvat(ouder["id"]),
                "groep": f"/personen/{verzoek.handvat(ouder['id'])}/groep"
                f"?kind={verzoek.handvat(persoon)}"
                if mag
                else "",
            }
            for een, ouder in zip(relaties, gelezen, strict=True)
        ],
        "ouderpad": f"{hier}/ouders" if verzoek.sessie.mag(_SCHRIJVEN) else "",
    }


def oudervelden(mensen: list[tuple[str, str]]) -> tuple[Invulveld, ...]:
    """Who it is, and as what."""
    soorten = list(eigen_woorden()["vertegenwoordiger"].items())
    return (
        Invulveld("ouderId", "Wie is het?", GEHEIM, keuzes=mensen, hint="Zoek hem eerst."),
        Invulveld("soort", "Wat is hij van hem?", KEUZE, keuzes=soorten),
    )


async def toon_nieuw(
    verzoek: Verzoek, fouten: Fouten = (), gevonden: Mapping[str, Any] | None = None
) -> Response:
    """Find him, and say as what."""
    begrippen = await verzoek.begrippen()
    kind_id = verzoek.achter(verzoek.deel("persoon"))
    kind = await verzoek.api.haal(f"/personen/{kind_id}")
    hier = f"/personen/{verzoek.deel('persoon')}"
    mensen = [*gevonden["personen"], *gevonden["voorstellen"]] if gevonden else []
    if verzoek.vraag(_OUDER):
        mensen = [await verzoek.api.haal(f"/personen/{verzoek.achter(verzoek.vraag(_OUDER))}")]
    mensen = [een for een in mensen if een["id"] != kind_id]
    keuzes = []
    for een in mensen:
        regel = persoonsregel(een, verzoek)
        naam = f"{regel['naam']}, geboren {regel['geboren']}"
        waar = f", {regel['waar']}" if regel["waar"] else ""
        keuzes.append((verzoek.handvat(een["id"]), f"{naam}{waar}"))
    zoekfout = bool(fouten) and all(veld in ("naam", "geboortedatum") for veld, _ in fouten)
    begin = keuzes[0][0] if verzoek.vraag(_OUDER) and keuzes else ""
    velden = [
        replace(een, begin=begin) if een.soort == GEHEIM else een for een in oudervelden(keuzes)
    ]
    vorm = Invulblad(tuple(velden), "Leg dit vast", f"{hier}/ouders")
    return verzoek.toon(
        "leden/ouder.html",
        "Ouder of voogd vastleggen",
        422 if fouten else 200,
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        kind={"naam": kind["naam"] or "iemand", "geboren": geboren(kind["geboortedatum"])},
        zoeken=Invulblad(
            ZOEKVELDEN, "Zoek", f"{hier}/ouders/zoek", fouten if zoekfout else (),
            dict(verzoek.velden),
        ),
        gezocht=gevonden is not None,
        beperkt=gevonden["beperkt"] if gevonden else None,
        aantal=len(mensen),
        formulier=vorm.met(verzoek.velden, () if zoekfout or gevonden else fouten),
        terug=f"{hier}?deel=ouders#deel-ouders",
        zoekvelden=getypt_bij_zoeken(verzoek),
        daarna=f"kind:{verzoek.deel('persoon')}",
    )  # fmt: skip


async def zoek(verzoek: Verzoek) -> Response:
    """The question, and who was found."""
    gevonden, fouten = await zoek_personen(verzoek)
    return await toon_nieuw(verzoek, fouten, gevonden)


async def leg_vast(verzoek: Verzoek) -> Response:
    """Record him; back to the person."""
    hier = f"/personen/{verzoek.deel('persoon')}"

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/personen/{verzoek.achter(verzoek.deel('persoon'))}/vertegenwoordigers"
        await verzoek.api.stuur("POST", pad, inhoud)
        return f"{hier}?deel=ouders#deel-ouders"

    return await dien_in(verzoek, oudervelden([]), doe, toon_nieuw)


async def haal_weg(verzoek: Verzoek) -> Response:
    """He is none."""
    kind, ouder = verzoek.achter(verzoek.deel("persoon")), verzoek.achter(verzoek.veld("ouder"))
    await verzoek.api.stuur("DELETE", f"/personen/{kind}/vertegenwoordigers/{ouder}")
    return verzoek.naar(f"/personen/{verzoek.deel('persoon')}?deel=ouders#deel-ouders")


DEEL = Persoonsdeel(
    "ouders", "Ouders en voogden", "Wie er voor hem zorgt. Bij een kind krijgen ook zij een brief.",
    toon_ouders, "leden/ouders.html", "personen.lezen",
)  # fmt: skip
_PAD = "/personen/{persoon}/ouders"
SCHERMEN = (
    Scherm("nieuwe-ouder", "GET", _PAD, toon_nieuw, _SCHRIJVEN, 2),
    Scherm("zoek-ouder", "POST", f"{_PAD}/zoek", zoek, _SCHRIJVEN, 2),
    Scherm("leg-ouder-vast", "POST", _PAD, leg_vast, _SCHRIJVEN, 2),
    Scherm("haal-ouder-weg", "POST", f"{_PAD}/weg", haal_weg, _SCHRIJVEN, 1),
)

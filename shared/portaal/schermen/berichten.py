"""S12: what we sent, and how each message ended."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import onderdeelregels
from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import Woordenlijst, eigen_woord

_KLEUREN = {"afgeleverd": "goed", "geweigerd": "fout", "dood": "fout"}
_PER_KEER = 50
_PLAATS = re.compile(r" \(onderdeel \d+\)")


def berichtregel(bericht: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One message in words."""
    redenen = (bericht["besluit"] or {}).get("redenen") or []
    return {
        "id": bericht["id"],
        "soort": begrippen.kort("soorten", bericht["soort"]),
        "aan": begrippen.partij(bericht["ontvanger"]),
        "stand": eigen_woord("status", bericht["status"]),
        "kleur": _KLEUREN.get(bericht["status"], ""),
        "op": bericht["gemaaktOp"],
        "waarom": _met_zin(redenen[0], begrippen)["zin"] if redenen else "",
        "groep": bericht["groep"],
    }


async def toon_berichten(verzoek: Verzoek) -> Response:
    """Every message, of one group when asked for."""
    groep = verzoek.vraag("groep")
    begrippen = await verzoek.begrippen()
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal(
            "/verstrekkingen",
            groep=groep,
            na=verzoek.vraag("na"),
            paginagrootte=_PER_KEER,
            volgorde="nieuwste",
        ),
        verzoek.api.haal("/groepen"),
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    return verzoek.toon(
        "berichten.html",
        "Berichten",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        berichten=[berichtregel(een, begrippen) for een in lijst["verstrekkingen"]],
        codes=codes,
        gekozen=groep,
        volgende=lijst["volgende"],
    )


async def toon_bericht(verzoek: Verzoek, inhoud: Any = None) -> Response:  # noqa: ANN401
    """One message: how it stands, who decided what, and where the proof is."""
    id_ = verzoek.deel("bericht")
    begrippen = await verzoek.begrippen()
    bericht = await verzoek.api.haal(f"/verstrekkingen/{id_}")
    besluit = bericht["besluit"] or {}
    return verzoek.toon(
        "bericht.html",
        "Bericht",
        kruimels=[("Berichten", "/berichten")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        begrippen=begrippen,
        regel=berichtregel(bericht, begrippen),
        bericht=bericht,
        besluit=besluit,
        redenen=[_met_zin(een, begrippen) for een in besluit.get("redenen") or ()],
        gronden=_gronden(besluit, begrippen),
        plichten=[
            (begrippen.rij("plichten", een["code"]).get("zin", ""), een.get("uiterlijk"))
            for een in besluit.get("plichten") or ()
        ],
        inhoud=inhoud,
        delen=[] if inhoud is None else onderdeelregels(inhoud["onderdelen"], begrippen, {}),
        opnieuw=bericht["status"] in _OPNIEUW and verzoek.sessie.mag("verstrekken"),
    )


_OPNIEUW = ("dood",)


def _met_zin(reden: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """A reason with its sentence: its own, or that of its kind."""
    kort = begrippen.rij("redenen", reden.get("code"))
    zin = reden.get("uitleg") or reden.get("zin") or kort.get("zin", "")
    return {**reden, "zin": begrippen.in_woorden(_PLAATS.sub("", zin)), "wet": reden.get("wet")}


def _gronden(besluit: Mapping[str, Any], begrippen: Woordenlijst) -> list[str]:
    """Each ground once."""
    zinnen: dict[str, None] = {}
    for een in besluit.get("grondslagen") or ():
        kort = begrippen.kort("grondslagen", een["grondslag"])
        zinnen[f"{kort} ({een['wet']}, convenant {een['convenant']})"] = None
    return list(zinnen)


async def toon_inhoud(verzoek: Verzoek) -> Response:
    """After "Toon wat er verstuurd is": a reading of everybody in it, which the service logs."""
    inhoud = await verzoek.api.haal(f"/verstrekkingen/{verzoek.deel('bericht')}/inhoud")
    return await toon_bericht(verzoek, inhoud)


async def bied_opnieuw_aan(verzoek: Verzoek) -> Response:
    """Once more, the same message."""
    id_ = verzoek.deel("bericht")
    await verzoek.api.stuur("POST", f"/verstrekkingen/{id_}/_opnieuw")
    return verzoek.naar(f"/berichten/{id_}")


SCHERMEN = (
    Scherm("berichten", "GET", "/berichten", toon_berichten, "raadplegen", 2),
    Scherm("bericht", "GET", "/berichten/{bericht:uuid}", toon_bericht, "raadplegen", 1),
    Scherm("inhoud", "POST", "/berichten/{bericht:uuid}/inhoud", toon_inhoud, "raadplegen", 2),
    Scherm(
        "opnieuw", "POST", "/berichten/{bericht:uuid}/opnieuw", bied_opnieuw_aan, "verstrekken", 1
    ),
)

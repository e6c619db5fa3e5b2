"""T4 and T3: how the log stands, who signed along, whether it is unchanged; and what stood out."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response

from shared.logboek.controlepunt import Checkpoint, lees_checkpoint
from shared.logboek.fouten import BewijsOngeldig, NotitieOngeldig
from shared.logboek.merkle import controleer_consistentie
from shared.portaal.beeld.merkle import kort
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek

_TIJD = slice(4, 12)
_KLEUREN = {"nieuw": "fout", "in_behandeling": "let-op", "afgehandeld": "goed"}


def lees_stand(notitie: str) -> tuple[Checkpoint, list[dict[str, Any]]]:
    """The checkpoint in a signed note, and who signed it along, when."""
    tekst, _, handtekeningen = notitie.partition("\n\n")
    punt = lees_checkpoint(f"{tekst}\n")
    mede = []
    for regel in handtekeningen.splitlines():
        naam, _, handtekening = regel.removeprefix("— ").partition(" ")
        if naam == punt.herkomst or not handtekening:
            continue
        seconden = int.from_bytes(base64.b64decode(handtekening)[_TIJD], "big")
        op = datetime.fromtimestamp(seconden, UTC).isoformat()
        mede.append({"code": naam.split(".")[0], "op": op})
    return punt, mede


async def toon_logboek(verzoek: Verzoek, uitkomst: tuple[bool, str] | None = None) -> Response:
    """How long the log is, and who vouches for it."""
    begrippen = await verzoek.begrippen()
    notitie = await verzoek.api.tekst("/logboek/checkpoint", medeondertekend="true")
    punt, mede = lees_stand(notitie)
    return verzoek.toon(
        "logboek.html",
        "Logboek",
        grootte=punt.grootte,
        herkomst=punt.herkomst,
        wortel=kort(punt.wortel),
        getuigen=[(begrippen.partij(een["code"]), een["op"]) for een in mede],
        ontbreken=[
            begrippen.partij(code)
            for code in begrippen.soorten.get("partijen", {})
            if code not in {een["code"] for een in mede}
        ],
        notitie=notitie,
        uitkomst=uitkomst,
        oud=verzoek.veld("oud"),
    )


async def vergelijk(verzoek: Verzoek) -> Response:
    """Whether the log of now still begins with the log of then, worked out here."""
    oud = verzoek.veld("oud").replace("\r\n", "\n")
    try:
        toen, _ = lees_stand(oud)
    except (NotitieOngeldig, ValueError, OverflowError):
        zin = "Dit is geen stand van een log. Plak de hele tekst, vanaf de naam van het log."
        return await toon_logboek(verzoek, (False, zin))
    nu, _ = lees_stand(await verzoek.api.tekst("/logboek/checkpoint"))
    if toen.herkomst != nu.herkomst:
        return await toon_logboek(verzoek, (False, "Deze stand is van een ander log."))
    bewijs = await verzoek.api.haal("/logboek/consistentie", van=toen.grootte, tot=nu.grootte)
    hashes = [base64.b64decode(een) for een in bewijs["bewijs"]]
    try:
        controleer_consistentie(toen.grootte, nu.grootte, hashes, toen.wortel, nu.wortel)
    except (BewijsOngeldig, ValueError):
        zin = "Het log van nu begint niet met deze stand. Er is iets veranderd of weggehaald."
        return await toon_logboek(verzoek, (False, zin))
    zin = (
        f"De {toen.grootte} bladen van toen staan er nog precies zo, in dezelfde volgorde. "
        f"Sindsdien kwamen er {nu.grootte - toen.grootte} bij."
    )
    return await toon_logboek(verzoek, (True, zin))


async def toon_alarmen(verzoek: Verzoek) -> Response:
    """What stood out, the newest first, and what to do about it."""
    begrippen = await verzoek.begrippen()
    antwoord = await verzoek.api.haal("/alarmen", paginagrootte=100)
    return verzoek.toon(
        "alarmen.html",
        "Alarmen",
        alarmen=[
            {
                "titel": een["titel"],
                "doen": een["watTeDoen"],
                "op": een["tijdstip"],
                "blad": een["bladnummer"],
                "stand": begrippen.kort("alarmstatussen", een["status"]),
                "kleur": _KLEUREN.get(een["status"], ""),
                "partijen": [begrippen.partij(code) for code in een["partijen"]],
            }
            for een in antwoord["alarmen"]
        ],
    )


SCHERMEN = (
    Scherm("logboek", "GET", "/logboek", toon_logboek, None, 1),
    Scherm("vergelijk", "POST", "/logboek", vergelijk, None, 3),
    Scherm("alarmen", "GET", "/alarmen", toon_alarmen, None, 1),
)

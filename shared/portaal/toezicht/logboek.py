"""T4: how the log stands, who signed along, and whether it is unchanged since then."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from starlette.responses import Response

from shared.logboek.controlepunt import Checkpoint, lees_checkpoint
from shared.logboek.fouten import NotitieOngeldig
from shared.portaal.beeld.groei import Groei, reken_groei
from shared.portaal.beeld.merkle import kort
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.bladen import CONTROLEREN, bewijs_van, bladregel
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import dag, opsomming, telwoord
from shared.portaal.woorden import Woordenlijst

_TIJD = slice(4, 12)
_MAAND = 28
_SECONDE = "%Y-%m-%dT%H:%M:%SZ"


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


async def toon_logboek(verzoek: Verzoek, uitkomst: Mapping[str, Any] | None = None) -> Response:
    """How long the log is, and who vouches for it."""
    begrippen = await verzoek.begrippen()
    notitie, lijst = await asyncio.gather(
        verzoek.api.tekst("/logboek/checkpoint", medeondertekend="true"),
        verzoek.api.haal("/logboek/standen"),
    )
    punt, mede = lees_stand(notitie)
    standen = standregels(lijst["standen"], begrippen)
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
        standen=standen,
        gekozen=verzoek.veld("stand") or _maand_terug(standen, verzoek.vandaag),
        uitkomst=uitkomst,
        oud=_geplakt(verzoek, "oud"),
        later=_geplakt(verzoek, "later"),
    )


def standregels(
    standen: Sequence[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[tuple[str, str]]:
    """The days of which a stand was kept, to choose one; the first of all says so."""
    regels = []
    for nummer, een in enumerate(standen, 1):
        wie = opsomming([begrippen.partij(code) for code in een["getuigen"]])
        zin = f"{dag(een['dag'])}: {telwoord(een['grootte'], 'blad', 'bladen')}"
        zin += f", mede getekend door {wie}" if wie else ""
        regels.append((str(een["dag"]), f"{zin} (de eerste)" if nummer == len(standen) else zin))
    return regels


def _maand_terug(standen: Sequence[tuple[str, str]], vandaag: date) -> str:
    """The newest stand of at least a month ago; else the first there is."""
    grens = (vandaag - timedelta(days=_MAAND)).isoformat()
    dagen = [een for een, _ in standen]
    return next((een for een in dagen if een <= grens), dagen[-1] if dagen else "")


async def _stand_van_toen(verzoek: Verzoek) -> str:
    """What was pasted; else the stand of the day that was chosen. Faults: `NietGevonden`."""
    geplakt = _geplakt(verzoek, "oud")
    if geplakt or not verzoek.veld("stand"):
        return geplakt
    lijst = await verzoek.api.haal("/logboek/standen")
    gekozen = (een for een in lijst["standen"] if een["dag"] == verzoek.veld("stand"))
    gevonden = next(gekozen, None)
    if gevonden is None:
        raise NietGevonden
    return str(gevonden["notitie"])


def _geplakt(verzoek: Verzoek, naam: str) -> str:
    return verzoek.veld(naam).replace("\r\n", "\n")


def _niet(zin: str) -> dict[str, Any]:
    """What was pasted cannot be compared; that says nothing about the log."""
    return {"goed": False, "kop": "Dit is niet te vergelijken", "zin": zin}


async def vergelijk(verzoek: Verzoek) -> Response:
    """Whether the log of later still begins with the log of then, worked out here as steps."""
    try:
        toen, _ = lees_stand(await _stand_van_toen(verzoek))
        geplakt = _geplakt(verzoek, "later")
        later = lees_stand(geplakt)[0] if geplakt else None
    except (NotitieOngeldig, ValueError, OverflowError):
        zin = "Dit is geen stand van een log. Plak de hele tekst, vanaf de naam van het log."
        return await toon_logboek(verzoek, _niet(zin))
    nu = later or lees_stand(await verzoek.api.tekst("/logboek/checkpoint"))[0]
    if toen.herkomst != nu.herkomst:
        return await toon_logboek(verzoek, _niet("Deze stand is van een ander log."))
    if toen.grootte > nu.grootte:
        zin = "De stand van toen heeft meer bladen dan die van later. Wissel ze om."
        return await toon_logboek(verzoek, _niet(zin))
    bewijs = await verzoek.api.haal("/logboek/consistentie", van=toen.grootte, tot=nu.grootte)
    hashes = [base64.b64decode(een) for een in bewijs["bewijs"]]
    groei = reken_groei(toen.grootte, nu.grootte, hashes, toen.wortel, nu.wortel)
    return await toon_logboek(verzoek, uitkomst_van(groei, toen, nu))


def uitkomst_van(groei: Groei, toen: Checkpoint, nu: Checkpoint) -> dict[str, Any]:
    """What came of it: a sentence, and every step to look at."""
    zin = "Het log van later begint niet met deze stand. Er is iets veranderd of weggehaald."
    if groei.klopt:
        zin = (
            f"De {toen.grootte} bladen van toen staan er nog precies zo, in dezelfde volgorde. "
            f"Sindsdien kwamen er {nu.grootte - toen.grootte} bij."
        )
    return {
        "goed": groei.klopt,
        "kop": "Ja, het log is heel" if groei.klopt else "Nee, het log is niet heel",
        "zin": zin,
        "begin": kort(groei.begin),
        "stappen": [
            (nummer, kort(een.gegeven), een.ook_toen, kort(een.toen), kort(een.nu))
            for nummer, een in enumerate(groei.stappen, 1)
        ],
        "toen": (toen.grootte, kort(toen.wortel)),
        "nu": (nu.grootte, kort(nu.wortel)),
    }


async def toon_blad(verzoek: Verzoek) -> Response:
    """One leaf, and whether it is really in the log."""
    begrippen = await verzoek.begrippen()
    blad = await verzoek.api.haal(f"/logboek/bladen/{verzoek.deel('nummer')}")
    velden = json.loads(base64.b64decode(blad["blad"]))
    op = velden["tijdstip"]
    return verzoek.toon(
        "toezicht/blad.html",
        f"Blad {blad['bladnummer']}",
        kruimels=[("Logboek", "/logboek")],
        soort=begrippen.kort("bladsoorten", velden.get("soort")),
        regel=await _in_woorden(verzoek, blad["bladnummer"], datetime.fromisoformat(op)),
        op=op,
        grootte=blad["grootte"],
        bewijs=bewijs_van(blad, blad["grootte"], blad["checkpoint"]),
    )


async def _in_woorden(verzoek: Verzoek, nummer: int, op: datetime) -> dict[str, Any] | None:
    """The leaf as the log tells it; None where so many came in one second that it is not here."""
    periode = {"van": f"{op:{_SECONDE}}", "tot": f"{op + timedelta(seconds=1):{_SECONDE}}"}
    antwoord = await verzoek.api.stuur("POST", "/logboek/bladen/_zoek", {"periode": periode})
    return next((bladregel(een) for een in antwoord["bladen"] if een["bladnummer"] == nummer), None)


SCHERMEN = (
    Scherm("logboek", "GET", "/logboek", toon_logboek, CONTROLEREN, 2),
    Scherm("vergelijk", "POST", "/logboek", vergelijk, CONTROLEREN, 5),
    Scherm("blad", "GET", "/logboek/{nummer:nummer}", toon_blad, CONTROLEREN, 2),
)

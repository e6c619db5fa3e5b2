"""T7: who read, gave or changed what of whom. Only with a reason, and the reason is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.rijen import spoorregel
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import lees_dag, nl_dag, schuilnummer

LEESSPOOR = "leesspoor.lezen"
_DAGEN = 31
_PER_KEER = 100


async def toon_inzien(verzoek: Verzoek, fouten: tuple[tuple[str, str], ...] = ()) -> Response:
    """Ask; and who asked before, and why."""
    begrippen = await verzoek.begrippen()
    lijst, gevraagd = await asyncio.gather(
        verzoek.api.haal("/autorisaties", paginagrootte=100),
        verzoek.api.haal("/leesspoor/vragen", paginagrootte=20, volgorde="nieuwste"),
    )
    namen = namen_van(lijst)
    return verzoek.toon(
        "toezicht/inzien.html",
        "Inzien",
        422 if fouten else 200,
        fouten=fouten,
        collegas=[
            (een["id"], f"{een['naam']}, {begrippen.kort('functies', een['functie'])}")
            for een in lijst["autorisaties"]
        ],
        vragen=[
            {
                "op": een["tijdstip"],
                "door": namen.get(een["door"]) or schuilnummer(een["door"]),
                "over": _waarover(een, namen),
                "reden": een["reden"],
                "aantal": een["aantal"],
                "uitvoer": een["uitvoer"],
            }
            for een in gevraagd["vragen"]
        ],
        **_velden(verzoek),
    )


def namen_van(lijst: Mapping[str, Any]) -> dict[str, str]:
    """Colleagues by their authorisation."""
    return {een["id"]: een["naam"] for een in lijst["autorisaties"]}


def _waarover(een: Mapping[str, Any], namen: Mapping[str, str]) -> str:
    if een["medewerker"]:
        return f"wat {namen.get(een['medewerker']) or schuilnummer(een['medewerker'])} deed"
    return f"wie iets deed met de gegevens van {schuilnummer(een['persoon'])}"


def _velden(verzoek: Verzoek) -> dict[str, Any]:
    van = verzoek.vandaag - timedelta(days=_DAGEN)
    return {
        "persoon": verzoek.veld("persoon") or verzoek.vraag("persoon"),
        "medewerker": verzoek.veld("medewerker"),
        "van": verzoek.veld("van") or nl_dag(van.isoformat()),
        "tot": verzoek.veld("tot") or nl_dag(verzoek.vandaag.isoformat()),
        "reden": verzoek.veld("reden"),
    }


def _vraag(verzoek: Verzoek) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """What is asked, and every fault in it by its field."""
    van, tot = lees_dag(verzoek.veld("van")), lees_dag(verzoek.veld("tot"))
    fouten = []
    if van is None or tot is None or van > tot:
        fouten.append(("van", "Schrijf beide dagen als 31-12-2026, de eerste niet na de laatste."))
    if not verzoek.veld("reden"):
        fouten.append(("reden", "Schrijf op waarom u dit wilt weten."))
    wie = verzoek.veld("persoon"), verzoek.veld("medewerker")
    if not any(wie):
        fouten.append(("medewerker", "Kies van wie u het wilt weten."))
    vraag: dict[str, Any] = {
        "persoon": verzoek.achter(wie[0]) if wie[0] else None,
        "medewerker": wie[1] or None,
        "van": van.isoformat() if van else "",
        "tot": tot.isoformat() if tot else "",
        "reden": verzoek.veld("reden"),
        "bevestigdZonderPersonen": verzoek.veld("zonder") == "ja",
    }
    return vraag, tuple(fouten)


async def zoek(verzoek: Verzoek) -> Response:
    """The trail, or the same as a file; what was asked and why is recorded by the service."""
    vraag, fouten = _vraag(verzoek)
    if fouten:
        return await toon_inzien(verzoek, fouten)
    begrippen = await verzoek.begrippen()
    try:
        if verzoek.veld("bestand"):
            return await _als_bestand(verzoek, vraag)
        if verzoek.veld("na"):
            tijdstip, _, sleutel = verzoek.achter(verzoek.veld("na")).partition(" ")
            vraag["na"] = {"tijdstip": tijdstip, "sleutel": sleutel}
        antwoord, lijst = await asyncio.gather(
            verzoek.api.stuur("POST", "/leesspoor/_zoek", {**vraag, "paginagrootte": _PER_KEER}),
            verzoek.api.haal("/autorisaties", paginagrootte=100),
        )
    except ApiFout as fout:
        if fout.status not in (400, 409):
            raise
        zinnen = [een.get("melding", "") for een in fout.fouten] or [fout.zin]
        return await toon_inzien(verzoek, tuple(("reden", zin) for zin in zinnen))
    namen, volgende = namen_van(lijst), antwoord["volgende"]
    return verzoek.toon(
        "toezicht/spoor.html",
        "Wie las wat",
        kruimels=[("Inzien", "/inzien")],
        regels=[spoorregel(een, namen, begrippen) for een in antwoord["regels"]],
        over=_waarover(vraag, namen),
        zonder=verzoek.veld("zonder"),
        verder=verzoek.handvat(f"{volgende['tijdstip']} {volgende['sleutel']}") if volgende else "",
        **_velden(verzoek),
    )


async def _als_bestand(verzoek: Verzoek, vraag: Mapping[str, Any]) -> Response:
    inhoud = await verzoek.api.bestand("/leesspoor/_exporteer", vraag, "text/csv")
    koppen = {"Content-Disposition": 'attachment; filename="wie-las-wat.csv"'}
    return Response(inhoud, media_type="text/csv", headers=koppen)


SCHERMEN = (
    Scherm("inzien", "GET", "/inzien", toon_inzien, LEESSPOOR, 2),
    Scherm("spoor", "POST", "/inzien", zoek, LEESSPOOR, 3),
)

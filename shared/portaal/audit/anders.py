"""What would have come of earlier decisions if a rule had been another.

Somebody chooses a rule and ticks what would be otherwise; the piece of the covenant file that says
so is written here. Who reads that file may also put a piece of it in its place himself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.audit.hefbomen import Hefboom, gewijzigd, hefbomen, in_zinnen, keuzes, titel
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, lees_dag, nl_dag
from shared.portaal.woorden import Woordenlijst

HIER = "/regels/anders"


async def _hefbomen(verzoek: Verzoek) -> list[Hefboom]:
    """Every rule that can be chosen, by what it is about."""
    begrippen, tekst = await verzoek.begrippen(), await verzoek.api.tekst("/convenant")
    alle = hefbomen(tekst, list(keuzes("partijen", begrippen)))
    return sorted(alle, key=lambda een: titel(een, begrippen))


def _gekozen(verzoek: Verzoek, alle: Sequence[Hefboom]) -> Hefboom | None:
    naam = verzoek.veld("regel") or verzoek.vraag("regel")
    return next((een for een in alle if een.naam == naam), None)


def _aangevinkt(
    verzoek: Verzoek, gekozen: Hefboom | None, begrippen: Woordenlijst
) -> tuple[Collection[str], Collection[int]]:
    """What is ticked of what can be; before anybody did, what the rule says."""
    if gekozen is None:
        return (), ()
    if verzoek.scherm.methode != "POST":
        return gekozen.gevers, gekozen.stappen
    gevers, stappen = (
        [een for een in verzoek.keuzes(veld) if een in keuzes(soort, begrippen)]
        for veld, soort in (("gevers", "partijen"), ("stappen", "stappen"))
    )
    return gevers, [int(een) for een in stappen]


async def toon_anders(verzoek: Verzoek, **waarden: Any) -> Response:  # noqa: ANN401
    """Choose a rule and what would be otherwise in it; or a piece of the file itself."""
    leeg, begrippen = vragen.nieuw(verzoek.vandaag), await verzoek.begrippen()
    alle = await _hefbomen(verzoek)
    gekozen = _gekozen(verzoek, alle)
    gevers, stappen = _aangevinkt(verzoek, gekozen, begrippen)
    velden: dict[str, Any] = {
        "regels": [(een.naam, titel(een, begrippen)) for een in alle],
        "regel": gekozen.naam if gekozen else "",
        "regeltitel": titel(gekozen, begrippen) if gekozen else "",
        "gevers": [
            (code, begrippen.partij(code), code in gevers) for code in keuzes("partijen", begrippen)
        ],
        "stappen": [
            (code, str(rij["kort"]), int(code) in stappen)
            for code, rij in keuzes("stappen", begrippen).items()
        ],
        "veranderd": in_zinnen(gekozen, gevers, stappen, begrippen) if gekozen else [],
        "van": verzoek.veld("van") or nl_dag(leeg["van"]),
        "tot": verzoek.veld("tot") or nl_dag(leeg["tot"]),
        "oud": verzoek.velden.get("oud", [""])[0],
        "nieuw": verzoek.velden.get("nieuw", [""])[0],
        "fouten": [],
        "uit": None,
    }
    velden |= waarden
    return verzoek.toon(
        "audit/anders.html", "Als een regel anders was", 422 if velden["fouten"] else 200,
        kruimels=[("Regels", "/regels")], **velden,
    )  # fmt: skip


async def herhaal(verzoek: Verzoek) -> Response:
    """Take the decisions of a period again, with the rules of then or with a changed file."""
    van, tot = lees_dag(verzoek.veld("van")), lees_dag(verzoek.veld("tot"))
    if van is None or tot is None or van > tot:
        zin = "Schrijf beide dagen als 31-12-2026, en de eerste niet na de laatste."
        return await toon_anders(verzoek, fouten=[("van", zin)])
    vraag = {"van": van.isoformat(), "tot": tot.isoformat(), "keuze": {}}
    inhoud: dict[str, Any] = vragen.filters(vraag)
    if verzoek.veld("regel"):
        gekozen = _gekozen(verzoek, await _hefbomen(verzoek))
        if gekozen is None:
            zin = "Deze regel is intussen veranderd. Kies haar opnieuw."
            return await toon_anders(verzoek, fouten=[("regel", zin)])
        gevers, stappen = _aangevinkt(verzoek, gekozen, await verzoek.begrippen())
        if not gevers or not stappen:
            zin = "Laat ten minste één partij en één stap staan."
            return await toon_anders(verzoek, fouten=[("gevers" if not gevers else "stappen", zin)])
        anders = gewijzigd(gekozen, gevers, stappen)
        if anders != gekozen.blok:
            inhoud["wijzigingen"] = [{"oud": gekozen.blok, "nieuw": anders}]
    oud = verzoek.velden.get("oud", [""])[0].replace("\r\n", "\n")
    nieuw = verzoek.velden.get("nieuw", [""])[0].replace("\r\n", "\n")
    if oud.strip() or nieuw.strip():
        inhoud["wijzigingen"] = [{"oud": oud, "nieuw": nieuw}]
    try:
        uit = await verzoek.api.stuur("POST", "/uitwisselingen/_herhaal", inhoud)
    except ApiFout as fout:
        if fout.status != 400:
            raise
        meldingen = [een["melding"] for een in fout.fouten] or [fout.zin]
        return await toon_anders(verzoek, fouten=[("oud", zin) for zin in meldingen])
    begrippen = await verzoek.begrippen()
    return await toon_anders(verzoek, uit=uitkomst_van(uit, begrippen))


def uitkomst_van(uit: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """What came of it, in words."""
    return {
        **{naam: uit[naam] for naam in ("aantal", "herhaald", "gelijk", "grootte")},
        "weg": uit["nietMeer"],
        "meer": uit["volgende"] is not None,
        "gewijzigd": uit["convenant"] is not None,
        "anders": [
            {
                "id": een["id"],
                "op": een["tijdstip"],
                "zin": hoofdletter(
                    f"{een['inWoorden']['soort']} van {een['inWoorden']['afzender']} "
                    f"aan {een['inWoorden']['ontvanger']}"
                ),
                "was": begrippen.kort("besluiten", een["was"]),
                "wordt": begrippen.kort("besluiten", een["wordt"]),
                "zelfde": een["was"] == een["wordt"],
                "redenen": [begrippen.in_woorden(zin) for zin in een["redenen"]],
            }
            for een in uit["anders"]
        ],
    }


SCHERMEN = (
    Scherm("regel-anders", "GET", HIER, toon_anders, CONTROLEREN, 1),
    Scherm("herhaal", "POST", HIER, herhaal, CONTROLEREN, 3),
)

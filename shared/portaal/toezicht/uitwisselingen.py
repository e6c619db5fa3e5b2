"""T1: ask the log. A question waits in the session; its address says nothing about anybody."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from textwrap import shorten
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN, bladregel, plichten_van
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import lees_dag, nl_dag, opsomming
from shared.portaal.woorden import Woordenlijst, eigen_woorden

KEUZES = ("afzender", "ontvanger", "uitkomst", "soort")
_PER_KEER = 50
AANVAARD = "aanvaard"
_ZIN = 90
_KLEUREN = {AANVAARD: "goed", "geweigerd": "fout", "niet-aanvaard": "fout"}
_BLADVORMEN = ("csv", "jsonl")


def uitwisselingregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One exchange as a sentence."""
    woorden = een["inWoorden"]
    wat = opsomming(woorden["gegevenssoorten"]) or woorden["stuk"] or woorden["soort"]
    mocht = not een["redenen"]
    zin = f"{woorden['afzender']} {'gaf' if mocht else 'wilde geven'} aan {woorden['ontvanger']}"
    aantal = len(een["betrokkenen"])
    return {
        "id": een["id"],
        "zin": f"{zin[:1].upper()}{zin[1:]}: {wat}",
        "over": f"over {aantal} {'persoon' if aantal == 1 else 'personen'}" if aantal else "",
        "op": een["tijdstip"],
        "blad": een["bladnummer"],
        "stap": een["stap"],
        "uitkomst": woorden["uitkomst"],
        "kleur": _KLEUREN.get(een["uitkomst"], ""),
        "waarom": [begrippen.in_woorden(reden["uitleg"]) for reden in een["redenen"][:1]],
        "plichten": plichten_van(een, begrippen)[0],
    }


def vraag_van(verzoek: Verzoek, naam: str) -> dict[str, Any]:
    """The question of this address, or that of the last month."""
    vraag: dict[str, Any] = verzoek.sessie.vragen.get(naam) or vragen.nieuw(verzoek.vandaag)
    if vraag["soort"] != vragen.SOORT:
        raise NietGevonden
    return vraag


async def beantwoord(
    verzoek: Verzoek, vraag: Mapping[str, Any], aantal: int = _PER_KEER
) -> Mapping[str, Any]:
    """Ask the gateway; a question of the list as that question."""
    if vraag.get("zoekvraag"):
        pad = f"/zoekvragen/{vraag['zoekvraag']}/_beantwoord"
        inhoud: dict[str, Any] = {"parameters": vraag.get("parameters", {})}
    else:
        pad = "/uitwisselingen/_zoek"
        inhoud = {**vragen.filters(vraag), "facetten": list(vragen.FACETTEN)}
    antwoord: Mapping[str, Any] = await verzoek.api.stuur(
        "POST", f"{pad}?paginagrootte={aantal}", inhoud
    )
    return antwoord


async def toon_uitwisselingen(verzoek: Verzoek, fout: str = "") -> Response:
    """The answer to the question of this address, or of the last month."""
    naam = verzoek.vraag("vraag") or verzoek.veld("vraag")
    vraag = vraag_van(verzoek, naam)
    begrippen = await verzoek.begrippen()
    (antwoord, onjuist), lijst = await asyncio.gather(
        _antwoord(verzoek, vraag), verzoek.api.haal("/zoekvragen")
    )
    fout = fout or onjuist
    rijen = {een["naam"]: een for een in lijst["zoekvragen"]}
    gesteld = rijen.get(vraag.get("zoekvraag", ""))
    over_bladen = gesteld is not None and gesteld["over"] == "bladen"
    vormen: Mapping[str, str] = eigen_woorden()["meenemen"]
    return verzoek.toon(
        "uitwisselingen.html",
        "Uitwisselingen",
        422 if fout else 200,
        fout=fout,
        naam=naam,
        vraag=vraag,
        ingevuld=_ingevuld(verzoek, vraag),
        beantwoord=not onjuist,
        gekozen=als_zin(gesteld["titel"] if gesteld else vragen.in_woorden(vraag, begrippen)),
        uitleg=gesteld["uitleg"] if gesteld else "",
        lijsten={een: _keuzelijst(een, begrippen) for een in KEUZES},
        zoekvragen=_vaak_gevraagd(rijen.values(), begrippen),
        regels=[uitwisselingregel(een, begrippen) for een in antwoord["uitwisselingen"]],
        bladen=[bladregel(een) for een in antwoord.get("bladen", ())],
        over_bladen=over_bladen,
        vormen=[(een, vormen[een]) for een in (_BLADVORMEN if over_bladen else vormen)],
        aantal=antwoord["aantal"],
        meer=bool(antwoord["volgende"]),
        grootte=antwoord["grootte"],
        facetten=vragen.facetten_van(antwoord["facetten"], begrippen),
    )


_NIETS: Mapping[str, Any] = {
    "uitwisselingen": (), "aantal": 0, "volgende": None, "grootte": 0, "facetten": {},
}  # fmt: skip


async def _antwoord(verzoek: Verzoek, vraag: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """The answer; or none, and what the gateway found wrong with the question."""
    try:
        return await beantwoord(verzoek, vraag), ""
    except ApiFout as fout:
        if not fout.meldingen:
            raise
        return _NIETS, fout.meldingen


def _ingevuld(verzoek: Verzoek, vraag: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields where one types: what was just sent, else what was asked."""
    gevraagd = {
        "van": nl_dag(vraag["van"]),
        "tot": nl_dag(vraag["tot"]),
        "betrokkene": vraag["keuze"].get("betrokkene", ""),
        **{
            f"{vraag['zoekvraag']}-{naam}": een for naam, een in vraag.get("parameters", {}).items()
        },
    }
    if verzoek.scherm.methode == "POST":
        gevraagd |= {naam: verzoek.veld(naam) for naam in ("van", "tot", "betrokkene")}
    return gevraagd


def als_zin(tekst: str) -> str:
    """Ends where a sentence ends."""
    return tekst if tekst.endswith("?") else f"{tekst}."


def _keuzelijst(naam: str, begrippen: Woordenlijst) -> list[tuple[str, str]]:
    """Each code with its words; what is only known by a number, with the sentence it stands for."""
    rijen = begrippen.soorten.get(vragen.LIJSTEN[naam], {})
    return [
        (
            code,
            f"{code}: {shorten(rij['zin'], _ZIN, placeholder=' …')}"
            if rij["kort"] == code
            else str(rij["kort"]),
        )
        for code, rij in rijen.items()
    ]


def _vaak_gevraagd(rijen: Any, begrippen: Woordenlijst) -> list[dict[str, Any]]:  # noqa: ANN401
    """Questions of the list, each with what one fills in: a choice where there are words for it."""
    uit = []
    for een in rijen:
        velden = [
            (
                veld["naam"],
                veld["uitleg"],
                _keuzelijst(veld["naam"], begrippen) if veld["naam"] in vragen.LIJSTEN else [],
            )
            for veld in een["parameters"]
        ]
        uit.append({"naam": een["naam"], "titel": een["titel"], "velden": velden})
    return uit


async def vraag_het_log(verzoek: Verzoek) -> Response:
    """Keep the question and show its answer."""
    van, tot = lees_dag(verzoek.veld("van")), lees_dag(verzoek.veld("tot"))
    if verzoek.veld("zoekvraag"):
        vraag = vragen.nieuw(verzoek.vandaag) | {
            "zoekvraag": verzoek.veld("zoekvraag"),
            "parameters": {
                naam.removeprefix("p-"): waarden[0].strip()
                for naam, waarden in verzoek.velden.items()
                if naam.startswith("p-")
            },
        }
    elif van is None or tot is None or van > tot:
        zin = "Schrijf beide dagen als 31-12-2026, en de eerste niet na de laatste."
        return await toon_uitwisselingen(verzoek, zin)
    else:
        keuze = {naam: verzoek.veld(naam) for naam in (*KEUZES, "betrokkene")}
        vraag = {
            "soort": vragen.SOORT, "van": van.isoformat(), "tot": tot.isoformat(), "keuze": keuze,
        }  # fmt: skip
    return await bewaar_en_toon(verzoek, vraag)


async def bewaar_en_toon(verzoek: Verzoek, vraag: Mapping[str, Any]) -> Response:
    """On to the answer, under an address that says nothing."""
    naam = secrets.token_hex(4)
    verzoek.sessie.vragen[naam] = dict(vraag)
    await verzoek.bewaar()
    return verzoek.naar(f"/uitwisselingen?vraag={naam}")


async def vraag_verder(verzoek: Verzoek) -> Response:
    """The question one stands on, with one thing more: a count that was clicked, a reference."""
    vraag = vraag_van(verzoek, verzoek.veld("vraag"))
    ingevuld = None
    if vraag.get("zoekvraag"):
        ingevuld = vragen.uit_antwoord(await beantwoord(verzoek, vraag, 1))
    naam, _, waarde = verzoek.veld("erbij").partition(":")
    if not waarde or naam not in (*vragen.LIJSTEN, "groep", "medewerker", "betrokkene"):
        raise NietGevonden
    if verzoek.veld("alles"):
        vraag = {**vragen.nieuw(verzoek.vandaag), "van": "2019-01-01"}
    try:
        erbij = vragen.met(vraag, ingevuld, naam, waarde)
    except ValueError:
        raise NietGevonden from None
    if verzoek.veld("aanvaard"):
        erbij["keuze"]["uitkomst"] = AANVAARD
    return await bewaar_en_toon(verzoek, erbij)


SCHERMEN = (
    Scherm("uitwisselingen", "GET", "/uitwisselingen", toon_uitwisselingen, CONTROLEREN, 2),
    Scherm("vraag-log", "POST", "/uitwisselingen", vraag_het_log, CONTROLEREN, 2),
    Scherm("vraag-verder", "POST", "/uitwisselingen/verder", vraag_verder, CONTROLEREN, 1),
)

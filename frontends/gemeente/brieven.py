"""Letters of the burgemeester: who has to hear it, until when; make, print, what became of it.

Whether somebody was informed follows from the letters; not informing takes a second person.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Persoonsdeel, Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import DAG, KEUZE, LIJST, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import over

LEZEN, SCHRIJVEN = "dossier.lezen", "dossier.schrijven"
STANDEN = {
    "open": "Nog geen brief",
    "gereed": "De brief ligt klaar",
    "onbestelbaar": "De brief kwam terug",
    "uitzondering": "Hoort het niet, met reden",
    "geinformeerd": "Weet het",
}
_BRIEFSTANDEN = {
    "gereed": "Ligt klaar",
    "verstuurd": "Weg",
    "onbestelbaar": "Kwam terug",
    "vervallen": "Vervangen door een nieuwe",
}
BIJ_PERSOON = "/personen/{}?deel=brief#deel-brief"
_WIJZEN = (("overhandigd", "Overhandigd"), ("verzonden", "Verzonden"))
WEG = (
    Invulveld("wijze", "Hoe ging de brief weg?", KEUZE, keuzes=_WIJZEN),
    Invulveld("op", "Op welke dag?", DAG),
)
_TERUG = (Invulveld("op", "Op welke dag kwam de brief terug?", DAG),)
_NIET_GEVONDEN = 404


async def toon_lijst(verzoek: Verzoek) -> Response:
    """Who has to hear it, the latest first; nobody by name before somebody opens him."""
    begrippen = await verzoek.begrippen()
    stand = verzoek.vraag("stand") if verzoek.vraag("stand") in STANDEN else ""
    groep = verzoek.vraag("groep")
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal("/informeerstanden", groep=groep, stand=stand, paginagrootte=100),
        verzoek.api.haal("/groepen"),
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    regels = [
        {
            "pad": BIJ_PERSOON.format(verzoek.handvat(een["persoonId"])),
            "stand": STANDEN[een["stand"]],
            "klaar": een["stand"] in ("geinformeerd", "uitzondering"),
            "laat": een["teLaat"],
            "voor": een["uiterlijk"],
            "over": over(een["uiterlijk"], verzoek.vandaag),
            "groepen": [codes[g] for g in een["groepen"] if g in codes],
            "opnieuw": een["herbeoordeling"],
        }
        for een in lijst["personen"]
    ]
    regels.sort(key=lambda een: (een["klaar"], een["voor"]))
    return verzoek.toon(
        "gemeente/brieven.html",
        "Brieven",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=regels,
        aantallen=[
            (code, titel, lijst["aantallen"]["perStand"].get(code, 0))
            for code, titel in STANDEN.items()
        ],
        te_laat=lijst["aantallen"]["teLaat"],
        gekozen=stand,
        volgende=lijst["volgende"],
    )


def briefregel(een: Mapping[str, Any], hier: str) -> dict[str, Any]:
    """One letter in words."""
    zelf = een["ontvangerId"] == een["persoonId"]
    return {
        "id": een["id"],
        "stand": _BRIEFSTANDEN.get(een["stand"], ""),
        "aan": "Aan hemzelf" if zelf else "Aan een ouder of voogd",
        "gemaakt": een["aangemaaktOp"],
        "weg": een["verstuurdOp"],
        "terug": een["retourOp"],
        "adres": een["metAdres"],
        "druk": f"{hier}/{een['id']}/document",
        "pad": f"{hier}/{een['id']}",
        "klaar": een["stand"] == "gereed",
        "verstuurd": een["stand"] == "verstuurd",
    }


async def toon_brief(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """The part about letters on the page of a person."""
    brieven, status = await asyncio.gather(
        verzoek.api.haal(f"/personen/{persoon}/brieven"), _status(verzoek, persoon)
    )
    hier = f"/personen/{verzoek.handvat(persoon)}/brieven"
    return {
        "informatiestatus": _hoe_het_staat(status, bool(brieven["brieven"])),
        "brief_op": status["geinformeerdOp"] if status else None,
        "wacht_op_tweede": bool(status)
        and status["status"] == "uitzondering"
        and not status["goedgekeurdOp"],
        "toelichting": status["toelichting"] if status else None,
        "opnieuw": status["herbeoordeling"] if status else None,
        "brieven": [briefregel(een, hier) for een in brieven["brieven"]],
        "briefpad": hier,
    }


def _hoe_het_staat(status: Mapping[str, Any] | None, er_is_een_brief: bool) -> str:
    """In words; where a letter lies ready but not every one that is needed, it says so."""
    stand = status["status"] if status else "open"
    if stand == "open" and er_is_een_brief:
        return "Nog niet elke brief is weg"
    return STANDEN.get(stand, "")


async def _status(verzoek: Verzoek, persoon: str) -> Mapping[str, Any] | None:
    try:
        status: Mapping[str, Any] = await verzoek.api.haal(f"/personen/{persoon}/informatiestatus")
    except ApiFout as fout:
        if fout.status != _NIET_GEVONDEN:
            raise
        return None
    return status


BRIEFDEEL = Persoonsdeel(
    "brief", "De brief", "Of hij weet wat wij over hem hebben.", toon_brief,
    "gemeente/briefdeel.html", LEZEN,
)  # fmt: skip


def _persoon(verzoek: Verzoek) -> str:
    return verzoek.achter(verzoek.deel("persoon"))


def _bij(verzoek: Verzoek) -> str:
    return f"/personen/{verzoek.deel('persoon')}?deel=brief#deel-brief"


async def maak(verzoek: Verzoek) -> Response:
    """Make every letter that still has to go."""
    await verzoek.api.stuur("POST", f"/personen/{_persoon(verzoek)}/brieven")
    return verzoek.naar(_bij(verzoek))


async def druk(verzoek: Verzoek) -> Response:
    """One letter, to print."""
    return verzoek.geef_bestand(
        await verzoek.api.haal(f"/brieven/{verzoek.deel('brief')}"),
        "brief-aan-betrokkene", verzoek.deel("brief"),
    )  # fmt: skip


async def toon_verloop(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """What became of one letter: the form to record it."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal(f"/personen/{_persoon(verzoek)}/brieven")
    gevonden = next((een for een in lijst["brieven"] if een["id"] == verzoek.deel("brief")), None)
    if gevonden is None:
        raise NietGevonden
    hier = f"/personen/{verzoek.deel('persoon')}/brieven"
    regel = briefregel(gevonden, hier)
    vormen = []
    for naam, velden, knop, kan in (
        ("verstuurd", WEG, "Leg vast dat de brief weg is", regel["klaar"]),
        ("teruggekomen", _TERUG, "Leg vast dat de brief terugkwam", regel["verstuurd"]),
    ):
        vorm = Invulblad(velden, knop, f"{regel['pad']}/{naam}", voor=naam)
        if kan:
            vormen.append(vorm.met(verzoek.velden, fouten) if naam == welk else vorm)
    return verzoek.toon(
        "gemeente/brief.html",
        "Brief",
        422 if fouten else 200,
        kruimels=[("Personen", "/personen"), ("Persoon", f"/personen/{verzoek.deel('persoon')}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=regel,
        vormen=vormen,
        fouten=fouten,
        terug=_bij(verzoek),
    )


async def leg_vast(verzoek: Verzoek) -> Response:
    """That it went, or came back."""
    naam = verzoek.deel("wat")
    velden = {"verstuurd": WEG, "teruggekomen": _TERUG}.get(naam)
    if velden is None:
        raise NietGevonden
    brief = verzoek.deel("brief")
    _, merk = await verzoek.api.haal_met_merk(f"/brieven/{brief}")

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/brieven/{brief}/_{naam}"
        await verzoek.api.stuur("POST", pad, inhoud, koppen={"If-Match": merk})
        return _bij(verzoek)

    async def opnieuw(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_verloop(verzoek, fouten, naam)

    return await dien_in(verzoek, velden, doe, opnieuw, naam)


@cache
def _grondwoorden() -> Mapping[str, str]:
    bestand = Path(__file__).with_name("uitzondering.toml")
    woorden: Mapping[str, str] = tomllib.loads(bestand.read_text(encoding="utf-8"))["gronden"]
    return woorden


def _grond(code: str, artikel: str) -> str:
    """A ground as people read it: what it means, then the article."""
    woorden = _grondwoorden().get(code)
    return f"{woorden} ({artikel})" if woorden else artikel


def uitzonderingsvelden(keuzes: Mapping[str, Any]) -> tuple[Invulveld, ...]:
    """Why somebody is not told, and what the grounds that ask for it want weighed."""
    gronden, punten = keuzes["uitzonderingsgronden"], keuzes["uitzonderingspunten"]
    vragen = [gronden[code] for code in punten if punten[code]]
    hint = ""
    if vragen:
        bij = vragen[0] if len(vragen) == 1 else f"{vragen[0]} tot en met {vragen[-1]}"
        hint = f"Invullen bij een grond uit {bij}. Bij een andere grond laat u dit leeg."
    per_punt: dict[str, str] = {}
    for een in punten.values():
        per_punt |= een
    return (
        Invulveld("grond", "Op welke grond?", LIJST,
             keuzes=[(code, _grond(code, artikel)) for code, artikel in gronden.items()]),
        Invulveld("toelichting", "Waarom is dit bij deze persoon nodig?", TEKST,
             hint="En waarom kan het niet met minder?"),
        Invulveld("herbeoordeling", "Wanneer bekijkt u dit opnieuw?", DAG),
        *(
            Invulveld(f"afweging.{code}", titel[:1].upper() + titel[1:], TEKST, verplicht=False,
                 hint=hint)
            for code, titel in per_punt.items()
        ),
    )  # fmt: skip


async def toon_uitzondering(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form not to inform somebody; a second person has to agree."""
    keuzes = await verzoek.api.haal("/keuzelijsten")
    hier = f"/personen/{verzoek.deel('persoon')}"
    vorm = Invulblad(uitzonderingsvelden(keuzes), "Leg dit vast", f"{hier}/uitzondering")
    return await toon_vraagblad(
        verzoek,
        "Niet informeren",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        uitleg="Iemand niets vertellen kan alleen op een grond uit de wet. Een tweede kijkt mee.",
        terug=_bij(verzoek),
    )


async def leg_uitzondering_vast(verzoek: Verzoek) -> Response:
    """Record why he does not hear it; it holds once a second person agreed."""
    keuzes = await verzoek.api.haal("/keuzelijsten")
    pad = f"/personen/{_persoon(verzoek)}/informatiestatus"

    async def doe(inhoud: dict[str, Any]) -> str:
        koppen = {}
        if await _status(verzoek, _persoon(verzoek)) is not None:
            _, merk = await verzoek.api.haal_met_merk(pad)
            koppen = {"If-Match": merk}
        await verzoek.api.stuur("PUT", pad, {**inhoud, "status": "uitzondering"}, koppen=koppen)
        return _bij(verzoek)

    return await dien_in(verzoek, uitzonderingsvelden(keuzes), doe, toon_uitzondering)


async def keur_goed(verzoek: Verzoek) -> Response:
    """As the second: agree that he does not hear it."""
    pad = f"/personen/{_persoon(verzoek)}/informatiestatus"
    _, merk = await verzoek.api.haal_met_merk(pad)
    await verzoek.api.stuur("POST", f"{pad}/_goedkeuren", koppen={"If-Match": merk})
    return verzoek.naar(_bij(verzoek))


_BRIEVEN = "/personen/{persoon}/brieven"
_BRIEF = f"{_BRIEVEN}/{{brief:uuid}}"
_UITZONDERING = "/personen/{persoon}/uitzondering"
SCHERMEN = (
    Scherm("brieven", "GET", "/brieven", toon_lijst, LEZEN, 2),
    Scherm("maak-brieven", "POST", _BRIEVEN, maak, SCHRIJVEN, 1),
    Scherm("brief", "GET", _BRIEF, toon_verloop, SCHRIJVEN, 1),
    Scherm("druk-brief", "GET", f"{_BRIEF}/document", druk, LEZEN, 1),
    Scherm("leg-brief-vast", "POST", f"{_BRIEF}/{{wat}}", leg_vast, SCHRIJVEN, 3),
    Scherm("uitzondering", "GET", _UITZONDERING, toon_uitzondering, SCHRIJVEN, 1),
    Scherm("leg-uitzondering-vast", "POST", _UITZONDERING, leg_uitzondering_vast, SCHRIJVEN, 5),
    Scherm("keur-uitzondering-goed", "POST", f"{_UITZONDERING}/goed", keur_goed, SCHRIJVEN, 2),
)

"""Looking back into what is kept after a group closed: who did it and why, and beginning one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding
from shared.portaal.vraagbladen.velden import DAG, LIJST, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import hoofdletter

TOETSEN = "nietactief.toetsen"
ALLE = "/terugblikken"
KRUIMELS = [("Bewaren", "/bewaren"), ("Terugkijken", ALLE)]


def terugblikregel(
    een: Ding, aanleidingen: Mapping[str, Ding], codes: Mapping[str, str], vandaag: str
) -> dict[str, Any]:
    """One look back in words; nobody stands in it."""
    groepen = [codes[id_] for id_ in (een["groep"], een["nieuweGroep"]) if id_ in codes]
    open_ = een["openTot"] >= vandaag and een["getoetst"] < een["gevonden"]
    return {
        "pad": f"{ALLE}/{een['id']}",
        "titel": hoofdletter(aanleidingen.get(een["aanleiding"], {}).get("titel", "terugblik")),
        "groepen": groepen,
        "reden": een["reden"],
        "op": een["op"],
        "tot": een["openTot"],
        "gevonden": een["gevonden"],
        "getoetst": een["getoetst"],
        "open": open_,
        "stand": "Te toetsen" if open_ else "Klaar of dicht",
    }


async def toon_alle(verzoek: Verzoek) -> Response:
    """The register, and the reasons for which one may begin."""
    begrippen = await verzoek.begrippen()
    lijst, keuzes, groepen = await verzoek.api.samen(
        f"{ALLE}?paginagrootte=100", "/keuzelijsten", "/groepen"
    )
    aanleidingen = keuzes["nietActief"]["aanleidingen"]
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    vandaag = verzoek.vandaag.isoformat()
    regels = [terugblikregel(een, aanleidingen, codes, vandaag) for een in lijst["terugblikken"]]
    return verzoek.toon(
        "terugblik/terugblikken.html",
        "Terugkijken",
        kruimels=KRUIMELS[:1],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=sorted(regels, key=lambda een: str(een["op"]), reverse=True),
        beginnen=[
            (f"{ALLE}/nieuw/{code}", hoofdletter(een["titel"]))
            for code, een in aanleidingen.items()
        ],
    )


def vraagvelden(aanleiding: Ding, groepen: Ding) -> tuple[Invulveld, ...]:
    """What this reason asks for, and no more."""
    alle = groepen["groepen"]
    velden = []
    if aanleiding["vanDeGroep"]:
        gesloten = [(een["id"], een["code"]) for een in alle if een["afgeslotenOp"]]
        velden.append(
            Invulveld("groep", "Welke groep is afgesloten?", LIJST, keuzes=gesloten,
                 hint="Gevonden wordt wie in die groep zat.")
        )  # fmt: skip
    else:
        velden += [
            Invulveld("naam", "Naam", hint="Precies zoals hij heet. Bladeren kan niet."),
            Invulveld("geboortedatum", "Geboortedatum", DAG, hint="De hele datum."),
        ]
    if aanleiding["nieuweGroep"]:
        lopend = [(een["id"], een["code"]) for een in alle if not een["afgeslotenOp"]]
        velden.append(
            Invulveld("nieuweGroep", "Welke groep loopt nu?", LIJST, keuzes=lopend,
                 hint="Wat nog klopt, gaat naar die groep.")
        )  # fmt: skip
    reden = Invulveld("reden", "Wat speelt er nu?", TEKST, "Noem niemand bij naam.")
    return (*velden, reden, NAGELEZEN)


async def _gekozen(verzoek: Verzoek) -> tuple[str, Ding, tuple[Invulveld, ...]]:
    keuzes, groepen = await verzoek.api.samen("/keuzelijsten", "/groepen")
    code = verzoek.deel("aanleiding")
    aanleiding = keuzes["nietActief"]["aanleidingen"].get(code)
    if aanleiding is None:
        raise NietGevonden
    return code, aanleiding, vraagvelden(aanleiding, groepen)


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form for one reason."""
    code, aanleiding, velden = await _gekozen(verzoek)
    vorm = Invulblad(velden, "Kijk terug", f"{ALLE}/nieuw/{code}")
    return await toon_vraagblad(
        verzoek,
        "Terugkijken",
        vorm.met(verzoek.velden, fouten),
        kruimels=KRUIMELS,
        kop=hoofdletter(aanleiding["titel"]),
        uitleg="Dat u terugkijkt en waarom, ligt vast. Ook als er niemand wordt gevonden.",
        terug=ALLE,
    )


async def begin(verzoek: Verzoek) -> Response:
    """Look back."""
    code, _, velden = await _gekozen(verzoek)

    async def doe(inhoud: dict[str, Any]) -> str:
        nieuw = await verzoek.api.stuur("POST", ALLE, {**inhoud, "aanleiding": code})
        return f"{ALLE}/{nieuw['id']}"

    return await dien_in(verzoek, velden, doe, toon_nieuw)


_NIEUW = f"{ALLE}/nieuw/{{aanleiding}}"
SCHERMEN = (
    Scherm("terugblikken", "GET", ALLE, toon_alle, TOETSEN, 1),
    Scherm("nieuwe-terugblik", "GET", _NIEUW, toon_nieuw, TOETSEN, 1),
    Scherm("begin-terugblik", "POST", _NIEUW, begin, TOETSEN, 3),
)

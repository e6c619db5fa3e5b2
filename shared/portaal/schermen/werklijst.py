"""S1: what waits for me, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.responses import PlainTextResponse, Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.wegen import scherm_van, wegwijzer
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import opsomming, over
from shared.portaal.woorden import Woordenlijst, eigen_woord

URGENTIES = ("te_laat", "vandaag", "deze_week", "later")
_DRINGEND = ("te_laat", "vandaag")
_HOOGSTENS = 100
_GELDT = timedelta(seconds=60)


@dataclass
class Werkregel:
    """One row: equal work of one group stands on one row."""

    titel: str
    groep: str
    groepscode: str
    voor: str
    uiterlijk: str | None
    wanneer: str
    dringend: bool
    pad: str | None
    aantal: int = 1


def bundel(
    werk: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
    vandaag: date,
    wijs: Callable[[str | None], str | None] = scherm_van,
) -> list[Werkregel]:
    """The rows of the list, in its order; what is the same but for the person is one row."""
    rijen: dict[tuple[Any, ...], Werkregel] = {}
    for een in werk:
        sleutel = (een["titel"], een["groep"], een["uiterlijk"], een["eigenaar"])
        if sleutel in rijen:
            rijen[sleutel].aantal += 1
            continue
        functies = [begrippen.kort("functies", functie) for functie in een["functies"]]
        voor = "op uw naam" if een["eigenaar"] else f"voor iedere {opsomming(functies, 'of')}"
        rijen[sleutel] = Werkregel(
            titel=een["titel"],
            groep=een["groep"] or "",
            groepscode=een["groepscode"] or "",
            voor=voor if functies or een["eigenaar"] else "voor iedereen",
            uiterlijk=een["uiterlijk"],
            wanneer=over(een["uiterlijk"], vandaag),
            dringend=een["urgentie"] in _DRINGEND,
            pad=wijs(een["pad"]),
        )
    return list(rijen.values())


async def toon_werklijst(verzoek: Verzoek) -> Response:
    """The list, with the choices in the address: codes only."""
    keuze = {naam: verzoek.vraag(naam) for naam in ("urgentie", "groep", "van")}
    if keuze["urgentie"] not in URGENTIES:
        keuze["urgentie"] = ""
    begrippen = await verzoek.begrippen()
    gevraagd = {naam: een for naam, een in keuze.items() if een and naam != "van"}
    if keuze["van"] == "mij":
        gevraagd["van"] = "mij"
    lijst, groepen = await verzoek.api.samen(
        f"/werklijst?{urlencode({**gevraagd, 'paginagrootte': _HOOGSTENS})}", "/groepen"
    )
    tellen = lijst["aantallen"]["perUrgentie"]
    if not keuze["groep"] and not keuze["van"]:
        _onthoud(verzoek, tellen)
    tellers = [
        (naam, eigen_woord("urgentie", naam), tellen.get(naam, 0), naam in _DRINGEND)
        for naam in URGENTIES
    ]
    tellers.append(("", eigen_woord("urgentie", "alles"), sum(tellen.values()), False))
    return verzoek.toon(
        "werklijst.html",
        "Werklijst",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        rijen=bundel(
            lijst["werk"],
            begrippen,
            verzoek.vandaag,
            wegwijzer(verzoek.bediening.portaal, verzoek.sessie.mag, verzoek.handvat),
        ),
        aantal=len(lijst["werk"]),
        meer=bool(lijst["volgende"]),
        tellers=tellers,
        keuze=keuze,
        groepen=[(een["id"], een["code"]) for een in groepen["groepen"]],
    )


def _onthoud(verzoek: Verzoek, tellen: Mapping[str, int]) -> int:
    """The number beside the list: what is late and what is for today."""
    aantal = sum(tellen.get(een, 0) for een in _DRINGEND)
    verzoek.bediening.wacht[verzoek.sessie.autorisatie] = (aantal, verzoek.bediening.klok())
    return aantal


async def tel_werk(verzoek: Verzoek) -> Response:
    """The same number for a page that is open already; counted once a minute at most."""
    bekend = verzoek.bediening.wacht.get(verzoek.sessie.autorisatie)
    if bekend is not None and verzoek.bediening.klok() - bekend[1] <= _GELDT:
        return PlainTextResponse(str(bekend[0]))
    lijst = await verzoek.api.haal("/werklijst", paginagrootte=1)
    return PlainTextResponse(str(_onthoud(verzoek, lijst["aantallen"]["perUrgentie"])))


SCHERMEN = (
    Scherm("werklijst", "GET", "/werklijst", toon_werklijst, "raadplegen", 1),
    Scherm("werk-tellen", "GET", "/werklijst/aantal", tel_werk, "raadplegen", 1, gaat_door=True),
)

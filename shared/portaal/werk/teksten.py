"""What another party wrote that points at somebody: nobody reads it until a person has decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, fouten_uit, lees

HIER = "/teksten"
_REDEN = "reden"
_BEKIJKEN = (Invulveld(_REDEN, "Waarom wilt u deze tekst lezen?", TEKST),)
BESLUITEN = {
    "vrijgeven": (
        "_vrijgeven", "Er staat niemand in: laat iedereen haar lezen", "Waarom staat er niemand in?"
    ),
    "afwijzen": (
        "_afwijzen", "Deze tekst hoort hier niet: verwijder haar", "Waarom hoort zij hier niet?"
    ),
}  # fmt: skip


def stukken_van(tekst: str, vondsten: Sequence[Mapping[str, Any]]) -> list[tuple[str, bool]]:
    """The text in pieces, and of each whether it points at somebody."""
    stukken, tot = [], 0
    for een in sorted(vondsten, key=lambda een: een["begin"]):
        begin, einde = max(tot, een["begin"]), max(tot, een["einde"])
        stukken += [(tekst[tot:begin], False), (tekst[begin:einde], True)]
        tot = einde
    return [(deel, wijst) for deel, wijst in [*stukken, (tekst[tot:], False)] if deel]


async def toon_teksten(verzoek: Verzoek) -> Response:
    """What waits for a decision, without the texts."""
    begrippen = await verzoek.begrippen()
    lijst, groepen = await verzoek.api.samen(
        "/aparte-teksten?stand=open&paginagrootte=100", "/groepen"
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    return verzoek.toon(
        "werk/teksten.html",
        "Teksten die apart liggen",
        kruimels=[("Ontvangen", "/ontvangen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        teksten=[
            {
                "pad": f"{HIER}/{een['id']}",
                "soort": begrippen.kort("soorten", een["soort"]),
                "van": begrippen.partij(een["afzender"]),
                "groep": codes.get(een["groep"], ""),
                "op": een["ontvangenOp"],
            }
            for een in lijst["aparteTeksten"]
        ],
        meer=bool(lijst["volgende"]),
    )


def _blad(verzoek: Verzoek, welk: str, knop: str, velden: tuple[Invulveld, ...]) -> Invulblad:
    naar = f"{HIER}/{verzoek.deel('tekst')}/{welk}"
    return Invulblad(velden, knop, naar, gevaar=welk == "afwijzen", voor=welk)


async def toon_tekst(
    verzoek: Verzoek,
    fouten: Fouten = (),
    welk: str = "bekijken",
    gelezen: Mapping[str, Any] | None = None,
) -> Response:
    """One text: first why one wants to read it; then the text, and the decision."""
    begrippen = await verzoek.begrippen()
    bladen = [_blad(verzoek, "bekijken", "Toon de tekst", _BEKIJKEN)]
    if gelezen is not None or welk in BESLUITEN:
        bladen = [
            _blad(verzoek, naam, knop, (Invulveld(_REDEN, vraag, TEKST),))
            for naam, (_, knop, vraag) in BESLUITEN.items()
        ]
    return verzoek.toon(
        "werk/tekst.html",
        "Tekst die apart ligt",
        422 if fouten else 200,
        kruimels=[("Ontvangen", "/ontvangen"), ("Teksten die apart liggen", HIER)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        bladen=[
            een.met(verzoek.velden, fouten) if een.voor == welk else een for een in bladen
        ],
        fouten=fouten,
        van="" if gelezen is None else begrippen.partij(gelezen["afzender"]),
        stukken=[] if gelezen is None else stukken_van(gelezen["tekst"], gelezen["vondsten"]),
        uitleg=[] if gelezen is None else list(
            dict.fromkeys(een["uitleg"] for een in gelezen["vondsten"])
        ),
        terug=HIER,
    )  # fmt: skip


async def bekijk(verzoek: Verzoek) -> Response:
    """After the reason: a reading that the service records."""
    inhoud, fouten = lees(_BEKIJKEN, verzoek)
    if not fouten:
        pad = f"/aparte-teksten/{verzoek.deel('tekst')}/_bekijk"
        try:
            gelezen = await verzoek.api.stuur("POST", pad, inhoud)
        except ApiFout as fout:
            if not fout.fouten:
                raise
            fouten = fouten_uit(fout, _BEKIJKEN)
        else:
            return await toon_tekst(verzoek, gelezen=gelezen)
    bij_vorm = [(f"bekijken-{veld}" if veld else "", zin) for veld, zin in fouten]
    return await toon_tekst(verzoek, bij_vorm)


async def beslis(verzoek: Verzoek) -> Response:
    """Nobody stands in it, or it does not belong here; back to what still waits."""
    welk = verzoek.deel("besluit")
    if welk not in BESLUITEN:
        raise NietGevonden
    bewerking, _, vraag = BESLUITEN[welk]

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/aparte-teksten/{verzoek.deel('tekst')}/{bewerking}"
        await verzoek.api.stuur("POST", pad, inhoud)
        return HIER

    async def opnieuw(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_tekst(verzoek, fouten, welk)

    return await dien_in(verzoek, (Invulveld(_REDEN, vraag, TEKST),), doe, opnieuw, welk)


_EEN = f"{HIER}/{{tekst:uuid}}"
SCHERMEN = (
    Scherm("teksten", "GET", HIER, toon_teksten, "ontvangen", 1),
    Scherm("tekst", "GET", _EEN, toon_tekst, "ontvangen", 0),
    Scherm("bekijk-tekst", "POST", f"{_EEN}/bekijken", bekijk, "ontvangen", 1),
    Scherm("beslis-tekst", "POST", f"{_EEN}/{{besluit}}", beslis, "ontvangen", 1),
)

"""S14: what we got, by message or by person, until when; what was replaced stands apart."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.personen.delen import ontvangenregel
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import opsomming, schuilnummer
from shared.portaal.woorden import Woordenlijst

_PER_KEER = 50
_STAND = "actief"


def per_bericht(
    gegevens: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[dict[str, Any]]:
    """One row for each message: from whom, how many people, which kinds, the first last day."""
    berichten: dict[str, list[Mapping[str, Any]]] = {}
    for een in gegevens:
        berichten.setdefault(een["bericht"], []).append(een)
    return [
        {
            "bericht": bericht,
            "van": begrippen.partij(rijen[0]["bron"]),
            "op": rijen[0]["ontvangenOp"],
            "groep": rijen[0]["groep"],
            "mensen": len({een["persoon"] for een in rijen}),
            "wat": opsomming(_soorten(rijen, begrippen)),
            "tot": min((een["vervaltOp"] for een in rijen if een["vervaltOp"]), default=None),
            "betwist": any(een["betwist"] for een in rijen),
        }
        for bericht, rijen in reversed(berichten.items())
    ]


def per_persoon(
    gegevens: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, verzoek: Verzoek
) -> list[dict[str, Any]]:
    """One row for each person, under his number; whoever opens him reads his name."""
    mensen: dict[str, list[Mapping[str, Any]]] = {}
    for een in gegevens:
        mensen.setdefault(een["persoon"], []).append(een)
    return [
        {
            "nummer": schuilnummer(rijen[0]["betrokkene"]),
            "pad": f"/personen/{verzoek.handvat(persoon)}?deel=ontvangen",
            "wat": opsomming(_soorten(rijen, begrippen)),
            "van": opsomming(list(dict.fromkeys(begrippen.partij(een["bron"]) for een in rijen))),
            "tot": min((een["vervaltOp"] for een in rijen if een["vervaltOp"]), default=None),
            "betwist": any(een["betwist"] for een in rijen),
        }
        for persoon, rijen in mensen.items()
    ]


def _soorten(rijen: Iterable[Mapping[str, Any]], begrippen: Woordenlijst) -> list[str]:
    codes = dict.fromkeys(een["gegevenssoort"] for een in rijen)
    return [begrippen.kort("gegevenssoorten", code) for code in codes]


async def toon_ontvangen(verzoek: Verzoek) -> Response:
    """Everything we have now; of one group when asked."""
    begrippen = await verzoek.begrippen()
    groep, zicht = verzoek.vraag("groep"), verzoek.vraag("zicht")
    stand = "" if verzoek.vraag("alles") == "ja" else _STAND
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal(
            "/ontvangen-gegevens", groep=groep, status=stand, na=verzoek.vraag("na"),
            paginagrootte=_PER_KEER, volgorde="nieuwste",
        ),
        verzoek.api.haal("/groepen"),
    )  # fmt: skip
    gegevens = lijst["ontvangenGegevens"]
    personen = zicht == "personen"
    return verzoek.toon(
        "personen/ontvangenlijst.html",
        "Ontvangen",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        berichten=[] if personen else per_bericht(gegevens, begrippen),
        personen=per_persoon(gegevens, begrippen, verzoek) if personen else [],
        zicht="personen" if personen else "berichten",
        alles=not stand,
        gekozen=groep,
        codes={een["id"]: een["code"] for een in groepen["groepen"]},
        volgende=lijst["volgende"],
    )


async def toon_bericht(verzoek: Verzoek) -> Response:
    """One received message: what is in it about whom, until when and why."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal(
        "/ontvangen-gegevens", bericht=verzoek.deel("bericht"), paginagrootte=100
    )
    gegevens = lijst["ontvangenGegevens"]
    mensen: dict[str, dict[str, Any]] = {}
    for een in gegevens:
        mens = mensen.setdefault(
            een["persoon"],
            {
                "nummer": schuilnummer(een["betrokkene"]),
                "pad": f"/personen/{verzoek.handvat(een['persoon'])}",
                "gegevens": [],
            },
        )
        mens["gegevens"].append(ontvangenregel(een, begrippen, verzoek))
    eerste = gegevens[0] if gegevens else None
    return verzoek.toon(
        "personen/ontvangenbericht.html",
        "Ontvangen bericht",
        kruimels=[("Ontvangen", "/ontvangen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        van=begrippen.partij(eerste["bron"]) if eerste else "",
        op=eerste["ontvangenOp"] if eerste else None,
        groep=eerste["groep"] if eerste else None,
        mensen=list(mensen.values()),
        mag_personen=verzoek.sessie.mag("personen.lezen"),
    )


SCHERMEN = (
    Scherm("ontvangen", "GET", "/ontvangen", toon_ontvangen, "ontvangen.lezen", 2),
    Scherm(
        "ontvangen-bericht", "GET", "/ontvangen/{bericht:uuid}", toon_bericht, "ontvangen.lezen", 1
    ),
)

"""Whether what is kept of somebody is still correct: said item by item, by who reads it all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.personen.weergave import geboren, getypt, ingevuld, lees_geboren, veldnaam
from shared.portaal.portaal import Scherm
from shared.portaal.terugblik.beginnen import ALLE, KRUIMELS, TOETSEN
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.rijen import Ding
from shared.portaal.vraagbladen.velden import DAG, KEUZE, REGEL, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import hoofdletter, nl_dag
from shared.portaal.woorden import Woordenlijst

_PERSOON, _ONTVANGEN, _GEBOREN = "persoon", "ontvangen", "geboortedatum"
_DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
_TEKST = re.compile(r"[^\W_].*\s.*|.*[A-Z].*[a-z].*", re.DOTALL)
"""Text somebody wrote, and no code: words, or a name."""
_ITEMS = "items"
_LANG = 60
_PAD = re.compile(r"^/uitkomsten/(\d+)")


def _regels(
    item: Ding, begrippen: Woordenlijst, eigen: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    gegevens = dict(item["gegevens"])
    waarde = gegevens.pop(_GEBOREN, None)
    dag = [(veldnaam(_GEBOREN), geboren(str(waarde)))] if waarde else []
    return [*dag, *ingevuld(gegevens, begrippen, eigen)]


def itemtitel(item: Ding, begrippen: Woordenlijst) -> str:
    """What it is, and whose."""
    if item["bron"] == _PERSOON:
        return "Wie hij is"
    soort = hoofdletter(begrippen.kort("gegevenssoorten", item["gegevenssoort"]))
    return f"{soort}, van {begrippen.partij(item['van'])}" if _van_ander(item) else soort


def _van_ander(item: Ding) -> bool:
    return bool(item["bron"] == _ONTVANGEN)


def _schrijfvelden(voor: str, item: Ding) -> Iterator[Invulveld]:
    """What of it can be written anew here: texts and days. The rest one corrects where it opens."""
    for lid, waarde in item["gegevens"].items():
        naam = f"{voor}.gegevens.{lid}"
        if not isinstance(waarde, str):
            continue
        if lid == _GEBOREN:
            yield Invulveld(naam, veldnaam(lid), REGEL, verplicht=False, begin=getypt(waarde))
        elif _DAG.fullmatch(waarde):
            yield Invulveld(naam, veldnaam(lid), DAG, verplicht=False, begin=nl_dag(waarde))
        elif item["bron"] == _PERSOON or _TEKST.fullmatch(waarde):
            soort = TEKST if len(waarde) > _LANG else REGEL
            yield Invulveld(naam, veldnaam(lid), soort, verplicht=False, begin=waarde)


def itemvelden(
    nummer: int, item: Ding, uitslagen: Mapping[str, Ding]
) -> tuple[Invulveld, tuple[Invulveld, ...]]:
    """The choice about one item, and what one fills in where it is put right."""
    voor = f"i{nummer}"
    mag = [
        (code, een["titel"])
        for code, een in uitslagen.items()
        if not (een["verbetert"] and _van_ander(item))
    ]
    keuze = Invulveld(f"{voor}.uitslag", "Klopt dit nog?", KEUZE, keuzes=mag)
    if _van_ander(item) or not any(een["verbetert"] for een in uitslagen.values()):
        return keuze, ()
    reden = Invulveld(f"{voor}.reden", "Waarom verandert u dit?", verplicht=False)
    return keuze, (*_schrijfvelden(voor, item), reden)


def uitkomsten(
    items: Sequence[str], inhoud: Mapping[str, Any], uitslagen: Mapping[str, Ding]
) -> list[dict[str, Any]]:
    """As the service takes them: what was written goes along only where it is put right."""
    uit = []
    for nummer, item in enumerate(items):
        gezegd = inhoud[f"i{nummer}"]
        een = {"item": item, "uitslag": gezegd["uitslag"]}
        if uitslagen.get(gezegd["uitslag"], {}).get("verbetert"):
            gegevens = dict(gezegd.get("gegevens", {}))
            if _GEBOREN in gegevens:
                gegevens[_GEBOREN] = lees_geboren(gegevens[_GEBOREN]) or gegevens[_GEBOREN]
            een |= {"gegevens": gegevens, "reden": gezegd.get("reden")}
        uit.append(een)
    return uit


def _mens(
    verzoek: Verzoek, nummer: int, een: Ding, uitslagen: Mapping[str, Ding],
    begrippen: Woordenlijst,
) -> dict[str, Any]:  # fmt: skip
    """Somebody who was found, with a form of everything that is kept of him."""
    naam = next(
        (str(item["gegevens"].get("naam") or "") for item in een["items"]
         if item["bron"] == _PERSOON), "",
    )  # fmt: skip
    voor, eigen = f"mens-{nummer}", verzoek.bediening.portaal.keuzewoorden
    velden = [itemvelden(plek, item, uitslagen) for plek, item in enumerate(een["items"])]
    blad = Invulblad(
        tuple(veld for keuze, rest in velden for veld in (keuze, *rest)),
        "Leg dit vast", f"{ALLE}/{verzoek.deel('terugblik')}/{verzoek.handvat(een['persoonId'])}",
        verborgen={
            "plek": str(nummer),
            _ITEMS: verzoek.handvat(json.dumps([item["id"] for item in een["items"]])),
        },
        voor=voor,
    )  # fmt: skip
    return {
        "id": een["persoonId"],
        "naam": naam or f"Persoon {nummer}",
        "getoetst": een["getoetst"],
        "blad": blad,
        "items": [
            (itemtitel(item, begrippen), _regels(item, begrippen, eigen), *delen)
            for item, delen in zip(een["items"], velden, strict=True)
        ],
    }


async def _lees(verzoek: Verzoek) -> tuple[Ding, Ding, Ding]:
    pad = f"{ALLE}/{verzoek.deel('terugblik')}"
    een, keuzes, groepen = await verzoek.api.samen(pad, "/keuzelijsten", "/groepen")
    return een, keuzes["nietActief"], groepen


async def toon_terugblik(verzoek: Verzoek, fouten: Fouten = (), bij: str = "") -> Response:
    """Everybody who was found, as far as it is open. `bij`: whose form came back."""
    begrippen = await verzoek.begrippen()
    een, keuzes, groepen = await _lees(verzoek)
    codes = {rij["id"]: rij["code"] for rij in groepen["groepen"]}
    mensen = [
        _mens(verzoek, nummer, mens, keuzes["uitslagen"], begrippen)
        for nummer, mens in enumerate(een["personen"], 1)
    ]
    for mens in mensen:
        if mens["id"] == bij:
            mens["blad"] = mens["blad"].met(verzoek.velden, fouten)
    nieuw = een["nieuweGroep"]
    return verzoek.toon(
        "terugblik/terugblik.html",
        "Terugblik",
        422 if fouten else 200,
        kruimels=KRUIMELS,
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        titel_blik=hoofdletter(keuzes["aanleidingen"].get(een["aanleiding"], {}).get("titel", "")),
        reden=een["reden"],
        tot=een["openTot"],
        open=een["open"],
        gevonden=een["gevonden"],
        getoetst=een["getoetst"],
        nieuw=(nieuw, codes[nieuw]) if nieuw in codes else None,
        mensen=mensen,
        fouten=fouten,
    )


async def toets(verzoek: Verzoek) -> Response:
    """Record what was found of everything that is kept of one person."""
    wie, id_ = verzoek.achter(verzoek.deel("persoon")), verzoek.deel("terugblik")
    items = verzoek.lijst_achter(verzoek.veld(_ITEMS))
    plek = verzoek.veld("plek")
    voor = f"mens-{plek if plek.isascii() and plek.isdecimal() else ''}"
    keuzes = await verzoek.api.haal("/keuzelijsten")
    uitslagen = keuzes["nietActief"]["uitslagen"]
    velden = [veld for nummer in range(len(items)) for veld in _getypt(verzoek, nummer)]

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"{ALLE}/{id_}/personen/{wie}/_toets"
        gezegd = {"uitkomsten": uitkomsten(items, inhoud, uitslagen)}
        try:
            await verzoek.api.stuur("POST", pad, gezegd)
        except ApiFout as fout:
            raise ApiFout(fout.status, _bij_de_velden(fout.probleem)) from None
        return f"{ALLE}/{id_}"

    async def terug(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_terugblik(verzoek, fouten, wie)

    return await dien_in(verzoek, velden, doe, terug, voor)


def _getypt(verzoek: Verzoek, nummer: int) -> Iterator[Invulveld]:
    """The fields of one item as they came in: what it was is not read again for that."""
    voor = f"i{nummer}"
    yield Invulveld(f"{voor}.uitslag", "Klopt dit nog?", KEUZE)
    yield Invulveld(f"{voor}.reden", "Waarom verandert u dit?", verplicht=False)
    for naam in verzoek.velden:
        if naam.startswith(f"{voor}-gegevens-"):
            lid = naam.removeprefix(f"{voor}-gegevens-")
            dag = re.fullmatch(r"\d{1,2}-\d{1,2}-\d{4}", verzoek.veld(naam))
            soort = DAG if dag and lid != _GEBOREN else REGEL
            yield Invulveld(f"{voor}.gegevens.{lid}", veldnaam(lid), soort, verplicht=False)


def _bij_de_velden(probleem: Mapping[str, Any]) -> dict[str, Any]:
    """The faults with the names of this form."""
    fouten = [
        {**een, "pad": _PAD.sub(r"/i\1", str(een.get("pad", "")))}
        for een in probleem.get("fouten") or ()
    ]
    return {**probleem, "fouten": fouten}


_EEN = f"{ALLE}/{{terugblik:uuid}}"
SCHERMEN = (
    Scherm("terugblik", "GET", _EEN, toon_terugblik, TOETSEN, 1),
    Scherm("toets", "POST", f"{_EEN}/{{persoon}}", toets, TOETSEN, 3),
)

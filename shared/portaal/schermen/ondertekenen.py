"""S15: read what was prepared, read what it rests on, and sign exactly that, or say no."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import als_tekst, leesbaar, tabellen_van
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import Te_doen, te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding, Handeling
from shared.portaal.vraagbladen.velden import KEUZES, TEKST, Fouten, Invulveld
from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst

_OPEN, _INGETROKKEN = "open", "ingetrokken"
_ALLE = 100
_TEKENEN = "ondertekenen"
_GEEFT_STUKKEN = "stukken.delen"
_MONDELING = "Uw functie geeft geen stukken. Vertel de anderen daarom zelf waarom."


def _reden(_: Ding, keuzes: Ding) -> tuple[Invulveld, ...]:
    """The reason goes as a stuk: who gives none, tells it."""
    if not keuzes["geeft_stukken"]:
        return ()
    hint = "Iedereen die zou tekenen leest dit. Noem niemand bij naam."
    return (Invulveld("reden", "Waarom?", TEKST, hint=hint), NAGELEZEN)


def _voorwaarden(voorstel: Ding, keuzes: Ding) -> tuple[Invulveld, ...]:
    vraag = Invulveld(
        "randvoorwaarden",
        "Wat moet er nog bij?",
        KEUZES,
        keuzes=list(keuzes["voorwaarden"].items()),
    )
    return (vraag, *_reden(voorstel, keuzes))


def _met(vast: Mapping[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda inhoud: {**inhoud, **vast}


def antwoorden(digest: str, *, geeft_stukken: bool) -> tuple[Handeling, ...]:
    """What can be said to a proposal besides signing it, to exactly what the page showed."""
    hoe = "" if geeft_stukken else f" {_MONDELING}"
    return tuple(
        Handeling(
            naam, titel, knop, "/_antwoord", _TEKENEN, velden, gevaar=True,
            uitleg=f"{uitleg}{hoe}",
            vorm=_met({"digest": digest, "antwoord": code}),
        )
        for naam, code, titel, knop, velden, uitleg in (
            ("weiger", "nee", "Ik teken niet", "Zeg nee", _reden,
             "Dan is het voorstel afgewezen. Niemand tekent het meer."),
            ("mits", "ja_mits", "Ik teken alleen als er iets bij komt", "Geef het voorstel terug",
             _voorwaarden,
             "Dan tekent niemand dit. Wie het maakte legt een nieuw voorstel voor."),
        )
    )  # fmt: skip


def regels_van(inhoud: Mapping[str, Any], begrippen: Woordenlijst) -> list[tuple[str, str]]:
    """What a decision says, line by line, in words; a group of members each on its own line."""
    regels = []
    for naam, waarde in inhoud.items():
        groep = waarde if isinstance(waarde, Mapping) and len(waarde) > 1 else {naam: waarde}
        regels += [
            (hoofdletter(leesbaar(lid)), als_tekst(_in_woorden(een, begrippen)))
            for lid, een in groep.items()
            if een not in (None, "", [], {})
        ]
    return regels


def _in_woorden(waarde: Any, begrippen: Woordenlijst) -> Any:  # noqa: ANN401 - any JSON
    """Codes of the covenant replaced by their words; what only proves something stays out."""
    if isinstance(waarde, Mapping):
        return {
            naam: _in_woorden(een, begrippen)
            for naam, een in waarde.items()
            if not (isinstance(een, str) and len(een) == _HASHLENGTE)
        }
    if isinstance(waarde, list):
        return [_in_woorden(een, begrippen) for een in waarde]
    return begrippen.naam_van(waarde) if isinstance(waarde, str) else waarde


_HASHLENGTE = 43
_BIJ = re.compile(r"(?:concept|voorstel)/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def stukregels(stukken: list[Mapping[str, Any]], begrippen: Woordenlijst) -> list[dict[str, Any]]:
    """What lies under the decision: is it there, and did one read it."""
    return [
        {
            "id": een["stuk"],
            "titel": hoofdletter(een["titel"]),
            "van": begrippen.partij(een["van"]) if een["van"] else "",
            "aanwezig": een["aanwezig"],
            "gelezen": een["gelezen"],
        }
        for een in stukken
    ]


async def toon_lijst(verzoek: Verzoek) -> Response:
    """What waits for a signature: prepared here, or laid before us by another party."""
    begrippen = await verzoek.begrippen()
    concepten, voorstellen, groepen = await asyncio.gather(
        verzoek.api.haal("/besluitconcepten"),
        verzoek.api.haal("/besluitvoorstellen"),
        verzoek.api.haal("/groepen"),
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    rijen = [
        {
            "pad": f"/ondertekenen/concept/{een['id']}",
            "titel": hoofdletter(een["titel"]),
            "groep": codes.get(een["groep"], ""),
            "op": een["opgesteldOp"],
            "u": een["uTekent"],
        }
        for een in concepten["besluitconcepten"]
        if een["stand"] == _OPEN
    ]
    eigen = verzoek.bediening.portaal.partij
    rijen += [
        {
            "pad": f"/ondertekenen/voorstel/{een['id']}",
            "titel": hoofdletter(een["titel"]),
            "groep": codes.get(een["besluit"]["groep"], ""),
            "op": een["voorgelegdOp"],
            "u": eigen in een["wachtOp"],
        }
        for een in voorstellen["besluitvoorstellen"]
    ]
    return verzoek.toon(
        "ondertekenen.html",
        "Ondertekenen",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        getekend=verzoek.vraag("getekend") == "ja",
        geantwoord=verzoek.vraag("geantwoord") == "ja",
        rijen=sorted(rijen, key=lambda een: not een["u"]),
    )


NEE = (
    Handeling(
        "weiger", "Ik teken niet", "Ik teken niet", "", _TEKENEN, methode="DELETE", gevaar=True,
        uitleg="Dan tekent niemand dit. Vertel zelf aan wie het klaarzette waarom.",
    ),
)  # fmt: skip


async def toon_concept(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """What was prepared here for whoever decides, by whom, and what lies under it."""
    begrippen, eigen = await verzoek.begrippen(), verzoek.bediening.portaal.partij
    concept, groepen, collegas = await verzoek.api.samen(
        f"/besluitconcepten/{verzoek.deel('besluit')}", "/groepen",
        f"/collegas?partij={eigen}&paginagrootte={_ALLE}",
    )  # fmt: skip
    deel = verzoek.bediening.portaal.besluitdelen.get(concept["soort"])
    mag = bool(concept["uTekent"] and concept["stand"] == _OPEN)
    hier = f"/ondertekenen/concept/{concept['id']}"
    return await _toon(
        verzoek, begrippen, concept, "concept", concept["inhoud"], concept["uTekent"],
        [begrippen.kort("functies", een) for een in concept["tekentIn"]],
        te_doen(verzoek, NEE, concept, {}, hier, "", fouten, welk) if mag else (), fouten,
        code=_code_van(groepen, concept["groep"]),
        door=collega(collegas["collegas"], concept["opgesteldDoor"], begrippen),
        weg=collega(collegas["collegas"], concept["afgedaanDoor"], begrippen)
        if concept["stand"] == _INGETROKKEN
        else "",
        deel_sjabloon=deel.sjabloon if deel else "",
        **(await deel.toon(verzoek, concept) if deel else {}),
    )  # fmt: skip


def _code_van(groepen: Mapping[str, Any], groep: str) -> str:
    return next((een["code"] for een in groepen["groepen"] if een["id"] == groep), "")


def collega(
    collegas: Sequence[Mapping[str, Any]], autorisatie: str, begrippen: Woordenlijst
) -> str:
    """Who somebody here is, by name and function."""
    een = next((een for een in collegas if een["id"] == autorisatie), None)
    if een is None:
        return "een collega die hier niet meer werkt"
    functie = begrippen.kort("functies", een["functie"])
    return f"{een['naam']}, {functie}" if een["naam"] else functie


async def toon_voorstel(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """What more parties decide together, and what one can say to it."""
    begrippen = await verzoek.begrippen()
    voorstel = await verzoek.api.haal(f"/besluitvoorstellen/{verzoek.deel('besluit')}")
    eigen = verzoek.bediening.portaal.partij
    mag = eigen in voorstel["wachtOp"] and verzoek.sessie.mag(_TEKENEN)
    geeft = verzoek.sessie.mag(_GEEFT_STUKKEN)
    doen = []
    if mag:
        lijsten = await verzoek.api.haal("/keuzelijsten")
        keuzes = {"geeft_stukken": geeft, "voorwaarden": lijsten["randvoorwaarden"]}
        doen = te_doen(
            verzoek, antwoorden("", geeft_stukken=geeft), voorstel, keuzes,
            f"/ondertekenen/voorstel/{voorstel['id']}", voorstel["digest"], fouten, welk,
        )  # fmt: skip
    return await _toon(
        verzoek, begrippen, voorstel, "voorstel", voorstel["besluit"]["gegevens"],
        mag, [begrippen.partij(een) for een in voorstel["wachtOp"]], doen, fouten,
    )  # fmt: skip


async def _toon(
    verzoek: Verzoek,
    begrippen: Woordenlijst,
    besluit: Mapping[str, Any],
    soort: str,
    inhoud: Mapping[str, Any],
    mag: bool,
    wacht: list[str],
    doen: Sequence[Te_doen] = (),
    fouten: Fouten = (),
    **verder: Any,  # noqa: ANN401 - what its template shows besides
) -> Response:
    stukken = stukregels(besluit["stukken"], begrippen)
    return verzoek.toon(
        "besluit.html",
        "Besluit ondertekenen",
        422 if fouten else 200,
        kruimels=[("Ondertekenen", "/ondertekenen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        soort=soort,
        id=besluit["id"],
        naam=hoofdletter(besluit["titel"]),
        groep=besluit.get("groep") or besluit["besluit"]["groep"],
        regels=regels_van(inhoud, begrippen),
        stukken=stukken,
        eerst=opsomming(
            [een["titel"] for een in stukken if een["aanwezig"] and not een["gelezen"]]
        ),
        nog_niet=opsomming([een["titel"] for een in stukken if not een["aanwezig"]]),
        digest=besluit["digest"],
        getekend=[begrippen.partij(een) for een in besluit.get("getekendDoor", ())],
        wacht_op=opsomming(wacht),
        mag=mag and verzoek.sessie.mag(_TEKENEN),
        klaar=besluit.get("stand", _OPEN) != _OPEN,
        beletsel=besluit.get("beletsel"),
        doen=doen,
        fouten=fouten,
        **{"code": "", "door": "", "weg": "", "deel_sjabloon": "", **verder},
    )


async def teken_concept(verzoek: Verzoek) -> Response:
    """Sign exactly what the page showed: its fingerprint goes along."""
    return await _teken(verzoek, "/besluitconcepten", toon_concept)


async def teken_voorstel(verzoek: Verzoek) -> Response:
    """The same, for what parties decide together."""
    return await _teken(verzoek, "/besluitvoorstellen", toon_voorstel)


async def _teken(
    verzoek: Verzoek, bij: str, opnieuw: Callable[[Verzoek, Fouten], Awaitable[Response]]
) -> Response:
    pad = f"{bij}/{verzoek.deel('besluit')}"
    try:
        await verzoek.api.stuur("POST", f"{pad}/_onderteken", {"digest": verzoek.veld("digest")})
    except ApiFout as fout:
        # What stands in the way is on the page itself, with where to read it.
        if not fout.redenen:
            raise
        return await opnieuw(verzoek, [("", str(een["zin"])) for een in fout.redenen])
    return verzoek.naar("/ondertekenen?getekend=ja")


async def beantwoord(verzoek: Verzoek) -> Response:
    """Say no, or yes under conditions: then nobody signs it any more."""
    id_, geeft = verzoek.deel("besluit"), verzoek.sessie.mag(_GEEFT_STUKKEN)
    lijsten = await verzoek.api.haal("/keuzelijsten")
    keuzes = {"geeft_stukken": geeft, "voorwaarden": lijsten["randvoorwaarden"]}
    return await voer_uit(
        verzoek, antwoorden(verzoek.veld("merk"), geeft_stukken=geeft), verzoek.deel("wat"), {},
        keuzes, f"/besluitvoorstellen/{id_}", "/ondertekenen?geantwoord=ja", toon_voorstel,
    )  # fmt: skip


async def weiger_concept(verzoek: Verzoek) -> Response:
    """Say no: then nobody signs it any more."""
    pad = f"/besluitconcepten/{verzoek.deel('besluit')}"
    return await voer_uit(
        verzoek, NEE, verzoek.deel("wat"), {}, {}, pad, "/ondertekenen?geantwoord=ja", toon_concept
    )


async def toon_stuk(verzoek: Verzoek) -> Response:
    """A document under a decision; reading it is what allows one to sign."""
    begrippen = await verzoek.begrippen()
    stuk = await verzoek.api.haal(f"/stukken/{verzoek.deel('stuk')}")
    tabellen, rest = tabellen_van(_in_woorden(stuk["gegevens"] or {}, begrippen))
    voor = verzoek.vraag("voor")
    return verzoek.toon(
        "stuk.html",
        "Stuk",
        kruimels=[("Ondertekenen", "/ondertekenen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        naam=hoofdletter(stuk["titel"]),
        van=begrippen.partij(stuk["van"]),
        op=stuk["op"],
        versie=stuk["versie"],
        tabellen=tabellen,
        regels=regels_van(rest, begrippen),
        besluit=f"/ondertekenen/{voor}" if _BIJ.fullmatch(voor) else "",
        groep=stuk["groep"] or "",
    )


_BESLUIT = "/ondertekenen/{soort}/{{besluit:uuid}}"
_CONCEPT, _VOORSTEL = (_BESLUIT.format(soort=een) for een in ("concept", "voorstel"))
SCHERMEN = (
    Scherm("ondertekenen", "GET", "/ondertekenen", toon_lijst, "ondertekenen", 3),
    Scherm("concept", "GET", _CONCEPT, toon_concept, "raadplegen", 3),
    Scherm("voorstel", "GET", _VOORSTEL, toon_voorstel, "raadplegen", 2),
    Scherm("teken-concept", "POST", _CONCEPT, teken_concept, "ondertekenen", 4),
    Scherm("teken-voorstel", "POST", _VOORSTEL, teken_voorstel, "ondertekenen", 3),
    Scherm("weiger-concept", "POST", f"{_CONCEPT}/{{wat}}", weiger_concept, _TEKENEN, 4),
    Scherm("beantwoord-voorstel", "POST", f"{_VOORSTEL}/{{wat}}", beantwoord, _TEKENEN, 4),
    Scherm("stuk", "GET", "/stukken/{stuk:uuid}", toon_stuk, "stukken.lezen", 1),
)

"""S22: what is not right, of our own or of what we got; who knows already, and what to decide."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import leesbaar
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import KEUZE, LIJST, TEKST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.weergave import als_moment, hoofdletter, telwoord
from shared.portaal.woorden import Woordenlijst, eigen_woord

BRON, ONTVANGER = "bron", "ontvanger"
_OPEN, _AFGEWEZEN = "open", "afgewezen"
_WEET = ("bevestigd", "ingetrokken", "vernietigd")
_NIET_VERTELD = ("niet_verteld", "niet_aangekomen")
_KLEUREN = {"open": "let-op", "bevestigd": "goed", "afgewezen": "", "ingetrokken": ""}
_REDEN = Invulveld(
    "reden", "Waarom beslist u dit?", TEKST,
    hint="Iedereen die het gegeven kreeg, leest dit. Noem niemand bij naam.",
)  # fmt: skip
BESLUITEN = {
    "bevestig": ("_bevestig", "Het klopte niet: geef door hoe het nu is"),
    "afwijzen": ("_afwijzen", "Het blijft zoals het is"),
    "intrekken": ("_intrekken", "Het had niet gegeven mogen worden: neem het terug"),
}


def verbeterregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One correction in words: what it is about, how far it is, and who knows."""
    weten = sum(ander["stand"] in _WEET for ander in een["ontvangers"])
    aantal = len(een["ontvangers"])
    eigen = een["kant"] == BRON
    return {
        "pad": f"/verbeteringen/{een['id']}",
        "titel": hoofdletter(begrippen.kort("gegevenssoorten", een["gegevenssoort"])),
        "aard": begrippen.kort("verbeteraard", een["aard"]) if een["aard"] else "",
        "van": "Een gegeven van onszelf" if eigen
        else f"Een gegeven van {begrippen.partij(een['bron'])}",
        "eigen": eigen,
        "stand": eigen_woord("verbeterstand", een["stand"]),
        "kleur": _KLEUREN.get(een["stand"], ""),
        "open": een["stand"] == _OPEN,
        "betwist": een["stand"] == _AFGEWEZEN,
        "sinds": een["gestartOp"],
        "weten": f"{weten} van {telwoord(aantal, 'partij weet', 'partijen weten')} het laatste"
        if aantal
        else "",
        "vertellen": any(ander["stand"] in _NIET_VERTELD for ander in een["ontvangers"]),
        "groep": een["groep"],
    }  # fmt: skip


def dagen_open(sinds: str, vandaag: date) -> str:
    """How long it waits."""
    aantal = (vandaag - als_moment(sinds).date()).days
    return "sinds vandaag" if aantal < 1 else f"al {telwoord(aantal, 'dag', 'dagen')}"


async def toon_lijst(verzoek: Verzoek) -> Response:
    """Every correction, what is open first; of one side when asked."""
    begrippen = await verzoek.begrippen()
    kant = verzoek.vraag("kant")
    kant = kant if kant in (BRON, ONTVANGER) else ""
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal("/verbeteringen", kant=kant, paginagrootte=100, volgorde="nieuwste"),
        verzoek.api.haal("/groepen"),
    )
    regels = [verbeterregel(een, begrippen) for een in lijst["verbeteringen"]]
    for een in regels:
        een["duurt"] = dagen_open(een["sinds"], verzoek.vandaag) if een["open"] else ""
    regels.sort(key=lambda een: (not een["open"], not een["vertellen"]))
    return verzoek.toon(
        "personen/verbeteringen.html",
        "Verbeteringen",
        kruimels=[("Ontvangen", "/ontvangen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=regels,
        kant=kant,
        codes={een["id"]: een["code"] for een in groepen["groepen"]},
        weggelaten=lijst["weggelaten"],
    )


def _besluitvormen(verzoek: Verzoek, versie: str, welk: str, fouten: Fouten) -> list[Invulblad]:
    """A form for each decision; the one that was sent keeps what was typed."""
    vormen = []
    for naam, (_, knop) in BESLUITEN.items():
        vorm = Invulblad(
            (_REDEN,), knop, f"/verbeteringen/{verzoek.deel('verbetering')}/{naam}",
            verborgen={"versie": verzoek.veld("versie") or versie},
        )  # fmt: skip
        vormen.append(vorm.met(verzoek.velden, fouten) if naam == welk else vorm)
    return vormen


async def toon_verbetering(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One correction: why, who reported it, what each receiver knows, and what can be done."""
    begrippen = await verzoek.begrippen()
    een, versie = await verzoek.api.haal_met_merk(f"/verbeteringen/{verzoek.deel('verbetering')}")
    regel = verbeterregel(een, begrippen)
    mag = verzoek.sessie.mag("verstrekken") and regel["eigen"]
    return verzoek.toon(
        "personen/verbetering.html",
        "Verbetering",
        422 if fouten else 200,
        kruimels=[("Ontvangen", "/ontvangen"), ("Verbeteringen", "/verbeteringen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=regel,
        duurt=dagen_open(een["gestartOp"], verzoek.vandaag) if regel["open"] else "",
        lid=hoofdletter(leesbaar(een["lid"])) if een["lid"] else "",
        reden=een["reden"],
        besluitreden=een["besluitreden"],
        besloten_op=een["beslotenOp"],
        persoon=f"/personen/{verzoek.handvat(een['persoon'])}"
        if een["persoon"] and verzoek.sessie.mag("personen.lezen")
        else "",
        meldingen=[
            {
                "van": hoofdletter(begrippen.partij(melding["partij"])),
                "op": melding["ontvangenOp"],
                "fout": begrippen.kort("verbeteraard", melding["fout"]) if melding["fout"] else "",
                "reden": melding["reden"],
            }
            for melding in een["meldingen"]
        ],
        ontvangers=[
            {
                "naam": hoofdletter(begrippen.partij(ander["partij"])),
                "stand": eigen_woord("weetstand", ander["stand"]),
                "goed": ander["stand"] in _WEET,
                "op": max((b["verteldOp"] for b in ander["berichten"]), default=None),
            }
            for ander in een["ontvangers"]
        ],
        vormen=_besluitvormen(verzoek, versie, welk, fouten) if mag and regel["open"] else [],
        fouten=fouten,
        mag_vertellen=mag and regel["vertellen"],
    )


async def besluit(verzoek: Verzoek) -> Response:
    """Decide as the source, on the version that was read."""
    naam = verzoek.deel("besluit")
    if naam not in BESLUITEN:
        raise NietGevonden
    pad = f"/verbeteringen/{verzoek.deel('verbetering')}"

    async def doe(inhoud: dict[str, Any]) -> str:
        koppen = {"If-Match": verzoek.veld("versie")}
        await verzoek.api.stuur("POST", f"{pad}/{BESLUITEN[naam][0]}", inhoud, koppen=koppen)
        return pad

    async def opnieuw(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_verbetering(verzoek, fouten, naam)

    return await dien_in(verzoek, (_REDEN,), doe, opnieuw)


async def vertel(verzoek: Verzoek) -> Response:
    """Tell who does not know the latest."""
    pad = f"/verbeteringen/{verzoek.deel('verbetering')}"
    await verzoek.api.stuur("POST", f"{pad}/_vertel", {})
    return verzoek.naar(pad)


def _wat(verzoek: Verzoek) -> dict[str, Any]:
    """What the address is about: a received item, or one of our own. Faults: `NietGevonden`."""
    ruw = verzoek.achter(verzoek.deel("wat"))
    if not ruw.startswith("{"):
        return {"ontvangen": {"gegeven": ruw}}
    gelezen: dict[str, Any] = json.loads(ruw)
    return {"eigen": gelezen}


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """Say what is not right; of our own also in which group it was given."""
    begrippen = await verzoek.begrippen()
    wat = _wat(verzoek)
    velden = await _velden(verzoek, wat, begrippen)
    eigen = "eigen" in wat
    vorm = Invulblad(
        velden, "Meld dat dit niet klopt", f"/verbeteringen/nieuw/{verzoek.deel('wat')}"
    )
    return await toon_vraagblad(
        verzoek,
        "Dit klopt niet",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Verbeteringen", "/verbeteringen")],
        uitleg="Tot de beslissing gebruikt niemand dit gegeven. Wie het kreeg, hoort dat."
        if eigen
        else "De partij die het gaf, beslist. Tot dan gebruikt niemand dit gegeven.",
        terug="/verbeteringen",
    )


async def _velden(
    verzoek: Verzoek, wat: Mapping[str, Any], begrippen: Woordenlijst
) -> tuple[Invulveld, ...]:
    aard = [(code, begrippen.kort("verbeteraard", code))
            for code in begrippen.soorten.get("verbeteraard", {})]  # fmt: skip
    velden = (
        Invulveld("aard", "Wat klopt er niet?", KEUZE, keuzes=aard),
        Invulveld("reden", "Leg het uit", TEKST, hint="Noem niemand bij naam."),
    )
    if "groep" in wat.get("eigen", {"groep": ""}):
        return velden
    groepen = await verzoek.api.haal("/groepen")
    keuzes = [(een["id"], een["code"]) for een in groepen["groepen"]]
    groep = Invulveld("eigen.groep", "In welke groep is het gegeven?", LIJST, keuzes=keuzes)
    return (groep, *velden)


async def meld(verzoek: Verzoek) -> Response:
    """Start it: the source judges, and meanwhile nobody uses the item."""
    begrippen = await verzoek.begrippen()
    wat = _wat(verzoek)

    async def doe(inhoud: dict[str, Any]) -> str:
        for kant, gegeven in wat.items():
            inhoud[kant] = {**inhoud.get(kant, {}), **gegeven}
        gemaakt = await verzoek.api.stuur("POST", "/verbeteringen", inhoud, koppen=verzoek.een_keer)
        return f"/verbeteringen/{gemaakt['id']}"

    return await dien_in(verzoek, await _velden(verzoek, wat, begrippen), doe, toon_nieuw)


_EEN = "/verbeteringen/{verbetering:uuid}"
_NIEUW = "/verbeteringen/nieuw/{wat}"
SCHERMEN = (
    Scherm("verbeteringen", "GET", "/verbeteringen", toon_lijst, "raadplegen", 2),
    Scherm("nieuwe-verbetering", "GET", _NIEUW, toon_nieuw, "verstrekken", 1),
    Scherm("meld-verbetering", "POST", _NIEUW, meld, "verstrekken", 3),
    Scherm("verbetering", "GET", _EEN, toon_verbetering, "raadplegen", 1),
    Scherm("vertel-verbetering", "POST", f"{_EEN}/vertellen", vertel, "verstrekken", 1),
    Scherm("besluit-verbetering", "POST", f"{_EEN}/{{besluit}}", besluit, "verstrekken", 2),
)

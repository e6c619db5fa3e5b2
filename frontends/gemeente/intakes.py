"""Codes for who is no party to hand in one signal: opening one, how they stand, taking one back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from frontends.gemeente import inleveren
from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import DAG, KEUZE, LIJST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import een_keer, fouten_uit, lees
from shared.portaal.weergave import hoofdletter
from shared.portaal.woorden import Woordenlijst

_RECHT = "dossier.schrijven"
_PAD = "/intakes"
_ALLE = 100
_TERUG = (400, 409, 422)
_STANDEN = {
    "open": ("Open", "let-op"),
    "gebruikt": ("Ingeleverd", "goed"),
    "ingetrokken": ("Ingetrokken", ""),
    "verlopen": ("Verlopen", ""),
    "geblokkeerd": ("Dicht: er is te vaak een tekst geweigerd", "fout"),
}


def _organisaties(begrippen: Woordenlijst) -> list[tuple[str, str]]:
    """Who sees what a group does and is no party; the service says who of them may hand in."""
    bronnen = begrippen.soorten.get("meldingsbronnen", {})
    partijen = begrippen.soorten.get("partijen", {})
    return [
        (code, str(een["kort"]))
        for code, een in bronnen.items()
        if een["mag"] and code not in partijen
    ]


def _velden(groepen: list[tuple[str, str]], groep: str, begrippen: Woordenlijst) -> list[Invulveld]:
    """What opening one asks."""
    return [
        Invulveld(
            "organisatie", "Wie mag iets inleveren?", KEUZE, keuzes=_organisaties(begrippen)
        ),
        Invulveld(
            "groep", "Over welke groep?", LIJST, verplicht=False, keuzes=groepen, begin=groep,
            hint="Weet u nog niet welke groep het is? Kies dan geen groep.",
        ),
        Invulveld(
            "geldigTot", "Tot en met welke dag werkt de code?", DAG, verplicht=False,
            hint="Leeg: zo lang als het mag.",
        ),
    ]  # fmt: skip


def intakeregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One intake in words."""
    stand, kleur = _STANDEN.get(een["stand"], ("Onbekend", ""))
    return {
        "titel": hoofdletter(begrippen.kort("meldingsbronnen", een["organisatie"])),
        "tot": een["geldigTot"],
        "geopend": een["geopendOp"],
        "gebruikt": een["gebruiktOp"],
        "stand": stand,
        "kleur": kleur,
        "geweigerd": een["geweigerd"] if een["stand"] == "open" else 0,
        "intrekken": f"{_PAD}/{een['id']}/intrekken" if een["stand"] == "open" else "",
    }


async def toon_intakes(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The intakes about one group, or about none yet, and the form to open another."""
    begrippen = await verzoek.begrippen()
    groep = verzoek.vraag("groep") or verzoek.veld("groep")
    gevraagd = {"paginagrootte": _ALLE, **({"groep": groep} if groep else {})}
    lijst, alle = await verzoek.api.samen(f"{_PAD}?{urlencode(gevraagd)}", "/groepen")
    groepen = [(een["id"], een["code"]) for een in alle["groepen"] if not een["afgeslotenOp"]]
    vorm = Invulblad(tuple(_velden(groepen, groep, begrippen)), "Maak een code", _PAD)
    return verzoek.toon(
        "gemeente/intakes.html",
        "Laat een ander een signaal inleveren",
        422 if fouten else 200,
        kruimels=[("Signalen", "/signalen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=groep,
        groepscode=next((een["code"] for een in alle["groepen"] if een["id"] == groep), ""),
        groepen=groepen,
        intakes=[intakeregel(een, begrippen) for een in lijst["intakes"]],
        formulier=vorm.met(verzoek.velden, fouten),
    )


async def open_intake(verzoek: Verzoek) -> Response:
    """Open one, and show its code: this once. The same click again shows the same code."""
    begrippen = await verzoek.begrippen()
    inhoud, fouten = lees(_velden([], "", begrippen), verzoek)
    if fouten:
        return await toon_intakes(verzoek, fouten)

    async def doe() -> str:
        geopend = await verzoek.api.stuur("POST", _PAD, inhoud, koppen=verzoek.een_keer)
        # Sealed for this session: the portal keeps no code that anybody could read.
        return verzoek.handvat(json.dumps([geopend["code"], geopend["geldigTot"]]))

    try:
        code, tot = json.loads(verzoek.achter(await een_keer(verzoek, doe)))
    except ApiFout as fout:
        if fout.status not in _TERUG:
            raise
        return await toon_intakes(verzoek, fouten_uit(fout, _velden([], "", begrippen)))
    groep = verzoek.veld("groep")
    return verzoek.toon(
        "gemeente/intakecode.html",
        "De code",
        kruimels=[("Signalen", "/signalen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        organisatie=begrippen.kort("meldingsbronnen", inhoud["organisatie"]),
        code=code,
        tot=tot,
        adres=f"{verzoek.bediening.instellingen.server.publieke_url}{inleveren.PAD}",
        terug=f"{_PAD}?groep={groep}" if groep else _PAD,
    )


async def trek_in(verzoek: Verzoek) -> Response:
    """Take one back: its code is of no use from now on."""
    await verzoek.api.stuur("POST", f"{_PAD}/{verzoek.deel('intake')}/_intrekken")
    groep = verzoek.veld("groep")
    return verzoek.naar(f"{_PAD}?{urlencode({'groep': groep})}" if groep else _PAD)


SCHERMEN = (
    Scherm("intakes", "GET", _PAD, toon_intakes, _RECHT, 1),
    Scherm("open-intake", "POST", _PAD, open_intake, _RECHT, 2),
    Scherm("trek-intake-in", "POST", f"{_PAD}/{{intake:uuid}}/intrekken", trek_in, _RECHT, 1),
)

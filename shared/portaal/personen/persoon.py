"""S7: one person. Opening shows who he is and what is disputed or restricted; more on asking."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.personen.delen import GEDEELD
from shared.portaal.personen.verbeteren import verbeterregel
from shared.portaal.personen.weergave import geboren, getypt, lees_geboren, wat_beperkt
from shared.portaal.personen.zoeken import DATUMFOUT, NIEUWVELDEN, datum_goed
from shared.portaal.portaal import Persoonsdeel, Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.vraagbladen.velden import Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, toon_vraagblad
from shared.portaal.woorden import Woordenlijst

_REDEN = Invulveld("reden", "Waarom verandert u dit?", hint="Wie later kijkt, leest dit.")


def delen_van(verzoek: Verzoek) -> list[Persoonsdeel]:
    """The parts that this function may open."""
    alle = (*GEDEELD, *verzoek.bediening.portaal.persoonsdelen)
    return [een for een in alle if verzoek.sessie.mag(een.recht)]


def kaart(persoon: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who he is, line by line; what is not filled in is not there."""
    regels = [
        ("Geboren", geboren(persoon["geboortedatum"])),
        ("Adres", persoon["adres"]),
        ("Woonplaats", persoon["woonplaats"]),
        ("Telefoon", persoon["telefoon"]),
        ("E-mailadres", persoon["email"]),
    ]
    return [(titel, str(waarde)) for titel, waarde in regels if waarde]


def beperkregels(
    beperkingen: Mapping[str, Any], begrippen: Woordenlijst, verzoek: Verzoek
) -> list[dict[str, Any]]:
    """What nobody uses now, and since when."""
    return [
        {
            "wat": wat_beperkt(een, begrippen),
            "sinds": een["sinds"],
            "pad": f"/verzoeken/{een['verzoek']}"
            if verzoek.sessie.mag("rechtenverzoeken.lezen")
            else "",
        }
        for een in beperkingen["beperkingen"]
        if not een["opgehevenOp"]
    ]


async def toon_persoon(verzoek: Verzoek) -> Response:
    """Who he is, what is the matter, and the one part that was asked for."""
    id_, api = verzoek.achter(verzoek.deel("persoon")), verzoek.api
    begrippen = await verzoek.begrippen()
    delen = delen_van(verzoek)
    gevraagd = next((een for een in delen if een.naam == verzoek.vraag("deel")), None)
    if verzoek.vraag("deel") and gevraagd is None:
        raise NietGevonden
    persoon, bewaren, beperkingen, verbeteringen = await asyncio.gather(
        api.haal(f"/personen/{id_}"),
        api.haal(f"/personen/{id_}/bewaartermijn"),
        api.haal(f"/personen/{id_}/beperkingen"),
        api.haal("/verbeteringen", persoon=id_, paginagrootte=50),
    )
    inhoud = {} if gevraagd is None else await gevraagd.toon(verzoek, id_)
    regels = [verbeterregel(een, begrippen) for een in verbeteringen["verbeteringen"]]
    hier = f"/personen/{verzoek.deel('persoon')}"
    return verzoek.toon(
        "personen/persoon.html",
        "Persoon",
        kruimels=[("Personen", "/personen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        naam=persoon["naam"] or "Naam niet voor uw functie",
        kaart=kaart(persoon),
        eigen_persoon=persoon["herkomst"] == "eigen",
        weggelaten=persoon["weggelaten"],
        gaat=bewaren["zin"] if bewaren["weg"] else "",
        beperkingen=beperkregels(beperkingen, begrippen, verzoek),
        betwist=[een for een in regels if een["betwist"] or een["open"]],
        afgedaan=[een for een in regels if not (een["betwist"] or een["open"])],
        basis=hier,
        inzien=f"/inzien?persoon={verzoek.deel('persoon')}",
        delen=delen,
        gevraagd=gevraagd,
        **inhoud,
    )


def _velden(persoon: Mapping[str, Any]) -> tuple[Invulveld, ...]:
    begin = {**persoon, "geboortedatum": getypt(persoon["geboortedatum"])}
    gevuld = [
        Invulveld(een.naam, een.vraag, hint=een.hint, verplicht=een.verplicht,
             begin=str(begin.get(een.naam) or ""))
        for een in NIEUWVELDEN
    ]  # fmt: skip
    return (*gevuld, _REDEN)


async def toon_wijzigen(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form with what stands there now."""
    persoon, versie = await verzoek.api.haal_met_merk(
        f"/personen/{verzoek.achter(verzoek.deel('persoon'))}"
    )
    hier = f"/personen/{verzoek.deel('persoon')}"
    vorm = Invulblad(
        _velden(persoon), "Bewaar de verbetering", f"{hier}/wijzigen",
        verborgen={"versie": verzoek.veld("versie") or versie},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Persoon verbeteren",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen"), ("Persoon", hier)],
        uitleg="Wat er stond, blijft te zien bij wat er aan hem is verbeterd.",
        persoon={"naam": persoon["naam"], "geboren": geboren(persoon["geboortedatum"])},
        terug=hier,
    )


async def wijzig(verzoek: Verzoek) -> Response:
    """Correct it, on the version that was read."""
    geboortedatum = verzoek.veld("geboortedatum")
    if geboortedatum and lees_geboren(geboortedatum) is None:
        return await toon_wijzigen(verzoek, [DATUMFOUT])

    async def doe(inhoud: dict[str, Any]) -> str:
        datum_goed(inhoud)
        leeg = {een.naam: None for een in NIEUWVELDEN if een.naam not in inhoud}
        await verzoek.api.stuur(
            "PATCH",
            f"/personen/{verzoek.achter(verzoek.deel('persoon'))}",
            {**leeg, **inhoud},
            koppen={"If-Match": verzoek.veld("versie")},
        )
        return f"/personen/{verzoek.deel('persoon')}"

    return await dien_in(verzoek, (*NIEUWVELDEN, _REDEN), doe, toon_wijzigen)


_WIJZIGEN = "/personen/{persoon}/wijzigen"
SCHERMEN = (
    Scherm("persoon", "GET", "/personen/{persoon}", toon_persoon, "personen.lezen", 6),
    Scherm("wijzig-persoon", "GET", _WIJZIGEN, toon_wijzigen, "personen.schrijven", 1),
    Scherm("bewaar-persoon", "POST", _WIJZIGEN, wijzig, "personen.schrijven", 2),
)

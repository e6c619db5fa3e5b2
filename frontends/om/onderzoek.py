"""S20: the flag of an investigation, its days, and what it opens and closes, in words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import DAG, LIJST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import dag, telwoord
from shared.portaal.woorden import Woordenlijst

BEHEREN = "onderzoeken.beheren"
LEZEN = "contextinformatie.doorgeven"
_KOMENDE_DAGEN = 366
OPENT = (
    "Het Openbaar Ministerie doet mee aan structureel overleg over deze groep.",
    "Vanaf stap 4 mag het Openbaar Ministerie gegevens over personen krijgen.",
    "Per telefoon mogen gegevens over personen van en naar het Openbaar Ministerie.",
    "Contextinformatie mag naar de officier van een zaak die hier staat.",
)
SLUIT = (
    "Na de laatste dag mag dat allemaal niet meer.",
    "Contextinformatie die bij geen zaak hoort, gaat na dertig dagen weg.",
)


def officieren(
    collegas: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[tuple[str, str]]:
    """Who can own an investigation or a case here."""
    return [
        (een["id"], f"{een['naam'] or 'Collega'}, {begrippen.kort('functies', een['functie'])}")
        for een in collegas
        if een["geldig"]
    ]


def onderzoekregel(een: Mapping[str, Any], namen: Mapping[str, str]) -> dict[str, Any]:
    """One investigation in words."""
    if een["loopt"]:
        stand = f"Loopt, nog {telwoord(een['dagenOver'], 'dag', 'dagen')}"
    else:
        stand = "Loopt nu niet"
    return {
        "id": een["id"],
        "stand": stand,
        "loopt": een["loopt"],
        "dringend": een["loopt"] and een["dagenOver"] <= 14,
        "van": een["van"],
        "tot": een["tot"],
        "eigenaar": namen.get(een["eigenaar"], "een collega"),
        "zaken": [
            {"nummer": zaak["nummer"], "officier": namen.get(zaak["zaakofficier"], "een collega")}
            for zaak in een["zaken"]
        ],
        "blad": een["bladnummer"],
    }


async def toon_lijst(verzoek: Verzoek) -> Response:
    """Every group, and which investigations end within a year, the first to end first."""
    begrippen = await verzoek.begrippen()
    aflopend, groepen = await asyncio.gather(
        verzoek.api.haal("/onderzoeken", dagen=_KOMENDE_DAGEN), verzoek.api.haal("/groepen")
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    return verzoek.toon(
        "om/onderzoeken.html",
        "Onderzoek",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        lopend=[
            {**onderzoekregel(een, {}), "groep": een["groep"], "code": codes.get(een["groep"], "")}
            for een in aflopend["onderzoeken"]
        ],
        groepen=[een for een in groepen["groepen"] if not een["afgeslotenOp"]],
    )


def _velden(keuzes: list[tuple[str, str]], vandaag: date | None = None) -> tuple[Invulveld, ...]:
    begin = f"{vandaag.day}-{vandaag.month}-{vandaag.year}" if vandaag else ""
    return (
        Invulveld("eigenaar", "Van welke officier is het onderzoek?", LIJST, keuzes=keuzes),
        Invulveld("nummer", "Nummer van de zaak", hint="Het parketnummer, zoals 10/123456-26."),
        Invulveld("zaakofficier", "Welke officier behandelt die zaak?", LIJST, keuzes=keuzes),
        Invulveld("van", "Vanaf welke dag?", DAG, begin=begin),
        Invulveld("tot", "Tot en met welke dag?", DAG),
    )


def _eindevelden() -> tuple[Invulveld, ...]:
    return (Invulveld("op", "Wat is de laatste dag?", DAG),)


async def toon_groep(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """The investigations of one group, what they open, and the forms to begin or end one."""
    begrippen = await verzoek.begrippen()
    groep = verzoek.deel("groep")
    toestand, lijst, collegas = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"),
        verzoek.api.haal(f"/groepen/{groep}/onderzoeken", paginagrootte=50),
        verzoek.api.haal("/collegas", partij=verzoek.bediening.portaal.partij, paginagrootte=100),
    )
    keuzes = officieren(collegas["collegas"], begrippen)
    regels = [onderzoekregel(een, dict(keuzes)) for een in lijst["onderzoeken"]]
    hier = f"/groepen/{groep}/onderzoek"
    beheert = verzoek.sessie.mag(BEHEREN)
    nieuw = Invulblad(_velden(keuzes, verzoek.vandaag), "Leg dit onderzoek vast", hier)
    einden = []
    for een in regels:
        vorm = Invulblad(_eindevelden(), "Beëindig dit onderzoek", f"{hier}/{een['id']}/einde",
                         voor=een["id"], gevaar=True)  # fmt: skip
        einden.append(vorm.met(verzoek.velden, fouten) if welk == een["id"] else vorm)
    return verzoek.toon(
        "om/onderzoek.html",
        "Onderzoek",
        422 if fouten else 200,
        kruimels=[("Onderzoek", "/onderzoek"), (toestand["code"], f"/groepen/{groep}")],
        hier="/onderzoek",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        regels=list(zip(regels, einden, strict=True)),
        opent=OPENT,
        sluit=SLUIT,
        loopt=any(een["loopt"] for een in regels),
        beheert=beheert,
        formulier=nieuw.met(verzoek.velden, () if welk else fouten) if beheert else None,
        fouten=fouten if welk else (),
        vandaag_tekst=dag(verzoek.vandaag),
    )


async def leg_vast(verzoek: Verzoek) -> Response:
    """Raise the flag for these days; the gateway hears it."""
    groep = verzoek.deel("groep")

    async def doe(inhoud: dict[str, Any]) -> str:
        zaak = {"id": str(uuid4()), "nummer": inhoud.pop("nummer"),
                "zaakofficier": inhoud.pop("zaakofficier")}  # fmt: skip
        onderzoek = {**inhoud, "groep": groep, "zaken": [zaak]}
        await verzoek.api.stuur("PUT", f"/onderzoeken/{uuid4()}", onderzoek)
        return f"/groepen/{groep}/onderzoek"

    return await dien_in(verzoek, _velden([]), doe, toon_groep)


async def beeindig(verzoek: Verzoek) -> Response:
    """End it earlier: after that day nothing of it is open any more."""
    groep, id_ = verzoek.deel("groep"), verzoek.deel("onderzoek")
    _, merk = await verzoek.api.haal_met_merk(f"/onderzoeken/{id_}")

    async def doe(inhoud: dict[str, Any]) -> str:
        koppen = {"If-Match": merk}
        await verzoek.api.stuur("POST", f"/onderzoeken/{id_}/_beeindig", inhoud, koppen=koppen)
        return f"/groepen/{groep}/onderzoek"

    async def opnieuw(verzoek: Verzoek, fouten: Fouten) -> Response:
        return await toon_groep(verzoek, fouten, id_)

    return await dien_in(verzoek, _eindevelden(), doe, opnieuw, id_)


_GROEP = "/groepen/{groep:uuid}/onderzoek"
_EINDE = f"{_GROEP}/{{onderzoek:uuid}}/einde"
SCHERMEN = (
    Scherm("onderzoeken", "GET", "/onderzoek", toon_lijst, LEZEN, 2),
    Scherm("onderzoek", "GET", _GROEP, toon_groep, LEZEN, 3),
    Scherm("leg-onderzoek-vast", "POST", _GROEP, leg_vast, BEHEREN, 4),
    Scherm("beeindig-onderzoek", "POST", _EINDE, beeindig, BEHEREN, 5),
)

"""S13: ask another party, see what is open, and answer: with data, or without."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import vraagregel
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import Handeling
from shared.portaal.vraagbladen.velden import LIJST, Fouten, Invulveld
from shared.portaal.weergave import lees_dag
from shared.portaal.woorden import eigen_woorden


async def toon_vragen(verzoek: Verzoek) -> Response:
    """Every question, what waits for us first."""
    begrippen = await verzoek.begrippen()
    lijst, groepen = await asyncio.gather(
        verzoek.api.haal("/informatieverzoeken", paginagrootte=100, volgorde="nieuwste"),
        verzoek.api.haal("/groepen"),
    )
    regels = [vraagregel(een, begrippen) for een in lijst["informatieverzoeken"]]
    return verzoek.toon(
        "vragen.html",
        "Vragen en antwoorden",
        kruimels=[("Berichten", "/berichten")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        vragen=sorted(regels, key=lambda een: not een["open"]),
        codes={een["id"]: een["code"] for een in groepen["groepen"]},
    )


HANDELINGEN = (
    Handeling(
        "doorgeven", "Geef deze vraag door aan een collega", "Geef door", "/_doorgeven",
        "verstrekken",
        velden=lambda _, keuzes: [
            Invulveld("medewerker", "Aan welke collega?", LIJST, keuzes=keuzes["collegas"])
        ],
        kan=lambda vraag, _, keuzes: bool(_wacht_op_ons(vraag) and keuzes["collegas"]),
        uitleg="De vraag staat dan op de werklijst van uw collega. U kunt ook zelf nog antwoorden.",
    ),
    Handeling(
        "terugnemen", "Neem deze vraag terug", "Neem de vraag terug", "/_intrekken", "opvragen",
        kan=lambda vraag, *_: vraag["richting"] == "uit" and bool(vraag["teBeantwoorden"]),
        uitleg="Hebt u het antwoord niet meer nodig? Neem de vraag dan terug. De ander kan er "
        "daarna niet meer op antwoorden.",
        gevaar=True,
    ),
)  # fmt: skip


def _wacht_op_ons(vraag: Mapping[str, Any]) -> bool:
    return vraag["richting"] == "in" and bool(vraag["teBeantwoorden"])


async def _lees(verzoek: Verzoek) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The question, and to which colleagues of ours it may be handed on."""
    begrippen = await verzoek.begrippen()
    vraag = await verzoek.api.haal(f"/informatieverzoeken/{verzoek.deel('vraag')}")
    if not (_wacht_op_ons(vraag) and verzoek.sessie.mag("verstrekken")):
        return vraag, {"collegas": [], "behandelaar": ""}
    eigen = verzoek.bediening.portaal.partij
    lijst = await verzoek.api.haal("/collegas", partij=eigen, paginagrootte=100)
    wie = ontvangers(lijst["collegas"], begrippen, "verstrekken")
    nu = vraag["behandelaar"] or vraag["ontvangendeMedewerker"]
    zelf = verzoek.sessie.autorisatie
    return vraag, {
        "collegas": [
            (id_, f"{titel} (uzelf)" if id_ == zelf else titel) for id_, titel in wie if id_ != nu
        ],
        "behandelaar": dict(wie).get(vraag["behandelaar"] or "", ""),
    }


async def toon_vraag(
    verzoek: Verzoek, fout: str = "", fouten: Fouten = (), welk: str = ""
) -> Response:
    """One question, its text, and what can be done with it."""
    begrippen = await verzoek.begrippen()
    vraag, keuzes = await _lees(verzoek)
    regel = vraagregel(vraag, begrippen)
    return verzoek.toon(
        "vraag.html",
        "Vraag",
        422 if fout or fouten else 200,
        kruimels=[("Berichten", "/berichten"), ("Vragen en antwoorden", "/vragen")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=regel,
        vraag=vraag,
        van=begrippen.partij(vraag["van"]),
        fout=fout,
        fouten=fouten,
        ingevuld=verzoek.veld,
        antwoorden=list(eigen_woorden()["vraagantwoord"].items()),
        behandelaar=keuzes["behandelaar"],
        te_doen=te_doen(
            verzoek, HANDELINGEN, vraag, keuzes, f"/vragen/{vraag['id']}", "", fouten, welk
        ),
    )


async def handel(verzoek: Verzoek) -> Response:
    """Hand the question on, or take it back."""
    vraag, keuzes = await _lees(verzoek)

    async def opnieuw(verzoek: Verzoek, fouten: Fouten, welk: str) -> Response:
        return await toon_vraag(verzoek, fouten=fouten, welk=welk)

    hier = f"/vragen/{vraag['id']}"
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("handeling"), vraag, keuzes,
        f"/informatieverzoeken/{vraag['id']}", hier, opnieuw,
    )  # fmt: skip


async def antwoord_zonder(verzoek: Verzoek) -> Response:
    """Answer without data: nothing known, no ground, or later with the day."""
    antwoord, verwacht = verzoek.veld("antwoord"), verzoek.veld("verwacht")
    dag = lees_dag(verwacht)
    if not antwoord or (verwacht and dag is None):
        return await toon_vraag(verzoek, "Kies een antwoord. Schrijf een dag als 31-12-2026.")
    inhoud = {
        "antwoord": antwoord,
        "verwacht": None if dag is None else dag.isoformat(),
        "toelichting": verzoek.veld("toelichting") or None,
        "bevestigdZonderPersonen": verzoek.veld("nagelezen") == "ja",
    }
    pad = f"/informatieverzoeken/{verzoek.deel('vraag')}/_beantwoord"
    gevuld = {naam: een for naam, een in inhoud.items() if een is not None}
    try:
        await verzoek.api.stuur("POST", pad, gevuld)
    except ApiFout as fout:
        if not fout.meldingen:
            raise
        return await toon_vraag(verzoek, fout.meldingen)
    return verzoek.naar(f"/vragen/{verzoek.deel('vraag')}")


async def nieuwe_vraag(verzoek: Verzoek, fout: str = "") -> Response:
    """The form for a question: to whom, about what."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand, collegas = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"), verzoek.api.haal("/collegas", paginagrootte=100)
    )
    eigen = verzoek.bediening.portaal.partij
    keuzes = [
        (partij, begrippen.partij(partij), ontvangers(_van(collegas, partij), begrippen))
        for partij in begrippen.soorten.get("partijen", {})
        if partij != eigen
    ]
    return verzoek.toon(
        "nieuwevraag.html",
        "Informatie vragen",
        422 if fout else 200,
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        keuzes=keuzes,
        gekozen=verzoek.veld("wie"),
        tekst=verzoek.veld("vraag"),
        sleutel=verzoek.veld("sleutel") or secrets.token_hex(16),
        fout=fout,
    )


def _van(collegas: Mapping[str, Any], partij: str) -> list[Mapping[str, Any]]:
    return [een for een in collegas["collegas"] if een["partij"] == partij]


async def stel_vraag(verzoek: Verzoek) -> Response:
    """Send the question; what is missing is asked first."""
    partij, _, medewerker = verzoek.veld("wie").partition("/")
    if not medewerker or not verzoek.veld("vraag"):
        return await nieuwe_vraag(verzoek, "Kies aan wie u het vraagt, en schrijf uw vraag op.")
    vraag = {
        "groep": verzoek.deel("groep"),
        "ontvanger": partij,
        "ontvangendeMedewerker": medewerker,
        "vraag": verzoek.veld("vraag"),
    }
    koppen = {"Idempotency-Key": verzoek.veld("sleutel")}
    try:
        bericht = await verzoek.api.stuur("POST", "/informatieverzoeken", vraag, koppen=koppen)
    except ApiFout as fout:
        if not fout.meldingen:
            raise
        return await nieuwe_vraag(verzoek, fout.meldingen)
    return verzoek.naar(f"/berichten/{bericht['id']}")


SCHERMEN = (
    Scherm("vragen", "GET", "/vragen", toon_vragen, "raadplegen", 2),
    Scherm("vraag", "GET", "/vragen/{vraag:uuid}", toon_vraag, "raadplegen", 2),
    Scherm("antwoord", "POST", "/vragen/{vraag:uuid}", antwoord_zonder, "verstrekken", 3),
    Scherm("behandel-vraag", "POST", "/vragen/{vraag:uuid}/{handeling}", handel, "raadplegen", 5),
    Scherm("nieuwe-vraag", "GET", "/groepen/{groep:uuid}/vragen", nieuwe_vraag, "opvragen", 2),
    Scherm("stel-vraag", "POST", "/groepen/{groep:uuid}/vragen", stel_vraag, "opvragen", 3),
)

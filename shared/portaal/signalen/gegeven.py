"""S1 of who gathers no signals: giving one, and what became of those that were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.schermen.ondertekenen import regels_van
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.handelingen import te_doen, voer_uit
from shared.portaal.vraagbladen.rijen import NAGELEZEN, Ding, Handeling
from shared.portaal.vraagbladen.velden import (
    DAG,
    KEUZE,
    LIJST,
    SLEUTEL,
    TEKST,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import hoofdletter, nl_dag
from shared.portaal.woorden import Woordenlijst, eigen_woord, eigen_woorden

_GEVEN, _LEZEN = "stukken.delen", "stukken.lezen"
_HIER, _API = "/onze-signalen", "/gegeven-signalen"
_ALLE = 100


def inhoudvelden(nu: Ding) -> tuple[Invulveld, ...]:
    """What a signal says; `nu`: what it says now."""
    return (
        Invulveld("soort", "Wat is het?", KEUZE,
             keuzes=list(eigen_woorden()["signaalsoort"].items()), begin=nu.get("soort") or ""),
        Invulveld("datum", "Op welke dag was het?", DAG,
             begin=nl_dag(nu["datum"]) if nu.get("datum") else ""),
        Invulveld("plek", "Waar was het?", hint="Een plein, straat of buurt. Geen adres.",
             begin=nu.get("plek") or ""),
        Invulveld("omschrijving", "Wat deed de groep?", TEKST, begin=nu.get("omschrijving") or "",
             hint="Schrijf over de groep. Noem niemand, ook niet zonder naam."),
        NAGELEZEN,
    )  # fmt: skip


def _velden(groepen: Sequence[tuple[str, str]]) -> tuple[Invulveld, ...]:
    groep = Invulveld(
        "groep", "Over welke groep gaat het?", LIJST, verplicht=False, keuzes=groepen,
        hint="Weet u nog niet welke groep het is, of is er nog geen? Kies dan geen groep.",
    )  # fmt: skip
    return (groep, *inhoudvelden({}))


def signaalregel(
    een: Mapping[str, Any], begrippen: Woordenlijst, codes: Mapping[str, str]
) -> dict[str, Any]:
    """One that was given: about which group, and where it is."""
    weg = bool(een["teruggenomenOp"])
    aan = [
        f"{hoofdletter(begrippen.partij(ontvanger['partij']))}: "
        f"{eigen_woord('status', ontvanger['status']).lower()}"
        for ontvanger in een["ontvangers"]
    ]
    return {
        "pad": f"{_HIER}/{een['id']}",
        "op": een["op"],
        "groep": codes.get(een["groep"] or "", ""),
        "stand": "Ingetrokken" if weg else "Gegeven",
        "weg": weg,
        "aan": aan,
    }


async def toon_lijst(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form to give one, and those that were given."""
    begrippen = await verzoek.begrippen()
    lijst, groepen = await verzoek.api.samen(f"{_API}?paginagrootte={_ALLE}", "/groepen")
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    open_ = [(een["id"], een["code"]) for een in groepen["groepen"] if not een["afgeslotenOp"]]
    vorm = Invulblad(_velden(open_), "Geef dit signaal", _HIER)
    return verzoek.toon(
        "signalen/gegeven.html",
        "Signalen geven",
        422 if fouten else 200,
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        signalen=[signaalregel(een, begrippen, codes) for een in lijst["stukken"]],
        mag=verzoek.sessie.mag(_GEVEN),
        gegeven=verzoek.vraag("gegeven") == "ja",
        formulier=vorm.met(verzoek.velden, fouten),
    )


async def geef(verzoek: Verzoek) -> Response:
    """Give it: to who gathers the signals."""

    async def doe(inhoud: dict[str, Any]) -> str:
        koppen = {"Idempotency-Key": verzoek.veld(SLEUTEL)} if verzoek.veld(SLEUTEL) else {}
        await verzoek.api.stuur("POST", _API, inhoud, koppen=koppen)
        return f"{_HIER}?gegeven=ja"

    return await dien_in(verzoek, _velden(()), doe, toon_lijst)


def _gegeven(een: Ding, *_: object) -> bool:
    return not een["teruggenomenOp"] and bool(een["gegevens"])


HANDELINGEN = (
    Handeling(
        "verbeter", "Verbeter dit signaal", "Stuur de verbetering", "/_verbeter", _GEVEN,
        lambda een, _: inhoudvelden(een.get("gegevens") or {}), _gegeven,
        uitleg="Wie het kreeg, ziet de verbetering in de plaats van wat er stond.",
    ),
    Handeling(
        "intrekken", "Trek dit signaal in", "Trek dit signaal in", "/_intrekken", _GEVEN,
        kan=_gegeven, gevaar=True, uitleg="Ingetrokken telt het nergens meer mee.",
    ),
)  # fmt: skip


async def toon_signaal(verzoek: Verzoek, fouten: Fouten = (), welk: str = "") -> Response:
    """One that was given, what it says, and what can be done with it."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("kenmerk")
    een, groepen = await verzoek.api.samen(f"{_API}/{id_}", "/groepen")
    codes = {groep["id"]: groep["code"] for groep in groepen["groepen"]}
    return verzoek.toon(
        "signalen/signaal.html",
        "Gegeven signaal",
        422 if fouten else 200,
        kruimels=[("Signalen geven", _HIER)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regel=signaalregel(een, begrippen, codes),
        regels=regels_van(een["gegevens"] or {}, begrippen),
        doen=te_doen(verzoek, HANDELINGEN, een, {}, f"{_HIER}/{id_}", "", fouten, welk),
        fouten=fouten,
    )


async def doe(verzoek: Verzoek) -> Response:
    """Correct it, or take it back."""
    id_ = verzoek.deel("kenmerk")
    een = await verzoek.api.haal(f"{_API}/{id_}")
    return await voer_uit(
        verzoek, HANDELINGEN, verzoek.deel("wat"), een, {}, f"{_API}/{id_}", _HIER, toon_signaal
    )


MENU = Menupunt("Signalen geven", _HIER, _GEVEN, groep="Groepen")
_EEN = f"{_HIER}/{{kenmerk:uuid}}"
SCHERMEN = (
    Scherm("gegeven-signalen", "GET", _HIER, toon_lijst, _LEZEN, 1),
    Scherm("geef-signaal", "POST", _HIER, geef, _GEVEN, 2),
    Scherm("gegeven-signaal", "GET", _EEN, toon_signaal, _LEZEN, 1),
    Scherm("doe-signaal", "POST", f"{_EEN}/{{wat}}", doe, _GEVEN, 3),
)

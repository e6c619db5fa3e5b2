"""From what a search or a story gave to its shape on the wire, with the words beside the codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gateway.keuzes.vertaling import Vertaling
from gateway.zoeken.dienst import Pagina
from gateway.zoeken.regelwoorden import als_dict
from gateway.zoeken.verhaal import Blad, Verhaal, als_base64
from gateway.zoeken.vormen import (
    Bladvorm,
    Facetwaarde,
    Gezegdvorm,
    Regelvorm,
    Verhaalvorm,
    Zoekantwoord,
    regelvorm,
)
from gateway.zoeken.woordvormen import Leesbladvorm, leesbladvorm, wegwijzervorm
from gateway.zoekregister.facetten import Telling
from gateway.zoekregister.regels import Regel
from gateway.zoekregister.vraag import Gezegd
from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.woordenboek import Woordenboek
from shared.leesbaar.bladtekst import Bladlezer
from shared.leesbaar.rapportwie import Genoemd
from shared.leesbaar.tijd import lokaal
from shared.leesbaar.wegwijzer import wegwijzers
from shared.logboek.bladen import GelezenBlad, lees_blad

_FACETLIJSTEN: Mapping[str, str] = {
    "soort": "soorten",
    "afzender": "partijen",
    "ontvanger": "partijen",
    "stap": "stappen",
    "doel": "doelen",
    "kanaal": "kanalen",
    "stuk": "stukken",
    "uitkomst": "uitkomsten",
    "gezegd": "gezegd",
    "inhoud": "inhoud",
    "gegevenssoort": "gegevenssoorten",
    "categorie": "categorieen",
    "poort": "poorten",
    "reden": "redenen",
    "interpretatie": "interpretaties",
    "grondslag": "grondslagen",
    "plicht": "plichten",
    "bladsoort": "bladsoorten",
    "lezing": "leessoorten",
    "groepsbesluit": "groepsbesluiten",
    "incident": "incidentsoorten",
}
"""Facets whose values are codes, and the list of words they are in."""


def zoekantwoord(
    vertaling: Vertaling, pagina: Pagina[Regel], vraag: dict[str, Any]
) -> Zoekantwoord:
    """A page of exchanges."""
    woorden = vertaling.woorden()
    return Zoekantwoord(
        uitwisselingen=_regels(pagina.regels, woorden),
        volgende=pagina.volgende,
        aantal=pagina.aantal,
        grootte=pagina.grootte,
        facetten=facetvorm(pagina.facetten, woorden),
        vraag=vraag,
    )


def facetvorm(
    facetten: Mapping[str, Telling] | None, woorden: Woordenboek
) -> dict[str, list[Facetwaarde]] | None:
    """Counts per facet, each value with its words."""
    if facetten is None:
        return None
    return {
        facet: [
            Facetwaarde(waarde=waarde, in_woorden=_woord(facet, waarde, woorden), aantal=aantal)
            for waarde, aantal in telling
        ]
        for facet, telling in facetten.items()
    }


def verhaalvorm(vertaling: Vertaling, bericht: str, verhaal: Verhaal) -> Verhaalvorm:
    """The whole story of a message."""
    lezer, regels = vertaling.lezer(), vertaling.regels()
    return Verhaalvorm(
        id=bericht,
        uitkomst=verhaal.besluiten[-1].uitkomst,
        besluiten=_regels(verhaal.besluiten, lezer.woorden),
        eerder=_regels(verhaal.eerder, lezer.woorden),
        later=_regels(verhaal.later, lezer.woorden),
        samen=_regels(verhaal.samen, lezer.woorden),
        gezegd=_gezegdvorm(verhaal),
        bladen=[_bladvorm(blad, lezer) for blad in verhaal.bladen],
        wie_is_wie=[
            wegwijzervorm(een)
            for een in wegwijzers(_genoemd(verhaal.bladen, regels).alles(), regels)
        ],
        grootte=verhaal.uitgave.grootte,
        checkpoint=verhaal.uitgave.notitie,
        getuigen=list(verhaal.uitgave.aanwezig),
        getuigen_ontbreken=list(verhaal.uitgave.ontbreekt),
    )


def gelezen_in_woorden(blad: GelezenBlad, lezer: Bladlezer) -> Leesbladvorm:
    """A leaf told."""
    return leesbladvorm(lezer.lees(blad), lokaal(blad.tijdstip))


def _regels(regels: list[Regel], woorden: Woordenboek) -> list[Regelvorm]:
    return [regelvorm(als_dict(regel, woorden)) for regel in regels]


def _woord(facet: str, waarde: str | None, woorden: Woordenboek) -> str | None:
    lijst = _FACETLIJSTEN.get(facet)
    return None if lijst is None or waarde is None else woorden.tekst(lijst, waarde)


def _bladvorm(blad: Blad, lezer: Bladlezer) -> Bladvorm:
    gelezen = None if blad.inhoud is None else lees_blad(blad.inhoud)
    return Bladvorm(
        bladnummer=blad.bladnummer,
        soort=blad.soort,
        tijdstip=blad.tijdstip,
        blad=als_base64(blad.inhoud),
        in_woorden=None if gelezen is None else gelezen_in_woorden(gelezen, lezer),
        bewijs=blad.bewijs,
    )


def _genoemd(bladen: list[Blad], regels: Convenantregels) -> Genoemd:
    genoemd = Genoemd(regels)
    for blad in _gelezen(bladen):
        genoemd.neem(blad)
    return genoemd


def _gelezen(bladen: list[Blad]) -> Iterator[GelezenBlad]:
    return (lees_blad(blad.inhoud) for blad in bladen if blad.inhoud is not None)


def _gezegdvorm(verhaal: Verhaal) -> Gezegdvorm | None:
    gezegd, blad = verhaal.besluiten[-1].gezegd, verhaal.gezegd or {}
    if gezegd is None:
        return None
    return Gezegdvorm(
        bladnummer=gezegd.bladnummer,
        zonder_toestemming=gezegd.stand is Gezegd.ZONDER_TOESTEMMING,
        uiting=blad.get("uiting"),
        gezegd_op=blad.get("gezegdOp"),
        medewerker=blad.get("medewerker"),
    )

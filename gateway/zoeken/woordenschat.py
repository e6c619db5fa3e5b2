"""What may be asked for: codes and sources of the covenant, and what occurs in the log.

A question goes into a leaf, with who asked it. So it cannot be a sentence somebody made up either:
a value that the covenant file does not know, and that no decision has, is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sqlalchemy import Connection, select

from gateway.fouten import InvoerOngeldig
from gateway.registers.beeld import Beelden
from gateway.zoekregister.register import Bijgewerkt
from gateway.zoekregister.tabellen import ZoektermRij
from gateway.zoekregister.termen import (
    WETSARTIKEL,
    WETTEKST,
    Term,
    convenantartikelen,
    genormaliseerd,
    wetsartikelen,
)
from gateway.zoekregister.vraag import Zoekopdracht
from shared.convenant.regels.bouw import BEWAARTERMIJN
from shared.convenant.regels.laden import laad_convenant
from shared.logboek.bladen import Bladsoort

_ONBEKEND = "staat niet in het convenant, en komt in het logboek niet voor"
_IS_BLADSOORT = (
    "is een soort blad en geen soort bericht; zoek ernaar met POST /v1/logboek/bladen/_zoek"
)
_TERM = ZoektermRij.__table__.c


class Woordenschat:
    """Checks questions. Safe to share between threads."""

    def __init__(self, register: Bijgewerkt, beelden: Beelden) -> None:
        self._register = register
        self._beelden = beelden

    def controleer(self, opdracht: Zoekopdracht) -> None:
        """`InvoerOngeldig` with each value that nobody knows."""
        with self._register.connect() as verbinding:
            woorden = _woorden_van(self._beelden.lees(verbinding).regels.bron)
            fouten = tuple(
                (f"/{naam}", _waarom(naam, waarde))
                for naam, bekend in woorden.items()
                if (waarde := getattr(opdracht, naam)) is not None
                and genormaliseerd(waarde) not in bekend
                and not _komt_voor(verbinding, naam, waarde)
            )
        if fouten:
            raise InvoerOngeldig("De vraag klopt niet; zie fouten.", fouten)


def _waarom(naam: str, waarde: str) -> str:
    if naam == "soort" and waarde in set(Bladsoort):
        return _IS_BLADSOORT
    return _ONBEKEND


def _komt_voor(verbinding: Connection, naam: str, waarde: str) -> bool:
    """Whether some decision has this value: also one of an earlier version of the covenant."""
    soorten = (naam, WETTEKST) if naam == WETSARTIKEL else (naam,)
    termen = [Term(soort, waarde).sleutel for soort in soorten]
    vraag = select(_TERM.term).where(_TERM.term.in_(termen)).limit(1)
    return verbinding.execute(vraag).first() is not None


@lru_cache(maxsize=4)
def _woorden_van(bron: bytes) -> Mapping[str, frozenset[str]]:
    """Per filter that is a text, what the covenant file knows of it."""
    regels = laad_convenant(bron)
    bronnen = list(_bronnen(tomllib.loads(bron.decode("utf-8"))))
    codes = {
        "soort": regels.woorden["soorten"],
        "afzender": regels.partijen,
        "ontvanger": regels.partijen,
        "doel": regels.woorden["doelen"],
        "kanaal": regels.woorden["kanalen"],
        "stuk": regels.woorden["stukken"],
        "gegevenssoort": regels.woorden["gegevenssoorten"],
        "grondslag": regels.woorden["grondslagen"],
        "interpretatie": regels.interpretaties,
        "reden": regels.redenen,
        "plicht": {BEWAARTERMIJN, *(rij.code for rij in regels.plichten)},
        "convenantartikel": {
            artikel for soort, tekst in bronnen if soort == "convenant"
            for artikel in (tekst, *convenantartikelen(tekst))
        },
        WETSARTIKEL: {
            artikel for soort, tekst in bronnen if soort == "wet"
            for artikel in (tekst, *wetsartikelen(tekst))
        },
    }  # fmt: skip
    return {naam: frozenset(map(genormaliseerd, woorden)) for naam, woorden in codes.items()}


def _bronnen(deel: object) -> Iterator[tuple[str, str]]:
    """Every source named in the file: on which article of the covenant or of a law a row rests."""
    if isinstance(deel, dict):
        for naam, waarde in deel.items():
            if naam in ("convenant", "wet") and isinstance(waarde, str):
                yield naam, waarde
            else:
                yield from _bronnen(waarde)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _bronnen(waarde)

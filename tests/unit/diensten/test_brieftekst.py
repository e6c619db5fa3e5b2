"""De woorden van de brieven: kort, gewoon (B1), en alles wat er van de wet in moet staan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from services.gemeente.brieven.begrippen import Briefontvanger
from services.gemeente.brieven.brieftekst import Brieftekst, Onderwerppunt, brieventaal, vul_in

TAAL = brieventaal()
SOORTEN = sorted(TAAL.brieven)
WOORDEN = {
    "naam": "Sterrin", "kind": "Knikker", "partners": "de politie en het Openbaar Ministerie",
    "webpagina": "deze bladzijde", "afzender": "de gemeente", "telefoon": "010", "email": "ons",
    "fg_naam": "toezichthouder", "fg_email": "haar",
}  # fmt: skip
MEESTE_WOORDEN = {"kind": 20, "jongere": 24, "vertegenwoordiger": 24, "ouder": 24}
GEMIDDELD = {"kind": 9.0, "jongere": 11.0, "vertegenwoordiger": 11.0, "ouder": 11.0}
LEESBAAR = {"kind": 75.0, "jongere": 65.0, "vertegenwoordiger": 65.0, "ouder": 65.0}
"""Flesch-Douma: vanaf 60 is een tekst B1, vanaf 70 gemakkelijk."""
MOEILIJK = (
    "betrokkene", "verstrekk", "verwerk", "grondslag", "conform", "teneinde", "derhalve", "inzake",
    "dient", "middels", "betreffende", "desbetreffend", "bezwaarschrift", "rectificatie", "inzage",
    "wissing", "convenant", "persoonsgericht", "problematisch", "geïnformeerd", "heden", "tevens",
    "alsmede", "hieromtrent", "ingevolge", "krachtens", "partijen", "ongedaan", "proportion",
)  # fmt: skip
LANG_MAG = {
    "gegevensbescherming", "geboortedatum", "telefoonnummer", "verantwoordelijk", "gemeentewet",
    "persoonsgegevens", "burgemeester", "toezichthouder", "bijvoorbeeld",
}  # fmt: skip
LANG = 14


def _teksten(brief: Brieftekst) -> list[str]:
    vol = vul_in(brief, WOORDEN)
    teksten = [vol["onderwerp"], vol["aanhef"], *vol["inleiding"]]
    for deel in vol["delen"]:
        teksten += [deel["kop"], *deel["tekst"], *deel["punten"], *deel["daarna"]]
    return teksten


def _zinnen(soort: str) -> Iterator[str]:
    for tekst in _teksten(TAAL.brieven[soort]):
        kaal = re.sub(r"www\.\S+\w", "de site", tekst)
        yield from filter(str.strip, re.split(r"(?<=[.?!:])\s+", kaal))


def _woorden(tekst: str) -> list[str]:
    return re.findall(r"[a-zà-ÿ]+", tekst.lower())


def _lettergrepen(woord: str) -> int:
    return max(1, len(re.findall(r"[aeiouyà-ÿ]+", woord)))


def flesch_douma(zinnen: list[str]) -> float:
    """Hoe gemakkelijk een Nederlandse tekst leest: hoger is gemakkelijker."""
    woorden = [woord for zin in zinnen for woord in _woorden(zin)]
    grepen = sum(map(_lettergrepen, woorden))
    return 206.84 - 0.77 * (100 * grepen / len(woorden)) - 0.93 * (len(woorden) / len(zinnen))


@pytest.mark.parametrize("soort", SOORTEN)
def test_de_zinnen_zijn_kort(soort: str) -> None:
    lengtes = {zin: len(_woorden(zin)) for zin in _zinnen(soort)}
    assert not [zin for zin, lang in lengtes.items() if lang > MEESTE_WOORDEN[soort]]
    assert sum(lengtes.values()) / len(lengtes) <= GEMIDDELD[soort]


@pytest.mark.parametrize("soort", SOORTEN)
def test_de_woorden_zijn_gewoon(soort: str) -> None:
    woorden = {woord for zin in _zinnen(soort) for woord in _woorden(zin)}
    assert not [een for een in woorden for moeilijk in MOEILIJK if een.startswith(moeilijk)]
    assert not [een for een in woorden if len(een) >= LANG and een not in LANG_MAG]
    assert flesch_douma(list(_zinnen(soort))) >= LEESBAAR[soort]


def test_de_brief_aan_een_kind_is_eenvoudiger_dan_die_aan_een_ouder() -> None:
    kind, ouder = (flesch_douma(list(_zinnen(een))) for een in ("kind", "vertegenwoordiger"))
    assert kind > ouder
    tekst = " ".join(_zinnen("kind"))
    assert not re.search(r"\b[Uu]w?\b", tekst), "een kind spreken wij aan met je"


def test_ambtelijke_taal_haalt_de_maat_niet() -> None:
    """Anders zegt de maat niets."""
    zin = (
        "Ingevolge de vigerende regelgeving is de verwerkingsverantwoordelijke gehouden de "
        "betrokkene te informeren omtrent de verwerking van hem betreffende persoonsgegevens."
    )
    assert flesch_douma([zin]) < min(LEESBAAR.values())


@pytest.mark.parametrize("soort", SOORTEN)
def test_elke_brief_zegt_alles_wat_de_wet_vraagt(soort: str) -> None:
    brief = TAAL.brieven[soort]
    assert {punt for deel in brief.delen for punt in deel.over} == set(get_args(Onderwerppunt))
    ruw = brief.model_dump_json()
    plekken = set(re.findall(r"\{([a-z_]+)\}", ruw))
    assert {"naam", "partners", "webpagina", "telefoon", "email", "fg_email"} <= plekken
    assert plekken <= set(WOORDEN)
    assert "Autoriteit Persoonsgegevens" in ruw
    assert "klacht" in ruw


def test_voor_elke_leeftijd_is_er_precies_een_brief_aan_wie_het_gaat() -> None:
    eigen = [een for een in TAAL.regels() if een.aan is Briefontvanger.BETROKKENE]
    klassen = [klasse for een in eigen for klasse in een.leeftijd]
    assert sorted(klassen) == ["12-15", "16-17", "18-22", "23", "24+"]
    ouders = [een for een in TAAL.regels() if een.aan is Briefontvanger.VERTEGENWOORDIGER]
    assert [een.leeftijd for een in ouders] == [frozenset({"12-15"})]

"""Alles vragen wat een dienst te lezen geeft, als ieder die er werkt, en zien wat er staat.

De adressen komen uit de beschrijving van de dienst zelf: wat er bij komt wordt vanzelf meegevraagd.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.integratie.leesgrens import model
from tests.integratie.leesgrens.kantoren import Kantoren
from tests.integratie.leesgrens.model import Ambtenaar, Merk, Wat

_LID = re.compile(r"/([a-z-]+)/\{[A-Za-z]+\}")
_MERK = re.compile(r"[a-z]{12}")


@dataclass
class Telling:
    """Hoe vaak iets te lezen was voor wie dat mocht, en hoe vaak iemand het niet te zien kreeg."""

    gelezen: Counter[str] = field(default_factory=Counter)
    onthouden: Counter[str] = field(default_factory=Counter)
    vragen: int = 0
    fout: list[str] = field(default_factory=list)

    def gemist(self) -> list[Wat]:
        """Waarvan nog niets is gelezen, of nog niets is onthouden."""
        return [wat for wat in Wat if not (self.gelezen[wat] and self.onthouden[wat])]


def adressen(beschrijving: dict[str, Any], kantoren: Kantoren) -> list[str]:
    """Elk leesbaar adres van een dienst, ingevuld met wat er in deze reeks ontstond."""
    paden = beschrijving["paths"]
    return [
        f"{adres}{_vraag(wat['get'], kantoren.groep)}"
        for pad, wat in sorted(_te_lezen(paden))
        for adres in _ingevuld(pad, kantoren)
    ]


def _te_lezen(paden: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for pad, wat in paden.items():
        # Of een dienst draait mag iedereen vragen, en hier luisteren zij niet op hun eigen adres.
        if "get" in wat and not pad.startswith("/gezondheid"):
            yield pad, wat


def _vraag(operatie: dict[str, Any], groep: str) -> str:
    namen = {een.get("name") for een in operatie.get("parameters", [])}
    return f"?groep={groep}" if "groep" in namen else ""


def _ingevuld(pad: str, kantoren: Kantoren) -> list[str]:
    kant = [pad]
    while any("{" in een for een in kant):
        verder: list[str] = []
        for een in kant:
            gevonden = _LID.search(een)
            if gevonden is None:
                # Een stap van de groep, of iets waar geen verzameling van is.
                verder += [re.sub(r"\{[A-Za-z]+\}", "3", een, count=1)]
                continue
            for kenmerk in _kenmerken(een, gevonden, kantoren):
                verder.append(
                    f"{een[: gevonden.start()]}/{gevonden[1]}/{kenmerk}{een[gevonden.end() :]}"
                )
        kant = verder
    return kant


def _kenmerken(pad: str, gevonden: re.Match[str], kantoren: Kantoren) -> list[str]:
    if "{groepId}" in pad[gevonden.start() : gevonden.end()]:
        return [kantoren.groep]
    return sorted(kantoren.kenmerken.get(gevonden[1], ()))


def lees(kantoren: Kantoren, wie: Ambtenaar, adres: str, telling: Telling) -> None:
    """Vraagt het, en houdt elk merkwoord in het antwoord tegen het model."""
    antwoord = kantoren.stelsel.bij(wie.partij, wie.verwijzing, "GET", adres)
    telling.vragen += 1
    assert antwoord.status_code < 500, (adres, antwoord.text)
    gezien = set(_MERK.findall(antwoord.text.lower())) & set(kantoren.merken)
    for woord in sorted(gezien):
        merk = kantoren.merken[woord]
        if model.mag(wie, merk, kantoren.vandaag):
            telling.gelezen[merk.wat] += 1
        else:
            telling.fout.append(_regel(kantoren, wie, adres, merk))
    for merk in _hier(kantoren, gezien):
        if not model.mag(wie, merk, kantoren.vandaag):
            telling.onthouden[merk.wat] += 1


def _hier(kantoren: Kantoren, gezien: set[str]) -> Iterator[Merk]:
    for merk in kantoren.merken.values():
        if merk.groep == kantoren.groep and merk.partijen and merk.woord not in gezien:
            yield merk


def _regel(kantoren: Kantoren, wie: Ambtenaar, adres: str, merk: Merk) -> str:
    gedaan = "\n  ".join(kantoren.gedaan[-25:])
    return f"{wie} leest {merk} op {adres}\n  {gedaan}"

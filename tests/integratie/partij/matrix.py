"""Wie wat mag, operatie voor operatie: de operaties van een dienst, en wat er te zien is."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import event

from shared.bestand.toegang.tabellen import RaadplegingRij
from shared.convenant.regels.laden import standaard_convenant
from shared.kluis.kluis import Kluis
from shared.kluis.zegel import Zegelstuk
from shared.leesbaar.begrippen import begrippen_van
from shared.opslag.basis import Basis
from shared.web.beschrijving.operaties import huidige_operatie
from tests.hulp.beschrijving import vrije_keuzes
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant

REGELS = standaard_convenant()
SCHRIJFT = ("post", "put", "patch", "delete")
_LEEST_MET_POST = frozenset(
    {
        "leesSamen",
        "zoekExterneSleutel",
        "zoekPersonen",
        "zoekDataverwerkingen",
        "zoekLeesspoor",
        "exporteerLeesspoor",
        "toonVoorbeeld",
        "toonStukvoorbeeld",
    }
)
#: Welke kenmerken er zijn, zonder dat er iets over iemand staat; en over wie het leesspoor is
#: bevraagd: dat te lezen is toezicht op het spoor zelf, en anders hield het nooit op.
NOEMT_ALLEEN = frozenset({"lijstPersonen", "lijstLeesspoorvragen"})
#: Hiermee verandert er niets.
# Waar het onderwerp alleen een naam is die iemand aan zijn eigen tekst gaf.
_EIGEN_TEKST = frozenset(
    {"bewaarConcept", "verwijderConcept", "bewaarVoorkeur", "verwijderVoorkeur"}
)
DICHT = frozenset({400, 403, 404, 409, 412, 428})
_KENMERK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: Een code herkent men aan een teken dat in geen woord staat, of aan hoofdletters.
_GEEN_WOORD = re.compile(r"[_.\d-]|[A-Z]")
_WOORD = re.compile(r"[A-Za-z][\w.-]*\w")
_GROEPNAMEN = frozenset({"groep", "groepId"})
_PERSOONNAMEN = frozenset({"persoon", "persoonId", "ouderId"})


@dataclass(frozen=True)
class Operatie:
    """Een operatie uit de beschrijving van een dienst, met een voorbeeld van wat erin gaat."""

    naam: str
    methode: str
    pad: str
    voorbeeld: Any
    vragen: tuple[str, ...]
    keuzes: tuple[str, ...]

    @property
    def wijzigt(self) -> bool:
        return self.methode in SCHRIJFT and self.naam not in _LEEST_MET_POST


@dataclass
class Inhoud:
    """Wat er van een groep in het bestand van een partij staat.

    `objecten`: per stuk van een pad het kenmerk van wat daar staat. `geheimen`: per soort gegeven
    een tekst die alleen mag zien wie die soort van deze groep leest.
    """

    groep: str
    objecten: dict[str, str] = field(default_factory=dict)
    geheimen: dict[str, str] = field(default_factory=dict)

    def pad(self, operatie: Operatie) -> str:
        """Het pad met de kenmerken van deze groep; wat er niet is krijgt een nieuw kenmerk."""
        delen = operatie.pad.removeprefix("/v1").split("/")
        gevuld = [self._deel(vorig, deel) for vorig, deel in zip(["", *delen], delen, strict=False)]
        vragen = [f"{naam}={self.groep}" for naam in operatie.vragen if naam in _GROEPNAMEN]
        return "/".join(gevuld) + ("?" + "&".join(vragen) if vragen else "")

    def _deel(self, vorig: str, deel: str) -> str:
        if not deel.startswith("{"):
            return deel
        naam = deel.strip("{}")
        if naam in _GROEPNAMEN:
            return self.groep
        return self.objecten.get(naam) or self.objecten.get(vorig) or nieuw_id()

    def lichaam(self, operatie: Operatie) -> Any:
        """Het voorbeeld, over deze groep en deze persoon."""
        return self._vul(json.loads(json.dumps(operatie.voorbeeld)))

    def _vul(self, waarde: Any) -> Any:
        if isinstance(waarde, list):
            return [self._vul(een) for een in waarde]
        if not isinstance(waarde, dict):
            return waarde
        return {naam: self._lid(naam, lid) for naam, lid in waarde.items()}

    def _lid(self, naam: str, lid: Any) -> Any:
        if naam in _GROEPNAMEN:
            return self.groep
        if naam in _PERSOONNAMEN and lid is not None:
            return self.objecten["personen"]
        return self._vul(lid)

    def vraag(self, klant: Klant, operatie: Operatie) -> httpx.Response:
        anders: dict[str, Any] = {"headers": {"If-Match": '"0"'}}
        if operatie.voorbeeld is not None:
            anders["json"] = self.lichaam(operatie)
        return klant.vraag(operatie.methode.upper(), self.pad(operatie), **anders)

    def noemt(self, operatie: Operatie) -> bool:
        """Of de vraag van deze groep afhangt; anders is zij voor elke groep dezelfde."""
        return "{" in operatie.pad or operatie.voorbeeld is not None or "?" in self.pad(operatie)

    def raakt(self, operatie: Operatie) -> bool:
        """Of een vraag iets van deze groep noemt; een nieuwe persoon hoort nog nergens bij."""
        gevraagd = self.pad(operatie) + json.dumps(self.lichaam(operatie))
        return any(kenmerk in gevraagd for kenmerk in (self.groep, *self.objecten.values()))

    def wijzigde(self, operatie: Operatie, antwoord: httpx.Response) -> bool:
        """Of hier iets van deze groep is veranderd."""
        anders = operatie.wijzigt and operatie.naam not in _EIGEN_TEKST
        return anders and self.raakt(operatie) and antwoord.status_code not in DICHT

    def gelekt(self, tekst: str, soorten: frozenset[str] | None = None) -> list[str]:
        """De soorten waarvan iets in deze tekst staat; alleen van deze soorten."""
        return [
            soort
            for soort, geheim in self.geheimen.items()
            if (soorten is None or soort in soorten) and geheim in tekst
        ]


class Rijenvanger:
    """Welke rijen een dienst voor de vraag van nu uit haar bestand haalde, en wat zij opende.

    Wat een achtergrondtaak intussen leest telt niet mee, en de dienst die onthoudt hoe de groepen
    ervoor staan ook niet: dat is van niemand en over niemand.
    """

    _VAN_DE_DIENST = frozenset({"GroepsmomentRij", "GroepseindeRij"})

    def __init__(self) -> None:
        self._rijen: list[tuple[str, frozenset[Any]]] = []
        self.geraadpleegd: set[str | None] = set()
        """Van wie er sinds `begin` een spoor van een lezing of wijziging bij kwam."""

    @contextmanager
    def luister(self) -> Iterator[None]:
        event.listen(Basis, "load", self._onthoud, propagate=True)
        event.listen(RaadplegingRij, "after_insert", self._spoor)
        # Wie alleen kolommen leest laadt geen rij; de inhoud gaat altijd langs de kluis.
        open_, open_alle = Kluis.open, Kluis.open_alle

        def een(kluis: Kluis, sleutel_id: str, verzegeld: bytes, context: bytes) -> bytes:
            self._geopend(context)
            return open_(kluis, sleutel_id, verzegeld, context)

        def alle(kluis: Kluis, stukken: Sequence[Zegelstuk]) -> list[bytes | None]:
            for stuk in stukken:
                self._geopend(stuk.context)
            return open_alle(kluis, stukken)

        try:
            with pytest.MonkeyPatch.context() as meekijken:
                meekijken.setattr(Kluis, "open", een)
                meekijken.setattr(Kluis, "open_alle", alle)
                yield
        finally:
            event.remove(Basis, "load", self._onthoud)
            event.remove(RaadplegingRij, "after_insert", self._spoor)

    def _spoor(self, _: object, __: object, rij: RaadplegingRij) -> None:
        self.geraadpleegd.add(rij.persoon_id)

    def _geopend(self, plaats: bytes) -> None:
        operatie = huidige_operatie.get()
        if operatie is not None and operatie.scope is not None:
            self._rijen.append(("kluis", frozenset(_KENMERK.findall(plaats.decode()))))

    def _onthoud(self, rij: Basis, _: object) -> None:
        operatie, soort = huidige_operatie.get(), type(rij).__name__
        if operatie is None or operatie.scope is None or soort in self._VAN_DE_DIENST:
            return
        velden = vars(rij)
        eigen = velden.get("id") if soort == "PersoonRij" else velden.get("persoon_id")
        self._rijen.append((soort, frozenset({velden.get("groep"), eigen})))

    def begin(self) -> None:
        self._rijen.clear()
        self.geraadpleegd.clear()

    def van(self, persoon: str) -> list[str]:
        """De tabellen waarvan er sinds `begin` een rij over deze persoon is gelezen."""
        return sorted({soort for soort, kenmerken in self._rijen if persoon in kenmerken})

    def over(self, inhoud: Inhoud) -> list[str]:
        """De tabellen waarvan er sinds `begin` een rij over deze groep of persoon is gelezen."""
        van = {inhoud.groep, inhoud.objecten["personen"]}
        return sorted({soort for soort, kenmerken in self._rijen if kenmerken & van})


def operaties(app: FastAPI) -> Iterator[Operatie]:
    """Alles wat de beschrijving van deze dienst noemt."""
    for pad, methoden in app.openapi()["paths"].items():
        for methode, een in methoden.items():
            inhoud = een.get("requestBody", {}).get("content", {})
            parameters = een.get("parameters", ())
            yield Operatie(
                naam=een["operationId"],
                methode=methode,
                pad=pad if pad.startswith("/v1") else f"/v1{pad}",
                voorbeeld=inhoud.get("application/json", {}).get("example"),
                vragen=tuple(p["name"] for p in parameters if p["in"] == "query"),
                keuzes=tuple(vrije_keuzes(een)),
            )


@cache
def rechten_per_operatie() -> Mapping[str, str]:
    """De tabel, omgekeerd: per operatie wat zij vraagt."""
    bestand = Path(__file__).with_name("rechten_per_operatie.toml")
    tabel = tomllib.loads(bestand.read_text(encoding="utf-8"))
    return {operatie: rechten for rechten, alle in tabel.items() for operatie in alle}


@cache
def _codes() -> frozenset[str]:
    """Elke code van het convenant die er niet als een gewoon woord uitziet."""
    lijsten = begrippen_van(REGELS).soorten.values()
    alle = {begrip.code for lijst in lijsten for begrip in lijst.begrippen}
    return frozenset(een for een in alle if _GEEN_WOORD.search(een))


def codes_in_probleem(antwoord: httpx.Response) -> list[str]:
    """De codes in de titel en de zin van een fout: die zijn voor mensen."""
    if antwoord.is_success:
        return []
    probleem = antwoord.json()
    tekst = f"{probleem['title']} {probleem['detail']}"
    return sorted({een for een in _WOORD.findall(tekst) if een in _codes() or "_" in een})


def mag(partij: str, functie: str, operatie: Operatie) -> bool:
    """Of de rij van deze functie in het convenantbestand de rechten van deze operatie heeft.

    Een programma leest, en doet verder niets.
    """
    vraagt = rechten_per_operatie()[operatie.naam]
    rij = REGELS.functies[partij][functie]
    if rij.systeem and operatie.wijzigt:
        return False
    heeft = set(rij.rechten)
    return vraagt == "*" or any(set(een.split("+")) <= heeft for een in vraagt.split("|"))


def is_open(operatie: Operatie) -> bool:
    """Zonder functie te doen: open, of alleen voor een andere organisatie."""
    return rechten_per_operatie()[operatie.naam] == "openbaar"

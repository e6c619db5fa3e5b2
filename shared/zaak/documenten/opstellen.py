"""What a document says: a message in plain Dutch, for who receives it. Pure.

What was given, on which ground, from which source, fact or opinion, for which purpose only, until
when, that it goes no further, and what to do when something is wrong (covenant 6.5, 7.1 to 7.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from shared.bericht.tijd import lees_utc
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.leesbaar.tijd import datum_tekst

SJABLOON: Final = "document.typ"
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_KAMEEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BEWAREN = "BEWAARTERMIJN"
Regel = dict[str, str]


@dataclass(frozen=True)
class Berichtinhoud:
    """A message that was permitted and arrived, opened. ``delen``: content in the kop's order."""

    kop: Mapping[str, Any]
    delen: Sequence[Mapping[str, Any]] = field(repr=False)
    motivering: str | None = field(repr=False)
    besluit: Mapping[str, Any]
    bladnummer: int | None
    groep: str
    verbeterd: bool


@dataclass(frozen=True)
class Uitgifte:
    """How this copy is handed over. ``weg`` is the name of the way."""

    weg: str
    wachtwoord: bool
    door: str
    nu: datetime


def stel_op(regels: Convenantregels, inhoud: Berichtinhoud, uitgifte: Uitgifte) -> dict[str, Any]:
    """Everything the template sets, as text."""
    return _Opsteller(regels, inhoud, uitgifte).document()


@cache
def sjabloon() -> bytes:
    """The template that sets it."""
    return files(__package__).joinpath(SJABLOON).read_bytes()


def waarde_tekst(waarde: object) -> str:
    """A value of the content as a reader expects it."""
    if waarde is None or waarde == "":
        return "niet bekend"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, str):
        return _datum(waarde) or waarde
    if isinstance(waarde, Mapping):
        return "; ".join(f"{naam_tekst(n)}: {waarde_tekst(w)}" for n, w in waarde.items())
    if isinstance(waarde, list | tuple):
        return "; ".join(map(waarde_tekst, waarde)) or "geen"
    return str(waarde)


def naam_tekst(naam: str) -> str:
    """A member's name in words: ``eersteVerwerking`` is *eerste verwerking*."""
    return _KAMEEL.sub(" ", naam).lower()


def _datum(tekst: str) -> str | None:
    if _DATUM.fullmatch(tekst) is None:
        return None
    try:
        return datum_tekst(date.fromisoformat(tekst))
    except ValueError:
        return None


def _hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def _alineas(tekst: str) -> list[str]:
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


class _Opsteller:
    def __init__(self, regels: Convenantregels, inhoud: Berichtinhoud, uitgifte: Uitgifte) -> None:
        self._regels = regels
        self._inhoud = inhoud
        self._uitgifte = uitgifte
        self._kop = inhoud.kop
        self._van = regels.partijen[inhoud.kop["afzender"]]
        self._naar = regels.partijen[inhoud.kop["ontvanger"]]
        self._verzonden = datum_nl(lees_utc(inhoud.kop["tijdstip"]))

    def document(self) -> dict[str, Any]:
        motivering = self._inhoud.motivering
        soort = self._regels.soorten[self._kop["soort"]].titel
        return {
            "titel": f"{_hoofdletter(soort)} aan {self._naar.titel}",
            "kenmerk": self._kop["id"],
            "van": {
                "naam": self._van.naam,
                "titel": self._van.titel,
                "verantwoordelijke": self._van.verwerkingsverantwoordelijke,
            },
            "kop": list(self._kopregels()),
            "letOp": list(self._let_op()),
            "doel": self._doel(),
            "motivering": None if motivering is None else _alineas(motivering),
            "inleiding": f"{_hoofdletter(self._van.titel)} geeft u de volgende gegevens.",
            "betrokkenen": self._betrokkenen(),
            "regels": list(self._gebruiksregels()),
            "fouten": list(self._bij_fouten()),
            "verantwoording": list(self._verantwoording()),
        }

    def _kopregels(self) -> Iterator[Regel]:
        stap = self._regels.stappen.get(self._kop.get("stap") or 0)
        regels = {
            "Aan": self._naar.naam,
            "Voor de medewerker": self._kop["ontvangendeMedewerker"],
            "Van de medewerker": self._kop["medewerker"],
            "Verstrekt op": datum_tekst(self._verzonden),
            "Groep": self._inhoud.groep,
            "Stap": None if stap is None else f"{stap.nummer}: {stap.naam}",
            "Kenmerk": self._kop["id"],
            "Verstuurd met": self._uitgifte.weg,
        }
        for naam, waarde in regels.items():
            if waarde:
                yield {"naam": naam, "waarde": waarde}

    def _let_op(self) -> Iterator[str]:
        if self._inhoud.verbeterd:
            yield (
                "Op dit bericht is later een verbetering gestuurd. Gebruik het alleen samen met "
                "die verbetering."
            )

    def _doel(self) -> str:
        doel = self._regels.doelen.get(self._kop.get("doel") or "")
        if doel is None:
            return f"Dit hoort bij de aanpak van groep {self._inhoud.groep}."
        return (
            f"U krijgt deze gegevens voor de aanpak van groep {self._inhoud.groep}. Het doel is: "
            f"{doel}."
        )

    def _betrokkenen(self) -> list[dict[str, Any]]:
        per: dict[str, dict[str, Any]] = {}
        for nummer, kopdeel in enumerate(self._kop["onderdelen"]):
            wie = kopdeel["betrokkene"]
            if wie not in per:
                categorie = self._regels.categorieen[kopdeel["categorie"]].titel
                titel = f"Betrokkene {len(per) + 1}: {categorie}"
                per[wie] = {"titel": titel, "kenmerk": wie, "onderdelen": []}
            per[wie]["onderdelen"].append(self._onderdeel(nummer, kopdeel))
        return list(per.values())

    def _onderdeel(self, nummer: int, kopdeel: Mapping[str, Any]) -> dict[str, Any]:
        soort = self._regels.gegevenssoorten.get(kopdeel["gegevenssoort"])
        return {
            "titel": _hoofdletter(kopdeel["gegevenssoort"] if soort is None else soort.titel),
            "velden": [
                {"naam": _hoofdletter(naam_tekst(naam)), "waarde": waarde_tekst(waarde)}
                for naam, waarde in self._inhoud.delen[nummer].items()
            ],
            "toelichting": list(self._toelichting(nummer, kopdeel)),
        }

    def _toelichting(self, nummer: int, kopdeel: Mapping[str, Any]) -> Iterator[str]:
        if kopdeel["aard"] == "oordeel":
            yield f"Dit is een oordeel: zo schat {self._van.titel} het in. Het staat niet vast."
        else:
            yield "Dit is een feit."
        eigen = kopdeel["herkomst"] == "eigen"
        bron = f"van {self._van.titel} zelf" if eigen else "van een andere partij"
        yield f"Bron: gegevens {bron}."
        for rij in self._inhoud.besluit.get("grondslagen", ()):
            if rij.get("onderdeel") == nummer:
                yield f"Grondslag: {rij['wet']}; convenant {rij['convenant']}."
        for plicht in self._inhoud.besluit.get("plichten", ()):
            dag = plicht.get("uiterlijk")
            if plicht["code"] == _BEWAREN and plicht.get("onderdeel") == nummer and dag:
                uiterlijk = datum_tekst(date.fromisoformat(dag))
                yield f"Vernietig dit uiterlijk op {uiterlijk}, of beoordeel het eerder opnieuw."

    def _gebruiksregels(self) -> Iterator[str]:
        yield "U gebruikt deze gegevens alleen voor het doel dat hierboven staat."
        yield "U geeft ze aan niemand door, ook niet aan een collega buiten deze aanpak."
        yield "U houdt de gegevens geheim. Dat blijft zo als u ander werk gaat doen."
        yield "U bewaart ze niet langer dan bij elk gegeven staat, en dit document ook niet."

    def _bij_fouten(self) -> Iterator[str]:
        yield (
            "Ziet u een fout? Gebruik het gegeven dan niet meer en meld de fout meteen aan "
            f"{self._van.titel}. Stuur een correctie op dit bericht, met kenmerk {self._kop['id']}."
        )
        yield (
            "Is dit document bij u gekomen terwijl het niet voor u is? Lees het dan niet verder, "
            f"vernietig het en waarschuw {self._van.titel}."
        )

    def _verantwoording(self) -> Iterator[str]:
        blad = self._inhoud.bladnummer
        plek = "" if blad is None else f" Het besluit staat in het logboek als blad {blad}."
        yield (
            f"Dit is de leesbare vorm van het bericht van {datum_tekst(self._verzonden)}. Het "
            f"bericht is vooraf getoetst en toegestaan.{plek} Het bericht zelf gaat voor."
        )
        if self._uitgifte.wachtwoord:
            yield (
                "Dit document is beveiligd met een wachtwoord. Dat krijgt u langs een andere weg "
                "dan dit document. Bewaar ze niet bij elkaar."
            )
        gemaakt = datum_tekst(datum_nl(self._uitgifte.nu))
        yield f"Gemaakt op {gemaakt} door medewerker {self._uitgifte.door}."

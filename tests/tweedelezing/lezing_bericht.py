"""Second reading, part two: a toetsverzoek laid open for the gates, its rights and its terms."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

Obj = dict[str, Any]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The parties the covenant knows.
PARTIJEN = frozenset({"politie", "om", "gemeente"})
# «'Personal data' means verstrekking or aanvulling with at least one onderdeel» (1.3).
VERSTREKKEND = frozenset({"verstrekking", "aanvulling"})

# 1.3, «right of sender, of receiver». Each side: one of these suffices; None asks nothing.
Recht = frozenset[str] | None
_VERSTREKKEN: tuple[Recht, Recht] = (frozenset({"verstrekken"}), frozenset({"ontvangen"}))
_OPVRAGEN: tuple[Recht, Recht] = (frozenset({"opvragen"}), frozenset({"verstrekken"}))
_STUKKEN: tuple[Recht, Recht] = (frozenset({"stukken.delen"}), frozenset({"stukken.lezen"}))
_BEHANDELEN = frozenset({"rechtenverzoeken.behandelen"})
_MELDEN = frozenset({"incidenten.melden"})
RECHT_VAN_SOORT: dict[str, tuple[Recht, Recht]] = {
    "verstrekking": _VERSTREKKEN,
    "aanvulling": _VERSTREKKEN,
    "correctie": _VERSTREKKEN,
    "informatieverzoek": _OPVRAGEN,
    "groepsbericht": _STUKKEN,
    "vernietigingsbericht": (None, None),
    "rechtenverzoek": (_BEHANDELEN, _BEHANDELEN),
    "incident": (_MELDEN, _MELDEN),
}
# 1.2, gate 5: «a verstrekking, aanvulling, correctie, groepsbericht or informatieverzoek».
INTREKBAAR = frozenset(
    {"verstrekking", "aanvulling", "correctie", "groepsbericht", "informatieverzoek"}
)

# 1.3, «Functions and these rights (a function counts only at its party)».
_VOL = frozenset({"verstrekken", "ontvangen", "opvragen", "stukken.delen", "stukken.lezen"})
_RECHTEN: dict[tuple[str, str], frozenset[str]] = {
    ("politie", "analist"): _VOL,
    ("politie", "teamchef"): _VOL,
    ("om", "parketsecretaris"): _VOL,
    ("om", "officier"): _VOL,
    ("gemeente", "regisseur"): _VOL,
    ("politie", "wijkagent"): frozenset({"ontvangen", "stukken.delen", "stukken.lezen"}),
    ("gemeente", "burgemeester"): frozenset({"stukken.lezen"}),
    ("om", "zaakofficier"): frozenset(),
}
for _partij in PARTIJEN:
    _RECHTEN[_partij, "privacyfunctionaris"] = _BEHANDELEN
    _RECHTEN[_partij, "fg"] = frozenset()
    _RECHTEN[_partij, "beheerder"] = frozenset()
# «every one of them incidenten.melden»
RECHTEN = {sleutel: rechten | _MELDEN for sleutel, rechten in _RECHTEN.items()}


def geeft(autorisatie: Obj | None, gevraagd: Recht) -> bool:
    """Whether this official's function gives a right that is asked; an unknown one gives none."""
    if gevraagd is None or autorisatie is None:
        return gevraagd is None
    sleutel = autorisatie["partij"], autorisatie["functie"]
    return bool(gevraagd & RECHTEN.get(sleutel, frozenset()))


def datum(tekst: str) -> date:
    return date.fromisoformat(tekst)


def maanden_verder(dag: date, maanden: int) -> date:
    """Calendar months on (or back): «a day a month does not have is its last day» (1.2)."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    maand += 1
    if jaar < date.min.year:
        return date.min
    if jaar > date.max.year:
        return date.max
    return date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))


@dataclass(frozen=True)
class Bericht:
    """One toetsverzoek, read only."""

    kop: Obj
    toestand: Obj

    @cached_property
    def soort(self) -> str:
        return str(self.kop["soort"])

    @cached_property
    def afzender(self) -> str:
        return str(self.kop["afzender"])

    @cached_property
    def ontvanger(self) -> str:
        return str(self.kop["ontvanger"])

    @cached_property
    def kanaal(self) -> str:
        return str(self.kop["kanaal"])

    @cached_property
    def stap(self) -> int | None:
        stap: int | None = self.kop["stap"]
        return stap

    @cached_property
    def onderdelen(self) -> list[tuple[int, Obj]]:
        return list(enumerate(self.kop["onderdelen"]))

    @cached_property
    def vandaag(self) -> date:
        """«Dates are taken in Europe/Amsterdam»."""
        return datetime.fromisoformat(self.toestand["nu"]).astimezone(AMSTERDAM).date()

    @cached_property
    def gegevens(self) -> list[tuple[int, Obj]]:
        """The onderdelen that are personal data in the sense of 1.3."""
        return self.onderdelen if self.soort in VERSTREKKEND else []

    @cached_property
    def mondeling(self) -> bool:
        return self.kanaal in ("overleg", "telefoon")

    @cached_property
    def groep(self) -> Obj:
        return self.toestand["groep"] or {}

    @cached_property
    def verwijzing(self) -> Obj | None:
        verwijzing: Obj | None = self.toestand["verwijzing"]
        return verwijzing

    @cached_property
    def overleg(self) -> Obj | None:
        """The registered overleg this message is said in, if `toestand.overleg` holds it."""
        gevonden: Obj | None = self.toestand["overleg"]
        if self.kanaal != "overleg" or gevonden is None:
            return None
        return gevonden if gevonden["id"] == self.kop.get("overleg") else None

    @cached_property
    def overlegsoort(self) -> str | None:
        return self.overleg["soort"] if self.overleg else None

    @cached_property
    def partijen_aan_tafel(self) -> frozenset[str]:
        """The parties of which somebody is a registered deelnemer."""
        deelnemers = self.overleg["deelnemers"] if self.overleg else []
        autorisaties = [self.autorisatie(deelnemer) for deelnemer in deelnemers]
        return frozenset(gevonden["partij"] for gevonden in autorisaties if gevonden)

    @cached_property
    def onderzoek_loopt(self) -> bool:
        """«an onderzoek hold[s] through [its] last day»; of another group it says nothing."""
        onderzoek = self.groep.get("strafrechtelijkOnderzoek")
        if not onderzoek or self.groep["id"] != self.kop["groep"]:
            return False
        if datum(onderzoek["van"]) > self.vandaag:
            return False
        tot = onderzoek.get("tot")
        return tot is None or datum(tot) >= self.vandaag

    @cached_property
    def gevraagde_rechten(self) -> tuple[Recht, Recht]:
        """1.3; gate 4: «in an overleg of soort driehoek ... `ontvangen` or `stukken.lezen`»."""
        if self.soort == "intrekking":
            # «those of the soort it withdraws, where that can be withdrawn»
            ingetrokken = self.verwijzing["soort"] if self.verwijzing else None
            return RECHT_VAN_SOORT[ingetrokken] if ingetrokken in INTREKBAAR else (None, None)
        van, aan = RECHT_VAN_SOORT[self.soort]
        if self.soort in VERSTREKKEND and self.overlegsoort == "driehoek":
            aan = frozenset({"ontvangen", "stukken.lezen"})
        return van, aan

    def autorisatie(self, verwijzing: str | None) -> Obj | None:
        gevonden: Obj | None = self.toestand["autorisaties"].get(verwijzing)
        return gevonden

    def deugdelijk(self, autorisatie: Obj) -> bool:
        """«aangewezen, geautoriseerd, with geheimhouding and VOG and not past»."""
        vlaggen = ("aangewezen", "geautoriseerd", "geheimhouding", "vog")
        return (
            all(autorisatie[vlag] for vlag in vlaggen)
            and datum(autorisatie["geldigTot"]) >= self.vandaag
        )

    def onbekend(self, partij: str) -> bool:
        """Gate 2: «unknown to the covenant or to `toestand.partijen`»."""
        return partij not in PARTIJEN or partij not in self.toestand["partijen"]

    def weg(self, partij: str) -> bool:
        """A party that toestand holds as not actief."""
        gevonden = self.toestand["partijen"].get(partij)
        return gevonden is not None and not gevonden["actief"]

    def plaats(self, onderdeel: Obj) -> Obj | None:
        """The onderdeel of the earlier message that this one names in `vervangt`."""
        if self.verwijzing is None or onderdeel.get("vervangt") is None:
            return None
        for eerder in self.verwijzing["onderdelen"]:
            if eerder["plaats"] == onderdeel["vervangt"]:
                gevonden: Obj = eerder
                return gevonden
        return None

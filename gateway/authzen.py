"""The decision the standard way: NLgov profile for AuthZEN 1.0.

Asked about a kop, answered with what the toetsing says about it now. Nothing is logged as an
exchange and nothing is sent: it is the same function on the same state as for a real message, so
what a party sees here is what a message would get at this moment. With `context.toestand` a
decision is taken again on the state in a leaf (an auditor's replay).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

from gateway.beeld import Beeld, Beelden
from gateway.fouten import GeenToegang, InvoerOngeldig
from gateway.toegang import Raadpleger
from gateway.toestand import bouw_toestand
from gateway.verantwoording import Verantwoording
from shared.convenant.toetsing import toets
from shared.convenant.verzoek import (
    Kop,
    OngeldigToetsverzoek,
    Toestand,
    Toetsverzoek,
    lees_kop,
    lees_toestand,
)
from shared.opslag.engine import lezend

# De soorten staan in het schema van het profiel; AuthZEN vraagt een werkwoord.
WERKWOORDEN: Mapping[str, str] = {
    "verstrekken": "verstrekking",
    "aanvullen": "aanvulling",
    "corrigeren": "correctie",
    "verzoeken": "informatieverzoek",
    "intrekken": "intrekking",
    "vernietigen": "vernietigingsbericht",
}
"""Verbs that may be used for `action.name` beside the soort itself."""

Fouten = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Vraag:
    """One evaluation as asked; unverified. `plaats`: JSON Pointer of the evaluation."""

    subject_type: str
    subject_id: str | None
    subject_partij: str | None
    action: str
    resource_type: str
    resource_id: str | None
    kop: object
    toestand: object
    plaats: str = ""

    def als_verzoek(self) -> dict[str, Any]:
        """The question in the shape of AuthZEN, without what is state."""
        return {
            "subject": {
                "type": self.subject_type,
                "id": self.subject_id,
                "properties": {"partij": self.subject_partij},
            },
            "action": {"name": self.action},
            "resource": {"type": self.resource_type, "id": self.resource_id},
            "context": {"kop": self.kop},
        }


@dataclass(frozen=True, slots=True)
class _Gelezen:
    kop: Kop
    toestand: Toestand | None
    toestand_json: Any


class Evaluatie:
    """Answers evaluations. Safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        beelden: Beelden,
        klok: Callable[[], datetime],
        verantwoording: Verantwoording,
    ) -> None:
        self._verantwoording = verantwoording
        self._engine = lezend(engine)
        self._beelden = beelden
        self._klok = klok

    def beantwoord(self, vragen: list[Vraag], wie: Raadpleger) -> list[dict[str, Any]]:
        """An answer to each; `InvoerOngeldig` lists every fault in all of them."""
        fouten: Fouten = []
        gelezen = [_lees(vraag, fouten) for vraag in vragen]
        if fouten:
            raise InvoerOngeldig("De vraag heeft niet de vorm van het profiel.", tuple(fouten))
        nu = self._klok()
        with self._engine.connect() as verbinding:
            beeld = self._beelden.lees(verbinding)
            antwoorden = [
                self._beslis(vraag, wie, nu, verbinding, beeld)
                for vraag in gelezen
                if vraag is not None
            ]
        gevraagd = [
            (een.kop, vraag.als_verzoek())
            for een, vraag in zip(gelezen, vragen, strict=True)
            if een is not None
        ]
        self._verantwoording.evaluaties(gevraagd, antwoorden, beeld.regels)
        return antwoorden

    def _beslis(
        self,
        vraag: _Gelezen,
        wie: Raadpleger,
        nu: datetime,
        verbinding: Connection,
        beeld: Beeld,
    ) -> dict[str, Any]:
        eigen = wie.autorisatie is None and vraag.kop.afzender == wie.partij
        if vraag.toestand is None and not eigen:
            raise GeenToegang(
                "Zonder toestand beantwoordt de gateway alleen vragen van de partij die de kop "
                "als afzender noemt."
            )
        toestand_json, toestand = vraag.toestand_json, vraag.toestand
        if toestand is None:
            toestand_json = bouw_toestand(verbinding, beeld, vraag.kop, nu)
            toestand = lees_toestand(toestand_json)
        besluit = toets(Toetsverzoek(kop=vraag.kop, toestand=toestand), beeld.regels)
        return {
            "decision": besluit.toegestaan,
            "context": {**besluit.als_dict(), "toestand": toestand_json},
        }


def _lees(vraag: Vraag, fouten: Fouten) -> _Gelezen | None:
    kop: Kop | None = None
    toestand: Toestand | None = None
    try:
        kop = lees_kop(vraag.kop)
    except OngeldigToetsverzoek as fout:
        fouten += [(f"{vraag.plaats}/context/kop{f.pad}", f.melding) for f in fout.fouten]
    if vraag.toestand is not None:
        try:
            toestand = lees_toestand(vraag.toestand)
        except OngeldigToetsverzoek as fout:
            fouten += [(f"{vraag.plaats}/context/toestand{f.pad}", f.melding) for f in fout.fouten]
    fouten += [(f"{vraag.plaats}{pad}", melding) for pad, melding in _samenhang(vraag, kop)]
    return None if kop is None else _Gelezen(kop, toestand, vraag.toestand)


def _samenhang(vraag: Vraag, kop: Kop | None) -> Fouten:
    """What is asked must be what the kop says, or the answer is on another question."""
    fouten: Fouten = []
    if vraag.subject_type != "medewerker":
        fouten.append(("/subject/type", "moet medewerker zijn"))
    if vraag.resource_type != "groep":
        fouten.append(("/resource/type", "moet groep zijn"))
    if kop is None:
        return fouten
    if vraag.subject_id != kop.medewerker:
        fouten.append(("/subject/id", "is een andere medewerker dan die in de kop"))
    if vraag.subject_partij not in (None, kop.afzender):
        fouten.append(("/subject/properties/partij", "is een andere partij dan de afzender"))
    if WERKWOORDEN.get(vraag.action, vraag.action) != kop.soort:
        fouten.append(("/action/name", "is een andere handeling dan de soort in de kop"))
    if vraag.resource_id != kop.groep:
        fouten.append(("/resource/id", "is een andere groep dan die in de kop"))
    return fouten

"""The decision the standard way: NLgov profile for AuthZEN 1.0.

Asked about a kop, answered with what the toetsing says about it now. Nothing is logged as an
exchange and nothing is sent: it is the same function on the same state as for a real message, so
what a party sees here is what a message would get at this moment. A party asks only as the sender,
for the official the kop names. With `context.toestand` a decision is taken again on the state in a
leaf: an auditor's replay, and nobody else's. What is no kop the covenant knows is not decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.fouten import GeenToegang, InvoerOngeldig
from gateway.logboek.verantwoording import Verantwoording
from gateway.registers.beeld import Beeld, Fundament
from gateway.toegang.zicht import Raadpleger
from gateway.toetsen.toestand import bouw_toestand
from shared.convenant.begrippen import Convenantregels
from shared.convenant.poorten.toetsing import toets
from shared.convenant.verzoek import (
    Kop,
    OngeldigToetsverzoek,
    Toetsverzoek,
    lees_kop,
    lees_toetsverzoek,
    stel_verzoek_samen,
)
from shared.opslag.engine import lezend

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
    """A kop in the covenant's codes; with the state it comes with, if it does."""

    kop: Kop
    kop_json: dict[str, Any]
    verzoek: Toetsverzoek | None


class Evaluatie:
    """Answers evaluations. Safe to share between threads."""

    def __init__(
        self,
        fundament: Fundament,
        verantwoording: Verantwoording,
    ) -> None:
        self._verantwoording = verantwoording
        self._engine = lezend(fundament.engine)
        self._beelden = fundament.beelden
        self._klok = fundament.klok

    def beantwoord(self, vragen: list[Vraag], wie: Raadpleger) -> list[dict[str, Any]]:
        """An answer to each; `InvoerOngeldig` lists every fault in all of them.

        `GeenToegang` for what this caller may not ask, before anything of it is looked at.
        """
        for vraag in vragen:
            _eis_vrager(vraag, wie)
        nu, fouten = self._klok(), Fouten()
        with self._engine.connect() as verbinding:
            beeld = self._beelden.lees(verbinding)
            gelezen = [_lees(vraag, beeld.regels, fouten) for vraag in vragen]
            if fouten:
                raise InvoerOngeldig("De vraag heeft niet de vorm van het profiel.", tuple(fouten))
            antwoorden = [
                self._beslis(vraag, een, nu, verbinding, beeld)
                for vraag, een in zip(vragen, gelezen, strict=True)
                if een is not None
            ]
        gevraagd = [
            (een.kop, vraag.als_verzoek())
            for een, vraag in zip(gelezen, vragen, strict=True)
            if een is not None
        ]
        self._verantwoording.evaluaties(gevraagd, antwoorden, beeld.regels)
        return antwoorden

    def _beslis(
        self, vraag: Vraag, gelezen: _Gelezen, nu: datetime, verbinding: Connection, beeld: Beeld
    ) -> dict[str, Any]:
        toestand, verzoek = vraag.toestand, gelezen.verzoek
        if verzoek is None:
            toestand = bouw_toestand(verbinding, beeld, gelezen.kop, nu)
            verzoek = stel_verzoek_samen(gelezen.kop, gelezen.kop_json, toestand, beeld.regels)
        besluit = toets(verzoek, beeld.regels)
        return {
            "decision": besluit.toegestaan,
            "context": {**besluit.als_dict(), "toestand": toestand},
        }


def _eis_vrager(vraag: Vraag, wie: Raadpleger) -> None:
    """A person who checks the log takes decisions again; a party asks about its own messages."""
    if wie.autorisatie is None and vraag.toestand is not None:
        raise GeenToegang("Een toestand geeft alleen wie het logboek controleert mee.")
    if vraag.toestand is None and (wie.autorisatie is not None or _is_ander(vraag, wie)):
        raise GeenToegang(
            "Zonder toestand beantwoordt de gateway alleen vragen van de partij die de kop "
            "als afzender noemt."
        )


def _is_ander(vraag: Vraag, wie: Raadpleger) -> bool:
    """Whether the kop is somebody else's; one without a sender is no kop, and told so."""
    afzender = vraag.kop.get("afzender") if isinstance(vraag.kop, dict) else None
    return isinstance(afzender, str) and afzender != wie.partij


def _lees(vraag: Vraag, regels: Convenantregels, fouten: Fouten) -> _Gelezen | None:
    """Every fault in shape and codes of the kop, and of the state where there is one."""
    kop, verzoek = None, None
    try:
        if vraag.toestand is None:
            kop = lees_kop(vraag.kop, regels)
        else:
            document = {"kop": vraag.kop, "toestand": vraag.toestand}
            verzoek = lees_toetsverzoek(document, regels)
            kop = verzoek.kop
    except OngeldigToetsverzoek as fout:
        begin = "/context/kop" if vraag.toestand is None else "/context"
        fouten += [(f"{vraag.plaats}{begin}{een.pad}", een.melding) for een in fout.fouten]
    fouten += [(f"{vraag.plaats}{pad}", melding) for pad, melding in _samenhang(vraag, regels)]
    if kop is None or not isinstance(vraag.kop, dict):
        return None
    return _Gelezen(kop, vraag.kop, verzoek)


def _samenhang(vraag: Vraag, regels: Convenantregels) -> Fouten:
    """What is asked must be what the kop says, or the answer is on another question."""
    fouten: Fouten = []
    if vraag.subject_type != "medewerker":
        fouten.append(("/subject/type", "moet medewerker zijn"))
    if vraag.resource_type != "groep":
        fouten.append(("/resource/type", "moet groep zijn"))
    if not isinstance(vraag.kop, dict):
        return fouten
    kop = vraag.kop
    if vraag.subject_id != kop.get("medewerker"):
        fouten.append(("/subject/id", "is een andere medewerker dan die in de kop"))
    if vraag.subject_partij not in (None, kop.get("afzender")):
        fouten.append(("/subject/properties/partij", "is een andere partij dan de afzender"))
    if kop.get("soort") not in (vraag.action, _soort_van(vraag.action, regels)):
        fouten.append(("/action/name", "is een andere handeling dan de soort in de kop"))
    if vraag.resource_id != kop.get("groep"):
        zin = "is een andere groep dan die in de kop"
        if kop.get("groep") is None:
            zin = "hoort er niet: de kop gaat over geen groep; laat id weg of maak het null"
        fouten.append(("/resource/id", zin))
    return fouten


def _soort_van(werkwoord: str, regels: Convenantregels) -> str | None:
    """The kind of message that doing this is."""
    soorten = regels.soorten.items()
    return next((code for code, rij in soorten if rij.werkwoord == werkwoord), None)

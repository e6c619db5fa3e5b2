"""Who asks, and what of the log is theirs to see.

Two kinds of callers: a party, by the certificate on its connection; and a person with the right
to check (`controleren` in the covenant file), by access token. Whose function exists at any party
is independent and sees everything; whose function belongs to one party sees what that party sees.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine

from gateway.beeld import Beelden
from gateway.domein import Partij
from gateway.fouten import GeenToegang
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.berichten import Berichtenregister
from shared.bericht.jsonvorm import b64url, jcs
from shared.convenant.regeltypen import ALLE
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Bladsoort, GelezenBlad
from shared.opslag.engine import lezend

RECHT = "controleren"

_VOOR_ELKE_PARTIJ = frozenset({Bladsoort.GROEPSBESLUIT, Bladsoort.PARTIJ, Bladsoort.CONVENANT})
_ALARMEN = frozenset({"alarm", "alarm-overgang"})
_VAN_EEN_PARTIJ = frozenset({Bladsoort.AUTORISATIE, Bladsoort.RAADPLEGING})


def account_van(uitgever: str, sub: str) -> str:
    """How an access token's person stands in the register: a hash over issuer and subject."""
    return b64url(sha256(jcs([uitgever, sub])).digest())


@dataclass(frozen=True, slots=True)
class Raadpleger:
    """Who reads the log. `partij` is None for an independent auditor, who sees everything.

    `autorisatie` is the reference of the person's authorisation, None for a party's own system.
    """

    partij: str | None
    autorisatie: str | None
    oin: str | None

    def voor_log(self) -> dict[str, Any]:
        """Who it was, as a `raadpleging` leaf names it."""
        return {"partij": self.partij, "autorisatie": self.autorisatie, "oin": self.oin}


class Toegang:
    """Turns an identity into a `Raadpleger`. Safe to share between threads."""

    def __init__(self, engine: Engine, beelden: Beelden) -> None:
        self._engine = lezend(engine)
        self._beelden = beelden

    def partij(self, oin: str) -> Raadpleger:
        """The party behind a connection. Raises `AfzenderIsAnder` for an unknown OIN."""
        with self._engine.connect() as verbinding:
            partij = self._beelden.lees(verbinding).partij_van(oin)
        return Raadpleger(partij=partij.code, autorisatie=None, oin=oin)

    def partijen(self) -> list[Partij]:
        """Every registered party, in order of code."""
        with self._engine.connect() as verbinding:
            return list(self._beelden.lees(verbinding).partijen.values())

    def persoon(self, uitgever: str, sub: str, nu: datetime) -> Raadpleger:
        """The person behind a token. Raises `GeenToegang` without a valid right to check."""
        with self._engine.connect() as verbinding:
            beeld = self._beelden.lees(verbinding)
            register = Autorisatieregister(verbinding)
            autorisatie = register.van_account(account_van(uitgever, sub))
        if autorisatie is None or not autorisatie.geldt_op(datum_nl(nu)):
            raise GeenToegang("Voor dit account is hier geen geldige autorisatie geregistreerd.")
        functies = beeld.regels.functies
        functie = functies.get(autorisatie.partij, {}).get(autorisatie.functie)
        if functie is None or RECHT not in functie.rechten:
            raise GeenToegang("Uw functie geeft geen recht om het logboek te raadplegen.")
        onafhankelijk = autorisatie.functie in functies.get(ALLE, {})
        return Raadpleger(
            partij=None if onafhankelijk else autorisatie.partij,
            autorisatie=autorisatie.id,
            oin=None,
        )


def mag_zien(raadpleger: Raadpleger, blad: GelezenBlad, verbinding: Connection) -> bool:
    """Whether a leaf is this caller's to see. What no line here allows, is not."""
    if raadpleger.partij is None:
        return True
    if blad.soort in _VOOR_ELKE_PARTIJ:
        return True
    if blad.soort is Bladsoort.BESLUIT:
        return raadpleger.partij in _partijen_van(blad.velden["kop"])
    if blad.soort is Bladsoort.BEVESTIGING:
        return _is_partij_bij(raadpleger, blad.velden["id"], verbinding)
    if blad.soort is Bladsoort.MONDELING:
        return _is_partij_bij(raadpleger, blad.velden["bericht"], verbinding)
    if blad.soort is Bladsoort.INCIDENT and blad.velden.get("incident") in _ALARMEN:
        return raadpleger.partij in _lijst(blad.velden["partijen"])
    if blad.soort in _VAN_EEN_PARTIJ:
        return blad.velden.get("partij") == raadpleger.partij
    return False


def _is_partij_bij(raadpleger: Raadpleger, bericht: object, verbinding: Connection) -> bool:
    """Whether this party sent or received the message."""
    stand = Berichtenregister(verbinding).een(str(bericht))
    return stand is not None and raadpleger.partij in (stand.afzender, stand.ontvanger)


def _lijst(waarde: object) -> Sequence[object]:
    return waarde if isinstance(waarde, list) else ()


def _partijen_van(kop: object) -> tuple[object, ...]:
    return (kop["afzender"], kop["ontvanger"]) if isinstance(kop, Mapping) else ()

"""Who asks, and what of the log is theirs to see.

Two kinds of callers: a party, by the certificate on its connection; and a person with the right
to check (`controleren` in the covenant file), by access token. Either sees what that party may see:
the bodies of the leaves of messages it sent or received. Over all parties looks only who all of
them together appointed (`aanstellingen`), for the days of that appointment, and with the account
they appointed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine

from gateway.aanstellingen.opdrachten import mag_controleren
from gateway.aanstellingen.opslag import Aanstellingregister
from gateway.beeld import Beelden
from gateway.domein import Autorisatie, Partij
from gateway.fouten import GeenToegang
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.berichten import Berichtenregister
from shared.bericht.jsonvorm import b64url, jcs
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Bladsoort, GelezenBlad
from shared.logboek.handtekeningen import AANSTELLING
from shared.opslag.engine import lezend

_VOOR_ELKE_PARTIJ = frozenset({Bladsoort.GROEPSBESLUIT, Bladsoort.PARTIJ, Bladsoort.CONVENANT})
_ALARMEN = frozenset({"alarm", "alarm-overgang"})
_VAN_EEN_PARTIJ = frozenset({Bladsoort.AUTORISATIE, Bladsoort.RAADPLEGING, Bladsoort.OVERLEG})
_AANSTELLINGSLEDEN = frozenset({AANSTELLING, "beeindiging"})


def account_van(uitgever: str, sub: str) -> str:
    """How an access token's person stands in the register: a hash over issuer and subject."""
    return b64url(sha256(jcs([uitgever, sub])).digest())


@dataclass(frozen=True, slots=True)
class Raadpleger:
    """Who reads the log. `partij` is None for who all parties appointed, who sees everything.

    `autorisatie` is the reference of the person's authorisation, None for a party's own system;
    `aanstelling` that of the appointment by which somebody looks over all parties.
    """

    partij: str | None
    autorisatie: str | None
    oin: str | None
    aanstelling: str | None = None

    def voor_log(self) -> dict[str, Any]:
        """Who it was, as a `raadpleging` leaf names it."""
        wie = {"partij": self.partij, "autorisatie": self.autorisatie, "oin": self.oin}
        return wie if self.aanstelling is None else {**wie, "aanstelling": self.aanstelling}


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

    def persoon(
        self, uitgever: str, sub: str, nu: datetime, genoemd: str | None = None
    ) -> Raadpleger:
        """The person behind a token. Raises `GeenToegang` without a valid right to check.

        More than one party may have registered the same account. None of them takes it from
        another: an appointment by all goes first, and else `genoemd` says which of them it is.
        """
        dag, account = datum_nl(nu), account_van(uitgever, sub)
        with self._engine.connect() as verbinding:
            regels = self._beelden.lees(verbinding).regels
            van_account = Autorisatieregister(verbinding).van_account(account)
            lezers = _lezers(regels, van_account, genoemd, dag)
            aanstellingen = Aanstellingregister(verbinding)
            for wie in lezers:
                aanstelling = aanstellingen.geldig_voor(wie.id, account, dag)
                if aanstelling is not None:
                    return Raadpleger(None, wie.id, None, aanstelling.id)
        if len(lezers) > 1:
            raise GeenToegang(
                "Meer dan één partij registreerde uw account; noem in de kop Autorisatie de "
                "verwijzing van de autorisatie waarmee u leest."
            )
        return Raadpleger(lezers[0].partij, lezers[0].id, None)


def _lezers(
    regels: Convenantregels, gevonden: Sequence[Autorisatie], genoemd: str | None, dag: date
) -> list[Autorisatie]:
    """With which of these somebody may read the log today; at least one."""
    geldig = [een for een in gevonden if een.geldt_op(dag) and genoemd in (None, een.id)]
    if not geldig:
        raise GeenToegang("Voor dit account is geen geldige autorisatie geregistreerd.")
    lezers = [een for een in geldig if mag_controleren(regels, een.partij, een.functie)]
    if not lezers:
        raise GeenToegang("Uw functie geeft geen recht om het logboek te raadplegen.")
    return lezers


def mag_zien(raadpleger: Raadpleger, blad: GelezenBlad, verbinding: Connection) -> bool:
    """Whether a leaf is this caller's to see. What no line here allows, is not."""
    if raadpleger.partij is None:
        return True
    if blad.soort in _VOOR_ELKE_PARTIJ or _over_aanstelling(blad):
        return True
    if blad.soort is Bladsoort.BESLUIT:
        return raadpleger.partij in _partijen_van(blad.velden["kop"])
    if blad.soort is Bladsoort.BEVESTIGING:
        return _is_partij_bij(raadpleger, blad.velden["id"], verbinding)
    if blad.soort is Bladsoort.MONDELING:
        berichten = _lijst(blad.velden.get("berichten"))
        return any(_is_partij_bij(raadpleger, een, verbinding) for een in berichten)
    if blad.soort is Bladsoort.INCIDENT and blad.velden.get("incident") in _ALARMEN:
        return raadpleger.partij in _lijst(blad.velden["partijen"])
    if blad.soort in _VAN_EEN_PARTIJ:
        return blad.velden.get("partij") == raadpleger.partij
    return False


def _over_aanstelling(blad: GelezenBlad) -> bool:
    """An auditor's appointment is every party's: each signed it, and each may end it."""
    return blad.soort is Bladsoort.AUTORISATIE and bool(_AANSTELLINGSLEDEN & blad.velden.keys())


def _is_partij_bij(raadpleger: Raadpleger, bericht: object, verbinding: Connection) -> bool:
    """Whether this party sent or received the message."""
    stand = Berichtenregister(verbinding).een(str(bericht))
    return stand is not None and raadpleger.partij in (stand.afzender, stand.ontvanger)


def _lijst(waarde: object) -> Sequence[object]:
    return waarde if isinstance(waarde, list) else ()


def _partijen_van(kop: object) -> tuple[object, ...]:
    return (kop["afzender"], kop["ontvanger"]) if isinstance(kop, Mapping) else ()

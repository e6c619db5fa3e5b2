"""Who asks, and what of the log is theirs to see.

Two kinds of callers: a party, by the certificate on its connection; and a person with the right
to check (`controleren` in the covenant file), by access token. Either sees what that party may see:
the bodies of the leaves of messages it sent or received. Over all parties looks only who all of
them together appointed (`aanstellingen`), for the days of that appointment, and with the account
they appointed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine

from gateway.fouten import GeenToegang
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beelden
from gateway.registers.begrippen import Autorisatie, Partij
from gateway.registers.berichten import Berichtenregister
from gateway.toegang.aanstellingen import Aanstellingregister, mag_controleren
from shared.bericht.jsonvorm import JsonWaarde, b64url, jcs
from shared.bewijsbundel.blad.handtekeningen import AANSTELLING
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Bladsoort, GelezenBlad
from shared.opslag.engine import lezend

_VOOR_ELKE_PARTIJ = frozenset({Bladsoort.GROEPSBESLUIT, Bladsoort.PARTIJ, Bladsoort.CONVENANT})
_ALARMEN = frozenset({"alarm", "alarm-overgang"})
_VAN_EEN_PARTIJ = frozenset({Bladsoort.AUTORISATIE, Bladsoort.RAADPLEGING, Bladsoort.OVERLEG})
IEDER = "*"
"""Stands for every party, where parties are named whose it is to see something."""

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
        raise GeenToegang(
            f"Voor dit account is geen geldige autorisatie geregistreerd. {_wie_leest(regels)}"
        )
    lezers = [een for een in geldig if mag_controleren(regels, een.partij, een.functie)]
    if not lezers:
        zin = "Uw functie geeft geen recht om het logboek te raadplegen."
        raise GeenToegang(f"{zin} {_wie_leest(regels)}")
    return lezers


def _wie_leest(regels: Convenantregels) -> str:
    """Whose token opens the gateway: another person's opens only that person's own party."""
    titels = {
        functie.titel: None
        for partij, functies in regels.functies.items()
        for code, functie in functies.items()
        if mag_controleren(regels, partij, code)
    }
    return (
        f"Bij de gateway leest met een token alleen wie controleert ({', '.join(titels)}); met een "
        "ander recht leest u bij uw eigen partij."
    )


def mag_zien(raadpleger: Raadpleger, blad: GelezenBlad, verbinding: Connection) -> bool:
    """Whether a leaf is this caller's to see. What no line here allows, is not."""
    if raadpleger.partij is None:
        return True
    partijen = zichtbaar_voor(blad.soort, blad.velden, lambda een: _wisselden(een, verbinding))
    return bool({IEDER, raadpleger.partij} & partijen)


def zichtbaar_voor(
    soort: Bladsoort,
    velden: Mapping[str, JsonWaarde],
    wisselden: Callable[[str], Collection[str]],
) -> frozenset[str]:
    """The parties whose it is to see a leaf, `IEDER` for every party; empty: of none of them.

    `wisselden`: of a message the parties that sent and received it.
    """
    if soort in _VOOR_ELKE_PARTIJ or _over_aanstelling(soort, velden):
        return frozenset({IEDER})
    if soort is Bladsoort.BESLUIT:
        return _partijen_van(velden["kop"])
    if soort is Bladsoort.BEVESTIGING:
        return frozenset(wisselden(str(velden["id"])))
    if soort is Bladsoort.MONDELING:
        berichten = _lijst(velden.get("berichten"))
        return frozenset(partij for een in berichten for partij in wisselden(str(een)))
    if soort is Bladsoort.INCIDENT and velden.get("incident") in _ALARMEN:
        return frozenset(map(str, _lijst(velden["partijen"])))
    if soort in _VAN_EEN_PARTIJ and velden.get("partij") is not None:
        return frozenset({str(velden["partij"])})
    return frozenset()


def _over_aanstelling(soort: Bladsoort, velden: Mapping[str, JsonWaarde]) -> bool:
    """An auditor's appointment is every party's: each signed it, and each may end it."""
    return soort is Bladsoort.AUTORISATIE and bool(_AANSTELLINGSLEDEN & velden.keys())


def _wisselden(bericht: str, verbinding: Connection) -> tuple[str, ...]:
    """The parties that sent and received a message."""
    stand = Berichtenregister(verbinding).een(bericht)
    return () if stand is None else (stand.afzender, stand.ontvanger)


def _lijst(waarde: object) -> Sequence[object]:
    return waarde if isinstance(waarde, list) else ()


def _partijen_van(kop: object) -> frozenset[str]:
    wie = (kop["afzender"], kop["ontvanger"]) if isinstance(kop, Mapping) else ()
    return frozenset(map(str, wie))

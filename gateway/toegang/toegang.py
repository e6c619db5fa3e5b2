"""Who asks, and what of the log is theirs to see.

Two kinds of callers: a party, by the certificate on its connection; and a person with the right
to check (`controleren` in the covenant file), by access token. Either sees what that party may see:
the bodies of the leaves of messages it sent or received. Over all parties looks only who all of
them together appointed (`aanstellingen`), for the days of that appointment, and with the account
they appointed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import Engine

from gateway.fouten import GeenToegang
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beelden
from gateway.registers.begrippen import Autorisatie, Partij
from gateway.toegang.aanstellingen import Aanstellingregister, mag_controleren
from gateway.toegang.zicht import Raadpleger
from shared.bericht.jsonvorm import b64url, jcs
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.opslag.engine import lezend


def account_van(uitgever: str, sub: str) -> str:
    """How an access token's person stands in the register: a hash over issuer and subject."""
    return b64url(sha256(jcs([uitgever, sub])).digest())


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

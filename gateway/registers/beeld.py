"""The slow-moving registers as one immutable picture, read again only when they changed.

Parties, certificates and the covenant change a few times a year and are needed on every message.
A picture hangs on the registers' mark (`Convenantregister.stand`), which is read inside the same
transaction as the decision: a picture that no longer holds is never decided on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from gateway.fouten import AfzenderIsAnder, RegisterGewijzigd
from gateway.registers.begrippen import ONDERTEKENING, TRANSPORT, Convenantversie, Partij
from gateway.registers.convenanten import Convenantregister
from gateway.registers.partijen import Partijregister
from shared.bericht.partijen.partijdocument import kies
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.convenant.regels.laden import Convenantregels, laad_convenant
from shared.logboek.schrijver import Logschrijver
from shared.tijd.klok import Klok
from shared.web.aanmelding.gebelden import Adres, Verwacht, per_adres


@dataclass(frozen=True, slots=True)
class Beeld:
    """Parties, their certificates and the covenant as they were at one mark.

    `transport`: by OIN, the x5t#S256 of each certificate that party may connect with. `gebelden`:
    by address, who takes messages in there.
    """

    stand: str
    partijen: Mapping[str, Partij]
    partijen_op_oin: Mapping[str, Partij]
    ondertekening: Mapping[str, tuple[Certificaat, ...]]
    transport: Mapping[str, frozenset[str]]
    gebelden: Mapping[Adres, Verwacht]
    convenant: Convenantversie
    convenant_toestand: Mapping[str, Any]
    regels: Convenantregels

    def tekende(self, partij: str, handtekening: str) -> Certificaat | None:
        """Of a party's signing certificates the one a signature names, else its current one."""
        van_partij = self.ondertekening.get(partij)
        return kies(van_partij, handtekening) if van_partij else None

    def partij_van(self, oin: str) -> Partij:
        """The party behind a connection. Raises `AfzenderIsAnder` for an unknown OIN."""
        partij = self.partijen_op_oin.get(oin)
        if partij is None:
            raise AfzenderIsAnder("De organisatie achter deze verbinding is hier niet bekend.")
        return partij


class Beelden:
    """Keeps the last picture. One object per process; safe to share between threads."""

    def __init__(self) -> None:
        self._laatste: Beeld | None = None

    @property
    def laatste(self) -> Beeld | None:
        """The picture read last; it may no longer hold, which only `lees` can tell."""
        return self._laatste

    def lees(self, verbinding: Connection) -> Beeld:
        """The picture that holds in this transaction."""
        stand = Convenantregister(verbinding).stand()
        if stand is None:
            raise RegisterGewijzigd("De registers van de gateway zijn nog niet geladen.")
        beeld = self._laatste
        if beeld is None or beeld.stand != stand:
            beeld = _laad(verbinding, stand, beeld)
            self._laatste = beeld
        return beeld


@dataclass(frozen=True)
class Fundament:
    """What every part of the gateway stands on. One set per process, safe to share.

    engine: the database; who only reads, makes it so. schrijver: the one way to write in it, with
    what goes into the log. beelden: the registers as they are now. vertrouwen: whose certificates
    count. klok: what time it is.
    """

    engine: Engine
    schrijver: Logschrijver
    beelden: Beelden
    vertrouwen: Vertrouwenslijst
    klok: Klok


def _laad(verbinding: Connection, stand: str, vorig: Beeld | None) -> Beeld:
    convenant = Convenantregister(verbinding).actueel()
    if convenant is None:
        raise RegisterGewijzigd("De registers van de gateway hebben nog geen convenant.")
    if vorig is not None and vorig.convenant.hash == convenant.hash:
        regels = vorig.regels
    else:
        regels = laad_convenant(convenant.bron)
    partijen = Partijregister(verbinding).alle()
    transport = {
        partij.oin: frozenset(een.x5t_s256 for een in partij.geldende(TRANSPORT))
        for partij in partijen.values()
    }
    return Beeld(
        stand=stand,
        partijen=partijen,
        partijen_op_oin={partij.oin: partij for partij in partijen.values()},
        ondertekening={code: partij.geldende(ONDERTEKENING) for code, partij in partijen.items()},
        transport=transport,
        gebelden=per_adres(
            [(een.endpoint, een.oin, transport[een.oin]) for een in partijen.values()]
        ),
        convenant=convenant,
        convenant_toestand=convenant.toestand(),
        regels=regels,
    )

"""Queries on parties: what each signed about itself, and the certificates that go with it.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from gateway.registers.begrippen import Partij
from gateway.registers.tabellen import CertificaatRij, PartijdocumentRij, PartijRij
from shared.bericht.partijen.partijbestand import Partijbestand
from shared.bericht.partijen.partijdocument import GetekendDocument, lees_partijdocument
from shared.bericht.sleutels.certificaten import Certificaat

_Sleutel = tuple[str, str]


class Partijregister:
    """Parties and their certificates."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def alle(self) -> dict[str, Partij]:
        """Every party that signed something about itself, by its code."""
        certificaten: dict[str, dict[str, Certificaat]] = {}
        kolommen = select(CertificaatRij.partij, CertificaatRij.x5t_s256, CertificaatRij.pem)
        for code, naam, pem in self._verbinding.execute(kolommen):
            certificaten.setdefault(code, {})[naam] = Certificaat.uit_pem(pem)
        vraag = select(
            PartijdocumentRij.partij, PartijdocumentRij.inhoud, PartijdocumentRij.handtekening
        ).order_by(PartijdocumentRij.partij, PartijdocumentRij.versie)
        ketens: dict[str, list[GetekendDocument]] = {}
        for rij in self._verbinding.execute(vraag):
            ketens.setdefault(rij.partij, []).append(_getekend(rij.inhoud, rij.handtekening))
        return {
            code: Partij(
                lees_partijdocument(keten[-1].inhoud),
                Partijbestand(tuple(keten), certificaten.get(code, {})),
            )
            for code, keten in ketens.items()
        }

    def keten(self, code: str) -> list[GetekendDocument]:
        """What one party signed, the oldest first."""
        vraag = (
            select(PartijdocumentRij.inhoud, PartijdocumentRij.handtekening)
            .where(PartijdocumentRij.partij == code)
            .order_by(PartijdocumentRij.versie)
        )
        return [_getekend(*rij) for rij in self._verbinding.execute(vraag)]

    def bewaar(self, partij: Partij, nu: datetime) -> None:
        """Insert or replace a party; what it signed before stays, and is not written anew.

        Certificates it no longer names are marked withdrawn.
        """
        velden = {
            "oin": partij.oin,
            "naam": partij.naam,
            "endpoint": partij.endpoint,
            "actief": partij.actief,
            "dpia_goedgekeurd": partij.dpia_goedgekeurd,
        }
        gewijzigd = self._verbinding.execute(
            update(PartijRij).where(PartijRij.code == partij.code).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(PartijRij).values(code=partij.code, **velden))
        bekend = len(self.keten(partij.code))
        for versie, een in enumerate(partij.bestand.keten[bekend:], bekend + 1):
            document = lees_partijdocument(een.inhoud)
            self._verbinding.execute(
                insert(PartijdocumentRij).values(
                    partij=partij.code, versie=versie, inhoud=een.inhoud.decode(),
                    handtekening=een.handtekening,
                )
            )  # fmt: skip
            paren = [
                (rol, naam)
                for rol, namen in document.certificaten.per_rol().items()
                for naam in namen
            ]
            self._bewaar_certificaten(partij, paren, nu)

    def _bewaar_certificaten(self, partij: Partij, paren: Iterable[_Sleutel], nu: datetime) -> None:
        """These are the certificates by role; every other of this party is withdrawn."""
        van_partij = CertificaatRij.partij == partij.code
        self._verbinding.execute(
            update(CertificaatRij)
            .where(van_partij, CertificaatRij.ingetrokken_op.is_(None))
            .values(ingetrokken_op=nu)
        )
        for rol, naam in paren:
            hersteld = self._verbinding.execute(
                update(CertificaatRij)
                .where(van_partij, CertificaatRij.rol == rol, CertificaatRij.x5t_s256 == naam)
                .values(ingetrokken_op=None)
            )
            if hersteld.rowcount == 0:
                self._verbinding.execute(
                    insert(CertificaatRij).values(
                        x5t_s256=naam, partij=partij.code, rol=rol,
                        pem=partij.bestand.certificaten[naam].pem, geregistreerd_op=nu,
                    )
                )  # fmt: skip

    def certificaten(self) -> dict[str, str]:
        """Every certificate that was ever registered: PEM by fingerprint (evidence needs them)."""
        rijen = self._verbinding.execute(select(CertificaatRij.x5t_s256, CertificaatRij.pem))
        return {rij.x5t_s256: rij.pem for rij in rijen}


def _getekend(inhoud: str, handtekening: str) -> GetekendDocument:
    return GetekendDocument(inhoud.encode(), handtekening)

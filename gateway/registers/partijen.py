"""Queries on parties and their certificates.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from gateway.domein import Partij
from gateway.modellen import CertificaatRij, PartijRij


class Partijregister:
    """Parties and their certificates."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def alle(self) -> dict[str, Partij]:
        """Every party by its code, with its current certificates."""
        pems: dict[str, dict[str, str]] = {}
        kolommen = select(CertificaatRij.partij, CertificaatRij.rol, CertificaatRij.pem)
        for partij, rol, pem in self._verbinding.execute(
            kolommen.where(CertificaatRij.ingetrokken_op.is_(None))
        ):
            pems.setdefault(partij, {})[rol] = pem
        rijen = self._verbinding.execute(
            select(
                PartijRij.code,
                PartijRij.oin,
                PartijRij.naam,
                PartijRij.endpoint,
                PartijRij.actief,
                PartijRij.dpia_goedgekeurd,
            ).order_by(PartijRij.code)
        )
        return {
            rij.code: Partij(**rij._mapping, certificaten=pems.get(rij.code, {})) for rij in rijen
        }

    def bewaar(self, partij: Partij, vingerafdrukken: Mapping[str, str], nu: datetime) -> None:
        """Insert or replace a party; certificates it no longer names are marked withdrawn."""
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
        self._trek_in(partij, nu)
        for rol, pem in partij.certificaten.items():
            self._bewaar_certificaat(partij.code, rol, pem, vingerafdrukken[rol], nu)

    def _trek_in(self, partij: Partij, nu: datetime) -> None:
        """Withdraw what stands in a role the party has nothing in any more."""
        self._verbinding.execute(
            update(CertificaatRij)
            .where(
                CertificaatRij.partij == partij.code,
                CertificaatRij.rol.not_in(sorted(partij.certificaten)),
                CertificaatRij.ingetrokken_op.is_(None),
            )
            .values(ingetrokken_op=nu)
        )

    def _bewaar_certificaat(
        self, partij: str, rol: str, pem: str, vingerafdruk: str, nu: datetime
    ) -> None:
        van_deze_rol = (CertificaatRij.partij == partij) & (CertificaatRij.rol == rol)
        self._verbinding.execute(
            update(CertificaatRij)
            .where(
                van_deze_rol,
                CertificaatRij.x5t_s256 != vingerafdruk,
                CertificaatRij.ingetrokken_op.is_(None),
            )
            .values(ingetrokken_op=nu)
        )
        hersteld = self._verbinding.execute(
            update(CertificaatRij)
            .where(van_deze_rol, CertificaatRij.x5t_s256 == vingerafdruk)
            .values(ingetrokken_op=None)
        )
        if hersteld.rowcount == 0:
            self._verbinding.execute(
                insert(CertificaatRij).values(
                    x5t_s256=vingerafdruk, partij=partij, rol=rol, pem=pem, geregistreerd_op=nu
                )
            )

    def certificaten(self) -> dict[str, str]:
        """Every certificate that was ever registered: PEM by fingerprint (evidence needs them)."""
        rijen = self._verbinding.execute(select(CertificaatRij.x5t_s256, CertificaatRij.pem))
        return {rij.x5t_s256: rij.pem for rij in rijen}

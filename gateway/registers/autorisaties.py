"""Queries on the authorisations of employees.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from gateway.domein import Autorisatie
from gateway.modellen import AutorisatieRij
from shared.logboek.schrijver import beurtgeheugen

_KOLOMMEN = (
    AutorisatieRij.id,
    AutorisatieRij.partij,
    AutorisatieRij.functie,
    AutorisatieRij.aangewezen,
    AutorisatieRij.geautoriseerd,
    AutorisatieRij.geheimhouding,
    AutorisatieRij.vog,
    AutorisatieRij.geldig_tot,
    AutorisatieRij.account,
)
# Bij elk bericht nodig, dus één keer samengesteld.
_EEN = select(*_KOLOMMEN).where(AutorisatieRij.id == bindparam("verwijzing"))


class Autorisatieregister:
    """Authorisations of employees."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def van(self, verwijzingen: Iterable[str]) -> dict[str, Autorisatie]:
        """Those of `verwijzingen` that exist, by reference."""
        gevonden = (self._een(verwijzing) for verwijzing in verwijzingen)
        return {een.id: een for een in gevonden if een is not None}

    def _een(self, verwijzing: str) -> Autorisatie | None:
        geheugen, sleutel = beurtgeheugen(self._verbinding), ("autorisatie", verwijzing.lower())
        if sleutel not in geheugen:
            rij = self._verbinding.execute(_EEN, {"verwijzing": verwijzing}).one_or_none()
            geheugen[sleutel] = None if rij is None else Autorisatie(*rij)
        gevonden: Autorisatie | None = geheugen[sleutel]
        return gevonden

    def van_account(self, account: str) -> Autorisatie | None:
        """The authorisation tied to an account's hash."""
        rij = self._verbinding.execute(
            select(*_KOLOMMEN).where(AutorisatieRij.account == account)
        ).one_or_none()
        return None if rij is None else Autorisatie(**rij._mapping)

    def pagina(
        self, partij: str | None, na: str | None, aantal: int
    ) -> tuple[list[Autorisatie], bool]:
        """At most `aantal` in order of reference after `na`; and whether there are more."""
        vraag = select(*_KOLOMMEN).order_by(AutorisatieRij.id).limit(aantal + 1)
        if partij is not None:
            vraag = vraag.where(AutorisatieRij.partij == partij)
        if na is not None:
            vraag = vraag.where(AutorisatieRij.id > na)
        gevonden = [Autorisatie(**rij._mapping) for rij in self._verbinding.execute(vraag)]
        return gevonden[:aantal], len(gevonden) > aantal

    def digest(self, verwijzing: str) -> str | None:
        """Digest of the document last registered for `verwijzing`."""
        return self._verbinding.execute(
            select(AutorisatieRij.digest).where(AutorisatieRij.id == verwijzing)
        ).scalar_one_or_none()

    def bewaar(self, autorisatie: Autorisatie, digest: str, nu: datetime) -> None:
        """Insert or replace an authorisation."""
        beurtgeheugen(self._verbinding).pop(("autorisatie", autorisatie.id.lower()), None)
        velden = {
            "partij": autorisatie.partij,
            "functie": autorisatie.functie,
            "aangewezen": autorisatie.aangewezen,
            "geautoriseerd": autorisatie.geautoriseerd,
            "geheimhouding": autorisatie.geheimhouding,
            "vog": autorisatie.vog,
            "geldig_tot": autorisatie.geldig_tot,
            "account": autorisatie.account,
            "digest": digest,
            "gewijzigd_op": nu,
        }
        gewijzigd = self._verbinding.execute(
            update(AutorisatieRij).where(AutorisatieRij.id == autorisatie.id).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(AutorisatieRij).values(id=autorisatie.id, **velden))

"""Queries on the authorisations of employees.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from gateway.registers.begrippen import Autorisatie
from gateway.registers.tabellen import AutorisatieRij
from shared.logboek.schrijver import beurtgeheugen
from shared.opslag.vast import VasteVerzameling

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
    AutorisatieRij.bevestigd_door,
)
# Bij elk bericht nodig, dus vast.
_DEZE = VasteVerzameling(lambda in_: select(*_KOLOMMEN).where(in_(AutorisatieRij.id)))
_GEHEUGEN = "autorisatie"


class Autorisatieregister:
    """Authorisations of employees."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def van(self, verwijzingen: Iterable[str]) -> dict[str, Autorisatie]:
        """Those of `verwijzingen` that exist, by reference, in the order asked."""
        geheugen, gevraagd = beurtgeheugen(self._verbinding), list(dict.fromkeys(verwijzingen))
        bekend: dict[str, Autorisatie | None] = {
            wie: geheugen[_GEHEUGEN, wie] for wie in gevraagd if (_GEHEUGEN, wie) in geheugen
        }
        nieuw = [wie for wie in gevraagd if wie not in bekend]
        gevonden = {rij[0]: Autorisatie(*rij) for rij in _DEZE.alle(self._verbinding, nieuw)}
        bekend |= {wie: gevonden.get(wie) for wie in nieuw}
        geheugen |= {(_GEHEUGEN, wie): bekend[wie] for wie in nieuw}
        op_volgorde = ((wie, bekend[wie]) for wie in gevraagd)
        return {wie: een for wie, een in op_volgorde if een is not None}

    def van_account(self, account: str) -> list[Autorisatie]:
        """The authorisations tied to an account's hash: at most one per party, by party."""
        vraag = select(*_KOLOMMEN).where(AutorisatieRij.account == account)
        rijen = self._verbinding.execute(vraag.order_by(AutorisatieRij.partij))
        return [Autorisatie(**rij._mapping) for rij in rijen]

    def vast_account(self, verwijzing: str) -> str | None:
        """The account this reference is about, also when it may not come with a token now."""
        return self._verbinding.execute(
            select(AutorisatieRij.vast_account).where(AutorisatieRij.id == verwijzing)
        ).scalar_one_or_none()

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

    def versie(self, verwijzing: str) -> int | None:
        """The version last registered for `verwijzing`; 0 of before versions were signed."""
        return self._verbinding.execute(
            select(AutorisatieRij.versie).where(AutorisatieRij.id == verwijzing)
        ).scalar_one_or_none()

    def bewaar(self, autorisatie: Autorisatie, versie: int, digest: str, nu: datetime) -> None:
        """Insert or replace an authorisation; its first account stays the one it is about."""
        beurtgeheugen(self._verbinding).pop((_GEHEUGEN, autorisatie.id), None)
        velden = {
            "partij": autorisatie.partij,
            "functie": autorisatie.functie,
            "aangewezen": autorisatie.aangewezen,
            "geautoriseerd": autorisatie.geautoriseerd,
            "geheimhouding": autorisatie.geheimhouding,
            "vog": autorisatie.vog,
            "geldig_tot": autorisatie.geldig_tot,
            "account": autorisatie.account,
            "bevestigd_door": autorisatie.bevestigd_door,
            "vast_account": self.vast_account(autorisatie.id) or autorisatie.account,
            "versie": versie,
            "digest": digest,
            "gewijzigd_op": nu,
        }
        gewijzigd = self._verbinding.execute(
            update(AutorisatieRij).where(AutorisatieRij.id == autorisatie.id).values(**velden)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(AutorisatieRij).values(id=autorisatie.id, **velden))

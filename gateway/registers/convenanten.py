"""Queries on covenant versions, on the settings beside them and on the registers' version mark.

A repository works on the connection it is given and never commits: whoever opened the transaction
decides what stands or falls together.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from gateway.registers.begrippen import Convenantversie, Opzegging
from gateway.registers.tabellen import ConfiguratieRij, ConvenantRij
from shared.logboek.schrijver import beurtgeheugen
from shared.opslag.vast import Vast

_STAND = "stand"
_IN_GEHEUGEN = "registerstand"
# Bij elk bericht nodig, dus vast.
_INSTELLING = Vast(
    select(ConfiguratieRij.waarde).where(ConfiguratieRij.sleutel == bindparam("sleutel"))
)


class Convenantregister:
    """Versions of the covenant file, the settings beside it, and the registers' version mark."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    def actueel(self) -> Convenantversie | None:
        """The version in use, or None before the first load."""
        rij = self._verbinding.execute(
            select(
                ConvenantRij.id,
                ConvenantRij.versie,
                ConvenantRij.hash,
                ConvenantRij.bron,
                ConvenantRij.laatste_ondertekening,
                ConvenantRij.beeindigd_per,
                ConvenantRij.opzeggingen,
            ).where(ConvenantRij.actueel)
        ).one_or_none()
        if rij is None:
            return None
        velden = dict(rij._mapping)
        velden["opzeggingen"] = tuple(
            Opzegging(
                item["partij"], date.fromisoformat(item["per"]), item.get("voortgezet", False)
            )
            for item in velden["opzeggingen"]
        )
        return Convenantversie(**velden)

    def bewaar(self, versie: Convenantversie, nu: datetime) -> None:
        """Make `versie` the one in use; a version that was there before is taken up again."""
        self._verbinding.execute(update(ConvenantRij).values(actueel=False))
        velden = {
            "laatste_ondertekening": versie.laatste_ondertekening,
            "beeindigd_per": versie.beeindigd_per,
            "opzeggingen": versie.toestand()["opzeggingen"],
            "actueel": True,
        }
        hersteld = self._verbinding.execute(
            update(ConvenantRij).where(ConvenantRij.hash == versie.hash).values(**velden)
        )
        if hersteld.rowcount == 0:
            self._verbinding.execute(
                insert(ConvenantRij).values(
                    hash=versie.hash,
                    id=versie.id,
                    versie=versie.versie,
                    bron=versie.bron,
                    geladen_op=nu,
                    **velden,
                )
            )

    def bronnen(self) -> dict[str, bytes]:
        """The exact bytes of every version that was ever in use, by hash."""
        rijen = self._verbinding.execute(select(ConvenantRij.hash, ConvenantRij.bron))
        return {rij.hash: bytes(rij.bron) for rij in rijen}

    def nieuwste_bronnen(self) -> list[bytes]:
        """The same bytes, of the version that was loaded last first."""
        vraag = select(ConvenantRij.bron).order_by(ConvenantRij.geladen_op.desc())
        return [bytes(bron) for bron in self._verbinding.scalars(vraag)]

    def instelling(self, sleutel: str) -> Any:  # noqa: ANN401 - any JSON
        """A setting as it was last logged, or None."""
        rij = _INSTELLING.een(self._verbinding, {"sleutel": sleutel})
        return None if rij is None else rij[0]

    def bewaar_instelling(self, sleutel: str, waarde: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a setting, to see a next time whether it changed."""
        gewijzigd = self._verbinding.execute(
            update(ConfiguratieRij).where(ConfiguratieRij.sleutel == sleutel).values(waarde=waarde)
        )
        if gewijzigd.rowcount == 0:
            self._verbinding.execute(insert(ConfiguratieRij).values(sleutel=sleutel, waarde=waarde))

    def stand(self) -> str | None:
        """A mark that changes with every change of parties or covenant; caches hang on it."""
        geheugen = beurtgeheugen(self._verbinding)
        gevonden = geheugen.get(_IN_GEHEUGEN) or self.instelling(_STAND)
        if gevonden is None:
            return None
        geheugen[_IN_GEHEUGEN] = gevonden
        return str(gevonden)

    def vernieuw_stand(self) -> None:
        """Say that parties or covenant changed.

        A random mark, not a counter: a transaction that is rolled back must not leave a cache
        behind that a later change seems to confirm.
        """
        beurtgeheugen(self._verbinding).pop(_IN_GEHEUGEN, None)
        self.bewaar_instelling(_STAND, str(uuid.uuid4()))

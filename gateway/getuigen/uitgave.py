"""What is published: the newest checkpoint, and how it stands with its witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine

from gateway.getuigen.opslag import Getuigenregister
from gateway.getuigen.regels import met_bekende_regels, zuiver
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.notitie import Verificatiesleutel, lees_vkey
from shared.opslag.engine import lezend

KOP_GETUIGEN, KOP_ONTBREKEN = "Getuigen", "Getuigen-Ontbreken"
UITLEG_KOPPEN = {
    KOP_GETUIGEN: "De partijen die dit checkpoint mede ondertekenden.",
    KOP_ONTBREKEN: "De partijen waarvan de medeondertekening (nog) ontbreekt.",
}


@dataclass(frozen=True, slots=True)
class Uitgave:
    """A checkpoint with the parties that cosigned it, and those that should have and did not."""

    grootte: int
    wortel: bytes
    notitie: str
    aanwezig: tuple[str, ...]
    ontbreekt: tuple[str, ...]

    def koppen(self) -> dict[str, str]:
        """How an answer with this checkpoint says who cosigned it, and who did not."""
        return {
            KOP_GETUIGEN: ", ".join(self.aanwezig),
            KOP_ONTBREKEN: ", ".join(self.ontbreekt),
        }


class Uitgaven:
    """Publishes checkpoints. Safe to share between threads."""

    def __init__(self, engine: Engine, logsleutel: Verificatiesleutel) -> None:
        self._engine = lezend(engine)
        self._logsleutel = logsleutel

    def van(self, grootte: int, notitie: str) -> Uitgave:
        """This checkpoint as it stands: with the cosignatures there are on it."""
        with self._engine.connect() as verbinding:
            register = Getuigenregister(verbinding)
            sleutels, bekend = self._sleutels(register), register.medeondertekend()
            if bekend is not None:
                notitie = met_bekende_regels(notitie, bekend.notitie, sleutels.values())
            return self._uitgave(register, grootte, notitie, sleutels)

    def laatste(self) -> Uitgave | None:
        """The newest checkpoint with cosignatures, of those that hold."""
        with self._engine.connect() as verbinding:
            register = Getuigenregister(verbinding)
            sleutels, bekend = self._sleutels(register), register.medeondertekend()
            if bekend is None:
                return None
            notitie = zuiver(bekend.notitie, self._logsleutel, sleutels.values())
            if notitie is None:
                return None
            return self._uitgave(register, bekend.grootte, notitie, sleutels)

    def dagstanden(self, hoogstens: int) -> list[tuple[date, Uitgave]]:
        """What was cosigned last on each of the newest days, and on the first; what holds of it."""
        uit = []
        with self._engine.connect() as verbinding:
            register = Getuigenregister(verbinding)
            sleutels = self._sleutels(register)
            for een in register.dagstanden(hoogstens):
                notitie = zuiver(een.notitie, self._logsleutel, sleutels.values())
                if notitie is not None:
                    uitgave = self._uitgave(register, een.grootte, notitie, sleutels)
                    uit.append((een.dag, uitgave))
        return uit

    def sleutels(self, verbinding: Connection) -> Mapping[str, Verificatiesleutel]:
        """The key of each party's witness."""
        return self._sleutels(Getuigenregister(verbinding))

    def vereist(self, verbinding: Connection) -> list[str]:
        """The parties whose cosignature belongs under a checkpoint."""
        return Getuigenregister(verbinding).vereist()

    def _sleutels(self, register: Getuigenregister) -> Mapping[str, Verificatiesleutel]:
        return {een.partij: lees_vkey(een.vkey) for een in register.alle()}

    def _uitgave(
        self,
        register: Getuigenregister,
        grootte: int,
        notitie: str,
        sleutels: Mapping[str, Verificatiesleutel],
    ) -> Uitgave:
        checkpoint, geopend = open_checkpoint(notitie, self._logsleutel, sleutels.values())
        aanwezig = [p for p, sleutel in sleutels.items() if geopend.van(sleutel) is not None]
        ontbreekt = [partij for partij in register.vereist() if partij not in aanwezig]
        return Uitgave(grootte, checkpoint.wortel, notitie, tuple(aanwezig), tuple(ontbreekt))

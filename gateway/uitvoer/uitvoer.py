"""Carrying an answer away, and opening one exchange: recorded first, then given."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Generic

from anyio import to_thread
from pydantic import BaseModel
from sqlalchemy import Connection

from gateway.bundels.bundels import Bundel, Bundels, Bundelvoorstel
from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.keuzes.vertaling import Vertaling
from gateway.registers.beeld import Fundament
from gateway.toegang.zicht import Raadpleger, raadpleging
from gateway.werkzaamheden.bestand import Bestandsvraag
from gateway.zoeken.bladen import Bladzoeken, Gevondenblad
from gateway.zoeken.dienst import R, Uitwisselingzoeken, V, Zoeken
from gateway.zoekregister.bladvraag import Bladopdracht
from gateway.zoekregister.regels import Regel, afloop_na
from gateway.zoekregister.register import Bijgewerkt
from gateway.zoekregister.vraag import Vraag, Zoekopdracht
from shared.convenant.regels.woordenboek import Woordenboek
from shared.logboek.bladen import Blad

REGELS, BLADEN = "uitwisselingen", "bladen"
"""The kinds of file that are made while nobody waits."""
_IN_GEHEUGEN = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Geexporteerd(Generic[R]):
    """The lines of an answer, read while they are sent."""

    regels: Iterator[R]
    aantal: int
    grootte: int


@dataclass(frozen=True, slots=True)
class Uitvoervoorstel:
    """What an answer will hold, before the log says that it was taken along."""

    grootte: int
    aantal: int
    voor_log: dict[str, Any]

    def later(self, soort: str, vraag: BaseModel) -> Bestandsvraag:
        """The same, to be made while nobody waits."""
        gevraagd = vraag.model_dump(mode="json", by_alias=True, exclude_unset=True)
        wat = {"vraag": gevraagd, "grootte": self.grootte}
        return Bestandsvraag(soort, wat, self.voor_log, self.aantal)


class Uitvoer:
    """Exports. Each has a leaf of its own, durable before the first byte leaves."""

    def __init__(
        self,
        fundament: Fundament,
        register: Bijgewerkt,
        zoeken: Uitwisselingzoeken,
        bladzoeken: Bladzoeken,
        bundels: Bundels,
        vertaling: Vertaling,
    ) -> None:
        self._register = register
        self._schrijver = fundament.schrijver
        self._zoeken = zoeken
        self._bladzoeken = bladzoeken
        self._bundels = bundels
        self._klok = fundament.klok
        self._vertaling = vertaling

    async def regels(
        self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int | None, vorm: str
    ) -> Geexporteerd[Regel]:
        """The lines of an answer about exchanges, as of `grootte` leaves or of now."""
        return await self._alles(self._zoeken, opdracht, wie, grootte, vorm)

    async def bladen(
        self, opdracht: Bladopdracht, wie: Raadpleger, grootte: int | None, vorm: str
    ) -> Geexporteerd[Gevondenblad]:
        """The leaves of an answer, as of `grootte` leaves or of now."""
        return await self._alles(self._bladzoeken, opdracht, wie, grootte, f"bladen-{vorm}")

    async def bereid_regels(
        self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int | None, vorm: str
    ) -> Uitvoervoorstel:
        """What `regels` would record, and as of which size; nothing is recorded yet."""
        return await self._bereid(self._zoeken, opdracht, wie, grootte, vorm)

    async def bereid_bladen(
        self, opdracht: Bladopdracht, wie: Raadpleger, grootte: int | None, vorm: str
    ) -> Uitvoervoorstel:
        """The same of `bladen`."""
        return await self._bereid(self._bladzoeken, opdracht, wie, grootte, f"bladen-{vorm}")

    def lees_regels(self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int) -> Iterator[Regel]:
        """The lines of what is recorded already."""
        return self._zoeken.alle_regels(opdracht, wie, grootte)

    def lees_bladen(
        self, opdracht: Bladopdracht, wie: Raadpleger, grootte: int
    ) -> Iterator[Gevondenblad]:
        """The leaves of what is recorded already."""
        return self._bladzoeken.alle_regels(opdracht, wie, grootte)

    async def _bereid(
        self, zoeken: Zoeken[V, R], opdracht: V, wie: Raadpleger, grootte: int | None, vorm: str
    ) -> Uitvoervoorstel:
        grootte = await to_thread.run_sync(self._grootte, grootte)
        aantal = await to_thread.run_sync(zoeken.aantal, opdracht, wie, grootte)
        vraag = {**_exportvraag(opdracht, vorm, grootte), "aantal": aantal}
        return Uitvoervoorstel(grootte, aantal, vraag)

    async def _alles(
        self, zoeken: Zoeken[V, R], opdracht: V, wie: Raadpleger, grootte: int | None, vorm: str
    ) -> Geexporteerd[R]:
        voorstel = await self._bereid(zoeken, opdracht, wie, grootte, vorm)

        def leg_vast(_: Connection) -> tuple[Sequence[Blad], None]:
            return [raadpleging(wie, voorstel.voor_log, self._klok())], None

        await self._schrijver.voer_uit(leg_vast)
        regels = zoeken.alle_regels(opdracht, wie, voorstel.grootte)
        return Geexporteerd(regels, voorstel.aantal, voorstel.grootte)

    async def parquet(
        self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int | None
    ) -> IO[bytes]:
        """The same lines as a Parquet file, positioned at its start; the caller closes it.

        The file itself says which question it answers, and as of which size of the log.
        """
        geexporteerd = await self.regels(opdracht, wie, grootte, "parquet")
        return await self.als_parquet(opdracht, geexporteerd.regels, geexporteerd.grootte)

    async def als_parquet(
        self, opdracht: Zoekopdracht, regels: Iterator[Regel], grootte: int
    ) -> IO[bytes]:
        """These lines as such a file."""
        over = {
            "driehoek.vraag": json.dumps(opdracht.als_dict(), ensure_ascii=False),
            "driehoek.grootte": str(grootte),
        }
        woorden = await to_thread.run_sync(self._vertaling.woorden)
        return await to_thread.run_sync(_naar_bestand, regels, over, woorden)

    async def bundel(self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int | None) -> Bundel:
        """The decisions of an answer with what came back, as a proof bundle.

        `NietGevonden` when the answer is empty, `InvoerOngeldig` when it is too much for one.
        """
        return await self._bundels.leg_vast(await self.bereid_bundel(opdracht, wie, grootte), wie)

    async def bereid_bundel(
        self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int | None
    ) -> Bundelvoorstel:
        """What `bundel` would answer; nothing is recorded yet. Raises what that raises."""
        grootte = await to_thread.run_sync(self._grootte, grootte)
        nummers = await to_thread.run_sync(self._bundelnummers, opdracht, wie, grootte)
        if not nummers:
            raise NietGevonden("Voor deze vraag heeft het log geen bladen voor u.")
        vraag = _exportvraag(opdracht, "bewijsbundel", grootte)
        return await self._bundels.bereid_van(nummers, vraag)

    def _bundelnummers(self, opdracht: Zoekopdracht, wie: Raadpleger, grootte: int) -> list[int]:
        nummers = self._zoeken.nummers(opdracht, wie, grootte)
        with self._register.connect() as verbinding:
            return sorted({*nummers, *afloop_na(verbinding, nummers, grootte)})

    def _grootte(self, gevraagd: int | None) -> int:
        huidig = self._zoeken.grootte()
        if gevraagd is not None and gevraagd > huidig:
            raise InvoerOngeldig(
                "Het verzoek klopt niet; zie fouten.",
                (("/grootte", f"het logboek heeft {huidig} bladen"),),
            )
        return huidig if gevraagd is None else gevraagd


def _naar_bestand(regels: Iterator[Regel], over: dict[str, str], woorden: Woordenboek) -> IO[bytes]:
    # De meeste gateways geven nooit een Parquet-bestand; een start leest er niets voor in.
    from gateway.uitvoer.parquet import schrijf_parquet

    bestand = tempfile.SpooledTemporaryFile(max_size=_IN_GEHEUGEN)  # noqa: SIM115 - de aanroeper sluit
    try:
        schrijf_parquet(regels, bestand, over, woorden)
    except BaseException:
        bestand.close()
        raise
    bestand.seek(0)
    return bestand


def _exportvraag(opdracht: Vraag, vorm: str, grootte: int) -> dict[str, Any]:
    return {"soort": "export", "vorm": vorm, "vraag": opdracht.als_dict(), "grootte": grootte}

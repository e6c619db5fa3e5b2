"""Alarms for whoever may see them: read, taken up, dealt with, opened again; and reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from gateway.alarmen.aangifte import Aangifte, Gemeld
from gateway.alarmen.begrippen import Alarmstand, Overgang
from gateway.alarmen.bericht import Berichtgeving
from gateway.alarmen.opdrachten import Wijziging
from gateway.alarmen.opslag import Alarmregister, Filter
from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.registers.beeld import Fundament
from gateway.toegang.ondertekend import Ondertekend
from gateway.toegang.zicht import Raadpleger
from shared.alarmen.regels import Alarmregels
from shared.bericht.jsonvorm import JsonWaarde
from shared.convenant.begrippen import Convenantregels
from shared.opslag.engine import lezend
from shared.vrijetekst.detectie import vind
from shared.web.verzoek.paginering import Cursors


class Alarmen:
    """Safe to share between threads. `wek`: called when there is something to deliver."""

    def __init__(
        self,
        fundament: Fundament,
        berichtgeving: Berichtgeving,
        cursors: Cursors,
        wek: Callable[[], None],
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._berichtgeving = berichtgeving
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._cursors = cursors
        self._klok = fundament.klok
        self._wek = wek

    @property
    def regels(self) -> Alarmregels:
        """The rules this gateway goes by."""
        return self._berichtgeving.regels

    def een(self, kenmerk: str, wie: Raadpleger) -> Alarmstand:
        """One alarm; `NietGevonden` also when it is not the caller's to see."""
        with self._engine.connect() as verbinding:
            alarm = Alarmregister(verbinding).een(kenmerk, wie.partij)
        if alarm is None:
            raise NietGevonden("Dit alarm is er niet, of niet voor u.")
        return alarm

    def pagina(
        self, filter_: Filter, wie: Raadpleger, cursor: str | None, aantal: int
    ) -> tuple[Sequence[Alarmstand], str | None]:
        """One page, newest first, and the cursor of the next."""
        binding = _binding(filter_, wie)
        na = None if cursor is None else str(self._cursors.lees(cursor, binding))
        with self._engine.connect() as verbinding:
            alarmen, meer = Alarmregister(verbinding).pagina(filter_, na, aantal)
        return alarmen, self._cursors.geef(alarmen[-1].id, binding) if meer else None

    async def wijzig(
        self, kenmerk: str, overgang: Overgang, wie: Raadpleger, eis: Callable[[Alarmstand], None]
    ) -> Alarmstand:
        """Do something with an alarm; durable, and a leaf, when this returns.

        `eis`: refuses an alarm that is not as the caller read it; held within the transaction.

        Raises what that raises, `NietGevonden`, `GeenToegang`, `OvergangKanNiet`, and
        `InvoerOngeldig` for a text that names somebody.
        """
        _keur(overgang.toelichting)
        opdracht = Wijziging(kenmerk, overgang, wie, eis, self._regels, self._klok())
        return (await self._schrijver.voer_uit(opdracht)).uitkomst

    async def meld(self, gemeld: Gemeld, ondertekend: Ondertekend, oin: str) -> Alarmstand:
        """Take in what a party reports; see `Aangifte`."""
        opdracht = Aangifte(
            gemeld, ondertekend, oin, self._klok(), self._berichtgeving, self._beelden,
            self._vertrouwen,
        )  # fmt: skip
        alarm = (await self._schrijver.voer_uit(opdracht)).uitkomst
        self._wek()
        return alarm

    def _regels(self, verbinding: Connection) -> Convenantregels:
        return self._beelden.lees(verbinding).regels


def _keur(tekst: str | None) -> None:
    """The text explains an alarm to all who may see it, so it names nobody."""
    fouten = tuple(
        ("/toelichting", f"teken {vondst.begin + 1} tot en met {vondst.einde}: {vondst.uitleg}")
        for vondst in vind(tekst or "")
    )
    if fouten:
        raise InvoerOngeldig("In de toelichting staat iets dat een mens aanwijst.", fouten)


def _binding(filter_: Filter, wie: Raadpleger) -> JsonWaarde:
    velden: dict[str, Any] = {
        naam: None if waarde is None else str(waarde)
        for naam, waarde in (
            ("status", filter_.status), ("regel", filter_.regel), ("partij", filter_.partij),
            ("van", filter_.van), ("tot", filter_.tot),
        )
    }  # fmt: skip
    return {"alarmen": velden, "wie": wie.voor_log()}

"""Meetings: registered beforehand, each in a leaf.

A meeting is registered before it begins, with its place and its participants, so that their
identity is known beforehand (covenant 9.1). Whom the covenant keeps out of a meeting, today or on
its day, gets neither the invitation nor the agenda nor the verslag (5.2, E8).

What was said there, and for whom that was decided beforehand, is in `gateway.uitingen`. Who takes
part also sees of which words nobody told yet whether they were spoken: until then no verslag of the
meeting is complete, whoever makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.overleggen.opdrachten import Geplaatst, Registratie, beletsel
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Fundament
from gateway.registers.groepen import Groepenregister
from gateway.registers.overleggen import Overleg, Overlegregister
from gateway.toegang.ondertekend import Ondertekend
from gateway.toegang.registerversie import Registerversie
from gateway.uitingen.begrippen import Uitingstand
from gateway.uitingen.opslag import Uitingregister
from shared.convenant.termijnen import begin_nl
from shared.opslag.engine import lezend
from shared.tijd.periode import periodefouten


@dataclass(frozen=True, slots=True)
class OpenUiting:
    """Words of which its sender has not told whether they were spoken, and until when it can."""

    uiting: str
    afzender: str
    uiterlijk: datetime


@dataclass(frozen=True, slots=True)
class Overlegbeeld:
    """A meeting as a party sees it: with what it said or heard there, and all that is open."""

    overleg: Overleg
    uitingen: tuple[Uitingstand, ...]
    open: tuple[OpenUiting, ...]


class Overleggen:
    """Registers and shows meetings. Safe to share between threads."""

    def __init__(
        self,
        fundament: Fundament,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._klok = fundament.klok

    async def registreer(
        self, overleg: Overleg, versie: Registerversie, ondertekend: Ondertekend, oin: str
    ) -> Geplaatst:
        """Register or change a meeting before it begins; the same version again changes nothing.

        Raises `InvoerOngeldig` with everything that is wrong, `GeenToegang` for another party's
        meeting, `IdAlGebruikt` once it has begun or for a version passed by, `OverlegLigtVast`, or
        a `BerichtFout`.
        """
        nu = self._klok()
        versie.controleer(overleg.id, nu)
        opdracht = Registratie(
            overleg, versie, ondertekend, oin, nu, self._beelden, self._vertrouwen
        )
        return (await self._schrijver.voer_uit(opdracht)).uitkomst

    def een(self, kenmerk: str, partij: str | None) -> Overlegbeeld:
        """A meeting this party may know of today. Raises `NietGevonden` for any other."""
        with self._engine.connect() as verbinding:
            overleg = Overlegregister(verbinding).een(kenmerk)
            if overleg is None or not self._mag_weten(verbinding, overleg, partij):
                raise NietGevonden("Dit overleg is er niet, of niet voor u.")
            regels = self._beelden.lees(verbinding).regels
            uitingen = Uitingregister(verbinding)
            standen = [uitingen.stand(een, regels) for een in uitingen.in_overleg(kenmerk)]
        nu, dagen = self._klok(), regels.mondeling.afleveren_binnen_werkdagen
        return Overlegbeeld(
            overleg,
            tuple(stand for stand in standen if stand.was_erbij(partij)),
            tuple(
                OpenUiting(stand.uiting.id, stand.uiting.afzender, stand.te_vertellen_tot(dagen))
                for stand in standen
                if stand.staat_open(nu, dagen)
            ),
        )

    def agenda(
        self, groep: str | None, van: date | None, tot: date | None, partij: str | None
    ) -> list[Overleg]:
        """The meetings about a group, or on these days, that this party may know of today.

        Raises `InvoerOngeldig` where neither is asked for, or days that are no period.
        """
        fouten = list(periodefouten(van, tot))
        if groep is None and van is None and tot is None:
            fouten.append(("/groep", "ontbreekt; noem een groep, of van en tot wanneer"))
        if fouten:
            raise InvoerOngeldig("Deze vraag klopt niet.", tuple(fouten))
        with self._engine.connect() as verbinding:
            gevonden = _gevraagd(Overlegregister(verbinding), groep, van, tot)
            return [een for een in gevonden if self._mag_weten(verbinding, een, partij)]

    def _mag_weten(self, verbinding: Connection, overleg: Overleg, partij: str | None) -> bool:
        if partij is None:
            return True
        beeld = self._beelden.lees(verbinding)
        mensen = Autorisatieregister(verbinding).van(overleg.deelnemers).values()
        erbij = overleg.partij == partij or any(een.partij == partij for een in mensen)
        register = Groepenregister(verbinding)
        gevonden = (register.een(groep) for groep in overleg.groepen)
        groepen = [groep for groep in gevonden if groep is not None]
        nu = self._klok()
        # Who may join today but no longer on the day itself has no invitation either.
        return erbij and all(
            beletsel(beeld, partij, overleg.soort, groepen, moment) is None
            for moment in (nu, max(nu, overleg.begin))
        )


def _gevraagd(
    register: Overlegregister, groep: str | None, van: date | None, tot: date | None
) -> list[Overleg]:
    if van is not None and tot is not None:
        gevonden = register.tussen(begin_nl(van), begin_nl(tot + timedelta(days=1)))
        return [een for een in gevonden if groep in (None, *een.groepen)]
    return [] if groep is None else register.van_groep(groep)

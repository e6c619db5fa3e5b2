"""What changes the register of meetings: judged, written and made a leaf at once.

Whatever it raises rolls back only itself, and nothing was registered then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from gateway.fouten import GeenToegang, IdAlGebruikt, InvoerOngeldig, OverlegLigtVast
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bladen import laatste_blad
from gateway.registers.autorisaties import Autorisatieregister
from gateway.registers.beeld import Beeld, Beelden
from gateway.registers.begrippen import Groep, Partij
from gateway.registers.groepen import Groepenregister
from gateway.registers.overleggen import Overleg, Overlegregister
from gateway.toegang.ondertekend import Ondertekend
from gateway.toegang.registerversie import Registerversie
from gateway.uitingen.opslag import Uitingregister
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.tijd import utc_tekst
from shared.convenant.poorten.deelname import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer

MAX_DUUR = timedelta(hours=12)
"""A meeting is something of one day; longer is a slip of the pen."""

Fouten = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Geplaatst:
    """Where something stands in the log."""

    bladnummer: int


def beletsel(
    beeld: Beeld, partij: str, soort: str, groepen: Sequence[Groep], moment: datetime
) -> str | None:
    """Why a party takes no part in such a meeting on that day; None: it may.

    Who may not be there for one of the groups is not there for any: words carry.
    """
    dag = datum_nl(moment)
    beletsels = (
        beletsel_op_dag(beeld.regels, partij, soort, groep.toestand, dag) for groep in groepen
    )
    return next((waarom for waarom in beletsels if waarom is not None), None)


@dataclass(frozen=True, slots=True)
class Registratie:
    """Opdracht for the log writer: judge and keep a meeting; see `Overleggen.registreer`."""

    overleg: Overleg
    versie: Registerversie
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    beelden: Beelden
    vertrouwen: Vertrouwenslijst

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Geplaatst]:
        beeld = self.beelden.lees(verbinding)
        partij = beeld.partij_van(self.oin)
        self.ondertekend.controleer(
            beeld, partij, self.vertrouwen, self.nu, niet_voor=self.versie.tijdstip
        )
        register, sleutel = Overlegregister(verbinding), bladsleutels.overleg(self.overleg.id)
        bekend = register.een(self.overleg.id)
        self._controleer_partij(bekend, partij)
        if self.versie.is_herhaling(
            register.versie(self.overleg.id), zelfde_inhoud=bekend == self.overleg
        ):
            return [], Geplaatst(laatste_blad(verbinding, sleutel).bladnummer)
        begonnen = bekend is not None and bekend.begin <= self.nu
        if bekend is not None and begonnen:
            self._controleer_deur(bekend)
        if bekend is not None and Uitingregister(verbinding).iets_toegestaan_in(bekend.id):
            self._controleer_vast(bekend)
        if Uitingregister(verbinding).iets_gezegd_in(self.overleg.id):
            raise OverlegLigtVast(
                "Van dit overleg is al verteld wat er is gezegd. Het verandert niet meer en kan "
                "niet worden afgelast."
            )
        fouten = self._fouten(verbinding, beeld, begonnen=begonnen)
        if fouten:
            raise InvoerOngeldig("Dit overleg kan zo niet doorgaan.", tuple(fouten))
        register.bewaar(self.overleg, self.versie.versie, self.ondertekend.digest, self.nu)
        return [self._blad(sleutel)], Geplaatst(volgend_bladnummer(verbinding))

    def _controleer_partij(self, bekend: Overleg | None, partij: Partij) -> None:
        if self.overleg.partij != partij.code or (
            bekend is not None and bekend.partij != partij.code
        ):
            raise GeenToegang("Alleen de partij die een overleg organiseert, registreert het.")

    def _controleer_deur(self, bekend: Overleg) -> None:
        """It has begun: all that can change is that somebody is let in at the door."""
        if bekend.einde <= self.nu:
            raise IdAlGebruikt("Dit overleg is voorbij en verandert niet meer.")
        erbij = set(self.overleg.deelnemers) - set(bekend.deelnemers)
        anders = replace(self.overleg, deelnemers=bekend.deelnemers) != bekend
        if anders or not erbij or not set(bekend.deelnemers) <= set(self.overleg.deelnemers):
            raise IdAlGebruikt(
                "Dit overleg is al begonnen. Het verandert niet meer, behalve dat er aan de deur "
                "nog iemand bij komt zolang er niets is toegestaan om te zeggen."
            )

    def _controleer_vast(self, bekend: Overleg) -> None:
        """Something was permitted in it: on who is there, on what it is, and on the day."""
        nieuw = self.overleg
        if (
            set(nieuw.deelnemers) - set(bekend.deelnemers)
            or set(nieuw.groepen) - set(bekend.groepen)
            or (nieuw.soort, nieuw.locatie, nieuw.dag) != (bekend.soort, bekend.locatie, bekend.dag)
        ):
            raise OverlegLigtVast(
                "In dit overleg is al iets toegestaan. Er komt niemand en geen groep meer bij, en "
                "soort, plaats en dag blijven zoals zij zijn."
            )

    def _fouten(self, verbinding: Connection, beeld: Beeld, *, begonnen: bool) -> Fouten:
        fouten = self._fouten_in_vorm(beeld, begonnen=begonnen)
        register, groepen = Groepenregister(verbinding), []
        for nummer, kenmerk in enumerate(self.overleg.groepen):
            groep = register.een(kenmerk)
            if groep is None:
                fouten.append((f"/groepen/{nummer}", "is hier niet bekend"))
            else:
                groepen.append(groep)
        return fouten + self._fouten_in_deelnemers(verbinding, beeld, groepen)

    def _fouten_in_vorm(self, beeld: Beeld, *, begonnen: bool) -> Fouten:
        overleg, fouten = self.overleg, []
        if overleg.soort not in beeld.regels.overlegsoorten:
            soorten = " of ".join(beeld.regels.overlegsoorten)
            fouten.append(("/soort", f"kan niet; wel: {soorten}"))
        if len(set(overleg.groepen)) < len(overleg.groepen):
            fouten.append(("/groepen", "noemt een groep twee keer"))
        if overleg.locatie not in beeld.regels.overleglocaties:
            plaatsen = " of ".join(beeld.regels.overleglocaties.values())
            fouten.append(("/locatie", f"kan niet; wel: {plaatsen}"))
        if overleg.begin <= self.nu and not begonnen:
            fouten.append(("/begin", "is al voorbij; registreer een overleg vooraf"))
        if not overleg.begin < overleg.einde <= overleg.begin + MAX_DUUR:
            fouten.append(("/einde", "ligt na het begin, op dezelfde dag"))
        return fouten

    def _fouten_in_deelnemers(
        self, verbinding: Connection, beeld: Beeld, groepen: Sequence[Groep]
    ) -> Fouten:
        overleg, fouten = self.overleg, []
        bekend = Autorisatieregister(verbinding).van(overleg.deelnemers)
        if len(set(overleg.deelnemers)) < len(overleg.deelnemers):
            fouten.append(("/deelnemers", "noemt iemand twee keer"))
        for nummer, verwijzing in enumerate(overleg.deelnemers):
            autorisatie, pad = bekend.get(verwijzing), f"/deelnemers/{nummer}"
            if autorisatie is None:
                fouten.append((pad, "is hier niet als medewerker geregistreerd"))
                continue
            if not autorisatie.geldt_op(overleg.dag):
                fouten.append((pad, "heeft dan geen volledige, geldige autorisatie"))
            waarom = beletsel(beeld, autorisatie.partij, overleg.soort, groepen, overleg.begin)
            if waarom is not None:
                fouten.append((pad, waarom))
        return fouten

    def _blad(self, sleutel: str) -> Blad:
        overleg = self.overleg
        return maak_blad(
            "overleg",
            utc_tekst(self.nu),
            sleutel=sleutel,
            id=overleg.id,
            partij=overleg.partij,
            groepen=list(overleg.groepen),
            overlegsoort=overleg.soort,
            locatie=overleg.locatie,
            dag=overleg.dag.isoformat(),
            begin=utc_tekst(overleg.begin),
            einde=utc_tekst(overleg.einde),
            deelnemers=list(overleg.deelnemers),
            afgelast=overleg.afgelast,
            versie=self.versie.versie,
            opgesteldOp=utc_tekst(self.versie.tijdstip),
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
        )

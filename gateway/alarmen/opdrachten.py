"""What changes the register of alarms: opdrachten for the log writer, so that each is a leaf too.

The leaf, the row, the cursor and what must be told are one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from gateway.alarmen.begrippen import Alarmstand, Overgang, Status, pas_toe
from gateway.alarmen.bericht import Berichtgeving
from gateway.alarmen.opslag import Alarmregister
from gateway.fouten import GeenToegang, NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.registers.autorisaties import Autorisatieregister
from gateway.toegang.aanstellingen import mag_controleren
from gateway.toegang.zicht import Raadpleger
from shared.alarmen.beoordeling import Alarm
from shared.bericht.jsonvorm import b64url
from shared.bericht.tijd import utc_tekst
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer
from shared.tijd.kenmerk import uuid7

_ALLEN = "alle"


@dataclass(frozen=True, slots=True)
class Melden:
    """Alarms out of the log, and how far it was judged."""

    alarmen: Sequence[Alarm]
    beoordeeld_tot: int
    berichtgeving: Berichtgeving
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Sequence[Alarmstand]]:
        register = Alarmregister(verbinding)
        eerste, gemaakt, bladen = volgend_bladnummer(verbinding), [], []
        for plaats, alarm in enumerate(self.alarmen):
            stand = self._stand(register, alarm, eerste + plaats)
            register.voeg_toe(stand)
            self.berichtgeving.zet(verbinding, stand)
            bladen.append(alarmblad(stand))
            gemaakt.append(stand)
        register.onthoud(self.beoordeeld_tot)
        return bladen, gemaakt

    def _stand(self, register: Alarmregister, alarm: Alarm, bladnummer: int) -> Alarmstand:
        return Alarmstand(
            id=uuid7(self.nu),
            bladnummer=bladnummer,
            tijdstip=self.nu,
            bron=alarm.regel.bron,
            gemeld_door=None,
            digest=None,
            regel=alarm.regel.naam,
            ernst=alarm.regel.ernst,
            per=alarm.regel.per,
            onderwerp=alarm.onderwerp,
            begin=alarm.begin,
            einde=alarm.einde,
            stil_tot=alarm.stil_tot,
            aantal=alarm.aantal,
            bladen=list(alarm.verwijzingen),
            partijen=wie_hoort(register, alarm.regel.horen, alarm.partijen),
            status=Status.NIEUW.value,
            eigenaar=None,
            uitkomst=None,
            toelichting=None,
            versie=1,
            gewijzigd_op=self.nu,
        )


def wie_hoort(register: Alarmregister, horen: str, partijen: frozenset[str]) -> list[str]:
    """The parties that hear of it: those concerned; all where the rule says so or nobody is."""
    return register.actieve_partijen() if horen == _ALLEN or not partijen else sorted(partijen)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """Somebody does something with an alarm. `controleer` judges its version (412, 428)."""

    kenmerk: str
    overgang: Overgang
    wie: Raadpleger
    controleer: Callable[[Alarmstand], None]
    regels: Callable[[Connection], Convenantregels]
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], Alarmstand]:
        register = Alarmregister(verbinding)
        alarm = register.een(self.kenmerk, self.wie.partij)
        if alarm is None:
            raise NietGevonden("Dit alarm is er niet, of niet voor u.")
        self.controleer(alarm)
        self._eis_ander(alarm, self.wie.autorisatie)
        if self.overgang.eigenaar is not None:
            self._eis_eigenaar(verbinding, alarm, self.overgang.eigenaar)
        nieuw = pas_toe(alarm, self.overgang, self.nu)
        register.wijzig(nieuw)
        return [self._blad(nieuw)], nieuw

    def _eis_ander(self, alarm: Alarmstand, autorisatie: str | None) -> None:
        if autorisatie is not None and alarm.betreft(autorisatie):
            raise GeenToegang(
                "Dit alarm gaat over uw eigen handelen. Laat een collega met het recht "
                "'controleren' het afhandelen."
            )

    def _eis_eigenaar(self, verbinding: Connection, alarm: Alarmstand, eigenaar: str) -> None:
        """Somebody registered, valid today, who may check the log and may see this alarm."""
        self._eis_ander(alarm, eigenaar)
        gevonden = Autorisatieregister(verbinding).van([eigenaar]).get(eigenaar)
        mag = (
            gevonden is not None
            and mag_controleren(self.regels(verbinding), gevonden.partij, gevonden.functie)
            and gevonden.geldt_op(datum_nl(self.nu))
            and self.wie.partij in (None, gevonden.partij)
        )
        if not mag:
            raise GeenToegang(
                "Deze medewerker kan dit alarm niet in behandeling nemen. Kies iemand van uw "
                "partij met het recht 'controleren' en een geldige autorisatie."
            )

    def _blad(self, alarm: Alarmstand) -> Blad:
        tekst = alarm.toelichting
        return maak_blad(
            "incident",
            utc_tekst(self.nu),
            sleutel=bladsleutels.alarm(alarm.id),
            incident="alarm-overgang",
            alarm=alarm.id,
            handeling=self.overgang.handeling.value,
            door=self.wie.voor_log(),
            eigenaar=alarm.eigenaar,
            status=alarm.status,
            uitkomst=alarm.uitkomst,
            toelichtingHash=None
            if tekst is None
            else b64url(hashlib.sha256(tekst.encode()).digest()),
            partijen=alarm.partijen,
        )


def alarmblad(alarm: Alarmstand, handtekening: str | None = None) -> Blad:
    """The leaf of an alarm: the rule, the window, the counts and references."""
    return maak_blad(
        "incident",
        utc_tekst(alarm.tijdstip),
        sleutel=bladsleutels.alarm(alarm.id),
        incident="alarm",
        id=alarm.id,
        bron=alarm.bron,
        # Whose signature it carries, for whoever checks a proof bundle.
        partij=alarm.gemeld_door,
        digest=alarm.digest,
        payloadSignature=handtekening,
        regel=alarm.regel,
        ernst=alarm.ernst,
        per=alarm.per,
        onderwerp=alarm.onderwerp,
        venster={"van": utc_tekst(alarm.begin), "tot": utc_tekst(alarm.einde)},
        aantal=alarm.aantal,
        bladen=alarm.bladen,
        partijen=alarm.partijen,
    )

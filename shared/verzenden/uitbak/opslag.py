"""The outbox's transactions: each method is one, short, and safe to call from any thread.

On SQLite a writing transaction holds the only write lock, so everything that takes time (opening
seals, encrypting) happens before it or in a reading one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels, leg_vast
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.berichtsoorten import is_intrekking, is_verzoek
from shared.convenant.verzoek import Kop
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.zegel import Kluispoort, bind_klok, bind_kluis
from shared.tijd.klok import Klok
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.journaal.journaal import UIT, Bewijsstuk, noteer, noteer_gebruik
from shared.verzenden.samenstellen.samenstelling import Samenstelling, klasse_van
from shared.verzenden.samenstellen.vormcontrole import is_bevestigd
from shared.verzenden.stukken import verloop as stukverloop
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.verzenden.uitbak import uitbak, uitingen
from shared.verzenden.uitbak.hercontrole import Hercontrole
from shared.verzenden.uitbak.uitingtermijnen import vervalt_op
from shared.verzenden.uitbak.zegel import Uitbakzegel
from shared.verzenden.uitbak.zending import Aanleiding, Geopend, Gereed, Uitkomst, Zending

_HANDELING = {
    Verzendstatus.AANGEKONDIGD: "aangekondigd",
    Verzendstatus.AFGELEVERD: "afgeleverd",
    Verzendstatus.GEWEIGERD: "geweigerd",
    Verzendstatus.DOOD: "opgegeven",
}
ZONDER_PERSONEN = "zonder_personen"
"""What the journal says where a text left on its writer's word that it names nobody (D4)."""


@dataclass(frozen=True)
class Belofte:
    """A message ready to be promised: what it says, and its sealed rows, not added yet.

    ``sleutels``: of keys that were made for it.
    """

    samenstelling: Samenstelling = field(repr=False)
    rijen: tuple[UitgaandRij | UitgaandOnderdeelRij, ...] = field(repr=False)
    sleutels: tuple[AanpaksleutelRij, ...] = field(default=(), repr=False)

    @property
    def kop(self) -> Kop:
        return self.samenstelling.kop


class Verzendopslag:
    """Outbox rows and journal, one transaction per call."""

    def __init__(
        self,
        schrijven: SessieMaker,
        lezen: SessieMaker,
        kluis: Kluispoort,
        hercontrole: Hercontrole,
        klok: Klok,
    ) -> None:
        self._hercontrole = hercontrole
        self._regels = hercontrole.regels
        self._klok = klok
        self._schrijven = schrijven
        self._lezen = lezen
        self._kluis = kluis
        self.zegel = Uitbakzegel(kluis)

    def plaats(
        self,
        zending: Zending,
        nu: datetime,
        lease: timedelta,
        aanleiding: Aanleiding,
    ) -> None:
        """Promises a message: outbox and journal in one transaction, its first attempt leased.

        Raises ``AlVastgelegd`` when a message was promised for this before: under the employee's
        idempotency key, or in the place of the same one.
        """
        samenstelling, sleutels = self._voor_aanpak(zending.samenstelling)
        zending = replace(zending, samenstelling=samenstelling)
        rijen = uitbak.bereid_rijen_voor(self.zegel, zending, nu, lease, aanleiding)
        digest = zending.gereed.digest if zending.gereed else None
        with transactie(self._schrijven) as sessie:
            self._leg_vast(sessie, Belofte(samenstelling, tuple(rijen), sleutels), nu, digest)

    def bereid_belofte_voor(
        self, samenstelling: Samenstelling, nu: datetime, *, verzoek: str | None = None
    ) -> Belofte:
        """The sealed rows of a message nobody waits for; made before a transaction is open.

        ``verzoek`` recognises the order it was made for, when that comes again.
        """
        samenstelling, sleutels = self._voor_aanpak(samenstelling)
        zending = Zending(samenstelling, None, 0, "")
        rijen = uitbak.bereid_rijen_voor(
            self.zegel, zending, nu, timedelta(0), Aanleiding(verzoek=verzoek)
        )
        eerste = rijen[0]
        assert isinstance(eerste, UitgaandRij)  # noqa: S101 - for the type checker: the message
        eerste.status, eerste.houder = Verzendstatus.WACHTEND, None
        return Belofte(samenstelling, tuple(rijen), sleutels)

    def _voor_aanpak(
        self, samenstelling: Samenstelling
    ) -> tuple[Samenstelling, tuple[AanpaksleutelRij, ...]]:
        """The same under the keys of the group's approach, with the rows of keys made for it."""
        groep, delen = samenstelling.kop.groep, samenstelling.delen
        if groep is None or not delen:
            return samenstelling, ()
        with transactie(self._lezen) as sessie:
            sleutels, nieuw = Aanpaksleutels(sessie, self._kluis, self._klok).kies(
                groep, {deel.persoon_id for deel in delen}, Doel.WERK
            )
        eigen = tuple(replace(deel, sleutel_id=sleutels[deel.persoon_id]) for deel in delen)
        return replace(samenstelling, delen=eigen), tuple(nieuw)

    def beloof_later(self, sessie: Session, belofte: Belofte, nu: datetime) -> None:
        """Promises the message in the caller's transaction; the outbox sends it when it looks."""
        self._leg_vast(sessie, belofte, nu, None)

    def _leg_vast(
        self, sessie: Session, belofte: Belofte, nu: datetime, digest: str | None
    ) -> None:
        """Outbox, journal and what else a promise is: an open question, words to be said."""
        kop = belofte.samenstelling.kop
        uitingen.leg_vast(sessie, kop, nu)
        leg_vast(sessie, belofte.sleutels)
        sessie.add(belofte.rijen[0])
        sessie.flush()
        sessie.add_all(belofte.rijen[1:])
        kop_json = kop.als_json()
        noteer(sessie, kop_json, richting=UIT, handeling="toegezegd", nu=nu, digest=digest)
        if kop.medewerker is not None and is_bevestigd(belofte.samenstelling, self._regels):
            noteer_gebruik(
                sessie, kop_json, richting=UIT, handeling=ZONDER_PERSONEN,
                medewerker=kop.medewerker, nu=nu,
            )  # fmt: skip
        if is_verzoek(self._regels, kop.soort):
            informatieverzoeken.leg_vast(sessie, kop_json, UIT, nu)

    def aan_de_beurt(self, nu: datetime, hoogstens: int) -> list[str]:
        """Ids of messages that are due."""
        with transactie(self._lezen) as sessie:
            return uitbak.zoek_aan_de_beurt(sessie, nu, hoogstens)

    def claim(self, bericht_id: str, houder: str, nu: datetime, lease: timedelta) -> bool:
        """Takes a due message; ``False`` when another was first."""
        with transactie(self._schrijven) as sessie:
            return uitbak.claim(sessie, bericht_id, houder, nu, lease)

    def open(self, bericht_id: str) -> Geopend:
        """The message, to be read. Raises ``Vernietigd`` when a person in it was destroyed."""
        with transactie(self._lezen) as sessie:
            return uitbak.lees_geopend(sessie, self.zegel, bericht_id)

    def lees(self, bericht_id: str) -> Zending:
        """The message, to be sent. Raises as ``open``, and ``OngeldigBericht``."""
        with transactie(self._lezen) as sessie:
            return uitbak.lees_zending(sessie, self.zegel, bericht_id)

    def spoor(self, bericht_id: str) -> str | None:
        """The `traceparent` under which the message was promised."""
        with transactie(self._lezen) as sessie:
            return uitbak.lees_spoor_van(sessie, bericht_id)

    def eis_actueel(self, zending: Zending) -> None:
        """Raises ``NietMeerActueel`` or ``Tegengehouden`` when the file moved on meanwhile."""
        with transactie(self._lezen) as sessie:
            bind_kluis(sessie, self._kluis)
            bind_klok(sessie, self._klok)
            self._hercontrole.eis_actueel(sessie, zending.samenstelling)

    def eis_vrij(self, bericht: Geopend) -> None:
        """Raises ``Tegengehouden`` where something in it may not leave (any more): contested, or
        restricted."""
        with transactie(self._lezen) as sessie:
            self._hercontrole.beletsel.eis_vrij(sessie, bericht.delen)

    def klassen(self, zending: Zending, nu: datetime) -> Sequence[str | None] | None:
        """The age class of everyone in the message on the day of ``nu``, in the kop's order.

        ``None`` where nothing travels with the kop: then it is as it was.
        """
        if not zending.samenstelling.delen:
            return None
        with transactie(self._lezen) as sessie:
            personen = PersonenRegister(sessie, self._kluis)
            return [
                klasse_van(
                    None if deel.leeftijd_van is None else personen.lees(deel.leeftijd_van),
                    self._regels.categorieen[kopdeel.categorie],
                    nu,
                )
                for deel, kopdeel in zip(
                    zending.samenstelling.delen,
                    zending.samenstelling.kop.onderdelen,
                    strict=True,
                )
            ]

    def bewaar_gereed(self, zending: Zending, gereed: Gereed, nu: datetime) -> bool:
        """Keeps newly sealed bytes; ``False`` when another attempt took over."""
        with transactie(self._schrijven) as sessie:
            return uitbak.bewaar_gereed(sessie, self.zegel, zending, gereed, nu)

    def rond_af(self, bericht_id: str, houder: str, uitkomst: Uitkomst, nu: datetime) -> bool:
        """Settles an attempt with its journal line; ``False`` when another took over."""
        with transactie(self._schrijven) as sessie:
            rij = uitbak.rond_af(sessie, bericht_id, houder, uitkomst, nu)
            if rij is None:
                return False
            handeling = _HANDELING.get(uitkomst.status)
            if handeling is not None:
                noteer(
                    sessie, rij.kop, richting=UIT, handeling=handeling, nu=nu,
                    digest=(rij.koppen or {}).get("Digest"),
                    besluit=(rij.besluit or {}).get("besluit"), bewijs=_bewijs(rij, uitkomst),
                )  # fmt: skip
            self._volg_op(sessie, rij, nu)
            return True

    def _volg_op(self, sessie: Session, rij: UitgaandRij, nu: datetime) -> None:
        """What a message that arrived, or never will, changes here."""
        if rij.status == Verzendstatus.AANGEKONDIGD:
            rij.vervalt_op = vervalt_op(self._regels, rij.kop["kanaal"], nu)
        elif rij.status == Verzendstatus.AFGELEVERD:
            if is_intrekking(self._regels, rij.soort):
                informatieverzoeken.markeer_ingetrokken(sessie, rij.kop, nu)
                stukverloop.intrekking_aangekomen(sessie, rij.kop, nu)
            else:
                informatieverzoeken.markeer_beantwoord(sessie, rij.kop, nu)
                stukverloop.aangekomen(sessie, rij, nu)
        elif rij.status in (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD):
            stukverloop.niet_aangekomen(sessie, rij, nu)

    def wek_dode(self, bericht_id: str, nu: datetime, uitgeput: int) -> bool:
        """Puts a dead letter back in the queue, and with it what its receiver missed by being away
        for ``uitgeput`` attempts; ``False`` when it is not dead."""
        with transactie(self._schrijven) as sessie:
            return uitbak.wek_dode(sessie, bericht_id, nu, uitgeput)


def _bewijs(rij: UitgaandRij, uitkomst: Uitkomst) -> Bewijsstuk:
    antwoord: dict[str, Any] = rij.antwoord or {}
    ontvangst = antwoord.get("ontvangst", {}) if uitkomst.antwoord else {}
    return Bewijsstuk(
        bladnummer=rij.bladnummer,
        checkpoint=antwoord.get("logboek", {}).get("checkpoint"),
        ontvangst=ontvangst.get("inhoud"),
        handtekening=ontvangst.get("handtekening"),
    )

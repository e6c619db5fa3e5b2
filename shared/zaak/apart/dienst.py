"""What an official does with a text that was set apart: look at it, and let it in or not."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from shared.bestand.apart import opslag
from shared.bestand.apart.begrippen import Tekststand
from shared.bestand.apart.tabellen import AparteInzageRij, AparteTekstRij
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, GeenToegang, Vernietigd
from shared.partij.zegellagen import Lagen
from shared.tijd.kenmerk import uuid7
from shared.vrijetekst.detectie import Vondst, na_bevestiging, vind
from shared.zaak.incidenten import ontvangst as incidentontvangst
from shared.zaak.stukken.ontvangst import Stukontvangst

SOORT = "aparte-tekst"


@dataclass(frozen=True)
class Bekeken:
    """A text as somebody looked at it, with every place that points at somebody."""

    rij: AparteTekstRij
    tekst: str = field(repr=False)
    vondsten: tuple[Vondst, ...]


class AparteTeksten:
    """The use cases of one official."""

    def __init__(self, dienst: Dienst, wie: Medewerker) -> None:
        self._dienst = dienst
        self._lagen = Lagen(dienst.kluis)
        self._wie = wie

    def bekijk(self, kenmerk: str, reden: str) -> Bekeken:
        """The text, once it is recorded who looked and why.

        Raises ``Conflict`` when it was decided on, ``Vernietigd`` when it is gone.
        """
        with self._dienst.transactie() as sessie:
            rij = self._open(sessie, kenmerk)
            tekst = opslag.open_tekst(self._lagen, rij)
            inzage = uuid7(self._dienst.klok())
            zegel = opslag.verzegel(self._lagen, rij.sleutels, kenmerk, f"inzage/{inzage}", reden)
            sessie.add(
                AparteInzageRij(
                    id=inzage,
                    tekst_id=kenmerk,
                    tijdstip=self._dienst.klok(),
                    door=self._wie.autorisatie_id,
                    zegel=zegel,
                )
            )
            gelezen = [Geraadpleegd(kenmerk, None)]
            leg_raadpleging_vast(sessie, self._dienst.klok, self._wie, "raadplegen", SOORT, gelezen)
            sessie.flush()
            sessie.expunge(rij)
        return Bekeken(rij, tekst, vind(tekst))

    def beslis(self, kenmerk: str, stand: Tekststand, reden: str) -> AparteTekstRij:
        """Releases or rejects; a rejected text is gone from here, and so is a stuk it was in.

        Raises ``Conflict`` when this official has not looked at it, or it was decided on.
        """
        with self._dienst.transactie() as sessie:
            rij = self._open(sessie, kenmerk, vergrendel=True)
            if not opslag.heeft_bekeken(sessie, kenmerk, self._wie.autorisatie_id):
                raise Conflict("U heeft deze tekst nog niet bekeken. Bekijk haar eerst.")
            if stand == Tekststand.VRIJGEGEVEN:
                self._eis_niemand_zeker(rij)
            rij.besluitzegel = opslag.verzegel(self._lagen, rij.sleutels, kenmerk, "besluit", reden)
            rij.stand = stand
            rij.besloten_op, rij.besloten_door = self._dienst.klok(), self._wie.autorisatie_id
            if stand == Tekststand.AFGEWEZEN:
                rij.zegel = None
            sessie.flush()
            self._stukken(sessie).beoordeel(rij.bericht_id)
            incidentontvangst.beoordeel(
                sessie, self._dienst.kluis, rij.bericht_id, partij=self._dienst.partij.code,
                door=self._wie.autorisatie_id, nu=self._dienst.klok(),
            )  # fmt: skip
            sessie.expunge(rij)
        return rij

    def _eis_niemand_zeker(self, rij: AparteTekstRij) -> None:
        """What surely points at somebody is let in by nobody (D4)."""
        if na_bevestiging(vind(opslag.open_tekst(self._lagen, rij))):
            raise Conflict(
                "Deze tekst noemt zeker iemand: er staat een naam, adres, datum of nummer in. "
                "Vrijgeven kan niet. Wijs haar af, en vraag de afzender om een tekst die niemand "
                "aanwijst."
            )

    def _eis_soorten(self, sessie: Session, rij: AparteTekstRij) -> None:
        """A text about what a message gives is only for who reads all that it gives."""
        bericht = sessie.get(InkomendRij, rij.bericht_id)
        delen = [] if bericht is None else bericht.kop["onderdelen"]
        self._wie.eis_soort(*(d["gegevenssoort"] for d in delen if d["gegevenssoort"] is not None))

    def _stukken(self, sessie: Session) -> Stukontvangst:
        dienst = self._dienst
        return Stukontvangst(sessie, dienst.kluis, dienst.regels, dienst.partij.vastleggers)

    def _open(self, sessie: Session, kenmerk: str, *, vergrendel: bool = False) -> AparteTekstRij:
        rij = opslag.lees(sessie, kenmerk, vergrendel=vergrendel)
        if rij.groep is not None:
            self._wie.eis_groep(rij.groep)
        elif not self._wie.taak.alles:
            raise GeenToegang("Deze tekst hoort bij geen groep; dat valt buiten uw taak.")
        self._eis_soorten(sessie, rij)
        if rij.stand != Tekststand.OPEN:
            raise Conflict("Over deze tekst is al besloten.")
        if rij.zegel is None:
            raise Vernietigd("Deze tekst is hier niet meer.")
        return rij

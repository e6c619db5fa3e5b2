"""Composes the messages of a correction, each about one item, from what was once sent or received.

Whom a message is about keeps the pseudonym under which it was given: the other party knows it
under that one. The outcome holds the record as it is now; a notice, or a refusal to change
anything, holds what was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.identiteit import uuid7
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden
from shared.partij.lijsten.begrippen import MERK as LIJSTMERK
from shared.partij.partij import Brongegeven
from shared.partij.personen import PersonenRegister
from shared.partij.samenstellen import Afzender, Deel, Samenstelling, klasse_van, stel_kop_op
from shared.partij.uitbak_zegel import Uitbakzegel
from shared.partij.uitwisseling_modellen import (
    InkomendRij,
    OntvangenGegevenRij,
    UitgaandOnderdeelRij,
    UitgaandRij,
)
from shared.partij.verbetering.begrippen import AANVULLING, MERK, Merk, berichtsoort


@dataclass(frozen=True)
class Mededeling:
    """What is told: how far it is, by which kind of message, and the reason in words.

    ``stap``: the group's step, for an addition; a correction needs none.
    """

    merk: Merk
    reden: str = field(repr=False)
    als: str | None = None
    stap: int | None = None

    @property
    def soort(self) -> str:
        return berichtsoort(self.merk.fase, self.merk.aard, self.als)


class Berichten:
    """Composes within the caller's reading transaction."""

    def __init__(
        self, sessie: Session, dienst: Dienst, zegel: Uitbakzegel, afzender: Afzender
    ) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._zegel = zegel
        self._afzender = afzender
        self._personen = PersonenRegister(sessie, dienst.kluis, dienst.klok)

    def huidig(self, persoon_id: str, soort: str, gegeven_id: str | None) -> Brongegeven:
        """The own record as it is now. Raises ``NietGevonden``, ``Vernietigd``."""
        bron = self._dienst.partij.bronnen.get(soort)
        if bron is None:
            raise NietGevonden("Deze partij heeft zelf geen gegevens van deze soort.")
        return bron.lees(self._sessie, self._personen.lees(persoon_id), gegeven_id)

    def verstuurd(self, deel: UitgaandOnderdeelRij) -> dict[str, Any]:
        """What was sent then, without the marks of the message it went with."""
        return _kaal(self._zegel.open_deel(deel))

    def aan_ontvanger(
        self,
        bericht: UitgaandRij,
        deel: UitgaandOnderdeelRij,
        gegeven: Brongegeven | None,
        wat: Mededeling,
        medewerker: str | None,
    ) -> Samenstelling:
        """From the source to somebody who received the item; ``gegeven`` is its new value."""
        oud: Mapping[str, Any] = bericht.kop["onderdelen"][deel.volgnummer]
        nieuw = gegeven is not None
        leeftijd_van = deel.leeftijd_van if nieuw else None
        klasse = None
        if leeftijd_van is not None:
            klasse = klasse_van(self._personen.lees(leeftijd_van), self._afzender.nu)
        kopdeel = {**oud, "herkomst": "eigen", "leeftijdsklasse": klasse}
        if gegeven is not None:
            kopdeel |= {
                "bijzonder": gegeven.bijzonder,
                "aard": gegeven.aard,
                "derdenVerwijderd": gegeven.derden_verwijderd,
                "kenmerken": {**(oud["kenmerken"] or {}), **(gegeven.kenmerken or {})} or None,
                "informatie": self._informatie(deel.persoon_id) or oud["informatie"],
            }
        inhoud = self.verstuurd(deel) if gegeven is None else gegeven.gegevens
        return self._stel_op(
            wat, bericht.kop, kopdeel, bericht.ontvanger,
            medewerker or bericht.kop["ontvangendeMedewerker"],
            _deel(deel, {**inhoud, MERK: wat.merk.als_json()}, leeftijd_van),
        )  # fmt: skip

    def aan_bron(
        self,
        gegeven: OntvangenGegevenRij,
        voorstel: Mapping[str, Any],
        wat: Mededeling,
        partij: str,
        medewerker: str | None,
    ) -> Samenstelling:
        """From whoever received the item: this is wrong, and how it should be."""
        kop = self._sessie.get_one(InkomendRij, gegeven.bericht_id).kop
        kopdeel = {
            **kop["onderdelen"][gegeven.volgnummer],
            "herkomst": "ontvangen",
            "leeftijdsklasse": None,
            "bijzonder": False,
            "derdenVerwijderd": True,
            "kenmerken": None,
            "informatie": None,
        }
        if medewerker is None and partij == gegeven.bron:
            medewerker = kop["medewerker"]
        deel = Deel(
            persoon_id=gegeven.persoon_id,
            sleutel_id=gegeven.sleutel_id,
            leeftijd_van=None,
            gegeven_id=gegeven.id,
            betrokkene=gegeven.betrokkene,
            gegevenssoort=gegeven.gegevenssoort,
            gegevens={**voorstel, MERK: wat.merk.als_json()},
        )
        return self._stel_op(wat, kop, kopdeel, partij, medewerker, deel)

    def _stel_op(
        self,
        wat: Mededeling,
        origineel: Mapping[str, Any],
        kopdeel: dict[str, Any],
        partij: str,
        medewerker: str | None,
        deel: Deel,
    ) -> Samenstelling:
        soort = wat.soort
        aanvulling = soort == AANVULLING
        # An addition is a disclosure: it meets every gate, so it says what one says.
        afweging = origineel.get("afweging") if aanvulling else None
        kop = stel_kop_op(
            self._afzender,
            uuid7(self._afzender.nu),
            soort=soort,
            ontvanger=partij,
            ontvangende_medewerker=medewerker,
            groep=origineel["groep"],
            stap=wat.stap if aanvulling else origineel["stap"],
            doel=origineel["doel"] if aanvulling else None,
            onderdelen=[kopdeel],
            afweging=None if afweging is None else {**afweging, "motivering": None},
            in_reactie_op=origineel["id"],
        )
        return Samenstelling(kop, (deel,), wat.reden)

    def _informatie(self, persoon_id: str) -> Mapping[str, Any] | None:
        bron = self._dienst.partij.informatie
        return None if bron is None else bron.lees(self._sessie, persoon_id)


def _deel(deel: UitgaandOnderdeelRij, gegevens: dict[str, Any], leeftijd_van: str | None) -> Deel:
    return Deel(
        persoon_id=deel.persoon_id,
        sleutel_id=deel.sleutel_id,
        leeftijd_van=leeftijd_van,
        gegeven_id=deel.gegeven_id,
        betrokkene=deel.betrokkene,
        gegevenssoort=deel.gegevenssoort,
        gegevens=gegevens,
    )


def _kaal(gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """Without marks: repeating the mark of a list would make it count as a list once more."""
    return {naam: w for naam, w in gegevens.items() if naam not in (MERK, LIJSTMERK)}

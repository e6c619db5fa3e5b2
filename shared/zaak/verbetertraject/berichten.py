"""Composes the messages of a correction, each about one item, from what was once sent or received.

Whom a message is about keeps the pseudonym under which it was given: the other party knows it
under that one. Doel, ground and weighing are those of the message that is corrected (profile 1.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import stel_inhoud_op
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.berichtsoorten import intrekkingssoort
from shared.convenant.poorten.hertoetsing import Eigenkennis, hertoets
from shared.convenant.verzoek import Kop
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.poorten.gegevensbron import Brongegeven
from shared.tijd.kenmerk import uuid7
from shared.verzenden.journaal.berichtenboek import Berichtenboek, Eerder
from shared.verzenden.samenstellen.samenstellen import (
    Afzender,
    Deel,
    Samenstelling,
    klasse_van,
    stel_kop_op,
)
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.verzenden.uitbak.zegel import Uitbakzegel
from shared.zaak.verbetering.begrippen import (
    FOUT,
    LID,
    VERBETERING,
    Fase,
    correctiesoort,
    zonder_fase,
)
from shared.zaak.verbetering.ketens import Schakel

_NIET_MEER = frozenset({6, 9})
"""Gates that close on what may not be corrected any more: that is withdrawn (profile, 1.2)."""


@dataclass(frozen=True)
class Bevinding:
    """What a receiver tells the source: which member is wrong (none: all of it), and how."""

    lid: str | None
    fout: str
    reden: str = field(repr=False)


class Berichten:
    """Composes within the caller's reading transaction."""

    def __init__(
        self, sessie: Session, dienst: Dienst, zegel: Uitbakzegel, afzender: Afzender
    ) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._regels = dienst.regels
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
        """What was sent then, without how far its correction was."""
        return zonder_fase(self._zegel.open_deel(deel), self._regels)

    def aan_houder(
        self,
        schakel: Schakel,
        deel: UitgaandOnderdeelRij,
        fase: Fase,
        reden: str,
        gegeven: Brongegeven | None,
        medewerker: str | None,
    ) -> Samenstelling:
        """From the source to who holds the item; ``gegeven``: its value now, where it changes."""
        kopdeel = self._kopdeel(schakel, deel, gegeven)
        waarde = self.verstuurd(deel) if gegeven is None else dict(gegeven.gegevens)
        if self._regels.gegevenssoorten[deel.gegevenssoort].vorm:
            waarde[VERBETERING] = str(fase)
        kop = self._kop(correctiesoort(self._regels), schakel.bericht, kopdeel, medewerker)
        leeftijd_van = deel.leeftijd_van if kopdeel["leeftijdsklasse"] is not None else None
        return Samenstelling(kop, (_deel(deel, waarde, leeftijd_van),), reden)

    def terugname(self, schakel: Schakel, medewerker: str | None) -> Samenstelling:
        """From the source to who holds the item: it is taken back."""
        oud = schakel.bericht.kop["onderdelen"][schakel.plaats]
        kopdeel = _leeg_deel(oud, schakel.plaats)
        soort = intrekkingssoort(self._regels)
        return Samenstelling(self._kop(soort, schakel.bericht, kopdeel, medewerker), (), None)

    def mag_nog(self, samenstelling: Samenstelling, bericht: UitgaandRij) -> bool:
        """Whether the item may still be corrected; what may not any more is withdrawn."""
        inhoud = stel_inhoud_op((), samenstelling.motivering)
        kop = inhoud.bind(samenstelling.kop, {})
        kop_json = kop.als_json()
        verwijzing = Berichtenboek(self._sessie, self._regels).verwijzing(
            kop_json, Eerder(bericht.kop, uit=True)
        )
        kennis = Eigenkennis(op=self._afzender.nu.astimezone(UTC), verwijzing=verwijzing)
        besluit = hertoets(kop, kop_json, self._regels, kennis)
        return not _NIET_MEER & set(besluit.poorten)

    def aan_bron(
        self, gegeven: OntvangenGegevenRij, bevinding: Bevinding, medewerker: str | None
    ) -> Samenstelling:
        """From whoever received the item: which member is wrong, with a code and no value."""
        kop = self._sessie.get_one(InkomendRij, gegeven.bericht_id).kop
        kopdeel = {
            **_leeg_deel(kop["onderdelen"][gegeven.volgnummer], gegeven.volgnummer),
            "herkomst": "ontvangen",
            "aard": gegeven.aard,
        }
        inhoud: dict[str, Any] = {FOUT: bevinding.fout}
        if bevinding.lid is not None:
            inhoud[LID] = bevinding.lid
        nieuw = stel_kop_op(
            self._afzender,
            uuid7(self._afzender.nu),
            soort=correctiesoort(self._regels),
            ontvanger=gegeven.bron,
            ontvangende_medewerker=medewerker or kop["medewerker"],
            groep=gegeven.groep,
            stap=kop["stap"],
            onderdelen=[kopdeel],
            in_reactie_op=gegeven.bericht_id,
        )
        deel = Deel(
            persoon_id=gegeven.persoon_id,
            sleutel_id=gegeven.sleutel_id,
            leeftijd_van=None,
            gegeven_id=gegeven.id,
            betrokkene=gegeven.betrokkene,
            gegevenssoort=gegeven.gegevenssoort,
            gegevens=inhoud,
        )
        return Samenstelling(nieuw, (deel,), bevinding.reden)

    def eis_schriftelijk(self, gegevenssoort: str) -> None:
        """Raises ``Conflict`` for what is corrected by mouth only: of the words nothing is kept."""
        kanalen = self._regels.gegevenssoorten[gegevenssoort].correctiekanalen
        if kanalen is not None and all(self._regels.kanalen[k].mondeling for k in kanalen):
            raise Conflict(
                "Dit gegeven wordt alleen mondeling gegeven en verbeterd. Zeg het tegen wie het "
                "kreeg, en leg dat vast als iets dat is gezegd."
            )

    def _kopdeel(
        self, schakel: Schakel, deel: UitgaandOnderdeelRij, gegeven: Brongegeven | None
    ) -> dict[str, Any]:
        oud: Mapping[str, Any] = schakel.bericht.kop["onderdelen"][schakel.plaats]
        kopdeel = {**_leeg_deel(oud, schakel.plaats), "aard": oud["aard"]}
        kenmerken = dict(oud.get("kenmerken") or {})
        if gegeven is not None:
            kopdeel |= {
                "bijzonder": gegeven.bijzonder,
                "aard": gegeven.aard or oud["aard"],
                "derdenVerwijderd": gegeven.derden_verwijderd,
            }
            kenmerken |= gegeven.kenmerken or {}
            if self._regels.gegevenssoorten[deel.gegevenssoort].geboortedatum is not None:
                kopdeel["leeftijdsklasse"] = self._klasse(deel, oud["categorie"])
        mag = self._kenmerken_in_correctie()
        kopdeel["kenmerken"] = {n: w for n, w in kenmerken.items() if n in mag} or None
        return kopdeel

    def _kenmerken_in_correctie(self) -> frozenset[str]:
        soort = self._regels.soorten[correctiesoort(self._regels)]
        partij = self._regels.partijen[self._dienst.partij.code]
        return partij.kenmerken & frozenset(soort.kenmerken or ())

    def _klasse(self, deel: UitgaandOnderdeelRij, categorie: int) -> str | None:
        """The age as it is now known, where a date of birth is what changes."""
        if deel.leeftijd_van is None:
            return None
        persoon = self._personen.lees(deel.leeftijd_van)
        return klasse_van(persoon, self._regels.categorieen[categorie], self._afzender.nu)

    def _kop(
        self,
        soort: str,
        bericht: UitgaandRij,
        kopdeel: Mapping[str, Any],
        medewerker: str | None,
    ) -> Kop:
        return stel_kop_op(
            self._afzender,
            uuid7(self._afzender.nu),
            soort=soort,
            ontvanger=bericht.ontvanger,
            ontvangende_medewerker=medewerker or bericht.kop["ontvangendeMedewerker"],
            groep=bericht.groep,
            stap=bericht.kop["stap"],
            onderdelen=[dict(kopdeel)],
            in_reactie_op=bericht.bericht_id,
        )


def _leeg_deel(oud: Mapping[str, Any], plaats: int) -> dict[str, Any]:
    """The same betrokkene, category and kind at that place; nothing else of what was given."""
    return {
        "betrokkene": oud["betrokkene"],
        "categorie": oud["categorie"],
        "leeftijdsklasse": None,
        "kind": oud.get("kind"),
        "gegevenssoort": oud["gegevenssoort"],
        "grondslag": None,
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": None,
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        "vervangt": plaats,
    }


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

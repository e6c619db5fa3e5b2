"""Recording that something was given to a derde, and reading the register of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7
from shared.web.meldingen import Invoerfout
from shared.zaak.bekendmaking import opslag
from shared.zaak.bekendmaking.begrippen import Bekendgemaakt, fouten
from shared.zaak.bekendmaking.tabellen import BekendmakingpersoonRij, BekendmakingRij

SOORT = BekendmakingRij.__tablename__


class Bekendmaken:
    """The use cases of one official, in the caller's transaction; never commits."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie

    def leg_vast(self, wat: Bekendgemaakt, *, bevestigd: bool) -> BekendmakingRij:
        """Raises ``OngeldigeInvoer`` with every fault; nothing is stored then."""
        dienst, nu = self._dienst, self._dienst.klok()
        gevonden = fouten(dienst.regels, dienst.partij.code, wat, datum_nl(nu))
        alle = [*gevonden, *self._bestandsfouten(wat)]
        eis_zonder_personen(wat.teksten.items(), bevestigd=bevestigd, fouten=alle)
        hoe = {
            "derde": wat.derde,
            "voorschrift": wat.voorschrift,
            "gegevenssoorten": list(wat.gegevenssoorten),
            "gegeven_op": wat.gegeven_op,
        }
        rij = BekendmakingRij(
            id=uuid7(nu),
            soort=wat.soort,
            opdrachtgever=wat.opdrachtgever,
            geheimhouding=wat.geheimhouding,
            beveiliging=wat.beveiliging,
            personen=len(wat.personen),
            gemaakt_op=nu,
            gemaakt_door=self._wie.autorisatie_id,
            **hoe,
        )
        self._sessie.add(rij)
        self._sessie.flush()
        self._sessie.add_all(
            BekendmakingpersoonRij(bekendmaking=rij.id, persoon_id=een, **hoe)
            for een in wat.personen
        )
        leg_bevestiging_vast(self._sessie, SOORT, rij.id, 1, door=self._wie.autorisatie_id, nu=nu)
        gelezen = [Geraadpleegd(rij.id, een) for een in wat.personen]
        leg_raadpleging_vast(self._sessie, dienst.klok, self._wie, "wijzigen", SOORT, gelezen)
        self._sessie.flush()
        return rij

    def lijst(self, *, na: str | None, limiet: int, nieuwste: bool) -> Sequence[BekendmakingRij]:
        """The register; it says about how many people, and nothing about whom."""
        return opslag.lijst(self._sessie, na=na, limiet=limiet, nieuwste=nieuwste)

    def lees(self, kenmerk: str) -> BekendmakingRij:
        """One of them. Raises ``NietGevonden``."""
        return opslag.lees(self._sessie, kenmerk)

    def _bestandsfouten(self, wat: Bekendgemaakt) -> Iterator[Invoerfout]:
        """Whom it is about is in the own file, and of himself nothing came from another (7.5)."""
        if not opslag.is_collega(self._sessie, wat.opdrachtgever):
            zin = "is geen autorisatie van uw partij; noem de collega die dit opdroeg"
            yield Invoerfout("/opdrachtgever", zin)
        soorten = self._dienst.regels.gegevenssoorten
        over_hem = {een for een in wat.gegevenssoorten if een in soorten}
        over_hem = {een for een in over_hem if soorten[een].persoonsvelden}
        for nummer, persoon in enumerate(wat.personen):
            herkomst = opslag.herkomst(self._sessie, persoon)
            if herkomst is None:
                yield Invoerfout(f"/personen/{nummer}", "staat niet in uw bestand")
                continue
            # What the law made somebody give is recorded, also of whom nobody sees any more.
            self._wie.eis_persoon(self._sessie, persoon, ook_afgeschermd=True)
            if over_hem and herkomst != "eigen":
                zin = (
                    f"kwam met een bericht van een ander: {', '.join(sorted(over_hem))} is van die "
                    "partij en gaat niet naar een derde (7.5)"
                )
                yield Invoerfout(f"/personen/{nummer}", zin)

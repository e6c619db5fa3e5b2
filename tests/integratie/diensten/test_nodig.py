"""Of iemand hier nog nodig is: wie het ook vraagt, het antwoord is hetzelfde (8.1, 8.2; C2, H3).

Vier rondes vernietigen elk iets anders: wat een groep bracht, wat ontvangen is, wat zelf is
vastgelegd, en wie niets meer heeft. Van ieder blijft daarna precies een ding over, of niets. Wie
dan blijft hangt af van dat ding, en niet van de ronde.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.gegevens.bronnen import OverlastRij
from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.bewaking.tabellen import LokrecordRij
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij, PersoonRij, VertegenwoordigerRij
from shared.partij.persoon import Persoonsgegevens
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.zaak.bewaren.eigen import ruim_eigen
from shared.zaak.bewaren.leeg import ruim_lege
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import LijstregelRij, NamenlijstRij, OpruimingRij
from shared.zaak.opruimen.opruimen import voer_opruiming_uit, vraag_opruiming
from shared.zaak.opruimen.verlopen import ruim_gegevens
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import Opstelling
from tests.integratie.partijdienst.bewaarvoorraad import akkoord

HIER, ELDERS, BEWAARD = nieuw_id(), nieuw_id(), nieuw_id()
LANG_GELEDEN = datetime(2024, 1, 1, 12, tzinfo=UTC)
Maak = Callable[["Vulling", str], None]


@dataclass
class Vulling:
    """Zet rijen in het bestand van de gemeente."""

    opstelling: Opstelling
    sessie: Session

    @property
    def nu(self) -> datetime:
        return self.opstelling.klok()

    def zet(self, tabel: Any, **waarden: Any) -> str:
        kenmerk = nieuw_id()
        self.sessie.execute(insert(tabel), [{"id": kenmerk, **waarden}])
        return kenmerk

    def persoon(self, geboren: date = date(2010, 2, 3)) -> str:
        dienst = self.opstelling.dienst
        register = PersonenRegister(self.sessie, dienst.kluis, dienst.klok)
        gegevens = Persoonsgegevens(naam=f"Verzinsel {nieuw_id()}", geboortedatum=geboren)
        return register.maak(gegevens, door=None, herkomst="ontvangen", bericht_id=nieuw_id()).id

    def eigen(self, persoon: str, op: datetime | None = None) -> None:
        op = op or self.nu
        self.zet(
            OverlastRij, persoon_id=persoon, zegel=b"x", aard="feit", bijzonder=False,
            derden_verwijderd=True, versie=1, aangemaakt_op=op, aangemaakt_door=persoon,
            gewijzigd_op=op,
        )  # fmt: skip

    def ontvangen(self, persoon: str, groep: str = ELDERS) -> str:
        bericht, sleutel = nieuw_id(), self.opstelling.dienst.kluis.maak_sleutel()
        kop = {"id": bericht, "groep": groep}
        self.sessie.execute(
            insert(InkomendRij),
            [
                {
                    "bericht_id": bericht, "digest": "x", "afzender": "politie",
                    "soort": "verstrekking", "groep": groep, "in_reactie_op": None, "kop": kop,
                    "payload_signature": "x", "gateway_besluit": "x", "bladnummer": 1,
                    "besloten_op": self.nu, "status": "aanvaard", "ontvangst": "x",
                    "handtekening": "x", "sleutels": [sleutel], "geheim": b"x",
                    "ontvangen_op": self.nu,
                }
            ],
        )  # fmt: skip
        return self.zet(
            OntvangenGegevenRij, bericht_id=bericht, volgnummer=0, oorsprong=bericht,
            persoon_id=persoon, sleutel_id=sleutel, betrokkene=nieuw_id(), groep=groep,
            categorie=1, bron="politie", regime="WPG", gegevenssoort="NAW",
            grondslag="WPG16_1_B_2", doel="D1", inhoud=b"x", status="actief",
            ontvangen_op=self.nu,
        )  # fmt: skip

    def plaats(self, persoon: str, groep: str = ELDERS, **anders: Any) -> None:
        self.zet(
            GroepslidRij, groep=groep, persoon_id=persoon, betrokkene=nieuw_id(), categorie=1,
            aangemaakt_op=self.nu, **{"ontvangen": False, **anders},
        )  # fmt: skip

    def op_een_lijst(self, persoon: str) -> None:
        lijst = self.zet(
            NamenlijstRij, groep=ELDERS, open_groep=None, soort="bruto", stand="opgesteld",
            versie=1, opgesteld_op=self.nu, opgesteld_door=persoon,
        )  # fmt: skip
        self.zet(
            LijstregelRij, lijst_id=lijst, persoon_id=persoon, betrokkene=nieuw_id(),
            sleutel_id=self.opstelling.dienst.kluis.maak_sleutel(), stand="open", versie=1,
        )  # fmt: skip

    def brief(self, persoon: str) -> None:
        self.zet(
            BriefRij, persoon_id=persoon, ontvanger_id=persoon, groep=ELDERS, soort="kind",
            stand="gemaakt", tekstversie="1", met_adres=False, gemaakt_op=self.nu,
            gemaakt_door=persoon, versie=1, gewijzigd_op=self.nu, sleutel_id="x",
        )  # fmt: skip

    def kind(self, persoon: str, geboren: date) -> None:
        self.plaats(self.ouder_van(persoon, self.nu, geboren))

    def ouder_van(self, persoon: str, sinds: datetime, geboren: date = date(2013, 5, 1)) -> str:
        kind = self.persoon(geboren)
        self.zet(
            VertegenwoordigerRij, kind_id=kind, ouder_id=persoon, soort="ouder",
            aangemaakt_op=sinds, aangemaakt_door=persoon,
        )  # fmt: skip
        return kind

    def lang_geleden(self, *personen: str) -> None:
        oud = update(PersoonRij).where(PersoonRij.id.in_(personen))
        self.sessie.execute(oud.values(gewijzigd_op=LANG_GELEDEN))

    def lokrecord(self, persoon: str) -> None:
        self.sessie.add(LokrecordRij(persoon_id=persoon, gezet_op=LANG_GELEDEN, gezet_door=persoon))
        self.sessie.flush()

    def verzoek(self, persoon: str, **anders: Any) -> None:
        self.zet(
            RechtenverzoekRij, van="gemeente", eigen=True, recht="inzage", persoon_id=persoon,
            ontvangen_op=LANG_GELEDEN.date(), versie=1, gemaakt_op=LANG_GELEDEN,
            **{"stand": "open", "gewijzigd_op": self.nu, **anders},
        )  # fmt: skip

    def bericht(self, persoon: str, status: str = "wachtend", op: datetime = LANG_GELEDEN) -> None:
        bericht = nieuw_id()
        self.sessie.add(
            UitgaandRij(
                bericht_id=bericht, soort="verstrekking", ontvanger="politie", kop={}, sleutels=[],
                geheim=b"x", status=status, pogingen=0, gemaakt_op=op, bijgewerkt_op=op,
            )
        )  # fmt: skip
        self.sessie.flush()
        self.sessie.add(
            UitgaandOnderdeelRij(
                bericht_id=bericht, volgnummer=0, persoon_id=persoon, sleutel_id="x",
                betrokkene=nieuw_id(), gegevenssoort="NAW", inhoud=b"x",
            )
        )  # fmt: skip
        self.sessie.flush()

    def beperk(self, persoon: str) -> None:
        self.zet(
            BeperkingRij, persoon_id=persoon, gegevenssoort=None, gegeven_id=None,
            verzoek=nieuw_id(), sinds=self.nu, door=persoon,
        )  # fmt: skip


#: Wat er van iemand overblijft, en of hij daarom blijft.
RESTEN: Final[Mapping[str, tuple[Maak, bool]]] = {
    "niets": (lambda *_: None, False),
    "een eigen gegeven": (Vulling.eigen, True),
    "iets ontvangen voor een andere groep": (Vulling.ontvangen, True),
    "een plaats in een andere groep": (Vulling.plaats, True),
    "een plaats die is geëindigd": (
        lambda v, p: v.plaats(p, beeindigd_op=LANG_GELEDEN), False
    ),
    "een regel op een lijst": (Vulling.op_een_lijst, True),
    "een brief voor een andere groep": (Vulling.brief, True),
    "ouder van een kind van dertien": (lambda v, p: v.kind(p, date(2013, 5, 1)), True),
    "ouder van wie zeventien is": (lambda v, p: v.kind(p, date(2009, 5, 1)), False),
    "een beperking": (Vulling.beperk, True),
}  # fmt: skip


#: Wat alleen wie verder niets heeft hier houdt: werk dat loopt, en een kind dat blijft.
RESTEN_VAN_NIETS: Final[Mapping[str, tuple[Maak, bool]]] = {
    "een verzoek dat openstaat": (Vulling.verzoek, True),
    "een verzoek van lang geleden": (
        lambda v, p: v.verzoek(p, stand="afgehandeld", gewijzigd_op=LANG_GELEDEN), False
    ),
    "een verzoek dat net is beantwoord": (lambda v, p: v.verzoek(p, stand="afgehandeld"), True),
    "een lokrecord": (Vulling.lokrecord, True),
    "een bericht onderweg": (Vulling.bericht, True),
    "een bericht van lang geleden": (
        lambda v, p: v.bericht(p, status="afgeleverd", op=LANG_GELEDEN), False
    ),
    "ouder van iemand met een eigen gegeven": (
        lambda v, p: v.eigen(v.ouder_van(p, LANG_GELEDEN)), True
    ),
    "ouder van iemand van wie niets is": (
        lambda v, p: v.lang_geleden(v.ouder_van(p, LANG_GELEDEN)), False
    ),
    "net ouder geworden van iemand van wie niets is": (
        lambda v, p: v.lang_geleden(v.ouder_van(p, v.nu)), True
    ),
}  # fmt: skip


def _van_de_groep(opstelling: Opstelling, mensen: Mapping[str, str]) -> None:
    """De aanpak van een groep eindigt: alles wat zij bracht gaat."""
    with opstelling.dienst.transactie() as sessie:
        for persoon in mensen.values():
            vulling = Vulling(opstelling, sessie)
            vulling.ontvangen(persoon, HIER)
            vulling.plaats(persoon, HIER)
        vraag_opruiming(sessie, opstelling.dienst, HIER, Grond.AFGESLOTEN, alles=True)
        sessie.flush()
        kenmerk = sessie.scalars(select(OpruimingRij.id).where(OpruimingRij.groep == HIER)).one()
    voer_opruiming_uit(opstelling.dienst, kenmerk)


def _van_wat_is_ontvangen(opstelling: Opstelling, mensen: Mapping[str, str]) -> None:
    """Ontvangen gegevens hebben hun laatste dag gehad."""
    with opstelling.dienst.transactie() as sessie:
        vulling = Vulling(opstelling, sessie)
        ids = [vulling.ontvangen(persoon, BEWAARD) for persoon in mensen.values()]
        for persoon in mensen.values():
            vulling.plaats(persoon, BEWAARD, ontvangen=True)
    ruim_gegevens(opstelling.dienst, ids, "proef")


def _van_wat_eigen_is(opstelling: Opstelling, mensen: Mapping[str, str]) -> None:
    """Wat de gemeente zelf vastlegde heeft zijn laatste dag gehad."""
    with opstelling.dienst.transactie() as sessie:
        for persoon in mensen.values():
            Vulling(opstelling, sessie).eigen(persoon, LANG_GELEDEN)
    ruim_eigen(opstelling.dienst)


def _van_wie_niets_is(opstelling: Opstelling, mensen: Mapping[str, str]) -> None:
    """Er was al lang niets dan een naam."""
    with opstelling.dienst.transactie() as sessie:
        Vulling(opstelling, sessie).lang_geleden(*mensen.values())
    ruim_lege(opstelling.dienst)


RONDES = (_van_wie_niets_is, _van_de_groep, _van_wat_is_ontvangen, _van_wat_eigen_is)


def _resten(ronde: object) -> Mapping[str, tuple[Maak, bool]]:
    return {**RESTEN, **RESTEN_VAN_NIETS} if ronde is _van_wie_niets_is else RESTEN


def test_wie_nog_nodig_is_blijft_en_wie_niet_gaat_welke_ronde_het_ook_vraagt(
    gemeente: Opstelling,
) -> None:
    per_ronde: list[dict[str, str]] = []
    with gemeente.dienst.transactie() as sessie:
        sessie.add(akkoord("overlastgegeven", gemeente.klok()))
        vulling = Vulling(gemeente, sessie)
        for ronde in RONDES:
            mensen = {rest: vulling.persoon() for rest in _resten(ronde)}
            for rest, (maak, _blijft) in _resten(ronde).items():
                maak(vulling, mensen[rest])
            per_ronde.append(mensen)
    for ronde, mensen in zip(RONDES, per_ronde, strict=True):
        ronde(gemeente, mensen)
    with gemeente.dienst.lezend() as sessie:
        er_nog = set(
            sessie.scalars(select(PersoonRij.id).where(PersoonRij.sleutel_id.is_not(None)))
        )
    for ronde, mensen in zip(RONDES, per_ronde, strict=True):
        verwacht = {rest for rest, (_, blijft) in _resten(ronde).items() if blijft}
        blijven = {rest for rest, persoon in mensen.items() if persoon in er_nog}
        assert blijven == verwacht, ronde.__doc__

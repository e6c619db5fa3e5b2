"""Een bestand vol gegevens van allerlei ouderdom, en een tweede lezing van wat daarvan weg moet.

De tweede lezing deelt geen tabel en geen functie met het product: zij is met de hand geschreven
naar het convenant (8.1), H1, H7, H13, artikel 8 en 13 Wpg en 5 AVG, met haar eigen rekenkunst op
dagen.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from services.gemeente.gegevens.bronnen import OverlastRij
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels
from shared.bestand.ontvangen.gegevens import gegevenswaarden
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.persoon import Persoonsgegevens
from shared.zaak.vernietigen.tabellen import SelectielijstakkoordRij
from tests.hulp.kenmerk import nieuw_id

PER_MENS = 10
MENSEN_PER_KEER = 200


@dataclass(frozen=True)
class Eigen:
    """Wat de gemeente zelf vastlegde."""

    id: str
    dag: date


@dataclass(frozen=True)
class Ontvangen:
    """Wat zij kreeg: de soort, de stap, en de dag die bij de bron telt."""

    id: str
    soort: str
    stap: int
    dag: date
    bron: date | None


@dataclass
class Mens:
    """Iemand in het bestand, met alles wat er van hem is."""

    id: str
    eigen: bool
    lid: bool
    bekend: date
    eigens: list[Eigen] = field(default_factory=list)
    ontvangens: list[Ontvangen] = field(default_factory=list)


@dataclass(frozen=True)
class Uitkomst:
    """Wat er na een ronde nog staat, en hoeveel er ging."""

    eigen: frozenset[str]
    ontvangen: frozenset[str]
    mensen: frozenset[str]


def verwacht(mensen: Sequence[Mens], vandaag: date) -> Uitkomst:
    """De tweede lezing: per mens, van boven naar beneden."""
    eigen: set[str] = set()
    ontvangen: set[str] = set()
    blijft: set[str] = set()
    for mens in mensen:
        heeft = {een.id for een in mens.ontvangens if not _ontvangen_weg(een, vandaag)}
        # Wat de gemeente zelf vastlegde: twee jaar, en niet zolang iemand in een aanpak zit. Wie
        # met een bericht kwam en daarvan niets meer heeft, zit in geen groep meer.
        zit_erin = mens.lid and (mens.eigen or bool(heeft))
        zelf = {een.id for een in mens.eigens if zit_erin or vandaag <= _jaren(een.dag, 2)}
        eigen |= zelf
        ontvangen |= heeft
        had_iets_dat_ging = len(zelf) < len(mens.eigens)
        ging_heel = not zelf and not heeft and not zit_erin
        if mens.eigen:
            # Wie wij zelf invoerden gaat met zijn laatste eigen gegeven, en anders als er dertig
            # dagen niets aan hem veranderde.
            ging_heel = ging_heel and (had_iets_dat_ging or (vandaag - mens.bekend).days > 30)
        if not ging_heel:
            blijft.add(mens.id)
    return Uitkomst(frozenset(eigen), frozenset(ontvangen), frozenset(blijft))


def _ontvangen_weg(een: Ontvangen, vandaag: date) -> bool:
    if een.stap == 2:
        # De brutolijst zonder nettolijst: dertig dagen.
        return (vandaag - een.dag).days > 30
    if een.soort == "WPG8":
        assert een.bron is not None
        return vandaag > _jaren(een.bron, 5)
    if een.soort == "WPG13":
        assert een.bron is not None
        return vandaag > een.bron
    # De rest bekijkt een mens.
    return False


def _jaren(dag: date, jaren: int) -> date:
    jaar = dag.year + jaren
    return dag.replace(year=jaar, day=min(dag.day, calendar.monthrange(jaar, dag.month)[1]))


def vul(dienst: Dienst, gegevens: int, zaad: int = 12) -> list[Mens]:
    """Zoveel gegevens, over een tiende zoveel mensen."""
    loting = random.Random(zaad)
    groepen = [nieuw_id() for _ in range(8)]
    with dienst.transactie() as sessie:
        sessie.add(akkoord("overlastgegeven", dienst.klok()))
    mensen: list[Mens] = []
    for begin in range(0, gegevens // PER_MENS, MENSEN_PER_KEER):
        aantal = min(MENSEN_PER_KEER, gegevens // PER_MENS - begin)
        with dienst.transactie() as sessie:
            for _ in range(aantal):
                mensen.append(_mens(sessie, dienst, loting, loting.choice(groepen)))
            # Van een op de tien is er niets dan een naam.
            mensen += [_naam(sessie, dienst, loting, eigen=True) for _ in range(aantal // 10)]
    return mensen


def akkoord(soort: str, op: datetime) -> SelectielijstakkoordRij:
    """De archivaris vindt het goed dat deze soort wordt vernietigd."""
    return SelectielijstakkoordRij(
        categorie=soort, selectielijst="Verzonnen selectielijst", nummer="1",
        archivaris="de archivaris", akkoord_op=op.date(), geldig_tot=None, vastgelegd_op=op,
        vastgelegd_door=nieuw_id(),
    )  # fmt: skip


def _naam(sessie: Session, dienst: Dienst, loting: random.Random, *, eigen: bool) -> Mens:
    register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
    geboren = date(loting.randint(2005, 2012), loting.randint(1, 12), loting.randint(1, 28))
    persoon = register.maak(
        Persoonsgegevens(naam=f"Verzinsel {loting.getrandbits(40):x}", geboortedatum=geboren),
        door=None,
        herkomst="eigen" if eigen else "ontvangen",
        bericht_id=None if eigen else nieuw_id(),
    )
    bekend = dienst.klok() - timedelta(days=loting.choice([0, 29, 30, 31, 32, 400]))
    sessie.execute(
        update(PersoonRij).where(PersoonRij.id == persoon.id).values(gewijzigd_op=bekend)
    )
    return Mens(persoon.id, eigen, lid=False, bekend=datum_nl(bekend))


def _mens(sessie: Session, dienst: Dienst, loting: random.Random, groep: str) -> Mens:
    eigen = loting.random() < 0.6
    mens = _naam(sessie, dienst, loting, eigen=eigen)
    mens.lid = loting.random() < 0.1
    nu = dienst.klok()
    oud = loting.random() < 0.4
    alleen_eigen = eigen and loting.random() < 0.7
    voor_eigen = PER_MENS if alleen_eigen else loting.choice([0, 5]) if not eigen else 5
    betrokkene = nieuw_id()
    if mens.lid:
        sessie.execute(insert(GroepslidRij), [_lid(mens.id, groep, betrokkene, not eigen, nu)])
    rijen = list(_eigens(mens, voor_eigen, loting, nu, oud=oud))
    if rijen:
        sessie.execute(insert(OverlastRij), rijen)
    if voor_eigen < PER_MENS:
        sleutels = Aanpaksleutels(sessie, dienst.kluis, dienst.klok)
        sleutel = sleutels.van(groep, [mens.id], Doel.ONTVANGEN)[mens.id]
        for stap in (2, 3):
            _bericht(
                sessie, dienst, mens, groep, betrokkene, sleutel, stap,
                (PER_MENS - voor_eigen) * (1 if stap == 2 else 4) // 5, loting, oud=oud,
            )  # fmt: skip
    return mens


def _dag(loting: random.Random, nu: datetime, *, oud: bool, hoogstens: int) -> datetime:
    """Vaak net voor of net na een grens: daar vergist een berekening zich."""
    grens = loting.choice([730, 731, 732, 30, 31, 1826, 1827, 1825])
    rond = grens + loting.randint(-3, 3)
    dagen = loting.randint(hoogstens, hoogstens * 2) if oud else min(rond, hoogstens * 2)
    return datetime.combine((nu - timedelta(days=dagen)).date(), time(12), UTC)


def _eigens(
    mens: Mens, aantal: int, loting: random.Random, nu: datetime, *, oud: bool
) -> Iterator[dict[str, Any]]:
    for _ in range(aantal):
        moment = _dag(loting, nu, oud=oud, hoogstens=740)
        een = Eigen(nieuw_id(), moment.date())
        mens.eigens.append(een)
        yield {
            "id": een.id, "persoon_id": mens.id, "zegel": loting.randbytes(80), "aard": "feit",
            "bijzonder": False, "derden_verwijderd": True, "versie": 1, "aangemaakt_op": moment,
            "aangemaakt_door": mens.id, "gewijzigd_op": moment,
        }  # fmt: skip


def _lid(
    persoon: str, groep: str, betrokkene: str, ontvangen: bool, nu: datetime
) -> dict[str, Any]:
    return {
        "id": nieuw_id(), "groep": groep, "persoon_id": persoon, "betrokkene": betrokkene,
        "ontvangen": ontvangen, "categorie": 1, "kind": None, "aangemaakt_op": nu,
        "aangemaakt_door": None, "beeindigd_op": None,
    }  # fmt: skip


def _bericht(
    sessie: Session, dienst: Dienst, mens: Mens, groep: str, betrokkene: str, sleutel: str,
    stap: int, aantal: int, loting: random.Random, *, oud: bool,
) -> None:  # fmt: skip
    if not aantal:
        return
    nu = dienst.klok()
    moment = _dag(loting, nu, oud=oud, hoogstens=60)
    delen, bronnen = [], []
    for _ in range(aantal):
        soort = "BEKENDHEID" if stap == 2 else loting.choice(["WPG8", "WPG13", "NAW"])
        bron = None
        kenmerken: dict[str, Any] = {}
        if soort == "WPG8":
            bron = _dag(loting, nu, oud=oud, hoogstens=1830).date()
            kenmerken = {"eersteVerwerking": bron.isoformat(), "gerelateerd": True}
        elif soort == "WPG13":
            bron = nu.date() - timedelta(days=loting.randint(1 if oud else -200, 40))
            kenmerken = {"subdoel": "a", "termijnTot": bron.isoformat(), "bron": "8"}
        delen.append(
            {
                "betrokkene": betrokkene, "categorie": 1, "gegevenssoort": soort, "aard": "feit",
                "grondslag": "WPG16_1_B_1", "kenmerken": kenmerken or None,
            }
        )  # fmt: skip
        bronnen.append(bron)
    kop = {
        "id": nieuw_id(), "afzender": "politie", "ontvanger": "gemeente", "stap": stap,
        "groep": groep, "kanaal": "koppelvlak", "doel": "D1", "onderdelen": delen,
        "soort": "verstrekking",
    }  # fmt: skip
    sessie.execute(insert(InkomendRij), [_inkomend(kop, sleutel, moment, loting)])
    rijen = []
    for nummer, (deel, bron) in enumerate(zip(delen, bronnen, strict=True)):
        waarden = gegevenswaarden(dienst.regels, kop, deel, nummer, mens.id, sleutel, moment)
        waarden["inhoud"] = loting.randbytes(120)
        rijen.append(waarden)
        mens.ontvangens.append(
            Ontvangen(waarden["id"], str(deel["gegevenssoort"]), stap, moment.date(), bron)
        )
    sessie.execute(insert(OntvangenGegevenRij), rijen)


def _inkomend(
    kop: dict[str, Any], sleutel: str, moment: datetime, loting: random.Random
) -> dict[str, Any]:
    return {
        "bericht_id": kop["id"], "digest": "x", "afzender": kop["afzender"],
        "soort": kop["soort"], "groep": kop["groep"], "in_reactie_op": None, "kop": kop,
        "payload_signature": "x", "gateway_besluit": "x", "bladnummer": 1, "besloten_op": moment,
        "status": "aanvaard", "ontvangst": "x", "handtekening": "x", "sleutels": [sleutel],
        "geheim": loting.randbytes(60), "ontvangen_op": moment,
    }  # fmt: skip

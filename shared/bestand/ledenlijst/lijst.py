"""Members of a group with what a screen shows of each, read at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import vroegst
from shared.bestand.leden.groepsleden import Groepslid
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.persoonsvelden import eis_velden
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.bestand.leeftijd import leeftijdsklasse
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import GeenToegang, NietGevonden, Vernietigd
from shared.partij.persoon import Persoon

_RECHT = "personen.lezen"


class Liddeel(StrEnum):
    """What can be asked of each member beside who it is."""

    NAAM = "naam"
    LEEFTIJD = "leeftijd"
    SINDS = "sinds"
    BRON = "bron"


#: What opens a person, with the field it reads there.
_UIT_PERSOON: Mapping[Liddeel, str] = {Liddeel.NAAM: "naam", Liddeel.LEEFTIJD: "geboortedatum"}


@dataclass(frozen=True)
class Lidbeeld:
    """A member. A member of this is None where it was not asked, or is not known here."""

    lid: Groepslid
    naam: str | None = field(default=None, repr=False)
    leeftijdsklasse: str | None = None
    sinds: datetime | None = None
    bronnen: tuple[str, ...] | None = None


def opent_personen(delen: Collection[Liddeel]) -> bool:
    """Whether somebody is shown what is sealed about these persons."""
    return any(deel in _UIT_PERSOON for deel in delen)


def eis_delen(wie: Medewerker, dienst: Dienst, delen: Collection[Liddeel]) -> None:
    """Refuses a part this employee's function does not read."""
    gevraagd = [deel for deel in delen if deel in _UIT_PERSOON]
    if gevraagd and _RECHT not in wie.rechten:
        raise GeenToegang(
            f"Uw functie ({wie.functienaam}) mag dit niet: {dienst.regels.rechten[_RECHT]}. Vraag "
            f"de lijst zonder {' en '.join(sorted(gevraagd))}."
        )
    eis_velden(wie, dienst.regels, [_UIT_PERSOON[deel] for deel in gevraagd])


def lees(
    sessie: Session, dienst: Dienst, leden: Iterable[Groepslid], delen: Collection[Liddeel]
) -> list[Lidbeeld]:
    """These members of one group, with these parts."""
    leden = list(leden)
    personen = _personen(sessie, dienst, leden) if opent_personen(delen) else {}
    sinds = _sinds(sessie, leden) if Liddeel.SINDS in delen else {}
    bronnen = _bronnen(sessie, dienst, leden) if Liddeel.BRON in delen else None
    vandaag = datum_nl(dienst.klok())
    beelden = []
    for lid in leden:
        persoon = personen.get(lid.persoon_id)
        klasse = None
        if Liddeel.LEEFTIJD in delen and persoon is not None and persoon.geboortedatum is not None:
            # Of a date known in part the oldest he can be: as for what may be given.
            klasse = leeftijdsklasse(vroegst(persoon.geboortedatum), vandaag)
        beelden.append(
            Lidbeeld(
                lid,
                naam=persoon.naam if Liddeel.NAAM in delen and persoon is not None else None,
                leeftijdsklasse=klasse,
                sinds=sinds.get(lid.betrokkene),
                bronnen=None if bronnen is None else bronnen.get(lid.persoon_id, ()),
            )
        )
    return beelden


def _personen(sessie: Session, dienst: Dienst, leden: list[Groepslid]) -> dict[str, Persoon]:
    register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
    gelezen = {}
    for lid in leden:
        try:
            gelezen[lid.persoon_id] = register.lees(lid.persoon_id)
        except (NietGevonden, Vernietigd):
            continue
    return gelezen


def _sinds(sessie: Session, leden: list[Groepslid]) -> dict[str, datetime]:
    """When each became a member, by pseudonym."""
    if not leden:
        return {}
    vraag = select(GroepslidRij.betrokkene, GroepslidRij.aangemaakt_op).where(
        GroepslidRij.groep == leden[0].groep,
        GroepslidRij.betrokkene.in_([lid.betrokkene for lid in leden]),
        GroepslidRij.beeindigd_op.is_(None),
    )
    return {betrokkene: op for betrokkene, op in sessie.execute(vraag)}


def _bronnen(sessie: Session, dienst: Dienst, leden: list[Groepslid]) -> dict[str, tuple[str, ...]]:
    """Which parties each is known from: this one by its own record, another by what it gave."""
    if not leden:
        return {}
    personen = [lid.persoon_id for lid in leden]
    gevonden: dict[str, set[str]] = {persoon: set() for persoon in personen}
    eigen = select(PersoonRij.id).where(PersoonRij.id.in_(personen), PersoonRij.herkomst == "eigen")
    for persoon in sessie.scalars(eigen):
        gevonden[persoon].add(dienst.partij.code)
    gegeven = (
        select(OntvangenGegevenRij.persoon_id, InkomendRij.afzender)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(
            OntvangenGegevenRij.persoon_id.in_(personen),
            InkomendRij.groep == leden[0].groep,
            OntvangenGegevenRij.inhoud.is_not(None),
        )
        .distinct()
    )
    for persoon, afzender in sessie.execute(gegeven):
        gevonden[persoon].add(afzender)
    return {persoon: tuple(sorted(van)) for persoon, van in gevonden.items()}

"""Ending what a group's approach brought about somebody; the own file stays as it is.

First the keys, for good and in every older copy; then the rows (covenant 8.1, 8.2). What goes, in
every copy: received items, what was written along with them, sent copies, corrections, what was
recorded for the approach alone, and the link from pseudonym to person. Of somebody in the own file,
or in another group, only this group's part goes; who is known only because of this group goes
whole. Who carries it out is ``shared.zaak.opruimen``; here stands what it takes.
"""

from __future__ import annotations

from collections.abc import Collection, Set

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels import opslag
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.nodig.oordeel import Gaat, nog_nodig
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.oudleden.vergeten import vergeet_leden
from shared.bestand.personen.vernietiging import geraakte_tabellen, sleutels_van
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.opslag.basis import Basis
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import Aanpakeinde

_RIJEN: tuple[type[Basis], ...] = (
    AanpaksleutelRij, OntvangenGegevenRij, InkomendRij, GroepslidRij,
)  # fmt: skip
_APART = ("aparte_tekst", "aparte_inzage")


def aanpakeindesleutels(
    dienst: Dienst,
    sessie: Session,
    groep: str,
    personen: Collection[str],
    weg: Collection[str] = (),
) -> set[str]:
    """Every key to destroy: of this group's part of these persons, and all of who goes whole."""
    sleutels = opslag.van_personen(sessie, personen, groep)
    for deel in dienst.bijdragen.aanpakdelen:
        if deel.sleutels is not None:
            sleutels |= set(deel.sleutels(sessie, groep, personen))
    for persoon_id in weg:
        sleutels |= sleutels_van(dienst, sessie, persoon_id)
    return sleutels


def ruim_aanpakdelen(dienst: Dienst, sessie: Session, einde: Aanpakeinde) -> dict[str, int]:
    """Tidies the rows, after the keys were destroyed; the numbers. Repeatable.

    Part of a larger destruction, that destroys the keys first and asks again for any that came in
    between (``shared.zaak.opruimen``).
    """
    aantallen = {deel.naam: deel.neem_weg(sessie, einde) for deel in dienst.bijdragen.aanpakdelen}
    groep, personen = einde.groep, einde.personen
    aantallen["ontvangenGegevens"] = _ruim_ontvangen(sessie, groep, personen)
    # Without the link from pseudonym to person the log's pseudonym leads nowhere.
    aantallen["lidmaatschappen"] = vergeet_leden(
        sessie, GroepslidRij.groep == groep, GroepslidRij.persoon_id.in_(personen)
    )
    aantallen["aanpakgegevens"] = _ruim_groepsrijen(dienst, sessie, groep, personen)
    opslag.wis(sessie, opslag.van_personen(sessie, personen, groep))
    return aantallen


def aanpakeindetabellen(dienst: Dienst) -> list[str]:
    """The tables in which this leaves older versions behind."""
    delen = [rij for deel in dienst.bijdragen.aanpakdelen for rij in deel.rijen]
    rijen = [*_RIJEN, *delen, *dienst.bijdragen.groepsrijen]
    namen = [*(rij.__tablename__ for rij in rijen), *_APART, *geraakte_tabellen(dienst)]
    return list(dict.fromkeys(namen))


def wie_heel_gaat(
    dienst: Dienst,
    sessie: Session,
    groep: str,
    personen: Collection[str],
    vast: Set[str] = frozenset(),
) -> frozenset[str]:
    """Of these persons, whom nothing here needs once all there is for this group is gone.

    ``vast``: of whom something is held now.
    """
    levend = select(PersoonRij.id).where(
        PersoonRij.id.in_(personen), PersoonRij.sleutel_id.is_not(None)
    )
    nodig = nog_nodig(sessie, dienst, personen, Gaat(groep=groep), vast=vast)
    return frozenset(sessie.scalars(levend)) - nodig.keys()


def _ruim_ontvangen(sessie: Session, groep: str, personen: Collection[str]) -> int:
    """Received items about who goes, and what was written along with them."""
    voorwaarde = (
        OntvangenGegevenRij.groep == groep, OntvangenGegevenRij.persoon_id.in_(personen)
    )  # fmt: skip
    berichten = sessie.scalars(select(OntvangenGegevenRij.bericht_id).where(*voorwaarde)).all()
    sluit_geheim(sessie, set(berichten))
    sessie.execute(delete(OntvangenGegevenRij).where(*voorwaarde))
    return len(berichten)


def _ruim_groepsrijen(
    dienst: Dienst, sessie: Session, groep: str, personen: Collection[str]
) -> int:
    """What this party recorded about who goes for the approach alone."""
    aantal = 0
    for tabel in dienst.bijdragen.groepsrijen:
        kolommen = tabel.__table__.c
        voorwaarde = (kolommen.groep == groep, kolommen.persoon_id.in_(personen))
        aantal += len(sessie.scalars(select(kolommen.id).where(*voorwaarde)).all())
        sessie.execute(delete(tabel).where(*voorwaarde))
    return aantal

"""Received items in the own file: stored with what binds them, replaced, withdrawn, found back.

Every item keeps its source, the source's regime, its ground, its purpose lock and its last day
(covenant 7.4, 7.5, 8.1). It can be read here, and never be disclosed from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud, InhoudOnderdeel
from shared.bestand.afscherming.grens import is_vernietigd
from shared.bestand.ontvangen.herkomst import herkomst_van
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.toegang.taakgrens import ALLES, Taakgrens
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.bladeren import vanaf
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.kenmerk import uuid7


class Gegevenstatus(StrEnum):
    """What may be done with a received item.

    ``opgeschort`` is contested: not used until the source has judged (reading F5).
    """

    ACTIEF = "actief"
    OPGESCHORT = "opgeschort"
    VERVANGEN = "vervangen"
    INGETROKKEN = "ingetrokken"


IN_HET_BESTAND = (Gegevenstatus.ACTIEF, Gegevenstatus.OPGESCHORT)
"""What stands, used or not."""


def vervang(
    sessie: Session,
    kluis: Kluispoort,
    oud: OntvangenGegevenRij,
    kop: Mapping[str, Any],
    nummer: int,
    gegevens: Mapping[str, Any],
    status: Gegevenstatus,
    nu: datetime,
) -> OntvangenGegevenRij:
    """Stores what a correction says over the item it corrects.

    Person, ground, purpose, article, source and last day stay what they were: a correction brings
    none of its own, and no longer stay.
    """
    kopdeel = kop["onderdelen"][nummer]
    nieuw = OntvangenGegevenRij(
        id=uuid7(nu),
        bericht_id=kop["id"],
        volgnummer=nummer,
        oorsprong=oud.oorsprong,
        persoon_id=oud.persoon_id,
        sleutel_id=oud.sleutel_id,
        betrokkene=oud.betrokkene,
        groep=oud.groep,
        categorie=oud.categorie,
        bron=oud.bron,
        regime=oud.regime,
        gegevenssoort=oud.gegevenssoort,
        grondslag=oud.grondslag,
        convenantartikel=oud.convenantartikel,
        doel=oud.doel,
        aard=kopdeel["aard"],
        eerste_verwerking=oud.eerste_verwerking,
        kenmerken={**(oud.kenmerken or {}), **(kopdeel.get("kenmerken") or {})} or None,
        status=status,
        vervangen_door=None,
        vervalt_op=oud.vervalt_op,
        ontvangen_op=nu,
    )
    voeg_toe(sessie, kluis, nieuw, gegevens)
    oud.status, oud.vervangen_door = Gegevenstatus.VERVANGEN, nieuw.id
    return nieuw


def voeg_toe(
    sessie: Session, kluis: Kluispoort, rij: OntvangenGegevenRij, gegevens: Mapping[str, Any]
) -> None:
    """Adds an item with its content, sealed under the key of the person it is about."""
    rij.inhoud = verzegel_json(kluis, rij.sleutel_id, gegevenplaats(rij.id), gegevens)
    sessie.add(rij)


def paren(
    kop: Mapping[str, Any], inhoud: Inhoud
) -> Iterator[tuple[Mapping[str, Any], InhoudOnderdeel]]:
    """Every onderdeel of the kop with its content; the comparison made sure of their order."""
    yield from zip(kop["onderdelen"], inhoud.over, strict=True)


def zegt_geboortedatum(regels: Convenantregels, kopdeel: Mapping[str, Any]) -> bool:
    """Whether this item says when somebody was born."""
    soort = regels.gegevenssoorten.get(kopdeel["gegevenssoort"])
    return soort is not None and soort.geboortedatum is not None


def keten(sessie: Session, rij: OntvangenGegevenRij) -> list[OntvangenGegevenRij]:
    """Every version of an item, the newest last: what it replaced and what replaced it."""
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.persoon_id == rij.persoon_id,
        OntvangenGegevenRij.oorsprong == rij.oorsprong,
    )
    alle = sessie.scalars(vraag).all()
    vorige = {een.vervangen_door: een for een in alle if een.vervangen_door is not None}
    per_id = {een.id: een for een in alle}
    versies = [rij]
    while (ouder := vorige.get(versies[0].id)) is not None:
        versies.insert(0, ouder)
    while (jonger := per_id.get(versies[-1].vervangen_door or "")) is not None:
        versies.append(jonger)
    return versies


def eerst_ontvangen(sessie: Session, rij: OntvangenGegevenRij) -> date:
    """The day the item first came: a correction does not begin a term anew."""
    return datum_nl(keten(sessie, rij)[0].ontvangen_op)


def op_plaats(sessie: Session, bericht_id: str, plaats: int) -> OntvangenGegevenRij | None:
    """The item a received message brought at this place, in whatever state."""
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.bericht_id == bericht_id, OntvangenGegevenRij.volgnummer == plaats
    )
    return sessie.scalars(vraag).first()


def open_gegeven(kluis: Kluispoort, rij: OntvangenGegevenRij) -> dict[str, Any] | None:
    """The content; ``None`` when it was withdrawn. Raises ``Vernietigd``."""
    if rij.inhoud is None:
        return None
    return open_json(kluis, rij.sleutel_id, gegevenplaats(rij.id), rij.inhoud)


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    groep: str | None = None,
    persoon: str | None = None,
    taak: Taakgrens = ALLES,
    soorten: Collection[str] | None = None,
    bericht: str | None = None,
    status: str | None = None,
    nieuwste: bool = False,
) -> Select[OntvangenGegevenRij]:
    """Items in order of receipt, by group and person, within a task's groups.

    Of who was destroyed nothing: what stays of his rows only answers who gave it.

    ``soorten``: only these kinds of data, for a function that does not read all of them.
    """
    vraag = select(OntvangenGegevenRij).limit(hoogstens)
    vraag = vanaf(vraag, OntvangenGegevenRij.id, na, nieuwste=nieuwste)
    if groep is not None:
        vraag = vraag.where(OntvangenGegevenRij.groep == groep)
    if persoon is not None:
        vraag = vraag.where(OntvangenGegevenRij.persoon_id == persoon)
    if bericht is not None:
        vraag = vraag.where(OntvangenGegevenRij.bericht_id == bericht)
    if status is not None:
        vraag = vraag.where(OntvangenGegevenRij.status == status)
    vraag = vraag.where(
        taak.rijen(OntvangenGegevenRij.groep), ~is_vernietigd(OntvangenGegevenRij.persoon_id)
    )
    if soorten is not None:
        vraag = vraag.where(OntvangenGegevenRij.gegevenssoort.in_(soorten))
    return vraag


def van_persoon(sessie: Session, persoon_id: str) -> Sequence[OntvangenGegevenRij]:
    """What stands about this person."""
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.persoon_id == persoon_id,
        OntvangenGegevenRij.status.in_(IN_HET_BESTAND),
    )
    return sessie.scalars(vraag).all()


def gegevenswaarden(
    regels: Convenantregels,
    kop: Mapping[str, Any],
    kopdeel: Mapping[str, Any],
    nummer: int,
    persoon_id: str,
    sleutel_id: str,
    nu: datetime,
) -> dict[str, Any]:
    """The values of the row of one item of a message that gives data, before it is sealed."""
    herkomst = herkomst_van(regels, kop, kopdeel, nu)
    eerste = (kopdeel.get("kenmerken") or {}).get("eersteVerwerking")
    return {
        "id": uuid7(nu),
        "bericht_id": kop["id"],
        "volgnummer": nummer,
        "oorsprong": kop["id"],
        "persoon_id": persoon_id,
        "sleutel_id": sleutel_id,
        "betrokkene": kopdeel["betrokkene"],
        "groep": kop["groep"],
        "categorie": kopdeel["categorie"],
        "bron": kop["afzender"],
        "regime": herkomst.regime,
        "gegevenssoort": kopdeel["gegevenssoort"],
        "grondslag": kopdeel["grondslag"],
        "convenantartikel": herkomst.convenantartikel,
        "doel": kop["doel"],
        "aard": kopdeel["aard"],
        "eerste_verwerking": date.fromisoformat(eerste) if eerste else None,
        "kenmerken": kopdeel.get("kenmerken"),
        "inhoud": None,
        "status": Gegevenstatus.ACTIEF,
        "vervangen_door": None,
        "vervalt_op": herkomst.vervalt_op,
        "ontvangen_op": nu,
    }


def gegevenplaats(gegeven_id: str) -> str:
    """Where an item's content is sealed for."""
    return f"ontvangen/{gegeven_id}"

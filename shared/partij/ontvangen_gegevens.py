"""Received items in the own file: stored with what binds them, replaced, withdrawn, found back.

Every item keeps its source, the source's regime, its ground, its purpose lock and its last day
(covenant 7.4, 7.5, 8.1). It can be read here, and never be disclosed from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from shared.bericht.identiteit import uuid7
from shared.bericht.inhoud import Inhoud, InhoudOnderdeel
from shared.convenant.regels import Convenantregels
from shared.partij.fouten import NietGevonden
from shared.partij.herkomstregels import herkomst_van
from shared.partij.partij import Brongegeven
from shared.partij.personen import Persoon
from shared.partij.uitwisseling_modellen import InkomendRij, OntvangenGegevenRij
from shared.partij.uitwisseling_vormen import Onderdeelopdracht
from shared.partij.zegel import Kluispoort, open_json, verzegel_json

_CORRECTIE = "correctie"


class Gegevenstatus(StrEnum):
    """What may be done with a received item.

    ``melding`` is what another party reported about this party's own data: to be judged, not used.
    ``opgeschort`` is contested: not used until the source has judged (reading F5).
    """

    ACTIEF = "actief"
    OPGESCHORT = "opgeschort"
    MELDING = "melding"
    VERVANGEN = "vervangen"
    INGETROKKEN = "ingetrokken"


def bewaar(
    sessie: Session,
    kluis: Kluispoort,
    regels: Convenantregels,
    kop: Mapping[str, Any],
    inhoud: Inhoud,
    personen: Mapping[str, Persoon],
    nu: datetime,
    vervangt: Sequence[OntvangenGegevenRij] | None = None,
) -> None:
    """Stores the items of a message; a correction replaces what it corrects.

    ``vervangt``: exactly these items, where the message says which; else by person and kind.
    """
    gevonden = _te_vervangen(sessie, kop) if vervangt is None else vervangt
    oude: dict[tuple[str, str], list[OntvangenGegevenRij]] = {}
    for oud in gevonden:
        oude.setdefault((oud.persoon_id, oud.gegevenssoort), []).append(oud)
    for nummer, (kopdeel, deel) in enumerate(paren(kop, inhoud)):
        persoon = personen[kopdeel["betrokkene"]]
        waarden = gegevenswaarden(regels, kop, kopdeel, nummer, persoon.id, persoon.sleutel_id, nu)
        rij = OntvangenGegevenRij(**waarden)
        rij.inhoud = verzegel_json(kluis, rij.sleutel_id, gegevenplaats(rij.id), deel.gegevens)
        if rij.status == Gegevenstatus.ACTIEF:
            for oud in oude.get((rij.persoon_id, rij.gegevenssoort), []):
                _vervang(oud, rij)
        sessie.add(rij)


def paren(
    kop: Mapping[str, Any], inhoud: Inhoud
) -> Iterable[tuple[Mapping[str, Any], InhoudOnderdeel]]:
    """Every onderdeel of the kop with its content.

    The comparison on receipt made sure both hold the same pairs of betrokkene and kind, each as
    often; within a pair they go in order.
    """
    over = list(inhoud.onderdelen)
    for kopdeel in kop["onderdelen"]:
        wie = (kopdeel["betrokkene"], kopdeel["gegevenssoort"])
        deel = next(d for d in over if (d.betrokkene, d.gegevenssoort) == wie)
        over.remove(deel)
        yield kopdeel, deel


def trek_in(sessie: Session, kop: Mapping[str, Any]) -> int:
    """Takes back what the sender's own earlier message brought: unreadable from now on."""
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.bericht_id == kop["inReactieOp"],
        OntvangenGegevenRij.bron == kop["afzender"],
        OntvangenGegevenRij.status != Gegevenstatus.INGETROKKEN,
    )
    rijen = sessie.scalars(vraag).all()
    for rij in rijen:
        rij.status, rij.inhoud = Gegevenstatus.INGETROKKEN, None
    return len(rijen)


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
    groepen: frozenset[str] | None = None,
) -> Select[OntvangenGegevenRij]:
    """Items in order of receipt, by group and person, within a task's groups."""
    vraag = select(OntvangenGegevenRij).order_by(OntvangenGegevenRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(OntvangenGegevenRij.id > na)
    if groep is not None:
        vraag = vraag.where(OntvangenGegevenRij.groep == groep)
    if persoon is not None:
        vraag = vraag.where(OntvangenGegevenRij.persoon_id == persoon)
    if groepen is not None:
        vraag = vraag.where(OntvangenGegevenRij.groep.in_(groepen))
    return vraag


class Correctielezer:
    """Received items as the subject of a correction to whoever gave them (covenant 6.5)."""

    def __init__(self, sessie: Session) -> None:
        self._sessie = sessie

    def lees(self, persoon: Persoon, gevraagd: Onderdeelopdracht) -> Brongegeven:
        """What the item should say, in the official's words. Raises ``NietGevonden``."""
        rij = self._sessie.get(OntvangenGegevenRij, gevraagd.gegeven or "")
        if (
            rij is None
            or rij.persoon_id != persoon.id
            or rij.gegevenssoort != gevraagd.gegevenssoort
        ):
            raise NietGevonden("Dit ontvangen gegeven is er niet over deze persoon.")
        return Brongegeven(
            gegevenssoort=rij.gegevenssoort,
            gegevens=gevraagd.gegevens or {},
            kenmerken=None,
            aard="oordeel" if rij.aard == "oordeel" else "feit",
            herkomst="ontvangen",
            bijzonder=False,
            derden_verwijderd=True,
        )


def gegevenswaarden(
    regels: Convenantregels,
    kop: Mapping[str, Any],
    kopdeel: Mapping[str, Any],
    nummer: int,
    persoon_id: str,
    sleutel_id: str,
    nu: datetime,
) -> dict[str, Any]:
    """The values of one item's row, before its content is sealed."""
    herkomst = herkomst_van(regels, kop, kopdeel, nu)
    eerste = (kopdeel.get("kenmerken") or {}).get("eersteVerwerking")
    # A party that reports a fault in data it received speaks about somebody else's record.
    melding = kop["soort"] == _CORRECTIE and kopdeel["herkomst"] == "ontvangen"
    return {
        "id": uuid7(nu),
        "bericht_id": kop["id"],
        "volgnummer": nummer,
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
        "doel": kop.get("doel"),
        "aard": kopdeel["aard"],
        "eerste_verwerking": date.fromisoformat(eerste) if eerste else None,
        "kenmerken": kopdeel.get("kenmerken"),
        "inhoud": None,
        "status": Gegevenstatus.MELDING if melding else Gegevenstatus.ACTIEF,
        "vervangen_door": None,
        "vervalt_op": herkomst.vervalt_op,
        "ontvangen_op": nu,
    }


def _te_vervangen(sessie: Session, kop: Mapping[str, Any]) -> Sequence[OntvangenGegevenRij]:
    """What a correction corrects: items of the message it names.

    Also of messages that built on that one: a second correction corrects the first.
    """
    if kop["soort"] != _CORRECTIE:
        return ()
    vervolg = select(InkomendRij.bericht_id).where(
        InkomendRij.in_reactie_op == kop["inReactieOp"], InkomendRij.bericht_id != kop["id"]
    )
    vraag = select(OntvangenGegevenRij).where(
        OntvangenGegevenRij.bron == kop["afzender"],
        OntvangenGegevenRij.status.in_((Gegevenstatus.ACTIEF, Gegevenstatus.OPGESCHORT)),
        or_(
            OntvangenGegevenRij.bericht_id == kop["inReactieOp"],
            OntvangenGegevenRij.bericht_id.in_(vervolg),
        ),
    )
    return sessie.scalars(vraag).all()


def _vervang(oud: OntvangenGegevenRij, nieuw: OntvangenGegevenRij) -> None:
    """The new item takes over the lock of the old one, and brings no longer stay."""
    oud.status, oud.vervangen_door = Gegevenstatus.VERVANGEN, nieuw.id
    termijnen = [dag for dag in (oud.vervalt_op, nieuw.vervalt_op) if dag is not None]
    nieuw.vervalt_op = min(termijnen, default=None)
    nieuw.doel = nieuw.doel or oud.doel
    nieuw.grondslag = nieuw.grondslag or oud.grondslag
    nieuw.convenantartikel = nieuw.convenantartikel or oud.convenantartikel


def gegevenplaats(gegeven_id: str) -> str:
    """Where an item's content is sealed for."""
    return f"ontvangen/{gegeven_id}"

"""A composed message: its kop, and the content that stays sealed at home until it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.bericht.inhoud import Stuk
from shared.bericht.personen.leeftijd import strengste_klasse
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import koppelvlak
from shared.convenant.bestand.model import Categorie
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import Kop, OngeldigToetsverzoek, lees_kop
from shared.convenant.vorm import tijdstip_tekst
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.web.meldingen import Invoerfout


@dataclass(frozen=True)
class Afzender:
    """Who sends, under which covenant, and when."""

    partij: str
    regels: Convenantregels
    medewerker: str | None
    nu: datetime


@dataclass(frozen=True)
class Deel:
    """One onderdeel's content with the references that stay at home.

    ``persoon_id``: whom it is about: a person, or of a participant his authorisation.
    ``leeftijd_van``: the person whose age the kop states (category 2: the child; 3: nobody).
    """

    persoon_id: str
    sleutel_id: str = field(repr=False)
    leeftijd_van: str | None
    gegeven_id: str | None
    betrokkene: str
    gegevenssoort: str
    gegevens: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Samenstelling:
    """A composed message: kop without commitments, content in clear. Nothing left yet.

    ``bevestigd``: the writer confirmed that a text the detector was not sure of names nobody.
    """

    kop: Kop
    delen: tuple[Deel, ...]
    motivering: str | None = field(repr=False)
    stuk: Stuk | None = None
    bevestigd: bool = False


def stel_kop_op(
    afzender: Afzender,
    bericht_id: str,
    *,
    soort: str,
    ontvanger: str,
    ontvangende_medewerker: str | None,
    groep: str | None,
    stap: int | None,
    doel: str | None = None,
    kanaal: str | None = None,
    overleg: str | None = None,
    uiting: str | None = None,
    stuk: str | None = None,
    onderdelen: Sequence[Mapping[str, Any]] | None = None,
    afweging: Mapping[str, Any] | None = None,
    in_reactie_op: str | None = None,
    vernietigd: Mapping[str, Any] | None = None,
) -> Kop:
    """A kop in the shape of the profile; commitments are filled in when it is sealed.

    Raises ``OngeldigeInvoer`` with every fault in that shape.

    ``kanaal`` None: from system to system. A kind that weighs nothing has no doel and no afweging:
    those of the message it builds on hold.
    """
    weegt = afzender.regels.soorten[soort].weging
    kop = {
        "versie": "2",
        "id": bericht_id,
        "tijdstip": tijdstip_tekst(afzender.nu),
        "convenant": afzender.regels.id,
        "soort": soort,
        "afzender": afzender.partij,
        "ontvanger": ontvanger,
        "medewerker": afzender.medewerker,
        "ontvangendeMedewerker": ontvangende_medewerker,
        "groep": groep,
        "stap": stap,
        "doel": doel if weegt else None,
        "kanaal": koppelvlak(afzender.regels) if kanaal is None else kanaal,
        "overleg": overleg,
        "uiting": uiting,
        "stuk": stuk,
        "onderdelen": [dict(onderdeel) for onderdeel in onderdelen or ()],
        "afweging": dict(afweging) if weegt and afweging is not None else None,
        "inReactieOp": in_reactie_op,
        "inhoudCommitment": None,
        "vernietigd": None if vernietigd is None else dict(vernietigd),
    }
    try:
        return lees_kop(kop)
    except OngeldigToetsverzoek as fout:
        fouten = [Invoerfout(een.pad, een.melding) for een in fout.fouten]
        raise OngeldigeInvoer(fouten) from None


def klasse_van(persoon: Persoon | None, categorie: Categorie, nu: datetime) -> str | None:
    """The age class the kop states for this person today; none for whom no age counts."""
    if persoon is None:
        return None
    return strengste_klasse(persoon.geboortedatum, datum_nl(nu), categorie)

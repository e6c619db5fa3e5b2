"""Composes kop and content of a message from the party's own records.

The official points at persons and records; what is said about them comes from the file. Reading
happens through the ports; putting together is pure. Every fault in the order is reported at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session

from shared.bericht.leeftijd import leeftijdsklasse
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.groepsleden import Groepslid
from shared.partij.partij import Brongegeven, Gegevensbron, Informatiebron
from shared.partij.personen import Persoon
from shared.partij.uitwisseling_vormen import Afwegingopdracht, Onderdeelopdracht, Verzendopdracht
from shared.web.meldingen import Invoerfout

T = TypeVar("T")

CORRECTIE = "correctie"
# An official may not attest what only the file can know: the commitment to a case number.
_ALLEEN_UIT_BESTAND = frozenset({"zaak"})


class Personenlezer(Protocol):
    """The person file, for reading one person."""

    def lees(self, persoon_id: str) -> Persoon: ...


class Ledenlezer(Protocol):
    """The group members, from person to pseudonym and back."""

    def pseudoniem(self, groep: str, persoon_id: str) -> Groepslid: ...

    def bij_betrokkene(self, groep: str, betrokkene: str) -> Groepslid | None: ...


class Ontvangenlezer(Protocol):
    """Received data, for telling the source that it is wrong."""

    def lees(self, persoon: Persoon, gevraagd: Onderdeelopdracht) -> Brongegeven: ...


@dataclass(frozen=True)
class Afzender:
    """Who sends, under which covenant, and when."""

    partij: str
    convenant: str
    medewerker: str | None
    nu: datetime


@dataclass(frozen=True)
class Bestand:
    """The party's own file as composing reads it."""

    sessie: Session
    personen: Personenlezer
    groepsleden: Ledenlezer
    bronnen: Mapping[str, Gegevensbron]
    informatie: Informatiebron | None
    ontvangen: Ontvangenlezer


@dataclass(frozen=True)
class Deel:
    """One onderdeel's content with the references that stay at home.

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
    """A composed message: kop without commitments, content in clear. Nothing left yet."""

    kop: Mapping[str, Any]
    delen: tuple[Deel, ...]
    motivering: str | None = field(repr=False)


def stel_samen(
    opdracht: Verzendopdracht,
    stap: int | None,
    bericht_id: str,
    afzender: Afzender,
    bestand: Bestand,
) -> Samenstelling:
    """Kop and content for an order. Raises ``OngeldigeInvoer`` with every fault."""
    gelezen: list[tuple[dict[str, Any], Deel]] = []
    fouten: list[Invoerfout] = []
    for nummer, gevraagd in enumerate(opdracht.onderdelen):
        try:
            gelezen.append(_lees_onderdeel(gevraagd, opdracht, afzender.nu, bestand))
        except OngeldigeInvoer as fout:
            fouten += [Invoerfout(f"/onderdelen/{nummer}{f.pad}", f.melding) for f in fout.fouten]
    if fouten:
        raise OngeldigeInvoer(fouten)
    kop = stel_kop_op(
        afzender,
        bericht_id,
        soort=opdracht.soort,
        ontvanger=opdracht.ontvanger,
        ontvangende_medewerker=opdracht.ontvangende_medewerker,
        groep=opdracht.groep,
        stap=stap,
        doel=opdracht.doel,
        kanaal=opdracht.kanaal,
        overleg=_json(opdracht.overleg),
        onderdelen=[kopdeel for kopdeel, _ in gelezen],
        afweging=_afweging(opdracht.afweging),
        in_reactie_op=opdracht.in_reactie_op,
    )
    motivering = opdracht.afweging.motivering if opdracht.afweging else None
    return Samenstelling(kop, tuple(deel for _, deel in gelezen), motivering)


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
    kanaal: str = "koppelvlak",
    overleg: Mapping[str, Any] | None = None,
    onderdelen: list[dict[str, Any]] | None = None,
    afweging: Mapping[str, Any] | None = None,
    in_reactie_op: str | None = None,
) -> dict[str, Any]:
    """A kop in the shape of the profile; commitments are filled in when it is sealed."""
    return {
        "versie": "1",
        "id": bericht_id,
        "tijdstip": tijdstip_tekst(afzender.nu),
        "convenant": afzender.convenant,
        "soort": soort,
        "afzender": afzender.partij,
        "ontvanger": ontvanger,
        "medewerker": afzender.medewerker,
        "ontvangendeMedewerker": ontvangende_medewerker,
        "groep": groep,
        "stap": stap,
        "doel": doel,
        "kanaal": kanaal,
        "overleg": overleg,
        "onderdelen": onderdelen or [],
        "afweging": afweging,
        "inReactieOp": in_reactie_op,
        "inhoudCommitment": None,
    }


def tijdstip_tekst(nu: datetime) -> str:
    """UTC with ``Z``, in whole milliseconds."""
    return nu.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def klasse_van(persoon: Persoon | None, nu: datetime) -> str | None:
    """The age class the kop states for this person today; none for whom no age counts."""
    return None if persoon is None else leeftijdsklasse(persoon.geboortedatum, datum_nl(nu))


def _lees_onderdeel(
    gevraagd: Onderdeelopdracht, opdracht: Verzendopdracht, nu: datetime, bestand: Bestand
) -> tuple[dict[str, Any], Deel]:
    groep = opdracht.groep
    persoon = _of_fout("/persoon", lambda: bestand.personen.lees(gevraagd.persoon))
    lid = _of_fout("/persoon", lambda: bestand.groepsleden.pseudoniem(groep, persoon.id))
    gegeven = _gegeven(gevraagd, opdracht.soort, persoon, bestand)
    # What somebody else's record should say need not fit the age this party's file gives.
    eigen = gevraagd.gegevens is None
    leeftijd_van = _leeftijd_van(lid, persoon, groep, bestand) if eigen else None
    kopdeel = {
        "betrokkene": lid.betrokkene,
        "categorie": lid.categorie,
        "leeftijdsklasse": leeftijd_van
        and leeftijdsklasse(leeftijd_van.geboortedatum, datum_nl(nu)),
        "kind": lid.kind,
        "gegevenssoort": gegeven.gegevenssoort,
        "grondslag": gevraagd.grondslag,
        "herkomst": gegeven.herkomst,
        "bijzonder": gegeven.bijzonder,
        "aard": gegeven.aard,
        "derdenVerwijderd": gegeven.derden_verwijderd,
        "kenmerken": voeg_kenmerken_samen(gegeven, _json(gevraagd.kenmerken)),
        "informatie": _informatie(gevraagd, persoon, bestand),
    }
    return kopdeel, Deel(
        persoon_id=persoon.id,
        sleutel_id=persoon.sleutel_id,
        leeftijd_van=leeftijd_van.id if leeftijd_van else None,
        gegeven_id=gevraagd.gegeven,
        betrokkene=lid.betrokkene,
        gegevenssoort=gegeven.gegevenssoort,
        gegevens=gegeven.gegevens,
    )


def _gegeven(
    gevraagd: Onderdeelopdracht, soort: str, persoon: Persoon, bestand: Bestand
) -> Brongegeven:
    """The own record; or, in a correction, what a received record should have said (6.5)."""
    if gevraagd.gegevens is not None:
        if soort != CORRECTIE:
            raise _fout("/gegevens", "Laat dit weg: de gegevens komen uit het bestand.")
        return _of_fout("/gegeven", lambda: bestand.ontvangen.lees(persoon, gevraagd))
    bron = bestand.bronnen.get(gevraagd.gegevenssoort)
    if bron is None:
        raise _fout(
            "/gegevenssoort",
            f"Deze partij heeft zelf geen gegevens van de soort {gevraagd.gegevenssoort}; "
            f"wel van: {', '.join(sorted(bestand.bronnen))}.",
        )
    return _of_fout("/gegeven", lambda: bron.lees(bestand.sessie, persoon, gevraagd.gegeven))


def voeg_kenmerken_samen(
    gegeven: Brongegeven, verklaard: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """What the record says, completed by what the official attests; the record always wins.

    Raises ``OngeldigeInvoer`` where the official says otherwise than the record, or attests what
    only the file can know.
    """
    uit_bestand = dict(gegeven.kenmerken or {})
    verklaard = dict(verklaard or {})
    fouten = [
        Invoerfout(f"/kenmerken/{naam}", "Dit kenmerk komt uit het bestand; laat het weg.")
        for naam, waarde in verklaard.items()
        if uit_bestand.get(naam, waarde) != waarde or naam in _ALLEEN_UIT_BESTAND
    ]
    if fouten:
        raise OngeldigeInvoer(fouten)
    return {**verklaard, **uit_bestand} or None


def _leeftijd_van(lid: Groepslid, persoon: Persoon, groep: str, bestand: Bestand) -> Persoon | None:
    """Whose age counts: the member's own, for a parent the child's, for a participant nobody's."""
    if lid.categorie == 1:
        return persoon
    if lid.kind is None:
        return None
    kind = bestand.groepsleden.bij_betrokkene(groep, lid.kind)
    if kind is None:
        raise _fout("/persoon", "Het kind van deze ouder is geen lid van deze groep.")
    return _of_fout("/persoon", lambda: bestand.personen.lees(kind.persoon_id))


def _informatie(
    gevraagd: Onderdeelopdracht, persoon: Persoon, bestand: Bestand
) -> Mapping[str, Any] | None:
    """The file's own status where the party keeps one; else what the official attests."""
    uit_bestand = bestand.informatie and bestand.informatie.lees(bestand.sessie, persoon.id)
    return dict(uit_bestand) if uit_bestand else _json(gevraagd.informatie)


def _afweging(afweging: Afwegingopdracht | None) -> dict[str, Any] | None:
    """The weighing as the kop carries it; the commitment on the text follows at sealing."""
    if afweging is None:
        return None
    velden: dict[str, Any] = afweging.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"motivering"}
    )
    return {"zwaarwegendAlgemeenBelang": None, **velden, "motivering": None}


def _json(vorm: Any) -> dict[str, Any] | None:  # noqa: ANN401 - any of the closed shapes
    if vorm is None:
        return None
    waarden: dict[str, Any] = vorm.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return waarden


def _of_fout(pad: str, lees: Callable[[], T]) -> T:
    """Reads, and turns what is not there into a fault at its place in the order."""
    try:
        return lees()
    except (NietGevonden, Vernietigd) as fout:
        raise _fout(pad, fout.melding) from fout


def _fout(pad: str, melding: str) -> OngeldigeInvoer:
    return OngeldigeInvoer([Invoerfout(pad, melding)])

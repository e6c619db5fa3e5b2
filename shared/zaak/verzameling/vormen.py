"""Shapes of everything a party has about one person, and its example."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.convenant.begrippen import Convenantregels
from shared.partij.persoon import Persoon
from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import (
    VOORBEELD_BERICHT,
    VOORBEELD_ID,
    VOORBEELD_TIJD,
)
from shared.partij.web.vormen import Geboren, Invoermodel, Kenmerk, Uitvoermodel
from shared.zaak.verzameling.verzamelen import Gegevengegeven, Gekregengegeven, Verzameling


class Verzamelvraag(Invoermodel):
    """For which request it is collected: that is its reason."""

    verzoek: Kenmerk


class BetrokkeneUit(Uitvoermodel):
    """Who he is in the own file."""

    id: str
    naam: str | None
    geboortedatum: Geboren | None
    adres: str | None
    woonplaats: str | None
    telefoon: str | None
    email: str | None
    herkomst: str


class PlaatsUit(Uitvoermodel):
    """A place in a group."""

    groep: str
    betrokkene: str
    categorie: int
    aangemaakt_op: datetime
    beeindigd_op: datetime | None


class VerzameldEigenUit(Uitvoermodel):
    """An own record."""

    id: str
    soort: str
    gegevenssoort: str
    vastgelegd_op: datetime
    gegevens: dict[str, Any]


class VerzameltermijnUit(Uitvoermodel):
    """Until when something is kept, and by which row."""

    dag: date
    bij_afloop: str
    convenant: str | None
    wet: str | None
    interpretatie: str | None


class GekregenGegevenUit(Uitvoermodel):
    """A received item: from whom, on what ground, for what purpose, and until when."""

    id: str
    gegevenssoort: str
    bron: str = Field(description="Wiens eigen gegeven het is.")
    van: str = Field(description="Van wie het kwam.")
    regime: str
    grondslag: str | None
    convenantartikel: str | None
    doel: str | None
    bericht: str
    status: str
    ontvangen_op: datetime
    vervalt_op: date | None
    termijnen: list[VerzameltermijnUit]
    gegevens: dict[str, Any] | None


class GegevenGegevenUit(Uitvoermodel):
    """What went to another party."""

    bericht: str
    soort: str
    partij: str
    gegevenssoort: str
    grondslag: str | None
    op: datetime
    status: str
    bladnummer: int | None
    in_log: bool | None = Field(
        description="Het blad in het log gaat over dit bericht; leeg: het log was niet te bereiken."
    )
    gegevens: dict[str, Any] | None


class LezingUit(Uitvoermodel):
    """That somebody looked, and as what; which colleague that was is nobody's to know."""

    tijdstip: datetime
    recht: str
    handeling: str
    soort: str


class RegisterUit(Uitvoermodel):
    """What another register has of him; ``inhoud`` in a row is what stands sealed there."""

    naam: str
    rijen: list[dict[str, Any]]


class VerzamelingUit(Uitvoermodel):
    """Everything this party has about one person."""

    verzoek: str
    op: datetime
    persoon: BetrokkeneUit
    groepen: list[PlaatsUit]
    eigen: list[VerzameldEigenUit]
    ontvangen: list[GekregenGegevenUit]
    verstrekt: list[GegevenGegevenUit]
    ontvangers: list[str] = Field(description="Wie gegevens kreeg, zo ver als het log teruggaat.")
    ontvangers_vanaf: date
    ontvangers_uit_log: bool = Field(description="Het log was te bereiken.")
    lezingen: list[LezingUit]
    registers: list[RegisterUit] = Field(description="Wat er in andere registers over hem staat.")
    overleggen: list[str] = Field(description="Waarin iets over hem is gezegd.")


def verzameling_uit(alles: Verzameling, regels: Convenantregels) -> VerzamelingUit:
    """As the API shows it."""
    ontvangers = alles.ontvangers
    assert ontvangers is not None  # noqa: S101 - for the type checker: asked before it is shown
    return VerzamelingUit(
        verzoek=alles.verzoek,
        op=alles.op,
        persoon=_betrokkene(alles.persoon),
        groepen=[_velden(PlaatsUit, een) for een in alles.leden],
        eigen=[_velden(VerzameldEigenUit, een) for een in alles.eigen],
        ontvangen=[_gekregen(een, regels) for een in alles.gekregen],
        verstrekt=[_gegeven(een) for een in alles.gegeven],
        ontvangers=list(ontvangers.partijen),
        ontvangers_vanaf=ontvangers.vanaf,
        ontvangers_uit_log=ontvangers.uit_log,
        lezingen=[
            LezingUit(
                tijdstip=een.tijdstip,
                recht=een.recht,
                handeling=een.handeling,
                soort=een.soort,
            )
            for een in alles.lezingen
        ],
        registers=[
            RegisterUit(naam=een.naam, rijen=[dict(rij) for rij in een.rijen])
            for een in alles.registers
        ],
        overleggen=list(alles.overleggen),
    )


def _betrokkene(persoon: Persoon) -> BetrokkeneUit:
    return BetrokkeneUit(**{n: getattr(persoon, n) for n in BetrokkeneUit.model_fields})


def _gekregen(een: Gekregengegeven, regels: Convenantregels) -> GekregenGegevenUit:
    rij = een.rij
    anders = {"van", "bericht", "termijnen", "gegevens"}
    velden = {n: getattr(rij, n) for n in GekregenGegevenUit.model_fields if n not in anders}
    return GekregenGegevenUit(
        **velden,
        van=een.afzender,
        bericht=rij.bericht_id,
        gegevens=None if een.gegevens is None else dict(een.gegevens),
        termijnen=[
            VerzameltermijnUit(
                dag=dag,
                bij_afloop=regel.bij_afloop,
                convenant=regel.convenant,
                wet=regel.wet,
                interpretatie=regels.interpretaties.get(regel.interpretatie or ""),
            )
            for regel, dag in een.termijnen
        ],
    )


def _gegeven(een: Gegevengegeven) -> GegevenGegevenUit:
    return GegevenGegevenUit(**{n: getattr(een, n) for n in GegevenGegevenUit.model_fields})


def _velden(model: Any, een: object) -> Any:  # noqa: ANN401 - any of these shapes
    return model(**{naam: getattr(een, naam) for naam in model.model_fields})


VRAAG: dict[str, Any] = {"verzoek": "0193aaaa-0000-7000-8000-0000000000e1"}
UIT: dict[str, Any] = {
    **VRAAG,
    "op": VOORBEELD_TIJD,
    "persoon": {
        "id": VOORBEELD_ID,
        "naam": "Sterrin Nooitgedacht",
        "geboortedatum": "2010-02-03",
        "adres": None,
        "woonplaats": None,
        "telefoon": None,
        "email": None,
        "herkomst": "eigen",
    },
    "groepen": [],
    "eigen": [],
    "ontvangen": [],
    "verstrekt": [
        {
            "bericht": VOORBEELD_BERICHT,
            "soort": voorbeelden.SOORT,
            "partij": voorbeelden.ONTVANGER,
            "gegevenssoort": voorbeelden.GEGEVENSSOORT,
            "grondslag": voorbeelden.GRONDSLAG,
            "op": VOORBEELD_TIJD,
            "status": "afgeleverd",
            "bladnummer": 412,
            "inLog": True,
            "gegevens": {"geboortedatum": "2010-02-03"},
        }
    ],
    "ontvangers": [voorbeelden.ONTVANGER],
    "ontvangersVanaf": "2022-11-23",
    "ontvangersUitLog": True,
    "lezingen": [
        {
            "tijdstip": VOORBEELD_TIJD,
            "recht": "personen.lezen",
            "handeling": "raadplegen",
            "soort": "persoon",
        }
    ],
    "registers": [{"naam": "groepslid", "rijen": [{"soort": "lid", "inhoud": {}}]}],
    "overleggen": [],
}

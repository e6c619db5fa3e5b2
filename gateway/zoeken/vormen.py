"""Shapes on the wire of searching."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from gateway.web.vormen import Document, Kenmerk, Partijcode, Periode, Tijdgrens, Vorm
from gateway.zoeken.woordvormen import InWoorden, Leesbladvorm, Wegwijzervorm
from gateway.zoekregister.facetten import Facet
from gateway.zoekregister.vraag import Gezegd, Inhoudstand, Uitkomst, Zoekopdracht
from shared.web.verzoek.vormen import Dag, Geheel

Waarde = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,200}$")]
Heel = Annotated[Geheel, Field(ge=0, le=999)]


class Zoekperiode(Periode):
    """From, and up to but not including."""

    van: Tijdgrens = Field(description="Besloten vanaf dit tijdstip.")
    tot: Tijdgrens = Field(description="Besloten voor dit tijdstip.")


class Zoekfilters(Vorm):
    """What one can search for. All that is named must hold; a value is compared as a whole."""

    periode: Zoekperiode
    soort: Waarde | None = Field(default=None, description="De soort van het bericht.")
    afzender: Partijcode | None = Field(default=None, description="De partij die verstrekt.")
    ontvanger: Partijcode | None = None
    groep: Kenmerk | None = None
    stap: Heel | None = None
    doel: Waarde | None = None
    kanaal: Waarde | None = None
    stuk: Waarde | None = Field(default=None, description="Het stuk dat het bericht draagt.")
    overleg: Kenmerk | None = Field(default=None, description="Het overleg waarin het is gezegd.")
    uiting: Kenmerk | None = Field(
        default=None, description="Wat in één keer tegen meer ontvangers wordt gezegd."
    )
    in_reactie_op: Kenmerk | None = Field(
        default=None, description="Het bericht waarop dit een reactie is."
    )
    gegevenssoort: Waarde | None = Field(default=None, description="In een van de onderdelen.")
    categorie: Heel | None = Field(default=None, description="In een van de onderdelen.")
    grondslag: Waarde | None = Field(default=None, description="In een van de onderdelen.")
    convenantartikel: Waarde | None = Field(
        default=None,
        description="Een artikel waarop het besluit rust, zoals het convenant nummert.",
    )
    wetsartikel: Waarde | None = Field(
        default=None,
        description="Een artikel met de wet waarop het besluit rust, zoals een besluit dat noemt.",
    )
    interpretatie: Waarde | None = Field(
        default=None, description="De uitleg van het convenant waarop het besluit rust."
    )
    poort: Heel | None = Field(default=None, description="Een poort die sloot.")
    reden: Waarde | None = Field(default=None, description="De code van een reden van weigering.")
    uitkomst: Uitkomst | None = None
    gezegd: Gezegd | None = Field(
        default=None, description="Van een mondelinge mededeling: of zij is gezegd zoals het mocht."
    )
    inhoud: Inhoudstand | None = Field(
        default=None, description="Wat er terugkwam op de inhoud van wat is gezegd."
    )
    medewerker: Kenmerk | None = Field(
        default=None, description="De medewerker die verstuurde of aan wie het gericht was."
    )
    betrokkene: Kenmerk | None = Field(
        default=None, description="Het pseudoniem van de betrokkene binnen de groep."
    )
    plicht: Waarde | None = Field(default=None, description="Een plicht die meekwam.")
    plicht_open: bool | None = Field(
        default=None, strict=True, description="Of nog moet blijken dat eraan is voldaan."
    )
    plicht_uiterlijk_voor: Dag | None = Field(
        default=None, description="De laatste dag van de plicht ligt voor deze dag."
    )

    @model_validator(mode="after")
    def _plicht_genoemd(self) -> Zoekfilters:  # noqa: N804 - after-validators get the model
        if self.plicht is None and (
            self.plicht_open is not None or self.plicht_uiterlijk_voor is not None
        ):
            raise ValueError("plichtOpen en plichtUiterlijkVoor vragen ook om een plicht")
        return self

    def als_opdracht(self) -> Zoekopdracht:
        """The question to the register."""
        filters = {
            naam: getattr(self, naam) for naam in Zoekfilters.model_fields if naam != "periode"
        }
        return Zoekopdracht(van=self.periode.van, tot=self.periode.tot, **filters)


Facetten = Annotated[
    list[Facet],
    Field(default_factory=list, max_length=len(Facet), description="Waarop geteld moet worden."),
]
Cursor = Annotated[
    str | None,
    Field(
        default=None,
        max_length=1024,
        description="'volgende' van de vorige pagina; bij dezelfde vraag van dezelfde vrager.",
    ),
]


class Zoekverzoek(Zoekfilters):
    """A question, and which page of the answer."""

    facetten: Facetten
    cursor: Cursor


Loggrootte = Annotated[
    Geheel | None,
    Field(
        default=None,
        ge=0,
        lt=2**53,
        description="De grootte van het logboek waarop een antwoord van _zoek was gebaseerd: de "
        "export heeft dan precies dezelfde regels.",
    ),
]


class Exportverzoek(Zoekfilters):
    """A question, and in which form the whole answer must come."""

    vorm: Literal["csv", "jsonl", "parquet", "bewijsbundel", "rapport"]
    grootte: Loggrootte


class Plichtvorm(Vorm):
    code: str
    uiterlijk: date | None
    vervuld_bladnummer: int | None = Field(description="Het blad waaruit blijkt dat het is gedaan.")


class Redenvorm(Vorm):
    """Why a gate closed. `onderdeel`: the place in the message, from 0; null: the whole of it."""

    code: str
    poort: int
    onderdeel: int | None
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    uitleg: str


class Regelvorm(Vorm):
    """One decision in a result."""

    id: Kenmerk
    bladnummer: int = Field(ge=0)
    tijdstip: datetime
    lokale_tijd: datetime = Field(description="Hetzelfde tijdstip op de Nederlandse klok.")
    soort: str
    afzender: Partijcode
    ontvanger: Partijcode
    groep: Kenmerk | None
    stap: int | None
    doel: str | None
    kanaal: str
    medewerker: Kenmerk | None
    functie: str | None = Field(description="Van die medewerker, zoals toen geregistreerd.")
    ontvangende_medewerker: Kenmerk | None
    ontvangende_functie: str | None
    in_reactie_op: Kenmerk | None
    stuk: str | None
    overleg: Kenmerk | None
    uiting: Kenmerk | None
    besluit: str
    uitkomst: Uitkomst
    bevestiging_bladnummer: int | None
    gezegd: Gezegd | None = Field(description="Null: niet mondeling, of (nog) niet gezegd.")
    gezegd_bladnummer: int | None
    inhoud: Inhoudstand | None = Field(description="Null: er is nog geen inhoud van wat is gezegd.")
    inhoud_bladnummer: int | None
    betrokkenen: list[Kenmerk]
    categorieen: list[int]
    gegevenssoorten: list[str]
    grondslagen: list[str]
    convenantartikelen: list[str]
    wetsartikelen: list[str]
    interpretaties: list[str]
    poorten: list[int]
    redenen: list[Redenvorm]
    plichten: list[Plichtvorm]
    in_woorden: InWoorden = Field(description="Wat de codes hierboven betekenen.")


REGELKOLOMMEN = tuple(veld.alias or naam for naam, veld in Regelvorm.model_fields.items())
"""The members of a line, in their order."""


class Facetwaarde(Vorm):
    waarde: str | None = Field(description="Null: zonder waarde.")
    in_woorden: str | None = Field(description="Null als de waarde geen code is.")
    aantal: int = Field(ge=1)


class Antwoordpagina(Vorm):
    """A page of any answer: where it goes on, how much there is, and to which question."""

    volgende: str | None = Field(description="Geef dit mee als 'cursor' voor de volgende pagina.")
    aantal: int = Field(ge=0, description="Hoeveel het er in totaal zijn.")
    grootte: int = Field(ge=0, description="De grootte van het logboek waarop dit is gebaseerd.")
    facetten: dict[str, list[Facetwaarde]] | None = Field(
        description="Per gevraagd facet de waarden en hoe vaak zij voorkomen."
    )
    vraag: Document = Field(description="De vraag zoals zij is gelezen.")


class Zoekantwoord(Antwoordpagina):
    """A page of results, newest first."""

    uitwisselingen: list[Regelvorm]


class Bladvorm(Vorm):
    bladnummer: int = Field(ge=0)
    soort: str | None
    tijdstip: datetime | None
    blad: str | None = Field(description="De bytes in base64; null na de bewaartermijn.")
    in_woorden: Leesbladvorm | None = Field(description="Wat erin staat; null als blad dat is.")
    bewijs: list[str] = Field(description="Inclusiebewijs tegen het checkpoint (RFC 6962).")


class Gezegdvorm(Vorm):
    """That it was said, as the sender recorded it; null is what has been removed since."""

    bladnummer: int = Field(ge=0)
    zonder_toestemming: bool
    uiting: Kenmerk | None
    gezegd_op: datetime | None
    medewerker: Kenmerk | None


class Verhaalvorm(Vorm):
    """The whole story of a message."""

    id: Kenmerk
    uitkomst: Uitkomst
    besluiten: list[Regelvorm] = Field(description="Elk besluit over dit bericht, oudste eerst.")
    eerder: list[Regelvorm] = Field(description="Het bericht waarop dit een reactie is.")
    later: list[Regelvorm] = Field(
        description="Wat erop volgde: antwoorden, verbeteringen, intrekkingen, vernietiging."
    )
    samen: list[Regelvorm] = Field(
        description="De andere berichten van dezelfde uiting die u mag zien."
    )
    gezegd: Gezegdvorm | None = Field(description="Van wat mondeling is gedeeld.")
    bladen: list[Bladvorm]
    wie_is_wie: list[Wegwijzervorm] = Field(
        description="Waar u navraagt om wie het gaat; in het logboek staan geen namen."
    )
    grootte: int = Field(ge=1)
    checkpoint: str
    getuigen: list[Partijcode] = Field(
        description="De partijen die dit checkpoint mede ondertekenden."
    )
    getuigen_ontbreken: list[Partijcode] = Field(
        description="De partijen waarvan de medeondertekening (nog) ontbreekt."
    )


class Convenantverwijzing(Vorm):
    id: str
    versie: str
    hash: str


class Herhaalvorm(Vorm):
    """A decision taken again."""

    id: Kenmerk
    bladnummer: int = Field(ge=0)
    gelijk: bool
    uitleg: str = Field(description="Waarin de twee verschillen, of dat zij dat niet doen.")
    convenant: Convenantverwijzing = Field(description="De versie waarmee toen is besloten.")
    vastgelegd: Document
    opnieuw: Document


class Parametervorm(Vorm):
    naam: str
    uitleg: str


class Zoekvraagvorm(Vorm):
    """A question that people ask often."""

    naam: str
    titel: str
    uitleg: str
    parameters: list[Parametervorm]
    periode: str = Field(description="Wat de periode is als u er geen noemt.")
    over: Literal["uitwisselingen", "bladen"] = Field(description="Waarin wordt gezocht.")
    facetten: list[str]
    vraag: Document = Field(description="Waarden die met $ beginnen worden ingevuld.")


class Zoekvragenlijst(Vorm):
    zoekvragen: list[Zoekvraagvorm]


class Zoekvraagverzoek(Vorm):
    """Run a question of the list."""

    parameters: dict[str, Annotated[str, StringConstraints(max_length=200)]] = Field(
        default_factory=dict, max_length=20, description="Per parameter van de vraag de waarde."
    )
    periode: Zoekperiode | None = None
    cursor: Cursor


def regelvorm(regel: dict[str, Any]) -> Regelvorm:
    """A line as `regelwoorden.als_dict` gives it."""
    return Regelvorm.model_validate(regel)

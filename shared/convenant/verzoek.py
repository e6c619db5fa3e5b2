"""The toetsverzoek: what the decision gets to see, as immutable typed values.

Accepts exactly what the profile's ``toetsverzoek.schema.json`` accepts (formats asserted) and
nothing else: null only where the schema says null, no unknown members where it closes an object.
Ids stay text as they came; dates are ``date``; instants are aware ``datetime``.

Members that may be absent have ``None`` when they are; whether a member was absent or null makes
no difference to the decision (both mean: this is not known).
"""

from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from shared.convenant.vorm import (
    Datum,
    Fout,
    Geheel,
    NietNull,
    OpenVorm,
    Partijcode,
    Rij,
    Stapnummer,
    Tijdstip,
    Uuid,
    Vorm,
    fouten_uit,
)

__all__ = [
    "Afweging",
    "Autorisatie",
    "Convenanttoestand",
    "Fout",
    "Groep",
    "Informatie",
    "Informatieverzoek",
    "Kenmerken",
    "Kop",
    "Melding",
    "Onderdeel",
    "OngeldigToetsverzoek",
    "Opzegging",
    "Overleg",
    "Partijtoestand",
    "Startbesluit",
    "StrafrechtelijkOnderzoek",
    "Toestand",
    "Toetsverzoek",
    "lees_groep",
    "lees_kop",
    "lees_toestand",
    "lees_toetsverzoek",
]

_Commitment = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
_Soortcode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")]
_Vlag = Annotated[bool | None, NietNull]
_Tekst = Annotated[str | None, NietNull]
_Dag = Annotated[Datum | None, NietNull]
_V = TypeVar("_V", bound=Vorm)


class OngeldigToetsverzoek(ValueError):
    """The document does not fit the schema; ``fouten`` has every fault, in document order."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


class Overleg(Vorm):
    """The meeting in which something is shared by mouth (covenant 5.2, 9.1)."""

    soort: Literal["structureel", "driehoek"]
    locatie: str
    deelnemers_vooraf_geregistreerd: bool


class Afweging(Vorm):
    """The human weighing; ``motivering`` is a commitment, its text is in the encrypted content."""

    noodzaak: _Vlag = None
    proportionaliteit: _Vlag = None
    subsidiariteit: _Vlag = None
    zwaarwegend_algemeen_belang: bool | None = None
    motivering: str | None = None


class Kenmerken(Vorm):
    """Attestations about one onderdeel that a law or the covenant asks for."""

    eerste_verwerking: _Dag = None
    gerelateerd: _Vlag = None
    subdoel: _Tekst = None
    termijn_tot: _Dag = None
    bron: _Tekst = None
    extra_motivering: _Vlag = None
    zaak: Annotated[_Commitment | None, NietNull] = None
    reeds_beschikbaar: _Vlag = None
    jds_bevraagd: _Vlag = None
    uitkomst: _Tekst = None
    herleiding_anderen_voorkomen: _Vlag = None
    om_verwerkingsverantwoordelijk: _Vlag = None
    relevant_voor_groepsaanpak: _Vlag = None
    beslissing: Annotated[_Soortcode | None, NietNull] = None
    toezicht: Annotated[_Soortcode | None, NietNull] = None
    helpdesk_privacy_akkoord: _Vlag = None
    taakgrondslag: _Tekst = None


class Informatie(Vorm):
    """Whether the betrokkene has been told (covenant 3.5 and 10.2)."""

    status: Literal["geinformeerd", "uitzondering", "open"]
    grond: str | None = None
    herbeoordeling: Datum | None = None


class Onderdeel(Vorm):
    """One kind of data about one betrokkene (a pseudonym within the group)."""

    betrokkene: Uuid
    categorie: Geheel
    leeftijdsklasse: str | None = None
    kind: Uuid | None = None
    gegevenssoort: str
    grondslag: str | None
    herkomst: Literal["eigen", "ontvangen"]
    bijzonder: bool
    aard: Literal["feit", "oordeel"] | None
    derden_verwijderd: bool
    kenmerken: Kenmerken | None = None
    informatie: Informatie | None = None


class Kop(Vorm):
    """A message's header: everything the gateway may see and decides on."""

    versie: Literal["1"]
    id: Uuid
    tijdstip: Tijdstip
    convenant: str
    soort: Literal[
        "verstrekking",
        "informatieverzoek",
        "correctie",
        "aanvulling",
        "intrekking",
        "vernietigingsbericht",
        "rechtenverzoek",
        "incident",
    ]
    afzender: Partijcode
    ontvanger: Partijcode
    medewerker: Uuid | None
    ontvangende_medewerker: Uuid | None
    groep: Uuid | None
    stap: Stapnummer | None
    doel: str | None = None
    kanaal: str
    overleg: Overleg | None = None
    onderdelen: Annotated[tuple[Onderdeel, ...], Rij]
    afweging: Afweging | None = None
    in_reactie_op: Uuid | None = None
    inhoud_commitment: str | None = None


class Opzegging(OpenVorm):
    """A party's notice of leaving and the first day it has effect (covenant 15.3)."""

    partij: Partijcode
    per: Datum


class Convenanttoestand(Vorm):
    """The covenant's own state: signed when, ended when, by whom given notice."""

    id: str
    laatste_ondertekening: Datum
    beeindigd_per: Datum | None = None
    opzeggingen: Annotated[tuple[Opzegging, ...], Rij] = ()


class Partijtoestand(OpenVorm):
    """A party's state in the register."""

    actief: bool
    dpia_goedgekeurd: bool


class Autorisatie(OpenVorm):
    """What a party attests about one employee, without a name (covenant 6.1, 7.1, 9.2)."""

    partij: Partijcode
    functie: str
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: bool
    vog: bool
    geldig_tot: Datum


class Melding(OpenVorm):
    """A counted report of nuisance: date, recording source, incident it belongs to."""

    datum: Datum
    bron: str
    incident: str


class Startbesluit(OpenVorm):
    """The decision that provision may start, with its evidence in counts (covenant 5.3)."""

    datum: Datum
    groepsverband: bool
    meldingen: Annotated[tuple[Melding, ...], Rij]
    eerdere_interventie: bool


class StrafrechtelijkOnderzoek(OpenVorm):
    """Period in which a criminal investigation runs; ``tot`` is the last day, None is open."""

    van: Datum
    tot: Datum | None = None


class Informatieverzoek(OpenVorm):
    """A logged request for information within the group."""

    id: Uuid
    van: Partijcode
    aan: Partijcode


class Groep(Vorm):
    """A group's state in the register; no personal data."""

    id: Uuid
    stap: Stapnummer
    status: Literal["actief", "afgesloten", "niet_geprioriteerd"]
    startbesluit: Startbesluit | None = None
    eindcriterium: str | None = None
    prioritering: Literal["ja", "nee"] | None = None
    strafrechtelijk_onderzoek: StrafrechtelijkOnderzoek | None = None
    informatieverzoeken: Annotated[tuple[Informatieverzoek, ...], Rij] = ()


class Toestand(Vorm):
    """Everything outside the message that the decision may know; ``nu`` is its only clock."""

    nu: Tijdstip
    convenant: Convenanttoestand
    partijen: dict[str, Partijtoestand]
    autorisaties: dict[str, Autorisatie]
    groep: Groep | None


class Toetsverzoek(Vorm):
    """A header and the state it is decided in."""

    kop: Kop = Field()
    toestand: Toestand = Field()


def _lees(model: type[_V], obj: object) -> _V:
    try:
        return model.model_validate(obj)
    except ValidationError as fout:
        raise OngeldigToetsverzoek(
            fouten_uit(fout.errors(include_url=False, include_input=False))
        ) from None


def lees_toetsverzoek(obj: object) -> Toetsverzoek:
    """Read a parsed JSON document; ``OngeldigToetsverzoek`` lists every fault."""
    return _lees(Toetsverzoek, obj)


def lees_kop(obj: object) -> Kop:
    """Read a header on its own; paths in faults start at the header."""
    return _lees(Kop, obj)


def lees_toestand(obj: object) -> Toestand:
    """Read a state on its own; paths in faults start at the state."""
    return _lees(Toestand, obj)


def lees_groep(obj: object) -> Groep:
    """Read a group's state on its own; paths in faults start at the group."""
    return _lees(Groep, obj)

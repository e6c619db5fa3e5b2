"""The state a message is decided in, as immutable typed values (profile, 1.2, Toestand)."""

from typing import Annotated, Final, Literal

from shared.convenant.kopvorm import Kop, Plaats
from shared.convenant.vorm import (
    Commitment,
    Datum,
    Geheel,
    NietNull,
    Partijcode,
    Rij,
    Stapnummer,
    Tijdstip,
    Uuid,
    Vorm,
    Woordcode,
)

_Vlag = Annotated[bool | None, NietNull]
_Dag = Annotated[Datum | None, NietNull]


class Opzegging(Vorm):
    """A party's notice of leaving and the first day it has effect (covenant 15.3).

    ``voortgezet``: the others confirmed in writing that they go on together (K7).
    """

    partij: Partijcode
    per: Datum
    voortgezet: _Vlag = None


class Convenanttoestand(Vorm):
    """The covenant's own state: signed when, ended when, by whom given notice."""

    id: str
    laatste_ondertekening: Datum
    beeindigd_per: Datum | None = None
    opzeggingen: Annotated[tuple[Opzegging, ...], Rij] = ()


class Partijtoestand(Vorm):
    """A party's state in the register."""

    actief: bool
    dpia_goedgekeurd: bool


class Autorisatie(Vorm):
    """What a party attests about one employee, without a name (covenant 6.1, 7.1, 9.2)."""

    partij: Partijcode
    functie: Woordcode
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: bool
    vog: bool
    geldig_tot: Datum


class Melding(Vorm):
    """A counted report of nuisance: date, recording source, and a hash of its incident."""

    datum: Datum
    bron: Woordcode
    incident: Commitment


class Startbesluit(Vorm):
    """The decision that provision may start, with its evidence in counts (covenant 5.3)."""

    datum: Datum
    groepsverband: bool
    meldingen: Annotated[tuple[Melding, ...], Rij]
    eerdere_interventie: bool


class StrafrechtelijkOnderzoek(Vorm):
    """Period in which a criminal investigation runs; ``tot`` is the last day, None is open."""

    van: Datum
    tot: Datum | None = None


class Informatieverzoek(Vorm):
    """A request for information within the group that was permitted and accepted."""

    id: Uuid
    van: Partijcode
    aan: Partijcode


class Groep(Vorm):
    """A group's state in the register; no personal data."""

    id: Uuid
    stap: Stapnummer
    status: Literal["actief", "afgesloten", "niet_geprioriteerd"]
    startbesluit: Startbesluit | None = None
    eindcriterium: Woordcode | None = None
    prioritering: Literal["ja", "nee"] | None = None
    strafrechtelijk_onderzoek: StrafrechtelijkOnderzoek | None = None
    informatieverzoeken: Annotated[tuple[Informatieverzoek, ...], Rij] = ()


class EerderOnderdeel(Vorm):
    """A place in an earlier message. ``bron``: whose own datum it was when first given.

    The dates are those of the message that gave it first; they decide whether it may still be
    corrected.
    """

    plaats: Plaats
    betrokkene: Uuid
    categorie: Annotated[int, Geheel]
    gegevenssoort: Woordcode
    bron: Partijcode
    eerste_verwerking: _Dag = None
    termijn_tot: _Dag = None
    gerelateerd: _Vlag = None
    ingetrokken: _Vlag = None


class Verwijzing(Vorm):
    """The message that ``inReactieOp`` names, as the gateway's own register holds it."""

    id: Uuid
    soort: Woordcode
    afzender: Partijcode
    ontvanger: Partijcode
    groep: Uuid | None
    onderdelen: Annotated[tuple[EerderOnderdeel, ...], Rij]
    ingetrokken: bool
    vernietigd: bool
    stuk: Woordcode | None = None


class Overleg(Vorm):
    """The meeting that ``kop.overleg`` names, as it was registered beforehand (9.1)."""

    id: Uuid
    soort: Woordcode
    locatie: Woordcode
    deelnemers: Annotated[tuple[Uuid, ...], Rij]
    groepen: Annotated[tuple[Uuid, ...], Rij]
    dag: Datum


class Toestand(Vorm):
    """Everything outside the message that the decision may know; ``nu`` is its only clock."""

    nu: Tijdstip
    convenant: Convenanttoestand
    partijen: dict[Partijcode, Partijtoestand]
    autorisaties: dict[Uuid, Autorisatie]
    groep: Groep | None
    verwijzing: Verwijzing | None
    overleg: Overleg | None


GEPAST: Final = object()
"""What ``shared.convenant.verzoek`` makes a request with, once every code in it is known."""


class Toetsverzoek:
    """A header and the state it is decided in; made by ``verzoek.lees_toetsverzoek`` and
    ``stel_verzoek_samen`` only, so that every code in it is one the covenant file knows."""

    __slots__ = ("kop", "toestand")

    def __init__(self, kop: Kop, toestand: Toestand, bewijs: object) -> None:
        if bewijs is not GEPAST:
            raise TypeError("Alleen lees_toetsverzoek en stel_verzoek_samen maken een verzoek.")
        self.kop = kop
        self.toestand = toestand

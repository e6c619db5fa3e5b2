"""The covenant file as it is written: one frozen model per table, unknown keys refused.

This module knows the shape of the file only. Whether names refer to something that exists is
checked in ``regelcontrole``; what the toetsing looks things up in is built in ``regels``.
Source of every table: the comment above it in the covenant file.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.convenant.indelingen import Indeling, Indelingscode
from shared.convenant.vorm import Partijcode, Rij, Vorm

Tekst = Annotated[str, StringConstraints(min_length=1)]
Teksten = Annotated[tuple[Tekst, ...], Rij]
TekstenVol = Annotated[tuple[Tekst, ...], Field(strict=False, min_length=1)]
Getallen = Annotated[tuple[int, ...], Rij]
GetallenVol = Annotated[tuple[int, ...], Field(strict=False, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,63}$")]

Eissoort = Literal[
    "aanwezig", "waar", "onwaar", "in", "nietInToekomst", "nietVerstreken", "nietOuderDan"
]
Groepseis = Literal[
    "groep",
    "status",
    "stap",
    "gegevensstap",
    "start",
    "einde",
    "prioritering",
    "verzoek",
    "verwijzing",
]

#: Stands for every party, or every kind of data.
ALLE = "*"


class Bronverwijzing(Vorm):
    """Where a rule comes from: covenant article, law article, interpretation."""

    convenant: Tekst | None = None
    wet: Tekst | None = None
    interpretatie: Tekst | None = None


class ConvenantRij(Vorm):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,62}$")]
    versie: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    titel: Tekst
    ondertekend: date
    opzegtermijn: Tekst


class Berichtsoort(Bronverwijzing):
    """A kind of message: the gates it meets and what each of those asks of it."""

    titel: Tekst
    poorten: GetallenVol
    persoonsgegevens: bool
    onderdelen: Literal["verplicht", "toegestaan", "verboden"]
    herkomst_ontvangen: bool
    medewerker_verplicht: bool
    ontvangende_medewerker_verplicht: bool
    groepseisen: Annotated[tuple[Groepseis, ...], Rij]
    groepseisen_gegevens: Annotated[tuple[Groepseis, ...], Rij]


class Kanaal(Bronverwijzing):
    """A way of sharing.

    ``overleg``: it needs the meeting's block. ``mondeling``: what is shared is said, so that a
    verslag of it is owed (6.2, 6.4; F2).
    """

    titel: Tekst
    overleg: bool
    mondeling: bool


class Stap(Vorm):
    """One of the covenant's steps (4.1)."""

    nummer: int
    naam: Tekst
    vragen: TekstenVol
    persoonsgegevens: bool
    verzoek_nodig: bool
    prioritering_nodig: bool


class ZonderVerzoekRij(Bronverwijzing):
    stap: int
    van: Tekst
    naar: Tekst


class Start(Vorm):
    """The counted start criterion (5.3): sources, number, calendar window."""

    bronnen: TekstenVol
    aantal: Annotated[int, Field(ge=1)]
    venster: Tekst
    # Earlier versions of a covenant file did not say; their bundles must stay readable.
    herbeoordeling: Tekst = "P14D"


class Categorie(Vorm):
    """A category of betrokkenen (4.1)."""

    titel: Tekst
    leeftijdsklassen: Teksten
    kind_verplicht: bool
    zonder_poorten: Getallen
    reden_leeftijd: Code | None = None
    na_leeftijd: Tekst | None = None


class VoorwaardeRij(Vorm):
    kenmerk: Tekst
    eis: Eissoort
    waarden: Teksten = ()
    termijn: Tekst | None = None
    tenzij: Tekst | None = None
    categorieen: Getallen | None = None
    reden: Code


class Functie(Vorm):
    """A function within a party and what it may do."""

    titel: Tekst
    rechten: TekstenVol


class PartijRij(Vorm):
    titel: Tekst
    naam: Tekst
    verwerkingsverantwoordelijke: Tekst
    interpretatie: Tekst | None = None
    regime: Tekst
    doelen: TekstenVol
    afweging: TekstenVol
    informatieplicht: bool
    voorwaarden: Annotated[tuple[VoorwaardeRij, ...], Rij]
    functies: dict[str, Functie]


class GegevensregelRij(Vorm):
    van: TekstenVol
    categorieen: GetallenVol
    stappen: GetallenVol
    kanalen: TekstenVol | None = None
    convenant: Tekst


class GegevenssoortRij(Vorm):
    titel: Tekst
    voorwaarden: Annotated[tuple[VoorwaardeRij, ...], Rij]
    regels: Annotated[tuple[GegevensregelRij, ...], Field(strict=False, min_length=1)]


class GrondslagRij(Vorm):
    titel: Tekst
    convenant: Tekst
    wet: Tekst
    interpretatie: Tekst | None = None


class VerstrekkingsregelRij(Vorm):
    van: Tekst
    naar: Tekst
    gegevenssoorten: TekstenVol
    behalve: Teksten = ()
    grondslagen: TekstenVol
    voorwaarden: Annotated[tuple[VoorwaardeRij, ...], Rij] = ()
    taakgrondslagen: Teksten = ()


class OverlegregelRij(Vorm):
    reden: Code
    partij: Tekst | None = None
    van: Tekst | None = None
    naar: Tekst | None = None
    kanalen: TekstenVol | None = None
    overlegsoorten: TekstenVol | None = None
    vanaf_stap: int | None = None
    categorieen: GetallenVol | None = None
    anders_dan: TekstenVol | None = None
    zonder_onderzoek: bool = False


class PlichtRij(Bronverwijzing):
    code: Code
    tekst: Tekst
    soorten: TekstenVol | None = None
    kanalen: TekstenVol | None = None
    van: TekstenVol | None = None
    naar: TekstenVol | None = None
    categorieen: GetallenVol | None = None
    vanaf: Literal["herbeoordeling"] | None = None
    termijn: Tekst | None = None
    per_onderdeel: bool = False


class BewaartermijnRij(Bronverwijzing):
    van: TekstenVol | None = None
    naar: TekstenVol | None = None
    kanalen: TekstenVol | None = None
    gegevenssoorten: TekstenVol | None = None
    stappen: GetallenVol | None = None
    categorieen: GetallenVol | None = None
    vanaf: Tekst | None = None
    termijn: Tekst
    bij_afloop: Literal["vernietigen", "herzien"] = "vernietigen"
    voor_zaak: bool = False


class Lijstbewaarder(Vorm):
    """Who may keep what was gathered after the group's closing, and how long (8.1)."""

    partij: Tekst
    termijn: Tekst


class Namenlijsten(Bronverwijzing):
    """Who owns which list of names, and what happens to it (5.1, 8.1)."""

    brutolijst: Tekst
    nettolijst: Tekst
    gegevenssoort: Tekst
    bevestigen_binnen_werkdagen: Annotated[int, Field(ge=1)]
    na_afsluiting: Lijstbewaarder


class Documentregel(Vorm):
    """Between whom a document may go along which ways."""

    van: TekstenVol
    naar: TekstenVol
    wegen: TekstenVol


class Documenten(Bronverwijzing):
    """How the readable form of a message may be handed over, and who protects it (6.2 to 6.4)."""

    wachtwoord_van: Teksten
    wachtwoordwegen: dict[str, Tekst]
    wegen: dict[str, Tekst]
    regels: Annotated[tuple[Documentregel, ...], Rij]


class Logboektermijn(Bronverwijzing):
    """How long the log keeps what a leaf says, and of which kinds of leaf it then goes.

    What proves the others (parties, covenants, group decisions) stays for good.
    """

    termijn: Tekst
    soorten: TekstenVol


class Overgang(Vorm):
    """A group's step before and after; 0 before is: there is no group yet."""

    van: int
    naar: int


class GroepsbesluitRij(Bronverwijzing):
    """A kind of decision about a group: who signs, from which step to which, what it says."""

    titel: Tekst
    ondertekenaars: TekstenVol
    overgangen: Annotated[tuple[Overgang, ...], Field(strict=False, min_length=1)]
    velden: TekstenVol


class Redentekst(Bronverwijzing):
    """What a refusal says: the gate, its sources, and one sentence with placeholders."""

    poort: int
    uitleg: Tekst


class Convenantbestand(Vorm):
    """The whole file."""

    convenant: ConvenantRij
    poorten: dict[str, Tekst]
    soorten: dict[str, Berichtsoort]
    kanalen: dict[str, Kanaal]
    overleglocaties: dict[str, Tekst]
    stappen: Annotated[tuple[Stap, ...], Field(strict=False, min_length=1)]
    zonder_verzoek: Annotated[tuple[ZonderVerzoekRij, ...], Rij] = ()
    doelen: dict[str, Tekst]
    start: Start
    eindcriteria: dict[str, Tekst]
    categorieen: dict[str, Categorie]
    # Earlier versions of a file have none; their bundles must stay readable.
    indelingen: dict[Indelingscode, Indeling] = Field(default_factory=dict)
    randvoorwaarden: dict[Indelingscode, Tekst] = Field(default_factory=dict)
    rechten: dict[str, Tekst]
    partijen: dict[Partijcode, PartijRij]
    functies: dict[str, Functie]
    gegevenssoorten: dict[Code, GegevenssoortRij]
    grondslagen: dict[Code, GrondslagRij]
    taakgrondslagen: dict[Code, Tekst]
    verstrekkingsregels: Annotated[tuple[VerstrekkingsregelRij, ...], Rij]
    overlegregels: Annotated[tuple[OverlegregelRij, ...], Rij] = ()
    uitzonderingsgronden: dict[str, Tekst]
    plichten: Annotated[tuple[PlichtRij, ...], Rij]
    bewaartermijnen: Annotated[tuple[BewaartermijnRij, ...], Rij]
    namenlijsten: Namenlijsten
    documenten: Documenten
    logboek: Logboektermijn
    groepsbesluiten: dict[str, GroepsbesluitRij]
    interpretaties: dict[str, Tekst]
    redenen: dict[Code, Redentekst]

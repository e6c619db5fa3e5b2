"""The covenant file as it is written: one frozen model per table, unknown keys refused.

This module knows the shape of the file only. Whether names refer to something that exists is
checked in ``regelcontrole``; what the toetsing looks things up in is built in ``regels``.
Source of every table: the comment above it in the covenant file.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.convenant.bestand.bekendmakingen import Bekendmakingen
from shared.convenant.bestand.betrokkenenrechten import Betrokkenenrechten
from shared.convenant.bestand.indelingen import Indeling, Indelingscode
from shared.convenant.bestand.inhoudsvorm import Lid, Lidnaam
from shared.convenant.bestand.nietactief import NietActief
from shared.convenant.bestand.rijen import (
    Aanstellingen,
    Bevestigingen,
    BewaartermijnRij,
    Correcties,
    Documenten,
    Geweigerd,
    GroepsbesluitRij,
    Incidenten,
    Informatiebrief,
    Inspanning,
    Logboek,
    Namenlijsten,
    PlichtRij,
    Redentekst,
    Signalen,
    StukRij,
    Uitzondering,
    Vervulling,
    VoorwaardeRij,
)
from shared.convenant.bestand.typen import (
    Bronverwijzing,
    Code,
    Getallen,
    GetallenVol,
    Tekst,
    Teksten,
    TekstenVol,
)
from shared.convenant.kopvorm import Leeftijdsklasse
from shared.convenant.vorm import Partijcode, Rij, Vorm, Woordcode

Groepseis = Literal[
    "groep",
    "status",
    "stap",
    "gegevensstap",
    "start",
    "einde",
    "prioritering",
    "verzoek",
]
Richting = Literal["heen", "terug", "gekregen"]


class ConvenantRij(Vorm):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,62}$")]
    versie: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    titel: Tekst
    ondertekend: date
    opzegtermijn: Tekst


class Verwijzingsregel(Vorm):
    """What a message may build on (gate 5). See the comment above ``[soorten]`` in the file."""

    soorten: TekstenVol
    richtingen: Annotated[tuple[Richting, ...], Field(strict=False, min_length=1)]
    niet_gekregen_in_stappen: Getallen = ()
    ook_vernietigd: bool
    onderdelen: Literal["plaats", "betrokkene"]
    volgt_bron: bool


class Berichtsoort(Bronverwijzing):
    """A kind of message: the gates it meets and what each of those asks of it.

    ``verzoek``: it asks another party for data, and a provision may answer it.
    """

    titel: Tekst
    verzoek: bool = False
    poorten: GetallenVol
    persoonsgegevens: bool
    inhoud: Literal["verplicht", "toegestaan"]
    weging: bool
    onderdelen: Literal["verplicht", "toegestaan", "verboden"]
    vernietigd: bool = False
    herkomst_ontvangen: bool
    alle_convenantregels: bool
    ook_niet_actief: bool
    autorisatie: Literal["volledig", "functie", "functie-bij-niet-actief"]
    medewerker_verplicht: bool
    ontvangende_medewerker_verplicht: bool
    recht_afzender: Tekst | None = None
    recht_ontvanger: Tekst | None = None
    recht_in_overleg: dict[str, TekstenVol] = Field(default_factory=dict)
    recht_van_verwijzing: bool = False
    kanalen: TekstenVol | None = None
    persoonseisen: Literal["volledig", "ondergrens"]
    regime: Literal["kenmerken", "verwijzing"]
    kenmerken: Teksten | None = None
    groepseisen: Annotated[tuple[Groepseis, ...], Rij]
    groepseisen_gegevens: Annotated[tuple[Groepseis, ...], Rij]
    verwijzing: Verwijzingsregel | None = None
    werkwoord: Tekst | None = None


class Kanaal(Bronverwijzing):
    """A way of sharing.

    ``overleg``: it needs a registered meeting. ``mondeling``: what is shared is said, after it
    was decided on for everybody who hears it (6.2, 6.4; F2). ``zeggen_binnen``: an ISO 8601
    duration of hours after the decision; without it that day.
    """

    titel: Tekst
    overleg: bool
    mondeling: bool
    zeggen_binnen: (
        Annotated[str, StringConstraints(pattern=r"^PT([1-9]|1[0-9]|2[0-4])H$")] | None
    ) = None


class Mondeling(Bronverwijzing):
    """How long after it was said its content is delivered."""

    afleveren_binnen_werkdagen: Annotated[int, Field(ge=1)]


class Schuilnaam(Vorm):
    """How a group is called: place, year and number, given by the system."""

    plaats: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}$")]
    cijfers: Annotated[int, Field(ge=1, le=6)]


class Stap(Vorm):
    """One of the covenant's steps (4.1).

    ``antwoorden_nodig``: its questions are answered before a group leaves it.
    ``documenten``: the documents that are laid down by then.
    """

    nummer: int
    naam: Tekst
    vragen: TekstenVol
    persoonsgegevens: bool
    verzoek_nodig: bool
    prioritering_nodig: bool
    antwoorden_nodig: bool
    documenten: Teksten = ()


class ZonderVerzoekRij(Bronverwijzing):
    stap: int
    van: Tekst
    naar: Tekst
    categorieen: GetallenVol


class Doelregel(Vorm):
    """For these purposes only these kinds go about these categories (A7)."""

    doelen: TekstenVol
    categorieen: GetallenVol
    gegevenssoorten: TekstenVol
    reden: Code


class Start(Vorm):
    """The counted start criterion (5.3): sources, number, calendar window."""

    bronnen: TekstenVol
    aantal: Annotated[int, Field(ge=1)]
    venster: Tekst
    herbeoordeling: Tekst


class Categorie(Vorm):
    """A category of betrokkenen (4.1).

    ``jaren_ouder``: how many years a betrokkene is older than the child, at least.
    """

    titel: Tekst
    leeftijdsklassen: Annotated[tuple[Leeftijdsklasse, ...], Rij]
    ondergrens: Annotated[tuple[Leeftijdsklasse, ...], Rij] = ()
    met_motivering: Annotated[tuple[Leeftijdsklasse, ...], Rij] = ()
    kind_verplicht: bool
    deelnemer: bool
    zonder_poorten: Getallen
    kenmerken: Teksten
    reden_leeftijd: Code | None = None
    na_leeftijd: Tekst | None = None
    jaren_ouder: Annotated[int, Field(ge=1)] | None = None


class Functie(Vorm):
    """A function within a party and what it may do.

    ``soorten``: the kinds of data it reads in the own file; None: all. ``systeem``: for a program,
    which only reads and is nobody's official. ``bevestigd_door``: whose confirmation granting or
    widening it takes; None: of whoever may confirm, empty: nobody's.
    """

    titel: Tekst
    rechten: TekstenVol
    soorten: TekstenVol | None = None
    systeem: bool = False
    bevestigd_door: Teksten | None = None


class Partijtaak(Vorm):
    """For which task of its own a party gives what it gives, and on what it keeps what it gets.

    ``wet``: where that task stands; ``ontvangen``: the article under which it processes itself.
    """

    titel: Tekst
    wet: Tekst
    ontvangen: Tekst


class PartijRij(Vorm):
    titel: Tekst
    naam: Tekst
    verwerkingsverantwoordelijke: Tekst
    interpretatie: Tekst | None = None
    regime: Tekst
    doelen: TekstenVol
    afweging: TekstenVol
    informatieplicht: bool
    kenmerken: Teksten
    voorwaarden: Annotated[tuple[VoorwaardeRij, ...], Rij]
    taak: Partijtaak | None = None
    functies: dict[str, Functie]


class GegevensregelRij(Vorm):
    van: TekstenVol
    categorieen: GetallenVol
    stappen: GetallenVol
    kanalen: TekstenVol | None = None
    convenant: Tekst


class GegevenssoortRij(Vorm):
    titel: Tekst
    persoonsvelden: bool = False
    enkelvoudig: bool = False
    kenmerken: Teksten = ()
    correctiekanalen: TekstenVol | None = None
    geboortedatum: Lidnaam | None = None
    vorm: dict[Lidnaam, Lid]
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
    partij: TekstenVol | None = None
    van: TekstenVol | None = None
    naar: TekstenVol | None = None
    kanalen: TekstenVol | None = None
    overlegsoorten: TekstenVol | None = None
    aan_tafel: TekstenVol | None = None
    derde_aan_tafel: bool = False
    vanaf_stap: int | None = None
    categorieen: GetallenVol | None = None
    gegevenssoorten: TekstenVol | None = None
    anders_dan: TekstenVol | None = None
    zonder_onderzoek: bool = False


class Convenantbestand(Vorm):
    """The whole file."""

    convenant: ConvenantRij
    schuilnaam: Schuilnaam
    poorten: dict[str, Tekst]
    soorten: dict[Woordcode, Berichtsoort]
    kanalen: dict[Woordcode, Kanaal]
    mondeling: Mondeling
    overlegsoorten: dict[Woordcode, Tekst]
    overleglocaties: dict[Woordcode, Tekst]
    stappen: Annotated[tuple[Stap, ...], Field(strict=False, min_length=1)]
    zonder_verzoek: Annotated[tuple[ZonderVerzoekRij, ...], Rij] = ()
    doelen: dict[Woordcode, Tekst]
    doelregels: Annotated[tuple[Doelregel, ...], Rij] = ()
    start: Start
    eindcriteria: dict[Woordcode, Tekst]
    categorieen: dict[str, Categorie]
    indelingen: dict[Indelingscode, Indeling]
    randvoorwaarden: dict[Indelingscode, Tekst]
    rechten: dict[str, Tekst]
    partijen: dict[Partijcode, PartijRij]
    functies: dict[Woordcode, Functie]
    gegevenssoorten: dict[Code, GegevenssoortRij]
    correcties: Correcties
    stukken: dict[Woordcode, StukRij]
    inspanning: Inspanning
    ontvangstredenen: dict[Code, Tekst]
    aanvaardredenen: dict[Code, Tekst]
    geweigerd: Geweigerd
    grondslagen: dict[Code, GrondslagRij]
    taakgrondslagen: dict[Code, Tekst]
    toezicht: dict[Woordcode, Tekst]
    beslissingen: dict[Woordcode, Tekst]
    subdoelen: dict[Woordcode, Tekst]
    wpgbronnen: dict[Woordcode, Tekst]
    verstrekkingsregels: Annotated[tuple[VerstrekkingsregelRij, ...], Rij]
    overlegregels: Annotated[tuple[OverlegregelRij, ...], Rij] = ()
    informatiebrief: Informatiebrief
    uitzondering: Uitzondering
    uitzonderingsgronden: dict[Woordcode, Tekst]
    plichten: Annotated[tuple[PlichtRij, ...], Rij]
    bewaartermijnen: Annotated[tuple[BewaartermijnRij, ...], Rij]
    vervullingen: dict[Code, Vervulling]
    namenlijsten: Namenlijsten
    niet_actief: NietActief
    bekendmakingen: Bekendmakingen
    incidenten: Incidenten
    signalen: Signalen
    betrokkenenrechten: Betrokkenenrechten
    documenten: Documenten
    logboek: Logboek
    groepsbesluiten: dict[Woordcode, GroepsbesluitRij]
    aanstellingen: Aanstellingen
    bevestigingen: Bevestigingen
    interpretaties: dict[str, Tekst]
    redenen: dict[Code, Redentekst]

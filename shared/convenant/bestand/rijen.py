"""The rows of a covenant file about what follows from a message and what goes with it.

Duties, terms, lists, documents, stukken, decisions about a group and the sentences of refusals.
The other rows, and the file as a whole, are in ``model``; shared small types in ``typen``.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from shared.convenant.bestand.indelingen import Indelingscode
from shared.convenant.bestand.inhoudsvorm import Lid, Lidnaam
from shared.convenant.bestand.typen import (
    Bronverwijzing,
    Code,
    Getallen,
    GetallenVol,
    Tekst,
    Teksten,
    TekstenVol,
)
from shared.convenant.kopvorm import Informatiestatus
from shared.convenant.vorm import Partijcode, Rij, Vorm, Woordcode

Eissoort = Literal[
    "aanwezig", "waar", "onwaar", "in", "nietInToekomst", "nietVerstreken", "nietOuderDan"
]


class PlichtRij(Bronverwijzing):
    code: Code
    tekst: Tekst
    soorten: TekstenVol | None = None
    stukken: TekstenVol | None = None
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
    bevestigen_binnen_werkdagen: Annotated[int, Field(ge=0)]
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


class Bladtermijn(Vorm):
    """How long what these kinds of leaf say is kept, and from when it counts.

    ``besluit``: only leaves with this decision.
    """

    soorten: TekstenVol
    besluit: Literal["toegestaan", "geweigerd"] | None = None
    termijn: Tekst
    vanaf: Literal["blad", "afsluiting", "geldigTot"]


class Logboek(Bronverwijzing):
    """How long the log keeps what a leaf says. A kind without a term stays for good."""

    termijnen: Annotated[tuple[Bladtermijn, ...], Field(strict=False, min_length=1)]


class Uitzondering(Vorm):
    """Within what time an exception to informing is looked at again (I5), and what is weighed."""

    herbeoordelen_binnen: Tekst
    afwegen: TekstenVol
    punten: dict[Woordcode, Tekst]


class Informatiebrief(Vorm):
    """What the letter to somebody whose data are used refers to (3.5)."""

    webpagina: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]


class Stroom(Vorm):
    """From whom to whom a stuk goes, and in which steps; None: in any, and without a step."""

    van: TekstenVol
    naar: TekstenVol
    stappen: GetallenVol | None = None


class Uitstel(Vorm):
    """Where an answer leaves the question open: at which values of a member, until which day."""

    lid: Lidnaam
    waarden: TekstenVol
    dag: Lidnaam


class StukRij(Bronverwijzing):
    """What a message without persons is about (profile, 1.4).

    A later version takes the place of an earlier one about the same subject: the group, or the
    member ``onderwerp``; with ``los`` each stands by itself. What it does where it counts:
    ``pseudoniemen``: the one member that may name people the receiver knows already, and who go.
    ``genummerd``: the member in which the people of a list of names stand under a number.
    ``beantwoordt``: it answers the request for information that ``inReactieOp`` names;
    ``uitstel``: but leaves it open. ``legt_vast``: whoever keeps these records it.
    ``overleg``: the member that names the meeting of which it is the one report, given by who
    organised it and read by who was there; with ``reactie`` what another party says of that.
    ``draagt_op``: the receiver is given an action; ``meldt_stand``: who was, says how it stands.
    ``rol_in_verzoek``: what it is in dealing with a request of somebody whose data are processed.
    ``meldt_voorval``: with it who finds an incident tells everybody; ``meldt_toezicht``: and with
    this, who reported it to the supervisor.
    ``maatwerk``: all that is told of own tailor-made work; ``alleen_maatwerk``: who says no more.
    ``intern``: by party the members of its content that this party keeps to itself.
    ``bij_besluit``: it says why a party does not sign the decision that is its subject.
    """

    titel: Tekst
    soort: Tekst
    stromen: Annotated[tuple[Stroom, ...], Field(strict=False, min_length=1)]
    zonder_groep: bool = False
    onderwerp: Lidnaam | None = None
    los: bool = False
    pseudoniemen: Lidnaam | None = None
    genummerd: Lidnaam | None = None
    beantwoordt: bool = False
    uitstel: Uitstel | None = None
    legt_vast: bool = False
    bij_besluit: bool = False
    overleg: Lidnaam | None = None
    reactie: bool = False
    draagt_op: bool = False
    meldt_stand: bool = False
    rol_in_verzoek: Literal["vertelt", "stelt_voor", "beslist"] | None = None
    meldt_voorval: bool = False
    meldt_toezicht: bool = False
    maatwerk: dict[Lidnaam, str | bool] | None = None
    alleen_maatwerk: Teksten = ()
    intern: dict[Tekst, Teksten] = Field(default_factory=dict)
    vorm: dict[Lidnaam, Lid]


class Signalen(Bronverwijzing):
    """How long a signal stays, and who gives one without being a party (4.1, 5.3; E12)."""

    stuk: Woordcode
    verzamelaar: Partijcode
    termijn: Tekst
    intakebronnen: TekstenVol
    intake_termijn: Tekst
    intake_pogingen: Annotated[int, Field(ge=1)]


class Incidentklok(Bronverwijzing):
    """What has to be done within so many hours of finding an incident, and what stops the clock."""

    titel: Tekst
    uren: Annotated[int, Field(ge=1)]
    tot: Literal["verteld", "besloten"]


class Incidentgrond(Bronverwijzing):
    """Why a betrokkene is not told, or later. ``noot``: the article that the covenant names."""

    titel: Tekst
    regimes: TekstenVol
    noot: Tekst


class Incidentvoorstel(Vorm):
    """What a report says beforehand when something was said that was not permitted."""

    aard: Woordcode
    omschrijving: Tekst


class Incidenten(Bronverwijzing):
    """What is asked of an incident (9.3, 9.4)."""

    klokken: Annotated[dict[Woordcode, Incidentklok], Field(min_length=1)]
    gronden: Annotated[dict[Woordcode, Incidentgrond], Field(min_length=1)]
    gezegd: Incidentvoorstel


class Inspanning(Bronverwijzing):
    """What a task or an action is by law: promised, and by no court enforced (5.3, last sentence).

    ``aard``: its code. ``zin``: what is said of it to people.
    """

    aard: Woordcode
    zin: Tekst


class Correcties(Vorm):
    """What a correction carries: a report without a value, or the source's own new value (6.5)."""

    melding: dict[Lidnaam, Lid]
    verbetering: dict[Lidnaam, Lid]
    fouten: dict[Indelingscode, Tekst]


class Geweigerd(Vorm):
    """Codes that are known and refused, each with the reason people get."""

    kanalen: dict[Woordcode, Tekst]
    overleglocaties: dict[Woordcode, Tekst]
    gegevenssoorten: dict[Woordcode, Tekst]
    grondslagen: dict[Woordcode, Tekst]
    taakgrondslagen: dict[Woordcode, Tekst]
    beslissingen: dict[Woordcode, Tekst]
    wpgbronnen: dict[Woordcode, Tekst]
    meldingsbronnen: dict[Woordcode, Tekst]


class Ondertekenaar(Vorm):
    """A party that signs a decision, and the functions in which somebody may do so."""

    partij: Tekst
    functies: TekstenVol


class Aanstellingen(Bronverwijzing):
    """Who appoints somebody to look over all parties, for what, and for how long at most."""

    ondertekenaars: Annotated[tuple[Ondertekenaar, ...], Field(strict=False, min_length=1)]
    opdrachten: dict[Woordcode, Tekst]
    termijn: Tekst


class Bevestigingen(Bronverwijzing):
    """How long a grant of a function waits for the second person's confirmation (9.1)."""

    termijn: Tekst


class Vervulling(Vorm):
    """From what in a later leaf it shows that a duty was met; exactly one of the three."""

    vernietigd: bool = False
    inhoud: bool = False
    informatie: Annotated[tuple[Informatiestatus, ...], Rij] = ()

    @model_validator(mode="after")
    def _een_wijze(self) -> "Vervulling":  # noqa: N804 - after-validators get the model
        if sum((self.vernietigd, self.inhoud, bool(self.informatie))) != 1:
            raise PydanticCustomError(
                "een_wijze", "noemt precies één van vernietigd, inhoud en informatie"
            )
        return self


class Overgang(Vorm):
    """A group's step before and after; 0 before is: there is no group yet."""

    van: int
    naar: int


class GroepsbesluitRij(Bronverwijzing):
    """A kind of decision about a group: who signs, from which step to which, what it says.

    ``eindigt``: it ends the group's approach. ``stukken``: what may lie under it, by digest.
    ``anders_dan``: whoever signs it signed none of these about the group. ``andere_voorbereider``:
    nor did who signs it prepare it.
    ``zonder_stapeisen``: the steps it leaves without what a step asks.
    """

    titel: Tekst
    ondertekenaars: Annotated[tuple[Ondertekenaar, ...], Field(strict=False, min_length=1)]
    overgangen: Annotated[tuple[Overgang, ...], Field(strict=False, min_length=1)]
    velden: TekstenVol
    stukken: Teksten = ()
    anders_dan: Teksten = ()
    andere_voorbereider: bool = False
    eindigt: bool = False
    zonder_stapeisen: Getallen = ()

    @property
    def maakt_groep(self) -> bool:
        """Whether it makes the group it is about."""
        return all(overgang.van == 0 for overgang in self.overgangen)


class Redentekst(Bronverwijzing):
    """What a refusal says: the gate, its sources, and one sentence with placeholders.

    ``poging``: what never may be; who tries it again is noticed.
    """

    poort: int
    poging: bool = False
    uitleg: Tekst


class VoorwaardeRij(Vorm):
    kenmerk: Tekst
    eis: Eissoort
    waarden: Teksten = ()
    termijn: Tekst | None = None
    tenzij: Tekst | None = None
    categorieen: Getallen | None = None
    ook_bij_correctie: bool = False
    reden: Code

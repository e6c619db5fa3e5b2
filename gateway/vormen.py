"""Shapes on the wire, as pydantic models: what endpoints take and give."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from shared.convenant.verzoek import Kop
from shared.web.vormen import Dag, Geheel, Tijdstip

Kenmerk = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
]
"""A UUID in lower case: one spelling for one thing."""

Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
Document = dict[str, Any]
JadesTekst = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
"""A detached JAdES signature as text."""

Moment = Annotated[
    Tijdstip, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC))
]
"""A moment at which something happened or will happen."""

Tijdgrens = Annotated[
    Tijdstip, Field(ge=datetime(1, 1, 2, tzinfo=UTC), le=datetime(9999, 12, 30, tzinfo=UTC))
]
"""A moment to search from or up to: as far away as every time zone of every store can say."""

MAX_BLADNUMMERS = 2000
"""Leaf numbers in one question: the question itself must fit in a leaf of the log."""


class Vorm(BaseModel):
    """Closed, immutable, camelCase outside."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class OpenVorm(Vorm):
    """A standard's object, which may carry members we do not know."""

    model_config = ConfigDict(extra="ignore")


class Bericht(Vorm):
    """The body of a message, for the description; it is read by `shared.bericht`."""

    kop: Kop
    inhoud: str | None = Field(description="Compacte JWE voor de ontvanger, of null.")


class Ontvangst(Vorm):
    inhoud: str = Field(description="De exacte tekst van de ontvangst.")
    handtekening: str = Field(description="De Payload-Signature van de ontvanger erover.")


class Bladbewijs(Vorm):
    bladnummer: int = Field(ge=0)
    grootte: int = Field(ge=1, description="Aantal bladen van de boom waartegen is bewezen.")
    bewijs: list[str] = Field(description="Inclusiebewijs: hashes in base64 (RFC 6962).")
    checkpoint: str = Field(description="Ondertekend checkpoint van die boom (C2SP).")
    getuigen: list[Partijcode] = Field(
        description="De partijen die dit checkpoint mede ondertekenden; kort na een blad nog leeg."
    )
    blad: str = Field(description="De bytes van het blad in base64.")


class Reeksblad(Vorm):
    """One leaf of a stretch; its proof is against the checkpoint of the stretch."""

    bladnummer: int = Field(ge=0)
    blad: str = Field(description="De bytes van het blad in base64.")
    bewijs: list[str] = Field(description="Inclusiebewijs: hashes in base64 (RFC 6962).")


class Bladreeksvorm(Vorm):
    """What of a stretch of the log is about the caller's own messages."""

    vanaf: int = Field(ge=0)
    tot: int = Field(ge=0, description="Tot welk blad is gekeken; vraag van hier verder.")
    grootte: int = Field(ge=0, description="Aantal bladen van de boom waartegen is bewezen.")
    checkpoint: str = Field(description="Ondertekend checkpoint van die boom (C2SP).")
    bladen: list[Reeksblad]


class Uitwisseling(Vorm):
    """The answer on a message that was exchanged."""

    id: Kenmerk
    besluit: Document = Field(description="Wat de toetsing besloot, met grondslagen en plichten.")
    ontvangst: Ontvangst
    logboek: Bladbewijs


class Invoerfoutvorm(Vorm):
    partij: Partijcode = Field(description="Wie het aanbood.")
    plaats: str = Field(description="Waar de fout zat; nooit wat er stond.")
    aantal: int = Field(ge=1)
    eerste_op: AwareDatetime
    laatste_op: AwareDatetime


class Invoerfoutlijst(Vorm):
    invoerfouten: list[Invoerfoutvorm]


class Partijdocumentvorm(Vorm):
    inhoud: str = Field(description="De letterlijke tekst die de partij ondertekende.")
    handtekening: str = Field(description="Haar Payload-Signature over de digest daarvan.")


class Partijvorm(Vorm):
    code: Partijcode
    oin: str
    naam: str
    endpoint: str
    actief: bool
    dpia_goedgekeurd: bool
    certificaten: dict[str, str] = Field(description="Het geldende certificaat (PEM) per doel.")
    documenten: list[Partijdocumentvorm] = Field(
        description="Wat de partij over zichzelf tekende, van het eerste af. Geloof alleen dit."
    )
    bewijsstukken: list[str] = Field(
        description="De certificaten (PEM) die de documenten bij hun vingerafdruk noemen."
    )


class Partijlijst(Vorm):
    partijen: list[Partijvorm]


class Registerdocument(Vorm):
    """What a party signs about one thing in a register: which, in which version, since when.

    All three are under the signature, so that it holds for nothing else and cannot be replayed.
    """

    id: Kenmerk = Field(description="Hetzelfde kenmerk als in het adres.")
    versie: Annotated[int, Field(ge=1, lt=2**31)] = Field(
        description="Van dit kenmerk, oplopend: een versie is van één inhoud."
    )
    tijdstip: Annotated[Moment, Field(strict=False)] = Field(
        description="Wanneer deze versie is opgesteld."
    )


class Autorisatieinvoer(Registerdocument):
    """What a party registers about an employee: a reference and yes or no, never a name."""

    model_config = ConfigDict(strict=True)

    partij: Partijcode
    functie: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: bool
    vog: bool
    geldig_tot: Annotated[Dag, Field(strict=False, description="De laatste geldige dag.")]
    account: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")] | None = Field(
        default=None,
        description="Alleen voor wie zelf met een token bij de gateway komt: "
        "b64url(SHA-256(JCS([uitgever, sub]))).",
    )
    bevestigd_door: Kenmerk | None = Field(
        default=None,
        description="De autorisatie van de collega die deze bevestigde, als de partij dat vraagt.",
    )


class Autorisatieantwoord(Vorm):
    id: Kenmerk
    partij: Partijcode
    functie: str
    geldig_tot: date
    bladnummer: int = Field(ge=0)


class Collega(Vorm):
    """What another party may know of an employee: enough to address a message to."""

    id: Kenmerk
    partij: Partijcode
    functie: str
    geldig_tot: date
    geldig: bool = Field(description="Of vandaag aan alle voorwaarden is voldaan.")


class Autorisatielijst(Vorm):
    autorisaties: list[Collega]
    volgende: Kenmerk | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class Groepenlijst(Vorm):
    groepen: list[Document] = Field(
        description="Per groep de toestand van het profiel, de code en de dag van afsluiten."
    )
    volgende: Kenmerk | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class Handtekeninginvoer(Vorm):
    """One party's signature under what several sign: who decided for it, and the signature."""

    medewerker: Kenmerk = Field(description="De autorisatie van wie er namens de partij besluit.")
    handtekening: JadesTekst = Field(
        description="Losgemaakte JAdES-handtekening over de Digest van JCS({besluit, medewerker}), "
        "waarin besluit de Digest van JCS van het ondertekende document is."
    )


class Groepsbesluitinvoer(Vorm):
    """A group decision with the signatures collected."""

    besluit: Document
    handtekeningen: dict[Partijcode, Handtekeninginvoer] = Field(
        max_length=20, description="Per partij die het besluit tekent."
    )


class Groepsbesluitantwoord(Vorm):
    bladnummer: int = Field(ge=0)
    groep: Document


class Onderwerp(OpenVorm):
    type: str
    id: str | None = Field(default=None, description="Verwijzing naar een autorisatie.")
    properties: Document = Field(default_factory=dict)


class Handeling(OpenVorm):
    name: str
    properties: Document = Field(default_factory=dict)


class Zaak(OpenVorm):
    type: str
    id: str | None = Field(default=None, description="De groep.")
    properties: Document = Field(default_factory=dict)


class Evaluatiecontext(OpenVorm):
    kop: Document
    toestand: Document | None = Field(
        default=None, description="Om een eerder besluit opnieuw te nemen; anders de registers."
    )


class Evaluatieverzoek(OpenVorm):
    """One evaluation (AuthZEN 1.0, 6.1)."""

    subject: Onderwerp
    action: Handeling
    resource: Zaak
    context: Evaluatiecontext


class Evaluatieantwoord(Vorm):
    decision: bool
    context: Document


class Deelvraag(OpenVorm):
    """One of several evaluations; what it lacks comes from the whole (AuthZEN 1.0, 7.1)."""

    subject: Onderwerp | None = None
    action: Handeling | None = None
    resource: Zaak | None = None
    context: Evaluatiecontext | None = None


class Evaluatieopties(OpenVorm):
    evaluations_semantic: str = Field(default="execute_all", alias="evaluations_semantic")


class Evaluatiesverzoek(Deelvraag):
    """Several evaluations with shared defaults."""

    evaluations: list[Deelvraag] = Field(default_factory=list)
    options: Evaluatieopties = Evaluatieopties()


class Evaluatiesantwoord(Vorm):
    evaluations: list[Evaluatieantwoord]


class Authzenbeschrijving(Vorm):
    """Where the decision point is (AuthZEN 1.0, 9.1); names are the standard's."""

    model_config = ConfigDict(alias_generator=None)

    policy_decision_point: str
    access_evaluation_endpoint: str
    access_evaluations_endpoint: str


class Consistentie(Vorm):
    van: int
    tot: int
    bewijs: list[str]


class Periode(Vorm):
    """From, and up to but not including."""

    van: Tijdgrens = Field(description="Vanaf dit tijdstip.")
    tot: Tijdgrens = Field(description="Tot, en niet met, dit tijdstip.")

    @model_validator(mode="after")
    def _volgorde(self) -> Self:  # noqa: N804 - after-validators get the model
        if self.van >= self.tot:
            raise ValueError("van ligt niet voor tot")
        return self


class Bundelvraag(Vorm):
    """What a proof bundle must hold; exactly one of the four."""

    bladnummers: list[Annotated[Geheel, Field(ge=0, lt=2**53)]] | None = Field(
        default=None, min_length=1, max_length=MAX_BLADNUMMERS
    )
    bericht: Kenmerk | None = None
    groep: Kenmerk | None = None
    periode: Periode | None = None

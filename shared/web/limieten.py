"""Every limit of a process, each a named field with a default.

Whoever needs a new limit adds a field here, with its unit in the name and its reason in the
docstring; nobody writes a bare number in code. A limit set out of reach is a limit switched off, so
each has a bound of its own that production does not go beyond.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Productiegrens:
    """The highest value a limit may have where real personal data are handled."""

    hoogstens: float


class _Grenzen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def boven_productiegrens(self) -> Iterator[tuple[str, float]]:
        """Every limit that is higher than production may have, with what it may be."""
        for naam, veld in type(self).model_fields.items():
            for grens in veld.metadata:
                if isinstance(grens, Productiegrens) and getattr(self, naam) > grens.hoogstens:
                    yield naam, grens.hoogstens


class Limieten(_Grenzen):
    """Bounds on what comes in, on what is kept, and on how long anything may take."""

    max_body_bytes: Annotated[int, Productiegrens(8 * 1024 * _KIB)] = Field(
        default=1024 * _KIB, gt=0
    )
    """A request's body; larger is a 413, before it has been read."""

    max_koppen_bytes: Annotated[int, Productiegrens(64 * _KIB)] = Field(default=32 * _KIB, gt=0)
    """Request line and headers together; larger is a 431 and the connection closes."""

    max_antwoord_bytes: Annotated[int, Productiegrens(64 * 1024 * _KIB)] = Field(
        default=4 * 1024 * _KIB, gt=0
    )
    """What is read of a peer's answer."""

    max_json_diepte: Annotated[int, Productiegrens(64)] = Field(default=32, gt=0, le=200)
    """How deep objects and lists may be nested."""

    max_fouten: Annotated[int, Productiegrens(1_000)] = Field(default=200, gt=0)
    """How many faults one problem lists; a last line says how many were left out."""

    max_gelijktijdig: Annotated[int, Productiegrens(4_096)] = Field(default=512, gt=0)
    """Whole requests of known callers being handled in one process; the next one is a 503 with
    `Retry-After`."""

    deel_voor_organisaties: Annotated[float, Productiegrens(0.9)] = Field(
        default=0.25, ge=0.1, lt=1
    )
    """The part of `max_gelijktijdig` that only organisations get: messages and receipts."""

    max_per_medewerker: Annotated[int, Productiegrens(256)] = Field(default=64, gt=0)
    """The same for one account."""

    max_onbekend_per_adres: Annotated[int, Productiegrens(256)] = Field(default=32, gt=0)
    """The same for one address from which somebody asks who need not be known."""

    max_onaf_per_aanroeper: Annotated[int, Productiegrens(256)] = Field(default=64, gt=0)
    """Requests of one known caller of which the content is still coming in."""

    max_verbindingen: Annotated[int, Productiegrens(16_384)] = Field(default=1024, gt=0)
    """Connections without a client certificate on which nothing is being done."""

    max_verbindingen_per_adres: Annotated[int, Productiegrens(1_024)] = Field(default=128, gt=0)
    """The same from one address."""

    max_verbindingen_per_certificaat: Annotated[int, Productiegrens(1_024)] = Field(
        default=256, gt=0
    )
    """The same with one client certificate; more than `client_verbindingen`."""

    handdruk_seconden: Annotated[float, Productiegrens(60)] = Field(default=10.0, gt=0)
    """How long a client may take to set up TLS."""

    antwoord_tijd_seconden: Annotated[float, Productiegrens(300)] = Field(default=30.0, gt=0)
    """How long a client may leave what we send it unread."""

    opnieuw_na_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=5, gt=0)
    """`Retry-After` where nothing better is known."""

    onderhoud_slot_seconden: Annotated[int, Productiegrens(24 * 3_600)] = Field(default=900, gt=0)
    """How long a run of the periodic work holds the lock; a run that was killed is taken over
    after that."""

    verzoek_tijd_seconden: Annotated[float, Productiegrens(120)] = Field(default=30.0, gt=0)
    """How long a client may take to send one whole request."""

    keep_alive_seconden: Annotated[int, Productiegrens(600)] = Field(default=65, gt=0)
    """How long an idle connection stays open; longer than the clients' own idle time."""

    afsluittijd_seconden: Annotated[int, Productiegrens(300)] = Field(default=20, gt=0)
    """How long a stopping process waits for requests in progress."""

    client_verbinden_seconden: Annotated[float, Productiegrens(60)] = Field(default=5.0, gt=0)
    """Setting up a connection to a peer, TLS included."""

    client_antwoord_seconden: Annotated[float, Productiegrens(120)] = Field(default=30.0, gt=0)
    """Waiting for (the next part of) a peer's answer."""

    client_verbindingen: Annotated[int, Productiegrens(256)] = Field(default=64, gt=0)
    """Connections to one peer at a time."""

    client_rust_seconden: Annotated[float, Productiegrens(300)] = Field(default=30.0, gt=0)
    """How long an unused connection to a peer is kept; shorter than `keep_alive_seconden`, so
    that the client closes first and never writes into a connection the server just closed."""

    paginagrootte: Annotated[int, Productiegrens(500)] = Field(default=50, gt=0)
    """Items per page when the caller names no number."""

    max_paginagrootte: Annotated[int, Productiegrens(500)] = Field(default=200, gt=0)
    """Items per page a caller may ask for."""

    tijdvenster_seconden: Annotated[int, Productiegrens(900)] = Field(default=300, gt=0)
    """How far the time in a message may lie from our clock (profile, replay)."""

    max_token_bytes: Annotated[int, Productiegrens(16 * _KIB)] = Field(default=8 * _KIB, gt=0)
    """A bearer token."""

    token_klokverschil_seconden: Annotated[int, Productiegrens(60)] = Field(default=10, ge=0, le=60)
    """How far the identity provider's clock may differ from ours."""

    token_max_geldigheid_seconden: Annotated[int, Productiegrens(24 * 3_600)] = Field(
        default=24 * 3600, gt=0, le=7 * 24 * 3600
    )
    """How long a token may be valid from its issue; who leaves service is out by then."""

    jwks_max_leeftijd_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=600, gt=0)
    """How long the provider's keys are used without asking again."""

    jwks_min_tussenpoos_seconden: Annotated[int, Productiegrens(600)] = Field(default=30, gt=0)
    """Least time between two fetches, so that tokens with invented key ids cannot make us
    flood the provider."""

    jwks_herkansing_seconden: Annotated[int, Productiegrens(60)] = Field(default=2, gt=0)
    """The same while there are no keys at all yet: a provider that starts later than we do."""

    max_jwks_bytes: Annotated[int, Productiegrens(512 * _KIB)] = Field(default=64 * _KIB, gt=0)
    """The provider's key set."""

    max_bundel_bladen: Annotated[int, Productiegrens(100_000)] = Field(default=10_000, gt=0)
    """Leaves in one proof bundle; who needs more asks for them in parts."""

    leesreeks_seconden: Annotated[int, Productiegrens(3_600)] = Field(default=900, gt=0)
    """How long somebody's reading in the exchange log counts as one stretch, with one leaf at its
    beginning and what was read in it at its end."""

    getuigenronde_seconden: Annotated[float, Productiegrens(60)] = Field(default=1.0, gt=0)
    """How long after the log's head moved the witnesses are asked to cosign it."""

    alarmronde_seconden: Annotated[float, Productiegrens(60)] = Field(default=1.0, gt=0)
    """How often what was added since is judged by the alarm rules."""

    log_volgen_seconden: Annotated[float, Productiegrens(300)] = Field(default=15.0, gt=0)
    """How often a party looks at the published checkpoint by itself."""

    aansluiten_seconden: Annotated[float, Productiegrens(24 * 3600)] = Field(default=600.0, gt=0)
    """How often a party lays its own file beside the log it witnesses."""

    aansluiten_na_seconden: Annotated[float, Productiegrens(3600)] = Field(default=60.0, gt=0)
    """How old a line of the own journal is before it is taken up: longer than any transaction
    takes, so that none comes in behind the place that was reached."""

    aansluittermijn_seconden: Annotated[int, Productiegrens(24 * 3600)] = Field(default=3600, gt=0)
    """How long a message that was taken in may wait for its leaf before that is an alarm. The leaf
    is there before the message is; this only bears with a gateway that cannot be reached."""

    groepen_volgen_seconden: Annotated[float, Productiegrens(600)] = Field(default=60.0, gt=0)
    """How often a party looks how its groups stand, when nobody opens a list of work."""

    max_evaluaties: Annotated[int, Productiegrens(1_000)] = Field(default=100, gt=0)
    """Questions in one request for several evaluations."""


class Verzending(_Grenzen):
    """How the outbox sends again what could not be delivered."""

    eerste_wachttijd_seconden: Annotated[float, Productiegrens(300)] = Field(default=1.0, gt=0)
    """Wait after the first failed attempt; doubles with every next one."""

    maximale_wachttijd_seconden: Annotated[float, Productiegrens(3_600)] = Field(
        default=900.0, gt=0
    )
    """The longest wait between two attempts."""

    maximale_pogingen: Annotated[int, Productiegrens(10_000)] = Field(default=1000, gt=0)
    """After this many attempts a person has to look at it. With the waits above that is more than
    a week: a receiver that is away for a night, or a weekend, costs nothing."""

    gelijktijdig: Annotated[int, Productiegrens(64)] = Field(default=8, gt=0)
    """Messages sent at the same time."""

    rusttijd_seconden: Annotated[float, Productiegrens(60)] = Field(default=1.0, gt=0)
    """How often the outbox is looked at when nobody wakes it."""

    opruimen_rusttijd_seconden: Annotated[float, Productiegrens(3_600)] = Field(default=60.0, gt=0)
    """How often a service looks for destructions it was asked for when no message wakes it."""

    lease_seconden: Annotated[float, Productiegrens(900)] = Field(default=90.0, gt=0)
    """How long one attempt may take; after that its process is taken for dead and another attempt
    follows. Longer than `client_antwoord_seconden` of all its calls together."""

    wacht_seconden: Annotated[float, Productiegrens(60)] = Field(default=5.0, gt=0)
    """How long an official who sends something waits for the final answer before getting a 202."""

    spreiding: Annotated[float, Productiegrens(0.9)] = Field(default=0.3, ge=0, lt=1)
    """The share of a wait that is left to chance, so that many messages do not return at once."""

    partijen_houdbaar_seconden: Annotated[float, Productiegrens(900)] = Field(default=300.0, gt=0)
    """How long the register of parties is used without asking the gateway again."""

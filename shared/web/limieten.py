"""Every limit of a process, each a named field with a default.

Whoever needs a new limit adds a field here, with its unit in the name and its reason in the
docstring; nobody writes a bare number in code.
"""

from pydantic import BaseModel, ConfigDict, Field

_KIB = 1024


class _Grenzen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Limieten(_Grenzen):
    """Bounds on what comes in, on what is kept, and on how long anything may take."""

    max_body_bytes: int = Field(default=1024 * _KIB, gt=0)
    """A request's body; larger is a 413, before it has been read."""

    max_koppen_bytes: int = Field(default=32 * _KIB, gt=0)
    """Request line and headers together; larger is a 431 and the connection closes."""

    max_antwoord_bytes: int = Field(default=4 * 1024 * _KIB, gt=0)
    """What is read of a peer's answer."""

    max_json_diepte: int = Field(default=32, gt=0, le=200)
    """How deep objects and lists may be nested."""

    max_fouten: int = Field(default=200, gt=0)
    """How many faults one problem lists; a last line says how many were left out."""

    max_gelijktijdig: int = Field(default=512, gt=0)
    """Requests in progress in one process; the next one is a 503 with `Retry-After`."""

    opnieuw_na_seconden: int = Field(default=5, gt=0)
    """`Retry-After` where nothing better is known."""

    onderhoud_slot_seconden: int = Field(default=900, gt=0)
    """How long a run of the periodic work holds the lock; a run that was killed is taken over
    after that."""

    verzoek_tijd_seconden: float = Field(default=30.0, gt=0)
    """How long a client may take to send one whole request."""

    keep_alive_seconden: int = Field(default=65, gt=0)
    """How long an idle connection stays open; longer than the clients' own idle time."""

    afsluittijd_seconden: int = Field(default=20, gt=0)
    """How long a stopping process waits for requests in progress."""

    client_verbinden_seconden: float = Field(default=5.0, gt=0)
    """Setting up a connection to a peer, TLS included."""

    client_antwoord_seconden: float = Field(default=30.0, gt=0)
    """Waiting for (the next part of) a peer's answer."""

    client_verbindingen: int = Field(default=64, gt=0)
    """Connections to one peer at a time."""

    client_rust_seconden: float = Field(default=30.0, gt=0)
    """How long an unused connection to a peer is kept; shorter than `keep_alive_seconden`, so
    that the client closes first and never writes into a connection the server just closed."""

    paginagrootte: int = Field(default=50, gt=0)
    """Items per page when the caller names no number."""

    max_paginagrootte: int = Field(default=200, gt=0)
    """Items per page a caller may ask for."""

    tijdvenster_seconden: int = Field(default=300, gt=0)
    """How far the time in a message may lie from our clock (profile, replay)."""

    max_token_bytes: int = Field(default=8 * _KIB, gt=0)
    """A bearer token."""

    token_klokverschil_seconden: int = Field(default=10, ge=0, le=60)
    """How far the identity provider's clock may differ from ours."""

    token_max_geldigheid_seconden: int = Field(default=24 * 3600, gt=0, le=7 * 24 * 3600)
    """How long a token may be valid from its issue; who leaves service is out by then."""

    jwks_max_leeftijd_seconden: int = Field(default=600, gt=0)
    """How long the provider's keys are used without asking again."""

    jwks_min_tussenpoos_seconden: int = Field(default=30, gt=0)
    """Least time between two fetches, so that tokens with invented key ids cannot make us
    flood the provider."""

    jwks_herkansing_seconden: int = Field(default=2, gt=0)
    """The same while there are no keys at all yet: a provider that starts later than we do."""

    max_jwks_bytes: int = Field(default=64 * _KIB, gt=0)
    """The provider's key set."""

    max_bundel_bladen: int = Field(default=10_000, gt=0)
    """Leaves in one proof bundle; who needs more asks for them in parts."""

    leesreeks_seconden: int = Field(default=900, gt=0)
    """How long somebody's reading in the exchange log counts as one stretch, with one leaf at its
    beginning and what was read in it at its end."""

    getuigenronde_seconden: float = Field(default=1.0, gt=0)
    """How long after the log's head moved the witnesses are asked to cosign it."""

    alarmronde_seconden: float = Field(default=1.0, gt=0)
    """How often what was added since is judged by the alarm rules."""

    log_volgen_seconden: float = Field(default=15.0, gt=0)
    """How often a party looks at the published checkpoint by itself."""

    aansluiten_seconden: float = Field(default=600.0, gt=0, le=24 * 3600)
    """How often a party lays its own file beside the log it witnesses."""

    aansluiten_na_seconden: float = Field(default=60.0, gt=0, le=3600)
    """How old a line of the own journal is before it is taken up: longer than any transaction
    takes, so that none comes in behind the place that was reached."""

    aansluittermijn_seconden: int = Field(default=3600, gt=0, le=24 * 3600)
    """How long a message that was taken in may wait for its leaf before that is an alarm. The leaf
    is there before the message is; this only bears with a gateway that cannot be reached."""

    groepen_volgen_seconden: float = Field(default=60.0, gt=0)
    """How often a party looks how its groups stand, when nobody opens a list of work."""

    max_evaluaties: int = Field(default=100, gt=0)
    """Questions in one request for several evaluations."""


class Verzending(_Grenzen):
    """How the outbox sends again what could not be delivered."""

    eerste_wachttijd_seconden: float = Field(default=1.0, gt=0)
    """Wait after the first failed attempt; doubles with every next one."""

    maximale_wachttijd_seconden: float = Field(default=900.0, gt=0)
    """The longest wait between two attempts."""

    maximale_pogingen: int = Field(default=1000, gt=0)
    """After this many attempts a person has to look at it. With the waits above that is more than
    a week: a receiver that is away for a night, or a weekend, costs nothing."""

    gelijktijdig: int = Field(default=8, gt=0)
    """Messages sent at the same time."""

    rusttijd_seconden: float = Field(default=1.0, gt=0)
    """How often the outbox is looked at when nobody wakes it."""

    opruimen_rusttijd_seconden: float = Field(default=60.0, gt=0)
    """How often a service looks for destructions it was asked for when no message wakes it."""

    lease_seconden: float = Field(default=90.0, gt=0)
    """How long one attempt may take; after that its process is taken for dead and another attempt
    follows. Longer than `client_antwoord_seconden` of all its calls together."""

    wacht_seconden: float = Field(default=5.0, gt=0)
    """How long an official who sends something waits for the final answer before getting a 202."""

    spreiding: float = Field(default=0.3, ge=0, lt=1)
    """The share of a wait that is left to chance, so that many messages do not return at once."""

    partijen_houdbaar_seconden: float = Field(default=300.0, gt=0)
    """How long the register of parties is used without asking the gateway again."""

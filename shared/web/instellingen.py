"""The configuration of one deployable: one frozen object, read from one TOML file.

Every setting and every limit of a process is a named field here, so that "what is it set to" has
one answer. Relative paths in the file are relative to the file. A fault is never found one at a
time: `laad_instellingen` lists all of them, in Dutch, each with its place in the file.

What a production start refuses on top of this is in `productie.py`.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import (
    BaseModel,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
)

from shared.web.bezorginstellingen import Meldingbestemming, Smtp
from shared.web.instellingdeel import Bestand as Bestand
from shared.web.instellingdeel import Deel as Deel
from shared.web.instellingdeel import is_lokaal as is_lokaal
from shared.web.limieten import Limieten, Verzending
from shared.web.meldingen import Invoerfout, melding, toml_plaats


class OngeldigeInstellingen(Exception):
    """The configuration cannot be used; `fouten` lists every fault with its place in the file."""

    def __init__(self, bron: str, fouten: tuple[Invoerfout, ...]) -> None:
        self.bron = bron
        self.fouten = fouten
        regels = "\n".join(f"  {fout.pad}: {fout.melding}" for fout in fouten)
        super().__init__(f"De instellingen in {bron} kloppen niet:\n{regels}")


class Sleutelpaar(Deel):
    """A certificate (PEM) with its private key (PEM)."""

    certificaat: Bestand
    sleutel: Bestand


class Transport(Sleutelpaar):
    """The transport certificate, and the PEM bundle of roots that peers must chain to."""

    vertrouwen: Bestand
    intrekkingen: Bestand | None = None
    """CRLs of the bundle's CAs, kept fresh by something else and read again when they change.
    Production demands it."""


class Server(Deel):
    """Where the process listens, and the address others know it by (base path included)."""

    host: str = "127.0.0.1"
    poort: int = Field(ge=0, le=65535)
    publieke_url: str
    cors_oorsprongen: tuple[str, ...] = ()
    """Origins (`https://naam[:poort]`) whose pages may call this API; none by default."""

    @field_validator("publieke_url")
    @classmethod
    def _https_met_versie(cls, waarde: str) -> str:
        delen = urlsplit(waarde)
        if delen.scheme != "https" or not delen.hostname:
            raise ValueError("moet een https-adres zijn")
        if delen.path != "/v1":
            raise ValueError("moet eindigen op /v1, zonder schuine streep erachter")
        return waarde

    @field_validator("cors_oorsprongen")
    @classmethod
    def _oorsprongen(cls, waarde: tuple[str, ...]) -> tuple[str, ...]:
        for oorsprong in waarde:
            delen = urlsplit(oorsprong)
            if delen.scheme != "https" and not is_lokaal(oorsprong):
                raise ValueError("elke oorsprong moet https gebruiken")
            if f"{delen.scheme}://{delen.netloc}" != oorsprong:
                raise ValueError("een oorsprong bestaat alleen uit https://naam en eventueel poort")
        return waarde


class Database(Deel):
    """A SQLAlchemy URL. It may hold a password and is kept out of every `repr`."""

    url: str = Field(repr=False, min_length=1)


class Kluis(Database):
    """The database with the keys per betrokkene, and the file with the master key."""

    hoofdsleutel: Bestand


class Gatewayadres(Deel):
    """How a party reaches the gateway, and what it recognises its decisions and log by."""

    url: str
    ondertekening_certificaat: Bestand
    transport_certificaten: tuple[Bestand, ...] = ()
    """The certificate(s) the gateway connects with: one, and during a change the next beside it.
    Production demands it."""
    log_vkey: str = Field(min_length=1)
    eigen_systeem: bool = False
    """A system of the party's own sends messages too, with the party's key and beside this service.
    Unset, every message in the log that this service did not send is an alarm; set, only one that
    the party's key did not sign."""

    @field_validator("url")
    @classmethod
    def _https(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https":
            raise ValueError("moet een https-adres zijn")
        return waarde.rstrip("/")


class Oidc(Deel):
    """The one identity provider whose access tokens are accepted, and for which audience."""

    uitgever: str
    publiek: str = Field(min_length=1)
    jwks_url: str
    algoritmen: tuple[Literal["RS256", "PS256", "ES256"], ...] = ("RS256", "PS256")
    typ: Literal["at+jwt", "JWT"] = "at+jwt"
    """Demanded `typ` header (RFC 9068, 2.1). `JWT` (or none) only for a provider that cannot do
    better: then nothing but the claims tells its ID tokens from access tokens."""
    vertrouwen: Bestand | None = None
    """PEM bundle for the provider's own TLS; unset: the system's roots."""

    @field_validator("uitgever", "jwks_url")
    @classmethod
    def _https_of_lokaal(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https" and not is_lokaal(waarde):
            raise ValueError("moet een https-adres zijn; http mag alleen op deze machine zelf")
        return waarde

    @field_validator("algoritmen")
    @classmethod
    def _minstens_een(cls, waarde: tuple[str, ...]) -> tuple[str, ...]:
        if not waarde:
            raise ValueError("moet minstens een algoritme noemen")
        return waarde


class Beheerder(Deel):
    """An account that may register the first authorisations."""

    sub: str = Field(min_length=1)


class Logsleutel(Deel):
    """The exchange log's name (its origin) and its Ed25519 key (PEM).

    `bewaar_vanaf`: leaves of this day and later keep their content whatever the covenant's term;
    set it to the day up to which the last audit looked. It can only lengthen.
    """

    naam: str = Field(min_length=1)
    sleutel: Bestand
    bewaar_vanaf: date | None = None


class Getuigesleutel(Deel):
    """A party's witness: the name of its key, and the key (Ed25519, PEM)."""

    naam: str = Field(min_length=1)
    sleutel: Bestand


class Medegetuige(Deel):
    """Another party, as its witness is reached without the gateway (`[getuigen.<code>]`)."""

    url: str
    oin: str = Field(pattern=r"^[0-9]{20}$")
    transport_certificaten: tuple[Bestand, ...] = ()
    """The certificate(s) that party connects with, as it gave them itself."""

    @field_validator("url")
    @classmethod
    def _https(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https":
            raise ValueError("moet een https-adres zijn")
        return waarde.rstrip("/")


Oin = Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$")]
"""Organisatie-identificatienummer (Digikoppeling)."""


class Register(Deel):
    """The file with the parties the gateway starts with."""

    partijen: Bestand


class Aanscherping(Deel):
    """What this environment makes stricter in one alarm rule (`[alarmen.<naam>]`)."""

    drempel: int | None = None
    venster_minuten: int | None = None


class Otlp(Deel):
    """A receiver of telemetry (OTLP over HTTP, protobuf) for records of processing."""

    url: str
    vertrouwen: Bestand | None = None
    """PEM bundle for the receiver's TLS; unset: the trust bundle of `[tls]`."""
    rust_seconden: float = Field(default=1.0, gt=0, le=60)

    @field_validator("url")
    @classmethod
    def _https_of_lokaal(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https" and not is_lokaal(waarde):
            raise ValueError("moet een https-adres zijn; http mag alleen op deze machine zelf")
        return waarde.rstrip("/")


class Verwerkingenlog(Database):
    """The database with records of processing and decisions, and the key of its pseudonyms."""

    sleutel: Bestand


class Verwerkingsregister(Deel):
    """The party's own copy of the data beside the register of processing activities."""

    bestand: Bestand


class Instellingen(Deel):
    """Everything one process is told from outside.

    Tables that only one kind of deployable has are optional here; who needs one calls
    `vereis(...)` at start, which names every missing table at once.
    """

    omgeving: Literal["ontwikkeling", "productie"]
    onderdeel: str = Field(min_length=1, max_length=64, pattern=r"^[a-z][a-z0-9-]*$")
    server: Server
    tls: Transport
    ondertekening: Sleutelpaar
    versleuteling: Sleutelpaar | None = None
    database: Database
    kluis: Kluis | None = None
    gateway: Gatewayadres | None = None
    oidc: Oidc | None = None
    beheerders: tuple[Beheerder, ...] = ()
    log: Logsleutel | None = None
    getuige: Getuigesleutel | None = None
    getuigen: dict[str, Medegetuige] = Field(default_factory=dict)
    partijen: dict[str, Oin] = Field(default_factory=dict)
    """The OIN of every other party (`[partijen]`): who they are, this party knows by itself."""
    register_: Register | None = Field(default=None, alias="register")
    alarmen: dict[str, Aanscherping] = Field(default_factory=dict)
    meldingen: Meldingbestemming | None = None
    smtp: Smtp | None = None
    verwerkingsregister: Verwerkingsregister | None = None
    verwerkingenlog: Verwerkingenlog | None = None
    otlp: Otlp | None = None
    limieten: Limieten = Limieten()
    verzending: Verzending = Verzending()

    @property
    def productie(self) -> bool:
        """Whether real personal data may be handled here."""
        return self.omgeving == "productie"

    @property
    def alarmaanscherping(self) -> dict[str, dict[str, int]]:
        """What is made stricter, by rule."""
        return {naam: rij.model_dump(exclude_none=True) for naam, rij in self.alarmen.items()}

    def vereis(self, *tabellen: str) -> Self:
        """Refuse the start, naming all of `tabellen` (names as in the file) that are missing."""
        fouten = tuple(
            Invoerfout(f"[{naam}]", "ontbreekt")
            for naam in tabellen
            if getattr(self, "register_" if naam == "register" else naam) is None
        )
        if fouten:
            raise OngeldigeInstellingen(f"onderdeel {self.onderdeel}", fouten)
        return self


def lees_ed25519(pad: Path, plaats: str) -> Ed25519PrivateKey:
    """The key in this PEM file; `OngeldigeInstellingen` names `plaats` for any other kind."""
    try:
        sleutel = load_pem_private_key(pad.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        sleutel = None
    if not isinstance(sleutel, Ed25519PrivateKey):
        zin = "moet een Ed25519-sleutel in PEM zijn, zonder wachtwoord"
        raise OngeldigeInstellingen("deze configuratie", (Invoerfout(plaats, zin),))
    return sleutel


Plaats: TypeAlias = tuple[str | int, ...]


def bestanden(deel: BaseModel, plaats: Plaats = ()) -> list[tuple[str, Path]]:
    """Every file the configuration names, with its place in the file."""
    gevonden: list[tuple[str, Path]] = []
    for naam, veld in type(deel).model_fields.items():
        waarde = getattr(deel, naam)
        hier = (*plaats, veld.alias or naam)
        for plek, een in _een_of_meer(hier, waarde):
            if isinstance(een, Path):
                gevonden.append((toml_plaats(plek), een))
            elif isinstance(een, BaseModel):
                gevonden += bestanden(een, plek)
    return gevonden


def _een_of_meer(plaats: Plaats, waarde: object) -> list[tuple[Plaats, object]]:
    """A value, or each of the values in a list or a table of tables."""
    if isinstance(waarde, tuple):
        return [((*plaats, nummer), een) for nummer, een in enumerate(waarde)]
    if isinstance(waarde, dict):
        return [((*plaats, str(naam)), een) for naam, een in waarde.items()]
    return [(plaats, waarde)]


def laad_instellingen(pad: Path) -> Instellingen:
    """Read the configuration at `pad`. Raises `OngeldigeInstellingen` with every fault."""
    try:
        document = tomllib.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise OngeldigeInstellingen(
            str(pad), (Invoerfout("(het bestand)", f"is niet te lezen: {fout.strerror}"),)
        ) from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise OngeldigeInstellingen(
            str(pad), (Invoerfout("(het bestand)", f"is geen geldige TOML: {fout}"),)
        ) from fout
    try:
        instellingen = Instellingen.model_validate(document, context={"map": pad.resolve().parent})
    except ValidationError as fout:
        raise OngeldigeInstellingen(
            str(pad),
            tuple(Invoerfout(toml_plaats(f["loc"]), melding(f)) for f in fout.errors()),
        ) from None
    ontbrekend = tuple(
        Invoerfout(plaats, f"het bestand {bestand} bestaat niet")
        for plaats, bestand in bestanden(instellingen)
        if not bestand.is_file()
    )
    if ontbrekend:
        raise OngeldigeInstellingen(str(pad), ontbrekend)
    return instellingen


def voorbeeld_instellingen(onderdeel: str) -> Instellingen:
    """A configuration that names no real file: enough to build an app and describe its API."""
    paar = {"certificaat": "voorbeeld.pem", "sleutel": "voorbeeld.key"}
    return Instellingen.model_validate(
        {
            "omgeving": "ontwikkeling",
            "onderdeel": onderdeel,
            "server": {"poort": 0, "publieke_url": f"https://{onderdeel}.driehoek.example/v1"},
            "tls": {**paar, "vertrouwen": "wortels.pem"},
            "ondertekening": paar,
            "database": {"url": "sqlite://"},
        }
    )

"""The tables of the configuration file, one model each.

The text under a field is what an operator reads about it in the example configuration (`driehoek
configuratie voorbeeld`), so it is in Dutch. `examples` holds the value he finds there: a file name
is the one `driehoek inrichten` makes. `{partij}` in it is the code of another party.
"""

from datetime import date
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, field_validator, model_validator

from shared.web.instellingen.deel import Bestand, Deel, is_lokaal


class Sleutelpaar(Deel):
    """A certificate (PEM) with its private key (PEM)."""

    certificaat: Bestand
    """Het certificaat (PEM)."""
    sleutel: Bestand
    """De sleutel die erbij hoort (PEM, zonder wachtwoord, alleen leesbaar voor dit proces)."""


class Versleutelparen(Sleutelpaar):
    """The pair content is received with, and others that open as well: a change of keys takes time.

    Which pair opens a message, the message says itself (`x5t#S256`); their order means nothing.
    """

    andere: tuple[Sleutelpaar, ...] = ()
    """Een nieuwe sleutel die nog niet, of een oude die nog wel wordt gebruikt: ook daarmee opent
    deze dienst wat binnenkomt. Elk is `{ certificaat = "…", sleutel = "…" }`."""

    @property
    def paren(self) -> tuple[Sleutelpaar, ...]:
        """All of them, this one first."""
        return (self, *self.andere)


class Transport(Sleutelpaar):
    """The transport certificate, and the PEM bundle of roots that peers must chain to."""

    vertrouwen: Bestand = Field(examples=["sleutels/vertrouwen.pem"])
    """De wortels (PEM-bundel) waarop het certificaat van een ander moet uitkomen."""
    intrekkingen: Bestand | None = Field(default=None, examples=["sleutels/intrekkingen.pem"])
    """CRL's (PEM) van de CA's in die bundel. Een ander programma houdt ze vers; zij worden
    opnieuw gelezen als zij veranderen. Verplicht in productie."""


Vingerafdruk = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class Server(Deel):
    """Where the process listens, and the address others know it by (base path included)."""

    host: str = "127.0.0.1"
    """Het adres van deze machine waarop het proces luistert."""
    poort: int = Field(ge=0, le=65535, examples=[8443])
    """De poort waarop het proces luistert."""
    publieke_url: str = Field(examples=["https://driehoek.example/v1"])
    """Het adres waaronder anderen het kennen, tot en met /v1. Bij een partij: het endpoint in
    haar partijdocument, met /v1 erachter."""
    cors_oorsprongen: tuple[str, ...] = ()
    """Webadressen (https://naam[:poort]) waarvan pagina's deze API mogen aanroepen."""
    portalen: tuple[Vingerafdruk, ...] = ()
    """De vingerafdrukken (x5t#S256) van de certificaten van onze portalen. Alleen zo'n portaal mag
    zeggen vanaf welk adres iemand zonder account iets vraagt."""

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

    url: str = Field(
        repr=False, min_length=1, examples=["postgresql+psycopg://driehoek@db.example/driehoek"]
    )
    """SQLAlchemy-url: postgresql+psycopg://gebruiker:wachtwoord@server/databank, of
    sqlite:///pad. Het wachtwoord komt in geen uitvoer."""


class Sleuteldienst(Deel):
    """A service with a transit API (OpenBao, HashiCorp Vault) that keeps the master keys."""

    url: str = Field(examples=["https://sleutels.example:8200"])
    """Het adres van de sleuteldienst, zonder /v1. Alleen https."""
    mount: str = Field(default="transit", pattern=r"^[A-Za-z0-9/_-]{1,64}$")
    """Waar de transit-engine staat."""
    voorvoegsel: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", examples=["driehoek"])
    """Hoe de sleutels van deze partij heten; elk tijdperk is er een met dit begin."""
    token: Bestand = Field(examples=["sleutels/sleuteldienst.token"])
    """Het bestand met het token. Het wordt bij elke vraag gelezen: een agent mag het vervangen."""
    vertrouwen: Bestand = Field(examples=["sleutels/sleuteldienst-ca.pem"])
    """De wortels (PEM) waaraan de sleuteldienst te herkennen is; die van de machine tellen niet."""
    certificaat: Bestand | None = None
    """Het certificaat waarmee dit proces zich bij de sleuteldienst meldt (PEM), met `sleutel`."""
    sleutel: Bestand | None = None
    """De sleutel die bij dat certificaat hoort (PEM)."""
    wachttijd_seconden: float = Field(default=5.0, gt=0, le=60)
    """Hoe lang een antwoord mag duren."""

    @field_validator("url")
    @classmethod
    def _https(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https":
            raise ValueError("moet een https-adres zijn")
        return waarde.rstrip("/")

    @model_validator(mode="after")
    def _paar(self) -> Self:  # noqa: N804 - pydantic: after validation there is an instance
        if (self.certificaat is None) != (self.sleutel is None):
            raise ValueError("certificaat en sleutel horen bij elkaar: noem beide of geen")
        return self


class Kluis(Database):
    """The database with the keys per betrokkene, and where its master key is."""

    hoofdsleutel: Bestand | None = Field(default=None, examples=["sleutels/hoofdsleutel.json"])
    """Het bestand met de hoofdsleutel. Elke vernietiging herschrijft het: de map is
    beschrijfbaar voor dit proces. Weg te laten met een `[kluis.sleuteldienst]`."""
    sleuteldienst: Sleuteldienst | None = None
    """Een sleuteldienst van buiten, in plaats van `hoofdsleutel`."""

    @model_validator(mode="after")
    def _een_bron(self) -> Self:  # noqa: N804 - pydantic: an instance
        if (self.hoofdsleutel is None) == (self.sleuteldienst is None):
            raise ValueError("noem een hoofdsleutel of een [kluis.sleuteldienst], en niet beide")
        return self


class Gatewayadres(Deel):
    """How a party reaches the gateway, and what it recognises its decisions and log by."""

    url: str = Field(examples=["https://gateway.example"])
    """Het adres van de gateway, zonder /v1."""
    ondertekening_certificaat: Bestand = Field(examples=["ontvangen/gateway.ondertekening.pem"])
    """Het certificaat waaronder de gateway haar besluiten tekent."""
    transport_certificaten: tuple[Bestand, ...] = Field(
        default=(), examples=[["ontvangen/gateway.transport.pem"]]
    )
    """Waarmee de gateway verbinding maakt: een certificaat, en tijdens een wissel het volgende
    erbij. Verplicht in productie."""
    log_vkey: str = Field(min_length=1, examples=["driehoek.example/log+00000000+AAAA"])
    """De publieke sleutel van het log (vkey), van de beheerder van de gateway."""
    eigen_systeem: bool = False
    """Ook een eigen systeem verstuurt berichten, met de sleutel van de partij en naast deze
    dienst. Zonder dit is elk bericht in het log dat deze dienst niet verstuurde een alarm;
    hiermee alleen wat de sleutel van de partij niet tekende."""

    @field_validator("url")
    @classmethod
    def _https(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https":
            raise ValueError("moet een https-adres zijn")
        return waarde.rstrip("/")


class Oidc(Deel):
    """The one identity provider whose access tokens are accepted, and for which audience."""

    uitgever: str = Field(examples=["https://inlog.example"])
    """De uitgever (iss) van wie toegangstokens worden aangenomen."""
    publiek: str = Field(min_length=1, examples=["driehoek"])
    """Voor wie een token bedoeld moet zijn (aud)."""
    jwks_url: str = Field(examples=["https://inlog.example/jwks"])
    """Waar de sleutels van de uitgever staan: bij hem zelf, of bij een naam onder de zijne."""
    algoritmen: tuple[Literal["RS256", "PS256", "ES256"], ...] = ("RS256", "PS256")
    """Waarmee een token ondertekend mag zijn."""
    typ: Literal["at+jwt", "JWT"] = "at+jwt"
    """De gevraagde kop `typ` (RFC 9068, 2.1). `JWT` alleen bij een inlog die niet beter kan:
    dan scheiden alleen de inhoud haar ID-tokens van toegangstokens."""
    vertrouwen: Bestand | None = None
    """PEM-bundel voor de TLS van de inlog; zonder: de wortels van het systeem."""

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

    sub: str = Field(min_length=1, examples=["beheer@partij.example"])
    """Het account (sub in het token) dat de eerste autorisatie mag registreren: die van
    zichzelf."""


class Logsleutel(Deel):
    """The exchange log's name (its origin) and its Ed25519 key (PEM).

    `bewaar_vanaf`: leaves of this day and later keep their content whatever the covenant's term;
    set it to the day up to which the last audit looked. It can only lengthen.
    """

    naam: str = Field(min_length=1, examples=["driehoek.example/log"])
    """Hoe het log heet (zijn origin). Staat in elk checkpoint en verandert nooit."""
    sleutel: Bestand = Field(examples=["sleutels/log.sleutel.pem"])
    """De sleutel van het log (Ed25519, PEM)."""
    bewaar_vanaf: date | None = None
    """Bladen vanaf deze dag houden hun inhoud, welke termijn het convenant ook noemt: zet hem
    op de dag tot waar de laatste audit keek. Kan alleen verlengen."""


class Getuigesleutel(Deel):
    """A party's witness: the name of its key, and the key (Ed25519, PEM)."""

    naam: str = Field(min_length=1, examples=["partij.example/getuige"])
    """Hoe de sleutel van deze getuige heet."""
    sleutel: Bestand = Field(examples=["sleutels/getuige.sleutel.pem"])
    """De sleutel van de getuige (Ed25519, PEM)."""


class Medegetuige(Deel):
    """Another party, as its witness is reached without the gateway (`[getuigen.<code>]`)."""

    url: str = Field(examples=["https://{partij}.example"])
    """Haar adres, zonder /v1, buiten de gateway om."""
    oin: str = Field(pattern=r"^[0-9]{20}$", examples=["00000000000000000000"])
    """Haar OIN, zoals zij het zelf gaf; hetzelfde als in [partijen]."""
    transport_certificaten: tuple[Bestand, ...] = Field(
        default=(), examples=[["ontvangen/{partij}.transport.pem"]]
    )
    """Waarmee zij verbinding maakt, van haarzelf gekregen. Verplicht in productie."""

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

    partijen: Bestand = Field(examples=["partijen.toml"])
    """Het bestand met de partijen waarmee de gateway begint."""


class Aanscherping(Deel):
    """What this environment makes stricter in one alarm rule (`[alarmen.<naam>]`)."""

    drempel: int | None = None
    """Minder gebeurtenissen dan in de regel zelf."""
    venster_minuten: int | None = None
    """Een langer venster dan in de regel zelf."""


class Otlp(Deel):
    """A receiver of telemetry (OTLP over HTTP, protobuf) for records of processing."""

    url: str = Field(examples=["https://telemetrie.example:4318"])
    """Het adres van de ontvanger, zonder pad."""
    vertrouwen: Bestand | None = None
    """PEM-bundel voor de TLS van de ontvanger; zonder: die van [tls]."""
    rust_seconden: float = Field(default=1.0, gt=0, le=60)
    """Hoe vaak wordt gekeken of er iets te sturen is."""

    @field_validator("url")
    @classmethod
    def _https_of_lokaal(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https" and not is_lokaal(waarde):
            raise ValueError("moet een https-adres zijn; http mag alleen op deze machine zelf")
        return waarde.rstrip("/")


class Verwerkingenlog(Database):
    """The database with records of processing and decisions, and the key of its pseudonyms."""

    sleutel: Bestand = Field(examples=["sleutels/pseudoniemsleutel.json"])
    """De sleutel van de pseudoniemen. Bewaar haar apart van de databank en zo lang als de
    regels zelf."""


class Verwerkingsregister(Deel):
    """The party's own copy of the data beside the register of processing activities."""

    bestand: Bestand = Field(examples=["verwerkingsregister.toml"])
    """Uw kopie van shared/dataverwerkingen/verwerkingsregister.toml, met uw eigen adressen."""

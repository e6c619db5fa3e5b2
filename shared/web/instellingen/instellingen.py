"""The configuration of one deployable: one frozen object, read from one TOML file.

Every setting and every limit of a process is a named field here, so that "what is it set to" has
one answer. Relative paths in the file are relative to the file. A fault is never found one at a
time: `laad_instellingen` lists all of them, in Dutch, each with its place in the file.

What a production start refuses on top of this is in `productie.py`.
"""

from pathlib import Path
from typing import Literal, TypeVar, cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import Field

from shared.web.instellingen.bezorging import Meldingbestemming, Smtp
from shared.web.instellingen.briefhoofd import Briefhoofd
from shared.web.instellingen.lezen import Ingesteld, OngeldigeInstellingen, lees_instellingen
from shared.web.instellingen.tabellen import (
    Aanscherping,
    Beheerder,
    Database,
    Gatewayadres,
    Getuigesleutel,
    Kluis,
    Logsleutel,
    Medegetuige,
    Oidc,
    Oin,
    Otlp,
    Register,
    Server,
    Sleutelpaar,
    Transport,
    Versleutelparen,
    Verwerkingenlog,
    Verwerkingsregister,
)
from shared.web.limieten import Limieten, Verzending
from shared.web.meldingen import Invoerfout


def _paar(rol: str) -> dict[str, str]:
    """Where the example has the pair for this role."""
    return {"certificaat": f"sleutels/{rol}.pem", "sleutel": f"sleutels/{rol}.sleutel.pem"}


def _databank(naam: str) -> dict[str, str]:
    """Where the example has this database: one of its own."""
    return {"url": f"postgresql+psycopg://driehoek@db.example/driehoek_{naam}"}


_Vorm = TypeVar("_Vorm", bound="Instellingen")


class Instellingen(Ingesteld):
    """Everything one process is told from outside.

    Tables that only one kind of deployable has are optional here; who needs some calls
    `vereis(vorm)` at start, which names every missing table at once, and gives them as a form in
    which they are there (`onderdeelsoort`). The text under a field and its
    `examples` are for the operator, as in `instellingtabellen`; a table that has `examples` stands
    ready in the example, another is there between hashes.
    """

    omgeving: Literal["ontwikkeling", "productie"] = Field(examples=["productie"])
    """Alleen in productie mogen echte gegevens; daar start niets wat voor een test is, en
    buiten productie niets wat echt is."""
    onderdeel: str = Field(min_length=1, max_length=64, pattern=r"^[a-z][a-z0-9-]*$")
    """Welk proces dit is: de code van een partij in het convenant, of gateway."""
    server: Server
    """Waar het proces luistert, en hoe anderen het noemen."""
    tls: Transport = Field(examples=[_paar("transport")])
    """Waarmee dit proces verbinding maakt, en wie het gelooft."""
    ondertekening: Sleutelpaar = Field(examples=[_paar("ondertekening")])
    """Waarmee dit onderdeel ondertekent: een eigen sleutel, voor niets anders."""
    versleuteling: Versleutelparen | None = Field(default=None, examples=[_paar("versleuteling")])
    """Waarmee een partij inhoud ontvangt (RSA)."""
    database: Database
    """De eigen databank."""
    kluis: Kluis | None = Field(default=None, examples=[_databank("kluis")])
    """Een tweede databank, met een sleutel per betrokkene, en de hoofdsleutel die haar opent."""
    gateway: Gatewayadres | None = Field(default=None, examples=[{}])
    """Hoe een partij de gateway bereikt, en waaraan zij haar besluiten en haar log herkent."""
    oidc: Oidc | None = Field(default=None, examples=[{}])
    """De ene inlog waarvan toegangstokens worden aangenomen. Zonder komt er geen mens binnen."""
    beheerders: tuple[Beheerder, ...] = Field(default=(), examples=[{}])
    """De twee mensen die beginnen: de een registreert zichzelf en de ander, de ander bevestigt wie
    als eerste mag bevestigen. Daarna opent deze regel niets meer."""
    log: Logsleutel | None = Field(default=None, examples=[{}])
    """Het log van de uitwisseling."""
    getuige: Getuigesleutel | None = Field(default=None, examples=[{}])
    """De getuige van deze partij, die het log mede ondertekent. Verplicht in productie; haar
    vkey staat in het partijdocument."""
    getuigen: dict[str, Medegetuige] = Field(default_factory=dict, examples=[{}])
    """Elke andere partij, zoals haar getuige buiten de gateway om te bereiken is. Verplicht in
    productie."""
    partijen: dict[str, Oin] = Field(default_factory=dict, examples=["00000000000000000000"])
    """Het OIN van elke andere partij, van haarzelf gekregen: wie zij zijn, gelooft deze partij
    van niemand anders."""
    register_: Register | None = Field(default=None, alias="register", examples=[{}])
    """Waar de gateway leest wie de partijen zijn."""
    alarmen: dict[str, Aanscherping] = Field(default_factory=dict)
    """Wat hier strenger is dan in shared/alarmen/alarmregels.toml; soepeler start niet."""
    meldingen: Meldingbestemming | None = None
    """Waar deze partij het hoort als er iets aan de hand is."""
    briefhoofd: Briefhoofd | None = None
    """De afzender van brieven aan betrokkenen. Zonder maakt deze partij er geen."""
    smtp: Smtp | None = None
    """De mailserver, nodig als een bestemming een mailadres noemt."""
    verwerkingsregister: Verwerkingsregister | None = None
    """Eigen gegevens bij het register van verwerkingsactiviteiten; zonder: die van het
    programma."""
    verwerkingenlog: Verwerkingenlog | None = Field(
        default=None, examples=[_databank("verwerkingen")]
    )
    """De databank met verwerkingen en besluiten. Zonder haar wordt niets verwerkt."""
    otlp: Otlp | None = None
    """Een ontvanger van telemetrie (OTLP over HTTP) die de regels ook krijgt."""
    limieten: Limieten = Limieten()
    """Grenzen aan wat binnenkomt, wat wordt bewaard en hoe lang iets mag duren."""
    verzending: Verzending = Verzending()
    """Hoe de postuit opnieuw verstuurt wat niet aankwam."""

    @property
    def alarmaanscherping(self) -> dict[str, dict[str, int]]:
        """What is made stricter, by rule."""
        return {naam: rij.model_dump(exclude_none=True) for naam, rij in self.alarmen.items()}

    def vereis(self, vorm: type[_Vorm]) -> _Vorm:
        """These settings as a form in which some tables are no longer optional.

        Refuses the start, naming all of them (as in the file) that are missing.
        """
        if isinstance(self, vorm):
            return self
        fouten = tuple(
            Invoerfout(f"[{veld.alias or naam}]", "ontbreekt")
            for naam, veld in vorm.model_fields.items()
            if veld.is_required() and getattr(self, naam) is None
        )
        if fouten:
            bron = f"onderdeel {self.onderdeel}" if self._bestand is None else str(self._bestand)
            raise OngeldigeInstellingen(bron, fouten)
        zo = cast(_Vorm, vorm.model_construct(self.model_fields_set, **dict(self)))
        zo._bestand = self._bestand
        return zo


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


def laad_instellingen(pad: Path) -> Instellingen:
    """Read the configuration at `pad`. Raises `OngeldigeInstellingen` with every fault."""
    return lees_instellingen(pad, Instellingen)


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

"""Writes everything the local processes are told: keys, certificates and one TOML file each.

Idempotent: what exists stays, so that a second start meets its own databases and keys again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.inlogprogramma import schrijf_programmas, sleutel_van
from deploy.lokaal import Lokaal, Onderdeel, Portaal
from deploy.partijdocument import teken_partijdocument
from deploy.pki import Deelnemer, Pki, maak_pki
from shared.bericht.partijen.partijbestand import LEEG, lees_partijbestand, schrijf_partijbestand
from shared.bericht.sleutels.certificaten import SLEUTELMERK, Certificaat
from shared.dataverwerkingen.sleutel import maak_sleutel
from shared.kluis.bestand import BestandsSleutelbron
from shared.logboek.notitie import Notitiesleutel, Soort

DatabankUrl = Callable[[str], str]
"""From a database's name to its SQLAlchemy URL."""

Waarde = str | int | float | bool | list[str]


@dataclass(frozen=True)
class Omgevingspaden:
    """Where everything of one local environment stands."""

    map: Path

    @property
    def pki(self) -> Path:
        return self.map / "pki"

    @property
    def accounts(self) -> Path:
        return self.map / "accounts.json"

    @property
    def programmas(self) -> Path:
        return self.map / "programmas.json"

    def programmasleutel(self, client: str) -> Path:
        return self.map / "programmas" / f"{client}.pem"

    @property
    def partijen(self) -> Path:
        return self.map / "partijen.toml"

    def partijbestand(self, code: str) -> Path:
        return self.map / "partijen" / f"{code}.json"

    def config(self, code: str) -> Path:
        return self.map / f"{code}.toml"

    def uitvoer(self, code: str) -> Path:
        return self.map / "uitvoer" / f"{code}.log"

    def databank(self, naam: str) -> Path:
        return self.map / "data" / f"{naam}.sqlite"


def sqlite_in(paden: Omgevingspaden) -> DatabankUrl:
    """Databases as files in the environment's own folder."""
    return lambda naam: f"sqlite:///{paden.databank(naam).resolve()}"


@dataclass(frozen=True)
class Configuratie:
    """What was made: where the certificates are, and which files were left as somebody had them."""

    pki: Pki
    afwijkend: tuple[str, ...]


def schrijf_configuratie(
    lokaal: Lokaal,
    paden: Omgevingspaden,
    *,
    databank: DatabankUrl | None = None,
    ondertekening: str = "rsa",
    extra: Mapping[str, Mapping[str, Waarde]] | None = None,
    behoud: bool = False,
) -> Configuratie:
    """Make keys and configuration of all processes.

    ``ondertekening``: 'rsa' or 'p256' for the parties' signing keys. ``extra``: members added to
    tables of every file, for instance ``{"verzending": {"maximale_wachttijd_seconden": 2}}``.
    ``behoud``: a file that is there stays as it is; the result names those that differ.
    """
    paden.databank("x").parent.mkdir(parents=True, exist_ok=True)
    url = databank or sqlite_in(paden)
    deelnemers = [Deelnemer(d.code, d.naam, d.oin, d.is_partij) for d in lokaal.onderdelen]
    deelnemers += [Deelnemer(p.onderdeel, p.naam, p.oin, is_partij=False) for p in lokaal.portalen]
    pki = maak_pki(paden.pki, deelnemers, ondertekening=ondertekening)
    _teken_partijdocumenten(lokaal, paden, pki)
    teksten = {
        paden.accounts: _accounts(lokaal),
        paden.programmas: _programmas(lokaal, paden),
        paden.partijen: _partijen(lokaal, paden),
    }
    for deel in lokaal.onderdelen:
        tabellen = _tabellen(deel, lokaal, paden, pki, url)
        for naam, leden in (extra or {}).items():
            tabellen.setdefault(naam, {}).update(leden)
        tekst = _toml({"omgeving": "ontwikkeling", "onderdeel": deel.code}, tabellen)
        teksten[paden.config(deel.code)] = tekst + _beheerders(deel, lokaal)
    for portaal in lokaal.portalen:
        tekst = _portaaltekst(portaal, lokaal, paden, pki, url)
        teksten[paden.config(portaal.onderdeel)] = tekst
    afwijkend = []
    for pad, tekst in teksten.items():
        if not behoud or not pad.exists():
            pad.write_text(tekst, encoding="utf-8")
        elif pad.read_text(encoding="utf-8") != tekst:
            afwijkend.append(pad.name)
    return Configuratie(pki, tuple(afwijkend))


def _tabellen(
    deel: Onderdeel, lokaal: Lokaal, paden: Omgevingspaden, pki: Pki, url: DatabankUrl
) -> dict[str, dict[str, Waarde]]:
    eigen = pki.deelnemers[deel.code]
    tabellen: dict[str, dict[str, Waarde]] = {
        "server": {
            "host": "127.0.0.1",
            "poort": deel.poort,
            "publieke_url": f"{deel.url}/v1",
            "portalen": [
                Certificaat.uit_pem(
                    pki.deelnemers[een.onderdeel].transport.certificaat.read_bytes()
                ).x5t_s256
                for een in lokaal.portalen
                if deel.code in (een.bron, *een.ook)
            ],
        },
        "tls": {
            "certificaat": str(eigen.transport.certificaat.resolve()),
            "sleutel": str(eigen.transport.sleutel.resolve()),
            "vertrouwen": str(pki.vertrouwen.resolve()),
        },
        "ondertekening": {
            "certificaat": str(eigen.ondertekening.certificaat.resolve()),
            "sleutel": str(eigen.ondertekening.sleutel.resolve()),
        },
        "database": {"url": url(deel.code)},
        "verwerkingenlog": _verwerkingenlog(deel, paden, url),
        "oidc": {
            "uitgever": lokaal.inlog_url,
            "publiek": lokaal.publiek,
            "jwks_url": f"{lokaal.inlog_url}/jwks",
        },
    }
    if deel.is_partij:
        tabellen |= _partijtabellen(deel, lokaal, paden, pki, url)
    else:
        tabellen["log"] = {"naam": lokaal.log_naam, "sleutel": str(pki.logsleutel.resolve())}
        tabellen["register"] = {"partijen": str(paden.partijen.resolve())}
    return tabellen


def _portaaltekst(
    portaal: Portaal, lokaal: Lokaal, paden: Omgevingspaden, pki: Pki, url: DatabankUrl
) -> str:
    eigen = pki.deelnemers[portaal.onderdeel].transport
    tabellen: dict[str, dict[str, Waarde]] = {
        "server": {"host": "127.0.0.1", "poort": portaal.poort, "publieke_url": portaal.url},
        "tls": {
            "certificaat": str(eigen.certificaat.resolve()),
            "sleutel": str(eigen.sleutel.resolve()),
            "vertrouwen": str(pki.vertrouwen.resolve()),
        },
        "herkenning": {
            "certificaat": str(eigen.certificaat.resolve()),
            "sleutel": str(eigen.sleutel.resolve()),
        },
        "database": {"url": url(portaal.onderdeel)},
        "oidc": {
            "uitgever": lokaal.inlog_url,
            "publiek": lokaal.publiek,
            "jwks_url": f"{lokaal.inlog_url}/jwks",
        },
        "inlog": {
            "client": portaal.onderdeel,
            "geheim": str(_inloggeheim(portaal, paden)),
            # Hier logt iemand in als ieder ander, en een test als iedereen tegelijk.
            "pogingen_per_minuut": 600,
        },
    }
    for bron in (portaal.bron, *portaal.ook):
        tabellen[f"bronnen.{bron}"] = {"url": f"{lokaal.onderdeel(bron).url}/v1"}
    return _toml({"omgeving": "ontwikkeling", "onderdeel": portaal.onderdeel}, tabellen)


def _inloggeheim(portaal: Portaal, paden: Omgevingspaden) -> Path:
    """What the portal proves itself with at the development login, marked as of a test."""
    pad = paden.map / "sleutels" / f"{portaal.onderdeel}.geheim"
    if not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        pad.touch(mode=0o600)
        pad.write_bytes(SLEUTELMERK + secrets.token_urlsafe(32).encode() + b"\n")
    return pad.resolve()


def _verwerkingenlog(deel: Onderdeel, paden: Omgevingspaden, url: DatabankUrl) -> dict[str, Waarde]:
    sleutel = paden.map / "sleutels" / f"{deel.code}.pseudoniemsleutel"
    if not sleutel.exists():
        sleutel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        maak_sleutel(sleutel, test=True)
    return {"url": url(f"{deel.code}-verwerkingen"), "sleutel": str(sleutel.resolve())}


def _partijtabellen(
    deel: Onderdeel, lokaal: Lokaal, paden: Omgevingspaden, pki: Pki, url: DatabankUrl
) -> dict[str, dict[str, Waarde]]:
    eigen = pki.deelnemers[deel.code]
    if eigen.versleuteling is None:
        raise ValueError(f"{deel.code} heeft geen versleutelingscertificaat")
    hoofdsleutel = paden.map / "sleutels" / f"{deel.code}.hoofdsleutel"
    if not hoofdsleutel.exists():
        hoofdsleutel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        BestandsSleutelbron.maak(hoofdsleutel, test=True)
    gateway = pki.deelnemers[lokaal.gateway.code]
    return {
        "versleuteling": {
            "certificaat": str(eigen.versleuteling.certificaat.resolve()),
            "sleutel": str(eigen.versleuteling.sleutel.resolve()),
        },
        "kluis": {"url": url(f"{deel.code}-kluis"), "hoofdsleutel": str(hoofdsleutel.resolve())},
        "gateway": {
            "url": lokaal.gateway.url,
            "ondertekening_certificaat": str(gateway.ondertekening.certificaat.resolve()),
            "transport_certificaten": [str(gateway.transport.certificaat.resolve())],
            "log_vkey": log_vkey(lokaal, pki),
        },
        "getuige": {
            "naam": getuigenaam(deel),
            "sleutel": str(getuigesleutel(deel, pki).resolve()),
        },
        "partijen": {a.code: a.oin for a in lokaal.partijen if a.code != deel.code},
        "briefhoofd": {
            "naam": deel.naam,
            "adresregels": ["Postbus 1", "1000 AA Verzonnenwaard"],
            "plaats": "Verzonnenwaard",
            "telefoon": "010 - 000 00 00",
            "email": f"privacy@{deel.code}.example",
            "ondertekenaar": "B. Verzonnen",
            "functie": "burgemeester (verzonnen)",
        },
        **{
            f"getuigen.{ander.code}": {
                "url": ander.url,
                "oin": ander.oin,
                "transport_certificaten": [
                    str(pki.deelnemers[ander.code].transport.certificaat.resolve())
                ],
            }
            for ander in lokaal.partijen
            if ander.code != deel.code
        },
    }


def getuigenaam(deel: Onderdeel) -> str:
    """The name under which a party's witness signs."""
    return f"{deel.code}.example/getuige"


def getuigesleutel(deel: Onderdeel, pki: Pki) -> Path:
    """Where the key of a party's witness is."""
    pad = pki.deelnemers[deel.code].getuige
    if pad is None:
        raise ValueError(f"{deel.code} heeft geen getuige")
    return pad


def getuige_vkey(deel: Onderdeel, pki: Pki) -> str:
    """The public key of a party's witness in C2SP form."""
    sleutel = _ed25519(getuigesleutel(deel, pki))
    return Notitiesleutel(getuigenaam(deel), sleutel, Soort.COSIGNATURE).vkey


def log_vkey(lokaal: Lokaal, pki: Pki) -> str:
    """The log's public key in C2SP form, for whoever checks its checkpoints."""
    return Notitiesleutel(lokaal.log_naam, _ed25519(pki.logsleutel)).vkey


def _ed25519(pad: Path) -> Ed25519PrivateKey:
    sleutel = load_pem_private_key(pad.read_bytes(), password=None)
    if not isinstance(sleutel, Ed25519PrivateKey):
        raise TypeError(f"{pad.name} is geen Ed25519-sleutel")
    return sleutel


def _partijen(lokaal: Lokaal, paden: Omgevingspaden) -> str:
    return "\n".join(
        "[[partij]]\n"
        f"code = {_toml_waarde(deel.code)}\n"
        f"oin = {_toml_waarde(deel.oin)}\n"
        f"document = {_toml_waarde(str(paden.partijbestand(deel.code).resolve()))}\n"
        for deel in lokaal.partijen
    )


def _teken_partijdocumenten(lokaal: Lokaal, paden: Omgevingspaden, pki: Pki) -> None:
    """Of every party what it says about itself: the first, or one on top when that changed."""
    nu = datetime.now(UTC)
    for deel in lokaal.partijen:
        eigen, pad = pki.deelnemers[deel.code], paden.partijbestand(deel.code)
        pad.parent.mkdir(parents=True, exist_ok=True)
        bestand = lees_partijbestand(pad.read_bytes()) if pad.exists() else LEEG
        velden = {"endpoint": deel.url, "getuige": getuige_vkey(deel, pki)}
        nieuw = teken_partijdocument(eigen, bestand, nu, **velden)
        if nieuw is not bestand:
            pad.write_bytes(schrijf_partijbestand(nieuw))


def _accounts(lokaal: Lokaal) -> str:
    rijen = [
        {"sub": a.sub, "naam": a.naam, "partij": a.partij, "functie": a.functie}
        for a in lokaal.accounts
    ]
    return json.dumps(rijen, ensure_ascii=False, indent=2) + "\n"


def _programmas(lokaal: Lokaal, paden: Omgevingspaden) -> str:
    clients = [programma.client for programma in lokaal.programmas]
    return schrijf_programmas({een: sleutel_van(paden.programmasleutel(een)) for een in clients})


def _beheerders(deel: Onderdeel, lokaal: Lokaal) -> str:
    return "".join(
        f"\n[[beheerders]]\nsub = {_toml_waarde(account.sub)}\n"
        for account in lokaal.accounts
        if account.partij == deel.code and lokaal.is_beheerder(account)
    )


def _toml(boven: Mapping[str, Waarde], tabellen: Mapping[str, Mapping[str, Waarde]]) -> str:
    regels = [f"{naam} = {_toml_waarde(waarde)}" for naam, waarde in boven.items()]
    for tabel, leden in tabellen.items():
        regels += ["", f"[{tabel}]"]
        regels += [f"{naam} = {_toml_waarde(waarde)}" for naam, waarde in leden.items()]
    return "\n".join(regels) + "\n"


def _toml_waarde(waarde: Waarde) -> str:
    # Een JSON-string, -getal, -waarheidswaarde of -lijst is ook geldige TOML.
    return json.dumps(waarde, ensure_ascii=False)

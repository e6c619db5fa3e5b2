"""The parties file (`partijen.toml`): what the gateway's registers start from, read whole or not.

Paths in the file are relative to the file. Every fault is listed with its place. Shape:

    [convenant]                       # optional
    bestand = "convenant.toml"        # absent: the covenant that comes with the library
    beeindigd_per = 2027-07-16
    opzeggingen = [{ partij = "…", per = 2027-01-01, voortgezet = false }]   # K7

    [[partij]]
    code, oin, naam, endpoint, actief, dpia_goedgekeurd
    certificaten = { transport = "….pem", ondertekening = "….pem", versleuteling = "….pem" }
                   # and transport_volgend = "….pem" while that certificate is being changed
    alarmen = { webhook = "https://…", mail = ["…"] }   # where it hears of an alarm
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gateway.domein import (
    ONDERTEKENING,
    ROLLEN,
    TRANSPORT,
    TRANSPORT_VOLGEND,
    VERSLEUTELING,
    Convenantversie,
    Opzegging,
    Partij,
)
from shared.bericht.certificaten import Certificaat, CertificaatOngeldig, Gebruik
from shared.convenant.regels import (
    Convenantregels,
    InconsistentConvenant,
    laad_convenant,
    standaard_convenant,
)
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Soort, lees_vkey
from shared.web.bezorginstellingen import Meldingbestemming
from shared.web.instellingen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout, melding, toml_plaats

_GEBRUIK = {
    TRANSPORT: Gebruik.VERBINDEN,
    TRANSPORT_VOLGEND: Gebruik.VERBINDEN,
    ONDERTEKENING: Gebruik.ONDERTEKENEN,
    VERSLEUTELING: Gebruik.VERSLEUTELEN,
}


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Certificaten(_Deel):
    transport: str
    ondertekening: str
    versleuteling: str
    transport_volgend: str | None = None

    def bestanden(self) -> dict[str, str]:
        """The file per role, of the roles that have one."""
        per_rol = {rol: getattr(self, rol) for rol in ROLLEN}
        if self.transport_volgend is not None:
            per_rol[TRANSPORT_VOLGEND] = self.transport_volgend
        return per_rol


class _Partij(_Deel):
    code: str = Field(pattern=r"^[a-z][a-z0-9-]{0,62}$")
    oin: str = Field(pattern=r"^[0-9]{20}$")
    naam: str = Field(min_length=1, max_length=200)
    endpoint: str = Field(max_length=500)
    actief: bool
    dpia_goedgekeurd: bool
    certificaten: _Certificaten
    getuige: str | None = None
    alarmen: dict[str, Any] | None = None

    @field_validator("endpoint")
    @classmethod
    def _https(cls, waarde: str) -> str:
        delen = urlsplit(waarde)
        if delen.scheme != "https" or not delen.hostname or delen.query or delen.fragment:
            raise ValueError("moet een https-adres zijn, zonder /v1/ontvangsten")
        return waarde.rstrip("/")

    @field_validator("getuige")
    @classmethod
    def _medeondertekening(cls, waarde: str | None) -> str | None:
        try:
            goed = waarde is None or lees_vkey(waarde).soort is Soort.COSIGNATURE
        except NotitieOngeldig:
            goed = False
        if not goed:
            raise ValueError("moet de sleutel (vkey) van een getuige zijn, voor cosignature/v1")
        return waarde


class _Opzegging(_Deel):
    partij: str
    per: date
    voortgezet: bool = False


class _Convenant(_Deel):
    bestand: str | None = None
    beeindigd_per: date | None = None
    opzeggingen: list[_Opzegging] = Field(default_factory=list)


class _Bestand(_Deel):
    partij: list[_Partij] = Field(min_length=1)
    convenant: _Convenant = Field(default_factory=_Convenant)


@dataclass(frozen=True, slots=True)
class GelezenPartij:
    """A party out of the file, with the parsed form of its certificates per role.

    `getuige`: the vkey of its witness, None when it has none (yet). `alarmen`: where it is told.
    """

    partij: Partij
    certificaten: dict[str, Certificaat]
    getuige: str | None = None
    alarmen: Meldingbestemming | None = None


@dataclass(frozen=True, slots=True)
class Registerbestand:
    """The whole file, consistent in itself and with the covenant."""

    partijen: tuple[GelezenPartij, ...]
    convenant: Convenantversie

    def regels(self) -> Convenantregels:
        """The covenant file, read."""
        return laad_convenant(self.convenant.bron)

    def getuigen(self) -> dict[str, str]:
        """The vkey of each party's witness."""
        return {p.partij.code: p.getuige for p in self.partijen if p.getuige is not None}

    def alarmbestemmingen(self) -> dict[str, Meldingbestemming]:
        """Where each party is told of an alarm, as far as it is."""
        return {p.partij.code: p.alarmen for p in self.partijen if p.alarmen is not None}


def lees_registerbestand(pad: Path) -> Registerbestand:
    """Read the file; `OngeldigeInstellingen` lists every fault in it and in what it names."""
    bestand = _lees_toml(pad)
    fouten: list[Invoerfout] = []
    regels = _lees_convenant(pad.parent, bestand.convenant, fouten)
    partijen = [
        _lees_partij(pad.parent, nummer, rij, fouten) for nummer, rij in enumerate(bestand.partij)
    ]
    fouten += _dubbele(bestand)
    fouten += _onbekend(bestand, regels)
    if fouten or regels is None:
        raise OngeldigeInstellingen(str(pad), tuple(fouten))
    return Registerbestand(tuple(partijen), _convenantversie(bestand.convenant, regels))


def _lees_toml(pad: Path) -> _Bestand:
    try:
        return _Bestand.model_validate(tomllib.loads(pad.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        raise OngeldigeInstellingen(
            str(pad), (Invoerfout("(het bestand)", f"is niet te lezen: {fout}"),)
        ) from fout
    except ValidationError as fout:
        raise OngeldigeInstellingen(
            str(pad), tuple(Invoerfout(toml_plaats(f["loc"]), melding(f)) for f in fout.errors())
        ) from None


def _lees_convenant(
    map_: Path, rij: _Convenant, fouten: list[Invoerfout]
) -> Convenantregels | None:
    if rij.bestand is None:
        return standaard_convenant()
    try:
        return laad_convenant((map_ / rij.bestand).read_bytes())
    except OSError as fout:
        fouten.append(Invoerfout("convenant.bestand", f"is niet te lezen: {fout.strerror}"))
    except InconsistentConvenant as fout:
        fouten += [Invoerfout(f"convenant.bestand {f.pad}", f.melding) for f in fout.fouten]
    return None


def _lees_partij(map_: Path, nummer: int, rij: _Partij, fouten: list[Invoerfout]) -> GelezenPartij:
    certificaten: dict[str, Certificaat] = {}
    for rol, naam in rij.certificaten.bestanden().items():
        plaats = f"partij[{nummer}].certificaten.{rol}"
        try:
            certificaat = Certificaat.uit_pem((map_ / naam).read_bytes())
            certificaat.controleer_gebruik(_GEBRUIK[rol])
        except OSError as fout:
            fouten.append(Invoerfout(plaats, f"is niet te lezen: {fout.strerror}"))
            continue
        except CertificaatOngeldig as fout:
            fouten.append(Invoerfout(plaats, fout.melding))
            continue
        certificaten[rol] = certificaat
        if certificaat.oin != rij.oin:
            fouten.append(Invoerfout(plaats, f"is van OIN {certificaat.oin}, niet van {rij.oin}"))
    fouten += _gedeelde_sleutels(nummer, certificaten)
    partij = Partij(
        code=rij.code,
        oin=rij.oin,
        naam=rij.naam,
        endpoint=rij.endpoint,
        actief=rij.actief,
        dpia_goedgekeurd=rij.dpia_goedgekeurd,
        certificaten={rol: certificaat.pem for rol, certificaat in certificaten.items()},
    )
    return GelezenPartij(partij, certificaten, rij.getuige, _alarmen(nummer, rij, fouten))


def _gedeelde_sleutels(
    nummer: int, certificaten: Mapping[str, Certificaat]
) -> Iterator[Invoerfout]:
    """One key for two purposes makes a signature a way in, or the other way round."""
    transport = [certificaten[rol] for rol in (TRANSPORT, TRANSPORT_VOLGEND) if rol in certificaten]
    for rol in (ONDERTEKENING, VERSLEUTELING):
        ander = certificaten.get(rol)
        if ander is not None and any(een.zelfde_sleutel(ander) for een in transport):
            yield Invoerfout(
                f"partij[{nummer}].certificaten.{rol}",
                "heeft de sleutel van het transportcertificaat; gebruik een eigen sleutel",
            )


def _alarmen(nummer: int, rij: _Partij, fouten: list[Invoerfout]) -> Meldingbestemming | None:
    if rij.alarmen is None:
        return None
    try:
        return Meldingbestemming.model_validate(rij.alarmen)
    except ValidationError as fout:
        plaats = f"partij[{nummer}].alarmen"
        fouten += [
            Invoerfout(f"{plaats}.{toml_plaats(f['loc'])}", melding(f)) for f in fout.errors()
        ]
        return None


def _dubbele(bestand: _Bestand) -> Iterator[Invoerfout]:
    for veld in ("code", "oin"):
        waarden = [getattr(rij, veld) for rij in bestand.partij]
        for nummer, waarde in enumerate(waarden):
            if waarde in waarden[:nummer]:
                yield Invoerfout(f"partij[{nummer}].{veld}", "komt al eerder in het bestand voor")
    sleutels = [_getuigesleutel(rij.getuige) for rij in bestand.partij]
    for nummer, sleutel in enumerate(sleutels):
        if sleutel is not None and sleutel in sleutels[:nummer]:
            yield Invoerfout(
                f"partij[{nummer}].getuige",
                "is de sleutel van een andere partij; elke partij getuigt met een eigen sleutel",
            )


def _getuigesleutel(vkey: str | None) -> bytes | None:
    """The public key alone: under another name it is the same witness."""
    return None if vkey is None else lees_vkey(vkey).publiek


def _onbekend(bestand: _Bestand, regels: Convenantregels | None) -> Iterator[Invoerfout]:
    """A party or a notice that the covenant does not know is a mistake in one of the two files."""
    if regels is None:
        return
    for nummer, rij in enumerate(bestand.partij):
        if rij.code not in regels.partijen:
            yield Invoerfout(f"partij[{nummer}].code", "staat niet in het convenant")
    for nummer, opzegging in enumerate(bestand.convenant.opzeggingen):
        if opzegging.partij not in regels.partijen:
            yield Invoerfout(
                f"convenant.opzeggingen[{nummer}].partij", "staat niet in het convenant"
            )


def _convenantversie(rij: _Convenant, regels: Convenantregels) -> Convenantversie:
    return Convenantversie(
        id=regels.id,
        versie=regels.versie,
        hash=regels.hash,
        bron=regels.bron,
        laatste_ondertekening=regels.ondertekend,
        beeindigd_per=rij.beeindigd_per,
        opzeggingen=tuple(
            Opzegging(opzegging.partij, opzegging.per, opzegging.voortgezet)
            for opzegging in rij.opzeggingen
        ),
    )

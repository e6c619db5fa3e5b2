"""The parties file (`partijen.toml`): what the gateway's registers start from, read whole or not.

Paths in the file are relative to the file. Every fault is listed with its place. Shape:

    [convenant]                       # optional
    bestand = "convenant.toml"        # absent: the covenant that comes with the library
    beeindigd_per = 2027-07-16
    opzeggingen = [{ partij = "…", per = 2027-01-01, voortgezet = false }]   # K7

    [[partij]]
    code, oin                         # who is meant; the gateway's own pins
    document = "….json"               # what it signed about itself (`driehoek partijdocument`)
    alarmen = { webhook = "https://…", mail = ["…"] }   # where it hears of an alarm

What a party is stands in no row: keys, address, DPIA and witness are in documents it signed, and
this file only says where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gateway.registers.begrippen import ROLLEN, Convenantversie, Opzegging, Partij
from shared.bericht.fouten import BerichtFout, OngeldigBericht, PartijdocumentOngeldig
from shared.bericht.partijen.partijbestand import (
    Partijbestand,
    lees_partijbestand,
    volg_bruikbare_keten,
)
from shared.bericht.partijen.partijdocument import Pin, Schakel
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.convenant.regels.laden import (
    Convenantregels,
    InconsistentConvenant,
    laad_convenant,
    standaard_convenant,
)
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Soort, lees_vkey
from shared.opslag.bestandsfout import waarom_niet
from shared.web.instellingen.bezorging import Meldingbestemming
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.partijenbestand import (
    Convenantrij,
    Partijenbestand,
    Partijrij,
    lees_partijenbestand,
)
from shared.web.meldingen import Invoerfout


@dataclass(frozen=True, slots=True)
class GelezenPartij:
    """A party out of the file: all it signed about itself, and where it is told of an alarm."""

    schakels: tuple[Schakel, ...]
    bestand: Partijbestand
    alarmen: Meldingbestemming | None = None

    @property
    def partij(self) -> Partij:
        """The party as its last document says."""
        return Partij(self.schakels[-1].document, self.bestand)

    @property
    def getuige(self) -> str | None:
        """The vkey of its witness, None when it has none (yet)."""
        return self.schakels[-1].document.getuige

    @property
    def certificaten(self) -> dict[str, tuple[Certificaat, ...]]:
        """By role those that hold."""
        return {rol: self.partij.geldende(rol) for rol in ROLLEN}


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


def lees_registerbestand(pad: Path, vertrouwen: Vertrouwenslijst | None = None) -> Registerbestand:
    """Read the file; `OngeldigeInstellingen` lists every fault in it and in what it names.

    `vertrouwen`: roots that every certificate of a party must chain to.
    """
    bestand = lees_partijenbestand(pad)
    fouten: list[Invoerfout] = []
    regels = _lees_convenant(pad.parent, bestand.convenant, fouten)
    gelezen = [_lees_partij(pad.parent, rij, vertrouwen, fouten) for rij in bestand.partij]
    fouten += _dubbele(bestand)
    fouten += _gedeelde_getuigen(gelezen)
    fouten += _onbekend(bestand, regels)
    partijen = tuple(een for een in gelezen if een is not None)
    if fouten or regels is None:
        raise OngeldigeInstellingen(str(pad), tuple(fouten))
    return Registerbestand(partijen, _convenantversie(bestand.convenant, regels))


def _lees_convenant(
    map_: Path, rij: Convenantrij, fouten: list[Invoerfout]
) -> Convenantregels | None:
    if rij.bestand is None:
        return standaard_convenant()
    try:
        return laad_convenant((map_ / rij.bestand).read_bytes())
    except OSError as fout:
        fouten.append(Invoerfout("convenant.bestand", f"is niet te lezen: {waarom_niet(fout)}"))
    except InconsistentConvenant as fout:
        fouten += [Invoerfout(f"convenant.bestand {f.pad}", f.melding) for f in fout.fouten]
    return None


def _lees_partij(
    map_: Path,
    rij: Partijrij,
    vertrouwen: Vertrouwenslijst | None,
    fouten: list[Invoerfout],
) -> GelezenPartij | None:
    """What the party signed, held to its pin; None with the faults noted."""
    plaats = f"partij {rij.code}, document"
    try:
        bestand = lees_partijbestand((map_ / rij.document).read_bytes())
        pin = Pin(rij.code, rij.oin)
        schakels = volg_bruikbare_keten(bestand, pin, vertrouwen)
        _eis_getuige(schakels[-1].document.getuige)
    except OSError as fout:
        fouten.append(Invoerfout(plaats, f"is niet te lezen: {waarom_niet(fout)}"))
    except OngeldigBericht as fout:
        fouten += [Invoerfout(f"{plaats}{pad}", zin) for pad, zin in fout.fouten]
    except BerichtFout as fout:
        fouten.append(Invoerfout(plaats, fout.melding))
    else:
        return GelezenPartij(tuple(schakels), bestand, rij.alarmen)
    return None


def _eis_getuige(vkey: str | None) -> None:
    try:
        goed = vkey is None or lees_vkey(vkey).soort is Soort.COSIGNATURE
    except NotitieOngeldig:
        goed = False
    if not goed:
        zin = "moet de sleutel (vkey) van een getuige zijn, voor cosignature/v1"
        raise PartijdocumentOngeldig((("/getuige", zin),))


def _dubbele(bestand: Partijenbestand) -> Iterator[Invoerfout]:
    for veld in ("code", "oin"):
        waarden = [getattr(rij, veld) for rij in bestand.partij]
        for nummer, waarde in enumerate(waarden):
            if waarde in waarden[:nummer]:
                plaats = f"partij {bestand.partij[nummer].code}, {veld}"
                yield Invoerfout(plaats, "komt al eerder in het bestand voor")


def _gedeelde_getuigen(gelezen: Sequence[GelezenPartij | None]) -> Iterator[Invoerfout]:
    """The public key alone counts: under another name it is the same witness."""
    gezien: set[bytes] = set()
    for een in gelezen:
        if een is None or een.getuige is None:
            continue
        sleutel = lees_vkey(een.getuige).publiek
        if sleutel in gezien:
            yield Invoerfout(
                f"partij {een.partij.code}, getuige",
                "is de sleutel van een andere partij; elke partij getuigt met een eigen sleutel",
            )
        gezien.add(sleutel)


def _onbekend(bestand: Partijenbestand, regels: Convenantregels | None) -> Iterator[Invoerfout]:
    """A party or a notice that the covenant does not know is a mistake in one of the two files."""
    if regels is None:
        return
    for rij in bestand.partij:
        if rij.code not in regels.partijen:
            zin = f"staat niet in het convenant; kies uit {', '.join(sorted(regels.partijen))}"
            yield Invoerfout(f"partij {rij.code}, code", zin)
    for nummer, opzegging in enumerate(bestand.convenant.opzeggingen, start=1):
        if opzegging.partij not in regels.partijen:
            yield Invoerfout(
                f"convenant.opzeggingen[{nummer}].partij", "staat niet in het convenant"
            )


def _convenantversie(rij: Convenantrij, regels: Convenantregels) -> Convenantversie:
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

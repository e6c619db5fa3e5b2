"""Everything that is wrong with a configuration, as a start would find it and before there is one.

In two goes: while the file itself has faults, the keys and files it names are not looked into.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from shared.alarmen.regels import OngeldigeAlarmregels, standaard_alarmregels
from shared.bericht.fouten import BerichtFout
from shared.bericht.partijen.partijbestand import lees_partijbestand, volg_bruikbare_keten
from shared.bericht.partijen.partijdocument import Pin
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.cli.installatie.onderdelen import keuzes, partijcodes, voorbeeld_van
from shared.cli.installatie.tomltekst import als_toml
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.register.eigen import register_van
from shared.dataverwerkingen.sleutel import lees_sleutel
from shared.kluis.fouten import KluisFout
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import lees_vkey
from shared.opslag.bestandsfout import waarom_niet
from shared.partijdienst.sleutelbron import maak_sleutelbron
from shared.partijdienst.transport import maak_transportregister
from shared.verzenden.partijdocumenten.pins import eis_medegetuigen, pins_van
from shared.web.instellingen.instellingen import Instellingen, laad_instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.onderdeelsoort import (
    GATEWAYCODE,
    GatewayInstellingen,
    PartijInstellingen,
    soort_van,
)
from shared.web.instellingen.partijenbestand import Partijrij, lees_partijenbestand
from shared.web.instellingen.productie import controleer_omgeving
from shared.web.meldingen import Invoerfout

Fouten = list[Invoerfout]


def fouten_in_configuratie(pad: Path) -> Fouten:
    """Every fault with its place and what would be right; empty when a start is possible."""
    try:
        instellingen = laad_instellingen(pad)
    except OngeldigeInstellingen as fout:
        return [_met_raad(een) for een in fout.fouten]
    fouten = list(_tabellen(instellingen))
    if fouten:
        return [_met_raad(een, instellingen.onderdeel) for een in fouten]
    fouten = _van(lambda: controleer_omgeving(instellingen))
    if any("niet te lezen" in een.melding for een in fouten):
        return fouten
    controle = _gateway if instellingen.onderdeel == GATEWAYCODE else _partij
    return list(dict.fromkeys([*fouten, *controle(instellingen)]))


def _tabellen(instellingen: Instellingen) -> Iterator[Invoerfout]:
    """Whether this is a part there is, with the tables of that part."""
    if instellingen.onderdeel not in (GATEWAYCODE, *partijcodes()):
        bekend = ", ".join((GATEWAYCODE, *partijcodes()))
        yield Invoerfout("onderdeel", f"is geen onderdeel; kies uit {bekend}")
        return
    soort = soort_van(instellingen.onderdeel)
    yield from _van(lambda: instellingen.vereis(soort.vorm))
    for naam in soort.vreemd:
        if getattr(instellingen, "register_" if naam == "register" else naam):
            yield Invoerfout(f"[{naam}]", "hoort niet bij dit onderdeel: laat weg")


def _van(doe: Callable[[], object]) -> Fouten:
    """The faults that a check of the start raises."""
    try:
        doe()
    except OngeldigeInstellingen as fout:
        return list(fout.fouten)
    return []


def _gedeeld(instellingen: Instellingen) -> Iterator[Invoerfout]:
    log = instellingen.verwerkingenlog
    if log is not None:
        # Of een testsleutel hier mag, zei controleer_omgeving al.
        yield from _van(lambda: lees_sleutel(log.sleutel, test_toegestaan=True))
    yield from _van(lambda: register_van(standaard_convenant(), instellingen))
    try:
        standaard_alarmregels(instellingen.alarmaanscherping)
    except OngeldigeAlarmregels as fout:
        yield Invoerfout("[alarmen]", str(fout))


def _partij(instellingen: Instellingen) -> Iterator[Invoerfout]:
    yield from _gedeeld(instellingen)
    eigen = instellingen.vereis(PartijInstellingen)
    try:
        maak_sleutelbron(eigen.kluis, test_toegestaan=True)
    except KluisFout as fout:
        plaats = "hoofdsleutel" if eigen.kluis.sleuteldienst is None else "sleuteldienst"
        yield Invoerfout(f"kluis.{plaats}", str(fout))
    try:
        lees_vkey(eigen.gateway.log_vkey)
    except NotitieOngeldig as fout:
        zin = f"is geen sleutel van een log ({fout}); vraag de vkey aan wie de gateway beheert"
        yield Invoerfout("gateway.log_vkey", zin)
    if instellingen.productie and instellingen.getuige is None:
        yield Invoerfout("[getuige]", "ontbreekt: maak haar met driehoek inrichten getuige")
    yield from _van(lambda: eis_medegetuigen(instellingen))
    yield from _van(lambda: maak_transportregister(instellingen))
    try:
        oin = Certificaat.uit_pem(instellingen.ondertekening.certificaat.read_bytes()).oin
    except BerichtFout:
        return
    regels = standaard_convenant()
    yield from _van(lambda: pins_van(instellingen, regels, instellingen.onderdeel, oin))


def _gateway(instellingen: Instellingen) -> Iterator[Invoerfout]:
    yield from _gedeeld(instellingen)
    register = instellingen.vereis(GatewayInstellingen).register_
    try:
        bestand = lees_partijenbestand(register.partijen)
        vertrouwen = Vertrouwenslijst.uit_pem(instellingen.tls.vertrouwen.read_bytes())
    except OngeldigeInstellingen as fout:
        yield from (replace(een, pad=f"{register.partijen.name}: {een.pad}") for een in fout.fouten)
        return
    except BerichtFout as fout:
        yield Invoerfout("tls.vertrouwen", fout.melding)
        return
    for rij in bestand.partij:
        plaats = f"{register.partijen.name}: partij {rij.code}"
        if bestand.convenant.bestand is None and rij.code not in partijcodes():
            bekend = ", ".join(partijcodes())
            yield Invoerfout(plaats, f"staat niet in het convenant; kies uit {bekend}")
        if instellingen.productie and not (rij.alarmen and rij.alarmen.soorten()):
            yield Invoerfout(f"{plaats}, alarmen", "ontbreekt: noem een webhook of een mailadres")
        zin = _fout_in_document(register.partijen.parent, rij, vertrouwen)
        if zin is not None:
            yield Invoerfout(f"{plaats}, document", zin)


def _fout_in_document(map_: Path, rij: Partijrij, vertrouwen: Vertrouwenslijst) -> str | None:
    try:
        gelezen = lees_partijbestand((map_ / rij.document).read_bytes())
        volg_bruikbare_keten(gelezen, Pin(rij.code, rij.oin), vertrouwen)
    except OSError as fout:
        return f"is niet te lezen: {waarom_niet(fout)}"
    except BerichtFout as fout:
        return fout.melding
    return None


def _met_raad(fout: Invoerfout, onderdeel: str | None = None) -> Invoerfout:
    """With what would be right, where the sentence does not say so already."""
    if fout.melding == "ontbreekt":
        return replace(fout, melding=f"ontbreekt. {_hoe_het_hoort(fout.pad, onderdeel)}".strip())
    if fout.melding == "is hier onbekend":
        buren = difflib.get_close_matches(fout.pad, _plaatsen(), n=3, cutoff=0.7)
        raad = f"bedoelt u {' of '.join(buren)}?" if buren else "laat weg"
        return replace(fout, melding=f"{fout.melding}; {raad}")
    return fout


def _plaatsen() -> list[str]:
    """Every place there is, of whatever part; a table counts as one too."""
    tabellen = [tabel for een in keuzes() for tabel in voorbeeld_van(een).tabellen]
    plaatsen = [lid.plaats for tabel in tabellen for lid in tabel.leden]
    return list(dict.fromkeys([*(tabel.plaats for tabel in tabellen if tabel.plaats), *plaatsen]))


def _hoe_het_hoort(plaats: str, onderdeel: str | None) -> str:
    """What the example has at this place: its meaning and a value."""
    kaal = plaats.strip("[]")
    for een in [onderdeel] if onderdeel else keuzes():
        voorbeeld = voorbeeld_van(een)
        lid = voorbeeld.lid(kaal)
        if lid is not None:
            return f"{lid.uitleg} Bijvoorbeeld: {lid.naam} = {als_toml(lid.waarde)}"
        tabel = next((tabel for tabel in voorbeeld.tabellen if tabel.plaats == kaal), None)
        if tabel is not None:
            namen = ", ".join(lid.naam for lid in tabel.leden if lid.actief)
            return f"{tabel.uitleg} Zet er een tabel {tabel.kop} met {namen}."
    return ""

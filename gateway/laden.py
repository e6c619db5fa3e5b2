"""Loading the registers at start: what is new or changed becomes rows and leaves, together.

Unchanged files change nothing, so a restart leaves no trace in the log. What a party said about
itself only grows: a file in which something of it is missing or different is refused, and so is one
without a party that takes part: it goes by a document of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.getuigen.opslag import Getuigenregister
from gateway.logboek import sleutels as bladsleutels
from gateway.registers.begrippen import Convenantversie
from gateway.registers.bestand import Registerbestand
from gateway.registers.convenanten import Convenantregister
from gateway.registers.partijen import Partijregister
from shared.alarmen.regels import Alarmregels
from shared.bericht.jsonvorm import lees_json
from shared.bericht.partijen.partijdocument import Schakel
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout

_INSTELLINGEN = "instellingen"


def controleer_voor_productie(bestand: Registerbestand, instellingen: Instellingen) -> None:
    """In production: `OngeldigeInstellingen` naming test certificates and missing witnesses."""
    if not instellingen.productie:
        return
    fouten = tuple(
        Invoerfout(f"partij {gelezen.partij.code}, {rol}", "is een testcertificaat")
        for gelezen in bestand.partijen
        for rol, van_rol in gelezen.certificaten.items()
        for certificaat in van_rol
        if certificaat.is_test
    )
    fouten += tuple(
        Invoerfout(f"partij {gelezen.partij.code}, getuige", "ontbreekt: wie ziet er dan op toe?")
        for gelezen in bestand.partijen
        if gelezen.getuige is None and gelezen.partij.actief
    )
    fouten += tuple(
        Invoerfout(f"partij {gelezen.partij.code}, alarmen", "ontbreekt: wie hoort dan een alarm?")
        for gelezen in bestand.partijen
        if gelezen.partij.actief and not (gelezen.alarmen and gelezen.alarmen.soorten())
    )
    if fouten:
        raise OngeldigeInstellingen("het partijenbestand van een productieomgeving", fouten)


def instellingen_voor_log(
    instellingen: Instellingen, bestand: Registerbestand, alarmregels: Alarmregels
) -> dict[str, Any]:
    """The settings that weigh on whether and how something is decided; no address, no secret."""
    return {
        "omgeving": instellingen.omgeving,
        "tijdvensterSeconden": instellingen.limieten.tijdvenster_seconden,
        "ondertekeningscertificaat": Certificaat.uit_pem(
            instellingen.ondertekening.certificaat.read_bytes()
        ).x5t_s256,
        "getuigen": bestand.getuigen(),
        "alarmregels": {"hash": alarmregels.hash, "scherper": dict(alarmregels.scherper)},
        "alarmbestemmingen": {
            partij: bestemming.soorten()
            for partij, bestemming in bestand.alarmbestemmingen().items()
        },
    }


@dataclass(frozen=True, slots=True)
class Registerlading:
    """The opdracht for the log writer that brings the registers up to date with the files."""

    bestand: Registerbestand
    instellingen: dict[str, Any]
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], None]:
        bladen = [
            *self._convenant(verbinding),
            *self._partijen(verbinding),
            *self._instellingen(verbinding),
        ]
        Getuigenregister(verbinding).laad(self.bestand.getuigen())
        if bladen:
            Convenantregister(verbinding).vernieuw_stand()
        return bladen, None

    def _convenant(self, verbinding: Connection) -> Sequence[Blad]:
        register = Convenantregister(verbinding)
        versie = self.bestand.convenant
        if register.actueel() == versie:
            return []
        register.bewaar(versie, self.nu)
        return [maak_blad("convenant", utc_tekst(self.nu), **_convenantvelden(versie))]

    def _partijen(self, verbinding: Connection) -> Sequence[Blad]:
        """A leaf for each document that was not there yet; what was logged stays as it was."""
        register, fouten = Partijregister(verbinding), []
        bladen: list[Blad] = []
        for gelezen in self.bestand.partijen:
            code, keten = gelezen.partij.code, gelezen.bestand.keten
            bekend = register.keten(code)
            if [een.digest for een in bekend] != [een.digest for een in keten[: len(bekend)]]:
                zin = "bouwt niet voort op wat deze partij eerder gaf en in het log staat"
                fouten.append(Invoerfout(f"partij {code}, document", zin))
            elif len(keten) > len(bekend):
                register.bewaar(gelezen.partij, self.nu)
                bladen += [self._blad(een) for een in gelezen.schakels[len(bekend) :]]
        genoemd = {gelezen.partij.code for gelezen in self.bestand.partijen}
        for partij in register.alle().values():
            if partij.code not in genoemd and partij.actief:
                zin = "ontbreekt: een partij gaat weg met een eigen document waarin zij dat zegt"
                fouten.append(Invoerfout(f"partij {partij.code}", zin))
        if fouten:
            raise OngeldigeInstellingen("het partijenbestand", tuple(fouten))
        return bladen

    def _instellingen(self, verbinding: Connection) -> Sequence[Blad]:
        register = Convenantregister(verbinding)
        if register.instelling(_INSTELLINGEN) == self.instellingen:
            return []
        register.bewaar_instelling(_INSTELLINGEN, self.instellingen)
        return [maak_blad("configuratie", utc_tekst(self.nu), **self.instellingen)]

    def _blad(self, schakel: Schakel) -> Blad:
        """The document as the party signed it, and nothing of the gateway's own."""
        return maak_blad(
            "partij",
            utc_tekst(self.nu),
            sleutel=bladsleutels.partij(schakel.document.code),
            code=schakel.document.code,
            document=lees_json(schakel.getekend.inhoud),
            digest=schakel.digest,
            payloadSignature=schakel.getekend.handtekening,
        )


def _convenantvelden(versie: Convenantversie) -> dict[str, Any]:
    return {**versie.toestand(), "versie": versie.versie, "hash": versie.hash}

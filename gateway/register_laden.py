"""Loading the registers at start: what is new or changed becomes rows and leaves, together.

Unchanged files change nothing, so a restart leaves no trace in the log. Parties that are in the
registers but no longer in the file become inactive: they are never deleted, because their
messages and certificates remain evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.domein import Convenantversie, Partij
from gateway.getuigen.opslag import Getuigenregister
from gateway.registerbestand import GelezenPartij, Registerbestand
from gateway.registers.convenanten import Convenantregister
from gateway.registers.partijen import Partijregister
from shared.alarmen.regels import Alarmregels
from shared.bericht.certificaten import Certificaat
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad
from shared.web.instellingen import Instellingen, OngeldigeInstellingen
from shared.web.meldingen import Invoerfout

_INSTELLINGEN = "instellingen"


def controleer_voor_productie(bestand: Registerbestand, instellingen: Instellingen) -> None:
    """In production: `OngeldigeInstellingen` naming test certificates and missing witnesses."""
    if not instellingen.productie:
        return
    fouten = tuple(
        Invoerfout(f"partij {gelezen.partij.code}, {rol}", "is een testcertificaat")
        for gelezen in bestand.partijen
        for rol, certificaat in gelezen.certificaten.items()
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
            *self._verdwenen(verbinding),
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
        register = Partijregister(verbinding)
        bekend = register.alle()
        bladen = []
        for gelezen in self.bestand.partijen:
            if bekend.get(gelezen.partij.code) == gelezen.partij:
                continue
            register.bewaar(gelezen.partij, _vingerafdrukken(gelezen), self.nu)
            bladen.append(self._blad(gelezen.partij, _vingerafdrukken(gelezen)))
        return bladen

    def _verdwenen(self, verbinding: Connection) -> Sequence[Blad]:
        register = Partijregister(verbinding)
        genoemd = {gelezen.partij.code for gelezen in self.bestand.partijen}
        bladen = []
        for partij in register.alle().values():
            if partij.code in genoemd or not partij.actief:
                continue
            afdrukken = {
                rol: Certificaat.uit_pem(pem).x5t_s256 for rol, pem in partij.certificaten.items()
            }
            inactief = replace(partij, actief=False)
            register.bewaar(inactief, afdrukken, self.nu)
            bladen.append(self._blad(inactief, afdrukken))
        return bladen

    def _instellingen(self, verbinding: Connection) -> Sequence[Blad]:
        register = Convenantregister(verbinding)
        if register.instelling(_INSTELLINGEN) == self.instellingen:
            return []
        register.bewaar_instelling(_INSTELLINGEN, self.instellingen)
        return [maak_blad("configuratie", utc_tekst(self.nu), **self.instellingen)]

    def _blad(self, partij: Partij, vingerafdrukken: dict[str, str]) -> Blad:
        toestand: dict[str, Any] = dict(partij.toestand())
        return maak_blad(
            "partij",
            utc_tekst(self.nu),
            code=partij.code,
            oin=partij.oin,
            naam=partij.naam,
            endpoint=partij.endpoint,
            certificaten=vingerafdrukken,
            **toestand,
        )


def _vingerafdrukken(gelezen: GelezenPartij) -> dict[str, str]:
    return {rol: certificaat.x5t_s256 for rol, certificaat in gelezen.certificaten.items()}


def _convenantvelden(versie: Convenantversie) -> dict[str, Any]:
    return {**versie.toestand(), "versie": versie.versie, "hash": versie.hash}

"""The alarms of a gateway put together: rules, follower, delivery."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from gateway.alarmen.bericht import Berichtgeving
from gateway.alarmen.dienst import Alarmen
from gateway.alarmen.volger import Alarmvolger
from gateway.registers.beeld import Fundament
from gateway.registers.bestand import Registerbestand
from shared.alarmen.regels import Alarmregels, OngeldigeAlarmregels, standaard_alarmregels
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.kanaal import Kanaal
from shared.meldingen.kanalen import Kanaalbouw
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout
from shared.web.verzoek.paginering import Cursors


@dataclass(frozen=True)
class Alarmwerk:
    """What runs beside the requests, and what the routers use."""

    alarmen: Alarmen
    volger: Alarmvolger
    bezorger: Bezorger


def lees_alarmregels(instellingen: Instellingen) -> Alarmregels:
    """The rules with what this environment sharpens; `OngeldigeInstellingen` when it loosens."""
    try:
        return standaard_alarmregels(instellingen.alarmaanscherping)
    except OngeldigeAlarmregels as fout:
        raise OngeldigeInstellingen(
            "deze configuratie", (Invoerfout("[alarmen]", str(fout)),)
        ) from fout


def stel_alarmen_op(
    instellingen: Instellingen,
    bestand: Registerbestand,
    regels: Alarmregels,
    fundament: Fundament,
    client: httpx.AsyncClient,
    ondertekenaar: Ondertekenaar,
) -> Alarmwerk:
    """Everything wired. Raises `OngeldigeInstellingen` for mail without a mail server."""
    bestemmingen = bestand.alarmbestemmingen()
    berichtgeving = Berichtgeving(
        regels, ondertekenaar.certificaat.oin, instellingen.server.publieke_url, bestemmingen
    )
    bouw = Kanaalbouw(client, ondertekenaar, instellingen.smtp, fundament.klok)
    kanalen: dict[str, Kanaal] = {}
    for partij, bestemming in bestemmingen.items():
        kanalen |= bouw.bouw(bestemming, berichtgeving.brief, partij)
    bezorger = Bezorger(fundament.engine, kanalen, instellingen.verzending, fundament.klok)
    rust = instellingen.limieten.alarmronde_seconden
    return Alarmwerk(
        alarmen=Alarmen(
            fundament, berichtgeving, Cursors.uit_instellingen(instellingen), bezorger.wek
        ),
        volger=Alarmvolger(fundament, berichtgeving, rust, bezorger.wek),
        bezorger=bezorger,
    )

"""What a party tells outside its own process: its own system and people, and the other parties.

One sender per process empties the one outbox; who has something to tell puts it there in its own
transaction (`shared.meldingen`), addressed to ``eigen_bestemmingen``.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack

import httpx

from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bestand.bewaking.wacht import GATEWAY, Aangiftekanaal, Aangiftepoort
from shared.meldingen.bezorger import Bezorger
from shared.meldingen.gebeurtenis import CloudEvent
from shared.meldingen.kanaal import Kanaal
from shared.meldingen.kanalen import WEBHOOK, Kanaalbouw, namen
from shared.meldingen.mail import Brief
from shared.partij.dienst import Dienst
from shared.verzenden.getuigen.rondvertellen import getuigenkanalen
from shared.web.instellingen.instellingen import Instellingen


def eigen_bestemmingen(instellingen: Instellingen) -> list[str]:
    """The names under which the party's own webhook and mailbox are addressed."""
    return [] if instellingen.meldingen is None else list(namen(instellingen.meldingen))


def eigen_webhook(instellingen: Instellingen) -> list[str]:
    """The name under which the party's own system is addressed, if it is configured."""
    return [naam for naam in eigen_bestemmingen(instellingen) if naam == WEBHOOK]


def eigen_post(instellingen: Instellingen) -> list[str]:
    """The names under which the party's own people are mailed, if they are configured."""
    return [naam for naam in eigen_bestemmingen(instellingen) if naam != WEBHOOK]


def maak_bezorger(
    dienst: Dienst,
    gateway: Aangiftepoort,
    ondertekenaar: Ondertekenaar,
    client: httpx.AsyncClient,
    stapel: AsyncExitStack,
) -> Bezorger:
    """The sender. ``client`` reaches whole https addresses over mTLS, and is closed with it."""
    stapel.push_async_callback(client.aclose)
    instellingen = dienst.instellingen
    kanalen: dict[str, Kanaal] = dict(getuigenkanalen(client, instellingen.getuigen))
    kanalen[GATEWAY] = Aangiftekanaal(gateway)
    if instellingen.meldingen is not None:
        bouw = Kanaalbouw(client, ondertekenaar, instellingen.smtp, dienst.klok)
        kanalen |= bouw.bouw(instellingen.meldingen, maak_brief)
    return Bezorger(dienst.engine, kanalen, instellingen.verzending, dienst.klok)


def maak_brief(gebeurtenis: CloudEvent) -> Brief:
    """A letter out of what every event to people holds: titel, watTeDoen, adres."""
    data: Mapping[str, object] = gebeurtenis.data
    titel = str(data.get("titel", "Er is iets te doen"))
    doen = str(data.get("watTeDoen", "Bekijk het in Driehoek."))
    tekst = (
        f"{titel}.\n\n{doen}\n\nBekijk het in Driehoek: {data.get('adres', '')}\n\n"
        "In deze mail staat niet om wie het gaat. Dat ziet u alleen in Driehoek.\n"
    )
    return Brief(titel, tekst)

"""Telling the other parties, from party to party: the gateway is the suspect.

What was found is promised in the transaction that keeps it, one promise for each other party, and
tried until it arrived, however long that takes. The party's own people and system hear of it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpx
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.meldingen.gebeurtenis import CloudEvent, bron_urn
from shared.meldingen.kanaal import BezorgingMislukt, Kanaal
from shared.meldingen.opslag import Meldingenbak
from shared.tijd.klok import nu_utc
from shared.verzenden.getuigen.tabellen import LogalarmRij
from shared.web.instellingen.tabellen import Medegetuige
from shared.web.proces.clients import vraag
from shared.web.verzoek.herkansing import MAX_WACHT, gevraagd_geduld

TYPE = "nl.driehoek.logboek.tegenspraak"
_PAD = "/v1/getuige/tegenspraken"
_MAX_ANTWOORD = 64 * 1024
_DOEN = (
    "Bel de andere partijen, zoek uit welke geschiedenis klopt en beoordeel het alarm. Tot dan "
    "verstuurt uw partij niets meer als het bewijs vaststaat."
)


def bestemming(code: str) -> str:
    """The name under which the outbox knows another party's witness."""
    return f"getuige/{code}"


@dataclass(frozen=True)
class Rondverteller:
    """``oin`` and ``adres`` are this party's own; ``anderen`` its peers, ``eigen`` its own ways."""

    oin: str
    partij: str
    adres: str
    anderen: Mapping[str, Medegetuige]
    eigen: Iterable[str]

    def zet(self, sessie: Session, alarm: LogalarmRij) -> None:
        """Promise the news. What another party reported is not passed on: that party does so."""
        bak = Meldingenbak(sessie.connection())
        if alarm.gemeld_door is None:
            bewijs: dict[str, JsonWaarde] = {
                "eerder": alarm.eerder, "later": alarm.later, "melding": alarm.melding,
            }  # fmt: skip
            wegen = [bestemming(code) for code in self.anderen]
            bak.zet(self._gebeurtenis(alarm, "bewijs", bewijs), wegen, alarm.tijdstip)
        voor_eigen: dict[str, JsonWaarde] = {
            "titel": "Het log spreekt zichzelf tegen",
            "ernst": "hoog" if alarm.bewezen else "midden",
            "gemeldDoor": alarm.gemeld_door,
            "watTeDoen": _DOEN,
            "adres": f"{self.adres}/getuige",
        }
        bak.zet(self._gebeurtenis(alarm, "alarm", voor_eigen), self.eigen, alarm.tijdstip)

    def _gebeurtenis(
        self, alarm: LogalarmRij, wat: str, data: Mapping[str, JsonWaarde]
    ) -> CloudEvent:
        return CloudEvent(
            id=f"{alarm.id}-{wat}",
            source=bron_urn(self.oin, f"driehoek-{self.partij}"),
            type=TYPE,
            subject=alarm.id,
            time=alarm.tijdstip,
            data=data,
        )


class Getuigenkanaal:
    """``Kanaal`` to one other party's witness; never gives up."""

    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self._adres = url + _PAD

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        inhoud = json.dumps(dict(gebeurtenis.data)).encode()
        try:
            antwoord = await vraag(
                self._client,
                "POST",
                self._adres,
                max_bytes=_MAX_ANTWOORD,
                inhoud=inhoud,
                kap_af=True,
            )
        except httpx.HTTPError as fout:
            zin = f"De andere partij is niet te bereiken ({type(fout).__name__})."
            raise BezorgingMislukt(zin, blijf=True) from fout
        # 409: it looked, and the log could show there that the two go together.
        if not 200 <= antwoord.status < 300 and antwoord.status != httpx.codes.CONFLICT:
            zin = f"De andere partij antwoordde met {antwoord.status}."
            wacht = gevraagd_geduld(antwoord.koppen, nu_utc(), MAX_WACHT)
            raise BezorgingMislukt(zin, wacht=wacht, blijf=True)


def getuigenkanalen(
    client: httpx.AsyncClient, anderen: Mapping[str, Medegetuige]
) -> dict[str, Kanaal]:
    """A channel to each other party."""
    return {bestemming(code): Getuigenkanaal(client, ander.url) for code, ander in anderen.items()}

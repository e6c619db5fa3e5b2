"""From configured destinations to the channels a `Bezorger` works with."""

from __future__ import annotations

import hashlib

import httpx

from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.meldingen.kanaal import Kanaal
from shared.meldingen.mail import Briefmaker, Postbus
from shared.meldingen.opslag import MAX_BESTEMMING
from shared.meldingen.webhook import Webhook
from shared.tijd.klok import Klok
from shared.web.instellingen.bezorging import Meldingbestemming, Smtp
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout

WEBHOOK, MAIL = "webhook", "mail"


class Kanaalbouw:
    """Builds the channels of one process: its client, its signing key, its mail server."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        ondertekenaar: Ondertekenaar,
        smtp: Smtp | None,
        klok: Klok,
    ) -> None:
        self._client = client
        self._ondertekenaar = ondertekenaar
        self._smtp = smtp
        self._klok = klok

    def bouw(
        self, bestemming: Meldingbestemming, maak_brief: Briefmaker, wie: str = ""
    ) -> dict[str, Kanaal]:
        """The channels by name. Raises `OngeldigeInstellingen` for mail without a server."""
        kanalen: dict[str, Kanaal] = {}
        if bestemming.webhook is not None:
            kanalen[naam(WEBHOOK, wie)] = Webhook(
                self._client, bestemming.webhook, self._ondertekenaar, self._klok
            )
        if bestemming.mail:
            if self._smtp is None:
                fout = Invoerfout("[smtp]", "ontbreekt, maar er staan mailadressen")
                raise OngeldigeInstellingen("deze configuratie", (fout,))
            for adres in bestemming.mail:
                kanalen[naam(mailnaam(adres), wie)] = Postbus(self._smtp, adres, maak_brief)
        return kanalen


def naam(soort: str, wie: str = "") -> str:
    """The name of a destination: the way, of somebody where there are more."""
    heel = f"{wie}/{soort}" if wie else soort
    if len(heel) <= MAX_BESTEMMING:
        return heel
    return f"{heel[: MAX_BESTEMMING - 17]}-{hashlib.sha256(heel.encode()).hexdigest()[:16]}"


def mailnaam(adres: str) -> str:
    """The way to one mail address; who keeps the service running sees which one is dead."""
    return f"{MAIL}/{adres}"


def namen(bestemming: Meldingbestemming, wie: str = "") -> list[str]:
    """The names under which `Meldingenbak.zet` addresses all ways of this destination."""
    wegen = [] if bestemming.webhook is None else [WEBHOOK]
    return [naam(weg, wie) for weg in (*wegen, *map(mailnaam, dict.fromkeys(bestemming.mail)))]

"""Where notifications go, as the configuration says it: a webhook, mail addresses, a server."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from shared.web.instellingen.deel import Bestand, Deel, is_lokaal

_ADRES = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _mailadres(waarde: str) -> str:
    if not _ADRES.fullmatch(waarde):
        raise ValueError("moet een mailadres zijn")
    return waarde


def _webadres(waarde: str) -> str:
    delen = urlsplit(waarde)
    if not delen.hostname or (delen.scheme != "https" and not is_lokaal(waarde)):
        raise ValueError("moet een https-adres zijn; http mag alleen op deze machine zelf")
    if delen.username or delen.password or delen.fragment:
        raise ValueError("heeft geen gebruikersnaam, wachtwoord of fragment")
    return waarde


Mailadres = Annotated[str, AfterValidator(_mailadres)]
Webadres = Annotated[str, AfterValidator(_webadres)]


class Meldingbestemming(Deel):
    """Where somebody wants to be told: a webhook, mail addresses, or both."""

    webhook: Webadres | None = None
    """Een webadres dat CloudEvents krijgt."""
    mail: tuple[Mailadres, ...] = Field(default=(), examples=[["piket@partij.example"]])
    """Mailadressen; elk is een bestemming op zich."""

    def soorten(self) -> list[str]:
        """Which ways are set; no address."""
        return [naam for naam in ("webhook", "mail") if getattr(self, naam)]


class Smtp(Deel):
    """The mail server. `wachtwoord`: a file, so that it is in no configuration."""

    host: str = Field(min_length=1, examples=["mail.example"])
    """De mailserver."""
    poort: int = Field(default=587, ge=1, le=65535)
    """De poort van de mailserver."""
    beveiliging: Literal["starttls", "tls", "geen"] = "starttls"
    """`geen` bereikt alleen een server op deze machine zelf."""
    afzender: Mailadres = Field(examples=["driehoek@partij.example"])
    """Het adres waaronder wordt gemaild."""
    gebruiker: str | None = None
    """De gebruiker bij de mailserver; samen met wachtwoord."""
    wachtwoord: Bestand | None = None
    """Het bestand met het wachtwoord, zodat het in geen configuratie staat."""
    vertrouwen: Bestand | None = None
    """PEM-bundel voor de TLS van de mailserver; zonder: de wortels van het systeem."""
    wachttijd_seconden: float = Field(default=20.0, gt=0, le=300)
    """Hoe lang op de mailserver wordt gewacht."""

    @model_validator(mode="after")
    def _beveiligd(self) -> Self:  # noqa: N804 - pydantic: after validation there is an instance
        if self.beveiliging == "geen" and not is_lokaal(f"smtp://{self.host}"):
            raise ValueError("zonder beveiliging mag alleen op deze machine zelf")
        if (self.gebruiker is None) != (self.wachtwoord is None):
            raise ValueError("gebruiker en wachtwoord horen bij elkaar")
        return self

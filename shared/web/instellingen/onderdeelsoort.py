"""Which tables of the configuration belong to which kind of process: the gateway, or a party."""

from dataclasses import dataclass

from pydantic import Field

from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.tabellen import (
    Gatewayadres,
    Getuigesleutel,
    Kluis,
    Logsleutel,
    Oidc,
    Register,
    Versleutelparen,
    Verwerkingenlog,
)

GATEWAYCODE = "gateway"
"""What the gateway's own configuration says at `onderdeel`; every other code is a party's."""


class Verwerkend(Instellingen):
    """Of a process that works on data: it keeps a record of that."""

    verwerkingenlog: Verwerkingenlog


class GatewayInstellingen(Verwerkend):
    """Of the gateway; it does not start without these."""

    log: Logsleutel
    register_: Register = Field(alias="register")


class PartijInstellingen(Verwerkend):
    """Of a party; it does not start without these."""

    versleuteling: Versleutelparen
    kluis: Kluis
    gateway: Gatewayadres
    oidc: Oidc


class MetGetuige(Instellingen):
    """With a witness of its own."""

    getuige: Getuigesleutel


@dataclass(frozen=True, slots=True)
class Onderdeelsoort:
    """`vorm`: with the tables it does not start without. `vreemd`: tables it has no use for."""

    vorm: type[Verwerkend]
    vreemd: tuple[str, ...]


GATEWAY = Onderdeelsoort(
    vorm=GatewayInstellingen,
    vreemd=(
        "versleuteling", "kluis", "gateway", "beheerders", "getuige", "getuigen", "partijen",
        "meldingen", "briefhoofd",
    ),
)  # fmt: skip
PARTIJ = Onderdeelsoort(vorm=PartijInstellingen, vreemd=("log", "register"))


def soort_van(onderdeel: str) -> Onderdeelsoort:
    """What kind of process this configuration is for."""
    return GATEWAY if onderdeel == GATEWAYCODE else PARTIJ

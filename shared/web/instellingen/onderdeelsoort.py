"""Which tables of the configuration belong to which kind of process: the gateway, or a party."""

from dataclasses import dataclass

GATEWAYCODE = "gateway"
"""What the gateway's own configuration says at `onderdeel`; every other code is a party's."""


@dataclass(frozen=True, slots=True)
class Onderdeelsoort:
    """`vereist`: without these tables it does not start. `vreemd`: tables it has no use for."""

    vereist: tuple[str, ...]
    vreemd: tuple[str, ...]


GATEWAY = Onderdeelsoort(
    vereist=("log", "register", "verwerkingenlog"),
    vreemd=(
        "versleuteling", "kluis", "gateway", "beheerders", "getuige", "getuigen", "partijen",
        "meldingen",
    ),
)  # fmt: skip
PARTIJ = Onderdeelsoort(
    vereist=("versleuteling", "kluis", "gateway", "oidc", "verwerkingenlog"),
    vreemd=("log", "register"),
)


def soort_van(onderdeel: str) -> Onderdeelsoort:
    """What kind of process this configuration is for."""
    return GATEWAY if onderdeel == GATEWAYCODE else PARTIJ

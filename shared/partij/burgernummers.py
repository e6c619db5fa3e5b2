"""No citizen service number comes into the file, and none goes out or in with a message.

It is no datum of the covenant. What is said here never repeats the digits: they may be somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import AfterValidator

from shared.bericht.inhoud import InhoudOnderdeel
from shared.convenant.regels.laden import Convenantregels
from shared.vrijetekst.burgernummer import Schrift, bevat_burgernummer

MELDING = (
    "bevat een getal dat een burgerservicenummer kan zijn, en dat staat niet in het convenant; "
    "laat het weg"
)
MELDING_KENMERK = (
    "lijkt op een burgerservicenummer, en dat mag hier niet staan, ook niet met andere tekens "
    "ertussen of ervoor; gebruik een ander kenmerk waarmee uw systeem zijn dossier kent, "
    "bijvoorbeeld een zaaknummer met een jaartal (Z-2026-00042) of een UUID"
)
_SCHRIFT = {
    "naam": Schrift.NAAM,
    "adres": Schrift.ADRES,
    "woonplaats": Schrift.ADRES,
    "telefoon": Schrift.TELEFOON,
    "email": Schrift.NAAM,
}
"""What the one-line fields of a person are; the covenant's shapes have them by the same name."""


def zonder_burgernummer(schrift: Schrift) -> AfterValidator:
    """Refuses, as a fault of the input, a text in which one may stand."""
    melding = MELDING_KENMERK if schrift is Schrift.KENMERK else MELDING

    def keur(tekst: str) -> str:
        if bevat_burgernummer(tekst, schrift):
            raise ValueError(melding)
        return tekst

    return AfterValidator(keur)


def velden_met_burgernummer(gegevens: Mapping[str, Any]) -> Iterator[str]:
    """Which one-line fields of a person hold one."""
    for veld, schrift in _SCHRIFT.items():
        waarde = gegevens.get(veld)
        if isinstance(waarde, str) and bevat_burgernummer(waarde, schrift):
            yield veld


def met_burgernummer(
    delen: Iterable[InhoudOnderdeel], regels: Convenantregels
) -> Iterator[tuple[int, str]]:
    """Place and member of what says who somebody is and holds one."""
    for plaats, deel in enumerate(delen):
        soort = regels.gegevenssoorten.get(deel.gegevenssoort)
        if soort is not None and soort.persoonsvelden:
            yield from ((plaats, veld) for veld in velden_met_burgernummer(deel.gegevens))

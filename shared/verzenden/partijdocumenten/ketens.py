"""What the gateway shows of a party against what this party knows of it. Pure.

Known is the pinned OIN, and what was seen before. What is shown may only add to that: every
document again, and after them such as follow. Anything else is not used, whatever it is, and named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.bericht.fouten import BerichtFout, CertificaatOngeldig
from shared.bericht.partijen.partijdocument import (
    MAX_SCHAKELS,
    GetekendDocument,
    Partijdocument,
    Pin,
    Schakel,
    certificaten_van,
    eis_bruikbaar,
    kies,
    verschillen,
    volg_op,
)
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst

MINDER, ANDERS = "minder", "anders"


@dataclass(frozen=True)
class Getoond:
    """What the gateway shows of one party, unverified. ``certificaten``: by x5t#S256."""

    keten: tuple[GetekendDocument, ...]
    certificaten: Mapping[str, Certificaat] = field(default_factory=dict)


@dataclass(frozen=True)
class Bekend:
    """A document seen before. ``geweigerd``: somebody here decided that it does not count."""

    schakel: Schakel
    certificaten: Mapping[str, Certificaat]
    geweigerd: bool = False


@dataclass(frozen=True)
class Afwijking:
    """What does not hold. ``kenmerk``: the same thing shown again has the same one."""

    partij: str
    kenmerk: str
    melding: str


@dataclass(frozen=True)
class Uitkomst:
    """``keten``: all that is known now; ``nieuw``: how many of its last were not known before."""

    keten: tuple[Bekend, ...]
    nieuw: int
    afwijking: Afwijking | None


@dataclass(frozen=True)
class Partijgegevens:
    """A party by its own signed word. ``certificaten`` of each role can be used now."""

    document: Partijdocument
    certificaten: Mapping[str, tuple[Certificaat, ...]]

    @property
    def code(self) -> str:
        """By which the covenant knows it."""
        return self.document.code

    @property
    def oin(self) -> str:
        """The pinned OIN: a document with another one never gets here."""
        return self.document.oin

    @property
    def ondertekening(self) -> Certificaat:
        """The certificate it signs with; another it names may still hold (``tekende``)."""
        return self.certificaten["ondertekening"][0]

    @property
    def versleuteling(self) -> Certificaat:
        """The certificate content for it is sealed with."""
        return self.certificaten["versleuteling"][0]

    def tekende(self, handtekening: str) -> Certificaat:
        """Of its signing certificates the one this signature names; else the current one."""
        return kies(self.certificaten["ondertekening"], handtekening)

    def toestand(self) -> dict[str, bool]:
        """In the shape of ``toestand.partijen.<code>``."""
        document = self.document
        return {"actief": document.actief, "dpiaGoedgekeurd": document.dpia_goedgekeurd}


def vergelijk(
    pin: Pin, bekend: Sequence[Bekend], getoond: Getoond | None, vertrouwen: Vertrouwenslijst
) -> Uitkomst:
    """What is known of this party after looking at what is shown."""
    keten = () if getoond is None else getoond.keten[: MAX_SCHAKELS + 1]
    for plaats, eerder in enumerate(bekend):
        if plaats >= len(keten):
            return _blijf(bekend, Afwijking(pin.code, f"{MINDER} {len(keten)}", _MINDER))
        if keten[plaats].digest != eerder.schakel.digest:
            zin = _ANDERS.format(versie=plaats + 1)
            return _blijf(bekend, Afwijking(pin.code, keten[plaats].digest, zin))
    if getoond is None:
        return _blijf(bekend, None)
    return _neem_op(pin, list(bekend), getoond, vertrouwen)


_MINDER = "De gateway toont minder dan deze partij eerder ondertekende."
_ANDERS = "De gateway toont als versie {versie} een ander document dan zij eerder toonde."


def _blijf(bekend: Sequence[Bekend], afwijking: Afwijking | None) -> Uitkomst:
    return Uitkomst(tuple(bekend), 0, afwijking)


def _neem_op(
    pin: Pin, keten: list[Bekend], getoond: Getoond, vertrouwen: Vertrouwenslijst
) -> Uitkomst:
    was, afwijking = len(keten), None
    for getekend in getoond.keten[was:]:
        vorige = keten[-1].schakel if keten else None
        try:
            schakel = volg_op(vorige, getekend, pin, getoond.certificaten, vertrouwen)
            eis_bruikbaar(schakel.document, getoond.certificaten, vertrouwen)
        except BerichtFout as fout:
            zin = f"De gateway toont een document dat deze partij zo niet gaf: {fout.melding}"
            afwijking = Afwijking(pin.code, getekend.digest, zin)
            break
        namen = schakel.document.certificaten.alle()
        eigen = {naam: getoond.certificaten[naam] for naam in namen}
        keten.append(Bekend(schakel, eigen))
    return Uitkomst(tuple(keten), len(keten) - was, afwijking)


def geldend(keten: Sequence[Bekend]) -> Bekend | None:
    """The document that counts: the last, or the one before the first that was refused here."""
    voor = next((plaats for plaats, een in enumerate(keten) if een.geweigerd), len(keten))
    return keten[voor - 1] if voor else None


def gegevens_uit(
    keten: Sequence[Bekend], vertrouwen: Vertrouwenslijst, nu: datetime
) -> Partijgegevens | None:
    """The party as it is now; None when nothing counts, or no certificate of it can be used."""
    een = geldend(keten)
    if een is None:
        return None
    try:
        bruikbaar = certificaten_van(een.schakel.document, een.certificaten, vertrouwen, nu)
    except CertificaatOngeldig:
        return None
    return Partijgegevens(een.schakel.document, bruikbaar)


def wijzigingen(keten: Sequence[Bekend], plaats: int) -> list[str]:
    """What the document at this place says otherwise than the one before it."""
    if plaats == 0:
        return []
    return verschillen(keten[plaats - 1].schakel.document, keten[plaats].schakel.document)

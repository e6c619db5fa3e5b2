"""What a party says about itself, in documents it signs, each building on the one before it.

Nobody has to be believed about a party but that party: its OIN, which everybody pins in his own
configuration; and then its documents. The first is signed with a certificate of that OIN which the
document itself names. Every next one names the digest of the one before it and is signed with a
certificate the one before it names, so that a new key is given by the old one. Certificates are
named by x5t#S256 alone: whoever carries their PEM along can be anybody.

A document's bytes are its canonical form (RFC 8785), so a leaf of the log that holds the document
as an object holds exactly what was signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from shared.bericht.fouten import (
    BerichtFout,
    CertificaatIngetrokken,
    CertificaatOngeldig,
    HandtekeningOngeldig,
    OngeldigBericht,
    PartijdocumentOngeldig,
)
from shared.bericht.jsonvorm import jcs, lees_json
from shared.bericht.partijen.geheimhouding import Geheimhoudingsverklaring
from shared.bericht.sleutels.certificaten import Certificaat, Gebruik, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import (
    digest_header,
    eis_tekentijd,
    genoemd_certificaat,
    is_digest,
    onderteken_digest,
    verifieer_digest_handtekening,
)
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.tijd import utc_tekst
from shared.convenant.termijnen import datum_nl
from shared.convenant.vorm import Commitment, Datum, Partijcode, Rij, Tijdstip, Vorm, fouten_uit

SOORT: Literal["partijdocument"] = "partijdocument"
GEBRUIK: Mapping[str, Gebruik] = {
    "transport": Gebruik.VERBINDEN,
    "ondertekening": Gebruik.ONDERTEKENEN,
    "versleuteling": Gebruik.VERSLEUTELEN,
}
"""What a certificate in each of the three roles is used for."""

MAX_SCHAKELS = 1000
_MAX_PER_ROL = 4


def _https(waarde: str) -> str:
    delen = urlsplit(waarde)
    if delen.scheme != "https" or not delen.hostname or delen.query or delen.fragment:
        raise PydanticCustomError("https", "moet een https-adres zijn, zonder /v1/ontvangsten")
    if waarde.endswith("/"):
        raise PydanticCustomError("https", "eindigt niet op een schuine streep")
    return waarde


def _digest(waarde: str) -> str:
    if not is_digest(waarde):
        raise PydanticCustomError("digest", "moet de vorm SHA-256=<base64> hebben")
    return waarde


def _zonder_dubbele(waarde: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(waarde)) != len(waarde):
        raise PydanticCustomError("dubbel", "noemt een certificaat twee keer")
    return waarde


Afdrukken = Annotated[
    tuple[Commitment, ...],
    Rij,
    Field(min_length=1, max_length=_MAX_PER_ROL),
    AfterValidator(_zonder_dubbele),
]


class Certificaatnamen(Vorm):
    """x5t#S256 per role: the first is the one to use, the others hold beside it (old and new)."""

    transport: Afdrukken
    ondertekening: Afdrukken
    versleuteling: Afdrukken

    def per_rol(self) -> dict[str, tuple[str, ...]]:
        """The same by the name of the role."""
        return {rol: getattr(self, rol) for rol in GEBRUIK}

    def alle(self) -> frozenset[str]:
        """Every certificate named, whatever for."""
        return frozenset(naam for namen in self.per_rol().values() for naam in namen)


class Partijdocument(Vorm):
    """One version of what a party says about itself.

    vorige: the `Digest` value of the document before it, null in the first. dpia: the day its DPIA
    was approved, null as long as it is not (covenant 3.3). getuige: the vkey of its witness.
    """

    soort: Literal["partijdocument"]
    v: Literal[1]
    code: Partijcode
    oin: Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$")]
    naam: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n\r]*$")]
    versie: Annotated[int, Field(ge=1, le=MAX_SCHAKELS)]
    tijdstip: Tijdstip
    vorige: Annotated[str, AfterValidator(_digest)] | None
    actief: bool
    dpia: Datum | None
    endpoint: Annotated[str, StringConstraints(max_length=500), AfterValidator(_https)]
    getuige: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None
    certificaten: Certificaatnamen
    geheimhouding: Geheimhoudingsverklaring | None = None

    @property
    def dpia_goedgekeurd(self) -> bool:
        """Whether it says that its DPIA is approved."""
        return self.dpia is not None


@dataclass(frozen=True, slots=True)
class GetekendDocument:
    """A document's exact bytes with the signature over their digest, unverified."""

    inhoud: bytes
    handtekening: str

    @property
    def digest(self) -> str:
        """The `Digest` value of these bytes."""
        return digest_header(self.inhoud)


@dataclass(frozen=True, slots=True)
class Schakel:
    """A document that was found to be that party's own, on what came before it."""

    document: Partijdocument
    getekend: GetekendDocument

    @property
    def digest(self) -> str:
        """What the next document names as `vorige`."""
        return self.getekend.digest


@dataclass(frozen=True, slots=True)
class Pin:
    """Whom this party is, as the reader's own configuration says; never what a register says."""

    code: str
    oin: str


def schrijf_partijdocument(velden: Mapping[str, Any]) -> bytes:
    """The bytes of a document with these members; `PartijdocumentOngeldig` names every fault."""
    inhoud = jcs({"soort": SOORT, "v": 1, **velden})
    lees_partijdocument(inhoud)
    return inhoud


def onderteken_partijdocument(inhoud: bytes, ondertekenaar: Ondertekenaar) -> GetekendDocument:
    """Sign a document, as of the moment it says it was made."""
    moment = lees_partijdocument(inhoud).tijdstip
    return GetekendDocument(inhoud, onderteken_digest(ondertekenaar, digest_header(inhoud), moment))


def lees_partijdocument(inhoud: bytes) -> Partijdocument:
    """Read a document by itself; `PartijdocumentOngeldig` with every fault, each with its place."""
    try:
        waarde = lees_json(inhoud)
        if not isinstance(waarde, dict) or jcs(waarde) != inhoud:
            raise PartijdocumentOngeldig((("", "is geen JSON-object in canonieke vorm"),))
        document = Partijdocument.model_validate(waarde)
    except ValidationError as fout:
        paren = tuple((een.pad, een.melding) for een in fouten_uit(fout.errors()))
        raise PartijdocumentOngeldig(paren) from None
    except OngeldigBericht:
        raise
    except BerichtFout as fout:
        raise PartijdocumentOngeldig((("", fout.melding),)) from None
    fouten = tuple(_samenhang(document))
    if fouten:
        raise PartijdocumentOngeldig(fouten)
    return document


def _samenhang(document: Partijdocument) -> Iterable[tuple[str, str]]:
    if (document.versie == 1) != (document.vorige is None):
        yield "/vorige", "is alleen in versie 1 null, en daarna de digest van het vorige document"
    if document.dpia is not None and document.dpia > datum_nl(document.tijdstip):
        yield "/dpia", "ligt na de dag waarop dit document is gemaakt"


def volg_op(
    vorige: Schakel | None,
    getekend: GetekendDocument,
    pin: Pin,
    certificaten: Mapping[str, Certificaat],
    vertrouwen: Vertrouwenslijst | None,
) -> Schakel:
    """The document as the next of this party's, or a `BerichtFout` that says why it is not.

    1. Its form (`lees_partijdocument`). 2. It is of the pinned party and OIN. 3. It follows on
    `vorige` (None: it is the first): version, digest, later in time. 4. It is signed, at the moment
    it says, by a signing certificate that `vorige` names (of the first: that it names itself), of
    the pinned OIN, and trusted then when there is a list to trust by.
    """
    document = lees_partijdocument(getekend.inhoud)
    _eis_pin(document, pin)
    _eis_opvolger(vorige, document)
    mag_tekenen = (document if vorige is None else vorige.document).certificaten.ondertekening
    _eis_handtekening(document, getekend, mag_tekenen, certificaten, vertrouwen)
    return Schakel(document, getekend)


def begin_met(
    getekend: GetekendDocument,
    pin: Pin,
    certificaten: Mapping[str, Certificaat],
    vertrouwen: Vertrouwenslijst | None,
) -> Schakel:
    """The first document a reader has of a party, whatever its number.

    As `volg_op`, but of a later document it is unknown which keys the one before it named: it is
    enough that one of the pinned OIN signed it. Not for whoever can have the whole chain.
    """
    document = lees_partijdocument(getekend.inhoud)
    if document.versie == 1:
        return volg_op(None, getekend, pin, certificaten, vertrouwen)
    _eis_pin(document, pin)
    naam = genoemd_certificaat(getekend.handtekening)
    mag_tekenen = () if naam is None else (naam,)
    _eis_handtekening(document, getekend, mag_tekenen, certificaten, vertrouwen)
    return Schakel(document, getekend)


def _eis_pin(document: Partijdocument, pin: Pin) -> None:
    if (document.code, document.oin) != (pin.code, pin.oin):
        raise PartijdocumentOngeldig(
            (("/oin", f"is van {document.code!a} met OIN {document.oin}; verwacht: {pin.oin}"),)
        )


def _eis_opvolger(vorige: Schakel | None, document: Partijdocument) -> None:
    nummer = 1 if vorige is None else vorige.document.versie + 1
    if document.versie != nummer:
        raise PartijdocumentOngeldig((("/versie", f"moet {nummer} zijn, het volgende nummer"),))
    if document.vorige != (None if vorige is None else vorige.digest):
        raise PartijdocumentOngeldig((("/vorige", "is niet de digest van het vorige document"),))
    if vorige is not None and document.tijdstip <= vorige.document.tijdstip:
        raise PartijdocumentOngeldig((("/tijdstip", "ligt niet na dat van het vorige document"),))


def _eis_handtekening(
    document: Partijdocument,
    getekend: GetekendDocument,
    mag_tekenen: Sequence[str],
    certificaten: Mapping[str, Certificaat],
    vertrouwen: Vertrouwenslijst | None,
) -> None:
    naam = genoemd_certificaat(getekend.handtekening)
    if naam is None or naam not in mag_tekenen:
        raise HandtekeningOngeldig(
            "Het document is niet getekend met een sleutel die het vorige document noemt."
        )
    certificaat = certificaten.get(naam)
    if certificaat is None:
        raise CertificaatOngeldig(f"Het certificaat {naam} is er niet bij.")
    if certificaat.oin != document.oin:
        raise CertificaatOngeldig(
            f"Het certificaat onder het document is van OIN {certificaat.oin}, niet van "
            f"{document.oin}."
        )
    moment = verifieer_digest_handtekening(getekend.handtekening, getekend.digest, certificaat)
    # A document counts from its own time on, so it is signed at that time and not later either.
    eis_tekentijd(moment, document.tijdstip, niet_voor=document.tijdstip)
    if vertrouwen is not None:
        vertrouwen.controleer(certificaat, moment)


def volg_keten(
    keten: Sequence[GetekendDocument],
    pin: Pin,
    certificaten: Mapping[str, Certificaat],
    vertrouwen: Vertrouwenslijst | None,
) -> list[Schakel]:
    """Every document of a party from its first on; one that does not follow refuses them all."""
    if not keten:
        raise PartijdocumentOngeldig((("", f"ontbreekt: {pin.code} heeft niets ondertekend"),))
    schakels: list[Schakel] = []
    for getekend in keten:
        vorige = schakels[-1] if schakels else None
        schakels.append(volg_op(vorige, getekend, pin, certificaten, vertrouwen))
    return schakels


def eis_bruikbaar(
    document: Partijdocument,
    bekend: Mapping[str, Certificaat],
    vertrouwen: Vertrouwenslijst | None,
) -> None:
    """Refuse a document that names, in any role, a certificate nobody could use when it was made.

    `CertificaatOngeldig` when one is missing, of another OIN or not fit for its role, when what it
    connects with has the key of another role, or when with a list to trust by a role has none that
    was trusted then.
    """
    for rol, namen in document.certificaten.per_rol().items():
        for naam in namen:
            _bekend(naam, bekend, document.oin).controleer_gebruik(GEBRUIK[rol])
    _eis_eigen_transportsleutel(document.certificaten, bekend)
    if vertrouwen is not None:
        certificaten_van(document, bekend, vertrouwen, document.tijdstip)


def _eis_eigen_transportsleutel(namen: Certificaatnamen, bekend: Mapping[str, Certificaat]) -> None:
    """One key for two purposes makes a signature a way in, or the other way round."""
    anders = [bekend[naam] for naam in (*namen.ondertekening, *namen.versleuteling)]
    for naam in namen.transport:
        if any(bekend[naam].zelfde_sleutel(een) for een in anders):
            raise CertificaatOngeldig(
                f"Het transportcertificaat {naam} heeft een sleutel waarmee ook wordt ondertekend "
                "of versleuteld; gebruik een eigen sleutel."
            )


def certificaten_van(
    document: Partijdocument,
    bekend: Mapping[str, Certificaat],
    vertrouwen: Vertrouwenslijst,
    op: datetime,
) -> dict[str, tuple[Certificaat, ...]]:
    """By role the certificates that can be used at `op`, in the document's order.

    One that is past its term or was taken back falls away; `CertificaatOngeldig` when a role has
    none left, or one is missing, of another OIN, of the wrong kind or not trusted.
    """
    uit: dict[str, tuple[Certificaat, ...]] = {}
    for rol, namen in document.certificaten.per_rol().items():
        alle = [_bekend(naam, bekend, document.oin) for naam in namen]
        bruikbaar = []
        for certificaat in (een for een in alle if een.geldig_op(op)):
            with suppress(CertificaatIngetrokken):
                vertrouwen.controleer(certificaat, op, GEBRUIK[rol])
                bruikbaar.append(certificaat)
        if not bruikbaar:
            raise CertificaatOngeldig(f"Geen certificaat voor {rol} is geldig op {utc_tekst(op)}.")
        uit[rol] = tuple(bruikbaar)
    return uit


def _bekend(naam: str, bekend: Mapping[str, Certificaat], oin: str) -> Certificaat:
    certificaat = bekend.get(naam)
    if certificaat is None:
        raise CertificaatOngeldig(f"Het certificaat {naam} is er niet bij.")
    if certificaat.oin != oin:
        raise CertificaatOngeldig(f"Het certificaat {naam} is van OIN {certificaat.oin}.")
    return certificaat


def kies(certificaten: Sequence[Certificaat], handtekening: str) -> Certificaat:
    """The certificate a signature names, of these; the first when it names none of them."""
    if len(certificaten) == 1:
        return certificaten[0]
    naam = genoemd_certificaat(handtekening)
    return next((een for een in certificaten if een.x5t_s256 == naam), certificaten[0])


_ZONDER_CERTIFICATEN = ("naam", "actief", "dpia", "endpoint", "getuige", "geheimhouding")


def verschillen(oud: Partijdocument, nieuw: Partijdocument) -> list[str]:
    """The members that are not the same, by their names in JSON: what people are told of."""
    voor, na = _leden(oud), _leden(nieuw)
    return [naam for naam, waarde in na.items() if voor[naam] != waarde]


def _leden(document: Partijdocument) -> dict[str, Any]:
    leden: dict[str, object] = {naam: getattr(document, naam) for naam in _ZONDER_CERTIFICATEN}
    per_rol = document.certificaten.per_rol()
    return leden | {f"certificaten.{rol}": namen for rol, namen in per_rol.items()}

"""A message on the wire: as it came in, as it was verified, and as it is sent.

`OntvangenBericht` has the right shape and proves nothing. `GeverifieerdBericht` is a different
type that only `verifieer` makes: whoever has one knows who signed these bytes. Content stays
sealed in both; opening is the receiver's (`versleuteling`, `inhoud`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from shared.bericht.berichtvorm import (
    Fout,
    fouten_in_id,
    fouten_in_samenhang,
    lees_berichtkop,
    lees_body,
    lees_inhoud,
)
from shared.bericht.fouten import (
    CertificaatOngeldig,
    InhoudKomtNietOvereen,
    OngeldigBericht,
)
from shared.bericht.inhoud import Inhoud, platte_tekst
from shared.bericht.koppen import (
    DIGEST,
    PAYLOAD_SIGNATURE,
    TRANSACTIE_ID,
    RuweKoppen,
    lees_koppen,
)
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.bericht.sleutels.certificaten import Certificaat, Gebruik, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import (
    controleer_digest,
    digest_header,
    onderteken_digest,
    verifieer_digest_handtekening,
)
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.sleutels.versleuteling import versleutel
from shared.bericht.vergelijking import verschillen_met_kop
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import Kop
from shared.convenant.woorden import woordfouten_in_kop


@dataclass(frozen=True, slots=True)
class OntvangenBericht:
    """A message with the profile's shape. Nothing in it has been verified.

    kop: the typed kop. kop_json: the same as it stood in the body, for digests and the log.
    inhoud: compact JWE, or None. body: the exact bytes. digest, payload_signature, transactie_id
    and gateway_besluit: the header values (the last two None when absent).
    """

    kop: Kop
    kop_json: dict[str, Any]
    inhoud: str | None = field(repr=False)
    body: bytes = field(repr=False)
    digest: str
    payload_signature: str
    transactie_id: str | None
    gateway_besluit: str | None

    @classmethod
    def lees(
        cls,
        body: bytes,
        koppen: RuweKoppen,
        limieten: Berichtlimieten = BERICHTLIMIETEN,
        *,
        eis_transactie_id: bool = True,
    ) -> Self:
        """Read a body and its raw header lines; `OngeldigBericht` lists every fault in both.

        `eis_transactie_id`: at the gateway `Fsc-Transaction-Id` is required; at a receiver it may
        be absent, but never another id than the kop's.
        """
        verplicht = (DIGEST, PAYLOAD_SIGNATURE, *((TRANSACTIE_ID,) if eis_transactie_id else ()))
        gelezen, fouten = lees_koppen(koppen, verplicht)
        document = lees_body(body, limieten, fouten)
        kop = lees_berichtkop(document, fouten)
        inhoud = lees_inhoud(document, fouten)
        if kop is not None:
            fouten += fouten_in_id(kop, gelezen.transactie_id)
            fouten += fouten_in_samenhang(kop, inhoud)
        if fouten or kop is None or gelezen.digest is None or gelezen.payload_signature is None:
            raise OngeldigBericht(tuple(fouten))
        return cls(
            kop=kop,
            kop_json=document["kop"],
            inhoud=inhoud,
            body=body,
            digest=gelezen.digest,
            payload_signature=gelezen.payload_signature,
            transactie_id=gelezen.transactie_id,
            gateway_besluit=gelezen.gateway_besluit,
        )

    def eis_woorden(self, regels: Convenantregels) -> None:
        """Every code is one these rules know, and content comes where they ask it.

        `OngeldigBericht` lists every fault by its place and without its value.
        """
        gevonden = woordfouten_in_kop(self.kop_json, regels, "/kop")
        fouten: list[Fout] = [(fout.pad, fout.melding) for fout in gevonden]
        fouten += fouten_in_samenhang(self.kop, self.inhoud, regels)
        if fouten:
            raise OngeldigBericht(tuple(fouten))


_BEWIJS: Final = object()


@dataclass(frozen=True, slots=True)
class GeverifieerdBericht:
    """A message of which is known who signed exactly these bytes; made by `verifieer` only.

    certificaat: the signer's. ondertekend_op: the time of signing the signer states (sigT). The
    other fields are those of `OntvangenBericht`.
    """

    kop: Kop
    kop_json: dict[str, Any]
    inhoud: str | None = field(repr=False)
    body: bytes = field(repr=False)
    digest: str
    payload_signature: str
    gateway_besluit: str | None
    certificaat: Certificaat
    ondertekend_op: datetime
    bewijs: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.bewijs is not _BEWIJS:
            raise TypeError("Alleen verifieer() maakt een GeverifieerdBericht.")


def verifieer(
    ontvangen: OntvangenBericht,
    certificaat: Certificaat,
    oin: str,
    nu: datetime,
    vertrouwen: Vertrouwenslijst,
    limieten: Berichtlimieten = BERICHTLIMIETEN,
) -> GeverifieerdBericht:
    """Verify who signed a message.

    1. The signing certificate carries the expected OIN (`CertificaatOngeldig`).
    2. It chains to a trusted root, is valid at `nu` and may sign (`CertificaatOngeldig`).
    3. `Digest` is the digest of the body's exact bytes (`HandtekeningOngeldig`).
    4. `Payload-Signature` holds over that digest under that certificate (`HandtekeningOngeldig`).

    Left to the caller: that `certificaat` and `oin` are those of the party the kop names as
    sender (and, per hop, of the transport connection), whether the kop's time lies in the window,
    and whether the id was seen before.
    """
    if certificaat.oin != oin:
        raise CertificaatOngeldig(
            f"Het certificaat is van OIN {certificaat.oin}, niet van de afzender ({oin})."
        )
    vertrouwen.controleer(certificaat, nu, Gebruik.ONDERTEKENEN)
    controleer_digest(ontvangen.body, ontvangen.digest)
    ondertekend_op = verifieer_digest_handtekening(
        ontvangen.payload_signature, ontvangen.digest, certificaat, limieten
    )
    return GeverifieerdBericht(
        kop=ontvangen.kop,
        kop_json=ontvangen.kop_json,
        inhoud=ontvangen.inhoud,
        body=ontvangen.body,
        digest=ontvangen.digest,
        payload_signature=ontvangen.payload_signature,
        gateway_besluit=ontvangen.gateway_besluit,
        certificaat=certificaat,
        ondertekend_op=ondertekend_op,
        bewijs=_BEWIJS,
    )


@dataclass(frozen=True, slots=True)
class VerzendklaarBericht:
    """Exact bytes and headers to post. Keep both: sending again means sending these."""

    body: bytes = field(repr=False)
    koppen: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The value of the `Digest` header."""
        return dict(self.koppen)[DIGEST]

    @property
    def payload_signature(self) -> str:
        """The value of the `Payload-Signature` header."""
        return dict(self.koppen)[PAYLOAD_SIGNATURE]


def maak_bericht(
    kop: Kop,
    inhoud: Inhoud | None,
    ondertekenaar: Ondertekenaar,
    ontvanger_certificaat: Certificaat | None,
    nu: datetime,
    regels: Convenantregels,
) -> VerzendklaarBericht:
    """Encrypt, sign and package a message.

    `kop` already carries the commitments on `inhoud` (`Inhoud.bind` fills them in). What a
    receiver would refuse is refused here: a word these rules do not know (`OngeldigBericht`),
    content that is not what the kop declares (`InhoudKomtNietOvereen`).
    By mouth the content stays behind: it is delivered after it was said (`inhoudlevering`).
    `ontvanger_certificaat` may be None when there is no content to seal.
    """
    kop_json = kop.als_json()
    mee = _eis_verzendbaar(kop, inhoud, regels)
    jwe = None
    if inhoud is not None and mee:
        jwe = verzegel(kop_json, inhoud, ontvanger_certificaat)
    body = json.dumps(
        {"kop": kop_json, "inhoud": jwe}, ensure_ascii=False, separators=(",", ":")
    ).encode("utf-8")
    digest = digest_header(body)
    koppen = (
        ("Content-Type", "application/json"),
        (DIGEST, digest),
        (PAYLOAD_SIGNATURE, onderteken_digest(ondertekenaar, digest, nu)),
        (TRANSACTIE_ID, kop.id),
    )
    return VerzendklaarBericht(body=body, koppen=koppen)


def verzegel(
    kop_json: Mapping[str, Any], inhoud: Inhoud, ontvanger_certificaat: Certificaat | None
) -> str:
    """The content that belongs to this kop as a compact JWE for this receiver."""
    if ontvanger_certificaat is None:
        raise CertificaatOngeldig("Er is geen versleutelcertificaat van de ontvanger.")
    return versleutel(platte_tekst(kop_json, inhoud), ontvanger_certificaat)


def kop_om_te_verzenden(kop_json: Mapping[str, Any]) -> Kop:
    """The typed kop of a message of one's own. `OngeldigBericht` lists every fault in its shape."""
    fouten: list[Fout] = []
    kop = lees_berichtkop({"kop": kop_json}, fouten)
    if kop is None:
        raise OngeldigBericht(tuple(fouten))
    return kop


def _eis_verzendbaar(kop: Kop, inhoud: Inhoud | None, regels: Convenantregels) -> bool:
    """Whether its content goes with it."""
    kop_json = kop.als_json()
    kanaal = regels.kanalen.get(kop.kanaal)
    mee = kanaal is None or not kanaal.mondeling
    gevonden = woordfouten_in_kop(kop_json, regels, "/kop")
    fouten: list[Fout] = [(fout.pad, fout.melding) for fout in gevonden]
    fouten += fouten_in_id(kop, kop.id)
    fouten += fouten_in_samenhang(kop, "" if inhoud is not None and mee else None, regels)
    if fouten:
        raise OngeldigBericht(tuple(fouten))
    if inhoud is not None:
        dag = datum_nl(kop.tijdstip)
        verschillen = verschillen_met_kop(kop_json, inhoud, regels, dag)
        if verschillen:
            raise InhoudKomtNietOvereen(tuple(v.zin for v in verschillen), verschillen[0].code)
    return mee

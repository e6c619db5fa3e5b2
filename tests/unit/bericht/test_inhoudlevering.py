"""De inhoud van wat is gezegd, achteraf geleverd: ondertekend als een bericht, bij zijn kop."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from deploy.uitgifte import Uitgegeven
from shared.bericht.bericht import VerzendklaarBericht, verzegel
from shared.bericht.fouten import CertificaatOngeldig, HandtekeningOngeldig, OngeldigBericht
from shared.bericht.inhoud import lees_platte_tekst
from shared.bericht.inhoudlevering import (
    GeverifieerdeInhoud,
    OntvangenInhoud,
    maak_inhoudlevering,
    verifieer_inhoud,
)
from shared.bericht.limieten import Berichtlimieten
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import vergelijk
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    POLITIE,
    REGELS,
    SOORTEN,
    VANDAAG,
    VECTOREN,
    certificaat,
    een_inhoud,
    een_kop,
    gebonden,
    ondertekenaar,
    ontsleutelaar,
    ontvanger,
    uitgegeven,
    vertrouwen,
)

ID = VECTOREN["kop"]["id"]
ANDER = "0193aaaa-0000-7000-8000-000000000901"
INHOUD = een_inhoud()
KOP = gebonden(een_kop(kanaal="telefoon", uiting=ANDER), INHOUD)
JWE = verzegel(KOP, INHOUD, certificaat(ontvanger()))

Koppen = Sequence[tuple[str, str]]


def levering(soort: str = "rsa") -> VerzendklaarBericht:
    return maak_inhoudlevering(ID, JWE, ondertekenaar(soort), NU)


def koppen_bij(body: bytes) -> Koppen:
    digest = digest_header(body)
    handtekening = onderteken_digest(ondertekenaar(), digest, NU)
    return [("Digest", digest), ("Payload-Signature", handtekening)]


def controleer(
    ontvangen: OntvangenInhoud, bewijs: Uitgegeven | None = None, oin: str = POLITIE.oin
) -> GeverifieerdeInhoud:
    gebruikt = certificaat(bewijs or uitgegeven("rsa"))
    return verifieer_inhoud(ontvangen, gebruikt, oin, NU, vertrouwen())


def fouten(body: bytes, koppen: Koppen | None = None, bericht_id: str = ID, **anders: Any
           ) -> list[str]:  # fmt: skip
    with pytest.raises(OngeldigBericht) as fout:
        OntvangenInhoud.lees(body, koppen or koppen_bij(body), bericht_id, **anders)
    return [pad for pad, _ in fout.value.fouten]


@pytest.mark.parametrize("soort", SOORTEN)
def test_wat_is_gezegd_komt_achteraf_bij_zijn_kop(soort: str) -> None:
    verzonden = levering(soort)
    ontvangen = OntvangenInhoud.lees(verzonden.body, verzonden.koppen, ID)
    gecontroleerd = controleer(ontvangen, uitgegeven(soort))
    assert gecontroleerd.ondertekend_op == NU

    gelezen = lees_platte_tekst(ontsleutel(ontvangen.inhoud, ontsleutelaar()))
    vergelijk(KOP, gelezen.kop_digest, gelezen.inhoud, REGELS, VANDAAG)
    assert gelezen.inhoud == INHOUD
    assert json.loads(verzonden.body) == {"id": ID, "inhoud": JWE}
    assert verzonden.digest == tweede.digest(verzonden.body)
    assert dict(verzonden.koppen).keys() == {"Content-Type", "Digest", "Payload-Signature"}
    assert b"Wolkje" not in verzonden.body
    assert "Wolkje" not in repr(ontvangen)


def test_een_gatewaybesluit_hoort_erbij_bij_wie_het_ontvangt() -> None:
    verzonden = levering()
    koppen = [*verzonden.koppen, ("Gateway-Besluit", "a.b.c")]
    assert OntvangenInhoud.lees(verzonden.body, koppen, ID).gateway_besluit == "a.b.c"
    assert OntvangenInhoud.lees(verzonden.body, verzonden.koppen, ID).gateway_besluit is None


@pytest.mark.parametrize("naam", ["Digest", "Payload-Signature"])
def test_kop_die_ontbreekt_of_er_twee_keer_staat_wordt_genoemd(naam: str) -> None:
    verzonden = levering()
    zonder = [kop for kop in verzonden.koppen if kop[0] != naam]
    assert fouten(verzonden.body, zonder) == [naam]
    dubbel = [*verzonden.koppen, (naam, dict(verzonden.koppen)[naam])]
    assert fouten(verzonden.body, dubbel) == [naam]


@pytest.mark.parametrize(
    ("document", "pad"),
    [
        ({"id": ANDER, "inhoud": JWE}, "/id"),
        ({"id": None, "inhoud": JWE}, "/id"),
        ({"id": ID, "inhoud": None}, "/inhoud"),
        ({"id": ID, "inhoud": "a.b.c"}, "/inhoud"),
        ({"id": ID, "inhoud": {"naam": "Wolkje"}}, ""),
    ],
)
def test_de_levering_is_van_dit_bericht_en_verzegeld(document: dict[str, Any], pad: str) -> None:
    body = json.dumps(document).encode()
    assert pad in fouten(body)


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{", b'{"id": 1, "id": 1}', json.dumps({"id": ID}).encode(),
     json.dumps({"id": ID, "inhoud": JWE, "kop": {}}).encode()],
    ids=range(7),
)  # fmt: skip
def test_een_levering_heeft_precies_id_en_inhoud(body: bytes) -> None:
    assert "" in fouten(body)


def test_een_adres_dat_geen_bericht_is_heeft_geen_inhoud() -> None:
    body = json.dumps({"id": "x", "inhoud": JWE}).encode()
    assert fouten(body, bericht_id="x") == ["/id"]


def test_een_te_grote_levering_wordt_geweigerd() -> None:
    body = levering().body
    klein = Berichtlimieten(max_body_bytes=len(body) - 1)
    assert "" in fouten(body, levering().koppen, limieten=klein)


# --- Wie het leverde ------------------------------------------------------------------------------


def test_een_gewijzigde_levering_wordt_geweigerd() -> None:
    verzonden = levering()
    anders = verzonden.body + b" "
    with pytest.raises(HandtekeningOngeldig, match="Digest"):
        controleer(OntvangenInhoud.lees(anders, verzonden.koppen, ID))
    digest = [("Digest", digest_header(anders)), *verzonden.koppen[2:]]
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        controleer(OntvangenInhoud.lees(anders, digest, ID))


def test_een_ander_dan_de_afzender_levert_niets() -> None:
    ontvangen = OntvangenInhoud.lees(levering().body, levering().koppen, ID)
    with pytest.raises(CertificaatOngeldig, match="niet van de afzender"):
        controleer(ontvangen, oin=GEMEENTE.oin)
    with pytest.raises(HandtekeningOngeldig):
        controleer(ontvangen, uitgegeven("rsa", sleutelnummer=7))
    with pytest.raises(CertificaatOngeldig):
        controleer(ontvangen, uitgegeven("rsa", wortelnummer=1))
    with pytest.raises(CertificaatOngeldig, match="ondertekenen"):
        controleer(ontvangen, ontvanger(), GEMEENTE.oin)


def test_geverifieerde_inhoud_is_niet_met_de_hand_te_maken() -> None:
    ontvangen = OntvangenInhoud.lees(levering().body, levering().koppen, ID)
    for bewijs in (None, object()):
        with pytest.raises(TypeError, match="Alleen verifieer_inhoud"):
            GeverifieerdeInhoud(ontvangen, NU, bewijs)

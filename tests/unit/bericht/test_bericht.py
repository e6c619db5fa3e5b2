"""Een bericht van bytes tot zekerheid over de afzender, en terug."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from deploy.uitgifte import Termijn, Uitgegeven
from shared.bericht.bericht import (
    GeverifieerdBericht,
    OntvangenBericht,
    maak_bericht,
    verifieer,
)
from shared.bericht.fouten import (
    CertificaatOngeldig,
    HandtekeningOngeldig,
    InhoudKomtNietOvereen,
    OngeldigBericht,
)
from shared.bericht.handtekening import digest_header
from shared.bericht.inhoud import kop_met_inhoud, lees_platte_tekst, vergelijk
from shared.bericht.versleuteling import ontsleutel
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.berichten import (
    ID,
    als_document,
    delen,
    verzendklaar,
)
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    POLITIE,
    SOORTEN,
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


def controleer(
    bericht: OntvangenBericht, bewijs: Uitgegeven | None = None, oin: str = POLITIE.oin
) -> GeverifieerdBericht:
    gebruikt = certificaat(bewijs or uitgegeven("rsa"))
    return verifieer(bericht, gebruikt, oin, NU, vertrouwen())


@pytest.mark.parametrize("soort", SOORTEN)
def test_bericht_komt_over_van_afzender_tot_ontvanger(soort: str) -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)
    verzonden = maak_bericht(kop, inhoud, ondertekenaar(soort), certificaat(ontvanger()), NU)

    ontvangen = OntvangenBericht.lees(verzonden.body, verzonden.koppen)
    bericht = controleer(ontvangen, uitgegeven(soort))
    assert bericht.inhoud is not None
    gelezen = lees_platte_tekst(ontsleutel(bericht.inhoud, ontsleutelaar()))
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, bericht.kop.tijdstip)

    assert gelezen.inhoud == inhoud
    assert bericht.kop_json == kop
    assert bericht.kop.id == ontvangen.transactie_id
    assert bericht.body == verzonden.body
    assert bericht.digest == verzonden.digest == tweede.digest(verzonden.body)
    assert bericht.payload_signature == verzonden.payload_signature
    assert bericht.ondertekend_op == NU
    assert bericht.certificaat.oin == POLITIE.oin


def test_koppen_mogen_als_bytes_en_in_elke_schrijfwijze_komen() -> None:
    verzonden = verzendklaar()
    ruw = [(naam.lower().encode(), waarde.encode()) for naam, waarde in verzonden.koppen]

    bericht = OntvangenBericht.lees(verzonden.body, [*ruw, (b"x-iets", b"\xff")])

    assert bericht.digest == verzonden.digest
    assert bericht.gateway_besluit is None


def test_informatieverzoek_zonder_onderdelen_gaat_zonder_inhoud() -> None:
    kop = een_kop(soort="informatieverzoek", onderdelen=[], afweging=None, inhoudCommitment=None)
    verzonden = maak_bericht(kop, None, ondertekenaar(), None, NU)

    bericht = controleer(OntvangenBericht.lees(verzonden.body, verzonden.koppen))

    assert bericht.inhoud is None
    assert als_document(verzonden) == {"kop": kop, "inhoud": None}


def test_informatieverzoek_kan_een_motivering_meenemen() -> None:
    inhoud = een_inhoud(onderdelen=())
    kop = kop_met_inhoud(een_kop(soort="informatieverzoek", onderdelen=[]), inhoud)
    verzonden = maak_bericht(kop, inhoud, ondertekenaar(), certificaat(ontvanger()), NU)

    bericht = controleer(OntvangenBericht.lees(verzonden.body, verzonden.koppen))

    assert bericht.inhoud is not None
    gelezen = lees_platte_tekst(ontsleutel(bericht.inhoud, ontsleutelaar()))
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, NU)


def test_geverifieerd_bericht_is_niet_met_de_hand_te_maken() -> None:
    bericht = controleer(OntvangenBericht.lees(*delen(verzendklaar())))
    velden = {naam: getattr(bericht, naam) for naam in GeverifieerdBericht.__slots__}

    with pytest.raises(TypeError, match="Alleen verifieer"):
        GeverifieerdBericht(**{**velden, "bewijs": object()})
    with pytest.raises(TypeError, match="Alleen verifieer"):
        GeverifieerdBericht(**{**velden, "bewijs": None})


# --- verifieer -------------------------------------------------------------------------------


def test_gewijzigde_body_wordt_geweigerd() -> None:
    body, koppen = delen(verzendklaar())
    anders = body.replace(b'"stap":2', b'"stap":3')
    assert anders != body
    with pytest.raises(HandtekeningOngeldig, match="Digest"):
        controleer(OntvangenBericht.lees(anders, koppen))


def test_gewijzigde_body_met_een_nieuwe_digest_wordt_geweigerd() -> None:
    """Wie onderweg zit kan de digest wel verbeteren, maar niet opnieuw tekenen."""
    body, koppen = delen(verzendklaar())
    anders = body.replace(b'"stap":2', b'"stap":3')
    nieuw = [("Digest", digest_header(anders)), *(k for k in koppen if k[0] != "Digest")]
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        controleer(OntvangenBericht.lees(anders, nieuw))


def test_zelfde_bericht_anders_opgemaakt_is_een_ander_bericht() -> None:
    body, koppen = delen(verzendklaar())
    with pytest.raises(HandtekeningOngeldig, match="Digest"):
        controleer(OntvangenBericht.lees(body + b"\n", koppen))


def test_handtekening_van_een_ander_bericht_wordt_geweigerd() -> None:
    body, koppen = delen(verzendklaar())
    andere = dict(verzendklaar().koppen)
    geruild = [
        (naam, andere[naam] if naam == "Payload-Signature" else waarde) for naam, waarde in koppen
    ]
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        controleer(OntvangenBericht.lees(body, geruild))


def test_certificaat_van_een_andere_oin_wordt_geweigerd() -> None:
    bericht = OntvangenBericht.lees(*delen(verzendklaar()))
    with pytest.raises(CertificaatOngeldig, match="niet van de afzender"):
        controleer(bericht, oin=GEMEENTE.oin)
    with pytest.raises(CertificaatOngeldig, match="niet van de afzender"):
        controleer(bericht, uitgegeven("rsa", GEMEENTE))


def test_verkeerde_sleutel_bij_het_goede_certificaat_wordt_geweigerd() -> None:
    body, koppen = delen(verzendklaar())
    vals = tweede.jades(
        "PS256",
        uitgegeven("rsa", sleutelnummer=7).sleutel,
        tweede.jades_kop("PS256", certificaat(uitgegeven("rsa")).x5t_s256, "2026-11-23T12:00:00Z"),
        dict(koppen)["Digest"],
    )
    geruild = [*(k for k in koppen if k[0] != "Payload-Signature"), ("Payload-Signature", vals)]
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        controleer(OntvangenBericht.lees(body, geruild))


@pytest.mark.parametrize(
    "bewijs",
    [
        lambda: uitgegeven("rsa", termijn=Termijn(NU - timedelta(9), NU - timedelta(seconds=1))),
        lambda: uitgegeven("rsa", termijn=Termijn(NU + timedelta(seconds=1), NU + timedelta(9))),
        lambda: uitgegeven("rsa", wortelnummer=1),
    ],
    ids=["verlopen", "nog niet geldig", "vreemde wortel"],
)
def test_certificaat_dat_niet_vertrouwd_wordt_geldt_niet(bewijs: Callable[[], Uitgegeven]) -> None:
    bericht = OntvangenBericht.lees(*delen(verzendklaar()))
    with pytest.raises(CertificaatOngeldig):
        controleer(bericht, bewijs())


def test_versleutelcertificaat_ondertekent_niet() -> None:
    bericht = OntvangenBericht.lees(*delen(verzendklaar()))
    with pytest.raises(CertificaatOngeldig, match="ondertekenen"):
        controleer(bericht, ontvanger(), GEMEENTE.oin)


# --- maak_bericht ----------------------------------------------------------------------------


def test_afzender_verstuurt_niets_wat_de_ontvanger_zou_weigeren() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)
    tekenen, voor = ondertekenaar(), certificaat(ontvanger())

    with pytest.raises(InhoudKomtNietOvereen, match="bindt zich aan andere inhoud"):
        maak_bericht(kop, een_inhoud(), tekenen, voor, NU)
    minder = replace(inhoud, onderdelen=inhoud.onderdelen[:1])
    with pytest.raises(InhoudKomtNietOvereen, match="aangekondigd maar niet geleverd"):
        maak_bericht(kop_met_inhoud(kop, minder), minder, tekenen, voor, NU)
    with pytest.raises(OngeldigBericht, match="/kop/stap"):
        maak_bericht({**kop, "stap": 8}, inhoud, tekenen, voor, NU)
    with pytest.raises(OngeldigBericht, match="UUIDv7"):
        maak_bericht({**kop, "id": ID.upper()}, inhoud, tekenen, voor, NU)
    with pytest.raises(OngeldigBericht, match="/inhoud"):
        maak_bericht(kop, None, tekenen, voor, NU)
    with pytest.raises(OngeldigBericht, match="/kop/inhoudCommitment"):
        maak_bericht({**kop, "inhoudCommitment": None}, inhoud, tekenen, voor, NU)
    with pytest.raises(CertificaatOngeldig, match="geen versleutelcertificaat"):
        maak_bericht(kop, inhoud, tekenen, None, NU)
    with pytest.raises(CertificaatOngeldig):
        maak_bericht(kop, inhoud, tekenen, tekenen.certificaat, NU)


def test_inhoud_is_onderweg_voor_niemand_leesbaar() -> None:
    verzonden = verzendklaar()

    assert b"Wolkje" not in verzonden.body
    assert b"2010-02-03" not in verzonden.body
    assert "Wolkje" not in repr(verzonden)

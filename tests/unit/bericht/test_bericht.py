"""Een bericht van bytes tot zekerheid over de afzender, en terug."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from deploy.uitgifte import Termijn, Uitgegeven
from shared.bericht.bericht import (
    GeverifieerdBericht,
    OntvangenBericht,
    VerzendklaarBericht,
    maak_bericht,
    verifieer,
)
from shared.bericht.fouten import (
    CertificaatOngeldig,
    HandtekeningOngeldig,
    InhoudKomtNietOvereen,
    OngeldigBericht,
)
from shared.bericht.handtekening import digest_header, onderteken_digest
from shared.bericht.inhoud import kop_met_inhoud, lees_platte_tekst, vergelijk
from shared.bericht.limieten import Berichtlimieten
from shared.bericht.versleuteling import ontsleutel
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    POLITIE,
    SOORTEN,
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

Koppen = Sequence[tuple[Any, Any]]
ID = VECTOREN["kop"]["id"]


def verzendklaar(soort: str = "rsa") -> VerzendklaarBericht:
    inhoud = een_inhoud()
    return maak_bericht(
        gebonden(inhoud=inhoud), inhoud, ondertekenaar(soort), certificaat(ontvanger()), NU
    )


def als_body(document: object) -> bytes:
    return json.dumps(document).encode()


def als_document(bericht: VerzendklaarBericht) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(bericht.body)
    return document


def koppen_bij(body: bytes, id_: str = ID, soort: str = "rsa") -> Koppen:
    """De koppen die een afzender met deze sleutel bij deze body zet."""
    digest = digest_header(body)
    return [
        ("Digest", digest),
        ("Payload-Signature", onderteken_digest(ondertekenaar(soort), digest, NU)),
        ("Fsc-Transaction-Id", id_),
    ]


def lees(document: object, **anders: Any) -> OntvangenBericht:
    body = document if isinstance(document, bytes) else als_body(document)
    return OntvangenBericht.lees(body, koppen_bij(body), **anders)


def fouten(body: bytes, koppen: Koppen, **anders: Any) -> list[str]:
    with pytest.raises(OngeldigBericht) as fout:
        OntvangenBericht.lees(body, koppen, **anders)
    assert all(melding for _, melding in fout.value.fouten)
    return [pad for pad, _ in fout.value.fouten]


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
    bericht = controleer(OntvangenBericht.lees(*_delen(verzendklaar())))
    velden = {naam: getattr(bericht, naam) for naam in GeverifieerdBericht.__slots__}

    with pytest.raises(TypeError, match="Alleen verifieer"):
        GeverifieerdBericht(**{**velden, "bewijs": object()})
    with pytest.raises(TypeError, match="Alleen verifieer"):
        GeverifieerdBericht(**{**velden, "bewijs": None})


def _delen(bericht: VerzendklaarBericht) -> tuple[bytes, Koppen]:
    return bericht.body, bericht.koppen


@pytest.mark.parametrize("naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id"])
def test_kop_die_ontbreekt_wordt_genoemd(naam: str) -> None:
    body, koppen = _delen(verzendklaar())
    assert fouten(body, [k for k in koppen if k[0] != naam]) == [naam]


@pytest.mark.parametrize(
    "naam", ["Digest", "Payload-Signature", "Fsc-Transaction-Id", "Gateway-Besluit"]
)
@pytest.mark.parametrize("schrijfwijze", [str.title, str.lower, str.upper])
def test_kop_die_er_twee_keer_staat_wordt_geweigerd_ook_als_hij_hetzelfde_zegt(
    naam: str, schrijfwijze: Callable[[str], str]
) -> None:
    body, koppen = _delen(verzendklaar())
    bestaand = dict(koppen).get(naam, "x.y.z")
    dubbel = [*koppen, (schrijfwijze(naam), bestaand)]
    if naam not in dict(koppen):
        dubbel.append((naam, bestaand))

    assert fouten(body, dubbel) == [naam]


def test_digest_in_een_andere_vorm_wordt_genoemd() -> None:
    body, koppen = _delen(verzendklaar())
    for waarde in ("sha-256=x", "", dict(koppen)["Digest"] + ",x", b"\xff\xfe"):
        anders = [("Digest", waarde), *(k for k in koppen if k[0] != "Digest")]
        assert fouten(body, anders) == ["Digest"]


def test_ander_transactienummer_dan_de_kop_wordt_geweigerd() -> None:
    body = verzendklaar().body
    for id_ in ("0193aaaa-0000-7000-8000-000000000901", ID.upper() + "A", "", f" {ID}"):
        assert fouten(body, koppen_bij(body, id_)) == ["Fsc-Transaction-Id"]


def test_ontvanger_mist_een_transactienummer_niet_maar_weigert_een_ander() -> None:
    body, koppen = _delen(verzendklaar())
    zonder = [k for k in koppen if k[0] != "Fsc-Transaction-Id"]

    assert OntvangenBericht.lees(body, zonder, eis_transactie_id=False).transactie_id is None
    ander = [*zonder, ("Fsc-Transaction-Id", "0193aaaa-0000-7000-8000-000000000901")]
    assert fouten(body, ander, eis_transactie_id=False) == ["Fsc-Transaction-Id"]


@pytest.mark.parametrize(
    "id_",
    [
        "0193aaaa-0000-4000-8000-000000000900",
        "0193aaaa-0000-7000-c000-000000000900",
        "0193AAAA-0000-7000-8000-000000000900",
    ],
)
def test_id_dat_geen_uuidv7_in_kleine_letters_is_wordt_geweigerd(id_: str) -> None:
    document = als_document(verzendklaar())
    document["kop"]["id"] = id_
    body = als_body(document)
    assert fouten(body, koppen_bij(body, id_)) == ["/kop/id"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"kop"',
        b"{",
        b"\xef\xbb\xbf{}",
        b'{"kop": {}, "kop": {}}',
        b"[" * 100_000,
        b'{"kop": 1e999}',
    ],
    ids=range(9),
)
def test_body_die_geen_gewoon_object_is_wordt_geweigerd(body: bytes) -> None:
    assert fouten(body, koppen_bij(body)) == [""]


def test_alle_fouten_worden_samen_genoemd() -> None:
    kop = een_kop(stap=9, kanaal=None, onzin=1)
    body = als_body({"kop": kop, "inhoud": 5, "bsn": 1, "a/b~c": 2})

    gevonden = fouten(body, [("Digest", "x"), ("Fsc-Transaction-Id", "1"),
                             ("fsc-transaction-id", "1")])  # fmt: skip

    assert set(gevonden) == {
        "Digest",
        "Payload-Signature",
        "Fsc-Transaction-Id",
        "/bsn",
        "/a~1b~0c",
        "/kop/stap",
        "/kop/kanaal",
        "/kop/onzin",
        "/inhoud",
    }


@pytest.mark.parametrize("document", [{}, {"kop": een_kop()}, {"inhoud": None}])
def test_body_zonder_kop_of_inhoud_wordt_geweigerd(document: dict[str, Any]) -> None:
    body = als_body(document)
    ontbreekt = {f"/{naam}" for naam in ("kop", "inhoud") if naam not in document}
    assert set(fouten(body, koppen_bij(body))) == ontbreekt


def test_kop_is_een_object() -> None:
    for kop in (None, [], "kop", 1):
        body = als_body({"kop": kop, "inhoud": None})
        assert fouten(body, koppen_bij(body)) == ["/kop"]


def _zonder_inhoud(document: dict[str, Any]) -> None:
    document["inhoud"] = None


def _zonder_commitment(document: dict[str, Any]) -> None:
    document["kop"]["inhoudCommitment"] = None


def _zonder_beide(document: dict[str, Any]) -> None:
    _zonder_inhoud(document)
    _zonder_commitment(document)


@pytest.mark.parametrize(
    ("wijziging", "pad"),
    [
        (_zonder_inhoud, "/inhoud"),
        (_zonder_commitment, "/kop/inhoudCommitment"),
        (_zonder_beide, "/inhoud"),
    ],
)
def test_inhoud_en_binding_aan_inhoud_komen_samen(
    wijziging: Callable[[dict[str, Any]], None], pad: str
) -> None:
    document = als_document(verzendklaar())
    wijziging(document)
    body = als_body(document)
    assert fouten(body, koppen_bij(body)) == [pad]


def test_bericht_zonder_onderdelen_dat_zich_aan_inhoud_bindt_brengt_die_mee() -> None:
    kop = een_kop(soort="informatieverzoek", onderdelen=[])
    body = als_body({"kop": kop, "inhoud": None})
    assert fouten(body, koppen_bij(body)) == ["/inhoud"]


@pytest.mark.parametrize("inhoud", ["", "geen jwe", "a.b.c", "....", 1, {}, [], True])
def test_inhoud_die_geen_jwe_is_wordt_geweigerd(inhoud: object) -> None:
    body = als_body({**als_document(verzendklaar()), "inhoud": inhoud})
    assert fouten(body, koppen_bij(body)) == ["/inhoud"]


def test_te_groot_bericht_en_te_grote_kop_worden_geweigerd() -> None:
    body, koppen = _delen(verzendklaar())
    klein = Berichtlimieten(max_body_bytes=len(body) - 1)
    assert fouten(body, koppen, limieten=klein) == [""]
    assert fouten(body, koppen, limieten=Berichtlimieten(max_kop_bytes=1000)) == ["/kop"]
    ruimte = body.replace(b'{"kop"', b"{" + b" " * 50_000 + b'"kop"')
    assert fouten(ruimte, koppen_bij(ruimte)) == ["/kop"]


# --- verifieer -------------------------------------------------------------------------------


def test_gewijzigde_body_wordt_geweigerd() -> None:
    body, koppen = _delen(verzendklaar())
    anders = body.replace(b'"stap":2', b'"stap":3')
    assert anders != body
    with pytest.raises(HandtekeningOngeldig, match="Digest"):
        controleer(OntvangenBericht.lees(anders, koppen))


def test_gewijzigde_body_met_een_nieuwe_digest_wordt_geweigerd() -> None:
    """Wie onderweg zit kan de digest wel verbeteren, maar niet opnieuw tekenen."""
    body, koppen = _delen(verzendklaar())
    anders = body.replace(b'"stap":2', b'"stap":3')
    nieuw = [("Digest", digest_header(anders)), *(k for k in koppen if k[0] != "Digest")]
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        controleer(OntvangenBericht.lees(anders, nieuw))


def test_zelfde_bericht_anders_opgemaakt_is_een_ander_bericht() -> None:
    body, koppen = _delen(verzendklaar())
    with pytest.raises(HandtekeningOngeldig, match="Digest"):
        controleer(OntvangenBericht.lees(body + b"\n", koppen))


def test_handtekening_van_een_ander_bericht_wordt_geweigerd() -> None:
    body, koppen = _delen(verzendklaar())
    andere = dict(verzendklaar().koppen)
    geruild = [
        (naam, andere[naam] if naam == "Payload-Signature" else waarde) for naam, waarde in koppen
    ]
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        controleer(OntvangenBericht.lees(body, geruild))


def test_certificaat_van_een_andere_oin_wordt_geweigerd() -> None:
    bericht = OntvangenBericht.lees(*_delen(verzendklaar()))
    with pytest.raises(CertificaatOngeldig, match="niet van de afzender"):
        controleer(bericht, oin=GEMEENTE.oin)
    with pytest.raises(CertificaatOngeldig, match="niet van de afzender"):
        controleer(bericht, uitgegeven("rsa", GEMEENTE))


def test_verkeerde_sleutel_bij_het_goede_certificaat_wordt_geweigerd() -> None:
    body, koppen = _delen(verzendklaar())
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
    bericht = OntvangenBericht.lees(*_delen(verzendklaar()))
    with pytest.raises(CertificaatOngeldig):
        controleer(bericht, bewijs())


def test_versleutelcertificaat_ondertekent_niet() -> None:
    bericht = OntvangenBericht.lees(*_delen(verzendklaar()))
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

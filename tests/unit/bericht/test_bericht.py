"""Een bericht van bytes tot zekerheid over de afzender, en terug."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from deploy.uitgifte import Termijn, Uitgegeven
from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht, verifieer
from shared.bericht.fouten import (
    CertificaatOngeldig,
    HandtekeningOngeldig,
    InhoudKomtNietOvereen,
    OngeldigBericht,
)
from shared.bericht.inhoud import lees_platte_tekst
from shared.bericht.sleutels.handtekening import digest_header
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import vergelijk
from tests.hulp.koppen import maak_bericht
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.berichten import (
    ID,
    als_body,
    als_document,
    delen,
    koppen_bij,
    verzendklaar,
)
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    POLITIE,
    REGELS,
    SOORTEN,
    VANDAAG,
    certificaat,
    een_inhoud,
    een_kop,
    een_signaal,
    een_stukkop,
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
    verzonden = maak_bericht(
        kop, inhoud, ondertekenaar(soort), certificaat(ontvanger()), NU, REGELS
    )

    ontvangen = OntvangenBericht.lees(verzonden.body, verzonden.koppen)
    ontvangen.eis_woorden(REGELS)
    bericht = controleer(ontvangen, uitgegeven(soort))
    assert bericht.inhoud is not None
    gelezen = lees_platte_tekst(ontsleutel(bericht.inhoud, ontsleutelaar()))
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, REGELS, VANDAAG)

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


def test_een_stuk_komt_over_van_afzender_tot_ontvanger() -> None:
    inhoud = een_signaal()
    kop = gebonden(een_stukkop(), inhoud)
    verzonden = maak_bericht(kop, inhoud, ondertekenaar(), certificaat(ontvanger()), NU, REGELS)

    bericht = controleer(OntvangenBericht.lees(verzonden.body, verzonden.koppen))

    assert bericht.inhoud is not None
    gelezen = lees_platte_tekst(ontsleutel(bericht.inhoud, ontsleutelaar()))
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, REGELS, VANDAAG)
    assert gelezen.inhoud.stuk == inhoud.stuk
    assert b"lawaai" not in verzonden.body


def test_een_vernietigingsbericht_gaat_zonder_inhoud() -> None:
    kop = een_stukkop(
        soort="vernietigingsbericht", stuk=None, inhoudCommitment=None, stap=7, medewerker=None,
        vernietigd={"berichten": [], "betrokkenen": [], "heleGroep": True},
    )  # fmt: skip
    verzonden = maak_bericht(kop, None, ondertekenaar(), None, NU, REGELS)

    ontvangen = OntvangenBericht.lees(verzonden.body, verzonden.koppen)
    ontvangen.eis_woorden(REGELS)

    assert controleer(ontvangen).inhoud is None
    assert als_document(verzonden) == {"kop": kop, "inhoud": None}


MONDELING = {"kanaal": "telefoon", "uiting": "0193aaaa-0000-7000-8000-0000000000f1"}


def test_wat_wordt_gezegd_gaat_zonder_inhoud_en_bindt_zich_er_al_wel_aan() -> None:
    inhoud = een_inhoud()
    kop = gebonden(een_kop(**MONDELING), inhoud)
    verzonden = maak_bericht(kop, inhoud, ondertekenaar(), certificaat(ontvanger()), NU, REGELS)

    ontvangen = OntvangenBericht.lees(verzonden.body, verzonden.koppen)
    ontvangen.eis_woorden(REGELS)

    assert controleer(ontvangen).inhoud is None
    assert als_document(verzonden) == {"kop": kop, "inhoud": None}
    assert kop["inhoudCommitment"] == gebonden(een_kop(), inhoud)["inhoudCommitment"]


def test_ook_wat_wordt_gezegd_is_wat_de_kop_aankondigt() -> None:
    kop = gebonden(een_kop(**MONDELING), een_inhoud())
    with pytest.raises(InhoudKomtNietOvereen):
        maak_bericht(kop, een_inhoud(), ondertekenaar(), certificaat(ontvanger()), NU, REGELS)


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

    with pytest.raises(InhoudKomtNietOvereen, match="bindt"):
        maak_bericht(kop, een_inhoud(), tekenen, voor, NU, REGELS)
    minder = replace(inhoud, onderdelen=inhoud.over[:1])
    with pytest.raises(InhoudKomtNietOvereen, match="niet die van de kop"):
        maak_bericht(gebonden(kop, minder), minder, tekenen, voor, NU, REGELS)
    te_veel = een_inhoud(
        onderdelen=[replace(deel, gegevens={**deel.gegevens, "bsn": "x"}) for deel in inhoud.over]
    )
    with pytest.raises(InhoudKomtNietOvereen, match="een lid dat er niet in hoort"):
        maak_bericht(gebonden(kop, te_veel), te_veel, tekenen, voor, NU, REGELS)
    with pytest.raises(OngeldigBericht, match="/kop/stap"):
        maak_bericht({**kop, "stap": 8}, inhoud, tekenen, voor, NU, REGELS)
    with pytest.raises(OngeldigBericht, match="/kop/doel"):
        maak_bericht({**kop, "doel": "D9"}, inhoud, tekenen, voor, NU, REGELS)
    with pytest.raises(OngeldigBericht, match="heeft niet de vorm"):
        maak_bericht({**kop, "id": ID.upper()}, inhoud, tekenen, voor, NU, REGELS)
    geen_v7 = {**kop, "id": "0193aaaa-0000-4000-8000-000000000900"}
    with pytest.raises(OngeldigBericht, match="UUIDv7"):
        maak_bericht(geen_v7, inhoud, tekenen, voor, NU, REGELS)
    with pytest.raises(OngeldigBericht, match="/inhoud"):
        maak_bericht(kop, None, tekenen, voor, NU, REGELS)
    with pytest.raises(OngeldigBericht, match="/kop/inhoudCommitment"):
        maak_bericht({**kop, "inhoudCommitment": None}, inhoud, tekenen, voor, NU, REGELS)
    with pytest.raises(CertificaatOngeldig, match="geen versleutelcertificaat"):
        maak_bericht(kop, inhoud, tekenen, None, NU, REGELS)
    with pytest.raises(CertificaatOngeldig):
        maak_bericht(kop, inhoud, tekenen, tekenen.certificaat, NU, REGELS)


# --- woorden ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wijziging", "pad"),
    [
        ({"doel": "D9"}, "/kop/doel"),
        ({"kanaal": "duif"}, "/kop/kanaal"),
        ({"stuk": "signaal"}, "/kop/stuk"),
        ({"soort": "brief"}, "/kop/soort"),
        ({"kanaal": "telefoon"}, "/inhoud"),  # wat wordt gezegd brengt zijn inhoud niet mee
    ],
)
def test_woorden_die_het_convenant_niet_kent_worden_bij_hun_plek_genoemd(
    wijziging: dict[str, str], pad: str
) -> None:
    document = als_document(verzendklaar())
    document["kop"] |= wijziging
    body = als_body(document)
    ontvangen = OntvangenBericht.lees(body, koppen_bij(body))
    with pytest.raises(OngeldigBericht) as fout:
        ontvangen.eis_woorden(REGELS)
    assert [een for een, _ in fout.value.fouten] == [pad]
    assert "duif" not in fout.value.melding


def test_op_schrift_komt_de_inhoud_mee() -> None:
    body = als_body({**als_document(verzendklaar()), "inhoud": None})
    ontvangen = OntvangenBericht.lees(body, koppen_bij(body))
    with pytest.raises(OngeldigBericht, match="/inhoud"):
        ontvangen.eis_woorden(REGELS)


def test_inhoud_is_onderweg_voor_niemand_leesbaar() -> None:
    verzonden = verzendklaar()

    assert b"Wolkje" not in verzonden.body
    assert b"2010-02-03" not in verzonden.body
    assert "Wolkje" not in repr(verzonden)

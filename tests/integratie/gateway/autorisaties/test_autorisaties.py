"""Een partij registreert haar eigen medewerkers: een verwijzing en verklaringen, geen naam."""

from __future__ import annotations

import pytest

from tests.hulp.registerdocument import met_versie
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import MEDEWERKERS, autorisatie
from tests.integratie.gateway.opstelling import Opstelling

NIEUW = "0193aaaa-0000-7000-8000-000000000099"


def test_een_collega_is_te_vinden_op_partij_zonder_naam(gateway: Opstelling) -> None:
    rijen = gateway.haal("/v1/autorisaties?partij=gemeente").json()["autorisaties"]
    assert rijen[0] == {
        "id": MEDEWERKERS["gemeente"][0],
        "partij": "gemeente",
        "functie": "regisseur",
        "geldigTot": "2027-06-30",
        "geldig": True,
    }
    assert {rij["partij"] for rij in rijen} == {"gemeente"}


def test_intrekken_is_een_nieuw_blad(gateway: Opstelling) -> None:
    eerste = gateway.registreer("politie").json()["bladnummer"]
    ingetrokken = gateway.registreer("politie", geautoriseerd=False)
    assert ingetrokken.json()["bladnummer"] > eerste
    wie = MEDEWERKERS["politie"][0]
    rijen = gateway.haal("/v1/autorisaties?partij=politie").json()["autorisaties"]
    assert {rij["id"]: rij["geldig"] for rij in rijen}[wie] is False
    bladen = [b for b in bladen_van(gateway, "autorisatie") if b["id"] == wie]
    assert [blad["geautoriseerd"] for blad in bladen][-2:] == [True, False]


def test_hetzelfde_nog_eens_registreren_schrijft_niets(gateway: Opstelling) -> None:
    eerste = gateway.registreer("om")
    voor = len(bladen_van(gateway, "autorisatie"))
    tweede = gateway.registreer("om")
    assert eerste.json() == tweede.json()
    assert len(bladen_van(gateway, "autorisatie")) == voor


def test_wie_bevestigde_staat_in_het_log_en_is_een_ander_van_dezelfde_partij(
    balie: Opstelling,
) -> None:
    document, zelf = autorisatie("politie", "analist"), MEDEWERKERS["politie"][0]
    for fout in (NIEUW, MEDEWERKERS["gemeente"][0]):
        antwoord = balie.zet_autorisatie(NIEUW, {**document, "bevestigdDoor": fout}, "politie")
        assert antwoord.status_code == 400
        assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/bevestigdDoor"]
    getekend = met_versie(NIEUW, {**document, "bevestigdDoor": zelf}, balie.klok())
    pad = f"/v1/autorisaties/{NIEUW}"
    assert balie.dien_in("PUT", pad, getekend, "politie").status_code == 200
    # Wie over deze versie iets anders zegt, zegt iets anders dan er is getekend.
    del getekend["bevestigdDoor"]
    assert balie.dien_in("PUT", pad, getekend, "politie").status_code == 409
    (blad,) = [een for een in bladen_van(balie, "autorisatie") if een["id"] == NIEUW]
    assert blad["bevestigdDoor"] == zelf


def test_een_partij_registreert_geen_mensen_van_een_ander(balie: Opstelling) -> None:
    document = autorisatie("gemeente", "regisseur")
    assert balie.zet_autorisatie(NIEUW, document, "politie").status_code == 403
    eigen = autorisatie("politie", "analist")
    gekaapt = balie.zet_autorisatie(MEDEWERKERS["gemeente"][0], eigen, "politie")
    assert gekaapt.status_code == 403
    assert (
        balie.haal("/v1/autorisaties?partij=politie").json()["autorisaties"][0]["id"]
        == (MEDEWERKERS["politie"][0])
    )


def test_een_programma_komt_niet_in_het_register(balie: Opstelling) -> None:
    """Het handelt nooit namens een partij, dus de gateway heeft er niets aan."""
    document = autorisatie("politie", "systeemaccount")
    antwoord = balie.zet_autorisatie(NIEUW, document, "politie")
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "/functie"
    assert "programma" in antwoord.json()["fouten"][0]["melding"]


def test_een_registratie_zonder_goede_handtekening_telt_niet(balie: Opstelling) -> None:
    document = autorisatie("politie", "analist")
    voor = len(bladen_van(balie, "autorisatie"))
    antwoord = balie.zet_autorisatie(NIEUW, document, "politie", tekent="gemeente")
    assert antwoord.status_code == 400
    assert len(bladen_van(balie, "autorisatie")) == voor


@pytest.mark.parametrize(
    ("wijziging", "pad"),
    [
        ({"functie": "tovenaar"}, "/functie"),
        ({"vog": "ja"}, "/vog"),
        ({"geldigTot": "ooit"}, "/geldigTot"),
        ({"naam": "Kruimel Nooitgedacht"}, "/naam"),
    ],
)
def test_een_registratie_die_niet_klopt_noemt_de_plaats(
    balie: Opstelling, wijziging: dict[str, object], pad: str
) -> None:
    document = {**autorisatie("politie", "analist"), **wijziging}
    antwoord = balie.zet_autorisatie(NIEUW, document, "politie")
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


def test_een_account_hoort_bij_een_autorisatie(gateway: Opstelling) -> None:
    account = "A" * 43
    assert gateway.registreer("politie", account=account).status_code == 200
    document = autorisatie("politie", "wijkagent", account=account)
    assert gateway.zet_autorisatie(NIEUW, document, "politie").status_code == 409
    assert account not in str(bladen_van(gateway, "autorisatie"))


def test_een_autorisatie_blijft_van_haar_eerste_account(balie: Opstelling) -> None:
    """Functie en termijn veranderen; wie het is niet, ook niet na een tijd zonder account."""
    account, ander = "A" * 43, "B" * 43
    eerste = autorisatie("politie", "privacyfunctionaris", account=account)
    assert balie.zet_autorisatie(NIEUW, eerste, "politie").status_code == 200
    langer = {**eerste, "functie": "fg", "geldigTot": "2028-06-30"}
    assert balie.zet_autorisatie(NIEUW, langer, "politie").status_code == 200
    voor = bladen_van(balie, "autorisatie")
    antwoord = balie.zet_autorisatie(NIEUW, {**langer, "account": ander}, "politie")
    assert antwoord.status_code == 409
    assert "nieuwe, met een eigen verwijzing" in antwoord.json()["detail"]
    assert bladen_van(balie, "autorisatie") == voor
    zonder = autorisatie("politie", "analist")
    assert balie.zet_autorisatie(NIEUW, zonder, "politie").status_code == 200
    weer = {**zonder, "functie": "fg"}
    assert balie.zet_autorisatie(NIEUW, {**weer, "account": ander}, "politie").status_code == 409
    assert balie.zet_autorisatie(NIEUW, {**weer, "account": account}, "politie").status_code == 200


def test_een_account_bezetten_kan_een_partij_alleen_bij_zichzelf(balie: Opstelling) -> None:
    account = "A" * 43
    eigen = autorisatie("politie", "privacyfunctionaris", account=account)
    assert balie.zet_autorisatie(NIEUW, eigen, "politie").status_code == 200
    wie = MEDEWERKERS["gemeente"][0]
    ander = autorisatie("gemeente", "privacyfunctionaris", account=account)
    assert balie.zet_autorisatie(wie, ander, "gemeente").status_code == 200

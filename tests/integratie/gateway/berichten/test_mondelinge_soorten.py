"""Wat er mondeling kan: vragen, geven en verbeteren; het telt pas als de inhoud is aangenomen."""

from __future__ import annotations

from typing import Any

from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway import koppen
from tests.integratie.gateway.gegevens import GROEP, PRIVACY, autorisatie
from tests.integratie.gateway.opstelling import Opstelling
from tests.integratie.gateway.zeggen import GEMEENTE, OM, POLITIE, Spreker, gepland


def test_een_vraag_aan_tafel_telt_als_verzoek_zodra_zij_is_gesteld_en_afgeleverd(
    balie: Opstelling,
) -> None:
    overleg = gepland(balie)
    vrager = Spreker(balie, overleg)
    verzoek = vrager.vraag(koppen.verzoek(balie.klok(), "gemeente", "politie"))

    def antwoord() -> Any:
        return koppen.verstrekking(balie.klok(), "politie", "gemeente", inReactieOp=verzoek)

    assert balie.redenen(antwoord()) == {"VERZOEK_ONTBREEKT"}
    balie.klok.vooruit(hours=1)
    vrager.bevestig("gemeente", medewerker=GEMEENTE)
    assert balie.redenen(antwoord()) == {"VERZOEK_ONTBREEKT"}
    assert vrager.lever(verzoek).status_code == 201
    balie.geef(antwoord())
    lijst = balie.haal(f"/v1/groepen/{GROEP}").json()["informatieverzoeken"]
    assert [een["id"] for een in lijst] == [verzoek]


def test_op_wat_is_gezegd_bouwt_iets_voort_als_de_inhoud_is_aangenomen(
    balie: Opstelling,
) -> None:
    balie.naar_stap_3()
    gateway, aan_de_telefoon = balie, Spreker(balie)
    bericht = aan_de_telefoon.vraag(
        koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3)
    )

    def correctie() -> dict[str, Any]:
        return koppen.correctie(gateway.klok(), bericht, "politie", "gemeente", stap=3)

    assert gateway.redenen(correctie()) == {"VERWIJZING_ONBEKEND"}
    aan_de_telefoon.gezegd()
    assert gateway.redenen(correctie()) == {"VERWIJZING_ONBEKEND"}
    assert aan_de_telefoon.lever(bericht).status_code == 201
    gateway.geef(correctie())


def test_recent_vervolgd_wordt_gezegd_en_ook_zo_gecorrigeerd(balie: Opstelling) -> None:
    balie.naar_stap_3()
    nu, spreker = balie.klok(), Spreker(balie)
    kop = koppen.verstrekking(nu, "om", "gemeente", ["RECENT_VERVOLGD"], stap=3)
    bericht = spreker.vraag(kop)
    bevestigd = spreker.bevestig("om", medewerker=OM)
    assert bevestigd.json()["zonderToestemming"] is False
    assert spreker.lever(bericht).status_code == 201
    correctie = koppen.correctie(nu, bericht, "om", "gemeente", [(0, "RECENT_VERVOLGD")], stap=3)
    assert 7 in balie.poorten({**correctie, "id": uuid7(nu)})
    verbeterd = Spreker(balie)
    bericht = verbeterd.vraag(correctie)
    verbeterd.bevestig("om", medewerker=OM)
    assert verbeterd.lever(bericht).status_code == 201


def test_een_tweede_medewerker_van_de_eigen_partij_hoeft_geen_bericht(balie: Opstelling) -> None:
    balie.naar_stap_3()
    collega = PRIVACY["politie"]
    document = autorisatie("politie", "wijkagent")
    assert balie.zet_autorisatie(collega, document, "politie").status_code == 200
    spreker = Spreker(balie, gepland(balie, deelnemers=[POLITIE, collega, GEMEENTE]))
    spreker.vraag(koppen.verstrekking(balie.klok(), "politie", "gemeente", stap=3))
    assert spreker.stand()["magGezegd"] is True

"""Eén verzoek door de echte gateway: drie partijen, drie wetten, en één antwoord."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.keten import Keten, draaiende_keten


@pytest.fixture(scope="module", params=SOORTEN)
def keten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Keten]:
    map_ = tmp_path_factory.mktemp("keten")
    with databanken(request, map_) as nieuw, draaiende_keten(nieuw, uitgever, pki, map_) as alles:
        yield alles


def test_een_verzoek_gaat_langs_drie_partijen_en_wordt_in_deel_afgewezen_bij_het_om(
    keten: Keten,
) -> None:
    mensen = {
        code: keten.medewerker(code, "privacyfunctionaris")[0]
        for code in ("gemeente", "politie", "om")
    }
    tweede, _ = keten.medewerker("om", "privacyfunctionaris", naam="twee")
    invoer = {
        "recht": "inzage", "ontvangenOp": "2026-11-23",
        "identiteit": {"wijze": "getoond", "op": "2026-11-23"},
    }  # fmt: skip
    verzoek = mensen["gemeente"].maak("/rechtenverzoeken", invoer)["id"]
    pad = f"/rechtenverzoeken/{verzoek}"
    verteld = mensen["gemeente"].maak(f"{pad}/_vertel", {}, 200)
    assert {een["partij"]: een["status"] for een in verteld["berichten"]} == {
        "om": "afgeleverd", "politie": "afgeleverd",
    }  # fmt: skip
    for code, klant in mensen.items():
        # Niemand van de drie heeft iets over hem, en elk zegt dat.
        koppen = {"If-Match": klant.vraag("GET", pad).headers["ETag"]}
        wie = {"identiteit": invoer["identiteit"]}
        assert klant.vraag("PUT", f"{pad}/wie", json=wie, headers=koppen).status_code == 200
        voorstel = "deels_toewijzen" if code == "om" else "toewijzen"
        klant.maak(f"{pad}/_afstemmen", {"voorstel": voorstel}, 200)
    mensen["om"].maak(
        f"{pad}/_beslis",
        {
            "uitkomst": "deels_toegewezen", "gronden": ["WJSG21_2_B"],
            "motivering": "Zolang dat onderzoek loopt is het nodig (verzonnen).",
        },
        200,
    )  # fmt: skip
    tweede.maak(f"{pad}/_bevestig", {"akkoord": True}, 200)
    for code in ("politie", "gemeente"):
        mensen[code].maak(f"{pad}/_beslis", {"uitkomst": "toegewezen"}, 200)
    antwoord = mensen["gemeente"].haal(f"{pad}/antwoord")
    assert {een["partij"]: een["uitkomst"] for een in antwoord["delen"]} == {
        "gemeente": "toegewezen", "politie": "toegewezen", "om": "deels_toegewezen",
    }  # fmt: skip
    assert (antwoord["volledig"], antwoord["verteldAan"]) == (True, ["om", "politie"])
    klaar = mensen["gemeente"].maak(f"{pad}/_beantwoord", {}, 200)
    assert klaar["stand"] == "afgehandeld"
    assert {een["status"] for een in klaar["berichten"]} == {"afgeleverd"}

"""De stukken onder een besluit: iedereen leest in de eigen dienst hetzelfde, en tekent daarover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.bericht.inhoud import Stuk
from tests.integratie.partij.besluitwerk import ADVIES, Besluitwerk
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import ZACHT, lees, trek_in


@pytest.fixture
def werk(gedeelde_driehoek: Wereld) -> Iterator[Besluitwerk]:
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = True
    yield Besluitwerk.richt_in(gedeelde_driehoek)
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = False


def test_de_laatste_stukken_gaan_vanzelf_mee_en_iedereen_tekent_over_dezelfde(
    werk: Besluitwerk,
) -> None:
    advies = werk.geef_advies()
    concept = werk.bereid_voor()
    verwacht = [{"soort": "advies", "digest": Stuk("advies", 1, ADVIES).digest}]
    assert concept["besluit"]["gegevens"]["stukken"] == verwacht
    assert [(s["aanwezig"], s["gelezen"], s["stuk"]) for s in concept["stukken"]] == [
        (True, False, advies["id"])
    ]
    # De burgemeester tekent niet over wat hij niet las, en daarna wel.
    niet = werk.kantoor.neem(concept, 409).json()
    assert "nog niet gelezen" in niet["redenen"][0]["uitleg"]
    werk.lees("gemeente", advies["id"])
    assert werk.kantoor.neem(concept).json()["stand"] == "voorgelegd"
    for code in ("politie", "om"):
        voorstel = werk.voorstel(code, concept["id"])
        (stuk,) = voorstel["stukken"]
        assert (stuk["digest"], stuk["van"], stuk["gelezen"]) == (
            verwacht[0]["digest"], "gemeente", False,
        )  # fmt: skip
        assert "nog niet gelezen" in werk.teken(code, concept["id"], 409)["detail"]
        assert werk.lees(code, stuk["stuk"])["gegevens"] == ADVIES
        (stuk,) = werk.voorstel(code, concept["id"])["stukken"]
        assert (stuk["aanwezig"], stuk["gelezen"], stuk["beletsel"]) == (True, True, None)
        werk.teken(code, concept["id"])
    genomen = werk.driehoek.wereld.gateway.besluiten[-1]
    assert genomen["besluit"]["gegevens"]["stukken"] == verwacht
    assert genomen["handtekeningen"].keys() == {"gemeente", "politie", "om"}


def test_dat_een_collega_het_las_is_niet_genoeg(werk: Besluitwerk) -> None:
    kenmerk = werk.leg_voor_met_advies()
    (stuk,) = werk.voorstel("politie", kenmerk)["stukken"]
    lees(werk.driehoek, "politie", stuk["stuk"])
    assert "nog niet gelezen" in werk.teken("politie", kenmerk, 409)["detail"]


def test_een_latere_versie_tussen_lezen_en_tekenen(werk: Besluitwerk) -> None:
    kenmerk = werk.leg_voor_met_advies()
    werk.lees_alles("om", kenmerk)
    werk.geef_advies(inzet="Meer toezicht dan eerst gedacht.")
    fout = werk.teken("om", kenmerk, 409)
    assert [een["uitleg"] for een in fout["redenen"]] == [
        "Het stuk 'advies aan de driehoek' is vervangen door een latere versie; vraag een nieuw "
        "voorstel."
    ]
    (stuk,) = werk.voorstel("om", kenmerk)["stukken"]
    assert (stuk["aanwezig"], stuk["versie"]) == (False, 1)
    # Wie het voorlegde trekt het in en legt de nieuwe versie voor.
    werk.trek_in(kenmerk)
    nieuw = werk.leg_voor()
    werk.lees_alles("om", nieuw)
    assert werk.teken("om", nieuw)["wachtOp"] == ["politie"]


def test_een_ingetrokken_stuk_draagt_geen_besluit(werk: Besluitwerk) -> None:
    kenmerk = werk.leg_voor_met_advies()
    werk.lees_alles("politie", kenmerk)
    trek_in(werk.driehoek, "gemeente", werk.advies)
    fout = werk.teken("politie", kenmerk, 409)
    assert "is ingetrokken" in fout["redenen"][0]["uitleg"]
    (stuk,) = werk.voorstel("politie", kenmerk)["stukken"]
    assert (stuk["aanwezig"], stuk["stuk"]) == (False, None)


def test_een_stuk_dat_apart_ligt_wordt_eerst_vrijgegeven(werk: Besluitwerk) -> None:
    kenmerk = werk.leg_voor_met_advies(inzet=ZACHT)
    (stuk,) = werk.voorstel("politie", kenmerk)["stukken"]
    assert (stuk["aanwezig"], stuk["gelezen"]) == (False, False)
    assert "ligt apart" in werk.teken("politie", kenmerk, 409)["detail"]


def test_wie_dagen_weg_was_tekent_zodra_de_stukken_er_zijn(werk: Besluitwerk) -> None:
    werk.driehoek.wereld.sluit_af("om")
    kenmerk = werk.leg_voor_met_advies(status=202)
    werk.lees_alles("politie", kenmerk)
    assert werk.teken("politie", kenmerk)["wachtOp"] == ["om"]
    assert "is hier niet aangekomen" in werk.teken("om", kenmerk, 409)["detail"]
    werk.driehoek.wereld.klok.vooruit(days=3)
    werk.driehoek.wereld.sluit_aan("om")
    werk.driehoek.bureau("gemeente").ronde()
    werk.lees_alles("om", kenmerk)
    assert werk.teken("om", kenmerk)["wachtOp"] == []


def test_wat_niet_aan_iedereen_is_gegeven_gaat_er_niet_vanzelf_onder(werk: Besluitwerk) -> None:
    werk.geef_advies("politie")
    assert "stukken" not in werk.bereid_voor()["besluit"]["gegevens"]
    digest = Stuk("advies", 1, ADVIES).digest
    fout = werk.bereid_voor(400, stukken=[{"soort": "advies", "digest": digest}])
    assert [(een["pad"], een["melding"]) for een in fout["fouten"]] == [
        ("/gegevens/stukken/0", "is niet gegeven aan het Openbaar Ministerie")
    ]


@pytest.mark.parametrize(
    ("stuk", "pad"),
    [
        ({"soort": "advies", "digest": "A" * 43}, "/gegevens/stukken/0/digest"),
        ({"soort": "leerpunten", "digest": "A" * 43}, "/gegevens/stukken/0/digest"),
    ],
)
def test_een_stuk_dat_hier_niet_is_ligt_nergens_onder(
    werk: Besluitwerk, stuk: dict[str, Any], pad: str
) -> None:
    fout = werk.bereid_voor(400, stukken=[stuk])
    assert [een["pad"] for een in fout["fouten"]] == [pad]


def test_alleen_wie_het_had_kunnen_tekenen_trekt_een_voorstel_in(werk: Besluitwerk) -> None:
    """Wie klaarzet maakt de handtekening van wie besliste niet ongedaan (5.1)."""
    kenmerk = werk.leg_voor_met_advies()
    pad = f"/besluitvoorstellen/{kenmerk}"
    geweigerd = werk.kantoor.regisseur.vraag("DELETE", pad)
    assert geweigerd.status_code == 403, geweigerd.text
    assert "burgemeester" in geweigerd.json()["detail"]
    assert werk.voorstel("politie", kenmerk)["getekendDoor"] == ["gemeente"]
    werk.trek_in(kenmerk)
    assert werk.tekenaars["politie"].vraag("GET", pad).status_code == 404


def test_zonder_stukken_gaat_alleen_als_er_geen_zijn(werk: Besluitwerk) -> None:
    """Anders tekent de driehoek over niets, terwijl het advies bij iedereen ligt."""
    werk.bereid_voor(stukken=[])
    werk.geef_advies()
    fout = werk.bereid_voor(400, stukken=[])
    assert [een["pad"] for een in fout["fouten"]] == ["/gegevens/stukken"]

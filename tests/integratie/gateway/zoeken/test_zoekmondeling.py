"""Het verhaal van wat is gezegd: aangekondigd, gezegd, en daarna vastgelegd bij wie het hoorde."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from shared.bewijsbundel.controle import verifieer_bundel
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, lees_log
from tests.integratie.gateway.opstelling import Opstelling
from tests.integratie.gateway.zeggen import GEMEENTE, OM, POLITIE, Spreker, gepland

PERIODE = {"van": "2026-11-01T00:00:00Z", "tot": "2026-12-31T00:00:00Z"}


@pytest.fixture
def spreker(gateway: Opstelling) -> Spreker:
    """De politie zegt iets in een overleg met de gemeente en het OM."""
    gateway.onderzoek(van="2026-11-01", tot="2026-12-31")
    gateway.naar_stap_3()
    met_drie = Spreker(gateway, gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM]))
    for partij in ("gemeente", "om"):
        met_drie.vraag(koppen.verstrekking(gateway.klok(), "politie", partij, stap=3))
    return met_drie


def _verhaal(gateway: Opstelling, bericht: str, als: str) -> Any:
    antwoord = gateway.haal(f"/v1/uitwisselingen/{bericht}", als=als)
    return antwoord.json() if antwoord.status_code == 200 else antwoord.status_code


def _zoek(gateway: Opstelling, als: str, **vraag: Any) -> Any:
    antwoord = gateway.post("/v1/uitwisselingen/_zoek", {"periode": PERIODE, **vraag}, als=als)
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.json()


def _lijst(gateway: Opstelling, vraag: str) -> list[str]:
    antwoord = gateway.post(f"/v1/zoekvragen/{vraag}/_beantwoord", {}, als="politie").json()
    return [rij["id"] for rij in antwoord["uitwisselingen"]]


def test_het_verhaal_van_wat_in_een_overleg_is_gezegd(spreker: Spreker) -> None:
    gateway, (aan_gemeente, aan_om) = spreker.gateway, spreker.berichten
    assert _verhaal(gateway, aan_gemeente, "politie")["gezegd"] is None
    gateway.klok.vooruit(hours=1, minutes=5)
    gezegd = spreker.gezegd()
    assert spreker.lever(aan_gemeente).status_code == 201
    verhaal = _verhaal(gateway, aan_gemeente, "gemeente")
    assert verhaal["gezegd"] == {
        "bladnummer": gezegd["bladnummer"],
        "zonderToestemming": False,
        "uiting": spreker.uiting,
        "gezegdOp": gezegd["gezegdOp"],
        "medewerker": POLITIE,
    }
    soorten = [blad["soort"] for blad in verhaal["bladen"]]
    assert soorten == ["besluit", "bevestiging", "mondeling", "bevestiging"]
    (besluit,) = verhaal["besluiten"]
    ontvangst = verhaal["bladen"][-1]["bladnummer"]
    assert (besluit["uitkomst"], besluit["gezegd"]) == ("aanvaard", "met-toestemming")
    assert (besluit["inhoud"], besluit["inhoudBladnummer"]) == ("aanvaard", ontvangst)
    (verslag,) = [p for p in besluit["plichten"] if p["code"] == "VERSLAG"]
    assert verslag["vervuldBladnummer"] == ontvangst
    # Wat in dezelfde adem tegen een ander is gezegd, ziet alleen wie het zei.
    assert verhaal["samen"] == []
    van_politie = _verhaal(gateway, aan_gemeente, "politie")
    assert [rij["id"] for rij in van_politie["samen"]] == [aan_om]
    assert _verhaal(gateway, aan_gemeente, "om") == 404


def test_wat_gezegd_is_en_nog_niet_vastgelegd_staat_op_de_lijst(spreker: Spreker) -> None:
    gateway, (aan_gemeente, aan_om) = spreker.gateway, spreker.berichten
    assert _lijst(gateway, "mondeling-zonder-verslag") == []
    gateway.klok.vooruit(hours=1, minutes=5)
    spreker.gezegd()
    assert set(_lijst(gateway, "mondeling-zonder-verslag")) == {aan_gemeente, aan_om}
    assert spreker.lever(aan_om).status_code == 201
    assert _lijst(gateway, "mondeling-zonder-verslag") == [aan_gemeente]
    gevonden = _zoek(gateway, "om", uiting=spreker.uiting, facetten=["gezegd", "inhoud"])
    assert [rij["id"] for rij in gevonden["uitwisselingen"]] == [aan_om]
    gezegd = {"waarde": "met-toestemming", "inWoorden": "gezegd, en het mocht", "aantal": 1}
    assert gevonden["facetten"]["gezegd"] == [gezegd]
    (inhoud,) = gevonden["facetten"]["inhoud"]
    assert (inhoud["waarde"], inhoud["aantal"]) == ("aanvaard", 1)
    vraag = {"periode": PERIODE, "overleg": spreker.overleg, "vorm": "csv"}
    tekst = gateway.post("/v1/uitwisselingen/_exporteer", vraag, als="politie").content
    rijen = csv.DictReader(io.StringIO(tekst.decode("utf-8-sig")), delimiter=";")
    assert {rij["id"]: rij["inhoud"] for rij in rijen} == {aan_gemeente: "", aan_om: "aanvaard"}


def test_gezegd_terwijl_het_niet_mocht_is_te_vinden(spreker: Spreker) -> None:
    gateway = spreker.gateway
    verkeerd = Spreker(gateway)
    kop = koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3, doel="D5")
    assert verkeerd.bied_aan(kop).status_code == 403
    assert _lijst(gateway, "gezegd-zonder-toestemming") == []
    verkeerd.gezegd()
    assert _lijst(gateway, "gezegd-zonder-toestemming") == [kop["id"]]
    verhaal = _verhaal(gateway, kop["id"], "politie")
    assert (verhaal["uitkomst"], verhaal["gezegd"]["zonderToestemming"]) == ("geweigerd", True)
    assert [blad["soort"] for blad in verhaal["bladen"]] == ["besluit", "mondeling"]


def test_een_bundel_over_wat_is_gezegd_draagt_dat_en_de_ontvangst_van_de_inhoud(
    spreker: Spreker, tmp_path: Path
) -> None:
    gateway, (aan_gemeente, _) = spreker.gateway, spreker.berichten
    gateway.klok.vooruit(hours=1, minutes=5)
    spreker.gezegd()
    assert spreker.lever(aan_gemeente).status_code == 201
    antwoord = gateway.post("/v1/bewijsbundels", {"bericht": aan_gemeente}, als="gemeente")
    pad = tmp_path / "bewijs.zip"
    pad.write_bytes(antwoord.content)
    rapport = verifieer_bundel(pad)
    assert [str(fout) for fout in rapport.fouten] == []
    assert (rapport.bladen, rapport.besluiten, rapport.handtekeningen) == (4, 1, 4)


def test_van_een_overleg_en_een_uiting_ziet_een_ander_geen_blad(gateway: Opstelling) -> None:
    """Een gesprek aan de telefoon tussen twee partijen is niet van de derde."""
    gateway.naar_stap_3()
    met_tweeen = Spreker(gateway, gepland(gateway, deelnemers=[POLITIE, GEMEENTE]))
    bericht = met_tweeen.vraag(koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3))
    gateway.klok.vooruit(hours=1, minutes=5)
    met_tweeen.gezegd()
    assert met_tweeen.lever(bericht).status_code == 201
    van_hen = {"besluit", "bevestiging", "mondeling", "overleg"}
    nummers = [n for n, blad in enumerate(lees_log(gateway)) if blad["soort"] in van_hen]
    assert len(nummers) == 5
    assert bladen_van(gateway, "mondeling")[0]["uiting"] == met_tweeen.uiting
    for nummer in nummers:
        pad = f"/v1/logboek/bladen/{nummer}"
        assert gateway.haal(pad, als="om").status_code == 404, nummer
        assert gateway.haal(pad, als="gemeente").status_code == 200, nummer
    assert _zoek(gateway, "om", uiting=met_tweeen.uiting)["aantal"] == 0

"""Het strafrechtelijk onderzoek: een eigenaar, dagen, en wat de gateway daarvan hoort (5.2)."""

from __future__ import annotations

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.parket import TOT, ZAAK, Parket


@pytest.fixture
def parket(gedeelde_driehoek: Wereld) -> Parket:
    return Parket.richt_in(gedeelde_driehoek)


def test_het_onderzoek_gaat_als_besluit_van_het_om_naar_de_gateway_zonder_zaak(
    parket: Parket,
) -> None:
    onderzoek = nieuw_id()
    gezet = parket.zet(onderzoek).json()
    assert (gezet["loopt"], gezet["dagenOver"], gezet["versie"]) == (True, 93, 1)
    ingediend = parket.driehoek.wereld.gateway.besluiten[-1]
    assert ingediend["besluit"]["soort"] == "onderzoek"
    assert ingediend["besluit"]["gegevens"] == {"van": "2026-11-01", "tot": TOT}
    assert list(ingediend["handtekeningen"]) == ["om"]
    assert ZAAK not in str(ingediend)
    assert parket.driehoek.secretaris.haal(f"/groepen/{parket.groep}/onderzoeken") == {
        "onderzoeken": [gezet],
        "volgende": None,
    }


def test_een_onderzoek_verlengen_en_eerder_beeindigen_laat_elke_versie_staan(
    parket: Parket,
) -> None:
    onderzoek = nieuw_id()
    eerste = parket.zet(onderzoek)
    zaken = eerste.json()["zaken"]
    parket.zet(onderzoek, 428, zaken=zaken)
    besluiten = parket.driehoek.wereld.gateway.besluiten
    tweede = parket.zet(onderzoek, etag=eerste.headers["ETag"], zaken=zaken, tot="2027-05-01")
    parket.zet(onderzoek, 412, eerste.headers["ETag"], zaken=zaken)
    aantal = len(besluiten)
    nieuw = {"id": nieuw_id(), "nummer": "10/000001-26", "zaakofficier": parket.zaakofficier_id}
    derde = parket.zet(
        onderzoek, etag=tweede.headers["ETag"], zaken=[*zaken, nieuw], tot="2027-05-01"
    )
    assert len(besluiten) == aantal, "een zaak erbij verandert de dagen niet"
    einde = parket.officier.vraag(
        "POST",
        f"/onderzoeken/{onderzoek}/_beeindig",
        json={"op": "2026-11-30"},
        headers={"If-Match": derde.headers["ETag"]},
    )
    assert einde.status_code == 200, einde.text
    assert besluiten[-1]["besluit"]["gegevens"]["tot"] == "2026-11-30"
    versies = parket.officier.haal(f"/onderzoeken/{onderzoek}/verloop")["versies"]
    dagen = [(v["versie"], v["tot"], len(v["zaken"])) for v in versies]
    assert dagen == [
        (1, TOT, 1), (2, "2027-05-01", 1), (3, "2027-05-01", 2), (4, "2026-11-30", 2)
    ]  # fmt: skip


def test_een_groep_heeft_een_onderzoek_tegelijk(parket: Parket) -> None:
    parket.zet(nieuw_id(), tot="2026-12-01")
    geweigerd = parket.zet(nieuw_id(), 409)
    assert "Voeg de zaak daaraan" in geweigerd.json()["detail"]
    parket.driehoek.wereld.klok.vooruit(days=10)
    parket.zet(nieuw_id(), van="2026-12-05")


def test_van_twee_onderzoeken_tegelijk_hoort_de_gateway_er_een(parket: Parket) -> None:
    besluiten = parket.driehoek.wereld.gateway.besluiten
    aantal = len(besluiten)
    invoer = {
        "groep": parket.groep,
        "eigenaar": parket.officier_id,
        "zaken": [{"id": nieuw_id(), "nummer": ZAAK, "zaakofficier": parket.zaakofficier_id}],
        "van": "2026-11-01",
    }
    een, ander = nieuw_id(), nieuw_id()
    antwoorden = parket.officier.tegelijk(
        ("PUT", f"/onderzoeken/{een}", {"json": {**invoer, "tot": TOT}}),
        ("PUT", f"/onderzoeken/{een}", {"json": {**invoer, "tot": "2027-01-31"}}),
        ("PUT", f"/onderzoeken/{ander}", {"json": {**invoer, "tot": TOT}}),
    )
    gelukt = [antwoord for antwoord in antwoorden if antwoord.status_code == 200]
    assert len(gelukt) == 1
    assert {a.status_code for a in antwoorden} <= {200, 409, 428}
    assert len(besluiten) == aantal + 1
    assert besluiten[-1]["besluit"]["gegevens"]["tot"] == gelukt[0].json()["tot"]


def test_een_onderzoek_dat_niet_kan_wordt_nergens_vastgelegd(parket: Parket) -> None:
    onderzoek = nieuw_id()
    aantal = len(parket.driehoek.wereld.gateway.besluiten)
    geweigerd = parket.zet(
        onderzoek,
        400,
        eigenaar=parket.driehoek.secretaris_id,
        zaken=[{"id": nieuw_id(), "nummer": ZAAK, "zaakofficier": nieuw_id()}],
        tot="2026-10-01",
    )
    paden = {fout["pad"] for fout in geweigerd.json()["fouten"]}
    assert paden == {"/eigenaar", "/zaken/0/zaakofficier", "/tot"}
    assert len(parket.driehoek.wereld.gateway.besluiten) == aantal
    assert parket.officier.vraag("GET", f"/onderzoeken/{onderzoek}").status_code == 404
    invoer = {"groep": parket.groep, "eigenaar": parket.officier_id, "zaken": [], "tot": TOT}
    secretaris = parket.driehoek.secretaris
    pad = f"/onderzoeken/{onderzoek}"
    assert secretaris.vraag("PUT", pad, json=invoer).status_code in (400, 403)


def test_wat_de_gateway_weigert_staat_ook_hier_niet(parket: Parket) -> None:
    gateway = parket.driehoek.wereld.gateway
    gateway.groepsbesluiten.botst = [
        {"code": "GROEP_NIET_ACTIEF", "uitleg": "De groep is gesloten."}
    ]
    try:
        parket.zet(nieuw_id(), 409)
    finally:
        gateway.groepsbesluiten.botst = []
    assert parket.driehoek.secretaris.haal(f"/groepen/{parket.groep}/onderzoeken")[
        "onderzoeken"
    ] == []  # fmt: skip


def test_wie_het_aangaat_ziet_dat_een_onderzoek_afloopt(parket: Parket) -> None:
    onderzoek = nieuw_id()
    parket.zet(onderzoek, tot="2026-12-10")

    def aflopend(dagen: int) -> set[str]:
        gevonden = parket.officier.haal(f"/onderzoeken?dagen={dagen}")["onderzoeken"]
        return {een["id"] for een in gevonden}

    assert onderzoek in aflopend(17)
    assert onderzoek not in aflopend(16)

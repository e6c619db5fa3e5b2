"""Starten: de registers worden wat de bestanden zeggen, en een herstart laat geen spoor na."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import MetaData

from deploy.pki import Pki, maak_pki
from deploy.uitgifte import Doel
from gateway.app import maak_app_zonder_verbindingen
from gateway.kern import MIGRATIES
from gateway.laden import controleer_voor_productie
from gateway.registers.bestand import lees_registerbestand
from gateway.registers.tabellen import Basis
from shared.bericht.sleutels.certificaten import Certificaat
from shared.logboek.notitie import Notitiesleutel, Soort
from shared.logboek.opslag import METADATA
from shared.opslag.migratie import migreer
from shared.web.instellingen.lezen import OngeldigeInstellingen
from tests.hulp.certificaten import nog_een_certificaat
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.controle import bladen_van, controleer_log, lees_log
from tests.integratie.gateway.omgeving import maak_instellingen, schrijf_partijen
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway
from tests.integratie.gateway.sleutels import ondertekenaar


@dataclasses.dataclass(frozen=True)
class Plek:
    """Waar een gateway draait, om er meer dan één keer te starten."""

    pki: Pki
    map: Path
    url: str
    klok: VasteKlok
    net: Net

    def start(self, **instellingen: Any) -> Any:
        return draaiende_gateway(self.pki, self.map, self.url, self.klok, self.net, **instellingen)


@pytest.fixture
def plek(pki: Pki, tmp_path: Path, sqlite_url: str, vaste_klok: VasteKlok, net: Net) -> Plek:
    return Plek(pki, tmp_path, sqlite_url, vaste_klok, net)


def test_de_eerste_start_legt_partijen_convenant_en_instellingen_vast(
    kale_gateway: Opstelling,
) -> None:
    soorten = [blad["soort"] for blad in lees_log(kale_gateway)]
    assert soorten == ["convenant", "partij", "partij", "partij", "configuratie"]
    partijen = kale_gateway.haal("/v1/partijen").json()["partijen"]
    assert [p["code"] for p in partijen] == ["gemeente", "om", "politie"]
    assert set(partijen[0]["certificaten"]) == {"transport", "ondertekening", "versleuteling"}
    assert all(p["certificaten"]["ondertekening"].startswith("-----BEGIN") for p in partijen)


def test_een_herstart_zonder_wijziging_schrijft_niets(plek: Plek) -> None:
    with plek.start() as eerste:
        voor = lees_log(eerste)
    plek.klok.vooruit(days=1)
    with plek.start() as tweede:
        assert lees_log(tweede) == voor


def test_een_gewijzigde_partij_en_instelling_krijgen_elk_een_blad(plek: Plek) -> None:
    with plek.start() as eerste:
        voor = len(lees_log(eerste))
    schrijf_partijen(plek.pki, plek.map / "partijen.toml", om={"dpia": None})
    with plek.start(limieten={"tijdvenster_seconden": 60}) as tweede:
        nieuw = lees_log(tweede)[voor:]
        assert [(b["soort"], b.get("code")) for b in nieuw] == [
            ("partij", "om"),
            ("configuratie", None),
        ]
        assert (nieuw[0]["document"]["versie"], nieuw[0]["document"]["dpia"]) == (2, None)
    controleer_log(tweede)


def _zonder(plek: Plek, partij: str) -> None:
    pad = plek.map / "partijen.toml"
    blokken = pad.read_text().split("\n\n")
    pad.write_text("\n\n".join(blok for blok in blokken if f'"{partij}"' not in blok))


def test_een_partij_laten_verdwijnen_kan_de_gateway_niet(plek: Plek) -> None:
    with plek.start():
        pass
    _zonder(plek, "politie")
    with pytest.raises(OngeldigeInstellingen, match="politie"), plek.start():
        pass


def test_een_partij_gaat_met_een_eigen_document(plek: Plek) -> None:
    with plek.start() as eerste:
        eerste.richt_in()
    schrijf_partijen(plek.pki, plek.map / "partijen.toml", politie={"actief": False})
    with plek.start():
        pass
    _zonder(plek, "politie")
    with plek.start() as tweede:
        partijen = {p["code"]: p for p in tweede.haal("/v1/partijen", als="om").json()["partijen"]}
        assert partijen["politie"]["actief"] is False
        antwoord = tweede.verstuur(tweede.onderteken(tweede.verzoekkop()))
        assert antwoord.status_code == 403
        assert 2 in {reden["poort"] for reden in antwoord.json()["redenen"]}


def test_na_een_nieuw_certificaat_telt_de_oude_sleutel_niet_meer(
    plek: Plek, tmp_path: Path
) -> None:
    with plek.start() as eerste:
        eerste.richt_in()
        met_oude_sleutel = eerste.onderteken(eerste.verzoekkop())
    ander = Certificaat.uit_pem(nog_een_certificaat(plek.pki, "gemeente", Doel.ONDERTEKENING).pem)
    nieuw = {"certificaten": {"ondertekening": [ander]}}
    schrijf_partijen(plek.pki, plek.map / "partijen.toml", gemeente=nieuw)
    with plek.start() as tweede:
        assert tweede.verstuur(met_oude_sleutel).status_code == 400
        assert bladen_van(tweede, "besluit") == []


def test_het_convenant_beeindigen_sluit_poort_een(plek: Plek) -> None:
    with plek.start() as eerste:
        eerste.richt_in()
    pad = plek.map / "partijen.toml"
    pad.write_text("[convenant]\nbeeindigd_per = 2026-11-23\n\n" + pad.read_text())
    with plek.start() as tweede:
        groepen = tweede.haal("/v1/groepen").json()["groepen"]
        assert [een["convenant"]["beeindigdPer"] for een in groepen] == ["2026-11-23"]
        assert [b["beeindigdPer"] for b in bladen_van(tweede, "convenant")] == [
            None,
            "2026-11-23",
        ]
        antwoord = tweede.verstuur(tweede.onderteken(tweede.verzoekkop()))
        assert [r["poort"] for r in antwoord.json()["redenen"]] == [1]


def test_elke_fout_in_het_partijenbestand_wordt_genoemd(plek: Plek) -> None:
    pad = schrijf_partijen(
        plek.pki,
        plek.map / "partijen.toml",
        politie={"code": "waterschap"},
        om={"oin": plek.pki.deelnemers["gemeente"].deelnemer.oin},
    )
    with pytest.raises(OngeldigeInstellingen) as fout:
        lees_registerbestand(pad)
    plaatsen = {f.pad for f in fout.value.fouten}
    assert plaatsen == {
        "partij waterschap, code", "partij waterschap, document/oin",
        "partij om, oin", "partij om, document/oin",
    }  # fmt: skip


def test_wat_een_partij_niet_zelf_tekende_laadt_de_gateway_niet(plek: Plek) -> None:
    vreemd = {"tekent": ondertekenaar(plek.pki, "om"), "endpoint": "https://elders.example"}
    schrijf_partijen(plek.pki, plek.map / "partijen.toml")
    pad = schrijf_partijen(plek.pki, plek.map / "partijen.toml", politie=vreemd)
    with pytest.raises(OngeldigeInstellingen, match="vorige document"):
        lees_registerbestand(pad)


def test_een_certificaat_en_een_getuige_zijn_van_een_partij_en_voor_een_doel(plek: Plek) -> None:
    sleutel = Ed25519PrivateKey.generate()
    een, twee = (
        Notitiesleutel(f"{code}.example/getuige", sleutel, Soort.COSIGNATURE).vkey
        for code in ("gemeente", "om")
    )
    paar = plek.pki.deelnemers["gemeente"].ondertekening
    tekent = Certificaat.uit_pem(paar.certificaat.read_bytes())
    verkeerd = {"certificaten": {"transport": [tekent]}}
    pad = schrijf_partijen(plek.pki, plek.map / "partijen.toml", gemeente=verkeerd)
    with pytest.raises(OngeldigeInstellingen, match="verbinden"):
        lees_registerbestand(pad)
    pad = schrijf_partijen(
        plek.pki, _elders(plek) / "p.toml", gemeente={"getuige": een}, om={"getuige": twee}
    )
    with pytest.raises(OngeldigeInstellingen) as fout:
        lees_registerbestand(pad)
    ((plaats, melding),) = ((f.pad, f.melding) for f in fout.value.fouten)
    assert plaats == "partij om, getuige"
    assert "andere partij" in melding


def _elders(plek: Plek) -> Path:
    map_ = plek.map / "elders"
    map_.mkdir()
    return map_


def test_wat_in_het_log_staat_kan_de_gateway_niet_vergeten(plek: Plek) -> None:
    schrijf_partijen(plek.pki, plek.map / "partijen.toml")
    eerder = (plek.map / "om.partij.json").read_bytes()
    schrijf_partijen(plek.pki, plek.map / "partijen.toml", om={"dpia": None})
    with plek.start():
        pass
    (plek.map / "om.partij.json").write_bytes(eerder)
    with pytest.raises(OngeldigeInstellingen, match="bouwt niet voort"), plek.start():
        pass


def test_productie_weigert_partijen_met_testcertificaten(plek: Plek) -> None:
    bestand = lees_registerbestand(schrijf_partijen(plek.pki, plek.map / "partijen.toml"))
    productie = maak_instellingen(plek.pki, plek.map, plek.url, omgeving="productie")
    with pytest.raises(OngeldigeInstellingen) as fout:
        controleer_voor_productie(bestand, productie)
    # Negen testcertificaten, en drie partijen zonder getuige en zonder alarmadres.
    assert len(fout.value.fouten) == 15


def test_een_gateway_met_een_rsa_sleutel_start_niet(plek: Plek) -> None:
    paar = plek.pki.deelnemers["politie"].ondertekening
    with (
        pytest.raises(OngeldigeInstellingen),
        plek.start(ondertekening={"certificaat": paar.certificaat, "sleutel": paar.sleutel}),
    ):
        pass


def test_een_andere_logsleutel_opent_het_log_niet(plek: Plek, tmp_path: Path) -> None:
    from shared.logboek.fouten import LogBeschadigd

    with plek.start():
        pass
    ander = maak_pki(tmp_path / "ander", deelnemers=[], rsa_bits=2048)
    with (
        pytest.raises(LogBeschadigd),
        plek.start(log={"naam": "driehoek.example/proef", "sleutel": ander.logsleutel}),
    ):
        pass


def test_de_migraties_maken_precies_wat_de_modellen_zeggen(databank_url: str) -> None:
    alles = MetaData()
    for metadata in (Basis.metadata, METADATA):
        for tabel in metadata.tables.values():
            tabel.to_metadata(alles)
    migreer(databank_url, MIGRATIES, alles)
    migreer(databank_url, MIGRATIES, alles)


def test_de_app_is_te_beschrijven_zonder_bestanden_of_databank() -> None:
    beschrijving = maak_app_zonder_verbindingen().openapi()
    assert "/berichten" in beschrijving["paths"]

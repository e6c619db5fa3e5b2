"""Van niets naar een configuratie die in productie mag starten, en wat daarbij fout kan gaan."""

from __future__ import annotations

import re
import shutil
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from shared.bericht.sleutels.certificaten import TESTMERK, Certificaat
from shared.cli.hoofd import main
from shared.cli.installatie.onderdelen import keuzes, partijcodes, voorbeeld_van
from shared.cli.installatie.velden import kaal, leden_van, uitleg_van
from shared.logboek.notitie import Soort, lees_vkey
from shared.web.instellingen.instellingen import Instellingen, laad_instellingen
from shared.web.instellingen.lezen import bestanden
from shared.web.instellingen.onderdeelsoort import soort_van
from shared.web.instellingen.partijenbestand import Partijenbestand
from shared.web.limieten import Limieten, Verzending
from tests.unit.web.echteomgeving import ANDER_OIN, OIN, beantwoord, geef_uit, maak_ca

CODE, *ANDEREN = partijcodes()
GATEWAY_OIN, DERDE_OIN = "00000001003214347000", "00000001003214348000"
TESTHOUDER = ["--naam", "Proef", "--oin", "00000099000000010001", "--host", "proef.example"]
HOUDER = ["--naam", "Eenheid Verzonnen", "--oin", OIN, "--host", "eenheid.example"]


def _modellen(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for veld in model.model_fields.values():
        soort = kaal(veld.annotation)
        for binnen in (soort, *leden_van(soort)):
            if isinstance(binnen, type) and issubclass(binnen, BaseModel):
                yield from _modellen(binnen)


@pytest.mark.parametrize("top", [Instellingen, Partijenbestand])
def test_elke_instelling_heeft_uitleg_voor_wie_haar_invult(top: type[BaseModel]) -> None:
    zonder = [
        f"{model.__name__}.{veld}"
        for model in _modellen(top)
        for veld in model.model_fields
        if not uitleg_van(model).get(veld)
    ]
    assert not zonder


@pytest.mark.parametrize("onderdeel", keuzes())
def test_het_voorbeeld_is_te_laden_en_noemt_elke_instelling_van_het_onderdeel(
    onderdeel: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / f"{onderdeel}.toml"
    assert main(["configuratie", "voorbeeld", onderdeel, "--naar", str(pad)]) == 0
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert main(["configuratie", "voorbeeld", onderdeel]) == 0
    tekst = pad.read_text(encoding="utf-8")
    assert capsys.readouterr().out.endswith(tekst)
    model = Partijenbestand if onderdeel == "partijen" else Instellingen
    gelezen = model.model_validate(tomllib.loads(tekst))
    vreemd = () if onderdeel == "partijen" else soort_van(onderdeel).vreemd
    koppen = re.findall(r"^#?\[+([a-z_]+)", tekst, re.MULTILINE)
    leden = re.findall(r"^#?([a-z_]+) = ", tekst.partition("[")[0], re.MULTILINE)
    alle = {veld.alias or naam for naam, veld in model.model_fields.items()}
    assert alle - {*koppen, *leden} == set(vreemd)
    if isinstance(gelezen, Instellingen):
        assert gelezen.vereis(soort_van(onderdeel).vorm).productie


def test_wat_achter_een_hekje_staat_is_de_gewone_waarde() -> None:
    regels = voorbeeld_van("gateway").als_tekst().splitlines()
    kaal_ = "\n".join(r.removeprefix("#") if not r.startswith("# ") else "" for r in regels)
    document = tomllib.loads(kaal_)
    assert Limieten.model_validate(document["limieten"]) == Limieten()
    assert Verzending.model_validate(document["verzending"]) == Verzending()
    assert document["limieten"].keys() == Limieten.model_fields.keys()


def test_een_instelling_is_vast_in_te_vullen_en_een_onbekende_niet(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gezet = [
        "server.poort=9", "tls.vertrouwen=elders.pem", "otlp.url=https://t.example",
        "limieten.paginagrootte=7", "gateway.transport_certificaten=a.pem",
        f"partijen.{ANDEREN[0]}={ANDER_OIN}", "beheerders[1].sub=123",
        "beheerders[2].sub=een-ander",
    ]  # fmt: skip
    opdracht = ["configuratie", "voorbeeld", CODE, *(w for g in gezet for w in ("--zet", g))]
    assert main(opdracht) == 0
    document = tomllib.loads(capsys.readouterr().out)
    assert (document["server"]["poort"], document["tls"]["vertrouwen"]) == (9, "elders.pem")
    assert document["otlp"] == {"url": "https://t.example"}
    assert document["limieten"] == {"paginagrootte": 7}
    assert document["gateway"]["transport_certificaten"] == ["a.pem"]
    assert document["partijen"][ANDEREN[0]] == ANDER_OIN
    assert document["beheerders"] == [{"sub": "123"}, {"sub": "een-ander"}]
    assert main(["configuratie", "voorbeeld", CODE, "--zet", "server.port=9"]) == 2
    assert "bedoelt u server.poort" in capsys.readouterr().err
    assert main(["configuratie", "voorbeeld", CODE, "--zet", "beheerders[3].sub=x"]) == 2
    capsys.readouterr()
    assert main(["configuratie", "voorbeeld", "waterschap"]) == 2
    assert f"kies uit gateway, partijen, {CODE}" in capsys.readouterr().err


@pytest.fixture(scope="module")
def klaar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A party of which everything is real: keys of `inrichten`, certificates of its CA."""
    map_ = tmp_path_factory.mktemp("echt")
    map_.chmod(0o700)
    assert main(["inrichten", "partij", CODE, *HOUDER, "--map", str(map_)]) == 0
    ca = maak_ca(map_)
    for aanvraag in (map_ / "sleutels").glob("*.csr.pem"):
        beantwoord(aanvraag, ca)
    (map_ / "wortel.pem").rename(map_ / "sleutels/vertrouwen.pem")
    (map_ / "intrekkingen.pem").rename(map_ / "sleutels/intrekkingen.pem")
    (map_ / "ontvangen").mkdir(mode=0o700)
    for naam, oin in (("gateway", GATEWAY_OIN), (ANDEREN[0], ANDER_OIN), (ANDEREN[1], DERDE_OIN)):
        for rol in ("transport", "ondertekening"):
            geef_uit(map_ / "ontvangen", f"{naam}.{rol}", oin, ca, clientauth=rol == "transport")
    gezet = []
    for code, oin in zip(ANDEREN, (ANDER_OIN, DERDE_OIN), strict=True):
        gezet += [f"partijen.{code}={oin}", f"getuigen.{code}.oin={oin}"]
    vkey = (map_ / "sleutels/getuige.vkey").read_text().strip()
    gezet += [f"gateway.log_vkey={vkey}", "getuige.naam=eenheid.example/getuige"]
    zet = [woord for een in gezet for woord in ("--zet", een)]
    assert main(["configuratie", "voorbeeld", CODE, "--naar", str(map_ / "partij.toml"), *zet]) == 0
    return map_


def test_met_wat_inrichten_maakt_mag_een_partij_in_productie(
    klaar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["configuratie", "controleer", str(klaar / "partij.toml")]) == 0
    assert capsys.readouterr().out.endswith("partij.toml klopt.\n")


def test_elke_sleutel_is_van_de_eigenaar_alleen_en_hoort_bij_haar_certificaat(klaar: Path) -> None:
    instellingen = laad_instellingen(klaar / "partij.toml")
    geheim = [pad for plaats, pad in bestanden(instellingen) if plaats.endswith("sleutel")]
    assert len(geheim) == 6
    for pad in geheim:
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600
        assert TESTMERK.encode() not in pad.read_bytes()
    transport = Certificaat.uit_pem(instellingen.tls.certificaat.read_bytes())
    assert (transport.oin, transport.organisatie, transport.is_test) == (OIN, HOUDER[1], False)
    vkey = lees_vkey((klaar / "sleutels/getuige.vkey").read_text().strip())
    assert (vkey.naam, vkey.soort) == ("eenheid.example/getuige", Soort.COSIGNATURE)


def test_inrichten_overschrijft_niets_en_maakt_dan_ook_niets(
    klaar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kopie = tmp_path / "kopie"
    shutil.copytree(klaar / "sleutels", kopie / "sleutels")
    (kopie / "sleutels/hoofdsleutel.json").unlink()
    voor = {pad.name: pad.read_bytes() for pad in (kopie / "sleutels").iterdir()}
    assert main(["inrichten", "partij", CODE, *HOUDER, "--map", str(kopie)]) == 1
    assert {pad.name: pad.read_bytes() for pad in (kopie / "sleutels").iterdir()} == voor
    uit = capsys.readouterr()
    assert "getuige.sleutel.pem is er al" in uit.err
    assert "Er is niets gemaakt" in uit.err
    naar = str(klaar / "partij.toml")
    assert main(["configuratie", "voorbeeld", CODE, "--naar", naar]) == 1


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        (["partij", "waterschap", *HOUDER], "kies uit"),
        (["partij", CODE, *HOUDER[:2], "--oin", "12", *HOUDER[4:]], "20 cijfers"),
        (["gateway", *HOUDER, "--log", "met spatie"], "bevat een spatie"),
        (["gateway", *TESTHOUDER, "--log", "log"], "geef dan --proef mee"),
        (["gateway", *HOUDER, "--log", "log", "--host", "https://x.example:1"], "zonder https://"),
        (["gateway", *HOUDER, "--log", "log", "--host", "x.example:8441"], "zonder een poort"),
        (["gateway", *HOUDER, "--log", "log", "--host", "x.example/v1"], "zonder een pad"),
        (["gateway", *HOUDER, "--log", "log", "--host", "x example"], "alleen letters, cijfers"),
    ],
)  # fmt: skip
def test_een_onjuiste_opdracht_maakt_niets(
    opdracht: list[str], zin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["inrichten", *opdracht, "--map", str(tmp_path)]) == 2
    assert zin in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_een_gateway_een_getuige_en_een_nieuw_sleutelpaar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map_ = ["--map", str(tmp_path), "--proef"]
    assert main(["inrichten", "gateway", *HOUDER, "--log", "log.example/een", *map_]) == 0
    assert main(["inrichten", "getuige", "getuige.example", *map_]) == 0
    paar = ["sleutelpaar", "transport", "--certificaat", "sleutels/transport-2.pem"]
    assert main(["inrichten", *paar, *HOUDER, *map_]) == 0
    assert {pad.name for pad in (tmp_path / "sleutels").iterdir()} == {
        "transport.sleutel.pem", "transport.csr.pem", "ondertekening.sleutel.pem",
        "ondertekening.csr.pem", "log.sleutel.pem", "log.vkey", "pseudoniemsleutel.json",
        "getuige.sleutel.pem", "getuige.vkey", "transport-2.sleutel.pem", "transport-2.csr.pem",
    }  # fmt: skip
    assert lees_vkey((tmp_path / "sleutels/log.vkey").read_text().strip()).naam == "log.example/een"
    assert b"Driehoek TEST" in (tmp_path / "sleutels/log.sleutel.pem").read_bytes()
    assert "--naar gateway.toml" in capsys.readouterr().out


LOG = '[log]\nnaam = "log"\nsleutel = "sleutels/getuige.sleutel.pem"\n'
FOUTEN = [
    ("\nuitgever = ", "\nuitgver = ",
     {"oidc.uitgever": "Bijvoorbeeld: uitgever =", "oidc.uitgver": "bedoelt u oidc.uitgever"}),
    ("poort = 8443", "poort = 80000", {"server.poort": "mag hoogstens 65535 zijn"}),
    ("[kluis]", "[kluys]", {"kluys": "bedoelt u kluis"}),
    (f'onderdeel = "{CODE}"', 'onderdeel = "ander"', {"onderdeel": f"kies uit gateway, {CODE}"}),
    ("[verwerkingenlog]", f"{LOG}[verwerkingenlog]", {"[log]": "hoort niet bij dit onderdeel"}),
    ("sleutels/ondertekening.sleutel.pem", "sleutels/transport.sleutel.pem",
     {"ondertekening.sleutel": "hoort niet bij ondertekening.certificaat"}),
    ("sleutels/hoofdsleutel.json", "sleutels/pseudoniemsleutel.json", {"kluis.hoofdsleutel": ""}),
    (ANDER_OIN, OIN, {f"partijen.{ANDEREN[0]}": "ook het OIN van een andere partij"}),
    (f"ontvangen/{ANDEREN[0]}.transport", f"ontvangen/{ANDEREN[1]}.transport",
     {f"getuigen.{ANDEREN[0]}.transport_certificaten[1]": f"is van OIN {DERDE_OIN}, niet van"}),
    ("omgeving =", "omgeving", {"(het bestand)": "kolom 10: na een naam hoort een ="}),
    ('log_vkey = "eenheid', 'log_vkey = "onzin', {"gateway.log_vkey": "vraag de vkey aan wie"}),
    ('"productie"', '"ontwikkeling"', {"tls.certificaat": "is geen testcertificaat"}),
]  # fmt: skip


@pytest.mark.parametrize(("was", "wordt", "verwacht"), FOUTEN)
def test_controleer_noemt_elke_fout_en_wat_er_hoort_te_staan(
    was: str,
    wordt: str,
    verwacht: dict[str, str],
    klaar: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tekst = (klaar / "partij.toml").read_text(encoding="utf-8")
    assert was in tekst
    pad = klaar / "fout.toml"
    pad.write_text(tekst.replace(was, wordt), encoding="utf-8")
    assert main(["configuratie", "controleer", str(pad)]) == 1
    regels = capsys.readouterr().out.splitlines()
    for plaats, zin in verwacht.items():
        assert any(f"{pad}: {plaats}: " in regel and zin in regel for regel in regels), regels


def test_een_testsleutel_in_productie_staat_er_een_keer(
    klaar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map_ = tmp_path / "proef"
    shutil.copytree(klaar, map_)
    for naam in ("hoofdsleutel.json", "pseudoniemsleutel.json"):
        pad = map_ / "sleutels" / naam
        pad.write_text(pad.read_text().replace("false", "true"), encoding="utf-8")
    assert main(["configuratie", "controleer", str(map_ / "partij.toml")]) == 1
    uit = capsys.readouterr()
    for plaats in ("kluis.hoofdsleutel", "verwerkingenlog.sleutel"):
        assert uit.out.count(f": {plaats}: is een testsleutel") == uit.out.count(plaats) == 1
    assert uit.err.startswith("2 fouten.")


def test_een_grens_staat_er_zoals_iemand_haar_overschrijft() -> None:
    tekst = voorbeeld_van("gateway").als_tekst()
    assert "in productie hoogstens 8388608" in tekst
    assert "e+0" not in tekst

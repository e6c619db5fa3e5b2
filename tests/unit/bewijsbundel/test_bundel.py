"""Een bewijsbundel: wat erin zit, wat hij bewijst en wat niet."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.intrekkingen import Intrekkingslijsten
from shared.bewijsbundel.bundel import OnvolledigeBundel, schrijf_bundel
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport, Foutsoort
from shared.bewijsbundel.vorm import Bundelinhoud, Convenantversie
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import laad_convenant, standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek.fouten import BladOngeldig, NotitieOngeldig
from tests.unit.bewijsbundel.proefbundel import (
    Proefbundel,
    besluitblad,
    certificaat,
    herschrijf,
    toetsverzoek,
    wijzig_json,
    wortels,
)
from tests.unit.logboek.hulp import getuigesleutel, logsleutel


@pytest.fixture
def bundel(tmp_path: Path) -> Path:
    return Proefbundel().schrijf(tmp_path / "bewijs.zip")


def soorten(rapport: Bundelrapport) -> set[tuple[str, int | None]]:
    """Welke fouten op welk blad."""
    return {(fout.soort.value, fout.blad) for fout in rapport.fouten}


def test_bundel_die_klopt_telt_wat_er_is_nagelopen(bundel: Path) -> None:
    rapport = verifieer_bundel(
        bundel,
        Vertrouwd(
            logsleutel().verificatiesleutel,
            standaard_convenant(),
            Vertrouwenslijst.uit_pem(wortels(), Intrekkingslijsten({}, streng=False)),
            {"politie": getuigesleutel().verificatiesleutel},
            {code: certificaat(code).oin for code in ("politie", "gemeente")},
        ),
    )
    assert rapport.fouten == ()
    assert rapport.in_orde
    assert (rapport.bladen, rapport.besluiten, rapport.handtekeningen) == (8, 3, 5)
    assert rapport.getuigen == ("politie",)
    assert rapport.checkpoint is not None
    assert rapport.checkpoint.grootte == 8
    assert rapport.opmerkingen == (
        "Er zijn testcertificaten gebruikt: dit zijn geen echte partijen.",
    )


def test_zonder_eigen_sleutel_en_wortels_zegt_het_rapport_wat_niet_is_nagegaan(
    bundel: Path,
) -> None:
    rapport = verifieer_bundel(bundel)
    assert rapport.in_orde
    tekst = " ".join(rapport.opmerkingen)
    assert "--log-sleutel" in tekst
    assert "--vertrouwen" in tekst
    assert "--getuige" in tekst


def test_deel_van_het_log_houdt_ook(tmp_path: Path) -> None:
    pad = Proefbundel(nummers=[1, 2, 5]).schrijf(tmp_path / "deel.zip")
    rapport = verifieer_bundel(pad)
    assert rapport.in_orde
    assert rapport.bladen == 3
    with zipfile.ZipFile(pad) as archief:
        vraag = json.loads(archief.read("zoekvraag.json"))
    assert (vraag["aantal"], vraag["bladnummers"]) == (3, [[1, 2], [5, 5]])


def test_een_bundel_zegt_welke_bladen_na_hun_termijn_zijn_weggelaten(tmp_path: Path) -> None:
    pad = Proefbundel(nummers=[1, 2, 5], opgeschoond=[7, 3, 4]).schrijf(tmp_path / "deel.zip")
    rapport = verifieer_bundel(pad)
    assert rapport.in_orde
    assert rapport.bladen == 3
    (opmerking,) = [o for o in rapport.opmerkingen if "bewaartermijn" in o]
    assert "van 3 bladen" in opmerking
    assert "3-4, 7" in opmerking
    assert not any("bewaartermijn" in o for o in verifieer_bundel(_heel(tmp_path)).opmerkingen)


@pytest.mark.parametrize("krom", [7, "3", [3], [[4, 3]], [[1, 2], [2, 3]], [["a", "b"]]])
def test_wat_is_weggelaten_staat_er_als_reeksen(tmp_path: Path, krom: object) -> None:
    pad = herschrijf(
        _heel(tmp_path), {"zoekvraag.json": wijzig_json(lambda v: v.update(opgeschoond=krom))}
    )
    assert soorten(verifieer_bundel(pad)) == {("zoekvraag-klopt-niet", None)}


def _heel(map_: Path) -> Path:
    return Proefbundel().schrijf(map_ / "heel.zip")


def test_dezelfde_bundel_is_byte_voor_byte_dezelfde_zip() -> None:
    een, twee = io.BytesIO(), io.BytesIO()
    inhoud = Proefbundel().inhoud()
    schrijf_bundel(een, inhoud)
    schrijf_bundel(twee, inhoud)
    assert een.getvalue() == twee.getvalue()


def test_bundel_heeft_precies_de_bestanden_van_het_profiel(bundel: Path) -> None:
    with zipfile.ZipFile(bundel) as archief:
        namen = set(archief.namelist())
        sleutels = json.loads(archief.read("sleutels.json"))
        convenant = json.loads(archief.read("convenant.json"))
        regel = json.loads(archief.read("bladen.jsonl").splitlines()[0])
    vast = {"LEESMIJ.txt", "zoekvraag.json", "checkpoint", "sleutels.json", "convenant.json"}
    assert {n for n in namen if not n.startswith("certificaten/")} == vast | {"bladen.jsonl"}
    assert len([n for n in namen if n.startswith("certificaten/")]) == 2
    assert sleutels == {
        "log": logsleutel().vkey,
        "getuigen": {"politie": getuigesleutel().vkey},
    }
    assert convenant["bron"].encode() == standaard_convenant().bron
    assert convenant["hash"] == standaard_convenant().hash
    assert set(regel) == {"bladnummer", "blad", "bewijs"}


def test_met_een_andere_bekende_logsleutel_valt_de_bundel_door_de_mand(bundel: Path) -> None:
    rapport = verifieer_bundel(bundel, Vertrouwd(logsleutel(zaad=9).verificatiesleutel))
    assert soorten(rapport) == {("andere-logsleutel", None), ("checkpoint-ongeldig", None)}


def test_geheel_vervalst_log_houdt_geen_stand_tegen_de_bekende_sleutel(tmp_path: Path) -> None:
    pad = Proefbundel(log=logsleutel(zaad=66)).schrijf(tmp_path / "vals.zip")
    assert verifieer_bundel(pad).in_orde
    rapport = verifieer_bundel(pad, Vertrouwd(logsleutel().verificatiesleutel))
    assert soorten(rapport) == {("andere-logsleutel", None), ("checkpoint-ongeldig", None)}


def test_blad_van_na_de_medeondertekening_kan_er_niet_in_gestaan_hebben(tmp_path: Path) -> None:
    vroeg = Proefbundel().getuigetijd.replace(hour=11, minute=54)
    rapport = verifieer_bundel(Proefbundel(getuigetijd=vroeg).schrijf(tmp_path / "b.zip"))
    assert soorten(rapport) == {("checkpoint-te-oud", n) for n in range(8)}


def test_schrijver_laat_geen_bundel_toe_die_niet_houdt(tmp_path: Path) -> None:
    pad = tmp_path / "nee.zip"
    with pytest.raises(OnvolledigeBundel, match="convenant"):
        Proefbundel(convenanten=[]).schrijf(pad)
    with pytest.raises(OnvolledigeBundel, match="certificaat"):
        Proefbundel(certificaat=lambda _: None).schrijf(pad)
    with pytest.raises(OnvolledigeBundel, match="volgorde"):
        Proefbundel(nummers=[2, 1]).schrijf(pad)
    with pytest.raises(BladOngeldig):
        Proefbundel(bladen=[b"{}"]).schrijf(pad)
    goed = Proefbundel().inhoud()
    vals = Bundelinhoud(**{**vars(goed), "checkpoint": goed.checkpoint.replace("\n8\n", "\n9\n")})
    with pytest.raises(NotitieOngeldig):
        schrijf_bundel(pad, vals)


def test_getuige_die_dit_checkpoint_niet_tekende_komt_niet_in_de_bundel(tmp_path: Path) -> None:
    goed = Proefbundel().inhoud()
    getuigen = {**goed.getuigen, "om": getuigesleutel("om.example/getuige").verificatiesleutel}
    pad = tmp_path / "b.zip"
    schrijf_bundel(pad, Bundelinhoud(**{**vars(goed), "getuigen": getuigen}))
    with zipfile.ZipFile(pad) as archief:
        assert set(json.loads(archief.read("sleutels.json"))["getuigen"]) == {"politie"}
    assert verifieer_bundel(pad).getuigen == ("politie",)


def test_handtekening_van_een_onbekende_sleutel_telt_niet_en_stoort_niet(bundel: Path) -> None:
    """Zo kan een getuige met een oude en een nieuwe sleutel tekenen (C2SP signed-note)."""

    def erbij(notitie: bytes) -> bytes:
        tekst = notitie.decode().split("\n\n")[0] + "\n"
        return notitie + getuigesleutel(zaad=77).regel(tekst, 1795435260).encode()

    rapport = verifieer_bundel(herschrijf(bundel, {"checkpoint": erbij}))
    assert rapport.in_orde
    assert rapport.getuigen == ("politie",)


def test_elk_besluit_wordt_overgedaan_met_het_convenant_van_zijn_tijd(tmp_path: Path) -> None:
    """Na een wijziging geldt de nieuwe tekst; een ouder besluit blijft juist onder de oude."""
    oud = standaard_convenant()
    bron = oud.bron.decode()
    # Vanaf blad 2 is de grondslag van dit bericht geen grondslag meer.
    bron = bron.replace('["WPG16_1_B_1", "WPG16_1_B_2"]', '["WPG16_1_B_1"]')
    nieuw = laad_convenant(
        bron.replace(f'versie = "{oud.versie}"', 'versie = "99.0.0"', 1).encode()
    )
    versies = [
        Convenantversie(oud.id, oud.versie, oud.bron.decode(), 0),
        Convenantversie(nieuw.id, nieuw.versie, nieuw.bron.decode(), 2),
    ]
    verzoek = lees_toetsverzoek(toetsverzoek("mag-politie-gemeente-stap2", 3), nieuw)
    geweigerd = toets(verzoek, nieuw)
    assert geweigerd.poorten == (11,)
    later = besluitblad(nummer=3, besluit=geweigerd.als_dict())

    goed = Proefbundel(bladen=[besluitblad(nummer=1), besluitblad(nummer=2), later])
    goed.convenanten = versies
    pad = goed.schrijf(tmp_path / "goed.zip")
    rapport = verifieer_bundel(pad)
    assert rapport.in_orde
    assert rapport.besluiten == 3
    with zipfile.ZipFile(pad) as archief:
        document = json.loads(archief.read("convenant.json"))
    assert (document["versie"], document["vanafBlad"]) == ("99.0.0", 2)
    assert [v["versie"] for v in document["eerdere"]] == [oud.versie]

    fout = Proefbundel(bladen=[later, besluitblad(nummer=1), besluitblad(nummer=2)])
    fout.convenanten = versies
    rapport = verifieer_bundel(fout.schrijf(tmp_path / "fout.zip"))
    assert soorten(rapport) == {("besluit-verschilt", 0), ("besluit-verschilt", 2)}


def test_map_zonder_rechten_en_ontbrekend_bestand(tmp_path: Path) -> None:
    for pad, melding in (
        (tmp_path, "map"),
        (tmp_path / "nee.zip", "bestaat niet"),
        (tmp_path / "nul\x00.zip", "geen naam"),
    ):
        (fout,) = verifieer_bundel(pad).fouten
        assert fout.soort is Foutsoort.ZIP_ONLEESBAAR
        assert melding in fout.melding


def test_leesmij_legt_uit_hoe_je_het_zonder_ons_nagaat(bundel: Path) -> None:
    with zipfile.ZipFile(bundel) as archief:
        tekst = archief.read("LEESMIJ.txt").decode()
    for woord in ("RFC 9162", "RFC 8785", "SHA-256", "cosignature/v1", "PS256", "driehoek toets"):
        assert woord in tekst
    assert max(len(regel) for regel in tekst.splitlines()) <= 100

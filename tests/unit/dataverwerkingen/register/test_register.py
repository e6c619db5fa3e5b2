"""Het register van verwerkingsactiviteiten volgt uit het convenant."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from shared.cli.hoofd import main
from shared.convenant.regels.laden import Convenantregels, laad_convenant, standaard_convenant
from shared.dataverwerkingen.register.register import Verwerkingsregister, stel_register_op
from shared.dataverwerkingen.register.tekst import als_markdown
from shared.dataverwerkingen.register.vorm import OngeldigRegisterbestand, standaard_bron
from shared.dataverwerkingen.sleutel import lees_sleutel

PARTIJEN = ("politie", "om", "gemeente")
VANDAAG = date(2026, 11, 23)
BASIS = "https://partij.example/v1"


@pytest.fixture(scope="module")
def regels() -> Convenantregels:
    return standaard_convenant()


def register(regels: Convenantregels, onderdeel: str) -> Verwerkingsregister:
    return stel_register_op(regels, onderdeel, BASIS)


@pytest.mark.parametrize("onderdeel", [*PARTIJEN, "gateway"])
def test_elke_verwerking_noemt_alles_wat_de_wet_vraagt(
    regels: Convenantregels, onderdeel: str
) -> None:
    for een in register(regels, onderdeel).activiteiten:
        kaal = een.als_dict()
        leeg = [naam for naam, waarde in kaal.items() if waarde in ("", (), None)]
        mag_leeg = {"stromen"} if een.code != "verstrekken" else set()
        assert set(leeg) <= mag_leeg | ({"autorisaties"} if onderdeel == "gateway" else set())
        assert een.wie.contact["email"]
        assert een.wie.fg["email"]


@pytest.mark.parametrize(
    ("onderdeel", "artikel"),
    [("gemeente", "art. 30 AVG"), ("politie", "art. 31d Wpg"), ("om", "26c")],
)
def test_elke_partij_houdt_het_register_van_haar_eigen_wet(
    regels: Convenantregels, onderdeel: str, artikel: str
) -> None:
    assert all(
        artikel in een.wettelijk_register for een in register(regels, onderdeel).activiteiten
    )


@pytest.mark.parametrize("onderdeel", PARTIJEN)
def test_ieder_is_verantwoordelijk_voor_het_eigen_bestand_en_samen_voor_de_aanpak(
    regels: Convenantregels, onderdeel: str
) -> None:
    een = register(regels, onderdeel).met_code("verstrekken")
    eigen = regels.partijen[onderdeel]
    assert een.wie.rol == "verantwoordelijke"
    assert een.wie.verantwoordelijke == eigen.verwerkingsverantwoordelijke
    anderen = {p.naam for code, p in regels.partijen.items() if code != onderdeel}
    assert set(een.gezamenlijk_met) == anderen


def test_de_gateway_is_verwerker_voor_alle_partijen(regels: Convenantregels) -> None:
    wie = register(regels, "gateway").met_code("doorgeven").wie
    assert wie.rol == "verwerker"
    assert all(partij.naam in wie.verantwoordelijke for partij in regels.partijen.values())


@pytest.mark.parametrize("onderdeel", PARTIJEN)
def test_ontvangers_en_grondslagen_zijn_die_van_het_convenant(
    regels: Convenantregels, onderdeel: str
) -> None:
    gevonden = {
        (stroom.met, soort, wet)
        for stroom in register(regels, onderdeel).met_code("verstrekken").stromen
        for soort in stroom.gegevens
        for wet in stroom.grondslagen
    }
    verwacht = {
        (regels.partijen[naar].naam, regels.gegevenssoorten[soort].titel, grond.wet)
        for (van, naar, soort), gronden in regels.grondslagregels.items()
        if van == onderdeel and any(p == van for p, _ in regels.gegevenssoorten[soort].regels)
        for grond in gronden.values()
    }
    assert verwacht <= gevonden
    assert {(met, soort) for met, soort, _ in gevonden} == {(m, s) for m, s, _ in verwacht}


def test_een_ander_convenant_is_een_andere_versie_met_andere_kenmerken(
    regels: Convenantregels,
) -> None:
    gewijzigd = laad_convenant(regels.bron + b"\n# een opmerking\n")
    oud, nieuw = register(regels, "politie"), register(gewijzigd, "politie")
    assert oud.versie.startswith(f"{regels.versie}-")
    assert oud.versie != nieuw.versie
    assert not {een.id for een in oud.activiteiten} & {een.id for een in nieuw.activiteiten}
    assert nieuw.met_id(oud.activiteiten[0].id) is None
    assert all(een.uri == f"{BASIS}/verwerkingsactiviteiten/{een.id}" for een in oud.activiteiten)


def test_hetzelfde_convenant_geeft_tot_op_de_letter_hetzelfde_register(
    regels: Convenantregels,
) -> None:
    assert register(regels, "om") == register(laad_convenant(regels.bron), "om")


def test_een_bestand_dat_niet_klopt_wordt_met_elke_fout_geweigerd(regels: Convenantregels) -> None:
    kapot = standaard_bron().replace(b'"personen.lezen"', b'"personen.raden"')
    kapot = kapot.replace(b'partijen = ["politie"]', b'partijen = ["douane"]')
    with pytest.raises(OngeldigRegisterbestand) as gevangen:
        stel_register_op(regels, "politie", BASIS, kapot)
    meldingen = " ".join(str(fout) for fout in gevangen.value.fouten)
    assert "'personen.raden' is geen recht" in meldingen
    assert "'douane' is geen onderdeel" in meldingen


def test_een_onbekend_onderdeel_heeft_geen_register(regels: Convenantregels) -> None:
    with pytest.raises(OngeldigRegisterbestand, match="kent het onderdeel 'douane' niet"):
        register(regels, "douane")


def test_een_pseudoniem_met_soorten_heet_een_persoonsgegeven(regels: Convenantregels) -> None:
    """De gateway kent geen namen, maar weet wel van welk pseudoniem welke soorten gingen."""
    pseudoniem = [een for een in register(regels, "gateway").activiteiten]
    assert pseudoniem
    for een in pseudoniem:
        assert "persoonsgegeven" in een.gegevens[0]
        assert "soorten gegevens" in een.gegevens[0]
    assert "persoonsgegeven" in register(regels, "gemeente").met_code("aanpak").gegevens[0]


@pytest.mark.parametrize("onderdeel", [*PARTIJEN, "gateway"])
def test_het_register_belooft_niet_meer_dan_er_is(regels: Convenantregels, onderdeel: str) -> None:
    tekst = als_markdown(register(regels, onderdeel), VANDAAG)
    assert "één persoon" not in tekst
    assert "geen persoonsgegevens" not in tekst
    # De gateway houdt geen bestand over personen en dus ook geen sleutel per persoon.
    assert ("eigen sleutel van die persoon" in tekst) is (onderdeel != "gateway")


def test_de_gateway_noemt_per_soort_blad_hoe_lang_het_blijft(regels: Convenantregels) -> None:
    termijnen = register(regels, "gateway").met_code("logboek").termijnen
    tekst = "\n".join(termijnen)
    assert "besluit (toegestaan): 4 jaar" in tekst
    assert "besluit (geweigerd): 1 jaar" in tekst
    assert "groepsbesluit, overleg: 4 jaar nadat de groep is gesloten" in tekst
    assert "autorisatie: 4 jaar na de laatste dag van de autorisatie" in tekst


def test_wat_geen_eigen_verwerking_heeft_valt_onder_de_aanpak(regels: Convenantregels) -> None:
    eigen = register(regels, "politie")
    assert eigen.van_label("iets dat pas morgen bestaat").code == "groepsaanpak"
    assert eigen.van_label("personen").code == "personenbestand"


def test_de_tekst_noemt_elke_verwerking_met_haar_adres(regels: Convenantregels) -> None:
    eigen = register(regels, "gemeente")
    tekst = als_markdown(eigen, VANDAAG)
    assert all(een.uri in tekst and een.naam in tekst for een in eigen.activiteiten)


def test_de_opdracht_toont_elk_onderdeel(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "--json", "--adres", "https://{onderdeel}.example/v1"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {*PARTIJEN, "gateway"}
    assert document["om"]["activiteiten"][0]["uri"].startswith("https://om.example/v1/")
    assert main(["register", "--partij", "om"]) == 0
    assert "# Register van verwerkingsactiviteiten: Openbaar" in capsys.readouterr().out


def test_de_opdracht_zegt_wat_er_mis_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    leeg = tmp_path / "leeg.toml"
    leeg.write_text("convenant = 3\n", encoding="utf-8")
    assert main(["register", "--bestand", str(leeg)]) == 2
    assert "/convenant: moet tekst zijn" in capsys.readouterr().err


def test_een_pseudoniemsleutel_wordt_een_keer_gemaakt(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pad = tmp_path / "sleutel"
    assert main(["pseudoniemsleutel", str(pad)]) == 0
    sleutel = lees_sleutel(pad, test_toegestaan=False)
    assert main(["pseudoniemsleutel", str(pad)]) == 1
    assert lees_sleutel(pad, test_toegestaan=False) == sleutel
    assert "dat blijft zo" in capsys.readouterr().err
    assert main(["pseudoniemsleutel", str(tmp_path / "nergens" / "sleutel")]) == 1


def _zonder(regel: bytes) -> bytes:
    return b"\n".join(een for een in standaard_bron().split(b"\n") if not een.startswith(regel))


def test_wat_een_partij_niet_zegt_staat_er_als_waarschuwing(regels: Convenantregels) -> None:
    stil = standaard_bron().replace(
        b'onderwerp = "gegevensdragers"', b'onderwerp = "geheimhouding"'
    )
    wat = stel_register_op(regels, "om", BASIS, stil).verantwoording
    (zin,) = wat.waarschuwingen(VANDAAG)
    assert "losse gegevensdragers" in zin
    nergens = stel_register_op(regels, "om", BASIS, _zonder(b"publicatie")).verantwoording
    assert len(nergens.waarschuwingen(VANDAAG)) == len(PARTIJEN)
    assert all("publiceerde" in zin for zin in nergens.waarschuwingen(VANDAAG))
    assert "niet bekend" in als_markdown(
        stel_register_op(regels, "om", BASIS, _zonder(b"publicatie")), VANDAAG
    )


def test_een_eigen_bestand_dat_klopt_geeft_geen_waarschuwing(regels: Convenantregels) -> None:
    eigen = stel_register_op(regels, "om", BASIS, standaard_bron()).verantwoording
    assert eigen.waarschuwingen(VANDAAG) == ()
    assert eigen.waarschuwingen(date(2027, 9, 1)) == ()
    assert len(eigen.waarschuwingen(date(2027, 9, 2))) == len(eigen.verklaringen)


def test_een_regeling_zegt_van_elk_recht_wie_het_op_zich_neemt(regels: Convenantregels) -> None:
    kapot = standaard_bron().replace(b'recht = "verzet"', b'recht = "spijt"')
    kapot = kapot.replace(b'onderwerp = "gegevensdragers"', b'onderwerp = "gedoe"', 1)
    with pytest.raises(OngeldigRegisterbestand) as gevangen:
        stel_register_op(regels, "politie", BASIS, kapot)
    meldingen = " ".join(str(fout) for fout in gevangen.value.fouten)
    assert "'spijt' is geen recht van een betrokkene" in meldingen
    assert "zegt niet wie het recht 'verzet' op zich neemt" in meldingen
    assert "'gedoe' staat niet bij de onderwerpen" in meldingen

"""Een document uit koppen, teksten, lijsten en tabellen, dat iedereen kan lezen."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from shared.drukwerk.afdrukken import druk_af
from shared.drukwerk.bijlage import Bijlage
from shared.drukwerk.opgemaakt import (
    Afdeling,
    Document,
    Druktabel,
    Lijst,
    als_gegevens,
    druk_document,
    sjabloon,
)
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk, structuur

NU = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
DOCUMENT = Document(
    titel="Verslag (verzonnen)",
    afzender="Dienst Verzonnenwaard",
    kenmerk="V-0007",
    vertrouwelijk="Alleen voor wie het krijgt.",
    kopregels=(("Datum", "30 november 2026"),),
    afdelingen=(
        Afdeling(
            "Wat er gebeurde",
            (
                "Eerst dit.\nEn daarna dat.",
                Lijst(("een punt", "nog een punt")),
                Lijst(("de eerste", "de tweede"), genummerd=True),
                Druktabel(
                    "Aantallen per soort",
                    ("Soort", "Aantal"),
                    tuple((f"soort {n}", str(n)) for n in range(60)),
                    breedtes=(3, 1),
                ),
                Afdeling("Waarom", ('#eval("1+1") *vet* _schuin_ @ref \U0001f525',)),
            ),
        ),
        Afdeling("Wat nu", ("Niets meer.",)),
    ),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return druk_document(DOCUMENT, NU)


def test_een_schermlezer_vindt_titel_koppen_lijsten_en_tabelkoppen(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert ontoegankelijk(document) == []
        soorten = [een.soort for een in structuur(document).alle()]
        tekst = tekst_van(document)
        assert len(document.pages) > 1
    assert [een for een in soorten if een in ("Title", "H1", "H2")] == ["Title", "H1", "H2", "H1"]
    assert soorten.count("TH") == 2
    assert soorten.count("TD") == 120
    assert soorten.count("LI") == 4
    assert "Caption" in soorten
    for stuk in ("Verslag (verzonnen)", "30 november 2026", "Alleen voor wie", "soort 59"):
        assert stuk in tekst


def test_wat_iemand_schreef_is_geen_opmaak(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tekst = tekst_van(document)
    for stuk in ('#eval("1+1")', "*vet*", "_schuin_", "@ref", "[fire]"):
        assert stuk in tekst


def test_met_een_wachtwoord_en_een_bijlage_blijft_het_leesbaar_voor_een_schermlezer() -> None:
    bijlage = Bijlage("gegevens.json", "application/json", "Dezelfde gegevens", b"{}")
    dicht = druk_document(DOCUMENT, NU, "k7mp-proef", bijlage)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(dicht))
    with pikepdf.open(io.BytesIO(dicht), password="k7mp-proef") as document:
        assert document.encryption.R == 6
        assert document.allow.accessibility
        assert ontoegankelijk(document) == []
        assert document.attachments["gegevens.json"].get_file().read_bytes() == b"{}"


@pytest.mark.parametrize(
    "tabel",
    [
        Druktabel("Scheef", ("Soort", "Aantal"), (("een",),)),
        Druktabel("Zonder koppen", (), ()),
        Druktabel("Te veel breedtes", ("Soort",), (("een",),), breedtes=(1, 2)),
    ],
)
def test_een_tabel_die_niet_past_wordt_niet_gedrukt(tabel: Druktabel) -> None:
    with pytest.raises(ValueError, match="evenveel vakken"):
        druk_document(replace(DOCUMENT, afdelingen=(Afdeling("Kop", (tabel,)),)), NU)


def test_dieper_dan_zes_koppen_gaat_niet() -> None:
    diep = Afdeling("zeven", ())
    for _ in range(6):
        diep = Afdeling("hoger", (diep,))
    with pytest.raises(ValueError, match="6 koppen"):
        als_gegevens(replace(DOCUMENT, afdelingen=(diep,)))


def _zonder(sjabloon: bytes, oud: str, nieuw: str) -> bytes:
    assert oud.encode() in sjabloon
    return sjabloon.replace(oud.encode(), nieuw.encode())


@pytest.mark.parametrize(
    ("breek", "fout"),
    [
        (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "geen labels"),
        (lambda pdf: pdf.Root.__delitem__("/MarkInfo"), "MarkInfo"),
        (lambda pdf: pdf.Root.__setitem__("/Lang", "en"), "Nederlands"),
        (lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"), "bestandsnaam"),
        (lambda pdf: pdf.Root.__delitem__("/Metadata"), "geen titel"),
        (lambda pdf: pdf.pages[0].__delitem__("/Tabs"), "de tab"),
        (lambda pdf: _hernoem(pdf, "TH", "TD"), "geen kopvakken"),
        (lambda pdf: _hernoem(pdf, "H1", "H3"), "op hoogte 3"),
        (lambda pdf: _hernoem(pdf, "P", "Figure"), "een beeld heeft geen tekst"),
        (lambda pdf: pdf.pages[0].contents_add(b"BT (los) Tj ET"), "zonder label"),
    ],
)
def test_de_controle_ziet_wat_er_ontbreekt(pdf: bytes, breek: Any, fout: str) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        breek(document)
        assert any(fout in een for een in ontoegankelijk(document))


def _hernoem(pdf: pikepdf.Pdf, oud: str, nieuw: str) -> None:
    for een in structuur(pdf).alle():
        if een.soort == oud:
            een.element.S = pikepdf.Name(f"/{nieuw}")


def test_zonder_titel_of_met_een_kop_te_ver_weigert_de_drukker_zelf() -> None:
    """De norm staat aan: wat er niet aan voldoet komt er niet uit."""
    import typst

    kapot = _zonder(sjabloon(), "document(title: g.titel, ", "document(")
    with pytest.raises(typst.TypstError):
        druk_af(kapot, als_gegevens(DOCUMENT), NU)

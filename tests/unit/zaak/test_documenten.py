"""Een document: leesbaar voor iedereen die het mag lezen, en dicht voor de rest (6.3)."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from shared.convenant.regels.documenten import documentwegen, wachtwoord_verplicht
from shared.convenant.regels.laden import InconsistentConvenant, laad_convenant, standaard_convenant
from shared.drukwerk.afdrukken import druk_af
from shared.drukwerk.beveiligen import beveilig
from shared.drukwerk.drukpers import DrukpersFout, druk
from shared.zaak.documenten.opstellen import (
    Berichtinhoud,
    Uitgifte,
    sjabloon,
    stel_op,
    waarde_tekst,
)
from shared.zaak.documenten.wachtwoord import GROEPEN, GROEPSGROOTTE, TEKENS, nieuw_wachtwoord
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk

REGELS = standaard_convenant()
NU = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
KENMERK = "0193aaaa-0000-7000-8000-000000000900"
BETROKKENE = "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10"
OPMAAK = '#eval("1+1") *vet* _schuin_ $x^2$ <label> @ref `code` // weg'
KOP: dict[str, Any] = {
    "id": KENMERK,
    "tijdstip": "2026-11-24T09:00:00Z",
    "soort": "verstrekking",
    "afzender": "om",
    "ontvanger": "gemeente",
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000012",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "stap": 5,
    "doel": "D1",
    "onderdelen": [
        {
            "betrokkene": BETROKKENE,
            "categorie": 1,
            "gegevenssoort": "STRAFVORDERLIJK",
            "aard": "feit",
            "herkomst": "eigen",
        },
        {
            "betrokkene": BETROKKENE,
            "categorie": 1,
            "gegevenssoort": "NAW",
            "aard": "oordeel",
            "herkomst": "eigen",
        },
    ],
}
BESLUIT: dict[str, Any] = {
    "grondslagen": [
        {"onderdeel": 0, "wet": "art. 39f lid 1 onder b Wjsg", "convenant": "3.2 en 4.2"}
    ],
    "plichten": [{"code": "BEWAARTERMIJN", "uiterlijk": "2027-05-24", "onderdeel": 0}],
}
DELEN: list[dict[str, Any]] = [
    {"omschrijving": OPMAAK, "datum": "2026-09-12"},
    {"naam": "Sterrin Nooitgedacht", "woonplaats": "Nergenshuizen"},
]


def _document(*, wachtwoord: bool = True, **anders: Any) -> dict[str, Any]:
    velden: dict[str, Any] = {
        "kop": KOP,
        "delen": DELEN,
        "motivering": "Drie meldingen.\nOp het plein.",
        "besluit": BESLUIT,
        "bladnummer": 41,
        "groep": "RTM-2026-001",
        "verbeterd": False,
        **anders,
    }
    uitgifte = Uitgifte("de bestandenpostbus van het OM", wachtwoord, KOP["medewerker"], NU)
    return stel_op(REGELS, Berichtinhoud(**velden), uitgifte)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return druk_af(sjabloon(), _document(), NU)


def test_het_document_zegt_wat_op_welke_grond_waarvoor_en_tot_wanneer() -> None:
    document = _document()
    assert document["titel"] == "Verstrekking aan de burgemeester"
    assert "criminaliteit en overlast" in document["doel"]
    (betrokkene,) = document["betrokkenen"]
    assert betrokkene["titel"] == "Betrokkene 1: lid van de groep"
    feit, oordeel = betrokkene["onderdelen"]
    assert feit["velden"][1] == {"naam": "Datum", "waarde": "12 september 2026"}
    assert feit["toelichting"] == [
        "Dit is een feit.",
        "Bron: gegevens van het Openbaar Ministerie zelf.",
        "Grondslag: art. 39f lid 1 onder b Wjsg; convenant 3.2 en 4.2.",
        "Vernietig dit uiterlijk op 24 mei 2027, of beoordeel het eerder opnieuw.",
    ]
    assert oordeel["toelichting"][0].startswith("Dit is een oordeel")
    assert any("aan niemand door" in regel for regel in document["regels"])
    assert KENMERK in document["fouten"][0]
    assert "blad 41" in document["verantwoording"][0]
    assert document["letOp"] == []
    assert len(_document(verbeterd=True)["letOp"]) == 1


def test_een_schermlezer_kan_het_lezen(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as open_:
        assert ontoegankelijk(open_) == []
        assert str(open_.docinfo["/Title"]) == "Verstrekking aan de burgemeester"
        tekst = tekst_van(open_)
    assert "Sterrin Nooitgedacht" in tekst
    assert "Dit is een oordeel" in tekst


def test_tekst_uit_een_bericht_is_geen_opmaak(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as open_:
        tekst = tekst_van(open_)
    for stuk in ("#eval(", "*vet*", "_schuin_", "<label>", "@ref", "// weg"):
        assert stuk in tekst


@pytest.mark.parametrize(
    ("teken", "staat_er"),
    [
        ("\U0001f525", "[fire]"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "[man][woman][girl]"),
        ("\u65e5", "[cjk unified ideograph-65e5]"),
        ("\u0995", "[bengali letter ka]"),
        ("\ue001\U0010fffd", ""),
        ("\x07\u200b\u2028", ""),
        ("Zoe\u0308", "Zoë"),
        ("\u0420\u0443\u0441", "\u0420\u0443\u0441"),
        ("\u03a9", "\u03a9"),
        ("\u2713", "\u2713"),
    ],
)
def test_welk_teken_er_ook_in_staat_het_document_komt_er(teken: str, staat_er: str) -> None:
    """In de motivering, in een gegeven en in de naam van een lid: het teken, of hoe het heet."""
    delen = [{"omschrijving": f"voor {teken} na"}, {f"naam{teken}": f"Sterrin {teken}"}]
    document = _document(motivering=f"Op het plein {teken} gezien.\n{teken}", delen=delen)
    with pikepdf.open(io.BytesIO(druk_af(sjabloon(), document, NU))) as open_:
        tekst = tekst_van(open_).replace("\u200d", "")
    assert "Op het plein" in tekst
    assert tekst.count(staat_er) >= 3
    assert "Dit is een oordeel" in tekst


def test_ook_een_tekst_in_een_schrift_van_rechts_naar_links_wordt_een_document() -> None:
    for tekst in (
        "\u0645\u064e\u062d\u0645\u062f \u05e9\u05dc\u05d5\u05dd",
        "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
        "\u0928\u092e\u0938\u094d\u0924\u0947",
    ):
        assert druk_af(sjabloon(), _document(motivering=tekst), NU).startswith(b"%PDF")


def test_zonder_wachtwoord_blijft_het_dicht(pdf: bytes) -> None:
    wachtwoord = nieuw_wachtwoord()
    dicht = beveilig(pdf, wachtwoord)
    assert b"Sterrin" not in dicht
    assert b"Verstrekking aan" not in dicht
    for fout in ("", "geheim", wachtwoord[:-1], wachtwoord.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(dicht), password=fout)
    with pikepdf.open(io.BytesIO(dicht), password=wachtwoord) as open_:
        assert (open_.encryption.R, open_.encryption.bits) == (6, 256)
        assert open_.allow.accessibility
        assert not open_.allow.extract
        assert not open_.allow.modify_other
        assert ontoegankelijk(open_) == []
        assert "Sterrin Nooitgedacht" in tekst_van(open_)


def test_een_wachtwoord_is_sterk_en_voor_te_lezen() -> None:
    bits = GROEPEN * GROEPSGROOTTE * math.log2(len(set(TEKENS)))
    assert bits >= 99
    assert not set("l1o0IO") & set(TEKENS)
    gemaakt = {nieuw_wachtwoord() for _ in range(50)}
    assert len(gemaakt) == 50
    assert all([len(deel) for deel in een.split("-")] == [GROEPSGROOTTE] * GROEPEN
               for een in gemaakt)  # fmt: skip


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (None, "niet bekend"),
        (True, "ja"),
        (False, "nee"),
        (3, "3"),
        ("2026-02-30", "2026-02-30"),
        (["a", "2026-01-02"], "a; 2 januari 2026"),
        ([], "geen"),
        ({"eersteVerwerking": "2026-01-02"}, "eerste verwerking: 2 januari 2026"),
    ],
)
def test_een_waarde_staat_er_in_woorden(waarde: object, tekst: str) -> None:
    assert waarde_tekst(waarde) == tekst


def test_elke_partij_heeft_haar_eigen_wegen() -> None:
    def wegen(van: str, naar: str) -> set[str]:
        return set(documentwegen(REGELS, van, naar))

    assert wegen("politie", "gemeente") == wegen("gemeente", "om") == {"beveiligde-email"}
    assert wegen("politie", "om") == {"beveiligde-email", "bestandenpostbus-om"}
    assert wegen("om", "gemeente") == {"beveiligde-mail-om", "bestandenpostbus-om"}
    assert [p for p in REGELS.partijen if wachtwoord_verplicht(REGELS, p)] == ["om"]


@pytest.mark.parametrize(
    ("oud", "nieuw", "pad"),
    [
        ('wachtwoordVan = ["om"]', 'wachtwoordVan = ["ans"]', "/documenten/wachtwoordVan"),
        ('wegen = ["beveiligde-email"]', 'wegen = ["duif"]', "/documenten/regels/0/wegen"),
        (
            'telefoon = "per telefoon"',
            'beveiligde-email = "per mail"',
            "/documenten/wachtwoordwegen/beveiligde-email",
        ),
    ],
)
def test_een_convenant_dat_het_wachtwoord_met_het_document_meestuurt_wordt_geweigerd(
    oud: str, nieuw: str, pad: str
) -> None:
    bron = REGELS.bron.decode()
    assert oud in bron
    with pytest.raises(InconsistentConvenant) as fout:
        laad_convenant(bron.replace(oud, nieuw, 1).encode())
    assert pad in [een.pad for een in fout.value.fouten]


def test_wat_niet_te_drukken_is_geeft_een_fout_zonder_inhoud() -> None:
    with pytest.raises(DrukpersFout) as fout:
        druk(sjabloon(), {"titel": "Sterrin Nooitgedacht"}, NU, "geheim")
    assert str(fout.value) == ""


def test_een_dienst_die_een_document_maakt_laadt_de_drukpers_zelf_niet() -> None:
    document = json.dumps(_document())
    code = (
        "import sys, json, datetime, services.om.app as a; a.maak_app_zonder_verbindingen();"
        "from shared.drukwerk.drukpers import druk;"
        "from shared.zaak.documenten.opstellen import sjabloon;"
        "pdf = druk(sjabloon(), json.load(sys.stdin), datetime.datetime.now(datetime.UTC), None);"
        "assert pdf.startswith(b'%PDF');"
        "print(sorted({'typst', 'pikepdf'} & set(sys.modules)))"
    )
    uit = subprocess.run(
        [sys.executable, "-c", code], input=document, capture_output=True, text=True, check=True
    ).stdout
    assert uit.strip() == "[]"

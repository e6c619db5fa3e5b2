"""Wat een partij over zichzelf zegt: alleen zij kan dat, en elk document bouwt op het vorige."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.fouten import (
    BerichtFout,
    CertificaatOngeldig,
    HandtekeningOngeldig,
    PartijdocumentOngeldig,
)
from shared.bericht.jsonvorm import jcs
from shared.bericht.partijen.partijbestand import (
    Partijbestand,
    lees_partijbestand,
    schrijf_partijbestand,
)
from shared.bericht.partijen.partijdocument import (
    GetekendDocument,
    Pin,
    Schakel,
    begin_met,
    certificaten_van,
    eis_bruikbaar,
    kies,
    lees_partijdocument,
    onderteken_partijdocument,
    verschillen,
    volg_keten,
)
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import onderteken_digest
from tests.hulp.partijsleutels import (
    NU,
    OIN_AANVALLER,
    OIN_POLITIE,
    Partijdossier,
    sleutelbos,
    vertrouwen,
)

PIN = Pin("politie", OIN_POLITIE)


def _volg(bestand: Partijbestand, pin: Pin = PIN) -> list[Schakel]:
    return volg_keten(bestand.keten, pin, bestand.certificaten, vertrouwen())


def _velden(**anders: Any) -> dict[str, Any]:
    velden: dict[str, Any] = json.loads(Partijdossier().zeg().bestand.keten[0].inhoud)
    return {**velden, **anders}


def test_een_partij_zegt_wie_zij_is_en_geeft_haar_sleutel_door() -> None:
    nieuw = sleutelbos(OIN_POLITIE, "nieuw")
    dossier = Partijdossier().zeg().zeg(met=nieuw).zeg(tekent=nieuw, met=nieuw, dpia=None)
    schakels = _volg(dossier.bestand)
    assert [een.document.versie for een in schakels] == [1, 2, 3]
    assert verschillen(schakels[0].document, schakels[1].document) == [
        "certificaten.transport", "certificaten.ondertekening", "certificaten.versleuteling",
    ]  # fmt: skip
    assert verschillen(schakels[1].document, schakels[2].document) == ["dpia"]
    assert not schakels[2].document.dpia_goedgekeurd
    eis_bruikbaar(schakels[2].document, dossier.bestand.certificaten, vertrouwen())


def test_het_bestand_komt_terug_zoals_het_was() -> None:
    bestand = Partijdossier().zeg().zeg(endpoint="https://elders.example").bestand
    assert lees_partijbestand(schrijf_partijbestand(bestand)) == bestand


def test_een_ander_van_dezelfde_ca_is_die_partij_niet() -> None:
    """De aanval van K2: het certificaat is echt, alleen niet van de partij."""
    vreemd = sleutelbos(OIN_AANVALLER)
    onder_eigen_oin = Partijdossier(oin=OIN_AANVALLER).zeg().bestand
    with pytest.raises(PartijdocumentOngeldig, match=OIN_POLITIE):
        _volg(onder_eigen_oin)
    onder_haar_oin = Partijdossier().zeg(tekent=vreemd, met=vreemd).bestand
    with pytest.raises(CertificaatOngeldig, match=OIN_AANVALLER):
        _volg(onder_haar_oin)


def test_een_ander_zet_er_geen_document_achter() -> None:
    vreemd = sleutelbos(OIN_AANVALLER)
    with pytest.raises(HandtekeningOngeldig, match="vorige document"):
        _volg(Partijdossier().zeg().zeg(tekent=vreemd, met=vreemd).bestand)


def test_ook_een_echte_sleutel_die_het_vorige_niet_noemt_telt_niet() -> None:
    """Een certificaat van de partij zelf is niet genoeg: het moet zijn doorgegeven."""
    nieuw = sleutelbos(OIN_POLITIE, "nieuw")
    with pytest.raises(HandtekeningOngeldig, match="vorige document"):
        _volg(Partijdossier().zeg().zeg(tekent=nieuw, met=nieuw).bestand)
    with pytest.raises(HandtekeningOngeldig, match="vorige document"):
        _volg(Partijdossier().zeg().zeg(met=nieuw).zeg().bestand)


def test_een_certificaat_van_een_ander_in_het_eigen_document_wordt_geweigerd() -> None:
    """Wie de partij zo ver krijgt dat zij andermans sleutel noemt, heeft er niets aan."""
    dossier = Partijdossier().zeg(met=sleutelbos(OIN_AANVALLER), tekent=sleutelbos(OIN_POLITIE))
    (document,) = (lees_partijdocument(een.inhoud) for een in dossier.bestand.keten)
    with pytest.raises(CertificaatOngeldig, match=OIN_AANVALLER):
        eis_bruikbaar(document, dossier.bestand.certificaten, vertrouwen())


@pytest.mark.parametrize("over", [(1, 2), (0, 2), (0, 2, 1), (0, 1, 1)], ids=str)
def test_weglaten_omdraaien_of_herhalen_valt_op(over: tuple[int, ...]) -> None:
    bestand = Partijdossier().zeg().zeg(endpoint="https://b.example").zeg(dpia=None).bestand
    keten = tuple(bestand.keten[plaats] for plaats in over)
    with pytest.raises(PartijdocumentOngeldig, match="versie"):
        _volg(Partijbestand(keten, bestand.certificaten))


def test_een_byte_anders_en_de_handtekening_geldt_niet() -> None:
    bestand = Partijdossier().zeg().bestand
    (echt,) = bestand.keten
    vals = GetekendDocument(echt.inhoud.replace(b"politie.ex", b"elders0.ex"), echt.handtekening)
    with pytest.raises(HandtekeningOngeldig):
        _volg(Partijbestand((vals,), bestand.certificaten))


def test_een_document_kan_niet_later_zijn_getekend_dan_het_zegt() -> None:
    bestand = Partijdossier().zeg().bestand
    (echt,) = bestand.keten
    later = onderteken_digest(
        sleutelbos(OIN_POLITIE).tekenaar, echt.digest, NU + timedelta(minutes=6)
    )
    with pytest.raises(HandtekeningOngeldig, match="in de toekomst"):
        _volg(Partijbestand((GetekendDocument(echt.inhoud, later),), bestand.certificaten))


def test_een_volgend_document_is_later() -> None:
    dossier = Partijdossier().zeg()
    velden = _velden(versie=2, vorige=dossier.bestand.keten[0].digest)
    getekend = onderteken_partijdocument(jcs(velden), sleutelbos(OIN_POLITIE).tekenaar)
    with pytest.raises(PartijdocumentOngeldig, match="tijdstip"):
        _volg(dossier.bestand.met(getekend, ()))


FOUTEN: dict[str, tuple[dict[str, Any], str]] = {
    "een lid te veel": ({"eigenschap": 1}, "/eigenschap"),
    "een ander soort document": ({"soort": "autorisatie"}, "/soort"),
    "geen https": ({"endpoint": "http://politie.example"}, "/endpoint"),
    "geen adres": ({"endpoint": "https://"}, "/endpoint"),
    "een streep achter het adres": ({"endpoint": "https://politie.example/"}, "/endpoint"),
    "een DPIA van morgen": ({"dpia": "2026-11-24"}, "/dpia"),
    "een dag die niet bestaat": ({"dpia": "2026-02-30"}, "/dpia"),
    "ja als tekst": ({"actief": "ja"}, "/actief"),
    "een kort OIN": ({"oin": "123"}, "/oin"),
    "versie twee zonder vorige": ({"versie": 2}, "/vorige"),
    "een vorige in versie een": ({"vorige": "SHA-256=" + "A" * 43 + "="}, "/vorige"),
    "een vorige zonder vorm": ({"vorige": "abc"}, "/vorige"),
    "geen certificaat": (
        {"certificaten": {"transport": [], "ondertekening": ["A" * 43], "versleuteling": []}},
        "/certificaten/transport",
    ),
    "een certificaat twee keer": (
        {
            "certificaten": {
                "transport": ["A" * 43] * 2,
                "ondertekening": ["A" * 43],
                "versleuteling": ["A" * 43],
            }
        },
        "/certificaten/transport",
    ),
    "een naam over twee regels": ({"naam": "Politie\nOM"}, "/naam"),
}


@pytest.mark.parametrize(("anders", "plaats"), FOUTEN.values(), ids=FOUTEN.keys())
def test_elke_fout_wordt_bij_haar_plaats_genoemd(anders: dict[str, Any], plaats: str) -> None:
    with pytest.raises(PartijdocumentOngeldig) as fout:
        lees_partijdocument(jcs(_velden(**anders)))
    assert plaats in [pad for pad, _ in fout.value.fouten]


@pytest.mark.parametrize("inhoud", [b"", b"[]", b"{", b'{"a":1,"a":2}', "geen canon"], ids=str)
def test_wat_geen_canonieke_json_is_wordt_geweigerd(inhoud: bytes | str) -> None:
    if isinstance(inhoud, str):
        inhoud = json.dumps(_velden(), indent=1).encode()
    with pytest.raises(PartijdocumentOngeldig):
        lees_partijdocument(inhoud)


@pytest.mark.parametrize("tekst", ["", "{}", '{"documenten": [], "bewijsstukken": []}', "[1]"])
def test_een_bestand_zonder_documenten_is_geen_bestand(tekst: str) -> None:
    with pytest.raises(PartijdocumentOngeldig):
        lees_partijbestand(tekst.encode())


def test_een_keten_zonder_documenten_zegt_niets() -> None:
    with pytest.raises(PartijdocumentOngeldig, match="politie"):
        volg_keten((), PIN, {}, vertrouwen())


def test_oud_en_nieuw_certificaat_gelden_naast_elkaar() -> None:
    oud, nieuw = sleutelbos(OIN_POLITIE), sleutelbos(OIN_POLITIE, "nieuw")
    beide = {rol: [*nieuw.certificaten[rol], *oud.certificaten[rol]] for rol in oud.certificaten}
    dossier = Partijdossier().zeg(met=type(oud)(oud.tekenaar, beide))
    document = _volg(dossier.bestand)[0].document
    tekenen = certificaten_van(document, dossier.bestand.certificaten, vertrouwen(), NU)
    gekozen = kies(tekenen["ondertekening"], dossier.bestand.keten[0].handtekening)
    assert gekozen == oud.tekenaar.certificaat
    assert kies(tekenen["ondertekening"], "onleesbaar") == nieuw.tekenaar.certificaat


def test_een_verlopen_certificaat_is_niet_bruikbaar() -> None:
    dossier = Partijdossier().zeg()
    document = _volg(dossier.bestand)[0].document
    over_een_jaar = NU + timedelta(days=365)
    with pytest.raises(CertificaatOngeldig):
        certificaten_van(document, dossier.bestand.certificaten, vertrouwen(), over_een_jaar)
    zonder: dict[str, Certificaat] = {}
    with pytest.raises(CertificaatOngeldig, match="niet bij"):
        certificaten_van(document, zonder, vertrouwen(), NU)


def test_wie_alleen_een_later_document_heeft_weet_toch_van_wie_het_is() -> None:
    dossier = Partijdossier().zeg().zeg(dpia=None)
    tweede = dossier.bestand.keten[1]
    gelezen = begin_met(tweede, PIN, dossier.bestand.certificaten, vertrouwen())
    assert gelezen.document.versie == 2
    vreemd = Partijdossier().zeg().zeg(tekent=sleutelbos(OIN_AANVALLER)).bestand
    with pytest.raises(BerichtFout, match=OIN_AANVALLER):
        begin_met(vreemd.keten[1], PIN, vreemd.certificaten, vertrouwen())

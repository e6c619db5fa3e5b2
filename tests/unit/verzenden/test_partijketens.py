"""Wat de gateway van een partij toont, naast wat hier van haar bekend is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.bericht.partijen.partijbestand import Partijbestand
from shared.bericht.partijen.partijdocument import Pin
from shared.convenant.regels.laden import standaard_convenant
from shared.verzenden.partijdocumenten.ketens import (
    Bekend,
    Getoond,
    Uitkomst,
    gegevens_uit,
    geldend,
    vergelijk,
    wijzigingen,
)
from shared.verzenden.partijdocumenten.pins import pins_van
from shared.web.instellingen.instellingen import voorbeeld_instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from tests.hulp.partijsleutels import (
    NU,
    OIN_AANVALLER,
    OIN_POLITIE,
    Partijdossier,
    sleutelbos,
    vertrouwen,
)

PIN = Pin("politie", OIN_POLITIE)
VREEMD = sleutelbos(OIN_AANVALLER)


def _toon(bestand: Partijbestand) -> Getoond:
    return Getoond(bestand.keten, bestand.certificaten)


def _zie(bestand: Partijbestand | None, bekend: tuple[Bekend, ...] = ()) -> Uitkomst:
    return vergelijk(PIN, bekend, None if bestand is None else _toon(bestand), vertrouwen())


def test_wie_voor_het_eerst_kijkt_neemt_de_hele_keten_op() -> None:
    uitkomst = _zie(Partijdossier().zeg().zeg(dpia=None).bestand)
    assert (len(uitkomst.keten), uitkomst.nieuw, uitkomst.afwijking) == (2, 2, None)
    partij = gegevens_uit(uitkomst.keten, vertrouwen(), NU)
    assert partij is not None
    assert (partij.code, partij.oin) == ("politie", OIN_POLITIE)
    assert partij.toestand() == {"actief": True, "dpiaGoedgekeurd": False}
    assert partij.versleuteling == sleutelbos(OIN_POLITIE).certificaten["versleuteling"][0]


def test_een_partij_die_nog_niets_zei_is_er_niet() -> None:
    uitkomst = _zie(None)
    assert uitkomst == Uitkomst((), 0, None)
    assert gegevens_uit(uitkomst.keten, vertrouwen(), NU) is None


def test_een_nieuwe_sleutel_die_de_oude_doorgeeft_telt_vanzelf() -> None:
    dossier, nieuw = Partijdossier().zeg(), sleutelbos(OIN_POLITIE, "nieuw")
    eerst = _zie(dossier.bestand)
    daarna = _zie(dossier.zeg(met=nieuw).bestand, eerst.keten)
    assert (daarna.nieuw, daarna.afwijking) == (1, None)
    assert "certificaten.ondertekening" in wijzigingen(daarna.keten, 1)
    partij = gegevens_uit(daarna.keten, vertrouwen(), NU)
    assert partij is not None
    assert partij.ondertekening == nieuw.tekenaar.certificaat


AANVALLEN = {
    "een andere organisatie": Partijdossier(oin=OIN_AANVALLER).zeg(),
    "andermans sleutel onder haar OIN": Partijdossier().zeg(tekent=VREEMD, met=VREEMD),
    "een ander adres": Partijdossier().zeg().zeg(tekent=VREEMD, endpoint="https://kwaad.example"),
    "een andere DPIA": Partijdossier().zeg(dpia=None).zeg(tekent=VREEMD, dpia="2026-10-01"),
    "een andere getuige": Partijdossier().zeg().zeg(tekent=VREEMD, getuige="kwaad+00000000+AA=="),
    "weg ermee": Partijdossier().zeg().zeg(tekent=VREEMD, actief=False),
}


@pytest.mark.parametrize("aanval", AANVALLEN.values(), ids=AANVALLEN.keys())
def test_wat_de_partij_niet_zei_telt_nooit_en_wordt_genoemd(aanval: Partijdossier) -> None:
    eigen = len(aanval.bestand.keten) - 1
    uitkomst = _zie(aanval.bestand)
    assert len(uitkomst.keten) == eigen
    assert uitkomst.afwijking is not None
    assert uitkomst.afwijking.partij == "politie"
    assert uitkomst.afwijking.kenmerk == aanval.bestand.keten[-1].digest
    partij = gegevens_uit(uitkomst.keten, vertrouwen(), NU)
    assert (partij is None) == (eigen == 0)


def test_wat_eerder_is_gezien_kan_de_gateway_niet_vervangen_of_weglaten() -> None:
    eerst = _zie(Partijdossier().zeg().zeg(dpia=None).bestand)
    for getoond in (
        Partijdossier().zeg().bestand,
        Partijdossier().zeg(naam="Anders").zeg(dpia=None).bestand,
        None,
    ):
        uitkomst = _zie(getoond, eerst.keten)
        assert uitkomst.keten == eerst.keten
        assert uitkomst.nieuw == 0
        assert uitkomst.afwijking is not None


def test_zonder_het_certificaat_erbij_telt_een_document_niet() -> None:
    bestand = Partijdossier().zeg().bestand
    uitkomst = vergelijk(PIN, (), Getoond(bestand.keten, {}), vertrouwen())
    assert uitkomst.keten == ()
    assert uitkomst.afwijking is not None


def test_een_geweigerd_document_en_alles_erna_telt_niet() -> None:
    keten = _zie(Partijdossier().zeg().zeg(dpia=None).zeg(actief=False).bestand).keten
    tweede_geweigerd = (keten[0], Bekend(keten[1].schakel, keten[1].certificaten, True), keten[2])
    assert geldend(tweede_geweigerd) is keten[0]
    eerste_geweigerd = (Bekend(keten[0].schakel, keten[0].certificaten, True), *keten[1:])
    assert geldend(eerste_geweigerd) is None
    assert geldend(keten) is keten[2]


def test_wie_geen_geldig_certificaat_meer_heeft_is_niet_te_bereiken() -> None:
    keten = _zie(Partijdossier().zeg().bestand).keten
    assert gegevens_uit(keten, vertrouwen(), NU + timedelta(days=365)) is None


def test_zonder_het_oin_van_elke_andere_partij_start_een_dienst_niet() -> None:
    regels, kaal = standaard_convenant(), voorbeeld_instellingen("politie")
    anderen = sorted(regels.partijen.keys() - {"politie"})
    with pytest.raises(OngeldigeInstellingen) as fout:
        pins_van(kaal, regels, "politie", OIN_POLITIE)
    assert [een.pad for een in fout.value.fouten] == [f"partijen.{code}" for code in anderen]
    goed = {code: f"0000009900000000{nummer}000" for nummer, code in enumerate(anderen, 3)}
    ingesteld = kaal.model_copy(update={"partijen": goed})
    assert pins_van(ingesteld, regels, "politie", OIN_POLITIE) == {**goed, "politie": OIN_POLITIE}
    dubbel = kaal.model_copy(update={"partijen": dict.fromkeys(goed, OIN_POLITIE)})
    with pytest.raises(OngeldigeInstellingen, match="ook het OIN van een andere"):
        pins_van(dubbel, regels, "politie", OIN_POLITIE)
    productie = kaal.model_copy(update={"partijen": goed, "omgeving": "productie"})
    with pytest.raises(OngeldigeInstellingen, match="om mee te testen"):
        pins_van(productie, regels, "politie", OIN_POLITIE)
    vreemd = kaal.model_copy(update={"partijen": {**goed, "waterschap": OIN_AANVALLER}})
    with pytest.raises(OngeldigeInstellingen, match="geen partij"):
        pins_van(vreemd, regels, "politie", OIN_POLITIE)

"""Wat een partij zelf vastlegde gaat op zijn laatste dag vanzelf weg, onder elke wet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from services.gemeente.gegevens.bronnen import OverlastRij
from services.politie.gegevens.politiegegevens import PolitiegegevenRij
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.kluis.fouten import SleutelVernietigd
from shared.zaak.bewaarstaat.kalender import kalender
from shared.zaak.bewaren.eigen import ruim_eigen
from shared.zaak.bewaren.tabellen import VernietigdtalRij
from shared.zaak.vernietigen.uitvoeren import verklaar
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.vernietigen import verklaard
from tests.integratie.diensten.opstelling import Klant, Opstelling
from tests.integratie.diensten.test_dossiers import (
    ART8,
    ART13,
    GEBEURTENIS,
    PERSOON,
    STRAFVORDERLIJK,
    VERVOLGING,
)
from tests.integratie.partijdienst.bewaarvoorraad import akkoord

NIETS = {"eigenGegevens": 0, "eigenPersonen": 0}


def _persoon(klant: Klant) -> str:
    return str(klant.maak("/personen", PERSOON)["id"])


def _naar(opstelling: Opstelling, jaar: int, maand: int, dag: int) -> None:
    opstelling.klok.nu = datetime(jaar, maand, dag, 12, tzinfo=UTC)


def _aantal(opstelling: Opstelling, tabel: Any) -> int:
    with opstelling.dienst.transactie() as sessie:
        return sessie.scalar(select(func.count()).select_from(tabel)) or 0


def _vandaag_weg(opstelling: Opstelling) -> list[tuple[str | None, int]]:
    """Wat de kalender zegt dat er vandaag van de eigen gegevens gaat."""
    dag = opstelling.klok().date()
    with opstelling.dienst.lezend() as sessie:
        vakken = kalender(sessie, opstelling.dienst, None, dag, dag)
    return [(een.regel, een.aantal) for een in vakken if een.wat == "eigen"]


def _lezer(opstelling: Opstelling, functie: str) -> Klant:
    return opstelling.medewerker(functie, f"{nieuw_id()}@partij.example", geldigTot="2039-12-31")


def _akkoord(opstelling: Opstelling, soort: str) -> None:
    with opstelling.dienst.transactie() as sessie:
        sessie.add(akkoord(soort, opstelling.klok()))


def test_een_politiegegeven_gaat_na_vijf_jaar_uit_het_gebruik_en_na_tien_weg(
    politie: Opstelling,
) -> None:
    analist, toezicht = (_lezer(politie, een) for een in ("analist", "privacyfunctionaris"))
    persoon = _persoon(analist)
    pad = f"/personen/{persoon}/politiegegevens"
    gegeven = analist.maak(pad, ART8)["id"]
    analist.vraag(
        "PATCH", f"{pad}/{gegeven}", json={"omschrijving": "Verzonnen.", "reden": "Typefout."},
        headers={"If-Match": analist.vraag("GET", f"{pad}/{gegeven}").headers["ETag"]},
    )  # fmt: skip
    assert _aantal(politie, CorrectieRij) == 1
    _naar(politie, 2031, 3, 1)
    assert len(analist.haal(pad)["items"]) == 1, "de laatste dag telt nog mee"
    _naar(politie, 2031, 3, 2)
    assert ruim_eigen(politie.dienst) == NIETS
    assert analist.haal(pad)["items"] == []
    assert analist.vraag("GET", f"{pad}/{gegeven}").status_code == 404
    assert len(toezicht.haal(pad)["items"]) == 1, "voor klachten en verantwoording"
    _naar(politie, 2036, 3, 1)
    assert ruim_eigen(politie.dienst) == NIETS
    with politie.dienst.transactie() as sessie:
        sleutel = sessie.get_one(PersoonRij, persoon).sleutel_id
    assert sleutel is not None
    assert _vandaag_weg(politie) == []
    _naar(politie, 2036, 3, 2)
    assert _vandaag_weg(politie) == [("wpg-8-vernietigen", 1)], "op proef, en er verandert niets"
    assert ruim_eigen(politie.dienst) == {"eigenGegevens": 1, "eigenPersonen": 1}
    assert _aantal(politie, PolitiegegevenRij) == _aantal(politie, CorrectieRij) == 0
    with pytest.raises(SleutelVernietigd):
        politie.dienst.kluis.verzegel(sleutel, b"x", b"y")
    assert ruim_eigen(politie.dienst) == NIETS
    assert _vandaag_weg(politie) == []
    assert [verklaar(politie.dienst) for _ in range(2)] == [1, 0]
    assert verklaard(toezicht) == [("bewaartermijn", {"personen": 1, "politiegegeven": 1})]
    with politie.dienst.transactie() as sessie:
        geteld = {rij.regel: rij.aantal for rij in sessie.scalars(select(VernietigdtalRij))}
    assert geteld == {"wpg-8-vernietigen": 1, "personen": 1}


def test_wat_onder_artikel_13_staat_gaat_op_de_vastgelegde_dag(politie: Opstelling) -> None:
    analist = _lezer(politie, "analist")
    persoon = _persoon(analist)
    analist.maak(f"/personen/{persoon}/politiegegevens", ART13)
    analist.maak(f"/personen/{persoon}/politiegegevens", ART8)
    with politie.dienst.lezend() as sessie:
        vakken = kalender(sessie, politie.dienst, None, date(2027, 1, 1), date(2036, 3, 2))
    eigen = [een for een in vakken if een.wat == "eigen"]
    assert [(een.maand, een.regel, een.aantal) for een in eigen] == [
        ("2027-03", "wpg-13-vernietigen", 1),
        ("2036-03", "wpg-8-vernietigen", 1),
    ]
    _naar(politie, 2027, 3, 1)
    assert ruim_eigen(politie.dienst) == NIETS
    _naar(politie, 2027, 3, 2)
    assert ruim_eigen(politie.dienst) == {"eigenGegevens": 1, "eigenPersonen": 0}
    (blijft,) = analist.haal(f"/personen/{persoon}/politiegegevens")["items"]
    assert blijft["artikel"] == "8"


def test_wat_de_gemeente_vastlegde_blijft_zolang_een_aanpak_het_nodig_heeft(
    gemeente: Opstelling,
) -> None:
    regisseur = _lezer(gemeente, "regisseur")
    in_groep, zonder = _persoon(regisseur), _persoon(regisseur)
    groep = nieuw_id()
    leden = f"/groepen/{groep}/leden"
    lid = regisseur.maak(leden, {"persoonId": in_groep, "categorie": 1})["betrokkene"]
    for persoon in (in_groep, zonder):
        regisseur.maak(f"/personen/{persoon}/overlastgegevens", GEBEURTENIS)
    _naar(gemeente, 2028, 11, 23)
    assert ruim_eigen(gemeente.dienst) == NIETS
    _naar(gemeente, 2028, 11, 24)
    assert ruim_eigen(gemeente.dienst) == NIETS, "de archivaris heeft nog niets gezegd"
    _akkoord(gemeente, "overlastgegeven")
    assert ruim_eigen(gemeente.dienst) == {"eigenGegevens": 1, "eigenPersonen": 1}
    assert regisseur.vraag("GET", f"/personen/{zonder}").status_code == 410
    assert len(regisseur.haal(f"/personen/{in_groep}/overlastgegevens")["items"]) == 1
    assert regisseur.vraag("DELETE", f"{leden}/{lid}").status_code == 204
    assert ruim_eigen(gemeente.dienst) == {"eigenGegevens": 1, "eigenPersonen": 1}
    assert _aantal(gemeente, OverlastRij) == 0


def test_het_om_ziet_waar_geen_termijn_bij_staat_en_dat_blijft(
    om: Opstelling,
) -> None:
    secretaris = _lezer(om, "parketsecretaris")
    persoon = _persoon(secretaris)
    gegevens = [
        secretaris.maak(f"/personen/{persoon}/strafvorderlijke-gegevens", STRAFVORDERLIJK)["id"]
        for _ in range(2)
    ]
    secretaris.maak(f"/personen/{persoon}/recente-vervolgingen", VERVOLGING)
    termijn = {"categorie": "overtreding", "afgedaanOp": "2026-11-01"}
    pad = f"/personen/{persoon}/wjsg-termijnen/{gegevens[0]}"
    assert secretaris.vraag("PUT", pad, json=termijn).status_code == 200
    (zonder,) = secretaris.haal("/wjsg-zonder-termijn")["gegevens"]
    assert (zonder["id"], zonder["soort"]) == (gegevens[1], "strafvorderlijk")
    _naar(om, 2027, 11, 24)
    _akkoord(om, "recente-vervolging")
    assert ruim_eigen(om.dienst) == {"eigenGegevens": 1, "eigenPersonen": 0}, "niet meer recent"
    assert len(secretaris.haal("/wjsg-zonder-termijn")["gegevens"]) == 1

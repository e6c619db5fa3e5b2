"""Wat de alarmregels tellen, gelezen uit de bladen van het log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from gateway.alarmen.gebeurtenissen import Bericht, uit_blad
from shared.logboek.bladen import lees_blad, maak_blad

NU = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LOPEND, GESLOTEN = "g-lopend", "g-gesloten"


class Register:
    """Twee berichten: een in een groep die loopt, een in een groep die is afgesloten."""

    def bericht(self, kenmerk: str) -> Bericht | None:
        groepen = {"b1": LOPEND, "b2": GESLOTEN}
        return Bericht("politie", "om", groepen[kenmerk]) if kenmerk in groepen else None

    def loopt(self, groep: str) -> bool:
        return groep == LOPEND

    def is_poging(self, reden: str) -> bool:
        return reden == "NOOIT"


def _soorten(soort: str, **velden: Any) -> list[tuple[str, dict[str, str]]]:
    blad = lees_blad(maak_blad(soort, NU, **velden).inhoud)
    return [(een.soort, dict(een.kenmerken)) for een in uit_blad(7, blad, Register())]


def test_een_besluit_telt_voor_medewerker_partij_en_groep() -> None:
    kop = {"medewerker": "m1", "afzender": "politie", "ontvanger": "om", "groep": LOPEND}
    kenmerken = {"medewerker": "m1", "partij": "politie", "groep": LOPEND}
    for uitkomst in ("toegestaan", "geweigerd"):
        gevonden = _soorten("besluit", kop=kop, besluit={"besluit": uitkomst, "redenen": []})
        assert gevonden == [(f"besluit.{uitkomst}", kenmerken)]


def test_een_weigering_van_wat_nooit_mag_is_een_poging_en_een_vergissing_niet() -> None:
    kop = {"medewerker": "m1", "afzender": "politie", "ontvanger": "om", "groep": LOPEND}
    for codes, verwacht in (
        (["VERGEETACHTIG"], ["besluit.geweigerd"]),
        (["VERGEETACHTIG", "NOOIT", "NOOIT"], ["besluit.geweigerd", "besluit.poging"]),
    ):
        besluit = {"besluit": "geweigerd", "redenen": [{"code": code} for code in codes]}
        gevonden = _soorten("besluit", kop=kop, besluit=besluit)
        assert [soort for soort, _ in gevonden] == verwacht
        assert all(kenmerken["medewerker"] == "m1" for _, kenmerken in gevonden)


def test_wat_een_ontvanger_weigert_telt_voor_de_afzender() -> None:
    for bericht, status, verwacht in (
        ("b1", "geweigerd", [("bevestiging.geweigerd", {"partij": "politie"})]),
        ("b1", "aanvaard", []),
        ("onbekend", "geweigerd", []),
    ):
        assert _soorten("bevestiging", id=bericht, status=status) == verwacht


def test_wat_gezegd_is_telt_alleen_als_het_niet_mocht() -> None:
    velden = {"uiting": "u1", "medewerker": "m1", "berichten": ["b1", "onbekend"]}
    gevonden = _soorten("mondeling", **velden, zonderToestemming=True)
    assert gevonden == [("mondeling.zonder-toestemming", {"uiting": "m1/u1"})]
    assert _soorten("mondeling", **velden, zonderToestemming=False) == []


def test_openen_in_een_gesloten_groep_is_lezen_zonder_taak() -> None:
    vraag = {
        "soort": "leesreeks-einde", "gevonden": [],
        "geopend": [{"bericht": "b1", "keren": 3}, {"bericht": "b2", "keren": 1}],
    }  # fmt: skip
    van_partij = {"partij": "om", "autorisatie": "a1", "oin": None, "vraag": vraag}
    soorten = [soort for soort, _ in _soorten("raadpleging", **van_partij)]
    assert soorten == ["lezing.uitwisseling", "lezing.uitwisseling", "lezing.zonder-lopende-groep"]
    onafhankelijk = {**van_partij, "partij": None}
    gevonden = _soorten("raadpleging", **onafhankelijk)
    assert [soort for soort, _ in gevonden] == ["lezing.uitwisseling"] * 2
    assert gevonden[0][1]["lezer"] == "onafhankelijk/a1"


def test_een_blad_en_een_bundel_tellen_en_een_begonnen_reeks_nog_niet() -> None:
    wie = {"partij": "om", "autorisatie": None, "oin": "0001"}
    for vraag, verwacht in (
        ({"soort": "blad", "bladnummers": [1]}, ["lezing.blad"]),
        ({"soort": "export", "vorm": "csv"}, ["lezing.bundel"]),
        ({"soort": "leesreeks", "reeks": "r"}, []),
    ):
        gevonden = _soorten("raadpleging", **wie, vraag=vraag)
        assert [soort for soort, _ in gevonden] == verwacht
    assert _soorten("incident", incident="alarm") == []

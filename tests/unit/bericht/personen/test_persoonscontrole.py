"""Eén antwoord per persoon, en een ouder die er een kan zijn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.bericht.inhoud import InhoudOnderdeel
from shared.bericht.personen.persoonscontrole import (
    dubbele_plaatsen,
    geboortedata,
    is_te_jong_als_ouder,
    leeftijdsverschillen,
)
from tests.unit.bericht.hulp import REGELS, VANDAAG, een_inhoud

WIE, ANDER = "0193aaaa-0000-7000-8000-000000000031", "0193aaaa-0000-7000-8000-000000000032"
(OUDER,) = (een for een in REGELS.categorieen.values() if een.kind_verplicht)


def _deel(wie: str, soort: str, **anders: Any) -> dict[str, Any]:
    return {"betrokkene": wie, "gegevenssoort": soort, "herkomst": "eigen", "vervangt": None,
            "categorie": 1, "kind": None, "leeftijdsklasse": None, **anders}  # fmt: skip


def _dubbel(soort: str, *delen: dict[str, Any]) -> list[tuple[int, int]]:
    return [(d.eerste, d.plaats) for d in dubbele_plaatsen({"soort": soort, "onderdelen": delen},
                                                           REGELS)]  # fmt: skip


@pytest.mark.parametrize("soort", ["NAW", "GEBOORTEDATUM", "TEL_EMAIL", "CONTACT_DEELNEMER"])
def test_wie_iemand_is_staat_er_een_keer(soort: str) -> None:
    een, ander = _deel(WIE, soort), _deel(ANDER, soort)
    assert _dubbel("verstrekking", een, ander) == []
    assert _dubbel("verstrekking", een, ander, een, een) == [(0, 2), (0, 3)]
    assert _dubbel("aanvulling", een, een) == [(0, 1)]


def test_van_wat_er_gebeurde_mag_er_meer_zijn() -> None:
    assert _dubbel("verstrekking", _deel(WIE, "WPG8"), _deel(WIE, "WPG8")) == []


def test_een_correctie_geeft_niet_op_twee_plaatsen_een_waarde() -> None:
    delen = [_deel(WIE, "NAW", vervangt=plaats) for plaats in (0, 1)]
    assert _dubbel("correctie", *delen) == [(0, 1)]
    # Melden dat twee leden fout zijn geeft geen waarde; een intrekking ook niet.
    assert _dubbel("correctie", *({**deel, "herkomst": "ontvangen"} for deel in delen)) == []
    assert _dubbel("intrekking", *delen) == []


def test_elke_geboortedatum_telt_en_niet_alleen_de_laatste() -> None:
    datums = ("2016-01-01", "2010-08-25")
    for volgorde in (datums, datums[::-1]):
        over = [InhoudOnderdeel(WIE, "GEBOORTEDATUM", {"geboortedatum": d}) for d in volgorde]
        inhoud = replace(een_inhoud(), onderdelen=tuple(over))
        assert geboortedata(inhoud, REGELS)[WIE] == tuple(map(date.fromisoformat, volgorde))
        kop = {"onderdelen": [_deel(WIE, "GEBOORTEDATUM", leeftijdsklasse="16-17")] * 2}
        assert len(list(leeftijdsverschillen(kop, inhoud, REGELS, VANDAAG))) == 1
        ouder = {
            "onderdelen": [_deel(ANDER, "NAW", categorie=2, kind=WIE, leeftijdsklasse="16-17")]
        }
        assert len(list(leeftijdsverschillen(ouder, inhoud, REGELS, VANDAAG))) == 1


@pytest.mark.parametrize(
    ("ouder", "kind", "te_jong"),
    [
        (date(2016, 1, 1), date(2013, 6, 1), True),
        (date(2001, 6, 2), date(2013, 6, 1), True),
        (date(2001, 6, 1), date(2013, 6, 1), False),
        (date(2000, 2, 29), date(2013, 2, 28), False),
        (date(2000, 2, 29), date(2012, 2, 28), True),
        (date(2016, 1, 1), None, True),
        (date(1980, 1, 1), None, False),
        (date(2100, 1, 1), date(2013, 6, 1), True),
    ],
)
def test_een_ouder_is_minstens_twaalf_jaar_ouder(
    ouder: date, kind: date | None, te_jong: bool
) -> None:
    assert is_te_jong_als_ouder(ouder, kind, OUDER, VANDAAG) is te_jong

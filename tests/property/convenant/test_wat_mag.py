"""Wat-mag belooft niets dat de toetsing weigert, en verzwijgt niets dat zij toestaat.

De berichten hier zijn met de hand gemaakt, met een eigen tabel van wat men bij elke soort
verklaart; zij komen niet uit wat het product zich voorstelt.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.convenant.poorten.redenzin import oorzaken
from shared.convenant.regels.laden import standaard_convenant
from shared.overzicht.watmag.dienst import sleutel_van
from shared.verzenden.mogelijk.denkbeeldig import Denkbeeldig, Gegeven, Stand
from shared.verzenden.mogelijk.mogelijkheden import (
    Onderdeeltoets,
    Oordeel,
    Wegoordeel,
    over_gegeven,
    over_stuk,
    stromen,
)
from tests.hulp.omvang import omvang
from tests.unit.convenant.gevallenbouw import (
    LID,
    LOOPT,
    MEDEWERKER,
    OM_VERKLAART,
    OUDER,
    UITING,
    Document,
    bericht,
    beslis,
    commitment,
    groep,
    in_overleg,
    met,
    onderdeel,
    per_telefoon,
)

REGELS = standaard_convenant()
NU = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
_ACTIEF = {code: {"actief": True, "dpiaGoedgekeurd": True} for code in MEDEWERKER}
PAREN = [(van, naar) for van, naar in product(MEDEWERKER, MEDEWERKER) if van != naar]
DOELEN = ("D1", "D3")
GRONDEN = {
    ("politie", "gemeente"): "WPG16_1_B_2",
    ("politie", "om"): "WPG16_1_A_1",
    ("om", "gemeente"): "WJSG39F_B",
    ("om", "politie"): "WJSG39F_B",
    ("gemeente", "politie"): "AVG6_1_E",
    ("gemeente", "om"): "AVG6_1_E",
}
ANDERE_GROND = {
    "JUSTITIEEL": "WJSG8A_39F_B",
    "TENUITVOERLEGGING": "WJSG51C_2_B",
    "CONTACT_DEELNEMER": "AVG6_1_E",
}
VERKLAARD: dict[str, Document] = {
    "WPG8": {"eersteVerwerking": "2026-10-01"},
    "WPG13": {"subdoel": "a", "termijnTot": "2027-01-01", "bron": "8"},
    "STRAFVORDERLIJK": {"zaak": commitment("zaak")},
    "JUSTITIEEL": {"reedsBeschikbaar": True},
    "TENUITVOERLEGGING": {"omVerwerkingsverantwoordelijk": True},
    "RECENT_VERVOLGD": {"relevantVoorGroepsaanpak": True, "binnenTwaalfMaanden": True},
}
VAN_PARTIJ: dict[str, Document] = {
    "politie": {}, "om": OM_VERKLAART, "gemeente": {"taakgrondslag": "GEMW172"},
}  # fmt: skip


BIJ_GROND: dict[str, Document] = {
    "A": {"helpdeskPrivacyAkkoord": True},
    "C": {"toezicht": "apv"},
    "D": {"beslissing": "bevel-172"},
}


def _deel(van: str, naar: str, soort: str, categorie: int, grond: str | None = None) -> Document:
    grond = grond or ANDERE_GROND.get(soort, GRONDEN[van, naar])
    if categorie == 3:
        leeg = {"leeftijdsklasse": None, "categorie": 3, "betrokkene": MEDEWERKER[van]}
        return onderdeel(soort, grond, **leeg)
    kenmerken = {**VAN_PARTIJ[van], **VERKLAARD.get(soort, {})}
    if "39F" in grond:
        kenmerken |= BIJ_GROND.get(grond[-1], {})
    wie: Document = {"categorie": categorie, "kenmerken": kenmerken or None}
    if categorie == 2:
        wie |= {"betrokkene": OUDER, "kind": LID, "leeftijdsklasse": "12-15"}
        wie["kenmerken"] = {**kenmerken, "extraMotivering": True}
    if van == "gemeente":
        wie["informatie"] = {"status": "geinformeerd"}
    return onderdeel(soort, grond, **wie)


def _mag_wel(
    van: str, naar: str, soort: str, categorie: int, staat: Document, grond: str | None = None,
    doelen: tuple[str, ...] = DOELEN,
) -> set[tuple[str, str | None]]:  # fmt: skip
    """Langs welke wegen een bericht dat in alles klopt er nu door mag."""
    deel = _deel(van, naar, soort, categorie, grond)
    verzoek = next(
        (een["id"] for een in staat["groep"]["informatieverzoeken"]
         if (een["van"], een["aan"]) == (naar, van)), None,
    )  # fmt: skip
    open_: set[tuple[str, str | None]] = set()
    for doel in doelen:
        kop = bericht("verstrekking", van, naar, staat["groep"]["stap"], [deel], doel=doel)
        kop = met(kop, {"kop/inReactieOp": verzoek})
        kop["toestand"] |= staat
        for weg, heel in {
            ("koppelvlak", None): kop,
            ("telefoon", None): per_telefoon(kop),
            ("overleg", "structureel"): in_overleg(kop),
            ("overleg", "driehoek"): in_overleg(kop, "driehoek"),
        }.items():
            if beslis(heel).toegestaan:
                open_.add(weg)
    return open_


@st.composite
def staten(draw: st.DrawFn) -> Document:
    """Een groep zoals zij in het register kan staan, en partijen die soms niet meedoen."""
    staat = groep(draw(st.integers(1, 7)))
    staat["status"] = draw(st.sampled_from(["actief", "actief", "actief", "afgesloten"]))
    staat["prioritering"] = draw(st.sampled_from(["ja", "nee", None]))
    staat["strafrechtelijkOnderzoek"] = draw(
        st.sampled_from([None, LOOPT, {"van": "2026-01-01", "tot": "2026-02-01"}])
    )
    if draw(st.booleans()):
        staat["informatieverzoeken"] = []
    if draw(st.integers(0, 4)) == 0:
        staat["startbesluit"] = None
    if draw(st.integers(0, 9)) == 0:
        staat["eindcriterium"] = "overlast_gestopt"
    partij = st.fixed_dictionaries(
        {"actief": st.sampled_from([True] * 9 + [False]),
         "dpiaGoedgekeurd": st.sampled_from([True] * 9 + [False])}
    )  # fmt: skip
    return {"groep": staat, "partijen": {code: draw(partij) for code in MEDEWERKER}}


def _toetsing(van: str, naar: str, stand: Stand) -> Denkbeeldig:
    return Denkbeeldig(REGELS, van, naar, stand)


def _stand(staat: Document) -> Stand:
    convenant = {"id": REGELS.id, "laatsteOndertekening": "2019-07-16"}
    return Stand(NU, staat["groep"], staat["partijen"], convenant)


@settings(max_examples=omvang(25), deadline=None)
@given(staten(), st.sampled_from(PAREN))
def test_wat_mag_zegt_van_elke_soort_hetzelfde_als_de_toetsing(
    staat: Document, paar: tuple[str, str]
) -> None:
    van, naar = paar
    for soort, categorie in stromen(REGELS, van):
        mogelijk = over_gegeven(_toetsing(van, naar, _stand(staat)), soort, categorie)
        gezegd = {(een.weg.kanaal, een.weg.overlegsoort) for een in mogelijk.wegen if een.mag}
        assert gezegd == _mag_wel(van, naar, soort, categorie, staat), (soort, categorie)
        assert (mogelijk.oordeel is Oordeel.MAG) is bool(gezegd)
        assert bool(mogelijk.plichten) is bool(gezegd)
        assert bool(mogelijk.oorzaken) is not bool(gezegd)


@pytest.mark.parametrize(("van", "naar"), PAREN)
def test_de_gronden_en_doelen_die_het_noemt_zijn_precies_die_waarmee_het_mag(
    van: str, naar: str
) -> None:
    partijen = {code: {"actief": True, "dpiaGoedgekeurd": True} for code in MEDEWERKER}
    staat = {"groep": groep(5) | {"strafrechtelijkOnderzoek": LOOPT}, "partijen": partijen}
    alle = sorted(
        {grond for stroom, rij in REGELS.grondslagregels.items() if stroom[:2] == (van, naar)
         for grond in rij}
    )  # fmt: skip
    for soort, categorie in stromen(REGELS, van):
        mogelijk = over_gegeven(_toetsing(van, naar, _stand(staat)), soort, categorie)
        if mogelijk.oordeel is not Oordeel.MAG:
            continue
        kan = {g for g in alle if _mag_wel(van, naar, soort, categorie, staat, g)}
        assert set(mogelijk.gronden) == kan, soort
        ook = {
            doel for doel in REGELS.doelen
            if _mag_wel(van, naar, soort, categorie, staat, doelen=(doel,))
        }  # fmt: skip
        assert set(mogelijk.doelen) == ook, soort


@settings(max_examples=omvang(10), deadline=None)
@given(staten(), st.sampled_from(PAREN))
def test_een_soort_die_een_partij_niet_heeft_mag_zij_nooit_geven(
    staat: Document, paar: tuple[str, str]
) -> None:
    van, naar = paar
    kan = set(stromen(REGELS, van))
    for soort, categorie in product(REGELS.gegevenssoorten, REGELS.categorieen):
        if (soort, categorie) not in kan:
            assert not beslis(
                {**(kop := bericht("verstrekking", van, naar, staat["groep"]["stap"],
                                   [_zonder(van, naar, soort, categorie)])),
                 "toestand": {**kop["toestand"], **staat}}
            ).toegestaan  # fmt: skip


def _zonder(van: str, naar: str, soort: str, categorie: int) -> Document:
    """Zonder kenmerken: welke er mogen hangt van de soort af, en of het mag niet."""
    return {**_deel(van, naar, soort, categorie), "kenmerken": None}


@pytest.mark.parametrize(("van", "naar"), PAREN)
def test_een_andere_stap_is_er_een_waarin_het_echt_kan(van: str, naar: str) -> None:
    for soort, categorie in stromen(REGELS, van):
        kan = set()
        for stap in REGELS.stappen:
            staat: dict[str, Any] = groep(stap) | {
                "strafrechtelijkOnderzoek": LOOPT,
                "informatieverzoeken": [{"id": UITING, "van": naar, "aan": van}],
            }
            if _mag_wel(van, naar, soort, categorie, {"groep": staat, "partijen": _ACTIEF}):
                kan.add(stap)
            stand = _stand({"groep": staat, "partijen": _ACTIEF})
            mogelijk = over_gegeven(_toetsing(van, naar, stand), soort, categorie)
        assert set(mogelijk.stappen) == kan, (soort, categorie)


@settings(max_examples=omvang(15), deadline=None)
@given(staten(), st.sampled_from(PAREN))
def test_wat_mag_zegt_van_elk_stuk_hetzelfde_als_de_toetsing(
    staat: Document, paar: tuple[str, str]
) -> None:
    van, naar = paar
    for code, rij in REGELS.stukken.items():
        if (van, naar) not in REGELS.stukregels[code] or rij.soort != "groepsbericht":
            continue
        mogelijk = over_stuk(_toetsing(van, naar, _stand(staat)), code)
        kop = bericht(rij.soort, van, naar, staat["groep"]["stap"], stuk=code)
        kop["toestand"] |= staat
        assert (mogelijk.oordeel is Oordeel.MAG) is beslis(kop).toegestaan, code


@pytest.mark.parametrize(
    ("betrokkene", "kind", "zichzelf"),
    [(LID, None, False), (OUDER, None, False), (OUDER, LID, False), (OUDER, OUDER, True)],
)
def test_van_wie_een_gegeven_is_verandert_het_oordeel_niet(
    betrokkene: str, kind: str | None, zichzelf: bool
) -> None:
    toetsing = _toetsing("politie", "gemeente", _stand({"groep": groep(3), "partijen": _ACTIEF}))
    categorie = 1 if kind is None else 2
    deel = onderdeel("NAW", None, betrokkene=betrokkene, categorie=categorie, kind=kind)
    toets = Onderdeeltoets(toetsing)
    toets.over({**deel, "betrokkene": MEDEWERKER["om"], "kind": None}, frozenset())
    gevonden = toets.over(deel, frozenset())
    keuze = Gegeven("NAW", categorie, gevonden.gronden[0], gevonden.doelen[0])
    assert gevonden.wegen == tuple(
        Wegoordeel(weg, oorzaken(toetsing.echt(deel, frozenset(), keuze, weg).redenen))
        for weg in toetsing.wegen()
    )
    assert ("KIND_ZICHZELF" in {een.code for een in gevonden.oorzaken}) is zichzelf


def test_van_het_moment_telt_alleen_de_dag_en_al_het_andere_telt_mee() -> None:
    stand = _stand({"groep": groep(3), "partijen": _ACTIEF})
    vroeg, laat = (replace(stand, nu=stand.nu.replace(hour=uur)) for uur in (1, 21))
    assert sleutel_van(vroeg) == sleutel_van(laat)
    for soort, categorie in stromen(REGELS, "politie"):
        op_die_dag = [
            over_gegeven(_toetsing("politie", "om", een), soort, categorie) for een in (vroeg, laat)
        ]
        assert op_die_dag[0] == op_die_dag[1]
    anders = [
        replace(stand, nu=stand.nu + timedelta(days=1)),
        replace(stand, groep={**stand.groep, "informatieverzoeken": []}),
        replace(stand, partijen={**stand.partijen, "om": {"actief": False}}),
        replace(stand, convenant={**stand.convenant, "beeindigdPer": "2027-01-01"}),
    ]
    assert len({sleutel_van(een) for een in (stand, *anders)}) == len(anders) + 1

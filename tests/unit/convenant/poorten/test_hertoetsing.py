"""De ontvanger beslist nog eens, op zijn eigen regels en op wat hij zelf weet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.convenant.poorten.hertoetsing import Eigenkennis, hertoets
from shared.convenant.regels.laden import laad_convenant, standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_kop
from tests.unit.convenant.gevallen import (
    TOEGESTAAN,
    bekendheid_in_driehoek,
    deelnemer,
    om_aan_gemeente,
    politie_aan_gemeente,
    recent_vervolgd,
)
from tests.unit.convenant.gevallenbouw import (
    ANDER,
    ANDERE_GROEP,
    LID,
    MEDEWERKER,
    ONBEKEND,
    WEG,
    Document,
    autorisatie,
    in_overleg,
    in_stap,
    met,
    onderdeel,
)

REGELS = standaard_convenant()
NU = datetime(2026, 11, 23, 12, tzinfo=UTC)
EERSTE = "kop/onderdelen/0"


def kennis(verzoek: Document, **anders: Any) -> Eigenkennis:
    """Wat de ontvanger van dit bericht zelf weet: zijn mensen, zijn vragen, zijn berichten."""
    ontvanger = verzoek["kop"]["ontvanger"]
    eigen = verzoek["toestand"]
    return Eigenkennis(**{
        "op": NU,
        "autorisaties": {wie: a for wie, a in eigen["autorisaties"].items()
                         if a["partij"] == ontvanger},
        "verwijzing": eigen["verwijzing"],
        **anders,
    })  # fmt: skip


def codes(verzoek: Document, eigen: Eigenkennis | None = None) -> list[str]:
    kop = verzoek["kop"]
    besluit = hertoets(lees_kop(kop, REGELS), kop, REGELS, eigen or kennis(verzoek))
    return [reden.code for reden in besluit.redenen]


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_wat_mag_neemt_de_ontvanger_in(naam: str) -> None:
    verzoek = TOEGESTAAN[naam]()
    gevraagd = frozenset({str(verzoek["kop"]["inReactieOp"])})
    assert codes(verzoek, kennis(verzoek, gevraagd=gevraagd)) == []


@pytest.mark.parametrize(
    ("lid", "code"),
    [("actief", "PARTIJ_NIET_ACTIEF"), ("dpiaGoedgekeurd", "DPIA_ONTBREEKT")],
)
def test_wat_de_afzender_over_zichzelf_tekende_telt_wat_de_gateway_ook_zegt(
    lid: str, code: str
) -> None:
    verzoek = politie_aan_gemeente()
    gevraagd = frozenset({str(verzoek["kop"]["inReactieOp"])})
    zegt = {"actief": True, "dpiaGoedgekeurd": True, lid: False}
    zelf = {verzoek["kop"]["afzender"]: zegt}
    assert codes(verzoek, kennis(verzoek, gevraagd=gevraagd, partijen=zelf)) == [code]


@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({f"{EERSTE}/gegevenssoort": "BSN", f"{EERSTE}/kenmerken": None}, "SOORT_GEWEIGERD"),
        ({f"{EERSTE}/bijzonder": True}, "BIJZONDER"),
        ({f"{EERSTE}/leeftijdsklasse": "0-11"}, "LEEFTIJD_LID"),
        ({f"{EERSTE}/herkomst": "ontvangen"}, "DOORVERSTREKKING"),
        ({f"{EERSTE}/grondslag": "WPG16_1_A_1"}, "GRONDSLAG_PAST_NIET"),
        ({f"{EERSTE}/aard": None}, "AARD_ONTBREEKT"),
        ({f"{EERSTE}/derdenVerwijderd": False}, "DERDEN_NIET_VERWIJDERD"),
        ({f"{EERSTE}/kenmerken/eersteVerwerking": "2020-01-01"}, "WPG8_VIJF_JAAR"),
        ({"kop/doel": None}, "DOEL_ONTBREEKT"),
        ({"kop/afweging": None}, "AFWEGING_ONTBREEKT"),
        ({"kop/kanaal": "usb"}, "KANAAL_GEWEIGERD"),
        ({"kop/convenant": "eindhoven-2020"}, "CONVENANT_ANDER"),
        ({"kop/groep": None}, "GROEP_ONTBREEKT"),
        ({"kop/stap": 7}, "SOORT_NIET_IN_STAP"),
        ({"kop/stap": 1}, "STAP_ZONDER_GEGEVENS"),
        ({"kop/ontvangendeMedewerker": None}, "MEDEWERKER_ONTBREEKT"),
    ],
)
def test_wat_de_regels_nooit_toestaan_komt_er_niet_in_wie_het_ook_toestond(
    wijziging: dict[str, Any], code: str
) -> None:
    assert code in codes(met(politie_aan_gemeente(), wijziging))


def test_om_geeft_de_politie_niets_ook_niet_als_de_gateway_dat_wel_vindt() -> None:
    verzoek = met(
        om_aan_gemeente(),
        {"kop/ontvanger": "politie", "kop/ontvangendeMedewerker": MEDEWERKER["politie"]},
    )
    assert codes(verzoek) == ["GEEN_GRONDSLAG"]


# --- Wat de ontvanger zelf weet -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("functie", "beheerder"), ("vog", False), ("geldigTot", "2026-11-22"), ("partij", "om")],
)
def test_de_eigen_medewerker_telt_zoals_hij_is(veld: str, waarde: object) -> None:
    verzoek = politie_aan_gemeente()
    wie = MEDEWERKER["gemeente"]
    eigen = {wie: {**autorisatie("gemeente"), veld: waarde}}
    assert codes(verzoek, kennis(verzoek, autorisaties=eigen)) == ["ONTVANGER_MAG_NIET"]
    assert codes(verzoek, kennis(verzoek, autorisaties={})) == ["ONTVANGER_MAG_NIET"]


def test_de_medewerker_van_een_ander_wordt_aangenomen() -> None:
    """Of hij mag, weet alleen zijn eigen partij; de gateway controleerde dat."""
    assert codes(met(politie_aan_gemeente(), {"kop/medewerker": ONBEKEND})) == []
    assert codes(met(politie_aan_gemeente(), {"kop/medewerker": None})) == ["MEDEWERKER_ONTBREEKT"]
    assert codes(met(deelnemer("om", "politie"), {f"{EERSTE}/betrokkene": ONBEKEND})) == []


def test_wie_hier_werkt_is_geen_lid_van_een_groep() -> None:
    verzoek = politie_aan_gemeente()
    eigen = {**kennis(verzoek).autorisaties, LID: autorisatie("gemeente", geldigTot="2020-01-01")}
    assert codes(verzoek, kennis(verzoek, autorisaties=eigen)) == ["BETROKKENE_IS_MEDEWERKER"]


def test_in_stap_2_is_het_gevraagd_of_het_blijft_buiten() -> None:
    naw = [onderdeel("NAW", "WPG16_1_B_2")]
    verzoek = in_stap(politie_aan_gemeente(), 2)
    verzoek["kop"] |= {"onderdelen": naw, "inReactieOp": ONBEKEND}
    assert codes(verzoek, kennis(verzoek)) == ["VERZOEK_ONTBREEKT"]
    assert codes(verzoek, kennis(verzoek, gevraagd=frozenset({ANDER}))) == ["VERZOEK_ONTBREEKT"]
    assert codes(verzoek, kennis(verzoek, gevraagd=frozenset({ONBEKEND}))) == []
    zonder = met(verzoek, {"kop/inReactieOp": None})
    assert codes(zonder, kennis(zonder, gevraagd=frozenset({ONBEKEND}))) == ["VERZOEK_ONTBREEKT"]


@pytest.mark.parametrize("soort", ["correctie", "aanvulling", "intrekking"])
@pytest.mark.parametrize(
    ("wijziging", "code"),
    [
        ({"toestand/verwijzing": None}, "VERWIJZING_ONBEKEND"),
        ({"toestand/verwijzing/id": ONBEKEND}, "VERWIJZING_ONBEKEND"),
        ({"toestand/verwijzing/groep": ANDERE_GROEP}, "VERWIJZING_ANDERE_GROEP"),
        ({"toestand/verwijzing/ingetrokken": True}, "VERWIJZING_INGETROKKEN"),
    ],
)
def test_waar_het_op_voortbouwt_is_wat_de_ontvanger_zelf_heeft(
    soort: str, wijziging: dict[str, Any], code: str
) -> None:
    assert codes(met(TOEGESTAAN[soort](), wijziging)) == [code]


def test_een_correctie_van_wat_hier_niet_staat_komt_er_niet_in() -> None:
    plek = "toestand/verwijzing/onderdelen/0"
    verzoek = TOEGESTAAN["correctie"]()
    assert codes(met(verzoek, {plek: WEG})) == ["PLAATS_STAAT_NIET"]
    assert codes(met(verzoek, {f"{plek}/betrokkene": ANDER})) == ["PLAATS_ANDERS"]
    assert codes(met(verzoek, {f"{plek}/bron": "om"})) == ["HERKOMST_BRON"]


# --- Wat de ontvanger niet kan weten --------------------------------------------------------------


def test_de_stand_van_de_groep_is_die_waarin_het_zou_mogen() -> None:
    for stap in (3, 5, 6):
        assert codes(in_stap(politie_aan_gemeente(), stap)) == []


@pytest.mark.parametrize(
    "verzoek",
    [
        in_overleg(politie_aan_gemeente()),  # mag alleen in structureel overleg
        bekendheid_in_driehoek(),  # mag de burgemeester alleen in de driehoek horen
        in_overleg(recent_vervolgd()),
    ],
)
def test_in_welk_overleg_het_werd_gezegd_beslist_de_ontvanger_niet(verzoek: Document) -> None:
    assert codes(verzoek) == []


def test_wat_in_geen_enkel_overleg_mag_komt_er_niet_in() -> None:
    assert "OVERLEG_ALLEEN_OPHALEN" in codes(in_overleg(om_aan_gemeente()))
    zonder = met(in_overleg(politie_aan_gemeente()), {"kop/overleg": None})
    assert codes(zonder) == ["OVERLEG_ONBEKEND"]
    assert codes(met(zonder, {"kop/uiting": None})) == ["UITING_ONTBREEKT", "OVERLEG_ONBEKEND"]


def test_de_dag_is_die_van_het_besluit() -> None:
    verzoek = met(politie_aan_gemeente(), {f"{EERSTE}/kenmerken/eersteVerwerking": "2025-11-23"})
    eigen = kennis(verzoek)
    assert codes(verzoek, eigen) == []
    # Een uur later is het in Rotterdam de 24e.
    later = datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert codes(verzoek, replace(eigen, op=later)) == ["WPG8_EEN_JAAR"]


def test_woorden_die_de_eigen_regels_niet_kennen_worden_niet_beslist() -> None:
    """De gateway kan een nieuwer convenant hebben dan wij."""
    verzoek = politie_aan_gemeente()
    kop = verzoek["kop"]
    tekst = REGELS.bron.decode().replace("WPG16_1_B_2", "WPG16_1_B_3")
    with pytest.raises(OngeldigToetsverzoek, match="/onderdelen/0/grondslag"):
        hertoets(lees_kop(kop), kop, laad_convenant(tekst.encode()), kennis(verzoek))

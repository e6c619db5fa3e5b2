"""Wat iemand invult wordt een opdracht, en een fout van de dienst staat bij haar veld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.portaal.api import ApiFout
from shared.portaal.vraagbladen.velden import DAG, JA, KEUZES, MOMENT, TEKST, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import fouten_uit, lees

VELDEN = (
    Invulveld("omschrijving", "Wat is er gebeurd?", TEKST),
    Invulveld("op", "Op welke dag?", DAG),
    Invulveld("om", "Wanneer precies?", MOMENT, verplicht=False),
    Invulveld("identiteit.wijze", "Hoe is het vastgesteld?", verplicht=False),
    Invulveld("gronden", "Op welke grond?", KEUZES, verplicht=False),
    Invulveld("nagelezen", "Ik las het na", JA),
)


@dataclass
class Getypt:
    """What came in with a form."""

    velden: Mapping[str, list[str]] = field(default_factory=dict)

    def veld(self, naam: str) -> str:
        return self.velden.get(naam, [""])[0].strip()

    def keuzes(self, naam: str) -> list[str]:
        return list(self.velden.get(naam, ()))


def _lees(**velden: list[str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    namen = {naam.replace("_", "-"): waarden for naam, waarden in velden.items()}
    return lees(VELDEN, Getypt(namen))  # type: ignore[arg-type]


def test_wat_is_ingevuld_gaat_zoals_de_dienst_het_vraagt() -> None:
    inhoud, fouten = _lees(
        omschrijving=["Een verzonnen voorval."], op=["3-2-2026"], om=["3-2-2026 9.05"],
        identiteit_wijze=["getoond"], gronden=["A", "", "B"], nagelezen=["ja"],
    )  # fmt: skip
    assert fouten == []
    assert inhoud == {
        "omschrijving": "Een verzonnen voorval.", "op": "2026-02-03",
        "om": "2026-02-03T08:05:00Z", "identiteit": {"wijze": "getoond"},
        "gronden": ["A", "B"], "nagelezen": True,
    }  # fmt: skip


def test_wat_ontbreekt_en_wat_geen_dag_is_staat_bij_het_veld() -> None:
    inhoud, fouten = _lees(op=["31-2-2026"], om=["gisteren"])
    assert inhoud == {"nagelezen": False}
    assert [veld for veld, _ in fouten] == ["omschrijving", "op", "om"]
    assert "31-12-2026" in dict(fouten)["op"]


def test_een_fout_van_de_dienst_staat_bij_haar_veld_en_de_rest_bovenaan() -> None:
    fout = ApiFout(
        400,
        {
            "fouten": [
                {"pad": "/identiteit/wijze", "melding": "onbekende waarde"},
                {"pad": "/gronden/0", "melding": "hoort hier niet bij"},
                {"pad": "/persoon", "melding": "bestaat niet"},
            ]
        },
    )
    gevonden = fouten_uit(fout, VELDEN)
    assert [veld for veld, _ in gevonden] == ["", "identiteit-wijze", "gronden"]
    assert gevonden[0] == ("", "Bestaat niet")
    assert dict(gevonden)["gronden"] == "Op welke grond? Hoort hier niet bij."


def test_een_botsing_zonder_velden_zegt_wat_er_aan_de_hand_is() -> None:
    assert fouten_uit(ApiFout(409, {"detail": "Hierover is al beslist."}), VELDEN) == [
        ("", "Hierover is al beslist.")
    ]
    assert "veranderde iemand" in fouten_uit(ApiFout(412, {}), VELDEN)[0][1]


def test_wat_getypt_is_blijft_staan_en_een_leeg_vinkje_blijft_leeg() -> None:
    aan = Invulveld("nagelezen", "Ik las het na", JA, begin="ja")
    leeg = Invulblad((aan,), "Verstuur", "/ergens")
    assert leeg.gekozen(aan, "ja")
    terug = leeg.met({"omschrijving": ["Bewaard"]}, [("op", "ontbreekt")])
    assert terug.waarde(VELDEN[0]) == "Bewaard"
    assert not terug.gekozen(aan, "ja")
    assert terug.fout(VELDEN[1]) == "ontbreekt"

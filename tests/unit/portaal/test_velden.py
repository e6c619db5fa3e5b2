"""Een formulier als gegevens: wat iemand invult, wat de dienst krijgt, en weer terug."""

from __future__ import annotations

from typing import Any

import pytest

from frontends.gemeente.invullen import FORMULIEREN, bewijszin
from frontends.gemeente.stap import beslist_meteen
from shared.portaal.formulier.document import documentdelen
from shared.portaal.formulier.velden import (
    inhoud_van,
    nog_een,
    plaats_van,
    rijen_van,
    veldfouten,
    waarden_van,
)
from shared.portaal.formulier.vraag import DAG, JA_NEE, KEUZES, NUMMER, REGEL, REGELS, RIJEN, Veld
from shared.portaal.woorden import Woordenlijst

VELDEN = (
    Veld("aard", "Wat is het?"),
    Veld("monitoring.hoe", "Hoe?", REGEL),
    Veld("dag", "Wanneer?", DAG),
    Veld("plekken", "Waar?", REGELS),
    Veld("soorten", "Welke?", KEUZES, opties=(("a", "De een"), ("b", "De ander"))),
    Veld("goed", "Goed?", JA_NEE),
    Veld(
        "doelen",
        "Doelen?",
        RIJEN,
        velden=(Veld("code", "Nummer", NUMMER, hint="G"), Veld("titel", "Titel", REGEL)),
    ),
)
INGEVULD: dict[str, list[str]] = {
    "aard": ["  Lawaai "],
    "monitoring.hoe": ["Tellen"],
    "dag": ["31-12-2026"],
    "plekken": ["het plein\n\n het winkelcentrum "],
    "soorten": ["a", "b"],
    "goed": ["nee"],
    "doelen.0.code": ["G2"],
    "doelen.0.titel": ["Rust"],
    "doelen.1.titel": [""],
    "doelen.2.titel": ["Werk"],
}
INHOUD: dict[str, Any] = {
    "aard": "Lawaai",
    "monitoring": {"hoe": "Tellen"},
    "dag": "2026-12-31",
    "plekken": ["het plein", "het winkelcentrum"],
    "soorten": ["a", "b"],
    "goed": False,
    "doelen": [{"code": "G2", "titel": "Rust"}, {"titel": "Werk", "code": "G1"}],
}


def test_wat_iemand_invult_komt_op_zijn_plek_en_een_lege_rij_telt_niet() -> None:
    inhoud, fouten = inhoud_van(VELDEN, INGEVULD)
    assert fouten == []
    assert inhoud == INHOUD


def test_wat_is_vastgelegd_staat_zo_weer_in_de_velden() -> None:
    waarden = waarden_van(VELDEN, INHOUD)
    assert inhoud_van(VELDEN, waarden)[0] == INHOUD
    assert waarden["dag"] == ["31-12-2026"]
    assert waarden["doelen.1.code"] == ["G1"]


def test_wat_ontbreekt_en_wat_geen_dag_is_wordt_per_veld_gezegd() -> None:
    _, fouten = inhoud_van(VELDEN, {**INGEVULD, "aard": [" "], "dag": ["31-02-2026"]})
    assert [naam for naam, _ in fouten] == ["aard", "dag"]
    assert "31-12-2026" in fouten[1][1]


def test_een_veld_in_een_rij_zegt_in_welke_rij() -> None:
    veld = Veld("d", "D?", RIJEN, velden=(Veld("een", "Een?"), Veld("twee", "Twee?")))
    _, fouten = inhoud_van([veld], {"d.1.een": ["x"]})
    assert fouten == [("d.1.twee", "Twee: vul dit in.")]


def test_er_is_altijd_een_rij_en_er_komt_er_een_bij() -> None:
    doelen = VELDEN[-1]
    assert [een.naam for een in rijen_van(doelen, {})[0]] == ["doelen.0.code", "doelen.0.titel"]
    assert len(rijen_van(doelen, nog_een("doelen", INGEVULD))) == 4
    assert len(rijen_van(doelen, {"doelen.999.titel": ["x"]})) == 30


@pytest.mark.parametrize(
    ("pad", "veld"),
    [
        ("/aard", "aard"),
        ("/monitoring/hoe", "monitoring.hoe"),
        ("/doelen/0/titel", "doelen.0.titel"),
        ("/plekken/3", "plekken"),
        ("/velden/aard", "aard"),
        ("/iets/anders", ""),
        ("", ""),
    ],
)
def test_een_fout_van_de_dienst_hoort_bij_het_veld(pad: str, veld: str) -> None:
    assert plaats_van(pad, VELDEN) == veld


def test_een_fout_van_de_dienst_zegt_bij_welke_vraag() -> None:
    gemeld = [{"pad": "/aard", "melding": "wijst iemand aan"}, {"pad": "/x", "melding": "mag niet"}]
    assert veldfouten(gemeld, VELDEN) == [
        ("aard", "Wat is het: wijst iemand aan"),
        ("", "Mag niet"),
    ]


@pytest.mark.parametrize("code", FORMULIEREN)
def test_elk_formulier_van_de_gemeente_heeft_een_vraag_en_een_plek(code: str) -> None:
    formulier = FORMULIEREN[code]
    assert "{groep}" in formulier.pad
    assert len({veld.naam for veld in formulier.velden}) == len(formulier.velden)
    zinnen = [formulier.titel, formulier.inleiding, *(veld.label for veld in formulier.velden)]
    assert all(len(zin.split()) <= 25 for zin in zinnen)


def test_een_document_is_te_lezen_zoals_een_ander_het_leest() -> None:
    velden = FORMULIEREN["plan-van-aanpak"].velden
    delen = documentdelen(
        velden,
        {
            "duiding": "Zo zit het.",
            "doelen": [{"code": "G1", "titel": "Rust", "convenantdoel": "D1", "resultaat": "Ja"}],
        },
    )
    assert delen[0] == ("Hoe begrijpen wij het gedrag van de groep?", ["Zo zit het."], [])
    assert delen[1] == ("Hoe pakken wij het aan?", ["Niet ingevuld"], [])
    assert ("Wat willen wij bereiken?", "Rust") in delen[2][2][0]
    assert all(label != "Nummer" for label, _ in delen[2][2][0])


def test_wie_alleen_tekent_hoort_dat_de_groep_meteen_verder_gaat() -> None:
    wij = {"partij": "hier", "functies": ["regisseur"]}
    ander = {"partij": "daar", "functies": ["regisseur"]}
    assert beslist_meteen([wij], "hier", "regisseur")
    assert not beslist_meteen([wij, ander], "hier", "regisseur")
    assert not beslist_meteen([wij], "hier", "burgemeester")
    assert not beslist_meteen([ander], "hier", "regisseur")


def test_wat_telt_voor_de_start_komt_uit_het_convenant() -> None:
    rijen = {"a": {"kort": "a", "mag": True}, "b": {"kort": "b", "mag": True},
             "c": {"kort": "c telt niet", "mag": False}}  # fmt: skip
    zin = bewijszin({"nodig": 3, "incidenten": 1}, Woordenlijst({"meldingsbronnen": rijen}))
    assert "zijn 3 verschillende incidenten nodig" in zin
    assert "Er telt er nu 1. Alleen wat a of b vastlegde, telt mee." in zin

"""The covenant file: complete and traceable; and a fourth party is only another file."""

import hashlib
import re
from importlib.resources import files

import pytest

from shared.convenant.redencodes import plaatshouders
from shared.convenant.regels.laden import Convenantregels, laad_convenant, standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek
from tests.unit.convenant.gevallen import GEINFORMEERD, deelnemer, politie_aan_gemeente
from tests.unit.convenant.gevallenbouw import (
    MEDEWERKER,
    Document,
    bericht,
    beslis,
    met,
    onderdeel,
)

BRON = files("shared.convenant").joinpath("rotterdam-groepsaanpak-2019.toml").read_bytes()
TEKST = BRON.decode()


# --- Wat er in staat ------------------------------------------------------------------------------


def test_het_meegeleverde_convenant_is_dat_van_rotterdam() -> None:
    regels = standaard_convenant()
    assert regels.id == "rotterdam-groepsaanpak-2019"
    assert regels.ondertekend.isoformat() == "2019-07-16"
    assert list(regels.partijen) == ["politie", "om", "gemeente"]
    assert list(regels.stappen) == [1, 2, 3, 4, 5, 6, 7]
    assert set(regels.doelen) == {"D1", "D2", "D3", "D4", "D5"}
    assert list(regels.poorten) == list(range(1, 17))
    assert regels.start.bronnen == {"politie", "stadsbeheer", "jongerenwerk"}
    assert set(regels.eindcriteria) == {"overlast_gestopt", "andere_methodiek", "doelen_gehaald"}
    assert set(regels.overlegsoorten) == {"structureel", "driehoek"}
    assert set(regels.overleglocaties) == {"gemeente", "politie"}
    assert regels.soorten_met_stuk == {
        "groepsbericht", "informatieverzoek", "rechtenverzoek", "incident",
    }  # fmt: skip
    assert regels.versie.startswith("2.")


def test_elke_reden_om_niet_in_te_nemen_is_een_zin() -> None:
    """In het log staat alleen de code; de zin is voor het eigen scherm."""
    redenen = standaard_convenant().ontvangstredenen
    assert redenen.keys() >= {"INHOUD_WIJKT_AF", "VORM", "LEEFTIJD", "REGELS", "NIET_HIER"}
    for code, zin in redenen.items():
        assert re.fullmatch(r"[A-Z][A-Z0-9_]{0,39}", code)
        assert zin


def test_elke_soort_blad_met_een_termijn_staat_er_een_keer() -> None:
    termijnen = {
        (soort, rij.besluit): (rij.termijn, rij.vanaf)
        for rij in standaard_convenant().logboek.termijnen
        for soort in rij.soorten
    }
    assert termijnen["besluit", "toegestaan"] == ("P4Y", "blad")
    assert termijnen["besluit", "geweigerd"] == ("P1Y", "blad")
    assert termijnen["bevestiging", None] == ("P4Y", "blad")
    assert termijnen["groepsbesluit", None] == ("P4Y", "afsluiting")
    assert termijnen["overleg", None] == ("P4Y", "afsluiting")
    assert termijnen["autorisatie", None] == ("P4Y", "geldigTot")


def test_elke_geweigerde_code_zegt_waarom() -> None:
    for tabel, codes in standaard_convenant().geweigerd:
        for code, waarom in codes.items():
            assert len(waarom.split()) >= 4, (tabel, code)


def test_de_regels_kennen_hun_eigen_bron() -> None:
    regels = laad_convenant(BRON)
    assert regels.bron == BRON
    assert regels.hash == hashlib.sha256(BRON).hexdigest()


def test_de_regels_zijn_niet_te_wijzigen() -> None:
    regels = standaard_convenant()
    with pytest.raises(TypeError):
        regels.partijen["nieuw"] = regels.partijen["om"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        regels.versie = "2"  # type: ignore[misc]


def test_elke_reden_is_een_zin_met_een_bron() -> None:
    for code, reden in standaard_convenant().redenen.items():
        assert reden.uitleg.endswith("."), code
        assert reden.uitleg[0].isupper() or reden.uitleg[0] == "{", code
        assert reden.convenant or reden.wet, code
        # Wat er mis is én wat wel mag: twee delen, of een gevolg.
        assert ";" in reden.uitleg or "," in reden.uitleg or ":" in reden.uitleg, code
        assert plaatshouders(reden.uitleg) is not None


def test_interpretaties_zijn_een_zin() -> None:
    for nummer, tekst in standaard_convenant().interpretaties.items():
        assert re.fullmatch(r"[A-K]\d{1,2}", nummer)
        assert tekst.endswith(".")


def test_functies_met_hun_rechten() -> None:
    functies = standaard_convenant().functies
    assert set(functies["politie"]) == {
        "analist",
        "wijkagent",
        "teamchef",
        "beheerder",
        "privacyfunctionaris",
        "fg",
        "auditor",
        "systeemaccount",
    }
    assert "verstrekken" in functies["politie"]["analist"].rechten
    assert "verstrekken" not in functies["politie"]["wijkagent"].rechten
    assert "ondertekenen" in functies["om"]["officier"].rechten
    assert functies["gemeente"]["auditor"].rechten == ("controleren",)
    assert set(functies["*"]) == {"auditor", "systeemaccount"}


def test_wie_beheert_leest_geen_gegevens() -> None:
    for partij, functies in standaard_convenant().functies.items():
        if "beheerder" in functies:
            rechten = set(functies["beheerder"].rechten)
            assert not rechten & {"verstrekken", "ontvangen", "dossier.lezen"}, partij


#: Rights that change, give away or destroy: who advises and looks on has none (AVG 38 lid 6).
DOEN = re.compile(r"verstrekken|ontvangen|opvragen|ondertekenen|beheren|.*\.(schrijven|vernietigen|"
                  r"vaststellen|delen|doorgeven|behandelen)")  # fmt: skip


def test_een_programma_leest_en_doet_verder_niets() -> None:
    functies = standaard_convenant().functies["*"]
    assert [code for code, rij in functies.items() if rij.systeem] == ["systeemaccount"]
    rechten = functies["systeemaccount"].rechten
    assert [recht for recht in rechten if DOEN.fullmatch(recht)] == []


@pytest.mark.parametrize("partij", ["politie", "om", "gemeente"])
def test_de_fg_adviseert_en_ziet_toe_en_doet_verder_niets(partij: str) -> None:
    rechten = standaard_convenant().functies[partij]["fg"].rechten
    assert [recht for recht in rechten if DOEN.fullmatch(recht)] == []
    assert {"leesspoor.lezen", "controleren"} <= set(rechten)


# --- Een vierde partij is alleen een ander bestand ------------------------------------------------

VIERDE_PARTIJ = """
[partijen.verzonnen-woonhulp]
titel = "de verzonnen woonhulp"
naam = "Verzonnen Woonhulp"
verwerkingsverantwoordelijke = "het verzonnen bestuur"
regime = "AVG"
doelen = ["D1"]
afweging = ["noodzaak"]
informatieplicht = true
kenmerken = ["toezicht"]
voorwaarden = []
[partijen.verzonnen-woonhulp.functies.consulent]
titel = "consulent"
rechten = ["verstrekken", "ontvangen"]

[[aanstellingen.ondertekenaars]]
partij = "verzonnen-woonhulp"
functies = ["consulent"]

[gegevenssoorten.WOONHULP]
titel = "verzonnen gegevens over woonhulp"
voorwaarden = [{ kenmerk = "toezicht", eis = "aanwezig", reden = "WOONHULP_TOEZICHT" }]
[gegevenssoorten.WOONHULP.vorm]
omschrijving = { soort = "tekst", verplicht = true }
[[gegevenssoorten.WOONHULP.regels]]
van = ["verzonnen-woonhulp"]
categorieen = [1]
stappen = [4]
convenant = "addendum 1"

[grondslagen.VERZONNEN_WET_1]
titel = "verzonnen grondslag"
convenant = "addendum 1"
wet = "art. 1 Verzonnen wet"

[[verstrekkingsregels]]
van = "verzonnen-woonhulp"
naar = "gemeente"
gegevenssoorten = ["WOONHULP"]
grondslagen = ["VERZONNEN_WET_1"]

[redenen.WOONHULP_TOEZICHT]
poort = 9
convenant = "addendum 1"
uitleg = "Bij onderdeel {nummer} ontbreekt het toezicht; noem de soort toezicht."
"""


@pytest.fixture(scope="module")
def met_vierde_partij() -> Convenantregels:
    return laad_convenant((TEKST + VIERDE_PARTIJ).encode())


def woonhulp() -> Document:
    gegeven = onderdeel(
        "WOONHULP",
        "VERZONNEN_WET_1",
        kenmerken={"toezicht": "apv"},
        informatie=GEINFORMEERD,
    )
    verzoek = bericht("verstrekking", "politie", "gemeente", 4, [gegeven])
    wie = f"toestand/autorisaties/{MEDEWERKER['politie']}"
    return met(
        verzoek,
        {
            "kop/afzender": "verzonnen-woonhulp",
            "kop/doel": "D1",
            "kop/afweging": {"noodzaak": True, "motivering": "A" * 43},
            "toestand/partijen/verzonnen-woonhulp": {"actief": True, "dpiaGoedgekeurd": True},
            f"{wie}/partij": "verzonnen-woonhulp",
            f"{wie}/functie": "consulent",
        },
    )


def test_een_vierde_partij_verstrekt_haar_eigen_soort_op_haar_eigen_grondslag(
    met_vierde_partij: Convenantregels,
) -> None:
    besluit = beslis(woonhulp(), met_vierde_partij)
    assert besluit.redenen == ()
    (grondslag,) = besluit.grondslagen
    assert (grondslag.convenant, grondslag.wet) == ("addendum 1", "art. 1 Verzonnen wet")


@pytest.mark.parametrize(
    ("wijziging", "poort"),
    [
        ({"kop/ontvanger": "om"}, 11),
        ({"kop/doel": "D2"}, 10),
        ({f"toestand/autorisaties/{MEDEWERKER['politie']}/functie": "analist"}, 4),
        ({"kop/afweging/noodzaak": False}, 12),
        ({"kop/onderdelen/0/kenmerken": None}, 9),
        ({"kop/onderdelen/0/informatie": None}, 16),
        ({"kop/onderdelen/0/gegevenssoort": "NAW"}, 7),
        ({"kop/stap": 3, "toestand/groep/stap": 3}, 7),
    ],
)
def test_voor_de_vierde_partij_gelden_dezelfde_poorten(
    met_vierde_partij: Convenantregels, wijziging: dict[str, object], poort: int
) -> None:
    assert poort in beslis(met(woonhulp(), wijziging), met_vierde_partij).poorten


def test_de_vierde_partij_deelt_contactgegevens_met_elke_partij(
    met_vierde_partij: Convenantregels,
) -> None:
    verzoek = met(
        deelnemer("om", "politie"),
        {
            "kop/ontvanger": "verzonnen-woonhulp",
            "toestand/partijen/verzonnen-woonhulp": {"actief": True, "dpiaGoedgekeurd": True},
            f"toestand/autorisaties/{MEDEWERKER['politie']}/partij": "verzonnen-woonhulp",
            f"toestand/autorisaties/{MEDEWERKER['politie']}/functie": "consulent",
        },
    )
    assert beslis(verzoek, met_vierde_partij).toegestaan
    assert beslis(verzoek).poorten == (2, 4)


def test_voor_de_anderen_verandert_er_niets(met_vierde_partij: Convenantregels) -> None:
    assert beslis(politie_aan_gemeente(), met_vierde_partij) == beslis(politie_aan_gemeente())
    # Zonder haar eigen rijen is het niet meer dan een invoerfout: die woorden bestaan niet.
    with pytest.raises(OngeldigToetsverzoek, match="geen code uit het convenant"):
        beslis(woonhulp())

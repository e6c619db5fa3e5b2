"""The covenant file: complete, traceable, and refused as a whole where one thing is wrong."""
# ruff: noqa: E501 - de tabel met beschadigingen leest alleen als tabel

import hashlib
import re
from importlib.resources import files

import pytest

from shared.convenant.redencodes import plaatshouders
from shared.convenant.regels import (
    Convenantregels,
    InconsistentConvenant,
    laad_convenant,
    standaard_convenant,
)
from tests.unit.convenant.gevallenbouw import (
    MEDEWERKER,
    bericht,
    beslis,
    deelnemer,
    met,
    onderdeel,
    politie_aan_gemeente,
)

BRON = files("shared.convenant").joinpath("rotterdam-groepsaanpak-2019.toml").read_bytes()
TEKST = BRON.decode()


def fouten(tekst: str) -> list[str]:
    with pytest.raises(InconsistentConvenant) as gevangen:
        laad_convenant(tekst.encode())
    return [str(fout) for fout in gevangen.value.fouten]


def vervang(oud: str, nieuw: str, aantal: int = 1) -> str:
    assert TEKST.count(oud) >= 1, oud
    return TEKST.replace(oud, nieuw, aantal)


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
    assert len(regels.eindcriteria) == 3


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
        "auditor",
    }
    assert "verstrekken" in functies["politie"]["analist"].rechten
    assert "verstrekken" not in functies["politie"]["wijkagent"].rechten
    assert "ondertekenen" in functies["om"]["officier"].rechten
    assert functies["gemeente"]["auditor"].rechten == ("controleren",)
    assert set(functies["*"]) == {"auditor"}


def test_wie_beheert_leest_geen_gegevens() -> None:
    for partij, functies in standaard_convenant().functies.items():
        if "beheerder" in functies:
            rechten = set(functies["beheerder"].rechten)
            assert not rechten & {"verstrekken", "ontvangen", "dossier.lezen"}, partij


# --- Een beschadigd bestand -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("oud", "nieuw", "plaats", "melding"),
    [
        # vorm
        ('versie = "1.0.0"', "versie = 1", "/convenant/versie", "tekst"),
        ('versie = "1.0.0"', 'versie = "een"', "/convenant/versie", "vorm"),
        ("[categorieen.3]", "[categorieen.drie]", "/categorieen/drie", "getal"),
        ("[categorieen.3]", "[categorieen.03]", "/categorieen/03", "getal"),
        ("ondertekend = 2019-07-16", "", "/convenant/ondertekend", "verplicht"),
        ("[poorten]", '[poorten]\nkleur = "rood"', "/poorten", "1 tot en met 16"),
        ("informatieplicht = true", "informatieplicht = true\nkleur = 1", "/partijen/gemeente/kleur", "niet voor"),
        ('onderdelen = "verplicht"', 'onderdelen = "soms"', "/soorten/verstrekking/onderdelen", "verplicht"),
        ('eis = "nietInToekomst"', 'eis = "ooit"', "/gegevenssoorten/WPG8/voorwaarden/1/eis", "moet een van"),
        # verwijzingen naar niets
        ('van = "om"\nnaar = "gemeente"', 'van = "parket"\nnaar = "gemeente"', "/verstrekkingsregels/2/van", "partij 'parket'"),
        ('grondslagen = ["WJSG8A_39F"]', 'grondslagen = ["WJSG8A"]', "/verstrekkingsregels/6/grondslagen", "'WJSG8A' bestaat niet"),
        ('gegevenssoorten = ["JUSTITIEEL"]', 'gegevenssoorten = ["BSN"]', "/verstrekkingsregels/6/gegevenssoorten", "'BSN' bestaat niet"),
        ('taakgrondslagen = ["GEMW172",', 'taakgrondslagen = ["GEMW999",', "/verstrekkingsregels/8/taakgrondslagen", "'GEMW999'"),
        ('van = ["politie", "om", "gemeente"]', 'van = ["politie", "rijk"]', "/gegevenssoorten/NAW/regels/0/van", "'rijk'"),
        ("categorieen = [1]\nstappen = [2, 3, 5, 6]", "categorieen = [4]\nstappen = [2, 3, 5, 6]", "/gegevenssoorten/NAW/regels/0/categorieen", "'4'"),
        ("stappen = [2, 3, 5, 6]", "stappen = [2, 3, 5, 8]", "/gegevenssoorten/NAW/regels/0/stappen", "stap '8'"),
        ('kanalen = ["overleg", "telefoon"]\nconvenant', 'kanalen = ["fax"]\nconvenant', "/gegevenssoorten/RECENT_VERVOLGD/regels/0/kanalen", "'fax'"),
        ('doelen = ["D1", "D2"]', 'doelen = ["D1", "D9"]', "/partijen/politie/doelen", "'D9'"),
        ('afweging = ["noodzaak",', 'afweging = ["gevoel",', "/partijen/politie/afweging", "'gevoel'"),
        ('rechten = ["controleren"]', 'rechten = ["alles"]', "/functies/auditor/rechten", "'alles'"),
        ('interpretatie = "K3"', 'interpretatie = "Z9"', "/redenen/DPIA_ONTBREEKT/interpretatie", "'Z9'"),
        ('reden = "ZAAK_ONTBREEKT"', 'reden = "ZAAK_WEG"', "/gegevenssoorten/STRAFVORDERLIJK/voorwaarden/0/reden", "'ZAAK_WEG'"),
        ('redenLeeftijd = "LEEFTIJD_LID"', 'redenLeeftijd = "LEEFTIJD"', "/categorieen/1/redenLeeftijd", "'LEEFTIJD'"),
        ('overlegsoorten = ["structureel"]', 'overlegsoorten = ["borrel"]', "/overlegregels/0/overlegsoorten", "'borrel'"),
        ('ondertekenaars = ["gemeente", "politie", "om"]', 'ondertekenaars = ["gemeente", "rijk"]', "/groepsbesluiten/prioritering/ondertekenaars", "'rijk'"),
        ("{ van = 4, naar = 5 }", "{ van = 4, naar = 9 }", "/groepsbesluiten/prioritering/overgangen/0/naar", "'9'"),
        ('velden = ["eindcriterium"]', 'velden = ["reden"]', "/groepsbesluiten/afsluiting/velden", "'reden'"),
        ('soorten = ["rechtenverzoek"]', 'soorten = ["klacht"]', "/plichten/8/soorten", "'klacht'"),
        ('vanaf = "termijnTot"', 'vanaf = "subdoel"', "/bewaartermijnen/4/vanaf", "geen kenmerk met een datum"),
        # voorwaarden die niet bij hun kenmerk passen
        ('kenmerk = "zaak", eis = "aanwezig"', 'kenmerk = "dossier", eis = "aanwezig"', "/gegevenssoorten/STRAFVORDERLIJK/voorwaarden/0", "'dossier' bestaat niet"),
        ('kenmerk = "jdsBevraagd", eis = "onwaar"', 'kenmerk = "uitkomst", eis = "onwaar"', "/gegevenssoorten/JUSTITIEEL/voorwaarden/1", "past niet bij"),
        ('waarden = ["8"], ', "", "/gegevenssoorten/WPG13/voorwaarden/3", "waarden horen bij"),
        ('termijn = "P5Y", reden', 'termijn = "vijf jaar", reden', "/gegevenssoorten/WPG8/voorwaarden/2", "geen termijn"),
        ('tenzij = "gerelateerd"', 'tenzij = "bron"', "/gegevenssoorten/WPG8/voorwaarden/3", "waar of onwaar"),
        # onmogelijke en dubbele regels
        ("stappen = [2, 3, 5, 6]", "stappen = [1, 2]", "/gegevenssoorten/NAW/regels/0/stappen", "in stap 1 worden geen"),
        ("stappen = [2, 3, 5, 6]", "stappen = [2, 2]", "/gegevenssoorten/NAW/regels/0/stappen/1", "dubbel"),
        ('van = ["politie", "gemeente"]\ncategorieen = [2]', 'van = ["politie", "gemeente"]\ncategorieen = [1]', "/gegevenssoorten/NAW/regels/1", "staan al in een eerdere regel"),
        ('grondslagen = ["WJSG39F_A"]', 'grondslagen = ["WJSG39F_B"]', "/verstrekkingsregels/3", "staat al in een eerdere regel"),
        ("nummer = 3", "nummer = 4", "/stappen", "in volgorde"),
        ("stap = 2\nvan", "stap = 3\nvan", "/zonderVerzoek/0/stap", "geen verzoek nodig"),
        ('van = "politie"\nnaar = "om"\nconvenant', 'van = "om"\nnaar = "om"\nconvenant', "/zonderVerzoek/0", "dezelfde partij"),
        ('[soorten.incident]', '[soorten.klacht]', "/soorten/klacht", "bestaat niet"),
        ('[soorten.incident]', '[soorten.klacht]', "/soorten/incident", "ontbreekt"),
        ("poorten = [1, 2, 4, 5, 14]", "poorten = [1, 2, 4, 14]", "/soorten/informatieverzoek/groepseisen", "poort 5"),
        ("poorten = [1, 2, 4, 5, 14]", "poorten = [1, 2, 4, 5, 17]", "/soorten/informatieverzoek/poorten", "'17'"),
        ("11, 12, 13, 14, 15, 16]", "12, 13, 14, 15, 16]", "/soorten/verstrekking/poorten", "alle zestien"),
        ('groepseisen = ["groep", "status", "stap", "gegevensstap"]', 'groepseisen = ["status"]', "/soorten/informatieverzoek/groepseisen", "'groep' ontbreekt"),
        ('convenant = "9.3"\nwet = "art. 33 AVG; art. 33a Wpg; art. 26g Wjsg"', "", "/soorten/incident", "convenant en wet zijn nodig"),
        ("[groepsbesluiten.openen]", "[groepsbesluiten.maken]", "/groepsbesluiten/openen", "ontbreekt"),
        # redenen
        ("[redenen.BIJZONDER]", "[redenen.BIJZONDER_OUD]", "/redenen/BIJZONDER", "ontbreekt"),
        ("[redenen.BIJZONDER]", "[redenen.BIJZONDER_OUD]", "/redenen/BIJZONDER_OUD", "nergens gebruikt"),
        ("[redenen.BIJZONDER]\npoort = 8", "[redenen.BIJZONDER]\npoort = 9", "/redenen/BIJZONDER/poort", "poort 8"),
        ("[redenen.UITKOMST]\npoort = 9", "[redenen.UITKOMST]\npoort = 10", "/gegevenssoorten/JUSTITIEEL/voorwaarden/2/reden", "hoort bij poort 10"),
        ("De afweging heeft geen motivering", "Onderdeel {nummer} heeft geen motivering", "/redenen/MOTIVERING_ONTBREEKT/uitleg", "'{nummer}' bestaat hier niet"),
        ("De afweging heeft geen motivering", "De {afweging heeft geen motivering", "/redenen/MOTIVERING_ONTBREEKT/uitleg", "accolades"),
        ("Kanaal {waarde} is", "Kanaal {waarde!r} is", "/redenen/KANAAL_ONBEKEND/uitleg", "accolades"),
        ('poort = 15\nconvenant = "4.1"\ninterpretatie = "D11"', 'poort = 15\ninterpretatie = "D11"', "/redenen/DERDEN_NIET_VERWIJDERD", "geen artikel"),
    ],
)  # fmt: skip
def test_een_beschadigd_bestand_zegt_waar(oud: str, nieuw: str, plaats: str, melding: str) -> None:
    gevonden = fouten(vervang(oud, nieuw))
    assert any(fout.startswith(f"{plaats}: ") and melding in fout for fout in gevonden), gevonden


def test_een_overlegregel_zonder_voorwaarde_sluit_altijd_en_wordt_geweigerd() -> None:
    regel = '[[overlegregels]]\nreden = "OVERLEG_ZONDER_ONDERZOEK"\n'
    gevonden = fouten(TEKST + regel)
    assert gevonden == ["/overlegregels/3: noemt geen voorwaarde en zou dus altijd sluiten"]


def test_een_partij_verstrekt_niet_aan_zichzelf() -> None:
    regel = (
        '[[verstrekkingsregels]]\nvan = "om"\nnaar = "om"\n'
        'gegevenssoorten = ["NAW"]\ngrondslagen = ["WJSG39F_B"]\n'
    )
    assert "/verstrekkingsregels/11" in fouten(TEKST + regel)[0]


def test_alle_fouten_komen_in_een_keer() -> None:
    tekst = vervang('doelen = ["D1", "D2"]', 'doelen = ["D8", "D9"]')
    tekst = tekst.replace('interpretatie = "K3"', 'interpretatie = "Z9"', 1)
    assert len(fouten(tekst)) == 3


@pytest.mark.parametrize(
    ("bron", "melding"),
    [
        (b"", "verplicht"),
        (b"[convenant", "geen TOML"),
        (b'naam = "\xff"', "geen UTF-8"),
        (b"a = 1\na = 2", "geen TOML"),
        (b"a = " + b"[" * 5000, "geen TOML"),
    ],
)
def test_wat_geen_convenant_is_wordt_geweigerd(bron: bytes, melding: str) -> None:
    with pytest.raises(InconsistentConvenant, match=melding):
        laad_convenant(bron)


# --- Een vierde partij is alleen een ander bestand ------------------------------------------------

VIERDE_PARTIJ = """
[partijen.verzonnen-woonhulp]
titel = "de verzonnen woonhulp"
naam = "Verzonnen Woonhulp"
verwerkingsverantwoordelijke = "het verzonnen bestuur"
regime = "AVG"
doelen = ["D4"]
afweging = ["noodzaak"]
informatieplicht = true
voorwaarden = []
[partijen.verzonnen-woonhulp.functies.consulent]
titel = "consulent"
rechten = ["verstrekken", "ontvangen"]

[gegevenssoorten.WOONHULP]
titel = "verzonnen gegevens over woonhulp"
voorwaarden = [{ kenmerk = "toezicht", eis = "aanwezig", reden = "WOONHULP_TOEZICHT" }]
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


def woonhulp() -> dict[str, object]:
    gegeven = onderdeel(
        "WOONHULP",
        "VERZONNEN_WET_1",
        kenmerken={"toezicht": "woonhulp"},
        informatie={"status": "geinformeerd"},
    )
    verzoek = bericht("verstrekking", "politie", "gemeente", 4, [gegeven])
    wie = f"toestand/autorisaties/{MEDEWERKER['politie']}"
    return met(
        verzoek,
        {
            "kop/afzender": "verzonnen-woonhulp",
            "kop/doel": "D4",
            "kop/afweging": {"noodzaak": True, "motivering": "dmVyem9ubmVu"},
            "toestand/partijen/verzonnen-woonhulp": {"actief": True, "dpiaGoedgekeurd": True},
            f"{wie}/partij": "verzonnen-woonhulp",
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
        ({"kop/doel": "D1"}, 10),
        ({"kop/afweging/noodzaak": False}, 12),
        ({"kop/onderdelen/0/kenmerken": None}, 9),
        ({"kop/onderdelen/0/informatie": None}, 16),
        ({"kop/onderdelen/0/gegevenssoort": "WPG8"}, 7),
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
            "toestand/partijen/verzonnen-woonhulp": {"actief": True, "dpiaGoedgekeurd": False},
            f"toestand/autorisaties/{MEDEWERKER['politie']}/partij": "verzonnen-woonhulp",
        },
    )
    assert beslis(verzoek, met_vierde_partij).toegestaan
    assert beslis(verzoek).poorten == (2,)


def test_voor_de_anderen_verandert_er_niets(met_vierde_partij: Convenantregels) -> None:
    assert beslis(politie_aan_gemeente(), met_vierde_partij) == beslis(politie_aan_gemeente())
    assert beslis(woonhulp()).poorten == (2, 8, 12)

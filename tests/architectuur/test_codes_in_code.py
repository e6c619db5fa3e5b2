"""Geen code van het convenant staat in de code: welke er zijn, leest zij uit het bestand.

Een soort bericht, een stuk, een kanaal, een soort gegeven, een doel of een functie met een naam in
de code is een regel die een nieuwe versie van het convenant niet kan veranderen. De code vraagt wat
er over zo'n code staat (`regels.soorten[…].weging`), niet hoe zij heet.

Alleen een hele tekst telt, en alleen wat geen uitleg is. Wat een partij zelf doet (`services/`) mag
haar eigen woorden noemen.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

import pytest

from tests.architectuur.bron import Bestand, docstrings, meld, pythonbestanden
from tests.architectuur.convenantwoorden import (
    TABELLEN,
    boven,
    codes,
    is_voorbeeld,
    ouders,
    redencodes,
    sleutel_van,
    tekst_van,
    velden_in,
)

MAPPEN = ("shared", "gateway", "deploy")

#: Mappen die met opzet namen noemen, en waarom dat daar niets beslist.
MAPPEN_MET_NAMEN = {
    "deploy/demo/": "speelt een verzonnen zaak na, met de rollen van een echte driehoek",
    "deploy/bench/": "meet met een verzonnen bericht van een echte soort",
}
#: Een revisie is geschiedenis: zij beschrijft een tabel van toen en verandert nooit meer.
REVISIES = "/migraties/"

#: Waar de poorten staan die een reden geven.
REDENEN_BIJ = "shared/convenant/"

#: Woorden die ook iets anders zijn dan een code. Zij tellen alleen waar zij een code zijn: als
#: waarde van, of vergeleken met, een veld uit VELDEN.
TWEE_BETEKENISSEN = {
    "antwoord": "lid van wat een partij tegen een voorstel zegt",
    "overleg": "lid van kop en toestand, en de naam van het register van overleggen",
    "telefoon": "lid van contactgegevens, en wat de controle van vrije tekst kan vinden",
    "email": "lid van contactgegevens",
    "incident": "lid van een melding (de hash van een voorval)",
    "melding": "lid van een fout in de invoer, en van de rij correcties in het convenantbestand",
    "vraag": "lid van een zoekvraag en van een informatieverzoek",
    "verzoek": "naam van een groepseis, en van wat een uitbakrij verzegelt",
    "uitkomst": "lid: hoe iets afliep",
    "actie": "lid van een stuk: hoe wie een actie gaf haar noemt",
    "voortgang": "lid van een stuk: wat er met een actie is gebeurd",
    "nettolijst": "lid van de rij namenlijsten in het convenantbestand",
    "post": "een methode van HTTP",
    "driehoek": "hoe het product heet",
}
#: Velden die een code van het convenant dragen.
VELDEN = frozenset(
    {
        "soort", "stuk", "kanaal", "gegevenssoort", "grondslag", "taakgrondslag", "doel",
        "functie", "overlegsoort", "locatie", "eindcriterium", "afzender", "ontvanger", "partij",
        "bron", "van", "naar",
    }
)  # fmt: skip

#: Pad en woord, met de reden waarom het daar geen code van het convenant is.
UITZONDERINGEN: dict[tuple[str, str], str] = {
    ("shared/convenant/bladsoorten.py", "rechtenverzoek"): "een soort blad (profiel, deel 3)",
    ("shared/bestand/toegang/spoor.py", "verstrekking"): "een spoor: iemand zond gegevens weg",
    ("shared/verzenden/versturen/router.py", "verstrekking"): "wat iemand hier las",
    ("shared/verzenden/versturen/verstrekken.py", "verstrekking"): "wat iemand hier las",
    ("shared/verzenden/versturen/werk.py", "informatieverzoek"): "een rij van werksoorten.toml",
}


def genoemd(
    bestand: Bestand, uitzonderingen: Collection[tuple[str, str]] = UITZONDERINGEN
) -> list[str]:
    """Plaatsen waar code een code van het convenant noemt."""
    if bestand.pad.startswith(tuple(MAPPEN_MET_NAMEN)) or REVISIES in bestand.pad:
        return []
    uitleg, van = docstrings(bestand.boom), ouders(bestand.boom)
    return [
        f"{bestand.pad}:{knoop.lineno} noemt {woord!r} ({codes()[woord]})"
        for knoop, woord in _codes_in(bestand.boom)
        if id(knoop) not in uitleg
        and (bestand.pad, woord) not in uitzonderingen
        and not _heet_zo(knoop, van)
        and not is_voorbeeld(bestand, knoop, van)
        and (woord not in TWEE_BETEKENISSEN or _is_code(knoop, van))
    ]


def _codes_in(boom: ast.Module) -> Iterator[tuple[ast.Constant, str]]:
    for knoop in ast.walk(boom):
        tekst = tekst_van(knoop)
        if tekst in codes() and isinstance(knoop, ast.Constant):
            yield knoop, tekst


def _heet_zo(knoop: ast.AST, van: dict[ast.AST, ast.AST]) -> bool:
    """Hoe een tabel of een openbare naam heet, is geen verwijzing naar een code."""
    ouder = van.get(knoop)
    if isinstance(ouder, ast.List | ast.Tuple):
        ouder = van.get(ouder)
    match ouder:
        case ast.Assign(targets=[ast.Name(id="__tablename__" | "__all__" | "__slots__")]):
            return True
    return False


def _is_code(knoop: ast.AST, van: dict[ast.AST, ast.AST]) -> bool:
    """Of een woord de waarde is van een veld dat een code draagt, of ermee wordt vergeleken."""
    for kind, ouder in boven(knoop, van):
        match ouder:
            case ast.Tuple() | ast.List() | ast.Set():
                # De buren in een rijtje zeggen ook waar het over gaat.
                if VELDEN & set(velden_in(ouder)):
                    return True
                continue
            case ast.Compare(left=links, comparators=rest):
                anderen = [deel for deel in (links, *rest) if deel is not kind]
                return bool(VELDEN & {veld for deel in anderen for veld in velden_in(deel)})
            case ast.keyword(arg=naam):
                return naam in VELDEN
            case ast.MatchValue():
                return True
            case ast.Dict():
                return sleutel_van(ouder, kind) in VELDEN
        return False
    return False


def redenen_in(bestand: Bestand) -> list[str]:
    """Plaatsen waar code een reden noemt; dat doet alleen de poort die haar geeft."""
    if bestand.pad.startswith(REDENEN_BIJ) or REVISIES in bestand.pad:
        return []
    if bestand.pad.startswith(tuple(MAPPEN_MET_NAMEN)):
        return []
    uitleg, van = docstrings(bestand.boom), ouders(bestand.boom)
    return [
        f"{bestand.pad}:{knoop.lineno} noemt de reden {knoop.value!r}"
        for knoop in ast.walk(bestand.boom)
        if isinstance(knoop, ast.Constant)
        and tekst_van(knoop) in redencodes()
        and id(knoop) not in uitleg
        and not is_voorbeeld(bestand, knoop, van)
    ]


def test_een_reden_staat_alleen_bij_de_poort_die_haar_geeft() -> None:
    fouten = [fout for bestand in pythonbestanden(*MAPPEN) for fout in redenen_in(bestand)]
    assert not fouten, meld(
        "Vraag naar wat voor reden het is (`shared/convenant/redencodes.py`), en niet naar haar "
        "code.",
        fouten,
    )


def test_een_reden_elders_valt_op() -> None:
    code = sorted(redencodes())[0]
    tekst = f'if reden.code == "{code}": pass'
    assert redenen_in(Bestand("gateway/x.py", tekst))
    assert redenen_in(Bestand("shared/zaak/x.py", tekst))
    assert redenen_in(Bestand("shared/convenant/poorten/x.py", tekst)) == []
    assert redenen_in(Bestand("gateway/x.py", f'VOORBEELD = {{"code": "{code}"}}')) == []


def test_elke_tabel_van_het_convenant_levert_codes_om_op_te_letten() -> None:
    assert set(codes().values()) >= set(TABELLEN)
    assert len(codes()) > 100


def test_de_code_noemt_geen_code_van_het_convenant() -> None:
    fouten = [fout for bestand in pythonbestanden(*MAPPEN) for fout in genoemd(bestand)]
    assert not fouten, meld(
        "Vraag wat er over de code in het convenantbestand staat (een vlag of een rij), of zet er "
        "een bij; een naam hoort niet in de code.",
        fouten,
    )


@pytest.mark.parametrize("naam", [*MAPPEN_MET_NAMEN, *TWEE_BETEKENISSEN, *UITZONDERINGEN])
def test_elke_uitzondering_heeft_een_reden(naam: str | tuple[str, str]) -> None:
    reden = {**MAPPEN_MET_NAMEN, **TWEE_BETEKENISSEN, **UITZONDERINGEN}[naam]  # type: ignore[dict-item]
    assert len(reden) > 10


@pytest.mark.parametrize(("pad", "woord"), UITZONDERINGEN)
def test_elke_uitzondering_is_nog_nodig(pad: str, woord: str) -> None:
    zonder = [fout for b in pythonbestanden(*MAPPEN) if b.pad == pad for fout in genoemd(b, ())]
    assert any(f"noemt {woord!r}" in fout for fout in zonder), "haal deze uitzondering weg"


def test_elk_woord_en_elke_map_met_een_uitzondering_bestaat_nog() -> None:
    bestanden = pythonbestanden(*MAPPEN)
    woorden = {woord for bestand in bestanden for _, woord in _codes_in(bestand.boom)}
    over = [woord for woord in TWEE_BETEKENISSEN if woord not in woorden]
    over += [
        map_ for map_ in MAPPEN_MET_NAMEN if not any(b.pad.startswith(map_) for b in bestanden)
    ]
    assert not over, meld("Deze uitzonderingen wijzen nergens meer naar: haal ze weg.", over)


#: Van elke tabel een code, in een vorm die niets anders kan zijn.
OVERTREDINGEN = [
    ("soorten", 'if kop.soort == "{code}": pass'),
    ("soorten", 'if "{code}" != kop["soort"]: pass'),
    ("soorten", 'SOORTEN = ("{code}", "x")'),
    ("soorten", 'tabel = {{"{code}": doe}}'),
    ("soorten", 'def f(soort="{code}"): ...'),
    ("soorten", 'Soort = Literal["{code}"]'),
    ("soorten", 'f(soort="{code}")'),
    ("stukken", 'if stuk in {{"{code}"}}: pass'),
    ("stukken", 'x = {{"stuk": "{code}"}}'),
    ("kanalen", 'if kop.kanaal == "{code}": pass'),
    ("overlegsoorten", 'match overleg.soort:\n    case "{code}":\n        pass'),
    ("overleglocaties", 'if overleg.locatie not in ["{code}"]: pass'),
    ("gegevenssoorten", 'regels.gegevenssoorten["{code}"]'),
    ("grondslagen", 'grondslag = "{code}"'),
    ("taakgrondslagen", 'return_ = "{code}" if x else None'),
    ("doelen", 'kop["doel"] = "{code}"'),
    ("functies", 'if autorisatie.functie == "{code}": pass'),
    ("eindcriteria", 'if groep.get("eindcriterium") == "{code}": pass'),
    ("toezicht", 'x = ["{code}"]'),
    ("beslissingen", 'x = ["{code}"]'),
    ("uitzonderingsgronden", 'x = ["{code}"]'),
    ("indelingen", 'indeling["{code}"]'),
    ("randvoorwaarden", 'x = "{code}"'),
    ("partijen", 'if kop.afzender == "{code}": pass'),
    ("start.bronnen", 'if melding.bron == "{code}": pass'),
    ("geweigerd.gegevenssoorten", 'if soort == "{code}": pass'),
]


@pytest.mark.parametrize(("tabel", "bron"), OVERTREDINGEN)
def test_de_regel_ziet_een_overtreding(tabel: str, bron: str) -> None:
    van_tabel = [code for code, waar in codes().items() if waar == tabel]
    assert van_tabel
    for code in van_tabel:
        gezien = genoemd(Bestand("shared/x.py", bron.format(code=code)))
        if code not in TWEE_BETEKENISSEN:
            assert gezien, code


@pytest.mark.parametrize("woord", TWEE_BETEKENISSEN)
@pytest.mark.parametrize(
    "bron",
    [
        'if kop.kanaal == "{woord}": pass',
        'if "{woord}" in (kop["stuk"], "x"): pass',
        'if soort in ("x", "{woord}"): pass',
        'if kop.get("soort") != "{woord}": pass',
        'maak(kanaal="{woord}")',
        'x = {{"stuk": "{woord}"}}',
        'match soort:\n    case "{woord}":\n        pass',
    ],
)
def test_een_woord_met_twee_betekenissen_telt_waar_het_een_code_is(woord: str, bron: str) -> None:
    if woord in codes():
        assert genoemd(Bestand("gateway/x.py", bron.format(woord=woord)))


@pytest.mark.parametrize("woord", TWEE_BETEKENISSEN)
@pytest.mark.parametrize(
    "bron",
    ['kop["{woord}"]', 'x = {{"{woord}": 1}}', 'toestand.get("{woord}")', 'methoden = ("{woord}",)',
     'if naam == "{woord}": pass'],
)  # fmt: skip
def test_een_woord_met_twee_betekenissen_mag_waar_het_een_naam_is(woord: str, bron: str) -> None:
    assert genoemd(Bestand("gateway/x.py", bron.format(woord=woord))) == []


@pytest.mark.parametrize(
    ("pad", "bron"),
    [
        ("shared/x.py", '"""Een correctie over het koppelvlak."""'),
        ("shared/x.py", "x = 1  # alleen bij een correctie"),
        ("shared/x.py", 'zin = "Een correctie gaat voor."'),
        ("shared/x.py", 'class R:\n    __tablename__ = "correctie"'),
        ("shared/x.py", '__all__ = ["koppelvlak"]'),
        ("shared/x.py", 'VOORBEELD_KOP = {"soort": "correctie"}'),
        ("shared/x.py", 'KOP: Voorbeeld = {"soort": "correctie"}'),
        ("shared/x.py", 'r = ConfigDict(json_schema_extra={"examples": [{"soort": "correctie"}]})'),
        ("shared/x.py", '@router.post("/x", **operatie("x", verzoek={"soort": "correctie"}))\n'
                        "def x(): ..."),
        ("gateway/zoeken/voorbeelden.py", 'ANTWOORD = {"soort": "correctie"}'),
        ("gateway/migraties/gateway_0001.py", 'SOORTEN = ("correctie",)'),
        ("deploy/demo/x.py", 'soort = "correctie"'),
        ("shared/x.py", 'if kop.soort == regels.correctiesoort: pass'),
    ],
)  # fmt: skip
def test_de_regel_laat_het_goede_met_rust(pad: str, bron: str) -> None:
    assert genoemd(Bestand(pad, bron)) == []


def test_een_voorbeeld_is_alleen_wat_er_een_heet() -> None:
    for bron in ('ANTWOORD = {"soort": "correctie"}', 'f(verzoek={"soort": "correctie"})',
                 'voorbeeldig = f("correctie")'):  # fmt: skip
        assert genoemd(Bestand("shared/x.py", bron))

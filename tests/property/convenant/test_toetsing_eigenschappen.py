"""What holds for every request: the same answer as a plain reading, complete, and never laxer."""

import copy
import json
import re
from typing import Any

import jsonschema
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.convenant.regels import standaard_convenant
from shared.convenant.toetsing import toets
from shared.convenant.verzoek import lees_toetsverzoek
from tests.property.convenant import naslag
from tests.property.convenant.mutaties import verzoeken
from tests.unit.convenant.gevallenbouw import (
    PROFIEL,
    TOEGESTAAN,
    Document,
    beslis,
    met,
    politie_aan_gemeente,
)

BESLUIT = jsonschema.Draft202012Validator(
    json.loads((PROFIEL / "besluit.schema.json").read_text("utf-8")),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)


@settings(max_examples=500, deadline=None)
@given(verzoeken())
def test_de_toetsing_sluit_dezelfde_poorten_als_een_lezing_van_het_profiel(
    verzoek: Document,
) -> None:
    assert list(beslis(verzoek).poorten) == naslag.poorten(verzoek)


def test_de_naslag_laat_toe_wat_mag() -> None:
    assert {naam: naslag.poorten(maak()) for naam, maak in TOEGESTAAN.items()} == {
        naam: [] for naam in TOEGESTAAN
    }


@settings(max_examples=300, deadline=None)
@given(verzoeken())
def test_elk_besluit_past_op_het_schema_en_is_volledig(verzoek: Document) -> None:
    besluit = beslis(verzoek)
    BESLUIT.validate(besluit.als_dict())
    assert besluit.toegestaan is (besluit.redenen == ())
    assert bool(besluit.plichten) is besluit.toegestaan
    aantal = len(verzoek["kop"]["onderdelen"])
    for reden in besluit.redenen:
        assert reden.convenant or reden.wet
        assert reden.interpretatie in {None, *standaard_convenant().interpretaties}
        assert re.fullmatch(r"[A-Z'].*\.", reden.uitleg, re.DOTALL)
        assert not re.search(r"[{}]", reden.uitleg)
        assert reden.onderdeel is None or 0 <= reden.onderdeel < aantal
    volgorde = [reden.poort for reden in besluit.redenen]
    assert volgorde == sorted(volgorde)
    assert len(set(besluit.redenen)) == len(besluit.redenen)


@settings(max_examples=100, deadline=None)
@given(verzoeken())
def test_hetzelfde_verzoek_geeft_hetzelfde_besluit(verzoek: Document) -> None:
    voor = copy.deepcopy(verzoek)
    gelezen, regels = lees_toetsverzoek(verzoek), standaard_convenant()
    eerste = toets(gelezen, regels)
    assert toets(gelezen, regels) == eerste
    assert toets(lees_toetsverzoek(json.loads(json.dumps(verzoek))), regels) == eerste
    assert verzoek == voor


# --- Minder weten is nooit meer mogen -------------------------------------------------------------

#: Members whose absence or null means "we do not know", with what stays behind.
KENNIS = (
    "kop/doel", "kop/overleg", "kop/afweging", "kop/afweging/noodzaak",
    "kop/afweging/proportionaliteit", "kop/afweging/zwaarwegendAlgemeenBelang",
    "kop/afweging/motivering", "kop/inReactieOp", "kop/groep", "kop/stap",
    "kop/onderdelen/0/leeftijdsklasse", "kop/onderdelen/0/kind", "kop/onderdelen/0/grondslag",
    "kop/onderdelen/0/aard", "kop/onderdelen/0/kenmerken", "kop/onderdelen/0/informatie",
    "kop/onderdelen/0/informatie/grond", "kop/onderdelen/0/informatie/herbeoordeling",
    "toestand/groep", "toestand/groep/startbesluit", "toestand/groep/prioritering",
    "toestand/groep/strafrechtelijkOnderzoek", "toestand/groep/informatieverzoeken",
)  # fmt: skip
VERPLICHT_NULL = {
    "kop/groep", "kop/stap", "kop/onderdelen/0/grondslag", "kop/onderdelen/0/aard",
    "toestand/groep",
}  # fmt: skip


def _zonder(document: Document, pad: str) -> Document:
    """The document without what stands at this path; unchanged where nothing stands there."""
    nieuw = copy.deepcopy(document)
    *weg, laatste = pad.split("/")
    plek: Any = nieuw
    for stuk in weg:
        if isinstance(plek, list):
            plek = plek[int(stuk)] if int(stuk) < len(plek) else None
        else:
            plek = plek.get(stuk)
        if not plek:
            return nieuw
    if pad in VERPLICHT_NULL:
        plek[laatste] = None
    elif laatste in plek:
        del plek[laatste]
    return nieuw


def _zonder_willekeurig(document: Document, draw: st.DataObject) -> Document:
    """One authorisation, party, kenmerk, report or request less."""
    nieuw = copy.deepcopy(document)
    toestand = nieuw["toestand"]
    groep = toestand["groep"] or {}
    verzamelingen: list[Any] = [
        toestand["autorisaties"],
        toestand["partijen"],
        groep.get("informatieverzoeken") or [],
        (groep.get("startbesluit") or {}).get("meldingen") or [],
        *[(o.get("kenmerken") or {}) for o in nieuw["kop"]["onderdelen"]],
    ]
    keuzes = [
        (v, s) for v in verzamelingen for s in (list(v) if isinstance(v, dict) else range(len(v)))
    ]
    if keuzes:
        verzameling, sleutel = draw.draw(st.sampled_from(keuzes))
        del verzameling[sleutel]
    return nieuw


@settings(max_examples=300, deadline=None)
@given(verzoeken(hoogstens=2), st.data())
def test_minder_weten_is_nooit_meer_mogen(verzoek: Document, data: st.DataObject) -> None:
    minder = verzoek
    for _ in range(data.draw(st.integers(1, 3))):
        if data.draw(st.booleans()):
            minder = _zonder(minder, data.draw(st.sampled_from(KENNIS)))
        else:
            minder = _zonder_willekeurig(minder, data)
    assert beslis(verzoek).toegestaan or not beslis(minder).toegestaan


@settings(max_examples=100, deadline=None)
@given(verzoeken(), st.data())
def test_een_onderdeel_erbij_opent_geen_poort(verzoek: Document, data: st.DataObject) -> None:
    onderdelen = verzoek["kop"]["onderdelen"]
    ander = data.draw(verzoeken())["kop"]["onderdelen"]
    if onderdelen:
        meer = met(verzoek, {"kop/onderdelen": [*onderdelen, *ander]})
        assert set(beslis(verzoek).poorten) <= set(beslis(meer).poorten)


TIJDSTIPPEN = st.sampled_from(
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-23T12:00:00Z"]
)
DATUMS = st.dates().map(lambda datum: datum.isoformat())


@settings(max_examples=100, deadline=None)
@given(verzoeken(), TIJDSTIPPEN, DATUMS, DATUMS, DATUMS)
@example(politie_aan_gemeente(), "9999-12-31T23:59:59Z", "9999-12-31", "9999-12-31", "9999-12-31")
@example(politie_aan_gemeente(), "0001-01-01T00:00:00Z", "0001-01-01", "0001-01-01", "0001-01-01")
def test_elke_datum_geeft_een_besluit(
    verzoek: Document, nu: str, eerste: str, start: str, getekend: str
) -> None:
    wijziging: dict[str, Any] = {
        "toestand/nu": nu,
        "toestand/convenant/laatsteOndertekening": getekend,
    }
    if verzoek["kop"]["onderdelen"]:
        wijziging["kop/onderdelen/0/kenmerken/eersteVerwerking"] = eerste
    if (verzoek["toestand"]["groep"] or {}).get("startbesluit"):
        wijziging["toestand/groep/startbesluit/datum"] = start
    BESLUIT.validate(beslis(met(verzoek, wijziging)).als_dict())


@settings(max_examples=100, deadline=None)
@given(verzoeken(), st.text(max_size=80), st.text(max_size=80), st.integers())
def test_vreemde_tekst_komt_heel_in_de_uitleg(
    verzoek: Document, soort: str, tekst: str, categorie: int
) -> None:
    wijziging: dict[str, Any] = {"kop/doel": tekst, "kop/kanaal": tekst, "kop/convenant": tekst}
    if verzoek["kop"]["onderdelen"]:
        wijziging |= {
            "kop/onderdelen/0/gegevenssoort": soort,
            "kop/onderdelen/0/categorie": categorie,
        }
    BESLUIT.validate(beslis(met(verzoek, wijziging)).als_dict())

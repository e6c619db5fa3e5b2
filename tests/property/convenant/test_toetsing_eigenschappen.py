"""What holds for every request: the same answer as a plain reading, complete, and never laxer."""

import copy
import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.hulp.omvang import omvang
from tests.hulp.profiel import lees
from tests.property.convenant.mutaties import pas_aan, verzoeken, wordt_gelezen
from tests.property.convenant.naslag import oordeel
from tests.unit.convenant.gevallen import TOEGESTAAN, politie_aan_gemeente
from tests.unit.convenant.gevallenbouw import Document, beslis, met

BESLUIT = jsonschema.Draft202012Validator(
    lees("besluit.schema.json"),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)


@settings(max_examples=omvang(250), deadline=None)
@given(verzoeken())
def test_de_toetsing_sluit_dezelfde_poorten_als_een_lezing_van_het_profiel(
    verzoek: Document,
) -> None:
    gesloten, gelezen = set(beslis(verzoek).poorten), oordeel(verzoek)
    assert gelezen.moet <= gesloten <= gelezen.moet | gelezen.mag


def test_de_naslag_laat_toe_wat_mag() -> None:
    gesloten = {naam: oordeel(maak()).moet for naam, maak in TOEGESTAAN.items()}
    assert gesloten == {naam: set() for naam in TOEGESTAAN}


@settings(max_examples=omvang(75), deadline=None)
@given(verzoeken())
def test_elk_besluit_past_op_het_schema_en_is_volledig(verzoek: Document) -> None:
    besluit = beslis(verzoek)
    BESLUIT.validate(besluit.als_dict())
    assert besluit.toegestaan is (besluit.redenen == ())
    assert bool(besluit.plichten) is besluit.toegestaan
    assert bool(besluit.grondslagen) is besluit.toegestaan
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


@settings(max_examples=omvang(25), deadline=None)
@given(verzoeken())
def test_hetzelfde_verzoek_geeft_hetzelfde_besluit(verzoek: Document) -> None:
    voor = copy.deepcopy(verzoek)
    regels = standaard_convenant()
    gelezen = lees_toetsverzoek(verzoek, regels)
    eerste = toets(gelezen, regels)
    assert toets(gelezen, regels) == eerste
    assert toets(lees_toetsverzoek(json.loads(json.dumps(verzoek)), regels), regels) == eerste
    assert verzoek == voor


# --- De volgorde van onderdelen doet er niet toe --------------------------------------------------


def _over(besluit: Any, volgorde: list[int]) -> set[tuple[Any, ...]]:
    """The reasons by the place an onderdeel had first; without its number in the sentence."""
    return {
        (reden.code, reden.poort, None if reden.onderdeel is None else volgorde[reden.onderdeel])
        for reden in besluit.redenen
        # Of two onderdelen that contradict each other, the later one is named.
        if not reden.code.endswith("_VERSCHILT") and reden.code != "PLAATS_DUBBEL"
    }


@settings(max_examples=omvang(75), deadline=None)
@given(verzoeken(), verzoeken(hoogstens=2), st.randoms(use_true_random=False))
def test_de_volgorde_van_onderdelen_verandert_het_besluit_niet(
    verzoek: Document, ander: Document, toeval: Any
) -> None:
    erbij = ander["kop"]["onderdelen"] if verzoek["kop"]["onderdelen"] else []
    alle = pas_aan(verzoek, {"kop/onderdelen": verzoek["kop"]["onderdelen"] + erbij})
    onderdelen = alle["kop"]["onderdelen"]
    volgorde = list(range(len(onderdelen)))
    toeval.shuffle(volgorde)
    geschud = met(alle, {"kop/onderdelen": [onderdelen[plek] for plek in volgorde]})

    een, twee = beslis(alle), beslis(geschud)

    assert een.poorten == twee.poorten
    assert _over(een, list(range(len(onderdelen)))) == _over(twee, volgorde)
    assert sorted(map(str, een.plichten)) == sorted(
        str(p._replace(onderdeel=None if p.onderdeel is None else volgorde[p.onderdeel]))
        for p in twee.plichten
    )


# --- Minder weten is nooit meer mogen -------------------------------------------------------------

#: Members whose absence or null means "we do not know".
KENNIS = (
    "kop/doel", "kop/overleg", "kop/uiting", "kop/afweging", "kop/afweging/noodzaak",
    "kop/afweging/proportionaliteit", "kop/afweging/zwaarwegendAlgemeenBelang",
    "kop/afweging/motivering", "kop/inReactieOp", "kop/groep", "kop/stap",
    "kop/onderdelen/0/leeftijdsklasse", "kop/onderdelen/0/kind", "kop/onderdelen/0/grondslag",
    "kop/onderdelen/0/aard", "kop/onderdelen/0/kenmerken", "kop/onderdelen/0/informatie",
    "kop/onderdelen/0/informatie/grond", "kop/onderdelen/0/informatie/herbeoordeling",
    "kop/onderdelen/0/informatie/tweedePersoon", "kop/onderdelen/0/vervangt",
    "toestand/groep", "toestand/groep/startbesluit", "toestand/groep/prioritering",
    "toestand/groep/strafrechtelijkOnderzoek", "toestand/groep/informatieverzoeken",
    "toestand/verwijzing", "toestand/verwijzing/onderdelen/0/eersteVerwerking",
    "toestand/verwijzing/onderdelen/0/termijnTot", "toestand/verwijzing/onderdelen/0/gerelateerd",
    "toestand/overleg",
)  # fmt: skip
VERPLICHT_NULL = {
    "kop/groep", "kop/stap", "kop/onderdelen/0/grondslag", "kop/onderdelen/0/aard",
    "toestand/groep", "toestand/verwijzing", "toestand/overleg",
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
    """One authorisation, party, kenmerk, report, request or place less."""
    nieuw = copy.deepcopy(document)
    toestand = nieuw["toestand"]
    groep = toestand["groep"] or {}
    # A betrokkene who turns out to be an official is known to be one; that is not knowing less.
    bekend = {o["betrokkene"] for o in nieuw["kop"]["onderdelen"] if o["categorie"] != 3}
    bekend |= {o.get("kind") for o in nieuw["kop"]["onderdelen"]}
    verzamelingen: list[Any] = [
        toestand["partijen"],
        groep.get("informatieverzoeken") or [],
        (groep.get("startbesluit") or {}).get("meldingen") or [],
        (toestand["verwijzing"] or {}).get("onderdelen") or [],
        *[(o.get("kenmerken") or {}) for o in nieuw["kop"]["onderdelen"]],
    ]
    if not bekend & toestand["autorisaties"].keys() and not toestand["overleg"]:
        verzamelingen.append(toestand["autorisaties"])
    keuzes = [
        (v, s) for v in verzamelingen for s in (list(v) if isinstance(v, dict) else range(len(v)))
    ]
    if keuzes:
        verzameling, sleutel = draw.draw(st.sampled_from(keuzes))
        del verzameling[sleutel]
    return nieuw


@settings(max_examples=omvang(100), deadline=None)
@given(verzoeken(hoogstens=2), st.data())
def test_minder_weten_is_nooit_meer_mogen(verzoek: Document, data: st.DataObject) -> None:
    minder = verzoek
    for _ in range(data.draw(st.integers(1, 3))):
        if data.draw(st.booleans()):
            minder = _zonder(minder, data.draw(st.sampled_from(KENNIS)))
        else:
            minder = _zonder_willekeurig(minder, data)
    if wordt_gelezen(minder):
        assert beslis(verzoek).toegestaan or not beslis(minder).toegestaan


#: Facts that can only close; each with the changes that make them so.
SLUIT: tuple[dict[str, Any], ...] = (
    {"toestand/convenant/beeindigdPer": "2026-01-01"},
    {"toestand/convenant/opzeggingen": [{"partij": "om", "per": "2026-01-01"}]},
    {"toestand/partijen/politie/dpiaGoedgekeurd": False},
    {"toestand/groep/status": "afgesloten"},
    {"toestand/groep/eindcriterium": "doelen_gehaald"},
    {"toestand/groep/startbesluit/groepsverband": False},
    {"toestand/groep/strafrechtelijkOnderzoek": None},
    {"toestand/verwijzing/ingetrokken": True},
    {"toestand/verwijzing/vernietigd": True},
    {"toestand/verwijzing/onderdelen/0/ingetrokken": True},
    {"toestand/overleg/dag": "2026-11-22"},
    {"toestand/overleg/locatie": "online"},
    {"kop/onderdelen/0/bijzonder": True},
    {"kop/onderdelen/0/derdenVerwijderd": False},
    {"kop/kanaal": "usb"},
)


@settings(max_examples=omvang(75), deadline=None)
@given(verzoeken(), st.sampled_from(SLUIT))
def test_een_sluitend_feit_erbij_opent_niets(verzoek: Document, feit: dict[str, Any]) -> None:
    assert set(beslis(verzoek).poorten) <= set(beslis(pas_aan(verzoek, feit)).poorten) or (
        # Another channel is another way: what closed for the way itself is no longer asked.
        "kop/kanaal" in feit and not beslis(pas_aan(verzoek, feit)).toegestaan
    )


@settings(max_examples=omvang(50), deadline=None)
@given(verzoeken(), verzoeken())
def test_een_onderdeel_erbij_opent_geen_poort(verzoek: Document, ander: Document) -> None:
    onderdelen = verzoek["kop"]["onderdelen"]
    if onderdelen:
        meer = pas_aan(verzoek, {"kop/onderdelen": onderdelen + ander["kop"]["onderdelen"]})
        assert set(beslis(verzoek).poorten) <= set(beslis(meer).poorten)


# --- Elk geldig verzoek krijgt een besluit --------------------------------------------------------

TIJDSTIPPEN = st.sampled_from(
    ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-23T12:00:00Z"]
)
DATUMS = st.dates().map(lambda datum: datum.isoformat())


@settings(max_examples=omvang(50), deadline=None)
@given(verzoeken(), TIJDSTIPPEN, DATUMS, DATUMS, DATUMS)
@example(politie_aan_gemeente(), "9999-12-31T23:59:59Z", "9999-12-31", "9999-12-31", "9999-12-31")
@example(politie_aan_gemeente(), "0001-01-01T00:00:00Z", "0001-01-01", "0001-01-01", "0001-01-01")
def test_elke_datum_geeft_een_besluit(
    verzoek: Document, nu: str, eerste: str, start: str, getekend: str
) -> None:
    wijziging: dict[str, Any] = {
        "toestand/nu": nu,
        "toestand/convenant/laatsteOndertekening": getekend,
        "kop/onderdelen/0/kenmerken/eersteVerwerking": eerste,
        "toestand/groep/startbesluit/datum": start,
        "toestand/verwijzing/onderdelen/0/eersteVerwerking": eerste,
        "kop/onderdelen/0/informatie/herbeoordeling": eerste,
    }
    BESLUIT.validate(beslis(pas_aan(verzoek, wijziging)).als_dict())


@settings(max_examples=omvang(50), deadline=None)
@given(verzoeken(), st.integers(), st.from_regex(r"[a-z][a-z0-9-]{2,30}", fullmatch=True))
def test_elke_code_die_het_schema_toelaat_geeft_een_besluit(
    verzoek: Document, categorie: int, code: str
) -> None:
    vrij = {"kop/convenant": code, "kop/afzender": code, "kop/ontvanger": code,
            "kop/onderdelen/0/categorie": categorie}  # fmt: skip
    BESLUIT.validate(beslis(pas_aan(verzoek, vrij)).als_dict())


# --- Wat geen code is, komt nergens terug ---------------------------------------------------------

WOORDPLEKKEN = (
    "kop/doel", "kop/kanaal", "kop/stuk", "kop/soort", "kop/onderdelen/0/gegevenssoort",
    "kop/onderdelen/0/grondslag", "kop/onderdelen/0/informatie/grond",
    "kop/onderdelen/0/kenmerken/subdoel", "kop/onderdelen/0/kenmerken/taakgrondslag",
    "toestand/groep/eindcriterium", "toestand/groep/startbesluit/meldingen/0/bron",
    "toestand/verwijzing/soort", "toestand/verwijzing/stuk", "toestand/overleg/soort",
    "toestand/overleg/locatie", "toestand/verwijzing/onderdelen/0/gegevenssoort",
)  # fmt: skip
#: Unmistakable, and of the shape of a code.
GEHEIM = "Wolkje-Verzonnenstein-Fantasieplein"


@settings(max_examples=omvang(50), deadline=None)
@given(
    st.sampled_from(list(TOEGESTAAN)),
    st.lists(st.sampled_from(WOORDPLEKKEN), min_size=1, max_size=3, unique=True),
)
def test_een_woord_dat_geen_code_is_wordt_niet_herhaald(naam: str, plekken: list[str]) -> None:
    verzoek = TOEGESTAAN[naam]()
    if not verzoek["kop"]["onderdelen"]:
        plekken = [plek for plek in plekken if "onderdelen" not in plek] or ["kop/kanaal"]
    for plek in plekken:
        heeft = plek.split("/")[1] if plek.startswith("toestand") else "groep"
        if verzoek["toestand"][heeft] is not None:
            verzoek = met(verzoek, {plek: GEHEIM})
    if GEHEIM not in json.dumps(verzoek):
        return
    with pytest.raises(OngeldigToetsverzoek) as gevangen:
        lees_toetsverzoek(verzoek, standaard_convenant())
    assert gevangen.value.fouten
    assert GEHEIM not in str(gevangen.value)

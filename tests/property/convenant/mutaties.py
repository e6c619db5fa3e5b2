"""Random but meaningful requests: a permitted one with a few members changed, all in the schema."""

from typing import Any

from hypothesis import strategies as st

from tests.unit.convenant.gevallenbouw import (
    ANDERE_GROEP,
    EERDER_BERICHT,
    GROEP,
    LID,
    MEDEWERKER,
    TOEGESTAAN,
    VERZOEK,
    WEG,
    Document,
    met,
)

DATUMS = [
    "2019-07-16", "2020-02-29", "2021-11-22", "2021-11-23", "2025-09-01", "2025-11-22",
    "2025-11-23", "2026-08-31", "2026-09-01", "2026-11-22", "2026-11-23", "2026-11-24",
    "2027-06-30",
]  # fmt: skip
SOORTEN = [
    "NAW", "GEBOORTEDATUM", "TEL_EMAIL", "BEKENDHEID", "WPG8", "WPG13", "STRAFVORDERLIJK",
    "JUSTITIEEL", "TENUITVOERLEGGING", "RECENT_VERVOLGD", "B_OVERLAST", "B_AANGESPROKEN",
    "B_AANBOD", "B_OUDERBETROKKENHEID", "CONTACT_DEELNEMER", "BSN",
]  # fmt: skip
GRONDSLAGEN = [
    "WPG16_1_A_1", "WPG16_1_A_2", "WPG16_1_B_1", "WPG16_1_B_2", "WJSG39F_A", "WJSG39F_B",
    "WJSG39F_C", "WJSG39F_D", "WJSG39F_E", "WJSG8A_39F", "WJSG51C_2_B", "WJSG51C_2_D",
    "AVG6_1_E", None,
]  # fmt: skip
PARTIJEN = ["politie", "om", "gemeente", "jongerenwerk"]
OVERLEG = [
    None,
    {"soort": "structureel", "locatie": "politie", "deelnemersVoorafGeregistreerd": True},
    {"soort": "driehoek", "locatie": "gemeente", "deelnemersVoorafGeregistreerd": True},
    {"soort": "driehoek", "locatie": "om", "deelnemersVoorafGeregistreerd": True},
    {"soort": "structureel", "locatie": "politie", "deelnemersVoorafGeregistreerd": False},
]
VLAG = [True, False, WEG]
STAP = [1, 2, 3, 4, 5, 6, 7]
_ONDERDEEL = "kop/onderdelen/0"
_KENMERK = f"{_ONDERDEEL}/kenmerken"

#: Path -> values that the schema admits there (WEG: the member may be absent).
WAARDEN: dict[str, list[Any]] = {
    "kop/convenant": ["rotterdam-groepsaanpak-2019", "eindhoven-2020"],
    "kop/soort": [
        "verstrekking", "aanvulling", "correctie", "informatieverzoek", "intrekking",
        "vernietigingsbericht", "rechtenverzoek", "incident",
    ],
    "kop/afzender": PARTIJEN,
    "kop/ontvanger": PARTIJEN,
    "kop/medewerker": [*MEDEWERKER.values(), LID, None],
    "kop/ontvangendeMedewerker": [*MEDEWERKER.values(), LID, None],
    "kop/groep": [GROEP, ANDERE_GROEP, None],
    "kop/stap": [*STAP, None],
    "kop/doel": ["D1", "D2", "D3", "D4", "D5", "D6", None, WEG],
    "kop/kanaal": ["koppelvlak", "overleg", "telefoon", "fax"],
    "kop/overleg": [*OVERLEG, WEG],
    "kop/onderdelen": [[]],
    "kop/afweging": [None, WEG, {}],
    "kop/afweging/noodzaak": VLAG,
    "kop/afweging/zwaarwegendAlgemeenBelang": [*VLAG, None],
    "kop/afweging/motivering": ["YQ", "", None, WEG],
    "kop/inReactieOp": [*VERZOEK.values(), EERDER_BERICHT, None, WEG],
    f"{_ONDERDEEL}/categorie": [1, 2, 3, 4],
    f"{_ONDERDEEL}/leeftijdsklasse": ["0-11", "12-15", "16-17", "18-23", "24+", None, WEG],
    f"{_ONDERDEEL}/kind": [LID, None, WEG],
    f"{_ONDERDEEL}/gegevenssoort": SOORTEN,
    f"{_ONDERDEEL}/grondslag": GRONDSLAGEN,
    f"{_ONDERDEEL}/herkomst": ["eigen", "ontvangen"],
    f"{_ONDERDEEL}/bijzonder": [True, False],
    f"{_ONDERDEEL}/aard": ["feit", "oordeel", None],
    f"{_ONDERDEEL}/derdenVerwijderd": [True, False],
    f"{_ONDERDEEL}/informatie": [
        None, WEG, {"status": "open"}, {"status": "geinformeerd"},
        {"status": "uitzondering", "grond": "AVG14_5_a", "herbeoordeling": "2026-11-24"},
        {"status": "uitzondering", "grond": "UAVG41_1_k", "herbeoordeling": "2026-11-24"},
        {"status": "uitzondering", "grond": "UAVG41_1_j", "herbeoordeling": "2026-11-23"},
    ],
    _KENMERK: [None, WEG, {}],
    f"{_KENMERK}/eersteVerwerking": [*DATUMS, WEG],
    f"{_KENMERK}/gerelateerd": VLAG,
    f"{_KENMERK}/subdoel": ["a", "e", "f", WEG],
    f"{_KENMERK}/termijnTot": [*DATUMS, WEG],
    f"{_KENMERK}/bron": ["8", "9", WEG],
    f"{_KENMERK}/extraMotivering": VLAG,
    f"{_KENMERK}/zaak": ["Y29tbWl0bWVudC16YWFr", WEG],
    f"{_KENMERK}/reedsBeschikbaar": VLAG,
    f"{_KENMERK}/jdsBevraagd": VLAG,
    f"{_KENMERK}/uitkomst": ["overig", "sepot", WEG],
    f"{_KENMERK}/herleidingAnderenVoorkomen": VLAG,
    f"{_KENMERK}/omVerwerkingsverantwoordelijk": VLAG,
    f"{_KENMERK}/relevantVoorGroepsaanpak": VLAG,
    f"{_KENMERK}/helpdeskPrivacyAkkoord": VLAG,
    f"{_KENMERK}/toezicht": ["horeca", WEG],
    f"{_KENMERK}/beslissing": ["bevel-172a", WEG],
    f"{_KENMERK}/taakgrondslag": ["GEMW172", "PW11", "GEMW172B", WEG],
    "toestand/nu": [
        "2026-11-23T12:00:00Z", "2026-11-22T23:30:00Z", "2026-11-22T22:30:00Z",
        "2019-07-17T00:00:00+02:00", "2024-02-29T12:00:00Z",
    ],
    "toestand/convenant/laatsteOndertekening": DATUMS,
    "toestand/convenant/beeindigdPer": [*DATUMS, None, WEG],
    "toestand/convenant/opzeggingen": [
        WEG, [{"partij": "om", "per": "2026-11-23"}], [{"partij": "politie", "per": "2026-11-24"}],
    ],
    "toestand/partijen/politie": [WEG, {"actief": False, "dpiaGoedgekeurd": True}],
    "toestand/partijen/om": [WEG, {"actief": True, "dpiaGoedgekeurd": False}],
    "toestand/partijen/jongerenwerk": [{"actief": True, "dpiaGoedgekeurd": True}],
    f"toestand/autorisaties/{MEDEWERKER['politie']}/geldigTot": DATUMS,
    f"toestand/autorisaties/{MEDEWERKER['gemeente']}/vog": [True, False],
    f"toestand/autorisaties/{MEDEWERKER['om']}": [WEG],
    "toestand/groep": [None],
    "toestand/groep/status": ["actief", "afgesloten", "niet_geprioriteerd"],
    "toestand/groep/stap": STAP,
    "toestand/groep/eindcriterium": [None, WEG, "overlast-gestopt"],
    "toestand/groep/prioritering": ["ja", "nee", None, WEG],
    "toestand/groep/informatieverzoeken": [WEG, []],
    "toestand/groep/strafrechtelijkOnderzoek": [
        None, WEG, {"van": "2026-11-23"}, {"van": "2026-01-01", "tot": "2026-11-22"},
        {"van": "2026-01-01", "tot": "2026-11-23"},
    ],
    "toestand/groep/startbesluit": [None, WEG],
    "toestand/groep/startbesluit/datum": ["2026-09-01", "2026-08-31", "2026-09-02"],
    "toestand/groep/startbesluit/groepsverband": [True, False],
}  # fmt: skip

#: Changes after which the others would have nothing to stand on, in the order of this list.
_LAATST = ["toestand/groep/startbesluit", "toestand/groep", "kop/onderdelen"]


def _volgorde(pad: str) -> tuple[int, int]:
    return _LAATST.index(pad) if pad in _LAATST else -1, pad.count("/")


def pas_aan(verzoek: Document, wijzigingen: dict[str, Any]) -> Document:
    """Carry out changes in an order in which each has something to stand on."""
    if not verzoek["kop"]["onderdelen"]:
        wijzigingen = {p: w for p, w in wijzigingen.items() if not p.startswith(_ONDERDEEL)}
    return met(verzoek, {pad: wijzigingen[pad] for pad in sorted(wijzigingen, key=_volgorde)})


@st.composite
def verzoeken(draw: st.DrawFn, hoogstens: int = 6) -> Document:
    """A permitted request with at most so many members changed, and both steps kept equal often."""
    verzoek = TOEGESTAAN[draw(st.sampled_from(list(TOEGESTAAN)))]()
    paden = draw(st.lists(st.sampled_from(list(WAARDEN)), max_size=hoogstens, unique=True))
    wijzigingen = {pad: draw(st.sampled_from(WAARDEN[pad])) for pad in paden}
    if draw(st.booleans()):
        stap = draw(st.sampled_from(STAP))
        wijzigingen |= {"kop/stap": stap, "toestand/groep/stap": stap}
    if "kop/onderdelen" in wijzigingen and draw(st.booleans()):
        del wijzigingen["kop/onderdelen"]
    return pas_aan(verzoek, wijzigingen)

"""Random but meaningful requests: a permitted one with a few members changed, all readable."""

from typing import Any

from hypothesis import strategies as st

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.property.convenant.naslag_tabellen import BEKEND, GEWEIGERD, STUKKEN
from tests.property.convenant.naslag_woorden import GRONDSLAGEN, KANALEN, LOCATIES
from tests.unit.convenant.gevallen import TOEGESTAAN
from tests.unit.convenant.gevallenbouw import (
    ANDER,
    ANDERE_GROEP,
    EERDER_BERICHT,
    GROEP,
    LID,
    MEDEWERKER,
    OUDER,
    OVERLEG,
    UITING,
    VERZOEK,
    WEG,
    Document,
    autorisatie,
    in_overleg,
    melding,
    met,
    per_telefoon,
)

DATUMS = [
    "2019-07-16", "2020-02-29", "2021-11-22", "2021-11-23", "2025-09-01", "2025-11-22",
    "2025-11-23", "2026-08-31", "2026-09-01", "2026-11-22", "2026-11-23", "2026-11-24",
    "2027-02-23", "2027-02-24", "2027-06-30",
]  # fmt: skip
PARTIJEN = ["politie", "om", "gemeente", "jongerenwerk"]
FUNCTIES = [
    "analist", "teamchef", "wijkagent", "parketsecretaris", "officier", "zaakofficier",
    "regisseur", "burgemeester", "beheerder", "privacyfunctionaris", "fg", "auditor", "kok",
]  # fmt: skip
VLAG = [True, False, WEG]
STAP = [1, 2, 3, 4, 5, 6, 7]
SOORTEN = sorted(BEKEND | GEWEIGERD)
BERICHTSOORTEN = [
    "verstrekking", "aanvulling", "correctie", "informatieverzoek", "intrekking",
    "groepsbericht", "vernietigingsbericht", "rechtenverzoek", "incident",
]  # fmt: skip
_ONDERDEEL = "kop/onderdelen/0"
_TWEEDE = "kop/onderdelen/1"
_KENMERK = f"{_ONDERDEEL}/kenmerken"
_EERDER = "toestand/verwijzing"
_WIE = [*MEDEWERKER.values(), LID, None]


def _informatie(**anders: Any) -> Document:
    return {"status": "uitzondering", "grond": "AVG14_5_a", "herbeoordeling": "2027-02-23",
            "tweedePersoon": True, **anders}  # fmt: skip


#: Path -> values that the schema admits there (WEG: the member may be absent).
WAARDEN: dict[str, list[Any]] = {
    "kop/convenant": ["rotterdam-groepsaanpak-2019", "eindhoven-2020"],
    "kop/soort": BERICHTSOORTEN,
    "kop/afzender": PARTIJEN,
    "kop/ontvanger": PARTIJEN,
    "kop/medewerker": _WIE,
    "kop/ontvangendeMedewerker": _WIE,
    "kop/groep": [GROEP, ANDERE_GROEP, None],
    "kop/stap": [*STAP, None],
    "kop/doel": ["D1", "D2", "D3", "D4", "D5", None, WEG],
    "kop/kanaal": sorted(KANALEN),
    "kop/overleg": [OVERLEG, UITING, None, WEG],
    "kop/uiting": [UITING, None, WEG],
    "kop/stuk": [*STUKKEN, None, WEG],
    "kop/vernietigd": [None, {"berichten": [], "betrokkenen": [], "heleGroep": True}],
    "kop/onderdelen": [[]],
    "kop/afweging": [None, WEG, {}],
    "kop/afweging/noodzaak": VLAG,
    "kop/afweging/proportionaliteit": VLAG,
    "kop/afweging/zwaarwegendAlgemeenBelang": [*VLAG, None],
    "kop/afweging/motivering": ["A" * 43, None, WEG],
    "kop/inReactieOp": [*VERZOEK.values(), EERDER_BERICHT, None, WEG],
    f"{_ONDERDEEL}/betrokkene": [LID, OUDER, *MEDEWERKER.values()],
    f"{_ONDERDEEL}/categorie": [1, 2, 3, 4],
    f"{_ONDERDEEL}/leeftijdsklasse": ["0-11", "12-15", "16-17", "18-22", "23", "24+", None, WEG],
    f"{_ONDERDEEL}/kind": [LID, OUDER, MEDEWERKER["om"], None, WEG],
    f"{_ONDERDEEL}/gegevenssoort": SOORTEN,
    f"{_ONDERDEEL}/grondslag": [*sorted(GRONDSLAGEN), None],
    f"{_ONDERDEEL}/herkomst": ["eigen", "ontvangen"],
    f"{_ONDERDEEL}/bijzonder": [True, False],
    f"{_ONDERDEEL}/aard": ["feit", "oordeel", None],
    f"{_ONDERDEEL}/derdenVerwijderd": [True, False],
    f"{_ONDERDEEL}/vervangt": [0, 1, 2, None, WEG],
    f"{_TWEEDE}/betrokkene": [LID, OUDER],
    f"{_TWEEDE}/categorie": [1, 2, 3],
    f"{_TWEEDE}/leeftijdsklasse": ["0-11", "12-15", "18-22"],
    f"{_TWEEDE}/vervangt": [0, 1],
    f"{_TWEEDE}/gegevenssoort": ["NAW", "TEL_EMAIL", "BSN"],
    f"{_ONDERDEEL}/informatie": [
        None, WEG, {"status": "open"}, {"status": "geinformeerd"}, _informatie(),
        _informatie(herbeoordeling="2027-02-24"), _informatie(herbeoordeling="2026-11-23"),
        _informatie(herbeoordeling=None), _informatie(grond=None),
        _informatie(tweedePersoon=False),
    ],
    _KENMERK: [None, WEG, {}],
    f"{_KENMERK}/eersteVerwerking": [*DATUMS, WEG],
    f"{_KENMERK}/gerelateerd": VLAG,
    f"{_KENMERK}/subdoel": ["a", "e", WEG],
    f"{_KENMERK}/termijnTot": [*DATUMS, WEG],
    f"{_KENMERK}/bron": ["8", "9", WEG],
    f"{_KENMERK}/extraMotivering": VLAG,
    f"{_KENMERK}/zaak": ["A" * 43, WEG],
    f"{_KENMERK}/reedsBeschikbaar": VLAG,
    f"{_KENMERK}/jdsBevraagd": VLAG,
    f"{_KENMERK}/geenSepotOfVrijspraak": VLAG,
    f"{_KENMERK}/herleidingAnderenVoorkomen": VLAG,
    f"{_KENMERK}/omVerwerkingsverantwoordelijk": VLAG,
    f"{_KENMERK}/relevantVoorGroepsaanpak": VLAG,
    f"{_KENMERK}/binnenTwaalfMaanden": VLAG,
    f"{_KENMERK}/helpdeskPrivacyAkkoord": VLAG,
    f"{_KENMERK}/toezicht": ["apv", WEG],
    f"{_KENMERK}/beslissing": ["bevel-172a", "noodbevel-175", WEG],
    f"{_KENMERK}/taakgrondslag": ["GEMW172", "PW11", "GEMW172B", WEG],
    "toestand/nu": [
        "2026-11-23T12:00:00Z", "2026-11-22T23:30:00Z", "2026-11-22T22:30:00Z",
        "2019-07-16T22:00:00Z", "2024-02-29T12:00:00Z",
    ],
    "toestand/convenant/laatsteOndertekening": DATUMS,
    "toestand/convenant/beeindigdPer": [*DATUMS, None, WEG],
    "toestand/convenant/opzeggingen": [
        WEG, [{"partij": "om", "per": "2026-11-23"}], [{"partij": "politie", "per": "2026-11-24"}],
        [{"partij": "om", "per": "2026-11-23", "voortgezet": True}],
        [{"partij": "om", "per": "2026-11-23", "voortgezet": False}],
    ],
    "toestand/partijen/politie": [WEG, {"actief": False, "dpiaGoedgekeurd": True}],
    "toestand/partijen/om": [WEG, {"actief": True, "dpiaGoedgekeurd": False}],
    "toestand/partijen/gemeente": [WEG, {"actief": False, "dpiaGoedgekeurd": False}],
    "toestand/partijen/jongerenwerk": [{"actief": True, "dpiaGoedgekeurd": True}],
    **{f"toestand/autorisaties/{wie}/functie": FUNCTIES for wie in MEDEWERKER.values()},
    **{f"toestand/autorisaties/{wie}/partij": PARTIJEN for wie in MEDEWERKER.values()},
    f"toestand/autorisaties/{MEDEWERKER['politie']}/geldigTot": DATUMS,
    f"toestand/autorisaties/{MEDEWERKER['politie']}/aangewezen": [True, False],
    f"toestand/autorisaties/{MEDEWERKER['gemeente']}/geautoriseerd": [True, False],
    f"toestand/autorisaties/{MEDEWERKER['politie']}/geheimhouding": [True, False],
    f"toestand/autorisaties/{MEDEWERKER['gemeente']}/vog": [True, False],
    f"toestand/autorisaties/{MEDEWERKER['om']}": [WEG],
    f"toestand/autorisaties/{LID}": [autorisatie("gemeente")],
    "toestand/groep": [None],
    "toestand/groep/id": [GROEP, ANDERE_GROEP],
    "toestand/groep/status": ["actief", "afgesloten", "niet_geprioriteerd"],
    "toestand/groep/stap": STAP,
    "toestand/groep/eindcriterium": [None, WEG, "overlast_gestopt"],
    "toestand/groep/prioritering": ["ja", "nee", None, WEG],
    "toestand/groep/informatieverzoeken": [WEG, []],
    "toestand/groep/strafrechtelijkOnderzoek": [
        None, WEG, {"van": "2026-11-23"}, {"van": "2026-01-01", "tot": "2026-11-22"},
        {"van": "2026-01-01", "tot": "2026-11-23"},
    ],
    "toestand/groep/startbesluit": [None, WEG],
    "toestand/groep/startbesluit/datum": [
        "2026-09-01", "2026-08-31", "2026-09-02", "2026-11-23", "2026-11-24",
    ],
    "toestand/groep/startbesluit/groepsverband": [True, False],
    "toestand/groep/startbesluit/eerdereInterventie": [True, False],
    "toestand/groep/startbesluit/meldingen/0": [
        melding("2026-08-01", "i9", "bewoner"), melding("2026-08-01", "i2"),
    ],
    _EERDER: [None],
    f"{_EERDER}/id": [EERDER_BERICHT, UITING],
    f"{_EERDER}/soort": BERICHTSOORTEN,
    f"{_EERDER}/afzender": PARTIJEN,
    f"{_EERDER}/ontvanger": PARTIJEN,
    f"{_EERDER}/groep": [GROEP, ANDERE_GROEP, None],
    f"{_EERDER}/ingetrokken": [True, False],
    f"{_EERDER}/vernietigd": [True, False],
    f"{_EERDER}/onderdelen": [[]],
    f"{_EERDER}/onderdelen/0/plaats": [0, 1, 39],
    f"{_EERDER}/onderdelen/0/betrokkene": [LID, ANDER],
    f"{_EERDER}/onderdelen/0/categorie": [1, 2, 3],
    f"{_EERDER}/onderdelen/0/gegevenssoort": SOORTEN,
    f"{_EERDER}/onderdelen/0/bron": PARTIJEN,
    f"{_EERDER}/onderdelen/0/eersteVerwerking": [*DATUMS, WEG],
    f"{_EERDER}/onderdelen/0/termijnTot": [*DATUMS, WEG],
    f"{_EERDER}/onderdelen/0/gerelateerd": VLAG,
    f"{_EERDER}/onderdelen/0/ingetrokken": VLAG,
    "toestand/overleg": [None],
    "toestand/overleg/soort": ["structureel", "driehoek"],
    "toestand/overleg/locatie": sorted(LOCATIES),
    "toestand/overleg/groepen": [[], [GROEP], [ANDERE_GROEP, GROEP]],
    "toestand/overleg/dag": ["2026-11-22", "2026-11-23"],
    "toestand/overleg/deelnemers": [
        [], list(MEDEWERKER.values()), [MEDEWERKER["politie"], LID, MEDEWERKER["gemeente"]],
    ],
}  # fmt: skip

#: Objects that a change inside them brings along where they are not.
_MAAKBAAR = ("kenmerken", "afweging")


def _kan(verzoek: Document, pad: str) -> bool:
    """Whether there is something for a change to change."""
    plek: Any = verzoek
    for stuk in pad.split("/")[:-1]:
        if isinstance(plek, list):
            plek = plek[int(stuk)] if int(stuk) < len(plek) else None
        else:
            plek = plek.get(stuk)
        if plek is None:
            return stuk in _MAAKBAAR
    return not isinstance(plek, list) or bool(plek)


def wordt_gelezen(verzoek: object) -> bool:
    """Whether a document is no input error."""
    try:
        lees_toetsverzoek(verzoek, standaard_convenant())
    except OngeldigToetsverzoek:
        return False
    return True


def pas_aan(verzoek: Document, wijzigingen: dict[str, Any]) -> Document:
    """Carry out changes one by one, leaving out those that would make it an input error."""
    for pad, waarde in wijzigingen.items():
        if _kan(verzoek, pad):
            anders = met(verzoek, {pad: waarde})
            if wordt_gelezen(anders):
                verzoek = anders
    return verzoek


@st.composite
def verzoeken(draw: st.DrawFn, hoogstens: int = 6) -> Document:
    """A permitted request, said in another way or in another step, with a few members changed."""
    verzoek = TOEGESTAAN[draw(st.sampled_from(list(TOEGESTAAN)))]()
    weg = draw(st.sampled_from(["zo", "zo", "telefoon", "structureel", "driehoek"]))
    if weg == "telefoon":
        verzoek = per_telefoon(verzoek)
    elif weg != "zo":
        erbij = draw(st.lists(st.sampled_from(list(MEDEWERKER)), max_size=2))
        verzoek = in_overleg(verzoek, weg, erbij)
    paden = draw(st.lists(st.sampled_from(list(WAARDEN)), max_size=hoogstens, unique=True))
    wijzigingen = {pad: draw(st.sampled_from(WAARDEN[pad])) for pad in paden}
    if verzoek["kop"]["groep"] and draw(st.integers(0, 3)) == 0:
        stap = draw(st.sampled_from(STAP))
        wijzigingen |= {"kop/stap": stap, "toestand/groep/stap": stap}
    if wordt_gelezen(verzoek):
        return pas_aan(verzoek, wijzigingen)
    return TOEGESTAAN["politie aan gemeente"]()

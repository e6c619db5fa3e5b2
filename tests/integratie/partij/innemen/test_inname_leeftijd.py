"""De geboortedatum beslist, niet wat de kop zegt: bij elke soort gegeven en elke leeftijd."""

from __future__ import annotations

import pytest

from deploy.pki import Pki
from shared.bericht.inhoud import Inhoud
from shared.bericht.personen.geboortedatum import Deeldatum
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.termijnen import datum_nl
from shared.tijd.kenmerk import nieuw_pseudoniem
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.nepregister import REGELS
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.voorbeeldgegevens import GEBOREN, WAARDEN, klasse_van

VAN_WIE = {
    "NAW": ("politie", "gemeente", 3),
    "GEBOORTEDATUM": ("politie", "om", 3),
    "TEL_EMAIL": ("gemeente", "politie", 5),
    "BEKENDHEID": ("politie", "gemeente", 3),
    "WPG8": ("politie", "gemeente", 3),
    "WPG13": ("politie", "om", 3),
    "STRAFVORDERLIJK": ("om", "gemeente", 3),
    "JUSTITIEEL": ("om", "gemeente", 3),
    "TENUITVOERLEGGING": ("om", "gemeente", 3),
    "B_OVERLAST": ("gemeente", "politie", 3),
    "B_AANGESPROKEN": ("gemeente", "om", 3),
    "B_AANBOD": ("gemeente", "politie", 5),
}
"""Per soort die over een lid van de groep mag gaan: van wie, aan wie, in welke stap."""
BIJNA_ACHTTIEN = "2008-12-04"
MAG = {"12-15", "16-17", "18-22", "23"}
KIND = {"categorie": 2, "leeftijdsklasse": "12-15"}


@pytest.fixture
def post(driehoek_voor_tabellen: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(driehoek_voor_tabellen, pki)


def test_elke_soort_over_een_lid_is_hier_beproefd() -> None:
    over_anderen = {"B_OUDERBETROKKENHEID", "CONTACT_DEELNEMER"}
    alleen_aan_tafel = {"RECENT_VERVOLGD"}
    assert set(REGELS.gegevenssoorten) == set(VAN_WIE) | over_anderen | alleen_aan_tafel


@pytest.mark.parametrize("klasse", GEBOREN)
@pytest.mark.parametrize("soort", VAN_WIE)
def test_wie_een_andere_leeftijd_heeft_dan_de_kop_zegt_komt_niet_binnen(
    post: Postbode, soort: str, klasse: str
) -> None:
    van, naar, stap = VAN_WIE[soort]
    bode = post.tussen(van, naar)
    kop, inhoud = bode.over(*_met_datum(soort), geboren=GEBOREN[klasse])
    if klasse == "16-17":
        assert len(bode.rijen(bode.neem({**kop, "stap": stap}, inhoud))) == len(kop["onderdelen"])
    else:
        assert bode.weiger({**kop, "stap": stap}, inhoud) == "LEEFTIJD"


@pytest.mark.parametrize("klasse", GEBOREN)
@pytest.mark.parametrize("soort", VAN_WIE)
def test_ook_wie_eerlijk_is_over_de_leeftijd_geeft_niets_over_een_kind_of_een_volwassene(
    post: Postbode, soort: str, klasse: str
) -> None:
    van, naar, stap = VAN_WIE[soort]
    bode = post.tussen(van, naar)
    assert klasse_van(GEBOREN[klasse], datum_nl(post.wereld.klok())) == klasse
    kop, inhoud = bode.over(*_met_datum(soort), geboren=GEBOREN[klasse])
    delen = [{**deel, "leeftijdsklasse": klasse} for deel in kop["onderdelen"]]
    if klasse == "23":
        delen = [
            {**deel, "kenmerken": {**(deel["kenmerken"] or {}), "extraMotivering": True}}
            for deel in delen
        ]
    kop = {**kop, "stap": stap, "onderdelen": delen}
    if klasse in MAG:
        bode.neem(kop, inhoud)
    else:
        assert bode.weiger(kop, inhoud) in ("REGELS", "LEEFTIJD")


@pytest.mark.parametrize("soort", sorted(set(VAN_WIE) - {"GEBOORTEDATUM"}))
def test_zonder_geboortedatum_telt_die_in_het_eigen_bestand(post: Postbode, soort: str) -> None:
    van, naar, stap = VAN_WIE[soort]
    bode = post.tussen(van, naar)
    bode.geef("NAW", "GEBOORTEDATUM", geboren=BIJNA_ACHTTIEN)
    kop, inhoud = bode.over(soort)
    bode.neem({**kop, "stap": stap}, inhoud)
    # Een maand later klopt de klasse van toen niet meer, en niemand noemt hier een datum.
    bode.wereld.klok.vooruit(days=30)
    assert bode.weiger({**bode.over(soort)[0], "stap": stap}, inhoud) == "LEEFTIJD"


def test_van_iemand_die_hier_niet_bekend_is_wordt_zonder_datum_niets_verzonnen(
    post: Postbode,
) -> None:
    kenmerk = post.geef("NAW")
    assert [rij.gegevenssoort for rij in post.rijen(kenmerk)] == ["NAW"]


def test_een_correctie_maakt_niemand_ouder_of_jonger_dan_mag(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    for geboren in (GEBOREN["0-11"], GEBOREN["24+"]):
        deel = post.vervolgdeel("GEBOORTEDATUM", 1, leeftijdsklasse="16-17")
        inhoud = post.inhoud({"geboortedatum": geboren}, soorten=("GEBOORTEDATUM",))
        assert post.weiger(post.vervolg("correctie", eerst, [deel]), inhoud) == "LEEFTIJD"
    zonder = post.vervolgdeel("GEBOORTEDATUM", 1)
    inhoud = post.inhoud({"geboortedatum": GEBOREN["0-11"]}, soorten=("GEBOORTEDATUM",))
    assert post.weiger(post.vervolg("correctie", eerst, [zonder]), inhoud) == "LEEFTIJD"
    inhoud = post.inhoud({"geboortedatum": GEBOREN["18-22"]}, soorten=("GEBOORTEDATUM",))
    post.neem(post.vervolg("correctie", eerst, [zonder]), inhoud)


@pytest.mark.parametrize("soort", ["NAW", "GEBOORTEDATUM", "TEL_EMAIL"])
def test_wie_iemand_is_staat_er_een_keer_ook_als_een_van_de_twee_klopt(
    post: Postbode, soort: str
) -> None:
    """Anders kijkt de controle naar de ene waarde en staat de andere in het bestand."""
    waarden = [dict(WAARDEN[soort]), dict(WAARDEN[soort])]
    if soort == "GEBOORTEDATUM":
        waarden[0]["geboortedatum"] = GEBOREN["0-11"]
    for volgorde in (waarden, waarden[::-1]):
        kop = post.kop([post.deel(soort), post.deel(soort)])
        if soort == "TEL_EMAIL":
            kop["stap"] = 5
        inhoud = post.inhoud(*volgorde, soorten=(soort, soort))
        assert post.weiger(kop, inhoud) == "VORM"
        assert post.rijen(kop["id"]) == []


def test_ook_een_correctie_geeft_van_een_persoon_een_geboortedatum(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    delen = [post.vervolgdeel("GEBOORTEDATUM", 1), post.vervolgdeel("GEBOORTEDATUM", 1)]
    inhoud = post.inhoud(
        {"geboortedatum": GEBOREN["0-11"]}, dict(WAARDEN["GEBOORTEDATUM"]),
        soorten=("GEBOORTEDATUM", "GEBOORTEDATUM"),
    )  # fmt: skip
    kop = post.vervolg("correctie", eerst, delen)
    assert post.weiger(kop, inhoud) in {"VORM", "REGELS"}
    assert post.rijen(kop["id"]) == []


# --- Een ouder: de leeftijd van het kind telt ---


def _ouderdeel(bode: Postbode, kind: str | None, **anders: object) -> dict[str, object]:
    return bode.deel("NAW", kind=kind, **{"betrokkene": nieuw_pseudoniem(), **KIND, **anders})


def test_over_een_ouder_alleen_als_het_kind_hier_een_lid_met_een_geboortedatum_is(
    post: Postbode,
) -> None:
    post.geef("NAW", "GEBOORTEDATUM", geboren=GEBOREN["16-17"])
    jong = post.tussen("politie", "gemeente")
    jong.betrokkene = nieuw_pseudoniem()
    kop, inhoud = jong.over("NAW", "GEBOORTEDATUM", geboren=GEBOREN["12-15"])
    delen = [{**deel, "leeftijdsklasse": "12-15"} for deel in kop["onderdelen"]]
    jong.neem({**kop, "onderdelen": delen}, inhoud)

    deel = _ouderdeel(post, jong.betrokkene)
    post.neem(post.kop([deel]), _over(post, deel))
    for kind, waarom in (
        (nieuw_pseudoniem(), "hier niet bekend"),
        (post.betrokkene, "al zestien"),
        (deel["betrokkene"], "zelf een ouder"),
    ):
        ander = _ouderdeel(post, kind)
        assert post.weiger(post.kop([ander]), _over(post, ander)) == "LEEFTIJD", waarom


def test_over_een_ouder_van_een_kind_zonder_geboortedatum_komt_niets_binnen(
    post: Postbode,
) -> None:
    post.geef("NAW")
    deel = _ouderdeel(post, post.betrokkene)
    assert post.weiger(post.kop([deel]), _over(post, deel)) == "LEEFTIJD"


def test_een_ouder_mag_mee_met_het_kind_in_hetzelfde_bericht(post: Postbode) -> None:
    lid = post.deel("GEBOORTEDATUM", leeftijdsklasse="12-15")
    deel = _ouderdeel(post, post.betrokkene)
    inhoud = post.inhoud(
        {"geboortedatum": GEBOREN["12-15"]}, WAARDEN["NAW"],
        soorten=("GEBOORTEDATUM", "NAW"), wie=[post.betrokkene, deel["betrokkene"]],
    )  # fmt: skip
    kenmerk = post.neem(post.kop([lid, deel]), inhoud)
    assert [rij.categorie for rij in post.rijen(kenmerk)] == [1, 2]


@pytest.mark.parametrize(
    ("eigen", "past"), [("0-11", False), ("16-17", False), ("18-22", False), ("24+", True)]
)
def test_een_kind_is_geen_ouder(post: Postbode, eigen: str, past: bool) -> None:
    lid = post.deel("GEBOORTEDATUM", leeftijdsklasse="12-15")
    deel = {**_ouderdeel(post, post.betrokkene), "gegevenssoort": "GEBOORTEDATUM"}
    geboren = "1985-06-01" if past else GEBOREN[eigen]
    inhoud = post.inhoud(
        {"geboortedatum": GEBOREN["12-15"]}, {"geboortedatum": geboren},
        soorten=("GEBOORTEDATUM", "GEBOORTEDATUM"), wie=[post.betrokkene, deel["betrokkene"]],
    )  # fmt: skip
    kop = post.kop([lid, deel])
    if past:
        post.neem(kop, inhoud)
    else:
        assert post.weiger(kop, inhoud) == "LEEFTIJD"
        assert post.rijen(kop["id"]) == []


def test_over_een_ouder_zegt_een_soort_die_alleen_over_ouders_gaat_iets(post: Postbode) -> None:
    bode = post.tussen("gemeente", "politie")
    kop, inhoud = bode.over("NAW", "GEBOORTEDATUM", geboren=GEBOREN["12-15"])
    delen = [{**deel, "leeftijdsklasse": "12-15"} for deel in kop["onderdelen"]]
    bode.neem({**kop, "onderdelen": delen}, inhoud)
    deel = bode.deel(
        "B_OUDERBETROKKENHEID", betrokkene=nieuw_pseudoniem(), kind=bode.betrokkene, **KIND
    )
    bode.neem({**bode.kop([deel]), "stap": 5}, _over(bode, deel))
    kop, inhoud = bode.over("B_OUDERBETROKKENHEID")
    assert bode.weiger({**kop, "stap": 5}, inhoud) == "REGELS"


# --- Twee antwoorden op één vraag ---


TWEE = [{"geboortedatum": "2016-01-01"}, {"geboortedatum": "2010-08-25"}]


@pytest.mark.parametrize("omgekeerd", [False, True])
def test_twee_geboortedata_van_een_persoon_komen_niet_binnen(
    post: Postbode, omgekeerd: bool
) -> None:
    waarden = TWEE[::-1] if omgekeerd else TWEE
    kop, _ = post.over("GEBOORTEDATUM", "GEBOORTEDATUM")
    assert post.weiger(kop, post.inhoud(*waarden, soorten=["GEBOORTEDATUM"] * 2)) == "VORM"
    # Ook twee keer dezelfde datum is er een te veel.
    kop, inhoud = post.over("GEBOORTEDATUM", "GEBOORTEDATUM")
    assert post.weiger(kop, inhoud) == "VORM"


def test_twee_namen_van_een_persoon_komen_niet_binnen(post: Postbode) -> None:
    waarden = [WAARDEN["NAW"], {**WAARDEN["NAW"], "naam": "Ander Voorbeeld"}, TWEE[1]]
    soorten = ["NAW", "NAW", "GEBOORTEDATUM"]
    kop, _ = post.over(*soorten)
    assert post.weiger(kop, post.inhoud(*waarden, soorten=soorten)) == "VORM"


def test_van_twee_mensen_elk_een_geboortedatum_komt_binnen(post: Postbode) -> None:
    ander = nieuw_pseudoniem()
    delen = [post.deel("GEBOORTEDATUM"), post.deel("GEBOORTEDATUM", betrokkene=ander)]
    inhoud = post.inhoud(
        TWEE[1], {"geboortedatum": "2010-01-01"},
        soorten=["GEBOORTEDATUM"] * 2, wie=[post.betrokkene, ander],
    )  # fmt: skip
    assert len(post.rijen(post.neem(post.kop(delen), inhoud))) == 2


def test_een_correctie_geeft_geen_twee_geboortedata(post: Postbode) -> None:
    eerst = post.geef("NAW", "GEBOORTEDATUM")
    delen = [post.vervolgdeel("GEBOORTEDATUM", 1), post.vervolgdeel("GEBOORTEDATUM", 1)]
    inhoud = post.inhoud(*TWEE, soorten=["GEBOORTEDATUM"] * 2)
    assert post.weiger(post.vervolg("correctie", eerst, delen), inhoud) == "REGELS"


def test_over_een_ouder_komt_niets_binnen_als_het_kind_twee_geboortedata_heeft(
    post: Postbode,
) -> None:
    lid = post.deel("GEBOORTEDATUM", leeftijdsklasse="12-15")
    ouder = _ouderdeel(post, post.betrokkene)
    inhoud = post.inhoud(
        TWEE[1], {"geboortedatum": GEBOREN["12-15"]}, WAARDEN["NAW"],
        soorten=("GEBOORTEDATUM", "GEBOORTEDATUM", "NAW"),
        wie=[post.betrokkene, post.betrokkene, ouder["betrokkene"]],
    )  # fmt: skip
    assert post.weiger(post.kop([lid, lid, ouder]), inhoud) == "VORM"


# --- Een kind is geen ouder, en een lid ook niet ---


def _met_lid_van_dertien(bode: Postbode) -> None:
    deel = bode.deel("GEBOORTEDATUM", leeftijdsklasse="12-15")
    waarde = {"geboortedatum": "2013-06-01"}
    bode.neem(bode.kop([deel]), bode.inhoud(waarde, soorten=("GEBOORTEDATUM",)))


@pytest.mark.parametrize(
    ("geboren", "mag"),
    [
        ("2016-01-01", False),
        ("2013-06-01", False),
        ("2001-06-02", False),
        ("2001-06-01", True),
        ("1980-01-01", True),
    ],
)
def test_een_ouder_is_minstens_twaalf_jaar_ouder_dan_het_kind(
    post: Postbode, geboren: str, mag: bool
) -> None:
    _met_lid_van_dertien(post)
    deel = {**_ouderdeel(post, post.betrokkene), "gegevenssoort": "GEBOORTEDATUM"}
    inhoud = post.inhoud(
        {"geboortedatum": geboren}, soorten=("GEBOORTEDATUM",), wie=[deel["betrokkene"]]
    )
    if not mag:
        assert post.weiger(post.kop([deel]), inhoud) == "LEEFTIJD"
        return
    eerst = post.neem(post.kop([deel]), inhoud)
    # Ook een correctie maakt van de ouder geen kind.
    correctie = post.vervolgdeel(
        "GEBOORTEDATUM", 0, betrokkene=deel["betrokkene"], categorie=2, kind=post.betrokkene
    )
    jong = post.inhoud(
        {"geboortedatum": "2016-01-01"}, soorten=("GEBOORTEDATUM",), wie=[deel["betrokkene"]]
    )
    assert post.weiger(post.vervolg("correctie", eerst, [correctie]), jong) == "LEEFTIJD"


def test_een_lid_komt_niet_binnen_als_ouder_van_een_ander_lid(post: Postbode) -> None:
    _met_lid_van_dertien(post)
    ander = post.tussen("politie", "gemeente")
    ander.betrokkene = nieuw_pseudoniem()
    ander.geef("NAW")
    deel = _ouderdeel(post, post.betrokkene, betrokkene=ander.betrokkene)
    assert post.weiger(post.kop([deel]), _over(post, deel)) == "REGELS"
    ouder = _ouderdeel(post, post.betrokkene)
    post.neem(post.kop([ouder]), _over(post, ouder))
    als_lid = post.deel("NAW", betrokkene=ouder["betrokkene"])
    assert post.weiger(post.kop([als_lid]), _over(post, als_lid)) == "REGELS"


def test_niemand_is_in_een_bericht_lid_en_ouder_tegelijk(post: Postbode) -> None:
    _met_lid_van_dertien(post)
    wie = nieuw_pseudoniem()
    ouder = _ouderdeel(post, post.betrokkene, betrokkene=wie)
    lid = post.deel("BEKENDHEID", betrokkene=wie)
    inhoud = post.inhoud(
        WAARDEN["NAW"], WAARDEN["BEKENDHEID"], soorten=("NAW", "BEKENDHEID"), wie=[wie, wie]
    )
    assert post.weiger(post.kop([ouder, lid]), inhoud) == "REGELS"


def _over(bode: Postbode, deel: dict[str, object]) -> object:
    soort = str(deel["gegevenssoort"])
    return bode.inhoud(WAARDEN[soort], soorten=(soort,), wie=[deel["betrokkene"]])


def _met_datum(soort: str) -> list[str]:
    """De soort, met de geboortedatum erbij waar zij die niet zelf is."""
    return list(dict.fromkeys(["GEBOORTEDATUM", soort]))


def test_van_wie_hier_alleen_het_jaar_bekend_is_klopt_elke_klasse_die_kan(post: Postbode) -> None:
    post.geef("NAW", "GEBOORTEDATUM")
    with post.bureau.uitwisseling.dienst.transactie() as sessie:
        dienst = post.bureau.uitwisseling.dienst
        lid = Groepsleden(sessie, dienst.klok).bij_betrokkene(post.groep, post.betrokkene)
        assert lid is not None
        PersonenRegister(sessie, dienst.kluis, dienst.klok).corrigeer(
            lid.persoon_id, {"geboortedatum": Deeldatum(2008)}, reden="Alleen het jaar.", door=None
        )
    for klasse in ("16-17", "18-22"):
        post.neem(post.kop([post.deel("NAW", leeftijdsklasse=klasse)]), _naw(post))
    for klasse in ("12-15", "23"):
        kop = post.kop([post.deel("NAW", leeftijdsklasse=klasse)])
        assert post.weiger(kop, _naw(post)) in ("LEEFTIJD", "REGELS")


def _naw(post: Postbode) -> Inhoud:
    return post.inhoud(dict(WAARDEN["NAW"]), soorten=("NAW",))

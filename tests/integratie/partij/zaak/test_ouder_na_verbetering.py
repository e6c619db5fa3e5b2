"""Een verbetering over een kind, en wat er dan van de ouder in gebruik mag blijven (4.1, 4.3)."""

from __future__ import annotations

import pytest

from deploy.pki import Pki
from shared.bestand.tabellen import GroepslidRij
from shared.tijd.kenmerk import nieuw_pseudoniem
from shared.verzenden.journaal.tabellen import JournaalRij
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.voorbeeldgegevens import WAARDEN


@pytest.fixture
def post(driehoek_voor_tabellen: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(driehoek_voor_tabellen, pki)


def _kind_en_ouder(bode: Postbode, ouder_geboren: str = "1985-06-01") -> tuple[str, str]:
    """Een kind van dertien en een ouder, elk met een geboortedatum; de id's van de berichten."""
    lid = bode.deel("GEBOORTEDATUM", leeftijdsklasse="12-15")
    waarde = {"geboortedatum": "2013-06-01"}
    kind = bode.neem(bode.kop([lid]), bode.inhoud(waarde, soorten=("GEBOORTEDATUM",)))
    return kind, _ouder(bode, ouder_geboren)


def _ouder(bode: Postbode, geboren: str) -> str:
    """Een ouder van het kind van dertien; het id van het bericht."""
    wie = nieuw_pseudoniem()
    deel = bode.deel(
        "GEBOORTEDATUM", betrokkene=wie, categorie=2, leeftijdsklasse="12-15", kind=bode.betrokkene
    )
    inhoud = bode.inhoud({"geboortedatum": geboren}, soorten=("GEBOORTEDATUM",), wie=[wie])
    return bode.neem(bode.kop([deel]), inhoud)


def _verbeter_geboortedatum(bode: Postbode, bericht: str, geboren: str) -> str:
    deel = bode.vervolgdeel("GEBOORTEDATUM", 0)
    inhoud = bode.inhoud({"geboortedatum": geboren}, soorten=("GEBOORTEDATUM",))
    return bode.neem(bode.vervolg("correctie", bericht, [deel]), inhoud)


def _regels(bode: Postbode, bericht: str) -> list[tuple[str, str | None]]:
    with bode.bureau.uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.query(JournaalRij).filter_by(bericht_id=bericht).order_by(JournaalRij.id)
        return [(rij.handeling, rij.besluit) for rij in rijen][1:]


@pytest.mark.parametrize("geboren", ["2009-06-01", "2003-06-01"])
def test_wordt_het_kind_ouder_dan_mag_dan_is_de_ouder_niet_meer_in_gebruik(
    post: Postbode, geboren: str
) -> None:
    """De verbetering gaat alleen over het kind; over de ouder komt er geen bericht."""
    kind, ouder = _kind_en_ouder(post)
    verbeterd = _verbeter_geboortedatum(post, kind, geboren)
    assert [rij.status for rij in post.rijen(ouder)] == ["opgeschort"]
    assert [rij.status for rij in post.rijen(verbeterd)] == ["actief"], "het kind zelf blijft"
    assert _regels(post, ouder) == [("ouder-opgeschort", "LEEFTIJD")]
    # Was het toch goed, dan is er weer een kind van die leeftijd, en dus een ouder.
    _verbeter_geboortedatum(post, verbeterd, "2013-06-02")
    assert [rij.status for rij in post.rijen(ouder)] == ["actief"]
    assert _regels(post, ouder)[1:] == [("ouder-weer-in-gebruik", "LEEFTIJD")]


def test_ook_wie_dan_te_jong_is_om_de_ouder_te_zijn_is_niet_meer_in_gebruik(
    post: Postbode,
) -> None:
    kind, ouder = _kind_en_ouder(post, ouder_geboren="2001-06-01")
    _verbeter_geboortedatum(post, kind, "2013-05-31")
    assert [rij.status for rij in post.rijen(ouder)] == ["opgeschort"]


def test_neemt_de_bron_de_geboortedatum_terug_dan_is_de_ouder_ook_niet_in_gebruik(
    post: Postbode,
) -> None:
    kind, ouder = _kind_en_ouder(post)
    post.neem(post.vervolg("intrekking", kind))
    assert [rij.status for rij in post.rijen(ouder)] == ["opgeschort"]


def test_een_verbetering_van_de_ouder_brengt_hem_niet_terug(post: Postbode) -> None:
    kind, ouder = _kind_en_ouder(post)
    wie = post.rijen(ouder)[0].betrokkene
    _verbeter_geboortedatum(post, kind, "2009-06-01")
    deel = post.vervolgdeel("GEBOORTEDATUM", 0, betrokkene=wie, categorie=2, kind=post.betrokkene)
    inhoud = post.inhoud({"geboortedatum": "1985-06-02"}, soorten=("GEBOORTEDATUM",), wie=[wie])
    verbeterd = post.neem(post.vervolg("correctie", ouder, [deel]), inhoud)
    assert [rij.status for rij in post.rijen(verbeterd)] == ["opgeschort"]


def test_de_ouder_van_een_ander_kind_blijft_in_gebruik(post: Postbode) -> None:
    kind, _ = _kind_en_ouder(post)
    ander = post.tussen("politie", "gemeente")
    ander.betrokkene = nieuw_pseudoniem()
    _, ouder = _kind_en_ouder(ander, ouder_geboren="1986-07-02")
    _verbeter_geboortedatum(post, kind, "2009-06-01")
    assert [rij.status for rij in post.rijen(ouder)] == ["actief"]


# --- elke weg waarlangs een geboortedatum verandert -----------------------------------------------


SOORTEN = ("NAW", "GEBOORTEDATUM")


def _persoon(bode: Postbode, bericht: str) -> str:
    return str(bode.rijen(bericht)[0].persoon_id)


def _verbeter_zelf(bode: Postbode, persoon: str, geboren: str) -> None:
    """De regisseur verbetert wat er in het eigen bestand staat."""
    assert bode.driehoek is not None
    klant, _ = bode.driehoek.klant(bode.naar)
    huidig = klant.vraag("GET", f"/personen/{persoon}")
    antwoord = klant.vraag(
        "PATCH", f"/personen/{persoon}", headers={"If-Match": huidig.headers["ETag"]},
        json={"geboortedatum": geboren, "reden": "Nagekeken in het paspoort."},
    )  # fmt: skip
    assert antwoord.status_code == 200, antwoord.text


def _geef_geboortedatum(bode: Postbode, geboren: str) -> str:
    """Een ander geeft ook een geboortedatum, zonder dat er iets wordt verbeterd."""
    lid = bode.deel("GEBOORTEDATUM", leeftijdsklasse="16-17")
    inhoud = bode.inhoud({"geboortedatum": geboren}, soorten=("GEBOORTEDATUM",))
    return bode.neem(bode.kop([lid]), inhoud)


def _status(bode: Postbode, bericht: str) -> str:
    (rij,) = bode.rijen(bericht)
    return str(rij.status)


@pytest.mark.parametrize("geboren", ["2009-06-01", "2014-00-00", "2009-00-00"])
def test_ook_een_verbetering_in_eigen_huis_gaat_over_de_ouder(post: Postbode, geboren: str) -> None:
    """Ook een jaar zonder dag: telt een van de dagen niet mee, dan is het de strenge kant."""
    kind, ouder = _kind_en_ouder(post)
    _verbeter_zelf(post, _persoon(post, kind), geboren)
    assert _status(post, ouder) == "opgeschort"
    assert _regels(post, ouder) == [("ouder-opgeschort", "LEEFTIJD")]
    # Wordt het jaar een dag, en past die, dan komt de ouder terug.
    _verbeter_zelf(post, _persoon(post, kind), "2013-06-01")
    assert _status(post, ouder) == "actief"


def test_ook_een_verbetering_van_de_ouder_zelf_in_eigen_huis(post: Postbode) -> None:
    _, ouder = _kind_en_ouder(post)
    _verbeter_zelf(post, _persoon(post, ouder), "2003-06-01")
    assert _status(post, ouder) == "opgeschort"
    _verbeter_zelf(post, _persoon(post, ouder), "1985-06-02")
    assert _status(post, ouder) == "actief"


def test_ook_een_ander_die_een_andere_geboortedatum_geeft(post: Postbode) -> None:
    kind, ouder = _kind_en_ouder(post)
    _geef_geboortedatum(post.tussen("om", "gemeente"), "2009-06-01")
    assert _status(post, ouder) == "opgeschort"
    assert _status(post, kind) == "actief"


def test_ook_als_het_kind_uit_het_eigen_bestand_komt(post: Postbode) -> None:
    """Dan hoeft er niets te worden aangevuld, en gaat een bericht de snelle weg."""
    assert post.driehoek is not None
    persoon = post.driehoek.persoon("gemeente", ("Eigen Bedenksel", "2013-06-01"))
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        lid = sessie.query(GroepslidRij).filter_by(persoon_id=persoon, groep=post.groep).one()
        post.betrokkene = lid.betrokkene
    ouder = _ouder(post, "1985-06-01")
    _geef_geboortedatum(post, "2009-06-01")
    assert _status(post, ouder) == "opgeschort"


def test_ook_in_de_andere_groep_waar_het_kind_een_kind_is(post: Postbode, pki: Pki) -> None:
    """Hetzelfde kind onder een ander pseudoniem; de verbetering gaat over de ene groep."""
    elders, wie = bij_de_driehoek(post.wereld, pki), {"naam": "Tweemaal Bedenksel"}
    naam = {**WAARDEN["NAW"], **wie}
    hier, daar = (
        bode.neem(
            bode.kop([bode.deel(soort, leeftijdsklasse="12-15") for soort in SOORTEN]),
            bode.inhoud(naam, {"geboortedatum": "2013-06-01"}),
        )
        for bode in (post, elders)
    )
    assert _persoon(post, hier) == _persoon(elders, daar)
    ouder = _ouder(elders, "1985-06-01")
    deel = post.vervolgdeel("GEBOORTEDATUM", 1)
    inhoud = post.inhoud({"geboortedatum": "2009-06-01"}, soorten=("GEBOORTEDATUM",))
    post.neem(post.vervolg("correctie", hier, [deel]), inhoud)
    assert _status(elders, ouder) == "opgeschort"

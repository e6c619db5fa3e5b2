"""Een verbetering over een kind, en wat er dan van de ouder in gebruik mag blijven (4.1, 4.3)."""

from __future__ import annotations

import pytest

from deploy.pki import Pki
from shared.partij.kenmerk import nieuw_pseudoniem
from shared.partij.uitwisseling_modellen import JournaalRij
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.opstelling import Wereld


@pytest.fixture
def post(driehoek_voor_tabellen: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(driehoek_voor_tabellen, pki)


def _kind_en_ouder(bode: Postbode, ouder_geboren: str = "1985-06-01") -> tuple[str, str]:
    """Een kind van dertien en een ouder, elk met een geboortedatum; de id's van de berichten."""
    lid = bode.deel("GEBOORTEDATUM", leeftijdsklasse="12-15")
    waarde = {"geboortedatum": "2013-06-01"}
    kind = bode.neem(bode.kop([lid]), bode.inhoud(waarde, soorten=("GEBOORTEDATUM",)))
    wie = nieuw_pseudoniem()
    deel = bode.deel(
        "GEBOORTEDATUM", betrokkene=wie, categorie=2, leeftijdsklasse="12-15", kind=bode.betrokkene
    )
    waarde = {"geboortedatum": ouder_geboren}
    inhoud = bode.inhoud(waarde, soorten=("GEBOORTEDATUM",), wie=[wie])
    return kind, bode.neem(bode.kop([deel]), inhoud)


def _verbeter_geboortedatum(bode: Postbode, bericht: str, geboren: str) -> str:
    deel = bode.vervolgdeel("GEBOORTEDATUM", 0)
    inhoud = bode.inhoud({"geboortedatum": geboren}, soorten=("GEBOORTEDATUM",))
    return bode.neem(bode.vervolg("correctie", bericht, [deel]), inhoud)


def _regels(bode: Postbode, bericht: str) -> list[tuple[str, str | None]]:
    with bode.bureau.uitwisseling.lezend() as sessie:
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

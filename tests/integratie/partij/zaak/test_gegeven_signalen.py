"""Een signaal van de eigen partij: geven, volgen, verbeteren, intrekken, verwijderen, vergaan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from shared.convenant.bewaren.oordeel import oordeel
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.regels.laden import standaard_convenant
from shared.zaak.signalen.begrippen import als_ding
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bewaarwerk import naar_dag, onderhoud
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import HARD, aan, nieuwe_dag

TEKST = "Een groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai."
SIGNAAL: dict[str, Any] = {
    "soort": "waarneming",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": TEKST,
    "bevestigdZonderPersonen": True,
}
PAD = "/gegeven-signalen"


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    nieuw = nieuwe_dag(gedeelde_driehoek)
    nieuw.kantoor.naar_stap(1, startbesluit=None)
    return nieuw


def _wijkagent(driehoek: Driehoek) -> Klant:
    return iemand(driehoek.bureau("politie"), "wijkagent")[0]


def _geef(driehoek: Driehoek, klant: Klant, status: int = 201, **anders: Any) -> Any:
    return klant.maak(PAD, {"groep": driehoek.groep, **SIGNAAL, **anders}, status)


def _bij_gemeente(driehoek: Driehoek) -> list[dict[str, Any]]:
    pagina = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/signalen")
    rijen: list[dict[str, Any]] = pagina["signalen"]
    return rijen


def _verzegeld(driehoek: Driehoek, code: str, stuk: str) -> list[tuple[bytes, bytes | None]]:
    """Wat er van een gegeven signaal in de eigen postuit staat."""
    vraag = text(
        "SELECT u.geheim, u.body FROM uitgaand u JOIN groepsstuk_bericht b "
        "ON b.bericht_id = u.bericht_id WHERE b.stuk_id = :stuk"
    )
    with driehoek.bureau(code).uitwisseling.dienst.engine.connect() as verbinding:
        return [(bytes(g), b) for g, b in verbinding.execute(vraag, {"stuk": stuk}).all()]


def test_de_wijkagent_geeft_het_en_de_gemeente_weet_van_wie(driehoek: Driehoek) -> None:
    wijkagent = _wijkagent(driehoek)
    gegeven = _geef(driehoek, wijkagent)
    assert [een["partij"] for een in gegeven["ontvangers"]] == ["gemeente"]
    (rij,) = _bij_gemeente(driehoek)
    assert (rij["van"], rij["bron"], rij["omschrijving"]) == ("politie", "politie", TEKST)
    # Wie het gaf volgt het; een collega van een andere groep ziet het niet.
    (gezien,) = wijkagent.haal(f"{PAD}?groep={driehoek.groep}&eigen=true")["stukken"]
    assert gezien["ontvangers"][0]["status"] == "afgeleverd"
    assert wijkagent.haal(f"{PAD}/{gegeven['id']}")["gegevens"]["plek"] == "het winkelcentrum"
    assert (
        driehoek.kantoor.analist.haal(f"{PAD}?groep={driehoek.groep}&eigen=true")["stukken"] == []
    )


def test_ook_het_om_en_de_gemeente_geven_er_een(driehoek: Driehoek) -> None:
    _geef(driehoek, driehoek.secretaris, ontvangers=aan(driehoek, "gemeente", "politie"))
    assert [rij["bron"] for rij in _bij_gemeente(driehoek)] == ["om"]
    niemand = _geef(driehoek, driehoek.kantoor.regisseur, 400)
    assert [een["pad"] for een in niemand["fouten"]] == ["/ontvangers"]
    _geef(driehoek, driehoek.kantoor.regisseur, ontvangers=aan(driehoek, "politie"))
    bij_politie = driehoek.kantoor.analist.haal(f"/stukken?groep={driehoek.groep}&richting=in")
    assert sorted(een["van"] for een in bij_politie["stukken"]) == ["gemeente", "om"]


def test_alles_wat_er_mis_is_staat_bij_zijn_eigen_veld_en_er_blijft_niets(
    driehoek: Driehoek,
) -> None:
    fouten = _geef(
        driehoek, _wijkagent(driehoek), 400, soort="gerucht", datum="2026-11-24",
        omschrijving=HARD, bevestigdZonderPersonen=False,
    )["fouten"]  # fmt: skip
    assert {een["pad"] for een in fouten} == {
        "/soort", "/datum", "/omschrijving", "/bevestigdZonderPersonen",
    }  # fmt: skip
    assert "0612345678" not in str(fouten)
    assert driehoek.kantoor.analist.haal(f"{PAD}?groep={driehoek.groep}")["stukken"] == []
    assert _bij_gemeente(driehoek) == []


def test_verbeteren_komt_overal_aan_en_alleen_de_laatste_versie_verandert(
    driehoek: Driehoek,
) -> None:
    wijkagent = _wijkagent(driehoek)
    een = _geef(driehoek, wijkagent)
    anders = {"plek": "het station", "bevestigdZonderPersonen": True}
    twee = wijkagent.vraag("POST", f"{PAD}/{een['id']}/_verbeter", json=anders)
    assert (twee.status_code, twee.json()["versie"]) == (201, 2), twee.text
    (rij,) = _bij_gemeente(driehoek)
    assert (rij["plek"], rij["omschrijving"], rij["versie"]) == ("het station", TEKST, 2)
    oud = wijkagent.vraag("POST", f"{PAD}/{een['id']}/_verbeter", json=anders)
    assert oud.status_code == 409
    assert "latere versie" in oud.json()["detail"]
    leeg = wijkagent.vraag("POST", f"{PAD}/{twee.json()['id']}/_verbeter", json={})
    assert leeg.status_code == 400
    # Van een ander is het niet, en een ander stuk is het ook niet.
    vreemd = driehoek.secretaris.vraag("POST", f"{PAD}/{een['id']}/_verbeter", json=anders)
    assert vreemd.status_code == 404


def test_verwijderen_kan_na_intrekken_en_dan_is_het_nergens_meer_te_openen(
    driehoek: Driehoek,
) -> None:
    wijkagent = _wijkagent(driehoek)
    een = _geef(driehoek, wijkagent)
    twee = wijkagent.vraag(
        "POST", f"{PAD}/{een['id']}/_verbeter",
        json={"plek": "het station", "bevestigdZonderPersonen": True},
    ).json()  # fmt: skip
    pad = f"{PAD}/{twee['id']}"
    te_vroeg = wijkagent.vraag("DELETE", pad)
    assert te_vroeg.status_code == 409
    assert "Trek het eerst in" in te_vroeg.json()["detail"]
    assert wijkagent.maak(f"{pad}/_intrekken", {})["stand"] == "ingetrokken"
    assert [rij["ingetrokken"] for rij in _bij_gemeente(driehoek)] == [True]
    assert wijkagent.vraag("DELETE", pad).status_code == 204
    for stuk in (een["id"], twee["id"]):
        gelezen = wijkagent.haal(f"{PAD}/{stuk}")
        assert (gelezen["stand"], gelezen["gegevens"]) == ("vernietigd", None)
        assert _verzegeld(driehoek, "politie", stuk) == [(b"", None)]
    na = wijkagent.vraag(
        "POST", f"{pad}/_verbeter", json={"plek": "elders", "bevestigdZonderPersonen": True}
    )
    assert na.status_code == 410
    assert wijkagent.vraag("DELETE", pad).status_code == 204


def test_na_zijn_termijn_is_een_signaal_zonder_groep_overal_weg(driehoek: Driehoek) -> None:
    gegeven = _geef(driehoek, _wijkagent(driehoek), groep=None)
    regisseur = driehoek.kantoor.regisseur
    wachtend = regisseur.haal("/signalen?paginagrootte=200")["signalen"]
    (rij,) = [een for een in wachtend if een["stuk"] == gegeven["ontvangers"][0]["bericht"]]
    naar_dag(driehoek, "2027-11-23")
    for code in ("politie", "gemeente"):
        onderhoud(driehoek, code)
    assert regisseur.vraag("GET", f"/signalen/{rij['id']}").status_code == 200
    driehoek.wereld.klok.nu += timedelta(days=1)
    for code in ("gemeente", "politie"):
        onderhoud(driehoek, code)
    assert regisseur.vraag("GET", f"/signalen/{rij['id']}").status_code == 410
    driehoek.wereld.doe(driehoek.bureau("gemeente").geheel.opruimer.ronde())
    assert _verzegeld(driehoek, "politie", gegeven["id"]) == [(b"", None)]
    assert regisseur.haal(f"/stukken/{rij['stuk']}")["gegevens"] is None


def test_zolang_de_aanpak_loopt_blijft_het(driehoek: Driehoek) -> None:
    gegeven = _geef(driehoek, _wijkagent(driehoek))

    def er_is_nog(dag: str) -> tuple[int, bool]:
        """Na het onderhoud van die dag: bij de gemeente, en in de postuit van de politie."""
        naar_dag(driehoek, dag)
        for code in ("politie", "gemeente"):
            onderhoud(driehoek, code)
        leeg = _verzegeld(driehoek, "politie", gegeven["id"]) == [(b"", None)]
        return len(_bij_gemeente(driehoek)), not leeg

    assert er_is_nog("2028-11-23") == (1, True)
    # Gesloten: bij de politie weg, bij de gemeente nog zo lang als de rest van de groep.
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    for code in ("politie", "gemeente"):
        driehoek.wereld.doe(driehoek.bureau(code).uitwisseling.groepskijker.kijk())
    assert er_is_nog("2028-11-23") == (1, True)
    assert er_is_nog("2028-11-24") == (1, False)
    assert er_is_nog("2030-11-23") == (1, False)
    assert er_is_nog("2030-11-24") == (0, False)


@pytest.mark.parametrize(
    ("einde", "daarna", "dag"),
    [
        (None, None, "2027-11-20"),
        ("2027-01-01", None, "2027-11-20"),
        ("2028-01-01", None, "2028-01-01"),
        ("2026-12-01", "P2Y", "2028-12-01"),
    ],
)
def test_de_laatste_dag_volgt_uit_het_vastleggen_en_het_einde(
    einde: str | None, daarna: str | None, dag: str
) -> None:
    groep = None if einde is None else nieuw_id()
    einden = {} if einde is None or groep is None else {groep: date.fromisoformat(einde)}
    ding = als_ding(nieuw_id(), groep, date(2026, 11, 20), einden, daarna)
    weg = oordeel(bewaarregels(standaard_convenant()).over(ding.wat), ding).weg
    assert weg is not None
    assert weg.op == date.fromisoformat(dag) + timedelta(days=1)

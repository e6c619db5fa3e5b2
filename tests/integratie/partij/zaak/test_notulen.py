"""Het ene verslag van een overleg: van wie het organiseerde, getekend door wie er was."""

from __future__ import annotations

import base64
import io
from typing import Any

import pikepdf
import pytest

from shared.partij.web.versies import etag_van
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _iedereen(tafel: Tafel) -> tuple[Klant, Klant, Klant]:
    return tafel.analist, tafel.regisseur, tafel.secretaris


def _oordelen(notulen: dict[str, Any]) -> dict[str, str]:
    return {een["partij"]: een["oordeel"] for een in notulen["oordelen"]}


def _geweest(tafel: Tafel, **anders: Any) -> str:
    overleg = tafel.plan(**anders)
    tafel.begin()
    return overleg


def test_wie_erbij_was_heeft_hetzelfde_verslag_en_ieder_tekent_het(tafel: Tafel) -> None:
    overleg = tafel.plan()
    tafel.begin()
    uiting = tafel.zeg(overleg)
    besproken = tafel.regel(
        soort="besproken", tekst="De overlast nam af.", door=tafel.wie("om"),
        eigenaar=None, uiterlijk=None,
    )  # fmt: skip
    tafel.notuleer(overleg, besproken, tafel.regel())
    (bij_politie, bij_gemeente, bij_om) = (
        tafel.notulen(overleg, klant) for klant in _iedereen(tafel)
    )
    assert bij_politie == bij_gemeente == bij_om
    assert (bij_om["van"], bij_om["versie"], bij_om["dag"]) == ("gemeente", 1, "2026-11-23")
    assert [een["deelnemer"] for een in bij_om["aanwezig"]] == tafel.iedereen
    # Wat er is gezegd staat er naar zijn kenmerk en aan wie, en nergens over wie het ging.
    assert bij_om["gezegd"] == [
        {"uiting": uiting["id"], "afzender": "politie", "aan": ["gemeente", "om"]}
    ]
    assert [(een["soort"], een["door"], een["eigenaar"]) for een in bij_om["regels"]] == [
        ("besproken", tafel.wie("om"), None), ("afspraak", tafel.wie("politie"), "politie"),
    ]  # fmt: skip
    (deel,) = {
        een["betrokkene"]
        for regel in tafel.verslag(overleg)["gezegd"]
        for bericht in regel["berichten"]
        for een in bericht["gedeeld"]
    }
    assert deel not in str(bij_politie)
    assert _oordelen(bij_om) == {"politie": "open", "gemeente": "akkoord", "om": "open"}
    tafel.onderteken(overleg, tafel.secretaris)
    assert tafel.notulen(overleg, tafel.regisseur)["vastgesteld"] is False
    tafel.onderteken(overleg, tafel.analist)
    for klant in _iedereen(tafel):
        notulen = tafel.notulen(overleg, klant)
        assert (set(_oordelen(notulen).values()), notulen["vastgesteld"]) == ({"akkoord"}, True)
    gelezen = tafel.driehoek.kantoor.gelezen(tafel.bureau("om"))
    assert ("notulen", overleg, None) in gelezen
    lijn = tafel.analist.haal(f"/groepen/{tafel.groep}/tijdlijn?zoom=alles")["feiten"]
    verloop = [(een["soort"], een["partij"]) for een in lijn if "notulen" in een["soort"]]
    assert sorted(verloop) == [
        ("notulen", "gemeente"), ("notulen-reactie", "om"), ("notulen-reactie", "politie"),
    ]  # fmt: skip


def test_het_verslag_op_papier_zegt_hetzelfde_en_noemt_niemand(tafel: Tafel) -> None:
    overleg = tafel.plan()
    tafel.begin()
    tafel.zeg(overleg)
    besproken = tafel.regel(
        soort="besproken", tekst="De overlast nam af.", door=tafel.wie("om"),
        eigenaar=None, uiterlijk=None,
    )  # fmt: skip
    tafel.notuleer(overleg, besproken, tafel.regel())
    pad = f"/overleggen/{overleg}/notulen"
    afspraak = tafel.notulen(overleg, tafel.regisseur)["regels"][1]["tekst"]
    papier = tafel.secretaris.haal(f"{pad}/document?groep={tafel.groep}")
    assert papier["bestandsnaam"] == f"verslag-{overleg}-1.pdf"
    with pikepdf.open(io.BytesIO(base64.b64decode(papier["document"]))) as document:
        assert ontoegankelijk(document) == []
        assert str(document.docinfo["/Title"]) == "Verslag van het overleg van 23 november 2026"
        tekst = tekst_van(document)
    for moet in (
        "De overlast nam af.", afspraak, "nog niet vastgesteld", "heeft nog niet gereageerd",
        "één keer iets over een persoon gezegd", "het Openbaar Ministerie",
    ):  # fmt: skip
        assert moet in tekst, moet
    assert not [een for een in tafel.iedereen if een in tekst]
    buiten, _ = tafel.bureau("om").medewerker("parketsecretaris", f"{nieuw_id()}@om.example")
    geweigerd = buiten.vraag("GET", f"{pad}/document?groep={tafel.groep}")
    gelijk = buiten.vraag("GET", f"{pad}?groep={tafel.groep}")
    assert geweigerd.status_code == gelijk.status_code == 403


def test_wie_het_niet_eens_is_krijgt_een_volgende_versie_en_ieder_tekent_opnieuw(
    tafel: Tafel,
) -> None:
    overleg = _geweest(tafel)
    eerste = tafel.notuleer(overleg, tafel.regel())
    pad = f"/overleggen/{overleg}/notulen?groep={tafel.groep}"
    tafel.onderteken(overleg, tafel.secretaris)
    zonder = tafel.onderteken(overleg, tafel.analist, status=400, akkoord=False)
    assert [fout["pad"] for fout in zonder["fouten"]] == ["/toelichting"]
    tafel.onderteken(
        overleg, tafel.analist, akkoord=False, bevestigdZonderPersonen=True,
        toelichting="De ronde is een keer per week, niet elke avond.",
    )  # fmt: skip
    (bezwaar,) = (
        een
        for een in tafel.notulen(overleg, tafel.secretaris)["oordelen"]
        if een["oordeel"] == "bezwaar"
    )
    assert (bezwaar["partij"], "een keer per week" in bezwaar["toelichting"]) == ("politie", True)
    assert tafel.werk(tafel.regisseur, "notulen-herzien") == [pad]
    # Wie een volgende versie geeft, zegt welke hij las.
    nieuw = tafel.regel(
        regel=eerste["regels"][0]["regel"], tekst="De politie loopt elke week een ronde."
    )
    tafel.notuleer(overleg, nieuw, status=428)
    tafel.notuleer(overleg, nieuw, status=412, etag=etag_van(overleg, 7))
    tweede = tafel.notuleer(overleg, nieuw, etag=etag_van(overleg, 1))
    assert (tweede["versie"], tweede["regels"][0]["regel"]) == (2, nieuw["regel"])
    assert tweede["tekenkenmerk"] != eerste["tekenkenmerk"]
    assert _oordelen(tafel.notulen(overleg, tafel.secretaris)) == {
        "politie": "open", "gemeente": "akkoord", "om": "open",
    }  # fmt: skip
    # Wie de vorige las, tekent niet ongemerkt voor deze.
    tafel.onderteken(overleg, tafel.analist, versie=1, status=409)
    for klant in (tafel.analist, tafel.secretaris):
        tafel.onderteken(overleg, klant, versie=2)
    assert tafel.notulen(overleg, tafel.analist)["vastgesteld"] is True
    assert tafel.werk(tafel.regisseur, "notulen-herzien") == []
    # De vorige versie is te lezen zoals zij was.
    eerder = tafel.notulen(overleg, tafel.analist, "?versie=1")
    assert eerder["regels"] == eerste["regels"]
    weg = tafel.analist.vraag("GET", f"/overleggen/{overleg}/notulen?versie=3")
    assert weg.status_code == 404


def test_wat_is_afgesproken_staat_bij_de_eigenaar_op_de_werklijst_tot_hij_het_deed(
    tafel: Tafel,
) -> None:
    overleg = _geweest(tafel)
    pad = f"/overleggen/{overleg}/notulen?groep={tafel.groep}"
    van_om = tafel.regel(door=tafel.wie("om"), eigenaar="om", tekst="Het OM kijkt mee.")
    regels = tafel.notuleer(overleg, tafel.regel(), van_om)["regels"]
    (werk,) = (
        stuk
        for stuk in tafel.analist.haal(f"/werklijst?groep={tafel.groep}")["werk"]
        if stuk["soort"] == "afspraak-nakomen"
    )
    assert (werk["uiterlijk"], werk["pad"]) == ("2026-12-15", pad)
    assert tafel.werk(tafel.secretaris, "afspraak-nakomen") == [pad]
    assert tafel.werk(tafel.regisseur, "afspraak-nakomen") == []
    tafel.onderteken(overleg, tafel.analist)
    # Wat van een ander is, meldt men niet; en over wat hij al tekende verandert niets.
    niet = tafel.gedaan(overleg, tafel.analist, regels[1]["regel"], 400)
    assert [fout["pad"] for fout in niet["fouten"]] == ["/regel"]
    for _ in range(2):
        tafel.gedaan(overleg, tafel.analist, regels[0]["regel"])
    for klant in _iedereen(tafel):
        notulen = tafel.notulen(overleg, klant)
        assert [een["gedaan"] for een in notulen["regels"]] == [True, False]
        assert _oordelen(notulen)["politie"] == "akkoord"
    assert tafel.werk(tafel.analist, "afspraak-nakomen") == []
    assert tafel.werk(tafel.secretaris, "afspraak-nakomen") == [pad]
    # De organisator had er zelf een: ook dat hoort ieder.
    stukken = tafel.analist.haal(f"/stukken?groep={tafel.groep}&richting=uit")["stukken"]
    assert [een["versie"] for een in stukken] == [2], "een keer getekend, een keer gedaan"


def test_ook_wat_de_organisator_zelf_afsprak_hoort_ieder(tafel: Tafel) -> None:
    overleg = _geweest(tafel)
    eigen = tafel.regel(door=tafel.wie("gemeente"), eigenaar="gemeente")
    (regel,) = tafel.notuleer(overleg, eigen)["regels"]
    assert tafel.werk(tafel.regisseur, "afspraak-nakomen") != []
    tafel.gedaan(overleg, tafel.regisseur, regel["regel"])
    for klant in _iedereen(tafel):
        (gezien,) = tafel.notulen(overleg, klant)["regels"]
        assert gezien["gedaan"] is True
    assert tafel.werk(tafel.regisseur, "afspraak-nakomen") == []
    zelf = tafel.onderteken(overleg, tafel.regisseur, status=409)
    assert "stelde dit verslag op" in zelf["detail"]


# --- Wie het opstelt, en wanneer ---


def test_alleen_wie_organiseerde_stelt_het_op_en_pas_na_afloop_van_wat_open_staat(
    tafel: Tafel,
) -> None:
    overleg = tafel.plan()
    vroeg = tafel.notuleer(overleg, tafel.regel(), status=409)
    assert "moet nog beginnen" in vroeg["detail"]
    uiting = tafel.vraag(overleg)
    tafel.begin()
    open_ = tafel.notuleer(overleg, tafel.regel(), status=409)
    assert "Nog niet van alles is verteld" in open_["detail"]
    tafel.vertel(uiting)
    ander = tafel.notuleer(overleg, tafel.regel(), klant=tafel.analist, status=403)
    assert "die stelt het verslag op" in ander["detail"]
    collega, _ = tafel.collega("gemeente", "regisseur")
    tafel.notuleer(overleg, tafel.regel(), klant=collega, status=403)
    assert tafel.regisseur.vraag("GET", f"/overleggen/{overleg}/notulen").status_code == 404
    tafel.notuleer(overleg, tafel.regel())
    afgelast = tafel.plan(afgelast=True)
    tafel.begin()
    assert "afgelast" in tafel.notuleer(afgelast, tafel.regel(), status=409)["detail"]


def test_wie_er_niet_bij_was_leest_het_niet_ook_niet_als_stuk(tafel: Tafel) -> None:
    overleg = _geweest(tafel)
    tafel.notuleer(overleg, tafel.regel())
    collega, _ = tafel.collega("politie", "analist")
    assert collega.vraag("GET", f"/overleggen/{overleg}/notulen").status_code == 403
    for klant in (tafel.analist, collega):
        (stuk,) = klant.haal(f"/stukken?groep={tafel.groep}")["stukken"]
        antwoord = klant.vraag("GET", f"/stukken/{stuk['id']}")
        assert antwoord.status_code == 403
        assert "bij het overleg zelf" in antwoord.json()["detail"]
    # Met de hand geeft niemand zo'n stuk.
    opdracht = {
        "stuk": stuk["stuk"], "groep": tafel.groep, "ontvangers": [{"partij": "gemeente"}],
        "gegevens": {}, "bevestigdZonderPersonen": True,
    }  # fmt: skip
    fouten = tafel.analist.vraag("POST", "/stukken", json=opdracht).json()["fouten"]
    assert "/stuk" in [fout["pad"] for fout in fouten]


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"eigenaar": None}, "/regels/0/eigenaar"),
        ({"uiterlijk": None}, "/regels/0/uiterlijk"),
        ({"soort": "besproken"}, "/regels/0/soort"),
        ({"door": "REGISSEUR_VAN_ELDERS"}, "/regels/0/door"),
        ({"regel": "REGISSEUR_VAN_ELDERS"}, "/regels/0/regel"),
        ({"tekst": "Zorivanio B. wordt elke dag bezocht."}, "/regels/0/tekst"),
    ],
)
def test_een_regel_die_niet_kan_zegt_waarom_en_niemand_krijgt_iets(
    tafel: Tafel, anders: dict[str, Any], pad: str
) -> None:
    overleg = _geweest(tafel)
    gevuld = {
        naam: nieuw_id() if waarde == "REGISSEUR_VAN_ELDERS" else waarde
        for naam, waarde in anders.items()
    }
    fouten = tafel.notuleer(overleg, tafel.regel(**gevuld), status=400)["fouten"]
    assert [fout["pad"] for fout in fouten] == [pad]
    assert tafel.analist.haal(f"/stukken?groep={tafel.groep}")["stukken"] == []


def test_een_afspraak_is_van_een_partij_die_er_was(tafel: Tafel) -> None:
    overleg = _geweest(tafel)
    weg = [tafel.wie("om")]
    van_om = tafel.regel(eigenaar="om")
    fouten = tafel.notuleer(overleg, van_om, afwezig=weg, status=400)["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/regels/0/eigenaar"]
    fouten = tafel.notuleer(overleg, tafel.regel(), afwezig=[nieuw_id()], status=400)["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/afwezig/0"]
    tafel.notuleer(overleg, tafel.regel(), afwezig=weg)
    assert _oordelen(tafel.notulen(overleg, tafel.analist)) == {
        "politie": "open", "gemeente": "akkoord",
    }  # fmt: skip
    antwoord = tafel.secretaris.vraag("GET", f"/overleggen/{overleg}/notulen")
    assert antwoord.status_code == 404, "wie er niet was, kreeg het niet"


def test_elke_groep_heeft_een_eigen_verslag(tafel: Tafel) -> None:
    ander = Driehoek.richt_in(tafel.wereld)
    ander.kantoor.naar_stap(3, strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": None})
    reeksen = [nieuw_id(), nieuw_id()]
    tafel.zet_reeks(reeksen[0])
    tafel.zet_reeks(reeksen[1], groep=ander.groep)
    overleg = _geweest(tafel, reeksen=reeksen)
    fouten = tafel.notuleer(overleg, tafel.regel(), status=400)["fouten"]
    assert [fout["pad"] for fout in fouten] == ["/groep"]
    een = tafel.notuleer(overleg, tafel.regel(), groep=tafel.groep)
    twee = tafel.notuleer(overleg, tafel.regel(tekst="Ook hier een ronde."), groep=ander.groep)
    for groep, gegeven in ((tafel.groep, een), (ander.groep, twee)):
        gelezen = tafel.notulen(overleg, tafel.analist, f"?groep={groep}")
        assert gelezen["regels"] == gegeven["regels"]


# --- Als het tegenzit ---


def test_loopt_er_geen_onderzoek_meer_dan_krijgt_het_om_het_niet_en_wacht_niemand(
    tafel: Tafel,
) -> None:
    """5.2: dan doet het OM niet mee, en leest het ook geen verslag."""
    overleg = _geweest(tafel)
    tafel.notuleer(overleg, tafel.regel())
    assert tafel.werk(tafel.secretaris, "notulen-ondertekenen") != []
    tafel.onderzoek()
    antwoord = tafel.secretaris.vraag("GET", f"/overleggen/{overleg}/notulen")
    assert antwoord.status_code == 404
    assert tafel.werk(tafel.secretaris, "notulen-ondertekenen", "afspraak-nakomen") == []
    tafel.onderteken(overleg, tafel.analist)
    notulen = tafel.notulen(overleg, tafel.regisseur)
    (om,) = (een for een in notulen["oordelen"] if een["partij"] == "om")
    assert (om["oordeel"], "strafrechtelijk onderzoek" in om["beletsel"]) == ("open", True)
    assert notulen["vastgesteld"] is True, "op het OM wordt niet gewacht"
    (regel,) = notulen["regels"]
    tafel.notuleer(overleg, tafel.regel(regel=regel["regel"]), etag=etag_van(overleg, 1))
    stukken = tafel.secretaris.haal(f"/stukken?groep={tafel.groep}&richting=in")["stukken"]
    assert [een["versie"] for een in stukken if een["van"] == "gemeente"] == [1]


def test_wie_weg_was_krijgt_het_verslag_alsnog_en_een_keer(tafel: Tafel) -> None:
    overleg = _geweest(tafel)
    tafel.wereld.sluit_af("om")
    tafel.notuleer(overleg, tafel.regel())
    tafel.onderteken(overleg, tafel.analist)
    assert tafel.notulen(overleg, tafel.regisseur)["vastgesteld"] is False
    tafel.wereld.sluit_aan("om")
    tafel.wereld.klok.vooruit(days=3)
    for code in ("gemeente", "politie"):
        tafel.ronde(code)
    notulen = tafel.notulen(overleg, tafel.secretaris)
    assert _oordelen(notulen) == {"politie": "akkoord", "gemeente": "akkoord", "om": "open"}
    tafel.onderteken(overleg, tafel.secretaris)
    assert tafel.notulen(overleg, tafel.regisseur)["vastgesteld"] is True


def test_na_het_overleg_staat_het_verslag_bij_de_organisator_op_de_werklijst(
    tafel: Tafel,
) -> None:
    overleg = tafel.plan()
    tafel.begin()
    assert tafel.werk(tafel.regisseur, "notulen-opstellen") == [], "het is nog bezig"
    tafel.wereld.klok.vooruit(hours=2)
    pad = f"/overleggen/{overleg}/notulen?groep={tafel.groep}"
    assert tafel.werk(tafel.regisseur, "notulen-opstellen") == [pad]
    tafel.notuleer(overleg, tafel.regel())
    assert tafel.werk(tafel.regisseur, "notulen-opstellen", "notulen-ondertekenen") == []
    assert tafel.werk(tafel.analist, "notulen-ondertekenen") == [pad]
    tafel.onderteken(overleg, tafel.analist)
    assert tafel.werk(tafel.analist, "notulen-ondertekenen") == []


def test_wie_er_niet_was_tekent_niet_en_kan_wel_zeggen_dat_het_niet_klopt(tafel: Tafel) -> None:
    officier, officier_id = tafel.collega("om", "officier")
    overleg = _geweest(tafel, deelnemers=[*tafel.iedereen, officier_id])
    tafel.notuleer(overleg, tafel.regel(), afwezig=[officier_id])
    geweigerd = tafel.onderteken(overleg, officier, status=403)
    assert "Volgens dit verslag was u er niet" in geweigerd["detail"]
    assert _oordelen(tafel.notulen(overleg, tafel.regisseur))["om"] == "open"
    tafel.onderteken(
        overleg, officier, akkoord=False, toelichting="Er was nog iemand van ons bij.",
        bevestigdZonderPersonen=True,
    )  # fmt: skip
    assert _oordelen(tafel.notulen(overleg, tafel.regisseur))["om"] == "bezwaar"
    tafel.onderteken(overleg, tafel.secretaris)
    assert _oordelen(tafel.notulen(overleg, tafel.regisseur))["om"] == "akkoord"

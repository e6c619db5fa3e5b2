"""Het verslag: alles wat er is gezegd, niets wat er niet is gezegd, voor wie erbij was."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import AFSPRAKEN, GEMEENTE, OM, Tafel

BEIDE = ["NAW", "GEBOORTEDATUM"]


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _soorten(regels: list[dict[str, Any]]) -> list[str]:
    return [
        deel["gegevenssoort"]
        for regel in regels
        for bericht in regel["berichten"]
        for deel in bericht["gedeeld"]
    ]


def _bij_gemeente(tafel: Tafel, regel: dict[str, Any]) -> str:
    """Over wie een regel gaat, in het bestand van de gemeente: zij hoorde alleen een pseudoniem."""
    (betrokkene,) = {
        deel["betrokkene"]
        for bericht in regel["berichten"]
        if bericht["ontvanger"] == "gemeente"
        for deel in bericht["gedeeld"]
    }
    leden = tafel.regisseur.haal(f"/groepen/{tafel.groep}/leden")["leden"]
    (persoon,) = [een["persoonId"] for een in leden if een["betrokkene"] == betrokkene]
    return str(persoon)


def _uitingen(regels: list[dict[str, Any]]) -> list[str]:
    return [regel["uiting"] for regel in regels]


def _gesprekken(tafel: Tafel, klant: Klant) -> list[dict[str, Any]]:
    pad = f"/gespreksnotities?groep={tafel.groep}"
    gevonden: list[dict[str, Any]] = klant.haal(pad)["gespreksnotities"]
    return gevonden


def test_het_verslag_is_bij_iedere_partij_wat_zij_zei_en_hoorde(tafel: Tafel) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg)
    tafel.begin()
    for klant in (tafel.analist, tafel.regisseur, tafel.secretaris):
        verslag = tafel.verslag(overleg, klant)
        assert (verslag["gezegd"], verslag["gehoord"]) == ([], []), "het is nog niet gezegd"
        assert [(een["uiting"], een["afzender"]) for een in verslag["open"]] == [
            (uiting["id"], "politie")
        ]
    verteld = tafel.vertel(uiting)
    van_politie = tafel.verslag(overleg)
    (regel,) = van_politie["gezegd"]
    assert (van_politie["open"], van_politie["gehoord"]) == ([], [])
    assert (regel["uiting"], regel["medewerker"]) == (uiting["id"], tafel.wie("politie"))
    assert (regel["gezegdOp"], regel["bladnummer"]) == (verteld["gezegdOp"], verteld["bladnummer"])
    per_partij = {een["ontvanger"]: een for een in regel["berichten"]}
    gronden = {
        code: {deel["grondslag"] for deel in een["gedeeld"]} for code, een in per_partij.items()
    }
    assert gronden == {"gemeente": {GEMEENTE}, "om": {OM}}
    assert "Nooitgedacht" not in str(van_politie)
    tafel.ronde()
    for code, klant in (("gemeente", tafel.regisseur), ("om", tafel.secretaris)):
        verslag = tafel.verslag(overleg, klant)
        (gehoord,) = verslag["gehoord"]
        # Elke partij ziet wat zij hoorde, en niet op welke grond een ander het hoorde.
        assert gehoord == {**regel, "berichten": [per_partij[code]]}
        assert verslag["gezegd"] == []
    # Wie het las, staat in het spoor bij ieder over wie er een regel in staat.
    (gehoord,) = tafel.verslag(overleg, tafel.regisseur)["gehoord"]
    in_gemeente = _bij_gemeente(tafel, gehoord)
    for code, persoon in (("politie", tafel.persoon), ("gemeente", in_gemeente)):
        lezingen = tafel.driehoek.kantoor.gelezen(tafel.bureau(code))
        hier = {wie for soort, wat, wie in lezingen if (soort, wat) == ("verslag", overleg)}
        assert hier == {None, persoon}, "eerst stond er niemand in"


def test_wat_niet_is_gezegd_is_vervallen_en_zo_staat_het_er(tafel: Tafel) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg)
    tafel.niet_gezegd(uiting)
    for klant in (tafel.analist, tafel.regisseur):
        verslag = tafel.verslag(overleg, klant)
        assert (verslag["gezegd"], verslag["gehoord"], verslag["open"]) == ([], [], [])
        assert _uitingen(verslag["nietGezegd"]) == [uiting["id"]]


def test_pas_als_van_iedereen_bekend_is_wat_er_is_gezegd_ligt_het_verslag_vast(
    tafel: Tafel,
) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg)
    te_vroeg = tafel.stel_vast(overleg, status=409)
    assert "moet nog beginnen" in te_vroeg["detail"]
    tafel.begin()
    # Ook de gemeente, die zelf niets zei, wacht op wat de politie nog niet vertelde.
    for klant in (tafel.regisseur, tafel.analist):
        open_ = tafel.stel_vast(overleg, klant, status=409)
        assert open_["detail"] == (
            "Nog niet van alles is verteld of het is gezegd: de politie (1). "
            "Anders geldt het na 2026-11-30 als niet gezegd."
        )
    tafel.vertel(uiting)
    vast = tafel.stel_vast(overleg)
    assert vast["vastgesteld"]["vastgesteldDoor"] == tafel.wie("gemeente")
    assert (vast["vastgesteld"]["versie"], vast["vastgesteld"]["vorige"]) == (1, None)
    assert vast["afspraken"] == AFSPRAKEN["afspraken"]
    nog_eens = tafel.stel_vast(overleg, status=409)
    assert "al vastgesteld" in nog_eens["detail"]
    assert tafel.verslag(overleg, tafel.regisseur) == vast


def test_wat_niemand_vertelt_geldt_na_de_termijn_als_niet_gezegd(tafel: Tafel) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg)
    tafel.wereld.klok.vooruit(days=8)
    tafel.ronde()
    vast = tafel.stel_vast(overleg)
    assert (vast["gehoord"], _uitingen(vast["nietGezegd"])) == ([], [uiting["id"]])


def test_wat_zonder_toestemming_is_gezegd_staat_er_ook_in(tafel: Tafel) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg, 403, gronden={"gemeente": GEMEENTE})
    assert uiting["magGezegd"] is False
    tafel.begin()
    tafel.vertel(uiting)
    (regel,) = tafel.verslag(overleg)["gezegd"]
    assert regel["zonderToestemming"] is True
    (gehoord,) = tafel.verslag(overleg, tafel.secretaris)["gehoord"]
    assert (gehoord["uiting"], gehoord["zonderToestemming"]) == (uiting["id"], True)


def test_wat_later_nog_wordt_verteld_komt_in_een_volgende_versie(tafel: Tafel) -> None:
    """Wat is gezegd wordt nooit geweigerd, ook niet na het vaststellen."""
    overleg = tafel.plan()
    eerste = tafel.vraag(overleg)
    tweede = tafel.vraag(overleg, soorten=("NAW",))
    tafel.begin()
    tafel.niet_gezegd(tweede)
    tafel.vertel(eerste)
    vast = tafel.stel_vast(overleg)
    assert _uitingen(vast["gehoord"]) == [eerste["id"]]
    # Het bleek toch gezegd.
    tafel.vertel(tweede)
    nu = tafel.verslag(overleg, tafel.regisseur)
    assert (nu["aanTeVullen"], _uitingen(nu["gehoord"])) == (True, [eerste["id"]])
    nieuw = tafel.stel_vast(overleg, afspraken="Het plein wordt elke week bezocht.")
    assert set(_uitingen(nieuw["gehoord"])) == {eerste["id"], tweede["id"]}
    assert (nieuw["aanTeVullen"], nieuw["vastgesteld"]["versie"]) == (False, 2)
    assert nieuw["vastgesteld"]["vorige"] == vast["vastgesteld"]["digest"]
    # De eerdere versie blijft zoals zij was.
    eerder = tafel.verslag(overleg, tafel.regisseur, versie=1)
    assert (eerder["gehoord"], eerder["vastgesteld"]) == (vast["gehoord"], vast["vastgesteld"])
    pad = f"/overleggen/{overleg}/verslag?versie=3"
    assert tafel.regisseur.vraag("GET", pad).status_code == 404


def test_wie_het_vaststelt_ziet_dat_op_de_werklijst(tafel: Tafel) -> None:
    overleg = tafel.plan()
    pad = f"/overleggen/{overleg}/verslag"
    uiting = tafel.vraag(overleg)
    tafel.begin()
    tafel.vertel(uiting)
    assert tafel.werk(tafel.regisseur, "verslag-vaststellen") == [], "het is nog bezig"
    tafel.wereld.klok.vooruit(hours=2)
    assert tafel.werk(tafel.regisseur, "verslag-vaststellen") == [pad]
    tafel.stel_vast(overleg)
    assert tafel.werk(tafel.regisseur, "verslag-vaststellen") == []
    # De politie heeft haar eigen verslag, van wat zij zei.
    tafel.wereld.klok.vooruit(days=1)
    assert tafel.werk(tafel.analist, "verslag-vaststellen") == [pad]
    tafel.stel_vast(overleg, tafel.analist)
    assert tafel.werk(tafel.analist, "verslag-vaststellen") == []


# --- Wie het leest ---


def test_de_burgemeester_leest_het_verslag_van_een_overleg_waar_hij_bij_was(tafel: Tafel) -> None:
    burgemeester, wie = tafel.collega("gemeente", "burgemeester")
    deelnemers = [*tafel.iedereen[:2], wie]
    overleg = tafel.plan(soort="driehoek", deelnemers=deelnemers)
    ander = tafel.plan(soort="driehoek", deelnemers=deelnemers[:2])
    uiting = tafel.vraag(overleg, soorten=("BEKENDHEID",), gronden={"gemeente": GEMEENTE})
    assert uiting["magGezegd"] is True, uiting
    tafel.begin()
    tafel.vertel(uiting)
    verslag = tafel.verslag(overleg, burgemeester)
    assert (_soorten(verslag["gehoord"]), verslag["weggelaten"]) == (["BEKENDHEID"], 0)
    assert verslag["gehoord"] == tafel.verslag(overleg, tafel.regisseur)["gehoord"]
    lezingen = tafel.driehoek.kantoor.gelezen(tafel.bureau("gemeente"))
    assert any((soort, wat) == ("verslag", overleg) for soort, wat, _ in lezingen)
    dicht = burgemeester.vraag("GET", f"/overleggen/{ander}/verslag")
    assert dicht.status_code == 403
    assert burgemeester.vraag("GET", f"/overleggen/{ander}").status_code == 403
    gezien = burgemeester.haal(f"/overleggen?groep={tafel.groep}")["overleggen"]
    assert [een["id"] for een in gezien] == [overleg]
    # Lezen is geen vaststellen: dat doet wie overleggen plant en bijwoont.
    tafel.stel_vast(overleg, burgemeester, status=403)


def test_ook_in_een_verslag_staat_alleen_wat_de_functie_leest(tafel: Tafel) -> None:
    tafel.onderzoek(stap=5)
    wijkagent, wie = tafel.collega("politie", "wijkagent")
    reeks = nieuw_id()
    tafel.zet_reeks(reeks, samenstelling=["regisseur", "analist", "wijkagent"])
    overleg = tafel.plan(reeksen=[reeks], deelnemers=[*tafel.iedereen[:2], wie])
    mail = {"telefoon": "010-0000000", "email": "sterrin@verzonnen.example"}
    tafel.persoon = tafel.bureau("politie").persoon(
        tafel.analist, tafel.groep, "Zonnewip Bedenksel", "2010-03-04", **mail
    )
    tafel.driehoek.kantoor.naar_stap(5, prioritering="ja")
    uiting = tafel.vraag(overleg, soorten=("NAW", "TEL_EMAIL"), gronden={"gemeente": GEMEENTE})
    assert uiting["magGezegd"] is True, uiting
    tafel.begin()
    tafel.vertel(uiting)
    assert _soorten(tafel.verslag(overleg)["gezegd"]) == ["NAW", "TEL_EMAIL"]
    for _ in range(2):
        gezien = tafel.verslag(overleg, wijkagent)
        assert (_soorten(gezien["gezegd"]), gezien["weggelaten"]) == (["NAW"], 1)
        if gezien["vastgesteld"] is None:
            tafel.stel_vast(overleg, tafel.analist)
    assert gezien["vastgesteld"] is not None


def test_wie_er_niet_bij_was_leest_het_verslag_niet(tafel: Tafel) -> None:
    collega, _ = tafel.collega("politie", "analist")
    overleg = tafel.plan()
    tafel.begin()
    tafel.zeg(overleg)
    assert collega.vraag("GET", f"/overleggen/{overleg}/verslag").status_code == 403
    tafel.stel_vast(overleg, collega, status=403)
    # De agenda ziet hij wel: hij plant overleggen over deze groep.
    assert collega.haal(f"/overleggen/{overleg}")["deelnemers"] == tafel.iedereen
    # Wie toezicht houdt leest mee, en dat blijft staan.
    fg, _ = tafel.collega("politie", "fg")
    assert _soorten(tafel.verslag(overleg, fg)["gezegd"]) == [*BEIDE, *BEIDE]
    tafel.stel_vast(overleg, fg, status=403)


def test_afspraken_in_een_verslag_wijzen_niemand_aan(tafel: Tafel) -> None:
    overleg = tafel.plan()
    tafel.begin()
    for anders, pad in (
        ({"afspraken": "Zorivanio B. wordt elke dag bezocht."}, "/afspraken"),
        ({"bevestigdZonderPersonen": False}, "/bevestigdZonderPersonen"),
    ):
        fouten = tafel.stel_vast(overleg, status=400, **anders)["fouten"]
        assert [fout["pad"] for fout in fouten] == [pad]
    assert tafel.verslag(overleg, tafel.regisseur)["vastgesteld"] is None


# --- Aan de telefoon ---


def test_ook_van_een_telefoongesprek_is_er_een_verslag_bij_allebei(tafel: Tafel) -> None:
    uiting = tafel.bel("gemeente")
    for klant in (tafel.analist, tafel.regisseur):
        assert _gesprekken(tafel, klant) == [], "het is nog niet gezegd"
    tafel.vertel(uiting)
    (notitie,) = _gesprekken(tafel, tafel.analist)
    assert (notitie["uiting"], _soorten([notitie])) == (uiting["id"], BEIDE)
    assert "Nooitgedacht" not in str(notitie)
    assert (notitie["zonderToestemming"], notitie["bladnummer"] is None) == (False, False)
    tafel.ronde()
    assert _gesprekken(tafel, tafel.regisseur) == [notitie]
    gelezen = tafel.driehoek.kantoor.gelezen(tafel.bureau("gemeente"))
    assert ("gespreksnotitie", uiting["id"], _bij_gemeente(tafel, notitie)) in gelezen
    # Een collega was er niet bij, en leest het dus niet; wie toezicht houdt wel.
    collega, _ = tafel.collega("politie", "analist")
    assert _gesprekken(tafel, collega) == []
    fg, _ = tafel.collega("politie", "fg")
    assert _gesprekken(tafel, fg) == [notitie]

    tafel.niet_gezegd(tafel.bel("gemeente"))
    overleg = tafel.plan()
    tafel.begin()
    tafel.zeg(overleg)
    for klant in (tafel.analist, tafel.regisseur):
        assert _gesprekken(tafel, klant) == [notitie]

    # Zolang zijn gegevens zijn beperkt, staat er niet over wie het ging (11.1, c).
    privacy, _ = tafel.collega("politie", "privacyfunctionaris")
    verzoek = {"recht": "beperking", "persoon": tafel.persoon, "ontvangenOp": "2026-11-23",
               "identiteit": {"wijze": "getoond", "op": "2026-11-23"}}  # fmt: skip
    beperking = {"verzoek": privacy.maak("/rechtenverzoeken", verzoek)["id"]}
    gezet = privacy.maak(f"/personen/{tafel.persoon}/beperkingen", beperking)
    pad = f"/gespreksnotities?groep={tafel.groep}"
    gezien = tafel.analist.haal(pad)
    assert (_soorten(gezien["gespreksnotities"]), gezien["weggelaten"]) == ([], 2)
    assert _soorten(privacy.haal(pad)["gespreksnotities"]) == BEIDE, "wie het verzoek behandelt"
    gezegd = tafel.verslag(overleg)
    assert (_soorten(gezegd["gezegd"]), gezegd["weggelaten"] > 0) == ([], True)
    # Zij eindigt: wie hierna in dit kantoor wordt vastgelegd heet net zo.
    tweede, _ = tafel.collega("politie", "privacyfunctionaris")
    einde = f"/beperkingen/{gezet['id']}"
    vandaag = tafel.wereld.klok().date().isoformat()
    privacy.maak(f"{einde}/_opheffen", {"verteldOp": vandaag}, 200)
    tweede.maak(f"{einde}/_bevestigopheffen", {"akkoord": True}, 200)


def test_het_verslag_zegt_van_wie_wat_is_gedeeld(tafel: Tafel) -> None:
    overleg = tafel.plan()
    uiting = tafel.vraag(overleg)
    tafel.begin()
    tafel.vertel(uiting)
    kop = tafel.berichten(uiting)["gemeente"].kop
    (regel,) = tafel.verslag(overleg, tafel.regisseur)["gehoord"]
    gehoord = {
        (deel["betrokkene"], deel["gegevenssoort"])
        for bericht in regel["berichten"]
        for deel in bericht["gedeeld"]
    }
    assert gehoord == {(deel["betrokkene"], deel["gegevenssoort"]) for deel in kop["onderdelen"]}
    assert gehoord

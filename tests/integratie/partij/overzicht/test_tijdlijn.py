"""De tijdlijn van een groep: op hoofdlijnen en van dichtbij, zonder dat er iemand in staat."""

from __future__ import annotations

from typing import Any

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor


def lijn(kantoor: Kantoor, klant: Klant, vraag: str = "") -> dict[str, Any]:
    gevonden: dict[str, Any] = klant.haal(f"/groepen/{kantoor.groep}/tijdlijn{vraag}")
    return gevonden


def soorten(kantoor: Kantoor, klant: Klant, zoom: str = "alles") -> list[str]:
    vraag = f"?zoom={zoom}&volgorde=oudste&paginagrootte=200"
    return [feit["soort"] for feit in lijn(kantoor, klant, vraag)["feiten"]]


def test_wat_er_gebeurde_staat_er_bij_afzender_en_ontvanger(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    stand = kantoor.verstrek(persoon)
    bij_politie = lijn(kantoor, kantoor.analist, "?zoom=alles")
    (verzonden,) = [f for f in bij_politie["feiten"] if f["soort"] == "bericht-verzonden"]
    assert verzonden["onderwerp"] == stand["id"]
    assert verzonden["partij"] == "gemeente"
    assert verzonden["door"] == kantoor.analist_id
    assert verzonden["titel"] == "Bericht afgeleverd: verstrekking aan de burgemeester"
    assert "bericht-ontvangen" in soorten(kantoor, kantoor.regisseur)
    assert bij_politie["volledig"] is True
    assert "Nooitgedacht" not in str(bij_politie)
    assert persoon not in str(bij_politie)


def test_stappen_besluit_en_sluiting_zijn_hoofdlijnen(kantoor: Kantoor) -> None:
    soorten(kantoor, kantoor.regisseur)
    kantoor.naar_stap(5, prioritering="ja")
    kantoor.wereld.klok.vooruit(days=1)
    soorten(kantoor, kantoor.regisseur)
    kantoor.naar_stap(7, prioritering="ja", status="afgesloten", eindcriterium="overlast-gestopt")
    kantoor.wereld.klok.vooruit(days=1)
    hoofd = soorten(kantoor, kantoor.regisseur, "hoofdlijnen")
    assert hoofd == [
        "startbesluit", "stap", "besluit-prioriteren", "stap", "afsluiting", "stap"
    ]  # fmt: skip
    assert [s for s in soorten(kantoor, kantoor.regisseur) if s in hoofd] == hoofd


def test_lijst_document_taak_en_actie_staan_op_hun_niveau(kantoor: Kantoor) -> None:
    regisseur = kantoor.regisseur
    kantoor.gemeente.persoon(regisseur, kantoor.groep, "Dromer Fabelaar", "2009-06-07")
    regisseur.maak(
        f"/groepen/{kantoor.groep}/signalen",
        {
            "soort": "waarneming",
            "bron": "jongerenwerk",
            "datum": "2026-11-20",
            "plek": "het winkelcentrum",
            "omschrijving": "Groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
            "bevestigdZonderPersonen": True,
        },
    )
    regisseur.maak(f"/groepen/{kantoor.groep}/namenlijsten", {})
    regisseur.maak(
        "/taken",
        {
            "groep": kantoor.groep,
            "titel": "Plan een schouw",
            "uiterlijk": "2026-12-01",
            "bevestigdZonderPersonen": True,
        },
    )
    alles = soorten(kantoor, regisseur)
    hoofd = soorten(kantoor, regisseur, "hoofdlijnen")
    assert {"signalen-begin", "lijst-opgesteld"} <= set(hoofd)
    assert {"signaal", "taak"} <= set(alles) - set(hoofd)
    assert set(hoofd) <= set(alles)


def test_bladeren_houdt_zijn_plek_als_er_iets_bijkomt(kantoor: Kantoor) -> None:
    for nummer in range(3):
        kantoor.wereld.klok.vooruit(minutes=1)
        kantoor.analist.maak(
            "/taken",
            {
                "groep": kantoor.groep,
                "titel": f"Schouw nummer {nummer}",
                "uiterlijk": "2026-12-01",
                "bevestigdZonderPersonen": True,
            },
        )
    eerste = lijn(kantoor, kantoor.analist, "?zoom=alles&paginagrootte=2")
    rest = lijn(
        kantoor, kantoor.analist, f"?zoom=alles&paginagrootte=2&cursor={eerste['volgende']}"
    )
    kantoor.wereld.klok.vooruit(minutes=1)
    kantoor.vraag_om_informatie()
    weer = lijn(
        kantoor, kantoor.analist, f"?zoom=alles&paginagrootte=2&cursor={eerste['volgende']}"
    )
    assert weer["feiten"] == rest["feiten"]
    vraag = f"?zoom=hoofdlijnen&cursor={eerste['volgende']}"
    pad = f"/groepen/{kantoor.groep}/tijdlijn{vraag}"
    assert kantoor.analist.vraag("GET", pad).status_code == 400


def test_wie_de_groep_niet_heeft_ziet_de_tijdlijn_niet(kantoor: Kantoor) -> None:
    ander, _ = kantoor.politie.medewerker(
        "teamchef", f"tl.{kantoor.groep}@politie.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    pad = f"/groepen/{kantoor.groep}/tijdlijn"
    assert ander.vraag("GET", pad).status_code == 403
    auditor, _ = kantoor.politie.medewerker("auditor", f"tla.{kantoor.groep}@politie.example")
    assert auditor.vraag("GET", pad).status_code == 403


def test_is_de_gateway_weg_dan_is_de_tijdlijn_er_nog(kantoor: Kantoor) -> None:
    kantoor.vraag_om_informatie()
    kantoor.wereld.gateway.weg = True
    gevonden = lijn(kantoor, kantoor.analist, "?zoom=alles")
    assert gevonden["volledig"] is False
    assert [f["soort"] for f in gevonden["feiten"]] == ["bericht-ontvangen"]

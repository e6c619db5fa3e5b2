"""Is de betrokkene geïnformeerd? De status die het bericht van de burgemeester meeneemt."""

from __future__ import annotations

from typing import Any

from shared.bestand.personen.register import PersonenRegister
from shared.convenant.termijnen import datum_nl
from tests.hulp.uitzondering import uitzondering
from tests.integratie.diensten.opstelling import Klant, Opstelling

GEINFORMEERD = {"status": "geinformeerd", "geinformeerdOp": "2026-11-02", "wijze": "verzonden"}
UITZONDERING = uitzondering()


def _persoon(klant: Klant) -> str:
    return str(klant.maak("/personen", {"naam": "Wimpel Schijnberg"})["id"])


def _in_bericht(gemeente: Opstelling, persoon_id: str) -> Any:
    bron = gemeente.dienst.partij.informatie
    assert bron is not None
    with gemeente.dienst.transactie() as sessie:
        register = PersonenRegister(sessie, gemeente.dienst.kluis, gemeente.dienst.klok)
        return bron.lees(sessie, register.lees(persoon_id), datum_nl(gemeente.dienst.klok()))


def test_zolang_niets_is_vastgelegd_staat_het_informeren_open(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    persoon = _persoon(regisseur)
    pad = f"/personen/{persoon}/informatiestatus"
    assert regisseur.vraag("GET", pad).status_code == 404
    assert _in_bericht(gemeente, persoon) == {
        "status": "open",
        "grond": None,
        "herbeoordeling": None,
    }


def test_de_vastgelegde_status_gaat_mee_in_het_bericht(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    persoon = _persoon(regisseur)
    pad = f"/personen/{persoon}/informatiestatus"
    assert regisseur.vraag("PUT", pad, json=UITZONDERING).status_code == 201
    assert _in_bericht(gemeente, persoon) == {
        "status": "uitzondering",
        "grond": "UAVG41_1_d",
        "herbeoordeling": "2027-01-15",
        "tweedePersoon": False,
    }
    etag = regisseur.vraag("GET", pad).headers["ETag"]
    met_de_hand = regisseur.vraag("PUT", pad, json=GEINFORMEERD, headers={"If-Match": etag})
    assert met_de_hand.status_code == 409, "dat volgt uit de brieven"
    open_ = {"status": "open"}
    assert regisseur.vraag("PUT", pad, json=open_).status_code == 428
    antwoord = regisseur.vraag("PUT", pad, json=open_, headers={"If-Match": etag})
    assert (antwoord.status_code, antwoord.json()["versie"]) == (200, 2)
    assert (
        regisseur.vraag("PUT", pad, json=UITZONDERING, headers={"If-Match": etag}).status_code
        == 412
    )
    assert _in_bericht(gemeente, persoon)["status"] == "open"


FOUTEN: list[tuple[dict[str, Any], list[str]]] = [
    ({"status": "geinformeerd"}, ["/geinformeerdOp", "/wijze"]),
    ({"status": "uitzondering"}, ["/grond", "/herbeoordeling", "/toelichting"]),
    # Bij artikel 41 UAVG wordt elk punt gewogen, en geen ander; bij artikel 14 AVG niet.
    (
        {**UITZONDERING, "afweging": None},
        [f"/afweging/{punt}" for punt in UITZONDERING["afweging"]],
    ),
    (
        {**UITZONDERING, "afweging": {**UITZONDERING["afweging"], "gemak": "Scheelt werk."}},
        ["/afweging/gemak"],
    ),
    (
        {**UITZONDERING, "afweging": {**UITZONDERING["afweging"], "doelen": " "}},
        ["/afweging/doelen"],
    ),
    ({**UITZONDERING, "grond": "AVG14_5_b"}, ["/afweging"]),
    ({**GEINFORMEERD, "afweging": UITZONDERING["afweging"]}, ["/afweging"]),
    ({**UITZONDERING, "herbeoordeling": "2026-11-23"}, ["/herbeoordeling"]),
    # Vandaag is 23 november: drie maanden later is de laatste dag die kan.
    ({**UITZONDERING, "herbeoordeling": "2027-02-24"}, ["/herbeoordeling"]),
    ({**GEINFORMEERD, "geinformeerdOp": "2026-11-24"}, ["/geinformeerdOp"]),
    ({**GEINFORMEERD, "grond": "AVG14_5_a"}, ["/grond"]),
    ({**uitzondering("AVG14_5_b"), "grond": "AVG14_5_e"}, ["/grond"]),
    ({"status": "open", "wijze": "verzonden"}, ["/wijze"]),
    ({"status": "vergeten"}, ["/status"]),
]


def test_alle_fouten_in_een_status_worden_genoemd(gemeente: Opstelling) -> None:
    regisseur = gemeente.medewerker("regisseur")
    pad = f"/personen/{_persoon(regisseur)}/informatiestatus"
    for invoer, paden in FOUTEN:
        antwoord = regisseur.vraag("PUT", pad, json=invoer)
        assert antwoord.status_code == 400
        assert [fout["pad"] for fout in antwoord.json()["fouten"]] == paden


def test_een_uitzondering_telt_pas_als_een_ander_haar_goedkeurt(gemeente: Opstelling) -> None:
    een = gemeente.medewerker("regisseur")
    ander = gemeente.medewerker("regisseur", "ander@gemeente.example")
    persoon = _persoon(een)
    pad = f"/personen/{persoon}/informatiestatus"
    goedkeuren = f"{pad}/_goedkeuren"
    assert ander.vraag("POST", goedkeuren).status_code == 404
    laatste_dag = {**UITZONDERING, "herbeoordeling": "2027-02-23"}
    eerste = een.vraag("PUT", pad, json=laatste_dag)
    versie = {"If-Match": eerste.headers["ETag"]}
    zelf = een.vraag("POST", goedkeuren, headers=versie)
    assert zelf.status_code == 403
    assert "zelf vast" in zelf.json()["detail"]
    assert ander.vraag("POST", goedkeuren).status_code == 428
    assert _in_bericht(gemeente, persoon)["tweedePersoon"] is False
    gedaan = ander.vraag("POST", goedkeuren, headers=versie)
    assert gedaan.status_code == 200, gedaan.text
    assert gedaan.json()["goedgekeurdDoor"] == ander.haal("/autorisaties/mij")["id"]
    assert _in_bericht(gemeente, persoon)["tweedePersoon"] is True
    # Nog een keer is geen tweede goedkeuring, en een derde heeft niets meer goed te keuren.
    assert ander.vraag("POST", goedkeuren, headers=versie).json() == gedaan.json()
    derde = gemeente.medewerker("regisseur", "derde@gemeente.example")
    nu = {"If-Match": gedaan.headers["ETag"]}
    assert derde.vraag("POST", goedkeuren, headers=nu).status_code == 409


def test_wie_een_uitzondering_wijzigt_laat_opnieuw_een_ander_meekijken(
    gemeente: Opstelling,
) -> None:
    een = gemeente.medewerker("regisseur")
    ander = gemeente.medewerker("regisseur", "ander@gemeente.example")
    persoon = _persoon(een)
    pad = f"/personen/{persoon}/informatiestatus"
    etag = een.vraag("PUT", pad, json=UITZONDERING).headers["ETag"]
    etag = ander.vraag("POST", f"{pad}/_goedkeuren", headers={"If-Match": etag}).headers["ETag"]
    # Hetzelfde opnieuw opslaan verandert niets aan wat al is goedgekeurd.
    zelfde = een.vraag("PUT", pad, json=UITZONDERING, headers={"If-Match": etag})
    assert (zelfde.status_code, zelfde.headers["ETag"]) == (200, etag)
    assert _in_bericht(gemeente, persoon)["tweedePersoon"] is True
    anders = {**UITZONDERING, "grond": "UAVG41_1_i"}
    gewijzigd = ander.vraag("PUT", pad, json=anders, headers={"If-Match": etag})
    assert gewijzigd.json()["goedgekeurdDoor"] is None
    assert _in_bericht(gemeente, persoon)["tweedePersoon"] is False
    nu = {"If-Match": gewijzigd.headers["ETag"]}
    # De rollen draaien om: nu legde de ander vast.
    assert ander.vraag("POST", f"{pad}/_goedkeuren", headers=nu).status_code == 403
    assert een.vraag("POST", f"{pad}/_goedkeuren", headers=nu).status_code == 200
    assert "tweedePersoon" not in _in_bericht(gemeente, _persoon(een))


def test_alleen_de_burgemeester_houdt_de_brief_bij(politie: Opstelling) -> None:
    assert politie.dienst.partij.informatie is None


def test_dezelfde_woorden_voor_een_ander_is_geen_uitzondering(gemeente: Opstelling) -> None:
    """Een uitzondering voor iedereen bestaat niet: per persoon staat er waarom."""
    regisseur = gemeente.medewerker("regisseur")
    een, ander = _persoon(regisseur), _persoon(regisseur)
    vast = uitzondering()
    pad = f"/personen/{een}/informatiestatus"
    etag = regisseur.vraag("PUT", pad, json=vast).headers["ETag"]
    zelfde = {**vast, "toelichting": vast["toelichting"].upper().replace(" ", "  ")}
    geweigerd = regisseur.vraag("PUT", f"/personen/{ander}/informatiestatus", json=zelfde)
    assert geweigerd.status_code == 400
    assert [fout["pad"] for fout in geweigerd.json()["fouten"]] == ["/toelichting"]
    assert _in_bericht(gemeente, ander)["status"] == "open"
    # Dezelfde persoon mag opnieuw, en een ander met eigen woorden ook.
    later = {**vast, "herbeoordeling": "2027-02-01"}
    assert regisseur.vraag("PUT", pad, json=later, headers={"If-Match": etag}).status_code == 200
    eigen = regisseur.vraag("PUT", f"/personen/{ander}/informatiestatus", json=uitzondering())
    assert eigen.status_code == 201
    assert regisseur.haal(pad)["afweging"] == vast["afweging"]

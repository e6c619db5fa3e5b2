"""Wat iemand van zijn gegevens krijgt leest als een brief, en er staat niemand anders in."""

from __future__ import annotations

import re
from typing import Any

import pytest

from shared.convenant.regels.laden import standaard_convenant
from shared.portaal.betrokkenen.werk import nakijkvelden
from shared.zaak.leesklaar.mensen import Mens
from shared.zaak.leesklaar.papier import delen_van, lees_voor, titel_van
from shared.zaak.leesklaar.weglaten import laat_anderen_weg, laat_weg

HIJ = {
    "naam": "Hanno Fantasie", "geboortedatum": "2009-05-06", "adres": "Verzonnenlaan 1",
    "woonplaats": "Nergenshuizen", "telefoon": "06-11223344", "email": "hanno@verzonnen.example",
}  # fmt: skip
GENOTEN = (Mens("Nalin ter Fantasie", "Verzonnenstraat 37"), Mens("Karim Achahbar"), Mens("Wolk V"))
KENMERK = "01a22c57-0000-7000-8000-000000000001"


def zonder_anderen(tekst: str) -> tuple[str, set[str]]:
    """De tekst zoals hij haar krijgt, en wat een mens nog bekijkt."""
    eigen = [{"gegevens": {"omschrijving": tekst}}]
    uit = laat_anderen_weg({"persoon": HIJ, "eigen": eigen}, GENOTEN)
    gekregen: str = uit.inhoud["eigen"][0]["gegevens"]["omschrijving"]
    return gekregen, {een.soort for een in uit.te_bekijken}


@pytest.mark.parametrize(
    ("tekst", "gekregen"),
    [
        (
            "Hanno vocht met Nalin ter Fantasie (geb. 11 januari 2012) van Verzonnenstraat 37.",
            "Hanno vocht met een andere persoon (een weggelaten geboortedatum) van het adres van "
            "een andere persoon.",
        ),
        (
            "Bel 06-12345678 of mail sjoerd@verzonnen.example.",
            "Bel een weggelaten telefoonnummer of mail een weggelaten e-mailadres.",
        ),
        ("Later liep hij met Jan achahbar weg.", "Later liep hij met een andere persoon weg."),
        ("De heer Jan achahbar riep.", "Een andere persoon riep."),
        ("nalin riep iets naar karim.", "Een andere persoon riep iets naar een andere persoon."),
        ("Daar liep Wolk met hem.", "Daar liep een andere persoon met hem."),
        ("Er hing een wolk boven het plein.", "Er hing een wolk boven het plein."),
        (
            "Hanno Fantasie, geboren op 06-05-2009, belde met +31 6 11223344.",
            "Hanno Fantasie, geboren op 06-05-2009, belde met +31 6 11223344.",
        ),
    ],
)
def test_een_ander_staat_er_niet_in_en_hijzelf_wel(tekst: str, gekregen: str) -> None:
    assert zonder_anderen(tekst) == (gekregen, set())


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Wolk riep iets.", "naam"),
        ("Het was bij Kerkstraat 12.", "adres"),
        ("Later zag Jan hem weer.", "naam"),
    ],
)
def test_wat_over_een_ander_kan_gaan_blijft_staan_tot_een_mens_keek(tekst: str, soort: str) -> None:
    assert zonder_anderen(tekst) == (tekst, {soort})


def test_zijn_eigen_naam_en_adres_blijven_ook_als_een_partij_ze_anders_schreef() -> None:
    kreeg = [{"gegevens": {"naam": "Hanno Fantazie", "adres": "Anderslaan 4"}}]
    oud = [{"naam": "correctie", "rijen": [{"inhoud": {"oud": {"telefoon": "06-99887766"}}}]}]
    alles = {"persoon": HIJ, "ontvangen": kreeg, "registers": oud}
    uit = laat_anderen_weg(alles, GENOTEN)
    assert (uit.inhoud, uit.vervangen, uit.te_bekijken) == (alles, (), ())


AFSCHRIFT: dict[str, Any] = {
    "persoon": {"id": KENMERK, **HIJ, "herkomst": "eigen"},
    "eigen": [], "ontvangen": [], "verstrekt": [], "overleggen": [KENMERK],
    "groepen": [
        {"groep": KENMERK, "betrokkene": KENMERK, "categorie": 1,
         "aangemaaktOp": "2026-11-23T10:00:00Z", "beeindigdOp": None},
    ],
    "registers": [
        {"naam": "lijstregel", "rijen": [{
            "id": KENMERK, "lijstId": KENMERK, "betrokkene": KENMERK, "stand": "te_wegen",
            "lijstInhoud": {"groep": KENMERK, "soort": "netto", "stand": "open"},
        }]},
        {"naam": "correctie", "rijen": [{
            "id": KENMERK, "soort": "persoon", "objectId": KENMERK, "velden": ["adres"],
            "tijdstip": "2026-11-23T10:00:00+00:00",
            "inhoud": {"reden": "Hij is verhuisd.", "oud": {"adres": "Oudpad 3"}},
        }]},
        {"naam": "rechtenverzoek", "rijen": [{
            "id": KENMERK, "van": "gemeente", "recht": "inzage", "identiteit": "getoond",
            "inhoud": {"opdracht": "5" * 64, "jong": False, "omschrijving": "Wil alles zien."},
        }]},
    ],
    "lezingen": [
        {"tijdstip": f"2026-11-{dag}T22:30:00Z", "recht": "personen.lezen",
         "handeling": "raadplegen", "soort": "persoon"}
        for dag in (29, 29, 30)
    ],
}  # fmt: skip


def test_wat_hij_op_papier_krijgt_is_te_lezen() -> None:
    regels = standaard_convenant()
    partij = next(iter(regels.partijen))
    gelezen = dict(lees_voor(regels, AFSCHRIFT, van=partij))
    alles = "\n".join(regel for rijen in gelezen.values() for rij in rijen for regel in rij)
    assert "Hoe wij aan u kwamen: wij legden u zelf vast" in alles
    assert "U staat in een groepsaanpak als lid van de groep, sinds 23 november 2026" in alles
    assert "Wat er over u is besloten: er is nog niet over u besloten" in alles
    assert "Hoe het staat met die lijst: aan de lijst wordt nog gewerkt" in alles
    assert "Eerst stond er bij adres: Oudpad 3" in alles
    assert "Wat er staat: Wil alles zien." in alles
    assert not re.search(r"[0-9a-f]{8}-|5{9}|[a-z]_[a-z]|[a-z]\.[a-z]|20[0-9]{2}-|\bid\b|\bnee$",
                         alles.replace(HIJ["email"], "")), alles  # fmt: skip
    lezingen = delen_van(regels, AFSCHRIFT, van=partij)[-1]
    assert lezingen.tabel is not None
    werk = "personen opzoeken en bekijken"
    assert [tuple(rij) for rij in lezingen.tabel.rijen] == [
        ("29 november 2026", "2", "bekeken", werk), ("30 november 2026", "1", "bekeken", werk),
    ]  # fmt: skip
    assert str(regels.partijen[partij].naam) in (lezingen.zin or "")


@pytest.mark.parametrize(
    ("pad", "titel"),
    [
        ("/registers/1/rijen/0/inhoud/reden",
         "Wat wij in uw gegevens hebben veranderd, op 23 november 2026, waarom"),
        ("/registers/2/rijen/0/inhoud/omschrijving", "Wat u ons vroeg, wat er staat"),
    ],
)  # fmt: skip
def test_waar_iemand_moet_kijken_staat_er_in_woorden(pad: str, titel: str) -> None:
    assert titel_van(standaard_convenant(), AFSCHRIFT, pad) == titel


def test_wie_iets_weglaat_wijst_een_tekst_aan_en_wat_er_dan_staat_is_nog_te_lezen() -> None:
    kan = ["/registers/1/rijen/0/inhoud/reden", "/registers/1/rijen/0/tijdstip"]
    geen_tekst = ["/registers/0/naam", "/overleggen/0", "/lezingen/0/tijdstip", "/persoon/naam",
                  "/groepen/0/aangemaaktOp", "/registers/9/rijen/0/inhoud"]  # fmt: skip
    uit, mis = laat_weg(AFSCHRIFT, [*kan, *geen_tekst])
    assert mis == geen_tekst
    regels = standaard_convenant()
    gelezen = dict(lees_voor(regels, uit, van=next(iter(regels.partijen))))
    assert "Waarom: weggelaten" in gelezen["Wat wij in uw gegevens hebben veranderd"][0]


def test_op_het_scherm_vinkt_iemand_elke_tekst_een_keer_aan_en_leest_wat_er_staat() -> None:
    plek = {
        "pad": "/eigen/0/gegevens/omschrijving",
        "titel": "Wat wij vastlegden",
        "tekst": "Riep.",
    }
    velden = nakijkvelden({"teBekijken": [{**plek, "soort": een} for een in ("naam", "adres")]})
    keuzes = {veld.naam: veld.keuzes for veld in velden}
    assert keuzes["bekeken"] == keuzes["weg"] == [(plek["pad"], "Wat wij vastlegden: “Riep.”")]
    assert [veld.naam for veld in nakijkvelden({"teBekijken": []})] == ["gelezen"]

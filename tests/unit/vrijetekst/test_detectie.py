"""In een tekst over een groep staat niemand: niet met naam, niet met nummer, niet vermomd."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.partij.web.teksten import keur
from shared.vrijetekst.detectie import vind
from tests.hulp.vrijeteksten import Tekstmaker, Vrijetekst
from tests.hulp.vrijeteksten_tweede import TweedeMaker

AANTAL = 500


@pytest.mark.parametrize(
    ("maakt", "zaad"),
    [(Tekstmaker, 20190716), (Tekstmaker, 20261127), (TweedeMaker, 1), (TweedeMaker, 20261127)],
)
def test_bijna_alles_wordt_gevonden_en_bijna_niets_ten_onrechte(
    maakt: type[Tekstmaker] | type[TweedeMaker], zaad: int
) -> None:
    maker = maakt(zaad)
    verstopt = [maker.met_persoon() for _ in range(AANTAL)]
    schoon = [maker.schoon() for _ in range(AANTAL)]
    gemist = [een for een in verstopt if not _aangewezen(een)]
    gestopt = [een for een in schoon if vind(een.tekst)]
    print(  # noqa: T201 - de cijfers horen bij de test
        f"{maakt.__name__} {zaad}: gevonden {AANTAL - len(gemist)}/{AANTAL}, "
        f"ten onrechte gestopt {len(gestopt)}/{AANTAL}"
    )
    assert len(gemist) <= 0.05 * AANTAL, [een.tekst for een in gemist[:10]]
    assert len(gestopt) <= 0.03 * AANTAL, [een.tekst for een in gestopt[:5]]


def _aangewezen(een: Vrijetekst) -> bool:
    """Of er een vondst ligt op (een stuk van) wat verstopt is, niet ergens anders in de tekst."""
    plekken = [
        (treffer.start(), treffer.end())
        for treffer in re.finditer(re.escape(een.verstopt), een.tekst)
    ]
    return any(
        vondst.begin < einde and begin < vondst.einde
        for vondst in vind(een.tekst)
        for begin, einde in plekken
    )


@pytest.mark.parametrize(
    "tekst",
    [
        "Groep van circa 12 jongeren rond het Afrikaanderplein veroorzaakt geluidsoverlast.",
        "Op 12 maart 2026 waren er 3 meldingen van overlast aan de Dordtselaan.",
        "Vorige week zaten zo'n 20 jongeren bij de Lidl op Zuid, tussen 19 en 23 uur.",
        "De politie, Stadsbeheer en jongerenwerk hebben de groep aangesproken.",
        "Sinds 2025 op het plein en in 2026 in het park.",
        "De groep reist per metro, lijn D. Handhaving rijdt mee.",
        "Op de Paul Krugerlaan staan elke avond auto's.",
        "",
    ],
)
def test_een_tekst_over_een_groep_is_schoon(tekst: str) -> None:
    assert vind(tekst) == ()


@pytest.mark.parametrize(
    "tekst",
    [
        "Bij snackbar De Gromelkist zijn drie ruiten ingegooid.",
        "Het is onrustig op de Pieter de Gromweg en in de klaas gromstraat.",
        "Gromstraat 15.00 uur: 11 jongeren. Gromweg 22:30 uur: niemand.",
        "Plekken: 1) het Gromplein 2) het Gromveld 3) shoarmazaak Nergenszicht.",
        "Een groep van 8 jongeren tussen 12 en 17 jaar oud.",
        "De meesten dragen kleding van Hugo Boss of The North Face, en die Piaggio's staan er ook.",
        "Zij zijn o.a. gezien i.v.m. vuurwerk.",
        "De groep trekt door naar het Vlorkenbos en de Zwommel.",
        "Bewoners van Hardegaarde bellen elke avond.",
        "Ook in Plonkendam en Wrevelmeer is het onrustig.",
        "Winkeliersvereniging Tralderij heeft een brief gestuurd.",
        "De Brabbelse gemeenschap biedt hulp aan.",
        "Melding 20261103-17 gaat over dezelfde groep.",
        "Jongeren van 14 tot 17 jaar hangen bij de halte.",
    ],
)
def test_een_plek_of_zaak_die_niemand_kent_wordt_niet_voor_een_naam_gehouden(tekst: str) -> None:
    assert vind(tekst) == ()


@pytest.mark.parametrize(
    ("tekst", "stuk"),
    [
        ("Ze verzamelen bij Yassin thuis.", "Yassin"),
        ("Dat zag ik in de auto van Kevin liggen.", "Kevin"),
        ("Iedereen luistert naar Wrommel.", "Wrommel"),
        ("Daar stond de familie Plorkstra.", "familie Plorkstra"),
        ("Volgens mevrouw De Glimp is het raak.", "mevrouw De Glimp"),
        ("Ik sprak buurvrouw Zwindel.", "Zwindel"),
        ("Daar stond Kevins moeder.", "Kevins"),
    ],
)
def test_een_mens_wordt_gevonden_ook_waar_een_plek_kan_staan(tekst: str, stuk: str) -> None:
    (vondst,) = vind(tekst)
    assert (vondst.soort, tekst[vondst.begin : vondst.einde]) == ("naam", stuk)


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Hij is 15 en gaat niet naar school.", "leeftijd"),
        ("De jongste van het stel is veertien.", "leeftijd"),
        ("Mijn dochter van 13 durft er niet langs.", "leeftijd"),
        ("Voorop jongen, rode jas, 16 jr., rest onbekend.", "leeftijd"),
        ("Hij woont op Grommelstraat nr. 214b.", "adres"),
        ("Eentje woont op Grommellaan zesenvijftig.", "adres"),
        ("Op een kaartje stond bsn 1 1 1 1 1 1 1 1 0.", "burgerservicenummer"),
        ("Hij is op 24-10-05 geboren.", "geboortedatum"),
        ("Bel me aub: o6 00 00 00 00.", "telefoon"),
        ("Mail naar gromp(at)post(punt)example.", "e-mail"),
        ("Op insta heet hij gromp.zuid.", "sociale-media"),
        ("Filmpje van apenstaartje gromp.", "sociale-media"),
        ("Een auto met XX streepje 00 streepje 99 reed weg.", "kenteken"),
        ("Uit het gesprek met dhr. Plorkstra bleek het.", "naam"),
        ("Dirk en zijn broer waren erbij.", "naam"),
        ("Ook Wilhelmina stond daar.", "naam"),
        ("Een jongen, plorkson genaamd, spuugde.", "naam"),
        ("Plorkie is de roepnaam van de jongen.", "naam"),
        ("Gisteren rustig. Plorkie was er deze keer niet bij.", "naam"),
        ("Aanwezig: i.v. plorkstra en nog vijf.", "naam"),
        ("Een meisje van vijftien jaar filmde het.", "leeftijd"),
        ("Het slachtoffer (13) deed aangifte.", "leeftijd"),
        ("Hij woont op nummer 48, boven de bakker.", "adres"),
        ("Zijn discord is Rookie#4471.", "sociale-media"),
        ("Hij plaatst beelden als real_qeyno.", "sociale-media"),
        ("Bel met de melder: 010 - 477 12 90.", "telefoon"),
    ],
)
def test_een_mens_wordt_gevonden_aan_nummer_leeftijd_of_account(tekst: str, soort: str) -> None:
    assert [vondst.soort for vondst in vind(tekst)] == [soort]


@pytest.mark.parametrize(
    ("tekst", "soort", "stuk"),
    [
        ("Achmed B. was erbij.", "naam", "Achmed B."),
        ("Het gaat om J. de Bruin.", "naam", "J. de Bruin"),
        ("Dat zei meneer F. Bengemond.", "naam", "meneer F. Bengemond"),
        ("Meneer F. Bengemond zei dat.", "naam", "Meneer F. Bengemond"),
        ("In de buurt van 3072 IN.", "postcode", "3072 IN"),
        ("De broer van sjakie.", "naam", "broer van sjakie"),
        ("Ook 4chm3d liep weg.", "naam", "4chm3d"),
        ("Ook A c h m e d liep weg.", "naam", "A c h m e d"),
        ("Dat was Mоhаmed.", "naam", "Mоhаmed"),
        ("Een jongen van 15 jaar.", "leeftijd", "jongen van 15 jaar"),
        ("Bel 06 - 123 456 78.", "telefoon", "06 - 123 456 78"),
        ("Aan de Dordtselaan 23b.", "adres", "Dordtselaan 23b"),
        ("In 3072 AB is het raak.", "postcode", "3072 AB"),
        ("Geboren op 3 februari 2010.", "geboortedatum", "Geboren op 3 februari 2010"),
        ("Scooter 12-ABC-3 stond er.", "kenteken", "12-ABC-3"),
        ("Nummer 123456782.", "burgerservicenummer", "123456782"),
        ("Zie @stoere_jongen010 daar.", "sociale-media", "@stoere_jongen010"),
    ],
)
def test_de_vondst_wijst_de_plek_aan(tekst: str, soort: str, stuk: str) -> None:
    (vondst,) = vind(tekst)
    assert (vondst.soort, tekst[vondst.begin : vondst.einde]) == (soort, stuk)
    (fout,) = keur("/omschrijving", tekst)
    assert fout.pad == "/omschrijving"
    assert f"teken {vondst.begin + 1} tot en met {vondst.einde}" in fout.melding
    assert stuk not in fout.melding


@given(st.text(max_size=400))
def test_elke_tekst_wordt_gelezen_en_elke_plek_bestaat(tekst: str) -> None:
    vorige = 0
    for vondst in vind(tekst):
        assert vorige <= vondst.begin < vondst.einde <= len(tekst)
        vorige = vondst.begin


@pytest.mark.parametrize("stuk", ["a ", "A.", "0", "1-", "aa-", "@a", "Xx ", "x.x@", "12 "])
def test_een_lange_tekst_houdt_niet_op(stuk: str) -> None:
    """Geen patroon dat op een lange tekst blijft hangen."""
    vind(stuk * (20_000 // len(stuk)))

"""Binnen een kamer: welk onderwerp welk ander mag kennen, en hoe groot een kamer wordt.

Dezelfde wet als tussen de kamers, een verdieping lager. Een onderwerp is een map van de kamer, of
een bestand dat los in haar staat. `make kaart` schrijft de volgorde in de README van de kamer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.architectuur.bron import Bestand, Import, imports, meld, pythonbestanden

PLATTEGROND = "Zie de README van de kamer; draai daarna `make kaart`."

# Van onder naar boven: een onderwerp kent alleen wat links van zijn '<' staat; wat er met '·' naast
# staat kent het niet.
ONDERWERPEN: dict[str, str] = {
    "shared/convenant": (
        "besluit · bladsoorten · einde · redencodes · termijnen · vorm < kopvorm "
        "< bestand · toestandvorm < begrippen < berichtsoorten · logtermijnen · schuilnaam "
        "· startcriteria · vernietigen · woorden < bewaren · verzoek < poorten "
        "< besluiten < regels"
    ),
    "shared/cli": (
        "installatie · scherm · toets "
        "< configuratie · herstel · inrichten · partijdocument · pseudoniemsleutel · register "
        "· toezicht < bewijs < hoofd < __main__"
    ),
    "shared/dataverwerkingen": (
        "regels · register · tabellen < beslissingen · opslag · otlp · sleutel < log "
        "< lezen · meeschrijven · uitvoer < inrichten"
    ),
    "shared/vrijetekst": (
        "burgernummer · lezing · opmaak < woorden < patroon "
        "< adressen · contact · leeftijden · namen · nummers · omschrijvingen "
        "< patronen < detectie"
    ),
    "shared/bericht": (
        "fouten · limieten · tijd · tomlfout < jsonvorm < inhoud · sleutels "
        "< gatewaybesluit · koppen · ontvangst · partijen · personen "
        "< berichtvorm · vergelijking < bericht < inhoudlevering"
    ),
    "shared/logboek": (
        "fouten < merkle · notitie < controlepunt · getuigenis · tegels "
        "< aangroei · bladen < opslag · vergelijking < beurten · herstel · lezer < schrijver"
    ),
    "shared/web": (
        "langwerk · limieten · logregels · sloten · spoor < meldingen < instellingen "
        "· problemen < aanmelding · keuzes · rijen < verzoek < beschrijving < proces"
    ),
    "shared/bewijsbundel": (
        "vorm · rapport < regel · volgorde · getuigen · zip < blad · dekking < bundel · controle "
        "· logvergelijking"
    ),
    "services/gemeente": (
        "acties · gegevens · groepsdocumenten < aanpak · informatiestatus · signalering "
        "< afsluiting · brieven · indeling · intake < start < partij < app · __main__"
    ),
    "services/om": (
        "functionarissen · gegevens · maatwerk < onderzoek · verklaring < bewaren · context "
        "< partij < app · __main__"
    ),
    "services/politie": "gegevens < groepsscan < partij < app · __main__",
    "gateway": (
        "fouten · web < registers < toegang · getuigen "
        "< zoekregister · invoerfouten · keuzes · werkzaamheden "
        "< logboek · openbaar < aanstellingen · alarmen · autorisaties · besluiten · bundels "
        "· toetsen · uitingen · verklaringen · zoeken < berichten · overleggen · terugkijken "
        "· uitvoer < laden · leeskant · problemen · snoeien < kern < app < __main__"
    ),
    "shared/partij": (
        "bladeren · burgernummers · fouten · gatewayfouten · onthouden · persoon · voortgang "
        "< zegel < poorten · zegellagen < bewaring · toezicht < bijdragen < partijkern "
        "< dienst < besluitconcept · meldingenbron · onderwerp · stapeisen < partij · web"
    ),
    "shared/bestand": (
        "persoonssoorten · tabellen · vernietigd · zonderpersonen "
        "< aanpaksleutels · afscherming · betrokkenen · correcties · eenmaal · oudleden "
        "· zoekvakken "
        "< correctievormen · toegang < apart · bevestigen · contact · groepen · personen · sporen "
        "< concepten · dossier · leden · onthouden · registreren · voorkeuren · werkzaamheden "
        "< bewaking · ontvangen "
        "< ledenlijst · nodig < aanpakeinde"
    ),
    "shared/verzenden": (
        "fouten · tabellen < gateway · getuigen · samenstellen · stukken "
        "< journaal · partijdocumenten < mogelijk · uitbak < herverzegelen · uitwisseling "
        "< versturen < uitingen"
    ),
    "shared/zaak": (
        "aanstellingen · acties · bekendmaking · besluiten · documenten · incidenten · overleg "
        "· taken · verbetering "
        "< lijsten · verbetertraject < lijstinzicht · opruimen · stukken "
        "< actiemeldingen · apart · besluitantwoorden · bewaren · driehoekstukken "
        "· incidentbehandeling · leesklaar · maatwerk · notulen · rechten · tafel "
        "< beperking · bewaarstaat · dubbelen · onthouden · signalen · vernietigen · verzameling "
        "< nietactief · rechtbesluiten"
    ),
    "shared/innemen": (
        "bericht · fouten · vormen < controle · oordelen · problemen < bewaren < inname "
        "< router · start < onderwerp"
    ),
    "shared/overzicht": (
        "aanbod · aansluiting · eigengegevens · groepspagina · leesspoor · ontvangen · samen "
        "· seinen · tijdlijn · toezicht · verstrekt · watmag · wegwijs · werklijst"
    ),
    "shared/partijdienst": (
        "bezorging · geheel · oefenplek · onderwerpen · sleutelbron · tabellen · transport "
        "< onderdelen · onderhoudswacht < onderhoud · opstarten < app · naspelen < opdracht"
    ),
    "shared/portaal": (
        "handvat · bescherming · beeld · woorden · weergave · portaal · instellingen "
        "< productie · api · sessies · aanbieder < verzoek "
        "< formulier · inloggen · openbaar · vraagbladen "
        "< schermen "
        "< acties · beheer · bewaren · lijsten · overleg · personen · signalen · toezicht · werk "
        "< audit · betrokkenen · leden · terugblik < partij < app · bedienen < opdracht"
    ),
}
GROOTSTE_KAMER = 15
# Kamers die nog geen volgorde hebben en er een nodig hebben, met de reden. Liever leeg.
NOG_NIET: dict[str, str] = {}


def verdiepingen(volgorde: str) -> dict[str, int]:
    """Op welke verdieping elk onderwerp staat."""
    return {
        onderwerp.strip(): hoogte
        for hoogte, laag in enumerate(volgorde.split("<"))
        for onderwerp in laag.split("·")
    }


def kamer_van(bestand: Bestand) -> str | None:
    """De kamer waarin een bestand staat, als pad."""
    delen = bestand.pad.split("/")
    if delen[0] == "gateway":
        return "gateway"
    if delen[0] in ("shared", "services") and len(delen) > 2:
        return "/".join(delen[:2])
    return None


def onderwerp_van(module: str, kamer: str) -> str | None:
    """Het onderwerp van deze kamer waar een module bij hoort."""
    begin = kamer.replace("/", ".") + "."
    return module.removeprefix(begin).split(".")[0] if module.startswith(begin) else None


def _genoemd(gebruik: Import, kamer: str) -> Iterator[str]:
    """De onderwerpen van de kamer die een import noemt."""
    if gebruik.module == kamer.replace("/", "."):
        yield from gebruik.namen
    elif (onderwerp := onderwerp_van(gebruik.module, kamer)) is not None:
        yield onderwerp


def tegen_de_volgorde(bestand: Bestand) -> list[str]:
    """Imports van een onderwerp dat niet lager staat."""
    kamer = kamer_van(bestand)
    if kamer is None or kamer not in ONDERWERPEN:
        return []
    hoogte = verdiepingen(ONDERWERPEN[kamer])
    eigen = onderwerp_van(bestand.module, kamer)
    if eigen is None:
        return []
    return [
        f"{bestand.pad}:{gebruik.regel}: {eigen} importeert {ander}"
        for gebruik in imports(bestand)
        for ander in sorted(set(_genoemd(gebruik, kamer)) - {eigen})
        if hoogte.get(ander, -1) >= hoogte.get(eigen, -1)
    ]


def _telt_mee(bestand: Bestand) -> bool:
    return not bestand.pad.endswith("__init__.py") and "/migraties/" not in bestand.pad


def te_vol(bestanden: tuple[Bestand, ...]) -> list[str]:
    """Kamers zonder volgorde, en mappen met een onderwerp, met te veel bestanden.

    Van een kamer met een volgorde telt wat er los in staat.
    """
    per_map: Counter[str] = Counter()
    for bestand in filter(_telt_mee, bestanden):
        kamer = kamer_van(bestand)
        if kamer is None or kamer in NOG_NIET:
            continue
        in_map = kamer in ONDERWERPEN and bestand.pad.count("/") > kamer.count("/") + 1
        onderwerp = onderwerp_van(bestand.module, kamer)
        per_map[f"{kamer}/{onderwerp}" if in_map else kamer] += 1
    return [f"{map_}: {n} bestanden" for map_, n in sorted(per_map.items()) if n > GROOTSTE_KAMER]


def _gebouwd() -> tuple[Bestand, ...]:
    return pythonbestanden("shared", "gateway", "services")


def test_een_onderwerp_kent_alleen_wat_lager_staat() -> None:
    fouten = [fout for bestand in _gebouwd() for fout in tegen_de_volgorde(bestand)]
    assert not fouten, meld(
        "Geef door wat het hogere onderwerp weet (een argument, een poort), of verplaats het stuk "
        f"dat beide nodig hebben naar onderen. {PLATTEGROND}",
        fouten,
    )


@pytest.mark.parametrize("kamer", sorted(ONDERWERPEN))
def test_elk_onderwerp_staat_in_de_volgorde(kamer: str) -> None:
    gevonden = {
        onderwerp_van(bestand.module, kamer)
        for bestand in _gebouwd()
        if kamer_van(bestand) == kamer and _telt_mee(bestand)
    } - {None}
    assert gevonden == set(verdiepingen(ONDERWERPEN[kamer])), (
        f"Zet een nieuw onderwerp van {kamer} op zijn plaats, en haal weg wat er niet meer is. "
        + PLATTEGROND
    )


def test_een_kamer_blijft_te_overzien() -> None:
    fouten = te_vol(_gebouwd())
    assert not fouten, meld(
        f"Meer dan {GROOTSTE_KAMER} bestanden: verdeel haar in onderwerpen, en schrijf hun "
        f"volgorde op. {PLATTEGROND}",
        fouten,
    )


def test_elke_uitzondering_is_nog_nodig() -> None:
    vol = Counter(kamer_van(bestand) for bestand in filter(_telt_mee, _gebouwd()))
    over = [kamer for kamer in NOG_NIET if vol[kamer] <= GROOTSTE_KAMER or kamer in ONDERWERPEN]
    assert not over, meld("Deze uitzonderingen zijn niet meer nodig: haal ze weg.", over)


@pytest.mark.parametrize(
    ("pad", "tekst"),
    [
        ("gateway/registers/x.py", "from gateway.toegang.toegang import Raadpleger"),
        ("gateway/registers/x.py", "from gateway import kern"),
        ("gateway/registers/x.py", "def f():\n    from gateway.kern import open_gateway"),
        ("gateway/toegang/x.py", "from gateway.getuigen.opslag import Getuigenregister"),
        ("gateway/web/x.py", "from ..zoeken import dienst"),
        ("gateway/fouten.py", "from gateway.registers import beeld"),
        ("gateway/nieuw/x.py", "from gateway.fouten import NietGevonden"),
        ("shared/bestand/toegang/x.py", "from shared.bestand.leden.groepsleden import Groepsleden"),
        ("shared/partij/poorten/x.py", "from shared.partij.dienst import Dienst"),
        ("shared/zaak/taken/x.py", "from shared.zaak import overleg"),
    ],
)
def test_de_volgorde_ziet_een_overtreding(pad: str, tekst: str) -> None:
    # Een onderwerp dat nergens staat mag niets: het eerste dat het importeert valt op.
    assert tegen_de_volgorde(Bestand(pad, tekst))


@pytest.mark.parametrize(
    ("pad", "tekst"),
    [
        ("gateway/toegang/x.py", "from gateway.registers.beeld import Beelden"),
        ("gateway/toegang/x.py", "from gateway.toegang.toegang import toegang"),
        ("gateway/kern.py", "from gateway.berichten.verkeer import Berichtenverkeer"),
        (
            "gateway/web/x.py",
            "from gatewaydienst.kern import x\nfrom shared.web.beschrijving.routes import x",
        ),
        ("deploy/x.py", "from gateway import kern"),
        ("shared/bestand/leden/x.py", "from shared.bestand.toegang.medewerker import Medewerker"),
        ("shared/zaak/taken/x.py", "from shared.bestand.leden.groepsleden import Groepsleden"),
        (
            "shared/partij/partij.py",
            "if TYPE_CHECKING:\n    from shared.partij.dienst import Dienst",
        ),
    ],
)
def test_de_volgorde_laat_het_goede_met_rust(pad: str, tekst: str) -> None:
    assert tegen_de_volgorde(Bestand(pad, tekst)) == []


def test_de_grens_van_een_kamer_is_een_grens() -> None:
    def kamer(map_: str, aantal: int) -> tuple[Bestand, ...]:
        return tuple(Bestand(f"{map_}/x{n}.py", "") for n in range(aantal))

    assert te_vol(kamer("shared/nieuw", GROOTSTE_KAMER)) == []
    assert te_vol(kamer("shared/nieuw", GROOTSTE_KAMER + 1)) == ["shared/nieuw: 16 bestanden"]
    assert te_vol(kamer("shared/nieuw/migraties", GROOTSTE_KAMER + 1)) == []
    assert te_vol(kamer("gateway/web", GROOTSTE_KAMER + 1)) == ["gateway/web: 16 bestanden"]
    assert te_vol(kamer("gateway", GROOTSTE_KAMER + 1)) == ["gateway: 16 bestanden"]
    assert te_vol(kamer("gateway/a", 9) + kamer("gateway/b", 9)) == []

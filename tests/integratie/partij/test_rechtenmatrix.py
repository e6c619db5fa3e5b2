"""Elke functie bij elke operatie van de drie diensten, in elke verhouding tot wat er staat.

De operaties komen uit de beschrijving van de diensten zelf, wat zij vragen uit een tabel die los
van de code is nagelezen, en wat een functie mag uit het convenantbestand. De verhoudingen:

- de eigen groep: precies wat de rij van de functie zegt, en geen soort die zij niet leest;
- een andere groep, een gesloten groep van een ander, en wie een andere groep verliet: er komt niets
  van uit, er verandert niets, en er wordt niets van gelezen om het daarna weg te laten;
- iemand die in geen groep zit: wie het recht heeft, en dan alleen de soorten die hij leest;
- een andere partij: niets.

Voor elke verhouding is er één keer gevuld, en ieder heeft één token voor al zijn vragen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from shared.bestand.toegang.bevoegdheid import TOEZICHT
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.hulp.verdeling import is_steekproef
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.matrix import (
    NOEMT_ALLEEN,
    REGELS,
    Inhoud,
    Operatie,
    Rijenvanger,
    codes_in_probleem,
    is_open,
    mag,
    operaties,
    rechten_per_operatie,
)
from tests.integratie.partij.matrixbestand import vul, vul_zonder_groep
from tests.integratie.partij.opstelling import Wereld

PARTIJEN = ("politie", "om", "gemeente")
_GEEN_RECHT = re.compile(
    r"Uw functie (?!\(.*\) leest deze soort)|Een programma leest alleen|"
    r"Dit is alleen voor een medewerker"
)
ANDERE, GESLOTEN, VERLATEN = "andere groep", "gesloten groep", "oud-lid"
Inhouden = dict[str, Inhoud]
#: Een pseudoniem zegt op zichzelf niet wie het is: een stand of een telling mag het noemen.
OVER_IEMAND = frozenset(REGELS.gegevenssoorten) - {"BEKENDHEID"}


@dataclass
class Kantoren:
    """Wat er per verhouding bij elke partij staat, en wie ernaar vraagt."""

    wereld: Wereld
    vanger: Rijenvanger
    hier: Inhouden = field(default_factory=dict)
    daar: dict[str, Inhouden] = field(default_factory=dict)
    los: Inhouden = field(default_factory=dict)
    mensen: dict[tuple[str, str, str], Klant] = field(default_factory=dict)

    def operaties(self, code: str) -> list[Operatie]:
        return [een for een in operaties(self.wereld.bureaus[code].app) if not is_open(een)]

    def aan_de_beurt(self, code: str, functie: str) -> list[Operatie]:
        """Elke operatie; in een steekproef vraagt elke functie een derde, de volgende de rest."""
        alle = self.operaties(code)
        return alle[functies(code).index(functie) % 3 :: 3] if is_steekproef() else alle

    def wie(self, code: str, functie: str, groep: str = "alle") -> Klant:
        """Iemand met deze functie, voor alle groepen of voor één."""
        sleutel = (code, functie, groep)
        if sleutel not in self.mensen:
            taak = {} if groep == "alle" else {"alleGroepen": False, "groepen": [groep]}
            sub = f"{functie}.{groep}.{nieuw_id()}@{code}.example"
            self.mensen[sleutel], _ = self.wereld.bureaus[code].medewerker(functie, sub, **taak)
        return self.mensen[sleutel]

    def elders(self, nummer: int) -> list[tuple[str, Inhouden]]:
        """Elke verhouding; in een steekproef een ervan, zo dat elke functie en elke operatie met
        elke verhouding aan de beurt komt."""
        alle = list(self.daar.items())
        return [alle[nummer % len(alle)]] if is_steekproef() else alle

    def vraag(self, inhoud: Inhoud, klant: Klant, operatie: Operatie) -> httpx.Response:
        self.vanger.begin()
        return inhoud.vraag(klant, operatie)


@pytest.fixture(scope="module")
def kantoren(driehoek_voor_tabellen: Wereld) -> Iterator[Kantoren]:
    driehoek_voor_tabellen.klok.nu = VasteKlok().nu
    vanger = Rijenvanger()
    gemaakt = Kantoren(driehoek_voor_tabellen, vanger)

    def gevuld(letters: str) -> tuple[Driehoek, Inhouden]:
        driehoek = Driehoek.richt_in(driehoek_voor_tabellen)
        return driehoek, {code: vul(driehoek, code, letters) for code in PARTIJEN}

    eigen, gemaakt.hier = gevuld("aap")
    gemaakt.los = {code: vul_zonder_groep(eigen, code, "wim") for code in PARTIJEN}
    _, gemaakt.daar[ANDERE] = gevuld("noot")
    dicht, gemaakt.daar[GESLOTEN] = gevuld("mies")
    dicht.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    for code in PARTIJEN:
        dienst = dicht.bureau(code).geheel
        driehoek_voor_tabellen.doe(dienst.uitwisseling.groepskijker.kijk())
        driehoek_voor_tabellen.doe(dienst.opruimer.ronde())
    verlaten, gemaakt.daar[VERLATEN] = gevuld("vuur")
    for code, weg in gemaakt.daar[VERLATEN].items():
        pad = f"/groepen/{weg.groep}/leden/{weg.objecten['leden']}"
        assert verlaten.klant(code)[0].vraag("DELETE", pad).status_code == 204
    with vanger.luister():
        yield gemaakt


def functies(code: str) -> list[str]:
    return sorted(REGELS.functies[code])


GEVALLEN = [(code, functie) for code in PARTIJEN for functie in functies(code)]


@pytest.mark.parametrize("code", PARTIJEN)
def test_van_elke_operatie_is_bekend_wie_haar_mag_doen(kantoren: Kantoren, code: str) -> None:
    namen = [een.naam for een in operaties(kantoren.wereld.bureaus[code].app)]
    assert len(namen) == len(set(namen))
    assert set(namen) <= set(rechten_per_operatie())
    assert len(namen) > 80


@pytest.mark.parametrize(("code", "functie"), GEVALLEN)
def test_een_functie_mag_precies_wat_haar_rij_zegt_en_ziet_geen_soort_die_zij_niet_leest(
    kantoren: Kantoren, code: str, functie: str
) -> None:
    """Wie het recht niet heeft krijgt 403 met welk recht het is; wie het heeft komt verder."""
    klant, anders = kantoren.wie(code, functie), []
    leest, hier = REGELS.functies[code][functie].soorten, kantoren.hier[code]
    dicht = frozenset() if leest is None else frozenset(REGELS.gegevenssoorten) - set(leest)
    assert leest is None or set(hier.geheimen) & dicht
    # Wat wijzigt gaat over iets dat er niet is: hier telt alleen of het mag.
    leeg = Inhoud(nieuw_id(), {"personen": nieuw_id()})
    for operatie in kantoren.aan_de_beurt(code, functie):
        antwoord = kantoren.vraag(leeg if operatie.wijzigt else hier, klant, operatie)
        geweigerd = antwoord.status_code == 403 and bool(_GEEN_RECHT.search(antwoord.text))
        assert codes_in_probleem(antwoord) == [], (operatie.naam, antwoord.text)
        gelekt = [] if operatie.wijzigt else hier.gelekt(antwoord.text, dicht)
        klopt = geweigerd != mag(code, functie, operatie) and antwoord.status_code < 500
        # Wie inhoud over iemand kreeg, staat in het spoor bij iemand: hijzelf, of hoe een ander
        # hem noemde.
        gezien = hier.gelekt(antwoord.text, OVER_IEMAND)
        spoorloos = bool(gezien) and not kantoren.vanger.geraadpleegd - {None}
        if antwoord.is_success and not operatie.wijzigt and operatie.naam not in NOEMT_ALLEEN:
            # Ook wie alleen zijn kenmerk of pseudoniem ziet staan.
            genoemd = any(hier.objecten[een] in antwoord.text for een in ("personen", "leden"))
            persoon = hier.objecten["personen"]
            spoorloos |= genoemd and persoon not in kantoren.vanger.geraadpleegd
        if gelekt or spoorloos or not klopt:
            over = (operatie.naam, antwoord.status_code, gelekt, spoorloos)
            anders.append((*over, antwoord.text[:150]))
    assert anders == []


@pytest.mark.parametrize(("code", "functie"), GEVALLEN)
def test_van_wat_buiten_de_taak_valt_komt_niets_uit_en_wordt_niets_gelezen(
    kantoren: Kantoren, code: str, functie: str
) -> None:
    """Ook niet gelezen en dan weggelaten: tijd en aantal zeggen dan nog wie er is.

    Het journaal is zonder inhoud; wie toezicht houdt leest het helemaal.
    """
    klant, lekken = kantoren.wie(code, functie, kantoren.hier[code].groep), []
    rechten = REGELS.functies[code][functie].rechten
    eerste = functies(code).index(functie)
    for nummer, operatie in enumerate(kantoren.aan_de_beurt(code, functie), eerste):
        # Wie het recht niet heeft, kwam hierboven al niet verder.
        if not mag(code, functie, operatie):
            continue
        antwoord = None
        for verhouding, inhouden in kantoren.elders(nummer):
            daar = inhouden[code]
            if antwoord is None or daar.noemt(operatie):
                antwoord = kantoren.vraag(daar, klant, operatie)
            gelekt = daar.gelekt(antwoord.text)
            gelezen = set(kantoren.vanger.over(daar)) if antwoord.is_success else set()
            if operatie.naam == "lijstJournaal" and TOEZICHT in rechten:
                gelezen -= {"JournaalRij"}
            if gelekt or gelezen or daar.wijzigde(operatie, antwoord) or antwoord.is_server_error:
                over = (verhouding, operatie.naam, antwoord.status_code)
                lekken.append((*over, gelekt, sorted(gelezen), antwoord.text[:150]))
    assert lekken == []


@pytest.mark.parametrize("code", PARTIJEN)
def test_een_filter_met_een_waarde_die_niet_bestaat_is_een_fout_en_geen_leeg_antwoord(
    kantoren: Kantoren, code: str
) -> None:
    hier, anders = kantoren.hier[code], []
    for operatie in (een for een in kantoren.operaties(code) if een.keuzes):
        functie = next(een for een in functies(code) if mag(code, een, operatie))
        pad = hier.pad(operatie)
        for naam in operatie.keuzes:
            vraag = f"{pad}{'&' if '?' in pad else '?'}{naam}=onzin"
            antwoord = kantoren.wie(code, functie).vraag("GET", vraag)
            plaatsen = [een["pad"] for een in antwoord.json().get("fouten", ())]
            if (antwoord.status_code, plaatsen) != (400, [f"query:{naam}"]):
                anders.append((vraag, antwoord.status_code, antwoord.text[:150]))
    assert anders == []


@pytest.mark.parametrize("code", PARTIJEN)
def test_een_lijst_staat_in_de_volgorde_die_wordt_gevraagd_ook_per_bladzijde(
    kantoren: Kantoren, code: str
) -> None:
    gezien = set()
    lijsten = [een for een in kantoren.operaties(code) if {"volgorde", "na"} <= set(een.vragen)]
    for operatie in lijsten:
        functie = next(een for een in functies(code) if mag(code, een, operatie))
        klant, pad = kantoren.wie(code, functie), operatie.pad.removeprefix("/v1")
        alle, heel = {}, True
        for volgorde in ("oudste", "nieuwste"):
            vraag = f"{pad}?volgorde={volgorde}&paginagrootte="
            lijst, eerste = klant.haal(f"{vraag}100"), klant.haal(f"{vraag}1")
            alle[volgorde], heel = _kenmerken(lijst), heel and lijst["volgende"] is None
            if eerste["volgende"] is not None:
                tweede = _kenmerken(klant.haal(f"{vraag}1&na={eerste['volgende']}"))
                assert [*_kenmerken(eerste), *tweede] == alle[volgorde][:2], pad
                gezien.add(operatie.naam)
        assert not heel or alle["nieuwste"] == alle["oudste"][::-1], pad
    assert code != "politie" or "lijstVerstrekkingen" in gezien


def _kenmerken(lijst: dict[str, Any]) -> list[str]:
    """Wat er in een lijst staat; alles wat een lijst is, behalve wat erbij wordt gezegd."""
    (stukken,) = (een for een in lijst.values() if isinstance(een, list))
    return [een.get("id") or een["bericht"] for een in stukken]


@pytest.mark.parametrize("code", PARTIJEN)
def test_wie_er_wel_bij_hoort_leest_wat_er_staat(kantoren: Kantoren, code: str) -> None:
    """Anders zegt hierboven dat er niets uitkomt niets.

    Na het sluiten is ook de koppeling vernietigd: dan is er alleen nog wie alle groepen heeft.
    """
    daar = {verhouding: inhouden[code] for verhouding, inhouden in kantoren.daar.items()}
    for verhouding, inhoud in {"eigen groep": kantoren.hier[code], **daar}.items():
        taak = "alle" if verhouding == GESLOTEN else inhoud.groep
        eigen = kantoren.wie(code, "privacyfunctionaris", taak)
        kantoren.vanger.begin()
        if (verhouding, code) == (GESLOTEN, REGELS.namenlijsten.na_afsluiting.partij):
            # Wie bewaart schermt af: dan leest ook wie alle groepen heeft hem niet meer.
            pad = f"/personen/{inhoud.objecten['personen']}"
            assert "is afgeschermd" in eigen.vraag("GET", pad).text
            continue
        gezien = eigen.haal(f"/personen/{inhoud.objecten['personen']}")
        assert gezien["naam"] == inhoud.geheimen["NAW"]
        assert "PersoonRij" in kantoren.vanger.over(inhoud)


def test_wie_op_een_lijst_weegt_staat_in_het_spoor_bij_wie_hij_woog(kantoren: Kantoren) -> None:
    """Het antwoord zegt wie het is, ook aan wie hetzelfde nog eens besluit."""
    hier = kantoren.hier["gemeente"]
    klant = kantoren.wie("gemeente", "regisseur", hier.groep)
    pad = f"/groepen/{hier.groep}/namenlijsten/{hier.objecten['namenlijsten']}"
    for _ in range(2):
        (regel, *_) = klant.haal(pad)["regels"]
        kantoren.vanger.begin()
        antwoord = klant.vraag(
            "PUT",
            f"{pad}/regels/{regel['id']}/weging",
            json={"besluit": "blijft", "reden": "Bij drie meldingen gezien (verzonnen)."},
            headers={"If-Match": regel["etag"]},
        )
        assert antwoord.status_code == 200, antwoord.text
        assert antwoord.json()["naam"] == hier.geheimen["NAW"]
        assert kantoren.vanger.geraadpleegd == {regel["persoonId"]}


@pytest.mark.parametrize(
    ("code", "functie"),
    [geval for geval in GEVALLEN if REGELS.functies[geval[0]][geval[1]].soorten is not None],
)
def test_ook_van_wie_in_geen_groep_zit_leest_een_functie_alleen_haar_soorten(
    kantoren: Kantoren, code: str, functie: str
) -> None:
    klant, los, lekken = kantoren.wie(code, functie), kantoren.los[code], []
    leest = REGELS.functies[code][functie].soorten or ()
    dicht = frozenset(REGELS.gegevenssoorten) - frozenset(leest)
    assert set(los.geheimen) & dicht
    mogen = [een for een in kantoren.operaties(code) if mag(code, functie, een)]
    for operatie in (een for een in mogen if not een.wijzigt):
        antwoord = los.vraag(klant, operatie)
        if gelekt := los.gelekt(antwoord.text, dicht):
            lekken.append((operatie.naam, antwoord.status_code, gelekt))
    assert lekken == []


@pytest.mark.parametrize("code", PARTIJEN)
def test_iemand_van_een_andere_partij_komt_nergens_binnen(kantoren: Kantoren, code: str) -> None:
    ander = next(een for een in PARTIJEN if een != code)
    sub = f"gast.{nieuw_id()}@{ander}.example"
    kantoren.wereld.bureaus[ander].medewerker("privacyfunctionaris", sub)
    vreemde, hier, binnen = kantoren.wereld.bureaus[code].klant(sub), kantoren.hier[code], []
    for operatie in kantoren.operaties(code):
        antwoord = hier.vraag(vreemde, operatie)
        if antwoord.status_code not in (401, 403) or hier.gelekt(antwoord.text):
            binnen.append((operatie.naam, antwoord.status_code))
    assert binnen == []


@pytest.mark.parametrize("code", PARTIJEN)
def test_de_fg_leest_en_wijzigt_niets(kantoren: Kantoren, code: str) -> None:
    """Hij ziet wat er is, ook wat een ander gaf; dat hij niets wijzigt staat in zijn rij."""
    open_ = {een.naam for een in kantoren.operaties(code) if een.wijzigt and mag(code, "fg", een)}
    # Hiervan hangt het af van het stuk of het verzoek of hij mag; een fg mag het van geen enkel.
    van_het_stuk = {"handelWerkAf", "bevestigAutorisaties", "weigerAutorisatieverzoek"}
    # Hoe hij zelf te bereiken is, zegt ieder zelf, en dat hij de geheimhouding kent (7.1).
    # Een incident meldt ieder die het vindt (9.3), en
    # alleen wat hij zelf meldde of zelf te doen kreeg vult hij aan.
    van_hemzelf = {
        "zetEigenContact", "meldIncident", "werkIncidentBij", "rondIncidenttaakAf",
        "neemKennisVanGeheimhouding", "bewaarConcept", "verwijderConcept",
        "bewaarVoorkeur", "verwijderVoorkeur",
    }  # fmt: skip
    assert open_ <= van_het_stuk | van_hemzelf
    klant, hier = kantoren.wie(code, "fg"), kantoren.hier[code]
    bureau, sub = kantoren.wereld.bureaus[code], f"fg.{nieuw_id()}@{code}.example"
    bureau.medewerker("fg", sub)
    with pytest.raises(AssertionError, match="bevestigt dit niet"):
        bureau.medewerker("auditor", f"auditor.{nieuw_id()}@{code}.example", bevestigd=sub)
    persoon = klant.haal(f"/personen/{hier.objecten['personen']}")
    assert persoon["naam"] == hier.geheimen["NAW"]
    assert klant.vraag("GET", f"/ontvangen-gegevens?groep={hier.groep}").status_code == 200
    assert klant.haal("/leesspoor/vragen")["vragen"] is not None


@pytest.mark.parametrize("code", PARTIJEN)
def test_over_een_gesloten_groep_komt_er_niets_meer_bij(kantoren: Kantoren, code: str) -> None:
    """Wat bij een lopende groep lukt, lukt na het einde niet meer, op deze operaties na."""
    driehoek = Driehoek.richt_in(kantoren.wereld)
    inhoud = vul(driehoek, code, "lamp")
    wie = {functie: driehoek.bureau(code).medewerker(functie)[0] for functie in functies(code)}

    def gelukt() -> set[str]:
        namen = set()
        for operatie in kantoren.operaties(code):
            if operatie.methode in ("post", "put") and operatie.wijzigt:
                for klant in (wie[een] for een in wie if mag(code, een, operatie)):
                    antwoord = inhoud.vraag(klant, operatie)
                    assert antwoord.status_code < 500, operatie.naam
                    if antwoord.is_success:
                        namen.add(operatie.naam)
                        break
        return namen

    open_ = gelukt()
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    for klant in wie.values():
        klant.vraag("GET", "/werklijst")
    assert gelukt() - NA_AFSLUITING == set(), "een gesloten groep"
    assert open_ - NA_AFSLUITING, "bij een lopende groep lukt er wel iets"


#: Wat na het einde nog kan: het eigen werk van een partij, dat niet over deze groep gaat of haar
#: juist afrondt.
NA_AFSLUITING: frozenset[str] = frozenset(
    {
        "neemRechtenverzoekAan",
        "beperkPersoon",
        "hefBeperkingOp",
        "zegWieRechtVraagt",
        "vertelRechtenverzoek",
        "stemRechtenverzoekAf",
        "maakPersoon",
        "zetLokrecord",
        "openGroep",
        "zetEigenContact",
        "bewaarConcept",
        "bewaarVoorkeur",
        "schrijfEvaluatie",
        "geefActies",
        "maakPolitiegegeven",
        "maakStrafvorderlijkGegeven",
        "maakJustitieelGegeven",
        "maakTenuitvoerleggingsgegeven",
        "maakRecenteVervolging",
        "maakOverlast",
        "maakAangesproken",
        "maakAanbod",
        "maakOuderbetrokkenheid",
        # Wie nog een brief moet krijgen, krijgt haar ook als de aanpak voorbij is.
        "maakBrieven",
    }
)

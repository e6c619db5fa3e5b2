"""Wat mensen op de drie kantoren door elkaar heen doen: stukken, vragen, mensen en overleggen.

Elke handeling gaat langs de eigen dienst en de gateway, en houdt bij waar haar merkwoord daarna
mag staan. Wat een dienst weigert staat nergens.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import httpx

from shared.bericht.tijd import utc_tekst
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.leesgrens import model
from tests.integratie.leesgrens.model import Ambtenaar, Merk, Wat
from tests.integratie.partij.driehoek import AFWEGING
from tests.integratie.reeksen.stelsel import Stelsel
from tests.integratie.reeksen.zaak import Zaak
from tests.tweedelezing.lezing_bericht import AMSTERDAM, RECHTEN

GRONDSLAG = {"gemeente": "WPG16_1_B_2", "om": "WPG16_1_A_2"}
NAGELEZEN = {"bevestigdZonderPersonen": True}
_GELUKT = (200, 201, 202)
_GEWEIGERD = (400, 403, 404, 409, 412, 428)


def _zin(woord: str) -> str:
    return f"Op het plein staat vaak een {woord} in de weg."


def inhoud(stuk: str, woord: str) -> dict[str, Any] | None:
    """De inhoud van een stuk met dit woord erin; None voor wat de dienst zelf opstelt."""
    zin, actie = _zin(woord), nieuw_id()
    return {
        "signaal": {
            "soort": "waarneming", "bron": "politie", "datum": "2026-11-20",
            "plek": "het plein", "omschrijving": zin,
        },
        "probleemdefinitie": {
            "aard": zin, "omvang": "Ongeveer tien.", "plekken": ["het plein"],
            "domeinen": [{"domein": "veiligheid", "inzicht": "Veel lawaai."}],
            "oorzaak": "Verveling.", "aanpakOpHoofdlijnen": "Vaker kijken.",
            "nodig": "Tijd.", "advies": "Beginnen.",
        },
        "advies": {
            "aardEnOmvang": zin, "aanpak": "Vaker kijken.", "inzet": "Een dag per week.",
            "andereGroepen": "Geen.", "prioriteren": True,
        },
        "plan-van-aanpak": {
            "duiding": zin, "aanpak": "Vaker kijken.",
            "doelen": [{
                "code": "G1", "titel": "Minder lawaai", "convenantdoel": "D1",
                "resultaat": "De helft minder.",
            }],
            "monitoring": {"hoe": "Tellen.", "frequentie": "elke maand"},
        },
        "actie": {
            "actie": actie, "doel": "G1", "omschrijving": zin, "uiterlijk": "2027-03-01",
        },
        "voortgang": {"actie": actie, "stand": "bezig", "voortgang": zin},
        "terugkoppeling": {"onderwerp": "overig", "gedaan": True, "toelichting": zin},
        "leerpunten": {"leerpunten": [zin]},
    }.get(stuk)  # fmt: skip


@dataclass
class Kantoren:
    """Eén groep, iedereen die er werkt, en alle merkwoorden die er ooit waren."""

    stelsel: Stelsel
    rng: random.Random
    zaak: Zaak
    mensen: list[Ambtenaar]
    merken: dict[str, Merk]
    gedaan: list[str] = field(default_factory=list)
    kenmerken: dict[str, set[str]] = field(default_factory=dict)
    _gegeven: list[tuple[Ambtenaar, str, Merk]] = field(default_factory=list)

    @property
    def groep(self) -> str:
        return self.zaak.groep

    @property
    def vandaag(self) -> date:
        return self.stelsel.klok().astimezone(AMSTERDAM).date()

    def doe_iets(self) -> None:
        """Een willekeurige handeling van een willekeurige ambtenaar."""
        self.stelsel.klok.vooruit(minutes=self.rng.choice((1, 7, 45)))
        handelingen: list[tuple[Callable[[], None], int]] = [
            (self.geef_stuk, 8), (self.trek_stuk_in, 2), (self.stel_vraag, 3),
            (self.verstrek, 3), (self.bel, 2), (self.vergader, 4),
            (self.geef_actie, 4), (self.verder, 1), (self.wissel_onderzoek, 1),
        ]  # fmt: skip
        (een,) = self.rng.choices(
            [h for h, _ in handelingen], [zwaarte for _, zwaarte in handelingen]
        )
        een()

    # --- wie, waar, wat ---

    def iemand(self, partij: str | None = None, recht: str | None = None) -> Ambtenaar:
        """Meestal wie het recht heeft, soms zomaar iemand: ook dan mag er niets misgaan."""
        allen = [een for een in self.mensen if partij in (None, een.partij)]
        if recht is not None and self.rng.random() < 0.85:
            met = [een for een in allen if recht in RECHTEN[een.partij, een.functie]]
            allen = [een for een in met if een.werkt(self.vandaag)] or met or allen
        return self.rng.choice(allen)

    def ander(self, partij: str) -> str:
        return self.rng.choice([een for een in DRIE_PARTIJEN if een != partij])

    def merk(self, wat: Wat, *partijen: str) -> Merk:
        """Een nieuw woord, dat voorlopig bij deze partijen mag staan."""
        woord = model.merkwoord(self.rng, self.merken)
        self.merken[woord] = Merk(woord, wat, self.groep, set(partijen))
        return self.merken[woord]

    def bij(self, wie: Ambtenaar, methode: str, pad: str, **wat: Any) -> httpx.Response:
        antwoord = self.stelsel.bij(wie.partij, wie.verwijzing, methode, pad, **wat)
        assert antwoord.status_code in (*_GELUKT, *_GEWEIGERD), (pad, antwoord.text)
        regel = f"{wie.partij}/{wie.functie} {methode} {pad}: {antwoord.status_code}"
        self.gedaan.append(regel if antwoord.is_success else f"{regel} {antwoord.text[:160]}")
        return antwoord

    def onthoud(self, soort: str, kenmerk: str) -> None:
        self.kenmerken.setdefault(soort, set()).add(kenmerk)

    # --- stukken en vragen ---

    def geef_stuk(self) -> None:
        """Iemand geeft een stuk aan een of twee anderen; soms een dat hier niet hoort."""
        goed = [
            s for s, (_, _, stappen) in model.STUKKEN_VAN_GROEP.items() if self.zaak.stap in stappen
        ]
        stuk = self.rng.choice(goed if self.rng.random() < 0.85 else list(model.STUKKEN_VAN_GROEP))
        afzenders = sorted(model.STUKKEN_VAN_GROEP[stuk][0])
        van = self.iemand(self.rng.choice(afzenders), "stukken.delen")
        merk = self.merk(Wat.SIGNAAL if stuk == "signaal" else Wat.STUK)
        gegevens = inhoud(stuk, merk.woord)
        if gegevens is None:
            return
        if "bron" in gegevens:
            gegevens["bron"] = van.partij
        naar = self.rng.sample(
            [p for p in DRIE_PARTIJEN if p != van.partij], self.rng.choice((1, 2))
        )
        ontvangers = {partij: self.iemand(partij, "stukken.lezen") for partij in naar}
        antwoord = self.bij(van, "POST", "/stukken", json={
            "stuk": stuk, "groep": self.groep, "gegevens": gegevens,
            "bevestigdZonderPersonen": True,
            "ontvangers": [
                {"partij": een.partij, "medewerker": een.verwijzing} for een in ontvangers.values()
            ],
        })  # fmt: skip
        if not antwoord.is_success:
            return
        merk.partijen.add(van.partij)
        for ontvanger in antwoord.json()["ontvangers"]:
            if ontvanger["status"] == "afgeleverd":
                aan = ontvangers[ontvanger["partij"]]
                assert model.mag_geven(stuk, van, aan, self.zaak.stap, self.vandaag), self.gedaan[
                    -1
                ]
                merk.partijen.add(aan.partij)
        self.onthoud("stukken", antwoord.json()["id"])
        self._gegeven.append((van, antwoord.json()["id"], merk))

    def trek_stuk_in(self) -> None:
        """Wat is teruggenomen staat bij niemand anders meer te lezen."""
        if not self._gegeven:
            return
        van, stuk, merk = self._gegeven.pop(self.rng.randrange(len(self._gegeven)))
        if self.bij(van, "POST", f"/stukken/{stuk}/_intrekken", json={}).is_success:
            self.stelsel.laat_bezorgen(van.partij)
            # Wie signalen bijhoudt ziet dat een signaal is teruggenomen; het telt niet meer.
            houder = {"gemeente"} if merk.wat is Wat.SIGNAAL else set()
            merk.partijen &= {van.partij} | houder

    def stel_vraag(self) -> None:
        van = self.iemand(recht="opvragen")
        naar = self.ander(van.partij)
        merk = self.merk(Wat.VRAAG)
        antwoord = self.bij(van, "POST", "/informatieverzoeken", json={
            "groep": self.groep, "ontvanger": naar,
            "ontvangendeMedewerker": self.iemand(naar, "verstrekken").verwijzing,
            "vraag": _zin(merk.woord),
        })  # fmt: skip
        if antwoord.is_success:
            self.onthoud("informatieverzoeken", antwoord.json()["id"])
            merk.partijen.add(van.partij)
            if antwoord.json()["status"] == "afgeleverd":
                merk.partijen.add(naar)

    # --- iemand, op papier en aan de telefoon ---

    def persoon(self) -> tuple[Ambtenaar, str, Merk] | None:
        """De politie legt iemand vast, met het merkwoord als naam."""
        wie = self.iemand("politie", "verstrekken")
        if self.rng.random() < 0.7:
            wie = next(een for een in self.mensen if een.functie == "analist")
        # Wie toezicht houdt legt soms iemand vast, en zet hem in geen groep.
        if not wie.heeft_taak(self.groep) or wie.functie in model.TOEZICHT:
            return None
        merk = self.merk(Wat.MENS)
        invoer = {
            "naam": f"{merk.woord.capitalize()} Verzinsel", "geboortedatum": "2010-02-03",
            "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen",
        }  # fmt: skip
        antwoord = self.bij(wie, "POST", "/personen", json=invoer)
        if not antwoord.is_success:
            return None
        merk.partijen.add("politie")
        persoon = str(antwoord.json()["id"])
        self.onthoud("personen", persoon)
        lid = {"persoonId": persoon, "categorie": 1}
        # Tot hij bij een groep hoort is hij van wie het recht heeft; daarna van die groep.
        assert self.bij(wie, "POST", f"/groepen/{self.groep}/leden", json=lid).is_success
        return wie, persoon, merk

    def verstrek(self) -> None:
        gevonden = self.persoon()
        if gevonden is None:
            return
        wie, persoon, merk = gevonden
        naar = self.ander("politie")
        antwoord = self.bij(wie, "POST", "/verstrekkingen", json={
            "soort": "verstrekking", "ontvanger": naar, "groep": self.groep, "doel": "D1",
            "ontvangendeMedewerker": self.iemand(naar, "ontvangen").verwijzing,
            "stap": self.zaak.stap, "inReactieOp": None, "afweging": AFWEGING,
            "onderdelen": [
                {"persoon": persoon, "gegevenssoort": "NAW", "grondslag": GRONDSLAG[naar]}
            ],
        })  # fmt: skip
        if antwoord.is_success and antwoord.json()["status"] == "afgeleverd":
            assert self.zaak.stap in (2, 3, 5, 6), self.gedaan[-1]
            self.onthoud("verstrekkingen", antwoord.json()["id"])
            merk.partijen.add(naar)

    def bel(self) -> None:
        """Aan de telefoon: pas als het mag, is gezegd en is bezorgd, heeft de ander het."""
        gevonden = self.persoon()
        if gevonden is None:
            return
        wie, persoon, merk = gevonden
        naar = self.ander("politie")
        aan = self.iemand(naar, "ontvangen")
        vraag = self.bij(wie, "POST", "/uitingen", json={
            "groep": self.groep, "doel": "D1", "afweging": AFWEGING,
            "toehoorders": [{"partij": naar, "medewerker": aan.verwijzing}],
            "onderdelen": [{
                "persoon": persoon, "gegevenssoort": "NAW",
                "grondslagen": {naar: GRONDSLAG[naar]},
            }],
        })  # fmt: skip
        uiting = vraag.json()
        if not vraag.is_success or not uiting["magGezegd"]:
            return
        self.onthoud("uitingen", uiting["id"])
        verteld = {
            "gezegdOp": utc_tekst(self.stelsel.klok()),
            "berichten": [een["id"] for een in uiting["berichten"]],
        }
        if self.bij(wie, "POST", f"/uitingen/{uiting['id']}/_bevestig", json=verteld).is_success:
            self.stelsel.laat_bezorgen("politie")
            merk.partijen.add(naar)

    # --- overleg ---

    def vergader(self) -> None:
        """Een overleg van de gemeente of politie, met afspraken in het verslag."""
        wie = self.iemand(self.rng.choice(("gemeente", "politie")), "verstrekken")
        doel, reeks, overleg = self.merk(Wat.REEKS), nieuw_id(), nieuw_id()
        gezet = self.bij(wie, "PUT", f"/overlegreeksen/{reeks}", json={
            "groep": self.groep, "doel": _zin(doel.woord), "frequentie": "elke maand",
            "samenstelling": ["regisseur", "analist"], "bevestigdZonderPersonen": True,
        })  # fmt: skip
        if not gezet.is_success:
            return
        doel.partijen.add(wie.partij)
        self.onthoud("overlegreeksen", reeks)
        tafel = self._tafel(wie)
        begin = self.stelsel.klok() + timedelta(minutes=5)
        plan = self.bij(wie, "PUT", f"/overleggen/{overleg}", json={
            "soort": "structureel", "locatie": wie.partij, "reeksen": [reeks],
            "begin": utc_tekst(begin), "einde": utc_tekst(begin + timedelta(hours=1)),
            "deelnemers": sorted(tafel),
        })  # fmt: skip
        if not plan.is_success:
            return
        self.onthoud("overleggen", overleg)
        self.stelsel.klok.vooruit(minutes=70)
        aan_tafel = {een.partij for een in tafel.values()}
        doel.partijen |= aan_tafel
        afspraak = self.merk(Wat.AFSPRAAK)
        vast = self.bij(wie, "POST", f"/overleggen/{overleg}/verslag/_vaststellen", json={
            "afspraken": _zin(afspraak.woord), "bevestigdZonderPersonen": True,
        })  # fmt: skip
        if vast.is_success:
            afspraak.partijen.add(wie.partij)
        self._notuleer(wie, overleg, tafel)

    def _notuleer(self, gastheer: Ambtenaar, overleg: str, tafel: dict[str, Ambtenaar]) -> None:
        """Het ene verslag: alleen wie aan tafel zat leest het."""
        merk = self.merk(Wat.NOTULEN)
        regel = {
            "soort": "besproken", "tekst": _zin(merk.woord),
            "door": self.rng.choice(sorted(tafel)),
        }  # fmt: skip
        pad = f"/overleggen/{overleg}/notulen"
        if self.bij(gastheer, "PUT", pad, json={"regels": [regel], **NAGELEZEN}).is_success:
            merk.partijen |= {een.partij for een in tafel.values()}
            merk.alleen = frozenset(tafel)

    # --- acties ---

    def geef_actie(self) -> None:
        """De gemeente vraagt een partij iets te doen; alleen die twee lezen het."""
        if self.zaak.stap not in (5, 6):
            self.geef_stuk()
            return
        wie, plan = self.iemand("gemeente", "verstrekken"), inhoud("plan-van-aanpak", "plan") or {}
        gezet = self.bij(
            wie, "PUT", f"/plannen-van-aanpak/{self.groep}", json={**plan, **NAGELEZEN}
        )
        if not gezet.is_success and gezet.status_code != httpx.codes.PRECONDITION_REQUIRED:
            return
        naar = self.rng.choice(DRIE_PARTIJEN)
        merk = self.merk(Wat.ACTIE)
        actie = self.bij(wie, "POST", f"/groepen/{self.groep}/acties", json={
            "doel": "G1", "omschrijving": _zin(merk.woord), "partij": naar,
            "eigenaar": self.iemand(naar, "stukken.delen").verwijzing,
            "uiterlijk": "2027-03-01", **NAGELEZEN,
        })  # fmt: skip
        if actie.is_success:
            self.onthoud("acties", actie.json()["id"])
            merk.partijen |= {"gemeente", naar}

    def _tafel(self, gastheer: Ambtenaar) -> dict[str, Ambtenaar]:
        """Wie er zit, op verwijzing: meestal wie er hoort, soms zomaar iemand."""
        tafel = {gastheer.verwijzing: gastheer}
        loopt = (self.zaak.toestand["strafrechtelijkOnderzoek"] or {"tot": ""})["tot"] is None
        voor_de_hand = [een for een in DRIE_PARTIJEN if een != "om" or loopt]
        for partij in voor_de_hand if self.rng.random() < 0.8 else DRIE_PARTIJEN:
            een = self.iemand(partij, "opvragen")
            tafel[een.verwijzing] = een
        return tafel

    # --- de groep zelf ---

    def verder(self) -> None:
        if self.zaak.stap < 7:
            self.zaak.verder()
            self.gedaan.append(f"naar stap {self.zaak.stap}")

    def wissel_onderzoek(self) -> None:
        """Het OM begint of eindigt een onderzoek: dan mag het wel of niet aan tafel."""
        loopt = self.zaak.toestand["strafrechtelijkOnderzoek"]
        gisteren = self.vandaag - timedelta(days=1)
        if loopt is None or loopt["tot"] is not None:
            self.zaak.onderzoek(gisteren, None)
        else:
            self.zaak.onderzoek(date.fromisoformat(loopt["van"]), gisteren)
        self.gedaan.append(f"onderzoek {self.zaak.toestand['strafrechtelijkOnderzoek']}")


DRIE_PARTIJEN = ("gemeente", "om", "politie")

"""Reeksen van een tot vier berichten, willekeurig en met een zaad, op het echte stelsel."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from shared.tijd.kenmerk import uuid7
from tests.integratie.reeksen import dienstweg, eigen_bestand, hand
from tests.integratie.reeksen import ontwerp as maak
from tests.integratie.reeksen.ontwerp import Ontwerp
from tests.integratie.reeksen.orakel import bezwaren, in_gebruik
from tests.integratie.reeksen.stelsel import Stelsel
from tests.integratie.reeksen.vervorming import vervorm
from tests.integratie.reeksen.zaak import LEEFTIJDEN, STAPPEN, Mens, Verstuurd, Zaak, geboren
from tests.tweedelezing.lezing import POORTEN_VAN_SOORT
from tests.tweedelezing.lezing_bericht import INTREKBAAR, RECHTEN
from tests.tweedelezing.maker_basis import DRIE, kans, uuid

PAREN = [(van, naar) for van in DRIE for naar in DRIE if van != naar]
ZONDER_PERSONEN = (
    "informatieverzoek", "groepsbericht", "vernietigingsbericht", "incident", "rechtenverzoek"
)  # fmt: skip
VERVOLG = ("aanvulling", "aanvulling", *(("correctie",) * 5), "intrekking")


@dataclass
class Telling:
    """Wat de zoektocht heeft bereikt, zodat niets stilletjes niet meer gebeurt."""

    reeksen: int = 0
    berichten: int = 0
    aanvaard: Counter[str] = field(default_factory=Counter)
    geweigerd: Counter[str] = field(default_factory=Counter)
    in_gebruik: Counter[str] = field(default_factory=Counter)
    stappen: Counter[int] = field(default_factory=Counter)
    gegevenssoorten: Counter[str] = field(default_factory=Counter)
    herkomsten: Counter[str] = field(default_factory=Counter)
    wegen: Counter[str] = field(default_factory=Counter)
    kanalen: Counter[str] = field(default_factory=Counter)
    kanaal_langs: Counter[str] = field(default_factory=Counter)
    paren: Counter[str] = field(default_factory=Counter)
    categorieen: Counter[int] = field(default_factory=Counter)
    functies: Counter[str] = field(default_factory=Counter)
    redenen: Counter[str] = field(default_factory=Counter)
    tegenvoorbeelden: list[str] = field(default_factory=list)

    def tel(self, zaak: Zaak) -> None:
        self.reeksen += 1
        self.berichten += len(zaak.verstuurd)
        for een in zaak.verstuurd:
            uitkomst = self.aanvaard if een.aanvaard else self.geweigerd
            uitkomst[een.soort] += 1
            if not een.aanvaard:
                self.redenen[f"{een.soort}: {een.waarom}"[:120]] += 1
            for kant in ("medewerker", "ontvangendeMedewerker"):
                wie = zaak.stelsel.autorisaties.get(een.kop[kant] or "")
                if wie is not None:
                    self.functies[f"{wie['partij']} {wie['functie']}"] += 1
            if een.aanvaard:
                self.wegen[een.langs] += 1
                self.kanalen[een.kop["kanaal"]] += 1
                self.kanaal_langs[f"{een.kop['kanaal']} {een.langs}"] += 1
                self.paren[f"{een.kop['afzender']}->{een.kop['ontvanger']}"] += 1
            if een.aanvaard and een.soort == "correctie":
                self.herkomsten.update({deel["herkomst"] for deel in een.delen})
        gevonden = in_gebruik(zaak)
        soorten = {een.id: een.soort for een in zaak.verstuurd}
        self.in_gebruik.update({soorten.get(een.rij.bericht_id, "?") for een in gevonden})
        if gevonden:
            self.stappen[zaak.stap] += 1
        self.gegevenssoorten.update({een.rij.gegevenssoort for een in gevonden})
        self.categorieen.update({een.rij.categorie for een in gevonden})

    def gemist(self) -> list[str]:
        """Wat nog niet is voorgekomen: dan zegt het niets dat er niets is gevonden."""
        nodig: tuple[tuple[str, Counter[Any], Iterable[Any]], ...] = (
            ("in gebruik door een", self.in_gebruik, ("verstrekking", "aanvulling", "correctie")),
            ("aanvaard", self.aanvaard, POORTEN_VAN_SOORT),
            ("geweigerd", self.geweigerd, ("verstrekking", "aanvulling", "correctie")),
            ("correctie met herkomst", self.herkomsten, ("eigen", "ontvangen")),
            ("langs", self.wegen, (hand.MET_DE_HAND, dienstweg.LANGS)),
            ("kanaal", self.kanalen, ("koppelvlak", "overleg", "telefoon")),
            ("kanaal", self.kanaal_langs, (f"telefoon {dienstweg.LANGS}",)),
            ("paar", self.paren, (f"{van}->{naar}" for van, naar in PAREN)),
            ("categorie", self.categorieen, (1, 2, 3)),
            ("functie", self.functies, (f"{partij} {functie}" for partij, functie in RECHTEN)),
            ("in gebruik in stap", self.stappen, (2, 3, 5)),
        )
        return [f"{wat} {een}" for wat, telling, alle in nodig for een in alle if not telling[een]]

    def __iadd__(self, ander: Telling) -> Telling:
        for naam, waarde in vars(ander).items():
            setattr(self, naam, getattr(self, naam) + waarde)
        return self

    def verslag(self) -> str:
        return "\n".join(
            f"{naam}: {dict(sorted(w.items())) if isinstance(w, Counter) else w}"
            for naam, w in vars(self).items()
            if naam != "tegenvoorbeelden"
        )


def zoek(stelsel: Stelsel, zaad: int, nummers: Iterable[int]) -> Telling:
    """Deze reeksen van een zaad; alle tegenvoorbeelden, elk met de hele reeks."""
    telling = Telling()
    for nummer in nummers:
        zaak = speel(stelsel, random.Random(f"{zaad}/{nummer}"))
        telling.tel(zaak)
        fout = bezwaren(zaak)
        if fout:
            kop = f"reeks {nummer} van zaad {zaad}"
            telling.tegenvoorbeelden.append("\n".join([kop, zaak.verslag(), *fout]))
    return telling


def speel(stelsel: Stelsel, rng: random.Random) -> Zaak:
    """Eén reeks, in een eigen groep met eigen mensen."""
    if not stelsel.elders:
        Zaak.richt_elders_in(stelsel)
    zaak = Zaak.in_stap(stelsel, rng, rng.choice(STAPPEN))
    if kans(rng, 0.5):
        tot = rng.choice((None, zaak.vandaag, zaak.vandaag + timedelta(days=40)))
        zaak.onderzoek(zaak.vandaag - timedelta(days=3), tot)
    _breng_mensen(zaak)
    lengte = rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 4, 4))
    while len(zaak.verstuurd) < lengte:
        stelsel.klok.vooruit(seconds=1)
        if kans(rng, 0.12):
            _gebeurt_iets(zaak)
        voor = len(zaak.verstuurd)
        _volgende(zaak, lengte - voor)
        zaak.gebeurd += [een.regel() for een in zaak.verstuurd[voor:]]
        if len(zaak.verstuurd) == voor:
            # Er was niets te sturen: dan is de reeks een bericht korter.
            lengte -= 1
    return zaak


def _breng_mensen(zaak: Zaak) -> None:
    """Leden, een ouder en van elke partij een medewerker; soms ook in een eigen bestand."""
    rng = zaak.rng
    leden = [
        Mens(uuid(rng), 1, geboren(rng.choice(LEEFTIJDEN), zaak.vandaag, rng))
        for _ in range(rng.choice((2, 2, 3)))
    ]
    leden.append(Mens(uuid(rng), 1, geboren(rng.choice((13, 14)), zaak.vandaag, rng)))
    kind = rng.choice(leden[-2:])
    zaak.mensen = [*leden, Mens(uuid(rng), 2, None, kind)]
    for partij in DRIE:
        functies = [wie for (van, _), wie in sorted(zaak.stelsel.gekend.items()) if van == partij]
        zaak.mensen.append(Mens(rng.choice(functies), 3))
    if kans(rng, 0.5):
        eigen_bestand.leg_mensen_vast(zaak, rng.choice(DRIE))


def _gebeurt_iets(zaak: Zaak) -> None:
    """Tussen twee berichten staat de tijd niet stil."""
    rng, stelsel = zaak.rng, zaak.stelsel
    wat = rng.choice(("dag", "dag", "stap", "stap", "onderzoek", "sluit"))
    if wat == "dag":
        stelsel.klok.vooruit(days=1)
    elif zaak.toestand["status"] != "actief":
        return
    elif wat == "stap":
        zaak.verder()
    elif wat == "onderzoek":
        tot = rng.choice((None, zaak.vandaag - timedelta(days=1)))
        zaak.onderzoek(zaak.vandaag - timedelta(days=2), tot)
    else:
        zaak.sluit()
    zaak.gebeurd.append(f"-- {wat}: stap {zaak.stap}, {zaak.vandaag}")


def _volgende(zaak: Zaak, plek: int) -> None:
    """Het volgende bericht: langs de eigen dienst, of met de hand en dan vaak vervormd."""
    rng = zaak.rng
    if kans(rng, 0.35) and dienstweg.stuur(zaak):
        return
    if kans(rng, 0.12):
        ontwerpen = _aan_tafel(zaak, plek)
    else:
        ontwerp = _ontwerp(zaak)
        ontwerpen = [] if ontwerp is None else [ontwerp]
    if not ontwerpen:
        return
    if kans(rng, 0.4):
        for _ in range(rng.choice((1, 1, 2))):
            zaak.gebeurd.append(f"-- vervormd: {vervorm(zaak, ontwerpen[0])}")
    hand.stuur_samen(zaak, ontwerpen)


def _ontwerp(zaak: Zaak) -> Ontwerp | None:
    rng = zaak.rng
    eerdere = [een for een in zaak.verstuurd if een.delen or een.soort in ZONDER_PERSONEN]
    if eerdere and kans(rng, 0.75):
        goed = [een for een in eerdere if een.aanvaard and een.soort in INTREKBAAR]
        goed = [een for een in goed if een.delen or kans(rng, 0.15)]
        if goed or kans(rng, 0.2):
            return _vervolg(zaak, rng.choice(goed if goed and kans(rng, 0.93) else eerdere))
    van, naar = rng.choice(PAREN)
    if kans(rng, 0.2):
        return maak.zonder_personen(zaak, rng.choice(ZONDER_PERSONEN), van, naar)
    kan = [(v["aan"], v["van"]) for v in zaak.verzoeken()]
    if zaak.stap == 2 and (van, naar) not in kan and (van, naar) != ("politie", "om"):
        if not kan or kans(rng, 0.3):
            # Wie het krijgt wil een vraag die hij zelf stelde, en dat weet alleen zijn dienst.
            if kans(rng, 0.7):
                dienstweg.vraag_aan(zaak, naar, van)
                return None
            return maak.zonder_personen(zaak, "informatieverzoek", naar, van)
        van, naar = rng.choice(kan)
    if kans(rng, 0.15):
        return _aan_de_telefoon(zaak, van, naar)
    return maak.verstrekking(zaak, van, naar)


def _vervolg(zaak: Zaak, op: Verstuurd) -> Ontwerp | None:
    rng = zaak.rng
    van, naar = op.kop["afzender"], op.kop["ontvanger"]
    soort = rng.choice(VERVOLG) if op.delen else "intrekking"
    if kans(rng, 0.12):
        van, naar = rng.choice(PAREN)
    if soort == "intrekking":
        return maak.intrekking(zaak, op, van, naar)
    if soort == "aanvulling":
        terug = zaak.stap != 2 and kans(rng, 0.4)
        derde = next(partij for partij in DRIE if partij not in (van, naar))
        weg = rng.choice(((naar, van), (naar, derde))) if terug else (van, naar)
        return maak.aanvulling(zaak, op, *weg)
    # Een bron weet alleen van een melding als haar eigen dienst het gegeven verstuurde.
    kans_op_melding = 0.5 if op.langs == dienstweg.LANGS else 0.2
    herkomst = "ontvangen" if kans(rng, kans_op_melding) else "eigen"
    # Een melding gaat van wie het kreeg naar de bron; op een melding antwoordt die.
    keert = (herkomst == "ontvangen") != (
        op.soort == "correctie" and op.delen[0]["herkomst"] == "ontvangen"
    )
    return maak.correctie(zaak, op, *((naar, van) if keert else (van, naar)), herkomst)


def _aan_de_telefoon(zaak: Zaak, van: str, naar: str) -> Ontwerp | None:
    ontwerp = maak.verstrekking(zaak, van, naar, kanaal="telefoon")
    if ontwerp is not None:
        ontwerp.kop["uiting"] = uuid7(zaak.stelsel.klok())
    return ontwerp


def _aan_tafel(zaak: Zaak, plek: int) -> list[Ontwerp]:
    """Een geregistreerd overleg van twee of drie partijen, en voor elke ander een bericht."""
    rng = zaak.rng
    van, naar = rng.choice(PAREN)
    soort = rng.choice(("structureel", "driehoek"))
    eerste = maak.verstrekking(zaak, van, naar, kanaal="overleg", overlegsoort=soort)
    if eerste is None:
        return []
    deelnemers = [eerste.kop["medewerker"], eerste.kop["ontvangendeMedewerker"]]
    ontwerpen = [eerste]
    derde = next(partij for partij in DRIE if partij not in (van, naar))
    if plek >= 2 and kans(rng, 0.3):
        over = [maak.mens_van(zaak, deel["betrokkene"]) for deel in eerste.delen]
        tweede = maak.zelfde_voor(zaak, eerste, derde, over)
        ontwerpen.append(tweede)
        deelnemers.append(tweede.kop["ontvangendeMedewerker"])
    overleg = zaak.plan_overleg(van, soort, deelnemers)
    uiting = uuid7(zaak.stelsel.klok())
    for ontwerp in ontwerpen:
        ontwerp.kop |= {"kanaal": "overleg", "overleg": overleg, "uiting": uiting}
    return ontwerpen

"""Dezelfde berichten langs de gewone weg: een medewerker die de eigen dienst iets opdraagt."""

from __future__ import annotations

from collections.abc import Callable

from shared.bestand.ontvangen.gegevens import open_gegeven
from shared.verzenden.tabellen import UitgaandRij
from tests.integratie.partij.driehoek import AFWEGING
from tests.integratie.reeksen import eigen_bestand
from tests.integratie.reeksen.eigen_bestand import PADEN
from tests.integratie.reeksen.ontwerp import STUKKEN, is_van, wie_mag
from tests.integratie.reeksen.zaak import Mens, Verstuurd, Zaak
from tests.tweedelezing.lezing_bericht import RECHT_VAN_SOORT
from tests.tweedelezing.lezing_onderdelen import SOORTEN
from tests.tweedelezing.maker_basis import DRIE, Obj, kans
from tests.tweedelezing.maker_basis import Zaak as Toetszaak
from tests.tweedelezing.maker_gegevens import kies_doel, maak_onderdeel, mogelijk

GEBELD = "aan de telefoon"
LANGS = "langs de dienst"


def stuur(zaak: Zaak) -> bool:
    """Een bericht langs de dienst, als daar nu iets te sturen is."""
    wegen: list[Callable[[Zaak], Verstuurd | None]] = [_meld, _meld, _trek_in, _verbeter]
    wegen += [_verbeter, _geef, _geef, _geef, _vul_aan, _bel]
    zaak.rng.shuffle(wegen)
    if kans(zaak.rng, 0.1):
        wegen = [_vraag]
    return any(weg(zaak) is not None for weg in wegen)


def _geef(zaak: Zaak) -> Verstuurd | None:
    """Een verstrekking uit het eigen bestand."""
    eigen = [mens for mens in zaak.mensen if mens.bij is not None]
    if not eigen:
        return None
    van = zaak.rng.choice(eigen).bij
    assert van is not None
    naar = zaak.rng.choice([partij for partij in DRIE if partij != van])
    verzoeken = [v["id"] for v in zaak.verzoeken() if (v["van"], v["aan"]) == (naar, van)]
    if zaak.stap == 2 and not verzoeken and (van, naar) != ("politie", "om"):
        return vraag_aan(zaak, naar, van)
    op = zaak.rng.choice(verzoeken) if verzoeken else None
    return _gegevens(zaak, "verstrekking", van, naar, op, None)


def _bel(zaak: Zaak) -> Verstuurd | None:
    """Iets uit het eigen bestand aan de telefoon vertellen, en dat daarna bevestigen."""
    eigen = [mens for mens in zaak.mensen if mens.bij is not None]
    if not eigen:
        return None
    van = str(zaak.rng.choice(eigen).bij)
    naar = zaak.rng.choice([partij for partij in DRIE if partij != van])
    verzoeken = [v["id"] for v in zaak.verzoeken() if (v["van"], v["aan"]) == (naar, van)]
    return _gegevens(zaak, GEBELD, van, naar, verzoeken[0] if verzoeken else None, None)


def _zeg(
    zaak: Zaak, van: str, naar: str, document: Obj, delen: list[Obj], op: str | None
) -> Verstuurd | None:
    """Vraagt of het gezegd mag worden, zegt dat het is gezegd, en laat de inhoud bezorgen."""
    recht_van, recht_aan = RECHT_VAN_SOORT["verstrekking"]
    wie, stand = wie_mag(zaak, van, recht_van), zaak.stand()
    opdracht = {
        **document,
        "groep": zaak.groep,
        "onderdelen": [_gezegd_deel(deel, naar) for deel in delen],
        "toehoorders": [
            {"partij": naar, "medewerker": wie_mag(zaak, naar, recht_aan), "inReactieOp": op}
        ],
    }
    antwoord = zaak.stelsel.bij(van, wie, "POST", "/uitingen", json=opdracht)
    assert antwoord.status_code in (201, 400, 403, 404, 409), antwoord.text
    uiting = antwoord.json()
    # Ook een vraag die is geweigerd is gesteld: er is over beslist.
    if "berichten" not in uiting:
        zaak.gebeurd.append(f"-- dienst van {van} weigert te vragen: {antwoord.text[:300]}")
        return None
    bericht = uiting["berichten"][0]["id"]
    kop = _kop(zaak, van, bericht)
    assert kop is not None
    verstuurd = Verstuurd(kop, [], stand, LANGS, 201)
    verstuurd.toegestaan = uiting["berichten"][0]["besluit"] == "toegestaan"
    verstuurd.gezegd, verstuurd.waarom = False, str(uiting["berichten"][0])
    zaak.verstuurd.append(verstuurd)
    if uiting["magGezegd"]:
        verteld = {"gezegdOp": stand["nu"], "berichten": [bericht]}
        pad = f"/uitingen/{uiting['id']}/_bevestig"
        bevestigd = zaak.stelsel.bij(van, wie, "POST", pad, json=verteld)
        assert bevestigd.status_code == 200, bevestigd.text
        verstuurd.gezegd = bevestigd.json()["zonderToestemming"] is False
        zaak.stelsel.laat_bezorgen(van)
        verstuurd.gegevens = _inhoud(zaak, naar, kop)
        verstuurd.aanvaard = any(verstuurd.gegevens)
    return verstuurd


def _gezegd_deel(deel: Obj, naar: str) -> Obj:
    """Hetzelfde onderdeel, met de grond voor wie het hoort."""
    rest = {lid: waarde for lid, waarde in deel.items() if lid != "grondslag"}
    if deel.get("grondslag") is None:
        return rest
    return {**rest, "grondslagen": {naar: deel["grondslag"]}}


def _vul_aan(zaak: Zaak) -> Verstuurd | None:
    """Nieuwe soorten bij wat eerder langs deze weg ging."""
    eerder = _eerder(zaak, "verstrekking", "aanvulling")
    if eerder is None:
        return None
    over = {deel["betrokkene"] for deel in eerder.delen}
    van, naar = eerder.kop["afzender"], eerder.kop["ontvanger"]
    return _gegevens(zaak, "aanvulling", van, naar, eerder.id, over)


def _gegevens(
    zaak: Zaak, soort: str, van: str, naar: str, op: str | None, over: set[str] | None
) -> Verstuurd | None:
    rng = zaak.rng
    mensen = [
        mens
        for mens in zaak.mensen
        if (mens.bij == van or (mens.categorie == 3 and is_van(zaak, mens, van) and kans(rng, 0.1)))
        and (over is None or mens.betrokkene in over)
    ]
    if not mensen:
        return None
    toets = Toetszaak(rng, zaak.vandaag, "", zaak.groep)
    delen, koppen = [], []
    for _ in range(rng.choice((1, 2, 2))):
        mens = rng.choice(mensen)
        gekozen = _kies_soort(zaak, mens, van, naar)
        persoon = {"betrokkene": mens.betrokkene, "categorie": mens.categorie,
                   "leeftijdsklasse": "16-17", "kind": None}  # fmt: skip
        kop = maak_onderdeel(toets, van, naar, gekozen, persoon)
        deel = eigen_bestand.opdracht(zaak, mens, van, gekozen, kop)
        if deel is not None:
            delen.append(deel)
            koppen.append(kop)
    if not delen:
        return None
    belang = {"zwaarwegendAlgemeenBelang": True} if van == "om" else {}
    document: Obj = {
        "soort": soort,
        "doel": kies_doel(rng, van, koppen),
        "afweging": {**AFWEGING, **belang},
    }
    if soort == GEBELD:
        return _zeg(zaak, van, naar, {**document, "soort": "verstrekking"}, delen, op)
    document |= {"inReactieOp": op, "onderdelen": delen}
    return _verstuur(zaak, "/verstrekkingen", soort, van, naar, document)


def _kies_soort(zaak: Zaak, mens: Mens, van: str, naar: str) -> str:
    """Een soort over deze mens: meestal een die nu naar deze partij kan, soms zomaar een."""
    heeft = sorted(s for s, wie in SOORTEN.items() if mens.categorie in wie.get(van, ()))
    heeft = [soort for soort in heeft if soort != "RECENT_VERVOLGD"]
    kan = mogelijk(van, naar, zaak.stap, "koppelvlak", None)
    goed = [soort for soort in heeft if (soort, mens.categorie) in kan]
    return zaak.rng.choice(goed if goed and kans(zaak.rng, 0.8) else heeft or ["NAW"])


def _vraag(zaak: Zaak) -> Verstuurd | None:
    """Een informatieverzoek, van wie ook aan wie ook."""
    van, naar = zaak.rng.sample(DRIE, k=2)
    return vraag_aan(zaak, van, naar)


def vraag_aan(zaak: Zaak, van: str, naar: str) -> Verstuurd | None:
    """Een informatieverzoek van deze partij aan die andere."""
    document = {"vraag": STUKKEN["vraag"]["vraag"]}
    return _verstuur(zaak, "/informatieverzoeken", "informatieverzoek", van, naar, document)


def _trek_in(zaak: Zaak) -> Verstuurd | None:
    """Een eigen bericht terug, helemaal of op één plaats."""
    eerder = _eerder(zaak, "verstrekking", "aanvulling", "correctie", "informatieverzoek")
    if eerder is None:
        return None
    delen = []
    if eerder.delen and kans(zaak.rng, 0.5):
        delen = [{"vervangt": zaak.rng.randrange(len(eerder.delen))}]
    van, naar = eerder.kop["afzender"], eerder.kop["ontvanger"]
    document = {"soort": "intrekking", "inReactieOp": eerder.id, "onderdelen": delen}
    return _verstuur(zaak, "/verstrekkingen", "intrekking", van, naar, document)


def _verbeter(zaak: Zaak) -> Verstuurd | None:
    """De bron geeft een gegeven opnieuw, soms nadat het in het eigen bestand is veranderd."""
    eerder = _eerder(zaak, "verstrekking", "aanvulling", "correctie")
    if eerder is None or not eerder.delen:
        return None
    van, naar = eerder.kop["afzender"], eerder.kop["ontvanger"]
    oud = zaak.rng.choice(eerder.delen)
    wie = [m for m in zaak.mensen if m.betrokkene == oud["betrokkene"] and m.bij == van]
    mens = wie[0] if wie else None
    if mens is None or oud["gegevenssoort"] in PADEN:
        return None
    if kans(zaak.rng, 0.5):
        eigen_bestand.wijzig(zaak, van, mens)
    deel = {"persoon": mens.persoon, "gegevenssoort": oud["gegevenssoort"]}
    document = {"soort": "correctie", "inReactieOp": eerder.id, "onderdelen": [deel]}
    return _verstuur(zaak, "/verstrekkingen", "correctie", van, naar, document)


def _meld(zaak: Zaak) -> Verstuurd | None:
    """Wie een gegeven kreeg meldt de bron dat het niet klopt."""
    partij = zaak.rng.choice(DRIE)
    rijen = zaak.stelsel.ontvangen(partij, zaak.groep)
    eigen = {een.id for een in zaak.verstuurd if een.langs == LANGS}
    rijen = [rij for rij in rijen if rij.bericht_id in eigen or kans(zaak.rng, 0.2)]
    if not rijen:
        return None
    rij = zaak.rng.choice(rijen)
    deel = {
        "persoon": rij.persoon_id,
        "gegevenssoort": rij.gegevenssoort,
        "gegeven": rij.id,
        "gegevens": {"fout": "onjuist"},
    }
    naar = rij.bron if kans(zaak.rng, 0.9) else zaak.rng.choice([p for p in DRIE if p != partij])
    document = {"soort": "correctie", "inReactieOp": rij.bericht_id, "onderdelen": [deel]}
    return _verstuur(zaak, "/verstrekkingen", "correctie", partij, naar, document)


def _eerder(zaak: Zaak, *soorten: str) -> Verstuurd | None:
    goed = [
        een
        for een in zaak.verstuurd
        if een.langs == LANGS and een.soort in soorten and een.aanvaard
    ]
    return zaak.rng.choice(goed) if goed else None


def _verstuur(
    zaak: Zaak, pad: str, soort: str, van: str, naar: str, document: Obj
) -> Verstuurd | None:
    """Draagt het op en leest terug wat er de deur uit ging; niets als er niets ging."""
    recht_van, recht_aan = RECHT_VAN_SOORT.get(soort, (frozenset({"verstrekken"}),) * 2)
    wie = wie_mag(zaak, van, recht_van)
    volledig = {
        **document,
        "groep": zaak.groep,
        "ontvanger": naar,
        "ontvangendeMedewerker": wie_mag(zaak, naar, recht_aan),
    }
    stand = zaak.stand()
    antwoord = zaak.stelsel.bij(van, wie, "POST", pad, json=volledig)
    assert antwoord.status_code in (201, 400, 403, 404, 409), antwoord.text
    uit = antwoord.json()
    kop = _kop(zaak, van, uit.get("id"))
    if kop is None:
        zaak.gebeurd.append(f"-- dienst van {van} weigert {soort}: {antwoord.text[:300]}")
        return None
    aanvaard = antwoord.status_code == 201 and uit["status"] == "afgeleverd"
    redenen = {f"{een['poort']} {een['code']}" for een in uit.get("redenen", ())}
    waarom = "" if aanvaard else f"{uit.get('status')} {sorted(redenen)}"
    verstuurd = Verstuurd(kop, _inhoud(zaak, naar, kop), stand, LANGS, antwoord.status_code)
    verstuurd.toegestaan = antwoord.status_code == 201
    verstuurd.aanvaard, verstuurd.waarom = aanvaard, waarom
    zaak.verstuurd.append(verstuurd)
    return verstuurd


def _kop(zaak: Zaak, partij: str, kenmerk: str | None) -> Obj | None:
    with zaak.stelsel.bureaus[partij].uitwisseling.dienst.lezend() as sessie:
        rij = None if kenmerk is None else sessie.get(UitgaandRij, kenmerk)
        return None if rij is None else dict(rij.kop)


def _inhoud(zaak: Zaak, bij: str, kop: Obj) -> list[Obj]:
    """Wat de ontvanger ervan bewaarde, in de volgorde van de kop."""
    kluis = zaak.stelsel.bureaus[bij].uitwisseling.dienst.kluis
    per_plaats = {
        rij.volgnummer: open_gegeven(kluis, rij) or {}
        for rij in zaak.stelsel.ontvangen(bij, zaak.groep)
        if rij.bericht_id == kop["id"]
    }
    return [per_plaats.get(plaats, {}) for plaats in range(len(kop["onderdelen"]))]

"""Een verzonnen log in het geheugen en de bundel die ervan te maken is, heel of beschadigd."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from deploy.uitgifte import Doel, Houder, Termijn, geef_uit, maak_wortel
from shared.bericht.jsonvorm import jcs
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bewijsbundel.bundel import schrijf_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from shared.bewijsbundel.vorm import Bundelinhoud, Convenantversie
from shared.convenant.besluiten.groepsbesluit import ondertekening
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek.aangroei import Aangroei
from shared.logboek.bladen import BewezenBlad
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.merkle import bladhash, inclusiebewijs
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.tegels import Tegelhashes
from tests.hulp.profiel import profiel
from tests.unit.logboek.hulp import VECTOREN, blad_bytes, cosigneer, getuigesleutel, logsleutel

NU = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ID = "0193aaaa-0000-7000-8000-0000000009{:02d}"


WIE = {
    "politie": ("0193aaaa-0000-7000-8000-000000000031", "teamchef"),
    "gemeente": ("0193aaaa-0000-7000-8000-000000000032", "burgemeester"),
    "om": ("0193aaaa-0000-7000-8000-000000000033", "officier"),
}
"""Wie er namens een partij over een groep besluit."""

_OM = Houder("om", "Parket Nergenshuizen (test)", "00000099000000003000")
_TERMIJN = Termijn(NU - timedelta(days=30), NU + timedelta(days=300))


@cache
def ondertekenaar(partij: str) -> BestandsOndertekenaar:
    """De ondertekenaar van een partij; van politie en gemeente die uit het profiel."""
    naam = f"{partij}Ondertekening"
    if naam not in VECTOREN["sleutels"]:
        sleutel = ec.generate_private_key(ec.SECP256R1())
        eigen = geef_uit(maak_wortel(_TERMIJN), _OM, Doel.ONDERTEKENING, sleutel, _TERMIJN)
        return BestandsOndertekenaar.uit_pem(eigen.sleutel_pem, eigen.pem)
    return BestandsOndertekenaar.uit_pem(VECTOREN["sleutels"][naam], VECTOREN["certificaten"][naam])


@cache
def certificaten() -> Mapping[str, str]:
    """PEM van elk ondertekencertificaat, onder zijn x5t#S256."""
    alle = (ondertekenaar(partij).certificaat for partij in WIE)
    return {certificaat.x5t_s256: certificaat.pem for certificaat in alle}


@cache
def wortels() -> bytes:
    """De wortel waarop de certificaten van het profiel teruggaan."""
    pem: str = VECTOREN["certificaten"]["wortel"]
    return pem.encode()


def certificaat(partij: str) -> Certificaat:
    """Het ondertekencertificaat van een partij."""
    return ondertekenaar(partij).certificaat


def toetsverzoek(geval: str, nummer: int) -> dict[str, Any]:
    """Het toetsverzoek van een geval uit het profiel, met een eigen bericht-id."""
    if geval == MONDELING:
        return mondeling_verzoek(nummer)
    pad = profiel() / "gevallen" / f"{geval}.json"
    verzoek: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))["toetsverzoek"]
    verzoek["kop"]["id"] = ID.format(nummer)
    return verzoek


MONDELING = "mondeling"
"""Een verstrekking in een overleg waar het OM niet bij zit; die mag."""


def mondeling_verzoek(nummer: int) -> dict[str, Any]:
    """Wat in een overleg van politie en gemeente mag worden gezegd."""
    verzoek = toetsverzoek("wpg8-met-om-aan-tafel-zonder-onderzoek", nummer)
    kop, overleg = verzoek["kop"], verzoek["toestand"]["overleg"]
    overleg["deelnemers"] = [kop["medewerker"], kop["ontvangendeMedewerker"]]
    return verzoek


def besluitblad(
    geval: str = "mag-politie-gemeente-stap2",
    nummer: int = 1,
    *,
    tekenaar: str | None = None,
    digest: str | None = None,
    **anders: Any,
) -> bytes:
    """Een blad met een echt genomen en echt ondertekend besluit; `anders` vervangt leden."""
    verzoek = toetsverzoek(geval, nummer)
    digest = digest or digest_header(f"body {nummer}".encode())
    besluit = toets(lees_toetsverzoek(verzoek, standaard_convenant()), standaard_convenant())
    velden = {
        **verzoek,
        "digest": digest,
        "payloadSignature": onderteken_digest(
            ondertekenaar(tekenaar or verzoek["kop"]["afzender"]), digest, NU
        ),
        "besluit": besluit.als_dict(),
    }
    return blad_bytes("besluit", NU, **{**velden, **anders})


def bevestigingsblad(
    nummer: int = 1, *, tekenaar: str = "gemeente", digest: str | None = None, **anders: Any
) -> bytes:
    """Een blad met een echt ondertekende ontvangst; `anders` vervangt leden."""
    digest = digest or digest_header(f"body {nummer}".encode())
    ontvangst = Ontvangst(ID.format(nummer), digest, "aanvaard", None, NU)
    tekst, handtekening = maak_ontvangst(ondertekenaar(tekenaar), ontvangst)
    velden = {
        "id": ontvangst.id,
        "status": ontvangst.status,
        "ontvangst": tekst,
        "handtekening": handtekening,
    }
    return blad_bytes("bevestiging", NU + timedelta(seconds=1), **{**velden, **anders})


def eerste_ontvangstreden() -> str:
    """Een reden waarom een ontvanger iets weigert."""
    return next(iter(standaard_convenant().ontvangstredenen))


def geweigerde_ontvangst(nummer: int, reden: str) -> bytes:
    """Een ontvanger weigert wat aankwam, om deze reden."""
    digest = digest_header(f"body {nummer}".encode())
    ontvangst = Ontvangst(ID.format(nummer), digest, "geweigerd", reden, NU)
    tekst, handtekening = maak_ontvangst(ondertekenaar("gemeente"), ontvangst)
    return blad_bytes(
        "bevestiging", NU, id=ontvangst.id, status="geweigerd", ontvangst=tekst,
        handtekening=handtekening,
    )  # fmt: skip


def gezegdblad(*nummers: int, tekenaar: str = "politie", **anders: Any) -> bytes:
    """Dat de woorden van deze berichten zijn uitgesproken; `anders` vervangt leden."""
    kop = mondeling_verzoek(1)["kop"]
    digest = digest_header(f"gezegd {nummers}".encode())
    velden = {
        "uiting": kop["uiting"],
        "overleg": kop["overleg"],
        "berichten": [ID.format(nummer) for nummer in nummers],
        "gezegdOp": "2026-11-23T12:03:00Z",
        "medewerker": kop["medewerker"],
        "zonderToestemming": False,
        "digest": digest,
        "payloadSignature": onderteken_digest(ondertekenaar(tekenaar), digest, NU),
    }
    return blad_bytes("mondeling", NU + timedelta(seconds=2), **{**velden, **anders})


def handtekeningen(
    document: Any, partijen: Sequence[str], functies: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Van elke partij wie er tekende, en haar handtekening over dit document en die persoon."""
    digest = digest_header(jcs(document))
    uit = {}
    for partij in partijen:
        medewerker, functie = WIE[partij]
        getekend = digest_header(jcs(ondertekening(digest, medewerker)))
        uit[partij] = {
            "medewerker": medewerker,
            "functie": (functies or {}).get(partij, functie),
            "handtekening": onderteken_digest(ondertekenaar(partij), getekend, NU),
        }
    return uit


def groepsblad(
    partijen: Sequence[str] = ("gemeente",), soort: str = "afsluiting", **anders: Any
) -> bytes:
    """Een groepsbesluit, getekend door deze partijen."""
    besluit = {"soort": soort, "groep": ID.format(50)}
    velden = {"besluit": besluit, "handtekeningen": handtekeningen(besluit, partijen)}
    return blad_bytes("groepsbesluit", NU, **{**velden, **anders})


def autorisatieblad(partij: str, anders: Mapping[str, Any] | None = None) -> bytes:
    """Wat een partij verklaart over wie er namens haar besluit; `anders` vervangt leden."""
    medewerker, functie = WIE[partij]
    digest = digest_header(f"autorisatie {partij}".encode())
    velden = {
        "id": medewerker,
        "partij": partij,
        "functie": functie,
        **dict.fromkeys(("aangewezen", "geautoriseerd", "geheimhouding", "vog"), True),
        "geldigTot": "2027-06-30",
        "digest": digest,
        "payloadSignature": onderteken_digest(ondertekenaar(partij), digest, NU),
    }
    return blad_bytes("autorisatie", NU, **{**velden, **(anders or {})})


def aanstelling(**anders: Any) -> dict[str, Any]:
    """Een aanstelling van een auditor, zoals de partijen haar tekenen."""
    return {
        "id": "0193aaaa-0000-7000-8000-000000000041",
        "versie": 1,
        "tijdstip": "2026-11-23T12:00:00Z",
        "autorisatie": "0193aaaa-0000-7000-8000-000000000042",
        "opdracht": "wettelijke-audit",
        "van": "2026-11-23",
        "tot": "2027-05-23",
        **anders,
    }


def aanstellingsblad(
    partijen: Sequence[str] = ("politie", "om", "gemeente"), **anders: Any
) -> bytes:
    """Een aanstelling zoals zij in het log staat, getekend door deze partijen."""
    document = aanstelling()
    velden = {
        "id": document["id"],
        "aanstelling": document,
        "handtekeningen": handtekeningen(document, partijen),
        "geldigTot": document["tot"],
    }
    return blad_bytes("autorisatie", NU, **{**velden, **anders})


def standaardbladen() -> list[bytes]:
    """Een klein log met van alles wat."""
    regels = standaard_convenant()
    return [
        blad_bytes("convenant", NU, id=regels.id, versie=regels.versie, hash=regels.hash),
        besluitblad(nummer=1),
        bevestigingsblad(nummer=1),
        besluitblad("kind-van-elf", nummer=2),
        groepsblad(),
        besluitblad(nummer=3),
        blad_bytes(
            "bevestiging",
            NU,
            id=ID.format(3),
            status="onbereikbaar",
            ontvangst=None,
            handtekening=None,
        ),
        blad_bytes("configuratie", NU, omgeving="ontwikkeling"),
    ]


def gezegd_en_afgeleverd(nummer: int) -> list[bytes]:
    """Wat mocht, werd gezegd, en pas daarna is de inhoud afgeleverd."""
    return [
        besluitblad(MONDELING, nummer),
        bevestigingsblad(nummer),
        gezegdblad(nummer),
        bevestigingsblad(nummer, digest=digest_header(f"inhoud {nummer}".encode())),
    ]


@dataclass
class Proefbundel:
    """Alles waar een bundel uit bestaat; verander een lid om een andere bundel te maken."""

    bladen: Sequence[bytes] = field(default_factory=standaardbladen)
    nummers: Sequence[int] | None = None
    grootte: int | None = None
    log: Notitiesleutel = field(default_factory=logsleutel)
    getuige: Notitiesleutel = field(default_factory=getuigesleutel)
    getuigetijd: datetime = NU + timedelta(minutes=1)
    convenanten: Sequence[Convenantversie] | None = None
    opgeschoond: Sequence[int] = ()
    certificaat: Callable[[str], str | None] = field(default_factory=lambda: certificaten().get)

    def checkpoint(self) -> str:
        """De medeondertekende stand van dit log."""
        grootte = len(self.bladen) if self.grootte is None else self.grootte
        rand = Aangroei()
        rand.voeg_toe(bladhash(blad) for blad in self.bladen[:grootte])
        stand = Checkpoint(self.log.naam, grootte, rand.wortel())
        notitie = onderteken_checkpoint(stand, self.log)
        return cosigneer(notitie, self.getuige, int(self.getuigetijd.timestamp()))

    def inhoud(self) -> Bundelinhoud:
        """Wat er in de bundel gaat."""
        regels = standaard_convenant()
        eigen = [Convenantversie(regels.id, regels.versie, regels.bron.decode())]
        return Bundelinhoud(
            vraag={"soort": None},
            gemaakt="2026-11-23T12:05:00Z",
            checkpoint=self.checkpoint(),
            logsleutel=self.log.verificatiesleutel,
            getuigen={"politie": self.getuige.verificatiesleutel},
            convenanten=eigen if self.convenanten is None else self.convenanten,
            certificaat=self.certificaat,
            bladen=self.bewezen(),
            opgeschoond=self.opgeschoond,
        )

    def bewezen(self) -> list[BewezenBlad]:
        """De gevraagde bladen met hun bewijs tegen de grootte van het checkpoint."""
        rand, tegels = Aangroei(), {}
        grootte = len(self.bladen) if self.grootte is None else self.grootte
        rand.voeg_toe(bladhash(blad) for blad in self.bladen[:grootte])
        for tegel in rand.neem_gewijzigde_tegels():
            tegels[tegel.niveau, tegel.nummer] = tegel.hashes
        hashes = Tegelhashes(lambda niveau, nummer: tegels[niveau, nummer])
        nummers = range(grootte) if self.nummers is None else self.nummers
        return [
            BewezenBlad(n, self.bladen[n], tuple(inclusiebewijs(n, grootte, hashes)))
            for n in nummers
        ]

    def schrijf(self, pad: Path) -> Path:
        """Schrijf de ZIP."""
        schrijf_bundel(pad, self.inhoud())
        return pad


Wijziging = Callable[[bytes], bytes | None]


def herschrijf(pad: Path, wijzigingen: Mapping[str, Wijziging]) -> Path:
    """Maak de ZIP opnieuw met deze bestanden gewijzigd; None laat een bestand weg."""
    with zipfile.ZipFile(pad) as oud:
        bestanden = {naam: oud.read(naam) for naam in oud.namelist()}
    for naam, wijzig in wijzigingen.items():
        nieuw = wijzig(bestanden.pop(naam, b""))
        if nieuw is not None:
            bestanden[naam] = nieuw
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as nieuw_archief:
        for naam, inhoud in bestanden.items():
            nieuw_archief.writestr(naam, inhoud)
    return pad


def wijzig_json(wijzig: Callable[[Any], Any]) -> Wijziging:
    """Een wijziging van een JSON-bestand, ter plekke in het document."""

    def doe(inhoud: bytes) -> bytes:
        document = json.loads(inhoud)
        wijzig(document)
        return json.dumps(document).encode()

    return doe


def wijzig_regels(wijzig: Callable[[list[dict[str, Any]]], Any]) -> Wijziging:
    """Een wijziging van de regels met bladen, ter plekke in de lijst."""

    def doe(inhoud: bytes) -> bytes:
        regels = [json.loads(regel) for regel in inhoud.splitlines()]
        wijzig(regels)
        return b"".join(json.dumps(r).encode() + b"\n" for r in regels)

    return doe


def soorten(rapport: Bundelrapport) -> list[tuple[str, int | None]]:
    """Welke fouten er zijn gevonden, en in welk blad."""
    return [(fout.soort.value, fout.blad) for fout in rapport.fouten]

"""Measures a log of a million leaves: proofs, searches, memory; and checking a bundle of 10,000.

The leaves are real leaves with the real search register beside them, written by the real writer;
only what they say is invented (`zoekbladen`). Filling takes minutes and is not part of any figure.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rich.progress import track
from sqlalchemy import Engine

from deploy.bench.voorbeeld import toetsverzoek
from deploy.bench.zoekbladen import BEGIN, PARTIJEN, Bladenmaker
from deploy.pki import maak_pki
from shared.bericht.jsonvorm import lees_json
from shared.bericht.partijen.partijdocument import (
    GEBRUIK,
    onderteken_partijdocument,
    schrijf_partijdocument,
)
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.bundel import schrijf_bundel
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.vorm import Bundelinhoud, Convenantversie, Dekking
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek.aangroei import Aangroei
from shared.logboek.bladen import BewezenBlad, Bladsoort, lees_blad, maak_blad
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import bladhash, inclusiebewijs
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver
from shared.logboek.tegels import Tegelhashes
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.migratie import migreer

# De gateway is een eigen programma; een meting kijkt erin, maar hangt er niet van af.
_kern = import_module("gateway.kern")
_regels = import_module("gateway.zoekregister.regels")
_register = import_module("gateway.zoekregister.register")
_selectie = import_module("gateway.zoekregister.selectie")
_vraagvorm = import_module("gateway.zoekregister.vraag")

BLADEN = 1_000_000
BUNDELBLADEN = 10_000
PORTIE = 5_000
PAGINA = 50
HONDERDSTE = 99
KEREN = 300
_MS = 1000
_Geval = TypeVar("_Geval")


@dataclass(frozen=True)
class Grootlog:
    """What was measured. `geheugen_mb`: resident at a tenth and at all of the leaves."""

    bladen: int
    bewijs_p95_ms: float
    zoek_eerste_p95_ms: float
    zoek_honderdste_p95_ms: float
    checkpoint_p95_ms: float
    geheugen_tiende_mb: float
    geheugen_mb: float

    @property
    def zoek_p95_ms(self) -> float:
        """The slower of the first and the hundredth page."""
        return max(self.zoek_eerste_p95_ms, self.zoek_honderdste_p95_ms)


def meet_grootlog(url: str, bladen: int = BLADEN) -> Grootlog:
    """Fill a log in this database and ask it things."""
    migreer(url, _kern.MIGRATIES)
    engine = maak_engine(url)
    try:
        tiende = _vul(engine, bladen)
        kans = random.Random(3)  # noqa: S311 - kiest wat er gemeten wordt
        lezer = Loglezer(engine)
        bewijs = _p95(lambda: lezer.inclusiebewijs(kans.randrange(bladen)))
        checkpoint = _p95(lezer.stand)
        vragen = [_vraag(kans, bladen) for _ in range(KEREN)]
        eerste = _p95_over(vragen, lambda vraag: _pagina(engine, vraag, bladen, 0))
        honderdste = _p95_over(vragen, lambda vraag: _pagina(engine, vraag, bladen, HONDERDSTE))
        return Grootlog(bladen, bewijs, eerste, honderdste, checkpoint, tiende, _resident_mb())
    finally:
        engine.dispose()


def _vul(engine: Engine, bladen: int) -> float:
    """Write the leaves; the memory in use when a tenth of them was there."""
    sleutel = Notitiesleutel("meting.example/log", Ed25519PrivateKey.generate())
    stroom = Bladenmaker().bladen(bladen)
    tiende = 0.0
    with Logschrijver(
        engine, sleutel, bijwerking=_register.Zoekregister(standaard_convenant()).neem_op
    ) as schrijver:
        for ronde in track(range(0, bladen, PORTIE), description="  bladen schrijven"):
            schrijver.voeg_toe_sync(*islice(stroom, PORTIE))
            if ronde <= bladen // 10 < ronde + PORTIE:
                tiende = _resident_mb()
    return tiende


def _vraag(kans: random.Random, bladen: int) -> Any:  # noqa: ANN401 - de vorm is van de gateway
    """What an auditor asks: a period of a quarter or more, a party, and one more condition."""
    dagen = max(1, bladen // 2000)
    begin = BEGIN + timedelta(days=kans.randrange(0, max(1, dagen // 4)))
    tot = begin + timedelta(days=max(2, dagen * 3 // 4))
    afzender, ontvanger = kans.sample(PARTIJEN, 2)
    if kans.random() < 0.5:
        return _vraagvorm.Zoekopdracht(van=begin, tot=tot, afzender=afzender, kanaal="koppelvlak")
    return _vraagvorm.Zoekopdracht(van=begin, tot=tot, ontvanger=ontvanger, stap=2)


def _pagina(engine: Engine, vraag: object, grootte: int, nummer: int) -> int:
    """A page with its counts as the API makes it; how many lines it has."""
    with lezend(engine).connect() as verbinding:
        selectie = _selectie.Selectie(verbinding, vraag, None, grootte)
        selectie.aantal()
        nummers = list(islice(selectie.nummers(), nummer * PAGINA, (nummer + 1) * PAGINA))
        return len(_regels.lees_regels(verbinding, nummers, grootte))


def _p95(werk: Callable[[], object]) -> float:
    return _p95_over(range(KEREN), lambda _: werk())


def _p95_over(gevallen: Iterable[_Geval], werk: Callable[[_Geval], object]) -> float:
    """95th percentile in milliseconds, one measurement a case."""
    tijden = []
    for geval in gevallen:
        begin = time.perf_counter()
        werk(geval)
        tijden.append(time.perf_counter() - begin)
    return sorted(tijden)[int(len(tijden) * 0.95)] * _MS


def _resident_mb() -> float:
    regels = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(regel.split()[1]) for regel in regels if regel.startswith("VmRSS")) / 1024


def bundel_seconden(map_: Path, bladen: int = BUNDELBLADEN) -> float:
    """Seconds to check a bundle of decisions, each signed with RSA 3072 and taken again."""
    map_.mkdir(parents=True, exist_ok=True)
    pki = maak_pki(map_ / "pki")
    paar = pki.deelnemers["politie"].ondertekening
    tekenaar = BestandsOndertekenaar.uit_pem(
        paar.sleutel.read_bytes(), paar.certificaat.read_bytes()
    )
    log = Notitiesleutel("meting.example/log", Ed25519PrivateKey.generate())
    # De certificaten van de meting gelden vanaf vandaag; eerder tekenen telt niet.
    nu = datetime.now(UTC).replace(microsecond=0)
    besluiten = (_besluit(nummer, tekenaar, nu) for nummer in range(1, bladen))
    inhouden = [_partijblad(tekenaar, nu), *besluiten, _vraagblad(bladen, nu)]
    pad = map_ / "bundel.zip"
    schrijf_bundel(pad, _bundelinhoud(inhouden, log, tekenaar))
    begin = time.perf_counter()
    rapport = verifieer_bundel(pad, Vertrouwd(log.verificatiesleutel, None, None))
    duur = time.perf_counter() - begin
    if not rapport.in_orde or rapport.bladen != bladen:
        raise RuntimeError(f"de bundel van de meting klopt niet: {rapport.fouten[:3]}")
    return duur


_VRAAG = {"soort": "periode", "van": "2020-01-01T00:00:00Z", "tot": "2099-01-01T00:00:00Z"}


def _vraagblad(bladen: int, nu: datetime) -> bytes:
    """What the log says of the question: everything, as an auditor over all parties asks it."""
    vraag = {**_VRAAG, "aantal": bladen}
    return maak_blad(Bladsoort.RAADPLEGING, nu, partij=None, vraag=vraag).inhoud


def _besluit(nummer: int, tekenaar: BestandsOndertekenaar, nu: datetime) -> bytes:
    verzoek = toetsverzoek()
    verzoek["kop"]["id"] = f"0197f000-0000-7000-8000-{nummer:012x}"
    verzoek["toestand"]["nu"] = utc_tekst(nu)
    regels = standaard_convenant()
    besluit = toets(lees_toetsverzoek(verzoek, regels), regels).als_dict()
    digest = digest_header(str(nummer).encode())
    return maak_blad(
        Bladsoort.BESLUIT,
        nu,
        kop=verzoek["kop"],
        toestand=verzoek["toestand"],
        besluit=besluit,
        digest=digest,
        payloadSignature=onderteken_digest(tekenaar, digest, nu),
    ).inhoud


def _partijblad(tekenaar: BestandsOndertekenaar, nu: datetime) -> bytes:
    """What the sender says about itself; one certificate does for everything here."""
    certificaat, code = tekenaar.certificaat, toetsverzoek()["kop"]["afzender"]
    velden = {
        "code": code,
        "oin": certificaat.oin,
        "naam": certificaat.organisatie,
        "versie": 1,
        "tijdstip": utc_tekst(nu),
        "vorige": None,
        "actief": True,
        "dpia": nu.date().isoformat(),
        "endpoint": "https://meting.example",
        "getuige": None,
        "certificaten": {rol: [certificaat.x5t_s256] for rol in GEBRUIK},
    }
    getekend = onderteken_partijdocument(schrijf_partijdocument(velden), tekenaar)
    return maak_blad(
        Bladsoort.PARTIJ,
        nu,
        code=code,
        document=lees_json(getekend.inhoud),
        digest=getekend.digest,
        payloadSignature=getekend.handtekening,
    ).inhoud


def _bundelinhoud(
    inhouden: list[bytes], log: Notitiesleutel, tekenaar: BestandsOndertekenaar
) -> Bundelinhoud:
    rand = Aangroei()
    rand.voeg_toe(bladhash(blad) for blad in inhouden)
    tegels = {(t.niveau, t.nummer): t.hashes for t in rand.neem_gewijzigde_tegels()}
    hashes = Tegelhashes(lambda niveau, nummer: tegels[niveau, nummer])
    grootte = len(inhouden)
    regels = standaard_convenant()
    certificaat = tekenaar.certificaat
    *gevraagd_om, gevraagd = (
        BewezenBlad(n, blad, tuple(inclusiebewijs(n, grootte, hashes)))
        for n, blad in enumerate(inhouden)
    )
    return Bundelinhoud(
        vraag=_VRAAG,
        gemaakt=str(lees_blad(inhouden[-1]).velden["tijdstip"]),
        checkpoint=onderteken_checkpoint(Checkpoint(log.naam, grootte, rand.wortel()), log),
        logsleutel=log.verificatiesleutel,
        getuigen={},
        convenanten=[Convenantversie(regels.id, regels.versie, regels.bron.decode())],
        certificaat={certificaat.x5t_s256: certificaat.pem}.get,
        bladen=gevraagd_om,
        gevraagd=gevraagd,
        dekking=lambda _: Dekking(voor=None, na=None, weggelaten=()),
    )

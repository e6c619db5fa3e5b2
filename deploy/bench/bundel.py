"""Measures checking a bundle of 10,000 leaves, as an auditor does who trusts nobody."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bench.voorbeeld import toetsverzoek
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
from shared.logboek.merkle import bladhash, inclusiebewijs
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.tegels import Tegelhashes

BUNDELBLADEN = 10_000


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

"""Een gateway die de lijn echt spreekt: toetst, tekent, houdt een boom bij en bezorgt door.

Wat zij niet is: duurzaam, en eerlijk als een test haar iets anders opdraagt. `storingen` zegt per
aangeboden bericht wat er misgaat; is de rij leeg, dan gaat alles goed.
"""

from __future__ import annotations

import base64
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.bericht.bericht import OntvangenBericht, verifieer
from shared.bericht.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.jsonvorm import jcs
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst
from shared.bericht.sleutels import Ondertekenaar
from shared.convenant.groepsbesluit import registreer_informatieverzoek
from shared.convenant.regels import standaard_convenant
from shared.convenant.toetsing import toets
from shared.convenant.verzoek import lees_toetsverzoek
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.merkle import (
    bladhash,
    consistentiebewijs,
    inclusiebewijs,
    knoophash,
    wortel,
)
from shared.logboek.notitie import Notitiesleutel
from shared.web.problemen import TYPEBASIS
from tests.integratie.partij.nepbesluiten import collegas, partijlijst, voer_uit
from tests.integratie.partij.nepoverleg import Nepoverleggen
from tests.integratie.partij.nepvoorstellen import Nepvoorstellen

LOGNAAM = "driehoek.example/test"
VENSTER = timedelta(minutes=5)
Document = dict[str, Any]
Antwoord = tuple[int, Document, dict[str, str]]


class Boom:
    """Een Merkle-boom in het geheugen, de trage en overzichtelijke manier."""

    def __init__(self) -> None:
        self.bladen: list[bytes] = []

    def voeg_toe(self, soort: str, tijdstip: str, **velden: Any) -> int:
        self.bladen.append(jcs({"v": 1, "soort": soort, "tijdstip": tijdstip, **velden}))
        return len(self.bladen) - 1

    def hashes(self, niveau: int, index: int) -> bytes:
        if niveau == 0:
            return bladhash(self.bladen[index])
        return knoophash(self.hashes(niveau - 1, 2 * index), self.hashes(niveau - 1, 2 * index + 1))


@dataclass
class Geregistreerd:
    """Een partij bij de gateway. `app` is waar haar berichten heen gaan; None: onbereikbaar."""

    code: str
    oin: str
    ondertekening: Certificaat
    versleuteling: Certificaat
    app: ASGIApp | None = None


@dataclass
class _Bericht:
    digest: str
    ontvangen: OntvangenBericht
    bladnummer: int
    besluit: Document
    ontvangst: tuple[str, str] | None = None


@dataclass
class Nepgateway:
    """Het geheel; `app(oin)` is de ASGI-app zoals de houder van die OIN haar aanroept."""

    klok: Callable[[], datetime]
    vertrouwen: Vertrouwenslijst
    ondertekenaar: Ondertekenaar
    logsleutel: Ed25519PrivateKey
    partijen: dict[str, Geregistreerd] = field(default_factory=dict)
    groepen: dict[str, Document] = field(default_factory=dict)
    autorisaties: dict[str, Document] = field(default_factory=dict)
    storingen: deque[str] = field(default_factory=deque)
    aangeboden: list[tuple[str, str]] = field(default_factory=list)
    berichten: dict[str, _Bericht] = field(default_factory=dict)
    besluiten: list[Document] = field(default_factory=list)
    besluit_botst: list[Document] = field(default_factory=list)
    beslist_over_groepen: bool = False
    antwoord_kwijt: bool = False
    boom: Boom = field(default_factory=Boom)
    alarmen: list[Document] = field(default_factory=list)
    weg: bool = False
    sporen: list[str] = field(default_factory=list)
    toestand_anders: Document = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.overleggen = Nepoverleggen(
            self.boom.voeg_toe, lambda wie: str(self.autorisaties.get(wie, {}).get("partij"))
        )
        self.voorstellen = Nepvoorstellen(self._neem, lambda: _tekst(self.klok()))

    def _code(self, oin: str) -> str:
        return next((code for code, p in self.partijen.items() if p.oin == oin), "")

    @property
    def vkey(self) -> str:
        return self._notitiesleutel().vkey

    def _notitiesleutel(self) -> Notitiesleutel:
        return Notitiesleutel(LOGNAAM, self.logsleutel)

    def app(self, oin: str) -> ASGIApp:
        async def roep_aan(scope: Scope, receive: Receive, send: Send) -> None:
            assert scope["type"] == "http"
            body = b""
            while True:
                deel = await receive()
                body += deel.get("body", b"")
                if not deel.get("more_body"):
                    break
            status, document, koppen = await self._antwoord(scope, body, oin)
            rauw = [(naam.lower().encode(), waarde.encode()) for naam, waarde in koppen.items()]
            await send({"type": "http.response.start", "status": status, "headers": rauw})
            await send({"type": "http.response.body", "body": json.dumps(document).encode()})

        return roep_aan

    async def _antwoord(self, scope: Scope, body: bytes, oin: str) -> Antwoord:
        if self.weg:
            raise httpx.ConnectError("de gateway is weg")
        over_overleg = self.overleggen.antwoord(scope, body, self._code(oin))
        if over_overleg is not None:
            return over_overleg
        over_voorstel = self.voorstellen.antwoord(
            scope["method"], scope["path"], body, self._code(oin)
        )
        if over_voorstel is not None:
            return over_voorstel
        wegen: dict[tuple[str, str], Callable[..., Awaitable[Antwoord]]] = {
            ("POST", "/v1/berichten"): self._bericht,
            ("POST", "/access/v1/evaluation"): self._evalueer,
            ("GET", "/v1/partijen"): self._partijen,
            ("GET", "/v1/groepen"): self._groepen,
            ("GET", "/v1/autorisaties"): self._autorisaties,
            ("POST", "/v1/groepsbesluiten"): self._groepsbesluit,
            ("GET", "/v1/logboek/consistentie"): self._consistentie,
        }
        methode, pad = scope["method"], scope["path"]
        weg = wegen.get((methode, pad))
        if weg is not None:
            return await weg(scope, body, oin)
        laatste = pad.rpartition("/")[2]
        if (methode, pad) == ("POST", "/v1/alarmen"):
            self.alarmen.append(json.loads(body))
            return 201, {"id": self.alarmen[-1]["id"], "bladnummer": 0}, {}
        if pad.startswith("/v1/autorisaties/"):
            self.autorisaties[laatste] = json.loads(body)
            return 200, {"id": laatste, "bladnummer": 0}, {}
        if pad.startswith("/v1/groepen/"):
            return 200 if laatste in self.groepen else 404, self.groepen.get(laatste, {}), {}
        if pad.startswith("/v1/logboek/bladen/"):
            return 200, self._logboek(int(laatste), len(self.boom.bladen), met_blad=True), {}
        return 404, {"detail": "Dit adres is er niet."}, {}

    async def _bericht(self, scope: Scope, body: bytes, oin: str) -> Antwoord:
        self.sporen.append(dict(scope["headers"]).get(b"traceparent", b"").decode())
        storing = self.storingen.popleft() if self.storingen else "goed"
        if storing == "weg":
            raise httpx.ConnectError("niet bereikt")
        if storing == "later":
            return 503, {"detail": "Nu even niet."}, {"Retry-After": "7"}
        ontvangen = OntvangenBericht.lees(body, scope["headers"])
        self.aangeboden.append((ontvangen.kop.id, ontvangen.digest))
        bericht = self.berichten.get(ontvangen.kop.id)
        if bericht is None:
            if abs(ontvangen.kop.tijdstip - self.klok()) > VENSTER:
                probleem = {"type": f"{TYPEBASIS}tijdstip-buiten-venster", "detail": "Te oud."}
                return 400, probleem, {}
            bericht = self._beslis(ontvangen, oin)
        if bericht.digest != ontvangen.digest:
            return 409, {"detail": "Dit id is al gebruikt."}, {}
        if bericht.besluit["besluit"] != "toegestaan":
            return 403, {**bericht.besluit, "besluit": bericht.besluit,
                         "bladnummer": bericht.bladnummer}, {}  # fmt: skip
        if storing == "sterft-voor-bezorging":
            raise httpx.ReadError("verbinding verbroken")
        if not await self._bezorg(bericht):
            return 503, {"detail": "De ontvanger is weg."}, {"Retry-After": "5"}
        if storing == "sterft-na-bezorging":
            raise httpx.ReadError("verbinding verbroken")
        return 201, self._bewijs(bericht, storing), {}

    def _beslis(self, ontvangen: OntvangenBericht, oin: str) -> _Bericht:
        kop = ontvangen.kop
        afzender = self.partijen[kop.afzender]
        assert afzender.oin == oin
        nu = self.klok()
        verifieer(ontvangen, afzender.ondertekening, oin, nu, self.vertrouwen)
        toestand = self._toestand(ontvangen.kop_json)
        besluit = self._toets(ontvangen.kop_json, toestand)
        bladnummer = self.boom.voeg_toe(
            "besluit", _tekst(nu), kop=ontvangen.kop_json, digest=ontvangen.digest,
            payloadSignature=ontvangen.payload_signature, toestand=toestand, besluit=besluit,
        )  # fmt: skip
        bericht = _Bericht(ontvangen.digest, ontvangen, bladnummer, besluit)
        self.berichten[kop.id] = bericht
        if kop.soort == "informatieverzoek" and besluit["besluit"] == "toegestaan":
            assert kop.groep is not None
            self.groepen[kop.groep] = registreer_informatieverzoek(
                self.groepen[kop.groep], kop.id, kop.afzender, kop.ontvanger
            )
        return bericht

    async def _bezorg(self, bericht: _Bericht) -> bool:
        if bericht.ontvangst is not None:
            return True
        ontvanger = self.partijen[bericht.ontvangen.kop.ontvanger]
        if ontvanger.app is None:
            return False
        antwoord = await self.lever_af(ontvanger.app, bericht)
        if antwoord.status_code >= 500:
            return False
        assert antwoord.status_code == 200, antwoord.text
        bericht.ontvangst = antwoord.text, antwoord.headers["payload-signature"]
        tekst, handtekening = bericht.ontvangst
        self.boom.voeg_toe(
            "bevestiging", _tekst(self.klok()), id=bericht.ontvangen.kop.id, status="aanvaard",
            ontvangst=tekst, handtekening=handtekening,
        )  # fmt: skip
        return True

    async def lever_af(
        self, app: ASGIApp, bericht: _Bericht, **anders: str | None
    ) -> httpx.Response:
        """Eén aflevering bij een ontvanger; `anders` vervangt of verwijdert koppen."""
        ontvangen = bericht.ontvangen
        koppen = {
            "Content-Type": "application/json",
            "Digest": ontvangen.digest,
            "Payload-Signature": ontvangen.payload_signature,
            "Gateway-Besluit": self.gateway_besluit(bericht),
        }
        vervangen = {naam.replace("_", "-"): waarde for naam, waarde in anders.items()}
        koppen = {n: w for n, w in {**koppen, **vervangen}.items() if w is not None}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://ontvanger.example"
        ) as client:
            return await client.post("/v1/ontvangsten", content=ontvangen.body, headers=koppen)

    def gateway_besluit(self, bericht: _Bericht, **anders: Any) -> str:
        """Het ondertekende besluit bij een bericht; `anders` vervangt velden."""
        velden = {
            "id": bericht.ontvangen.kop.id,
            "digest": bericht.digest,
            "ontvanger": bericht.ontvangen.kop.ontvanger,
            "besluit": bericht.besluit["besluit"],
            "bladnummer": bericht.bladnummer,
            "tijdstip": self.klok(),
        }
        besluit = GatewayBesluit(**{**velden, **anders})
        return onderteken_gateway_besluit(self.ondertekenaar, besluit)

    def _bewijs(self, bericht: _Bericht, storing: str) -> Document:
        assert bericht.ontvangst is not None
        tekst, handtekening = bericht.ontvangst
        if storing == "valse-ontvangst":
            echt = json.loads(tekst)
            valse = Ontvangst(echt["id"], echt["digest"], "aanvaard", None, self.klok())
            tekst, handtekening = maak_ontvangst(self.ondertekenaar, valse)
        if storing == "andere-ontvangst":
            tekst = tekst.replace("aanvaard", "aanvaarD")
        if storing == "vork":
            self.boom.bladen[0:0] = [b'{"soort":"partij","tijdstip":"-","v":1}']
            for ander in self.berichten.values():
                ander.bladnummer += 1
        logboek = self._logboek(
            bericht.bladnummer, len(self.boom.bladen), met_blad=storing != "zonder-blad"
        )
        if storing == "vals-bewijs":
            logboek["bewijs"] = [base64.b64encode(b"0" * 32).decode(), *logboek["bewijs"]]
        if storing == "vals-checkpoint":
            ander = Notitiesleutel(LOGNAAM, Ed25519PrivateKey.generate())
            punt = Checkpoint(LOGNAAM, logboek["grootte"], b"1" * 32)
            logboek["checkpoint"] = onderteken_checkpoint(punt, ander)
        if storing == "ander-blad":
            logboek["blad"] = base64.b64encode(b"{}").decode()
        return {
            "id": bericht.ontvangen.kop.id,
            "besluit": bericht.besluit,
            "ontvangst": {"inhoud": tekst, "handtekening": handtekening},
            "logboek": logboek,
        }

    def _logboek(self, nummer: int, grootte: int, *, met_blad: bool) -> Document:
        punt = Checkpoint(LOGNAAM, grootte, wortel(grootte, self.boom.hashes))
        bewijs = inclusiebewijs(nummer, grootte, self.boom.hashes)
        document: Document = {
            "bladnummer": nummer,
            "grootte": grootte,
            "bewijs": [base64.b64encode(knoop).decode() for knoop in bewijs],
            "checkpoint": onderteken_checkpoint(punt, self._notitiesleutel()),
        }
        if met_blad:
            document["blad"] = base64.b64encode(self.boom.bladen[nummer]).decode()
        return document

    def _toestand(self, kop: Document) -> Document:
        groep = self.groepen.get(kop["groep"])
        return {
            "nu": _tekst(self.klok()),
            "convenant": {
                "id": "rotterdam-groepsaanpak-2019",
                "laatsteOndertekening": "2019-07-16",
                "beeindigdPer": None,
                "opzeggingen": [],
            },
            "partijen": {code: {"actief": True, "dpiaGoedgekeurd": True} for code in self.partijen},
            "autorisaties": {
                kenmerk: {n: w for n, w in autorisatie.items() if n != "account"}
                for kenmerk, autorisatie in self.autorisaties.items()
                if kenmerk in (kop["medewerker"], kop["ontvangendeMedewerker"])
            },
            "groep": groep and {naam: w for naam, w in groep.items() if naam != "code"},
        }

    def _toets(self, kop: Document, toestand: Document) -> Document:
        verzoek = lees_toetsverzoek({"kop": kop, "toestand": toestand})
        return toets(verzoek, standaard_convenant()).als_dict()

    async def _evalueer(self, _: Scope, body: bytes, __: str) -> Antwoord:
        vraag = json.loads(body)
        kop = vraag["context"]["kop"]
        assert vraag["subject"]["id"] == kop["medewerker"]
        assert vraag["resource"] == {"type": "groep", "id": kop["groep"]}
        toestand = self._toestand(kop)
        besluit = self._toets(kop, toestand)
        context = {**besluit, "toestand": {**toestand, **self.toestand_anders}}
        return 200, {"decision": besluit["besluit"] == "toegestaan", "context": context}, {}

    async def _partijen(self, *_: Any) -> Antwoord:
        certificaten = {
            p.code: (p.oin, p.ondertekening.pem, p.versleuteling.pem)
            for p in self.partijen.values()
        }
        return 200, {"partijen": partijlijst(certificaten)}, {}

    async def _groepen(self, scope: Scope, *_: Any) -> Antwoord:
        """Eén groep per pagina, zodat wie niet doorbladert iets mist."""
        na = httpx.QueryParams(scope["query_string"].decode()).get("na", "")
        over = sorted(kenmerk for kenmerk in self.groepen if kenmerk > na)
        volgende = over[0] if len(over) > 1 else None
        return 200, {"groepen": [self.groepen[k] for k in over[:1]], "volgende": volgende}, {}

    async def _groepsbesluit(self, _: Scope, body: bytes, __: str) -> Antwoord:
        if self.besluit_botst:
            return 409, {"status": 409, "detail": "Nu niet.", "redenen": self.besluit_botst}, {}
        antwoord = self._neem(json.loads(body))
        if self.antwoord_kwijt:
            raise httpx.ReadError("verbinding verbroken")
        return antwoord[0], antwoord[1], {}

    def _neem(self, ingediend: Document) -> tuple[int, Document]:
        groep = {"id": ingediend["besluit"]["groep"]}
        antwoord: tuple[int, Document] = (201, {"bladnummer": 3, "groep": groep})
        if self.beslist_over_groepen:
            certificaten = {code: een.ondertekening for code, een in self.partijen.items()}
            antwoord = voer_uit(self.groepen, ingediend, certificaten, self.klok())
        if antwoord[0] == 201:
            self.besluiten.append(ingediend)
        return antwoord

    async def _autorisaties(self, *_: Any) -> Antwoord:
        rijen = collegas(self.autorisaties, self.klok())
        return 200, {"autorisaties": rijen, "volgende": None}, {}

    async def _consistentie(self, scope: Scope, *_: Any) -> Antwoord:
        vraag = httpx.QueryParams(scope["query_string"].decode())
        van, tot = int(vraag["van"]), int(vraag["tot"])
        bewijs = consistentiebewijs(van, tot, self.boom.hashes)
        return 200, {"van": van, "tot": tot,
                     "bewijs": [base64.b64encode(k).decode() for k in bewijs]}, {}  # fmt: skip


def _tekst(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

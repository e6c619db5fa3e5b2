"""Een gateway die de lijn echt spreekt: toetst, tekent, houdt een boom bij en bezorgt door.

Zij beslist met de echte toetsing op een toestand uit haar eigen register (`nepregister`). Wat zij
niet is: duurzaam, en eerlijk als een test haar iets anders opdraagt. `storingen` zegt per
aangeboden bericht wat er misgaat, `leveringstoringen` per afgeleverde inhoud; is een rij leeg, dan
gaat alles goed.
"""

from __future__ import annotations

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
from shared.bericht.fouten import OngeldigBericht
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.convenant.poorten.toetsing import toets
from shared.convenant.verzoek import lees_kop, stel_verzoek_samen
from shared.tijd.klok import Klok
from shared.web.problemen import TYPEBASIS
from tests.integratie.partij.nepbesluiten import Nepbesluiten
from tests.integratie.partij.nepbezorging import Nepbezorging
from tests.integratie.partij.nepboom import LOGNAAM as LOGNAAM
from tests.integratie.partij.nepboom import Boom
from tests.integratie.partij.nepoverleg import Nepoverleggen
from tests.integratie.partij.nepregister import REGELS, Bericht, Geregistreerd, Register
from tests.integratie.partij.neptoestand import Neptoestand
from tests.integratie.partij.nepuitingen import Nepuitingen
from tests.integratie.partij.nepvoorstellen import Nepvoorstellen

VENSTER = timedelta(minutes=5)
Document = dict[str, Any]
Antwoord = tuple[int, Document, dict[str, str]]


@dataclass
class Nepgateway:
    """Het geheel; `app(oin)` is de ASGI-app zoals de houder van die OIN haar aanroept."""

    klok: Klok
    vertrouwen: Vertrouwenslijst
    ondertekenaar: Ondertekenaar
    logsleutel: Ed25519PrivateKey
    partijen: dict[str, Geregistreerd] = field(default_factory=dict)
    groepen: dict[str, Document] = field(default_factory=dict)
    autorisaties: dict[str, Document] = field(default_factory=dict)
    storingen: deque[str] = field(default_factory=deque)
    leveringstoringen: deque[str] = field(default_factory=deque)
    aangeboden: list[tuple[str, str]] = field(default_factory=list)
    berichten: Register = field(default_factory=Register)
    alarmen: list[Document] = field(default_factory=list)
    verklaringen: list[Document] = field(default_factory=list)
    weg: bool = False
    sporen: list[str] = field(default_factory=list)
    toestand_anders: Document = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.boom = Boom(self.logsleutel)
        self.overleggen = Nepoverleggen(
            self.boom.voeg_toe, self.partij_van, self.groepen, self.klok
        )
        self.uitingen = self.overleggen.uitingen = Nepuitingen(
            self.berichten, self.overleggen.aan_tafel, self.overleggen.begin,
            self.boom.voeg_toe, self.klok, self.partij_van, self.overleggen.gaat_door,
        )  # fmt: skip
        self.groepsbesluiten = Nepbesluiten(
            self.groepen, self.autorisaties, self.partijen, self.klok
        )
        self.voorstellen = Nepvoorstellen(self.groepsbesluiten.neem, lambda: tekst(self.klok()))
        self.bezorging = Nepbezorging(
            self.boom, self.ondertekenaar, self.partijen, self.vertrouwen, self.klok
        )
        self.toestand = Neptoestand(
            self.berichten, self.partijen, self.autorisaties, self.groepen, self.overleggen,
            self.klok,
        )  # fmt: skip
        self.lever_af = self.bezorging.lever_af
        self.lever_inhoud_af = self.bezorging.lever_inhoud_af
        self.gateway_besluit = self.bezorging.gateway_besluit

    @property
    def besluiten(self) -> list[Document]:
        return self.groepsbesluiten.genomen

    @property
    def vkey(self) -> str:
        return self.boom.notitiesleutel.vkey

    def partij_van(self, autorisatie: str) -> str:
        return str(self.autorisaties.get(autorisatie, {}).get("partij"))

    def _code(self, oin: str) -> str:
        return next((code for code, p in self.partijen.items() if p.oin == oin), "")

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
        methode, pad, partij = scope["method"], scope["path"], self._code(oin)
        for over in (self._over_uiting, self.overleggen.antwoord, self.voorstellen.antwoord):
            gevonden = over(scope, body, partij)
            if gevonden is not None:
                return gevonden
        if methode == "PUT" and pad.startswith("/v1/berichten/"):
            return await self._inhoud(pad.split("/")[3], scope, body, partij)
        wegen: dict[tuple[str, str], Callable[..., Awaitable[Antwoord]]] = {
            ("POST", "/v1/berichten"): self._bericht,
            ("POST", "/access/v1/evaluation"): self._evalueer,
            ("GET", "/v1/partijen"): self._partijen,
            ("GET", "/v1/groepen"): self._groepen,
            ("GET", "/v1/aanstellingen"): self._aanstellingen,
            ("GET", "/v1/alarmen"): self._openalarmen,
            ("GET", "/v1/autorisaties"): self._autorisaties,
            ("POST", "/v1/groepsbesluiten"): self._groepsbesluit,
            ("GET", "/v1/logboek/consistentie"): self._consistentie,
            ("GET", "/v1/logboek/bladen"): self._bladreeks,
        }
        weg = wegen.get((methode, pad))
        return self._rest(methode, pad, body) if weg is None else await weg(scope, body, partij)

    def _rest(self, methode: str, pad: str, body: bytes) -> Antwoord:
        laatste = pad.rpartition("/")[2]
        if (methode, pad) == ("POST", "/v1/vernietigingsverklaringen"):
            self.verklaringen.append(json.loads(body))
            return 201, {"id": self.verklaringen[-1]["id"], "bladnummer": 0}, {}
        if (methode, pad) == ("POST", "/v1/alarmen"):
            self.alarmen.append(json.loads(body))
            return 201, {"id": self.alarmen[-1]["id"], "bladnummer": 0}, {}
        if pad.startswith("/v1/autorisaties/"):
            document = json.loads(body)
            assert document.pop("id") == laatste
            assert document.pop("versie") >= 1
            assert document.pop("tijdstip")
            self.autorisaties[laatste] = document
            return 200, {"id": laatste, "bladnummer": 0}, {}
        if pad.startswith("/v1/groepen/"):
            if laatste not in self.groepen:
                return 404, {}, {}
            return 200, self.groepsbesluiten.gelezen(self.groepen[laatste]), {}
        if (methode, pad) == ("POST", "/v1/uitwisselingen/_zoek"):
            return 200, {"uitwisselingen": self._zoek(json.loads(body)), "volgende": None}, {}
        if pad.startswith("/v1/logboek/bladen/"):
            return 200, self.boom.bewijs(int(laatste), met_blad=True), {}
        return 404, {"detail": "Dit adres is er niet."}, {}

    def _zoek(self, vraag: Document) -> list[Document]:
        """Wat wie het vraagt zelf verstuurde over dit pseudoniem."""
        return [
            {
                "id": bericht.kop.id, "soort": bericht.kop.soort,
                "ontvanger": bericht.kop.ontvanger,
                "uitkomst": "aanvaard" if bericht.ontvangst is not None else "geweigerd",
            }
            for bericht in self.berichten.values()
            if bericht.kop.afzender == vraag["afzender"]
            and vraag["betrokkene"] in {deel.betrokkene for deel in bericht.kop.onderdelen}
        ]  # fmt: skip

    async def _bericht(self, scope: Scope, body: bytes, partij: str) -> Antwoord:
        self.sporen.append(dict(scope["headers"]).get(b"traceparent", b"").decode())
        storing = self.storingen.popleft() if self.storingen else "goed"
        if storing == "weg":
            raise httpx.ConnectError("niet bereikt")
        if storing == "later":
            return 503, {"detail": "Nu even niet."}, {"Retry-After": "7"}
        try:
            ontvangen = OntvangenBericht.lees(body, scope["headers"])
            ontvangen.eis_woorden(REGELS)
        except OngeldigBericht as fout:
            fouten = [{"pad": pad, "melding": melding} for pad, melding in fout.fouten]
            return 400, {"detail": "Dit is geen bericht.", "fouten": fouten}, {}
        self.aangeboden.append((ontvangen.kop.id, ontvangen.digest))
        bericht = self.berichten.get(ontvangen.kop.id)
        if bericht is not None and bericht.digest != ontvangen.digest:
            return 409, {"detail": "Dit id is al gebruikt."}, {}
        if bericht is None or not bericht.definitief:
            # Na een 503 telt niets als gegeven: er wordt opnieuw beslist, in een eigen blad.
            if bericht is None and abs(ontvangen.kop.tijdstip - self.klok()) > VENSTER:
                probleem = {"type": f"{TYPEBASIS}tijdstip-buiten-venster", "detail": "Te oud."}
                return 400, probleem, {}
            botsing = self.uitingen.botsing(ontvangen.kop)
            if botsing is not None:
                return 409, {"detail": botsing}, {}
            bericht = self._beslis(ontvangen, partij)
        return await self._bezorg(bericht, storing)

    def _beslis(self, ontvangen: OntvangenBericht, partij: str) -> Bericht:
        kop, nu = ontvangen.kop, self.klok()
        afzender = self.partijen[kop.afzender]
        assert afzender.code == partij
        verifieer(ontvangen, afzender.ondertekening, afzender.oin, nu, self.vertrouwen)
        toestand = self.toestand.van(kop)
        besluit = self._toets(ontvangen.kop_json, toestand)
        bladnummer = self.boom.voeg_toe(
            "besluit", tekst(nu), kop=ontvangen.kop_json, digest=ontvangen.digest,
            payloadSignature=ontvangen.payload_signature, toestand=toestand, besluit=besluit,
        )  # fmt: skip
        bericht = Bericht(ontvangen.digest, ontvangen, bladnummer, besluit, nu)
        self.berichten.neem_op(bericht)
        return bericht

    async def _bezorg(self, bericht: Bericht, storing: str) -> Antwoord:
        if not bericht.toegestaan:
            return 403, {**bericht.besluit, "besluit": bericht.besluit,
                         "bladnummer": bericht.bladnummer}, {}  # fmt: skip
        if storing == "sterft-voor-bezorging":
            raise httpx.ReadError("verbinding verbroken")
        if not await self.bezorging.bezorg(bericht):
            return 503, {"detail": "De ontvanger is weg."}, {"Retry-After": "5"}
        if storing == "sterft-na-bezorging":
            raise httpx.ReadError("verbinding verbroken")
        return 201, self._bewijs(bericht, bericht.ontvangst, storing), {}

    async def _inhoud(self, kenmerk: str, scope: Scope, body: bytes, partij: str) -> Antwoord:
        storing = self.leveringstoringen.popleft() if self.leveringstoringen else "goed"
        if storing == "weg":
            raise httpx.ConnectError("niet bereikt")
        bericht = self.berichten.get(kenmerk)
        if bericht is None or bericht.kop.afzender != partij or not bericht.mondeling:
            return 404, {"detail": "Dit bericht is er niet."}, {}
        if not self.uitingen.mag_geleverd(bericht):
            return 409, {"detail": "Van deze uiting is niet bevestigd dat zij is gedaan."}, {}
        if not self.bezorging.neem_levering(bericht, body, scope["headers"]):
            return 409, {"detail": "Van dit bericht is al andere inhoud afgeleverd."}, {}
        if storing == "sterft-voor-bezorging":
            raise httpx.ReadError("verbinding verbroken")
        if not await self.bezorging.bezorg_inhoud(bericht):
            return 503, {"detail": "De ontvanger is weg."}, {"Retry-After": "5"}
        if storing == "sterft-na-bezorging":
            raise httpx.ReadError("verbinding verbroken")
        assert bericht.levering is not None
        return 201, self._bewijs(bericht, bericht.levering.ontvangst, storing), {}

    def _bewijs(
        self, bericht: Bericht, ontvangst: tuple[str, str] | None, storing: str
    ) -> Document:
        assert ontvangst is not None
        inhoud, handtekening = self.bezorging.vervals(ontvangst, storing)
        if storing == "vork":
            self.boom.bladen[0:0] = [b'{"soort":"partij","tijdstip":"-","v":2}']
            for ander in self.berichten.values():
                ander.bladnummer += 1
        logboek = self.boom.bewijs(bericht.bladnummer, met_blad=storing != "zonder-blad")
        self.boom.vervals(logboek, storing)
        return {
            "id": bericht.kop.id,
            "besluit": bericht.besluit,
            "ontvangst": {"inhoud": inhoud, "handtekening": handtekening},
            "logboek": logboek,
        }

    def _toets(self, kop: Document, toestand: Document) -> Document:
        verzoek = stel_verzoek_samen(lees_kop(kop, REGELS), kop, toestand, REGELS)
        return toets(verzoek, REGELS).als_dict()

    async def _evalueer(self, _: Scope, body: bytes, __: str) -> Antwoord:
        vraag = json.loads(body)
        kop = vraag["context"]["kop"]
        assert vraag["subject"]["id"] == kop["medewerker"]
        assert vraag["resource"] == {"type": "groep", "id": kop["groep"]}
        toestand = self.toestand.van(lees_kop(kop, REGELS))
        besluit = self._toets(kop, toestand)
        context = {**besluit, "toestand": {**toestand, **self.toestand_anders}}
        return 200, {"decision": besluit["besluit"] == "toegestaan", "context": context}, {}

    def _over_uiting(self, scope: Scope, body: bytes, partij: str) -> Antwoord | None:
        delen = scope["path"].split("/")
        if delen[:3] != ["", "v1", "uitingen"]:
            return None
        if len(delen) == 3:
            vraag = httpx.QueryParams(scope["query_string"].decode())
            aantal = int(vraag["paginagrootte"])
            pagina = self.uitingen.buiten_overleg(
                vraag["groep"], partij, vraag.get("na", ""), aantal
            )
            return 200, pagina, {}
        if scope["method"] == "POST":
            self.bezorging.eis_ondertekend(body, scope["headers"], partij)
            return *self.uitingen.bevestig(delen[3], body, partij), {}
        vorm = self.uitingen.vorm(delen[3], partij)
        return (404, {"detail": "Deze uiting is er niet."}, {}) if vorm is None else (200, vorm, {})

    async def _partijen(self, *_: Any) -> Antwoord:
        return 200, {"partijen": [partij.vorm() for partij in self.partijen.values()]}, {}

    async def _groepen(self, scope: Scope, *_: Any) -> Antwoord:
        """Eén groep per pagina, zodat wie niet doorbladert iets mist."""
        na = httpx.QueryParams(scope["query_string"].decode()).get("na", "")
        over = sorted(kenmerk for kenmerk in self.groepen if kenmerk > na)
        volgende = over[0] if len(over) > 1 else None
        gelezen = [self.groepsbesluiten.gelezen(self.groepen[k]) for k in over[:1]]
        return 200, {"groepen": gelezen, "volgende": volgende}, {}

    async def _aanstellingen(self, *_: Any) -> Antwoord:
        """Hier is niemand aangesteld; dat wordt met de echte gateway beproefd."""
        return 200, {"aanstellingen": [], "volgende": None}, {}

    async def _openalarmen(self, *_: Any) -> Antwoord:
        """Hier wacht geen alarm; dat wordt met de echte gateway beproefd."""
        return 200, {"alarmen": [], "volgende": None}, {}

    async def _groepsbesluit(self, _: Scope, body: bytes, __: str) -> Antwoord:
        return *self.groepsbesluiten.dien_in(json.loads(body)), {}

    async def _autorisaties(self, *_: Any) -> Antwoord:
        rijen = self.groepsbesluiten.collegas()
        return 200, {"autorisaties": rijen, "volgende": None}, {}

    async def _bladreeks(self, scope: Scope, _: bytes, partij: str) -> Antwoord:
        vraag = httpx.QueryParams(scope["query_string"].decode())
        return 200, self.boom.reeks(int(vraag["vanaf"]), partij), {}

    async def _consistentie(self, scope: Scope, *_: Any) -> Antwoord:
        vraag = httpx.QueryParams(scope["query_string"].decode())
        return 200, self.boom.consistentie(int(vraag["van"]), int(vraag["tot"])), {}


def tekst(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

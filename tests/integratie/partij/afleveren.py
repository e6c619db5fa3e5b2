"""Een gateway die alles doorlaat: wat een ontvanger zelf weigert, blijkt pas dan.

De bytes zijn echt: een kop met commitments, versleutelde inhoud, de handtekening van wie het
bericht stuurt en een ondertekend besluit van de gateway in een blad van het log. Alleen oordeelt
hier niemand: dat is aan de ontvanger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
from starlette.types import ASGIApp

from deploy.pki import Pki
from shared.bericht.bericht import OntvangenBericht
from shared.bericht.inhoud import Inhoud, InhoudOnderdeel, Stuk, platte_tekst, stel_inhoud_op
from shared.bericht.inhoudlevering import OntvangenInhoud, maak_inhoudlevering
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.sleutels.versleuteling import versleutel
from shared.bericht.vergelijking import gebonden_leden
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.tijd.kenmerk import nieuw_pseudoniem, uuid7
from shared.verzenden.journaal.tabellen import JournaalRij
from tests.hulp.klok import VasteKlok
from tests.hulp.koppen import kop_met_inhoud
from tests.integratie.partij.bureau import Bureau
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.nepgateway import tekst
from tests.integratie.partij.nepregister import REGELS, Bericht, Levering
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.voorbeeldgegevens import VAN_PARTIJ, WAARDEN, grondslag, kenmerken

AFWEGING = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
    "zwaarwegendAlgemeenBelang": True,
    "motivering": None,
}


@dataclass
class Postbode:
    """Levert berichten af bij één partij. `medewerkers`: per partij een autorisatie."""

    wereld: Wereld
    pki: Pki
    groep: str
    medewerkers: Mapping[str, str]
    van: str = "politie"
    naar: str = "gemeente"
    betrokkene: str = field(default_factory=nieuw_pseudoniem)
    driehoek: Driehoek | None = None

    @property
    def bureau(self) -> Bureau:
        return self.wereld.bureaus[self.naar]

    def tussen(self, van: str, naar: str) -> Postbode:
        """Over dezelfde mensen, tussen twee andere partijen."""
        return Postbode(
            self.wereld, self.pki, self.groep, self.medewerkers, van, naar, self.betrokkene,
            self.driehoek,
        )  # fmt: skip

    def deel(self, soort: str, **anders: Any) -> dict[str, Any]:
        """Wat de kop over één gegeven zegt, zoals het mag."""
        weegt = {
            "grondslag": grondslag(self.van, self.naar, soort),
            "kenmerken": kenmerken(self.van, soort),
            "informatie": {"status": "geinformeerd"} if self.van == "gemeente" else None,
        }
        return {
            "betrokkene": self.betrokkene,
            "categorie": 1,
            "leeftijdsklasse": "16-17",
            "kind": None,
            "gegevenssoort": soort,
            "herkomst": "eigen",
            "bijzonder": False,
            "aard": "feit",
            "derdenVerwijderd": True,
            **weegt,
            **anders,
        }

    def vervolgdeel(self, soort: str, plaats: int, **anders: Any) -> dict[str, Any]:
        """Een plaats van een eerder bericht, in een correctie of intrekking."""
        van_partij = VAN_PARTIJ[self.van] if self.van == "om" else None
        return self.deel(
            soort,
            **{
                "leeftijdsklasse": None,
                "grondslag": None,
                "informatie": None,
                "kenmerken": van_partij,
                "vervangt": plaats,
                **anders,
            },
        )

    def kop(self, onderdelen: Iterable[dict[str, Any]] | None = None, **anders: Any) -> Any:
        """Een verstrekking in stap 3 die in alles klopt, op `anders` na."""
        nu = self.wereld.klok()
        standaard = [self.deel("NAW"), self.deel("GEBOORTEDATUM")]
        return {
            "versie": "2",
            "id": uuid7(nu),
            "tijdstip": tekst(nu),
            "convenant": REGELS.id,
            "soort": "verstrekking",
            "afzender": self.van,
            "ontvanger": self.naar,
            "medewerker": self.medewerkers[self.van],
            "ontvangendeMedewerker": self.medewerkers[self.naar],
            "groep": self.groep,
            "stap": 3,
            "doel": "D1",
            "kanaal": "koppelvlak",
            "overleg": None,
            "uiting": None,
            "stuk": None,
            "onderdelen": standaard if onderdelen is None else list(onderdelen),
            "afweging": AFWEGING,
            "inReactieOp": None,
            "inhoudCommitment": None,
            "vernietigd": None,
            **anders,
        }

    def vervolg(
        self, soort: str, op: str | None, onderdelen: Iterable[dict[str, Any]] = (), **anders: Any
    ) -> Any:
        """Wat op een eerder bericht voortbouwt, en zelf niets weegt."""
        leeg = {"doel": None, "afweging": None, "inReactieOp": op}
        return self.kop(onderdelen, soort=soort, **{**leeg, **anders})

    def geef(self, *soorten: str, geboren: str | None = None, **anders: Any) -> str:
        """Een verstrekking van deze soorten, die wordt aanvaard; het id."""
        return self.neem(*self.over(*soorten, geboren=geboren), **anders)

    def over(self, *soorten: str, geboren: str | None = None) -> tuple[Any, Inhoud]:
        """De kop en de inhoud van een verstrekking van deze soorten."""
        waarden = [dict(WAARDEN[soort]) for soort in soorten]
        for soort, gegevens in zip(soorten, waarden, strict=True):
            if geboren is not None and soort == "GEBOORTEDATUM":
                gegevens["geboortedatum"] = geboren
        delen = [self.deel(soort) for soort in soorten]
        return self.kop(delen), self.inhoud(*waarden, soorten=soorten)

    def inhoud(self, *gegevens: Mapping[str, Any], **anders: Any) -> Inhoud:
        """Inhoud bij `kop`: naam en geboortedatum, of de soorten en gegevens die u noemt."""
        soorten = anders.pop("soorten", ("NAW", "GEBOORTEDATUM"))
        waarden = gegevens or tuple(WAARDEN[soort] for soort in soorten)
        wie = anders.pop("wie", [self.betrokkene] * len(waarden))
        delen = [InhoudOnderdeel(w, s, g) for w, s, g in zip(wie, soorten, waarden, strict=True)]
        return stel_inhoud_op(delen, anders.pop("motivering", "Nodig voor het plein."), **anders)

    def stuk(self, soort: str, /, **gegevens: Any) -> Inhoud:
        """Een stuk zonder personen."""
        return stel_inhoud_op((), None, Stuk(soort, 1, gegevens))

    def bericht(
        self,
        kop: Mapping[str, Any] | None = None,
        inhoud: Inhoud | None = None,
        *,
        tekent: str | None = None,
        voor: str | None = None,
        plat: bytes | None = None,
        mee: bool = True,
        bladnummer: int | None = None,
    ) -> Bericht:
        """De bytes, met het blad waarin de gateway er (niet) over besliste.

        `plat` vervangt wat er versleuteld is; `mee` False: de inhoud volgt later.
        """
        kop = self.kop() if kop is None else kop
        if inhoud is None and kop["soort"] == "verstrekking" and len(kop["onderdelen"]) == 2:
            inhoud = self.inhoud()
        kop = kop_met_inhoud(kop, inhoud, gebonden_leden(REGELS, kop["soort"]))
        jwe = None
        if inhoud is not None and mee:
            jwe = self.versleutel(kop, inhoud, voor=voor, plat=plat)
        body = json.dumps({"kop": kop, "inhoud": jwe}).encode()
        koppen = self._koppen(body, tekent or self.van)
        ontvangen = OntvangenBericht.lees(body, koppen, eis_transactie_id=False)
        nu = self.wereld.klok()
        boom = self.wereld.gateway.boom
        if bladnummer is None:
            bladnummer = boom.voeg_toe(
                "besluit", tekst(nu), kop=ontvangen.kop_json, digest=ontvangen.digest,
                payloadSignature=ontvangen.payload_signature, besluit={"besluit": "toegestaan"},
            )  # fmt: skip
        return Bericht(ontvangen.digest, ontvangen, bladnummer, {"besluit": "toegestaan"}, nu)

    def versleutel(
        self, kop: Mapping[str, Any], inhoud: Inhoud, *, voor: str | None = None,
        plat: bytes | None = None,
    ) -> str:  # fmt: skip
        certificaat = self.wereld.gateway.partijen[voor or self.naar].versleuteling
        return versleutel(platte_tekst(kop, inhoud) if plat is None else plat, certificaat)

    def _koppen(self, body: bytes, tekent: str) -> list[tuple[str, str]]:
        digest = digest_header(body)
        handtekening = onderteken_digest(self.ondertekenaar(tekent), digest, self.wereld.klok())
        return [("Digest", digest), ("Payload-Signature", handtekening)]

    def ondertekenaar(self, partij: str) -> BestandsOndertekenaar:
        paar = self.pki.deelnemers[partij].ondertekening
        return BestandsOndertekenaar.uit_pem(
            paar.sleutel.read_bytes(), paar.certificaat.read_bytes()
        )

    @property
    def app(self) -> ASGIApp:
        app = self.wereld.gateway.partijen[self.naar].app
        assert app is not None
        return app

    def lever_af(self, bericht: Bericht, **koppen: str | None) -> httpx.Response:
        return self.wereld.doe(self.wereld.gateway.lever_af(self.app, bericht, **koppen))

    def lever_ruw_af(self, bericht: Bericht, body: bytes) -> httpx.Response:
        """Andere bytes onder hetzelfde id, met alles eromheen zoals het hoort."""
        koppen = dict(self._koppen(body, self.van))
        besluit = self.wereld.gateway.gateway_besluit(bericht, digest=koppen["Digest"])
        anders = {"Payload_Signature": koppen["Payload-Signature"], "Digest": koppen["Digest"]}
        ontvangen = replace(bericht.ontvangen, body=body)
        ruw = replace(bericht, ontvangen=ontvangen)
        return self.lever_af(ruw, Gateway_Besluit=besluit, **anders)

    def stuur(self, *args: Any, **anders: Any) -> tuple[Bericht, str, str | None]:
        """Maakt het bericht en levert het af: het bericht, de status en de reden."""
        bericht = self.bericht(*args, **anders)
        antwoord = self.lever_af(bericht)
        assert antwoord.status_code == 200, antwoord.text
        ontvangst = antwoord.json()
        return bericht, ontvangst["status"], ontvangst["reden"]

    def neem(self, *args: Any, apart: bool = False, **anders: Any) -> str:
        """Een bericht dat wordt aanvaard; het id. `apart`: de ontvanger houdt er iets van apart."""
        bericht, status, reden = self.stuur(*args, **anders)
        assert (status, reden) == ("aanvaard", "APART" if apart else None)
        return str(bericht.kop.id)

    def weiger(self, *args: Any, **anders: Any) -> str | None:
        """Een bericht dat wordt geweigerd en waar niets van bewaard is; de reden."""
        voor = self.aantallen()
        bericht, status, reden = self.stuur(*args, **anders)
        assert status == "geweigerd", "de ontvanger nam dit aan"
        assert self.aantallen() == voor
        with self.bureau.uitwisseling.dienst.lezend() as sessie:
            rij = sessie.get_one(InkomendRij, bericht.kop.id)
            assert (rij.status, rij.geheim, rij.sleutels) == ("geweigerd", None, [])
        return reden

    def levering(self, bericht: Bericht, inhoud: Inhoud, **anders: Any) -> Levering:
        """De inhoud van wat is gezegd, zoals de afzender haar aflevert."""
        tekent = anders.pop("tekent", self.van)
        jwe = self.versleutel(bericht.ontvangen.kop_json, inhoud, **anders)
        klaar = maak_inhoudlevering(
            bericht.kop.id, jwe, self.ondertekenaar(tekent), self.wereld.klok()
        )
        gelezen = OntvangenInhoud.lees(klaar.body, klaar.koppen, bericht.kop.id)
        return Levering(gelezen.digest, klaar.body, gelezen.payload_signature)

    def lever_inhoud_af(
        self, bericht: Bericht, levering: Levering, **koppen: str | None
    ) -> httpx.Response:
        bericht.levering = levering
        return self.wereld.doe(self.wereld.gateway.lever_inhoud_af(self.app, bericht, **koppen))

    def aantallen(self) -> dict[str, int]:
        """Hoeveel gegevens, leden en personen de ontvanger heeft."""
        with self.bureau.uitwisseling.dienst.lezend() as sessie:
            return {
                tabel.__tablename__: sessie.query(tabel).count()
                for tabel in (OntvangenGegevenRij, GroepslidRij, PersoonRij)
            }

    def rijen(self, bericht: str | None = None) -> list[OntvangenGegevenRij]:
        """De ontvangen gegevens van deze groep, of van één bericht, oudste eerst."""
        with self.bureau.uitwisseling.dienst.lezend() as sessie:
            vraag = sessie.query(OntvangenGegevenRij).filter_by(groep=self.groep)
            if bericht is not None:
                vraag = vraag.filter_by(bericht_id=bericht)
            rijen = vraag.order_by(OntvangenGegevenRij.id).all()
            sessie.expunge_all()
        return rijen

    def status(self, bericht: Bericht) -> tuple[str | None, int]:
        """De status in de inbak, en hoeveel gegevens er van dit bericht zijn."""
        with self.bureau.uitwisseling.dienst.lezend() as sessie:
            rij = sessie.get(InkomendRij, bericht.kop.id)
            aantal = sessie.query(OntvangenGegevenRij).filter_by(bericht_id=bericht.kop.id).count()
            return (None if rij is None else rij.status), aantal

    def journaal(self, bericht: Bericht) -> list[str]:
        with self.bureau.uitwisseling.dienst.lezend() as sessie:
            vraag = sessie.query(JournaalRij).filter_by(bericht_id=bericht.kop.id)
            return [rij.handeling for rij in vraag.order_by(JournaalRij.id)]


def bij_de_driehoek(alles: Wereld, pki: Pki) -> Postbode:
    """Een nieuwe groep waar van elke partij iemand aan werkt, op een nieuwe dag."""
    alles.klok.nu = VasteKlok().nu
    d = Driehoek.richt_in(alles)
    wie = {code: d.klant(code)[1] for code in alles.bureaus}
    return Postbode(alles, pki, d.groep, wie, driehoek=d)

"""De draaiende omgeving zoals deze tests haar gebruiken: inloggen, kijken, het log nalezen."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, TypeVar

import httpx

from deploy.demo.bezetting import verzin
from deploy.demo.spel import Spel
from deploy.inlogklant import haal_token
from deploy.inrichting import Inrichting
from deploy.klant import Klant
from deploy.lokaal import Portaal
from deploy.omgeving import Omgeving

REGISSEUR = "regisseur@gemeente.example"
BURGEMEESTER = "burgemeester@gemeente.example"
ANALIST = "analist@politie.example"
PARKETSECRETARIS = "parketsecretaris@om.example"
AUDITOR = "auditor@toezicht.example"
T = TypeVar("T")
# Zij tellen over mensen en tonen niemand. De dienst legt die verwerking toch vast, en dat klopt:
# van wie zij een rij uit het bestand haalt is iets verwerkt, ook als er alleen een aantal uit komt.
# Bij de bewaarkalender zijn dat de rijen die ter verantwoording worden bewaard; de rest telt zij
# zonder een rij te openen. In het leesspoor, dat zegt wie iemand zag, staat er niets van.
TELT_ALLEEN = (
    "toonWerklijst",
    "leesBewaarkalender",
    "lijstBewaarposten",
    "leesToezichtoverzicht",
)
# Dit vraagt een open pagina zelf, als er een minuut niets gebeurt.
TELT_ZELF = "/werklijst/aantal"
ZELFDE = {"sec-fetch-site": "same-origin"}
_CSRF = re.compile(r'name="_csrf" value="([^"]+)"')


@dataclass
class Zaal:
    """The environment, who is registered, and the story that was played."""

    omgeving: Omgeving
    inrichting: Inrichting
    spel: Spel
    _lezers: dict[str, Klant] = field(default_factory=dict)

    def sluit(self) -> None:
        """Whoever read along goes home."""
        for lezer in self._lezers.values():
            lezer.sluit()

    @property
    def groep(self) -> str:
        """The group of the story."""
        return str(self.spel.groep)

    def zet_afsluiting_klaar(self) -> str:
        """A new group that the regisseur wants to close: it waits for the burgemeester."""
        with self.klant("gemeente", REGISSEUR) as klant:
            groep = klant.stuur("/groepen", {})["groep"]["id"]
            pad = f"/groepen/{groep}/afsluiting"
            besluit = {
                "eindcriterium": "overlast_gestopt",
                "motivering": "Er was geen overlast meer.",
                "bevestigdZonderPersonen": True,
            }
            return str(klant.stuur(f"{pad}en", besluit, {"If-Match": klant.etag(pad)})["id"])

    def stel_vraag_aan_politie(self) -> str:
        """A question of the regisseur that waits for the analist."""
        wie = self.inrichting.autorisaties[ANALIST]
        vraag = {
            "groep": self.groep, "ontvanger": "politie", "ontvangendeMedewerker": wie,
            "vraag": "Is er sinds kort iets veranderd?",
        }  # fmt: skip
        with self.klant("gemeente", REGISSEUR) as klant:
            return str(klant.stuur("/informatieverzoeken", vraag)["id"])

    @property
    def naam_van_een_lid(self) -> str:
        """Somebody the gemeente knew already, and got data about from the politie."""
        return verzin(self.spel.vandaag).jongeren[0].naam

    def neem_verzoek_aan(self) -> str:
        """A request of somebody nobody knows yet."""
        with self.klant("gemeente", "privacy@gemeente.example") as klant:
            vandaag = self.spel.vandaag.isoformat()
            vraag = {"recht": "inzage", "ontvangenOp": vandaag}
            return str(klant.stuur("/rechtenverzoeken", vraag)["id"])

    def leg_iemand_vast(self, partij: str, sub: str, naam: str | None = None) -> str:
        """Somebody of no group; the same one every time."""
        with self.klant(partij, sub) as klant:
            wie = {"naam": naam or self.los_persoon, "geboortedatum": "2009-04-12"}
            gevonden = klant.stuur("/personen/_zoek", wie)["personen"]
            return str((gevonden or [klant.stuur("/personen", wie)])[0]["id"])

    def vraagt_wie_twee_keer_staat(self) -> str:
        """A request of somebody; in the file is another of the same name and date of birth."""
        with self.klant("gemeente", "privacy@gemeente.example") as klant:
            wie = {"naam": "Stipje Tweemaal", "geboortedatum": "2008-05-01"}
            al = klant.stuur("/personen/_zoek", wie)["personen"]
            for adres in ("Voorbeeldpad 1", "Voorbeeldpad 2")[len(al) :]:
                al.append(klant.stuur("/personen", {**wie, "adres": adres}))
            vraag = {
                "recht": "wissing", "ontvangenOp": self.spel.vandaag.isoformat(),
                "persoon": al[0]["id"],
            }  # fmt: skip
            return str(klant.stuur("/rechtenverzoeken", vraag)["id"])

    @property
    def los_persoon(self) -> str:
        """Who is in no group."""
        return "Krieltje Wolkenveger"

    @property
    def beperkt_persoon(self) -> str:
        """Another, whose data nobody uses once he asked that: nobody else records him again."""
        return "Sprokkel Wolkenvanger"

    def beperk_iemand(self, partij: str) -> str:
        """Somebody asked that nobody uses his data, and nobody does; his person."""
        sub = f"privacy@{partij}.example"
        persoon = self.leg_iemand_vast(partij, sub, self.beperkt_persoon)
        with self.klant(partij, sub) as klant:
            pad = f"/personen/{persoon}/beperkingen"
            if all(een["opgehevenOp"] for een in klant.haal(pad)["beperkingen"]):
                vraag = {
                    "recht": "beperking",
                    "ontvangenOp": self.spel.vandaag.isoformat(),
                    "persoon": persoon,
                    "identiteit": {"wijze": "getoond", "op": self.spel.vandaag.isoformat()},
                }
                verzoek = klant.stuur("/rechtenverzoeken", vraag)["id"]
                klant.stuur(pad, {"verzoek": verzoek})
        return persoon

    def vraag_einde(self, partij: str) -> None:
        """A restriction that waits for a second: the betrokkene was told."""
        persoon = self.beperk_iemand(partij)
        with self.klant(partij, f"privacy@{partij}.example") as klant:
            *_, een = klant.haal(f"/personen/{persoon}/beperkingen")["beperkingen"]
            if not een["eindeGevraagdDoor"]:
                verteld = {"verteldOp": self.spel.vandaag.isoformat()}
                klant.stuur(f"/beperkingen/{een['id']}/_opheffen", verteld)

    def laat_einde_toe(self, partij: str, tweede: str) -> None:
        """What waits for a second has ended."""
        with self.klant(partij, tweede) as klant:
            for een in klant.haal("/werklijst", paginagrootte=100)["werk"]:
                if een["soort"] == "beperking-opheffen":
                    klant.stuur(f"{een['pad']}/_bevestigopheffen", {"akkoord": True})

    def meld_incident(self) -> str:
        """Something that went wrong, reported by the regisseur."""
        with self.klant("gemeente", REGISSEUR) as klant:
            melding = {
                "aard": "vertrouwelijkheid",
                "ontdektOp": datetime.now(UTC).isoformat(timespec="seconds"),
                "omschrijving": "Er lag een uitdraai van de agenda in de vergaderzaal.",
                "bevestigdZonderPersonen": True,
            }
            return str(klant.stuur("/incidenten", melding)["id"])

    def portaal(self, code: str) -> Portaal:
        """A portal by its code."""
        return next(een for een in self.omgeving.lokaal.portalen if een.code == code)

    def portaal_van(self, sub: str) -> Portaal:
        """Where somebody logs in."""
        lokaal = self.omgeving.lokaal
        account = next(een for een in lokaal.accounts if een.sub == sub)
        gevonden = lokaal.portaal_van(account)
        assert gevonden is not None
        return gevonden

    @contextmanager
    def bezoeker(self, code: str) -> Iterator[httpx.Client]:
        """Somebody with a browser that runs no scripts, not logged in."""
        context = ssl.create_default_context(cafile=str(self.omgeving.pki.vertrouwen))
        with httpx.Client(
            base_url=self.portaal(code).url, verify=context, trust_env=False, timeout=30
        ) as client:
            yield client

    @contextmanager
    def ingelogd(self, sub: str) -> Iterator[httpx.Client]:
        """Somebody who logged in through the whole flow."""
        with self.bezoeker(self.portaal_van(sub).code) as client:
            log_in(client, sub)
            yield client

    def logregels(self, code: str) -> list[dict[str, Any]]:
        """What a portal wrote in its own log."""
        tekst = self.omgeving.paden.uitvoer(f"portaal-{code}").read_text(encoding="utf-8")
        return [json.loads(regel) for regel in tekst.splitlines() if regel.startswith("{")]

    def laatste_pagina(self, code: str) -> dict[str, Any]:
        """The line about the page that was opened last."""
        return [
            regel
            for regel in self.logregels(code)
            if regel["event"] == "pagina" and regel["pad"] != TELT_ZELF
        ][-1]

    def klant(self, partij: str, sub: str) -> Klant:
        """Somebody at the API itself."""
        lokaal = self.omgeving.lokaal
        token = haal_token(lokaal.inlog_url, sub, lokaal.publiek)
        return Klant(lokaal.onderdeel(partij).url, self.omgeving.pki.vertrouwen, token)

    def gelezen_personen(self, partij: str, spoor: str) -> set[str]:
        """About whom the party's own records say something was done under this trace."""
        if partij not in self._lezers:
            self._lezers[partij] = self.klant(partij, f"privacy@{partij}.example")
        return gelezen_onder(self._lezers[partij], spoor)


def gelezen_onder(klant: Klant, spoor: str) -> set[str]:
    """The same, for who asks it more than once."""
    antwoord = klant.stuur("/processing-activities", {"traceId": spoor})
    attributen = [
        een["attributes"]
        for een in antwoord["processingActivities"]
        if een["name"] not in TELT_ALLEEN
    ]
    return {
        een["dpl.core.data_subject_id"] for een in attributen if "dpl.core.data_subject_id" in een
    }


def begin_inlog(client: httpx.Client, naar: str = "/") -> str:
    """Where the portal sends the browser to log in."""
    antwoord = client.get("/inloggen/verder", params={"naar": naar})
    assert antwoord.status_code == 303
    return antwoord.headers["location"]


def kies_account(adres: str, sub: str) -> str:
    """Choose an account at the provider; where it sends the browser back to."""
    with httpx.Client(trust_env=False, timeout=30) as inlog:
        antwoord = inlog.post(adres, data={"sub": sub})
    assert antwoord.status_code == 302, antwoord.text
    return antwoord.headers["location"]


def log_in(client: httpx.Client, sub: str, naar: str = "/") -> httpx.Response:
    """The whole flow; the page that came back."""
    return client.get(kies_account(begin_inlog(client, naar), sub))


def csrf_van(pagina: str) -> str:
    """The token of the session, as it stands in every form."""
    gevonden = _CSRF.search(pagina)
    assert gevonden is not None
    return gevonden[1]


def post(client: httpx.Client, pad: str, csrf: str, **velden: Any) -> httpx.Response:
    """A form as a browser sends it."""
    return client.post(pad, data={"_csrf": csrf, **velden}, headers=ZELFDE)


def in_eigen_lus(wat: Coroutine[Any, Any, T]) -> T:
    """Run this in a loop of its own: the browser may have one going in this thread."""
    with ThreadPoolExecutor(1) as draad:
        return draad.submit(asyncio.run, wat).result()


# Wat letterlijk uit het log komt, of een opdracht is, is geen tekst van het scherm.
NIET_GELEZEN = ("script", "style", "head", "pre", "code", "textarea")


class _Tekst(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.delen: list[str] = []
        self._zwijg = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in NIET_GELEZEN:
            self._zwijg += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in NIET_GELEZEN:
            self._zwijg -= 1

    def handle_data(self, data: str) -> None:
        if not self._zwijg and data.strip():
            self.delen.append(" ".join(data.split()))


def tekst_van(pagina: str) -> str:
    """What people read on a page."""
    lezer = _Tekst()
    lezer.feed(pagina)
    return "\n".join(lezer.delen)

"""A minimal sender: what another party's system has to do to exchange, and nothing more."""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.conformiteit import profiel
from tests.conformiteit.doel import Doel, Partij

SECONDEN = 60.0
FUNCTIES = {"politie": "analist", "gemeente": "regisseur", "om": "parketsecretaris"}
AFWEGING = {"noodzaak": True, "proportionaliteit": True, "subsidiariteit": True}


def vertrouwen_in(doel: Doel, certificaat: tuple[str, str] | None) -> ssl.SSLContext:
    """TLS towards the environment, with or without a client certificate."""
    context = ssl.create_default_context(cafile=doel.vertrouwen)
    if certificaat is not None:
        context.load_cert_chain(*certificaat)
    return context


def verbinding(doel: Doel, partij: Partij | None, url: str | None = None) -> httpx.Client:
    """A client that shows the transport certificate of a party, or none."""
    context = vertrouwen_in(doel, None if partij is None else partij.transport)
    return httpx.Client(
        base_url=url or doel.gateway, verify=context, timeout=SECONDEN, trust_env=False
    )


@dataclass(frozen=True)
class Bericht:
    """The bytes to post and the headers of the profile, ready to be tampered with."""

    kop: dict[str, Any]
    body: bytes
    koppen: dict[str, str]

    def met(self, **koppen: str | None) -> list[tuple[str, str]]:
        """The headers with some replaced (underscore for a dash) or, when None, left out."""
        anders = {naam.replace("_", "-").lower(): waarde for naam, waarde in koppen.items()}
        over = [(n, w) for n, w in self.koppen.items() if n.lower() not in anders]
        return over + [(naam, waarde) for naam, waarde in anders.items() if waarde is not None]


def maak_bericht(
    kop: dict[str, Any],
    inhoud: str | None,
    ondertekening: profiel.Paar,
    *,
    body: bytes | None = None,
) -> Bericht:
    """Body and headers of a message; ``body`` to post other bytes than the usual."""
    bytes_ = body if body is not None else json.dumps({"kop": kop, "inhoud": inhoud}).encode()
    digest = profiel.digest(bytes_)
    koppen = {
        "Content-Type": "application/json",
        "Digest": digest,
        "Payload-Signature": profiel.jades(ondertekening, digest),
        "Fsc-Transaction-Id": str(kop.get("id", profiel.uuid7())),
        "traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01",
    }
    return Bericht(kop, bytes_, koppen)


def onderdeel(betrokkene: str, soort: str = "NAW", **anders: Any) -> dict[str, Any]:
    """A part of a disclosure by the politie about a member of 16 or 17."""
    return {
        "betrokkene": betrokkene,
        "categorie": 1,
        "leeftijdsklasse": "16-17",
        "kind": None,
        "gegevenssoort": soort,
        "grondslag": "WPG16_1_B_2",
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        **anders,
    }


@dataclass
class Buitenstaander:
    """All three parties' systems, as somebody else would have built them."""

    doel: Doel
    medewerkers: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, httpx.Client] = field(default_factory=dict)

    def sluit(self) -> None:
        for client in self._clients.values():
            client.close()

    def als(self, partij: str) -> httpx.Client:
        """The connection of a party to the gateway."""
        if partij not in self._clients:
            self._clients[partij] = verbinding(self.doel, self.doel.partijen[partij])
        return self._clients[partij]

    # --- registers --------------------------------------------------------------------------------

    def autoriseer(self, partij: str, **anders: Any) -> str:
        """Register an employee of a party at the gateway; the reference."""
        id_ = profiel.uuid7()
        invoer = {
            "partij": partij,
            "functie": FUNCTIES[partij],
            "aangewezen": True,
            "geautoriseerd": True,
            "geheimhouding": True,
            "vog": True,
            "geldigTot": (datetime.now(UTC).date() + timedelta(days=90)).isoformat(),
            **anders,
        }
        body = json.dumps(invoer).encode()
        antwoord = self.als(partij).put(
            f"/v1/autorisaties/{id_}", content=body, headers=self._ondertekend(partij, body)
        )
        assert antwoord.status_code == 200, antwoord.text
        return id_

    def besluit(
        self, groep: str, soort: str, gegevens: dict[str, Any], *wie: str
    ) -> httpx.Response:
        """A group decision, signed by the named parties (default: gemeente)."""
        inhoud = {
            "id": profiel.uuid7(),
            "groep": groep,
            "soort": soort,
            "tijdstip": profiel.nu_tekst(),
            "gegevens": gegevens,
        }
        digest = profiel.digest(profiel.jcs(inhoud))
        handtekeningen = {
            partij: profiel.jades(self.doel.partijen[partij].ondertekening, digest)
            for partij in wie or ("gemeente",)
        }
        return self.als("gemeente").post(
            "/v1/groepsbesluiten", json={"besluit": inhoud, "handtekeningen": handtekeningen}
        )

    def nieuwe_groep(self) -> str:
        """A group in step 2."""
        groep, vandaag = profiel.uuid7(), datetime.now(UTC).date()
        geopend = self.besluit(groep, "openen", {"code": f"Proef-{groep[-12:]}"})
        assert geopend.status_code == 201, geopend.text
        meldingen = [
            {
                "datum": (vandaag - timedelta(days=dagen)).isoformat(),
                "bron": bron,
                "incident": f"i{dagen}",
            }
            for dagen, bron in ((30, "politie"), (60, "stadsbeheer"), (90, "jongerenwerk"))
        ]
        start = {
            "datum": vandaag.isoformat(),
            "groepsverband": True,
            "eerdereInterventie": True,
            "meldingen": meldingen,
        }
        gestart = self.besluit(groep, "start", start)
        assert gestart.status_code == 201, gestart.text
        return groep

    # --- berichten --------------------------------------------------------------------------------

    def kop(self, soort: str, van: str, naar: str, groep: str, **anders: Any) -> dict[str, Any]:
        """A kop without parts."""
        return {
            "versie": "1",
            "id": profiel.uuid7(),
            "tijdstip": profiel.nu_tekst(),
            "convenant": "rotterdam-groepsaanpak-2019",
            "soort": soort,
            "afzender": van,
            "ontvanger": naar,
            "medewerker": self.medewerkers[van],
            "ontvangendeMedewerker": self.medewerkers[naar],
            "groep": groep,
            "stap": 2,
            "doel": None,
            "kanaal": "koppelvlak",
            "overleg": None,
            "onderdelen": [],
            "afweging": None,
            "inReactieOp": None,
            "inhoudCommitment": None,
            **anders,
        }

    def verzoek(self, groep: str, **anders: Any) -> Bericht:
        """An informatieverzoek of the gemeente to the politie, without a word of content."""
        kop = self.kop("informatieverzoek", "gemeente", "politie", groep, **anders)
        return maak_bericht(kop, None, self.doel.partijen["gemeente"].ondertekening)

    def verstrekking(
        self,
        groep: str,
        verzoek: str | None,
        *,
        geleverd: list[dict[str, Any]] | None = None,
        alg: str = "RSA-OAEP",
        **anders: Any,
    ) -> Bericht:
        """The politie tells the gemeente who somebody is, in answer to a request.

        ``geleverd``: other content than the kop declares; ``anders``: members of the kop.
        """
        betrokkene = profiel.uuid7()
        kop = self.kop(
            "verstrekking",
            "politie",
            "gemeente",
            groep,
            **{
                "doel": "D1",
                "inReactieOp": verzoek,
                "afweging": AFWEGING,
                "onderdelen": [onderdeel(betrokkene)],
                **anders,
            },
        )
        inhoud = (
            geleverd
            if geleverd is not None
            else [
                {
                    "betrokkene": deel["betrokkene"],
                    "gegevenssoort": deel["gegevenssoort"],
                    "gegevens": {"naam": "Ravi Verzinsel", "adres": "Bedachtepad 7"},
                }
                for deel in kop["onderdelen"]
            ]
        )
        kop, jwe = profiel.verzegel(
            kop, inhoud, "Nodig om de groep in beeld te brengen.",
            self.doel.partijen["gemeente"].versleuteling, alg=alg,
        )  # fmt: skip
        return maak_bericht(kop, jwe, self.doel.partijen["politie"].ondertekening)

    def stuur(
        self, bericht: Bericht, koppen: Mapping[str, str] | list[tuple[str, str]] | None = None
    ) -> httpx.Response:
        """Post a message as its own sender; ``koppen`` replaces all headers."""
        return self.als(bericht.kop["afzender"]).post(
            "/v1/berichten", content=bericht.body, headers=koppen or bericht.koppen
        )

    def stel_vraag(self, groep: str) -> str:
        """Have the gemeente ask the politie; the id an answer names."""
        bericht = self.verzoek(groep)
        antwoord = self.stuur(bericht)
        assert antwoord.status_code == 201, antwoord.text
        return str(bericht.kop["id"])

    def _ondertekend(self, partij: str, body: bytes) -> dict[str, str]:
        digest = profiel.digest(body)
        handtekening = profiel.jades(self.doel.partijen[partij].ondertekening, digest)
        return {
            "Content-Type": "application/json",
            "Digest": digest,
            "Payload-Signature": handtekening,
        }


def controleer_ontvangst(doel: Doel, bericht: Bericht, ontvangst: dict[str, str]) -> dict[str, Any]:
    """The receipt in clear, after checking the receiver's signature over its exact text."""
    ontvanger = doel.partijen[bericht.kop["ontvanger"]].ondertekening.certificaat
    tekst = ontvangst["inhoud"]
    profiel.controleer_jades(ontvangst["handtekening"], profiel.digest(tekst.encode()), ontvanger)
    gelezen: dict[str, Any] = json.loads(tekst)
    assert gelezen["id"] == bericht.kop["id"]
    assert gelezen["digest"] == bericht.koppen["Digest"]
    return gelezen


def controleer_logboek(doel: Doel, logboek: dict[str, Any], blad: bytes) -> dict[str, Any]:
    """The leaf in clear, after checking its proof against the signed checkpoint."""
    stand = profiel.open_checkpoint(logboek["checkpoint"], doel.log_vkey)
    assert stand.grootte == logboek["grootte"]
    bewijs = [base64.b64decode(hash_, validate=True) for hash_ in logboek["bewijs"]]
    wortel = profiel.wortel_uit_bewijs(blad, logboek["bladnummer"], stand.grootte, bewijs)
    assert wortel == stand.wortel, "het blad staat niet in het log van dit checkpoint"
    gelezen: dict[str, Any] = json.loads(blad)
    assert profiel.jcs(gelezen) == blad, "een blad staat in canonieke vorm"
    return gelezen

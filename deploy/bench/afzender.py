"""The sending side of the measured exchange: composes, signs, encrypts, posts, checks the answer.

What a party's outbox does on the wire, without its database: so that what is measured is the
exchange (sender, gateway, receiver) and not one party's own file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from deploy.configuratie import log_vkey
from deploy.demo.spel import AFWEGING, ANALIST, REGISSEUR, Spel
from shared.bericht.bericht import maak_bericht
from shared.bericht.inhoud import InhoudOnderdeel, stel_inhoud_op
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.berichtsoorten import gewone_verstrekking
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import Kop
from shared.logboek.notitie import lees_vkey
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender as Afzendende
from shared.verzenden.samenstellen.samenstelling import stel_kop_op
from shared.verzenden.uitbak.bewijscontrole import (
    Verzonden,
    controleer_antwoord,
    lees_antwoord,
    lees_blad,
)

INHOUD_BYTES = 4096
"""What is sealed; the rest of it is the salt, the references and the padding."""
_TEKENS = 3600
_ZIN = "Verzonnen: lawaai en muziek op het plein, en een bank vernield. "


class MetingMislukt(Exception):
    """An exchange in the measurement was not completed; the text says why."""


@dataclass
class Afzender:
    """Keys and certificates of the sender, loaded once."""

    spel: Spel
    betrokkenen: Sequence[str]
    client: httpx.AsyncClient

    def __post_init__(self) -> None:
        paden = self.spel.omgeving.pki.deelnemers
        eigen, ander = paden[ANALIST.partij], paden[REGISSEUR.partij]
        if ander.versleuteling is None:
            raise MetingMislukt("De ontvanger heeft geen versleutelingscertificaat.")
        self._ondertekenaar = BestandsOndertekenaar.uit_pem(
            eigen.ondertekening.sleutel.read_bytes(), eigen.ondertekening.certificaat.read_bytes()
        )
        self._versleuteling = Certificaat.uit_pem(ander.versleuteling.certificaat.read_bytes())
        self._ontvanger = Certificaat.uit_pem(ander.ondertekening.certificaat.read_bytes())
        omgeving = self.spel.omgeving
        self._log = lees_vkey(log_vkey(omgeving.lokaal, omgeving.pki))
        self._vertrouwen = Vertrouwenslijst.uit_pem(omgeving.pki.vertrouwen.read_bytes())
        self._url = f"{omgeving.lokaal.gateway.url}/v1/berichten"
        self._regels = standaard_convenant()
        self._gegevens = {"omschrijving": (_ZIN * _TEKENS)[:_TEKENS]}

    async def wissel_uit(self, nummer: int) -> None:
        """One full exchange, checked to the end."""
        nu = datetime.now(UTC)
        betrokkene = self.betrokkenen[nummer % len(self.betrokkenen)]
        inhoud = stel_inhoud_op([InhoudOnderdeel(betrokkene, "WPG8", self._gegevens)], "Meting.")
        kop = self._kop(betrokkene, nu)
        kop = inhoud.bind(kop, gebonden_leden(self._regels, kop.soort))
        bericht = maak_bericht(
            kop, inhoud, self._ondertekenaar, self._versleuteling, nu, self._regels
        )
        antwoord = await self.client.post(
            self._url, content=bericht.body, headers=dict(bericht.koppen)
        )
        if antwoord.status_code != 201:
            raise MetingMislukt(f"{antwoord.status_code}: {antwoord.text[:500]}")
        verzonden = Verzonden(
            kop.id, bericht.digest, bericht.payload_signature, bericht.digest, kop
        )
        self._controleer(antwoord.json(), verzonden)

    def _controleer(self, document: dict[str, Any], verzonden: Verzonden) -> None:
        """Receipt, leaf, inclusion proof and checkpoint: what an outbox checks too."""
        antwoord = lees_antwoord(document)
        if antwoord.logboek.blad is None:
            raise MetingMislukt("Het antwoord van de gateway draagt het blad niet.")
        bewijs = controleer_antwoord(
            antwoord,
            lees_blad(antwoord.logboek.blad),
            verzonden,
            ontvanger=self._ontvanger,
            ontvanger_oin=self._ontvanger.oin,
            vertrouwen=self._vertrouwen,
            logsleutel=self._log,
            nu=datetime.now(UTC),
        )
        if not bewijs.ontvangst.aanvaard:
            raise MetingMislukt(f"De ontvanger weigerde: {bewijs.ontvangst.reden}")

    def _kop(self, betrokkene: str, nu: datetime) -> Kop:
        afzender = Afzendende(ANALIST.partij, self._regels, self.spel.autorisatie(ANALIST), nu)
        return stel_kop_op(
            afzender,
            uuid7(nu),
            soort=gewone_verstrekking(self._regels),
            ontvanger=REGISSEUR.partij,
            ontvangende_medewerker=self.spel.autorisatie(REGISSEUR),
            groep=self.spel.groep,
            stap=3,
            doel="D1",
            onderdelen=[
                {
                    "betrokkene": betrokkene,
                    "categorie": 1,
                    "leeftijdsklasse": "16-17",
                    "kind": None,
                    "gegevenssoort": "WPG8",
                    "grondslag": "WPG16_1_B_2",
                    "herkomst": "eigen",
                    "bijzonder": False,
                    "aard": "feit",
                    "derdenVerwijderd": True,
                    "kenmerken": {"eersteVerwerking": self.spel.dag(-10)},
                    "informatie": None,
                }
            ],
            afweging={**AFWEGING, "zwaarwegendAlgemeenBelang": None, "motivering": None},
        )

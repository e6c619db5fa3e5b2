"""Alles wat ooit door de gewone API heen kwam en niet mag, zoals een eigen systeem het zou sturen.

Elke aanval is een bericht dat is ondertekend met de sleutels van de partij zelf en rechtstreeks
naar de gateway gaat, om de dienst heen: die houdt dus niets tegen. Wat erin zit is herkenbaar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from deploy.partijsysteem import Partijsysteem
from shared.bericht.inhoud import InhoudOnderdeel, stel_inhoud_op
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.regels.laden import standaard_convenant
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, stel_kop_op
from tests.e2e.kantoor import (
    ANALIST,
    OMVERKLARING,
    PARKETSECRETARIS,
    REGISSEUR,
    TAAK,
    Wie,
)
from tests.e2e.verloop import NAAR_GEMEENTE, NAAR_OM, ZWAARWEGEND, Verloop
from tests.e2e.wereld import Zaak

GEHEIM = {
    "naam": "Hildegonde Zwartebes-Verzonnen",
    "adres": "Zwartebessenlaan 7731",
    "woonplaats": "Onvindbaarderadeel",
}
MOTIVERING = "Het sluipdoor-konijntje wijst haar aan."
BEHEERDER = Wie("gemeente", "beheerder")
ZAAK = "10/993377-26"
NAALDEN = (*GEHEIM.values(), MOTIVERING, ZAAK, "Hildegonde", "Zwartebes", "sluipdoor")
STAAT_IN_ANTWOORD = {"quirien": 0, "ysbrecht": 3}
"""Where the name of each stands in what the politie gave the gemeente first."""


@dataclass(frozen=True)
class Doelwit:
    """What there is to attack: a case in step 3, and groups in step 1 and in step 6."""

    verloop: Verloop
    in_stap_een: Zaak
    in_stap_zes: Zaak

    @property
    def lid(self) -> str:
        """The pseudonym of somebody all three know about."""
        bekend = self.verloop.bij["politie", "ysbrecht"]
        return next(b for b, p in self.verloop.zaak.leden(ANALIST).items() if p == bekend)

    def bericht(self, naam: str) -> str:
        return str(self.verloop.berichten[naam]["id"])


@dataclass(frozen=True)
class Poging:
    """A kop to be made: who sends what to whom, and what is special about it."""

    soort: str
    van: Wie
    naar: Wie
    onderdelen: Sequence[Mapping[str, Any]]
    stap: int = 3
    leden: Mapping[str, Any] = field(default_factory=dict)
    groep: str | None = None
    """Another group than that of the case."""
    ontvangt: Wie | None = None
    """Another official of the receiver."""


@dataclass(frozen=True)
class Aanval:
    """What is tried, and which gates close on it."""

    naam: str
    poorten: Sequence[int]
    poging: Callable[[Doelwit], Poging]


def deel(betrokkene: str, soort: str, grondslag: str | None, **anders: Any) -> dict[str, Any]:
    """One onderdeel of a kop."""
    return {
        "betrokkene": betrokkene,
        "categorie": 1,
        "leeftijdsklasse": "12-15",
        "kind": None,
        "gegevenssoort": soort,
        "grondslag": grondslag,
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        **anders,
    }


def _verbeter_antwoord(doelwit: Doelwit, onderdeel: Mapping[str, Any]) -> Poging:
    op = {"in_reactie_op": doelwit.bericht("antwoord")}
    return Poging("correctie", ANALIST, REGISSEUR, [onderdeel], leden=op)


def _zaak_van_het_om(doelwit: Doelwit, soort: str, op: str | None, **anders: Any) -> Poging:
    grondslag = None if soort == "correctie" else "WJSG39F_B"
    onderdeel = deel(
        doelwit.lid, "STRAFVORDERLIJK", grondslag, kenmerken=dict(OMVERKLARING), **anders
    )
    leden = {"in_reactie_op": op, "afweging": ZWAARWEGEND}
    return Poging(soort, PARKETSECRETARIS, ANALIST, [onderdeel], leden=leden)


def _te_vroeg(doelwit: Doelwit, soort: str, **anders: Any) -> Poging:
    grondslag = None if soort == "correctie" else NAAR_GEMEENTE
    onderdeel = deel(str(uuid4()), "NAW", grondslag, **anders)
    op = None if soort == "verstrekking" else uuid7(datetime.now(UTC))
    return Poging(
        soort, ANALIST, REGISSEUR, [onderdeel], stap=1, leden={"in_reactie_op": op},
        groep=doelwit.in_stap_een.id,
    )  # fmt: skip


def _doorgeven(doelwit: Doelwit, soort: str, **anders: Any) -> Poging:
    kenmerken = None if soort == "correctie" else dict(TAAK)
    informatie = None if soort == "correctie" else {"status": "geinformeerd"}
    onderdeel = deel(
        doelwit.lid, "NAW", None if soort == "correctie" else "AVG6_1_E", kenmerken=kenmerken,
        informatie=informatie, **anders,
    )  # fmt: skip
    op = doelwit.bericht("antwoord") if soort != "verstrekking" else None
    return Poging(soort, REGISSEUR, PARKETSECRETARIS, [onderdeel], leden={"in_reactie_op": op})


def _naw(doelwit: Doelwit, *, ontvangt: Wie | None = None, **anders: Any) -> Poging:
    onderdeel = deel(doelwit.lid, "NAW", NAAR_GEMEENTE, **anders)
    return Poging("verstrekking", ANALIST, REGISSEUR, [onderdeel], ontvangt=ontvangt)


def _politiegegeven(doelwit: Doelwit) -> Poging:
    sinds = {"eersteVerwerking": doelwit.verloop.wereld.dag(-100)}
    onderdeel = deel(str(uuid4()), "WPG8", NAAR_OM, kenmerken=sinds)
    return Poging(
        "verstrekking", ANALIST, PARKETSECRETARIS, [onderdeel], stap=6,
        groep=doelwit.in_stap_zes.id,
    )  # fmt: skip


def _verzonnen_overleg(doelwit: Doelwit) -> Poging:
    leden = {"kanaal": "overleg", "overleg": str(uuid4()), "uiting": uuid7(datetime.now(UTC))}
    onderdeel = deel(doelwit.lid, "NAW", NAAR_GEMEENTE)
    return Poging("verstrekking", ANALIST, REGISSEUR, [onderdeel], leden=leden)


def _kind_van_elf_verbeterd(doelwit: Doelwit) -> Poging:
    onderdeel = deel(
        doelwit.lid, "NAW", None, leeftijdsklasse="0-11", vervangt=STAAT_IN_ANTWOORD["ysbrecht"]
    )
    return _verbeter_antwoord(doelwit, onderdeel)


def _bsn_verbeterd(doelwit: Doelwit) -> Poging:
    onderdeel = deel(doelwit.lid, "BSN", None, vervangt=STAAT_IN_ANTWOORD["ysbrecht"])
    return _verbeter_antwoord(doelwit, onderdeel)


def _kind_als_deelnemer(doelwit: Doelwit) -> Poging:
    onderdeel = deel(
        doelwit.lid, "CONTACT_DEELNEMER", "AVG6_1_E", categorie=3, leeftijdsklasse=None
    )
    return Poging("verstrekking", ANALIST, REGISSEUR, [onderdeel])


def _ouder_van_elfjarige(doelwit: Doelwit) -> Poging:
    onderdeel = deel(
        str(uuid4()), "NAW", NAAR_GEMEENTE, categorie=2, leeftijdsklasse="0-11", kind=doelwit.lid
    )
    return Poging("verstrekking", ANALIST, REGISSEUR, [onderdeel])


AANVALLEN = (
    Aanval("kind van elf, als verbetering", [6], _kind_van_elf_verbeterd),
    Aanval("kind van elf", [6], lambda d: _naw(d, leeftijdsklasse="0-11")),
    Aanval("kind van elf, als deelnemer", [6], _kind_als_deelnemer),
    Aanval("ouder van een kind van elf", [6], _ouder_van_elfjarige),
    Aanval(
        "strafzaak van het OM naar de politie", [11],
        lambda d: _zaak_van_het_om(d, "verstrekking", None),
    ),
    Aanval(
        "strafzaak van het OM naar de politie, als aanvulling", [11],
        lambda d: _zaak_van_het_om(d, "aanvulling", d.bericht("brutolijst")),
    ),
    Aanval(
        "strafzaak van het OM naar de politie, als verbetering", [5],
        lambda d: _zaak_van_het_om(d, "correctie", d.bericht("brutolijst"), vervangt=2),
    ),
    Aanval(
        "BSN", [8],
        lambda d: Poging("verstrekking", ANALIST, REGISSEUR, [deel(d.lid, "BSN", NAAR_GEMEENTE)]),
    ),
    Aanval("BSN, als verbetering", [5, 8], _bsn_verbeterd),
    Aanval("naam in stap 1", [5, 7], lambda d: _te_vroeg(d, "verstrekking")),
    Aanval(
        "naam in stap 1, als verbetering van een verzonnen bericht", [5],
        lambda d: _te_vroeg(d, "correctie", vervangt=0),
    ),
    Aanval(
        "naam in stap 1, als aanvulling op een verzonnen bericht", [5, 7],
        lambda d: _te_vroeg(d, "aanvulling"),
    ),
    Aanval("doorgeven", [2], lambda d: _doorgeven(d, "verstrekking", herkomst="ontvangen")),
    Aanval(
        "doorgeven, als aanvulling", [2],
        lambda d: _doorgeven(d, "aanvulling", herkomst="ontvangen"),
    ),
    Aanval(
        "doorgeven, als verbetering", [5],
        lambda d: _doorgeven(
            d, "correctie", herkomst="ontvangen", vervangt=STAAT_IN_ANTWOORD["ysbrecht"]
        ),
    ),
    Aanval(
        "doorgeven, als verbetering van wat eigen heet", [5],
        lambda d: _doorgeven(d, "correctie", vervangt=STAAT_IN_ANTWOORD["ysbrecht"]),
    ),
    Aanval("politiegegeven naar het OM in stap 6, zonder onderzoek", [13], _politiegegeven),
    Aanval("naam naar een beheerder", [4], lambda d: _naw(d, ontvangt=BEHEERDER)),
    Aanval("naam in een overleg dat er niet is", [14], _verzonnen_overleg),
)  # fmt: skip


class Aanvaller:
    """A party's own system in the hands of somebody who tries what may not be."""

    def __init__(self, doelwit: Doelwit) -> None:
        self.doelwit = doelwit
        self._regels = standaard_convenant()

    def stuur(self, poging: Poging, dader: str) -> tuple[str, httpx.Response]:
        """One message, in the name of this official; its id and the gateway's answer."""
        kop, inhoud = self.stel_op(poging, dader)
        wereld = self.doelwit.verloop.wereld
        with Partijsysteem(
            wereld.omgeving.lokaal, wereld.omgeving.pki, poging.van.partij
        ) as systeem:
            mondeling = kop["uiting"] is not None
            return kop["id"], systeem.stuur(kop, None if mondeling else inhoud)

    def stel_op(self, poging: Poging, dader: str) -> tuple[dict[str, Any], Any]:
        """The kop with its commitments, and the content in clear."""
        wereld, nu = self.doelwit.verloop.wereld, datetime.now(UTC)
        weegt = {
            "doel": "D1",
            "afweging": {
                "noodzaak": True, "proportionaliteit": True, "subsidiariteit": True,
                "zwaarwegendAlgemeenBelang": None, "motivering": None,
            },
        }  # fmt: skip
        leden = dict(poging.leden)
        if "afweging" in leden:
            leden["afweging"] = {**weegt["afweging"], **leden["afweging"]}
        kop = stel_kop_op(
            Afzender(poging.van.partij, self._regels, dader, nu),
            uuid7(nu),
            soort=poging.soort,
            ontvanger=poging.naar.partij,
            ontvangende_medewerker=wereld.autorisatie(poging.ontvangt or poging.naar),
            groep=poging.groep or self.doelwit.verloop.zaak.id,
            stap=poging.stap,
            onderdelen=poging.onderdelen,
            **{**weegt, **leden},
        )
        delen = [
            InhoudOnderdeel(een["betrokkene"], een["gegevenssoort"], _inhoud_van(een))
            for een in poging.onderdelen
        ]
        motivering = MOTIVERING if kop.afweging is not None else None
        inhoud = stel_inhoud_op(delen, motivering)
        gebonden = inhoud.bind(kop, gebonden_leden(self._regels, poging.soort))
        return gebonden.als_json(), inhoud


def _inhoud_van(onderdeel: Mapping[str, Any]) -> dict[str, str]:
    if onderdeel["gegevenssoort"] == "STRAFVORDERLIJK":
        return {"zaak": ZAAK, "omschrijving": f"Over {GEHEIM['naam']}."}
    if onderdeel["gegevenssoort"] == "WPG8":
        return {"omschrijving": f"Gezien bij {GEHEIM['adres']}: {GEHEIM['naam']}."}
    return dict(GEHEIM)

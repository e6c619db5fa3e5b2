"""What the gateway's registers hold, as values. No table, no HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from shared.bericht.partijen.partijbestand import Partijbestand
from shared.bericht.partijen.partijdocument import Partijdocument
from shared.bericht.sleutels.certificaten import Certificaat
from shared.convenant.einde import groep_loopt

TRANSPORT = "transport"
ONDERTEKENING = "ondertekening"
VERSLEUTELING = "versleuteling"
ROLLEN = (TRANSPORT, ONDERTEKENING, VERSLEUTELING)
"""What a party's three certificates are for."""

TOEGESTAAN = "toegestaan"
AANVAARD = "aanvaard"
"""What a decision and a receipt say when they say yes."""


@dataclass(frozen=True, slots=True)
class Partij:
    """A registered party: its last document, and all it ever signed with the certificates."""

    document: Partijdocument
    bestand: Partijbestand

    @property
    def code(self) -> str:
        """By which the covenant knows it."""
        return self.document.code

    @property
    def oin(self) -> str:
        """Of its organisation."""
        return self.document.oin

    @property
    def naam(self) -> str:
        """Of its organisation."""
        return self.document.naam

    @property
    def endpoint(self) -> str:
        """Where it takes messages in, without `/v1/ontvangsten`."""
        return self.document.endpoint

    @property
    def actief(self) -> bool:
        """Whether it takes part."""
        return self.document.actief

    @property
    def dpia_goedgekeurd(self) -> bool:
        """Whether it says that its DPIA is approved."""
        return self.document.dpia_goedgekeurd

    def geldende(self, rol: str) -> tuple[Certificaat, ...]:
        """The certificates that hold for a role: the current one, then others it names."""
        namen = self.document.certificaten.per_rol()[rol]
        bekend = self.bestand.certificaten
        return tuple(bekend[naam] for naam in namen if naam in bekend)

    @property
    def certificaten(self) -> dict[str, str]:
        """The current certificate (PEM) per role."""
        return {rol: van_rol[0].pem for rol in ROLLEN if (van_rol := self.geldende(rol))}

    def toestand(self) -> dict[str, bool]:
        """In the shape of `toestand.partijen.<code>`."""
        return {"actief": self.actief, "dpiaGoedgekeurd": self.dpia_goedgekeurd}


@dataclass(frozen=True, slots=True)
class Opzegging:
    """A party's notice; `voortgezet`: the others confirmed in writing that they go on (K7)."""

    partij: str
    per: date
    voortgezet: bool = False

    def toestand(self) -> dict[str, Any]:
        """In the shape of one of `toestand.convenant.opzeggingen`."""
        return {
            "partij": self.partij,
            "per": self.per.isoformat(),
            "voortgezet": self.voortgezet,
        }


@dataclass(frozen=True, slots=True)
class Convenantversie:
    """A version of a covenant file as registered; `bron` are its exact bytes."""

    id: str
    versie: str
    hash: str
    bron: bytes
    laatste_ondertekening: date
    beeindigd_per: date | None
    opzeggingen: tuple[Opzegging, ...]

    def toestand(self) -> dict[str, Any]:
        """In the shape of `toestand.convenant`."""
        return {
            "id": self.id,
            "laatsteOndertekening": self.laatste_ondertekening.isoformat(),
            "beeindigdPer": None if self.beeindigd_per is None else self.beeindigd_per.isoformat(),
            "opzeggingen": [opzegging.toestand() for opzegging in self.opzeggingen],
        }


@dataclass(frozen=True, slots=True)
class Autorisatie:
    """A registered authorisation of an employee: a reference, never a name."""

    id: str
    partij: str
    functie: str
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: bool
    vog: bool
    geldig_tot: date
    account: str | None = None
    bevestigd_door: str | None = None
    """The colleague whom the party says confirmed it; no part of any toetsing."""

    def toestand(self) -> dict[str, Any]:
        """In the shape of `toestand.autorisaties.<id>`."""
        return {
            "partij": self.partij,
            "functie": self.functie,
            "aangewezen": self.aangewezen,
            "geautoriseerd": self.geautoriseerd,
            "geheimhouding": self.geheimhouding,
            "vog": self.vog,
            "geldigTot": self.geldig_tot.isoformat(),
        }

    def geldt_op(self, dag: date) -> bool:
        """Whether every condition of covenant 6.1, 7.1 and 9.2 holds on `dag`."""
        vereist = self.aangewezen, self.geautoriseerd, self.geheimhouding, self.vog
        return all(vereist) and dag <= self.geldig_tot


@dataclass(frozen=True, slots=True)
class Groep:
    """A group. `toestand` is exactly `toestand.groep` of the profile."""

    code: str
    toestand: dict[str, Any]

    @property
    def loopt(self) -> bool:
        """Whether nothing has ended it yet."""
        return groep_loopt(self.toestand)

    def weergave(self) -> dict[str, Any]:
        """The group as parties read it: its state plus the code."""
        return {**self.toestand, "code": self.code}


class Berichtstatus(StrEnum):
    """How far a message got; see `modellen.BerichtRij`."""

    BESLIST = "beslist"
    AFGELEVERD = "afgeleverd"
    GEWEIGERD = "geweigerd"
    ONBEREIKBAAR = "onbereikbaar"

    @property
    def af(self) -> bool:
        """Whether the answer to the sender is final."""
        return self in (Berichtstatus.AFGELEVERD, Berichtstatus.GEWEIGERD)


@dataclass(frozen=True, slots=True)
class Berichtstand:
    """A message that was decided on before; see `modellen.BerichtRij`."""

    id: str
    digest: str
    handtekening: str
    afzender: str
    ontvanger: str
    medewerker: str | None
    soort: str
    stuk: str | None
    groep: str | None
    kanaal: str
    overleg: str | None
    uiting: str | None
    in_reactie_op: str | None
    besluit: str
    beslist_op: datetime
    status: Berichtstatus
    ontvangen_op: datetime | None = None
    inhoud_digest: str | None = None
    inhoud_status: str | None = None
    ingetrokken_door: str | None = None
    vernietigd: bool = False

    @property
    def toegestaan(self) -> bool:
        """Whether the toetsing permitted it, the last time it was decided on."""
        return self.besluit == TOEGESTAAN

    @property
    def aangekomen(self) -> bool:
        """Whether its receiver took in the message; by mouth: the announcement."""
        return self.toegestaan and self.status is Berichtstatus.AFGELEVERD

    @property
    def aanvaard(self) -> bool:
        """Whether its receiver holds what it says; by mouth: since its content was accepted."""
        return self.aangekomen and (self.uiting is None or self.inhoud_status == AANVAARD)

    def ingetrokken(self, behalve: str | None = None) -> bool:
        """Whether it was taken back, by another message than `behalve`."""
        return self.ingetrokken_door is not None and self.ingetrokken_door != behalve


@dataclass(frozen=True, slots=True)
class Plaats:
    """A place in a permitted message; see `modellen.BerichtonderdeelRij`."""

    bericht: str
    plaats: int
    betrokkene: str
    kind: str | None
    categorie: int
    gegevenssoort: str
    bron: str
    eerste_verwerking: date | None
    termijn_tot: date | None
    gerelateerd: bool | None
    item_bericht: str
    item_plaats: int
    vervangt: int | None
    ingetrokken_door: str | None = None
    vernietigd: bool = False

    def toestand(self, behalve: str) -> dict[str, Any]:
        """In the shape of one of `toestand.verwijzing.onderdelen`.

        `behalve`: a withdrawal by this message does not count; it is being decided on anew.
        """
        datums = {"eersteVerwerking": self.eerste_verwerking, "termijnTot": self.termijn_tot}
        return {
            "plaats": self.plaats,
            "betrokkene": self.betrokkene,
            "categorie": self.categorie,
            "gegevenssoort": self.gegevenssoort,
            "bron": self.bron,
            **{naam: dag.isoformat() for naam, dag in datums.items() if dag is not None},
            **({} if self.gerelateerd is None else {"gerelateerd": self.gerelateerd}),
            "ingetrokken": self.ingetrokken_door not in (None, behalve),
        }

"""What each kind of group decision says, what is checked in it, and what it does to the group.

Who signs and from which step to which it leads are rows of the covenant file; here is only what a
row cannot say. No member is free text: codes, dates and numbers, so that nothing about a person
can slip into the register or the log.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.rijen import GroepsbesluitRij, Overgang
from shared.convenant.einde import ACTIEF
from shared.convenant.poorten.geval import opsomming
from shared.convenant.schuilnaam import is_schuilnaam, vorm_van_schuilnaam
from shared.convenant.startcriteria import startgebreken
from shared.convenant.toestandvorm import Startbesluit
from shared.convenant.vorm import Commitment, Datum, Rij, Stapnummer, Vorm, Woordcode

Groepstoestand = dict[str, Any]

MAX_STUKKEN: Final = 20
_Soortcode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")]


@dataclass(frozen=True, slots=True)
class Gebrek:
    """Why a decision does not stand: a reason's code, what was found, what would be right."""

    code: str
    waarde: object = ""
    wel: object = ""


@dataclass(frozen=True, slots=True)
class Zitting:
    """What a decision is held against. ``groep`` None: not registered yet."""

    groep: Mapping[str, Any] | None
    groep_id: str
    rij: GroepsbesluitRij
    regels: Convenantregels
    vandaag: date

    def volgende_stap(self) -> int:
        """The step the row leads to from where the group is."""
        nu = 0 if self.groep is None else self.groep["stap"]
        return next(overgang.naar for overgang in self.rij.overgangen if overgang.van == nu)

    def hoe_verder(self) -> str:
        """Which decisions lead on from where the group is, as the rest of a sentence."""
        nu = 0 if self.groep is None else self.groep["stap"]
        return self._wegen({weg: code for weg, code in self._voort() if weg.van == nu})

    def hoe_naar(self, stap: int) -> str:
        """Which decisions lead to this step, as the rest of a sentence."""
        return self._wegen({weg: code for weg, code in self._voort() if weg.naar == stap})

    def _voort(self) -> Iterator[tuple[Overgang, str]]:
        """Every transition to another step while the approach goes on, with its decision."""
        for code, rij in self.regels.groepsbesluiten.items():
            if not rij.eindigt:
                yield from ((weg, code) for weg in rij.overgangen if 0 < weg.van != weg.naar)

    @staticmethod
    def _wegen(wegen: Mapping[Overgang, str]) -> str:
        return "".join(
            f"; van stap {weg.van} naar stap {weg.naar} gaat de groep door het besluit '{code}'"
            for weg, code in wegen.items()
        )

    def kopie(self) -> Groepstoestand:
        """The group's state, to be changed without touching the old one."""
        return kopie(self.groep or {})


class Onderstuk(Vorm):
    """A stuk that lies under a decision. ``digest``: over the content as it was given."""

    soort: Woordcode
    digest: Commitment


class Gegevens(Vorm):
    """The data of one kind of decision. ``stukken``: what whoever signs it has read."""

    stukken: Annotated[tuple[Onderstuk, ...], Field(strict=False, max_length=MAX_STUKKEN)] = ()

    def stukgebreken(self, rij: GroepsbesluitRij) -> Iterator[Gebrek]:
        """What is wrong with the stukken: each of a kind the row names, and each once."""
        wel = (
            f"moet een van deze zijn: {opsomming(rij.stukken)}"
            if rij.stukken
            else "hoort niet bij dit besluit"
        )
        for nummer, stuk in enumerate(self.stukken):
            if stuk.soort not in rij.stukken:
                yield Gebrek("BESLUIT_ONGELDIG", f"/gegevens/stukken/{nummer}/soort", wel)
            elif stuk in self.stukken[:nummer]:
                staat_er = "staat er al"
                yield Gebrek("BESLUIT_ONGELDIG", f"/gegevens/stukken/{nummer}", staat_er)

    def _json(self) -> dict[str, Any]:
        """As a group's state keeps it: there the stukken have no place."""
        return self.model_dump(mode="json", by_alias=True, exclude={"stukken"})

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:  # noqa: ARG002 - door soorten gebruikt
        """What is wrong with these data, for this group and on this day."""
        yield from ()

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        """The group's new state; only asked for when nothing is wrong."""
        raise NotImplementedError


class Openen(Gegevens):
    """A new group, under a name the system gave."""

    code: Annotated[str, StringConstraints(max_length=40)]

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:
        """A name of the covenant's form: a word of one's own could name somebody."""
        if not is_schuilnaam(zitting.regels, self.code):
            wel = f"moet de vorm {vorm_van_schuilnaam(zitting.regels)} hebben"
            yield Gebrek("BESLUIT_ONGELDIG", "/gegevens/code", wel)

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        return {
            "id": zitting.groep_id,
            "code": self.code,
            "stap": zitting.volgende_stap(),
            "status": ACTIEF,
            "startbesluit": None,
            "eindcriterium": None,
            "prioritering": None,
            "strafrechtelijkOnderzoek": None,
            "informatieverzoeken": [],
        }


class Meldingtelling(Vorm):
    """One report that counts as evidence, without saying what it was."""

    datum: Datum
    bron: Woordcode
    incident: Commitment


class Start(Gegevens):
    """The start decision with its three criteria (5.3)."""

    datum: Datum
    groepsverband: bool
    meldingen: Annotated[tuple[Meldingtelling, ...], Rij]
    eerdere_interventie: bool

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:
        for nummer, melding in enumerate(self.meldingen):
            if melding.bron not in zitting.regels.woorden["meldingsbronnen"]:
                wel = f"moet een van deze zijn: {opsomming(sorted(zitting.regels.start.bronnen))}"
                yield Gebrek("BESLUIT_ONGELDIG", f"/gegevens/meldingen/{nummer}/bron", wel)
        besluit = Startbesluit.model_validate(self._json())
        for code, waarde, wel in startgebreken(besluit, zitting.regels.start):
            yield Gebrek(code, waarde, wel)
        if self.datum > zitting.vandaag:
            yield Gebrek("BESLUIT_TOEKOMST", self.datum)

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        return {
            **zitting.kopie(),
            "stap": zitting.volgende_stap(),
            "startbesluit": self._json(),
        }


class Stap(Gegevens):
    """On to the next step; the decision names it, so that it can be carried out once only."""

    stap: Stapnummer

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:
        nu = None if zitting.groep is None else zitting.groep["stap"]
        mogelijk = [overgang for overgang in zitting.rij.overgangen if overgang.van == nu]
        # A step the row does not start from has been reported already.
        if mogelijk and all(overgang.naar != self.stap for overgang in mogelijk):
            vanuit = [o.van for o in zitting.rij.overgangen if o.naar == self.stap]
            wel = f"vanuit stap {opsomming(vanuit)}" if vanuit else self._anders(zitting, mogelijk)
            yield Gebrek("BESLUIT_STAP", nu, wel)

    def _anders(self, zitting: Zitting, mogelijk: list[Overgang]) -> str:
        """To which step it does lead from here, and which decision leads to the one it names."""
        naar = opsomming(sorted({overgang.naar for overgang in mogelijk}))
        return f"naar stap {naar}{zitting.hoe_naar(self.stap)}"

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        return {**zitting.kopie(), "stap": self.stap}


class Prioritering(Gegevens):
    """Whether the group is taken up, and under which conditions."""

    prioritering: Literal["ja", "nee"]
    randvoorwaarden: Annotated[tuple[_Soortcode, ...], Rij]

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:
        """A condition is one of the covenant file's: a code of one's own could name somebody."""
        bekend = zitting.regels.randvoorwaarden
        for nummer, code in enumerate(self.randvoorwaarden):
            if code not in bekend:
                wel = f"moet een van deze zijn: {opsomming(list(bekend))}"
                yield Gebrek("BESLUIT_ONGELDIG", f"/gegevens/randvoorwaarden/{nummer}", wel)

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        groep = {**zitting.kopie(), "prioritering": self.prioritering}
        if self.prioritering == "ja":
            return {**groep, "stap": zitting.volgende_stap()}
        return {**groep, "status": "niet_geprioriteerd"}


class Onderzoek(Gegevens):
    """The first and last day of a criminal investigation; no last day: it still runs."""

    van: Datum
    tot: Datum | None = None

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:  # noqa: ARG002
        if self.tot is not None and self.tot < self.van:
            yield Gebrek("BESLUIT_PERIODE", self.tot, self.van)

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        return {**zitting.kopie(), "strafrechtelijkOnderzoek": self._json()}


class Afsluiting(Gegevens):
    """The end of the group's approach, on one of the covenant's end criteria (5.3)."""

    eindcriterium: Woordcode

    def gebreken(self, zitting: Zitting) -> Iterator[Gebrek]:
        bekend = zitting.regels.eindcriteria
        if self.eindcriterium not in bekend:
            wel = opsomming(list(bekend))
            yield Gebrek("BESLUIT_EINDCRITERIUM", f"'{self.eindcriterium}'", wel)

    def gevolg(self, zitting: Zitting) -> Groepstoestand:
        return {
            **zitting.kopie(),
            "stap": zitting.volgende_stap(),
            "status": "afgesloten",
            "eindcriterium": self.eindcriterium,
        }


SOORTEN: Final[Mapping[str, type[Gegevens]]] = MappingProxyType(
    {
        "openen": Openen,
        "start": Start,
        "stap": Stap,
        "prioritering": Prioritering,
        "onderzoek": Onderzoek,
        "afsluiting": Afsluiting,
    }
)


def kopie(groep: Mapping[str, Any]) -> Groepstoestand:
    """A group's state with a list of requests of its own."""
    nieuw = dict(groep)
    nieuw["informatieverzoeken"] = [dict(v) for v in groep.get("informatieverzoeken", ())]
    return nieuw

"""The register of processing activities of one deployable, generated from the covenant.

What is processed, about whom, from and to whom, on which ground and for how long follows from the
covenant file; whom to reach, how it is protected and which activities there are is in the data
file beside this module. The version is that of the covenant plus the hash of both files, so that
an entry's id never comes to mean something else. Asked for by the general regulation and by the
police and judicial data acts; the data file names the articles. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.typen import ALLE
from shared.convenant.vorm import Fout
from shared.dataverwerkingen.register.stromen import Stroom, betrokkenen_in, stromen_van, termijnen
from shared.dataverwerkingen.register.verantwoording import (
    Verantwoording,
    controleer_verantwoording,
    stel_verantwoording_op,
)
from shared.dataverwerkingen.register.vorm import (
    Activiteitrij,
    Onderdeelrij,
    OngeldigRegisterbestand,
    Registerbestand,
    lees_registerbestand,
    standaard_bron,
)

PAD: Final = "verwerkingsactiviteiten"
_HASHLENGTE: Final = 12


@dataclass(frozen=True, slots=True)
class Wie:
    """A controller or processor, and where it can be reached."""

    code: str
    naam: str
    verantwoordelijke: str
    rol: str
    contact: Mapping[str, str]
    fg: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verwerkingsactiviteit:
    """One entry. ``id`` names this version of it for good; ``uri`` is where it can be read."""

    id: str
    uri: str
    code: str
    versie: str
    naam: str
    omschrijving: str
    wettelijk_register: str
    wie: Wie
    gezamenlijk_met: tuple[str, ...]
    doelen: tuple[str, ...]
    grondslag: str
    betrokkenen: tuple[str, ...]
    gegevens: tuple[str, ...]
    stromen: tuple[Stroom, ...]
    termijnen: tuple[str, ...]
    autorisaties: tuple[str, ...]
    beveiliging: tuple[str, ...]
    doorgifte: str
    profilering: str

    def als_dict(self) -> dict[str, Any]:
        """As JSON; names in camelCase."""
        kaal = asdict(self)
        kaal["gezamenlijkMet"] = kaal.pop("gezamenlijk_met")
        kaal["wettelijkRegister"] = kaal.pop("wettelijk_register")
        return kaal


@dataclass(frozen=True, slots=True)
class Verwerkingsregister:
    """All entries of one deployable in one version, and which part of the API is which."""

    onderdeel: str
    versie: str
    activiteiten: tuple[Verwerkingsactiviteit, ...]
    labels: Mapping[str, str]
    rest: str
    verantwoording: Verantwoording

    def van_label(self, label: str) -> Verwerkingsactiviteit:
        """The activity of an API subject; what no row names is the general one."""
        return self.met_code(self.labels.get(label, self.rest))

    def met_code(self, code: str) -> Verwerkingsactiviteit:
        """The entry with this code; ``KeyError`` when this deployable has no such activity."""
        for activiteit in self.activiteiten:
            if activiteit.code == code:
                return activiteit
        raise KeyError(code)

    def met_id(self, activiteit_id: str) -> Verwerkingsactiviteit | None:
        """The entry with this id, if this is its version."""
        return next((een for een in self.activiteiten if een.id == activiteit_id), None)


def stel_register_op(
    regels: Convenantregels, onderdeel: str, basis: str, bron: bytes | None = None
) -> Verwerkingsregister:
    """The register of ``onderdeel``; ``basis`` is the address of its API, ``bron`` its data file.

    Raises ``OngeldigRegisterbestand`` for a data file with faults, or one that does not know the
    deployable.
    """
    inhoud = standaard_bron() if bron is None else bron
    bestand = lees_registerbestand(inhoud)
    fouten = tuple(_controleer(bestand, regels, onderdeel))
    if fouten:
        raise OngeldigRegisterbestand(fouten)
    versie = f"{regels.versie}-{sha256(regels.bron + inhoud).hexdigest()[:_HASHLENGTE]}"
    opsteller = _Opsteller(bestand, regels, onderdeel, versie, basis.rstrip("/"))
    rijen = [rij for rij in bestand.activiteiten if _geldt_voor(rij, onderdeel, regels)]
    labels = {label: rij.code for rij in rijen for label in rij.labels}
    rest = bestand.rest if any(r.code == bestand.rest for r in rijen) else rijen[0].code
    return Verwerkingsregister(
        onderdeel,
        versie,
        tuple(opsteller.activiteit(rij) for rij in rijen),
        labels,
        rest,
        stel_verantwoording_op(bestand, regels, onderdeel, verzonnen=bron is None),
    )


def _geldt_voor(rij: Activiteitrij, onderdeel: str, regels: Convenantregels) -> bool:
    return onderdeel in rij.partijen or (ALLE in rij.partijen and onderdeel in regels.partijen)


def _controleer(
    bestand: Registerbestand, regels: Convenantregels, onderdeel: str
) -> Iterable[Fout]:
    if bestand.convenant != regels.id:
        yield Fout("/convenant", f"hoort bij een ander convenant dan '{regels.id}'")
    if onderdeel not in bestand.onderdelen:
        yield Fout("/onderdelen", f"kent het onderdeel '{onderdeel}' niet")
    for code, rij in bestand.onderdelen.items():
        eigen = regels.partijen.get(code)
        regime = rij.regime if eigen is None else eigen.regime
        if eigen is None and None in (rij.titel, rij.naam):
            yield Fout(f"/onderdelen/{code}", "heeft een titel en een naam nodig: geen partij")
        if regime not in bestand.regimes:
            yield Fout(f"/regimes/{regime}", f"ontbreekt, en '{code}' valt daaronder")
    for nummer, een in enumerate(bestand.activiteiten):
        vreemd = set(een.partijen) - {ALLE} - bestand.onderdelen.keys()
        for naam in sorted(vreemd):
            yield Fout(f"/activiteiten/{nummer}/partijen", f"'{naam}' is geen onderdeel")
        for recht in sorted(set(een.rechten) - regels.rechten.keys()):
            yield Fout(f"/activiteiten/{nummer}/rechten", f"'{recht}' is geen recht")
    yield from controleer_verantwoording(bestand, regels)


class _Opsteller:
    """From rows to entries, for one deployable."""

    def __init__(
        self,
        bestand: Registerbestand,
        regels: Convenantregels,
        onderdeel: str,
        versie: str,
        basis: str,
    ) -> None:
        self._bestand, self._regels = bestand, regels
        self._onderdeel, self._versie, self._basis = onderdeel, versie, basis
        self._partij = regels.partijen.get(onderdeel)
        self._rij = bestand.onderdelen[onderdeel]
        self._regime = bestand.regimes[self._regimenaam()]

    def _regimenaam(self) -> str:
        return self._partij.regime if self._partij is not None else str(self._rij.regime)

    def activiteit(self, rij: Activiteitrij) -> Verwerkingsactiviteit:
        """One entry."""
        stromen = stromen_van(self._regels, self._onderdeel, rij.bron)
        activiteit_id = f"{rij.code}-{self._versie}"
        return Verwerkingsactiviteit(
            id=activiteit_id,
            uri=f"{self._basis}/{PAD}/{activiteit_id}",
            code=rij.code,
            versie=self._versie,
            naam=rij.naam,
            omschrijving=rij.omschrijving,
            wettelijk_register=self._regime.register_,
            wie=self._wie(self._onderdeel, self._rij),
            gezamenlijk_met=self._anderen(),
            doelen=self._doelen(),
            grondslag=self._grondslag(),
            betrokkenen=betrokkenen_in(self._regels, self._onderdeel, rij.bron),
            gegevens=self._gegevens(rij, stromen),
            stromen=tuple(s for s in stromen if s.met is not None),
            termijnen=termijnen(
                self._regels, self._onderdeel, rij.bron, self._bestand.bewaren.eigen
            ),
            autorisaties=self._autorisaties(rij),
            beveiliging=self._beveiliging(),
            doorgifte=self._bestand.doorgifte.derde_landen,
            profilering=self._bestand.profilering.uitleg,
        )

    def _wie(self, code: str, rij: Onderdeelrij) -> Wie:
        partij = self._regels.partijen.get(code)
        return Wie(
            code=code,
            naam=partij.naam if partij is not None else str(rij.naam),
            verantwoordelijke=(
                partij.verwerkingsverantwoordelijke
                if partij is not None
                else "; ".join(p.naam for p in self._regels.partijen.values())
            ),
            rol=rij.rol,
            contact=rij.contact.model_dump(),
            fg=rij.fg.model_dump(),
        )

    def _anderen(self) -> tuple[str, ...]:
        partijen = self._regels.partijen
        return tuple(p.naam for code, p in partijen.items() if code != self._onderdeel)

    def _doelen(self) -> tuple[str, ...]:
        eigen = self._regels.doelen if self._partij is None else self._partij.doelen
        return tuple(self._regels.doelen[doel] for doel in eigen)

    def _grondslag(self) -> str:
        if self._partij is None:
            return "in opdracht van de verantwoordelijken, binnen het convenant"
        return self._regime.grondslag

    def _gegevens(self, rij: Activiteitrij, stromen: Iterable[Stroom]) -> tuple[str, ...]:
        if rij.bron == "pseudoniem":
            return self._bestand.pseudoniem.gegevens
        soorten = {soort for stroom in stromen for soort in stroom.gegevens}
        alle = self._regels.gegevenssoorten.values()
        return tuple(soort.titel for soort in alle if soort.titel in soorten)

    def _beveiliging(self) -> tuple[str, ...]:
        rij = self._bestand.beveiliging
        eigen = rij.doorgeven if self._partij is None else rij.bestand
        return (*eigen, *rij.maatregelen)

    def _autorisaties(self, rij: Activiteitrij) -> tuple[str, ...]:
        functies = self._regels.functies.get(self._onderdeel, self._regels.functies[ALLE])
        gevraagd = set(rij.rechten)
        return tuple(f.titel for f in functies.values() if gevraagd & set(f.rechten))

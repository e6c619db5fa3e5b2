"""Own records about a person: the part every kind of record of every party has in common.

A party describes a kind of record (``Dossiersoort``): its table, its input, which fields are
content, and its own rules. This module stores, corrects and reads them: content sealed under the
person's key, every correction with who, when and why, every version numbered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError, create_model
from sqlalchemy import ColumnElement, and_, case, false, func, select, true
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import beperkt_gegeven
from shared.bestand.correcties import Correctie, lees_historie, leg_correctie_vast
from shared.bestand.dossier.tabellen import Dossierrij
from shared.bestand.toegang.bevoegdheid import CONTROLEREN
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, Vernietigd, VersieVerouderd
from shared.partij.persoon import Persoon
from shared.partij.web.vormen import Invoermodel, Tekst, Uitvoermodel
from shared.partij.zegel import Kluispoort, open_json, open_json_alle, verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok
from shared.web.meldingen import Invoerfout, json_pointer, melding


class Dossierinvoer(Invoermodel):
    """What every own record says about itself."""

    aard: Literal["feit", "oordeel"] = Field(
        description="Is dit een feit of een persoonlijk oordeel?"
    )
    bijzonder: bool = Field(
        default=False,
        description="Bevat bijzondere categorieën van persoonsgegevens; die mogen niet weg.",
    )
    derden_verwijderd: bool = Field(
        description="Gegevens over anderen (melders, slachtoffers, getuigen) zijn verwijderd."
    )


R = TypeVar("R", bound=Dossierrij)
In = TypeVar("In", bound=Dossierinvoer)


@dataclass(frozen=True)
class Dossierstuk(Generic[In]):
    """One opened record."""

    id: str
    persoon_id: str
    versie: int
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    invoer: In = field(repr=False)


def _geen_regels(_: Any, __: date) -> Sequence[Invoerfout]:  # noqa: ANN401 - any input
    return ()


def _niets(_: Any, __: date) -> Mapping[str, Any]:  # noqa: ANN401 - any input
    return {}


def _elke_rij(_: date) -> ColumnElement[bool]:
    return true()


@dataclass(frozen=True)
class Soortkolom:
    """Which kind of data a record is, where one table holds several: by the value of a column."""

    naam: str
    soorten: Mapping[str, str]


@dataclass(frozen=True)
class Dossiersoort(Generic[R, In]):
    """The description of one kind of own record.

    ``code``       names the kind in history, journal and seals; never changes
    ``gegevenssoort``  which kind of data of the covenant it is
    ``pad``        path segment, plural; ``naam`` and ``naam_meervoud`` in Dutch texts
    ``verzegeld``  fields of ``invoer`` that are content; the others are columns of ``tabel``
    ``regels``     the party's own rules over a whole record on a day; lists every fault
    ``afgeleid``   values shown with a record, computed on a day
    ``begin``      from which columns its terms count, by the name of that start in the rows
    ``in_gebruik`` which rows are still used on a day; the rest only for who checks (Wpg 14)
    ``voorbeeld``  an example of the input, for the API description
    """

    code: str
    gegevenssoort: str | Soortkolom
    pad: str
    naam: str
    naam_meervoud: str
    tabel: type[R]
    invoer: type[In]
    uitvoer: type[Uitvoermodel]
    verzegeld: frozenset[str]
    voorbeeld: Mapping[str, Any]
    regels: Callable[[In, date], Sequence[Invoerfout]] = _geen_regels
    afgeleid: Callable[[In, date], Mapping[str, Any]] = _niets
    begin: Mapping[str, str] = field(default_factory=dict)
    in_gebruik: Callable[[date], ColumnElement[bool]] = _elke_rij

    def soort_van(self, rij_of_invoer: R | In) -> str:
        """Which kind of data this record is."""
        if isinstance(self.gegevenssoort, str):
            return self.gegevenssoort
        return self.gegevenssoort.soorten[getattr(rij_of_invoer, self.gegevenssoort.naam)]

    def gelezen_door(self, wie: Medewerker) -> ColumnElement[bool]:
        """The condition on rows that leaves out what this employee's function does not read."""
        if isinstance(self.gegevenssoort, str):
            return true() if wie.leest(self.gegevenssoort) else false()
        waarden = [een for een, soort in self.gegevenssoort.soorten.items() if wie.leest(soort)]
        return getattr(self.tabel, self.gegevenssoort.naam).in_(waarden)  # type: ignore[no-any-return]

    def beperkt(self) -> ColumnElement[bool]:
        """The condition on rows that this record is restricted, or everything of its kind."""
        tabel = self.tabel
        if isinstance(self.gegevenssoort, str):
            return beperkt_gegeven(tabel.persoon_id, tabel.id, self.gegevenssoort)
        kolom: Any = getattr(tabel, self.gegevenssoort.naam)
        soort = case(dict(self.gegevenssoort.soorten), value=kolom)
        return beperkt_gegeven(tabel.persoon_id, tabel.id, soort)

    def wijziging(self) -> type[Invoermodel]:
        """The model of a correction: every field optional, and a reason."""
        velden: dict[str, Any] = {
            naam: (info.annotation | None, Field(default=None, description=info.description))
            for naam, info in self.invoer.model_fields.items()
            if info.annotation is not None
        }
        reden = (Tekst, Field(description="Waarom het gegeven wordt gecorrigeerd."))
        naam = self.invoer.__name__.removesuffix("Invoer") + "Wijziging"
        return create_model(naam, __base__=Invoermodel, **velden, reden=reden)


class Dossier(Generic[R, In]):
    """Reads and writes one kind of record within the caller's transaction; never commits.

    ``wie``: for whom; nothing is read or written of a kind that the function does not read.
    Without one it is the service itself that reads, to give what an official was allowed to choose.
    ``alles``: also what is out of use, for whom it is about himself.
    """

    def __init__(
        self,
        sessie: Session,
        kluis: Kluispoort,
        klok: Klok,
        soort: Dossiersoort[R, In],
        wie: Medewerker | None = None,
        *,
        alles: bool = False,
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok
        self._soort = soort
        self._wie = wie
        self._alles = alles

    def maak(self, persoon: Persoon, invoer: In, *, door: str) -> Dossierstuk[In]:
        """Adds a record. Raises ``OngeldigeInvoer`` with every broken rule."""
        self._eis_soort(invoer)
        self._toets(invoer)
        nu = self._klok()
        rij = self._soort.tabel()
        rij.id, rij.persoon_id, rij.versie = uuid7(nu), persoon.id, 1
        rij.aangemaakt_op = rij.gewijzigd_op = nu
        rij.aangemaakt_door = door
        self._vul(rij, persoon, invoer)
        self._sessie.add(rij)
        self._sessie.flush()
        return self._stuk(rij, invoer)

    def lees(self, persoon: Persoon, stuk_id: str) -> Dossierstuk[In]:
        """One record of this person; another person's record is not found."""
        return self._open(self._rij(persoon, stuk_id), persoon)

    def lijst(self, persoon: Persoon, *, na: str | None, limiet: int) -> list[Dossierstuk[In]]:
        """Records of this person in order of id, after ``na``; at most ``limiet``."""
        tabel = self._soort.tabel
        vraag = select(tabel).where(tabel.persoon_id == persoon.id, self._zichtbaar())
        vraag = vraag.order_by(tabel.id).limit(limiet)
        if na is not None:
            vraag = vraag.where(tabel.id > na)
        if self._wie is not None:
            vraag = vraag.where(self._soort.gelezen_door(self._wie))
        return self._open_alle([(persoon, rij) for rij in self._sessie.scalars(vraag)])

    def van_allen(
        self, personen: Sequence[Persoon], *, limiet: int
    ) -> dict[str, list[Dossierstuk[In]]]:
        """Of each of these people the first so many, by person, in one question."""
        tabel, wie = self._soort.tabel, {persoon.id: persoon for persoon in personen}
        vraag = select(tabel).where(tabel.persoon_id.in_(sorted(wie)), self._zichtbaar())
        per: dict[str, list[R]] = {persoon_id: [] for persoon_id in wie}
        for rij in self._sessie.scalars(vraag.order_by(tabel.id)):
            if len(per[rij.persoon_id]) < limiet:
                per[rij.persoon_id].append(rij)
        paren = [(wie[rij.persoon_id], rij) for rijen in per.values() for rij in rijen]
        gevonden: dict[str, list[Dossierstuk[In]]] = {persoon_id: [] for persoon_id in wie}
        for stuk in self._open_alle(paren):
            gevonden[stuk.persoon_id].append(stuk)
        return gevonden

    def weggelaten(self, persoon: Persoon) -> int:
        """How many records of this person are of a kind the function does not read."""
        if self._wie is None:
            return 0
        tabel = self._soort.tabel
        vraag = select(func.count(tabel.id)).where(
            tabel.persoon_id == persoon.id, ~self._soort.gelezen_door(self._wie)
        )
        return self._sessie.scalars(vraag).one()

    def corrigeer(
        self,
        persoon: Persoon,
        stuk_id: str,
        wijzigingen: Mapping[str, Any],
        *,
        reden: str,
        door: str,
        verwachte_versies: Callable[[int], bool],
    ) -> Dossierstuk[In]:
        """Corrects fields; the whole record is held against the rules again.

        ``verwachte_versies`` says whether the current version is the one the caller read; if
        not, ``VersieVerouderd``. A correction that changes nothing leaves no trace.
        """
        rij = self._rij(persoon, stuk_id, vergrendel=True)
        if not verwachte_versies(rij.versie):
            raise VersieVerouderd("Iemand anders heeft dit gegeven intussen gewijzigd.")
        oud = self._open(rij, persoon)
        nieuw = self._samengevoegd(oud.invoer, wijzigingen)
        self._eis_soort(nieuw)
        self._toets(nieuw)
        oude_waarden = _verschil(oud.invoer, nieuw)
        if not oude_waarden:
            return oud
        rij.versie += 1
        rij.gewijzigd_op = self._klok()
        self._vul(rij, persoon, nieuw)
        correctie = Correctie(
            self._soort.code,
            rij.id,
            persoon.id,
            rij.versie,
            rij.gewijzigd_op,
            door,
            reden,
            oude_waarden,
        )
        leg_correctie_vast(self._sessie, self._kluis, persoon.sleutel_id, correctie)
        self._sessie.flush()
        return self._stuk(rij, nieuw)

    def historie(self, persoon: Persoon, stuk_id: str) -> list[Correctie]:
        """Every correction of a record, oldest first."""
        self._rij(persoon, stuk_id)
        return lees_historie(
            self._sessie, self._kluis, persoon.sleutel_id, self._soort.code, stuk_id
        )

    def _zichtbaar(self) -> ColumnElement[bool]:
        """What is out of use lies there for complaints and to account for it, and for nothing else:
        not for the service itself, that reads to give. And what is restricted is for nobody but who
        handles that; what the service gives is held against it elsewhere."""
        wie = self._wie
        vrij = true() if wie is None or wie.ziet_beperkt else ~self._soort.beperkt()
        if self._alles or (wie is not None and CONTROLEREN in wie.rechten):
            return vrij
        return and_(vrij, self._soort.in_gebruik(datum_nl(self._klok())))

    def _eis_soort(self, stuk: R | In) -> None:
        if self._wie is not None:
            self._wie.eis_soort(self._soort.soort_van(stuk))

    def _toets(self, invoer: In) -> None:
        fouten = self._soort.regels(invoer, datum_nl(self._klok()))
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _samengevoegd(self, oud: In, wijzigingen: Mapping[str, Any]) -> In:
        try:
            return self._soort.invoer.model_validate({**dict(oud), **wijzigingen}, by_name=True)
        except ValidationError as fout:
            raise OngeldigeInvoer(
                [Invoerfout(json_pointer(een["loc"]), melding(een)) for een in fout.errors()]
            ) from None

    def _rij(self, persoon: Persoon, stuk_id: str, *, vergrendel: bool = False) -> R:
        tabel = self._soort.tabel
        vraag = select(tabel).where(tabel.id == stuk_id, self._zichtbaar())
        rij = self._sessie.scalars(vraag.with_for_update() if vergrendel else vraag).one_or_none()
        if rij is None or rij.persoon_id != persoon.id:
            raise NietGevonden(
                f"Dit {self._soort.naam} staat niet in uw bestand bij deze persoon, of is daar "
                "niet meer in gebruik omdat zijn termijn om is."
            )
        self._eis_soort(rij)
        return rij

    def _vul(self, rij: R, persoon: Persoon, invoer: In) -> None:
        for naam, waarde in invoer.model_dump(exclude=set(self._soort.verzegeld)).items():
            setattr(rij, naam, waarde)
        inhoud = invoer.model_dump(mode="json", include=set(self._soort.verzegeld))
        rij.zegel = verzegel_json(
            self._kluis,
            persoon.sleutel_id,
            self._context(rij),
            {"inhoud": inhoud},
        )

    def _open(self, rij: R, persoon: Persoon) -> Dossierstuk[In]:
        zegel = self._zegel(rij)
        return self._uit(rij, open_json(self._kluis, persoon.sleutel_id, self._context(rij), zegel))

    def _open_alle(self, paren: Sequence[tuple[Persoon, R]]) -> list[Dossierstuk[In]]:
        zegels = [
            (persoon.sleutel_id, self._context(rij), self._zegel(rij)) for persoon, rij in paren
        ]
        geopend = open_json_alle(self._kluis, zegels)
        return [self._uit(rij, open_) for (_, rij), open_ in zip(paren, geopend, strict=True)]

    def _zegel(self, rij: R) -> bytes:
        if not rij.zegel:
            raise Vernietigd("De inhoud van dit gegeven is vernietigd.")
        return rij.zegel

    def _uit(self, rij: R, open_: Mapping[str, Any] | None) -> Dossierstuk[In]:
        if open_ is None:
            raise Vernietigd("De gegevens van deze persoon zijn vernietigd.")
        kolommen = {
            naam: getattr(rij, naam)
            for naam in self._soort.invoer.model_fields
            if naam not in self._soort.verzegeld
        }
        invoer = self._soort.invoer.model_validate({**kolommen, **open_["inhoud"]}, by_name=True)
        return self._stuk(rij, invoer)

    def _stuk(self, rij: R, invoer: In) -> Dossierstuk[In]:
        return Dossierstuk(
            id=rij.id,
            persoon_id=rij.persoon_id,
            versie=rij.versie,
            aangemaakt_op=rij.aangemaakt_op,
            gewijzigd_op=rij.gewijzigd_op,
            invoer=invoer,
        )

    def _context(self, rij: R) -> str:
        return f"{self._soort.code}/{rij.id}"


def _verschil(oud: BaseModel, nieuw: BaseModel) -> dict[str, Any]:
    """The old values of every field that changed, as the API names and shows them."""
    oude = oud.model_dump(mode="json", by_alias=True)
    nieuwe = nieuw.model_dump(mode="json", by_alias=True)
    return {naam: waarde for naam, waarde in oude.items() if nieuwe[naam] != waarde}

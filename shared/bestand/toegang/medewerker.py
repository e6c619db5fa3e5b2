"""Who may do what: from an access token to an employee with a right and a task.

Deny by default. In this order, and the first that fails refuses with a sentence that says what to
do: a valid token (``shared.web.aanmelding.tokens``) → an authorisation this party registered for
that login → complete attestations, valid today (covenant 6.1, 7.1, 9.2) → the right of the
function in the covenant file → the task's groups. A program besides only reads, and no more than
who answers for it (``systemen``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, literal, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session
from starlette.requests import Request

from shared.bestand.afscherming.grens import afgeschermd, beperkt, is_vernietigd
from shared.bestand.afscherming.lezing import toon_beperkt
from shared.bestand.toegang.bevoegdheid import (
    BEHANDELEN,
    BEHEREN,
    BEVESTIGEN,
    Bevoegdheid,
    functies_van,
    is_systeem,
    ontbrekende_waarborgen,
    rechten_van,
)
from shared.bestand.toegang.opslag import zoek_autorisatie
from shared.bestand.toegang.spoor import onbekende
from shared.bestand.toegang.systemen import (
    LEEST,
    bevoegdheid_van_verantwoordelijke,
    eis_alleen_lezen,
    eis_een_mens,
    eis_eigen_token,
)
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.bestand.toegang.weigeringen import onthoud_wie
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import rechten_op_functie_alleen
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import GeenToegang
from shared.web.aanmelding.tokens import Aanmelding, AanmeldingAfh

BEPERKT: Final = (
    "Over deze persoon geldt een beperking: zijn gegevens staan er, en niemand gebruikt ze "
    "(11.1, c). Leg hem niet nog eens vast. Vraag de privacyfunctionaris wanneer zij eindigt."
)


def zeg_beperkt(aantal: int) -> str | None:
    """What a list says of those it leaves out; ``None``: it leaves out nobody."""
    if aantal == 0:
        return None
    wie = "1 persoon" if aantal == 1 else f"{aantal} personen"
    return (
        f"Er is nog {wie} van wie de gegevens zijn beperkt; u ziet ze niet (11.1, c). Leg niemand "
        "nog eens vast; vraag eerst de privacyfunctionaris."
    )


@dataclass(frozen=True)
class Namen:
    """How a function and the kinds of data are called in a sentence for who has it."""

    functie: str = ""
    soorten: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def van(cls, regels: Convenantregels, partij: str, functie: str) -> Namen:
        """In the words of the covenant file; an unknown function by its code."""
        rij = regels.functies.get(partij, {}).get(functie)
        soorten = {code: soort.titel for code, soort in regels.gegevenssoorten.items()}
        return cls(functie if rij is None else rij.titel, soorten)


@dataclass(frozen=True)
class Medewerker:
    """An employee who passed every check, or a program: then ``verantwoordelijke`` answers for it.

    ``groepen`` is ``None`` for a task in all groups.

    ``soorten``: the kinds of data the function reads; ``None``: all of them. Everything that shows
    data of a kind asks here (``leest``, ``eis_soort``), or lets the database leave it out
    (``gelezen``).

    ``ontbreekt``: the attestations that are missing, of who was let in for one operation by his
    function alone; he may nothing else.
    """

    autorisatie_id: str
    functie: str
    rechten: frozenset[str]
    groepen: frozenset[str] | None
    recht: str = field(default="")
    soorten: frozenset[str] | None = None
    verantwoordelijke: str | None = None
    ontbreekt: tuple[str, ...] = ()
    namen: Namen = field(default_factory=Namen, repr=False, compare=False)

    @property
    def functienaam(self) -> str:
        """How his function is called."""
        return self.namen.functie or self.functie

    def leest(self, soort: str) -> bool:
        """Whether the function reads this kind of data."""
        return self.soorten is None or soort in self.soorten

    def eis_soort(self, *soorten: str) -> None:
        """Refuses where one of these is a kind the function does not read."""
        niet = sorted({soort for soort in soorten if not self.leest(soort)})
        if niet:
            raise GeenToegang(
                f"Uw functie ({self.functienaam}) leest deze soort gegevens "
                f"niet: {', '.join(self.namen.soorten.get(een, een) for een in niet)}. "
                "Vraag het een collega wiens functie dat wel mag."
            )

    def gelezen(self, kolom: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """The condition on rows that leaves out what the function does not read."""
        return true() if self.soorten is None else kolom.in_(sorted(self.soorten))

    @property
    def ziet_beperkt(self) -> bool:
        """Whether he handles what people ask about themselves, and reads what is restricted."""
        return BEHANDELEN in self.rechten

    @property
    def taak(self) -> Taakgrens:
        """The task as a condition in a query."""
        return Taakgrens(self.groepen)

    def in_taak(self, groep: str) -> bool:
        """Whether the group belongs to this employee's task."""
        return self.taak.bevat(groep)

    def eis_groep(self, groep: str) -> None:
        """Refuses a group outside the task."""
        if not self.in_taak(groep):
            raise GeenToegang(
                "Deze groep hoort niet bij uw taak. Vraag uw beheerder om de groep aan uw "
                "autorisatie toe te voegen."
            )

    def eis_persoon(
        self,
        sessie: Session,
        persoon_id: str,
        *,
        ook_afgeschermd: bool = False,
        ook_beperkt: bool = False,
    ) -> None:
        """Refuses a person who belongs only to groups outside the task, or whom nobody may see.

        ``ook_afgeschermd``: only the first, where somebody is destroyed or uses his own rights.
        ``ook_beperkt``: also whose data are restricted, where nothing of him is shown or used.
        """
        wie = literal(persoon_id)
        if not (self.taak.alles or _geldt(sessie, self.taak.ook_afgeschermd(wie))):
            raise GeenToegang(
                "Deze persoon hoort bij een groep buiten uw taak. Vraag uw beheerder om de groep "
                "aan uw autorisatie toe te voegen."
            )
        dicht = and_(afgeschermd(wie), ~is_vernietigd(wie))
        if not ook_afgeschermd and _geldt(sessie, dicht):
            raise GeenToegang(
                "Deze persoon is afgeschermd: zijn groep is afgesloten (8.1). Terugkijken kan "
                "alleen bij een aanleiding die het convenant noemt."
            )
        if not (ook_afgeschermd or ook_beperkt or self.ziet_beperkt) and _geldt(
            sessie, beperkt(wie)
        ):
            raise GeenToegang(BEPERKT)


def _geldt(sessie: Session, voorwaarde: ColumnElement[bool]) -> bool:
    return bool(sessie.scalar(select(voorwaarde)))


@dataclass(frozen=True)
class Beheerder:
    """An account that may register authorisations; seeing personal data takes another right.

    ``eerste``: named in the configuration, while nobody administers yet. He only registers who
    will, himself included, with the attestations everybody needs.
    """

    uitgever: str
    sub: str
    eerste: bool = False


def medewerker(recht: str, *of: str, zoekt: bool = False) -> Callable[..., Medewerker]:
    """Dependency factory: the logged-in employee, if the function has ``recht``, or one of ``of``.

    ``zoekt``: the operation only reads, though what it looks for is in a body (``POST …/_zoek``).
    """

    def afhankelijkheid(dienst: DienstAfh, wie: AanmeldingAfh, request: Request) -> Medewerker:
        leest = zoekt or request.method in LEEST
        with dienst.lezend() as sessie:
            rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
            onthoud_wie(request, onbekende(wie.uitgever, wie.sub) if rij is None else rij.id)
            welk = _eerste_recht(dienst, rij, (recht, *of))
            return laat_toe(sessie, dienst, wie, rij, welk, leest=leest)

    return afhankelijkheid


def medewerker_op_functie(recht: str) -> Callable[..., Medewerker]:
    """The same for what anybody of this function may do, also with an authorisation that lapsed.

    Only where the covenant file looks at nothing else of the sender (profile, gate 4), and only
    for people.
    """

    def afhankelijkheid(dienst: DienstAfh, wie: AanmeldingAfh, request: Request) -> Medewerker:
        with dienst.lezend() as sessie:
            rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
            onthoud_wie(request, onbekende(wie.uitgever, wie.sub) if rij is None else rij.id)
            if rij is not None and not wie.van_programma:
                op_functie = _op_functie(dienst, rij, recht)
                if op_functie is not None:
                    return op_functie
            return laat_toe(sessie, dienst, wie, rij, recht)

    return afhankelijkheid


def _op_functie(dienst: Dienst, rij: AutorisatieRij, recht: str) -> Medewerker | None:
    """Who lacks an attestation, for this right alone; ``None`` where the ordinary way decides."""
    regels, partij = dienst.regels, dienst.partij.code
    if is_systeem(regels, partij, rij.functie) or recht not in rechten_op_functie_alleen(regels):
        return None
    ontbreekt = ontbrekende_waarborgen(rij, _vandaag(dienst))
    if not ontbreekt or recht not in rechten_van(regels, partij, rij.functie):
        return None
    niets: frozenset[str] = frozenset()
    return Medewerker(
        rij.id, rij.functie, frozenset({recht}), niets, recht, niets, ontbreekt=tuple(ontbreekt)
    )


def elke_medewerker(dienst: DienstAfh, wie: AanmeldingAfh, request: Request) -> Medewerker:
    """Dependency: the logged-in employee, for what shows each function only what is its own."""
    with dienst.lezend() as sessie:
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        return laat_toe(sessie, dienst, wie, rij, None, leest=request.method in LEEST)


def elke_lezer(dienst: DienstAfh, wie: AanmeldingAfh) -> Medewerker:
    """Dependency: the same for what only reads, though what it reads stands in a body."""
    with dienst.lezend() as sessie:
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        return laat_toe(sessie, dienst, wie, rij, None, leest=True)


def beheerder(dienst: DienstAfh, wie: AanmeldingAfh) -> Beheerder:
    """Dependency: an employee whose function may administer, with every attestation."""
    with dienst.lezend() as sessie:
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        laat_toe(sessie, dienst, wie, rij, BEHEREN, mens=True)
    return Beheerder(uitgever=wie.uitgever, sub=wie.sub)


def registrerende_beheerder(dienst: DienstAfh, wie: AanmeldingAfh) -> Beheerder:
    """Dependency: the same, or who the configuration names while there is nobody yet."""
    with dienst.lezend() as sessie:
        if _begint(sessie, dienst, wie):
            return Beheerder(uitgever=wie.uitgever, sub=wie.sub, eerste=True)
    return beheerder(dienst, wie)


def als_beheerder(sessie: Session, dienst: Dienst, uitgever: str, sub: str) -> Beheerder | None:
    """This account, of a person, as who may register today; ``None`` when it may not."""
    if _is_eerste(sessie, dienst, sub):
        return Beheerder(uitgever=uitgever, sub=sub, eerste=True)
    rij = zoek_autorisatie(sessie, uitgever, sub)
    if rij is None or ontbrekende_waarborgen(rij, _vandaag(dienst)):
        return None
    if BEHEREN not in rechten_van(dienst.regels, dienst.partij.code, rij.functie):
        return None
    return Beheerder(uitgever=uitgever, sub=sub)


def lezer_van_autorisaties(dienst: DienstAfh, wie: AanmeldingAfh) -> None:
    """Dependency: an employee who may see the authorisations; or the very first administrator."""
    _eis_een_recht(dienst, wie, "autorisaties.lezen")


def lezer_van_verzoeken(dienst: DienstAfh, wie: AanmeldingAfh) -> None:
    """Dependency: the same, or an employee who confirms what is asked."""
    _eis_een_recht(dienst, wie, "autorisaties.lezen", BEVESTIGEN)


def _eis_een_recht(dienst: Dienst, wie: Aanmelding, *rechten: str) -> None:
    with dienst.lezend() as sessie:
        if _begint(sessie, dienst, wie):
            return
        rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
        laat_toe(sessie, dienst, wie, rij, _eerste_recht(dienst, rij, rechten), leest=True)


def _eerste_recht(dienst: Dienst, rij: AutorisatieRij | None, rechten: Sequence[str]) -> str:
    """The first of these that the function has; what a refusal names when it has none."""
    mag = () if rij is None else rechten_van(dienst.regels, dienst.partij.code, rij.functie)
    return next((een for een in rechten if een in mag), rechten[0])


def _begint(sessie: Session, dienst: Dienst, wie: Aanmelding) -> bool:
    """Whether somebody the configuration names has nobody before him who may administer."""
    return not wie.van_programma and _is_eerste(sessie, dienst, wie.sub)


def _is_eerste(sessie: Session, dienst: Dienst, sub: str) -> bool:
    if sub not in dienst.genoemde_beheerders:
        return False
    regels, partij, vandaag = dienst.regels, dienst.partij.code, _vandaag(dienst)
    beheren = [f for f in functies_van(regels, partij) if BEHEREN in rechten_van(regels, partij, f)]
    rijen = sessie.scalars(select(AutorisatieRij).where(AutorisatieRij.functie.in_(beheren)))
    return all(ontbrekende_waarborgen(rij, vandaag) for rij in rijen)


def laat_toe(
    sessie: Session,
    dienst: Dienst,
    wie: Aanmelding,
    rij: AutorisatieRij | None,
    recht: str | None,
    *,
    leest: bool = False,
    mens: bool = False,
) -> Medewerker:
    """From token and registered authorisation to who asks; ``GeenToegang`` says what is missing.

    ``recht`` is ``None`` where the answer itself depends on the rights. ``leest``: nothing but
    reading is asked. ``mens``: it takes a person, also to read.
    """
    if rij is None:
        raise GeenToegang(
            "Voor uw account is geen autorisatie geregistreerd. Vraag uw beheerder om u te "
            "autoriseren."
        )
    regels, partij = dienst.regels, dienst.partij.code
    systeem = is_systeem(regels, partij, rij.functie)
    eis_eigen_token(systeem=systeem, van_programma=wie.van_programma)
    ontbreekt = ontbrekende_waarborgen(rij, _vandaag(dienst), systeem=systeem)
    if ontbreekt:
        raise GeenToegang(
            f"Uw autorisatie is niet compleet: {'; '.join(ontbreekt)}. Vraag uw beheerder om dit "
            "in orde te maken."
        )
    mag = Bevoegdheid.van(rij, regels, partij)
    if systeem and mens:
        eis_een_mens()
    if systeem:
        eis_alleen_lezen(leest=leest)
    namen = Namen.van(regels, partij, rij.functie)
    if recht is not None and recht not in mag.rechten:
        raise GeenToegang(
            f"Uw functie ({namen.functie}) mag dit niet: {regels.rechten[recht]}. Laat een collega "
            "met dat recht dit doen."
        )
    if systeem:
        mag = mag.voor_zover(bevoegdheid_van_verantwoordelijke(sessie, dienst, rij))
        if recht is not None and recht not in mag.rechten:
            raise GeenToegang(
                f"Wie voor dit programma instaat mag dit niet: {regels.rechten[recht]}. Het "
                "programma dus ook niet. Vraag uw beheerder om een andere verantwoordelijke."
            )
    if BEHANDELEN in mag.rechten:
        toon_beperkt()
    return Medewerker(
        rij.id, rij.functie, mag.rechten, mag.groepen, recht or "", mag.soorten,
        rij.verantwoordelijke, namen=namen,
    )  # fmt: skip


def _vandaag(dienst: Dienst) -> date:
    return datum_nl(dienst.klok())

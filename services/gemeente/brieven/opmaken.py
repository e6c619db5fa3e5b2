"""Sets one letter: the words of its kind, for this reader, from this sender."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from services.gemeente.brieven.brieftekst import brieventaal, sjabloon, vul_in
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.dataverwerkingen.register.eigen import register_van
from shared.drukwerk.drukpers import druk
from shared.leesbaar.tijd import datum_tekst
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.partij.persoon import Persoon
from shared.web.instellingen.briefhoofd import Briefhoofd


@dataclass(frozen=True)
class Briefopdracht:
    """A letter to be set: which kind, about whom, to whom, and what it is called."""

    kenmerk: str
    soort: str
    over: Persoon = field(repr=False)
    aan: Persoon = field(repr=False)

    @property
    def adres(self) -> list[str]:
        """The lines of the address; without a street or a town it cannot go by mail."""
        regels = (self.aan.adres, self.aan.woonplaats)
        return [regel for regel in regels if regel] if all(regels) else []


def briefhoofd_van(dienst: Dienst) -> Briefhoofd:
    """The sender. Raises ``Conflict`` while this service was not told who that is."""
    hoofd = dienst.instellingen.briefhoofd
    if hoofd is None:
        raise Conflict(
            "Deze dienst weet nog niet wie de afzender van een brief is. Vraag de beheerder om "
            "[briefhoofd] in te vullen in de instellingen."
        )
    return hoofd


def druk_brief(dienst: Dienst, opdracht: Briefopdracht, nu: datetime) -> bytes:
    """The PDF of a letter; takes about a second, outside any transaction."""
    hoofd = briefhoofd_van(dienst)
    if not opdracht.aan.naam or not opdracht.over.naam:
        raise Conflict("Leg eerst de naam vast van wie de brief krijgt.")
    fg = register_van(dienst.regels, dienst.instellingen).activiteiten[0].wie.fg
    woorden = {
        "naam": opdracht.aan.naam,
        "kind": opdracht.over.naam,
        "partners": _partners(dienst.regels, dienst.partij.code),
        "webpagina": dienst.regels.informatiepagina,
        "afzender": hoofd.naam,
        "telefoon": hoofd.telefoon,
        "email": hoofd.email,
        "fg_naam": fg["naam"],
        "fg_email": fg["email"],
    }
    gegevens = {
        **vul_in(brieventaal().brieven[opdracht.soort], woorden),
        "kenmerk": opdracht.kenmerk,
        "datum": datum_tekst(datum_nl(nu)),
        "aan": [opdracht.aan.naam, *opdracht.adres],
        "afzender": hoofd.model_dump(mode="json"),
    }
    return druk(sjabloon(), gegevens, nu)


def _partners(regels: Convenantregels, eigen: str) -> str:
    *eerste, laatste = (regels.titel_van(een) for een in regels.partijen if een != eigen)
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste

"""One request while it is being decided: what every gate needs, looked up once.

Gates read a ``Geval`` and report to it; they know each other not. Nothing outside the request and
the rules is read.
"""

from shared.convenant.begrippen import Convenantregels, Gegevenssoort, Partij
from shared.convenant.besluit import Reden
from shared.convenant.bestand.model import Berichtsoort, Categorie
from shared.convenant.kopvorm import Onderdeel
from shared.convenant.termijnen import datum_nl
from shared.convenant.toestandvorm import (
    Autorisatie,
    EerderOnderdeel,
    Groep,
    Overleg,
    Toetsverzoek,
    Verwijzing,
)
from shared.convenant.vorm import kort


class Geval:
    """The request, the rules, and the reasons found so far."""

    __slots__ = (
        "afzender",
        "gegevenssoorten",
        "groep",
        "kop",
        "mondeling",
        "onderdelen",
        "ontvanger",
        "overleg",
        "persoonsgegevens",
        "redenen",
        "regels",
        "soort",
        "toestand",
        "vandaag",
        "verwijzing",
    )

    def __init__(self, verzoek: Toetsverzoek, regels: Convenantregels) -> None:
        kop = verzoek.kop
        self.kop = kop
        self.toestand = verzoek.toestand
        self.regels = regels
        self.vandaag = datum_nl(verzoek.toestand.nu)
        self.soort: Berichtsoort = regels.soorten[kop.soort]
        #: None: not a party of this covenant.
        self.afzender: Partij | None = regels.partijen.get(kop.afzender)
        self.ontvanger: Partij | None = regels.partijen.get(kop.ontvanger)
        self.onderdelen = kop.onderdelen
        self.persoonsgegevens = self.soort.persoonsgegevens and bool(kop.onderdelen)
        groep = verzoek.toestand.groep
        #: The message's own group; None where there is none, or another one.
        self.groep: Groep | None = (
            groep if groep is not None and kop.groep is not None and groep.id == kop.groep else None
        )
        kanaal = regels.kanalen.get(kop.kanaal)
        self.mondeling = kanaal is not None and kanaal.mondeling
        overleg = verzoek.toestand.overleg
        #: The meeting in which it is said, as it was registered; None where it is not said in one,
        #: or in one that is not registered.
        self.overleg: Overleg | None = (
            overleg
            if kanaal is not None
            and kanaal.overleg
            and overleg is not None
            and overleg.id == kop.overleg
            else None
        )
        #: What the register gave as the message it builds on; gate 5 sees whether it is that one.
        self.verwijzing: Verwijzing | None = (
            None if self.soort.verwijzing is None else verzoek.toestand.verwijzing
        )
        #: Per onderdeel; None: a kind the covenant knows and refuses.
        self.gegevenssoorten: list[Gegevenssoort | None] = [
            regels.gegevenssoorten.get(onderdeel.gegevenssoort) for onderdeel in kop.onderdelen
        ]
        #: In the order found; a dict, because the same reason counts once.
        self.redenen: dict[Reden, None] = {}

    def categorie_van(self, onderdeel: Onderdeel) -> Categorie | None:
        """The onderdeel's category; None where the covenant has no such category."""
        return self.regels.categorieen.get(onderdeel.categorie)

    def eerder(self, onderdeel: Onderdeel) -> EerderOnderdeel | None:
        """The place of the earlier message an onderdeel names; None where there is none such."""
        if self.verwijzing is None or onderdeel.vervangt is None:
            return None
        for plaats in self.verwijzing.onderdelen:
            if plaats.plaats == onderdeel.vervangt:
                return plaats
        return None

    def medewerker(self, wie: str) -> Autorisatie | None:
        """The registered authorisation of an official; a program's makes nobody an official."""
        gevonden = self.toestand.autorisaties.get(wie)
        if gevonden is None:
            return None
        functie = self.regels.functies.get(gevonden.partij, {}).get(gevonden.functie)
        return None if functie is not None and functie.systeem else gevonden

    def volledig(self, autorisatie: Autorisatie | None) -> bool:
        """Whether somebody meets every condition of covenant 6.1, 7.1 and 9.2 today."""
        return (
            autorisatie is not None
            and autorisatie.aangewezen
            and autorisatie.geautoriseerd
            and autorisatie.geheimhouding
            and autorisatie.vog
            and self.vandaag <= autorisatie.geldig_tot
        )

    def rechten(self, autorisatie: Autorisatie) -> tuple[str, ...]:
        """What a function gives at its own party; one nobody knows gives nothing."""
        functie = self.regels.functies.get(autorisatie.partij, {}).get(autorisatie.functie)
        return () if functie is None else functie.rechten

    def vrijgesteld(self, onderdeel: Onderdeel, poort: int) -> bool:
        """Whether the onderdeel's category skips this gate."""
        categorie = self.regels.categorieen.get(onderdeel.categorie)
        return categorie is not None and poort in categorie.zonder_poorten

    def sluit(
        self,
        code: str,
        onderdeel: int | None = None,
        *,
        waarde: object = "",
        wel: object = "",
        waarom: str = "",
    ) -> None:
        """Report a reason; the same reason about the same onderdeel counts once.

        ``waarde`` is what was found, ``wel`` what would be right, and ``waarom`` why the file
        refuses a code it knows, as they read in the sentence.
        """
        rij = self.regels.redenen[code]
        invulling = self._van_bericht()
        if onderdeel is not None:
            invulling |= self._van_onderdeel(onderdeel)
        uitleg = rij.uitleg.format(**invulling, waarde=waarde, wel=wel, waarom=waarom)
        reden = Reden(
            code,
            rij.poort,
            onderdeel,
            rij.convenant,
            rij.wet,
            rij.interpretatie,
            uitleg[:1].upper() + uitleg[1:],
        )
        self.redenen[reden] = None

    def _van_bericht(self) -> dict[str, object]:
        kanaal = self.regels.kanalen.get(self.kop.kanaal)
        return {
            "afzender": self.regels.titel_van(self.kop.afzender),
            "ontvanger": self.regels.titel_van(self.kop.ontvanger),
            "soort": self.soort.titel,
            "kanaal": kort(self.kop.kanaal) if kanaal is None else kanaal.titel,
            "stap": "(geen)" if self.kop.stap is None else self.kop.stap,
            "doel": "(geen)" if self.kop.doel is None else kort(self.kop.doel),
            "vandaag": self.vandaag,
        }

    def _van_onderdeel(self, nummer: int) -> dict[str, object]:
        onderdeel = self.onderdelen[nummer]
        soort = self.gegevenssoorten[nummer]
        return {
            "nummer": nummer + 1,
            "gegevenssoort": kort(onderdeel.gegevenssoort) if soort is None else soort.titel,
            "categorie": onderdeel.categorie,
            "grondslag": kort(onderdeel.grondslag),
        }


def of_geen(waarde: object) -> str:
    """A value in a sentence, or that there is none."""
    return "niets" if waarde is None else kort(waarde)


def opsomming(waarden: object, slot: str = "of") -> str:
    """Values in a sentence: "a, b of c", or with another word before the last."""
    lijst = [str(waarde) for waarde in waarden] if isinstance(waarden, (tuple, list)) else []
    if len(lijst) < 2:
        return "".join(lijst)
    return f"{', '.join(lijst[:-1])} {slot} {lijst[-1]}"

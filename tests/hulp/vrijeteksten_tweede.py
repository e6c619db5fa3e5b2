"""Een tweede maker van teksten uit stap 1, los van de eerste: andere klanken, zinnen en plekken.

Gedeeld is alleen de vorm (`Vrijetekst`). Ook hier is elke naam verzonnen; zaad vast, dus elke keer
hetzelfde. Bij de eerste meting, voordat er iets aan de detector was veranderd, vond hij alles maar
stopte hij 89 van de 500 schone teksten (178 van de 500 bij plekken en winkels buiten zijn
lijst). Wat daaruit volgde is hersteld; deze cijfers zeggen dus niets over namen van plekken die
niemand in `namen.toml` heeft gezet: die houdt hij tegen.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.hulp.vrijeteksten import Vrijetekst

Vondst = tuple[str, str]

_WAAR = (
    "bij de skatebaan", "onder het viaduct", "achter de basisschool", "in het Zuiderpark",
    "op de Beijerlandselaan", "langs de Nieuwe Binnenweg", "op het Schouwburgplein",
    "bij metrostation Slinge", "in Oud-Charlois", "rond de voetbalkooi", "op de West-Kruiskade",
    "bij de Jumbo", "in de parkeergarage", "aan de waterkant in Crooswijk", "bij de tramhalte",
    "bij het clubhuis", "naast de moskee aan de rivier", "op het Burgemeester Hoffmanplein",
    "in de Agniesebuurt", "langs de Rochussenstraat", "bij de Hema", "achter het Zuiderziekenhuis",
    "bij de Kralingse Plas", "onder de Erasmusbrug", "bij sporthal De Wilgenring",
    "op het Noordereiland", "bij het station Blaak", "in de Wijnhaven",
)  # fmt: skip
_WIE = (
    "Wisselende groepjes van {n} tot {m} jongeren", "Zo'n {n} jongens en een paar meisjes",
    "Minstens {n} personen", "Jongeren, naar schatting {n},", "Eenzelfde groep van rond de {n}",
    "Een losse kring van {n} tieners",
)  # fmt: skip
_WAT = (
    "draaien harde muziek", "gooien met flessen", "bekladden de muren met verf",
    "spelen voor politieagent en houden auto's aan", "roken en blowen in de trappenhuizen",
    "maken ruzie met winkelpersoneel", "crossen met fatbikes over de stoep",
    "dagen handhavers uit", "laten lachgasflessen achter", "trappen tegen deuren",
)  # fmt: skip
_WANNEER = (
    "sinds begin oktober", "elke woensdagmiddag", "vooral na 21.00 uur", "op 3 en 4 november 2026",
    "bij mooi weer", "in de herfstvakantie", "al drie weekenden achter elkaar", "sinds 2025",
    "op maandag 9 november", "tot diep in de nacht", "rond Oud en Nieuw",
)  # fmt: skip
_VERDER = (
    "Het gaat volgens buurtbewoners al maanden zo.", "De boa's hebben 6 keer gewaarschuwd.",
    "Een ouder spreekt van een onprettige sfeer.", "Er is voor 1500 euro schade gemeld.",
    "Twee winkels sluiten nu eerder.", "De woningcorporatie heeft camera's opgehangen.",
    "Tussen de 12 en 20 meldingen per maand komen binnen.", "De RET leidt de bus tijdelijk om.",
    "Sinds de inzet van jongerenwerk is het rustiger op zondag.", "De helft is jonger dan 18 jaar.",
    "Wie er precies bij horen, is nog niet bekend.", "Het Openbaar Ministerie is op de hoogte.",
    "Voor 2026 staan 4 gesprekken gepland.", "In Feijenoord is het beeld hetzelfde.",
    "Handhaving was op 2 dagen aanwezig, van 18:00 tot 23:30 uur.",
    "De sluitingstijd is 22:00 uur.", "Ruim 300 huishoudens hebben er last van.",
    "De GGD en het wijkteam doen mee.", "Op dinsdag 17 november was er een schouw.",
    "Er zijn 12 bekeuringen uitgedeeld.", "Het Wijkpark is vanaf 23 uur dicht.",
    "Winkeliers van de Zwart Janstraat hebben een brief gestuurd.",
    "De groep verplaatst zich per metro, lijn D.", "Handhavers met bodycams lopen vaker rond.",
    "Het aantal meldingen steeg van 8 naar 31.", "In mei was het rustig.",
    "Feyenoord speelde thuis die avond.", "De camera's op mast 14 werken niet.",
)  # fmt: skip
_A = (
    "Quo",
    "Fri",
    "Hew",
    "Ol",
    "Tsji",
    "Gwe",
    "Pla",
    "Be",
    "Aur",
    "Xo",
    "Wub",
    "Snor",
    "Ij",
    "Ude",
)
_B = ("mme", "sti", "rno", "gga", "lpi", "dza", "cto", "xe", "vla", "nge")
_C = ("ke", "lius", "sten", "va", "dor", "nka", "phine", "r", "zim", "loek", "tje", "mond")
_GEVALLEN = (
    "Buurtbewoners wijzen {naam} aan.", "Volgens de conciërge zat {naam} er middenin.",
    "We zagen {naam} met een hamer lopen.", "Met {naam} is al eens gepraat.",
    "Iedereen luistert naar {naam}.", "Aanwezig waren onder anderen {naam} en een paar anderen.",
    "Gesproken met de moeder van {naam}.", "De naam {naam} wordt vaak genoemd.",
    "Het begon toen {naam} kwam aanfietsen.", "Meneer {naam} belde de politie.",
    "Een tante van {naam} kwam kijken.", "Men fluistert dat {naam} dealt.",
    "Er ligt een verklaring van {naam}.", "De fiets was van {naam}.", "Hij noemt zich {naam}.",
)  # fmt: skip
_MAANDEN = ("januari", "feb", "maart", "apr.", "juni", "augustus", "sept", "december")


class TweedeMaker:
    """Zoals `Tekstmaker`: schone teksten, en teksten met iemand erin."""

    def __init__(self, zaad: int) -> None:
        self._kans = random.Random(zaad)

    def schoon(self) -> Vrijetekst:
        """Een tekst over een groep en over niemand."""
        return Vrijetekst(" ".join(self._zinnen()), "")

    def met_persoon(self) -> Vrijetekst:
        """Zo'n tekst met één zin die een mens aanwijst."""
        zin, verstopt = self._kans.choice(self._gevallen())()
        zinnen = self._zinnen()
        zinnen.insert(self._kans.randrange(len(zinnen) + 1), zin)
        return Vrijetekst(" ".join(zinnen), verstopt)

    def _zinnen(self) -> list[str]:
        kies = self._kans.choice
        n = self._kans.randrange(4, 25)
        wie = kies(_WIE).format(n=n, m=n + self._kans.randrange(2, 9))
        delen = [kies(_WAT), kies(_WAAR), kies(_WANNEER)]
        if self._kans.random() < 0.5:
            delen[1], delen[2] = delen[2], delen[1]
        return [
            f"{wie} {' '.join(delen)}.",
            *self._kans.sample(_VERDER, self._kans.randrange(1, 5)),
        ]

    def _gevallen(self) -> list[Callable[[], Vondst]]:
        return [
            self._naam, self._naam, self._naam, self._voluit, self._telefoon, self._kenteken,
            self._adres, self._postcode, self._geboren, self._leeftijd, self._mail, self._account,
            self._bsn,
        ]  # fmt: skip

    def _klank(self) -> str:
        kies = self._kans.choice
        return kies(_A) + kies(_B) + kies(_C)

    def _cijfers(self, aantal: int) -> str:
        return "".join(str(self._kans.randrange(10)) for _ in range(aantal))

    def _naam(self) -> Vondst:
        naam = self._klank()
        return self._kans.choice(_GEVALLEN).format(naam=naam), naam

    def _voluit(self) -> Vondst:
        voor, achter = self._klank(), self._klank()
        vorm = self._kans.choice(("{a} van der {b}", "{i}. {b}", "{a} el {b}", "{a} {b}-{a}"))
        naam = vorm.format(a=voor, b=achter, i=voor[0])
        return self._kans.choice(_GEVALLEN).format(naam=naam), achter

    def _telefoon(self) -> Vondst:
        een, twee = self._cijfers(4), self._cijfers(4)
        nummer = self._kans.choice(
            (f"06 {een[:2]} {een[2:]} {twee[:2]} {twee[2:]}", f"010-{een[:3]}{twee}",
             f"0031 6{een}{twee}", f"+316{een}{twee}", f"06-{een}-{twee}")
        )  # fmt: skip
        return self._kans.choice(("Terugbellen kan: {}.", "Tip via {} binnengekomen.")).format(
            nummer
        ), nummer

    def _kenteken(self) -> Vondst:
        letters = "".join(self._kans.choices("BDFGHJKLNPRSTVXZ", k=6))
        cijfers = self._cijfers(4)
        kenteken = self._kans.choice(
            (f"{letters[:2]}-{cijfers[:3]}-{letters[2]}",
             f"{letters[0]}-{cijfers[:3]}-{letters[1:3]}",
             f"{cijfers[:2]}-{letters[:3]}-{cijfers[3]}", f"{letters[:2]}{cijfers[:3]}{letters[2]}")
        )  # fmt: skip
        return f"Weggereden in een grijze auto, {kenteken}, richting de brug.", kenteken

    def _adres(self) -> Vondst:
        soort = self._kans.choice(("straat", "laan", "weg", "singel", "hof", "kade"))
        nummer = f"{self._kans.randrange(1, 400)}{self._kans.choice(('', 'a', ' B', '-2'))}"
        adres = f"{self._klank()}{soort} {nummer}"
        return self._kans.choice(("Ze verzamelen voor {}.", "De portiek van {} is vies.")).format(
            adres
        ), adres

    def _postcode(self) -> Vondst:
        letters = "".join(self._kans.choices("BCGHJKLNPRTVX", k=2))
        code = f"30{self._cijfers(2)}{self._kans.choice(('', ' '))}{letters}"
        return f"Het speelt op nummer 12, {code}.", code

    def _geboren(self) -> Vondst:
        dag, jaar = self._kans.randrange(1, 29), self._kans.randrange(2003, 2014)
        maand = self._kans.choice(_MAANDEN)
        datum = self._kans.choice(
            (f"{dag} {maand} {jaar}", f"{dag:02}.0{dag % 9 + 1}.{jaar}",
             f"{jaar}-0{dag % 9 + 1}-{dag:02}")
        )  # fmt: skip
        return self._kans.choice(("Een van hen ({}) is bekend.", "Geboortedatum {}.")).format(
            datum
        ), datum

    def _leeftijd(self) -> Vondst:
        jaren = self._kans.randrange(12, 24)
        zin = self._kans.choice(
            ("Een jongen ({} jaar) gooide de eerste steen.", "De {}-jarige leider is weg.",
             "Een meisje van {} jaar filmde alles.", "Het zusje van {} jaar was mee.")
        )  # fmt: skip
        return zin.format(jaren), str(jaren)

    def _mail(self) -> Vondst:
        adres = f"{self._klank().lower()}{self._cijfers(2)}@{self._klank().lower()}.example"
        return f"De melder is te bereiken via {adres}", adres

    def _account(self) -> Vondst:
        account = f"{self._klank().lower()}.{self._cijfers(3)}"
        zin = self._kans.choice(
            ("Instagram: {}", "Op snapchat @{} staat een filmpje.", "tiktok={}")
        )
        return zin.format(account), account

    def _bsn(self) -> Vondst:
        nummer = f"0000{self._cijfers(5)}"
        return f"In het systeem staat {nummer}.", nummer

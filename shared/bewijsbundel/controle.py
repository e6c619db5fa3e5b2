"""Checking a proof bundle, offline, with nothing but the bundle and what the checker brings.

The order of checks:

1. the ZIP has the files of the profile and nothing else;
2. the checkpoint is signed by the log under its own name, and by every witness in the bundle;
3. the covenant is what its hash says, the certificates are what their names say;
4. every line of leaves has the right form, in order, and none of the search's is missing;
5. every leaf, see `bladcontrole.py`;
6. the question and what its answer covers, see `bundelvraag.py` and `bundeldekking.py`.

Left to the reader, and said in the report: that the log's key is the published one (`logsleutel`),
that certificates are trusted (`vertrouwen`), that each party is the organisation it should be
(`partijen`), that the covenant is the signed one (`regels`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bewijsbundel import vorm
from shared.bewijsbundel.blad.bladcontrole import Bladcontrole, Zekerheden
from shared.bewijsbundel.blad.convenantboek import Convenantboek
from shared.bewijsbundel.blad.partijboek import Ankers, Partijboek, lees_certificaat
from shared.bewijsbundel.dekking.omvang import Omvang
from shared.bewijsbundel.getuigen import Getuigencontrole
from shared.bewijsbundel.rapport import (
    Bevindingen,
    Bundelrapport,
    Dekkingsverslag,
    Foutsoort,
    Partijbevinding,
    TeVeelFouten,
)
from shared.bewijsbundel.regel import RegelOngeldig, lees_regel
from shared.bewijsbundel.volgorde import Bladvolgorde
from shared.bewijsbundel.vorm import BUNDELLIMIETEN, Bundellimieten
from shared.bewijsbundel.zip import Bundelbestand, BundelOnleesbaar
from shared.convenant.regels.laden import Convenantregels
from shared.logboek.bladen import BewezenBlad
from shared.logboek.controlepunt import Checkpoint, open_checkpoint
from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.notitie import Verificatiesleutel, lees_vkey


@dataclass(frozen=True)
class Vertrouwd:
    """What the checker brings along; each is optional, and said in the report when missing.

    logsleutel: the log's published key. regels: the covenant to decide with instead of the
    bundle's. vertrouwen: roots that every certificate must chain to, and what their CAs took back.
    getuigen: by party, the key of its witness, whose cosignature then has to be there. partijen:
    by party, the OIN of its organisation.
    """

    logsleutel: Verificatiesleutel | None = None
    regels: Convenantregels | None = None
    vertrouwen: Vertrouwenslijst | None = None
    getuigen: Mapping[str, Verificatiesleutel] = field(default_factory=dict)
    partijen: Mapping[str, str] = field(default_factory=dict)


def verifieer_bundel(
    pad: Path,
    vertrouwd: Vertrouwd = Vertrouwd(),
    limieten: Bundellimieten = BUNDELLIMIETEN,
) -> Bundelrapport:
    """Check the bundle at `pad` and report every fault; never raises on what the bundle holds."""
    bevindingen = Bevindingen(limieten.max_fouten)
    controle = _Controle(vertrouwd, limieten, bevindingen)
    try:
        with Bundelbestand(pad, limieten, bevindingen) as bundel:
            controle.voer_uit(bundel)
    except BundelOnleesbaar as fout:
        bevindingen.fout(Foutsoort.ZIP_ONLEESBAAR, str(fout))
    except TeVeelFouten:
        pass
    return Bundelrapport(
        fouten=tuple(bevindingen.fouten),
        opmerkingen=tuple(bevindingen.opmerkingen),
        checkpoint=controle.checkpoint,
        getuigen=tuple(partij for partij, _ in controle.getuigen),
        bladen=bevindingen.bladen,
        besluiten=bevindingen.besluiten,
        handtekeningen=bevindingen.handtekeningen,
        dekking=controle.dekking,
        gemaakt=controle.gemaakt,
        medeondertekend=max((tijd for _, tijd in controle.getuigen), default=None),
        partijen=controle.partijen,
        codes=controle.codes,
    )


class _Controle:
    """One check of one bundle."""

    def __init__(
        self, vertrouwd: Vertrouwd, limieten: Bundellimieten, bevindingen: Bevindingen
    ) -> None:
        self._vertrouwd = vertrouwd
        self._limieten = limieten
        self._bevindingen = bevindingen
        self._getuigensleutels: dict[str, str] = {}
        self.checkpoint: Checkpoint | None = None
        self.getuigen: list[tuple[str, datetime]] = []
        self.gemaakt: datetime | None = None
        self.dekking: Dekkingsverslag | None = None
        self.partijen: tuple[Partijbevinding, ...] = ()
        self.codes: frozenset[str] = frozenset()

    def voer_uit(self, bundel: Bundelbestand) -> None:
        """Steps 2 to 6 of the module."""
        # Er wordt niets mee gedaan, maar ook de uitleg hoort heel te zijn.
        bundel.lees(vorm.LEESMIJ)
        self._open_checkpoint(bundel)
        convenanten = self._lees_convenant(bundel)
        partijen = Partijboek(
            self._lees_certificaten(bundel),
            Ankers(self._vertrouwd.partijen, self._vertrouwd.vertrouwen),
            self._bevindingen,
        )
        zekerheden = Zekerheden(self.checkpoint, self.getuigen, convenanten)
        bladen = Bladcontrole(zekerheden, partijen, self._bevindingen, self._limieten)
        volgorde = Bladvolgorde(self._bevindingen)
        vraag = self._lees_object(bundel, vorm.ZOEKVRAAG)
        if vraag is not None and (
            krom := vorm.vreemde_leden(vraag, vorm.ZOEKVRAAGLEDEN, vorm.ZOEKVRAAG_MAG)
        ):
            self._fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, f"{vorm.ZOEKVRAAG} {krom}.")
        self._controleer_grootte(vraag or {})
        volgorde.lees_zoekvraag(vraag)
        omvang = None if vraag is None else Omvang(vraag, self.checkpoint, self._bevindingen)
        for plek, regel in enumerate(bundel.regels(), 1):
            gelezen = self._lees_regel(plek, regel)
            if gelezen is not None:
                volgorde.neem(gelezen.nummer)
                blad = bladen.controleer(gelezen.nummer, gelezen.inhoud, gelezen.bewijs)
                if omvang is not None:
                    omvang.neem(gelezen, blad)
        volgorde.sluit()
        if omvang is not None:
            self.gemaakt, self.dekking = omvang.gemaakt, omvang.sluit()
        partijen.controleer_getuigen(self._getuigensleutels)
        self.partijen = partijen.partijen()
        self.codes |= {een.code for een in self.partijen} | self._getuigensleutels.keys()
        self._zeg_wie_niet_tekende()

    def _zeg_wie_niet_tekende(self) -> None:
        """An OIN that the checker gave and nothing could be held against."""
        niet = sorted(self._vertrouwd.partijen.keys() - {een.code for een in self.partijen})
        if niet:
            self._bevindingen.opmerking(
                f"In deze bundel tekende niets namens {', '.join(map(ascii, niet))}: het OIN dat u "
                "daarvan opgaf is nergens mee vergeleken."
            )

    def _open_checkpoint(self, bundel: Bundelbestand) -> None:
        sleutels = self._lees_object(bundel, vorm.SLEUTELS)
        if sleutels is not None and (krom := _krom_in_sleutels(sleutels)):
            self._fout(Foutsoort.SLEUTELS_ONGELDIG, f"{vorm.SLEUTELS} {krom}.")
        notitie = bundel.lees(vorm.CHECKPOINT)
        if sleutels is None or notitie is None:
            return
        logsleutel = self._logsleutel(sleutels)
        if logsleutel is not None:
            try:
                self.checkpoint, _ = open_checkpoint(notitie, logsleutel)
            except NotitieOngeldig as fout:
                self._fout(Foutsoort.CHECKPOINT_ONGELDIG, f"Het checkpoint: {fout}")
        controle = Getuigencontrole(self._vertrouwd.getuigen, self._bevindingen)
        self.getuigen = controle.controleer(notitie, sleutels)
        genoemd = sleutels.get(vorm.GETUIGEN)
        if isinstance(genoemd, dict):
            self._getuigensleutels = {p: k for p, k in genoemd.items() if isinstance(k, str)}

    def _logsleutel(self, sleutels: Mapping[str, JsonWaarde]) -> Verificatiesleutel | None:
        try:
            eigen = lees_vkey(str(sleutels.get("log")))
        except NotitieOngeldig as fout:
            self._fout(Foutsoort.SLEUTELS_ONGELDIG, f"De sleutel van het log: {fout}")
            return self._vertrouwd.logsleutel
        gewenst = self._vertrouwd.logsleutel
        if gewenst is None:
            self._bevindingen.opmerking(
                "De sleutel van het log komt uit de bundel zelf. Vergelijk haar met de sleutel "
                "die bekendgemaakt is, of geef die mee met --log-sleutel."
            )
        elif gewenst != eigen:
            melding = "De bundel noemt een andere sleutel van het log dan u opgaf."
            self._fout(Foutsoort.ANDERE_LOGSLEUTEL, melding)
        return gewenst or eigen

    def _controleer_grootte(self, vraag: Mapping[str, JsonWaarde]) -> None:
        """Whether this is the checkpoint the proofs were made against, where the bundle says so."""
        tegen = vraag.get(vorm.BEWEZEN_TEGEN)
        if self.checkpoint is None or tegen in (None, self.checkpoint.grootte):
            return
        verschil = f"de bewijzen gaan over {tegen} bladen, het checkpoint over "
        if isinstance(tegen, int) and self.checkpoint.grootte < tegen:
            melding = f"Dit is een ouder checkpoint dan bij de bundel hoort: {verschil}"
            self._fout(Foutsoort.CHECKPOINT_TE_OUD, f"{melding}{self.checkpoint.grootte}.")
        else:
            melding = f"Dit is een ander checkpoint dan bij de bundel hoort: {verschil}"
            self._fout(Foutsoort.CHECKPOINT_ONGELDIG, f"{melding}{self.checkpoint.grootte}.")

    def _lees_convenant(self, bundel: Bundelbestand) -> Convenantboek:
        inhoud = bundel.lees(vorm.CONVENANT)
        boek = Convenantboek([])
        if inhoud is not None:
            boek = Convenantboek.lees(inhoud, self._bevindingen)
        self.codes = boek.partijen
        eigen = self._vertrouwd.regels
        if eigen is None:
            return boek
        if eigen.hash not in boek.hashes:
            self._bevindingen.opmerking(
                "Het convenant dat u opgaf is een ander dan dat in de bundel; de besluiten zijn "
                "met het uwe overgedaan."
            )
        return Convenantboek.vast(eigen)

    def _lees_certificaten(self, bundel: Bundelbestand) -> dict[str, Certificaat]:
        certificaten: dict[str, Certificaat] = {}
        for naam in bundel.certificaten:
            inhoud = bundel.lees(naam)
            if inhoud is None:
                continue
            certificaat = lees_certificaat(naam, inhoud, self._bevindingen)
            if certificaat is not None:
                certificaten[certificaat.x5t_s256] = certificaat
        vertrouwen = self._vertrouwd.vertrouwen
        if certificaten and vertrouwen is None:
            self._bevindingen.opmerking(
                "Of de certificaten van de partijen te vertrouwen zijn, is niet nagegaan. Geef "
                "daarvoor de wortelcertificaten mee met --vertrouwen."
            )
        elif certificaten and vertrouwen is not None and not vertrouwen.kent_intrekkingen:
            self._bevindingen.opmerking(
                "Of een certificaat was ingetrokken toen ermee werd getekend, is niet nagegaan. "
                "Geef daarvoor de lijsten van de uitgevers (CRL) mee met --intrekkingen."
            )
        return certificaten

    def _lees_object(self, bundel: Bundelbestand, naam: str) -> dict[str, JsonWaarde] | None:
        inhoud = bundel.lees(naam)
        if inhoud is None:
            return None
        try:
            waarde = lees_json(inhoud)
        except OngeldigeJson as fout:
            self._fout(Foutsoort.BESTAND_ONLEESBAAR, f"{naam}: {fout}")
            return None
        if not isinstance(waarde, dict):
            self._fout(Foutsoort.BESTAND_ONLEESBAAR, f"{naam} is geen JSON-object.")
            return None
        return waarde

    def _lees_regel(self, plek: int, regel: bytes) -> BewezenBlad | None:
        try:
            return lees_regel(regel)
        except RegelOngeldig as fout:
            melding = f"Regel {plek} van {vorm.BLADEN} is ongeldig: {fout}"
            self._fout(Foutsoort.REGEL_ONGELDIG, melding)
            return None

    def _fout(self, soort: Foutsoort, melding: str) -> None:
        self._bevindingen.fout(soort, melding)


def _krom_in_sleutels(sleutels: Mapping[str, JsonWaarde]) -> str | None:
    """What is wrong with `sleutels.json` as a whole: a member under another name is a key less."""
    krom = vorm.vreemde_leden(sleutels, ("log", vorm.GETUIGEN), (vorm.GETUIGEN_ONTBREKEN,))
    ontbreken = sleutels.get(vorm.GETUIGEN_ONTBREKEN, [])
    if krom is None and not isinstance(ontbreken, list):
        return f"noemt bij {vorm.GETUIGEN_ONTBREKEN} geen lijst"
    return krom

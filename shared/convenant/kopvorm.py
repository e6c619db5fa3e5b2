"""A message's header as immutable typed values (profile, 1.1).

Accepts what the profile's ``toetsverzoek.schema.json`` says about the shape of a kop and nothing
else: null only where the schema says null, no unknown members. What the shape of one member asks
of another depends on the covenant file, and is checked with it (``woorden``).

Members that may be absent have ``None`` when they are; whether a member was absent or null makes
no difference to the decision (both mean: this is not known).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints

from shared.convenant.vorm import (
    Commitment,
    Datum,
    Geheel,
    NietNull,
    Partijcode,
    Stapnummer,
    Tijdstip,
    Uuid,
    Vorm,
    Woordcode,
    tijdstip_tekst,
)

MAX_ONDERDELEN = 40
MAX_VERNIETIGD = 200

Leeftijdsklasse = Literal["0-11", "12-15", "16-17", "18-22", "23", "24+", "onbekend"]
Informatiestatus = Literal["geinformeerd", "uitzondering", "open"]
Plaats = Annotated[int, Geheel, Field(ge=0, lt=MAX_ONDERDELEN)]
_Vlag = Annotated[bool | None, NietNull]
_Woord = Annotated[Woordcode | None, NietNull]
_Dag = Annotated[Datum | None, NietNull]
_Kenmerken = Annotated[tuple[Uuid, ...], Field(strict=False, max_length=MAX_VERNIETIGD)]


class Afweging(Vorm):
    """The human weighing; ``motivering`` is a commitment, its text is in the encrypted content."""

    noodzaak: _Vlag = None
    proportionaliteit: _Vlag = None
    subsidiariteit: _Vlag = None
    zwaarwegend_algemeen_belang: bool | None = None
    motivering: Commitment | None = None


class Kenmerken(Vorm):
    """Attestations about one onderdeel that a law or the covenant asks for."""

    eerste_verwerking: _Dag = None
    gerelateerd: _Vlag = None
    subdoel: _Woord = None
    termijn_tot: _Dag = None
    bron: _Woord = None
    extra_motivering: _Vlag = None
    zaak: Annotated[Commitment | None, NietNull] = None
    reeds_beschikbaar: _Vlag = None
    jds_bevraagd: _Vlag = None
    herleiding_anderen_voorkomen: _Vlag = None
    om_verwerkingsverantwoordelijk: _Vlag = None
    relevant_voor_groepsaanpak: _Vlag = None
    beslissing: _Woord = None
    toezicht: _Woord = None
    helpdesk_privacy_akkoord: _Vlag = None
    taakgrondslag: _Woord = None
    geen_sepot_of_vrijspraak: _Vlag = None
    binnen_twaalf_maanden: _Vlag = None


class Informatie(Vorm):
    """Whether the betrokkene has been told (covenant 3.5 and 10.2)."""

    status: Informatiestatus
    grond: Woordcode | None = None
    herbeoordeling: Datum | None = None
    tweede_persoon: _Vlag = None


class Onderdeel(Vorm):
    """One kind of data about one betrokkene.

    ``betrokkene`` is a pseudonym within the group; of a participant his own authorisation.
    ``vervangt``: the place, from 0, of the onderdeel of the earlier message this one is about.
    """

    betrokkene: Uuid
    categorie: Annotated[int, Geheel]
    leeftijdsklasse: Leeftijdsklasse | None = None
    kind: Uuid | None = None
    gegevenssoort: Woordcode
    grondslag: Woordcode | None
    herkomst: Literal["eigen", "ontvangen"]
    bijzonder: bool
    aard: Literal["feit", "oordeel"] | None
    derden_verwijderd: bool
    kenmerken: Kenmerken | None = None
    informatie: Informatie | None = None
    vervangt: Plaats | None = None


class Vernietigd(Vorm):
    """What the sender says it destroyed: messages, pseudonyms, or all of the group."""

    berichten: _Kenmerken
    betrokkenen: _Kenmerken
    hele_groep: bool


class Kop(Vorm):
    """A message's header: everything the gateway may see and decides on.

    One that is sent keeps the JSON it was read from: digests and commitments are over that, and
    what is made of it differs in the members it names and in nothing else.
    """

    versie: Literal["2"]
    id: Uuid
    tijdstip: Tijdstip
    convenant: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{3,80}$")]
    soort: Woordcode
    afzender: Partijcode
    ontvanger: Partijcode
    medewerker: Uuid | None
    ontvangende_medewerker: Uuid | None
    groep: Uuid | None
    stap: Stapnummer | None
    doel: Woordcode | None = None
    kanaal: Woordcode
    overleg: Uuid | None = None
    onderdelen: Annotated[tuple[Onderdeel, ...], Field(strict=False, max_length=MAX_ONDERDELEN)]
    afweging: Afweging | None = None
    in_reactie_op: Uuid | None = None
    inhoud_commitment: Commitment | None = None
    uiting: Uuid | None = None
    stuk: Woordcode | None = None
    vernietigd: Vernietigd | None = None

    @cached_property
    def _json(self) -> dict[str, Any]:
        """No field, so that two koppen that say the same are equal however they were made."""
        raise ValueError("Van deze kop is de JSON niet bewaard.")

    @classmethod
    def uit_json(cls, document: Any) -> Self:  # noqa: ANN401 - any JSON there is
        """The kop this JSON is. Raises pydantic's ``ValidationError``.

        ``document`` is kept, and nobody changes it any more.
        """
        kop = cls.model_validate(document)
        kop.__dict__["_json"] = document
        return kop

    def als_json(self) -> dict[str, Any]:
        """As it goes over the wire and stands in a column; only of a kop made by ``uit_json``."""
        return self._json

    def op_tijd(self, nu: datetime, klassen: Sequence[str | None] | None = None) -> Self:
        """The same as it is true at ``nu``: somebody may have had a birthday since.

        ``klassen``: the age class of every onderdeel, where time went by.
        """
        delen, json = self.onderdelen, self.als_json()["onderdelen"]
        if klassen is not None:
            paren = list(zip(delen, json, klassen, strict=True))
            delen = tuple(d.model_copy(update={"leeftijdsklasse": k}) for d, _, k in paren)
            json = [{**deel, "leeftijdsklasse": klasse} for _, deel, klasse in paren]
        op_de_milliseconde = nu.replace(microsecond=nu.microsecond // 1000 * 1000)
        return self._anders(
            {"tijdstip": op_de_milliseconde, "onderdelen": delen},
            {"tijdstip": tijdstip_tekst(nu), "onderdelen": json},
        )

    def gebonden(
        self,
        inhoud: str | None,
        motivering: str | None = None,
        kenmerken: Mapping[int, Mapping[str, str]] | None = None,
    ) -> Self:
        """The same with commitments: on the content, on the text of the weighing, and per place on
        what a kenmerk there binds to."""
        velden: dict[str, Any] = {"inhoud_commitment": inhoud}
        leden: dict[str, Any] = {"inhoudCommitment": inhoud}
        oud = self.als_json()
        if self.afweging is not None and motivering is not None:
            velden["afweging"] = self.afweging.model_copy(update={"motivering": motivering})
            leden["afweging"] = {**oud["afweging"], "motivering": motivering}
        if kenmerken:
            delen, json = list(self.onderdelen), list(oud["onderdelen"])
            for plaats, extra in kenmerken.items():
                alle = {**(json[plaats].get("kenmerken") or {}), **extra}
                json[plaats] = {**json[plaats], "kenmerken": alle}
                gelezen = Kenmerken.model_validate(alle)
                delen[plaats] = delen[plaats].model_copy(update={"kenmerken": gelezen})
            velden["onderdelen"], leden["onderdelen"] = tuple(delen), json
        return self._anders(velden, leden)

    def _anders(self, velden: Mapping[str, Any], leden: Mapping[str, Any]) -> Self:
        """A copy with these fields, which are these members of its JSON."""
        kop = self.model_copy(update=velden)
        kop.__dict__["_json"] = {**self.als_json(), **leden}
        return kop

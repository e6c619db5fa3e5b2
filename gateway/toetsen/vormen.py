"""Shapes on the wire: AuthZEN 1.0, which names and closes things its own way."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from gateway.web.vormen import Document, Vorm


class OpenVorm(Vorm):
    """A standard's object, which may carry members we do not know."""

    model_config = ConfigDict(extra="ignore")


class Onderwerp(OpenVorm):
    type: str
    id: str | None = Field(default=None, description="Verwijzing naar een autorisatie.")
    properties: Document = Field(default_factory=dict)


class Handeling(OpenVorm):
    name: str
    properties: Document = Field(default_factory=dict)


class Zaak(OpenVorm):
    type: str
    id: str | None = Field(default=None, description="De groep.")
    properties: Document = Field(default_factory=dict)


class Evaluatiecontext(OpenVorm):
    kop: Document
    toestand: Document | None = Field(
        default=None, description="Om een eerder besluit opnieuw te nemen; anders de registers."
    )


class Evaluatieverzoek(OpenVorm):
    """One evaluation (AuthZEN 1.0, 6.1)."""

    subject: Onderwerp
    action: Handeling
    resource: Zaak
    context: Evaluatiecontext


class Evaluatieantwoord(Vorm):
    decision: bool
    context: Document


class Deelvraag(OpenVorm):
    """One of several evaluations; what it lacks comes from the whole (AuthZEN 1.0, 7.1)."""

    subject: Onderwerp | None = None
    action: Handeling | None = None
    resource: Zaak | None = None
    context: Evaluatiecontext | None = None


class Evaluatieopties(OpenVorm):
    evaluations_semantic: str = Field(default="execute_all", alias="evaluations_semantic")


class Evaluatiesverzoek(Deelvraag):
    """Several evaluations with shared defaults."""

    evaluations: list[Deelvraag] = Field(default_factory=list)
    options: Evaluatieopties = Evaluatieopties()


class Evaluatiesantwoord(Vorm):
    evaluations: list[Evaluatieantwoord]


class Authzenbeschrijving(Vorm):
    """Where the decision point is (AuthZEN 1.0, 9.1); names are the standard's."""

    model_config = ConfigDict(alias_generator=None)

    policy_decision_point: str
    access_evaluation_endpoint: str
    access_evaluations_endpoint: str

"""The register as text for people: Markdown, one heading per activity."""

from __future__ import annotations

from collections.abc import Iterable

from shared.dataverwerkingen.register.register import Verwerkingsactiviteit, Verwerkingsregister


def als_markdown(register: Verwerkingsregister) -> str:
    """The whole register of one deployable."""
    wie = register.activiteiten[0].wie
    regels = [
        f"# Register van verwerkingsactiviteiten: {wie.naam}",
        "",
        f"Versie {register.versie}. Rol: {wie.rol}. Verantwoordelijk: {wie.verantwoordelijke}.",
        f"Contact: {wie.contact['naam']}, {wie.contact['email']}. "
        f"FG: {wie.fg['naam']}, {wie.fg['email']}.",
        "",
    ]
    for activiteit in register.activiteiten:
        regels += _activiteit(activiteit)
    return "\n".join(regels)


def _activiteit(een: Verwerkingsactiviteit) -> list[str]:
    stromen = [
        f"{s.richting} {s.met}: {', '.join(s.gegevens)} ({'; '.join(s.grondslagen)})"
        for s in een.stromen
    ]
    return [
        f"## {een.naam}",
        "",
        een.omschrijving,
        "",
        f"- Kenmerk: `{een.id}` ({een.uri})",
        f"- Register volgens: {een.wettelijk_register}",
        f"- Samen met: {', '.join(een.gezamenlijk_met)}",
        f"- Doelen: {'; '.join(een.doelen)}",
        f"- Rechtsgrondslag: {een.grondslag}",
        f"- Over wie: {'; '.join(een.betrokkenen)}",
        f"- Welke gegevens: {'; '.join(een.gegevens)}",
        *_lijst("Van en aan anderen", stromen),
        *_lijst("Bewaartermijnen", een.termijnen),
        f"- Wie erbij kan: {', '.join(een.autorisaties) or 'niemand; alleen het systeem'}",
        *_lijst("Beveiliging", een.beveiliging),
        f"- Doorgifte: {een.doorgifte}",
        f"- Profilering: {een.profilering}",
        "",
    ]


def _lijst(kop: str, regels: Iterable[str]) -> list[str]:
    punten = [f"    - {regel}" for regel in regels]
    return [f"- {kop}:", *punten] if punten else []

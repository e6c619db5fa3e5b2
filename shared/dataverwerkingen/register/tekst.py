"""The register as text for people: Markdown, one heading per activity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from shared.dataverwerkingen.register.register import Verwerkingsactiviteit, Verwerkingsregister
from shared.dataverwerkingen.register.verantwoording import Verantwoording


def als_markdown(register: Verwerkingsregister, vandaag: date) -> str:
    """The whole register of one deployable, with the warnings of today."""
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
    regels += _verantwoording(register.verantwoording, vandaag)
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


def _verantwoording(wat: Verantwoording, vandaag: date) -> Iterator[str]:
    regeling = wat.regeling
    yield from (f"## De regeling tussen de partijen ({regeling.wet})", "", regeling.kern, "")
    yield from (
        f"- {taak.wat}: {', '.join(taak.wie)} ({taak.convenant})" for taak in regeling.taken
    )
    yield from ("", "## Waar het convenant is gepubliceerd", "")
    for een in wat.publicaties:
        waar = "niet bekend" if een.url is None else f"{een.url}, op {een.datum}"
        yield f"- {een.partij}: {waar}"
    if wat.verklaringen:
        yield from ("", "## Wat de partij zelf verklaart", "")
    for gezegd in wat.verklaringen:
        if gezegd.tekst is not None:
            wie = f"{gezegd.door}, {gezegd.op}; opnieuw voor {gezegd.herzien}"
            yield f"- {gezegd.titel} ({gezegd.convenant}): {gezegd.tekst} ({wie})"
    yield from (f"- Let op: {zin}" for zin in wat.waarschuwingen(vandaag))
    yield ""


def _lijst(kop: str, regels: Iterable[str]) -> list[str]:
    punten = [f"    - {regel}" for regel in regels]
    return [f"- {kop}:", *punten] if punten else []

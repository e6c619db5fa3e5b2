"""Optimistic concurrency: the version a correction is based on, as ETag and If-Match.

A correction names the version it was read from. Without it two people could overwrite each other
unseen; so a missing If-Match is refused (428) and one that does not match too (412).
"""

from __future__ import annotations

from collections.abc import Callable

from shared.web.verzoek.paginering import eis_if_match, etag


def etag_van(object_id: str, versie: int | str) -> str:
    """The strong entity tag of a version of one object: its number, or what it looked like."""
    return etag(object_id, versie)


def versie_eis(if_match: str | None, object_id: str) -> Callable[[int | str], bool]:
    """A condition on the current version, to be held within the transaction that changes it.

    Does not return for a version the caller did not read: the edge's own refusal passes through
    the domain, with the current ETag in it.
    """

    def eis(versie: int | str) -> bool:
        eis_if_match(if_match, etag_van(object_id, versie))
        return True

    return eis

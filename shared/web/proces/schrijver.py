"""A transport that sends the head of an answer together with what comes right after it.

uvicorn writes head and content apart. Over TLS that is two records and two packets, and whoever
reads them wakes twice. What is small waits for the next write, at most until the event loop comes
round; the order of bytes never changes.
"""

import asyncio
from collections.abc import Callable
from typing import Any

_HOOGSTENS = 16 * 1024
"""What is larger goes at once: one TLS record holds no more, and who does not read must be seen."""

Bytes = bytes | bytearray | memoryview


class SamenSchrijver(asyncio.Transport):
    """The connection of one client; everything but writing is the transport's own."""

    def __init__(self, transport: asyncio.Transport, straks: Callable[..., asyncio.Handle]) -> None:
        """``straks``: ``call_soon`` of the event loop."""
        super().__init__()
        self._transport = transport
        self._straks = straks
        self._wacht: Bytes = b""
        self._wekker: asyncio.Handle | None = None

    def write(self, data: Bytes) -> None:
        """Keep a first small part for the next; send anything else with what was kept."""
        if self._wekker is None and len(data) <= _HOOGSTENS:
            self._wacht = data
            self._wekker = self._straks(self._stuur)
        else:
            self._stuur(data)

    def _stuur(self, erbij: Bytes = b"") -> None:
        alles = b"".join((self._wacht, erbij)) if erbij else self._wacht
        self._vergeet()
        if alles and not self._transport.is_closing():
            self._transport.write(alles)

    def _vergeet(self) -> None:
        self._wacht = b""
        if self._wekker is not None:
            self._wekker.cancel()
            self._wekker = None

    def close(self) -> None:
        """Close when everything has gone."""
        self._stuur()
        self._transport.close()

    def abort(self) -> None:
        """Close now."""
        self._vergeet()
        self._transport.abort()

    def write_eof(self) -> None:
        """Say that nothing more comes."""
        self._stuur()
        self._transport.write_eof()

    def can_write_eof(self) -> bool:
        """See `asyncio.WriteTransport`."""
        return self._transport.can_write_eof()

    def is_closing(self) -> bool:
        """See `asyncio.BaseTransport`."""
        return self._transport.is_closing()

    def is_reading(self) -> bool:
        """See `asyncio.ReadTransport`."""
        return self._transport.is_reading()

    def pause_reading(self) -> None:
        """See `asyncio.ReadTransport`."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """See `asyncio.ReadTransport`."""
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - zoals asyncio
        """See `asyncio.BaseTransport`."""
        return self._transport.get_extra_info(name, default)

    def get_write_buffer_size(self) -> int:
        """What has not gone yet."""
        return len(self._wacht) + self._transport.get_write_buffer_size()

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """See `asyncio.WriteTransport`."""
        self._transport.set_write_buffer_limits(high, low)

    def get_protocol(self) -> asyncio.BaseProtocol:
        """See `asyncio.BaseTransport`."""
        return self._transport.get_protocol()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        """See `asyncio.BaseTransport`."""
        self._transport.set_protocol(protocol)

"""Nothing of this process's memory ends up on disk when it falls over.

A core dump holds every key and every name the process held at that moment. So none is made: the
size is zero, for this process and its children, and where the system can (Linux) the process is
marked so that a dump to a pipe is not made either and no other process of the same user can look
into its memory.
"""

import ctypes
import resource
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def geen_geheugenafdruk() -> None:
    """Call first thing in a process that will hold keys."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

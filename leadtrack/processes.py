"""Parents and children of processes."""

import ctypes
import os
import signal
import sys


def die_with_parent(number: int, parent: int) -> None:
    """Runs in a new child: asks Linux to send it a signal when its parent dies. Other systems know no such wish."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, number)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:  # the parent died before we asked
            os.kill(os.getpid(), signal.SIGKILL)

"""The switch that lets tests collect from servers on this machine."""

from __future__ import annotations

import os
import sys

# An environment variable and no option: nobody should find it in --help and think that it is for them. Whoever sets it
# lets pages of the web send the collector to what listens on this machine.
VARIABLE = "KENES_COLLECT_LOOPBACK"


def is_loopback_open() -> bool:
    """Whether addresses of 127.0.0.0/8 may be asked; says so, loudly."""
    if os.environ.get(VARIABLE) != "1":
        return False
    print(f"{VARIABLE} is set: pages are fetched from this machine too. For tests only.", file=sys.stderr, flush=True)
    return True

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from flows.server import _scratch

HOLDING = """
import sys, time
from pathlib import Path
from flows.server import _scratch
with _scratch(Path(sys.argv[1])) as folder:
    (folder / "build.db").write_text("rows")
    print(folder, flush=True)
    time.sleep(600)
"""


def test_the_folder_of_a_killed_build_goes_at_the_next_start_and_that_of_a_live_one_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        with _scratch(tmp_path) as own:
            assert (folder / "build.db").exists()
            assert own != folder
        assert not own.exists()
        process.kill()
        process.communicate()
    assert folder.exists()
    with _scratch(tmp_path):
        assert not folder.exists()

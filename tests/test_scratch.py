from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from flows.scratch import scratch_folder

HOLDING = """
import sys, time
from pathlib import Path
from flows.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1]), "build-") as folder:
    (folder / "build.db").write_text("rows")
    print(folder, flush=True)
    time.sleep(600)
"""


def test_the_folder_of_a_killed_build_goes_at_the_next_start_and_that_of_a_live_one_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().strip())
        with scratch_folder(tmp_path, "build-") as own:
            assert (folder / "build.db").exists()
            assert own != folder
        assert not own.exists()
        process.kill()
        process.communicate()
    assert folder.exists()
    with scratch_folder(tmp_path, "build-"):
        assert not folder.exists()


TOGETHER = """
import sys, tempfile, time
from flows.scratch import keep_temporary_files_together
keep_temporary_files_together()
print(tempfile.mkdtemp(), flush=True)
if "stay" in sys.argv:
    time.sleep(600)
"""


def temporary_folder_of(system: Path, *words: str) -> subprocess.Popen[str]:
    """A process that keeps its temporary files together, where the system's temporary folder is `system`."""
    environment = {**os.environ, "TMPDIR": str(system)}
    return subprocess.Popen([sys.executable, "-c", TOGETHER, *words], env=environment, stdout=subprocess.PIPE, text=True)


def test_temporary_files_go_when_the_process_ends(tmp_path: Path) -> None:
    with temporary_folder_of(tmp_path) as process:
        made = Path(process.communicate()[0].strip())
    assert made.is_relative_to(tmp_path / f"kenes-{os.getuid()}")
    assert not made.parent.exists()


def test_temporary_files_of_a_killed_process_go_when_the_next_one_starts(tmp_path: Path) -> None:
    with temporary_folder_of(tmp_path, "stay") as killed:
        assert killed.stdout
        made = Path(killed.stdout.readline().strip())
        killed.kill()
    assert made.exists()
    with temporary_folder_of(tmp_path) as process:
        process.communicate()
    assert not made.parent.exists()


def test_a_process_started_by_another_keeps_its_temporary_files_beside_those(tmp_path: Path) -> None:
    with temporary_folder_of(tmp_path, "stay") as outer:
        assert outer.stdout
        made = Path(outer.stdout.readline().strip())
        with temporary_folder_of(made.parent) as inner:
            assert Path(inner.communicate()[0].strip()).parent.parent == made.parent.parent
        assert made.exists()
        outer.kill()


def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    shared = tmp_path / f"kenes-{os.getuid()}"
    shared.mkdir()
    shared.chmod(0o777)
    with temporary_folder_of(tmp_path) as process:
        assert Path(process.communicate()[0].strip()).parent == tmp_path
    assert not any(shared.iterdir())


def test_what_multiprocessing_puts_there_goes_without_a_word(tmp_path: Path) -> None:
    code = "import multiprocessing.util as u\nfrom flows.scratch import keep_temporary_files_together as k\nk()\nprint(u.get_temp_dir())"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    assert not Path(ended.stdout.strip()).parent.exists()

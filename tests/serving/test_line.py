from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from prefect.client.schemas.objects import FlowRun
from prefect.states import Cancelled, Completed, Failed, Running, State

from flows.serving.duties import line_of_run

START = datetime(2026, 11, 22, 5, tzinfo=UTC)


def line(state: State, seconds: int | None = None) -> str:
    ended = None if seconds is None else START + timedelta(seconds=seconds)
    return line_of_run(FlowRun(flow_id=uuid4(), name="calm-otter", state=state, state_name=state.name, start_time=START, end_time=ended))


def test_a_run_that_began_is_told_shortly() -> None:
    assert line(Running()) == "Run calm-otter: running."


def test_a_run_that_ended_is_told_with_its_time_and_the_first_line_of_what_it_says() -> None:
    assert line(Completed(message="Published 5 documents."), 35) == "Run calm-otter: completed after 35 s. Published 5 documents."
    assert line(Failed(name="Refused", message="one\ntwo"), 300) == "Run calm-otter: refused after 5 min. one"


def test_a_run_that_would_have_overlapped_is_told_as_that() -> None:
    assert line(Cancelled(message="Deployment concurrency limit reached."), 0) == "Run calm-otter: cancelled, as another is under way."

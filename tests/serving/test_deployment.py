from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from prefect.events.schemas.events import Resource, ResourceSpecification

from flows.issues import SetupError
from flows.serving.deployment import check_schedule, deployment_of
from flows.serving.request import DEPLOYMENT, POOL, Serving
from flows.settings import PROJECT


def serving(cron: str | None = "0 5 * * *", timezone: str = "UTC") -> Serving:
    return Serving(PROJECT / "raw", PROJECT / "warehouse", Path("home"), 2, cron, timezone, 4200, None, False, 60)


def test_prefect_yaml_and_kenes_serve_make_the_same_deployment() -> None:
    (told,) = yaml.safe_load((PROJECT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    made = deployment_of(serving())
    assert (told["name"], told["work_pool"]["name"]) == (DEPLOYMENT, POOL) == (made.name, made.work_pool_name)
    path, function = told["entrypoint"].split(":")
    assert made.entrypoint == f"{path.removesuffix('.py').replace('/', '.')}.{function}"
    assert told["concurrency_limit"] == {
        "limit": made.concurrency_limit,
        "collision_strategy": made.concurrency_options.collision_strategy.value,
    }
    (schedule,) = made.schedules
    assert told["schedules"] == [{"cron": schedule.schedule.cron, "timezone": schedule.schedule.timezone}]
    (trigger,) = made.triggers
    (told_trigger,) = told["triggers"]
    assert set(told_trigger["expect"]) == trigger.expect
    landed = Resource({"prefect.resource.id": serving().resource})
    assert trigger.match.matches(landed)
    assert ResourceSpecification(told_trigger["match"]).matches(landed)


def test_without_cron_there_is_no_schedule() -> None:
    assert deployment_of(serving(cron=None)).schedules == []


@pytest.mark.parametrize(("cron", "timezone", "told"), [("0 5 * *", "UTC", "five fields"), ("0 5 * * *", "Asia/Almatty", "Asia/Almaty")])
def test_a_schedule_that_is_not_understood_is_told_with_what_is_wanted(cron: str, timezone: str, told: str) -> None:
    with pytest.raises(SetupError, match=told):
        check_schedule(serving(cron, timezone))

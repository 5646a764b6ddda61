"""The Prefect flow that makes a release in one run: build, check, draft, verify, publish."""

from __future__ import annotations

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows.pipeline import run_build, told_if_possible
from flows.release.publish import Release, drafted_release, locked, published_release, verify_draft
from flows.release.requested import Request
from flows.release_request import check_warehouse
from flows.settings import Settings
from flows.summary import Summary


@flow(name="release", validate_parameters=False)
def release(settings: Settings, request: Request) -> tuple[Release, Summary]:
    """Documents in raw/ -> tables -> a verified folder in releases/, where latest.json then points.

    Raises what the steps raise; the last build and the last release stay as they were.
    """
    summary = run_build(settings)
    check(settings, summary)
    with locked(request.releases):
        drafted = draft(request, summary)
        verify(drafted, summary)
        made = publish(drafted, summary)
    with told_if_possible():
        changelog = (made.folder / "CHANGELOG.md").read_text(encoding="utf-8")
        create_markdown_artifact(changelog, key="release-changes", description=f"Changes of {made.facts.version}")
    return made, summary


@task(cache_policy=NO_CACHE)
def check(settings: Settings, summary: Summary) -> None:
    """The published tables, held to every contract and rule once more."""
    with summary.timed("check"):
        check_warehouse(settings.warehouse)


@task(cache_policy=NO_CACHE)
def draft(request: Request, summary: Summary) -> Release:
    """Data, changes, databases, metadata and site, in a working folder."""
    return drafted_release(request, summary)


@task(cache_policy=NO_CACHE)
def verify(drafted: Release, summary: Summary) -> None:
    """What anyone with a copy can check, before there is a copy."""
    verify_draft(drafted, summary)


@task(cache_policy=NO_CACHE)
def publish(drafted: Release, summary: Summary) -> Release:
    """Rename, then latest.json."""
    return published_release(drafted, summary)

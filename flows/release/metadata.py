"""The files that tell about a release, written beside its data: README, dictionary, rights, citation, metadata, quality."""

from __future__ import annotations

from pathlib import Path

from flows.release.citation import citation_cff, zenodo_json
from flows.release.column_profile import profiles_csv, profiles_from_folder
from flows.release.croissant import croissant_json
from flows.release.data_package import data_package_json
from flows.release.dictionary_page import dictionary_page
from flows.release.extent import extent_from_folder
from flows.release.facts import ReleaseFacts
from flows.release.json_ld import dcat_json, schema_org_json
from flows.release.licence import licence_text
from flows.release.quality_figures import figures_from_folder
from flows.release.quality_report import report_html
from flows.release.readme import readme
from flows.release.resources import resources_from_folder
from flows.release.sources import sources_csv


def metadata_files(folder: Path, facts: ReleaseFacts) -> None:
    """Write them into the folder, in which data/, csv/, changes/, queries/ and the databases lie already."""
    texts = metadata_texts(folder, facts)
    (folder / "quality").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def metadata_texts(folder: Path, facts: ReleaseFacts) -> dict[str, str]:
    """Path in the release and content of each file; the same folder and facts give the same."""
    extent = extent_from_folder(folder)
    resources = resources_from_folder(folder, facts.rows)
    pictures = figures_from_folder(folder)
    profiles = profiles_from_folder(folder)
    return {
        "README.md": readme(facts, folder, resources, extent),
        "DICTIONARY.md": dictionary_page(facts, folder),
        "LICENSE": licence_text(facts),
        "SOURCES.csv": sources_csv(facts, extent),
        "CITATION.cff": citation_cff(facts),
        ".zenodo.json": zenodo_json(facts),
        "datapackage.json": data_package_json(facts, resources, extent),
        "croissant.json": croissant_json(facts, resources, extent),
        "dcat.jsonld": dcat_json(facts, resources, extent),
        "schema_org.jsonld": schema_org_json(facts, resources, extent),
        "quality/report.html": report_html(facts, folder, pictures, profiles),
        "quality/columns.csv": profiles_csv(profiles),
        **{f"quality/{name}": picture for name, picture in pictures.items()},
    }

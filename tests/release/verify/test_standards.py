from __future__ import annotations

import json
import sys

import pytest

from flows.release.verify.copy_of_release import copy_from_folder
from flows.release.verify.verified import findings_from_copy

pytestmark = pytest.mark.slow  # whole releases


def rewritten(path, change):
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told), encoding="utf-8")


def test_a_data_package_without_a_needed_key_is_named(copy, faults):
    rewritten(copy / "datapackage.json", lambda told: told["resources"][3].pop("name"))
    assert [fault.place for fault in faults(copy, "data package")] == ["datapackage.json, resources/3"]


def test_a_field_type_that_table_schema_does_not_know_is_named(copy, faults):
    rewritten(copy / "datapackage.json", lambda told: told["resources"][0]["schema"]["fields"][0].update(type="stringy"))
    assert faults(copy, "data package")[0].place.startswith("datapackage.json, resources/0/schema/fields/0")


def test_a_citation_without_title_is_named(copy, faults):
    path = copy / "CITATION.cff"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("title:")]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [fault.what for fault in faults(copy, "citation")] == ["'title' is a required property"]


def test_croissant_with_a_wrong_hash_is_named(copy, faults):
    rewritten(copy / "croissant.json", lambda told: told["distribution"][2].update(sha256="0" * 64))
    assert [fault.place for fault in faults(copy, "croissant")] == ["croissant.json, record set entities"]


def test_croissant_with_a_column_that_is_not_there_is_named(copy, faults):
    def renamed(told):
        records = next(one for one in told["recordSet"] if one["@id"] == "quotes")
        records["field"][0]["source"]["extract"]["column"] = "nowhere"

    rewritten(copy / "croissant.json", renamed)
    assert [fault.place for fault in faults(copy, "croissant")] == ["croissant.json, record set quotes"]


def test_croissant_that_lacks_a_licence_is_named(copy, faults):
    rewritten(copy / "croissant.json", lambda told: told.pop("license"))
    assert any("license" in fault.what for fault in faults(copy, "croissant"))


def test_dcat_without_a_title_is_named(copy, faults):
    rewritten(copy / "dcat.jsonld", lambda told: told["dcat:dataset"].pop("dct:title"))
    assert [fault.what for fault in faults(copy, "dcat")] == ["lacks http://purl.org/dc/terms/title"]


@pytest.mark.parametrize(("module", "check"), [("mlcroissant", "croissant"), ("rdflib", "dcat")])
def test_what_is_not_installed_is_told_and_never_taken_for_right(whole, monkeypatch, checked_alone, module, check):
    monkeypatch.setitem(sys.modules, module, None)
    checked_alone(check)
    (finding,) = findings_from_copy(copy_from_folder(whole))
    assert finding.skipped
    assert f"{module} is not installed: pip install" in finding.told


def test_metadata_that_tell_other_files_or_another_version_are_named(copy, faults):
    rewritten(copy / "datapackage.json", lambda told: told["resources"][0].update(bytes=1))
    rewritten(copy / "schema_org.jsonld", lambda told: told.update(version="v1999.1.0"))
    assert [fault.place for fault in faults(copy, "agreement")] == ["datapackage.json, data-documents", "schema_org.jsonld"]


def test_metadata_that_tell_other_columns_are_named(copy, faults):
    rewritten(copy / "datapackage.json", lambda told: told["resources"][0]["schema"]["fields"].pop(0))
    assert "document_id" in faults(copy, "agreement")[0].what

"""Whatever is wrong with the seeds is said with file, line and what to do, all at once, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from directory.errors import SeedError
from directory.interchange.seeds import load_seeds, read_seeds
from directory.model import Base
from tests.seeds_loader.small import edit, write


def problems(seeds: Path) -> list[str]:
    """Return what is said about *seeds*, one sentence each."""
    with pytest.raises(SeedError) as error:
        read_seeds(seeds)
    first, *rest = error.value.message.splitlines()
    assert first == "The seeds are wrong; nothing was changed."
    return rest


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder with small seeds that are right."""
    return write(tmp_path / "seeds")


def test_the_small_seeds_are_right(seeds: Path) -> None:
    records = read_seeds(seeds).records
    assert sum(map(len, records.values())) == 22


CASES = [
    # file, what stands there, what is written instead, line, a part of the sentence
    (
        "areas.csv",
        "0163,municipality",
        "0163,planet",
        3,
        "“kind” is “planet”. Write one of: 'nation', 'county'",
    ),
    ("areas.csv", "59.43", "north", 3, "“latitude” is “north”, which is not a number"),
    ("areas.csv", "59.43", "590.43", 3, "“latitude”"),
    ("areas.csv", "SE,nation,Sverige", "01,nation,Sverige", 4, "01 stands on line 2 already"),
    ("areas.csv", "SE,nation,Sverige", "SE,nation,", 4, "“name” is empty. Fill it in."),
    ("areas.csv", "SE,nation", "S E,nation", 4, "“id” is “S E”, which holds signs"),
    (
        "areas.csv",
        "Sverige,,,,,,,,,SCB",
        "Sverige,,,,,,,,9999,SCB",
        4,
        "“successor” is 9999, which does not stand in areas",
    ),
    (
        "areas.csv",
        "Sverige,,,,,,,,,SCB",
        "Sverige,,,,,,2027-01-01,2026-01-01,,SCB",
        4,
        "before it begins (valid_from)",
    ),
    (
        "areas.csv",
        "Sverige,,,,,,,,,SCB",
        "Sverige,,,,,,2026-13-01,,,SCB",
        4,
        "“valid_from” is not a day; write it as 2026-11-28",
    ),
    ("areas.csv", "Sverige", "Sve\u202erige", 4, "invisible control sign"),
    ("areas.csv", "Sverige", "Sve\x07rige", 4, "invisible control sign"),
    ("areas.csv", "SE,nation,Sverige,", "SE,nation,Sverige,,", 4, "has 16 cells instead of 15"),
    ("areas.csv", "Sollentuna,Sollentuna kommun", 'Sollentuna,"Sollentuna" kommun', 3, "is not a table"),
    ("part_of.csv", "0163,01,,,SCB", "0163,02,,,SCB", 3, "“whole” is 02, which does not stand in areas.csv"),
    ("part_of.csv", "01,SE,,,SCB", "01,0163,,,SCB", 2, "lies within itself: 01 → 0163 → 01"),
    ("places.csv", "tatort,0163", "tatort,9163", 2, "“area” is 9163"),
    ("area_aliases.csv", "SE,Sweden", "EU,Sweden", 2, "“area” is EU"),
    ("needs.csv", "boende,,Boende", "boende,boende_akut,Boende", 2, "is broader than itself"),
    ("needs.csv", "true,false,,Own", "yes,false,,Own", 2, "“is_urgent” write true or false"),
    ("needs.csv", "1121;1135", "1121;;1135", 3, "take out the extra semicolon"),
    ("needs.csv", "1121;1135", "1121;1121", 3, "stands twice in the list"),
    ("organizations.csv", "m-0163,,,,false", "nobody,,,,false", 3, "“parent” is nobody"),
    ("organizations.csv", "https://www.sollentuna.se", "sollentuna", 2, "“website” is not a web address"),
    ("organizations.csv", "2026,source,\nm-0163-soc", "2026,sure,\nm-0163-soc", 2, "“confidence” is “sure”"),
    ("services.csv", "boende_akut,,adult", "housing,,adult", 2, "“needs” is housing"),
    ("services.csv", "boende_akut,,adult", ",,adult", 2, "“needs” is empty"),
    ("services.csv", "adult woman;girl", "adult woman;adult man", 2, "said of the group “adult man”"),
    ("services.csv", "adult woman;girl", "ladies", 2, "“accepts”"),
    ("services.csv", "adult man,16,,", "adult man,16,12,", 2, "lowest age (age_min) is above the highest"),
    ("services.csv", "sv-jour,m-0163-soc,,", "sv-jour,,,", 2, "name the organization that offers it"),
    (
        "services.csv",
        "unknown,,false,false",
        "unknown,2026-12-01T12:00:00Z,false,false",
        2,
        "unknown capacity has no end",
    ),
    ("channels.csv", "08-570 307 20", "0900-10 20 30", 2, "is a premium number"),
    ("channels.csv", "08-570 307 20", "070-174 06 05", 2, "is a mobile number"),
    ("channels.csv", "08-570 307 20", "08-12", 2, "not in the numbering plan"),
    ("channels.csv", "08-570 307 20", "ring oss", 2, "cannot be read as a phone number"),
    ("channels.csv", "08-570 307 20", "113 99", 2, "not a Swedish short number"),
    ("channels.csv", "phone,08-570 307 20", "email,jouren", 2, "the email in “value” is not a mail address"),
    ("channels.csv", "phone,08-570 307 20", "web,javascript:x", 2, "the web in “value” is not a web address"),
    ("channels.csv", ",,sv-jour,phone", ",m-0163,sv-jour,phone", 2, "exactly one of the two"),
    ("channels.csv", ",,sv-jour,phone", ",,sv-other,phone", 2, "“service” is sv-other"),
    ("channels.csv", "0,public", "0,secret", 2, "“visibility” is “secret”"),
    ("schedules.csv", ",sv-jour,,MO", ",,,MO", 2, "exactly one of the three"),
    ("schedules.csv", "MO;TU", "MO;XX", 2, "XX is no day"),
    ("schedules.csv", "16:30,26:00", "16:30,02:00", 2, "after midnight write 26:00"),
    ("schedules.csv", "16:30,26:00", "4 pm,26:00", 2, "“opens” is not a time"),
    ("schedules.csv", "16:30,26:00", "25:30,26:00", 2, "“opens”"),
    ("schedules.csv", "MO;TU;WE;TH;FR", "", 2, "without days there are no times"),
    (
        "holdings.csv",
        "role.socialtjanst,0163",
        "role.x,0163",
        2,
        "“role” is role.x, which does not stand in roles.csv",
    ),
    ("duties.csv", "decides,any", "decides,", 2, "“groups” is empty"),
    ("duties.csv", "stay,role.socialtjanst,,", "stay,,,", 2, "name the role or the organization"),
    ("duties.csv", "decides", "rules", 2, "“kind” is “rules”"),
    ("coverage.csv", "0163,true", "0163,maybe", 2, "“serves” write true or false"),
    (
        "links.csv",
        "m-0163-soc,sv-jour",
        "m-0163-soc,sv-x",
        2,
        "in organizations.csv or roles.csv or services.csv",
    ),
    ("links.csv", "m-0163-soc,sv-jour", "sv-jour,sv-jour", 2, "leads from a record to itself"),
    ("routine.csv", "Manual,1,1", "Manual,one,1", 2, "“stage” is “one”, which is not a number"),
    (
        "conflicts.csv",
        "sv-jour:phone",
        "sv-jour:fax",
        2,
        "“subjects” is sv-jour:fax, which does not stand in any file",
    ),
    ("roles.csv", "id,name_sv", "id,name", 1, "“name_sv” is missing, “name” is unknown"),
    ("roles.csv", "id,name_sv,name_en", "id,name_en,name_sv", 1, "in another order"),
    ("roles.csv", "id,name_sv", "\ufeffid,name_sv", 1, "byte order mark"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said"),
    [case for case in CASES if case[4]],
    ids=[f"{case[0]}: {case[4][:40]}" for case in CASES if case[4]],
)
def test_a_mistake_is_named_with_file_and_line(
    seeds: Path, file: str, old: str, new: str, line: int, said: str
) -> None:
    edit(seeds, file, old, new)
    found = problems(seeds)
    wanted = f"seeds/{file} line {line}: "
    assert any(sentence.startswith(wanted) and said in sentence for sentence in found), found


def test_an_error_tells_file_and_line_to_programs_too(seeds: Path) -> None:
    edit(seeds, "needs.csv", "1121;1135", "1121;;1135")
    with pytest.raises(SeedError) as error:
        read_seeds(seeds)
    assert (error.value.details["file"], error.value.details["line"]) == ("seeds/needs.csv", 3)


def test_everything_that_is_wrong_is_said_at_once(seeds: Path) -> None:
    edit(seeds, "areas.csv", "0163,municipality", "0163,planet")
    edit(seeds, "needs.csv", "true,false,,Own", "yes,no,,Own")
    edit(seeds, "schedules.csv", "MO;TU", "MO;XX")
    edit(seeds, "channels.csv", "08-570 307 20", "08-1")
    edit(seeds, "links.csv", "m-0163-soc,sv-jour", "m-0163-soc,sv-x")
    (seeds / "routine.csv").unlink()
    said = problems(seeds)
    assert [sentence.split(":")[0] for sentence in said] == [
        "seeds/areas.csv line 3",
        "seeds/channels.csv line 2",
        "seeds/links.csv line 2",
        "seeds/needs.csv line 2",
        "seeds/needs.csv line 2",
        "seeds/routine.csv",
        "seeds/schedules.csv line 2",
    ], "each mistake once, and nothing that only follows from one"


def test_a_schedule_of_a_channel_that_is_wrong_is_not_wrong_for_that(seeds: Path) -> None:
    edit(seeds, "schedules.csv", ",sv-jour,,MO", ",,sv-jour:phone,MO")
    edit(seeds, "channels.csv", "0,public", "first,public")
    assert len(problems(seeds)) == 1


def test_a_line_is_counted_as_an_editor_counts_it(seeds: Path) -> None:
    edit(seeds, "areas.csv", "Stockholms län,,", '"Stockholms\nlän",,')
    edit(seeds, "areas.csv", "SE,nation", "SE,planet")
    assert [sentence.split(":")[0] for sentence in problems(seeds)] == ["seeds/areas.csv line 5"]


def test_a_file_that_is_missing_or_not_utf8_is_named(seeds: Path) -> None:
    (seeds / "links.csv").unlink()
    latin = (seeds / "areas.csv").read_text(encoding="utf-8").encode("latin-1")
    (seeds / "areas.csv").write_bytes(latin)
    found = problems(seeds)
    assert found[0] == "seeds/areas.csv line 2: is not UTF-8. Save the file as UTF-8 (in Excel: CSV UTF-8)."
    assert found[1].startswith("seeds/links.csv: the file is missing.")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "there is no such folder" in problems(tmp_path / "nowhere")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Storgatan 4",
        "Skolvägen 12",
        "191 62 Sollentuna",
        "59.43512",
        "https://maps.example.org/x",
        "https://goo.gl/x",
    ],
)
def test_a_protected_service_does_not_tell_where_it_is(seeds: Path, text: str) -> None:
    edit(seeds, "services.csv", "unknown,,false,false", "unknown,,true,false")
    edit(seeds, "channels.csv", "08-570 307 20", "020-39 00 00")
    read_seeds(seeds)
    edit(seeds, "services.csv", "2020,source,", f"2020,source,Finns vid {text}")
    assert "seems to tell where it is" in problems(seeds)[0]


def test_a_protected_service_has_no_number_with_an_area_code(seeds: Path) -> None:
    edit(seeds, "services.csv", "unknown,,false,false", "unknown,,true,false")
    edit(seeds, "channels.csv", "08-570 307 20", "020-39 00 00")
    read_seeds(seeds)
    edit(seeds, "channels.csv", "020-39 00 00", "08-570 307 20")
    assert "the area code of “value” tells where it is" in problems(seeds)[0]


def test_the_hours_of_a_protected_service_do_not_tell_where_it_is(seeds: Path) -> None:
    edit(seeds, "services.csv", "unknown,,false,false", "unknown,,true,false")
    edit(seeds, "channels.csv", "08-570 307 20", "020-39 00 00")
    edit(seeds, "schedules.csv", "vardagar 16.30-02", "vardagar på Storgatan 4")
    assert problems(seeds)[0].startswith(
        "seeds/schedules.csv line 2: the service is protected, and “as_printed”"
    )


def spoil_border(seeds: Path, old: str, new: str) -> list[str]:
    edit(seeds, "borders/municipalities.geojson", old, new)
    return problems(seeds)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"code": "0163"', '"code": "9999"', "is about the area 9999, which is not in areas.csv"),
        ('"code": "0163"', '"name": "0163"', "has no property “code”"),
        ('"Polygon"', '"Point"', "is no Polygon or MultiPolygon"),
        ("[18.0, 59.5]", "[18.0, 590.5]", "lies nowhere on Earth"),
        ('{"type": "FeatureCollection"', '"', "is not a GeoJSON collection"),
    ],
)
def test_a_border_that_cannot_be_is_named(seeds: Path, old: str, new: str, said: str) -> None:
    found = spoil_border(seeds, old, new)
    assert found[0].startswith("seeds/borders/municipalities.geojson: ")
    assert said in found[0]


SPOILERS: list[Callable[[Path], object]] = [
    lambda seeds: (seeds / "conflicts.csv").unlink(),
    lambda seeds: edit(seeds, "links.csv", "m-0163-soc,sv-jour", "m-0163-soc,sv-x"),
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_seeds_that_are_wrong_leave_nothing_behind(
    engine: Engine, seeds: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(seeds)
    with pytest.raises(SeedError):
        load_seeds(engine, seeds)
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            count = connection.scalar(select(func.count()).select_from(table))
            assert count == (1 if table.name in ("graph_revision", "ledger_head") else 0), table.name

"""Asking in a terminal: the call sheet, the JSON, and what to mend."""

from __future__ import annotations

import subprocess
from pathlib import Path

import orjson
import pytest

from directory import clock
from directory.app import create_app
from directory.settings import Settings
from directory.web.api.schema import AnswerOut, ReadingOut
from tests.cli.conftest import Run
from tests.seeded import DIRECTORY

NIGHT = "2026-11-28T03:00"
FIELDS = (
    "--need",
    "boende_akut",
    "--area",
    "Tyresö",
    "--residence",
    "Uppsala",
    "--group",
    "kvinna",
    "--age",
    "28",
)


def test_a_sentence_is_answered_with_one_first_number_and_what_comes_after(run: Run) -> None:
    result = run("ask", "akut boende för kvinna 28 i Tyresö", "--at", NIGHT)
    assert result.exit_code == 0
    assert (
        result.output.index("Ring det här numret först")
        < result.output.index("112")
        < result.output.index("Om ingen svarar")
    )
    assert "Tyresö" in result.output
    assert "114 14" in result.output
    assert result.stderr == ""


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("whole", [(), ("--all",)])
def test_the_sheet_fits_a_terminal_of_eighty_columns(run: Run, lang: str, whole: tuple[str, ...]) -> None:
    result = run("ask", *FIELDS, "--at", NIGHT, "--lang", lang, *whole)
    assert result.exit_code == 0
    assert max(len(line) for line in result.output.splitlines()) <= 80


def test_the_words_need_no_quotes_and_may_come_from_standard_input(run: Run) -> None:
    quoted = run("ask", "akut boende i Tyresö", "--at", NIGHT)
    assert run("ask", "akut", "boende", "i", "Tyresö", "--at", NIGHT).output == quoted.output
    assert run("ask", "-", "--at", NIGHT, text="akut boende i Tyresö\n").output == quoted.output


def test_the_api_and_the_command_line_give_the_same_json(run: Run, seeded_file: Path) -> None:
    result = run("ask", *FIELDS, "--at", NIGHT, "--json")
    assert result.exit_code == 0
    printed = orjson.loads(result.stdout_bytes)
    AnswerOut.model_validate(printed)
    settings = Settings(environment="test", database_url=f"sqlite:///{seeded_file}", snapshot_is_saved=False)
    client = create_app(settings).test_client()
    served = client.get(f"/api/v1/answer?{printed['question']['query']}").get_json()
    assert {**printed, "answered_at": None} == {**served, "answered_at": None}
    told = run("ask", "akut boende i Tyresö xyzzy", "--at", NIGHT, "--json", "--lang", "en")
    posted = client.post(
        "/api/v1/answer", json={"sentence": "akut boende i Tyresö xyzzy", "at": NIGHT, "lang": "en"}
    ).get_json()
    assert {**orjson.loads(told.stdout_bytes), "answered_at": None} == {**posted, "answered_at": None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask",), "Skriv vad som behövs"),
        (("ask", "boende"), "var personen är"),
        (("ask", "i Tyresö"), "vad som behövs"),
        (("ask", "--need", "boende"), "area"),
        (("ask", "--need", "boende", "--area", "Tyresö", "--age", "200"), "0 till 120"),
        (("ask", "boende i Tyresö", "--age", "20"), "inte båda"),
        (("ask", "boende i Tyresö", "--at", "imorgon"), "2026-11-28T03:00"),
        (("ask", "boende för 19900101-1239 i Tyresö"), "personnummer"),
        (("ask", "x" * 10_000), "500"),
    ],
)
def test_a_question_to_be_mended_leaves_with_two_and_says_how(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    for extra in ((), ("--json",)):
        result = run(*words, *extra)
        assert result.exit_code == 2
        assert said in result.stderr
        assert result.stdout == ""
        assert "Traceback" not in result.output


def test_an_error_in_english_when_english_was_asked_for(run: Run) -> None:
    assert "Say where the person is" in run("ask", "--need", "boende", "--lang", "en").stderr


def test_an_ambiguous_place_lists_what_it_can_be(run: Run) -> None:
    result = run("ask", "--need", "boende", "--area", "Hammarby")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) > 2


def test_only_the_reading_of_a_sentence(run: Run) -> None:
    result = run("read", "akut boende för tjej 16 år i Järfälla i natt", "--at", NIGHT, "--json")
    assert result.exit_code == 0
    told = ReadingOut.model_validate_json(result.stdout)
    assert (told.group, told.age) == ("girl", 16)
    assert told.area is not None
    assert told.area.choices[0].id == "0123"
    shown = run("read", "akut boende för tjej 16 år i Järfälla i natt")
    assert "Järfälla" in shown.output


def test_a_place_is_looked_up(run: Run) -> None:
    assert "0138" in run("place", "Tyresö").output
    assert orjson.loads(run("place", "Tyresö", "--json").stdout_bytes)["items"][0]["area"] == "0138"
    missing = run("place", "Xqzzyw")
    assert missing.exit_code == 2
    assert missing.stdout == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_does_not_know_every_letter_gets_the_answer_all_the_same(
    seeded_file: Path, encoding: str
) -> None:
    result = subprocess.run(
        [DIRECTORY, "ask", "boende i Solna"],
        env={
            "DIRECTORY_DATABASE_URL": f"sqlite:///{seeded_file}",
            "DIRECTORY_SNAPSHOT_IS_SAVED": "false",
            "PYTHONIOENCODING": encoding,
        },
        capture_output=True,
        check=False,
    )
    assert result.stderr == b""
    assert result.returncode == 0
    assert b"112" in result.stdout


def test_the_sheet_tells_whom_it_is_about_and_what_to_keep_in_mind(run: Run) -> None:
    output = " ".join(run("ask", *FIELDS, "--at", NIGHT).output.split())
    assert "kvinna, 28 år" in output
    assert "skriven i Uppsala kommun" in output
    assert output.index("Tänk på") < output.index("Om uppgifterna")


def test_the_directory_is_asked_as_it_was_on_a_day(run: Run) -> None:
    result = run("ask", *FIELDS, "--as-of", clock.today().isoformat())
    assert result.exit_code == 0
    assert "Ring det här numret först" in result.output


@pytest.mark.parametrize("day", ["2999-01-01", "igår", "2001-01-01"])
def test_a_day_that_nobody_knows_of_is_said_to_be_so(run: Run, day: str) -> None:
    result = run("ask", *FIELDS, "--as-of", day)
    assert result.exit_code != 0
    assert "Loggen börjar" in result.output or "Dagen ska skrivas" in result.output

"""Three answers worked by hand, on the shipped network: complete, honest, and in the right order."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from directory.graph.answer import Answer, StepKind
from directory.graph.explain import say_reason
from directory.graph.facts import AreaId, Confidence, Group, LegalStatus, NeedId
from directory.graph.question import Question
from directory.graph.resolve import answer
from directory.interchange.answer_json import answer_to_json

SWEDEN = ZoneInfo("Europe/Stockholm")
SATURDAY_THREE = datetime(2026, 11, 28, 3, 0, tzinfo=SWEDEN)
TUESDAY_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=SWEDEN)


def ask(country, need, area, at, group=Group.ANY, age=None, residence=None, status=None) -> Answer:
    needs = tuple(NeedId(one) for one in need.split())
    return answer(
        Question(needs, AreaId(area), at, group, age, residence and AreaId(residence), status), country
    )


def order(result: Answer) -> list[str]:
    return [step.id for step in result.act_now]


def by_kind(result: Answer, kind: StepKind) -> list[str]:
    return [step.id for step in result.act_now if step.kind is kind]


def lines(result: Answer) -> dict[str, tuple[str, ...]]:
    return {line.duty.id: tuple(o.id for o in line.organizations) for line in result.duties}


class TestAWomanFoundInTyresoOnASaturdayNight:
    def result(self, country):
        return ask(country, "boende_akut", "0138", SATURDAY_THREE, Group.ADULT_WOMAN, 28, "0380")

    def test_112_is_the_only_number_that_surely_answers_and_114_14_is_the_last_resort(self, country):
        result = self.result(country)
        assert by_kind(result, StepKind.NOW) == ["sv-112"]
        assert order(result)[-1] == "sv-11414"
        assert "ask_for_on_call" in [reason.code for reason in result.act_now[0].reasons]

    def test_the_shared_on_call_unit_is_closed_and_its_old_number_is_told_as_old(self, country):
        result = self.result(country)
        unit = next(step for step in result.act_now if step.id == "sv-jour-sydost")
        assert unit.kind is StepKind.LATER
        old = next(reason for reason in unit.reasons if reason.code == "old")
        assert old.params["years"] == 12

    def test_the_municipality_opens_on_monday_and_the_support_line_is_not_a_first_number(self, country):
        result = self.result(country)
        later = by_kind(result, StepKind.LATER)
        assert {"m-0138", "sv-nspm"} <= set(later)
        town = next(step for step in result.act_now if step.id == "m-0138")
        assert town.channels[0].channel.display == "08-578 291 00"
        assert town.now.until is not None
        assert town.now.until.strftime("%a") == "Mon"

    def test_tyreso_decides_now_and_uppsala_decides_and_pays_after(self, country):
        duties = lines(self.result(country))
        assert duties["rs01"] == ("m-0138",)
        assert duties["rs02"] == ("m-0380",)
        assert duties["rs02-pays"] == ("m-0380",)

    def test_those_who_can_give_it_are_there_and_those_who_do_not_fit_are_told(self, country):
        result = self.result(country)
        assert {"sv-talita", "sv-noomi", "sv-nsp"} <= {provider.service.id for provider in result.providers}
        assert "sv-mika-sthlm" in {miss.service.id for miss in result.near_misses}

    def test_it_is_said_that_nobody_knows_whether_the_on_call_answers_at_three(self, country):
        codes = {(gap.subject, gap.reason.code) for gap in self.result(country).unknown}
        assert ("role.socialjour", "on_call_unknown") in codes
        assert ("protected", "places_never_stored") in codes

    def test_the_path_to_112_goes_by_duty_holder_and_stand_in(self, country):
        codes = [hop.code for hop in self.result(country).act_now[0].path]
        assert codes[0] == "duty"
        assert "holds" in codes
        assert codes[-1] == "reached_by"


class TestABoyOfFifteenInKalmarByDay:
    def result(self, country):
        return ask(country, "radgivning_yrkesverksamma barnskydd", "0880", TUESDAY_TEN, Group.BOY, 15)

    def test_the_municipality_comes_first_then_the_coordinators_then_the_support_line(self, country):
        assert order(self.result(country))[:3] == ["m-0880", "sv-rk-syd", "sv-nspm"]

    def test_the_general_number_of_the_municipality_is_not_told_as_sure(self, country):
        codes = [reason.code for reason in self.result(country).act_now[0].reasons]
        assert "inferred" in codes or "undated" in codes

    def test_who_does_not_fit_is_told_with_the_step_that_failed(self, country):
        failed = {miss.service.id: miss.failed.code for miss in self.result(country).near_misses}
        assert failed["sv-man"] == "age"
        assert failed["sv-evon"] == failed["sv-mika-gbg"] == "other_area"

    def test_the_units_of_the_same_name_are_told_apart_by_municipality(self, country):
        night = ask(country, "barnskydd", "0880", SATURDAY_THREE, Group.BOY, 15)
        assert "sv-jour-sydost-kalmar" in order(night)
        assert "sv-jour-sydost" not in order(night)

    def test_kalmars_barnahus_is_not_known_and_that_is_said(self, country):
        assert ("role.barnahus", "unknown") in {
            (g.subject, g.kind.value) for g in self.result(country).unknown
        }


class TestAWomanInLuleaWhoWantsToGoHome:
    def result(self, country, group=Group.ADULT_WOMAN):
        return ask(country, "atervandande", "2580", TUESDAY_TEN, group, status=LegalStatus.FOREIGN)

    def test_the_coordinator_decides_with_iom_and_the_door_is_the_support_line(self, country):
        result = self.result(country)
        assert lines(result)["rs22"] == ("rk-nord",)
        assert lines(result)["rs22-pays"] == ("se-jamy",)
        assert order(result)[0] == "sv-nspm"
        assert "number_unknown" in [gap.reason.code for gap in result.unknown if "nord" in gap.subject]

    def test_the_programme_is_reached_through_a_coordinator_only(self, country):
        programme = next(p for p in self.result(country).providers if p.service.id == "sv-amp")
        assert "by_referral" in [reason.code for reason in programme.reasons]
        assert "sv-amp" not in order(self.result(country))

    def test_for_a_child_the_social_services_keep_the_responsibility(self, country):
        duties = lines(self.result(country, Group.GIRL))
        assert duties["rs23"] == ("m-2580",)
        assert "rs22" not in duties


def test_an_on_call_unit_that_only_memory_ties_to_the_place_is_never_a_number_to_call(country):
    night = ask(country, "boende_akut", "0123", SATURDAY_THREE, Group.GIRL, 16)
    assert order(night)[0] == "sv-112"
    assert "jour-nordvast" not in " ".join(order(night))
    assert ("role.socialjour", "role_unverified") in {(gap.subject, gap.reason.code) for gap in night.unknown}


def test_a_referral_loop_of_two_on_call_units_is_told_where_it_would_be_met(country):
    night = ask(country, "boende_akut", "0127", SATURDAY_THREE, Group.GIRL, 16)
    assert "loop_broken" in [note.code for note in night.notes]
    far = ask(country, "boende_akut", "2580", SATURDAY_THREE, Group.GIRL, 16)
    assert "loop_broken" not in [note.code for note in far.notes]


def test_the_shipped_network_has_no_faults(country):
    assert country.faults.all == ()
    assert all(fact.provenance.confidence in Confidence for fact in country.services.values())


def test_a_near_miss_elsewhere_says_how_far_away_it_is(country):
    result = ask(country, "radgivning_yrkesverksamma barnskydd", "0880", TUESDAY_TEN, Group.BOY, 15)
    malmo = next(miss for miss in result.near_misses if miss.service.id == "sv-evon")
    assert 200 <= malmo.failed.params["km"] <= 300
    assert "km bort" in say_reason(malmo.failed)


def test_112_comes_before_everybody_who_is_closed_and_asks_for_the_on_call_that_has_no_number_of_its_own(
    country,
):
    malmo = ask(country, "boende_akut", "1280", SATURDAY_THREE, Group.ADULT_MAN, 22)
    assert order(malmo)[0] == "sv-112"
    assert malmo.act_now[0].reasons[0].code == "ask_for_on_call"
    assert order(malmo)[-1] == "sv-11414"


def test_the_care_of_every_region_is_called_for_care_and_not_who_gives_a_part_of_it(country):
    for area, region in (("1883", "reg-18"), ("1280", "reg-12"), ("0163", "reg-01")):
        by_day = ask(country, "vard", area, TUESDAY_TEN, Group.ADULT_WOMAN, status=LegalStatus.NO_PERMIT)
        assert by_day.act_now[0].organization.id == region
        assert lines(by_day)["rs06"] == (region,)
        urgent = ask(country, "vard_akut stodsamtal", area, SATURDAY_THREE, Group.ADULT_WOMAN)
        assert urgent.act_now[0].organization.id == region
        assert "sv-112" in order(urgent)[1:3]
        assert lines(urgent)["manual-2-6"] == (region,)


def test_a_police_report_begins_with_the_police(country):
    assert order(ask(country, "anmalan", "0880", TUESDAY_TEN))[0] == "sv-11414"
    assert order(ask(country, "anmalan", "0880", TUESDAY_TEN))[-1] == "sv-112"


def test_the_mailbox_of_an_application_that_does_not_fit_is_no_step_of_the_chain(country):
    eu = ask(
        country, "identifiering tillstand_betanketid", "2180", TUESDAY_TEN, status=LegalStatus.EU_CITIZEN
    )
    assert "sv-migr-bet" in {miss.service.id for miss in eu.near_misses}
    assert "sv-migr-bet" not in order(eu)


def test_the_chief_guardian_is_named_first_for_a_guardian(country):
    result = ask(country, "god_man", "0360", TUESDAY_TEN, Group.BOY, 16, status=LegalStatus.UNACCOMPANIED)
    assert result.duties[0].duty.id == "rs18"
    assert result.duties[0].organizations[0].id == "m-0360"


def test_an_old_date_is_told_as_printed_and_112_in_danger_says_what_else(country):
    care = ask(country, "vard_akut", "1883", TUESDAY_TEN, Group.ADULT_WOMAN).act_now[0]
    assert [say_reason(one) for one in care.reasons if one.code == "old"] == [
        "Uppgiften är från 2020, 6 år gammal. Prova, men räkna inte med den."
    ]
    danger = ask(country, "skydd", "0180-jarva", SATURDAY_THREE, Group.ADULT_WOMAN).act_now[0]
    assert danger.id == "sv-112"
    assert [one.code for one in danger.reasons] == ["danger"]


def test_a_path_names_the_group_in_words_and_keeps_its_id(country, snapshot):
    night = ask(country, "boende_akut", "0138", SATURDAY_THREE, Group.ADULT_WOMAN, 28)
    told = answer_to_json(night, snapshot)
    takes = next(hop for hop in told["providers"][0]["path"] if hop["code"] == "takes")
    assert takes["to"] == {"id": "adult woman", "name": "kvinnor"}

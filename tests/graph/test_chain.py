"""Whom to call first and whom next: stand-ins, vacancies, loops, and always a last resort."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.graph.facts import Group
from directory.graph.network import Network
from directory.graph.resolve import answer
from tests.graph.drawing import SATURDAY_THREE, TUESDAY_TEN, ask, drawn, network

TOWN = """
area:boda part-of area:lan
area:lan part-of area:SE
need:boende urgent
duty:d need:boende role:soc decides stay acute
role:soc held-by org:kommun in area:boda
org:kommun phone 08-465 004 10
service:soc offered-by-role role:soc
service:soc serves area:SE
service:soc meets need:boende
service:soc takes adult woman, adult man, girl, boy
service:soc open MO-FR 08:00-16:30
service:larm offered-by org:sos
service:larm serves area:SE
service:larm phone 112
service:larm open always
service:larm emergency
service:polis offered-by org:polisen
service:polis serves area:SE
service:polis phone 114 14
service:polis emergency
"""


def chain(text, at=SATURDAY_THREE, need="boende", group=Group.GIRL):
    return answer(ask(need, "boda", at, group), network(TOWN + text))


def steps(result):
    return [(step.id, step.kind.value) for step in result.act_now]


def test_by_day_whoever_decides_is_called_first_and_the_last_resort_ends_the_chain():
    assert steps(chain("", TUESDAY_TEN)) == [
        ("kommun", "now"),
        ("larm", "last_resort"),
        ("polis", "last_resort"),
    ]


def test_at_night_somebody_closed_is_never_the_first_number_when_another_answers():
    result = chain("""
        service:natt offered-by org:jouren
        service:natt serves area:boda
        service:natt meets need:boende
        service:natt takes girl
        service:natt phone 08-465 004 20
        service:natt open always
    """)
    assert steps(result)[:2] == [("natt", "now"), ("kommun", "later")]


def test_whoever_stands_in_is_called_when_the_responsible_is_closed_and_the_path_says_so():
    result = chain("org:jouren phone 08-465 004 20\norg:jouren stands-in-for role:soc when closed")
    step = next(step for step in result.act_now if step.id == "jouren")
    assert [hop.code for hop in step.path] == ["duty", "stay", "stands_in_for", "reached_by"]
    assert not any(
        s.id == "jouren"
        for s in chain(
            "org:jouren phone 08-465 004 20\norg:jouren stands-in-for role:soc when closed", TUESDAY_TEN
        ).act_now
    )


def test_a_vacant_role_is_told_and_its_stand_in_called():
    result = answer(
        ask("boende", "boda", TUESDAY_TEN),
        network(
            TOWN.replace("role:soc held-by org:kommun", "role:soc held-by nobody")
            + "org:lan phone 08-465 004 30\norg:lan stands-in-for role:soc when vacant"
        ),
    )
    assert result.act_now[0].id == "lan"
    gap = next(gap for gap in result.unknown if gap.subject == "soc")
    assert (gap.kind.value, gap.reason.code) == ("none", "role_vacant")


def test_a_role_that_only_memory_knows_the_holder_of_is_not_called_and_is_told():
    text = TOWN.replace(
        "role:soc held-by org:kommun in area:boda", "role:soc held-by org:kommun in area:boda [memory]"
    )
    result = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert "kommun" not in [step.id for step in result.act_now]
    assert "role_unverified" in [gap.reason.code for gap in result.unknown]


def test_a_number_that_is_not_verified_is_never_good():
    result = chain("org:kommun2 phone 08-465 004 40 [memory]\norg:kommun2 stands-in-for role:soc when closed")
    step = next((step for step in result.act_now if step.id == "kommun2"), None)
    assert step is None or not any(channel.is_good for channel in step.channels)


def test_a_loop_in_the_data_is_broken_and_told():
    result = chain(
        "org:a phone 08-465 004 50\norg:b phone 08-465 004 51\norg:a stands-in-for role:soc when closed\n"
        "org:a refers-to org:b\norg:b refers-to org:a"
    )
    ids = [step.id for step in result.act_now]
    assert len(ids) == len(set(ids))
    assert {"a", "b"} <= set(ids)
    assert [note.code for note in result.notes] == ["loop_broken"]


def test_no_number_is_told_twice():
    result = chain("org:dubbel phone 08-465 004 10\norg:dubbel stands-in-for role:soc when closed")
    numbers = [channel.channel.value for step in result.act_now for channel in step.channels[:1]]
    assert len(numbers) == len(set(numbers))


def test_somebody_with_no_number_becomes_a_gap_and_not_a_silent_hole():
    text = TOWN.replace("org:kommun phone 08-465 004 10\n", "")
    result = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert "number_unknown" in [gap.reason.code for gap in result.unknown]
    assert result.act_now[-1].kind.value == "last_resort"


def test_an_office_that_ended_is_called_at_its_successor():
    result = answer(
        ask("boende", "boda", TUESDAY_TEN, Group.GIRL),
        network(
            TOWN + "org:kommun ended 2020-01-01\norg:nya succeeds org:kommun\norg:nya phone 08-465 004 60"
        ),
    )
    assert result.act_now[0].id == "nya"
    assert "succeeds" in [hop.code for hop in result.act_now[0].path]


def test_the_operator_is_told_which_on_call_to_ask_for():
    result = chain("org:sos stands-in-for role:soc when closed")
    assert result.act_now[0].id == "larm"
    assert [reason.code for reason in result.act_now[0].reasons] == ["ask_for_on_call"]
    assert result.act_now[-1].id == "polis"


def test_by_day_an_office_without_a_number_does_not_send_for_the_unit_of_the_night():
    text = TOWN.replace("org:kommun phone 08-465 004 10\n", "")
    text += "org:sos stands-in-for role:soc when closed\n"
    text += "org:rad phone 08-465 004 70\norg:rad stands-in-for role:soc when always"
    by_day = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert [step.id for step in by_day.act_now if step.kind.value != "last_resort"] == ["rad"]
    by_night = answer(ask("boende", "boda", SATURDAY_THREE, Group.GIRL), network(text))
    assert by_night.act_now[0].id == "larm"


def test_in_an_urgent_matter_nobody_who_is_closed_is_the_first_number():
    assert steps(chain("")) == [("larm", "now"), ("kommun", "later"), ("polis", "last_resort")]


def test_what_is_not_urgent_waits_for_the_office_and_not_for_112():
    text = (TOWN + "duty:e need:arbete role:soc decides stay any").replace(
        "service:soc meets need:boende", "service:soc meets need:boende need:arbete"
    )
    result = answer(ask("arbete", "boda", SATURDAY_THREE, Group.GIRL), network(text))
    assert steps(result) == [("kommun", "later"), ("larm", "last_resort"), ("polis", "last_resort")]


def test_an_on_call_unit_that_is_reached_through_112_only_is_asked_for_by_its_place():
    result = chain("""
        role:jour held-by org:jouren in area:boda
        org:jouren phone 112
        role:jour stands-in-for role:soc when closed
    """)
    assert result.act_now[0].id == "larm"
    assert [reason.code for reason in result.act_now[0].reasons] == ["ask_for_on_call"]


HELPER = """
need:del broader need:boende
service:hjalp offered-by org:forening
service:hjalp serves area:boda
service:hjalp takes girl
service:hjalp phone 08-465 004 80
"""


def test_whoever_gives_a_part_of_the_help_comes_after_whoever_decides_on_it():
    part = HELPER + "service:hjalp meets need:del\nservice:hjalp open always"
    text = TOWN.replace("service:soc open MO-FR 08:00-16:30\n", "") + part
    result = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert steps(result)[:2] == [("kommun", "try"), ("hjalp", "now")]


def test_a_helper_for_the_very_need_is_tried_though_its_hours_are_not_known():
    exact = chain(HELPER + "service:hjalp meets need:boende", TUESDAY_TEN)
    assert ("hjalp", "try") in steps(exact)
    part = chain(HELPER + "service:hjalp meets need:del", TUESDAY_TEN)
    assert "hjalp" not in [step.id for step in part.act_now]


def test_the_police_come_first_for_a_report_and_112_still_ends_the_chain():
    text = TOWN + "service:polis meets need:anmalan\nservice:polis takes girl"
    result = answer(ask("anmalan", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert steps(result) == [("polis", "try"), ("larm", "last_resort")]


def test_each_need_is_called_about_whatever_is_settled_of_the_other():
    text = TOWN + (
        "role:region held-by org:regionen in area:lan\norg:regionen phone 08-465 004 90\n"
        "duty:v need:vard role:region delivers stay any <no_permit>"
    )
    result = answer(ask("boende vard", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert {"kommun", "regionen"} <= {step.id for step in result.act_now}


def test_what_is_asked_for_by_name_is_called_about_though_it_comes_late():
    text = TOWN + (
        "need:godman broader need:boende\nrole:formyndare held-by org:formyndaren in area:boda\n"
        "org:formyndaren phone 08-465 004 91\nduty:g need:godman role:formyndare decides stay guardian"
    )
    named = answer(ask("godman", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert named.duties[0].duty.id == "g"
    assert "formyndaren" in [step.id for step in named.act_now]


def test_what_is_reached_through_others_only_is_not_missing_a_number():
    text = (
        "role:prog held-by org:programmet in area:boda\nduty:p need:boende role:prog delivers stay any\n"
        "service:prog offered-by org:programmet\nservice:prog serves area:boda\nservice:prog takes girl\n"
        "service:prog meets need:boende\nservice:prog referral"
    )
    assert "number_unknown" not in [gap.reason.code for gap in chain(text, TUESDAY_TEN).unknown]


def test_whoever_has_a_duty_where_she_is_resident_is_not_called_at_once():
    text = (
        "area:hemma part-of area:lan\nrole:hem held-by org:hemkommun in area:hemma\norg:hemkommun phone 08-465 004 92\n"
        "role:hem held-by org:harkommun in area:boda\norg:harkommun phone 08-465 004 93\n"
        "duty:h need:boende role:hem decides residence acute"
    )
    result = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL, residence="hemma"), network(TOWN + text))
    assert "hemkommun" in [one.id for line in result.duties for one in line.organizations]
    assert not {"hemkommun", "harkommun"} & {step.id for step in result.act_now}


def test_what_may_hold_and_what_holds_late_wait_while_something_holds_now():
    text = (
        "role:migr held-by org:verket in area:SE\norg:verket phone 08-465 004 94\n"
        "duty:m need:boende role:migr decides stay acute <no_permit>\n"
        "role:utred held-by org:utredarna in area:SE\norg:utredarna phone 08-465 004 95\n"
        "duty:u need:hjalp role:utred decides stay investigation\nneed:boende broader need:hjalp"
    )
    assert [step.id for step in chain(text, TUESDAY_TEN).act_now] == ["kommun", "larm", "polis"]
    alone = (TOWN + text).replace("duty:d need:boende role:soc decides stay acute\n", "")
    late = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(alone))
    ids = [step.id for step in late.act_now]
    assert "utredarna" in ids
    assert "verket" not in ids


def test_a_service_that_is_reached_by_placement_only_is_no_helper_to_call():
    text = HELPER + "service:hjalp meets need:boende\nservice:hjalp open always"
    assert ("hjalp", "now") in steps(chain(text))
    assert "hjalp" not in [step.id for step in chain(text + "\nservice:hjalp referral").act_now]


def test_a_stand_in_is_called_in_its_period_only():
    facts = drawn(TOWN + "org:jouren phone 08-465 004 20\norg:jouren stands-in-for role:soc when closed")
    for period, called in (
        ({"valid_to": date(2026, 11, 27)}, False),
        ({"valid_to": date(2026, 11, 28)}, True),
    ):
        links = tuple(replace(link, **period) for link in facts.links)
        result = answer(
            ask("boende", "boda", SATURDAY_THREE, Group.GIRL), Network.build(replace(facts, links=links))
        )
        assert ("jouren" in [step.id for step in result.act_now]) is called


ADVICE = """
need:rad professionals
role:koord held-by org:lanet in area:lan
service:lanet offered-by org:lanet
service:lanet phone 08-465 004 96
service:lanet serves area:SE
service:lanet open always
duty:r need:rad role:koord advises stay any
"""


def test_whoever_only_advises_comes_after_the_help_unless_advice_is_what_is_asked_for():
    helped = chain(ADVICE + HELPER + "service:hjalp meets need:boende\nservice:hjalp open always")
    assert [step.id for step in helped.act_now if step.is_adviser] == ["lanet"]
    assert steps(helped)[:2] == [("hjalp", "now"), ("lanet", "now")]
    rad = ADVICE + HELPER + "service:hjalp meets need:rad\nservice:hjalp open always"
    advised = chain(rad, need="rad")
    assert [step.id for step in advised.act_now][:2] == ["lanet", "hjalp"]
    other = (
        ADVICE
        + HELPER
        + "need:tolkning professionals\nservice:hjalp meets need:tolkning\nservice:hjalp open always"
    )
    assert [step.id for step in chain(other, need="tolkning").act_now][:2] == ["lanet", "hjalp"]


def test_a_stand_in_for_a_vacant_office_is_not_called_while_somebody_holds_it():
    held = chain("org:vakans phone 08-465 004 97\norg:vakans stands-in-for role:soc when vacant")
    assert "vakans" not in [step.id for step in held.act_now]


def test_nobody_is_passed_on_to_an_office_that_serves_other_places_only():
    text = (
        "org:jouren phone 08-465 004 20\norg:jouren stands-in-for role:soc when closed\n"
        "service:jour offered-by org:jouren\nservice:jour serves area:{}\nservice:jour takes girl"
    )
    assert "jouren" in [step.id for step in chain(text.format("boda")).act_now]
    assert "jouren" not in [
        step.id for step in chain("area:alby part-of area:lan\n" + text.format("alby")).act_now
    ]


def test_a_call_is_followed_through_several_hands_and_no_further_than_is_sensible():
    hands = "".join(
        f"org:h{i} phone 08-465 004 {30 + i}\n"
        f"org:h{i} stands-in-for {f'org:h{i - 1}' if i else 'role:soc'} when closed\n"
        for i in range(9)
    )
    told = [step.id for step in chain(hands).act_now]
    assert [name for name in told if name.startswith("h")] == ["h0", "h1", "h2", "h3", "h4", "h5"]


def test_at_night_a_number_that_was_only_concluded_is_a_try_and_by_day_a_call():
    text = (
        TOWN.replace(
            "role:soc held-by org:kommun in area:boda", "role:soc held-by org:kommun in area:boda [inferred]"
        )
    ).replace("service:soc open MO-FR 08:00-16:30", "service:soc open always")
    told = {
        at: answer(ask("boende", "boda", at, Group.GIRL), network(text))
        for at in (TUESDAY_TEN, SATURDAY_THREE)
    }
    assert ("kommun", "now") in steps(told[TUESDAY_TEN])
    assert ("kommun", "try") in steps(told[SATURDAY_THREE])
    assert "inferred" in [reason.code for reason in told[TUESDAY_TEN].act_now[0].reasons]


def test_a_line_that_always_answers_comes_before_one_whose_hours_are_not_known():
    text = TOWN.replace("service:larm", "service:z-larm")
    result = answer(ask("boende", "boda", TUESDAY_TEN, Group.GIRL), network(text))
    assert [step.id for step in result.act_now][-2:] == ["z-larm", "polis"]


def test_the_chain_ends_in_the_last_resort_also_when_it_was_called_as_a_sure_thing():
    text = TOWN.replace("service:polis offered-by org:polisen\nservice:polis serves area:SE\n", "")
    text = text.replace("service:polis phone 114 14\nservice:polis emergency\n", "")
    result = answer(ask("boende", "boda", SATURDAY_THREE, Group.GIRL), network(text))
    assert result.act_now[-1].kind.value == "last_resort"
    assert [step.id for step in result.act_now] == ["kommun", "larm"]


def test_an_emergency_line_is_no_helper_for_what_it_only_touches_upon():
    text = "need:boende broader need:hjalp\nservice:polis meets need:hjalp\n"
    text += "service:polis takes girl\nservice:polis open always"
    assert ("polis", "last_resort") in steps(chain(text))

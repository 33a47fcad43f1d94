"""Who may do what: data and two small functions, closed when nothing is said."""

from __future__ import annotations

from directory.access import PERMISSIONS, Permission, Role, may, needs, permission_of


def test_the_public_may_read_all_that_is_public() -> None:
    assert may([Role.PUBLIC], Permission.ANSWER_READ)


def test_somebody_without_a_role_may_nothing() -> None:
    assert not any(may([], permission) for permission in Permission)


def test_a_view_that_names_no_permission_is_refused_to_everybody() -> None:
    assert permission_of(lambda: None) is None
    assert not may(list(Role), None)


def test_a_marked_view_carries_its_permission() -> None:
    @needs(Permission.HEALTH_READ)
    def view() -> None: ...

    assert permission_of(view) is Permission.HEALTH_READ


def test_a_mark_of_another_kind_is_no_permission() -> None:
    def view() -> None: ...

    view.needs_permission = "answer.read"  # type: ignore[attr-defined]
    assert permission_of(view) is None


def test_every_role_is_on_the_page_and_every_permission_is_given_to_somebody() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert set().union(*PERMISSIONS.values()) == set(Permission)


def test_every_permission_says_what_it_allows() -> None:
    assert [permission for permission in Permission if "." not in permission.value] == []

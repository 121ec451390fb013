"""Who is signed in comes with all that a page asks of them, in one query."""

import pytest
from django.contrib.auth.models import Permission, User

from indicators import accounts, notices
from indicators.accounts import Accounts
from indicators.choices import Role
from indicators.permissions import ENTER, MANAGE_MONTH, REVIEW, VIEW_FIGURES
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
RIGHTS = (ENTER, REVIEW, MANAGE_MONTH, VIEW_FIGURES, "auth.add_user")


def back(person: User) -> User:
    """The person as they come back on a request."""
    found = Accounts().get_user(person.pk)
    assert found is not None
    return found


def test_person_roles_rights_and_notices_take_one_query(
    bureau: Bureau, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        person = back(bureau.clerk)
        assert person == bureau.clerk
        assert person.get_full_name() == bureau.clerk.get_full_name()
        assert accounts.roles_of(person) == {Role.CLERK.value}
        assert accounts.unread_of(person) == 1
        assert person.has_perm(ENTER)
        assert not person.has_perm(REVIEW)


@pytest.mark.parametrize("role", Role)
def test_a_role_gives_the_rights_that_django_says_it_gives(
    people: dict[Role, User], role: Role
) -> None:
    plainly = User.objects.get(pk=people[role].pk)
    assert back(people[role]).get_all_permissions() == plainly.get_all_permissions()


def test_a_right_of_ones_own_counts_beside_those_of_roles(people: dict[Role, User]) -> None:
    leader = people[Role.LEADER]
    leader.user_permissions.add(Permission.objects.get(codename="enter_entry"))
    leader.user_permissions.add(Permission.objects.get(codename="add_user"))
    plainly = User.objects.get(pk=leader.pk)
    found = back(leader)
    assert [found.has_perm(right) for right in RIGHTS] == [True, False, False, True, True]
    assert found.get_all_permissions() == plainly.get_all_permissions()


def test_who_has_no_role_may_nothing(db: None) -> None:
    found = back(User.objects.create_user("nobody"))
    assert accounts.roles_of(found) == set()
    assert not any(found.has_perm(right) for right in RIGHTS)


def test_a_superuser_may_everything(db: None) -> None:
    assert back(User.objects.create_superuser("root")).has_perm(MANAGE_MONTH)


def test_who_left_is_not_let_back_in(people: dict[Role, User]) -> None:
    clerk = people[Role.CLERK]
    clerk.is_active = False
    clerk.save()
    assert Accounts().get_user(clerk.pk) is None
    assert Accounts().get_user(0) is None


def test_people_read_otherwise_know_the_same(bureau: Bureau) -> None:
    plainly = User.objects.get(pk=bureau.clerk.pk)
    assert accounts.roles_of(plainly) == {Role.CLERK.value}
    assert accounts.unread_of(plainly) == notices.unread(plainly) == 1

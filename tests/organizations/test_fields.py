import pytest
from django.core.exceptions import ValidationError

from issues.forms.fields.inputs import OrganizationField
from organizations.fields import NamedOrganizationField
from tests.factories.organizations import organization


@pytest.fixture
def towns(db):
    """Two towns of one name, and a ministry."""
    return {code: organization(code) for code in ("054348", "454311", "digital")}


def reason(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return caught.value.messages


@pytest.mark.parametrize("field", [NamedOrganizationField(), OrganizationField()])
class TestNaming:
    @pytest.mark.parametrize(
        "text", ["054348", "秋田県美郷町", "　秋田県美郷町 ", "秋田県 美郷町長"]
    )
    def test_code_and_name_mean_the_same(self, field, text, towns):
        assert field.clean(text) == towns["054348"]

    def test_an_organization_means_itself(self, field, towns):
        assert field.clean(towns["054348"]) == towns["054348"]

    def test_a_name_that_two_carry_lists_both(self, field, towns):
        assert reason(field, "美郷町") == [
            "「美郷町」は2つあります。どれかを書いてください：秋田県美郷町、宮崎県美郷町"
        ]

    def test_a_name_that_nobody_carries_is_not_guessed(self, field, towns):
        assert reason(field, "どこにもない町") == [
            "「どこにもない町」という団体が見つかりません。"
            "都道府県名から書いてください（例：秋田県美郷町）。"
        ]

    def test_a_sign_that_no_name_holds_is_an_error_of_the_form(self, field, towns):
        assert reason(field, "秋田県\0美郷町") == ["何か文字を入力してください。"]

    def test_nothing_is_an_error_only_where_it_is_required(self, field, towns):
        assert reason(field, " ") == ["団体の名前を書いてください。"]
        assert type(field)(required=False).clean(" ") is None


def test_a_ministry_may_stand_only_where_not_only_those_who_ask_may(towns):
    assert NamedOrganizationField().clean("デジタル庁") == towns["digital"]
    assert OrganizationField(asking_only=False).clean("デジタル庁") == towns["digital"]
    assert reason(OrganizationField(), "デジタル庁") == [
        "デジタル庁は、ここでは選べません。都道府県、市区町村、全国団体を選んでください。"
    ]

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory


class Sample(forms.Form):
    title = forms.CharField(label="要旨", help_text="40字くらいまで")
    body = forms.CharField(label="支障事例", required=False)
    kind = forms.ChoiceField(
        label="種別", choices=[("request", "要望"), ("concern", "懸念")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="公開してよい", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def field(form, name):
    return render_to_string("components/field.html", {"field": form[name]})


class TestField:
    def test_hint_and_error_are_tied_to_the_input(self):
        drawn = field(Sample({"title": ""}), "title")

        assert 'aria-describedby="id_title_helptext id_title_error"' in drawn
        assert 'id="id_title_helptext">40字くらいまで<' in drawn
        assert '<ul class="errors" id="id_title_error">' in drawn
        assert 'aria-invalid="true"' in drawn

    def test_it_says_whether_the_field_has_to_be_filled_in(self):
        assert "※必須" in field(Sample(), "title")
        assert "任意" in field(Sample(), "body")

    def test_choices_stand_in_a_group_with_a_name(self):
        drawn = field(Sample({"title": "あ"}), "kind")

        assert '<fieldset class="field" id="id_kind" tabindex="-1"' in drawn
        assert 'aria-describedby="id_kind_error"' in drawn
        assert drawn.count('type="radio"') == 2

    def test_one_box_to_tick_is_labelled_behind_it(self):
        drawn = field(Sample(), "agreed")

        assert drawn.index("<input") < drawn.index("公開してよい")

    def test_a_hidden_field_has_no_label(self):
        assert "<label" not in field(Sample(), "token")

    def test_what_was_typed_cannot_become_markup(self):
        assert "<b>悪" not in field(Sample({"title": "<b>悪</b>"}), "title")


class TestFormErrors:
    def test_each_error_leads_to_its_field(self):
        form = Sample({"title": ""})
        form.add_error(None, "手段も必要です。")

        drawn = render_to_string("components/form_errors.html", {"form": form})

        assert "<li>手段も必要です。</li>" in drawn
        assert '<a href="#id_title">要旨：' in drawn
        assert '<a href="#id_kind">種別：' in drawn

    def test_a_good_form_says_nothing(self):
        form = Sample({"title": "あ", "kind": "request"})

        assert render_to_string("components/form_errors.html", {"form": form}).strip() == ""


class TestPager:
    def draw(self, address, number):
        page = Paginator(range(60), 20).page(number)
        request = RequestFactory().get(address)
        return render_to_string("components/pager.html", {"page": page}, request)

    def test_the_other_conditions_are_kept(self):
        assert 'href="?q=%E8%B2%BB%E7%94%A8&amp;page=3"' in self.draw("/?q=費用&page=2", 2)

    def test_the_first_page_has_none_before_it(self):
        assert 'rel="prev"' not in self.draw("/", 1)

    def test_one_page_needs_no_pager(self):
        page = Paginator(range(3), 20).page(1)

        assert render_to_string("components/pager.html", {"page": page}).strip() == ""


class TestQuote:
    def test_the_words_are_marked_within_those_around_them(self):
        drawn = render_to_string(
            "components/quote.html", {"words": "財源の確保を", "before": "国の", "after": "願う。"}
        )

        assert '国の<mark class="ask">財源の確保を</mark>願う。' in drawn

    def test_the_national_side_has_a_mark_of_its_own(self):
        drawn = render_to_string(
            "components/quote.html", {"words": "検討する", "before": "国で", "side": "gov"}
        )

        assert '<mark class="gov">検討する</mark>' in drawn
        assert '<figure class="quote gov passage">' in drawn


class TestRefusals:
    def test_a_fragment_gets_the_reason_alone(self):
        context = {
            "title": "足りないものがあります",
            "reason": "期限が要ります。",
            "kind": "incomplete",
        }

        drawn = render_to_string("refused.html#notice", context)

        assert "期限が要ります。" in drawn
        assert "<html" not in drawn

    def test_a_fragment_with_an_old_token_says_how_to_keep_the_text(self):
        drawn = render_to_string("403_csrf.html#notice")

        assert "写し取って" in drawn
        assert "<html" not in drawn

    def test_the_page_for_failures_needs_nothing_that_could_fail(self):
        drawn = render_to_string("500.html")

        assert 'href="/static/css/base.css"' in drawn
        assert "うまく動きませんでした" in drawn


def test_progress_is_told_in_words_and_as_a_bar():
    drawn = render_to_string("components/progress.html", {"done": 12, "total": 41})

    assert "<strong>12</strong>/41件" in drawn
    assert '<progress class="meter" max="41" value="12"' in drawn

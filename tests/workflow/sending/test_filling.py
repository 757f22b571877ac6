"""Putting what was typed back into the form of a page."""

from workflow.sending import filling

PAGE = """<!DOCTYPE html>
<html><body><p>A &amp; B &lt;x&gt;</p><svg><use href="#a"/></svg>
<form method="post" action="/logout/"><input type="hidden" name="once" value="n.1"></form>
<details><summary>もっと</summary><details class="more">
<form method="post" action="" id="f"><input type="hidden" name="once" value="n.2">
<input type="hidden" name="version" value="7"><input name="title" value="前 &gt; の" required>
<textarea name="ask" rows="4">
前の文</textarea>
<input type="checkbox" name="points" value="cost" checked><input type="checkbox" name="points" value="talent">
<input type="radio" name="kind" value="a"><input type="radio" name="kind" value="b" checked>
<select name="primary"><option value="">選ぶ</option><option value="cost" selected>費用</option><option>talent</option></select>
<input name="row" value=""><input name="row" value=""><input type="file" name="file"><input type="password" name="secret">
<button name="do" value="save">保存</button></form></details></details>
<input name="outside" form="f" value="">
</body></html>
"""  # noqa: E501


def fill(fields, *, page=PAGE, at="/requests/new/?a=1", sent_to="/requests/new/"):
    return filling.fill(page, at=at, sent_to=sent_to, fields=fields, mark="<i>")


def test_a_page_without_the_form_stays_as_it_is_letter_by_letter():
    found = fill({"title": ["あ"]}, sent_to="/elsewhere/")

    assert (found.page, found.found, found.left) == (PAGE, False, ["あ"])


def test_words_come_back_into_their_fields_escaped():
    found = fill({"title": ['"新" > 古'], "ask": ["1行\n<2行>"], "outside": ["外"]})

    assert '<input name="title" value="&quot;新&quot; &gt; 古" required>' in found.page
    assert '<textarea name="ask" rows="4">\n1行\n&lt;2行&gt;</textarea>' in found.page
    assert '<input name="outside" form="f" value="外">' in found.page
    assert (found.found, found.left) == (True, [])


def test_ticks_and_choices_come_back():
    found = fill({"points": ["talent"], "kind": ["a"], "primary": ["talent"]}).page

    assert '<input type="checkbox" name="points" value="cost">' in found
    assert '<input type="checkbox" name="points" value="talent" checked>' in found
    assert '<input type="radio" name="kind" value="a" checked>' in found
    assert '<input type="radio" name="kind" value="b">' in found
    assert '<option value="cost">費用' in found
    assert "<option selected>talent" in found


def test_what_was_unticked_stays_so():
    found = fill({"title": ["あ"]}).page

    assert '<input type="checkbox" name="points" value="cost">' in found


def test_fields_of_one_name_come_back_in_their_order():
    found = fill({"row": ["一つ目", "二つ目", "三つ目で場所がない"]})

    assert '<input name="row" value="一つ目"><input name="row" value="二つ目">' in found.page
    assert found.left == ["三つ目で場所がない"]


def test_tokens_secrets_files_and_buttons_stay_as_they_are():
    found = fill({"once": ["old"], "secret": ["x"], "file": ["y"], "do": ["長" * 30]})

    assert 'name="once" value="n.2"' in found.page
    assert '<input type="file" name="file"><input type="password" name="secret">' in found.page
    assert found.left == []


def test_the_version_the_form_was_opened_with_comes_back():
    assert 'name="version" value="6"' in fill({"version": ["6"]}).page


def test_the_form_is_marked_and_no_fold_hides_it():
    found = fill({"title": ["あ"]}).page

    assert '<form method="post" action="" id="f"><i>' in found
    assert "<details open><summary>" in found
    assert '<details class="more" open>' in found


def test_all_else_on_the_page_is_left_alone():
    found = fill({"title": ["あ"]}).page

    assert found.startswith(PAGE[: PAGE.index("<details>")])
    assert found.endswith("</body></html>\n")


def test_of_two_forms_to_one_place_it_is_the_one_with_the_fields():
    page = '<form method="post"><input name="a"></form><form method="post"><input name="b"></form>'

    found = fill({"b": ["い"]}, page=page).page

    assert '<i><input name="b" value="い">' in found


def test_a_button_may_send_the_form_elsewhere():
    button = '<button formaction="/b/">B</button>'
    page = f'<form method="post" action="/a/"><input name="t">{button}</form>'

    assert 'value="い"' in fill({"t": ["い"]}, page=page, sent_to="/b/").page

"""Pages without the indentation of their sources."""

from django.template import Context, Template
from django.template.loader import get_template

from coordination.web.template_loading import without_indentation


def test_lines_begin_with_their_first_sign():
    assert (
        without_indentation("<ul>\n    <li>a\n\n\t\n  <li>b c\n</ul>")
        == "<ul>\n<li>a\n<li>b c\n</ul>"
    )


def test_what_a_person_wrote_keeps_its_blanks():
    source = without_indentation("<p>\n    {{ text }}\n</p>")

    drawn = Template(source).render(Context({"text": "一\n    二"}))

    assert drawn == "<p>\n一\n    二\n</p>"


def test_pages_are_loaded_so_and_texts_are_not():
    page = get_template("issues/local_requests/list.html").template.source

    assert "\n " not in page
    assert "<h1>" in page
    assert "\n" in get_template("mail/invitation.txt").template.source

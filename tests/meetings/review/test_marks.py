from meetings.review.marks import Mark, cut, paragraph_spans


def texts(paragraph):
    return [segment.text for segment in paragraph.segments]


def kinds(segment):
    return [mark.kind for mark in segment.marks]


def test_a_text_without_marks_is_one_segment_per_paragraph():
    first, second = cut("はじめに。\n次に。", [])

    assert texts(first) == ["はじめに。"]
    assert texts(second) == ["次に。"]
    assert (second.start, second.end) == (6, 9)


def test_empty_lines_are_no_paragraphs_but_count_in_positions():
    assert paragraph_spans("一\n\n二\n") == [(0, 1), (3, 4)]


def test_overlapping_marks_share_the_segment_where_they_meet():
    a, b = Mark(1, 4, "a"), Mark(3, 6, "b")

    (paragraph,) = cut("0123456789", [b, a])

    assert texts(paragraph) == ["0", "12", "3", "45", "6789"]
    assert [kinds(segment) for segment in paragraph.segments] == [[], ["a"], ["a", "b"], ["b"], []]


def test_a_nested_mark_opens_and_closes_inside_the_outer_one():
    outer, inner = Mark(0, 8, "outer"), Mark(2, 4, "inner")

    (paragraph,) = cut("01234567", [inner, outer])

    assert [segment.opening for segment in paragraph.segments] == [(outer,), (inner,), ()]
    assert [segment.closing for segment in paragraph.segments] == [(), (inner,), (outer,)]


def test_two_marks_on_the_same_words_both_open_and_close_there():
    one, two = Mark(0, 3, "ask", 1), Mark(0, 3, "ask", 2)

    (paragraph,) = cut("要望だ", [one, two])

    (segment,) = paragraph.segments
    assert segment.opening == (one, two)
    assert segment.closing == (one, two)


def test_a_mark_over_a_line_end_opens_in_one_paragraph_and_closes_in_the_next():
    mark = Mark(2, 6, "ask")

    first, second = cut("0123\n5678", [mark])

    assert texts(first) == ["01", "23"]
    assert texts(second) == ["5", "678"]
    assert first.segments[1].opening == (mark,)
    assert first.segments[1].closing == ()
    assert second.segments[0].opening == ()
    assert second.segments[0].closing == (mark,)


def test_a_mark_that_begins_at_the_line_end_opens_at_the_next_words():
    mark = Mark(4, 7, "ask")

    first, second = cut("0123\n5678", [mark])

    assert kinds(first.segments[0]) == []
    assert second.segments[0].opening == (mark,)


def test_a_point_inside_a_paragraph_stands_before_the_words_that_follow():
    point = Mark(3, 3, "direction")

    (paragraph,) = cut("012345", [point])

    assert texts(paragraph) == ["012", "345"]
    assert [segment.before for segment in paragraph.segments] == [(), (point,)]


def test_points_at_the_edges_belong_to_the_paragraph():
    between, behind = Mark(4, 4, "direction"), Mark(9, 9, "direction")

    first, second = cut("0123\n5678", [between, behind])

    assert (first.before, first.after) == ((), ())
    assert (second.before, second.after) == ((between,), (behind,))
    assert texts(second) == ["5678"]


def test_characters_outside_the_first_plane_count_as_one():
    (paragraph,) = cut("𠮷野家😀です", [Mark(3, 4, "face")])

    assert texts(paragraph) == ["𠮷野家", "😀", "です"]


def test_joined_segments_are_the_text_without_its_line_ends():
    text = "一つ目の要望。\n二つ目。\n\n三つ目の要望。"
    marks = [Mark(a, b, "x", a) for a in range(0, 20, 3) for b in range(a + 1, 21, 4)]

    joined = "".join(s.text for p in cut(text, marks) for s in p.segments)

    assert joined == text.replace("\n", "")

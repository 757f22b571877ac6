import pytest

from meetings.minutes.people.posts import (
    ends_as_organization,
    ends_as_post,
    post_suffix,
    split_position,
    without_honorific,
)


@pytest.mark.parametrize(
    ("position", "organization", "title"),
    [
        ("山口県知事", "山口県", "知事"),
        ("愛知県一宮市長", "愛知県一宮市", "市長"),
        ("秋田県美郷町長", "秋田県美郷町", "町長"),
        ("北峰県副知事", "北峰県", "副知事"),
        ("函館市副市長", "函館市", "副市長"),
        ("総務省自治行政局長", "総務省自治行政局", "局長"),
        ("総務省自治行政局行政課長", "総務省自治行政局行政課", "課長"),
        ("総務省自治行政局住民制度課課長補佐", "総務省自治行政局住民制度課", "課長補佐"),
        ("総務省自治行政局住民制度課長補佐", "総務省自治行政局住民制度課", "課長補佐"),
        ("デジタル庁準備室長補佐", "デジタル庁準備室", "室長補佐"),
        (
            "内閣府政策統括官（防災担当）付参事官補佐",
            "内閣府政策統括官（防災担当）付",
            "参事官補佐",
        ),
        ("内閣官房デジタル行財政改革会議事務局長", "内閣官房デジタル行財政改革会議事務局", "局長"),
        ("デジタル庁審議官", "デジタル庁", "審議官"),
        ("総務副大臣", "", "総務副大臣"),
        ("デジタル行財政改革担当大臣", "", "デジタル行財政改革担当大臣"),
        ("座長", "", "座長"),
        ("東西大学大学院教授", "東西大学大学院", "教授"),
        ("災害対策本部長", "災害対策本部", "本部長"),
        ("山口県", "山口県", ""),
    ],
)
def test_a_post_divides_into_organization_and_title(position, organization, title):
    assert split_position(position) == (organization, title)


@pytest.mark.parametrize("words", ["村岡知事", "座長", "平大臣", "竹内君", "田中さん", "局長代理"])
def test_it_knows_the_end_of_a_post(words):
    assert ends_as_post(words) is True


@pytest.mark.parametrize("words", ["村岡", "山口県", "君", "費用", "成長"])
def test_other_words_end_in_no_post(words):
    assert ends_as_post(words) is False


@pytest.mark.parametrize("words", ["総務省", "デジタル庁", "全国知事会", "一宮市", "信州大学"])
def test_it_knows_the_end_of_an_organization(words):
    assert ends_as_organization(words) is True


@pytest.mark.parametrize("words", ["村岡", "知事", "費用", "会"])
def test_other_words_end_in_no_organization(words):
    assert ends_as_organization(words) is False


def test_the_longest_post_at_the_end_counts():
    assert post_suffix("伏見参事官補佐") == "参事官補佐"
    assert post_suffix("村岡") == ""


def test_forms_of_address_come_off_but_once():
    assert without_honorific("竹内譲君") == "竹内譲"
    assert without_honorific("君") == "君"

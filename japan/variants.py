"""Kanji written in more than one way in names of people and places, each with one chosen form.

For comparing and searching only: what is shown and stored keeps the form it came in. Forms that
NFKC folds by itself (神 U+FA19) are not listed. 斎 and 斉 are two characters by rights, but one
person is written with either, so they count as one; 阪 and 坂 are different names and stay apart.
"""

from __future__ import annotations

_CHOSEN_AND_VARIANTS = """
高髙 崎﨑嵜 辺邊邉 沢澤 斉斎齋齊 浜濱濵 渉涉 徳德 吉𠮷 円圓 国國圀 広廣 桜櫻 滝瀧 竜龍 島嶋嶌 富冨
恵惠 真眞 静靜 栄榮 条條 学學 桧檜 槙槇 曽曾 館舘 篭籠 鯵鰺 梼檮 竈竃 砺礪 騨驒 弥彌 与與 万萬 浅淺
済濟 豊豐 寿壽 蔵藏 伝傳 薮藪 渕淵渊 関關 宝寶 実實 仏佛 会會 医醫 児兒 遥遙 凛凜 尭堯 来來 教敎
緒緖 歩步 黒黑 清淸 青靑 内內 戸戶 税稅 説說 録錄 県縣 区區 鉄鐵 塩鹽 芦蘆 桑桒 船舩 経經 総總
対對 応應 当當 図圖 単單 処處 変變 検檢 横橫 郷鄕 巻卷 厳嚴 予豫 弁辨辯瓣
"""

CHOSEN_FORM: dict[int, str] = {
    ord(variant): forms[0] for forms in _CHOSEN_AND_VARIANTS.split() for variant in forms[1:]
}
"""A `str.translate` table: the code point of each variant and the chosen form."""

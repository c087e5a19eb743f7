#!/usr/bin/env python3
"""Writes the data of the worked recipes beside this script: invented persons of 架空市 (a city that does not exist).

    python3 generate.py [NAME ...]

The same script gives the same bytes everywhere; only the standard library is used. No row describes a real person, and no
field has twelve digits, so that nothing can be taken for an individual number.
"""
import csv
import io
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOWNS = ["みどり町", "さくら町", "本町", "栄町", "東町", "西町", "南町", "北町", "緑ヶ丘", "川端"]
TOWN_WEIGHTS = [18, 15, 14, 12, 11, 10, 8, 6, 4, 2]
CHOME = ["一丁目", "二丁目", "三丁目"]


class Source:
    """Draws by one method only, so that versions of Python agree."""

    def __init__(self, name):
        self.random = random.Random("oboro " + name)

    def real(self):
        return self.random.random()

    def number(self, low, high):
        return low + int(self.real() * (high - low + 1))

    def one(self, items, weights=None):
        weights = weights or [1] * len(items)
        point = self.real() * sum(weights)
        for item, weight in zip(items, weights):
            point -= weight
            if point < 0:
                return item
        return items[-1]

    def normal(self, mean, deviation):
        return mean + deviation * (sum(self.real() for _ in range(12)) - 6)

    def town(self):
        return self.one(TOWNS, TOWN_WEIGHTS)

    def age(self, low=0, high=99):
        while True:
            age = int(self.normal(47, 25))
            if low <= age <= high:
                return age


def birth(source, age, as_of=2026):
    """A day on which the age on 2026-04-01 is `age`."""
    month, day = source.number(1, 12), source.number(1, 28)
    return as_of - age - (1 if (month, day) > (4, 1) else 0), month, day


def japanese(year, month, day):
    """The official form with era."""
    for era, start in [("令和", (2019, 5, 1)), ("平成", (1989, 1, 8)), ("昭和", (1926, 12, 25)), ("大正", (1912, 7, 30))]:
        if (year, month, day) >= start:
            number = year - start[0] + 1
            return f"{era}{'元' if number == 1 else number}年{month}月{day}日"
    raise ValueError(year)


def kana(number):
    return "ミホン" + "".join("アイウエオカキクケコ"[int(digit)] for digit in f"{number:04d}")


def write(name, header, rows, file="data.csv", encoding="utf-8", delimiter=",", newline="\n"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(rows)
    (HERE / name / file).write_bytes(text.getvalue().encode(encoding))


def residents(source, count):
    """Households of one to five persons at one address."""
    rows, household = [], 0
    while len(rows) < count:
        household += 1
        town, chome = source.town(), source.one(CHOME)
        address = f"東京都架空市{town}{chome}{source.number(1, 30)}番{source.number(1, 20)}号"
        size = source.one([1, 2, 3, 4, 5], [38, 28, 17, 13, 4])
        for member in range(size):
            if len(rows) == count:
                break
            age = source.age(20) if member == 0 else source.age(0, 79)
            rows.append((household, size, age, source.one(["1", "2"]), address))
    return rows


def juminhyo(name):
    source = Source(name)
    header = ["宛名番号", "世帯番号", "氏名", "氏名カナ", "生年月日", "性別", "住所", "世帯人数", "住民状態"]
    rows = []
    for number, (household, size, age, sex, address) in enumerate(residents(source, 500), 1):
        written = japanese(*birth(source, min(age, 99)))
        if source.real() < 0.01:
            written = written.split("年")[0] + "年不詳"
        state = source.one(["1", "2", "3"], [96, 3, 1])
        rows.append([f"{number:010d}", f"{household:08d}", f"見本{number:04d}", kana(number), written, sex, address, size, state])
    write(name, header, rows, encoding="cp932", newline="\r\n")


DISEASES = [
    ("I10", 20), ("E11", 12), ("E78", 12), ("J30", 10), ("M54", 9), ("K29", 7), ("J45", 6), ("F32", 6), ("H25", 5), ("I20", 4),
    ("C34", 3), ("C50", 3), ("N18", 2), ("B20", 1), ("G12", 1),
]


def kokuho(name):
    source = Source(name)
    header = ["被保険者番号", "枝番", "氏名", "診療年月", "年齢", "性別", "医療機関コード", "傷病コード", "診療実日数", "点数"]
    rows = []
    for number in range(1, 701):
        disease = source.one([code for code, _ in DISEASES], [weight for _, weight in DISEASES])
        days = source.one([1, 2, 3, 4, 8, 15], [50, 25, 12, 7, 4, 2])
        points = int(350 + days * source.number(80, 900) + (source.number(20_000, 90_000) if disease[0] == "C" else 0))
        rows.append([
            f"{source.number(10_000_000, 99_999_999)}", f"{source.number(1, 4):02d}", f"見本{number:04d}",
            f"2026-{source.one([1, 2, 3]):02d}", source.age(0, 74), source.one(["1", "2"]),
            f"13{source.one([1, 3])}{source.one(['0101', '0102', '0205', '0310', '0402', '0403'])}", disease, days, points,
        ])
    write(name, header, rows)


def kaigo(name):
    source = Source(name)
    header = ["被保険者番号", "氏名", "生年月日", "性別", "圏域", "認定年月日", "要介護度", "認知症自立度"]
    levels = ["要支援1", "要支援2", "要介護1", "要介護2", "要介護3", "要介護4", "要介護5"]
    rows = []
    for number in range(1, 601):
        age = source.number(65, 99)
        weight = [max(1, 14 - index - (99 - age) // 6) if index < 3 else 3 + (age - 65) // 6 for index in range(7)]
        year, month, day = birth(source, age)
        rows.append([
            f"{number:010d}", f"見本{number:04d}", f"{year}-{month:02d}-{day:02d}", source.one(["1", "2"], [35, 65]),
            source.one(["東部第一", "東部第二", "西部第一", "西部第二", "中央"], [24, 20, 22, 16, 18]),
            f"{source.one([2024, 2025], [40, 60])}-{source.number(1, 12):02d}-{source.number(1, 28):02d}",
            source.one(levels, weight), source.one(["自立", "I", "II", "III", "IV", "M"], [30, 22, 24, 14, 8, 2]),
        ])
    write(name, header, rows)


def toshokan(name):
    source = Source(name)
    header = ["カード番号", "利用者名", "郵便番号", "年齢", "館", "貸出日", "分類", "書名"]
    classes = ["913", "726", "388", "210", "291", "336", "493", "596", "007", "146", "369", "783"]
    rows = []
    for number in range(1, 701):
        rows.append([
            f"L{source.number(1, 300):06d}", f"見本{number:04d}", source.one(["1990001", "1990002", "1990003", "1990011", "1990021"]),
            source.age(5, 92), source.one(["中央館", "東分館", "西分館", "駅前分室"], [50, 22, 20, 8]),
            f"2025-{source.number(4, 9):02d}-{source.number(1, 28):02d}",
            source.one(classes, [30, 14, 6, 8, 8, 6, 7, 8, 4, 4, 3, 2]), f"架空の本 第{source.number(1, 500)}巻",
        ])
    write(name, header, rows)


def juminzei(name):
    source = Source(name)
    header = ["宛名番号", "氏名", "年齢", "性別", "町名", "所得区分", "扶養", "総所得", "社会保険料控除", "所得割額"]
    rows = []
    for number in range(1, 601):
        kind = source.one(["給与", "年金", "営業", "農業", "不動産"], [66, 20, 9, 2, 3])
        income = max(0, int(source.normal(1_500_000 if kind == "年金" else 3_400_000, 1_400_000)))
        if source.real() < 0.01:
            income = source.number(18_000_000, 60_000_000)
        insurance = int(income * (0.12 + source.real() * 0.04))
        tax = max(0, int((income - insurance - 430_000) * 0.10))
        rows.append([
            f"{number:010d}", f"見本{number:04d}", source.age(20, 95), source.one(["1", "2"]), source.town(), kind,
            source.one(["有", "無"], [40, 60]), income, insurance, tax,
        ])
    write(name, header, rows)


def jidoteate(name):
    source = Source(name)
    header = ["宛名番号", "受給者氏名", "口座番号", "児童学年", "児童数", "続柄", "町名", "支給月額", "現況"]
    grades = ["0歳", "1歳", "2歳", "3歳", "4歳", "5歳"] + [f"小{year}" for year in range(1, 7)] + ["中1", "中2", "中3"]
    rows = []
    for number in range(1, 601):
        children = source.one([1, 2, 3, 4, 5], [45, 38, 13, 3, 1])
        grade = source.one(grades)
        amount = 15_000 if grade in ("0歳", "1歳", "2歳") else 10_000
        if children >= 3:
            amount = 30_000
        rows.append([
            f"{number:010d}", f"見本{number:04d}", f"{source.number(1_000_000, 9_999_999)}", grade, children,
            source.one(["父", "母", "祖父母", "施設"], [48, 46, 4, 2]), source.town(), amount,
            source.one(["支給", "停止", "差止"], [94, 4, 2]),
        ])
    write(name, header, rows)


def shogai(name):
    source = Source(name)
    header = ["手帳番号", "氏名", "年齢", "性別", "地区", "等級", "障害種別"]
    kinds = ["肢体不自由", "内部障害", "視覚障害", "聴覚障害", "音声言語障害", "知的障害", "精神障害"]
    rows = []
    for number in range(1, 501):
        rows.append([
            f"K{number:07d}", f"見本{number:04d}", source.age(3, 98), source.one(["1", "2"]),
            source.one(["東部", "西部", "南部", "北部"], [30, 28, 24, 18]),
            source.one(["1級", "2級", "3級", "4級", "5級", "6級"], [30, 20, 18, 20, 6, 6]),
            source.one(kinds, [34, 24, 7, 8, 2, 11, 14]),
        ])
    write(name, header, rows)


def kenshin(name):
    source = Source(name)
    header = ["母子手帳番号", "児氏名", "性別", "健診", "地区", "出生順位", "身長cm", "体重kg", "判定"]
    rows = []
    for number in range(1, 901):
        visit = source.one(["3か月", "1歳6か月", "3歳"], [36, 33, 31])
        height = {"3か月": (61.5, 2.4), "1歳6か月": (80.5, 2.9), "3歳": (94.5, 3.6)}[visit]
        weight = {"3か月": (6.3, 0.8), "1歳6か月": (10.4, 1.1), "3歳": (14.0, 1.6)}[visit]
        rows.append([
            f"B{number:06d}", f"見本{number:04d}", source.one(["1", "2"]), visit,
            source.one(["東部", "西部", "南部", "北部"], [30, 28, 24, 18]), source.one([1, 2, 3, 4], [48, 37, 12, 3]),
            f"{source.normal(*height):.1f}", f"{source.normal(*weight):.2f}",
            source.one(["異常なし", "経過観察", "要精密"], [85, 12, 3]),
        ])
    write(name, header, rows)


def bosai(name):
    source = Source(name)
    header = ["名簿番号", "氏名", "電話", "年齢", "性別", "校区", "町名", "支援理由", "避難先"]
    schools = {"みどり町": "第一小", "さくら町": "第一小", "本町": "第二小", "栄町": "第二小", "東町": "第三小", "西町": "第三小",
               "南町": "第四小", "北町": "第四小", "緑ヶ丘": "第五小", "川端": "第五小"}
    rows = []
    for number in range(1, 601):
        town = source.town()
        rows.append([
            f"{number:06d}", f"見本{number:04d}", f"000-0000-{number:04d}", source.number(60, 99), source.one(["1", "2"], [38, 62]),
            schools[town], town, source.one(["要介護3以上", "身体障害", "独居高齢", "難病", "知的・精神障害"], [34, 20, 34, 4, 8]),
            source.one(["福祉避難所", "一般避難所", "自宅"], [30, 55, 15]),
        ])
    write(name, header, rows)


def jutaku(name):
    source = Source(name)
    header = ["宛名番号", "年齢", "性別", "世帯人数", "町名", "収入分位", "住宅"]
    rows, tenants = [], []
    for number in range(1, 801):
        quantile = source.one(["1", "2", "3", "4", "5", "6", "7", "8"], [26, 14, 12, 11, 10, 10, 9, 8])
        row = [
            f"{number:010d}", source.age(20, 95), source.one(["1", "2"]), source.one([1, 2, 3, 4, 5], [40, 30, 16, 11, 3]),
            source.town(), quantile, "",
        ]
        if source.real() < {"1": 0.45, "2": 0.35, "3": 0.25, "4": 0.15}.get(quantile, 0.05):
            row[6] = source.one(["みどり団地", "さくら団地", "東町住宅"], [45, 35, 20])
            tenants.append(row)
        rows.append(row)
    write(name, header, rows)
    write(name, header, tenants, file="tenants.csv")


def hoiku(name):
    source = Source(name)
    header = ["児童番号", "児童氏名", "クラス", "世帯構成", "就労", "階層", "地区", "保育料"]
    bands = ["A", "B", "C1", "C2", "D1", "D2", "D3", "D4"]
    rows = []
    for number in range(1, 501):
        band = source.one(bands, [4, 10, 10, 12, 18, 20, 16, 10])
        rows.append([
            f"{number:06d}", f"見本{number:04d}", source.one(["0歳児", "1歳児", "2歳児", "3歳児", "4歳児", "5歳児"], [8, 15, 17, 20, 20, 20]),
            source.one(["両親", "母子", "父子", "三世代", "里親"], [72, 14, 2, 11, 1]),
            source.one(["常勤", "短時間", "自営", "求職", "就学"], [56, 26, 10, 6, 2]), band,
            source.one(["東部", "西部", "南部", "北部"], [30, 28, 24, 18]), bands.index(band) * 6_500,
        ])
    write(name, header, rows, delimiter="\t")


def suido(name):
    source = Source(name)
    header = ["水栓番号", "使用者名", "検針月", "地区", "用途", "口径", "世帯人数", "使用水量"]
    rows = []
    for number in range(1, 801):
        use = source.one(["家事用", "営業用", "工業用", "公衆浴場"], [86, 11, 2, 1])
        size = source.one([1, 2, 3, 4, 5, 6, 7, 8], [34, 28, 17, 13, 5, 1, 1, 1]) if use == "家事用" else 0
        volume = max(0, int(source.normal(8 + 6 * size, 4))) if use == "家事用" else source.number(20, 400)
        rows.append([
            f"{number:08d}", f"見本{number:04d}", f"2025-{source.one([4, 6, 8, 10, 12]):02d}", source.town(), use,
            source.one(["13", "20", "25", "40", "50", "75"], [50, 36, 8, 3, 2, 1]), size, volume,
        ])
    write(name, header, rows)


RELATIONS = {"世帯主": "01", "夫": "02", "妻": "03", "子": "10", "父": "11", "母": "12", "弟": "14", "孫": "19", "同居人": "81"}
FAMILIES = [
    ([], 36), (["妻"], 18), (["妻", "子"], 14), (["妻", "子", "子"], 12), (["子"], 8), (["夫", "子"], 3), (["妻", "子", "母"], 4),
    (["妻", "子", "子の妻", "子の子"], 2), (["弟"], 1), (["同居人"], 1), (["母"], 1),
]


def setai(name):
    """Households with relations in codes, addresses as three offices would write them, and towns of very unequal size."""
    source = Source(name)
    header = ["宛名番号", "世帯番号", "氏名", "年齢", "性別", "続柄", "住所"]
    sizes = [(town, chome, weight * (3 - index)) for town, weight in zip(TOWNS[:8], TOWN_WEIGHTS) for index, chome in enumerate(CHOME)]
    sizes += [("緑ケ丘", "", 5), ("川端", "", 1)]
    rows = []
    number = 0
    for household in range(1, 361):
        town, chome, _ = source.one(sizes, [size for _, _, size in sizes])
        block, house = source.number(1, 30), source.number(1, 20)
        count = CHOME.index(chome) + 1 if chome else 0
        spelled = town.replace("ケ", source.one(["ケ", "ヶ", "が"]))
        address = source.one([
            f"架空市{spelled}{chome}{block}番{house}号", f"東京都架空市{spelled}{count or ''}{'丁目' if count else ''}{block}-{house}",
            f"架空市{spelled}{f'{count}-' if count else ''}{block}-{house}",
        ], [50, 30, 20] if count else [60, 40, 0])
        family = source.one([members for members, _ in FAMILIES], [weight for _, weight in FAMILIES])
        head_age = source.number(22, 92) if not family else source.number(30, 84)
        for relation in ["世帯主"] + family:
            number += 1
            age = {"世帯主": head_age, "妻": head_age - 2, "夫": head_age + 2, "母": head_age + 26, "弟": head_age - 4,
                   "同居人": head_age, "子の妻": head_age - 27, "子の子": max(0, head_age - 55)}.get(relation, max(0, head_age - 29))
            male = {"世帯主": not family or "夫" not in family, "妻": False, "夫": True, "母": False, "子の妻": False}.get(relation)
            sex = source.one(["1", "2"]) if male is None or not family else ("1" if male else "2")
            code = "".join(RELATIONS[word] for word in relation.split("の"))
            rows.append([
                f"{number:010d}", f"{household:08d}", f"見本{number:04d}", min(age, 104), source.one([sex, "9"], [199, 1]), code, address,
            ])
    write(name, header, rows)
    towns = [f"{town}{chome}" for town, chome, _ in sizes]
    schools = {town: ["第一小学校区", "第二小学校区", "第三小学校区"][index // 3] for index, town in enumerate(TOWNS[:8])}
    lines = []
    for town in towns:
        school = next((school for stem, school in schools.items() if town.startswith(stem)), "第三小学校区")
        # みどり町三丁目 is across the railway, and its children go to another school.
        school = "第二小学校区" if town == "みどり町三丁目" else school
        lines.append(["東京都", "架空北部", "架空市", town, school, "北町三丁目" if town == "川端" else ""])
    write(name, ["都道府県", "二次医療圏", "市区町村", "町字", "地区", "合算先"], lines, file="areas.csv")


EXAMPLES = {
    "juminhyo": juminhyo, "kokuho": kokuho, "kaigo": kaigo, "toshokan": toshokan, "juminzei": juminzei, "jidoteate": jidoteate,
    "shogai": shogai, "kenshin": kenshin, "bosai": bosai, "jutaku": jutaku, "hoiku": hoiku, "suido": suido,
    "setai": setai,
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or EXAMPLES:
        (HERE / chosen).mkdir(exist_ok=True)
        EXAMPLES[chosen](chosen)

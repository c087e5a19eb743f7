"""Makes test vectors for text, dates and codes with Python's own tables and the system's iconv.

    check_text.py FOLDER STRINGS SEED

writes files into FOLDER that Tests/MunicipalDataTests/IndependentTextTests.swift compares with the product's answers.
Nothing here is taken from the product.
"""

import datetime
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import unicodedata

# Single bytes that Python and iconv map to control or private-use characters, and that the product refuses as no text:
# the one declared difference.
REFUSED = re.compile(rb"[\x80\xa0\xfd\xfe\xff]")
LEADS = list(range(0x81, 0xA0)) + list(range(0xE0, 0xFD))
TRAILS = list(range(0x40, 0x7F)) + list(range(0x80, 0xFD))


def fail(message):
    sys.exit("check_text.py: " + message)


def valid_pairs():
    pairs = []
    for lead in LEADS:
        for trail in TRAILS:
            pair = bytes([lead, trail])
            try:
                pair.decode("cp932")
            except UnicodeDecodeError:
                continue
            pairs.append(pair)
    return pairs


def verdict(data):
    """(text, None), or (None, offset of the first byte without meaning)."""
    if not REFUSED.search(data):
        try:
            return data.decode("cp932"), None
        except UnicodeDecodeError as error:
            return None, error.start
    position = 0
    while position < len(data):
        length = 1 if data[position] < 0x80 or 0xA1 <= data[position] <= 0xDF else 2
        piece = data[position : position + length]
        if REFUSED.match(piece):
            return None, position
        try:
            piece.decode("cp932")
        except UnicodeDecodeError:
            return None, position
        position += length
    return data.decode("cp932"), None


def converted(folder, source, target, data):
    path = os.path.join(folder, "lines")
    with open(path, "wb") as out:
        out.write(data)
    run = subprocess.run(["iconv", "-f", source, "-t", target, path], capture_output=True)
    os.remove(path)
    if run.returncode != 0:
        fail("iconv refuses what Python reads as CP932")
    return run.stdout


def cp932(folder, count, rng):
    singles = [bytes([byte]) for byte in range(0x20, 0x7F)] + [bytes([byte]) for byte in range(0xA1, 0xE0)]
    pairs = valid_pairs()
    wild = [bytes([byte]) for byte in range(256) if byte not in (10, 13)] + [bytes([byte]) for byte in LEADS] * 4
    strings = []
    for number in range(count):
        length = rng.randrange(0, 16)
        pieces = rng.choices(pairs, k=length) if number % 2 else rng.choices(singles, k=length // 2) + rng.choices(
            pairs, k=length - length // 2
        )
        if number % 4 == 0 and length:
            pieces[rng.randrange(length)] = rng.choice(wild)
        elif number % 10 == 1:
            pieces = rng.choices(wild, k=length)
        strings.append(b"".join(pieces))
    verdicts = [verdict(data) for data in strings]
    texts = [text for text, _ in verdicts if text is not None]
    valid = b"\n".join(data for data, (text, _) in zip(strings, verdicts) if text is not None)
    if converted(folder, "CP932", "UTF-8", valid).decode("utf-8").split("\n") != texts:
        fail("iconv and Python read CP932 differently")
    # Of characters with several codes Python writes NEC's, Windows and iconv IBM's; no trail byte is a line feed.
    written = iter(converted(folder, "UTF-8", "CP932", "\n".join(texts).encode("utf-8")).split(b"\n"))
    with open(os.path.join(folder, "cp932"), "wb") as out:
        for data, (text, offset) in zip(strings, verdicts):
            out.write(struct.pack("<H", len(data)) + data)
            if text is None:
                out.write(struct.pack("<i", -1 - offset))
            else:
                encoded = text.encode("utf-8")
                back = next(written)
                out.write(struct.pack("<i", len(encoded)) + encoded + struct.pack("<H", len(back)) + back)
    invalid = [data for data, (text, _) in zip(strings, verdicts) if text is None and not REFUSED.search(data)]
    sample = rng.sample(invalid, min(200, len(invalid)))
    for data in sample:
        run = subprocess.run(["iconv", "-f", "CP932", "-t", "UTF-8"], input=data, capture_output=True)
        if run.returncode == 0:
            fail("iconv reads what Python refuses as CP932: " + data.hex())
    print(f"cp932: {count} strings, {len(texts)} of them valid, for iconv too, {len(sample)} refused by iconv too")


def widths(folder, count, rng):
    half = [chr(code) for code in range(0xFF61, 0xFFA0)]
    kana = [chr(code) for code in range(0x3041, 0x3097)] + [chr(code) for code in range(0x30A1, 0x30FB)] + list("ーゝヽ")
    kanji = list("山田太郎花子葛飾髙")
    ascii_ = [chr(code) for code in range(0x20, 0x7F)]
    wide = [chr(code) for code in range(0xFF01, 0xFF5F)] + ["\u3000"]
    with open(os.path.join(folder, "kana"), "w", encoding="utf-8") as out:
        for _ in range(count):
            marks = ["\uff9e", "\uff9f"] * 30
            text = "".join(rng.choices(half + kana + kanji + ascii_[1:] + marks, k=rng.randrange(1, 12)))
            # A mark that joins nothing stands alone.
            answer = unicodedata.normalize("NFKC", text).replace("\u3099", "\u309b").replace("\u309a", "\u309c")
            out.write(text + "\t" + answer + "\n")
    with open(os.path.join(folder, "narrow"), "w", encoding="utf-8") as out:
        for _ in range(count):
            text = "".join(rng.choices(wide + ascii_ + kana + kanji, k=rng.randrange(1, 12)))
            out.write(text + "\t" + unicodedata.normalize("NFKC", text) + "\n")
    print(f"widths: {2 * count} strings")


def anniversary(birth, years):
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return datetime.date(birth.year + years, 3, 1)


def ages(birth, day):
    """The age on the day, and the one reached by its end: at the end of the day before the birthday."""
    on = reached = -1
    years = max(day.year - birth.year - 1, 0)
    for number in range(years, years + 3):
        if anniversary(birth, number) <= day:
            on = number
        if number == 0 or anniversary(birth, number) - datetime.timedelta(days=1) <= day:
            reached = number
    return on, reached


def dates(folder, count, rng):
    eras = [("令和", "R", 2019, 5, 1), ("平成", "H", 1989, 1, 8), ("昭和", "S", 1926, 12, 25), ("大正", "T", 1912, 7, 30)]
    first = datetime.date(1900, 1, 1)
    span = (datetime.date(2100, 12, 31) - first).days
    births = [first + datetime.timedelta(days=rng.randrange(span)) for _ in range(count)]
    births += [datetime.date(year, 2, 29) for year in range(1904, 2097, 4)] * 20
    births += [datetime.date(year, 4, day) for year in range(1950, 2030) for day in (1, 2)]
    with open(os.path.join(folder, "ages"), "w") as out:
        for number, birth in enumerate(births):
            near = anniversary(birth, rng.randrange(0, 110)) + datetime.timedelta(days=rng.randrange(-3, 4))
            day = near if number % 2 and near >= birth else birth + datetime.timedelta(days=rng.randrange(40000))
            on, reached = ages(birth, day)
            fiscal = day.year if day.month >= 4 else day.year - 1
            out.write(f"{birth} {day} {(day - birth).days} {day.isoweekday()} {on} {reached} {fiscal}\n")
    written = os.path.join(folder, "dates")
    with open(written, "w", encoding="utf-8") as out:
        for year in range(1868, 2050):
            for month in range(0, 14):
                for day in (0, 1, 7, 8, 24, 25, 28, 29, 30, 31, 32):
                    try:
                        answer = str(datetime.date(year, month, day))
                    except ValueError:
                        answer = "-"
                    if month and day:
                        out.write(f"{year:04}-{month:02}-{day:02}\t{answer}\n{year}年{month}月{day}日\t{answer}\n")
        for birth in births:
            for index, (name, letter, year, month, day) in enumerate(eras):
                if birth < datetime.date(year, month, day):
                    continue
                number = birth.year - year + 1
                word = "元" if number == 1 else str(number)
                out.write(f"{name}{word}年{birth.month}月{birth.day}日\t{birth}\n")
                out.write(f"{letter}{number:02}.{birth.month:02}.{birth.day:02}\t{birth}\n")
                if index:
                    # The same day by the era after, where there was such a year, is no day of it and must be refused.
                    later = birth.year - eras[index - 1][2] + 1
                    if later >= 1:
                        out.write(f"{eras[index - 1][0]}{later}年{birth.month}月{birth.day}日\t-\n")
                break
    with open(written, encoding="utf-8") as lines:
        print(f"dates: {len(births)} pairs of days, {sum(1 for _ in lines)} written dates")


def weighted(digits, weights):
    return sum(int(digit) * weight for digit, weight in zip(digits, weights))


def codes(folder, count, rng):
    """One line a code: kind, the digits without check digit, the check digit."""
    with open(os.path.join(folder, "codes"), "w") as out:
        for _ in range(count):
            body = f"{rng.randrange(1, 48):02}{rng.randrange(1000):03}"
            out.write(f"municipality-code {body}{str(11 - weighted(body, (6, 5, 4, 3, 2)) % 11)[-1]}\n")
            body = "".join(rng.choices("0123456789", k=12))
            out.write(f"corporate-number {9 - weighted(body, (2, 1) * 6) % 9}{body}\n")
            for length in (5, 7):
                body = "".join(rng.choices("0123456789", k=length))
                products = "".join(str(int(digit) * (2 - index % 2)) for index, digit in enumerate(reversed(body)))
                out.write(f"insurer-number {body}{(-sum(map(int, products))) % 10}\n")
            body = "".join(rng.choices("0123456789", k=11))
            rest = weighted(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
            out.write(f"my-number {body}{0 if rest <= 1 else 11 - rest}\n")
    print(f"codes: {5 * count}")


def main():
    if shutil.which("iconv") is None:
        print("check_text.py: iconv is needed", file=sys.stderr)
        sys.exit(127)
    folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(seed)
    small = max(count // 10, 1000)
    cp932(folder, count, rng)
    widths(folder, small, rng)
    dates(folder, small, rng)
    codes(folder, small // 5, rng)


if __name__ == "__main__":
    main()

"""Made-up people: names, addresses nobody owns, and telephone numbers kept free for fiction."""

import random
import unicodedata

FIRST = """
Maria Denise Helen Carol Paul Ines Sadia Jonathan Anneke Sam Priya Grace Omar Lucy Peter Yusuf Hannah Ravi Elin Marcus Bea Colin
Farah Ged Ivy Jamal Kirsty Leo Mina Nuala Oscar Petra Quentin Rosa Simon Tara Una Viktor Wendy Xavier Yasmin Zoë Aoife Ben Chloe
Dai Esme Frank Gwen Hugo
"""
LAST = """
Lindqvist Okafor Hale Marsh Bashir Whitt Grant Rahman Pryce Oduya Nair Hollins Baptiste Cole Dunne Ellery Fry Garside Hughes Iqbal
Jarvis Knott Lund Mistry Novak Orme Patel Quigg Reyes Sutter Tallis Underhill Voss Wray Yates Zeller Ashby Brandt Carver Dale
Ekwall Farrow Gould Holt Ibbotson Jessop Kaur Lacey Moran Nutt Osei Pike Rowe Shah Thorne Ure Vance Webb Yeo Achebe
"""
FIRMS = ("Greenhow Lettings", "Moorside Builders", "Calder Homes", "Harewood Estates", "Beck & Sons", "Otley Joinery", "Northgate Lets")
EXCHANGES = ("0113 496", "0114 496", "0115 496", "0116 496", "0117 496", "0118 496", "0121 496", "0131 496", "0141 496", "0151 496")
"""Ofcom keeps 0000 to 0999 of each of these for drama."""


def name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST.split())} {rng.choice(LAST.split())}"


def phone(number: int) -> str:
    """The `number`-th of ten thousand made-up numbers, each different."""
    return f"{EXCHANGES[number // 1000 % len(EXCHANGES)]} {number % 1000:04}"


def email(full_name: str, number: int) -> str:
    bare = unicodedata.normalize("NFKD", full_name).encode("ascii", "ignore").decode().lower()
    return f"{bare.replace(' ', '.')}{number}@mail.example"

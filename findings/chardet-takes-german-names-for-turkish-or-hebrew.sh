#!/bin/sh
# chardet and charset-normalizer: lists of Western names in Windows-1252 are MacTurkish, cp862, cp1250 or Mac Iceland to them.
#
# Guess: the commonest list of all, German or French names saved by Excel as CSV (Windows-1252), is told as Windows-1252 or as a
#   code page that has the same letters.
# What happens: chardet says MacTurkish to German names with ß (ö becomes ˆ), and cp862 (Hebrew) to two names with prices in €.
#   charset-normalizer says cp1250 to French, Spanish and Norwegian names (è, ñ, ø become č, ń, ř: names that look right),
#   and Mac Iceland to the prices.  chardet tells the other three rightly.
# Why it hurts a lead tracker: imports garble names without a mistake shown; "Lefčvre" is not the same person as "Lefèvre".
# Way out: UTF-8 if it decodes, else Windows-1252 and let the user say otherwise.
# Seen with: PyPI chardet 7.7.0, charset-normalizer 3.5.3, Python 3.11.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check chardet==7.7.0 charset-normalizer==3.5.3 2>/dev/null
cat >run.py <<'PY'
import chardet
import charset_normalizer
lists = {
    "German": "Name;Ort;Straße\nJörg Müller;Köln;Hauptstraße 1\nUrsula Weiß;Düsseldorf;Bahnhofstr. 7\nBjörn Schröder;Münster;Am Markt 3\n",
    "prices": "Name;Betrag\nJörg Groß;12,50 €\nUte Krämer;7,00 €\n",
    "French": "Nom;Ville\nFrançois Lefèvre;Orléans\nHélène Garçon;Besançon\nNoël Châtelain;Angoulême\n",
    "Spanish": "Nombre;Ciudad\nJosé Muñoz;Cádiz\nBegoña Ibáñez;Logroño\nRaúl Peña;León\n",
    "Norwegian": "Navn;By\nBjørn Ås;Tromsø\nÅse Sørensen;Ålesund\nKåre Bø;Hønefoss\n",
}
for name, text in lists.items():
    raw = text.encode("cp1252")
    for tool, encoding in [
        ("chardet", chardet.detect(raw)["encoding"]),
        ("charset-normalizer", charset_normalizer.from_bytes(raw).best().encoding),
    ]:
        read = raw.decode(encoding)
        print(name, tool, encoding, "right" if read == text else "wrong: " + read.split("\n")[1])
PY
cat >expected <<'TXT'
German chardet MacTurkish wrong: Jˆrg M¸ller;Kˆln;Hauptstraşe 1
German charset-normalizer cp1250 right
prices chardet cp862 wrong: J÷rg Gro▀;12,50 א
prices charset-normalizer mac_iceland wrong: Jˆrg Groþ;12,50 Ä
French chardet Windows-1252 right
French charset-normalizer cp1250 wrong: François Lefčvre;Orléans
Spanish chardet Windows-1252 right
Spanish charset-normalizer cp1250 wrong: José Muńoz;Cádiz
Norwegian chardet Windows-1252 right
Norwegian charset-normalizer cp1250 wrong: Bjřrn Ĺs;Tromsř
TXT
PYTHONIOENCODING=utf-8 venv/bin/python run.py >output
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep -E '^char'; cat output
diff expected output && echo "as seen before"

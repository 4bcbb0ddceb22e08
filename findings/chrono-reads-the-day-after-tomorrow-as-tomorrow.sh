#!/bin/sh
# chrono-node: "the day after tomorrow" in Spanish, Portuguese and French is tomorrow.
#
# Guess: chrono has a parser for each of these languages, and "pasado mañana", "depois de amanhã", "après-demain"
#   are everyday words: two days on, or at the least no result.
# What happens: only the end of the phrase is seen ("mañana", "amanhã", "demain"), and the answer is one day early.
#   "day after tomorrow" in English without "the" too; with "the", and in German, Italian, Russian and Finnish, it is right.
#   Nothing in the result says so but its `text`, which is shorter than what was written.
# Why it hurts a lead tracker: a follow-up typed in words falls a day early, and nobody sees a mistake.
# Way out: take a result only where its text is the whole phrase.
# Seen with: npm chrono-node 2.10.3, Node 20.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chrono-node@2.10.3
cat >run.js <<'JS'
const chrono = require("chrono-node");
const today = new Date(2026, 2, 4, 10);  // Wednesday 4 March
for (const [language, phrase] of [
  ["es", "pasado mañana"], ["pt", "depois de amanhã"], ["fr", "après-demain"], ["en", "day after tomorrow"],
  ["en", "the day after tomorrow"], ["de", "übermorgen"], ["it", "dopodomani"], ["fi", "ylihuomenna"],
]) {
  const [result] = chrono[language].casual.parse(phrase, today);
  console.log(`${language} ${phrase}: ${result ? result.start.get("day") + " March, from \"" + result.text + "\"" : "nothing"}`);
}
JS
cat >expected <<'TXT'
es pasado mañana: 5 March, from "mañana"
pt depois de amanhã: 5 March, from "amanhã"
fr après-demain: 5 March, from "demain"
en day after tomorrow: 5 March, from "tomorrow"
en the day after tomorrow: 6 March, from "the day after tomorrow"
de übermorgen: 6 March, from "übermorgen"
it dopodomani: 6 March, from "dopodomani"
fi ylihuomenna: 6 March, from "ylihuomenna"
TXT
TZ=Europe/Madrid node run.js >output
npm ls chrono-node | grep chrono-node; cat output
diff expected output && echo "as seen before"

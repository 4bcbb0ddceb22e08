// What the page says, in the reader's language: sentences come from the data- attributes of #tally.

const { dataset } = document.getElementById("tally");
const plurals = new Intl.PluralRules(document.documentElement.lang);
const capital = (text) => text[0].toUpperCase() + text.slice(1);

const figures = new Intl.NumberFormat(document.documentElement.lang);

/** 2,935 */
export const counted = (n) => figures.format(n);

/** The sentence of that name, in the form for `n` where it has several, with what stands in braces filled in. */
export function sentence(name, facts = {}) {
  const form = facts.n === undefined ? undefined : dataset[name + capital(plurals.select(facts.n))] ?? dataset[`${name}Other`];
  return (form ?? dataset[name] ?? "").replace(/\{(\w+)\}/g, (_, word) => typeof facts[word] === "number" ? counted(facts[word]) : facts[word] ?? "");
}

// Time where the business is, whatever this device thinks of zones.

const { dataset } = document.getElementById("tally");
const language = document.documentElement.lang;
const zone = { timeZone: dataset.zone };
const clock = new Intl.DateTimeFormat(language, { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const calendar = new Intl.DateTimeFormat("en-CA", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" });
const named = new Intl.DateTimeFormat(language, { ...zone, weekday: "long", day: "numeric", month: "long" });
const short = new Intl.DateTimeFormat(language, { timeZone: "UTC", weekday: "short", day: "numeric", month: "long" });

/** 14:32 */
export const timeOf = (moment) => clock.format(new Date(moment));

/** 2026-06-12 */
export const dayOf = (moment) => calendar.format(new Date(moment));

/** Thursday 12 June */
export const dateOf = (moment) => named.format(new Date(moment)).replace(",", "");

/** The day so many days after today: its ISO date, and as people read it. */
export function dayAhead(days) {
  const noon = new Date(`${dayOf(Date.now())}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return { value: noon.toISOString().slice(0, 10), label: short.format(noon).replace(",", "") };
}

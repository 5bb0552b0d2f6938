// SPDX-License-Identifier: MPL-2.0
// Numbers and times as the language of the page writes them.

const language = document.documentElement.lang;
const UNITS = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export const number = (value) => new Intl.NumberFormat(language).format(value);

/** Returns a size such as "410 KB". */
export function bytes(value) {
  const steps = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(steps.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(1000)));
  const how = { style: "unit", unit: steps[step], unitDisplay: step ? "short" : "long" };
  const digits = { maximumFractionDigits: value / 1000 ** step < 10 && step ? 1 : 0 };
  return new Intl.NumberFormat(language, { ...how, ...digits }).format(value / 1000 ** step);
}

/** Returns the day of a time (in milliseconds), such as 3 May 2026. */
export const date = (millis) =>
  new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(millis);

/** Returns how long ago a time (in milliseconds) was, such as "12 seconds ago". */
export const ago = (millis) => distance(Date.now() - millis, -1);

/** Returns how long it is to a time (in milliseconds), such as "in 6 days". */
export const until = (millis) => distance(millis - Date.now(), 1);

function distance(millis, sign) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(language).format(sign * Math.floor(seconds / length), unit);
}

import { dayOf } from '../base/calendar.ts';
import { EcluseError } from '../base/errors.ts';

const MOST_YEARS = 5;

/** The same day a year later; 29 February becomes 28 February. */
export function oneYearLater(date: Date): string {
  return yearsLater(date, 1);
}

function yearsLater(date: Date, years: number): string {
  const year = date.getUTCFullYear() + years;
  const month = date.getUTCMonth();
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), last))));
}

/** A day to come, `YYYY-MM-DD`, at most five years away. Throws `DATE_FORM`, `DATE_PAST` or `DATE_FAR`, naming `option`. */
export function futureDay(text: string, option: string, now: Date): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (match === null || Number.isNaN(match.getTime()) || dayOf(match) !== text) throw new EcluseError('DATE_FORM', { option });
  if (text <= dayOf(now)) throw new EcluseError('DATE_PAST', { option, date: text });
  if (text > yearsLater(now, MOST_YEARS)) throw new EcluseError('DATE_FAR', { option, date: text, years: MOST_YEARS });
  return text;
}

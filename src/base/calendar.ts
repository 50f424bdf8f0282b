import { timestamp } from './random.ts';

/** A real UTC second in the product's one form, `2026-09-01T12:00:00Z`. */
export function isTimestamp(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && timestamp(date) === text;
}

/** A real day of the calendar, `2026-09-01`. */
export function isDay(text: string): boolean {
  return isTimestamp(`${text}T00:00:00Z`);
}

/** The UTC day of a moment. Days compare as texts. */
export function dayOf(date: Date): string {
  return timestamp(date).slice(0, 10);
}

import { html, type Html } from '../../core/page/html.js';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `3 hours ago`, `in 2 days`, in the language. */
export function relativeTime(time: Date, now: Date, lang: string): string {
  const difference = time.getTime() - now.getTime();
  const [unit, length] = UNITS.find(([, milliseconds]) => Math.abs(difference) >= milliseconds) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(Math.trunc(difference / length), unit);
}

/** `22 Nov 2026, 10:08 UTC`: the server does not know where the reader is. */
export const absoluteTime = (time: Date, lang: string): string =>
  `${new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' }).format(time)} UTC`;

/** When something was or will be, both ways. */
export const timeWords = (time: Date, now: Date, lang: string): Html =>
  html`<time datetime="${time.toISOString()}"
    >${relativeTime(time, now, lang)} <span class="row-about quiet">${absoluteTime(time, lang)}</span></time
  >`;

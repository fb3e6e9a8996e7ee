import { formatLocale, t, tCount } from '../i18n/t';
/**
 * The first and last characters of a token with an ellipsis between, short enough for one line and
 * enough to tell two tokens apart (what differs is at the end). A short text is returned whole.
 */
export function truncateToken(token: string, start = 18, end = 10): string {
  return token.length <= start + end + 1 ? token : `${token.slice(0, start)}…${token.slice(-end)}`;
}

/** A duration for people, as English has it: `0.8 ms`, `12 ms`, `1,204 ms`. */
export function milliseconds(duration: number): string {
  const digits = duration < 10 ? 1 : 0;
  return t('demoMilliseconds', {
    time: duration.toLocaleString(formatLocale(), { maximumFractionDigits: digits }),
  });
}

/** How much of a span of time is left, in words and as a share. */
export type Remaining = {
  /** `58 s`, `12 min`, `3 h 05 min`; empty once it is expired. */
  text: string;
  expired: boolean;
  /** From 1 (all of it is left) to 0. */
  share: number;
};

/**
 * What is left until a moment. Seconds are rounded up, so that `1 s` is still valid.
 *
 * @param until and @param now epoch milliseconds.
 * @param total length of the whole span in milliseconds, for the share.
 */
export function remaining(until: number, now: number, total: number): Remaining {
  const left = until - now;
  if (left <= 0) return { text: '', expired: true, share: 0 };
  return {
    text: inWords(Math.ceil(left / 1000)),
    expired: false,
    share: Math.min(1, left / total),
  };
}

function inWords(seconds: number): string {
  if (seconds < 120) return t('demoSeconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('demoMinutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('demoHours', { hours, minutes: twoDigits(minutes % 60) });
  return tCount('demoDays', Math.floor(hours / 24));
}

function twoDigits(number: number): string {
  return number.toLocaleString(formatLocale(), { minimumIntegerDigits: 2 });
}

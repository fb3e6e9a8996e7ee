/**
 * The first and last characters of a token with an ellipsis between, short enough for one line and
 * enough to tell two tokens apart (what differs is at the end). A short text is returned whole.
 */
export function truncateToken(token: string, start = 18, end = 10): string {
  return token.length <= start + end + 1 ? token : `${token.slice(0, start)}…${token.slice(-end)}`;
}

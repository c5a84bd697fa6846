const ESCAPE = /\\(?:u0000|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/g;

/**
 * JSON text that Postgres reads: it has no NUL in texts and no half of a surrogate pair, JSON.stringify has both as
 * escapes. They become U+FFFD, the replacement character.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Most values have no such escape, and then there is nothing to look for.
  if (!text.includes('\\u')) return text;
  return text.replace(ESCAPE, (escape) => (escape.length > 2 ? '\\ufffd' : escape));
}

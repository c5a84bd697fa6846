import { readFileSync } from 'node:fs';

/** What the service calls itself in requests: `okta-connector/<version>`. */
export const USER_AGENT = `okta-connector/${readVersion()}`;

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? '0';
}

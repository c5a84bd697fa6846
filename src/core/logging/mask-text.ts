const MASK = '[redacted]';

const SECRET_IN_TEXT = new RegExp(
  [
    String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
    String.raw`(?<=\b(?:SSWS|Bearer|DPoP|Basic)\s)[A-Za-z0-9._~+/=-]{6,}`,
    String.raw`\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*\.?[A-Za-z0-9_-]*`,
    String.raw`(?<=[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@`,
    String.raw`\bwhsec_[A-Za-z0-9+/=]+`,
    String.raw`(?<=[?&](?:code|state|token|access_token|client_secret|password|api_?key)=)[^&\s"']+`,
  ].join('|'),
  'gi',
);

/** What every secret in text has in it or before it; most of what is logged has none of it. */
const WORTH_A_LOOK = /\s|:\/\/|=|eyJ|whsec_/i;

/** The text without what looks like a token, a private key, or the credentials in a URL. */
export function maskText(text: string): string {
  if (!WORTH_A_LOOK.test(text)) return text;
  return text.replace(SECRET_IN_TEXT, (secret) => (secret.endsWith('@') ? `${MASK}@` : MASK));
}

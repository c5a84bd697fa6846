/** What people put around an address: quotes, angle brackets, invisible characters, a full stop or a comma after it. */
const WRAPPING = /^[\s"'<(\u200b\ufeff\u201c\u201e]+|[\s"'>),;.\u200b\ufeff\u201d]+$/g;

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * The address that is meant by what a person pasted; `parseOktaDomain` judges it. A single word is the org's name at
 * okta.com, and http stands for https: nothing is ever asked without it.
 * @param devOrigins origins that are taken as they stand
 */
export function pastedAddress(text: string, devOrigins: readonly string[] = []): string {
  const bare = text.replaceAll(WRAPPING, '');
  if (devOrigins.some((origin) => bare === origin || bare === `${origin}/` || bare === new URL(origin).host))
    return bare;
  if (SUBDOMAIN.test(bare)) return `${bare.replace(/-admin$/i, '')}.okta.com`;
  return bare.replace(/^http:\/\//i, 'https://');
}

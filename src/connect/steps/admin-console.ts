/** The Admin Console of an org: Okta serves it at the `-admin` twin of the org's own address. */
export function adminConsoleOf(domain: string): string {
  const local = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(domain);
  return local ? `http://${domain}/` : `https://${domain.replace(/^([^.]+)\./, '$1-admin.')}/admin/dashboard`;
}

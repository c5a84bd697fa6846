import type { Texts } from '../page/texts.js';
import type { SessionProgress, Way } from '../sessions/session-progress.js';

type Finding = NonNullable<SessionProgress['diagnosis']>['checks'][number];

/** The doctor's findings for a person at these pages: what is to be done first, and done here rather than by the API. */
export function findingsOf(checks: readonly Finding[], way: Way | null, texts: Texts) {
  const said = checks.map((finding) => ({ ...finding, remedy: remedyOf(finding, way, texts) }));
  return {
    open: [...said.filter(({ status }) => status === 'fail'), ...said.filter(({ status }) => status === 'warn')],
    inOrder: said.filter(({ status }) => status === 'pass'),
  };
}

function remedyOf({ id, status, remedy }: Finding, way: Way | null, { steps: { remedies } }: Texts): string | null {
  if (status === 'pass') return null;
  if (id === 'credentials') return remedies.credentials;
  if (id === 'scopes') return way === 'consent' ? remedies.scopesOfConsent : remedies.scopesOfApp;
  const actsAsUser = way === 'consent' || way === 'apiToken';
  if (id === 'adminRole') return actsAsUser ? remedies.roleOfUser : remedies.roleOfApp;
  return remedy;
}

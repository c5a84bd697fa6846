import type { ConnectorError } from '../../core/errors.js';
import type { Texts } from '../page/texts.js';
import type { Problem, Step, Way } from '../sessions/session-progress.js';

interface Place {
  step: Step;
  way: Way | null;
  texts: Texts;
}

/** The form field of a pointer into the API's input. */
const FIELDS: Readonly<Record<string, string>> = {
  '/name': 'name',
  '/domain': 'address',
  '/auth/apiToken': 'apiToken',
  '/auth/clientId': 'clientId',
  '/auth/clientSecret': 'clientSecret',
  '/auth/keyId': 'keyId',
  '/auth/privateKey': 'privateKey',
};

/** The field to look at first when Okta refuses the credentials as a whole. */
const SUSPECTS: Record<Way, string> = {
  apiToken: 'apiToken',
  consent: 'clientSecret',
  privateKey: 'privateKey',
  keyless: 'clientId',
};

/** A refusal of ours or of Okta's in words for the person, beside the field it belongs to. Decided on the code alone. */
export function problemOf(error: ConnectorError, { step, way, texts }: Place): Problem {
  const { code, details } = error;
  return {
    step,
    code,
    errors: errorsOf(error, { way, texts }),
    remedy: remedyOf(error, texts),
    oktaSays: details.upstream?.summary ?? null,
  };
}

/** What is missing or malformed before anything is asked of Okta. */
export const missing = (step: Step, errors: { field: string; message: string }[]): Problem => ({
  step,
  code: 'invalid_input',
  errors,
  remedy: null,
  oktaSays: null,
});

function errorsOf(error: ConnectorError, { way, texts }: Pick<Place, 'way' | 'texts'>): Problem['errors'] {
  const { problems } = texts.steps;
  switch (error.code) {
    case 'invalid_credentials':
      return [{ field: way && SUSPECTS[way], message: way === null ? problems.other : problems.credentials[way] }];
    case 'name_taken':
      return [{ field: 'name', message: problems.name_taken }];
    case 'domain_not_allowed':
      return [{ field: 'address', message: `${problems.domain_not_allowed} ${error.details.remedy ?? ''}`.trim() }];
    case 'invalid_scope':
    case 'consent_required':
    case 'okta_unavailable':
    case 'okta_timeout':
    case 'okta_rate_limited':
    case 'too_many_requests':
      return [{ field: null, message: problems[error.code] }];
    default:
      return ownErrors(error);
  }
}

function ownErrors({ message, details }: ConnectorError): Problem['errors'] {
  const errors = (details.errors ?? []).map(({ pointer, message: mistake }) => ({ pointer, mistake }));
  const known = errors.filter(({ pointer }) => FIELDS[pointer] !== undefined);
  if (known.length === 0) return [{ field: null, message }];
  return known.map(({ pointer, mistake }) => ({ field: FIELDS[pointer] ?? null, message: sentence(mistake, message) }));
}

/** `is refused by Okta` alone says nothing to a person; a whole sentence stands for itself. */
const sentence = (mistake: string, message: string) => (/^[A-Z]/.test(mistake) ? mistake : message);

function remedyOf({ code, details }: ConnectorError, texts: Texts): string | null {
  const { problems } = texts.steps;
  if (code === 'consent_required') return problems.consentRemedy;
  if (code === 'invalid_scope') return problems.scopeRemedy;
  if (code === 'okta_unavailable' || code === 'okta_timeout') return problems.oktaRemedy;
  if (code === 'too_many_requests') return details.remedy ?? null;
  return null;
}

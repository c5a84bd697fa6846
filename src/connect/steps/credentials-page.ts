import { html, type Html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import { button, buttonRow, form, linkButton } from '../page/buttons.js';
import { field, hiddenField, textArea } from '../page/form-parts.js';
import { notice } from '../page/page-parts.js';
import type { Way } from '../sessions/session-progress.js';
import type { Visit } from '../sessions/visits.service.js';
import { fieldsOf, firstValueOf } from './credential-fields.js';
import { errorOf, problemAt, stepPage } from './step-frame.js';

const KEY_FILES = '.pem,.key,.json,.jwk,.txt';

/** The fields of a way, with what went wrong beside them. Secrets that were entered before are said to be kept, no more. */
export function credentialsPage(visit: Visit, way: Way): Page {
  const { session, texts, csrf, at } = visit;
  const words = texts.steps.credentials;
  const fields = fieldsOf(session, way).map((name) => FIELDS[name](visit));
  const buttons = buttonRow(
    button({ label: submitLabel(visit, way), busy: words.busy }),
    linkButton({ label: words.back, href: at('setup'), kind: 'quiet' }),
  );
  return stepPage(visit, {
    step: 'credentials',
    title: words.titles[way],
    lead: way === 'keyless' ? words.leadKeyless : words.lead,
    main: form({ action: at('credentials'), csrf, body: html`${fields}${buttons}` }),
  });
}

/** For a consent to an app that is known: nothing to enter, unless the app or its secret has changed. */
export function signInAgainPage(visit: Visit): Page {
  const { texts, csrf, at } = visit;
  const words = texts.steps.credentials.signInAgain;
  const body = html`${hiddenField('signIn', 'again')}${buttonRow(
    button({ label: words.submit, busy: texts.steps.credentials.busy }),
    linkButton({ label: words.other, href: `${at('credentials')}?other=1`, kind: 'quiet' }),
  )}`;
  return stepPage(visit, {
    step: 'credentials',
    title: words.title,
    lead: words.lead,
    main: html`${failure(visit)}${form({ action: at('credentials'), csrf, body })}`,
  });
}

/** How the last consent failed, where it did. */
function failure(visit: Visit): Html {
  const problem = problemAt(visit, 'consent');
  return html`${problem && notice({ tone: 'danger', body: problem.errors.map(({ message }) => message).join(' ') })}`;
}

function submitLabel(visit: Visit, way: Way): string {
  const words = visit.texts.steps.credentials;
  if (problemAt(visit, 'credentials')) return words.again;
  if (way === 'keyless') return words.submitKeyless;
  return way === 'consent' ? words.submitConsent : words.submit;
}

type FieldName = ReturnType<typeof fieldsOf>[number];

const FIELDS: Record<FieldName, (visit: Visit) => Html> = {
  name: (visit) => line(visit, 'name', { hint: visit.texts.steps.credentials.nameHint }),
  clientId: (visit) => line(visit, 'clientId', { hint: visit.texts.steps.credentials.clientIdHint, code: true }),
  keyId: (visit) => line(visit, 'keyId', { hint: visit.texts.steps.credentials.keyIdHint, code: true }),
  apiToken: (visit) => secret(visit, 'apiToken', visit.texts.steps.credentials.apiTokenHint),
  clientSecret: (visit) => secret(visit, 'clientSecret'),
  privateKey: (visit) => {
    const words = visit.texts.steps.credentials;
    return textArea({
      name: 'privateKey',
      label: words.privateKey,
      hint: words.privateKeyHint,
      error: errorOf(problemAt(visit, 'credentials'), 'privateKey'),
      kept: keptWords(visit, 'privateKey'),
      rows: 8,
      code: true,
      required: true,
      file: { label: words.file, accept: KEY_FILES, tooLarge: words.fileTooLarge },
    });
  },
};

function line(
  visit: Visit,
  name: 'name' | 'clientId' | 'keyId',
  { hint, code }: { hint: string; code?: boolean },
): Html {
  const label = visit.texts.steps.credentials[name];
  const error = errorOf(problemAt(visit, 'credentials'), name);
  return field({ name, label, hint, error, value: firstValueOf(visit.session, name), required: true, code });
}

function secret(visit: Visit, name: 'apiToken' | 'clientSecret', hint?: string): Html {
  return field({
    name,
    label: visit.texts.steps.credentials[name],
    hint,
    error: errorOf(problemAt(visit, 'credentials'), name),
    type: 'password',
    kept: keptWords(visit, name),
    required: true,
    code: true,
  });
}

const keptWords = ({ session, texts }: Visit, name: string) =>
  session.progress.kept.includes(name) ? texts.steps.credentials.kept : undefined;

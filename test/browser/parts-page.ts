import { html } from '../../src/core/page/html.js';
import type { Page } from '../../src/core/page/pages.js';
import { button, buttonRow, form, linkButton } from '../../src/connect/page/buttons.js';
import { checkboxList, field, radioCards, selectField, textArea } from '../../src/connect/page/form-parts.js';
import {
  badge,
  checkList,
  copyable,
  details,
  errorSummary,
  facts,
  notice,
  numberedSteps,
  progress,
  section,
} from '../../src/connect/page/page-parts.js';
import { textsFor } from '../../src/connect/page/texts.js';

const texts = textsFor('en');
export const HOSTILE = `"><script>document.title='taken'</script><b onclick=x`;
export const SCOPES = 'okta.users.read\nokta.groups.read\nokta.logs.read';

const Steps = progress({
  texts,
  steps: [
    { label: 'Okta address', state: 'done', href: '/connect/gallery/parts' },
    { label: 'How to connect', state: 'done' },
    { label: 'Set up in Okta', state: 'current' },
    { label: 'Credentials', state: 'ahead' },
    { label: 'Result', state: 'ahead' },
  ],
});

const Ways = radioCards({
  name: 'way',
  legend: 'How should we sign in to Okta?',
  hint: 'You can change this later without losing the connection.',
  value: 'keyless',
  options: [
    { value: 'consent', label: 'Consent in the browser', description: 'You sign in to Okta and allow access.' },
    {
      value: 'keyless',
      label: 'Key without secrets',
      badge: 'Recommended',
      description: html`Nobody handles a secret: we keep the private key, Okta fetches the public one.
        <ul>
          <li>Needs a super administrator once</li>
          <li>Keys rotate by themselves</li>
        </ul>`,
    },
    { value: 'token', label: 'API token', description: 'The simplest, with all the rights of the person who made it.' },
  ],
});

const Scopes = checkboxList({
  name: 'scopes',
  legend: 'What may recipes do?',
  error: 'Choose at least one.',
  options: [
    {
      value: 'users',
      label: 'Find people',
      description: 'okta.users.read: to identify who a request is about.',
      checked: true,
    },
    { value: 'unlock', label: html`Unlock <code>okta.users.manage</code>`, description: 'To unlock an account.' },
    { value: 'always', label: 'Read the log', disabled: true, checked: true },
  ],
});

const Form = form({
  action: '/connect/gallery/sent',
  csrf: { name: 'csrf', value: 'c' },
  body: html`${field({
    name: 'domain',
    label: 'Okta address',
    type: 'url',
    hint: 'Paste any address of your Okta org.',
    error: 'There is no Okta org at this address. Look at the address bar of the Admin Console.',
    value: HOSTILE,
    code: true,
    required: true,
  })}
  ${field({ name: 'secret', label: 'Client secret', type: 'password', kept: 'Kept from before; leave empty to use it.' })}
  ${textArea({
    name: 'privateKey',
    label: 'Private key (PEM)',
    rows: 5,
    code: true,
    value: '\nsecond line',
    optional: '(optional)',
    file: { label: 'Choose a file …', accept: '.pem,.key', tooLarge: 'This file is too large for a key.' },
  })}
  ${selectField({
    name: 'dpop',
    label: 'DPoP',
    value: 'b',
    options: [
      { value: 'a', label: 'Automatic' },
      { value: 'b', label: 'Always' },
    ],
  })}
  ${Ways}${Scopes}
  ${buttonRow(
    button({ label: 'Continue', name: 'go', value: 'on', busy: 'Checking with Okta …' }),
    button({ label: 'Save', kind: 'secondary', name: 'go', value: 'save' }),
    linkButton({ label: 'Back', href: '/connect/gallery/parts', kind: 'quiet' }),
  )}`,
});

const Checks = checkList({
  texts,
  checks: [
    { status: 'pass', title: 'Okta org', detail: 'acme.okta.com is org 00o1, Identity Engine.', remedy: null },
    {
      status: 'warn',
      title: 'Admin role',
      detail: 'The token does not see groups.',
      remedy: 'Give it an admin role in Okta.',
    },
    {
      status: 'fail',
      title: 'Credentials',
      detail: 'Okta does not accept the key yet.',
      remedy: 'Register the JWKS URL.',
    },
  ],
});

/** Every part that a page may have. */
export const PARTS: Page = {
  title: 'Connect your Okta org',
  lead: 'Recipes of Acme will read people and groups. You decide what they may change.',
  progress: Steps,
  aside: section({ title: 'What happens', body: html`<p>Nothing is stored before Okta has accepted it.</p>` }),
  main: html`${errorSummary({
    title: 'Two things need your attention',
    errors: [
      { name: 'domain', message: 'There is no Okta org at this address.' },
      { name: 'scopes', message: 'Choose at least one.' },
    ],
  })}
  ${(['info', 'success', 'warning', 'danger'] as const).map((tone) =>
    notice({ tone, title: `A notice: ${tone}`, body: html`With <a href="/connect/gallery/parts">a link</a> in it.` }),
  )}
  ${Form}
  ${section({
    title: 'In the Admin Console',
    lead: 'Ten minutes, as a super administrator.',
    body: html`${numberedSteps([
      html`Open <strong>Applications &gt; Applications</strong>.`,
      html`Choose <strong>API Services</strong>.
        ${copyable({ label: 'Public keys (JWKS URL)', value: 'https://okta.platform.example/v1/connections/con_0123456789abcdefghijklmnopqrstuvwxyz/jwks.json', texts })}`,
      html`Grant these scopes. ${copyable({ label: 'Scopes', value: SCOPES, texts })}`,
    ])}${details({ summary: 'What is DPoP?', body: html`<p>A token that only its owner can use.</p>` })}`,
  })}
  ${section({ title: 'What the check found', body: Checks })}
  ${section({
    title: 'Connection',
    body: facts([
      { term: 'State', value: badge({ tone: 'success', text: 'Active' }) },
      { term: 'Org', value: 'acme.okta.com' },
      {
        term: 'Other states',
        value: [
          badge({ tone: 'warning', text: 'Pending' }),
          ' ',
          badge({ tone: 'danger', text: 'Failing' }),
          ' ',
          badge({ tone: 'neutral', text: 'Disabled' }),
        ],
      },
    ]),
  })}`,
};

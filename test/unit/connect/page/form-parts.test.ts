import { describe, expect, test } from '@jest/globals';
import { form, linkButton } from '../../../../src/connect/page/buttons.js';
import {
  checkboxList,
  field,
  fieldId,
  radioCards,
  selectField,
  textArea,
} from '../../../../src/connect/page/form-parts.js';
import { copyable, errorSummary, messageToOpener } from '../../../../src/connect/page/page-parts.js';
import { textsFor } from '../../../../src/connect/page/texts.js';
import type { Html } from '../../../../src/core/page/html.js';

/** Ids that the part has, and those that it refers to by `for`, `aria-describedby` and `aria-labelledby`. */
function references(part: Html) {
  const text = String(part);
  const all = (attribute: string) =>
    [...text.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g'))].flatMap(([, value = '']) => value.split(' '));
  return { ids: all('id'), named: [...all('for'), ...all('aria-describedby'), ...all('aria-labelledby')] };
}

const hint = 'Before';
const error = 'After';
const option = { value: 'a b', label: 'A', description: 'What it means' };

const CONTROLS: [string, Html][] = [
  ['field', field({ name: 'org', label: 'Org', hint, error })],
  [
    'text area',
    textArea({ name: 'key', label: 'Key', hint, error, file: { label: 'File', accept: '.pem', tooLarge: 'x' } }),
  ],
  ['select', selectField({ name: 'dpop', label: 'DPoP', hint, error, options: [{ value: 'a', label: 'A' }] })],
  ['radio cards', radioCards({ name: 'way', legend: 'Way', hint, error, options: [option] })],
  ['check boxes', checkboxList({ name: 'scopes', legend: 'Scopes', hint, error, options: [option] })],
];

describe.each(CONTROLS)('a %s', (_, part) => {
  test('refers to what is there, and has each id once', () => {
    const { ids, named } = references(part);
    expect(named.length).toBeGreaterThanOrEqual(2);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says its hint and its error with the control, and that it is wrong', () => {
    expect(String(part)).toMatch(/aria-describedby="hint-\w+ error-\w+"/);
    expect(String(part)).toContain('aria-invalid="true"');
  });
});

describe('a control without an error', () => {
  test('is not marked as wrong', () => {
    const text = String(field({ name: 'org', label: 'Org' }));
    expect(text).not.toContain('aria-invalid');
    expect(text).not.toContain('aria-describedby');
  });
});

describe('values', () => {
  test('a text area keeps a first empty line, which the parser would take away', () => {
    expect(String(textArea({ name: 'key', label: 'Key', value: '\nsecond' }))).toMatch(/>\n\nsecond<\/textarea/);
  });

  test('what was chosen is chosen again', () => {
    const cards = radioCards({ name: 'way', legend: 'Way', value: 'b', options: [option, { value: 'b', label: 'B' }] });
    expect([...String(cards).matchAll(/value="([^"]*)"\s+checked/g)].map(([, value]) => value)).toEqual(['b']);
  });

  test('nothing leaves its attribute', () => {
    const text = String(field({ name: 'org', label: 'Org', value: '" autofocus onfocus="x' }));
    expect(text).toContain('value="&#34; autofocus onfocus=&#34;x"');
  });
});

describe('a link', () => {
  test.each(['https://acme.okta.com/oauth2', 'http://localhost:3000/x', '/connect/cs_1/org'])('leads to %s', (href) => {
    expect(String(linkButton({ label: 'On', href }))).toContain(`href="${href}"`);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', 'evil', ''])(
    'does not lead to %s',
    (href) => {
      expect(() => linkButton({ label: 'On', href })).toThrow('http or https');
    },
  );

  test('that opens a window gives it no hold on this one', () => {
    expect(String(linkButton({ label: 'On', href: '/x', opens: 'newWindow' }))).toContain('rel="noreferrer"');
  });
});

describe('the error summary', () => {
  test('is not there without errors', () => {
    expect(String(errorSummary({ title: 'Wrong', errors: [] }))).toBe('');
  });

  test('leads to each field', () => {
    const text = String(
      errorSummary({ title: 'Wrong', errors: [{ name: 'org', message: 'No org' }, { message: 'All' }] }),
    );
    expect(text).toContain(`<a href="#${fieldId('org')}">No org</a>`);
    expect(text).toContain('All');
  });
});

test('a form carries what proves that it is ours, and is sent by POST', () => {
  const text = String(form({ action: '/x', csrf: { name: 'form_token', value: 'proof' }, body: 'body' }));
  expect(text).toMatch(/method="post"\s+action="\/x"/);
  expect(text).toMatch(/type="hidden" name="form_token" value="proof"/);
});

test('a value to copy keeps its lines and has no space around it', () => {
  const text = String(copyable({ label: 'Scopes', value: 'a\nb', texts: textsFor('en') }));
  expect(text).toMatch(/>a\nb<\/code/);
});

test('a message is for an origin, whatever address was given', () => {
  const text = String(messageToOpener({ origin: 'https://app.example/done?x=1', message: { status: 'active' } }));
  expect(text).toContain('data-origin="https://app.example"');
  expect(text).toContain('data-message="{&#34;status&#34;:&#34;active&#34;}"');
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  connectedPage,
  failurePage,
  renderResultPage,
  RESULT_PAGE_POLICY,
  wrongRegionPage,
} from '../../../../src/connections/consent/result-page.js';

const HOSTILE = `<script>alert(1)</script>"'\`&`;

describe('the page after a consent', () => {
  test('shows what others wrote as text only', () => {
    for (const page of [connectedPage(HOSTILE), failurePage('access_denied', HOSTILE)]) {
      const html = renderResultPage(page);
      expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#96;&#38;');
      expect(html).not.toContain('<script');
    }
  });

  test('may load nothing but its own style', () => {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(renderResultPage(connectedPage('Acme'))) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(RESULT_PAGE_POLICY).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  test('says what happened, what Okta says and what to do', () => {
    const { title, paragraphs } = failurePage('user_not_assigned', 'User is not assigned.');
    expect(title).toBe('You are not assigned to the app');
    expect(paragraphs).toEqual([
      expect.stringContaining('may not use the app'),
      'Okta says: “User is not assigned.”',
      expect.stringContaining('Assignments'),
      'Code: user_not_assigned',
    ]);
  });

  test('names the right region', () => {
    const html = renderResultPage(wrongRegionPage({ region: 'eu', callbackUrl: 'https://eu.example/oauth/callback' }));
    expect(html).toContain('“eu”');
    expect(html).toContain('https://eu.example/oauth/callback');
  });
});

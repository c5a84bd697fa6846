import { describe, expect, test } from '@jest/globals';
import {
  connectedPage,
  failurePage,
  NO_SUCH_FLOW,
  pageOf,
  wrongRegionPage,
} from '../../../../src/connections/consent/result-page.js';

const HOSTILE = `<script>alert(1)</script>"'\`&`;

const mainOf = (...parameters: Parameters<typeof pageOf>) => String(pageOf(...parameters).main);

describe('the page after a consent', () => {
  test('shows what others wrote as text only', () => {
    for (const page of [connectedPage(HOSTILE), failurePage('access_denied', HOSTILE)]) {
      const main = mainOf(page);
      expect(main).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#96;&#38;');
      expect(main).not.toContain('<script');
    }
  });

  test.each([connectedPage('Acme'), failurePage('wrong_org'), NO_SUCH_FLOW])(
    'is on the host of the region, in no frame and without a form: $title',
    (page) => {
      expect(pageOf(page)).toMatchObject({ surface: 'oauth', framing: 'never', formTargets: 'none' });
      expect(mainOf(page)).not.toContain('<form');
    },
  );

  test('says what happened, what Okta says and what to do', () => {
    expect(failurePage('user_not_assigned', 'User is not assigned.')).toMatchObject({
      title: 'You are not assigned to the app',
      paragraphs: [expect.stringContaining('may not use the app')],
      said: 'Okta says: “User is not assigned.”',
      remedy: expect.stringContaining('Assignments'),
      code: 'user_not_assigned',
    });
    expect(mainOf(failurePage('user_not_assigned', 'Not assigned'))).toMatch(
      /may not use the app.*Okta says: “Not assigned”.*What to do.*Assignments.*Code: user_not_assigned/s,
    );
  });

  test('shows no empty quotation where Okta said nothing', () => {
    expect(mainOf(failurePage('access_denied'))).not.toContain('Okta says: “');
  });

  test('names the right region', () => {
    const main = mainOf(wrongRegionPage({ region: 'eu', callbackUrl: 'https://eu.example/oauth/callback' }));
    expect(main).toContain('“eu”');
    expect(main).toContain('https://eu.example/oauth/callback');
  });
});

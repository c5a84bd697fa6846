import { describe, expect, test } from '@jest/globals';
import { pagePolicy } from '../../../../src/core/page/page-policy.js';

const directive = (policy: string, name: string) => policy.split('; ').find((line) => line.startsWith(`${name} `));

describe('the policy of pages', () => {
  test('allows files of ours alone, nothing inline, and no frame', () => {
    expect(pagePolicy({})).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; " +
        "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    );
  });

  test('names who may frame a page, where forms may lead, and where the logo is', () => {
    const policy = pagePolicy({
      frameAncestors: ['https://app.example', 'https://*.tenants.example'],
      formTargets: ['https://acme.okta.com'],
      imageOrigins: ['https://cdn.example'],
    });
    expect(directive(policy, 'frame-ancestors')).toBe('frame-ancestors https://app.example https://*.tenants.example');
    expect(directive(policy, 'form-action')).toBe("form-action 'self' https://acme.okta.com");
    expect(directive(policy, 'img-src')).toBe("img-src 'self' https://cdn.example");
    expect(directive(policy, 'script-src')).toBe("script-src 'self'");
  });

  test('lets a page without forms send none', () => {
    expect(directive(pagePolicy({ formTargets: 'none' }), 'form-action')).toBe("form-action 'none'");
  });
});

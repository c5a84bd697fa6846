import { describe, expect, it } from '@jest/globals';
import { pageInBody } from '../../../src/actions/answer-page.js';
import { answerOf } from './fake-okta.js';

const ORG = { origin: 'https://acme.okta.com', linkHosts: ['acme.okta.com', 'acme-admin.okta.com'] };
const NEXT = '/governance/api/v1/campaigns?after=200x';
const linkTo = (href: string) => ({ _links: { next: { href } } });

describe('the page of a list that is an object', () => {
  it.each([
    ['the org', 'https://acme.okta.com'],
    ['its admin twin', 'https://acme-admin.okta.com'],
  ])('has the items of the named property, and goes on where the link to %s says', (_, origin) => {
    const body = { data: [{ id: 'a' }], metadata: { total: 2 }, ...linkTo(origin + NEXT) };
    expect(pageInBody(answerOf(body), 'data', ORG)).toEqual({ items: [{ id: 'a' }], nextCursor: NEXT });
  });

  it('goes on where the header says when the body says nothing', () => {
    const page = pageInBody(answerOf({ roles: [] }, { next: '/api/v1/iam/roles?after=1' }), 'roles', ORG);
    expect(page).toEqual({ items: [], nextCursor: '/api/v1/iam/roles?after=1' });
  });

  it('ends where neither says anything', () => {
    expect(pageInBody(answerOf({ data: [], _links: {} }), 'data', ORG)).toEqual({ items: [], nextCursor: null });
  });

  it('takes a plain list as well', () => {
    expect(pageInBody(answerOf([{ id: 'a' }]), 'data', ORG)).toEqual({ items: [{ id: 'a' }], nextCursor: null });
  });

  it.each([[{}], [{ data: null }], [{ data: {} }], ['text']])('is nothing that %j could be', (body) => {
    expect(() => pageInBody(answerOf(body), 'data', ORG)).toThrow(
      expect.objectContaining({ code: 'okta_unavailable' }),
    );
  });

  it('is not followed to another host', () => {
    const body = { data: [], ...linkTo(`https://evil.example.com${NEXT}`) };
    expect(() => pageInBody(answerOf(body), 'data', ORG)).toThrow(
      expect.objectContaining({ code: 'okta_unavailable' }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import type { ExchangeResult } from '../../../src/okta/exchange.js';
import { OrgDiscovery } from '../../../src/okta/org-discovery.js';

const answer = (document: unknown, status = 200, headers = {}): ExchangeResult => ({
  kind: 'answer',
  status,
  headers,
  text: typeof document === 'string' ? document : JSON.stringify(document),
});
const failed = (code: string, reason: 'connection' | 'timeout' = 'connection'): ExchangeResult => ({
  kind: 'failure',
  reason,
  sent: false,
  error: Object.assign(new Error(code), { code }),
});

const link = (href: string) => ({ href });
const acme = {
  id: '00o1acme',
  pipeline: 'idx',
  _links: { organization: link('https://acme.okta.com'), alternate: link('https://id.acme.example') },
};

/** Discovery against documents by origin; an origin without one fails the test. */
function discovering(documents: Record<string, ExchangeResult>, devOrigins: string[] = []) {
  const asked: string[] = [];
  const discovery = new OrgDiscovery(new EgressGuard(), {
    devOrigins,
    now: () => 0,
    fetchDocument: async (origin) => {
      asked.push(origin);
      const document = documents[origin];
      if (!document) throw new Error(`Nobody should ask ${origin}`);
      return document;
    },
  });
  return { asked, discover: (domain: string) => discovery.discover(domain) };
}

const refusal = (code: string) => expect.objectContaining({ code });

describe('OrgDiscovery', () => {
  it('finds the org at its own address, its admin address and its custom domain', async () => {
    const { discover } = discovering({
      'https://acme.okta.com': answer(acme),
      'https://id.acme.example': answer(acme),
    });
    const org = {
      orgId: '00o1acme',
      pipeline: 'idx',
      origin: 'https://acme.okta.com',
      host: 'acme.okta.com',
      linkHosts: ['acme.okta.com', 'acme-admin.okta.com', 'id.acme.example'],
      customDomain: 'id.acme.example',
    };
    await expect(discover('https://acme-admin.okta.com/admin/dashboard')).resolves.toEqual(org);
    await expect(discover('https://id.acme.example/')).resolves.toEqual(org);
  });

  it('finds an org without a custom domain', async () => {
    const { discover } = discovering({ 'https://acme.okta.com': answer({ id: '00o1acme', pipeline: 'v1' }) });
    await expect(discover('acme.okta.com')).resolves.toEqual({
      orgId: '00o1acme',
      pipeline: 'v1',
      origin: 'https://acme.okta.com',
      host: 'acme.okta.com',
      linkHosts: ['acme.okta.com', 'acme-admin.okta.com'],
    });
  });

  it('knows an org with several custom domains by any of them', async () => {
    const alternates = [link('https://one.acme.example'), link('https://two.acme.example')];
    const document = { ...acme, _links: { organization: link('https://acme.okta.com') }, alternates };
    const { discover } = discovering({
      'https://acme.okta.com': answer(document),
      'https://two.acme.example': answer(document),
    });
    await expect(discover('two.acme.example')).resolves.toMatchObject({
      host: 'acme.okta.com',
      customDomain: 'two.acme.example',
    });
  });

  it('finds a development org', async () => {
    const origin = 'http://127.0.0.1:9000';
    const { discover } = discovering({ [origin]: answer({ id: '00o1dev', _links: { organization: link(origin) } }) }, [
      origin,
    ]);
    await expect(discover('127.0.0.1:9000')).resolves.toEqual({
      orgId: '00o1dev',
      pipeline: undefined,
      origin,
      host: '127.0.0.1:9000',
      linkHosts: ['127.0.0.1:9000'],
    });
  });

  describe('refuses a host that claims to be a custom domain', () => {
    it('when the org does not name it back', async () => {
      const stolen = { ...acme, id: '00o1evil' };
      const { discover, asked } = discovering({
        'https://evil.example': answer(stolen),
        'https://acme.okta.com': answer(acme),
      });
      await expect(discover('evil.example')).rejects.toEqual(refusal('domain_not_allowed'));
      expect(asked).toEqual(['https://evil.example', 'https://acme.okta.com']);
    });

    it.each(
      [
        ['https://evil.example', 'https://evilokta.com', 'https://acme.okta.com.evil.example', 'http://acme.okta.com'],
        ['https://acme.okta.com:8443', 'https://user@acme.okta.com', 'https://127.0.0.1', 'http://127.0.0.1:9000'],
        [
          '127.0.0.1:9000',
          'file:///etc/passwd',
          'not a url',
          '',
          'https://www.okta.com',
          'https://okta.com',
          'https://dev.example',
        ],
      ].flat(),
    )('and names %j as its org, which is then not asked', async (href) => {
      const document = {
        id: '00o1evil',
        _links: { organization: link(href), alternate: link('https://evil.example') },
      };
      const { discover, asked } = discovering({ 'https://evil.example': answer(document) }, [
        'http://127.0.0.1:9000',
        'https://dev.example',
      ]);
      await expect(discover('evil.example')).rejects.toEqual(refusal('domain_not_allowed'));
      expect(asked).toEqual(['https://evil.example']);
    });

    it.each(['ENOTFOUND', 'EAI_AGAIN', 'url_not_allowed'])('and fails with %s', async (code) => {
      const { discover } = discovering({ 'https://evil.example': failed(code) });
      await expect(discover('evil.example')).rejects.toEqual(refusal('domain_not_allowed'));
    });
  });

  it("takes the identity from the org's own document, not from the custom domain's", async () => {
    const { discover } = discovering({
      'https://id.acme.example': answer({ ...acme, id: '00o1forged' }),
      'https://acme.okta.com': answer(acme),
    });
    await expect(discover('id.acme.example')).resolves.toMatchObject({ orgId: '00o1acme' });
  });

  it.each([
    ['404', answer('{"status":404}', 404)],
    ['a redirect', answer('', 302, { location: 'https://acme.okta.com/' })],
    ['a document with 404', answer(acme, 404)],
    ['HTML', answer('<html></html>')],
    ['nothing', answer('')],
    ['null', answer('null')],
    ['a list', answer('[]')],
    ['no id', answer({ pipeline: 'idx' })],
    ['an id that is none', answer({ id: '../x' })],
    ['a host that does not exist', failed('ENOTFOUND')],
    ['a private address', failed('url_not_allowed')],
  ])('takes %s for no org', async (_, result) => {
    const { discover } = discovering({ 'https://acme.okta.com': result });
    await expect(discover('acme.okta.com')).rejects.toEqual(refusal('domain_not_allowed'));
  });

  it.each([
    ['a refused connection', failed('ECONNREFUSED'), 'okta_unavailable'],
    ['DNS that does not answer', failed('EAI_AGAIN'), 'okta_unavailable'],
    ['a timeout', failed('UND_ERR_CONNECT_TIMEOUT', 'timeout'), 'okta_timeout'],
    ['500', answer('', 500), 'okta_unavailable'],
    ['429', answer('', 429), 'okta_rate_limited'],
  ])('takes %s for a passing fault', async (_, result, code) => {
    const { discover } = discovering({ 'https://acme.okta.com': result });
    await expect(discover('acme.okta.com')).rejects.toEqual(expect.objectContaining({ code, retryable: true }));
  });

  it('says how long to wait after a 429', async () => {
    const headers = { 'x-rate-limit-limit': '10', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '20' };
    const { discover } = discovering({ 'https://acme.okta.com': answer('', 429, headers) });
    await expect(discover('acme.okta.com')).rejects.toMatchObject({ details: { retryAfterSeconds: 21 } });
  });

  it('asks nobody about text that is no domain', async () => {
    const { discover, asked } = discovering({});
    await expect(discover('{yourOktaDomain}')).rejects.toEqual(refusal('domain_not_allowed'));
    expect(asked).toEqual([]);
  });
});

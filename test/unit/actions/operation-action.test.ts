import { describe, expect, it } from '@jest/globals';
import { ActionExecutor } from '../../../src/actions/action-executor.js';
import { closestNames } from '../../../src/actions/operations/closest-names.js';
import { operationAction } from '../../../src/actions/operations/operation-action.js';
import { withOktaNames } from '../../../src/actions/operations/operation-input.js';
import { operationTitle } from '../../../src/actions/operations/operation-title.js';
import type { OktaClient } from '../../../src/okta/okta-client.js';
import type { OktaAnswer } from '../../../src/okta/okta-request.js';
import { oktaOperations } from '../../../src/okta/operations/operation-facts.js';
import { answerOf, ScriptedOkta, session } from './fake-okta.js';

function factOf(operationId: string) {
  const fact = oktaOperations().operations.find((candidate) => candidate.operationId === operationId);
  if (!fact) throw new Error(`There is no ${operationId}`);
  return fact;
}

/** Runs an operation against scripted answers; gives what it sent and what came of it. */
async function execute(operationId: string, input: object, answer: OktaAnswer = answerOf(null)) {
  const { definition } = operationAction(factOf(operationId));
  const okta = new ScriptedOkta([answer]);
  const executor = new ActionExecutor(okta as unknown as OktaClient);
  const execution = await executor.execute(session, definition, definition.input.parse(input));
  return { execution, request: okta.requests[0] };
}

describe('the request of an operation', () => {
  it.each<[string, string, object, object]>([
    [
      'lists with commas, where Okta reads them so',
      'getBrand',
      { brandId: 'b', expand: ['themes', 'domains'] },
      { target: '/api/v1/brands/b?expand=themes%2Cdomains' },
    ],
    [
      'lists by repeating the name',
      'getAuthenticatorEnrollment',
      { userId: 'u', enrollmentId: 'e', discloseIdentifiers: ['phone', 'phone'] },
      { target: '/api/v1/users/u/authenticator-enrollments/e?discloseIdentifiers=phone&discloseIdentifiers=phone' },
    ],
    [
      'a list as the whole body',
      'createPolicySimulation',
      { body: [{ appInstance: '0oa1' }] },
      { body: '[{"appInstance":"0oa1"}]' },
    ],
    [
      'a text as the whole body',
      'publishCsrFromApplication',
      { appId: 'a', csrId: 'c', body: 'PEM' },
      { body: 'PEM', headers: { 'content-type': 'application/x-pem-file' } },
    ],
    [
      'another kind of JSON',
      'updateCustomAAGUID',
      { authenticatorId: 'a', aaguid: 'g', name: 'x' },
      { body: '{"name":"x"}', headers: { 'content-type': 'application/merge-patch+json' } },
    ],
    ['an empty body where one is required', 'replaceOrgSettings', {}, { method: 'PUT', body: '{}' }],
    [
      'what Okta gave, its own properties included',
      'replaceBrandTheme',
      {
        brandId: 'b',
        themeId: 't',
        emailTemplateTouchPointVariant: 'x',
        endUserDashboardTouchPointVariant: 'x',
        errorPageTouchPointVariant: 'x',
        primaryColorHex: '#000',
        secondaryColorHex: '#000',
        signInPageTouchPointVariant: 'x',
        _links: { self: {} },
      },
      { body: expect.stringContaining('"_links":{"self":{}}') },
    ],
    ['null, which clears a property', 'updateOrgSettings', { phoneNumber: null }, { body: '{"phoneNumber":null}' }],
    [
      'a name that Okta uses twice, in the path',
      'replaceIdentityProviderKey',
      { kid: 'k', use: 'sig' },
      { target: '/api/v1/idps/credentials/keys/k', body: '{"use":"sig"}' },
    ],
    [
      'more than is described, where the body is open',
      'replaceIdentityProviderKey',
      { kid: 'k', anything: 1 },
      { body: '{"anything":1}' },
    ],
  ])('holds %s', async (_, operationId, input, expected) => {
    expect((await execute(operationId, input)).request).toMatchObject(expected);
  });

  it('has no body where none is given or known', async () => {
    expect((await execute('activateFactor', { userId: 'u', factorId: 'f' })).request?.body).toBeUndefined();
    expect((await execute('suspendUser', { id: 'u' })).request?.body).toBeUndefined();
  });
});

describe('the output of an operation', () => {
  it('is the text where Okta answers no JSON, and was asked for', async () => {
    const answer = { ...answerOf(null), text: '<md:EntityDescriptor/>' };
    const { execution, request } = await execute('previewSAMLmetadataForApplication', { appId: 'a', kid: 'k' }, answer);
    expect(request?.headers).toEqual({ accept: 'text/xml' });
    expect([execution.output, execution.text]).toEqual(['<md:EntityDescriptor/>', undefined]);
  });

  it('is a page of the list that lies in an object, with the next link of its body', async () => {
    const next = { href: 'https://acme.okta.com/api/v1/iam/roles?after=cr02' };
    const { execution } = await execute('listRoles', {}, answerOf({ roles: [{ id: 'cr01' }], _links: { next } }));
    expect(execution.page).toEqual({ items: [{ id: 'cr01' }], nextCursor: '/api/v1/iam/roles?after=cr02' });
  });
});

describe('an operation', () => {
  it.each([
    ['updateGroupMembership', true],
    ['listUsers', false],
    ['getWellknownOrgMetadata', false],
  ])('%s needs an OAuth token: %s', (operationId, oauthOnly) => {
    expect(operationAction(factOf(operationId)).oauthOnly).toBe(oauthOnly);
  });

  it.each([
    ['getUser', { userId: 'u' }, { id: 'u' }],
    ['assignLinkedObjectValueForPrimary', { userId: 'u' }, { userIdOrLogin: 'u' }],
    ['getUser', { id: 'a', userId: 'u' }, { id: 'a', userId: 'u' }],
    ['listFactors', { userId: 'u' }, { userId: 'u' }],
    ['getGroup', { userId: 'u' }, { userId: 'u' }],
  ])('%s takes the name of a user as actions do: %j', (operationId, given, expected) => {
    expect(withOktaNames(factOf(operationId), given)).toEqual(expected);
  });

  it.each([
    ['listUsers', 'List users'],
    ['createOAuth2Scope', 'Create OAuth2 scope'],
    ['getAllWellKnownURIs', 'Get all well known URIs'],
  ])('%s is called %s', (operationId, title) => {
    expect(operationTitle(operationId)).toBe(title);
  });
});

describe('closestNames', () => {
  const names = ['listUsers', 'listUserGroups', 'listGroups', 'deleteUser'];

  it('gives the most similar first, whatever the case', () => {
    expect(closestNames('LISTUSER', names)).toEqual(['listUsers', 'listUserGroups']);
    expect(closestNames('deleteUsr', names, 1)).toEqual(['deleteUser']);
  });

  it.each(['', 'x', '%%%', 'zzzzzz'])('gives nothing for %j', (given) => {
    expect(closestNames(given, names)).toEqual([]);
  });

  it('looks at the beginning of a long text alone', () => {
    expect(closestNames(`listUsers${'x'.repeat(100)}deleteUser`, names)[0]).toBe('listUsers');
  });
});

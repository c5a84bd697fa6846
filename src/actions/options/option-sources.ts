import { z } from 'zod';
import { EVENT_TYPES } from '../../okta/event-types/event-types.js';
import { scimContains, scimStartsWith } from '../../okta/schemas/scim.js';
import { ORG_READS } from '../org-reads/org-operation.js';
import { factorOptions } from './factor-options.js';
import { orgList, type Option, type OptionSource } from './option-source.js';
import { roleOptions } from './role-options.js';
import { userOptions } from './user-options.js';

const text = z.string().nullish().catch(null);
const described = (...parts: unknown[]): string | null => parts.filter(Boolean).join(', ') || null;

/** The page that is read where Okta cannot search and the list is read to the end. */
const WHOLE_PAGE = 200;

/** Okta's policy types. Source: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Policy/ */
const POLICY_TYPES = [
  'OKTA_SIGN_ON',
  'ACCESS_POLICY',
  'MFA_ENROLL',
  'PASSWORD',
  'PROFILE_ENROLLMENT',
  'IDP_DISCOVERY',
  'ENTITY_RISK',
  'POST_AUTH_SESSION',
  'SESSION_VIOLATION_DETECTION',
  'DEVICE_SIGNAL_COLLECTION',
  'CLIENT_UPDATE',
  'IDENTITY_CLAIM_SOURCING',
] as const;

const named = (more: z.ZodRawShape = {}) =>
  z.looseObject({ id: z.string(), name: text, status: text, type: text, ...more });

const NamedThing = named();

const policiesOf = (type: string, { mayBeRefused }: { mayBeRefused?: true }) =>
  orgList({
    operation: ORG_READS.policies,
    input: { type, limit: WHOLE_PAGE },
    searchedBy: 'us',
    item: NamedThing,
    option: ({ id, name, status }) => ({ value: id, label: name || id, description: described(type, status) }),
    ...(mayBeRefused && { mayBeRefused }),
  });

const eventTypeOptions: readonly Option[] = EVENT_TYPES.map(({ eventType, category, hookEligible, beta }) => ({
  value: eventType,
  label: eventType,
  description: described(category, hookEligible ? 'event hook or polling' : 'polling only', beta && 'beta'),
}));

/** The pick lists by the name that `x-options` gives them. */
export const OPTION_SOURCES = {
  users: userOptions,

  groups: {
    parameters: [],
    lists: ({ q, limit }) => [
      orgList({
        operation: ORG_READS.groups,
        input: { ...(q !== undefined && { search: scimStartsWith('profile.name', q) }), limit },
        searchedBy: 'okta',
        item: z.looseObject({ id: z.string(), type: text, profile: z.looseObject({ name: text, description: text }) }),
        option: ({ id, type, profile }) => ({
          value: id,
          label: profile.name || id,
          description: profile.description || type || null,
        }),
      }),
    ],
  },

  apps: {
    parameters: [],
    lists: ({ q, limit }) => [
      orgList({
        operation: ORG_READS.apps,
        input: { q, limit },
        searchedBy: 'okta',
        item: z.looseObject({ id: z.string(), name: text, label: text, status: text }),
        option: ({ id, name, label, status }) => ({
          value: id,
          label: label || name || id,
          description: described(name, status),
        }),
      }),
    ],
  },

  groupRules: {
    parameters: [],
    lists: ({ q, limit }) => [
      orgList({
        operation: ORG_READS.groupRules,
        input: { search: q, limit },
        searchedBy: 'okta',
        item: NamedThing,
        option: ({ id, name, status }) => ({ value: id, label: name || id, description: status ?? null }),
      }),
    ],
  },

  eventTypes: { parameters: [], lists: () => [{ kind: 'fixed', options: eventTypeOptions }] },

  userTypes: {
    parameters: [],
    lists: () => [
      orgList({
        operation: ORG_READS.userTypes,
        input: {},
        searchedBy: 'us',
        item: z.looseObject({
          id: z.string(),
          name: text,
          displayName: text,
          description: text,
          default: z.unknown().optional(),
        }),
        option: ({ id, name, displayName, description, default: isDefault }) => ({
          value: id,
          label: displayName || name || id,
          description: described(isDefault === true && 'the default type', description || name),
        }),
      }),
    ],
  },

  factors: factorOptions,

  roles: roleOptions,

  policies: {
    parameters: ['type'],
    lists: ({ type }) =>
      type === undefined
        ? POLICY_TYPES.map((each) => policiesOf(each, { mayBeRefused: true }))
        : [policiesOf(type, {})],
  },

  zones: {
    parameters: [],
    lists: () => [
      orgList({
        operation: ORG_READS.zones,
        input: { limit: WHOLE_PAGE },
        searchedBy: 'us',
        item: NamedThing,
        option: ({ id, name, type, status }) => ({
          value: id,
          label: name || id,
          description: described(type, status),
        }),
      }),
    ],
  },

  devices: {
    parameters: [],
    lists: ({ q, limit }) => [
      orgList({
        operation: ORG_READS.devices,
        input: { ...(q !== undefined && { search: scimContains('profile.displayName', q) }), limit },
        searchedBy: 'okta',
        item: z.looseObject({
          id: z.string(),
          status: text,
          profile: z.looseObject({ displayName: text, platform: text, serialNumber: text }),
        }),
        option: ({ id, status, profile: { displayName, platform, serialNumber } }) => ({
          value: id,
          label: displayName || id,
          description: described(platform, serialNumber, status),
        }),
      }),
    ],
  },

  realms: {
    parameters: [],
    lists: ({ q, limit }) => [
      orgList({
        operation: ORG_READS.realms,
        input: { ...(q !== undefined && { search: scimContains('profile.name', q) }), limit },
        searchedBy: 'okta',
        item: z.looseObject({ id: z.string(), profile: z.looseObject({ name: text, realmType: text }) }),
        option: ({ id, profile: { name, realmType } }) => ({
          value: id,
          label: name || id,
          description: realmType ?? null,
        }),
      }),
    ],
  },
} satisfies Record<string, OptionSource>;

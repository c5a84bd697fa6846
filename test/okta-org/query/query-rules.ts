import { OktaError } from '../okta-error.ts';
import { matchesScim } from './scim-evaluate.ts';
import type { ScimComparison, ScimNode, ScimOperator } from './scim-parser.ts';
import { comparisonsOf, parseScim, usesNot } from './scim-parser.ts';

/** What one query parameter of one list accepts, and how it refuses the rest. */
export interface QueryRules {
  caseSensitive: boolean;
  allowsNot: boolean;
  /** Operators allowed on an attribute; undefined when the attribute cannot be queried at all. */
  operatorsFor: (attribute: string) => readonly ScimOperator[] | undefined;
  refusal: (expression: string, reason: string) => OktaError;
}

const EQUALITY = ['eq'] as const;
const RANGE = ['eq', 'gt', 'ge', 'lt', 'le'] as const;
const SEARCH = ['eq', 'sw', 'gt', 'ge', 'lt', 'le', 'pr'] as const;
const SEARCH_CONTAINS = [...SEARCH, 'co'] as const;
const EVERY = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'] as const;

function refuseSearch(): OktaError {
  return new OktaError('E0000031');
}

function refuseFilter(expression: string, reason: string): OktaError {
  return new OktaError('E0000053', { summary: `Invalid filter '${expression}': ${reason}` });
}

function searchRules(topLevel: string[], contains: string[]): QueryRules {
  return {
    caseSensitive: false,
    allowsNot: false,
    operatorsFor: (attribute) => {
      if (contains.includes(attribute)) return SEARCH_CONTAINS;
      return topLevel.includes(attribute) || /^profile\.[\w$]+$/.test(attribute) ? SEARCH : undefined;
    },
    refusal: refuseSearch,
  };
}

function filterRules(equality: string[], range: string[]): QueryRules {
  return {
    caseSensitive: true,
    allowsNot: false,
    operatorsFor: (attribute) => {
      if (range.includes(attribute)) return RANGE;
      return equality.includes(attribute) ? EQUALITY : undefined;
    },
    refusal: refuseFilter,
  };
}

/** Okta: listUsers `search`: most properties, no ne and ew, co on four profile fields only. */
export const userSearchRules = searchRules(
  ['id', 'status', 'created', 'activated', 'statusChanged', 'lastUpdated', 'type.id', 'realmId', 'classification.type'],
  ['profile.firstName', 'profile.lastName', 'profile.email', 'profile.login'],
);

/** Okta: listUsers `filter`: eq only, comparisons on lastUpdated, case-sensitive. */
export const userFilterRules = filterRules(
  ['status', 'id', 'profile.login', 'profile.email', 'profile.firstName', 'profile.lastName'],
  ['lastUpdated'],
);

/** Okta: listGroups `search`. */
export const groupSearchRules = searchRules(
  ['id', 'type', 'created', 'lastUpdated', 'lastMembershipUpdated', 'source.id'],
  ['profile.name', 'profile.description'],
);

/** Okta: listGroups `filter`. */
export const groupFilterRules = filterRules(['id', 'type'], ['lastUpdated', 'lastMembershipUpdated']);

/** Okta: listRealms `search`. */
export const realmSearchRules = searchRules(['id', 'isDefault', 'created', 'lastUpdated'], ['profile.name']);

/** Okta: listGroupOwners `search`. */
export const ownerSearchRules = searchRules(['id', 'type'], []);

/** Okta: listApplications `filter`. */
export const appFilterRules = filterRules(
  ['id', 'status', 'name', 'credentials.signing.kid', 'settings.slo.enabled', 'user.id', 'group.id'],
  [],
);

/** Okta: listNetworkZones `filter`. */
export const zoneFilterRules = filterRules(['id', 'usage', 'system'], []);

const NOT_CONTAINS = new Set(['debugContext.debugData.url', 'debugContext.debugData.requestUri']);

/** Okta: System Log query: all operators; not on published and changeDetails; no co on two debugData fields. */
export const logFilterRules: QueryRules = {
  caseSensitive: false,
  allowsNot: true,
  operatorsFor: (attribute) => {
    if (attribute === 'published' || attribute.includes('changeDetails')) return undefined;
    return EVERY;
  },
  refusal: refuseFilter,
};

/**
 * Compiles an expression to a predicate.
 * @throws OktaError by the rules' refusal when the expression is malformed or asks for more than the rules allow
 */
export function compileQuery(rules: QueryRules, expression: string): (record: unknown) => boolean {
  const node = parseOrRefuse(rules, expression);
  if (usesNot(node) && !rules.allowsNot) throw rules.refusal(expression, "operator 'not' is not supported");
  for (const comparison of comparisonsOf(node)) check(rules, expression, comparison);
  return (record) => matchesScim(node, record, { caseSensitive: rules.caseSensitive });
}

function parseOrRefuse(rules: QueryRules, expression: string): ScimNode {
  try {
    return parseScim(expression);
  } catch (error) {
    throw rules.refusal(expression, error instanceof Error ? error.message : 'malformed');
  }
}

function check(rules: QueryRules, expression: string, { attribute, operator }: ScimComparison): void {
  const allowed = rules.operatorsFor(attribute);
  if (!allowed) throw rules.refusal(expression, `Unrecognized attribute '${attribute}'`);
  if (rules === logFilterRules && operator === 'co' && NOT_CONTAINS.has(attribute)) throw refuseSearch();
  if (!allowed.includes(operator)) throw rules.refusal(expression, `Unrecognized operator '${operator}'`);
}

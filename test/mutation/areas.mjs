/**
 * What is mutated, and the quick tests that must notice: where a mistake is a leak, a lost authorization or a double run.
 * Left out are SQL (`*.repository.ts`: nothing but Postgres tells a right statement from a wrong one, which takes minutes
 * for each mutant, and Stryker changes nothing within a text), Nest modules, types, metrics and pages.
 */
export const AREAS = {
  refresh: {
    mutate: [
      'src/tokens/oauth/{access-tokens.service,come-backs,refresh-decision,refresh-timing}.ts',
      'src/tokens/oauth/{token-cache,token-errors,token-pursuit,token-refresher}.ts',
    ],
    tests: ['test/unit/tokens/oauth/*.test.ts'],
  },
  callback: {
    mutate: [
      'src/connections/consent/{browser-cookie,callback-parameters,callback-region,flow-cookie,flow-token}.ts',
      'src/connections/consent/{consent-callback,consent-completion,consent-start,consent,flow-proofs}.service.ts',
      'src/connections/consent/{consent-failure,grant-refusal,return-url,return-urls}.ts',
    ],
    tests: ['test/unit/connections/consent/*.test.ts'],
  },
  crypto: {
    mutate: [
      'src/tokens/{envelope,local-key-provider,secret-box,tenant-keys.service,key-rotation}.ts',
      'src/tokens/encryption-key-check.service.ts',
      'src/okta/{dpop-key,dpop-proof}.ts',
      'src/okta/oauth/{client-authentication,client-key,dpop-nonces,parse-private-key}.ts',
    ],
    tests: [
      'test/unit/tokens/*.test.ts',
      'test/unit/okta/dpop-*.test.ts',
      'test/unit/okta/oauth/{client,dpop,parse}-*.test.ts',
    ],
  },
  idempotency: {
    mutate: ['src/actions/idempotency/!(*.repository).ts'],
    tests: ['test/unit/actions/idempotency/*.test.ts'],
  },
  tenancy: {
    mutate: [
      'src/tenancy/!(tenancy.module|access.decorators).ts',
      'src/core/database/tenant-transaction.ts',
      'src/core/tenant-id.ts',
    ],
    tests: ['test/unit/tenancy/*.test.ts', 'test/unit/core/database/tenant-*.test.ts'],
  },
};

/** The area of this run, named by `MUTATION_AREA`; all of them without one. */
export function chosenArea() {
  const areas = Object.values(AREAS);
  const all = { mutate: areas.flatMap(({ mutate }) => mutate), tests: areas.flatMap(({ tests }) => tests) };
  return AREAS[process.env.MUTATION_AREA] ?? all;
}

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { DirectAction } from '../../src/actions/define-action.js';
import type { OptionSource } from '../../src/actions/options/option-source.js';
import { OPTION_SOURCES } from '../../src/actions/options/option-sources.js';
import { ORG_READS } from '../../src/actions/org-reads/org-operation.js';
import { requestParts } from '../../src/actions/request-parts.js';
import { readJson } from './read-json.ts';

const Operation = z.object({
  method: z.string(),
  path: z.string(),
  scopes: z.array(z.string()),
  apiTokenAllowed: z.boolean(),
  query: z.array(z.object({ name: z.string() })).default([]),
});

const { release, operations } = readJson(
  '../../src/okta/operations/okta-operations.json',
  z.object({ release: z.string(), operations: z.array(Operation) }),
);

const known = ({ route }: DirectAction) => operations.find(({ method, path }) => `${method} ${path}` === route);

const reads = Object.entries(ORG_READS);

/** With and without everything that a source can be asked. */
const QUERIES = [
  { q: undefined, limit: 50, type: undefined, userId: undefined },
  { q: 'ada love', limit: 200, type: 'PASSWORD', userId: '00u1a2b3c4d5e6f7g8h9' },
];

const sources: [string, OptionSource][] = Object.entries(OPTION_SOURCES);

describe(`what is read for forms against Okta's description (${release})`, () => {
  it.each(reads)('%s is an operation that API tokens may use, with the scopes that Okta asks for', (_, read) => {
    expect(known(read)).toMatchObject({ scopes: [...read.scopes], apiTokenAllowed: true });
  });

  it.each(sources)('the options %s send only query parameters that Okta has', (_, source) => {
    for (const list of QUERIES.flatMap((query) => source.lists(query))) {
      if (list.kind === 'fixed') continue;
      const sent = Object.keys(requestParts(list.operation, list.input).query ?? {});
      const names = known(list.operation)?.query.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(sent));
    }
  });
});

import { z } from 'zod';
import { DiagnosisAnswer } from '../../connections/connection-answer.schema.js';

/** The ways to connect, in the words of the page; the API knows three types (`auth.type`). */
export const WAYS = ['consent', 'keyless', 'privateKey', 'apiToken'] as const;
export type Way = (typeof WAYS)[number];

/** The pages of a visit, in the order in which a person meets them. */
const STEPS = ['org', 'way', 'permissions', 'setup', 'credentials', 'key', 'consent', 'result', 'done'] as const;
export type Step = (typeof STEPS)[number];

const Problem = z.object({
  /** The page that shows it. */
  step: z.enum(STEPS),
  code: z.string(),
  /** In words; `field` is the form field it belongs to, null for the page as a whole. */
  errors: z.array(z.object({ field: z.string().nullable(), message: z.string() })),
  remedy: z.string().nullable(),
  /** Okta's own words. */
  oktaSays: z.string().nullable(),
});
/** What went wrong the last time, shown once the browser has been redirected. */
export type Problem = z.output<typeof Problem>;

const KnownOrg = z.object({
  domain: z.string(),
  orgId: z.string(),
  pipeline: z.string().nullable(),
  customDomain: z.string().nullable(),
});
export type KnownOrg = z.output<typeof KnownOrg>;

const Choice = z.object({
  preset: z.enum(['everything', 'reading', 'tasks', 'before']),
  /** Ids of capabilities, for the preset `tasks`. */
  tasks: z.array(z.string()).default([]),
  /** Scopes typed by hand. */
  more: z.array(z.string()).default([]),
});
/** What the connection shall be allowed, as the person chose it. */
export type Choice = z.output<typeof Choice>;

/** What is known of a visit so far; nothing in it is secret. */
export const SessionProgress = z.object({
  /** The furthest page. */
  at: z.enum(STEPS),
  /** What was typed as the address. */
  address: z.string().default(''),
  org: KnownOrg.nullable().default(null),
  way: z.enum(WAYS).nullable().default(null),
  choice: Choice.nullable().default(null),
  /** The scopes of the connection before it is connected again. */
  before: z.array(z.string()).default([]),
  entered: z
    .object({ name: z.string().default(''), clientId: z.string().default(''), keyId: z.string().default('') })
    .default({ name: '', clientId: '', keyId: '' }),
  /** Names of the secret fields that lie sealed beside this. */
  kept: z.array(z.string()).default([]),
  problem: Problem.nullable().default(null),
  diagnosis: DiagnosisAnswer.nullable().default(null),
});
export type SessionProgress = z.output<typeof SessionProgress>;

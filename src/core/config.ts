import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { colour, logo } from './config-branding.js';
import { callbackUrls, encryptionKeys, list, originPatterns, origins, suffixes, url } from './config-formats.js';

const postgresUrl = url('a Postgres URL such as postgres://user@host:5432/database', ['postgres:', 'postgresql:']);
const httpUrl = url('an http or https URL', ['http:', 'https:']);
const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** The algorithms a caller's token may be signed with; symmetric ones and `none` never. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port(3000),
  METRICS_PORT: port(9464),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_MIGRATION_URL: postgresUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  ENCRYPTION_KEYS: z.string().optional(),
  ENCRYPTION_KEYS_FILE: z.string().optional(),
  AUTH_ISSUER: httpUrl.optional(),
  AUTH_JWKS_URI: httpUrl.optional(),
  AUTH_AUDIENCE: z.string().min(1).optional(),
  AUTH_TENANT_CLAIM: z.string().min(1).default('tenant_id'),
  AUTH_ALGORITHMS: list(z.enum(ALGORITHMS)).default([...ALGORITHMS]),
  CALLBACK_URLS: callbackUrls.optional(),
  RETURN_URL_ALLOWLIST: originPatterns.default([]),
  DELIVERY_ALLOWED_ORIGINS: originPatterns.default([]),
  OKTA_DOMAIN_SUFFIXES: suffixes.optional(),
  OKTA_DEV_ORIGINS: origins.default([]),
  OKTA_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(30_000),
  CONNECTION_EVENTS_URL: httpUrl.optional(),
  CONNECTION_EVENTS_SECRET: z.string().min(1).optional(),
  CONNECT_PRODUCT_NAME: z.string().trim().min(1).max(60).default('Okta connector'),
  CONNECT_LOGO_URL: logo.optional(),
  CONNECT_ACCENT_COLOR: colour.default('#2f5bd0'),
  CONNECT_FRAME_ANCESTORS: originPatterns.default([]),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  MCP_ENABLED: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

type Environment = z.output<typeof environment>;

/** What is set and not empty, as text. */
type Given = Partial<Record<string, string>>;

const PRODUCTION_RULES: { variable: string; missing: (env: Given) => boolean; message: string }[] = [
  { variable: 'DATABASE_URL', missing: (env) => !env.DATABASE_URL, message: 'is required in production' },
  {
    variable: 'ENCRYPTION_KEYS',
    missing: (env) => !env.ENCRYPTION_KEYS && !env.ENCRYPTION_KEYS_FILE,
    message: 'is required in production (or ENCRYPTION_KEYS_FILE)',
  },
  {
    variable: 'AUTH_ISSUER',
    missing: (env) => !env.AUTH_ISSUER && !env.AUTH_JWKS_URI,
    message: 'is required in production (or AUTH_JWKS_URI)',
  },
  { variable: 'AUTH_AUDIENCE', missing: (env) => !env.AUTH_AUDIENCE, message: 'is required in production' },
  {
    variable: 'OKTA_DEV_ORIGINS',
    missing: (env) => env.OKTA_DEV_ORIGINS !== undefined,
    message: 'is for development and tests; remove it in production',
  },
];

/** Thrown when the environment is wrong; `mistakes` name each variable, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: string[]) {
    super(`The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
  }
}

/** What is sent to a collector. */
export interface TelemetryExport {
  traces: boolean;
  metrics: boolean;
  /** Undefined: the operator's variables name the service. */
  serviceName: string | undefined;
}

/** OpenTelemetry's own variables switch its export on; its SDK reads the others by itself. */
export function telemetryExport(env: Record<string, string | undefined> = process.env): TelemetryExport {
  const on = env['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true';
  const sends = (signal: 'TRACES' | 'METRICS') =>
    on &&
    Boolean(env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]) &&
    env[`OTEL_${signal}_EXPORTER`] !== 'none';
  const named = env['OTEL_SERVICE_NAME'] || /(?:^|,)\s*service\.name=/.test(env['OTEL_RESOURCE_ATTRIBUTES'] ?? '');
  return { traces: sends('TRACES'), metrics: sends('METRICS'), serviceName: named ? undefined : 'okta-connector' };
}

/**
 * Reads the environment once; the only place in the service that does.
 * @throws ConfigError with every mistake at once
 */
export function loadConfig(env: Record<string, string | undefined> = process.env) {
  const given: Given = Object.fromEntries(Object.entries(env).filter(isSet));
  const parsed = environment.safeParse(given);
  const mistakes = [...formatMistakes(parsed.error?.issues ?? []), ...crossChecks(given)];
  const keys = readEncryptionKeys(given, mistakes);
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  return arrange(parsed.data, keys);
}

export type Config = ReturnType<typeof loadConfig>;

/** All that a migration needs: who the owner is, and whom to grant rights. It knows no key and no caller. */
const migrationEnvironment = environment.pick({
  NODE_ENV: true,
  DATA_DIR: true,
  DATABASE_URL: true,
  DATABASE_MIGRATION_URL: true,
});

/** What migrations need of a configuration. */
export type DatabaseConfig = Pick<Config, 'production' | 'dataDir'> & {
  database: Pick<Config['database'], 'url' | 'migrationUrl'>;
};

/**
 * Reads the variables of the database alone, for commands that need nothing else; the others may be wrong or missing.
 * @throws ConfigError with every mistake at once
 */
export function loadDatabaseConfig(env: Record<string, string | undefined> = process.env): DatabaseConfig {
  const given: Given = Object.fromEntries(Object.entries(env).filter(isSet));
  const parsed = migrationEnvironment.safeParse(given);
  const rules = PRODUCTION_RULES.filter(({ variable }) => variable in migrationEnvironment.shape);
  const mistakes = [...formatMistakes(parsed.error?.issues ?? []), ...brokenRules(rules, given)];
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const { NODE_ENV, DATA_DIR, DATABASE_URL, DATABASE_MIGRATION_URL = DATABASE_URL } = parsed.data;
  const database = { url: DATABASE_URL, migrationUrl: DATABASE_MIGRATION_URL };
  return { production: NODE_ENV === 'production', dataDir: DATA_DIR, database };
}

function isSet(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined && entry[1] !== '';
}

function formatMistakes(issues: readonly z.core.$ZodIssue[]): string[] {
  return [...new Set(issues.map(({ path: [variable], message }) => `${String(variable)}: ${message}`))];
}

function brokenRules(rules: typeof PRODUCTION_RULES, env: Given): string[] {
  if (env.NODE_ENV !== 'production') return [];
  return rules.filter((rule) => rule.missing(env)).map((rule) => `${rule.variable}: ${rule.message}`);
}

/** The rules that look at more than one variable; on the text, so that they count beside mistakes in single variables. */
function crossChecks(env: Given): string[] {
  const mistakes = brokenRules(PRODUCTION_RULES, env);
  const authSet = Boolean(env.AUTH_ISSUER ?? env.AUTH_JWKS_URI);
  if (env.NODE_ENV !== 'production' && authSet && !env.AUTH_AUDIENCE) {
    mistakes.push('AUTH_AUDIENCE: is required when AUTH_ISSUER or AUTH_JWKS_URI is set');
  }
  if (env.NODE_ENV !== 'production' && !authSet && env.AUTH_AUDIENCE) {
    mistakes.push('AUTH_ISSUER: is required (or AUTH_JWKS_URI) when AUTH_AUDIENCE is set');
  }
  if (env.CONNECTION_EVENTS_URL && !env.CONNECTION_EVENTS_SECRET) {
    mistakes.push('CONNECTION_EVENTS_SECRET: is required when CONNECTION_EVENTS_URL is set');
  }
  return mistakes;
}

function readEncryptionKeys(env: Given, mistakes: string[]) {
  const variable = env.ENCRYPTION_KEYS ? 'ENCRYPTION_KEYS' : 'ENCRYPTION_KEYS_FILE';
  try {
    const text = env.ENCRYPTION_KEYS ?? (env.ENCRYPTION_KEYS_FILE && readFileSync(env.ENCRYPTION_KEYS_FILE, 'utf8'));
    if (!text) return undefined;
    const parsed = encryptionKeys.safeParse(text);
    if (parsed.success) return parsed.data;
    mistakes.push(...parsed.error.issues.map((issue) => `${variable}: ${issue.message}`));
  } catch {
    mistakes.push(`${variable}: the file cannot be read`);
  }
  return undefined;
}

function arrange(env: Environment, keys: z.output<typeof encryptionKeys> | undefined) {
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  return {
    production: env.NODE_ENV === 'production',
    host: env.HOST,
    port: env.PORT,
    metricsPort: env.METRICS_PORT,
    publicUrl,
    dataDir: env.DATA_DIR,
    database: {
      url: env.DATABASE_URL,
      migrationUrl: env.DATABASE_MIGRATION_URL ?? env.DATABASE_URL,
      poolSize: env.DATABASE_POOL_SIZE,
    },
    encryptionKeys: keys,
    auth: authConfig(env),
    regions: env.CALLBACK_URLS ?? [{ id: 'us', callbackUrl: `${publicUrl}/oauth/callback` }],
    returnUrlAllowlist: env.RETURN_URL_ALLOWLIST,
    deliveryAllowedOrigins: env.DELIVERY_ALLOWED_ORIGINS,
    oktaDomainSuffixes: env.OKTA_DOMAIN_SUFFIXES,
    oktaDevOrigins: env.OKTA_DEV_ORIGINS,
    oktaTimeoutMs: env.OKTA_TIMEOUT_MS,
    connectionEvents: env.CONNECTION_EVENTS_URL && {
      url: env.CONNECTION_EVENTS_URL,
      secret: env.CONNECTION_EVENTS_SECRET,
    },
    connect: {
      productName: env.CONNECT_PRODUCT_NAME,
      logo: env.CONNECT_LOGO_URL,
      accentColor: env.CONNECT_ACCENT_COLOR,
      frameAncestors: env.CONNECT_FRAME_ANCESTORS,
    },
    role: env.ROLE,
    mcpEnabled: env.MCP_ENABLED,
    logLevel: env.LOG_LEVEL,
  };
}

function authConfig(env: Environment) {
  const common = { tenantClaim: env.AUTH_TENANT_CLAIM, algorithms: env.AUTH_ALGORITHMS };
  if (!env.AUTH_ISSUER && !env.AUTH_JWKS_URI) return { ...common, mode: 'development' as const };
  return {
    ...common,
    mode: 'issuer' as const,
    issuer: env.AUTH_ISSUER,
    jwksUri: env.AUTH_JWKS_URI,
    audience: env.AUTH_AUDIENCE,
  };
}

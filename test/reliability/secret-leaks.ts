import type { SourceEdit } from './service-replica.ts';

/** A crash in which everything is at hand. */
export const CRASH: SourceEdit = {
  file: 'connections/regions.controller.ts',
  from: 'return { data: this.config.regions };',
  to: `if (process.env['CRASH_NOW']) setImmediate(() => { throw Object.assign(new Error('crash'), { config: this.config }); });
    return { data: this.config.regions };`,
};

/** A busy machine turns nobody away: whoever is turned away brings no secret. */
export const UNLIMITED: SourceEdit[] = [
  'ordinary: { most: 200, least: 50, lateMs: ',
  'page: { most: 200, least: 100, lateMs: ',
].map((limits) => ({ file: 'core/http/overload-limits.ts', from: limits, to: `${limits}1e9 + ` }));

export const NO_REDACTION: SourceEdit[] = [
  { file: 'core/logging/scrub.ts', from: 'return scrubValue(value, TOP);', to: 'return value;' },
  {
    file: 'core/logging/scrub.ts',
    from: `const isJwk = 'kty' in members;`,
    to: `if (place === TOP) return { ...members };\n  const isJwk = 'kty' in members;`,
  },
  { file: 'core/logging/mask-text.ts', from: 'if (!WORTH_A_LOOK.test(text)) return text;', to: 'return text;' },
];

/** What is asked for, query and all, and what signs, where it never is: a leak into every sink that has none so far. */
export const LEAKS: SourceEdit[] = [
  {
    file: 'core/logging/request-log.ts',
    from: 'route: request.routeOptions?.url ?? null,',
    to: 'route: request.url,',
  },
  {
    file: 'core/telemetry/otlp-export.ts',
    from: `startIncomingSpanHook: () => ({ 'url.path': undefined, 'url.query': undefined }),`,
    to: '',
  },
  {
    file: 'core/telemetry/http-metrics.ts',
    from: `  { method, routeOptions }: FastifyRequest,`,
    to: `  { method, routeOptions, url }: FastifyRequest,`,
  },
  {
    file: 'core/telemetry/http-metrics.ts',
    from: `    ...(route !== undefined && { 'http.route': route }),`,
    to: `    'http.route': url,`,
  },
  {
    file: 'deliveries/sign-delivery.ts',
    from: `    'webhook-id': webhookId,`,
    to: `    'webhook-id': webhookId,\n    'webhook-secret': secrets.join(' '),`,
  },
];

import {
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { getRPCMetadata, parseTraceParent, suppressTracing } from '@opentelemetry/core';

/** A part of a trace. Its attributes hold no secret, no path of a URL and no query. */
export interface SpanPlan {
  name: string;
  kind?: keyof typeof SpanKind;
  attributes?: Attributes;
  /** The trace that it goes on with (`traceparent`); default: the present one. */
  parent?: string | null | undefined;
}

const tracer = trace.getTracer('okta-connector');
const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

let recorded = false;

/** From here on there are spans. For who exports them; until then work is done as it is, at no cost. */
export function recordSpans(): void {
  recorded = true;
}

/** Does the work as a span. A rejection marks it with the error's code. */
export function inSpan<T>(plan: SpanPlan, work: (span: Span) => Promise<T>): Promise<T> {
  return recorded ? inRecordedSpan(plan, work) : work(NO_SPAN);
}

async function inRecordedSpan<T>(
  { name, kind = 'INTERNAL', attributes = {}, parent }: SpanPlan,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(name, { kind: SpanKind[kind], attributes }, contextOf(parent), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failSpan(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Marks the span as failed: by the code or the class of an error, or in a word. Texts may hold what the caller sent. */
export function failSpan(span: Span, error: unknown): void {
  span.setAttribute('error.type', typeof error === 'string' ? error : typeOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function typeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.constructor.name;
}

/** Does the work without spans of libraries: for what has one of ours already. */
export function withoutLibrarySpans<T>(work: () => T): T {
  return recorded ? context.with(suppressTracing(context.active()), work) : work();
}

/**
 * The present span as `traceparent` (https://www.w3.org/TR/trace-context/), where it is recorded: for what goes on later or
 * elsewhere with this trace.
 */
export function traceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !isSpanContextValid(span) || !(span.traceFlags & TraceFlags.SAMPLED)) return undefined;
  return `00-${span.traceId}-${span.spanId}-01`;
}

/** Where the present log line belongs. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  if (!recorded) return {};
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

/** Names the route that the present request has come to, for the span that the HTTP server began. */
export function nameRoute(route: string | undefined): void {
  if (!recorded || route === undefined) return;
  const call = getRPCMetadata(context.active());
  if (call) call.route = route;
}

function contextOf(parent: string | null | undefined): Context {
  const remote = parent ? parseTraceParent(parent) : null;
  return remote ? trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true }) : context.active();
}

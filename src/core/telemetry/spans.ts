import {
  context,
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
import { parseTraceParent, suppressTracing } from '@opentelemetry/core';

/** A part of a trace. Its attributes hold no secret, no path of a URL and no query. */
export interface SpanPlan {
  name: string;
  kind?: keyof typeof SpanKind;
  attributes?: Attributes;
  /** The trace that it goes on with (`traceparent`); default: the present one. */
  parent?: string | null | undefined;
}

const tracer = trace.getTracer('okta-connector');

/** Does the work as a span. Without an export this costs next to nothing. A rejection marks it with the error's code. */
export async function inSpan<T>(
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
  return context.with(suppressTracing(context.active()), work);
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
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

function contextOf(parent: string | null | undefined): Context {
  const remote = parent ? parseTraceParent(parent) : null;
  return remote ? trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true }) : context.active();
}

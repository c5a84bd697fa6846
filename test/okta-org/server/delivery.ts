import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRule } from '../control-contract.ts';
import type { Reply } from './reply.ts';

interface Wire {
  status: number;
  headers: Record<string, string | string[]>;
  bytes: Buffer;
}

/** Turns a reply into status, headers and bytes. */
function toWire(reply: Reply): Wire {
  const headers = { ...reply.headers };
  if (reply.raw !== undefined) return { status: reply.status, headers, bytes: Buffer.from(reply.raw) };
  if (reply.body === undefined) return { status: reply.status, headers, bytes: Buffer.alloc(0) };
  headers['Content-Type'] ??= 'application/json';
  return { status: reply.status, headers, bytes: Buffer.from(JSON.stringify(reply.body), 'utf8') };
}

const HTML = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>';

/** The reply that a fault puts in place of the real one. */
export function faultyReply(rule: FaultRule): Reply | undefined {
  if (rule.kind !== 'status') return undefined;
  const text = typeof rule.body === 'string' ? rule.body : undefined;
  const headers = {
    ...(text !== undefined && { 'Content-Type': text.trimStart().startsWith('<') ? 'text/html' : 'text/plain' }),
    ...rule.headers,
  };
  if (text !== undefined) return { status: rule.status, raw: text, headers };
  return { status: rule.status, headers, ...(rule.body !== undefined && { body: rule.body }) };
}

/** Spoils the bytes of a finished answer. */
function spoil(wire: Wire, rule: FaultRule & { kind: 'body' }): Wire {
  if (rule.body === 'empty') return { ...wire, bytes: Buffer.alloc(0) };
  if (rule.body === 'truncated') return { ...wire, bytes: wire.bytes.subarray(0, Math.ceil(wire.bytes.length / 2)) };
  const { text, contentType } = rule.body === 'html' ? { text: HTML, contentType: 'text/html' } : rule.body;
  const headers = { ...wire.headers, 'Content-Type': contentType ?? 'application/json' };
  return { status: 200, headers, bytes: Buffer.from(text, 'utf8') };
}

async function drip(response: ServerResponse, bytes: Buffer, rule: FaultRule & { kind: 'drip' }): Promise<void> {
  for (let start = 0; start < bytes.length && !response.destroyed; start += rule.chunkBytes) {
    response.write(bytes.subarray(start, start + rule.chunkBytes));
    // oxlint-disable-next-line no-await-in-loop -- the slowness is the point
    await sleep(rule.intervalMs);
  }
  response.end();
}

/** Applies faults that strike between effect and answer. @returns false when there will be no answer */
async function survives(response: ServerResponse, fault: FaultRule): Promise<boolean> {
  if (fault.kind === 'reset-after') response.destroy();
  if (fault.kind === 'delay-after') await sleep(fault.delayMs);
  return fault.kind !== 'hang-after' && !response.destroyed;
}

/** Sends a reply, spoiled by the fault when there is one. @returns the status sent, null when none was. */
export async function deliver(response: ServerResponse, reply: Reply, fault?: FaultRule): Promise<number | null> {
  if (fault && !(await survives(response, fault))) return null;
  const wire = fault?.kind === 'body' ? spoil(toWire(reply), fault) : toWire(reply);
  for (const [name, value] of Object.entries(wire.headers)) response.setHeader(name, value);
  response.statusCode = wire.status;
  if (fault?.kind === 'drip') {
    await drip(response, wire.bytes, fault);
    return wire.status;
  }
  if (wire.status !== 204) response.setHeader('Content-Length', wire.bytes.length);
  response.end(wire.bytes);
  return wire.status;
}

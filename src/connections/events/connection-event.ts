import type { Connection } from '../connection.entity.js';

/** What the platform can hear of connections. */
export type ConnectionEventType =
  'connection.active' | 'connection.reauthorizationRequired' | 'connection.expiring' | 'connection.recovered';

export interface ConnectionEvent {
  type: ConnectionEventType;
  /** As it is after what happened. */
  connection: Pick<Connection, 'id' | 'name' | 'status' | 'statusReason'>;
  /** Where it is known until when the next consent is needed. */
  reauthorizeBefore?: Date | undefined;
}

type Standing = Pick<Connection, 'status'>;

/**
 * What a change of a connection means to the platform; undefined: nothing that it does not know already, such as what
 * its own callers disabled and enabled. `before` is undefined for a new connection.
 */
export function eventOf(before: Standing | undefined, after: Standing): ConnectionEventType | undefined {
  if (before?.status === after.status) return undefined;
  if (after.status === 'reauthorizationRequired') return 'connection.reauthorizationRequired';
  if (after.status !== 'active') return undefined;
  if (before === undefined || before.status === 'pending') return 'connection.active';
  return before.status === 'disabled' ? undefined : 'connection.recovered';
}

/** The text that is signed and sent, the same at every attempt; `timestamp` is when it happened. */
export function eventBody(tenantId: string, event: ConnectionEvent, happenedAt: Date): string {
  const { connection, reauthorizeBefore } = event;
  return JSON.stringify({
    type: event.type,
    timestamp: happenedAt.toISOString(),
    data: {
      tenantId,
      connectionId: connection.id,
      name: connection.name,
      status: connection.status,
      statusReason: connection.statusReason,
      ...(reauthorizeBefore && { reauthorizeBefore: reauthorizeBefore.toISOString() }),
    },
  });
}

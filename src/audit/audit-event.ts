/** Who did what, when, with which outcome. */
export interface AuditEvent {
  id: string;
  at: Date;
  actor: string;
  /** An action's id, or what happened to a connection, such as `connection.created`. */
  action: string;
  connectionId: string | null;
  outcome: 'started' | 'succeeded' | 'failed' | 'unknown';
  errorCode: string | null;
  oktaRequestId: string | null;
  requestId: string | null;
  detail: unknown;
}

import { Socket } from 'node:net';

/**
 * A socket for `pg` that breaks off after so long a silence. Postgres cancels statements itself, but a server or a network
 * that is gone says nothing, not even that; without this a connection that nobody answers on is waited for for ever.
 */
export function impatientSocket(silenceMs: number): Socket {
  const socket = new Socket();
  const breakOff = () =>
    socket.destroy(Object.assign(new Error('The database has not said anything in time'), { code: 'ETIMEDOUT' }));
  return socket.setTimeout(silenceMs, breakOff);
}

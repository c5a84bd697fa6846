import type { DeviceRecord, DeviceStatus } from '../state/devices.ts';

const LIFECYCLE: Record<DeviceStatus, string[]> = {
  CREATED: ['activate', 'deactivate'],
  ACTIVE: ['suspend', 'deactivate'],
  SUSPENDED: ['unsuspend', 'deactivate'],
  DEACTIVATED: ['activate'],
};

/** The links of a device: what its status permits, and its users while it has any to show. */
export function linksOfDevice({ id, status }: Pick<DeviceRecord, 'id' | 'status'>, baseUrl: string): object {
  const self = `${baseUrl}/api/v1/devices/${id}`;
  const dead = status === 'DEACTIVATED';
  return {
    ...Object.fromEntries(
      LIFECYCLE[status].map((name) => [name, { href: `${self}/lifecycle/${name}`, hints: { allow: ['POST'] } }]),
    ),
    self: { href: self, hints: { allow: dead ? ['GET', 'DELETE'] : ['GET', 'PATCH', 'PUT'] } },
    ...(!dead && { users: { href: `${self}/users`, hints: { allow: ['GET'] } } }),
  };
}

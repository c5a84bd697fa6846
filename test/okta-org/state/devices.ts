import type { OrgState } from './org-state.ts';

/** Okta: DeviceStatus. */
export type DeviceStatus = 'CREATED' | 'ACTIVE' | 'SUSPENDED' | 'DEACTIVATED';

/** That a user has enrolled the device. */
export interface DeviceUserLink {
  userId: string;
  created: string;
  managementStatus: 'MANAGED' | 'NOT_MANAGED';
  screenLockType: 'NONE' | 'PASSCODE' | 'BIOMETRIC';
}

export interface DeviceRecord {
  id: string;
  status: DeviceStatus;
  created: string;
  lastUpdated: string;
  profile: Record<string, unknown> & { displayName: string; platform: string };
  users: DeviceUserLink[];
}

export interface DeviceAssuranceRecord {
  id: string;
  name: string;
  platform: string;
  created: string;
  createdBy: string | null;
  /** Properties that depend on the platform, as they were given. */
  given: Record<string, unknown>;
}

/** Adds a device that a user has enrolled: Okta has no operation for it, Okta Verify does it. */
export function seedDevice(
  org: OrgState,
  { displayName, platform, userId }: { displayName: string; platform: string; userId: string },
): DeviceRecord {
  const created = org.isoNow();
  const id = org.ids.take('guo');
  const serialNumber = id.slice(3, 15).toUpperCase();
  const device: DeviceRecord = {
    id,
    status: 'ACTIVE',
    created,
    lastUpdated: created,
    profile: { displayName, platform, serialNumber, registered: true, secureHardwarePresent: false },
    users: [{ userId, created, managementStatus: 'NOT_MANAGED', screenLockType: 'BIOMETRIC' }],
  };
  org.devices.put(device);
  return device;
}

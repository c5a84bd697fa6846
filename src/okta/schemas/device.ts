import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { exampleUser, User } from './user.js';

const time = (description: string) => z.string().nullable().optional().describe(description);

const DeviceProfile = z
  .looseObject({
    displayName: z.string().nullable().optional().describe('The name that people see'),
    platform: z.string().nullable().optional().describe('ANDROID, CHROMEOS, IOS, MACOS or WINDOWS'),
    serialNumber: z.string().nullable().optional().describe('The serial number'),
    registered: z.boolean().nullable().optional().describe('Whether it is registered at Okta'),
  })
  .describe('Name, platform, serial number and the like');

/** A device that a user has enrolled. */
export const UserDevice = z.looseObject({
  created: z.string().nullable().optional().describe('When the user enrolled the device'),
  deviceUserId: z.string().nullable().optional().describe('The id of the link between user and device'),
  device: z
    .looseObject({
      id: z.string().describe('The id of the device'),
      status: z.string().nullable().optional().describe('CREATED, ACTIVE, SUSPENDED or DEACTIVATED'),
      profile: z.looseObject({}).optional().describe('Name, platform, serial number and the like'),
    })
    .optional()
    .describe('The device'),
});

/** A user who has enrolled a device. */
export const DeviceUser = z.looseObject({
  created: time('When the user enrolled the device'),
  managementStatus: z.string().nullable().optional().describe('MANAGED or NOT_MANAGED'),
  screenLockType: z.string().nullable().optional().describe('NONE, PASSCODE or BIOMETRIC'),
  user: User.optional().describe('The user'),
});

export const Device = z.looseObject({
  id: z.string().describe('The id of the device'),
  status: z.string().nullable().optional().describe('CREATED, ACTIVE, SUSPENDED or DEACTIVATED'),
  created: time('When the device was first enrolled'),
  lastUpdated: time('When its record last changed'),
  profile: DeviceProfile.optional(),
  resourceType: z.string().nullable().optional().describe('UDDevice'),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
  _links: z.looseObject({}).optional().describe('Related resources, and what the status permits'),
});

/** What a device must be like to be let in; its other properties depend on the platform. */
export const DeviceAssurance = z.looseObject({
  id: z.string().describe('The id of the policy'),
  name: z.string().nullable().optional().describe('Its name'),
  platform: z.string().nullable().optional().describe('ANDROID, CHROMEOS, IOS, MACOS or WINDOWS'),
  createdDate: time('When it was created'),
  createdBy: z.string().nullable().optional().describe('The id of the user who created it'),
  lastUpdate: time('When it last changed'),
  lastUpdatedBy: z.string().nullable().optional().describe('The id of the user who last changed it'),
});

export const exampleUserDevice: z.input<typeof UserDevice> = {
  created: '2026-02-01T12:00:00.000Z',
  deviceUserId: 'gud1a2b3c4d5e6f7g8h9',
  device: {
    id: EXAMPLE_IDS.device,
    status: 'ACTIVE',
    profile: { displayName: "Ada's laptop", platform: 'MACOS', registered: true },
  },
};

export const exampleDevice: z.input<typeof Device> = {
  id: EXAMPLE_IDS.device,
  status: 'ACTIVE',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
  profile: { displayName: "Ada's laptop", platform: 'MACOS', serialNumber: 'C02A1815ADA', registered: true },
  resourceType: 'UDDevice',
};

export const exampleDeviceUser: z.input<typeof DeviceUser> = {
  created: '2026-02-01T12:00:00.000Z',
  managementStatus: 'NOT_MANAGED',
  screenLockType: 'BIOMETRIC',
  user: exampleUser,
};

export const exampleDeviceAssurance: z.input<typeof DeviceAssurance> = {
  id: EXAMPLE_IDS.deviceAssurance,
  name: 'Laptops up to date',
  platform: 'MACOS',
  osVersion: { minimum: '15.0' },
  createdDate: '2026-01-10T08:00:00.000Z',
  createdBy: EXAMPLE_IDS.ada,
  lastUpdate: '2026-01-10T08:00:00.000Z',
  lastUpdatedBy: EXAMPLE_IDS.ada,
};

import { z } from 'zod';
import { defineAction, defineList } from '../define-action.js';
import {
  Device,
  DeviceAssurance,
  DeviceUser,
  exampleDevice,
  exampleDeviceAssurance,
  exampleDeviceUser,
} from '../../okta/schemas/device.js';
import { DeviceId, EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { expression } from '../../okta/schemas/query.js';
import { ORG_MANAGERS, ORG_READERS } from '../../okta/schemas/role-sets.js';

const ENGINE = { product: 'Identity Engine' } as const;
const READ = { ...ENGINE, scopes: ['okta.devices.read'], roles: ORG_READERS } as const;
const MANAGE = { ...ENGINE, scopes: ['okta.devices.manage'], roles: ORG_MANAGERS } as const;

/** Okta calls the operations on the life of a device idempotent. */
const LIFECYCLE = {
  ...MANAGE,
  effect: 'write',
  idempotent: true,
  input: z.strictObject({ deviceId: DeviceId }),
  output: Nothing,
  example: { input: { deviceId: EXAMPLE_IDS.device }, response: null },
} as const;

export const devices = {
  'search-devices': defineList({
    ...READ,
    title: 'List or search devices',
    description:
      'Lists all devices, or those that a search picks. A search lags behind changes by about a second: read a device by its id before changing it.',
    route: 'GET /api/v1/devices',
    input: z.strictObject({
      search: expression(
        'SCIM expression over id, status, lastUpdated and profile, such as status eq "ACTIVE" and profile.platform eq "MACOS"; co works on displayName, serialNumber, imei, meid, udid and sid',
      ).optional(),
      expand: z
        .enum(['user', 'userSummary'])
        .optional()
        .describe('Embeds the users of each device, whole or as summaries'),
    }),
    item: Device,
    maxLimit: 200,
    example: { input: { search: 'profile.platform eq "MACOS"' }, response: [exampleDevice] },
  }),

  'get-device': defineAction({
    ...READ,
    title: 'Get device',
    description: 'Reads one device by its id, always as it is now.',
    route: 'GET /api/v1/devices/{deviceId}',
    effect: 'read',
    input: z.strictObject({ deviceId: DeviceId }),
    output: Device,
    example: { input: { deviceId: EXAMPLE_IDS.device }, response: exampleDevice },
  }),

  'list-device-users': defineAction({
    ...READ,
    title: 'List users of a device',
    description: 'Lists the users who have enrolled a device.',
    route: 'GET /api/v1/devices/{deviceId}/users',
    effect: 'read',
    input: z.strictObject({ deviceId: DeviceId }),
    output: z.array(DeviceUser),
    example: { input: { deviceId: EXAMPLE_IDS.device }, response: [exampleDeviceUser] },
  }),

  'activate-device': defineAction({
    ...LIFECYCLE,
    title: 'Activate device',
    description:
      'Makes a deactivated device ACTIVE again; its users and factors do not come back, they enroll anew. A suspended device takes unsuspend-device instead. Reverse it with deactivate-device.',
    route: 'POST /api/v1/devices/{deviceId}/lifecycle/activate',
  }),

  'deactivate-device': defineAction({
    ...LIFECYCLE,
    title: 'Deactivate device',
    description:
      'Makes a device DEACTIVATED. It loses its users, its factors and its client certificates, which activate-device does not bring back: the users have to enroll it again.',
    route: 'POST /api/v1/devices/{deviceId}/lifecycle/deactivate',
  }),

  'suspend-device': defineAction({
    ...LIFECYCLE,
    title: 'Suspend device',
    description:
      'Keeps an active device from being used to sign in, and keeps its users and factors. Reverse it with unsuspend-device.',
    route: 'POST /api/v1/devices/{deviceId}/lifecycle/suspend',
  }),

  'unsuspend-device': defineAction({
    ...LIFECYCLE,
    title: 'Unsuspend device',
    description: 'Makes a suspended device ACTIVE again. Reverse it with suspend-device.',
    route: 'POST /api/v1/devices/{deviceId}/lifecycle/unsuspend',
  }),

  'delete-device': defineAction({
    ...MANAGE,
    title: 'Delete device',
    description:
      'Deletes a device and its profile for good. Okta refuses it unless the device is DEACTIVATED: use deactivate-device first. It cannot be undone; who enrolls the device again makes a new record.',
    route: 'DELETE /api/v1/devices/{deviceId}',
    effect: 'destructive',
    input: z.strictObject({ deviceId: DeviceId }),
    output: Nothing,
    example: { input: { deviceId: EXAMPLE_IDS.device }, response: null },
  }),

  'list-device-assurance-policies': defineAction({
    ...ENGINE,
    title: 'List device assurance policies',
    description: 'Lists what devices must be like to be let in, one policy for each platform and purpose.',
    route: 'GET /api/v1/device-assurances',
    scopes: ['okta.deviceAssurance.read'],
    roles: ORG_READERS,
    effect: 'read',
    input: z.strictObject({}),
    output: z.array(DeviceAssurance),
    example: { input: {}, response: [exampleDeviceAssurance] },
  }),
};

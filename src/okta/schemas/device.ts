import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

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

export const exampleUserDevice: z.input<typeof UserDevice> = {
  created: '2026-02-01T12:00:00.000Z',
  deviceUserId: 'gud1a2b3c4d5e6f7g8h9',
  device: {
    id: EXAMPLE_IDS.device,
    status: 'ACTIVE',
    profile: { displayName: "Ada's laptop", platform: 'MACOS', registered: true },
  },
};

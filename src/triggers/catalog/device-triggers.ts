import { done, type EventRow } from './define-event-trigger.js';

const DEVICE = { Device: 'the device' };
const OF_USER = { Device: 'the device', User: 'the user' };

const onIdentityEngine = (row: Omit<EventRow, 'product'>) => done({ ...row, product: 'Identity Engine' });

/** Authenticators of the org, and devices that are known to it. */
export const deviceTriggers = {
  'authenticator-activated': onIdentityEngine({
    title: 'Authenticator activated',
    eventTypes: ['security.authenticator.lifecycle.activate'],
    when: 'an administrator activates an authenticator of the org, such as Okta Verify or e-mail',
    note: "Not for a user's own enrollment: mfa-factor-activated.",
    targets: {},
    example: { message: 'Activate authenticator' },
  }),

  'authenticator-deactivated': onIdentityEngine({
    title: 'Authenticator deactivated',
    eventTypes: ['security.authenticator.lifecycle.deactivate'],
    when: 'an administrator deactivates an authenticator of the org',
    note: "Not for a user's own enrollment: mfa-factor-deactivated.",
    targets: {},
    example: { message: 'Deactivate authenticator' },
  }),

  'device-enrolled': onIdentityEngine({
    title: 'Device enrolled',
    eventTypes: ['device.enrollment.create'],
    when: 'a device is registered through Okta Verify for the first time',
    note: 'Name, serial number and operating system are in detailEntry of the target. A further account on a known device is device-added-to-user.',
    targets: DEVICE,
    example: { message: 'Enroll new device', actor: 'user' },
  }),

  'device-activated': onIdentityEngine({
    title: 'Device activated',
    eventTypes: ['device.lifecycle.activate'],
    when: 'a device is activated',
    targets: DEVICE,
    example: { message: 'Activate device' },
  }),

  'device-deactivated': onIdentityEngine({
    title: 'Device deactivated',
    eventTypes: ['device.lifecycle.deactivate'],
    when: 'a device is deactivated, which ends its use with Okta Verify',
    targets: DEVICE,
    example: { message: 'Deactivate device' },
  }),

  'device-deleted': onIdentityEngine({
    title: 'Device deleted',
    eventTypes: ['device.lifecycle.delete'],
    when: 'a device is deleted',
    note: 'The device can no longer be read then, so enriching finds nothing.',
    targets: DEVICE,
    example: { message: 'Delete device' },
  }),

  'device-suspended': onIdentityEngine({
    title: 'Device suspended',
    eventTypes: ['device.lifecycle.suspend'],
    when: 'access from a device is paused',
    targets: DEVICE,
    example: { message: 'Suspend device' },
  }),

  'device-unsuspended': onIdentityEngine({
    title: 'Device unsuspended',
    eventTypes: ['device.lifecycle.unsuspend'],
    when: 'a suspended device may be used again',
    targets: DEVICE,
    example: { message: 'Unsuspend device' },
  }),

  'device-added-to-user': onIdentityEngine({
    title: 'Device added to user',
    eventTypes: ['device.user.add'],
    when: 'a user adds an account in Okta Verify on a device',
    targets: OF_USER,
    example: { message: 'Add device to user', actor: 'user' },
  }),

  'device-removed-from-user': onIdentityEngine({
    title: 'Device removed from user',
    eventTypes: ['device.user.remove'],
    when: 'a device no longer belongs to a user',
    note: 'The device itself stays known to the org.',
    targets: OF_USER,
    example: { message: 'Remove device from user' },
  }),
};

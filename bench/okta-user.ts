const WANTED_BYTES = 2_048;

/** A user as Okta answers it, of 2 kB. */
export function oktaUser() {
  const user = {
    id: '00u1bench0000000000',
    status: 'ACTIVE',
    created: '2026-01-05T10:00:00.000Z',
    activated: '2026-01-05T10:00:00.000Z',
    statusChanged: '2026-01-05T10:00:00.000Z',
    lastLogin: '2026-11-20T08:12:44.000Z',
    lastUpdated: '2026-11-01T12:00:00.000Z',
    passwordChanged: '2026-06-01T12:00:00.000Z',
    type: { id: 'oty1bench0000000000' },
    profile: {
      firstName: 'Ada',
      lastName: 'Lovelace',
      login: 'ada@acme.example',
      email: 'ada@acme.example',
      department: 'Analytical Engines',
      title: 'Engineer',
      aboutMe: '',
    },
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    _links: { self: { href: 'https://acme.okta.com/api/v1/users/00u1bench0000000000' } },
  };
  user.profile.aboutMe = 'x'.repeat(Math.max(0, WANTED_BYTES - JSON.stringify(user).length));
  return user;
}

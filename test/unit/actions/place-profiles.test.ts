import { describe, expect, it } from '@jest/globals';
import { placeProfiles, profileKindsIn } from '../../../src/actions/org-schemas/place-profiles.js';
import { readProfileSchema } from '../../../src/okta/profile-schema/profile-schema.js';

const user = readProfileSchema({
  definitions: { base: { properties: { login: { type: 'string' } }, required: ['login'] } },
});
const place = { type: 'object', 'x-profile': 'user', properties: { login: { type: 'string', description: 'Who' } } };

describe('placeProfiles', () => {
  it('finds places in properties, items and alternatives', () => {
    const schema = {
      properties: { a: { items: { properties: { profile: place } } }, b: { anyOf: [{ type: 'null' }, place] } },
    };
    expect(profileKindsIn(schema)).toEqual(['user']);
    const placed = JSON.stringify(placeProfiles(schema, 'output', { user }));
    expect(placed.match(/"x-okta"/g)).toHaveLength(2);
  });

  it('leaves everything else as it is', () => {
    const schema = { type: 'object', properties: { other: { type: 'string', 'x-options': 'users' } } };
    expect(placeProfiles(schema, 'input', { user })).toEqual(schema);
    expect(profileKindsIn(schema)).toEqual([]);
  });

  it('leaves a place open whose schema is not at hand', () => {
    expect(placeProfiles({ properties: { profile: place } }, 'input', {})).toEqual({ properties: { profile: place } });
  });

  it('requires attributes only where the place does', () => {
    const whole = { ...place, required: ['login'] };
    const placed = placeProfiles({ properties: { whole, change: place } }, 'input', { user });
    expect(placed).toMatchObject({ properties: { whole: { required: ['login'], additionalProperties: false } } });
    expect(placed['properties']).not.toHaveProperty('change.required');
  });

  it("takes the catalogue's words where Okta has none", () => {
    const placed = placeProfiles({ properties: { profile: place } }, 'input', { user });
    expect(placed).toMatchObject({ properties: { profile: { properties: { login: { description: 'Who' } } } } });
  });

  it('keeps what may be null', () => {
    const nullable = { type: ['object', 'null'], 'x-profile': 'user' };
    expect(placeProfiles({ properties: { profile: nullable } }, 'output', { user })).toMatchObject({
      properties: { profile: { type: ['object', 'null'] } },
    });
  });

  it('leaves answers open, since Okta adds attributes at any time', () => {
    const placed = placeProfiles({ properties: { profile: place } }, 'output', { user });
    expect(placed).toMatchObject({ properties: { profile: { additionalProperties: {} } } });
  });
});

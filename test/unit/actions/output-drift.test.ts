import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { OutputDrift } from '../../../src/actions/output-drift.js';
import { ActionRegistry } from '../../../src/actions/registry.js';

Logger.overrideLogger(false);

const getUser = new ActionRegistry().find('get-user');

describe('OutputDrift', () => {
  const drifted = (...outputs: unknown[]) => {
    if (!getUser) throw new Error('There is no get-user');
    const drift = new OutputDrift();
    for (const output of outputs) drift.check(getUser, output);
    return drift.counts().get('get-user');
  };
  const user = { id: 'u', status: 'ACTIVE', profile: {} };

  it('counts an answer that does not fit', () => {
    expect(drifted({ id: 7 })).toBe(1);
  });

  it('takes new fields for what they are', () => {
    expect(drifted({ ...user, brandNew: true })).toBe(0);
  });

  it('looks at the first answer and every twentieth', () => {
    const many = Array.from({ length: 41 }, () => ({ id: 7 }));
    expect(drifted(...many)).toBe(3);
  });
});

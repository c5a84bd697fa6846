import { describe, expect, it } from '@jest/globals';
import { actions } from './catalogue.ts';

describe('every action', () => {
  it.each([...actions])('$id has an id in kebab case', ({ id }) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each([...actions])('$id says what it does in a sentence', ({ definition: { title, description } }) => {
    expect(title).toMatch(/^[A-Z].{3,60}[^.]$/);
    expect(description).toMatch(/^[A-Z].{19,}\.$/);
  });

  it.each([...actions])('$id leaves at least one admin role that suffices', ({ requiredRoles }) => {
    expect(requiredRoles).toContain('SUPER_ADMIN');
  });

  it('has a title of its own', () => {
    const titles = actions.map(({ definition }) => definition.title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});

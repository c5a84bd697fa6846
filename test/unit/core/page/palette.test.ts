import { describe, expect, test } from '@jest/globals';
import { contrast, rgbOf } from '../../../../src/core/page/colour.js';
import { paletteOf, paletteRules, type Palette } from '../../../../src/core/page/palette.js';
import { fc } from '../../../support/fast-check.ts';

type Role = keyof Palette;

const GROUNDS: Role[] = ['page', 'surface', 'sunken', 'accent-soft'];

/** Text on what it stands on (WCAG 2.2, 1.4.3: at least 4.5). */
const TEXTS: [Role, Role][] = [
  ...GROUNDS.flatMap((ground): [Role, Role][] => [
    ['text', ground],
    ['muted', ground],
    ['accent', ground],
  ]),
  ...(['success', 'warning', 'danger'] as const).flatMap((tone): [Role, Role][] => [
    ['text', `${tone}-soft`],
    [tone, `${tone}-soft`],
    [tone, 'surface'],
  ]),
  ['danger', 'page'],
  ['accent-strong', 'page'],
  ['accent-strong', 'surface'],
  ['on-fill', 'fill'],
  ['on-fill', 'fill-strong'],
];

/** What must be seen to use the page (1.4.11: at least 3). */
const SHAPES: [Role, Role][] = [
  ['control', 'surface'],
  ['control', 'page'],
  ['accent', 'page'],
  ['fill-line', 'page'],
  ['danger', 'surface'],
];

const THEMES = ['light', 'dark'] as const;

const tooWeak = (palette: Palette, pairs: [Role, Role][], least: number) =>
  pairs.filter(([front, back]) => contrast(rgbOf(palette[front]), rgbOf(palette[back])) < least);

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
  ])('of %s and %s is %d', (one, other, expected) => {
    expect(contrast(rgbOf(one), rgbOf(other))).toBeCloseTo(expected, 2);
    expect(contrast(rgbOf(other), rgbOf(one))).toBeCloseTo(expected, 2);
  });
});

describe.each(THEMES)('the %s palette', (theme) => {
  test('can be read whatever accent the operator chose', () => {
    fc.assert(
      fc.property(anyColour, (accent) => {
        const palette = paletteOf(theme, accent);
        expect(tooWeak(palette, TEXTS, 4.5)).toEqual([]);
        expect(tooWeak(palette, SHAPES, 3)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('control: most accents cannot be used as they are', () => {
    const weak = fc.sample(anyColour, 200).filter((accent) => {
      const unchanged = { ...paletteOf(theme, accent), accent };
      return tooWeak(unchanged, TEXTS, 4.5).length > 0;
    });
    expect(weak.length).toBeGreaterThan(100);
  });
});

test('the colour of buttons is the one that the operator chose', () => {
  expect(paletteOf('light', '#ffd400')).toMatchObject({ fill: '#ffd400', 'on-fill': '#000000' });
  expect(paletteOf('dark', '#5b2a86')).toMatchObject({ fill: '#5b2a86', 'on-fill': '#ffffff' });
});

test('an accent that can be read stays as it is', () => {
  expect(paletteOf('light', '#0a5c43').accent).toBe('#0a5c43');
  expect(paletteOf('dark', '#7fd9b8').accent).toBe('#7fd9b8');
});

test('both palettes are written down, the dark one for those who prefer it', () => {
  const rules = paletteRules('#2f5bd0');
  expect(rules).toMatch(/^:root\{--page:#f5f6f8;/);
  expect(rules).toContain('@media (prefers-color-scheme:dark){:root{--page:#11141a;');
});

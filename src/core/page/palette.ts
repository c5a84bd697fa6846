import { contrast, mix, type Rgb, rgbOf, textOfRgb } from './colour.js';

/** Colours by their role, as custom properties of the stylesheet. Each pair that meets is held to WCAG 2.2 by a test. */
export interface Palette {
  page: string;
  surface: string;
  sunken: string;
  text: string;
  muted: string;
  line: string;
  control: string;
  success: string;
  'success-soft': string;
  warning: string;
  'warning-soft': string;
  danger: string;
  'danger-soft': string;
  /** The accent where it is read or tells something. */
  accent: string;
  'accent-strong': string;
  'accent-soft': string;
  /** The accent as the operator chose it, below text. */
  fill: string;
  'fill-strong': string;
  'fill-line': string;
  'on-fill': string;
}

type Ground = Omit<Palette, `accent${string}` | `fill${string}` | 'on-fill'>;

const LIGHT: Ground = {
  page: '#f5f6f8',
  surface: '#ffffff',
  sunken: '#f0f2f5',
  text: '#1a1f29',
  muted: '#535d6e',
  line: '#dde1e8',
  control: '#7d8797',
  success: '#0c6b3b',
  'success-soft': '#e7f5ed',
  warning: '#855000',
  'warning-soft': '#fcf2df',
  danger: '#b0241c',
  'danger-soft': '#fdedeb',
};

const DARK: Ground = {
  page: '#11141a',
  surface: '#1a1e26',
  sunken: '#14181f',
  text: '#e9ecf1',
  muted: '#aab3c1',
  line: '#2f3643',
  control: '#748095',
  success: '#74d6a0',
  'success-soft': '#143022',
  warning: '#efc062',
  'warning-soft': '#33280f',
  danger: '#ff9d94',
  'danger-soft': '#3a1a18',
};

/** Contrast of text (WCAG 2.2, 1.4.3), with a little to spare. */
const READABLE = 4.6;
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

interface Theme {
  ground: Ground;
  /** Where an accent goes that cannot be read. */
  towards: Rgb;
  /** How much of the accent a tinted ground has. */
  tint: number;
  strength: number;
}

const THEMES: Record<'light' | 'dark', Theme> = {
  light: { ground: LIGHT, towards: BLACK, tint: 0.07, strength: 0.18 },
  dark: { ground: DARK, towards: WHITE, tint: 0.1, strength: 0.25 },
};

/** The theme with the accent, changed as little as lets it be read on every ground. */
export function paletteOf(name: keyof typeof THEMES, accent: string): Palette {
  const { ground, towards, tint, strength } = THEMES[name];
  const surface = rgbOf(ground.surface);
  const soft = (shade: Rgb) => mix(surface, shade, tint);
  const isReadable = (shade: Rgb) =>
    [surface, rgbOf(ground.page), rgbOf(ground.sunken), soft(shade)].every(
      (under) => contrast(shade, under) >= READABLE,
    );
  const shades = Array.from({ length: 101 }, (_, percent) => mix(rgbOf(accent), towards, percent / 100));
  const shade = shades.find(isReadable) ?? towards;
  return {
    ...ground,
    accent: textOfRgb(shade),
    'accent-strong': textOfRgb(mix(shade, towards, strength)),
    'accent-soft': textOfRgb(soft(shade)),
    ...fillOf(rgbOf(accent), { page: rgbOf(ground.page), line: textOfRgb(shade) }),
  };
}

/** What can be seen without a line around it (1.4.11). */
const VISIBLE = 3;

/** Whatever the accent is, black or white can be read on it, and more so on what it becomes under the pointer. */
function fillOf(accent: Rgb, { page, line }: { page: Rgb; line: string }) {
  const dark = contrast(accent, BLACK) > contrast(accent, WHITE);
  const isVisible = contrast(accent, page) >= VISIBLE;
  return {
    fill: textOfRgb(accent),
    'fill-strong': textOfRgb(mix(accent, dark ? WHITE : BLACK, 0.2)),
    'fill-line': isVisible ? textOfRgb(accent) : line,
    'on-fill': dark ? '#000000' : '#ffffff',
  };
}

const declarations = (palette: Palette) =>
  Object.entries(palette)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(';');

/** The custom properties, for both of the person's preferences. */
export const paletteRules = (accent: string): string =>
  `:root{${declarations(paletteOf('light', accent))}}\n@media (prefers-color-scheme:dark){:root{${declarations(paletteOf('dark', accent))}}}\n`;

import { describe, expect, it } from 'vitest';
import { tokenColour } from './style.ts';

type Colour = readonly [number, number, number];

const linear = (hex: string): Colour => {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
};
const luminance = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** WCAG 2.2, contrast ratio. */
const contrast = (one: string, other: string) => {
  const [high, low] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
};

// G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency", IEEE TVCG 15, 2009: full severity, on linear RGB.
const deficiencies = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

const seen = (colour: Colour, matrix: readonly number[]): Colour => {
  const row = (at: number) =>
    Math.min(1, Math.max(0, matrix[at]! * colour[0] + matrix[at + 1]! * colour[1] + matrix[at + 2]! * colour[2]));
  return [row(0), row(3), row(6)];
};

/** B. Ottosson, "A perceptual color space for image processing", 2020. */
const oklab = ([red, green, blue]: Colour): Colour => {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};
const distance = (one: Colour, other: Colour) =>
  Math.hypot(...oklab(one).map((value, index) => value - oklab(other)[index]!));

describe.each(['light', 'dark'] as const)('colours in %s', (scheme) => {
  const colour = (name: string) => tokenColour(name, scheme);

  it('read: text has 4.5 to 1, marks have 3 to 1', () => {
    for (const name of ['ink', 'muted', 'accent', 'over', 'good']) {
      expect(contrast(colour(name), colour('surface')), name).toBeGreaterThanOrEqual(4.5);
    }
    for (const name of ['s1', 's2', 's3', 's4', 's5', 'over', 'good']) {
      expect(contrast(colour(name), colour('surface')), name).toBeGreaterThanOrEqual(3);
    }
  });

  it('carry their text on every step of a heat map', () => {
    const text: Record<string, string> = {
      h1: colour('ink'),
      h2: colour('ink'),
      h3: colour('ink'),
      h4: '#0e1013',
      h5: colour('on-accent'),
    };
    for (const [step, ink] of Object.entries(text))
      expect(contrast(colour(step), ink), step).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(deficiencies))(
    'tell up to three series apart with %s, where the lines have no pattern to help',
    (_, matrix) => {
      const three = ['s1', 's2', 's3'].map((name) => seen(linear(colour(name)), matrix));
      expect(distance(three[0]!, three[1]!)).toBeGreaterThan(0.05);
      expect(distance(three[1]!, three[2]!)).toBeGreaterThan(0.05);
      expect(distance(three[0]!, three[2]!)).toBeGreaterThan(0.05);
    },
  );
});

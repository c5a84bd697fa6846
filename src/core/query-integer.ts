import { z } from 'zod';

/** A query parameter that is an integer: digits and nothing else. To `z.coerce` an empty text is 0, and " 1e1 " is 10. */
export const queryInteger = ({ min, max, fallback }: { min: number; max: number; fallback: number }) =>
  z.preprocess(numberOfDigits, z.int().min(min).max(max)).prefault(fallback);

const numberOfDigits = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

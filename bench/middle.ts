/** The middle one of the numbers, the upper of two. */
export function middle(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

export const rounded = (number: number, digits = 2): number => Number(number.toFixed(digits));

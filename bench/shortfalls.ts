/** Why a figure is below its goal, as far as it was measured. */
export const SHORTFALLS: Readonly<Record<string, string>> = {};

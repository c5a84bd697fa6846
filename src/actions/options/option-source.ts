import { z } from 'zod';
import type { DirectAction } from '../define-action.js';

/** One entry of a pick list. */
export interface Option {
  /** What goes into the input. */
  value: string;
  label: string;
  description: string | null;
}

/** What a caller looks for. */
export interface OptionQuery {
  q: string | undefined;
  /** Options wanted at once. */
  limit: number;
  /** Of policies. */
  type: string | undefined;
  /** Whose factors. */
  userId: string | undefined;
}

/** Options that are the same in every org. */
interface FixedList {
  kind: 'fixed';
  options: readonly Option[];
}

/** Options that the org has. */
export interface OrgList {
  kind: 'org';
  operation: DirectAction;
  input: Record<string, unknown>;
  /** Who picks what matches `q`; what Okta cannot search is read to the end and picked from here. */
  searchedBy: 'okta' | 'us';
  /** Undefined for what is no option. */
  optionOf(item: unknown): Option | undefined;
  /** Okta may refuse the list because the org has no such thing; it is empty then. */
  mayBeRefused?: true;
}

export type OptionList = FixedList | OrgList;

/** A pick list: one or several lists, one after the other. */
export interface OptionSource {
  /** Query parameters that it takes beside `q`, `limit` and `cursor`. */
  parameters: readonly ('type' | 'userId')[];
  lists(query: OptionQuery): OptionList[];
}

/** A list of the org whose items have the documented form; others are passed over. */
export function orgList<T extends z.ZodType>(
  spec: Omit<OrgList, 'kind' | 'optionOf'> & { item: T; option: (item: z.output<T>) => Option },
): OrgList {
  const { item: schema, option, ...list } = spec;
  return {
    kind: 'org',
    ...list,
    optionOf: (item) => {
      const { success, data } = schema.safeParse(item);
      return success ? option(data) : undefined;
    },
  };
}

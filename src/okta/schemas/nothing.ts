import { z } from 'zod';

/** The output of operations that Okta answers with no body or with `{}`. */
export const Nothing = z.null();

import { ENGLISH_PAGE } from '../../core/page/page-texts.js';
import { ENGLISH_STATUS } from './english-status.js';
import { ENGLISH_STEPS } from './english-steps.js';

/** Every word of the connect pages in English. Another language is one more file of this shape, named in `texts.ts`. */
export const ENGLISH = {
  page: ENGLISH_PAGE,
  steps: ENGLISH_STEPS,
  parts: {
    progress: 'Progress',
    stepOf: (at: number, steps: number) => `Step ${at} of ${steps}`,
    stepDone: '(done)',
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'Select it and copy it by hand',
    copyOf: (label: string) => `Copy ${label}`,
    remedy: 'What to do:',
    checkWords: { pass: 'In order', warn: 'To know', fail: 'Does not work' },
  },
  status: ENGLISH_STATUS,
};

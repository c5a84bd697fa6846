/** Figures that another command plays whole. */
export const ELSEWHERE: Record<string, { what: string; where: string }> = {
  G12: {
    what: 'attacks on the consent callback: 12 classes × 50, and 1,000 callbacks with one state',
    where: 'whole in `npm test` (`test/e2e/consent/callback-attacks.test.ts`, with two controls)',
  },
  G22: {
    what: 'rendered chart and image: Pod Security "restricted", SBOM, non-root, read-only root',
    where: 'whole in `npm test` (`test/helm`, `test/image`)',
  },
};

const FEWER =
  'Played with fewer trials than the full figure, for want of time on a quiet machine; the nightly job plays it whole.';

/** What to know of a figure beside its numbers: why it is not kept, or not at full size. */
export const REMARKS: Record<string, string> = {
  G5: FEWER,
  G6: FEWER,
  G9: FEWER,
  G14: FEWER,
  G17:
    `${FEWER} Two runs at full size on a machine with a load of 15 to 30 on two cores were not kept: 9 and 2 of 110 trials had ` +
    'runs that ended with "timeout exceeded when trying to connect" to Postgres, which is no answer the figure allows; none of ' +
    'them made a second call to Okta.',
  G18:
    'The 665 requests without an answer were in flight when the load ended; such requests are awaited and counted since, and ' +
    'the figure was not played again.',
  G21: FEWER,
};

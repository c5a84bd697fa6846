/** Figures that another command plays whole. */
export const ELSEWHERE: Record<string, { what: string; where: string }> = {
  G12: {
    what: 'attacks on the consent callback: 12 classes × 50, and 1,000 callbacks with one state',
    where: 'whole in `npm test` (`test/e2e/consent/callback-attacks.test.ts`, with two controls)',
  },
  G22: {
    what: 'rendered chart and image: Pod Security "restricted", SBOM, non-root, read-only root',
    where: 'whole in `npm test` (`test/helm`) and `npm run test:image`',
  },
};

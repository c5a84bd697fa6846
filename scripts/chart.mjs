// Without arguments: writes the chart's README from its values. With arguments: runs helm, which is brought if need be.
//   npm run chart
//   npm run chart -- template try helm/okta-connector -f helm/okta-connector/ci/trial-values.yaml
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chartReadme } from './chart-readme.ts';
import { findHelm } from './find-helm.ts';

const chart = (name) => new URL(`../helm/okta-connector/${name}`, import.meta.url);
const helm = process.argv.slice(2);

if (helm.length > 0) process.exitCode = spawnSync(findHelm(), helm, { stdio: 'inherit' }).status ?? 1;
else writeFileSync(chart('README.md'), chartReadme(readFileSync(chart('values.yaml'), 'utf8')));

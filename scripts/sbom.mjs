// Prints the bill of materials of what runs in production (CycloneDX), from the lock: npm run --silent sbom > sbom.cdx.json
// `npm sbom --omit=dev` also leaves out packages that development needs as well, so what is left out is chosen here.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ARGUMENTS = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
const bill = JSON.parse(execFileSync('npm', ARGUMENTS, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

const inProduction = new Set(
  Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path && !dev && !optional && !devOptional)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
);
const nameOf = ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`;

// A package that stands in the lock twice is listed once, and as optional if the first place is.
const components = bill.components
  .filter((component) => inProduction.has(nameOf(component)))
  .map((component) => ({ ...component, scope: 'required' }));
const kept = new Set([bill.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
const dependencies = bill.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));

console.log(JSON.stringify({ ...bill, components, dependencies }, null, 2));

/** The layers of src/: a folder may import those to its right, never one to its left. */
const LAYERS =
  'openapi → connect | mcp → deliveries → triggers | actions → connections → audit → tokens → tenancy → okta → core';

const steps = LAYERS.split(' → ').map((step) => step.split(' | '));

const towardsCore = steps.flatMap((folders, index) =>
  folders.map((folder) => ({
    name: `layers-${folder}`,
    comment: `Imports go one way: ${LAYERS}. Move what ${folder}/ needs to the right, or hand it in from the left.`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: {
      path: `^src/(${[...steps.slice(0, index).flat(), ...folders.filter((other) => other !== folder)].join('|') || '(?!)'})/`,
    },
  })),
);

export default {
  forbidden: [
    ...towardsCore,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third: take out what both need.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      comment: 'Import the file that defines the thing; an index.ts hides where it lives.',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index\\.ts$' },
    },
    {
      name: 'catalogue-is-declarative',
      comment:
        'A catalogue file holds values: it imports zod, define-*, the building blocks of composites, Okta schemas and other catalogue files only. Logic belongs to the runner.',
      severity: 'error',
      from: { path: '^src/actions/catalog/' },
      to: {
        pathNot:
          '^(node_modules/zod/|src/actions/(define-[a-z-]+|replacement|safe-change)\\.ts|src/actions/catalog/|src/okta/schemas/)',
      },
    },
    {
      name: 'http-out-only-through-the-guard',
      comment:
        'Only okta/ and deliveries/ may speak HTTP to the outside, through the egress guard. Ask OktaClient or the guarded fetch.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(okta|deliveries)/' },
      to: { path: '^(node_modules/undici/|https$|node:https$)' },
    },
    {
      name: 'controllers-call-services',
      comment:
        'A controller takes the input and makes one call; SQL and entities are behind services and repositories.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '^(node_modules/(typeorm|pg)/|src/core/database/)' },
    },
    {
      name: 'production-needs-no-development-package',
      comment:
        'What src/ imports belongs to dependencies; the embedded Postgres alone is loaded where it is installed.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/database/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'src-knows-no-tests',
      comment: 'The product does not import its tests or its demo.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|demo|scripts)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6'],
  },
};

import { isMap, isScalar, parseDocument, type Node } from 'yaml';

interface Row {
  path: string;
  meaning: string;
  fallback: string;
}

/** What README.md of the chart says; the table comes from the comments `# -- …` in values.yaml. */
export function chartReadme(values: string): string {
  const document = parseDocument(values);
  if (!isMap(document.contents)) throw new Error('values.yaml is no map.');
  const rows = describe(document.contents, '').map(
    ({ path, fallback, meaning }) => `| \`${path}\` | ${fallback} | ${meaning.replaceAll('|', '\\|')} |`,
  );
  return [INTRODUCTION, '| value | default | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** A value with a comment is a row; below it nothing is listed. @throws Error naming a value without a comment */
function describe(node: Node | null | undefined, prefix: string): Row[] {
  if (!isMap(node)) throw new Error(`${prefix} has no comment "# -- …" in values.yaml.`);
  return node.items.flatMap(({ key, value }, index) => {
    if (!isScalar(key)) throw new Error(`A key under ${prefix} is no text.`);
    const path = `${prefix}${prefix && '.'}${String(key.value)}`;
    const comment = key.commentBefore ?? (index === 0 ? node.commentBefore : undefined);
    const meaning = / -- (.*)$/s.exec(comment ?? '')?.[1];
    if (!meaning) return describe(value as Node | null, path);
    return [{ path, meaning: meaning.replaceAll(/\s+/g, ' '), fallback: inCode(value as Node | null) }];
  });
}

function inCode(value: Node | null): string {
  const json: unknown = value?.toJSON();
  return json === '' || json === null || json === undefined ? '' : `\`${JSON.stringify(json)}\``.replaceAll('|', '\\|');
}

const INTRODUCTION = `# Helm chart of the Okta connector

<!-- Made from values.yaml by \`npm run chart\`; do not edit. -->

Needs Kubernetes 1.30 and Postgres 14 or newer; has no chart dependency.

\`\`\`sh
kubectl create secret generic okta-connector-database --from-literal=database-url=postgres://okta_connector:…@host/db
kubectl create secret generic okta-connector-owner --from-literal=database-migration-url=postgres://owner:…@host/db
kubectl create secret generic okta-connector-keys --from-literal=encryption-keys="k1:$(openssl rand -base64 32)"
helm install okta-connector helm/okta-connector -f values.yaml
\`\`\`

\`\`\`yaml
# values.yaml
image: { repository: registry.platform.example/okta-connector }
publicUrl: https://okta.platform.example
auth: { issuer: https://login.platform.example, audience: okta-connector }
regions: [{ id: us, host: okta-us.platform.example }, { id: eu, host: okta-eu.platform.example }]
database: { existingSecret: okta-connector-database, migration: { existingSecret: okta-connector-owner } }
encryption: { existingSecret: okta-connector-keys }
ingress: { enabled: true, className: nginx }
\`\`\`

\`ci/\` has a values file for each way to install it. Without anything outside the cluster, for a trial only:
\`helm install try helm/okta-connector -f helm/okta-connector/ci/trial-values.yaml\`.
Installing, upgrading and rotating keys: docs/operations.md. Alerts: docs/runbook.md. Metrics: metrics.md.

## Values
`;

/** Makers of errors whose first argument is a code, or whose only texts are for people. */
const CODED = new Set(['ConnectorError']);
const WORDED = new Set(['Error', 'TypeError', 'AggregateError', 'ConfigError', 'refused', 'unauthenticated']);
/** Members and variables that hold a sentence for people, or a line of the log. */
const SENTENCES = new Set(['title', 'detail', 'remedy', 'msg', 'message', 'description']);

/**
 * Leaves out the words of errors, log lines and pages: no test should hold a sentence fast. Codes, SQL, names of
 * algorithms, claims, headers and fields are mutated.
 */
const texts = {
  shouldIgnore(path) {
    const isText = path.isStringLiteral() || path.isTemplateLiteral();
    return isText && isSentence(path) ? 'A text for people' : undefined;
  },
};

function isSentence(path) {
  const { parent, parentPath } = path;
  if (parentPath.isConditionalExpression() || parentPath.isBinaryExpression()) return isSentence(parentPath);
  if (parentPath.isArrayExpression()) return isSentence(parentPath);
  if (parentPath.isObjectProperty()) return path.key === 'value' && SENTENCES.has(parent.key.name);
  if (parentPath.isVariableDeclarator()) return SENTENCES.has(parent.id.name);
  if (!parentPath.isNewExpression() && !parentPath.isCallExpression()) return false;
  const { name } = parent.callee;
  return WORDED.has(name) || (CODED.has(name) && path.key > 0);
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: texts }];

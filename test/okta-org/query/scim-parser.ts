/** SCIM comparison operators, lower case (RFC 7644 section 3.4.2.2). */
export type ScimOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le' | 'pr';

export type ScimValue = string | number | boolean | null;

export interface ScimComparison {
  kind: 'compare';
  attribute: string;
  operator: ScimOperator;
  value: ScimValue;
}

export type ScimNode =
  ScimComparison | { kind: 'and' | 'or'; left: ScimNode; right: ScimNode } | { kind: 'not'; inner: ScimNode };

/** The expression is not well-formed; `position` counts characters from 0. */
export class ScimSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(`${message} at position ${position}`);
    this.position = position;
  }
}

interface Token {
  text: string;
  position: number;
}

const TOKEN = /\s*(?:([()])|("(?:[^"\\]|\\.)*")|([^\s()"]+))/y;
const OPERATORS = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr']);
const ATTRIBUTE = /^[A-Za-z_$][\w$.:-]*$/;

function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  const text = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new ScimSyntaxError('unexpected character', start);
    const token = match[1] ?? match[2] ?? match[3] ?? '';
    tokens.push({ text: token, position: start + match[0].length - token.length });
  }
  return tokens;
}

/** Recursive descent over the tokens: or, and, not, parentheses, comparison; `and` binds tighter than `or`. */
class Parser {
  private readonly tokens: Token[];
  private place = 0;

  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }

  parse(): ScimNode {
    const node = this.parseOr();
    if (this.place < this.tokens.length) throw this.unexpected();
    return node;
  }

  private parseOr(): ScimNode {
    let left = this.parseAnd();
    while (this.takeWord('or')) left = { kind: 'or', left, right: this.parseAnd() };
    return left;
  }

  private parseAnd(): ScimNode {
    let left = this.parseTerm();
    while (this.takeWord('and')) left = { kind: 'and', left, right: this.parseTerm() };
    return left;
  }

  private parseTerm(): ScimNode {
    if (this.takeWord('not')) return { kind: 'not', inner: this.parseGroup() };
    return this.peek() === '(' ? this.parseGroup() : this.parseComparison();
  }

  private parseGroup(): ScimNode {
    if (this.take().text !== '(') throw this.unexpected(-1);
    const node = this.parseOr();
    if (this.peek() !== ')') throw this.unexpected();
    this.place += 1;
    return node;
  }

  private parseComparison(): ScimComparison {
    const attribute = this.take().text;
    if (!ATTRIBUTE.test(attribute)) throw this.unexpected(-1);
    const operator = this.take().text.toLowerCase();
    if (!isOperator(operator)) throw this.unexpected(-1);
    const value = operator === 'pr' ? null : this.parseValue();
    return { kind: 'compare', attribute, operator, value };
  }

  private parseValue(): ScimValue {
    const { text } = this.take();
    try {
      const value: unknown = JSON.parse(text);
      if (isValue(value)) return value;
    } catch {
      throw this.unexpected(-1);
    }
    throw this.unexpected(-1);
  }

  private peek(): string | undefined {
    return this.tokens[this.place]?.text;
  }

  private take(): Token {
    const token = this.tokens[this.place];
    if (!token) throw this.unexpected();
    this.place += 1;
    return token;
  }

  private takeWord(word: string): boolean {
    if (this.peek()?.toLowerCase() !== word) return false;
    this.place += 1;
    return true;
  }

  private unexpected(offset = 0): ScimSyntaxError {
    const token = this.tokens[this.place + offset];
    if (!token) return new ScimSyntaxError('unexpected end', this.tokens.at(-1)?.position ?? 0);
    return new ScimSyntaxError(`unexpected '${token.text}'`, token.position);
  }
}

function isOperator(text: string): text is ScimOperator {
  return OPERATORS.has(text);
}

function isValue(value: unknown): value is ScimValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/**
 * Parses a SCIM filter expression. Operators are case-insensitive, attribute names are kept as written.
 * @throws ScimSyntaxError
 */
export function parseScim(expression: string): ScimNode {
  return new Parser(tokenize(expression)).parse();
}

/** All comparisons of an expression, left to right. */
export function comparisonsOf(node: ScimNode): ScimComparison[] {
  if (node.kind === 'compare') return [node];
  if (node.kind === 'not') return comparisonsOf(node.inner);
  return [...comparisonsOf(node.left), ...comparisonsOf(node.right)];
}

/** Tells whether the expression contains a negation. */
export function usesNot(node: ScimNode): boolean {
  if (node.kind === 'compare') return false;
  return node.kind === 'not' || usesNot(node.left) || usesNot(node.right);
}

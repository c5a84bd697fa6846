/** What an expression sees of one user. */
export interface RuleSubject {
  profile: Record<string, unknown>;
  groups: readonly { id: string; name: string }[];
}

type Value = string | number | boolean | null;
type Evaluate = (subject: RuleSubject) => Value;

const TOKEN =
  /\s*(?:(?<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<number>\d+(?:\.\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<sign>==|!=|&&|\|\||[!(),]))/y;

interface Token {
  kind: 'text' | 'number' | 'name' | 'sign';
  text: string;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(expression)?.groups;
    if (!groups) throw new Error(`unexpected character at ${at}`);
    const kind = (['text', 'number', 'name', 'sign'] as const).find((name) => groups[name] !== undefined) ?? 'sign';
    tokens.push({ kind, text: groups[kind] ?? '' });
  }
  return tokens;
}

const textOf = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));

/** The functions of Okta's expression language that group rules may use, as far as the local org knows them. */
const FUNCTIONS: Record<string, (values: Value[], subject: RuleSubject) => Value> = {
  'String.startsWith': ([text, start]) => textOf(text).startsWith(textOf(start)),
  'String.endsWith': ([text, end]) => textOf(text).endsWith(textOf(end)),
  'String.stringContains': ([text, part]) => textOf(text).includes(textOf(part)),
  'String.toLowerCase': ([text]) => textOf(text).toLowerCase(),
  'String.toUpperCase': ([text]) => textOf(text).toUpperCase(),
  'String.len': ([text]) => textOf(text).length,
  isMemberOfGroup: ([id], { groups }) => groups.some((group) => group.id === id),
  isMemberOfAnyGroup: (ids, { groups }) => groups.some((group) => ids.includes(group.id)),
  isMemberOfGroupName: ([name], { groups }) => groups.some((group) => group.name === name),
  isMemberOfGroupNameStartsWith: ([start], { groups }) => groups.some(({ name }) => name.startsWith(textOf(start))),
  isMemberOfGroupNameContains: ([part], { groups }) => groups.some(({ name }) => name.includes(textOf(part))),
};

class RuleParser {
  private place = 0;
  private readonly tokens: Token[];

  constructor(expression: string) {
    this.tokens = tokensOf(expression);
  }

  parse(): Evaluate {
    const whole = this.either();
    if (this.place < this.tokens.length) throw new Error(`unexpected "${this.tokens[this.place]?.text}"`);
    return whole;
  }

  private take(...wanted: string[]): string | undefined {
    const text = this.tokens[this.place]?.text;
    if (text === undefined || !wanted.includes(text)) return undefined;
    this.place += 1;
    return text;
  }

  private need(wanted: string): void {
    if (this.take(wanted) === undefined) throw new Error(`"${wanted}" is missing`);
  }

  private either(): Evaluate {
    const left = this.both();
    if (!this.take('||', 'OR', 'or')) return left;
    const right = this.either();
    return (subject) => left(subject) === true || right(subject) === true;
  }

  private both(): Evaluate {
    const left = this.comparison();
    if (!this.take('&&', 'AND', 'and')) return left;
    const right = this.both();
    return (subject) => left(subject) === true && right(subject) === true;
  }

  private comparison(): Evaluate {
    const left = this.operand();
    const operator = this.take('==', '!=');
    if (operator === undefined) return left;
    const right = this.operand();
    return (subject) => (left(subject) === right(subject)) === (operator === '==');
  }

  private operand(): Evaluate {
    if (this.take('!')) {
      const negated = this.operand();
      return (subject) => negated(subject) !== true;
    }
    if (!this.take('(')) return this.value();
    const inner = this.either();
    this.need(')');
    return inner;
  }

  private value(): Evaluate {
    const token = this.tokens[this.place];
    if (!token || token.kind === 'sign') throw new Error('a value is missing');
    this.place += 1;
    if (token.kind === 'text') {
      const text = token.text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
      return () => text;
    }
    if (token.kind === 'number') return () => Number(token.text);
    return this.named(token.text);
  }

  private named(name: string): Evaluate {
    if (name === 'true' || name === 'false') return () => name === 'true';
    if (name === 'null') return () => null;
    if (name.startsWith('user.')) return ({ profile }) => (profile[name.slice(5)] ?? null) as Value;
    const known = FUNCTIONS[name];
    if (!known) throw new Error(`${name} is not known`);
    const values = this.values();
    return (subject) =>
      known(
        values.map((value) => value(subject)),
        subject,
      );
  }

  private values(): Evaluate[] {
    this.need('(');
    const values: Evaluate[] = [];
    while (!this.take(')')) {
      if (values.length > 0) this.need(',');
      values.push(this.either());
    }
    return values;
  }
}

/**
 * Compiles an expression of a group rule (Okta: expression language, "Expressions in group rules").
 * @throws Error naming what is wrong with it
 */
export function compileRule(expression: string): (subject: RuleSubject) => boolean {
  const evaluate = new RuleParser(expression).parse();
  return (subject) => evaluate(subject) === true;
}

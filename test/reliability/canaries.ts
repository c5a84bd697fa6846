const MIN_LENGTH = 16;

/** Without what depends on the neighbours, so that it is found in the midst of a longer text. */
function base64Inside(secret: string): string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.from('x'.repeat(shift) + secret)
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(shift === 0 ? 0 : shift + 1, -2);
  });
}

/** A secret as it could show up: as it is, and encoded. */
export function spellings(secret: string): string[] {
  const base64 = base64Inside(secret);
  return [
    secret,
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/** Planted secrets, and the texts in which they must not be. */
export class Canaries {
  readonly #spellings = new Map<string, string[]>();

  /** Secrets shorter than 16 characters would be found by chance. */
  plant(name: string, secret: string | undefined): void {
    if (secret === undefined || secret.length < MIN_LENGTH) throw new Error(`${name} is too short to look for`);
    const numbered = this.#spellings.has(name) ? `${name} ${this.#spellings.size}` : name;
    this.#spellings.set(numbered, [...new Set(spellings(secret))]);
  }

  get kinds(): string[] {
    return [...new Set([...this.#spellings.keys()].map((name) => name.replace(/ \d+$/, '')))];
  }

  get count(): number {
    return this.#spellings.size;
  }

  /** Names of those that the text holds, in any spelling. */
  in(text: string): string[] {
    return [...this.#spellings]
      .filter(([, written]) => written.some((spelling) => text.includes(spelling)))
      .map(([name]) => name);
  }
}

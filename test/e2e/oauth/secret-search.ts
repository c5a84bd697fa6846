/** A secret as it could show up: as it is, and encoded. */
const spellings = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
];

/** Looks for planted secrets in text. */
export class SecretSearch {
  private readonly secrets = new Map<string, string[]>();

  /** Secrets shorter than 16 characters would be found by chance. */
  plant(name: string, secret: string): void {
    if (secret.length < 16) throw new Error(`${name} is too short to look for`);
    this.secrets.set(name, spellings(secret));
  }

  get names(): string[] {
    return [...this.secrets.keys()];
  }

  /** Names of the secrets that the text holds, in any spelling. */
  found(text: string): string[] {
    const holds = (written: string[]): boolean => written.some((spelling) => text.includes(spelling));
    return [...this.secrets].filter(([, written]) => holds(written)).map(([name]) => name);
  }
}

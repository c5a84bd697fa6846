const LABEL = /^x([0-9a-f]{2,60})$/;
const ENDING = 'attack.example';

/** A host name whose DNS answers are these: one list for each time that it is asked, the last one from then on. */
export function hostWith(...rounds: string[][]): string {
  const text = rounds.map((addresses) => addresses.join(',')).join('|');
  const labels =
    Buffer.from(text)
      .toString('hex')
      .match(/.{1,60}/g) ?? [];
  return [...labels.map((label) => `x${label}`), ENDING].join('.');
}

/** The answer for the nth time; undefined for a name that says nothing about it. */
export function addressesOf(hostname: string, round: number): string[] | undefined {
  const labels = hostname.split('.').map((label) => LABEL.exec(label)?.[1]);
  const hex = labels.filter((label) => label !== undefined).join('');
  if (!hex) return undefined;
  const rounds = Buffer.from(hex, 'hex').toString().split('|');
  return rounds[Math.min(round, rounds.length - 1)]?.split(',');
}

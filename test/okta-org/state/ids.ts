const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SPREAD = 0x9e3779b97f4a7c15n;
const MASK = (1n << 64n) - 1n;

/** The type prefixes of Okta's 20-character ids. */
export type IdPrefix =
  | '00u'
  | '00g'
  | '0oa'
  | '00o'
  | '00T'
  | '102'
  | 'oag'
  | 'oar'
  | 'oty'
  | 'guo'
  | '0ua'
  | 'otl'
  | 'xid'
  | '0pr'
  | 'gPm'
  | 'prm'
  | 'who'
  | 'dae'
  | 'aus'
  | 'scp'
  | 'ocl'
  | 'ici'
  | 'icr'
  | 'esp'
  | 'ent'
  | '0gg'
  | '00p'
  | 'nzo'
  | 'cr0'
  | 'iam'
  | 'irb'
  | 'rst'
  | 'ufs'
  | 'ost'
  | 'uft'
  | 'mbl'
  | 'clf'
  | 'emf'
  | 'opf'
  | 'fwf'
  | 'chf'
  | 'mst'
  | 'tac'
  | 'uij';

function base62(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = (ALPHABET[Number(rest % 62n)] ?? '0') + text;
    rest /= 62n;
  }
  return text;
}

/** Makes ids that look like Okta's (prefix, 14 scattered characters, a common ending) and repeat from run to run. */
export class IdSequence {
  private next = 1n;

  take(prefix: IdPrefix): string {
    const scattered = (this.next * SPREAD) & MASK;
    this.next += 1n;
    return `${prefix}${base62(scattered, 14)}5d7`;
  }
}

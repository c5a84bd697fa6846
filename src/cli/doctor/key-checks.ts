import type { KeyTools } from '../key-tools.js';
import { fail, pass, type SystemCheck } from './system-check.js';

/** Whether the keys are those that the database knows, and every key in use is there. */
export async function keyCheck({ check, repository, provider }: KeyTools): Promise<SystemCheck> {
  const subject = { id: 'encryptionKeys', title: 'Encryption keys' };
  const mistakes = await check.mistakes();
  if (mistakes.length > 0)
    return fail(
      subject,
      mistakes.join('; '),
      'Rotate nothing, delete nothing: docs/runbook.md, OktaConnectorKeyMissing.',
    );
  const usage = await repository.usage();
  const used = usage.map(({ kekId, keys }) => `"${kekId}" wraps ${keys} data key(s)`);
  const older = usage.some(({ kekId }) => kekId !== provider.currentKeyId);
  const detail = `Newest "${provider.currentKeyId}"; ${used.join(', ') || 'none is in use yet'}.`;
  return pass(subject, older ? `${detail} "keys rotate" would end the use of older ones.` : detail);
}

// For `node --import`: SIGUSR2 begins to sample where the processor's time goes, the next one writes it to PROFILE_FILE.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const EVERY_MICROSECONDS = 250;
let session;

process.on('SIGUSR2', () => void toggle());

async function toggle() {
  if (session) {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(process.env.PROFILE_FILE, JSON.stringify(profile));
    return;
  }
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: EVERY_MICROSECONDS });
  await session.post('Profiler.start');
}

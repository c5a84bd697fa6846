import { readdir, readFile } from 'node:fs/promises';

interface ProcessTimes {
  pid: number;
  parent: number;
  /** Its own and that of its ended children, in ticks of which Linux counts a hundred a second. */
  ticks: number;
}

/** Seconds of processor time that a process and all below it have used so far; NaN where there is no /proc. */
export async function cpuSeconds(pid: number): Promise<number> {
  const processes = await listProcesses();
  const family = new Set([pid]);
  // A child's number is not always higher than its parent's: until nobody is added any more.
  for (let known = 0; known < family.size;) {
    known = family.size;
    for (const one of processes) if (family.has(one.parent)) family.add(one.pid);
  }
  const members = processes.filter((one) => family.has(one.pid));
  return members.length === 0 ? Number.NaN : members.reduce((total, { ticks }) => total + ticks, 0) / 100;
}

async function listProcesses(): Promise<ProcessTimes[]> {
  const names = await readdir('/proc').catch((): string[] => []);
  const stats = names.filter((name) => /^\d+$/.test(name)).map((name) => readFile(`/proc/${name}/stat`, 'utf8'));
  const texts = await Promise.allSettled(stats);
  return texts.flatMap((text) => (text.status === 'fulfilled' ? [timesOf(text.value)] : []));
}

/** Source: proc_pid_stat(5); the second field may hold blanks and brackets. */
function timesOf(stat: string): ProcessTimes {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const number = (field: number) => Number(fields[field - 3]);
  return {
    pid: Number.parseInt(stat, 10),
    parent: number(4),
    ticks: number(14) + number(15) + number(16) + number(17),
  };
}

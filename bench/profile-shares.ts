interface Frame {
  functionName: string;
  url: string;
  lineNumber: number;
}

/** A profile as V8 writes it: a tree of calls, and which of them ran at each sample. */
export interface CpuProfile {
  nodes: { id: number; callFrame: Frame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** Percent of the time in which the process was not idle. */
export interface Shares {
  /** That time, in microseconds. */
  busy: number;
  /** Where the processor was: a package, a part of Node, a folder of the service. */
  self: [place: string, percent: number][];
  functions: [name: string, percent: number][];
  /** A function of the service, with all that it calls before it returns or waits. */
  inclusive: [name: string, percent: number][];
}

/** What took the time; what took less than `least` percent is left out. Pure. */
export function sharesOf(profile: CpuProfile, least: { self: number; inclusive: number }): Shares {
  const tree = treeOf(profile);
  const [self, functions, inclusive] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  let busy = 0;
  profile.samples.forEach((id, index) => {
    const frame = tree.get(id)?.frame;
    const time = profile.timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)' || isProfiler(frame)) return;
    busy += time;
    add(self, placeOf(frame), time);
    add(functions, nameOf(frame), time);
    for (const name of ownCallers(tree, id)) add(inclusive, name, time);
  });
  const largest = (times: Map<string, number>, from: number) =>
    percents(times, busy).filter(([, percent]) => percent >= from);
  return {
    busy,
    self: largest(self, least.self),
    functions: largest(functions, least.self),
    inclusive: largest(inclusive, least.inclusive),
  };
}

/** Beginning and ending take time of their own. */
const isProfiler = ({ url }: Frame) => url.startsWith('node:inspector') || url.includes('/preloads/profiler.mjs');

type Tree = Map<number, { frame: Frame; parent: number | undefined }>;

function treeOf({ nodes }: CpuProfile): Tree {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  return new Map(nodes.map(({ id, callFrame }) => [id, { frame: callFrame, parent: parents.get(id) }]));
}

/** Each function of the service once, though it may call itself. */
function ownCallers(tree: Tree, from: number): Set<string> {
  const names = new Set<string>();
  for (let id: number | undefined = from; id !== undefined; id = tree.get(id)?.parent) {
    const frame = tree.get(id)?.frame;
    if (frame && ownFile(frame.url) !== undefined) names.add(nameOf(frame));
  }
  return names;
}

const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** The file below `dist/`, where it is one of the service. */
const ownFile = (url: string) => (PACKAGE.test(url) ? undefined : /\/dist\/(.+)$/.exec(url)?.[1]);

function placeOf({ url, functionName }: Frame): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'system calls and V8';
  if (url.startsWith('node:')) return 'Node';
  const name = PACKAGE.exec(url)?.[1];
  if (name !== undefined) return name;
  const own = ownFile(url);
  return own === undefined ? 'other' : `src/${own.split('/').slice(0, -1).join('/')}`;
}

function nameOf(frame: Frame): string {
  const { url, functionName, lineNumber } = frame;
  const name = functionName === '' ? 'a function' : functionName;
  const own = ownFile(url);
  return own === undefined ? `${name} (${placeOf(frame)})` : `${name} (src/${own}:${lineNumber + 1})`;
}

const add = (times: Map<string, number>, name: string, time: number) => times.set(name, (times.get(name) ?? 0) + time);

function percents(times: Map<string, number>, whole: number): [string, number][] {
  return [...times]
    .map(([name, time]): [string, number] => [name, Number(((time * 100) / whole).toFixed(1))])
    .toSorted(([, one], [, other]) => other - one);
}

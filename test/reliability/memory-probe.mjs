// For `node --expose-gc --import`: the process prints what it holds, on SIGWINCH as it stands, on SIGUSR2 after a collection.
function tell(kind, bytes) {
  process.stderr.write(`memory ${kind} ${bytes}\n`);
}

process.on('SIGWINCH', () => tell('resident', process.memoryUsage.rss()));

process.on('SIGUSR2', () => {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  tell('live', heapUsed + external);
});

// For `node --import`: a child process that ends when whoever started it is gone, however that ended.
process.stdin.resume().once('close', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.unref?.();

import * as fc from 'fast-check';

// One seed for everybody, so that a run of the tests says something about the change and not about the day.
// FAST_CHECK_SEED=… looks elsewhere.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_260_829) });

export { fc };

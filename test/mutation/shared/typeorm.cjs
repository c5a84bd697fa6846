module.exports = globalThis.sharedModules['typeorm'];
